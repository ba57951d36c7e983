# Open data: remarks in exported files.

# Places: $book is the book's name.
hledger-head = hledger journal of the Chung Tay book: { $book }
# Places: $size is a count of entries.
hledger-size = The first { $size } entries of the log. Each transaction carries its entry's number; no one's name or message is here.
hledger-accounts = The last part of an account's name is the fund. Amounts are in whole đồng.
hledger-demonstration = DEMONSTRATION DATA: what this book does not cite is invented to show how it works.
