# Dữ liệu mở: chú thích trong các tệp xuất ra.

# Biến: $book là tên sổ.
hledger-head = Sổ kế toán hledger xuất từ sổ Chung Tay: { $book }
# Biến: $size là số bút toán.
hledger-size = Gồm { $size } bút toán đầu tiên của nhật ký. Mỗi giao dịch mang số thứ tự của bút toán; không có tên hay lời nhắn của ai.
hledger-accounts = Phần cuối của tên tài khoản là mã quỹ. Số tiền tính bằng đồng chẵn.
hledger-demonstration = DỮ LIỆU MINH HỌA: những gì không dẫn nguồn trong sổ này là bịa ra để minh họa.
