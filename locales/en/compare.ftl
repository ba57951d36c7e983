# chungtay compare: two statement files of one account, line by line.

cli-help-compare = Compare two statement files of the same account, line by line: which lines only one has, where amounts differ.
cli-help-compare-first = The first file: PDF, spreadsheet, CSV, camt, MT940 or OFX, plain or gzipped
cli-help-compare-second = The second file, of the same kind or another
cli-help-compare-every-line = List each line also of days that only one file covers (default: one row per day where there are over 100)
cli-examples-compare =
    Examples:
      chungtay compare statement.pdf statement.csv
      chungtay compare september-old.xlsx september-new.xlsx --json

    Exit codes: 0 they agree line by line, to the đồng; 1 they do not; 3 a file cannot be read. No book is needed;
    -C BOOK uses the layouts saved there for files with unknown headings.

compare-file = File { $number }: { $name } ({ $format }). { $lines } lines, { $from } to { $to }. Money in { $in }, money out { $out }.
compare-file-empty = File { $number }: { $name } ({ $format }). It has no lines.
compare-recovered = File { $number }: { $count } amounts cannot be read where they stand and follow from the balances before and after.
compare-accounts = Note: file 1 prints the account number { $first }, file 2 prints { $second }. See whether they are one account.
compare-identical = The two files are the same, byte by byte.
compare-agrees = THE FILES AGREE: all { $count } lines, to the đồng.
compare-differs = THE FILES DO NOT AGREE.
compare-same = { $count } lines are in both files, on the same day and with the same amount.
compare-other-words = Of these, { $count } have a memo or document number written differently.
compare-by-order = Of these, { $count } agree only in day, amount and order: their words are altogether different.
compare-amounts = The same line with two amounts ({ $count }):
compare-days = The same line on two days ({ $count }):
compare-only = Only file { $number } has ({ $count } lines; money in { $in }, money out { $out }):
compare-outside = Days that only file { $number } has and the other does not cover (--every-line lists each line):
compare-outside-day = { $date }: { $count } lines; money in { $in }, money out { $out }
compare-unreadable = { $count } rows of file { $number } cannot be read, so they could not be compared:
compare-line = { $date }, { $place }{ $document }: { $amount }. “{ $memo }”
compare-document = , document { $number }
compare-place-row = row { $row } (line { $line } of the file)
compare-place-page = page { $page }, row { $row }
compare-in-file = file { $number }: { $line }
compare-apart = { $amount } apart: { $cause }
compare-amount-in = in { $amount }
compare-amount-out = out { $amount }
compare-amount-none = nothing
compare-cause-direction = one file has it as money in, the other as money out. A fee or a payment may have been counted as a gift, or the other way round
compare-cause-fee = exactly the fee printed beside the amount
compare-cause-cut = the digits of one are the beginning or the end of the other's. Part of the amount may have been cut off
compare-cause-unknown = the two lines do not show why
compare-difference = File 2 against file 1: { $lines } lines; money in { $in }; money out { $out }.
compare-adds-up = The differences listed above add up to exactly this, to the đồng.
compare-no-verdict = Comparing does not say which file is right: check with the printed statement or ask the bank.
