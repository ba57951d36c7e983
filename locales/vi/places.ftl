# Địa danh: trang của cổng công khai và lệnh chungtay places.

works-by-place = Xem công trình theo địa danh, tên cũ và tên mới
places-title = Địa danh
places-lead = Công trình ở đâu, dưới tên cũ hay tên mới. Từ { $day } cấp huyện không còn và nhiều xã đã sáp nhập; một mã xã nay có thể là của nơi khác.
places-search-label = Tìm tỉnh, huyện, xã theo tên cũ hoặc mới
places-search-hint = Có dấu hay không dấu đều được; thêm tên huyện, tỉnh để phân biệt các nơi trùng tên.
places-found-title = Tìm thấy
places-found-none = Danh mục không có đơn vị hành chính nào tên như vậy.
places-found-more = Còn nữa; hãy thêm tên huyện hoặc tỉnh.
places-until = Tên và mã dùng đến hết { $day }; bắt đầu từ khi nào, danh mục không ghi.
places-since = Tên và mã dùng từ { $day }.
places-became = Nay thuộc:
places-made-of = Gồm:
places-share-whole = (toàn bộ)
places-share-part = (một phần)
places-share-doubtful = (một phần, nhưng danh mục có hai nơi cùng tên ở đây và có thể đã lẫn nơi này với nơi kia)
places-works = Công trình trong sổ:
places-book-title = Địa danh trong sổ
places-book-none = Sổ chưa ghi địa danh nào.
places-code = mã
places-listed-no-code = Sổ không ghi mã, nên không tra được trong danh mục.
places-listed-same = Danh mục cũng ghi:
places-listed-other-name = Danh mục ghi mã này cho một tên khác:
places-listed-unknown = Danh mục không có mã này vào thời gian ấy.
places-source-title = Danh mục này từ đâu
places-source = Tên, mã và việc sáp nhập lấy từ bộ dữ liệu vietnamadminunits (giấy phép MIT); địa danh của sổ thì theo bút toán của sổ.
places-source-limits = Bộ dữ liệu chỉ biết lần sắp xếp nói trên, không biết các lần trước và sau đó, và không có ranh giới hay tọa độ mà chúng tôi được phép dùng.

cli-help-places = Tra tên cũ, tên mới và mã của tỉnh, huyện, xã; không cần sổ nào.
cli-help-places-words = Tên hoặc mã, có dấu hay không dấu; thêm tên huyện, tỉnh để phân biệt
cli-help-places-on = Chỉ những tên và mã dùng trong ngày này (NĂM-THÁNG-NGÀY)
cli-examples-places =
    Ví dụ:
      chungtay places "Tam Gia"
      chungtay places 06541 --on 2023-05-31

    Mã thoát: 0 có; 1 không có đơn vị nào tên như vậy.
places-none = Không có đơn vị hành chính nào tên hoặc mã như vậy.
places-line = { $code } { $name } ({ $era })
places-era-before = đến hết 30/6/2025
places-era-since = từ 1/7/2025
places-line-became = nay thuộc { $code } { $name } { $share }
places-line-made-of = gồm { $code } { $name } { $share }

error-built-in-list = Danh mục hành chính dựng sẵn trong chương trình bị hỏng.
hint-built-in-list = Hãy cài lại chương trình; đây là lỗi của bản phát hành.
