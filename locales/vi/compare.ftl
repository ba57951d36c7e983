# chungtay compare: hai tệp sao kê của một tài khoản, so từng dòng.

cli-help-compare = So hai tệp sao kê của cùng một tài khoản, từng dòng một: dòng nào chỉ một tệp có, số tiền nào khác nhau.
cli-help-compare-first = Tệp thứ nhất: PDF, bảng tính, CSV, camt, MT940 hay OFX, để nguyên hoặc nén gzip
cli-help-compare-second = Tệp thứ hai, cùng loại hay khác loại
cli-help-compare-every-line = Kể từng dòng cả của những ngày chỉ một tệp có (mặc định: quá 100 dòng thì mỗi ngày một hàng)
cli-examples-compare =
    Ví dụ:
      chungtay compare sao-ke.pdf sao-ke.csv
      chungtay compare thang-9-cu.xlsx thang-9-moi.xlsx --json

    Mã kết thúc: 0 khớp từng dòng, từng đồng; 1 không khớp; 3 có tệp không đọc được. Không cần có sổ;
    -C SỔ dùng các mẫu sao kê đã lưu trong sổ cho tệp có tiêu đề lạ.

compare-file = Tệp { $number }: { $name } ({ $format }). { $lines } dòng, từ { $from } đến { $to }. Tiền vào { $in }, tiền ra { $out }.
compare-file-empty = Tệp { $number }: { $name } ({ $format }). Không có dòng nào.
compare-recovered = Tệp { $number }: { $count } số tiền không đọc được tại chỗ, suy ra từ số dư trước và sau nó.
compare-accounts = Lưu ý: tệp 1 in số tài khoản { $first }, tệp 2 in { $second }. Hãy xem có đúng là một tài khoản không.
compare-identical = Hai tệp giống nhau từng byte.
compare-agrees = HAI TỆP KHỚP NHAU: đủ { $count } dòng, đúng từng đồng.
compare-differs = HAI TỆP KHÔNG KHỚP NHAU.
compare-same = { $count } dòng có ở cả hai tệp, cùng ngày, cùng số tiền.
compare-other-words = Trong số đó, { $count } dòng có lời nhắn hoặc số chứng từ ghi khác nhau.
compare-by-order = Trong số đó, { $count } dòng chỉ khớp về ngày, số tiền và thứ tự: lời ghi khác hẳn nhau.
compare-amounts = Cùng một dòng, hai số tiền ({ $count }):
compare-days = Cùng một dòng, hai ngày ({ $count }):
compare-only = Chỉ tệp { $number } có ({ $count } dòng; tiền vào { $in }, tiền ra { $out }):
compare-outside = Những ngày chỉ tệp { $number } có, tệp kia không gồm (thêm --every-line để kể từng dòng):
compare-outside-day = { $date }: { $count } dòng; tiền vào { $in }, tiền ra { $out }
compare-unreadable = Tệp { $number } có { $count } hàng không đọc được, nên không so được:
compare-line = { $date }, { $place }{ $document }: { $amount }. “{ $memo }”
compare-document = , số chứng từ { $number }
compare-place-row = hàng { $row } (dòng { $line } của tệp)
compare-place-page = trang { $page }, hàng { $row }
compare-in-file = tệp { $number }: { $line }
compare-apart = chênh { $amount }: { $cause }
compare-amount-in = vào { $amount }
compare-amount-out = ra { $amount }
compare-amount-none = không đồng nào
compare-cause-direction = một tệp ghi là tiền vào, tệp kia ghi là tiền ra. Có thể một khoản phí hoặc khoản chi đã bị tính là tiền góp, hoặc ngược lại
compare-cause-fee = chênh đúng bằng khoản phí in cạnh số tiền
compare-cause-cut = chữ số của bên này là phần đầu hoặc phần cuối của bên kia. Có thể số tiền đã bị cắt mất một phần
compare-cause-unknown = hai dòng không cho thấy vì sao
compare-difference = Tệp 2 so với tệp 1: { $lines } dòng; tiền vào { $in }; tiền ra { $out }.
compare-adds-up = Những chỗ khác kể trên cộng lại đúng bằng mức chênh này, không thừa không thiếu một đồng.
compare-no-verdict = Phép so không biết tệp nào đúng: hãy đối chiếu với bản in hoặc hỏi ngân hàng.
