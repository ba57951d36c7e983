# Feeds: the feeds command, what serve logs, errors.

cli-help-feeds = See which services push transactions (SePay, Casso, payOS), and enter what waits.
cli-help-waiting = List the addresses that take them, and how many transactions wait
cli-help-take = Enter every waiting transaction now
cli-examples-feeds =
    Examples:
      chungtay feeds waiting -C village-book
      chungtay feeds take -C village-book

    How to set up feeds and keys: docs/feeds.md. While serve runs, it enters what waits by itself.
cli-examples-waiting =
    Examples:
      chungtay feeds waiting -C village-book
cli-examples-take =
    Examples:
      chungtay feeds take -C village-book

feeds-none = This book has no feeds (the file feeds in its folder).
feeds-waiting = { $count } transactions wait to be entered.
feeds-nothing-waits = No transaction waits.
feeds-taken = { $feed } → { $account }: entered { $posted } lines of { $events } transactions; { $known } were in the books; { $waiting } put aside for a person.
feeds-not-taken = { $feed } → { $account }: { $events } transactions could not be entered and stay in the inbox.
feeds-log-stored = { $feed } → { $account }: stored a transaction.
feeds-log-known = { $feed } → { $account }: this transaction came before.
feeds-log-trial = { $feed } → { $account }: the service tried the address; no transaction.
feeds-log-no-such-feed = Refused a message for an address that is not in the file feeds.
feeds-log-unsigned = { $feed } → { $account }: refused, the message has no key or signature.
feeds-log-wrong-signature = { $feed } → { $account }: refused, wrong key or signature. If the key was changed, mend the file feeds and start serve again.
feeds-log-clock = { $feed } → { $account }: refused, signed { $seconds } seconds from this machine's clock. Look at the clock.
feeds-log-malformed = { $feed } → { $account }: refused, no message of this service.
feeds-log-other-account = { $feed } → { $account }: refused, a transaction of another account. See number= in the file feeds.
feeds-log-failed = { $feed } → { $account }: not stored ({ $cause }); the service will send it again.

feeds-fault-no-feed = it does not begin with feed and a service (sepay, casso, payos)
feeds-fault-unknown-part = it has a part that is unknown or stands twice
feeds-fault-missing-part = it lacks account=, number=, fund= or key=
feeds-fault-bad-value = it has a value that is not of its form
feeds-fault-short-key = it has a key of fewer than 16 characters
feeds-fault-twice = it repeats a feed

error-feeds-open = Others on this machine can read { $file } (mode { $mode }), which holds the services' keys.
hint-feeds-open = chmod 600 { $file }, and change the keys at the services if others use this machine.
error-feeds-file = { $file }, line { $line }: { $fault }.
hint-feeds-file = Each line: feed sepay account=ID number=ACCOUNT-NUMBER fund=ID key=KEY (docs/feeds.md).
error-no-feed = Transactions of the feed { $feed } for the account { $account } wait, and the file feeds does not have that feed any more.
hint-no-feed = Put that feed back into the file feeds and run chungtay feeds take.
