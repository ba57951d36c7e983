# Dòng tiền là gì: mã đối khớp, mã VietQR, lời hứa góp, danh sách đóng góp và quy tắc.

# Loại bút toán, trường riêng tư và đối tượng.
entry-kind-roster = Danh sách đóng góp
entry-kind-roster-member = Người trong danh sách
entry-kind-match-rule = Quy tắc nhận dòng tiền
entry-kind-attribution-list = Xác nhận nhiều dòng tiền
entry-kind-suggestion-declined = Bác một gợi ý
field-words = Từ ngữ thêm
cli-thing-pledge = lời hứa góp
cli-thing-roster = danh sách đóng góp
cli-thing-roster-member = người trong danh sách
cli-thing-match-rule = quy tắc nhận dòng tiền
cli-thing-suggestion = gợi ý

# Các bút toán liên quan với nhau.
relation-used-by = Được áp dụng ở
relation-declined-by = Gợi ý bị bác bởi
relation-fulfilled-by = Được thực hiện bởi
relation-fulfils = Thực hiện
relation-by-rule = Theo quy tắc
relation-returns = Trả lại tiền của dòng
relation-returned-by = Được trả lại ở

# Việc xác nhận dựa vào đâu, và vì sao.
match-by-code = Mã đối khớp
match-by-reference = Số chứng từ của dòng trước
match-by-pledge = Lời hứa góp
match-by-roster = Danh sách đóng góp
match-by-rule = Quy tắc
match-by-suggestion = Gợi ý được một người chấp nhận
match-by-hand = Lời của một người
match-reason-code = nội dung có mã đối khớp
match-reason-near-code = nội dung có một mã chỉ khác mã này một ký tự
match-reason-name = nội dung có đủ họ tên
match-reason-name-parts = nội dung có họ tên nhưng đảo thứ tự hoặc thiếu chữ đệm
match-reason-unit = nội dung có tên đơn vị
match-reason-amount = số tiền đúng bằng phần còn thiếu
match-reason-whole-unit = số tiền đúng bằng phần còn thiếu của cả đơn vị
match-reason-counter-account = tiền đến từ tài khoản đã khai
match-reason-return-words = nội dung nói là tiền trả lại
match-reason-earlier-line = một dòng trước có cùng số tiền và cùng bên kia
match-reason-reference = nội dung có số chứng từ của dòng trước
match-reason-same-words = nội dung có nguyên lời của dòng trước
match-reason-rule-holds = đủ mọi điều kiện của quy tắc

# chungtay match.
cli-help-match = Tìm xem các dòng tiền chưa xác nhận là gì: theo mã đối khớp, lời hứa góp, danh sách đóng góp và quy tắc của sổ. Không có tùy chọn nào thì không ghi gì.
cli-help-match-apply = Ghi những gì đã chắc chắn; gợi ý vẫn là gợi ý
cli-help-match-accept = Chấp nhận gợi ý này (dùng được nhiều lần)
cli-help-match-decline = Cho biết gợi ý này không đúng
cli-help-match-undo = Bỏ việc xác nhận dòng này (số của dòng trong nhật ký)
cli-help-match-because = Vì sao (giữ kín)
cli-examples-match =
    Ví dụ:
      chungtay match -C so-thon
      chungtay match -C so-thon --apply
      chungtay match -C so-thon --accept k7h2m9xw --actor m4x8k2qp
      chungtay match -C so-thon --undo 1042 --because "người khác trùng tên"
cli-match-looked = { $lines } dòng chưa xác nhận: ghi được { $automatic }, có gợi ý { $suggested }, còn để ngỏ { $left }.
cli-match-wordless = { $count } dòng trong đó không còn nội dung để đọc.
cli-match-group = { $by }: { $count } dòng, { $amount }, { $said }
cli-match-line = Dòng { $line }: { $amount } → { $target }. Vì: { $reasons }.
cli-match-suggestion = { $id } ({ $score }/100) dòng { $line }: { $amount } → { $target }? Vì: { $reasons }. Nội dung: { $memo }
cli-match-undone =     Đã từng ghi, rồi có người bỏ ở bút toán { $entry }. Lý do: { $reason }
cli-match-pledge = lời hứa góp { $entry }
cli-match-returns = trả lại tiền của dòng { $line }
cli-match-roster = danh sách { $roster }, không phải phần riêng của ai
cli-match-member = danh sách { $roster }, người { $person }
cli-match-split = danh sách { $roster }, chia cho { $members } người, dư { $rest }
cli-match-how-apply = Chưa ghi gì. --apply sẽ ghi những gì ghi được.
cli-match-how-accept = --accept MÃ hoặc --decline MÃ để trả lời một gợi ý.
cli-matched = Đã ghi { $entries } bút toán từ số { $first }, về { $lines } dòng tiền.
cli-matched-nothing = Không có gì để ghi.
error-not-matched = Chưa ai xác nhận dòng { $line } nên không có gì để bỏ.
hint-not-matched = Dòng được một quy tắc xác nhận cùng cả lần nhập thì bỏ bằng cách đảo lại quy tắc ấy (chungtay apply).

# chungtay qr.
cli-help-qr = Làm mã VietQR để góp vào một quỹ, theo một lời hứa góp hoặc theo danh sách. Nội dung bắt đầu bằng mã đối khớp.
cli-help-qr-fund = Góp vào quỹ này
cli-help-qr-pledge = Theo lời hứa góp này (số trong nhật ký)
cli-help-qr-roster = Theo danh sách này
cli-help-qr-member = Cho người này trong danh sách
cli-help-qr-account = Tài khoản ngân hàng (mặc định: tài khoản mà tiền của quỹ về)
cli-help-qr-amount = Số tiền cố định (mặc định: người góp tự chọn)
cli-help-qr-output = Tệp để vẽ mã, .svg hoặc .png (mặc định: chỉ in nội dung của mã)
cli-examples-qr =
    Ví dụ:
      chungtay qr --fund duong -C so-thon -o duong.svg
      chungtay qr --pledge 1042 --amount 5tr -C so-thon -o loi-hua.png
cli-qr = { $bank }, tài khoản { $number }, { $holder }; nội dung “{ $memo }”
    { $payload }
error-qr-which-account = Chưa rõ tiền góp vào quỹ { $fund } chuyển về tài khoản nào: { $accounts }.
hint-qr-which-account = Chọn bằng --account; nếu chưa có tài khoản nào, hãy ghi account/1 kèm số tài khoản trước.
error-qr-no-number = Sổ không có số của tài khoản { $account }.
hint-qr-no-number = Ghi tài khoản với số ở trường riêng tư: account/1, "private":{ "{" }"number":"…"{ "}" }.
error-qr-no-bank = Ngân hàng của tài khoản { $account }, “{ $bank }”, không có trong danh sách VietQR.
hint-qr-no-bank = Ghi ngân hàng bằng tên ngắn (Vietcombank), mã (VCB) hoặc số (970436).
error-qr-unfit = Tài khoản { $account } không đặt vừa mã VietQR.
hint-qr-unfit = Số tài khoản tối đa 19 chữ và số, số tiền tối đa 13 chữ số.

# chungtay roster.
cli-help-roster = Lập danh sách đóng góp từ bảng của đơn vị (Excel hoặc CSV): có tiêu đề “Họ và tên” và “Số tiền”, thêm “Số tài khoản” nếu biết. Ghi cả bảng hoặc không ghi gì; họ tên và tài khoản giữ kín.
cli-help-roster-file = Bảng của đơn vị, .xlsx, .xls hoặc .csv
cli-help-roster-id = Mã danh sách; nếu đã có thì thêm người
cli-help-roster-fund = Quỹ
cli-help-roster-name = Tên danh sách: đợt góp và đơn vị, không ghi tên người
cli-help-roster-organisation = Đơn vị
cli-help-roster-due = Hạn nộp, ghi năm-tháng-ngày
cli-examples-roster =
    Ví dụ:
      chungtay roster thang-6.xlsx --id luong-thang-6 --fund duong --name "Ngày lương tháng 6" --organisation hai-quan -C so-thon
cli-rostered = Danh sách { $roster }: { $members } người, dự kiến { $amount }. Mã đối khớp là { $code }.
error-roster-head = Không hàng nào của bảng có tiêu đề cho họ tên và số tiền.
hint-roster-head = Đặt tiêu đề hai cột là “Họ và tên” và “Số tiền”, trong 40 hàng đầu.
error-roster-rows = Các hàng thiếu họ tên hoặc có số tiền không đọc được: { $rows }. Chưa ghi gì.
hint-roster-rows = Sửa các hàng ấy. Danh sách cần ít nhất một người.
error-roster-total = Hàng { $row } ghi tổng cộng { $told }; các hàng trên cộng lại là { $sum }. Chưa ghi gì.
hint-roster-total = Sửa số tổng cộng hoặc hàng bị sai.

cli-expects-due = ngày viết năm-tháng-ngày như 2026-03-02
cli-expects-amount = số tiền như 300.000 hoặc 5 triệu
cli-expects-roster = mã gồm a–z, 0–9, - và _, bắt đầu bằng chữ hoặc số, tối đa 32 ký tự
cli-expects-member = mã của một người, tối đa 8 ký tự
cli-expects-organisation = mã gồm a–z, 0–9, - và _, bắt đầu bằng chữ hoặc số, tối đa 32 ký tự
cli-expects-pledge = số của bút toán, như 1042
cli-expects-undo = số của bút toán, như 1042
cli-expects-accept = mã gợi ý như chungtay match in ra
cli-expects-decline = mã gợi ý như chungtay match in ra

# Trang công khai.
give-title = Cách góp
give-note = Quét mã bằng ứng dụng ngân hàng, hoặc chép các dòng dưới đây. Mã ở đầu nội dung cho biết tiền góp để làm gì, dù ngân hàng có cắt chữ thế nào.
give-note-plain = Ngân hàng này không có trong VietQR: hãy chép các dòng dưới đây vào lệnh chuyển tiền. Mã ở đầu nội dung cho biết tiền góp để làm gì, dù ngân hàng có cắt chữ thế nào.
give-code = Mã VietQR của tài khoản này, nội dung { $memo }
give-bank = Ngân hàng
give-account = Số tài khoản
give-holder = Chủ tài khoản
give-memo = Nội dung chuyển khoản
give-amount = Số tiền
give-amount-yours = Tùy tâm người góp
give-amount-pledged = Số đã hứa, một lần hay nhiều lần
give-amount-share = Phần của mình, hoặc số của cả đơn vị
give-check = Hãy xem ứng dụng hiện đúng chủ tài khoản rồi mới chuyển.
matched-title = Vì sao dòng này được tính như vậy
matched-by = Dựa vào
matched-reasons = Vì
matched-shares = Các phần
matched-share-of = Thực hiện
matched-share-nobody = không phải phần riêng của ai
matched-share-members = chia cho từng người trong danh sách
matched-share-returns = Trả lại tiền của dòng
pledges-title = Lời hứa góp
pledges-note = Đã hứa bao nhiêu, đã về bao nhiêu.
pledge-promised = Đã hứa
pledge-received = Đã nhận
pledge-missing = Còn thiếu
pledge-nothing-yet = chưa có gì
pledge-by = Bên hứa
pledge-due = Hạn
rosters-title = Danh sách đóng góp
rosters-note = Người của một đơn vị, mỗi người một phần. Không hiện phần riêng của ai.
roster-expected = Dự kiến
roster-members = Số người
roster-members-given = Số người đã góp đủ
roster-of-nobody = Không phải phần riêng của ai
