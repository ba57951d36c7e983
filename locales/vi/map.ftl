# Bản đồ công trình.
map-title = Bản đồ công trình
map-lead = Công trình ở đâu, chính xác tới mức được phép công bố. Danh sách dưới đây nói đúng những gì bản đồ vẽ.
map-empty = Chưa công trình nào có chỗ được phép công bố.
map-open = Mở bản đồ
map-weight = Tải thêm gần bốn trăm kilobyte mã vẽ; không tải gì của nơi khác.
map-no-script = Bản đồ cần JavaScript; danh sách dưới đây có đủ.
map-failed = Trình duyệt này không vẽ được bản đồ; danh sách dưới đây có đủ.
map-no-outlines = Không vẽ đường biên: chưa có dữ liệu đủ tin. Ô lưới là kinh độ, vĩ độ.
map-nearer = Lại gần
map-farther = Ra xa
map-all = Xem hết
map-cluster = Xem gần các công trình đứng sát nhau ở đây
map-list = Danh sách trên bản đồ
map-precision-exact = đúng chỗ
map-precision-commune = một điểm thay cho cả xã
map-hidden = Không công bố chỗ
map-hidden-note = Chỗ của các công trình này không được công bố (khu vực biên giới, khu vực cấm, hoặc theo yêu cầu).
map-unplaced = Chưa ghi chỗ
map-unplaced-note = Sổ chưa có tọa độ. Tọa độ cột mốc biên giới không được công bố, và ở đây không ai đoán.
map-point = { $north }° B, { $east }° Đ
cli-help-serve-map-tiles = Ảnh nền bản đồ của nơi khác, như https://noi.example/{ "{" }z{ "}" }/{ "{" }x{ "}" }/{ "{" }y{ "}" }.png (mặc định: không có; trang bản đồ khi ấy mới tải từ nơi đó)
cli-help-serve-map-credit = Ghi công của ảnh nền, theo giấy phép của nơi ấy
# Biến: $host.
map-weight-tiles = Tải thêm gần bốn trăm kilobyte mã vẽ, và nền bản đồ từ { $host }; máy chủ đó sẽ thấy địa chỉ mạng của máy bạn.
map-no-tiles = Hiện không tải được nền bản đồ từ máy chủ của nó. Các công trình và lưới tọa độ vẫn đủ.
cli-expects-map-tiles = địa chỉ http:// hoặc https:// có chỗ cho { "{" }z{ "}" }, { "{" }x{ "}" } và { "{" }y{ "}" }
cli-help-serve-address = Địa chỉ mà người đọc mở sổ, nếu khác: dùng cho nguồn tin, ảnh chia sẻ và trang Nhật ký
