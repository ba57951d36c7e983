# Hỏi sổ một con số: vì sao chưa trả lời được, và điều cần biết bên câu trả lời.

asking-empty = Chưa có câu hỏi.
asking-too-long = Câu hỏi dài quá, hoặc lồng quá nhiều ngoặc.
asking-expected = Chỗ này chưa hiểu được.
asking-name = Chỗ này cần một mã có trong sổ.
asking-unknown = Sổ không có mã này.
asking-unknown-near = Sổ không có mã này.
asking-value = Điều kiện này không có giá trị như vậy.
asking-date = Chỗ này cần một ngày, một tháng hoặc một năm có thật.
asking-size = Sổ không có cỡ này.
asking-measure = Không đo được như vậy ở đây.
asking-condition = Điều kiện này không dùng được ở đây.
asking-units = Không cộng trừ được hai thứ có đơn vị khác nhau.
asking-undated = Sổ không ghi nhiệm kỳ này bắt đầu và kết thúc ngày nào.
asking-bracket = Thiếu dấu đóng ngoặc.
asking-backwards = Ngày cuối đứng trước ngày đầu.
asking-not-told = Lời kể chỉ nói về công trình, chương trình và đơn vị.
asking-too-large = Kết quả lớn quá mức một số trong sổ.

asking-cure-empty = Viết đo gì, của cái gì: count of works
asking-cure-too-long = Hỏi từng phần, rồi cộng lại.
asking-cure-expected = Có thể đứng ở đây: { $choices }
asking-cure-name = Mã gồm chữ thường không dấu, số, dấu - và _.
asking-cure-unknown = Mã của công trình, chương trình, quỹ nằm trong địa chỉ trang của chúng.
asking-cure-unknown-near = Có phải: { $choices }
asking-cure-value = Chọn một trong: { $choices }
asking-cure-date = Viết 2023-05-31, 31/5/2023, 2023-05 hoặc 2023.
asking-cure-size = Hỏi ở cỡ { $choices } hoặc nhỏ hơn. Trang chỉ trả lời ở điểm ký đang hiện; lệnh chungtay figure trả lời ở mọi cỡ.
asking-cure-measure = Đo được bằng: { $choices }
asking-cure-condition = Ở đây dùng được: { $choices }
asking-cure-units = Cộng trừ những thứ cùng đơn vị: đồng với đồng, mét với mét.
asking-cure-undated = Viết ngày: from 2020-10-01 to 2023-05-31.
asking-cure-bracket = Thêm dấu ) ở cuối phần trong ngoặc.
asking-cure-backwards = Đổi chỗ hai ngày.
asking-cure-not-told = Bỏ chữ told để hỏi chính sổ.
asking-cure-too-large = Hỏi từng phần nhỏ hơn.

asking-note-if-within = Chỉ đúng nếu những phần bị trừ đều nằm trong phần đầu; không nguồn nào nói như vậy.
asking-note-joint = { $claim } nói chung cho { $works }; không ai tách riêng, nên ở đây cũng không tách.
asking-note-counted-already = { $claim } không cộng vào, vì điều nó nói đã được tính rồi.
asking-note-period-in-words = Nguồn của { $claim } không ghi ngày kết thúc.
asking-note-period-words = Nguồn của { $claim } chỉ viết “{ $words }”, không có ngày.
asking-note-not-yet-attributed = { $count } khoản tiền vào ngân hàng trong thời gian này chưa được xác định là gì, nên chưa tính là ủng hộ.
asking-note-tension = Sổ có ghi một chỗ chưa khớp:

asking-meant-more-than = trên { $value }
asking-meant-at-least = ít nhất { $value }
asking-meant-less-than = dưới { $value }
asking-meant-at-most = nhiều nhất { $value }
asking-meant-about = khoảng { $value }
asking-days = { $days } ngày công
asking-money-short = { $money } đồng
asking-kilometres = { $kilometres } km
asking-metres-words = { $metres } mét
asking-metres = { $metres } m
asking-percent = { $percent } %
asking-nothing = chưa biết

asking-class-bank = ủng hộ qua ngân hàng
asking-class-cash = ủng hộ tiền mặt
asking-class-goods = ủng hộ hiện vật
asking-class-stored = ủng hộ hiện vật nhập kho
asking-class-labour = ủng hộ ngày công
asking-class-pledge = cam kết
asking-class-payment = khoản chi
asking-class-credit = tiền vào ngân hàng
asking-class-debit = tiền ra ngân hàng
