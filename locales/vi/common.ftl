# Dùng chung: ngày tháng, số tiền rút gọn, lỗi khi đọc số tiền. Mỗi phòng khác có tệp riêng.

# Biến: $day (chữ), $month (số), $year (chữ).
date-long = ngày { $day } tháng { $month } năm { $year }
date-short = { $day }/{ $month }/{ $year }

# Biến: $number đã viết theo cách Việt Nam (1,2 hoặc 3.300).
money-short-million = { $number } triệu
money-short-billion = { $number } tỷ
money-short-thousand-billion = { $number } nghìn tỷ
# Số đã làm tròn phải nói rõ.
money-short-rounded = ≈ { $money }

# Biến: $text là nguyên văn người dùng viết.
amount-error-empty = Chưa có số tiền. Hãy viết như 50.000, 1.485.092 đ hoặc 1,2 tỷ.
amount-error-not-a-number = “{ $text }” không phải là số tiền. Hãy viết như 50.000, 1.485.092 đ hoặc 1,2 tỷ.
amount-error-grouping = “{ $text }” có nhóm chữ số không đủ ba. Hãy viết như 1.485.092 hoặc 1485092.
amount-error-ambiguous = “{ $text }” có thể hiểu theo hai cách. Hãy viết đủ số đồng như 1.500.000, hoặc thêm đơn vị như 1,2 tỷ, 500 triệu.
amount-error-fraction = “{ $text }” có phần lẻ nhỏ hơn một đồng. Hãy viết số đồng tròn, như 1.485.092.
amount-error-too-large = “{ $text }” vượt quá số tiền lớn nhất ghi được (9.007.199.254.740.991 đ). Hãy kiểm tra lại số chữ số.
