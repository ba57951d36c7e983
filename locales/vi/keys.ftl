# Khóa: khóa ký nhật ký, các tệp khóa và mật khẩu của chúng.

cli-help-log-key-all = In cả khóa ML-DSA-44, trên một dòng riêng
cli-help-encrypt = Mã hóa tệp khóa ký của nhật ký bằng mật khẩu, hoặc đổi mật khẩu.
cli-help-decrypt = Bỏ mật khẩu của tệp khóa ký.
cli-help-init-encrypt-keys = Mã hóa tệp khóa ký bằng mật khẩu (hỏi trên màn hình, hoặc lấy từ CHUNGTAY_PASSPHRASE_FILE)
cli-examples-log-key =
    Ví dụ:
      chungtay log-key -C so-thon
      chungtay log-key --all -C so-thon
      chungtay log-key encrypt -C so-thon
cli-examples-encrypt =
    Đó là tệp age: lệnh "age --decrypt" của Debian cũng mở được. Từ đó mỗi lệnh ghi sổ sẽ hỏi
    mật khẩu, hoặc đọc nó từ tệp nêu trong CHUNGTAY_PASSPHRASE_FILE.

    Ví dụ:
      chungtay log-key encrypt -C so-thon
      CHUNGTAY_PASSPHRASE_FILE=/run/credentials/so chungtay apply hom-nay.jsonl -C so-thon
cli-examples-decrypt =
    Ví dụ:
      chungtay log-key decrypt -C so-thon

cli-passphrase-ask = Mật khẩu của { $file }:
cli-passphrase-new = Mật khẩu mới cho { $file } (từ 12 ký tự trở lên):
cli-passphrase-again = Gõ lại lần nữa:
cli-log-key-encrypted = Đã mã hóa: { $file }. Mất mật khẩu thì nhật ký không ký tiếp được: hãy viết ra giấy và cất vào két.
cli-log-key-decrypted = Đã bỏ mật khẩu: { $file }.

error-no-passphrase = Không có mật khẩu cho { $file }: không có màn hình để hỏi, cũng không có tệp nào được nêu.
hint-no-passphrase = Chạy lệnh trên màn hình, hoặc đặt CHUNGTAY_PASSPHRASE_FILE là tệp có mật khẩu ở dòng đầu.
error-passphrases-differ = Hai lần gõ mật khẩu không giống nhau; chưa có gì thay đổi.
error-key-missing = Không có tệp khóa ký nhật ký: { $file }
hint-key-missing = Lấy lại thư mục log-keys từ bản sao lưu riêng của nó. Nếu khóa đã mất hẳn, xem docs/keys.md để biết cách làm tiếp.
error-key-seen-too = { $file } được tạo cho một lần đổi khóa trước đó: ai có khóa hiện nay có thể cũng có tệp ấy.
hint-key-seen-too = Hãy dời hẳn tệp ấy đi nơi khác rồi lập lại yêu cầu: khóa mới sẽ được tạo.
error-roots-file = { $file } không phải danh sách khóa gốc công khai.
hint-roots-file = Đó là tệp “roots” mà chungtay root-keys make ghi cạnh các khóa: mỗi dòng một khóa công khai.
error-key-exists = Đã có tệp khóa, và khóa không bao giờ bị ghi đè: { $file }
hint-key-exists = Hãy chuyển tệp ấy sang chỗ an toàn trước.
error-key-open = Người dùng khác của máy này đọc được { $file } (quyền { $mode }); khóa không được dùng.
hint-key-open = chmod 600 cho tệp và chmod 700 cho thư mục. Nếu máy này có người khác dùng, hãy coi như khóa đã lộ: docs/keys.md.
error-key-locked = { $file } đã mã hóa mà không có mật khẩu.
hint-key-locked = Chạy lệnh trên màn hình, hoặc đặt CHUNGTAY_PASSPHRASE_FILE là tệp có mật khẩu ở dòng đầu.
error-wrong-passphrase = Mật khẩu không mở được { $file }.
hint-wrong-passphrase = Gõ lại; để ý chữ hoa và bộ gõ tiếng Việt.
error-short-passphrase = Mật khẩu cho { $file } ngắn hơn 12 ký tự; chưa có gì thay đổi.
hint-short-passphrase = Hãy lấy bốn, năm từ mà không ai đoán được.
error-key-form = { $file } không phải là tệp khóa ký của nhật ký.
hint-key-form = Lấy lại tệp từ bản sao lưu riêng của nó.
error-key-other = { $file } giữ khóa của “{ $found }”; nhật ký này là “{ $expected }”.
hint-key-other = Lấy lại đúng thư mục log-keys từ bản sao lưu riêng của nó.

doctor-keys-missing = Khóa ký nhật ký không có trong log-keys/, nên không ký thêm được gì. Cách sửa: lấy lại thư mục từ bản sao lưu riêng của nó; nếu không còn bản nào, xem docs/keys.md.
doctor-keys-open = Người dùng khác của máy này đọc được khóa ký nhật ký. Cách sửa: chmod 700 log-keys và chmod 600 các tệp trong đó; nếu máy có người khác dùng, hãy coi như khóa đã lộ (docs/keys.md).

# Loại bút toán.
entry-kind-log-roots = Khóa gốc của nhật ký
entry-kind-log-key = Đổi khóa của nhật ký
entry-kind-log-successor = Nối tiếp một nhật ký khác
entry-note-log-roots = Các khóa do nhiều người cất giữ, không nối mạng. Đủ số khóa cùng ký, hơn một nửa, thì đổi được khóa ký nhật ký này. Chữ ký của chúng nằm trong bút toán; chungtay verify kiểm tra chúng.
entry-note-log-key = Từ bút toán này, các khóa nêu ở đây ký nhật ký. Đủ số khóa gốc đã ký điều này; chungtay verify kiểm tra chữ ký của chúng và dẫn từ khóa trước tới khóa mới. Biên nhận từ trước vẫn có giá trị với khóa trước.
entry-note-log-successor = Từ đây, nhật ký này nối tiếp một nhật ký đã dừng: trạng thái cuối đã ký của nhật ký ấy nằm trong bút toán này, có đủ khóa gốc của nó ký. Không chuyển sang điều gì khác. Nhật ký ấy vẫn được công bố, biên nhận của nó vẫn có giá trị với khóa của nó.

# Yêu cầu về các khóa của nhật ký.
cli-help-log-key-request = Lập tệp yêu cầu để công bố các khóa gốc hoặc đổi khóa ký của nhật ký; khóa gốc ký ở máy không nối mạng.
cli-help-log-key-request-file = Tệp cần ghi: mang tới máy của những người giữ khóa gốc
cli-help-log-key-request-roots = Công bố các khóa gốc này: tệp khóa công khai do root-keys make tạo ra; mọi khóa gốc đều phải ký
cli-help-log-key-request-reason = Tạo khóa ký mới và xin cho khóa ấy thay khóa cũ: scheduled (định kỳ), lost (mất), stolen (bị lấy cắp) hoặc keeper (đổi người giữ sổ); hai trong ba khóa gốc ký
cli-help-log-key-request-succeeds = Nối tiếp nhật ký đã dừng ở thư mục hoặc địa chỉ này, trong cuốn sổ chưa có bút toán nào; hai trong ba khóa gốc của nhật ký ấy ký
cli-help-log-key-request-encrypt-keys = Khóa tệp chứa khóa mới bằng mật khẩu
cli-help-enter = Ghi một yêu cầu đã ký: công bố khóa gốc, đổi khóa, hoặc nối tiếp nhật ký khác.
cli-help-enter-file = Tệp yêu cầu cùng các chữ ký
cli-help-enter-name = Khi nối tiếp nhật ký khác: tên cuốn sổ
cli-help-root-keys = Các khóa cất ở nơi không nối mạng; hai trong ba khóa cùng ký thì đổi được khóa của nhật ký.
cli-help-make = Tạo ba khóa gốc, trên máy không nối mạng.
cli-help-make-directory = Thư mục cần tạo; sau đó mỗi khóa giao cho một người
cli-help-make-name = Tên ghi trong khóa, như dòng gốc (origin) của nhật ký
cli-help-make-encrypt = Khóa từng tệp bằng mật khẩu riêng
cli-help-sign = Hiện nội dung yêu cầu và ký bằng một khóa gốc, trên máy không nối mạng.
cli-help-sign-file = Tệp yêu cầu; chữ ký được ghi thêm vào đó
cli-help-sign-root = Tệp khóa gốc
cli-help-verify-roots = Tệp các khóa gốc của nhật ký, biết từ nơi khác: nhật ký phải đã công bố các khóa ấy
cli-help-verify-predecessor = Khi nhật ký này nối tiếp nhật ký khác: thư mục hoặc địa chỉ của nhật ký ấy, để kiểm tra luôn
cli-examples-log-key-request =
    Ví dụ:
      chungtay log-key request goc.yeu-cau --roots roots -C so-thon
      chungtay log-key request doi.yeu-cau --reason lost -C so-thon
      chungtay log-key request noi.yeu-cau --succeeds so-thon -C so-moi
cli-examples-enter =
    Ví dụ:
      chungtay log-key enter doi.yeu-cau -C so-thon
      chungtay log-key enter noi.yeu-cau --name "Sổ thôn" -C so-moi
cli-examples-root-keys =
    Ví dụ:
      chungtay root-keys make /media/usb/khoa-goc --name so.example/thon --encrypt
      chungtay root-keys sign doi.yeu-cau --key /media/usb/root-1.key.age
cli-examples-make =
    Ví dụ:
      chungtay root-keys make /media/usb/khoa-goc --name so.example/thon --encrypt
cli-examples-sign =
    Ví dụ:
      chungtay root-keys sign doi.yeu-cau --key /media/usb/root-1.key.age
cli-root-made = Khóa gốc: { $file }
cli-roots-made = Phần công khai của ba khóa: { $file }. Hãy giao mỗi khóa riêng cho một người, trên một USB riêng, và đừng để khóa nào cạnh cuốn sổ.
cli-request-made = Đã lập tệp yêu cầu: { $file }. Mang tới máy của khóa gốc: chungtay root-keys sign { $file } --key TỆP; rồi chungtay log-key enter.
cli-request-to-sign = Bạn sẽ ký những dòng này:
cli-request-signed = Đã ký đến nay: { $signers }
cli-request-was-entered = Nhật ký đã ghi điều này rồi; không ghi thêm lần nữa. Khóa kiểm tra nhật ký từ nay: { $key }
cli-request-entered = Đã ghi thành bút toán { $entry }. Khóa kiểm tra nhật ký từ nay: { $key }
cli-verify-key-of-roots = Khóa kiểm tra, do các khóa gốc bạn đưa công bố trong nhật ký: { $key }
cli-verify-key-learnt = Khóa đang ký, biết được từ chính nhật ký (khóa gốc đã ký việc đổi từ khóa bạn đưa): { $key }
cli-verify-roots = Khóa gốc công bố trong nhật ký: { $all }, { $threshold } khóa cùng ký thì đổi được khóa ký; đã đổi { $changes } lần.
cli-verify-roots-given = Khóa gốc: đúng các khóa bạn đưa ({ $all }, { $threshold } khóa cùng ký thì đổi được khóa ký); đã đổi { $changes } lần.
cli-verify-continues = Nhật ký này nối tiếp nhật ký { $origin } sau { $size } bút toán; nhật ký ấy đã được kiểm tra đến đó, và khóa gốc của nó đã ký điều này.
cli-verify-continues-unseen = Nhật ký này nối tiếp nhật ký { $origin } sau { $size } bút toán, theo chữ ký của khóa gốc; --predecessor kiểm tra luôn nhật ký ấy.
verify-key-list = tệp log/keys không phải danh sách khóa của nhật ký (mỗi dòng: số bút toán từ đó khóa bắt đầu ký, một dấu cách, khóa). Hãy lấy một bản khác của nhật ký; người giữ sổ: lệnh nào có ghi sổ cũng tạo lại tệp này
verify-keys = khóa không phải là khóa mà chính các bút toán của nhật ký nêu ra, có khóa gốc ký
cli-help-verify-receipt = Biên nhận (.tlog-proof) cần đối chiếu với nhật ký hiện nay; có --predecessor thì nhận cả biên nhận của nhật ký mà nhật ký này nối tiếp
cli-verify-receipt = Biên nhận: đúng. Bút toán { $entry } có trong nhật ký { $origin } khi nhật ký có { $size } bút toán, do khóa của lúc đó ký, và nhật ký ngày nay chỉ ghi thêm vào đó.
verify-receipt = biên nhận không thuộc nhật ký này
error-not-a-receipt = { $file } không phải biên nhận.
hint-not-a-receipt = Biên nhận là tệp .tlog-proof, như chungtay receipt N --output TỆP và trang biên nhận ghi ra.
error-key-request = { $file } không phải tệp yêu cầu về khóa của nhật ký.
hint-key-request = chungtay log-key request TỆP lập tệp ấy; ngoài root-keys sign, đừng để gì sửa nó.
error-request-of-what = Yêu cầu không nói xin điều gì.
hint-request-of-what = Ghi một trong ba: --roots TỆP, --reason LÝ-DO hoặc --succeeds NHẬT-KÝ.
error-predecessor = Nhật ký { $log } không khớp với chính nó, nên không nối tiếp được.
hint-predecessor = chungtay verify { $log } cho biết rõ hơn; hãy lấy một bản khác của nhật ký ấy.

# Trang nhật ký.
log-keys-title = Các khóa của nhật ký này
log-keys-note = Khóa gốc do nhiều người cất giữ, không nối mạng. Đủ số khóa gốc cùng ký, hơn một nửa, thì đổi được khóa ký của nhật ký khi mất hoặc bị lấy cắp; chính nhật ký ghi điều đó, và khóa biết từ trước dẫn tới khóa hôm nay. Tệp log/keys có đầy đủ các khóa ký.
log-keys-first = Khóa ký từ đầu
log-keys-since = Khóa ký nêu tại
log-keys-roots = Khóa gốc, công bố tại
log-keys-predecessor = Nhật ký này nối tiếp một nhật ký khác, có lần ký cuối là
log-keys-predecessor-note = Nhật ký ấy vẫn được công bố, biên nhận của nó vẫn có giá trị. Khóa gốc của cả hai đã ký điều này.
