# The chungtay command line: help, results, errors and their cures.

cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-command = COMMAND
cli-heading-arguments = Arguments
cli-heading-options = Options

cli-help-chungtay = Open books for community-built works: from gift to brick, and a stranger can recompute them.
cli-help-init = Make a new book in an empty folder.
cli-help-apply = Enter commands from a file (one JSON object a line): all of them, or none.
cli-help-import = Import a bank's statement file.
cli-help-serve = Serve the book's public pages.
cli-help-figures = Print the figures of the last signed checkpoint.
cli-help-figure = Ask the books for a figure: what is measured, of what, where, when (docs/figures-language.md).
cli-help-claims = Set each claim beside the books: what was said, what they hold, whether they agree, and the question.
cli-help-verify = Recompute a published log: every entry, the root, the signature and every figure.
cli-help-receipt = Make the receipt of an entry: the proof file, its QR codes, and the donor's own half.
cli-help-monitor = Watch a published log: remember what was seen, verify every new entry, and cry when something does not hold.
cli-help-rebuild = Build the read models anew from the journal.
cli-help-doctor = Check everything that must hold between the book's stores, and tell the cure.
cli-help-recover = Refill a journal that is shorter than what was signed, from the published log; write the log's damaged files anew.
cli-help-export = Write the books in another program's format.
cli-help-publish = Write the whole public portal as plain files, for any web server.
cli-help-log-key = Print the key that verifies the log, to be given to readers by another way.
cli-help-completions = Print completions for a shell.

cli-help-book = The book's folder (default: the current folder)
cli-help-json = Print exactly one JSON object, for machines
cli-help-lang = Language: vi or en (default: by LANG, else Vietnamese)
cli-help-help = Print help
cli-help-version = Print the version
cli-help-wait = How many seconds to wait for another writer (default: 30)
cli-help-init-directory = A new or empty folder
cli-help-init-id = The book's identifier: a–z, 0–9, - and _ (default: the folder's name)
cli-help-init-origin = The log's origin line, a name nobody else uses (default: chungtay.example/ID)
cli-help-init-name = The book's name; with it the first entry, book/1, is entered at once
cli-help-init-test-seed = Words from which all secrets and times follow: for tests and demonstration only, it keeps nothing secret
cli-help-apply-file = A file of commands, or - for standard input
cli-help-import-file = The statement, plain or gzipped
cli-help-import-account = The bank account whose statement it is
cli-help-import-fund = The fund that receives
cli-help-import-create = Make the fund and the account where they are not there (chungtay init makes the book first)
cli-help-import-names = Names in memos: full, initials or none; by the book's policy where not given
cli-help-import-quarantine = Import what can be read and put bad rows aside for a person (else a file with a bad row is refused whole)
cli-help-import-no-attribute = Do not enter the rule that every credit is a gift
cli-help-import-opening = The balance before the first row, on the operator's word
cli-help-import-closing = The balance after the last row, on the operator's word
cli-help-import-balance-source = Where those balances are from
cli-help-import-actor = Who imports (default: who began the book)
cli-help-import-preview = Only look: what the columns may be, the first rows, and how sure that is; enters nothing
cli-help-import-columns = Which column is what, as date=A,credit=D,memo=F (debit, amount, balance, doc, account, name, bank, fee, vat…)
cli-help-import-layout = Read it by the saved layout of this name
cli-help-import-save-layout = Save the choice of --columns in the book under this name; later files with these headings are read by it
cli-help-import-number = The number of the account to import, where a file holds statements of several
cli-help-serve-listen = The address to listen on (default: 127.0.0.1:8080)
cli-help-figures-ids = Identifiers such as book.received; all where none is given
cli-help-figure-expression = The question, such as: count of works programme roads kind road to 2023-05
cli-help-figure-entries = Print every entry behind the answer as a table (CSV), with what each adds to it
cli-help-claims-ids = Identifiers of claims; all where none is given
cli-help-verify-log = A book's folder, a log folder, or an http:// or https:// address (default: the chosen book)
cli-help-verify-key = The verifier key, known from elsewhere; else the one that comes with the log
cli-help-verify-policy = Policy file (tlog-policy): which logs are believed, and which witnesses must have cosigned
cli-help-verify-since = File with a checkpoint seen earlier: the log must extend it
cli-help-verify-log-only = Check the log alone, not the openings and exports that are published beside it
cli-help-verify-openings = File of openings, each line one of them or an owner's link; without it, openings.jsonl beside the log
cli-help-verify-resume = File that remembers how far was verified, to go on from there (default: of an address in the cache folder, of a folder none)
cli-help-publish-directory = The copy’s folder: new, empty, or an earlier copy
cli-help-publish-address = The address where readers will open the copy (told on the Log page)
cli-help-receipt-index = The entry's number in the log, counted from 0
cli-help-receipt-output = The receipt file, .tlog-proof (default: standard output)
cli-help-receipt-qr = The file of the QR code, .svg or .png; a long receipt makes two, with -1 and -2 in their names
cli-help-receipt-owner = Print the link that opens the entry's private fields: for the donor alone
cli-help-receipt-address = Where verify.html is, as https://books.example (default: https:// and the log's name)
cli-help-verify-evidence = Evidence file kept by chungtay monitor: check what it proves by itself
cli-help-monitor-log = Address http:// or https:// of a log or of a site that has one; a folder will do too
cli-help-monitor-key = Verifier key known from elsewhere; without it, the one seen first is held to
cli-help-monitor-policy = Policy file (tlog-policy): which logs are believed, and which witnesses must have cosigned
cli-help-monitor-every = How often to look: 60s, 5m, 24h, 7d (default: 60s)
cli-help-monitor-frozen-after = Cry when there is no new checkpoint for longer than this, like 7d (default: never)
cli-help-monitor-once = Look once and end
cli-help-monitor-state = File of what is remembered between looks (default: in the system's state folder)
cli-help-monitor-evidence = Folder for evidence files (default: beside the state file)
cli-help-monitor-webhook = Address that gets each alarm once, as JSON, by POST
cli-help-monitor-mail = Mail address that gets each alarm once
cli-help-monitor-sendmail = Program that takes mail (default: /usr/sbin/sendmail)
cli-help-export-format = hledger (journal), openings (what the public may read of the records, a line each), verify-py (the Python script that checks a log; needs no book)
cli-help-export-output = The file to write (default: standard output)
cli-help-completions-shell = bash, elvish, fish, powershell or zsh

cli-examples-chungtay =
    Examples:
      chungtay init yagi-book --name "Typhoon Yagi appeal"
      chungtay import statement.csv.gz --account vcb --fund yagi --create -C yagi-book
      chungtay import odd.csv --preview
      chungtay serve -C yagi-book
      chungtay verify http://127.0.0.1:8080

    Exit codes: 0 done; 1 the books refuse it, or a check found something; 2 wrong command line;
    3 the input cannot be read; 4 somebody is writing in the book; 5 the book is damaged;
    6 no book here; 7 the machine or the network failed.
cli-examples-init =
    Examples:
      chungtay init village-book --name "Road of Mau village" --origin books.mau.example/road
cli-examples-apply =
    Examples:
      chungtay apply commands.jsonl -C village-book
      make-commands | chungtay apply - -C village-book
cli-examples-import =
    Examples:
      chungtay import statement.csv.gz --account vcb --fund yagi --create -C yagi-book
      chungtay import september.csv --account vcb --fund yagi --quarantine
      chungtay import september.csv --account vcb --fund yagi --opening 0 --closing 1,485,092 --balance-source "Printed statement"
cli-examples-serve =
    Examples:
      chungtay serve -C village-book --listen 127.0.0.1:8080
cli-examples-figures =
    Examples:
      chungtay figures book.received book.left
      chungtay figures --json
cli-examples-figure =
    Examples:
      chungtay figure 'count of works kind road'
      chungtay figure 'sum of gifts fund yagi from 2024-09-01 to 2024-09-10'
      chungtay figure 'length of works w01 w04' --json
      chungtay figure 'sum of gifts in 2024-09' --entries > gifts.csv
cli-examples-claims =
    Examples:
      chungtay claims
      chungtay claims c02 c07 --json
cli-examples-verify =
    Examples:
      chungtay verify village-book
      chungtay verify mirror --policy policy --since checkpoint-last-month
      chungtay verify http://books.example --key "books.example/mau+1a2b3c4d+AbCd…"
cli-examples-receipt =
    Examples:
      chungtay receipt 1042 -C village-book -o village-book-1042.tlog-proof
      chungtay receipt 1042 -C village-book --qr receipt.svg
      chungtay receipt 1042 -C village-book --owner --address https://books.village.example
cli-examples-monitor =
    Examples:
      chungtay monitor https://books.example --key "books.example/village+1a2b3c4d+AbCd…" --mail audit@village.example
      chungtay monitor https://books.example --once --frozen-after 30d --webhook https://alerts.example/books
cli-examples-rebuild =
    Examples:
      chungtay rebuild -C village-book
cli-examples-doctor =
    Examples:
      chungtay doctor -C village-book
cli-examples-publish =
    Examples:
      chungtay publish /var/www/books --address https://books.example -C books
cli-examples-recover =
      chungtay recover -C village-book
cli-examples-export =
    Examples:
      chungtay export --format hledger --output books.journal -C village-book
      chungtay export --format hledger | hledger -f - bal
cli-examples-completions =
    Examples:
      chungtay completions bash > ~/.local/share/bash-completion/completions/chungtay

# After "needed": what would be right, by the name of the option.
cli-expects-account = an identifier of a–z, 0–9, - and _, a letter or digit first, at most 12 characters
cli-expects-fund = an identifier of a–z, 0–9, - and _, a letter or digit first, at most 12 characters
cli-expects-actor = an identifier of a–z, 0–9, - and _, a letter or digit first, at most 8 characters
cli-expects-id = an identifier of a–z, 0–9, - and _, a letter or digit first, at most 32 characters
cli-expects-opening = an amount like 1,485,092 or 1.2 billion
cli-expects-closing = an amount like 1,485,092 or 1.2 billion
cli-expects-columns = pairs of a role and its column, each role once, like date=A,credit=D,memo=F or date=1,credit=4,memo=6
cli-expects-layout = an identifier of a–z, 0–9, - and _, a letter or digit first, at most 32 characters
cli-expects-save-layout = an identifier of a–z, 0–9, - and _, a letter or digit first, at most 32 characters
cli-expects-listen = an address and a port like 127.0.0.1:8080
cli-expects-lang = vi or en
cli-expects-index = the number of an entry, as 1042
cli-expects-wait = a number of seconds
cli-expects-every = a time like 60s, 5m, 24h, 7d
cli-expects-frozen-after = a time like 24h, 7d
cli-expects-mail = a mail address like name@host.example

usage-no-such-command = There is no command “{ $command }”.
usage-no-such-argument = There is no option “{ $argument }” here.
usage-no-command = No command was given.
usage-missing = { $argument } is missing.
usage-no-value = { $argument } needs a value.
usage-wrong-value = “{ $value }” cannot be used for { $argument }.
usage-expected = Needed: { $expected }.
usage-conflict = { $argument } does not go with { $other }.
usage-count = { $argument } has the wrong number of values.
usage-not-utf8 = The command line holds text that is not UTF-8.
usage-other = The command line cannot be understood.
usage-suggested = Did you mean “{ $suggested }”?

cli-error = Error: { $text }
cli-cause = Cause: { $text }
cli-hint = Cure: { $text }

cli-init-made = Made a book in { $directory }.
cli-init-key = The log's verifier key: { $key }
cli-init-backup = Back up keys.sqlite and the folder log-keys apart from the rest: who has keys.sqlite and the rest reads what is private; without log-keys nothing more can be signed.
cli-applied = Entered { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
}; the book has { $size }.
cli-imported = Import { $number }: entered { $posted } lines of the file's { $rows } rows.
cli-imported-nothing = Nothing new: the books hold all { $rows } rows of this file.
cli-imported-resumed = Went on where it was broken off before.
cli-imported-known = { $count } rows were in the books already.
cli-imported-doubtful = { $count } rows may be lines already in the books: put aside for a person.
cli-imported-unreadable = { $count } rows cannot be read: put aside for a person.
cli-imported-missing = { $count } lines of the books are not in this file, though it covers their whole day.
cli-imported-balances = { $count } balances printed in the file were entered.
cli-imported-attributed = { $count } credits were attributed as gifts by one rule.
cli-serving = Chung Tay: { $address }  (Ctrl-C stops it)
cli-figures-size = Over { $size } signed entries.
cli-claims-none = The book holds no claims.
cli-claims-books = { $unknown ->
    [0] {"    "}{ $verdict }; the books hold { $known }
   *[other] {"    "}{ $verdict }; the books hold { $known }, and { $unknown } parts that nobody recorded
}
cli-claims-rest = {"    "}not itemised: { $rest }, if all that is itemised lies within it
cli-claims-agrees = they agree
cli-claims-disagrees = they disagree
cli-claims-cannot-be-told = cannot be told
cli-figure-asked = Asked: { $expression }
cli-figure-entry = (entry { $entry })
cli-figure-doubtful = ? { $of }: the book does not say whether it belongs here
cli-figure-not-known = { $count ->
    [1] ? { $of }: nobody recorded it
   *[other] ? { $of }: { $count } things that nobody valued
}
cli-figure-entries = { $count ->
    [one] One entry: { $entries }
   *[other] { $count } entries: { $entries }
}
cli-figure-behind = Fund { $fund }: { $class }
cli-figure-size = Over { $size } entries.
cli-figure-unknown = unknown
cli-figure-unknowns = ({ $count } unknown)
cli-figure-days = { $days } days of work
cli-figure-percent = { $percent } %
cli-rebuilt = Built the read models anew from { $size } entries.
cli-receipt-written = Receipt of entry { $entry }: { $file }
cli-exported = Wrote { $transactions } transactions to { $file }.
cli-exported-openings = Wrote { $transactions } openings to { $file }.
cli-copied = Wrote a static copy of { $size } entries to { $directory }: { $written } files new, { $kept } as they were.
cli-progress-pages = { $done }/{ $total } pages, { $rate } pages/s, { $left } left
cli-progress-rows = { $done }/{ $total } rows, { $rate } rows/s, { $left } left
cli-progress-entries = { $done }/{ $total } entries, { $rate } entries/s, { $left } left

cli-verify-log = Log: { $origin }
cli-verify-key-given = Verifier key, given by you: { $key }
cli-verify-key-own = Verifier key that came with the log (proves only that the log agrees with itself; a --key known from elsewhere proves more): { $key }
cli-verify-withheld = { $count ->
    [one] 1 entry was withheld: what a later entry states again was folded in its place. That is attested, not proved.
   *[other] { $count } entries were withheld: what later entries state again was folded in their place. That is attested, not proved.
}
cli-verify-agrees = AGREES: { $size } entries, root { $root }, { $figures } figures, signature good.
cli-verify-differs = DOES NOT AGREE: { $check }.
cli-verify-differs-at = DOES NOT AGREE at entry { $entry }: { $check }.
cli-verify-published = Published: { $text }
cli-verify-computed = Computed:  { $text }
cli-verify-witnessed = Witnesses: { $cosigned } of the policy's { $all } have cosigned this checkpoint.
cli-verify-extends = It extends the checkpoint of { $size } entries seen earlier.
cli-verify-resumed = Went on from { $size } entries verified before.
cli-verify-documents = { $count ->
    [one] { $count } export follows from the log and its openings.
   *[other] { $count } exports follow from the log and its openings.
}
cli-verify-unchecked = Not checked: { $file }
cli-verify-openings = { $count } openings make the commitments in their entries.
cli-monitor-held = { $origin }: { $size } entries, { $new } of them new; { $figures } figures follow from the log.
cli-monitor-subject = Chung Tay alarm: { $log }
cli-monitor-evidence = Evidence in { $file }; check it with chungtay verify --evidence.
cli-monitor-witnessed = Enough witnesses of the policy have cosigned this checkpoint, last on { $since }.
cli-monitor-first-seen = This machine first saw that checkpoint on { $since }; it may be older.
monitor-split-view = ALARM: { $log } shows different logs to different people. The checkpoint of { $newer } entries does not extend the one of { $older } entries seen before.
monitor-rollback = ALARM: { $log } has become shorter, from { $older } down to { $newer } entries.
monitor-frozen = ALARM: { $log } has stood still at { $newer } entries for too long.
monitor-differs = ALARM: { $log } publishes what does not follow from the log, at the checkpoint of { $newer } entries.
evidence-split-view = Proved: the key signed two different logs of { $origin }, the checkpoints of { $older } and of { $newer } entries; no one log holds both.
evidence-rollback = Proved: the key signed the checkpoints of { $older } and of { $newer } entries of { $origin }. Which was shown later is the watcher's word.
evidence-report = The file is a report and proves nothing by itself; run chungtay verify on the log.
verify-quorum = too few witnesses of the policy have cosigned
verify-consistency = as many entries as in a checkpoint seen earlier have another root: there are two logs
verify-rollback = the log is shorter than a checkpoint seen earlier
verify-tile = a tile is missing, or not the one the signed root commits to
verify-entry = not the entry that was signed
verify-withheld = an entry is withheld and no restatement stands in for it
verify-totals = totals in the books are not those that follow
verify-opening = an opening does not make the commitment in its entry
verify-export = an export does not follow from the log
verify-signature = the checkpoint is not signed by this key
verify-bundle = a bundle of entries is missing or not whole
verify-form = an entry is not in its form
verify-balance = an entry's postings do not balance
verify-rules = the rules of the books give something else
verify-root = the root is not the signed one
verify-figure = a figure does not follow from the log

cli-doctor-examined = Looked at { $entries } entries, { $records } private records, { $openings } openings; { $erased } were erased.
cli-doctor-withheld = { $count ->
    [one] 1 entry was withheld and is stated again by a later one.
   *[other] { $count } entries were withheld and are stated again by later ones.
}
cli-doctor-sound = Everything agrees.
cli-recovered-entries = { $count } entries came back from the published log; the journal holds { $size } again.
cli-recovered-files = { $count } files of the published log were written anew: { $files }
cli-recovered-nothing = Nothing was missing: the journal holds { $size } entries, and the published log is whole.
cli-recovered-private-lost = The private text of { $count } of these entries (names, memos, reasons) is not in vault and keys: it was never published and cannot be taken from the log. If you have newer backups of vault.sqlite, keys.sqlite and openings.sqlite, put them in place and run chungtay doctor.
cli-recovered-lines-unknown = { $count } statement lines among them cannot be known again: do not import a file that overlaps their days, it would enter them twice.
cli-recovered-next = Next: chungtay rebuild for the read models, chungtay doctor to check everything.
doctor-head-missing = The book has entries and was never signed. Cure: run any command that writes, the book then signs itself; if the file head was lost, restore it from its backup.
doctor-journal-short = The journal ends at entry { $entry }, before what was signed. Cure: restore journal.sqlite from a newer backup; or run chungtay recover, which takes the missing entries from log/tile/entries.
doctor-journal-differs = The signed part of the journal no longer gives the signed root. Cure: restore journal.sqlite from its backup; enter nothing before that.
doctor-withheld-unstated = { $count } entries were withheld and no later entry states them again, the first is { $entry }. Cure: restore journal.sqlite from its backup.
doctor-entry-form = { $count } entries are not in their form, the first is { $entry }. Cure: restore journal.sqlite from its backup.
doctor-log-files = { $count } published files are missing, torn or differ from the journal: { $files }. Cure: run chungtay recover, which writes them anew.
doctor-head-spoilt = The file head is no checkpoint signed by the key in log/key. Cure: copy log/checkpoint over head; if it is log/key that is wrong, run chungtay recover.
doctor-record-missing = { $count } private records are missing, the first of entry { $entry }. Cure: restore vault.sqlite from its backup.
doctor-record-unreadable = { $count } private records cannot be decrypted, the first of entry { $entry }. Cure: restore vault.sqlite and keys.sqlite of the same time from their backups.
doctor-record-differs = { $count } private records are not what their entries commit to, the first at { $entry }. Cure: restore vault.sqlite and keys.sqlite from their backups.
doctor-opening-differs = { $count } openings are not what their entries commit to, the first at { $entry }. Cure: restore openings.sqlite from its backup.
doctor-opening-without-entry = { $count } openings belong to entries without private fields, the first at { $entry }. Cure: restore openings.sqlite from its backup.
doctor-picture-missing = { $count } files of photos and papers that entries name are not in blobs/, the first of entry { $entry }. Cure: take the folder blobs/ back from a backup.
doctor-picture-unnamed = { $count } files of photos and papers in blobs/ are named by no entry: perhaps a broken erasure, or blobs/ came back from an old backup. Cure: run chungtay erase --again.
doctor-picture-untold = Of { $count } photos and papers neither record nor opening tells which files in blobs/ are theirs: their secret is lost from keys.sqlite, the first of entry { $entry }. No file is removed on their account. Cure: take back keys.sqlite or openings.sqlite from a backup; where there is none, run chungtay erase for these entries.
doctor-erased-secret-back = { $count } erased secrets are in keys.sqlite again, the first of entry { $entry }: it may have been restored from an old backup. Cure: run chungtay erase --again.
doctor-erased-opening-back = { $count } erased openings are in openings.sqlite again, the first of entry { $entry }. Cure: run chungtay erase --again.
doctor-erased-text-back = The read models in views.sqlite still hold words of { $count } entries whose records were erased, the first of { $entry }. Cure: run chungtay erase --again.
doctor-name-too-wide = { $count } entries show a name wider than the book’s policy and the giver’s word, the first is { $entry }. Cure: run chungtay names again with the policy in force.
doctor-restated-bytes = { $count } entries were stated again and their own bytes are still there, the first is { $entry }. Cure: run chungtay withhold { $entry } again as before.
doctor-awaiting-witnesses = Readers see the log up to { $entry } entries; { $count } more are signed and wait, for too few witnesses have cosigned. The book is not damaged. Next: run chungtay cosign.
doctor-withheld-remains = { $count } files in the book’s folder still hold what was withheld of entry { $entry }: { $files }. Cure: delete them if they are stray copies; if they are the book’s own, run chungtay withhold { $entry } again as before.

# A bad row of a bank's file. Places: $row data row, $line line of the file, $column, $value, $expected.
cli-bad-row = row { $row } (line { $line }), column { $column }: “{ $value }”; needed: { $expected }
cli-bad-row-whole = row { $row } (line { $line }), the whole row: “{ $value }”; needed: { $expected }
cli-column-page = Page
cli-column-date = Date
cli-column-document-number = Document number
cli-column-debit = Debit
cli-column-credit = Credit
cli-column-balance = Balance
cli-column-memo = Details
cli-column-counter-account = Counter account
cli-column-row-number = Row number
cli-column-value-date = Value date
cli-column-amount = Amount
cli-column-sign = Sign (credit or debit)
cli-column-fee = Fee
cli-column-vat = VAT
cli-column-counter-name = Counter name
cli-column-counter-bank = Counter bank
cli-column-whole-row = the whole row
cli-expected-date = a day that exists, written day/month/year like 05/09/2024
cli-expected-amount = whole đồng like 1,485,092
cli-expected-amount-dots = whole đồng, grouped by dots like the other rows: 1.485.092
cli-expected-amount-commas = whole đồng, grouped by commas like the other rows: 1,485,092
cli-expected-amount-plain = whole đồng, not grouped, like the other rows: 1485092
cli-expected-no-sign = an amount without a sign
cli-expected-amount-within = an amount of at most VND 9,007,199,254,740,991
cli-expected-debit-or-credit = an amount in debit or credit
cli-expected-only-one = only one of debit and credit
cli-expected-page-number = a page number
cli-expected-day = a day that exists
cli-expected-decimal-amount = an amount: digits with at most one decimal mark, and a direction
cli-expected-currency = a currency of three letters, as in VND
cli-expected-booked = an entry that the bank has booked (BOOK)
cli-expected-utf8 = text in UTF-8
cli-expected-column-count = { $expected } columns as in the header, here are { $found }
cli-expected-closing-quote = a closing double quote
cli-expected-row-within = a row of at most { $bytes } bytes

# A bad line of a file of commands. Places: $line, $problem; $key, $field, $kind, $known are names as in the file.
cli-refused-line = line { $line }: { $problem }
cli-line-not-json = No JSON from character { $column } on. Every line must be one whole JSON object, like {"{"}"kind":"fund/1",…{"}"}.
cli-line-cut-short = The JSON ends too early. Write the whole command on one line, with every bracket and quote closed.
cli-line-line-not-an-object = The line is JSON but no object. Put the command in braces {"{ }"}.
cli-line-not-an-object = “{ $key }” must be an object. Put its fields in braces {"{ }"}.
cli-line-not-text = “{ $key }” must be text. Put its value in double quotes.
cli-line-unknown-key = A command has no key “{ $key }”. Use one of: { $known }.
cli-line-missing-key = The key “{ $key }” is missing. Add it to the line.
cli-line-unknown-kind = There is no kind of entry “{ $kind }”. Mend “kind”, like gift/1 or fund/1.
cli-line-unknown-field = “{ $place }” has no field “{ $field }”. Use one of: { $known }.
cli-line-field-unknown = The field “{ $field }” cannot be used here in { $kind }. Leave it out or mend its name.
cli-line-no-such-label = No line before this has the label “{ $label }”. Give that line its "label", and mend it if it is refused too.
cli-line-not-a-date = “{ $value }” is no day that exists. Write year-month-day like 2024-09-05.
cli-line-not-a-person = “{ $value }” cannot be a person's identifier. It is made of a–z, 0–9, - and _, at most 8 characters.
cli-line-field-expected = The value of “{ $field }” is not of the form that { $kind } needs. See whether it is text, a number, a list or an object.
cli-line-field-missing = { $kind } lacks the field “{ $field }”. Add it.
cli-line-field-integer = “{ $field }” must be a whole number without quotes or decimals, within ±9,007,199,254,740,991, and not negative where it counts. Mend the number.
cli-line-field-text = “{ $field }” must be text in double quotes. Mend its value.
cli-line-field-word = “{ $value }” is no word that “{ $field }” of { $kind } takes. Use one of: { $known }.
cli-line-field-value = “{ $value }” is no value that “{ $field }” of { $kind } takes. Use a form or word that the field allows.
cli-line-name-not-shown = This book does not show givers’ names so widely. Leave the name out of "open"; where the giver agrees, record it with chungtay consent.
cli-line-name-with-number = “donor_name” holds a number at character { $column } that may be of an account, a telephone or an identity paper. Move it to “memo”, and leave “memo” out of "open".
cli-line-opened-number = “{ $field }” holds a number at character { $column } that may be of an account, a telephone or an identity paper, so it is not made public. Leave “{ $field }” out of "open", or write it without the number.
cli-line-only-by-command = { $kind } is not entered by apply, since data must go with it. Use chungtay { $command }.
cli-line-entry-too-long = The entry is longer than 65,535 bytes. Write it shorter or make several of it.
cli-thing-account = account
cli-thing-alias = another identifier of a person
cli-thing-basis = basis
cli-thing-claim = claim
cli-thing-cost-group = cost group
cli-thing-entry = entry
cli-thing-fund = fund
cli-thing-layout = statement layout
cli-thing-account-number = statement of the account number
cli-thing-import = import
cli-thing-organisation = organisation
cli-thing-person = person
cli-thing-place = place
cli-thing-programme = programme
cli-thing-quantity = quantity
cli-thing-request = person's request
cli-thing-source = source
cli-thing-statement = statement of a source
cli-thing-subject = subject
cli-thing-term = term
cli-thing-work = work
cli-thing-meeting = residents’ meeting
cli-thing-acceptance = acceptance
cli-thing-event = disclosure event
cli-thing-change = change of an organisation
cli-thing-role = part of an organisation
cli-thing-post-end = end of a post
cli-thing-target = target
cli-thing-drive = drive
cli-thing-unit = unit
cli-thing-emulation-rules = set of criteria
cli-thing-level = level
cli-thing-model = model

error-usage = { $problem }
hint-usage = See chungtay --help, or chungtay COMMAND --help.
error-refused = The books refuse it.
error-refused-lines = { $count } lines are refused; nothing was entered.
hint-refused-lines = Mend the lines above and run the whole file again.
error-bad-rows = { $count } rows of the file cannot be read; nothing was entered.
hint-bad-rows = Mend the rows above, or add --quarantine to import the rest and put these rows aside.
error-file = { $file } cannot be read or written.
hint-file = Check permissions and free space on the disk.
error-input-file = The file { $file } cannot be read.
hint-input-file = Check its name and permissions, and that its text is UTF-8.
error-output = The result cannot be written.
error-other-reading = The import of “{ $file }” was begun with other columns (or another account in the file).
hint-other-reading = Run it again with the same --columns, --layout or --number to complete it; to read the file otherwise, complete it first, then reverse it.
error-other-import = Import { $import } of the file “{ $file }” was broken off.
hint-other-import = Import that same file again first, to complete it.
error-names-too-wide = The book shows names less widely than this import asks. Nothing was entered.
hint-names-too-wide = Leave --names out, or change the book’s policy first: chungtay names full --because "…".
error-not-there = There is no { $thing } “{ $id }” in the book.
hint-not-there = Enter it with chungtay apply, or add --create.
error-no-entry = There is no entry { $entry } yet: the last checkpoint covers { $size } entries, counted from 0.
hint-no-entry = Look up the entry's number on the public pages, or wait for the next checkpoint.
error-receipt-withheld = The bytes of entry { $entry } were withheld: no receipt can be made any more.
hint-receipt-withheld = See the entry that states it again. A receipt given out before still verifies.
error-receipt-no-record = Entry { $entry } has no private fields to open.
hint-receipt-no-record = Leave --owner out: the common receipt is enough.
error-receipt-erased = The private fields of entry { $entry } were erased on request.
hint-receipt-erased = They cannot be opened any more. The common receipt still holds.
error-receipt-too-long = The receipt of entry { $entry } is too long for two QR codes.
hint-receipt-too-long = Use the .tlog-proof file (option -o).
error-receipt-log = No receipt can be made from the published log.
hint-receipt-log = Run chungtay doctor.
error-qr-format = No QR code can be drawn into { $file }.
hint-qr-format = Give the file a name that ends in .svg or .png.
error-no-key = The key store lacks “{ $name }”.
hint-no-key = Restore keys.sqlite from its backup.
error-published = The log cannot be published.
hint-published = Enter nothing more; run chungtay doctor.
error-unreadable = The private record of entry { $entry } cannot be decrypted.
hint-unreadable = Restore vault.sqlite and keys.sqlite of the same time from their backups.
error-no-randomness = The machine gives no random numbers: { $what }
error-database = The database { $file } cannot be used.
hint-database = Check permissions and free space on the disk, then run chungtay doctor.
error-newer-release = { $file } was written by a later release of chungtay.
hint-newer-release = Use the later release.
error-older-release = { $file } was written by an earlier release of chungtay.
hint-older-release = Run a command that writes, such as chungtay apply with an empty file, to bring the book up to date.
error-not-a-book = There is no book here: { $file } is missing.
hint-not-a-book = Choose the book's folder with -C, make one with chungtay init, or restore this file from its backup.
error-other-book = { $file } belongs to the book “{ $found }”, not to “{ $expected }”.
hint-other-book = Restore this book's own file from its backup.
error-book-exists = { $file } holds a book's records already.
hint-book-exists = Choose an empty folder, or use the book that is there.
error-busy = The book is being written by { $holder }.
hint-busy = Run this again when that has ended; --wait waits longer.
error-moved = Another program has just written in the book.
hint-moved = Run this command again.
error-erasure = Erased in { $file }, but a reader still holds the old bytes.
hint-erasure = End the programs that read and erase again.
error-journal-short = The journal holds { $size } entries, { $signed } were signed.
hint-journal-short = Restore journal.sqlite from a newer backup; or run chungtay recover, which takes the missing entries from log/tile/entries.
error-journal-differs = This journal is not the one that was signed: its first { $signed } entries differ from the published log.
hint-journal-differs = Enter nothing more; restore the right journal.sqlite from its backup. chungtay doctor shows where it differs.
error-not-a-checkpoint = { $file } is no checkpoint.
hint-not-a-checkpoint = Restore this file from log/checkpoint.
error-damaged = { $file } is damaged: { $what }
hint-damaged = Run chungtay doctor; restore this file from its backup.
error-store = The book's stores are not as they should be; nothing was entered.
hint-store = Run chungtay doctor.
error-withheld-unstated = Entry { $entry } was withheld, and no later entry states it again.
hint-withheld-unstated = Run chungtay doctor; restore journal.sqlite from its backup.
error-entry-form = Entry { $entry } of the journal cannot be read.
hint-entry-form = Run chungtay doctor; restore journal.sqlite from its backup.
error-views-ahead = The read models hold { $views } entries, the journal only { $journal }.
hint-views-ahead = If the journal is right, run chungtay rebuild.
error-views = The read models cannot be used.
hint-views = Run chungtay rebuild.
error-statement-unreadable = The statement cannot be read to its end.
hint-statement-unreadable = It may have been cut or damaged on its way; get it from the bank again.
error-statement-empty = The statement is empty.
hint-statement-empty = Get the statement from the bank again.
error-statement-currency = Row { $row } of the statement is in { $currency }; the books are kept in đồng.
hint-statement-currency = Import the statement of the account in đồng: money that the bank changed stands there with what it came to. What is not changed yet is entered when it is; keep the foreign statement as a voucher.
error-statement-accounts = The file holds statements of several accounts: { $numbers }.
hint-statement-accounts = Say which one is imported: --number NUMBER; then once more for each of the others, with its own --account.
error-statement-other-account = The file prints account number { $printed }; the book's account { $account } has a number ending in { $end }.
hint-statement-other-account = Import the file into the account that has this number: --account with its id. If it is the wrong file, take the statement of the right account from the bank once more.
error-statement-malformed = Line { $line } of the file breaks the rules of its format.
hint-statement-malformed = The file is damaged or was changed. Get it from the bank again.
error-statement-none = The file holds no statement.
hint-statement-none = Ask the bank for a statement (camt.052, camt.053 or camt.054), not another message.
error-statement-pdf-encrypted = The PDF opens only with a password.
hint-statement-pdf-encrypted = Save it without one (qpdf --decrypt --password=PASSWORD FILE.pdf NEW.pdf) and import that.
error-statement-pdf-broken = The PDF is broken or cut; its pages cannot be found.
hint-statement-pdf-broken = Get the file from the bank again.
error-statement-pdf-broken-page = Page { $page } of the PDF is broken or cut.
hint-statement-pdf-broken-page = Nothing was imported. Get the file from the bank again.
error-statement-pdf-no-text = The pages of the PDF are pictures; there is no text in them to read.
hint-statement-pdf-no-text = Ask the bank for the statement as its system makes it (PDF with text, XLSX or CSV), not a scan.
error-statement-pdf-no-letters = The PDF does not say which letters its text shows, so it cannot be read for certain.
hint-statement-pdf-no-letters = Ask the bank for the statement as XLSX or CSV.
error-statement-pdf-too-large = The PDF unpacks to more than a statement ever needs.
hint-statement-pdf-too-large = It may have been made to do harm. Get the file from the bank again.
error-statement-pdf-too-large-page = Page { $page } of the PDF unpacks to more than a page ever needs.
hint-statement-pdf-too-large-page = It may have been made to do harm. Get the file from the bank again.
error-statement-kind = Files of the kind { $kind } cannot be read yet.
hint-statement-kind = Get the statement as CSV (UTF-8).
error-statement-no-table = The file shows no table of a statement: no row names its columns (date, money in or out, memo), or no rules part the columns, so that nobody can tell which amount stands in which.
hint-statement-no-table = Take the statement from the bank once more as Excel or CSV; where there is only PDF, the one whose table has rules.
error-statement-no-header = No header row of a statement was found; missing: { $missing }. The nearest is line { $line }: { $found }
hint-statement-no-header = See what its columns may be: chungtay import FILE --preview. It proposes how to read the file and prints the command with --columns.
error-statement-ambiguous = Several columns mean “{ $column }”: { $headings }
hint-statement-ambiguous = Say which is which with --columns (see: chungtay import FILE --preview), or take out or rename the one too many.
error-no-id = The folder's name { $directory } cannot be a book's identifier.
hint-no-id = Give one with --id, of a–z, 0–9, - and _.
error-figures-form = The published figures.json cannot be read.
hint-figures-form = Run a command that writes to publish it anew, or chungtay doctor.
error-no-claim = There is no claim “{ $id }”.
hint-no-claim = chungtay claims prints all of them.
error-asking = Cannot be answered: { $what }
hint-asking = { $cure }
error-asking-at = Cannot be answered, at letter { $place }, “{ $words }”: { $what }
hint-asking-at = { $cure }
error-no-figure = There is no figure “{ $id }”.
hint-no-figure = chungtay figures prints all of them.
error-no-log = There is no log at { $address }.
hint-no-log = Give a book's folder, a log folder, or the address of a site that has the file checkpoint.
error-log-unreadable = Reading the log failed on the way.
hint-log-unreadable = Try again; if it fails again, the publisher lacks files.
error-log-file = The published file { $file } is damaged, and the journal cannot write it anew.
hint-log-file = Fetch this file from a mirror of the log or from a backup, then run chungtay recover.
error-withheld-in-log = Entry { $entry } was withheld in the published log, and this journal still has its words: it is an older copy.
hint-withheld-in-log = Run chungtay recover: the words are taken out of the journal again before anything is published from it.
error-policy = The policy file { $file } cannot be read.
hint-policy = Write it as C2SP tlog-policy asks: lines of log, witness, group, quorum.
error-not-a-copy = The folder { $directory } holds something else than a static copy; nothing was touched.
hint-not-a-copy = Choose a new or empty folder.
error-copy-busy = Another command is writing a static copy beside { $directory }.
hint-copy-busy = Run this again when that has ended.
error-log-goes-on = The log kept changing while it was copied; the old copy stands as it was.
hint-log-goes-on = Run this again when the import has ended.
error-page-not-made = The page { $address } could not be made; the old copy stands as it was.
hint-page-not-made = Run chungtay doctor.
error-no-thread = The system allows no further thread.
error-watch-file = The state file { $file } cannot be read.
hint-watch-file = Restore it from a backup. Without it the next watch begins anew and does not know how long the log was.
error-no-state-folder = There is nowhere to remember: the system has neither HOME nor XDG_STATE_HOME.
hint-no-state-folder = Name a state file with --state FILE.
error-signals = The system's signals to stop cannot be received.
error-webhook = The alarm could not be posted to { $address }; it is tried again at the next look.
hint-webhook = Check the address in --webhook; the receiver must answer 2xx.
error-mail = The alarm could not be mailed with { $program }; it is tried again at the next look.
hint-mail = Check the mail program, or choose another with --sendmail.
error-evidence = The file { $file } proves nothing.
hint-evidence = Give an evidence file written by chungtay monitor, and the log's own key.
error-not-published = The book's log lacks the file { $file }.
hint-not-published = Run chungtay recover.
error-listen = { $address } cannot be opened.
hint-listen = Another program may use this port; choose another with --listen.
error-nothing-signed = The book was never signed.
hint-nothing-signed = Run a command that writes; the book then signs itself.

# What is owed to persons named in the books.
cli-help-erase = Erase private records for good: their secrets and every copy in the book's folder.
cli-help-withhold = Take personal words out of an entry that should not hold them; two persons stand for it.
cli-help-consent = Record a giver's word on how the name in one entry is shown, and show it so.
cli-help-names = Change how names are shown in this book.
cli-help-erase-entries = Entries whose private records go
cli-help-erase-person = Everything of this person
cli-help-erase-request = The request it answers
cli-help-erase-again = Erase again what the log says was erased, after a key store was restored from a backup
cli-help-erase-because = Why and for whom (kept private)
cli-help-withhold-because = Why (kept private)
cli-help-names-because = Why (kept private)
cli-help-approved-by = The second person who agreed
cli-help-withhold-entry = The entry
cli-help-consent-entry = The entry: a bank line, a gift, a pledge, an attribution
cli-help-withhold-hide = Words to take out; may be given several times
cli-help-shown = In full, as initials, or not at all
cli-help-told = Who said so, when and how (kept private)
cli-examples-erase =
    Examples:
      chungtay erase 4521 --because "asked on 3 March" --approved-by b7k2m9qx -C village-book
cli-examples-withhold =
    Examples:
      chungtay withhold 57 --hide "Nguyen Van A" --because "a name in a title" --approved-by b7k2m9qx -C village-book
cli-examples-consent =
    Examples:
      chungtay consent 4521 full --told "signed form of 3 March" -C village-book
cli-examples-names =
    Examples:
      chungtay names none --because "decided on 3 March" -C village-book
cli-erased = Erased: { $secrets } secrets and { $openings } openings of { $count } entries ({ $entries }).
cli-erased-entry = Entry { $entry } says so in the log. Root, proofs and figures stand.
cli-erased-untold = Of { $count } photos and papers that are not erased (the first: entry { $entry }) nobody can tell which files in blobs/ are theirs: their secret is lost. No file was removed but those of the erased entries. Cure: take back keys.sqlite or openings.sqlite from a backup, then run chungtay erase --again.
cli-erased-elsewhere = Not reached from here: static copies and mirrors until they are published anew, backups of keys.sqlite, exports and files that were given away. See docs/privacy.md.
cli-withheld = Entry { $entry } is withheld: its bytes are gone, its leaf hash stays, and entry { $restatement } states it again.
cli-withheld-also = The same words still stand in entries { $entries }.
cli-names-changed = Entered as { $entry }; { $openings } openings show something else now.
error-no-such-entry = There is no entry { $entry } in this book.
hint-no-such-entry = Look the number up on the entry's page.
error-number-in-name = The name in entry { $entry } holds a number that may be of an account, a telephone or an identity paper, so it is not made public.
hint-number-in-name = Show initials instead; or reverse the entry and enter it again with the name alone.
error-no-such-words = None of these words stands in the text of entry { $entry }.
hint-no-such-words = Write them exactly as the entry's page shows them; what identifies (an id, a date, a sum) cannot be taken out.
error-words-in-identifier = In entry { $entry } these words stand only in an identifier, a date or a commitment, never in its text; nothing was taken out.
hint-words-in-identifier = Identifiers stay: other entries name them. If the words are short, they may stand there by chance; write the whole name as the entry's page shows it.

cli-help-privacy = What persons named in the books ask for: enter it, list it with its deadlines, answer it.
cli-help-request = Enter a request.
cli-help-list = List requests and deadlines, late ones first.
cli-help-done = Enter the answer to a request.
cli-help-right = access, correct, withdraw (a consent), restrict, object or delete
cli-help-channel = How the request came: person (the default), telephone, letter, message
cli-help-received-on = The day it came (default: today)
cli-help-request-name = Who asks (kept private)
cli-help-contact = How to reach the person (kept private)
cli-help-words = What was asked (kept private)
cli-help-list-private = Open names, contacts and words, too
cli-help-done-id = The request's identifier
cli-help-done-received = So far the person was only told that it came
cli-help-done-refused = It is refused, and the reason was told
cli-help-done-told = What the person was told (kept private)
cli-examples-privacy =
    Examples:
      chungtay privacy request delete --channel telephone --name "Nguyen Van A" --contact "0900 000 000" -C village-book
      chungtay privacy list -C village-book
      chungtay privacy done q7m2k9x4 -C village-book
cli-examples-request =
    Examples:
      chungtay privacy request correct --received-on 2026-03-02 --name "Nguyen Van A" --asked "family name" -C village-book
cli-examples-list =
    Examples:
      chungtay privacy list --private -C village-book
cli-examples-done =
    Examples:
      chungtay privacy done q7m2k9x4 --received -C village-book
      chungtay privacy done q7m2k9x4 --told "deleted, telephoned on 5 March" -C village-book
cli-expects-right = access, correct, withdraw, restrict, object or delete
cli-expects-channel = person, telephone, letter or message
cli-expects-received-on = a day written year-month-day like 2026-03-02
cli-privacy-requested = Request { $id } is entered as { $entry }.
cli-privacy-deadlines = Tell the person by { $reply }; have it done by { $finish }.
cli-privacy-no-deadline = No deadline is known for that day.
cli-privacy-row = { $id }: { $right }, received { $received }, { $stage }{ $late }. { $by } Entry { $entry }.
cli-privacy-is-late = , LATE
cli-privacy-none = There are no requests.
cli-privacy-received = Entered as { $entry }: the person was told that request { $id } came.
cli-privacy-done = Entered as { $entry }: request { $id } is done.
cli-privacy-refused = Entered as { $entry }: request { $id } is refused.
cli-privacy-late = LATE: { $count } requests of persons named in the books ({ $ids }). See chungtay privacy list.
cli-help-actor = Who acts (default: whoever opened the book)

# What a statement file proves of itself.
cli-imported-recovered = { $count } { $count ->
    [one] row's amount
   *[other] rows' amounts
} cannot be read: taken from the balances before and after.
cli-check-file = File: SHA-256 { $hash }, read as { $format }; { $lines } lines, in { $credit }, out { $debit }.
cli-check-printed-opening = The statement prints an opening balance of { $amount }.
cli-check-printed-credits = The statement prints a total in of { $amount }.
cli-check-printed-debits = The statement prints a total out of { $amount }.
cli-check-printed-closing = The statement prints a closing balance of { $amount }.
cli-check-differs-credits = DOES NOT AGREE: the statement prints a total in of { $printed }, the rows that were read make { $rows }.
cli-check-differs-debits = DOES NOT AGREE: the statement prints a total out of { $printed }, the rows that were read make { $rows }.
cli-check-differs-closing = DOES NOT AGREE: the statement prints a closing balance of { $printed }; the opening balance and the rows that were read make { $rows }.
cli-check-differs-movement = DOES NOT AGREE: by the balances before and after, the account changed by { $printed }; the rows that were read make { $rows }.
cli-check-no-steps = There are no two printed balances to hold against each other.
cli-check-held = { $steps } steps between two printed balances: all hold.
cli-check-broken = { $steps } steps between two printed balances: { $broken } do not hold.
cli-check-reordered = { $steps } steps between two printed balances: some rows stand in another order than they were booked; together they are one chain.
cli-check-break = - { $place }: { $expected } follows, { $printed } is printed.
cli-check-more = - … and { $count } more.
cli-check-gap-day = { $from }: no printed balance proves { $share } of the file's money ({ $lines } lines, { $money }).
cli-check-gap-days = { $from } to { $to }: no printed balance proves { $share } of the file's money ({ $lines } lines, { $money }).
cli-check-no-gaps = Every line stands between two balances that agree.
cli-check-recovered = - { $place }: { $amount } follows.
cli-check-second = Held against import { $imports }: { $known } rows agree, { $missing } lines of the books are not in this file, { $doubtful } rows are in doubt.
cli-check-second-none = The books hold lines of these days already; no row of this file agrees with them ({ $missing } lines missing, { $doubtful } rows in doubt).
cli-check-told = By rule, no gifts: { $name }: { $lines } lines, { $money }.
cli-check-place-page = page { $page }, row { $on } (row { $row } of the file)
cli-check-place-line = row { $row } (line { $line } of the file)

# A statement file before it is read.
cli-preview-known = The headings of this file are known: it can be imported as it is.
cli-preview-proposed = The headings of this file are not known. What is proposed here needs a person to look:
cli-preview-unsure = The headings of this file are not known, and what is proposed here lacks something:
cli-preview-column = Column { $column } ({ $heading }): { $told }
cli-preview-no-heading = no heading
cli-preview-unread = not read
cli-preview-role = { $role }, { $sure }
cli-preview-sure-guess = a guess from its values
cli-preview-sure-words = by a word of its heading
cli-preview-sure-balances = certain: the balances follow with it
cli-preview-sure-heading = certain: a bank's heading
cli-preview-rows = The first rows:
cli-preview-missing = No column found for: { $columns }.
cli-preview-command = To read it so (mend the letters where needed, add --account and --fund; --save-layout NAME reads the next one by itself): { $command }
cli-check-unexplained = Money out that no rule explains: { $lines } lines, { $money }; it waits for a person.
