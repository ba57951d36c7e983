# chungtay rollup: several books at once, and what joins this book to others.

cli-help-rollup = Roll up several published books: each is verified from its beginning, then each đồng and each metre counts once.
cli-help-rollup-logs = The folder or address of each book
cli-help-rollup-keys = The verifier key of a book, known from elsewhere; may be given several times
cli-examples-rollup =
    Examples:
      chungtay rollup ../huyen ../xa
      chungtay rollup ../huyen https://xa.example --json
cli-rollup-books = { $count } books, each verified from its first entry:
cli-rollup-book = {"  "}{ $origin }: { $size } entries, signed by the key given
cli-rollup-book-own-key = {"  "}{ $origin }: { $size } entries; the key is the book's own word
cli-rollup-whole = Together, each đồng and each metre once:
cli-rollup-shared-works = of them in several books
cli-rollup-paid = Paid for works
cli-rollup-moved-in = Came from other books, not taken out
cli-rollup-moved-out = Went to other books, not taken out
cli-rollup-moved-within = Moved between these books, taken out
cli-rollup-funds = Funds
cli-rollup-raised = Received
cli-rollup-spent = Spent
cli-rollup-left = Left
cli-rollup-transfer-within = Transfer { $id }, { $from } to { $to }: { $amount }. Both books say so (entries { $sent-entry } and { $received-entry }); taken out.
cli-rollup-transfer-differs = Transfer { $id }, { $from } to { $to }: the giver says { $sent } (entry { $sent-entry }), the taker says { $received } (entry { $received-entry }). Not taken out; one of the two has to be mended.
cli-rollup-transfer-only-sent = Transfer { $id }, { $from } to { $to }: { $amount } (entry { $entry }). The taker has no book_transfer/1 for it yet, so it is not taken out.
cli-rollup-transfer-only-received = Transfer { $id }, { $from } to { $to }: { $amount } (entry { $entry }). The giver has no book_transfer/1 for it yet, so it is not taken out.
cli-rollup-transfer-unseen = Transfer { $id }, { $from } to { $to }: { $amount } (entry { $entry }). The other book is not among these.
cli-rollup-transfer-itself = Transfer { $id } of { $from }: { $amount } (entry { $entry }) names the book itself as the other one. Passed over; take it back with reversal/1 and name the other book.
cli-rollup-one-work = One work, counted once: { $works }.
cli-rollup-work-differs = The books differ on { $measures }, so that is not known.
cli-rollup-work-one-sided = { $work } says that it is { $other } (entry { $entry }), but that book does not say so: counted twice until it does.
cli-rollup-work-unseen = { $work } says that it is { $other } (entry { $entry }); that book is not among these.
cli-rollup-work-itself = { $work } says that it is { $other } (entry { $entry }), a work of the same book: passed over, each counts for itself.
cli-rollup-work-two-of-one-book = { $work } says that it is { $other } (entry { $entry }), and that book says so; but with the other words two works of one book would be one. Not joined: each counts for itself until one of the words is taken back.
error-rollup-twice = The book { $origin } is given twice (the second time: { $address }).
hint-rollup-twice = Give each book once.
error-rollup-log = The log at { $address } does not hold what it signs.
hint-rollup-log = See where with chungtay verify { $address }. No book was counted.
error-rollup-key = The key { $key } is of none of these books: { $origins }.
hint-rollup-key = What stands before the first + of a key must be the book’s name, the first line of its checkpoint. Give the key of one of these books, or leave it out. Nothing was added up.
cli-expects-key = a verifier key like name+hash+key, as it stands in the log’s file key
entry-kind-book-transfer = A transfer between two books
entry-note-book-transfer = Says from which book a transfer came or to which it went. Moves no money itself.
entry-kind-shared-work = A work shared with another book
entry-note-shared-work = Says that this work is another book's too, so that a roll-up counts it once.
relation-between-books = Which book, said by
