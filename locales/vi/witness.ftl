# Nhân chứng: các lệnh, và lời báo về câu trả lời của họ.

cli-help-cosign = Hỏi các nhân chứng chưa ký chứng vào lần ký gần nhất.
cli-help-witness = Làm nhân chứng: ký chứng vào nhật ký của người khác, và không bao giờ ký cho hai bản lịch sử khác nhau.
cli-help-witness-key = Tạo khóa nhân chứng, hoặc in phần công khai của khóa.
cli-help-witness-listen = Địa chỉ để lắng nghe (mặc định: 127.0.0.1:8090)
cli-help-witness-state = Thư mục giữ lần ký chứng gần nhất; không dùng chung, không lấy lại bản cũ
cli-help-witness-key-file = Tệp chứa khóa
cli-help-witness-key-new = Tạo khóa mới với tên này, như nhan-chung.example.org/thon; tệp phải chưa có
cli-help-witness-logs = Khóa kiểm tra của nhật ký cần ký chứng (chungtay log-key in ra khóa này); mỗi nhật ký một lần
cli-help-witness-secret = Tệp khóa, tạo bằng chungtay witness-key

cli-examples-cosign =
    Ví dụ:
      chungtay cosign -C so-thon
cli-examples-witness =
    Ví dụ:
      chungtay witness --state nhan-chung --key nhan-chung.key --log "$(cat nhat-ky.vkey)" --listen 0.0.0.0:8090
cli-examples-witness-key =
    Ví dụ:
      chungtay witness-key nhan-chung.key --new nhan-chung.example.org/thon
      chungtay witness-key nhan-chung.key

cli-expects-log = khóa kiểm tra dạng tên+mã+khóa, như chungtay log-key in ra

cli-witnessing = Nhân chứng: { $address }  (Ctrl-C để dừng)
cli-witness-key = Khóa kiểm tra, để ghi vào quy định của các cuốn sổ: { $key }
cli-witness-log = Nhật ký { $origin }: đã ký chứng đến { $size } bút toán
cli-witness-key-made = Khóa riêng nằm trong { $file }, chỉ chủ tệp đọc được. Hãy sao lưu; ai có khóa này thì nói thay được nhân chứng.

cli-no-witnesses = Quy định của sổ không nêu nhân chứng nào; không hỏi ai.
cli-cosigned = { $cosigned }/{ $all } nhân chứng đã ký chứng cho lần ký { $size } bút toán; đã công bố.
cli-not-published = Đã ghi và đã ký, nhưng CHƯA CÔNG BỐ: mới có { $cosigned }/{ $all } nhân chứng ký chứng cho lần ký { $size } bút toán, ít hơn quy định của sổ. Người đọc vẫn thấy lần ký trước.
cli-not-published-cure = Đừng ghi lại lần nữa. Lệnh ghi sau sẽ hỏi lại; chungtay cosign hỏi lại ngay.
cli-witness-missing =   { $name }: { $reason }

witness-problem-no-address = quy định không ghi địa chỉ
witness-problem-unreachable = không trả lời ({ $what })
witness-problem-late = không trả lời kịp
witness-problem-refused = từ chối (HTTP { $status })
witness-problem-refused-key = biết một khóa khác của nhật ký này (HTTP { $status }); hãy gửi cho họ khóa mà chungtay log-key in ra
witness-problem-refused-log = chưa biết nhật ký này (HTTP { $status }); hãy gửi cho họ khóa mà chungtay log-key in ra
witness-problem-refused-history = cho rằng nhật ký này bỏ điều họ đã ký chứng trước đây (HTTP { $status })
witness-problem-other-history = đã ký chứng cho một lịch sử khác, { $size } bút toán: hoặc sổ này bị lấy lại bản cũ, hoặc có người khác ký bằng khóa của sổ
witness-problem-not-a-cosignature = trả lời một thứ không phải chữ ký chứng của họ
witness-problem-no-proof = không lập được bằng chứng nối tiếp ({ $what })

error-book-policy = Dòng { $line } của { $file } không đúng dạng quy định.
hint-book-policy = Sửa dòng ấy; xem mẫu ở docs/witnesses.md. Chưa ghi gì vào sổ.
error-policy-of-another-log = Quy định { $file } nêu các nhật ký, mà không có nhật ký của sổ này.
hint-policy-of-another-log = Bỏ các dòng log, hoặc ghi vào đó khóa mà chungtay log-key in ra.
error-witness-busy = Một nhân chứng khác đang dùng { $file }.
hint-witness-busy = Mỗi thư mục thuộc về một nhân chứng; dừng nhân chứng kia, hoặc chọn thư mục khác.
error-witness-state = Không biết được lần ký chứng gần nhất từ { $file }: khóa này không ký chứng cho tệp ấy.
hint-witness-state = Dùng đúng khóa của thư mục này. Đừng xóa tệp: nhân chứng sẽ quên điều đã thấy.
error-key-open-to-others = Người khác đọc được khóa trong { $file }.
hint-key-open-to-others = chmod 600 tệp ấy; nếu có thể đã có người đọc, hãy tạo khóa mới.
error-not-a-witness-key = { $file } không chứa khóa nhân chứng.
hint-not-a-witness-key = chungtay witness-key TỆP --new TÊN tạo khóa mới.

# Trang nhật ký.
log-witnesses = Nhân chứng
log-quorum-met = Lần ký gần nhất đã có đủ nhân chứng theo quy định của sổ.
log-quorum-not-met = Lần ký gần nhất có ít nhân chứng hơn quy định của sổ.
log-quorum-none = Quy định của sổ không đòi nhân chứng; những người sau đã hoặc có thể ký chứng.
log-witnesses-note = Nhân chứng ở nơi khác, chỉ ký chứng cho điều nối tiếp mọi điều đã ký chứng trước đó, nên sổ không thể kể hai lịch sử khác nhau. Nhân chứng không nói một bút toán có đúng sự thật hay không.
log-cosigned-at = Ký chứng lúc
log-not-cosigned = Chưa ký chứng cho lần ký này
download-policy = Quy định về nhân chứng
download-note-policy = Khóa của nhật ký, khóa của các nhân chứng và số người phải ký chứng (tlog-policy).
