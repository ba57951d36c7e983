# Nguồn báo giao dịch: dòng lệnh feeds, dòng ghi của serve, lỗi.

cli-help-feeds = Xem các nguồn báo giao dịch (SePay, Casso, payOS) và ghi vào sổ những gì đang chờ.
cli-help-waiting = Kể các địa chỉ nhận và số giao dịch đang chờ
cli-help-take = Ghi ngay vào sổ mọi giao dịch đang chờ
cli-examples-feeds =
    Ví dụ:
      chungtay feeds waiting -C so-thon
      chungtay feeds take -C so-thon

    Cách khai nguồn và khóa: docs/feeds.md. Khi serve đang chạy, nó tự ghi những gì đang chờ.
cli-examples-waiting =
    Ví dụ:
      chungtay feeds waiting -C so-thon
cli-examples-take =
    Ví dụ:
      chungtay feeds take -C so-thon

feeds-none = Sổ này chưa khai nguồn nào (tệp feeds trong thư mục sổ).
feeds-waiting = { $count } giao dịch đang chờ ghi.
feeds-nothing-waits = Không có giao dịch nào đang chờ.
feeds-taken = { $feed } → { $account }: đã ghi { $posted } dòng từ { $events } giao dịch; { $known } dòng sổ đã có; { $waiting } để riêng chờ người xem.
feeds-not-taken = { $feed } → { $account }: chưa ghi được { $events } giao dịch, vẫn giữ trong hộp chờ.
feeds-log-stored = { $feed } → { $account }: đã giữ một giao dịch.
feeds-log-known = { $feed } → { $account }: giao dịch này đã nhận từ trước.
feeds-log-trial = { $feed } → { $account }: dịch vụ gửi thử, không có giao dịch.
feeds-log-no-such-feed = Từ chối một tin báo gửi tới địa chỉ không khai trong tệp feeds.
feeds-log-unsigned = { $feed } → { $account }: từ chối, tin báo không có khóa hay chữ ký.
feeds-log-wrong-signature = { $feed } → { $account }: từ chối, khóa hoặc chữ ký sai. Nếu vừa đổi khóa, hãy sửa tệp feeds rồi chạy lại serve.
feeds-log-clock = { $feed } → { $account }: từ chối, chữ ký lệch { $seconds } giây so với đồng hồ máy này. Hãy xem lại đồng hồ.
feeds-log-malformed = { $feed } → { $account }: từ chối, không phải tin báo của dịch vụ này.
feeds-log-other-account = { $feed } → { $account }: từ chối, giao dịch của tài khoản khác. Hãy xem number= trong tệp feeds.
feeds-log-failed = { $feed } → { $account }: chưa giữ được ({ $cause }); dịch vụ sẽ gửi lại.

feeds-fault-no-feed = không bắt đầu bằng feed và tên một dịch vụ (sepay, casso, payos)
feeds-fault-unknown-part = có phần lạ hoặc lặp
feeds-fault-missing-part = thiếu account=, number=, fund= hoặc key=
feeds-fault-bad-value = có giá trị sai dạng
feeds-fault-short-key = có khóa ngắn hơn 16 ký tự
feeds-fault-twice = lặp lại một nguồn đã khai

error-feeds-open = Người khác trên máy đọc được tệp { $file } (quyền { $mode }), mà tệp này giữ khóa của các dịch vụ.
hint-feeds-open = chmod 600 { $file }, và đổi khóa ở các dịch vụ nếu máy có người khác dùng.
error-feeds-file = Tệp { $file }, dòng { $line }: { $fault }.
hint-feeds-file = Mỗi dòng: feed sepay account=MÃ number=SỐ-TÀI-KHOẢN fund=QUỸ key=KHÓA (docs/feeds.md).
error-no-feed = Có giao dịch đang chờ của nguồn { $feed } cho tài khoản { $account }, mà tệp feeds không còn khai nguồn này.
hint-no-feed = Khai lại nguồn ấy trong tệp feeds rồi chạy chungtay feeds take.
