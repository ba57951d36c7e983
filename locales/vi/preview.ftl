# Xem trước một bài viết trong trình duyệt.
cli-help-story-preview-listen = Xem trong trình duyệt, đúng như trang sẽ đăng; tự cập nhật khi tệp đổi (không ghi địa chỉ: chỉ máy này, cổng còn trống)
# Biến: $address.
cli-story-preview-page = Mở để xem trước: { $address }  (Ctrl-C để dừng)
cli-story-preview-open = Lưu ý: ai vào được mạng này cũng đọc được bài chưa đăng.
preview-title = Bản xem trước, chưa đăng
# Biến: $file.
preview-note = Tệp { $file } trên sổ đang công bố.
preview-live = Trang tự tải lại khi tệp đổi.
preview-by-hand = Sửa tệp rồi thì tải lại trang này.
preview-over = Bản xem trước đã dừng: những gì đang thấy có thể đã cũ. Chạy lại chungtay story preview.
preview-card = Ảnh hiện ra khi người khác chia sẻ bài
preview-faults = Bài chưa đăng được
preview-faults-lead = Sửa những chỗ dưới đây rồi lưu tệp; trang sẽ tự tải lại.
preview-unread = Không đọc được tệp. Lưu lại tệp ở chỗ cũ, bằng UTF-8.
preview-line = dòng
preview-column = cột
