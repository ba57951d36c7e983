# The command chungtay find.

cli-help-find = Find lines of the bank in everything the book's people may read, what is not public included.
cli-help-find-words = A name, words of the memo, an amount ("10tr", "từ 1tr đến 2tr"), a day, a document number; without any, questions are read from the input, one to a line
cli-help-find-parts = Every word may be any part of one
cli-help-find-sort = The order: newest (last entered first), fit (best fit first), day (latest day first), amount (largest first)
cli-help-find-all = Tell all, not only the first 50
cli-examples-find =
    Examples:
      chungtay find nguyen thi van -C so-yagi
      chungtay find "ung ho từ 1tr đến 5tr 10/9" --sort amount --all
      chungtay find --json < questions.txt

    The index is in memory only and written to no file. Results hold people's names: do not pass them on.
    Exit codes: 0 found; 1 there is no such line.
find-line = { $day }  { $amount }  { $document }  { $memo }  (entry { $entry })
find-erased = (erased)
find-count = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}, { $sum } in all
find-more = { $shown } are told; --all tells all.
find-without = { $count ->
    [one] { $count } line has
   *[other] { $count } lines have
} no private words any more (erased): found by amount and day only.
find-ready = { $count } lines read. One question to a line; Ctrl-D to end.
