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
