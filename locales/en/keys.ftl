# Keys: the log's signing keys, their files and passphrases.

cli-help-log-key-all = Print the ML-DSA-44 key too, in a line of its own
cli-help-encrypt = Encrypt the file of the log's private keys with a passphrase, or change the passphrase.
cli-help-decrypt = Take the passphrase off the file of the log's private keys.
cli-help-init-encrypt-keys = Encrypt the file of the log's private keys with a passphrase (asked, or from CHUNGTAY_PASSPHRASE_FILE)
cli-examples-log-key =
    Examples:
      chungtay log-key -C village-book
      chungtay log-key --all -C village-book
      chungtay log-key encrypt -C village-book
cli-examples-encrypt =
    The file is an age file: Debian's "age --decrypt" opens it too. Every command that writes
    then asks for the passphrase, or reads it from the file that CHUNGTAY_PASSPHRASE_FILE names.

    Examples:
      chungtay log-key encrypt -C village-book
      CHUNGTAY_PASSPHRASE_FILE=/run/credentials/book chungtay apply today.jsonl -C village-book
cli-examples-decrypt =
    Examples:
      chungtay log-key decrypt -C village-book

cli-passphrase-ask = Passphrase of { $file }:
cli-passphrase-new = A new passphrase for { $file } (12 characters or more):
cli-passphrase-again = The same once more:
cli-log-key-encrypted = Encrypted: { $file }. Without the passphrase the log cannot be continued: write it down and lock it away.
cli-log-key-decrypted = No longer encrypted: { $file }.

error-no-passphrase = There is no passphrase for { $file }: no terminal to ask on, and no file given.
hint-no-passphrase = Run it on a terminal, or set CHUNGTAY_PASSPHRASE_FILE to a file with the passphrase in its first line.
error-passphrases-differ = The two passphrases are not the same; nothing was changed.
error-key-missing = There is no file with the log's signing keys: { $file }
hint-key-missing = Put the folder log-keys back from its own backup. If the keys are lost for good, docs/keys.md tells how to go on.
error-key-seen-too = { $file } was made for a change before this one: whoever has the keys of now may have it too.
hint-key-seen-too = Move that file away for good, then ask again: new keys are made.
error-roots-file = { $file } is not a list of public root keys.
hint-roots-file = It is the file “roots” that chungtay root-keys make writes beside the keys: one public key a line.
error-key-exists = There is a key file already, and a key is never written over: { $file }
hint-key-exists = Move that file to a safe place first.
error-key-open = Other users of this machine may read { $file } (mode { $mode }); it is not used.
hint-key-open = chmod 600 for the file and chmod 700 for its folder. If others do use this machine, count the key as stolen: docs/keys.md.
error-key-locked = { $file } is encrypted, and there is no passphrase.
hint-key-locked = Run it on a terminal, or set CHUNGTAY_PASSPHRASE_FILE to a file with the passphrase in its first line.
error-wrong-passphrase = The passphrase does not open { $file }.
hint-wrong-passphrase = Type it again; mind capitals and the keyboard's language.
error-short-passphrase = The passphrase for { $file } is shorter than 12 characters; nothing was changed.
hint-short-passphrase = Take four or five words that nobody would guess.
error-key-form = { $file } is not a file of the log's private keys.
hint-key-form = Put it back from its own backup.
error-key-other = { $file } holds the keys of “{ $found }”; this log is “{ $expected }”.
hint-key-other = Put the right folder log-keys back from its own backup.

doctor-keys-missing = The log's signing keys are not in log-keys/, so nothing more can be signed. Cure: put the folder back from its own backup; docs/keys.md tells what to do when there is none.
doctor-keys-open = Other users of this machine may read the log's signing keys. Cure: chmod 700 log-keys and chmod 600 the files in it; if others do use this machine, count the key as stolen (docs/keys.md).

# Kinds of entries.
entry-kind-log-roots = Root keys of the log
entry-kind-log-key = Change of the log's keys
entry-kind-log-successor = Continuation of another log
entry-note-log-roots = Keys that several persons keep offline. Enough of them together, more than half, may change the keys that sign this log. Their signatures stand in this entry; chungtay verify checks them.
entry-note-log-key = From this entry on, the keys named here sign the log. Enough root keys have signed this; chungtay verify checks their signatures and leads from the key before to the new one. Receipts of before stay valid under the key before.
entry-note-log-successor = Here this log goes on where another one ended: the last signed state of that log stands in this entry, and enough of its root keys have signed it. Nothing is carried over. That log stays published, and its receipts stay valid under its own key.

# Requests about the log's keys.
cli-help-log-key-request = Write a request to state the log's root keys or to change its signing keys, for root keys to sign offline.
cli-help-log-key-request-file = File to write: carry it to the machines of the root keys
cli-help-log-key-request-roots = State these root keys: the file of public keys that root-keys make wrote; all of them sign
cli-help-log-key-request-reason = Make new signing keys and ask for them to take over: scheduled, lost, stolen or keeper (somebody else keeps the book); two of three roots sign
cli-help-log-key-request-succeeds = Continue the log of this folder or address, which has ended, in this book, which has no entry yet; two of three of that log's roots sign
cli-help-log-key-request-encrypt-keys = Encrypt the file of the new keys with a passphrase
cli-help-enter = Enter a signed request: root keys are stated, keys change, or another log is continued.
cli-help-enter-file = The request, with its signatures
cli-help-enter-name = Where another log is continued: the book's name
cli-help-root-keys = Keys that are kept offline and of which two of three together change the log's keys.
cli-help-make = Make three root keys, on a machine without a network.
cli-help-make-directory = Folder to make; each key then goes to another person
cli-help-make-name = Name in the keys, such as the log's origin
cli-help-make-encrypt = Encrypt each key with a passphrase of its own
cli-help-sign = Show a request and sign it with a root key, on a machine without a network.
cli-help-sign-file = The request; the signature is added to it
cli-help-sign-root = File of the root key
cli-help-verify-roots = File of the log's root keys, known from elsewhere: the log must have stated them
cli-help-verify-predecessor = Where this log continues another: that log's folder or address, to be verified too
cli-examples-log-key-request =
    Examples:
      chungtay log-key request roots.request --roots roots -C village-book
      chungtay log-key request change.request --reason lost -C village-book
      chungtay log-key request successor.request --succeeds village-book -C new-book
cli-examples-enter =
    Examples:
      chungtay log-key enter change.request -C village-book
      chungtay log-key enter successor.request --name "Village book" -C new-book
cli-examples-root-keys =
    Examples:
      chungtay root-keys make /media/stick/roots --name books.example/village --encrypt
      chungtay root-keys sign change.request --key /media/stick/root-1.key.age
cli-examples-make =
    Examples:
      chungtay root-keys make /media/stick/roots --name books.example/village --encrypt
cli-examples-sign =
    Examples:
      chungtay root-keys sign change.request --key /media/stick/root-1.key.age
cli-root-made = Root key: { $file }
cli-roots-made = Public keys of the three: { $file }. Give each private key to another person, on a stick of its own, and keep none of them beside the book.
cli-request-made = Request written: { $file }. Carry it to the root keys' machines: chungtay root-keys sign { $file } --key FILE; then chungtay log-key enter.
cli-request-to-sign = You sign this:
cli-request-signed = Signed so far by: { $signers }
cli-request-was-entered = The log says this already; nothing was entered again. The key that verifies the log now: { $key }
cli-request-entered = Entered as entry { $entry }. The key that verifies the log now: { $key }
cli-verify-key-of-roots = Verifier key, stated in the log by the root keys you gave: { $key }
cli-verify-key-learnt = Key that signs now, learnt from the log (the root keys signed the change from the key you gave): { $key }
cli-verify-roots = Root keys stated in the log: { $all }, of which { $threshold } together change its keys; changed so far: { $changes }.
cli-verify-roots-given = Root keys: those you gave ({ $all }, of which { $threshold } together change its keys); changed so far: { $changes }.
cli-verify-continues = It continues the log { $origin } after { $size } entries; that log was verified up to there, and its root keys signed this.
cli-verify-continues-unseen = It continues the log { $origin } after { $size } entries, as root keys signed; --predecessor verifies that log too.
verify-key-list = the file log/keys is not a list of the log’s keys (each line: the size from which a key signs, a space, the key). Take another copy of the log; who keeps the book: every command that writes makes the file again
verify-keys = the keys are not those that the log's own entries name, signed by its root keys
cli-help-verify-receipt = A receipt (.tlog-proof) to check against the log as it is now; with --predecessor also one of the log that this one continues
cli-verify-receipt = Receipt: it holds. Entry { $entry } stands in the log { $origin } at { $size } entries, signed by the keys of that time, and the log today only adds to it.
verify-receipt = the receipt does not belong to this log
error-not-a-receipt = { $file } is not a receipt.
hint-not-a-receipt = A receipt is a .tlog-proof file, as chungtay receipt N --output FILE and the receipt's page write it.
error-key-request = { $file } is not a request about a log's keys.
hint-key-request = chungtay log-key request FILE makes one; it is changed by nothing but root-keys sign.
error-request-of-what = The request says nothing.
hint-request-of-what = Give one of --roots FILE, --reason REASON or --succeeds LOG.
error-predecessor = The log { $log } does not agree with itself, so it cannot be continued.
hint-predecessor = chungtay verify { $log } says more; take another copy of it.

# The log's page.
log-keys-title = Keys of this log
log-keys-note = Root keys are kept offline by several persons. Enough of them together, more than half, can change the keys that sign the log, after a loss or a theft; the log itself says so, and a key known from before leads to today's. The file log/keys has the signing keys whole.
log-keys-first = Signing keys from the beginning
log-keys-since = Signing keys named by
log-keys-roots = Root keys, stated in
log-keys-predecessor = This log continues another, whose last checkpoint was
log-keys-predecessor-note = That log stays published, and its receipts stay valid. Root keys of both have signed this.
