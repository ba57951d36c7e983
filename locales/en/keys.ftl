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
