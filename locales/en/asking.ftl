# Asking the books for a figure: why it cannot be answered yet, and what to know beside the answer.

asking-empty = There is no question yet.
asking-too-long = The question is too long, or its brackets stand too deep.
asking-expected = This was not understood.
asking-name = An identifier of the book is needed here.
asking-unknown = The book has nothing of this name.
asking-unknown-near = The book has nothing of this name.
asking-value = This condition has no such value.
asking-date = A day, month or year that exists is needed here.
asking-size = The book has no such size.
asking-measure = That is not measured so.
asking-condition = This condition cannot be used here.
asking-units = What is added or taken away is not counted in the same unit.
asking-undated = The book does not say on which days this term begins and ends.
asking-bracket = A closing bracket is missing.
asking-backwards = The last day stands before the first.
asking-twice = The period is told twice, and one of the two is a term.
asking-not-told = Claims speak of works, programmes and bodies only.
asking-too-large = The result is larger than any number of the books.
asking-busy = Another question about earlier books is being answered.

asking-cure-empty = Write what is measured, and of what: count of works
asking-cure-too-long = Ask for the parts, and add them up.
asking-cure-expected = What may stand here: { $choices }
asking-cure-name = An identifier has small letters, digits, - and _.
asking-cure-unknown = The identifiers of works, programmes and funds stand in the addresses of their pages.
asking-cure-unknown-near = Perhaps: { $choices }
asking-cure-value = Choose one of: { $choices }
asking-cure-date = Write 2023-05-31, 31/5/2023, 2023-05 or 2023.
asking-cure-size = Ask at size { $choices } or less.
asking-cure-measure = It is measured by: { $choices }
asking-cure-condition = What can be used here: { $choices }
asking-cure-units = Add and take away things of one unit: đồng and đồng, metres and metres.
asking-cure-undated = Write days: from 2020-10-01 to 2023-05-31.
asking-cure-bracket = Put a ) at the end of what is in brackets.
asking-cure-backwards = Exchange the two days.
asking-cure-twice = Leave one of them.
asking-cure-not-told = Leave out the word told to ask the books themselves.
asking-cure-too-large = Ask for smaller parts.
asking-cure-busy = Ask again in a moment.

asking-note-if-within = True only if everything taken away lies within what it is taken from; no source says so.
asking-note-joint = { $claim } speaks of { $works } together; nobody split it, so it is not split here.
asking-note-counted-already = { $claim } is not added: what it speaks of is counted already.
asking-note-period-in-words = The source of { $claim } gives no last day.
asking-note-period-words = The source of { $claim } only says “{ $words }”, no day.
asking-note-not-yet-attributed = { $count ->
    [one] One credit at the bank in this time is not told yet, and is no gift until it is.
   *[other] { $count } credits at the bank in this time are not told yet, and are no gifts until they are.
}
asking-note-tension = The book notes that this does not fit together:

asking-meant-more-than = more than { $value }
asking-meant-at-least = at least { $value }
asking-meant-less-than = less than { $value }
asking-meant-at-most = at most { $value }
asking-meant-about = about { $value }
asking-days = { $days } days of work
asking-money-short = { $money } dong
asking-kilometres = { $kilometres } km
asking-metres-words = { $metres } metres
asking-metres = { $metres } m
asking-percent = { $percent }%
asking-nothing = not known

asking-class-bank = gifts at the bank
asking-class-cash = gifts in cash
asking-class-goods = gifts of goods
asking-class-stored = gifts of goods put in store
asking-class-labour = gifts of labour
asking-class-pledge = pledges
asking-class-payment = payments
asking-class-credit = money into the bank
asking-class-debit = money out of the bank
