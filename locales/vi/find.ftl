# Lệnh chungtay find.

cli-help-find = Tìm dòng tiền trên mọi điều người giữ sổ được đọc, kể cả phần không công khai.
cli-help-find-words = Tên, chữ trong nội dung, số tiền ("10tr", "từ 1tr đến 2tr"), ngày, số chứng từ; không có gì thì đọc từng câu hỏi ở đầu vào
cli-help-find-parts = Mỗi chữ có thể là một phần bất kỳ của từ
cli-help-find-sort = Thứ tự: newest (mới ghi trước), fit (khớp nhất trước), day (ngày gần nhất trước), amount (số tiền lớn trước)
cli-help-find-all = Kể hết, không chỉ 50 dòng đầu
cli-examples-find =
    Ví dụ:
      chungtay find nguyen thi van -C so-yagi
      chungtay find "ung ho từ 1tr đến 5tr 10/9" --sort amount --all
      chungtay find --json < cau-hoi.txt

    Chỉ mục chỉ ở trong bộ nhớ, không ghi ra tệp nào. Kết quả có tên người: không đưa cho người ngoài.
    Mã kết thúc: 0 tìm thấy; 1 không có dòng nào.
find-line = { $day }  { $amount }  { $document }  { $memo }  (bút toán { $entry })
find-erased = (đã xóa)
find-count = { $count } dòng, tổng cộng { $sum }
find-more = Mới kể { $shown } dòng; thêm --all để kể hết.
find-without = { $count } dòng không còn phần riêng (đã xóa): chỉ tìm được theo số tiền và ngày.
find-ready = Đã đọc { $count } dòng. Mỗi câu hỏi một hàng; Ctrl-D để thôi.
