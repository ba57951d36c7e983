# chungtay rollup: nhiều sổ cùng một lúc, và những gì nối sổ này với sổ khác.

cli-help-rollup = Gộp nhiều sổ đã công bố: kiểm từng sổ từ đầu, rồi cộng sao cho mỗi đồng và mỗi mét chỉ tính một lần.
cli-help-rollup-logs = Thư mục hoặc địa chỉ của từng sổ
cli-help-rollup-keys = Chìa khóa kiểm của một sổ, biết từ nơi khác; ghi nhiều lần được
cli-examples-rollup =
    Ví dụ:
      chungtay rollup ../huyen ../xa
      chungtay rollup ../huyen https://xa.example --json
cli-rollup-books = { $count } sổ, sổ nào cũng đã kiểm từ mục đầu tiên:
cli-rollup-book = {"  "}{ $origin }: { $size } mục, đúng với chìa khóa đã cho
cli-rollup-book-own-key = {"  "}{ $origin }: { $size } mục; chìa khóa do chính sổ đưa ra
cli-rollup-whole = Gộp lại, mỗi đồng và mỗi mét tính một lần:
cli-rollup-shared-works = trong đó có ở nhiều sổ
cli-rollup-paid = Đã chi cho công trình
cli-rollup-moved-in = Nhận từ sổ khác, chưa khử được
cli-rollup-moved-out = Chuyển sang sổ khác, chưa khử được
cli-rollup-moved-within = Chuyển giữa các sổ này, đã khử
cli-rollup-funds = Quỹ
cli-rollup-raised = Đã nhận
cli-rollup-spent = Đã chi
cli-rollup-left = Còn lại
cli-rollup-transfer-within = Khoản { $id }, { $from } chuyển cho { $to }: { $amount }. Hai sổ nói như nhau (mục { $sent-entry } và mục { $received-entry }), đã khử.
cli-rollup-transfer-differs = Khoản { $id }, { $from } chuyển cho { $to }: bên chuyển ghi { $sent } (mục { $sent-entry }), bên nhận ghi { $received } (mục { $received-entry }). Chưa khử; một trong hai sổ phải sửa.
cli-rollup-transfer-only-sent = Khoản { $id }, { $from } chuyển cho { $to }: { $amount } (mục { $entry }). Bên nhận chưa ghi book_transfer/1, nên chưa khử.
cli-rollup-transfer-only-received = Khoản { $id }, { $from } chuyển cho { $to }: { $amount } (mục { $entry }). Bên chuyển chưa ghi book_transfer/1, nên chưa khử.
cli-rollup-transfer-unseen = Khoản { $id }, { $from } chuyển cho { $to }: { $amount } (mục { $entry }). Sổ kia không nằm trong các sổ này.
cli-rollup-transfer-itself = Khoản { $id } của { $from }: { $amount } (mục { $entry }) ghi chính sổ này là sổ bên kia. Bỏ qua; hãy rút lại bằng reversal/1 rồi ghi đúng sổ bên kia.
cli-rollup-one-work = Một công trình, tính một lần: { $works }.
cli-rollup-work-differs = Các sổ ghi khác nhau về: { $measures }, nên coi là chưa biết.
cli-rollup-work-one-sided = { $work } ghi là một với { $other } (mục { $entry }), nhưng sổ kia chưa ghi thế: tính hai lần cho tới khi sổ kia ghi.
cli-rollup-work-unseen = { $work } ghi là một với { $other } (mục { $entry }); sổ kia không nằm trong các sổ này.
cli-rollup-work-itself = { $work } ghi là một với { $other } (mục { $entry }), vốn là công trình của chính sổ ấy: bỏ qua, mỗi công trình vẫn tính riêng.
cli-rollup-work-two-of-one-book = { $work } ghi là một với { $other } (mục { $entry }) và sổ kia cũng ghi thế; nhưng cộng với các lời ghi khác thì hai công trình của cùng một sổ thành một. Không gộp: mỗi công trình tính riêng cho tới khi một lời ghi được rút lại.
error-rollup-twice = Sổ { $origin } được đưa vào hai lần (lần sau: { $address }).
hint-rollup-twice = Mỗi sổ chỉ ghi một lần.
error-rollup-log = Nhật ký ở { $address } không khớp với những gì nó ký.
hint-rollup-log = Xem chỗ sai bằng chungtay verify { $address }. Không có sổ nào được cộng.
error-rollup-key = Chìa khóa { $key } không của sổ nào trong các sổ này: { $origins }.
hint-rollup-key = Phần trước dấu + đầu tiên của chìa khóa phải là tên sổ, tức dòng đầu của điểm chốt. Ghi chìa khóa của một trong các sổ này, hoặc bỏ nó đi. Chưa cộng gì cả.
cli-expects-key = chìa khóa kiểm dạng tên+mã+khóa, như trong tệp key của nhật ký
entry-kind-book-transfer = Khoản chuyển giữa hai sổ
entry-note-book-transfer = Ghi một khoản chuyển là đến từ sổ nào hay sang sổ nào. Mục này không làm tiền dịch chuyển.
entry-kind-shared-work = Công trình chung với sổ khác
entry-note-shared-work = Ghi rằng công trình này cũng là công trình của sổ khác, để khi gộp chỉ tính một lần.
relation-between-books = Sổ bên kia ghi ở
