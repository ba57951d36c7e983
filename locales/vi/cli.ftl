# Dòng lệnh chungtay: trợ giúp, kết quả, lỗi và cách sửa.

cli-heading-usage = Cách dùng:
cli-heading-commands = Các lệnh
cli-heading-command = LỆNH
cli-heading-arguments = Phải cho biết
cli-heading-options = Tùy chọn

cli-help-chungtay = Sổ sách mở cho công trình cộng đồng: từ đồng góp đến viên gạch, người lạ cũng tính lại được.
cli-help-init = Lập một cuốn sổ mới trong một thư mục trống.
cli-help-apply = Ghi các bút toán từ một tệp (mỗi dòng một lệnh JSON): ghi tất cả, hoặc không ghi gì.
cli-help-import = Nhập tệp sao kê của ngân hàng.
cli-help-serve = Mở trang công khai của sổ.
cli-help-figures = In các con số của điểm ký gần nhất.
cli-help-figure = Hỏi sổ một con số: đo gì, của cái gì, ở đâu, khi nào (docs/figures-language.md).
cli-help-claims = Đặt từng lời kể cạnh sổ: kể gì, sổ có gì, khớp hay không, và câu hỏi để tính lại.
cli-help-verify = Tính lại một nhật ký đã công bố: từng bút toán, gốc cây băm, chữ ký và mọi con số.
cli-help-receipt = Lập biên nhận của một bút toán: tệp bằng chứng, mã QR, và phần riêng của người góp.
cli-help-monitor = Canh một nhật ký đã công bố: nhớ những gì đã thấy, kiểm từng bút toán mới, và kêu lên khi có điều không khớp.
cli-help-rebuild = Dựng lại các bảng tra cứu từ sổ gốc.
cli-help-doctor = Soát mọi điều phải đúng giữa các kho của sổ, và chỉ cách sửa.
cli-help-recover = Lấy lại từ nhật ký đã công bố các bút toán mà sổ thiếu so với phần đã ký; viết lại các tệp đã công bố bị hỏng.
cli-help-export = Xuất sổ sang định dạng của chương trình khác.
cli-help-publish = Ghi toàn bộ trang công khai thành tệp thường, cho bất kỳ máy chủ nào.
cli-help-log-key = In khóa kiểm tra chữ ký của nhật ký, để trao cho người đọc bằng một đường khác.
cli-help-completions = In phần tự điền lệnh cho một trình dòng lệnh.

cli-help-book = Thư mục của sổ (mặc định: thư mục hiện tại)
cli-help-json = In đúng một đối tượng JSON cho máy đọc
cli-help-lang = Ngôn ngữ: vi hoặc en (mặc định theo LANG, không thì tiếng Việt)
cli-help-help = In trợ giúp
cli-help-version = In phiên bản
cli-help-wait = Chờ người đang ghi sổ bao nhiêu giây (mặc định: 30)
cli-help-init-directory = Thư mục mới hoặc còn trống
cli-help-init-id = Mã của sổ: a–z, 0–9, - và _ (mặc định: tên thư mục)
cli-help-init-origin = Dòng xuất xứ của nhật ký, một tên không ai khác dùng (mặc định: chungtay.example/MÃ)
cli-help-init-name = Tên sổ; có tên thì bút toán đầu tiên book/1 được ghi luôn
cli-help-init-test-seed = Những chữ sinh ra mọi bí mật và thời điểm: chỉ để thử và minh họa, không giữ kín được gì
cli-help-apply-file = Tệp lệnh, hoặc - để đọc từ đầu vào chuẩn
cli-help-import-file = Tệp sao kê, để nguyên hoặc nén gzip
cli-help-import-account = Tài khoản ngân hàng của sao kê
cli-help-import-fund = Quỹ nhận tiền
cli-help-import-create = Lập quỹ và tài khoản nếu chưa có (sổ thì mở trước bằng chungtay init)
cli-help-import-names = Tên người trong lời nhắn: full (đủ), initials (chữ cái đầu), none (không); mặc định theo sổ
cli-help-import-quarantine = Nhập phần đọc được, để riêng hàng lỗi chờ người xem (mặc định: có hàng lỗi thì không nhập gì)
cli-help-import-no-attribute = Không ghi quy tắc coi mọi khoản thu là quà tặng
cli-help-import-opening = Số dư trước hàng đầu tiên, theo lời người nhập
cli-help-import-closing = Số dư sau hàng cuối cùng, theo lời người nhập
cli-help-import-balance-source = Số dư ấy lấy ở đâu
cli-help-import-actor = Mã của người nhập (mặc định: người mở sổ)
cli-help-import-preview = Chỉ xem thử: các cột có thể là gì, vài hàng đầu, chắc chắn đến đâu; không ghi gì
cli-help-import-columns = Cột nào là gì, như date=A,credit=D,memo=F (debit, amount, balance, doc, account, name, bank, fee, vat…)
cli-help-import-layout = Đọc theo mẫu đã lưu mang tên này
cli-help-import-save-layout = Lưu lựa chọn --columns vào sổ dưới tên này; tệp sau có cùng tiêu đề được tự đọc theo
cli-help-import-number = Số tài khoản được nhập, khi tệp có sao kê của nhiều tài khoản
cli-help-serve-listen = Địa chỉ lắng nghe (mặc định: 127.0.0.1:8080)
cli-help-figures-ids = Mã của các con số, như book.received; không nêu thì in tất cả
cli-help-figure-expression = Câu hỏi, như: count of works programme duong kind road to 2023-05
cli-help-figure-entries = In mọi bút toán đứng sau câu trả lời thành bảng (CSV), mỗi bút toán thêm bao nhiêu
cli-help-claims-ids = Mã của các lời kể; không nêu thì in tất cả
cli-help-verify-log = Thư mục sổ, thư mục log, hoặc địa chỉ http:// hay https:// (mặc định: sổ đã chọn)
cli-help-verify-key = Khóa kiểm tra biết từ nguồn khác; không có thì dùng khóa đi kèm nhật ký
cli-help-verify-policy = Tệp chính sách (tlog-policy): tin nhật ký nào, và những người chứng nào phải ký cùng
cli-help-verify-since = Tệp điểm ký từng thấy: nhật ký phải nối tiếp từ đó
cli-help-verify-log-only = Chỉ kiểm nhật ký, không kiểm các phần công khai và tệp xuất đặt cạnh nó
cli-help-verify-openings = Tệp các phần công khai, mỗi dòng một phần hoặc một liên kết của chủ nhân; không có thì dùng openings.jsonl đặt cạnh nhật ký
cli-help-verify-resume = Tệp nhớ đã kiểm đến đâu, để lần sau đi tiếp (mặc định: với địa chỉ thì trong thư mục đệm, với thư mục thì không nhớ)
cli-help-publish-directory = Thư mục của bản sao: mới, trống, hoặc là bản sao cũ
cli-help-publish-address = Địa chỉ mà người đọc sẽ mở bản sao (để ghi trên trang Nhật ký)
cli-help-receipt-index = Số của bút toán trong nhật ký, đếm từ 0
cli-help-receipt-output = Tệp biên nhận .tlog-proof (mặc định: đầu ra chuẩn)
cli-help-receipt-qr = Tệp mã QR, .svg hoặc .png; biên nhận dài thì thành hai tệp, thêm -1 và -2 vào tên
cli-help-receipt-owner = In liên kết mở phần riêng tư của bút toán: chỉ đưa cho chính người góp
cli-help-receipt-address = Nơi có verify.html, như https://so.example (mặc định: https:// và tên nhật ký)
cli-help-verify-evidence = Tệp chứng cứ do chungtay monitor giữ lại: soát xem tự nó chứng tỏ điều gì
cli-help-monitor-log = Địa chỉ http:// hay https:// của nhật ký hoặc của trang có nhật ký; cũng có thể là một thư mục
cli-help-monitor-key = Khóa kiểm tra biết từ nguồn khác; không có thì giữ khóa thấy lần đầu
cli-help-monitor-policy = Tệp chính sách (tlog-policy): tin nhật ký nào, và những người chứng nào phải ký cùng
cli-help-monitor-every = Bao lâu nhìn một lần: 60s, 5m, 24h, 7d (mặc định: 60s)
cli-help-monitor-frozen-after = Kêu lên khi lâu hơn chừng này không có điểm ký mới, như 7d (mặc định: không)
cli-help-monitor-once = Nhìn một lần rồi thôi
cli-help-monitor-state = Tệp ghi nhớ giữa các lần nhìn (mặc định: trong thư mục trạng thái của hệ thống)
cli-help-monitor-evidence = Thư mục giữ tệp chứng cứ (mặc định: cạnh tệp ghi nhớ)
cli-help-monitor-webhook = Địa chỉ nhận mỗi báo động một lần, dạng JSON, bằng POST
cli-help-monitor-mail = Địa chỉ thư nhận mỗi báo động một lần
cli-help-monitor-sendmail = Chương trình gửi thư (mặc định: /usr/sbin/sendmail)
cli-help-export-format = hledger (nhật ký kép), openings (các phần công khai, mỗi dòng một phần), verify-py (tệp Python tự kiểm nhật ký, không cần sổ)
cli-help-export-output = Tệp để ghi (mặc định: đầu ra chuẩn)
cli-help-completions-shell = bash, elvish, fish, powershell hoặc zsh

cli-examples-chungtay =
    Ví dụ:
      chungtay init so-yagi --name "Ủng hộ đồng bào bão Yagi"
      chungtay import sao-ke.csv.gz --account vcb --fund yagi --create -C so-yagi
      chungtay import la.csv --preview
      chungtay serve -C so-yagi
      chungtay verify http://127.0.0.1:8080

    Mã kết thúc: 0 xong; 1 sổ không nhận, hoặc kiểm tra thấy sai; 2 dòng lệnh sai; 3 tệp đầu vào
    không đọc được; 4 đang có người ghi sổ; 5 sổ hỏng; 6 không có sổ ở đây; 7 máy hoặc mạng lỗi.
cli-examples-init =
    Ví dụ:
      chungtay init so-thon --name "Làm đường thôn Mẫu" --origin so.thonmau.example/duong
cli-examples-apply =
    Ví dụ:
      chungtay apply but-toan.jsonl -C so-thon
      may-tao-lenh | chungtay apply - -C so-thon
cli-examples-import =
    Ví dụ:
      chungtay import sao-ke.csv.gz --account vcb --fund yagi --create -C so-yagi
      chungtay import thang-9.csv --account vcb --fund yagi --quarantine
      chungtay import thang-9.csv --account vcb --fund yagi --opening 0 --closing 1.485.092 --balance-source "Sổ phụ bản giấy"
cli-examples-serve =
    Ví dụ:
      chungtay serve -C so-thon --listen 127.0.0.1:8080
cli-examples-figures =
    Ví dụ:
      chungtay figures book.received book.left
      chungtay figures --json
cli-examples-figure =
    Ví dụ:
      chungtay figure 'count of works kind road'
      chungtay figure 'sum of gifts fund yagi from 2024-09-01 to 2024-09-10'
      chungtay figure 'tổng chiều dài của công trình w01 w04' --json
cli-examples-claims =
    Ví dụ:
      chungtay claims
      chungtay claims c02 c07 --json
cli-examples-verify =
    Ví dụ:
      chungtay verify so-thon
      chungtay verify http://so.example --key "so.example/thon+1a2b3c4d+AbCd…"
      chungtay verify ban-sao --policy policy --since checkpoint-thang-truoc
cli-examples-receipt =
    Ví dụ:
      chungtay receipt 1042 -C so-thon -o so-thon-1042.tlog-proof
      chungtay receipt 1042 -C so-thon --qr bien-nhan.svg
      chungtay receipt 1042 -C so-thon --owner --address https://so.thonmau.example
cli-examples-monitor =
    Ví dụ:
      chungtay monitor https://so.example --key "so.example/thon+1a2b3c4d+AbCd…" --mail ban-kiem-tra@thon.example
      chungtay monitor https://so.example --once --frozen-after 30d --webhook https://bao.example/so
cli-examples-rebuild =
    Ví dụ:
      chungtay rebuild -C so-thon
cli-examples-doctor =
    Ví dụ:
      chungtay doctor -C so-thon
cli-examples-publish =
    Ví dụ:
      chungtay publish /var/www/so-thon --address https://so-thon.example -C so-thon
cli-examples-recover =
      chungtay recover -C so-thon
cli-examples-export =
    Ví dụ:
      chungtay export --format hledger --output so.journal -C so-thon
      chungtay export --format hledger | hledger -f - bal
cli-examples-completions =
    Ví dụ:
      chungtay completions bash > ~/.local/share/bash-completion/completions/chungtay

# Sau “cần”: thế nào là đúng, theo tên tùy chọn.
cli-expects-account = mã gồm a–z, 0–9, - và _, bắt đầu bằng chữ hoặc số, dài nhất 12 ký tự
cli-expects-fund = mã gồm a–z, 0–9, - và _, bắt đầu bằng chữ hoặc số, dài nhất 12 ký tự
cli-expects-actor = mã gồm a–z, 0–9, - và _, bắt đầu bằng chữ hoặc số, dài nhất 8 ký tự
cli-expects-id = mã gồm a–z, 0–9, - và _, bắt đầu bằng chữ hoặc số, dài nhất 32 ký tự
cli-expects-opening = số tiền như 1.485.092 hoặc 1,2 tỷ
cli-expects-closing = số tiền như 1.485.092 hoặc 1,2 tỷ
cli-expects-columns = các cặp vai trò=cột, mỗi vai trò một lần, như date=A,credit=D,memo=F hay date=1,credit=4,memo=6
cli-expects-layout = mã gồm a–z, 0–9, - và _, bắt đầu bằng chữ hoặc số, dài nhất 32 ký tự
cli-expects-save-layout = mã gồm a–z, 0–9, - và _, bắt đầu bằng chữ hoặc số, dài nhất 32 ký tự
cli-expects-listen = địa chỉ và cổng như 127.0.0.1:8080
cli-expects-lang = vi hoặc en
cli-expects-index = số của bút toán, như 1042
cli-expects-wait = số giây
cli-expects-every = khoảng thời gian như 60s, 5m, 24h, 7d
cli-expects-frozen-after = khoảng thời gian như 24h, 7d
cli-expects-mail = một địa chỉ thư như ten@noi.example

usage-no-such-command = Không có lệnh “{ $command }”.
usage-no-such-argument = Không có tùy chọn “{ $argument }” ở đây.
usage-no-command = Chưa nêu lệnh nào.
usage-missing = Thiếu { $argument }.
usage-no-value = { $argument } cần một giá trị.
usage-wrong-value = “{ $value }” không dùng được cho { $argument }.
usage-expected = Cần: { $expected }.
usage-conflict = { $argument } không đi cùng { $other }.
usage-count = Số giá trị cho { $argument } không đúng.
usage-not-utf8 = Dòng lệnh có chữ không phải UTF-8.
usage-other = Không hiểu dòng lệnh.
usage-suggested = Có phải ý bạn là “{ $suggested }”?

cli-error = Lỗi: { $text }
cli-cause = Nguyên do: { $text }
cli-hint = Cách sửa: { $text }

cli-init-made = Đã lập sổ trong { $directory }.
cli-init-key = Khóa kiểm tra nhật ký: { $key }
cli-init-backup = Hãy sao lưu keys.sqlite và thư mục log-keys riêng với phần còn lại: ai có keys.sqlite cùng phần còn lại đọc được dữ liệu riêng tư; mất log-keys thì không ký tiếp được.
cli-applied = Đã ghi { $entries } bút toán; sổ có { $size } bút toán.
cli-imported = Lần nhập số { $number }: đã ghi { $posted } dòng trong { $rows } hàng của tệp.
cli-imported-nothing = Không có gì mới: sổ đã có đủ { $rows } hàng của tệp này.
cli-imported-resumed = Đã ghi tiếp từ chỗ lần trước bị ngắt.
cli-imported-known = { $count } hàng đã có trong sổ từ trước.
cli-imported-doubtful = { $count } hàng có thể trùng với dòng đã có: để riêng chờ người xem.
cli-imported-unreadable = { $count } hàng không đọc được: để riêng chờ người xem.
cli-imported-missing = { $count } dòng trong sổ không có trong tệp này, dù tệp gồm trọn ngày của chúng.
cli-imported-balances = { $count } số dư in trong tệp đã được ghi.
cli-imported-attributed = { $count } khoản thu được ghi là quà tặng theo một quy tắc.
cli-serving = Chung Tay: { $address }  (Ctrl-C để dừng)
cli-figures-size = Tính trên { $size } bút toán đã ký.
cli-claims-none = Sổ chưa ghi lời kể nào.
cli-claims-books = { $unknown ->
    [0] {"    "}{ $verdict }; sổ có { $known }
   *[other] {"    "}{ $verdict }; sổ có { $known }, { $unknown } phần không ai ghi
}
cli-claims-rest = {"    "}phần chưa kể chi tiết: { $rest }, nếu các phần đã kể đều nằm trong đó
cli-claims-agrees = khớp
cli-claims-disagrees = khác nhau
cli-claims-cannot-be-told = chưa thể nói được
cli-figure-asked = Hỏi: { $expression }
cli-figure-entry = (bút toán { $entry })
cli-figure-doubtful = ? { $of }: sổ không cho biết có thuộc phần được hỏi hay không
cli-figure-not-known = { $count ->
    [1] ? { $of }: không ai ghi
   *[other] ? { $of }: { $count } khoản không ai ghi giá trị
}
cli-figure-entries = { $count } bút toán: { $entries }
cli-figure-behind = Quỹ { $fund }: { $class }
cli-figure-size = Tính trên { $size } bút toán của sổ.
cli-figure-unknown = chưa rõ
cli-figure-unknowns = (còn { $count } điều chưa rõ)
cli-figure-days = { $days } ngày công
cli-figure-percent = { $percent } %
cli-rebuilt = Đã dựng lại các bảng tra cứu từ { $size } bút toán.
cli-receipt-written = Biên nhận của bút toán số { $entry }: { $file }
cli-exported = Đã ghi { $transactions } giao dịch vào { $file }.
cli-exported-openings = Đã ghi { $transactions } phần công khai vào { $file }.
cli-copied = Đã ghi bản sao tĩnh của { $size } bút toán vào { $directory }: { $written } tệp mới, { $kept } tệp giữ nguyên.
cli-progress-pages = { $done }/{ $total } trang, { $rate } trang/giây, còn { $left }
cli-progress-rows = { $done }/{ $total } hàng, { $rate } hàng/giây, còn { $left }
cli-progress-entries = { $done }/{ $total } bút toán, { $rate } bút toán/giây, còn { $left }

cli-verify-log = Nhật ký: { $origin }
cli-verify-key-given = Khóa kiểm tra do bạn đưa: { $key }
cli-verify-key-own = Khóa kiểm tra đi kèm nhật ký (chỉ chứng tỏ nhật ký khớp với chính nó; đưa --key biết từ nguồn khác thì chắc hơn): { $key }
cli-verify-withheld = { $count } bút toán đã được rút nội dung: phần được ghi lại ở bút toán sau được tính thay vào. Phần đó là có người xác nhận, không phải có bằng chứng.
cli-verify-agrees = KHỚP: { $size } bút toán, gốc { $root }, { $figures } con số, chữ ký đúng.
cli-verify-differs = KHÔNG KHỚP: { $check }.
cli-verify-differs-at = KHÔNG KHỚP ở bút toán số { $entry }: { $check }.
cli-verify-published = Đã công bố: { $text }
cli-verify-computed = Tính lại:   { $text }
cli-verify-witnessed = Người chứng: { $cosigned } trong { $all } người của chính sách đã ký cùng điểm này.
cli-verify-extends = Nối tiếp đúng từ điểm ký { $size } bút toán đã thấy trước.
cli-verify-resumed = Đi tiếp từ { $size } bút toán đã kiểm lần trước.
cli-verify-documents = { $count } tệp xuất suy ra đúng từ nhật ký và các phần công khai.
cli-verify-unchecked = Chưa kiểm: { $file }
cli-verify-openings = { $count } phần công khai khớp với cam kết trong bút toán.
cli-monitor-held = { $origin }: { $size } bút toán, trong đó { $new } mới; { $figures } con số suy ra đúng từ nhật ký.
cli-monitor-subject = Chung Tay báo động: { $log }
cli-monitor-evidence = Chứng cứ ở { $file }; soát lại bằng chungtay verify --evidence.
cli-monitor-witnessed = Đủ người chứng theo chính sách đã ký cùng điểm này, lần cuối lúc { $since }.
cli-monitor-first-seen = Máy này thấy điểm ký ấy lần đầu lúc { $since }; nó có thể đã cũ hơn.
monitor-split-view = BÁO ĐỘNG: { $log } cho người khác nhau xem nhật ký khác nhau. Điểm ký { $newer } bút toán không nối tiếp điểm ký { $older } bút toán đã thấy.
monitor-rollback = BÁO ĐỘNG: { $log } đã ngắn lại, từ { $older } xuống còn { $newer } bút toán.
monitor-frozen = BÁO ĐỘNG: { $log } đứng yên ở { $newer } bút toán quá lâu.
monitor-differs = BÁO ĐỘNG: { $log } công bố điều không khớp với nhật ký, ở điểm ký { $newer } bút toán.
evidence-split-view = Đã chứng tỏ: khóa ấy đã ký hai nhật ký khác nhau của { $origin }, điểm ký { $older } và điểm ký { $newer } bút toán; không nhật ký nào chứa được cả hai.
evidence-rollback = Đã chứng tỏ: khóa ấy đã ký điểm { $older } và điểm { $newer } bút toán của { $origin }. Điểm nào được đưa ra sau là theo lời người canh.
evidence-report = Tệp là lời báo, tự nó không chứng tỏ gì; hãy chạy chungtay verify với chính nhật ký.
verify-quorum = chưa đủ người chứng ký cùng theo chính sách
verify-consistency = cùng một số bút toán mà gốc khác với điểm ký đã thấy: có hai nhật ký khác nhau
verify-rollback = nhật ký ngắn hơn điểm ký đã thấy
verify-tile = mảnh cây băm không có, hoặc không phải mảnh mà gốc đã ký cam kết
verify-entry = không phải bút toán đã ký
verify-withheld = bút toán bị giữ lại mà không có bút toán nhắc lại thay thế
verify-totals = tổng ghi trong sổ khác với tổng tính lại
verify-opening = phần công khai không khớp với cam kết trong bút toán
verify-export = tệp xuất không suy ra từ nhật ký
verify-signature = điểm ký không phải do khóa này ký
verify-bundle = bó bút toán không có hoặc không đủ
verify-form = bút toán không đúng dạng
verify-balance = các vế không cân bằng
verify-rules = quy tắc của sổ cho kết quả khác
verify-root = gốc cây băm khác với gốc đã ký
verify-figure = một con số không suy ra từ nhật ký

cli-doctor-examined = Đã soát { $entries } bút toán, { $records } phần riêng tư, { $openings } phần công khai; { $erased } phần đã xóa.
cli-doctor-withheld = { $count } bút toán đã được rút nội dung và được ghi lại ở bút toán sau.
cli-doctor-sound = Mọi thứ khớp nhau.
cli-recovered-entries = Đã lấy lại { $count } bút toán từ nhật ký đã công bố; sổ lại có đủ { $size } bút toán.
cli-recovered-files = Đã viết lại { $count } tệp đã công bố: { $files }
cli-recovered-nothing = Không thiếu gì: sổ có { $size } bút toán, nhật ký đã công bố còn nguyên vẹn.
cli-recovered-private-lost = Phần riêng tư (tên, nội dung, lý do) của { $count } bút toán trong số đó không có trong kho riêng tư và kho khóa: phần này chưa từng công bố nên không lấy lại được từ nhật ký. Nếu còn bản sao lưu mới hơn của vault.sqlite, keys.sqlite và openings.sqlite, hãy đặt vào chỗ cũ rồi chạy chungtay doctor.
cli-recovered-lines-unknown = { $count } dòng sao kê trong số đó không nhận lại được nữa: đừng nhập tệp nào trùng các ngày ấy, vì sẽ ghi hai lần.
cli-recovered-next = Việc tiếp theo: chungtay rebuild để dựng lại bảng tra cứu, chungtay doctor để soát lại mọi thứ.
doctor-head-missing = Sổ có bút toán mà chưa ký lần nào. Cách sửa: chạy một lệnh ghi bất kỳ, sổ sẽ tự ký; nếu tệp head bị mất, lấy lại từ bản sao lưu.
doctor-journal-short = Sổ chỉ còn đến bút toán số { $entry }, ngắn hơn phần đã ký. Cách sửa: lấy lại journal.sqlite từ bản sao lưu mới hơn; hoặc chạy chungtay recover để lấy lại các bút toán thiếu từ log/tile/entries.
doctor-journal-differs = Phần sổ đã ký không còn cho ra gốc đã ký. Cách sửa: lấy lại journal.sqlite từ bản sao lưu; đừng ghi gì thêm trước đó.
doctor-withheld-unstated = { $count } bút toán đã bị rút nội dung mà không có bút toán sau ghi lại, đầu tiên là số { $entry }. Cách sửa: lấy lại journal.sqlite từ bản sao lưu.
doctor-entry-form = { $count } bút toán không đúng dạng, đầu tiên là số { $entry }. Cách sửa: lấy lại journal.sqlite từ bản sao lưu.
doctor-log-files = { $count } tệp đã công bố bị thiếu, rách hoặc khác với sổ: { $files }. Cách sửa: chạy chungtay recover, sổ sẽ viết lại các tệp ấy.
doctor-head-spoilt = Tệp head không phải điểm chốt do khóa trong log/key ký. Cách sửa: chép log/checkpoint vào tệp head; nếu chính log/key sai, chạy chungtay recover.
doctor-record-missing = { $count } phần riêng tư bị mất, đầu tiên của bút toán số { $entry }. Cách sửa: lấy lại vault.sqlite từ bản sao lưu.
doctor-record-unreadable = { $count } phần riêng tư không giải mã được, đầu tiên của bút toán số { $entry }. Cách sửa: lấy lại vault.sqlite và keys.sqlite của cùng một lúc từ bản sao lưu.
doctor-record-differs = { $count } phần riêng tư khác với cam kết trong bút toán, đầu tiên ở số { $entry }. Cách sửa: lấy lại vault.sqlite và keys.sqlite từ bản sao lưu.
doctor-opening-differs = { $count } phần công khai khác với cam kết trong bút toán, đầu tiên ở số { $entry }. Cách sửa: lấy lại openings.sqlite từ bản sao lưu.
doctor-opening-without-entry = { $count } phần công khai thuộc về bút toán không có phần riêng tư, đầu tiên ở số { $entry }. Cách sửa: lấy lại openings.sqlite từ bản sao lưu.
doctor-picture-missing = { $count } tệp ảnh, giấy tờ mà bút toán đã nêu không còn trong blobs/, đầu tiên của bút toán số { $entry }. Cách sửa: lấy lại thư mục blobs/ từ bản sao lưu.
doctor-picture-unnamed = { $count } tệp ảnh, giấy tờ trong blobs/ không bút toán nào nêu: có thể một lần xóa dở dang, hoặc blobs/ được lấy lại từ bản sao lưu cũ. Cách sửa: chạy chungtay erase --again.
doctor-picture-untold = { $count } ảnh, giấy tờ không còn cách nào biết tệp nào trong blobs/ là của mình: khóa đã mất khỏi keys.sqlite mà phần công khai cũng không có, đầu tiên của bút toán số { $entry }. Vì thế không tệp nào bị xóa. Cách sửa: lấy lại keys.sqlite hoặc openings.sqlite từ bản sao lưu; nếu không có bản nào, chạy chungtay erase cho các bút toán ấy.
doctor-erased-secret-back = { $count } khóa đã xóa lại có trong keys.sqlite, đầu tiên của bút toán số { $entry }: có thể tệp này được lấy lại từ bản sao lưu cũ. Cách sửa: chạy chungtay erase --again.
doctor-erased-opening-back = { $count } phần công khai đã xóa lại có trong openings.sqlite, đầu tiên của bút toán số { $entry }. Cách sửa: chạy chungtay erase --again.
doctor-erased-text-back = Tệp tra cứu views.sqlite còn chữ của { $count } bút toán đã xóa phần riêng tư, đầu tiên ở số { $entry }. Cách sửa: chạy chungtay erase --again.
doctor-name-too-wide = { $count } bút toán hiện tên rộng hơn chính sách tên của sổ và lời đồng ý của người tặng, đầu tiên ở số { $entry }. Cách sửa: chạy lại chungtay names với chính sách đang dùng.
doctor-restated-bytes = { $count } bút toán đã được ghi lại mà nội dung gốc chưa rút, đầu tiên là số { $entry }. Cách sửa: chạy lại chungtay withhold { $entry } như lần trước.
doctor-awaiting-witnesses = Người đọc đang thấy nhật ký đến { $entry } bút toán; { $count } bút toán nữa đã ký và còn chờ vì chưa đủ người chứng ký cùng. Sổ không hỏng. Việc tiếp theo: chạy chungtay cosign.
doctor-withheld-remains = { $count } tệp trong thư mục sổ còn nội dung đã rút của bút toán số { $entry }: { $files }. Cách sửa: tệp chép thừa thì xóa đi; tệp của chính sổ thì chạy lại chungtay withhold { $entry } như lần trước.

# Hàng lỗi của tệp sao kê. Biến: $row hàng dữ liệu, $line dòng trong tệp, $column, $value, $expected.
cli-bad-row = hàng { $row } (dòng { $line }), cột { $column }: “{ $value }”; cần { $expected }
cli-bad-row-whole = hàng { $row } (dòng { $line }), cả hàng: “{ $value }”; cần { $expected }
cli-column-page = Trang
cli-column-date = Ngày giao dịch
cli-column-document-number = Số chứng từ
cli-column-debit = Ghi nợ
cli-column-credit = Ghi có
cli-column-balance = Số dư
cli-column-memo = Nội dung
cli-column-counter-account = Tài khoản đối ứng
cli-column-row-number = Số thứ tự
cli-column-value-date = Ngày hiệu lực
cli-column-amount = Số tiền
cli-column-sign = Dấu (ghi có hoặc ghi nợ)
cli-column-fee = Phí
cli-column-vat = Thuế
cli-column-counter-name = Tên đối ứng
cli-column-counter-bank = Ngân hàng đối ứng
cli-column-whole-row = cả hàng
cli-expected-date = một ngày có thật, viết ngày/tháng/năm như 05/09/2024
cli-expected-amount = số đồng nguyên như 1.485.092
cli-expected-amount-dots = số đồng nguyên, nhóm bằng dấu chấm như các hàng khác: 1.485.092
cli-expected-amount-commas = số đồng nguyên, nhóm bằng dấu phẩy như các hàng khác: 1,485,092
cli-expected-amount-plain = số đồng nguyên, không nhóm như các hàng khác: 1485092
cli-expected-no-sign = số tiền không mang dấu
cli-expected-amount-within = số tiền không quá 9.007.199.254.740.991 đ
cli-expected-debit-or-credit = số tiền ở cột ghi nợ hoặc ghi có
cli-expected-only-one = chỉ một trong hai: ghi nợ hoặc ghi có
cli-expected-page-number = số trang
cli-expected-day = một ngày có thật
cli-expected-decimal-amount = số tiền: chữ số với nhiều nhất một dấu thập phân, kèm chiều ghi nợ hoặc ghi có
cli-expected-currency = loại tiền gồm ba chữ cái, như VND
cli-expected-booked = bút toán ngân hàng đã hạch toán (BOOK)
cli-expected-utf8 = chữ UTF-8
cli-expected-column-count = { $expected } cột như hàng tiêu đề, ở đây có { $found }
cli-expected-closing-quote = dấu nháy kép đóng lại
cli-expected-row-within = hàng dài không quá { $bytes } byte

# Dòng lỗi của tệp lệnh. Biến: $line, $problem; $key, $field, $kind, $known là tên đúng như trong tệp.
cli-refused-line = dòng { $line }: { $problem }
cli-line-not-json = Từ ký tự thứ { $column } không phải JSON. Mỗi dòng phải là một đối tượng JSON trọn vẹn, như {"{"}"kind":"fund/1",…{"}"}.
cli-line-cut-short = JSON dừng giữa chừng. Viết trọn lệnh trên một dòng, đóng đủ ngoặc và dấu nháy.
cli-line-line-not-an-object = Dòng là JSON nhưng không phải một đối tượng. Đặt lệnh trong ngoặc nhọn {"{ }"}.
cli-line-not-an-object = “{ $key }” phải là một đối tượng. Đặt các trường của nó trong ngoặc nhọn {"{ }"}.
cli-line-not-text = “{ $key }” phải là chữ. Đặt giá trị trong dấu nháy kép.
cli-line-unknown-key = Lệnh không có khóa “{ $key }”. Dùng một trong: { $known }.
cli-line-missing-key = Thiếu khóa “{ $key }”. Thêm khóa này vào dòng.
cli-line-unknown-kind = Không có loại bút toán “{ $kind }”. Sửa lại “kind”, như gift/1 hoặc fund/1.
cli-line-unknown-field = “{ $place }” không có trường “{ $field }”. Dùng một trong: { $known }.
cli-line-field-unknown = Trường “{ $field }” không dùng được ở đây trong { $kind }. Bỏ trường này hoặc sửa tên.
cli-line-no-such-label = Chưa có dòng nào trước đó mang nhãn “{ $label }”. Đặt "label" cho dòng ấy, và sửa nó nếu nó cũng bị từ chối.
cli-line-not-a-date = “{ $value }” không phải một ngày có thật. Viết năm-tháng-ngày như 2024-09-05.
cli-line-not-a-person = “{ $value }” không dùng làm mã người được. Mã gồm a–z, 0–9, - và _, dài nhất 8 ký tự.
cli-line-field-expected = Giá trị của “{ $field }” không đúng dạng mà { $kind } cần. Xem lại: chữ, số, danh sách hay đối tượng.
cli-line-field-missing = { $kind } thiếu trường “{ $field }”. Điền thêm trường này.
cli-line-field-integer = “{ $field }” phải là số nguyên không dấu nháy, không phần lẻ, trong ±9.007.199.254.740.991, và không âm nếu là số đếm. Sửa lại con số.
cli-line-field-text = “{ $field }” phải là chữ viết trong dấu nháy kép. Sửa lại giá trị.
cli-line-field-word = “{ $value }” không phải từ mà “{ $field }” của { $kind } nhận. Dùng một trong: { $known }.
cli-line-field-value = “{ $value }” không phải giá trị mà “{ $field }” của { $kind } nhận. Sửa lại theo dạng hay từ mà trường này cho phép.
cli-line-name-not-shown = Sổ này không hiện tên người tặng đến mức ấy. Bỏ tên khỏi "open"; người tặng đồng ý thì ghi bằng chungtay consent.
cli-line-name-with-number = “donor_name” có dãy số ở ký tự thứ { $column } có thể là số tài khoản, điện thoại hay giấy tờ. Chuyển dãy số ấy sang “memo” và để “memo” ngoài "open".
cli-line-opened-number = “{ $field }” có dãy số ở ký tự thứ { $column } có thể là số tài khoản, điện thoại hay giấy tờ, nên không công khai được. Bỏ “{ $field }” khỏi "open", hoặc viết lại không có dãy số ấy.
cli-line-only-by-command = { $kind } không ghi bằng apply, vì dữ liệu còn phải xóa theo. Dùng lệnh chungtay { $command }.
cli-line-entry-too-long = Bút toán dài quá 65.535 byte. Viết ngắn lại hoặc chia thành nhiều bút toán.
cli-thing-account = tài khoản
cli-thing-alias = mã khác của một người
cli-thing-basis = căn cứ
cli-thing-claim = lời kể
cli-thing-cost-group = nhóm chi phí chung
cli-thing-entry = bút toán
cli-thing-fund = quỹ
cli-thing-layout = mẫu sao kê
cli-thing-account-number = sao kê của tài khoản số
cli-thing-import = lần nhập sao kê
cli-thing-organisation = tổ chức
cli-thing-person = người
cli-thing-place = địa danh
cli-thing-programme = chương trình
cli-thing-quantity = đại lượng
cli-thing-request = yêu cầu của một người
cli-thing-source = nguồn
cli-thing-statement = lời trong nguồn
cli-thing-subject = đối tượng
cli-thing-term = nhiệm kỳ
cli-thing-work = công trình
cli-thing-meeting = cuộc họp dân
cli-thing-acceptance = lần nghiệm thu
cli-thing-event = mốc tính hạn công khai
cli-thing-change = thay đổi của tổ chức
cli-thing-role = vai trò của tổ chức
cli-thing-post-end = ngày thôi chức vụ
cli-thing-target = chỉ tiêu
cli-thing-drive = đợt vận động
cli-thing-unit = đơn vị tham gia
cli-thing-emulation-rules = bộ tiêu chí
cli-thing-level = cấp công nhận
cli-thing-model = mô hình

error-usage = { $problem }
hint-usage = Xem chungtay --help, hoặc chungtay LỆNH --help.
error-refused = Sổ không nhận.
error-refused-lines = { $count } dòng không được nhận; chưa ghi gì vào sổ.
hint-refused-lines = Sửa các dòng trên rồi chạy lại cả tệp.
error-bad-rows = { $count } hàng trong tệp không đọc được; chưa ghi gì vào sổ.
hint-bad-rows = Sửa các hàng trên, hoặc thêm --quarantine để nhập phần còn lại và để riêng các hàng này.
error-file = Không đọc hay ghi được { $file }.
hint-file = Kiểm tra quyền truy cập và chỗ trống trên đĩa.
error-input-file = Không đọc được tệp { $file }.
hint-input-file = Kiểm tra tên tệp, quyền đọc, và chữ trong tệp là UTF-8.
error-output = Không ghi được kết quả ra ngoài.
error-other-reading = Lần nhập tệp “{ $file }” đã bắt đầu với cách đọc cột khác (hoặc một tài khoản khác trong tệp).
hint-other-reading = Chạy lại với đúng --columns, --layout hoặc --number như lần đầu để ghi nốt; muốn đọc khác đi thì ghi nốt xong rồi đảo lại.
error-other-import = Lần nhập số { $import } của tệp “{ $file }” bị ngắt giữa chừng.
hint-other-import = Nhập lại đúng tệp ấy trước để ghi nốt.
error-names-too-wide = Sổ hiện tên hẹp hơn mức mà lần nhập này yêu cầu. Chưa ghi gì vào sổ.
hint-names-too-wide = Bỏ --names, hoặc đổi lối hiện tên của sổ trước: chungtay names full --because "…".
error-not-there = Không có { $thing } “{ $id }” trong sổ.
hint-not-there = Ghi mục đó bằng chungtay apply, hoặc thêm --create.
error-no-entry = Chưa có bút toán số { $entry }: điểm ký gần nhất gồm { $size } bút toán, đếm từ 0.
hint-no-entry = Xem số của bút toán trên trang công khai, hoặc đợi lần ký tới.
error-receipt-withheld = Nội dung bút toán số { $entry } đã được rút: không lập được biên nhận nữa.
hint-receipt-withheld = Xem bút toán ghi lại nó. Biên nhận đã trao từ trước vẫn kiểm được.
error-receipt-no-record = Bút toán số { $entry } không có phần riêng tư để mở.
hint-receipt-no-record = Bỏ --owner: biên nhận chung là đủ.
error-receipt-erased = Phần riêng tư của bút toán số { $entry } đã được xóa theo yêu cầu.
hint-receipt-erased = Không mở lại được nữa. Biên nhận chung vẫn đúng.
error-receipt-too-long = Biên nhận của bút toán số { $entry } quá dài cho hai mã QR.
hint-receipt-too-long = Dùng tệp .tlog-proof (tùy chọn -o).
error-receipt-log = Không lập được biên nhận từ nhật ký đã công bố.
hint-receipt-log = Chạy chungtay doctor.
error-qr-format = Không vẽ được mã QR vào { $file }.
hint-qr-format = Đặt tên tệp kết thúc bằng .svg hoặc .png.
error-no-key = Kho khóa thiếu “{ $name }”.
hint-no-key = Lấy lại keys.sqlite từ bản sao lưu.
error-published = Không công bố được nhật ký.
hint-published = Đừng ghi gì thêm; chạy chungtay doctor.
error-unreadable = Phần riêng tư của bút toán số { $entry } không giải mã được.
hint-unreadable = Lấy lại vault.sqlite và keys.sqlite của cùng một lúc từ bản sao lưu.
error-no-randomness = Máy không cho số ngẫu nhiên: { $what }
error-database = Cơ sở dữ liệu { $file } không dùng được.
hint-database = Kiểm tra quyền truy cập và chỗ trống trên đĩa, rồi chạy chungtay doctor.
error-newer-release = { $file } do một bản chungtay mới hơn ghi.
hint-newer-release = Dùng bản chungtay mới hơn.
error-older-release = { $file } do một bản chungtay cũ hơn ghi.
hint-older-release = Chạy một lệnh ghi, như chungtay apply với tệp trống, để nâng cấp sổ.
error-not-a-book = Ở đây không có sổ: thiếu { $file }.
hint-not-a-book = Chọn thư mục sổ bằng -C, lập sổ mới bằng chungtay init, hoặc lấy lại tệp này từ bản sao lưu.
error-other-book = { $file } thuộc sổ “{ $found }”, không phải sổ “{ $expected }”.
hint-other-book = Lấy lại đúng tệp của sổ này từ bản sao lưu.
error-book-exists = { $file } đã có dữ liệu của một cuốn sổ.
hint-book-exists = Chọn một thư mục trống, hoặc dùng luôn cuốn sổ ấy.
error-busy = Sổ đang được ghi bởi { $holder }.
hint-busy = Chờ việc ấy xong rồi chạy lại; --wait cho chờ lâu hơn.
error-moved = Một chương trình khác vừa ghi vào sổ.
hint-moved = Chạy lại lệnh này.
error-erasure = Đã xóa trong { $file }, nhưng còn người đang đọc giữ bản cũ.
hint-erasure = Dừng các chương trình đang đọc rồi xóa lại.
error-journal-short = Sổ chỉ có { $size } bút toán, trong khi đã ký { $signed }.
hint-journal-short = Lấy lại journal.sqlite từ bản sao lưu mới hơn; hoặc chạy chungtay recover để lấy lại các bút toán thiếu từ log/tile/entries.
error-journal-differs = Sổ gốc này không phải sổ đã ký: { $signed } bút toán đầu khác với nhật ký đã công bố.
hint-journal-differs = Đừng ghi gì thêm; lấy lại đúng journal.sqlite từ bản sao lưu. chungtay doctor chỉ ra chỗ khác.
error-not-a-checkpoint = { $file } không phải là một điểm ký.
hint-not-a-checkpoint = Lấy lại tệp này từ log/checkpoint.
error-damaged = { $file } bị hỏng: { $what }
hint-damaged = Chạy chungtay doctor; lấy lại tệp này từ bản sao lưu.
error-store = Kho của sổ không ở trạng thái mong đợi; chưa ghi gì.
hint-store = Chạy chungtay doctor.
error-withheld-unstated = Bút toán số { $entry } đã bị rút nội dung mà không có bút toán nào ghi lại.
hint-withheld-unstated = Chạy chungtay doctor; lấy lại journal.sqlite từ bản sao lưu.
error-entry-form = Bút toán số { $entry } trong sổ không đọc được.
hint-entry-form = Chạy chungtay doctor; lấy lại journal.sqlite từ bản sao lưu.
error-views-ahead = Các bảng tra cứu có { $views } bút toán, sổ gốc chỉ có { $journal }.
hint-views-ahead = Nếu sổ gốc đúng, chạy chungtay rebuild.
error-views = Các bảng tra cứu không dùng được.
hint-views = Chạy chungtay rebuild.
error-statement-unreadable = Tệp sao kê không đọc được đến hết.
hint-statement-unreadable = Tệp có thể bị cắt hoặc hỏng khi tải; tải lại từ ngân hàng.
error-statement-empty = Tệp sao kê trống.
hint-statement-empty = Xuất lại sao kê từ ngân hàng.
error-statement-currency = Dòng { $row } của sao kê ghi bằng { $currency }; sổ được ghi bằng đồng.
hint-statement-currency = Nhập sao kê của tài khoản tiền đồng: ngoại tệ ngân hàng đã đổi nằm ở đó, đúng số tiền đổi được. Ngoại tệ chưa đổi thì ghi khi đã đổi; sao kê ngoại tệ giữ làm chứng từ.
error-statement-accounts = Tệp có sao kê của nhiều tài khoản: { $numbers }.
hint-statement-accounts = Nói rõ nhập tài khoản nào: --number SỐ; nhập lại lần nữa cho từng tài khoản kia, với --account của nó.
error-statement-other-account = Tệp in số tài khoản { $printed }; tài khoản { $account } của sổ có số tận cùng { $end }.
hint-statement-other-account = Nhập tệp vào tài khoản mang số ấy: --account và mã của nó. Nếu lấy nhầm tệp, hãy tải lại sao kê của đúng tài khoản từ ngân hàng.
error-statement-malformed = Dòng { $line } của tệp sai quy cách của định dạng.
hint-statement-malformed = Tệp bị hỏng hoặc đã bị sửa. Hãy xuất lại từ ngân hàng.
error-statement-none = Tệp không chứa sao kê nào.
hint-statement-none = Hãy xin ngân hàng tệp sao kê (camt.052, camt.053 hoặc camt.054), không phải loại điện khác.
error-statement-pdf-encrypted = Tệp PDF có mật khẩu, không mở được.
hint-statement-pdf-encrypted = Lưu ra một tệp không có mật khẩu (qpdf --decrypt --password=MẬT-KHẨU TỆP.pdf TỆP-MỚI.pdf) rồi nhập tệp ấy.
error-statement-pdf-broken = Tệp PDF hỏng hoặc bị cắt cụt; không tìm được các trang.
hint-statement-pdf-broken = Xin lại tệp từ ngân hàng.
error-statement-pdf-broken-page = Trang { $page } của tệp PDF hỏng hoặc bị cắt cụt.
hint-statement-pdf-broken-page = Chưa nhập dòng nào. Xin lại tệp từ ngân hàng.
error-statement-pdf-no-text = Các trang của tệp PDF chỉ là ảnh; trong tệp không có chữ để đọc.
hint-statement-pdf-no-text = Xin ngân hàng sao kê do hệ thống xuất ra (PDF có chữ, XLSX hoặc CSV), không phải bản quét.
error-statement-pdf-no-letters = Tệp PDF không cho biết chữ nào ứng với mã nào, nên không đọc chắc chắn được.
hint-statement-pdf-no-letters = Xin ngân hàng sao kê dạng XLSX hoặc CSV.
error-statement-pdf-too-large = Tệp PDF bung ra lớn hơn mọi sao kê có thật.
hint-statement-pdf-too-large = Tệp có thể được làm ra để phá. Xin lại tệp từ ngân hàng.
error-statement-pdf-too-large-page = Trang { $page } của tệp PDF bung ra lớn hơn mọi trang có thật.
hint-statement-pdf-too-large-page = Tệp có thể được làm ra để phá. Xin lại tệp từ ngân hàng.
error-statement-kind = Chưa đọc được tệp loại { $kind }.
hint-statement-kind = Xuất sao kê ra CSV (UTF-8).
error-statement-no-table = Không thấy bảng sao kê nào trong tệp: không có hàng nào nêu tên các cột (ngày, tiền vào hoặc tiền ra, nội dung), hoặc bảng không kẻ cột nên không biết số nào thuộc cột nào.
hint-statement-no-table = Tải lại sao kê từ ngân hàng ở dạng Excel hoặc CSV; nếu chỉ có PDF thì lấy bản có kẻ bảng.
error-statement-no-header = Không thấy hàng tiêu đề của sao kê; thiếu: { $missing }. Gần giống nhất là dòng { $line }: { $found }
hint-statement-no-header = Xem thử tệp có những cột nào: chungtay import TỆP --preview. Lệnh ấy đề xuất cách đọc và in lệnh --columns để nhập.
error-statement-ambiguous = Có nhiều cột cùng là “{ $column }”: { $headings }
hint-statement-ambiguous = Cột nào là cột nào thì nói rõ bằng --columns (xem: chungtay import TỆP --preview), hay bỏ hoặc đổi tên cột thừa.
error-no-id = Tên thư mục { $directory } không dùng làm mã sổ được.
hint-no-id = Cho mã sổ bằng --id, gồm a–z, 0–9, - và _.
error-figures-form = figures.json đã công bố không đọc được.
hint-figures-form = Chạy một lệnh ghi để công bố lại, hoặc chungtay doctor.
error-no-claim = Không có lời kể “{ $id }”.
hint-no-claim = chungtay claims in tất cả các mã.
error-asking = Chưa trả lời được: { $what }
hint-asking = { $cure }
error-asking-at = Chưa trả lời được, ở ký tự { $place }, “{ $words }”: { $what }
hint-asking-at = { $cure }
error-no-figure = Không có con số “{ $id }”.
hint-no-figure = chungtay figures in tất cả các mã.
error-no-log = Không thấy nhật ký ở { $address }.
hint-no-log = Đưa thư mục sổ, thư mục log, hoặc địa chỉ của trang có tệp checkpoint.
error-log-unreadable = Đang đọc nhật ký thì bị lỗi.
hint-log-unreadable = Thử lại; nếu vẫn lỗi, nơi công bố thiếu tệp.
error-log-file = Tệp đã công bố { $file } bị hỏng, và sổ không tự viết lại được.
hint-log-file = Lấy lại đúng tệp này từ một bản sao của nhật ký hoặc bản sao lưu, rồi chạy chungtay recover.
error-withheld-in-log = Bút toán số { $entry } đã bị rút nội dung trong nhật ký đã công bố, nhưng sổ gốc này vẫn còn nguyên văn: đây là một bản cũ.
hint-withheld-in-log = Chạy chungtay recover: nội dung ấy được rút lại khỏi sổ gốc, rồi mới công bố tiếp.
error-policy = Tệp chính sách { $file } không đọc được.
hint-policy = Viết tệp theo dạng C2SP tlog-policy: các dòng log, witness, group, quorum.
error-not-a-copy = Thư mục { $directory } có sẵn thứ khác, không phải bản sao tĩnh; chưa đụng tới gì.
hint-not-a-copy = Chọn một thư mục mới hoặc trống.
error-copy-busy = Một lệnh khác đang ghi bản sao tĩnh cạnh { $directory }.
hint-copy-busy = Chờ lệnh ấy xong rồi chạy lại.
error-log-goes-on = Nhật ký thay đổi liên tục trong lúc sao; bản sao cũ vẫn còn nguyên.
hint-log-goes-on = Chạy lại khi việc nhập đã xong.
error-page-not-made = Không dựng được trang { $address }; bản sao cũ vẫn còn nguyên.
hint-page-not-made = Chạy chungtay doctor.
error-no-thread = Hệ thống không cho chạy thêm luồng xử lý.
error-watch-file = Tệp ghi nhớ { $file } không đọc được.
hint-watch-file = Lấy lại tệp từ bản sao lưu. Nếu bỏ nó đi, lần canh tới bắt đầu lại và không biết nhật ký từng dài bao nhiêu.
error-no-state-folder = Không biết ghi nhớ vào đâu: hệ thống không có HOME hay XDG_STATE_HOME.
hint-no-state-folder = Nêu tệp ghi nhớ bằng --state TỆP.
error-signals = Không nhận được tín hiệu dừng của hệ thống.
error-webhook = Không gửi được báo động tới { $address }; lần nhìn sau sẽ gửi lại.
hint-webhook = Kiểm tra địa chỉ ở --webhook; nơi nhận phải trả lời 2xx.
error-mail = Không gửi được thư báo động bằng { $program }; lần nhìn sau sẽ gửi lại.
hint-mail = Kiểm tra chương trình gửi thư, hoặc chọn chương trình khác bằng --sendmail.
error-evidence = Tệp { $file } không chứng tỏ được gì.
hint-evidence = Cần tệp chứng cứ do chungtay monitor ghi, và đúng khóa của nhật ký.
error-not-published = Nhật ký của sổ thiếu tệp { $file }.
hint-not-published = Chạy chungtay recover.
error-listen = Không mở được { $address }.
hint-listen = Có thể đã có chương trình khác dùng cổng này; chọn cổng khác bằng --listen.
error-nothing-signed = Sổ chưa ký lần nào.
hint-nothing-signed = Chạy một lệnh ghi, sổ sẽ tự ký.

# What is owed to persons named in the books.
cli-help-erase = Xóa hẳn phần riêng tư: khóa và mọi bản chép trong thư mục sổ.
cli-help-withhold = Rút thông tin cá nhân lỡ ghi vào một bút toán; hai người chịu trách nhiệm.
cli-help-consent = Ghi ý kiến của người góp về cách hiện tên ở một bút toán, và hiện đúng như vậy.
cli-help-names = Đổi cách hiện tên trong sổ này.
cli-help-erase-entries = Các bút toán có phần riêng tư cần xóa
cli-help-erase-person = Mọi phần của người này
cli-help-erase-request = Yêu cầu mà việc xóa này trả lời
cli-help-erase-again = Xóa lại những gì sổ đã ghi là xóa, sau khi lấy lại kho khóa từ bản sao lưu
cli-help-erase-because = Vì sao và cho ai (giữ riêng)
cli-help-withhold-because = Vì sao (giữ riêng)
cli-help-names-because = Vì sao (giữ riêng)
cli-help-approved-by = Người thứ hai đồng ý
cli-help-withhold-entry = Bút toán
cli-help-consent-entry = Bút toán: dòng sao kê, khoản góp, lời hứa góp, bút toán xác định
cli-help-withhold-hide = Chữ cần rút; có thể ghi nhiều lần
cli-help-shown = Đầy đủ, viết tắt, hoặc không hiện
cli-help-told = Ai nói, khi nào, bằng cách nào (giữ riêng)
cli-examples-erase =
    Ví dụ:
      chungtay erase 4521 --because "yêu cầu ngày 3/3" --approved-by b7k2m9qx -C so-thon
cli-examples-withhold =
    Ví dụ:
      chungtay withhold 57 --hide "Nguyễn Văn A" --because "tên người trong tiêu đề" --approved-by b7k2m9qx -C so-thon
cli-examples-consent =
    Ví dụ:
      chungtay consent 4521 full --told "phiếu ký ngày 3/3" -C so-thon
cli-examples-names =
    Ví dụ:
      chungtay names none --because "quyết định ngày 3/3" -C so-thon
cli-erased = Đã xóa { $secrets } khóa và { $openings } phần công khai của { $count } bút toán ({ $entries }).
cli-erased-entry = Bút toán số { $entry } trong sổ ghi lại việc này. Gốc, bằng chứng và số liệu vẫn giữ nguyên.
cli-erased-untold = { $count } ảnh, giấy tờ chưa xóa (đầu tiên: bút toán số { $entry }) không còn cách nào biết tệp nào trong blobs/ là của mình: khóa đã mất. Chỉ tệp của các bút toán đã xóa bị bỏ, không tệp nào khác. Cách sửa: lấy lại keys.sqlite hoặc openings.sqlite từ bản sao lưu, rồi chạy chungtay erase --again.
cli-erased-elsewhere = Những nơi không với tới từ đây: bản tĩnh và bản sao ở nơi khác (đến khi xuất bản lại), bản sao lưu của keys.sqlite, tệp đã xuất hoặc đã đưa cho người khác. Xem docs/privacy.md.
cli-withheld = Đã rút nội dung bút toán số { $entry }: nội dung gốc không còn, mã băm lá vẫn giữ, và bút toán số { $restatement } ghi lại.
cli-withheld-also = Những chữ này vẫn còn ở các bút toán số { $entries }.
cli-names-changed = Đã ghi ở bút toán số { $entry }; { $openings } phần công khai được đổi.
error-no-such-entry = Sổ này không có bút toán số { $entry }.
hint-no-such-entry = Xem số bút toán trên trang của bút toán đó.
error-number-in-name = Tên ghi ở bút toán số { $entry } có dãy số có thể là số tài khoản, điện thoại hay giấy tờ, nên không công khai được.
hint-number-in-name = Đồng ý hiện chữ cái đầu thì dùng initials; muốn hiện tên đầy đủ thì đảo bút toán này và ghi lại tên không kèm số.
error-no-such-words = Trong bút toán số { $entry } không có chữ nào như vậy.
hint-no-such-words = Ghi đúng như trang bút toán hiện ra; mã, ngày và số tiền thì không rút được.
error-words-in-identifier = Trong bút toán số { $entry }, những chữ ấy chỉ nằm trong mã, ngày hoặc cam kết, không nằm trong lời văn; chưa rút gì.
hint-words-in-identifier = Mã thì giữ nguyên vì bút toán khác gọi đến. Chữ ngắn có thể trùng ngẫu nhiên trong mã; hãy ghi cả tên như trang bút toán hiện ra.

cli-help-privacy = Yêu cầu của người có tên trong sổ: ghi nhận, liệt kê kèm thời hạn, trả lời.
cli-help-request = Ghi một yêu cầu.
cli-help-list = Liệt kê các yêu cầu và thời hạn, yêu cầu quá hạn đứng đầu.
cli-help-done = Ghi câu trả lời cho một yêu cầu.
cli-help-right = access (xem), correct (sửa), withdraw (rút đồng ý), restrict (hạn chế), object (phản đối), delete (xóa)
cli-help-channel = Yêu cầu đến bằng cách nào: person (trực tiếp, mặc định), telephone, letter, message
cli-help-received-on = Ngày nhận (mặc định: hôm nay)
cli-help-request-name = Ai yêu cầu (giữ riêng)
cli-help-contact = Cách liên hệ (giữ riêng)
cli-help-words = Lời yêu cầu (giữ riêng)
cli-help-list-private = Mở cả họ tên, cách liên hệ và lời yêu cầu
cli-help-done-id = Mã của yêu cầu
cli-help-done-received = Mới chỉ báo cho người ấy là đã nhận
cli-help-done-refused = Từ chối, đã nói rõ lý do
cli-help-done-told = Đã nói gì với người ấy (giữ riêng)
cli-examples-privacy =
    Ví dụ:
      chungtay privacy request delete --channel telephone --name "Nguyễn Văn A" --contact "0900 000 000" -C so-thon
      chungtay privacy list -C so-thon
      chungtay privacy done q7m2k9x4 -C so-thon
cli-examples-request =
    Ví dụ:
      chungtay privacy request correct --received-on 2026-03-02 --name "Nguyễn Văn A" --asked "sửa họ" -C so-thon
cli-examples-list =
    Ví dụ:
      chungtay privacy list --private -C so-thon
cli-examples-done =
    Ví dụ:
      chungtay privacy done q7m2k9x4 --received -C so-thon
      chungtay privacy done q7m2k9x4 --told "đã xóa, gọi điện ngày 5/3" -C so-thon
cli-expects-right = access, correct, withdraw, restrict, object hoặc delete
cli-expects-channel = person, telephone, letter hoặc message
cli-expects-received-on = ngày viết năm-tháng-ngày như 2026-03-02
cli-privacy-requested = Đã ghi yêu cầu { $id } ở bút toán số { $entry }.
cli-privacy-deadlines = Báo đã nhận trước hết ngày { $reply }, làm xong trước hết ngày { $finish }.
cli-privacy-no-deadline = Ngày ấy chưa có quy định thời hạn nào mà chương trình biết.
cli-privacy-row = { $id }: { $right }, nhận { $received }, { $stage }{ $late }. { $by } Bút toán số { $entry }.
cli-privacy-is-late = , QUÁ HẠN
cli-privacy-none = Chưa có yêu cầu nào.
cli-privacy-received = Đã ghi ở bút toán số { $entry }: đã báo nhận yêu cầu { $id }.
cli-privacy-done = Đã ghi ở bút toán số { $entry }: yêu cầu { $id } đã làm xong.
cli-privacy-refused = Đã ghi ở bút toán số { $entry }: yêu cầu { $id } bị từ chối.
cli-privacy-late = QUÁ HẠN: { $count } yêu cầu của người có tên trong sổ ({ $ids }). Xem chungtay privacy list.
cli-help-actor = Người thực hiện (mặc định: người mở sổ)

# Tệp sao kê tự chứng minh được gì.
cli-imported-recovered = { $count } hàng không đọc được số tiền: số tiền suy ra từ số dư trước và sau.
cli-check-file = Tệp: SHA-256 { $hash }, đọc theo mẫu { $format }; { $lines } dòng, vào { $credit }, ra { $debit }.
cli-check-printed-opening = Sao kê in số dư đầu { $amount }.
cli-check-printed-credits = Sao kê in tổng tiền vào { $amount }.
cli-check-printed-debits = Sao kê in tổng tiền ra { $amount }.
cli-check-printed-closing = Sao kê in số dư cuối { $amount }.
cli-check-differs-credits = KHÔNG KHỚP: sao kê in tổng tiền vào { $printed }, các dòng đọc được cộng lại { $rows }.
cli-check-differs-debits = KHÔNG KHỚP: sao kê in tổng tiền ra { $printed }, các dòng đọc được cộng lại { $rows }.
cli-check-differs-closing = KHÔNG KHỚP: sao kê in số dư cuối { $printed }; số dư đầu cộng trừ các dòng đọc được ra { $rows }.
cli-check-differs-movement = KHÔNG KHỚP: theo các số dư đầu và cuối, tiền trong tài khoản thay đổi { $printed }; các dòng đọc được cộng trừ lại ra { $rows }.
cli-check-no-steps = Không có hai số dư in nào để đối chiếu với nhau.
cli-check-held = { $steps } bước giữa hai số dư in: khớp cả.
cli-check-broken = { $steps } bước giữa hai số dư in: { $broken } bước không khớp.
cli-check-reordered = { $steps } bước giữa hai số dư in: có hàng xếp khác thứ tự ghi sổ, gộp lại vẫn là một chuỗi liền.
cli-check-break = - { $place }: tính ra { $expected }, sao kê in { $printed }.
cli-check-more = - … và { $count } bước nữa.
cli-check-gap-day = { $from }: không số dư in nào chứng minh được { $share } số tiền của tệp ({ $lines } dòng, { $money }).
cli-check-gap-days = Từ { $from } đến { $to }: không số dư in nào chứng minh được { $share } số tiền của tệp ({ $lines } dòng, { $money }).
cli-check-no-gaps = Mọi dòng đều nằm giữa hai số dư khớp nhau.
cli-check-recovered = - { $place }: suy ra { $amount }.
cli-check-second = So với lần nhập số { $imports }: { $known } hàng khớp, { $missing } dòng trong sổ không có trong tệp này, { $doubtful } hàng chưa rõ.
cli-check-second-none = Sổ đã có dòng của những ngày này; không hàng nào của tệp khớp với chúng ({ $missing } dòng thiếu, { $doubtful } hàng chưa rõ).
cli-check-told = Theo quy tắc, không phải quà tặng: { $name }: { $lines } dòng, { $money }.
cli-check-place-page = trang { $page }, dòng { $on } (hàng { $row })
cli-check-place-line = hàng { $row } (dòng { $line } của tệp)

# Xem trước một tệp sao kê.
cli-preview-known = Tiêu đề của tệp này đã rõ: nhập được ngay, không cần chọn cột.
cli-preview-proposed = Tiêu đề của tệp này chưa rõ. Đề xuất dưới đây cần người xem lại:
cli-preview-unsure = Tiêu đề của tệp này chưa rõ, và đề xuất dưới đây còn thiếu:
cli-preview-column = Cột { $column } ({ $heading }): { $told }
cli-preview-no-heading = không có tiêu đề
cli-preview-unread = không đọc
cli-preview-role = { $role }, { $sure }
cli-preview-sure-guess = đoán theo dạng chữ số
cli-preview-sure-words = theo chữ trong tiêu đề
cli-preview-sure-balances = chắc chắn: số dư nối nhau theo cột này
cli-preview-sure-heading = chắc chắn: tiêu đề của ngân hàng
cli-preview-rows = Các hàng đầu:
cli-preview-missing = Chưa thấy cột: { $columns }.
cli-preview-command = Đọc theo lựa chọn (sửa lại các chữ cái nếu cần, thêm --account và --fund; --save-layout TÊN để lần sau tự đọc): { $command }
cli-check-unexplained = Tiền ra chưa có quy tắc nào giải thích: { $lines } dòng, { $money }; chờ người xem.
