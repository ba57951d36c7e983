# Stories: why a file cannot be read, and the pages that publish them.

story-fault-too-long = The file is too long.
story-fault-no-front = The file must begin with its front matter between two lines ---.
story-fault-front-key = “{ $words }” is no key of the front matter.
story-fault-front-twice = “{ $words }” stands twice.
story-fault-front-missing = “{ $words }” is missing.
story-fault-front-value = “{ $words }” cannot stand here.
story-fault-open-mark = {"{{"} is not closed on the same line.
story-fault-as-of = A story's numbers are asked where the story is published, not at another size.
story-fault-form = There is no form “{ $words }”.
story-fault-digit = The number “{ $words }” is typed into the prose, not asked of the books.
story-fault-number-words = “{ $words }” is a number typed into the prose, not asked of the books.
story-fault-no-source = The quotation does not name its source.
story-fault-misquoted = “{ $words }” does not stand in the words that the book holds.
story-fault-markup = A story holds no HTML.
story-fault-picture = Pictures are not put in with Markdown.
story-fault-code = A story holds no code.
story-fault-heading = Headings in a story are of the second to the fourth order.
story-fault-address = This address cannot be linked to.
story-fault-directive = There is no block “{ $words }”.
story-fault-directive-amid = A block stands by itself, with an empty line before and after it.
story-fault-directive-needs = This block lacks what it needs, or has something it does not take.
story-fault-chart = There is no chart “{ $words }”.
story-fault-not-picture = “{ $words }” is a paper, not a picture.
story-fault-taken-down = The picture “{ $words }” was taken down.
story-fault-no-place = The work “{ $words }” stands on no map, or its place must not be shown.
story-fault-second-map = A story has one map.
story-fault-day = “{ $words }” is no real day, month or year.
story-fault-chainage = “{ $words }” cannot be read as a place along the border posts.
story-fault-unknown = The book has no “{ $words }” that may stand here.
story-fault-no-number = The book holds no number of “{ $words }”.
story-fault-letter = There is a character that no text needs.

story-cure-too-long = Make several stories of it.
story-cure-no-front = Write --- then story, language, title, lead, section, format, authors and date, a line each, then ---
story-cure-front-key = Use: story, language, title, lead, section, format, authors, about, date.
story-cure-front-twice = Keep one of the lines.
story-cure-front-missing = Add a line: { $choices }: …
story-cure-front-value = Use: { $choices }
story-cure-open-mark = Close it with {"}}"} on the same line.
story-cure-as-of = Leave out as of.
story-cure-form = Use: { $choices }
story-cure-digit = Ask the books: {"{{ cost told of w05 | short }}"}; a day: {"{{ date 2023-05-31 }}"}; a name: {"{{ name w01 }}"}; words quoted: {"{{ quote c02 \"…\" }}"}.
story-cure-number-words = Ask the books: {"{{ count of works | words }}"}, or say it without a number.
story-cure-misquoted = Quote it word for word (“…” where words are left out), or name the source that says so.
story-cure-no-source = Name it: {"{{ source c02 }}"} in the quotation, or {"{{ quote c02 \"…\" }}"}.
story-cure-markup = Write Markdown, or use a block such as ::pull, ::photo or ::chart.
story-cure-picture = Attach it to a work and name it: ::photo and its identifier.
story-cure-code = Say it in words.
story-cure-heading = Use ##, ### or ####; the title stands in the front matter.
story-cure-address = Use a path of the site such as /works/w01, or an address with https://.
story-cure-directive = Use: { $choices }
story-cure-directive-amid = Give the block a paragraph of its own.
story-cure-directive-needs = Write ::pull {"{{ number }}"} words; by identifier: ::photo and one picture or two, ::map or ::strip and works, ::claims and claims; ::chart flows or months and any funds, days or sizes and a fund or none, targets and targets.
story-cure-chart = Use: { $choices }
story-cure-not-picture = Name a photo or a drawing of a work's page, or link to the paper.
story-cure-taken-down = Leave the picture out, or attach another one.
story-cure-no-place = Leave the work out, or enter its place with work_site/1.
story-cure-second-map = Name all works in one ::map.
story-cure-day = Write 2023-05-31, 2023-05, 2023 or 2020-2025.
story-cure-chainage = Write it like 1256-1257+500.
story-cure-unknown = Identifiers stand in the addresses of the pages of works, organisations, funds and claims; chungtay attach tells a picture's.
story-cure-no-number = Call it by its name: {"{{ name … }}"}.
story-cure-letter = Remove the character.

story-quoted = “{ $words }”
# Variables: $month (number), $year (text).
story-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }

story-block-photo = [Picture: { $of }]
story-block-strip = [Strip: { $of }]
story-block-claims = [What is said, and the books: { $of }]
story-block-map = [Map and list: { $of }]
story-block-chart-flows = [Chart, where money came from and went: { $of }]
story-block-chart-months = [Chart, what came in and went out by month: { $of }]
story-block-chart-days = [Chart, credits at the bank by day: { $of }]
story-block-chart-sizes = [Chart, credits at the bank by size: { $of }]
story-block-chart-targets = [Chart, how far targets are: { $of }]
story-block-whole-book = the whole book

entry-kind-story = A story is published
entry-kind-story-draft = A story waits for its reader
entry-kind-story-review = A story's draft is read
entry-note-story-draft = The actor wrote a story's file and asks for a reader. Only its hash stands here: what a draft says stays with its writer until it is published.
entry-note-story-review = The actor, another person than the writer, read exactly the file of this hash, and let it pass or sent it back. Why it was sent back is a private field.
entry-kind-story-withdrawal = A story is taken down

# The command chungtay story.
cli-help-story = Preview, draft, review, publish or take down a story whose numbers come from the books.
cli-help-story-preview = Read a story's file over the published books: how it reads, and where each number comes from.
cli-help-story-publish = Publish a story at the newest checkpoint, as another person than its writer let it pass.
cli-help-story-draft = Enter a story's file as a draft that waits for a reader; only its hash is entered.
cli-help-story-review = Let a draft pass, or send it back; another person than its writer, for exactly this file.
cli-help-story-draft-file = The story's file (Markdown); it stays where it is
cli-help-story-draft-by = Who wrote it
cli-help-story-review-file = The draft's file, unchanged
cli-help-story-review-by = Who read it, another person than the writer
cli-help-story-review-returned = Send it back instead of letting it pass; give --because
cli-help-story-review-because = Why it is sent back (kept private)
cli-help-story-withdraw = Take down what was published of a story; two persons stand for it.
cli-help-story-list = List drafts that wait and published stories, each version.
cli-help-story-preview-file = The story's file (Markdown)
cli-help-story-publish-file = The story's file (Markdown)
cli-help-story-preview-watch = Look again whenever the file changes, until Ctrl-C
cli-help-story-publish-by = Who answers for it; the book's operator where left out
cli-help-story-withdraw-story = The story's identifier
cli-help-story-withdraw-language = Its Vietnamese (vi) or English (en) text
cli-help-story-withdraw-because = Why (kept private)
cli-examples-story =
    Examples:
      chungtay story preview story.md -C village-book
      chungtay story draft story.md --by k3v9x2mq -C village-book
      chungtay story review story.md --by b7k2m9qx -C village-book
      chungtay story publish story.md -C village-book
cli-examples-story-draft =
    Examples:
      chungtay story draft story.md --by k3v9x2mq -C village-book
cli-examples-story-review =
    Examples:
      chungtay story review story.md --by b7k2m9qx -C village-book
      chungtay story review story.md --by b7k2m9qx --return --because "the length is not told" -C village-book
cli-examples-story-preview =
    Examples:
      chungtay story preview story.md --watch -C village-book
      chungtay story preview story.md --listen -C village-book
cli-examples-story-publish =
    Examples:
      chungtay story publish story.md --by k3v9x2mq -C village-book
cli-examples-story-withdraw =
    Examples:
      chungtay story withdraw border-road --language en --because "names a person against their wish" --approved-by b7k2m9qx -C village-book
cli-examples-story-list =
    Examples:
      chungtay story list -C village-book
cli-thing-story = story
cli-story-fault = line { $line }, column { $column }: { $what } { $cure }
cli-story-watching = ── waiting for the file to change (Ctrl-C ends) ──
cli-story-asked-at = Numbers asked at size { $size } of the log, the published checkpoint.
# Variables: $number (text), $written, $full, $expression, $entries, $count.
cli-story-number = [{ $number }] { $written } · in full: { $full } · asked: { $expression } · { $count ->
    [0] entries counted by the day
    [one] entry { $entries }
   *[other] { $count } entries: { $entries }
}
cli-story-published = Published { $story } ({ $language }), version { $version }, { $numbers } numbers at size { $size }: entry { $entry }.
cli-story-moved = Moved: { $expression }: { $before } → { $after }
cli-story-withdrawn = Taken down: { $story } ({ $language }): entry { $entry }. Copies elsewhere must be taken down there.
cli-thing-draft = draft of a story
cli-story-drafted = { $story } ({ $language }) waits for a reader: entry { $entry }. Another person reads it: chungtay story review { $file } --by …
cli-story-passed = { $story } ({ $language }) may be published as it is: entry { $entry }. Next: chungtay story publish { $file }
cli-story-returned = { $story } ({ $language }) was sent back: entry { $entry }. Change the file and draft it again.
cli-story-draft-waiting = { $story } ({ $language }): draft by { $writer }, entry { $entry }, { $at }, waits for a reader
cli-story-draft-passed = { $story } ({ $language }): draft by { $writer }, entry { $entry }, { $at }, let pass by { $reader }, not published
cli-story-draft-returned = { $story } ({ $language }): draft by { $writer }, entry { $entry }, { $at }, sent back by { $reader }: { $reason }
cli-story-listed = { $story } ({ $language }), version { $version }: entry { $entry }, { $at }
cli-story-listed-withdrawn = { $story } ({ $language }), version { $version }: entry { $entry }, { $at }, taken down
cli-story-none = The book has no draft and has published no story.
cli-verify-stories = { $count ->
    [one] { $count } published story has
   *[other] { $count } published stories have
} every number following from the log.
verify-story = a story does not follow from the log
error-story-file = The story's file has { $count ->
    [one] { $count } fault
   *[other] { $count } faults
}; nothing was published.
hint-story-file = Mend each and look again with chungtay story preview. How stories are written: docs/stories.md.
error-story-picture-missing = The story shows the picture { $picture } (entry { $entry }), of which the file { $file } is not there; nothing was published.
hint-story-picture-missing = Take the folder blobs/ back from a backup, or attach the picture again (chungtay attach --id …) and name that one. chungtay doctor names every file that is missing.
error-story-picture-untold = The story shows the picture { $picture } (entry { $entry }), but its secret is lost and nothing tells which files are its own; nothing was published.
hint-story-picture-untold = Take back keys.sqlite or openings.sqlite from a backup, or attach the picture again (chungtay attach --id …) and name that one.

# Pages of stories.
stories-title = Stories
stories-lead = News, infographics and longer reads told from the books. Each number opens its question and the entries behind it.
stories-empty = The book has published no story.
stories-latest = Latest
stories-all = All stories
stories-about = Stories about this
stories-feeds = Follow
stories-feeds-note = Open one of these in a feed reader to get new stories.
story-section-works = Works
story-section-money = Money
story-section-movement = Movement
story-section-people = People
story-section-notices = Notices
story-format-news = News
story-format-infographic = Infographic
story-format-longform = Long read
story-language-vi = in Vietnamese
story-language-en = in English
story-one-language = This story is in one language only.
story-numbers = The numbers in this story
# Variables: $size.
story-numbers-note = Every number was asked of the first { $size } entries of the log, and anyone can recompute it with chungtay verify.
story-no-numbers = This story has no numbers.
# Variables: $size, $asked.
story-drawn-later = Numbers in the text are those of the first { $asked } entries, when the story was published; pictures, charts, maps and lists show the books at { $size } entries.
story-photo-works = Of:
story-map-all = All works on the map
story-question = Question:
story-now = The books now answer:
story-entries = Entries behind it:
story-notes = What to know beside this number
story-by-day = Some entries are counted by the day; open the question to see them.
story-versions = Versions
story-versions-note = A published story is never changed silently: a change is a new version, with the numbers that moved.
story-version = Version
story-file = the story's file
story-file-numbers = its numbers' file
story-by = Answers for it:
story-written-by = Written by:
story-reviewed-by = Reviewed by:
story-moved = Numbers that moved since the version before:
story-related = About the same things
story-claims = What is said, and the books
story-claims-said = What is said
