# Bài viết: vì sao tệp chưa đọc được, và trang đăng bài.

story-fault-too-long = Tệp dài quá.
story-fault-no-front = Tệp phải mở đầu bằng phần khai báo giữa hai dòng ---.
story-fault-front-key = “{ $words }” không phải là một mục khai báo.
story-fault-front-twice = Mục “{ $words }” đứng hai lần.
story-fault-front-missing = Thiếu mục “{ $words }”.
story-fault-front-value = “{ $words }” không dùng được ở mục này.
story-fault-open-mark = Dấu {"{{"} không được đóng trên cùng một dòng.
story-fault-as-of = Số trong bài được hỏi ở đúng chỗ bài được đăng, không ở cỡ khác.
story-fault-form = Không có cách viết “{ $words }”.
story-fault-digit = Con số “{ $words }” gõ tay trong bài, không lấy từ sổ.
story-fault-number-words = “{ $words }” là một con số gõ tay, không lấy từ sổ.
story-fault-no-source = Lời trích chưa ghi nguồn.
story-fault-misquoted = Trong nguyên văn mà sổ giữ không có “{ $words }”.
story-fault-markup = Trong bài không có mã HTML.
story-fault-picture = Ảnh không chèn bằng cú pháp Markdown.
story-fault-code = Trong bài không có đoạn mã.
story-fault-heading = Tiêu đề trong bài có bậc hai đến bậc bốn.
story-fault-address = Địa chỉ liên kết không dùng được.
story-fault-directive = Không có khối “{ $words }”.
story-fault-directive-amid = Một khối phải đứng riêng, có dòng trống ở trước và ở sau.
story-fault-directive-needs = Khối này thiếu hoặc thừa điều nó cần.
story-fault-chart = Không có biểu đồ “{ $words }”.
story-fault-not-picture = “{ $words }” là giấy tờ, không phải ảnh.
story-fault-taken-down = Ảnh “{ $words }” đã bị gỡ xuống.
story-fault-no-place = Công trình “{ $words }” chưa có chỗ trên bản đồ, hoặc vị trí không được cho xem.
story-fault-second-map = Một bài chỉ có một bản đồ.
story-fault-day = “{ $words }” không phải là ngày, tháng hoặc năm có thật.
story-fault-chainage = “{ $words }” không đọc được là vị trí theo mốc.
story-fault-unknown = Sổ không có “{ $words }” để dùng ở đây.
story-fault-no-number = Sổ không ghi số hiệu của “{ $words }”.
story-fault-letter = Có một ký tự không dùng trong văn bản.

story-cure-too-long = Chia thành nhiều bài.
story-cure-no-front = Viết: --- rồi story, language, title, lead, section, format, authors, date, mỗi mục một dòng, rồi ---
story-cure-front-key = Dùng: story, language, title, lead, section, format, authors, about, date.
story-cure-front-twice = Giữ lại một dòng.
story-cure-front-missing = Thêm một dòng: { $choices }: …
story-cure-front-value = Dùng: { $choices }
story-cure-open-mark = Đóng bằng {"}}"} trên cùng dòng.
story-cure-as-of = Bỏ phần as of.
story-cure-form = Dùng: { $choices }
story-cure-digit = Hỏi sổ: {"{{ cost told of w05 | short }}"}; ngày: {"{{ date 2023-05-31 }}"}; tên: {"{{ name w01 }}"}; lời trích: {"{{ quote c02 \"…\" }}"}.
story-cure-number-words = Hỏi sổ: {"{{ count of works | words }}"}, hoặc viết lại câu cho không có số.
story-cure-misquoted = Trích đúng nguyên văn (chỗ bỏ bớt ghi “…”), hoặc nêu đúng nguồn.
story-cure-no-source = Ghi nguồn: {"{{ source c02 }}"} trong lời trích, hoặc {"{{ quote c02 \"…\" }}"}.
story-cure-markup = Viết bằng Markdown, hoặc dùng một khối như ::pull, ::photo, ::chart.
story-cure-picture = Đính ảnh vào công trình rồi ghi: ::photo và mã ảnh.
story-cure-code = Viết thành câu chữ.
story-cure-heading = Dùng ##, ### hoặc ####; tên bài nằm ở mục title.
story-cure-address = Dùng đường dẫn trong trang như /works/w01, hoặc địa chỉ https://.
story-cure-directive = Dùng: { $choices }
story-cure-directive-amid = Để khối ở một đoạn riêng.
story-cure-directive-needs = Viết ::pull {"{{ số }}"} lời; ghi mã: ::photo một hoặc hai ảnh, ::map hoặc ::strip các công trình, ::claims các lời kể; ::chart flows hoặc months rồi các quỹ (hoặc không ghi), days hoặc sizes rồi một quỹ (hoặc không ghi), targets rồi các chỉ tiêu.
story-cure-chart = Dùng: { $choices }
story-cure-not-picture = Ghi mã một ảnh hoặc hình vẽ ở trang công trình, hoặc dẫn liên kết tới giấy tờ.
story-cure-taken-down = Bỏ ảnh này, hoặc đính một ảnh khác.
story-cure-no-place = Bỏ công trình này, hoặc ghi vị trí bằng work_site/1.
story-cure-second-map = Ghi mọi công trình trong một khối ::map.
story-cure-day = Viết 2023-05-31, 2023-05, 2023 hoặc 2020-2025.
story-cure-chainage = Viết như 1256-1257+500.
story-cure-unknown = Xem mã trong địa chỉ trang của công trình, đơn vị, quỹ, lời kể; mã ảnh do chungtay attach báo.
story-cure-no-number = Gọi bằng tên: {"{{ name … }}"}.
story-cure-letter = Xóa ký tự ấy.

story-quoted = “{ $words }”
# Biến: $month (số), $year (chữ).
story-month = tháng { $month }/{ $year }

story-block-photo = [Ảnh: { $of }]
story-block-strip = [Sơ đồ tuyến: { $of }]
story-block-claims = [Lời kể và sổ: { $of }]
story-block-map = [Bản đồ và danh sách: { $of }]
story-block-chart-flows = [Biểu đồ tiền từ đâu đến, đi đâu: { $of }]
story-block-chart-months = [Biểu đồ thu chi theo tháng: { $of }]
story-block-chart-days = [Biểu đồ tiền vào ngân hàng theo ngày: { $of }]
story-block-chart-sizes = [Biểu đồ tiền vào ngân hàng theo mức: { $of }]
story-block-chart-targets = [Biểu đồ chỉ tiêu đạt đến đâu: { $of }]
story-block-whole-book = toàn sổ

entry-kind-story = Đăng một bài viết
entry-kind-story-draft = Một bài viết chờ đọc duyệt
entry-kind-story-review = Đọc duyệt một bài viết
entry-note-story-draft = Người ghi đã viết tệp bài này và chờ người đọc duyệt. Ở đây chỉ có mã băm của tệp: nội dung bản nháp ở chỗ người viết cho tới khi đăng.
entry-note-story-review = Người ghi, không phải người viết, đã đọc đúng tệp có mã băm này rồi cho qua hoặc trả lại. Lý do trả lại là phần riêng tư.
entry-kind-story-withdrawal = Rút một bài viết

# Dòng lệnh chungtay story.
cli-help-story = Xem trước, nộp nháp, đọc duyệt, đăng hoặc rút một bài viết có số lấy từ sổ.
cli-help-story-preview = Đọc tệp bài viết trên sổ đang công bố: bài đọc ra sao, từng con số lấy từ đâu.
cli-help-story-publish = Đăng bài viết ở điểm ký mới nhất, đúng như tệp mà người khác người viết đã cho qua.
cli-help-story-draft = Nộp tệp bài viết làm bản nháp chờ đọc duyệt; sổ chỉ ghi mã băm của tệp.
cli-help-story-review = Cho một bản nháp qua, hoặc trả lại; do người khác người viết, cho đúng tệp này.
cli-help-story-draft-file = Tệp bài viết (Markdown); tệp vẫn nằm tại chỗ
cli-help-story-draft-by = Người viết
cli-help-story-review-file = Tệp của bản nháp, không sửa
cli-help-story-review-by = Người đọc duyệt, không phải người viết
cli-help-story-review-returned = Trả lại thay vì cho qua; cần --because
cli-help-story-review-because = Vì sao trả lại (giữ riêng)
cli-help-story-withdraw = Rút những gì đã đăng của một bài viết; hai người chịu trách nhiệm.
cli-help-story-list = Kê các bản nháp đang chờ và bài viết đã đăng, từng phiên bản.
cli-help-story-preview-file = Tệp bài viết (Markdown)
cli-help-story-publish-file = Tệp bài viết (Markdown)
cli-help-story-preview-watch = Xem lại mỗi khi tệp thay đổi, cho tới khi bấm Ctrl-C
cli-help-story-publish-by = Người chịu trách nhiệm về bài; không ghi thì là người vận hành sổ
cli-help-story-withdraw-story = Mã bài viết
cli-help-story-withdraw-language = Bản tiếng Việt (vi) hay tiếng Anh (en)
cli-help-story-withdraw-because = Vì sao (giữ riêng)
cli-examples-story =
    Ví dụ:
      chungtay story preview bai.md -C so-thon
      chungtay story draft bai.md --by k3v9x2mq -C so-thon
      chungtay story review bai.md --by b7k2m9qx -C so-thon
      chungtay story publish bai.md -C so-thon
cli-examples-story-draft =
    Ví dụ:
      chungtay story draft bai.md --by k3v9x2mq -C so-thon
cli-examples-story-review =
    Ví dụ:
      chungtay story review bai.md --by b7k2m9qx -C so-thon
      chungtay story review bai.md --by b7k2m9qx --return --because "chưa rõ chiều dài" -C so-thon
cli-examples-story-preview =
    Ví dụ:
      chungtay story preview bai.md --watch -C so-thon
      chungtay story preview bai.md --listen -C so-thon
cli-examples-story-publish =
    Ví dụ:
      chungtay story publish bai.md --by k3v9x2mq -C so-thon
cli-examples-story-withdraw =
    Ví dụ:
      chungtay story withdraw duong-bien --language vi --because "nêu tên người không muốn nêu" --approved-by b7k2m9qx -C so-thon
cli-examples-story-list =
    Ví dụ:
      chungtay story list -C so-thon
cli-thing-story = bài viết
cli-story-fault = dòng { $line }, cột { $column }: { $what } { $cure }
cli-story-watching = ── đang chờ tệp thay đổi (Ctrl-C để thôi) ──
cli-story-asked-at = Số lấy ở cỡ { $size } của sổ, là điểm ký đang công bố.
# Biến: $number (chữ), $written, $full, $expression, $entries, $count.
cli-story-number = [{ $number }] { $written } · đủ số: { $full } · hỏi: { $expression } · { $count ->
    [0] bút toán tính theo ngày
   *[other] { $count } bút toán: { $entries }
}
cli-story-published = Đã đăng { $story } ({ $language }), phiên bản { $version }, { $numbers } con số ở cỡ { $size }: bút toán { $entry }.
cli-story-moved = Số đã đổi: { $expression }: { $before } → { $after }
cli-story-withdrawn = Đã rút { $story } ({ $language }): bút toán { $entry }. Bản sao ở nơi khác phải rút ở đó.
cli-thing-draft = bản nháp bài viết
cli-story-drafted = { $story } ({ $language }) chờ đọc duyệt: bút toán { $entry }. Người khác đọc: chungtay story review { $file } --by …
cli-story-passed = { $story } ({ $language }) được cho qua đúng như tệp: bút toán { $entry }. Tiếp theo: chungtay story publish { $file }
cli-story-returned = { $story } ({ $language }) bị trả lại: bút toán { $entry }. Hãy sửa tệp rồi nộp nháp lại.
cli-story-draft-waiting = { $story } ({ $language }): bản nháp của { $writer }, bút toán { $entry }, { $at }, chờ đọc duyệt
cli-story-draft-passed = { $story } ({ $language }): bản nháp của { $writer }, bút toán { $entry }, { $at }, { $reader } đã cho qua, chưa đăng
cli-story-draft-returned = { $story } ({ $language }): bản nháp của { $writer }, bút toán { $entry }, { $at }, { $reader } trả lại: { $reason }
cli-story-listed = { $story } ({ $language }), phiên bản { $version }: bút toán { $entry }, { $at }
cli-story-listed-withdrawn = { $story } ({ $language }), phiên bản { $version }: bút toán { $entry }, { $at }, đã rút
cli-story-none = Sổ chưa có bản nháp nào và chưa đăng bài viết nào.
cli-verify-stories = { $count } bài viết đã đăng có mọi con số theo đúng sổ.
verify-story = bài viết không theo đúng sổ
error-story-file = Tệp bài viết có { $count } chỗ chưa dùng được; chưa đăng gì.
hint-story-file = Sửa từng chỗ rồi xem lại bằng chungtay story preview. Cách viết: docs/stories.md.
error-story-picture-missing = Bài có ảnh { $picture } (bút toán số { $entry }) mà tệp { $file } không còn; chưa công bố gì.
hint-story-picture-missing = Lấy lại thư mục blobs/ từ bản sao lưu, hoặc thêm lại ảnh ấy (chungtay attach --id …) rồi nêu ảnh mới trong bài. chungtay doctor kể mọi tệp bị thiếu.
error-story-picture-untold = Bài có ảnh { $picture } (bút toán số { $entry }), nhưng khóa của ảnh đã mất và không còn cách nào biết tệp nào là của ảnh; chưa công bố gì.
hint-story-picture-untold = Lấy lại keys.sqlite hoặc openings.sqlite từ bản sao lưu, hoặc thêm lại ảnh ấy (chungtay attach --id …) rồi nêu ảnh mới trong bài.

# Trang bài viết.
stories-title = Bài viết
stories-lead = Tin, đồ họa và bài dài kể từ sổ. Mỗi con số đều mở ra được câu hỏi và bút toán ở phía sau.
stories-empty = Sổ chưa đăng bài viết nào.
stories-latest = Mới đăng
stories-all = Tất cả bài viết
stories-about = Bài viết có nhắc tới
stories-feeds = Theo dõi
stories-feeds-note = Mở bằng chương trình đọc tin để nhận bài mới.
story-section-works = Công trình
story-section-money = Thu chi
story-section-movement = Phong trào
story-section-people = Con người
story-section-notices = Thông báo
story-format-news = Tin
story-format-infographic = Đồ họa
story-format-longform = Bài dài
story-language-vi = bằng tiếng Việt
story-language-en = bằng tiếng Anh
story-one-language = Bài này chỉ có ở một ngôn ngữ.
story-numbers = Các con số trong bài
# Biến: $size.
story-numbers-note = Mọi con số được hỏi từ sổ ở { $size } bút toán đầu tiên, và ai cũng tính lại được bằng chungtay verify.
story-no-numbers = Bài này không có con số nào.
# Biến: $size, $asked.
story-drawn-later = Con số trong bài là của { $asked } bút toán đầu tiên, lúc bài được đăng; ảnh, biểu đồ, bản đồ và danh sách cho thấy sổ ở { $size } bút toán.
story-photo-works = Công trình:
story-map-all = Mọi công trình trên bản đồ
story-question = Câu hỏi:
story-now = Hiện nay sổ trả lời:
story-entries = Bút toán phía sau:
story-notes = Điều cần biết bên con số này
story-by-day = Có những bút toán được tính theo ngày; mở câu hỏi để xem.
story-versions = Các phiên bản
story-versions-note = Bài đã đăng không bị sửa lặng lẽ: sửa là một phiên bản mới, kèm những số đã đổi.
story-version = Phiên bản
story-file = tệp bài viết
story-file-numbers = tệp các con số
story-by = Chịu trách nhiệm:
story-written-by = Người viết:
story-reviewed-by = Đọc duyệt:
story-moved = Số đã đổi so với phiên bản trước:
story-related = Cùng nói về những điều này
story-claims = Lời kể và sổ
story-claims-said = Điều được kể
