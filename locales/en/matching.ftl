# What lines turn out to be: matching codes, VietQR codes, pledges, rosters and rules.

# Kinds of entries, private fields and things.
entry-kind-roster = Roster
entry-kind-roster-member = Member of a roster
entry-kind-match-rule = Rule for lines
entry-kind-attribution-list = Confirmation of several lines
entry-kind-suggestion-declined = Suggestion declined
field-words = Further words
cli-thing-pledge = pledge
cli-thing-roster = roster
cli-thing-roster-member = member of a roster
cli-thing-match-rule = rule for lines
cli-thing-suggestion = suggestion

# How entries belong together.
relation-used-by = Applied by
relation-declined-by = Suggestion declined by
relation-fulfilled-by = Fulfilled by
relation-fulfils = Fulfils
relation-by-rule = By the rule
relation-returns = Returns money of
relation-returned-by = Returned by

# On what an attribution rests, and what speaks for it.
match-by-code = Matching code
match-by-reference = Number of an earlier line’s document
match-by-pledge = Pledge
match-by-roster = Roster
match-by-rule = Rule
match-by-suggestion = Suggestion that a person accepted
match-by-hand = A person’s word
match-reason-code = the matching code stands in the memo
match-reason-near-code = a code stands in the memo that differs from this one in a single character
match-reason-name = the whole name stands in the memo
match-reason-name-parts = the name stands in the memo in another order or without its middle
match-reason-unit = the unit’s name stands in the memo
match-reason-amount = the sum is what was still expected
match-reason-whole-unit = the sum is what all members together still owed
match-reason-counter-account = it came from the account that was given
match-reason-return-words = the memo says that money comes back
match-reason-earlier-line = an earlier line has the same sum and the same other side
match-reason-reference = the number of the earlier line’s document stands in the memo
match-reason-same-words = the earlier line’s words stand in the memo
match-reason-rule-holds = all that the rule asks for holds

# chungtay match.
cli-help-match = Find out what lines are that nobody has told yet: by matching codes, pledges, rosters and the book’s rules. Without an option nothing is entered.
cli-help-match-apply = Enter what is beyond doubt; suggestions stay suggestions
cli-help-match-accept = Accept this suggestion (may be given several times)
cli-help-match-decline = Say that this suggestion is not so
cli-help-match-undo = Undo what this line was told to be (its number in the log)
cli-help-match-because = Why (kept private)
cli-examples-match =
    Examples:
      chungtay match -C village-book
      chungtay match -C village-book --apply
      chungtay match -C village-book --accept k7h2m9xw --actor m4x8k2qp
      chungtay match -C village-book --undo 1042 --because "another person of the same name"
cli-match-looked = { $lines } open lines: { $automatic } can be entered, { $suggested } have suggestions, { $left } stay open.
cli-match-wordless = { $count } of them have no words that can be read.
cli-match-group = { $by }: { $count } lines, { $amount }, { $said }
cli-match-line = Line { $line }: { $amount } → { $target }. Why: { $reasons }.
cli-match-suggestion = { $id } ({ $score } of 100) line { $line }: { $amount } → { $target }? Why: { $reasons }. Memo: { $memo }
cli-match-undone =     Matched before; somebody undid it in entry { $entry }. Why: { $reason }
cli-match-pledge = pledge { $entry }
cli-match-returns = returns the money of line { $line }
cli-match-roster = roster { $roster }, nobody’s share in particular
cli-match-member = roster { $roster }, member { $person }
cli-match-split = roster { $roster }, split over { $members } members, { $rest } beyond
cli-match-how-apply = Nothing was entered. --apply enters what can be entered.
cli-match-how-accept = --accept ID and --decline ID answer a suggestion.
cli-matched = Entered { $entries } entries from { $first } on, about { $lines } lines.
cli-matched-nothing = Nothing to enter.
error-not-matched = Nobody has told what line { $line } is, so there is nothing to undo.
hint-not-matched = A line that a rule over its whole import covers is undone by reversing that rule (chungtay apply).

# chungtay qr.
cli-help-qr = Make the VietQR code by which money is paid to a fund, for a pledge or on a roster. Its memo begins with the matching code.
cli-help-qr-fund = For this fund
cli-help-qr-pledge = For this pledge (its number in the log)
cli-help-qr-roster = For this roster
cli-help-qr-member = For this member of the roster
cli-help-qr-account = The bank account (default: the one the fund’s money comes to)
cli-help-qr-amount = A fixed sum (default: the payer chooses)
cli-help-qr-output = The file to draw, .svg or .png (default: only the code’s text)
cli-examples-qr =
    Examples:
      chungtay qr --fund road -C village-book -o road.svg
      chungtay qr --pledge 1042 --amount 5tr -C village-book -o pledge.png
cli-qr = { $bank }, account { $number }, { $holder }; memo “{ $memo }”
    { $payload }
error-qr-which-account = It is not clear to which account money for the fund { $fund } is paid: { $accounts }.
hint-qr-which-account = Name it with --account; where there is none, enter an account/1 with its number first.
error-qr-no-number = The number of the account { $account } is not in the book.
hint-qr-no-number = Enter the account with its number as a private field: account/1, "private":{ "{" }"number":"…"{ "}" }.
error-qr-no-bank = The bank of the account { $account }, “{ $bank }”, is none that VietQR knows.
hint-qr-no-bank = Write the account’s bank by its short name (Vietcombank), code (VCB) or number (970436).
error-qr-unfit = The account { $account } does not fit a VietQR code.
hint-qr-unfit = A number has up to 19 letters and digits, a sum up to 13 digits.

# chungtay roster.
cli-help-roster = Make a roster from a unit’s list (Excel or CSV): a heading with “Họ và tên” and “Số tiền”, “Số tài khoản” beside them where it is known. All of it or nothing; names and accounts stay private.
cli-help-roster-file = The list, .xlsx, .xls or .csv
cli-help-roster-id = The roster’s identifier; one that is there gets further members
cli-help-roster-fund = The fund
cli-help-roster-name = Its name, of the drive and the unit, never of a person
cli-help-roster-organisation = The unit
cli-help-roster-due = When it is due, written year-month-day
cli-examples-roster =
    Examples:
      chungtay roster june.xlsx --id salary-june --fund road --name "A day's salary, June" --organisation customs -C village-book
cli-rostered = Roster { $roster }: { $members } members, { $amount } expected. Its matching code is { $code }.
error-roster-head = No row of the list has headings for names and sums.
hint-roster-head = Name two columns “Họ và tên” and “Số tiền” (or Name and Amount), within the first 40 rows.
error-roster-rows = Rows that have no name or no sum that can be read: { $rows }. Nothing was entered.
hint-roster-rows = Mend these rows. A list needs at least one person.
error-roster-total = Row { $row } says { $told } in all; the rows above it add up to { $sum }. Nothing was entered.
hint-roster-total = Mend the total or the row that is wrong.

cli-expects-due = a day written year-month-day like 2026-03-02
cli-expects-amount = an amount like 300,000 or 5 million
cli-expects-roster = an identifier of a–z, 0–9, - and _, a letter or digit first, at most 32 characters
cli-expects-member = a person’s identifier, at most 8 characters
cli-expects-organisation = an identifier of a–z, 0–9, - and _, a letter or digit first, at most 32 characters
cli-expects-pledge = the number of an entry, as 1042
cli-expects-undo = the number of an entry, as 1042
cli-expects-accept = a suggestion’s identifier, as chungtay match prints it
cli-expects-decline = a suggestion’s identifier, as chungtay match prints it

# The portal.
give-title = How to give
give-note = Scan the code with a banking app, or copy what is below. The code in the memo tells what the money is for, however the bank cuts the words.
give-note-plain = This bank is not in VietQR: copy what is below into a transfer. The code in the memo tells what the money is for, however the bank cuts the words.
give-code = VietQR code of this account with the memo { $memo }
give-bank = Bank
give-account = Account number
give-holder = Account holder
give-memo = Memo
give-amount = Sum
give-amount-yours = Yours to choose
give-amount-pledged = What was promised, at once or in parts
give-amount-share = Your own share, or the whole unit’s
give-check = Check that the app shows this account’s holder before you send.
matched-title = Why this line counts as what it does
matched-by = It rests on
matched-reasons = What speaks for it
matched-shares = Its shares
matched-share-of = Fulfils
matched-share-nobody = no member’s share in particular
matched-share-members = split over its members
matched-share-returns = Returns money of
pledges-title = Pledges
pledges-note = What was promised, and what has come of it.
pledge-promised = Promised
pledge-received = Received
pledge-missing = Still missing
pledge-nothing-yet = nothing yet
pledge-by = Promised by
pledge-due = Due
rosters-title = Rosters
rosters-note = People of one unit who are asked for a share each. Nobody’s own share is shown.
roster-expected = Expected
roster-members = Members
roster-members-given = Members who have given all
roster-of-nobody = Of nobody’s share
