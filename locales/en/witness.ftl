# Witnesses: the commands, and what is told of their answers.

cli-help-cosign = Ask the witnesses who have not cosigned the last checkpoint yet.
cli-help-witness = Be a witness: cosign the checkpoints of others' logs, and never two histories of one.
cli-help-witness-key = Make a witness's key, or print the public side of one.
cli-help-witness-listen = The address to listen on (default: 127.0.0.1:8090)
cli-help-witness-state = The folder that holds what was cosigned last; never share it, never set it back
cli-help-witness-key-file = The key's file
cli-help-witness-key-new = Make a new key under this name, such as witness.example.org/village; the file must not be there yet
cli-help-witness-logs = The verifier key of a log to cosign (chungtay log-key prints it); once for each
cli-help-witness-secret = The key's file, made by chungtay witness-key

cli-examples-cosign =
    Examples:
      chungtay cosign -C village-book
cli-examples-witness =
    Examples:
      chungtay witness --state witness-state --key witness.key --log "$(cat log.vkey)" --listen 0.0.0.0:8090
cli-examples-witness-key =
    Examples:
      chungtay witness-key witness.key --new witness.example.org/village
      chungtay witness-key witness.key

cli-expects-log = a verifier key like name+hash+key, as chungtay log-key prints it

cli-witnessing = Witness: { $address }  (Ctrl-C stops it)
cli-witness-key = Verifier key, for the policies of books: { $key }
cli-witness-log = Log { $origin }: last cosigned at { $size } entries
cli-witness-key-made = The private key is in { $file }, for its owner only. Back it up; who has it can speak for this witness.

cli-no-witnesses = The book's policy names no witness; nobody was asked.
cli-cosigned = { $cosigned } of { $all } witnesses have cosigned the checkpoint of { $size } entries; it is published.
cli-not-published = Entered and signed, but NOT PUBLISHED: { $cosigned } of { $all } witnesses have cosigned the checkpoint of { $size } entries, fewer than the book's policy asks for. Readers see the checkpoint before it.
cli-not-published-cure = Enter nothing twice. The next command that writes asks again; chungtay cosign asks at once.
cli-witness-missing =   { $name }: { $reason }

witness-problem-no-address = the policy gives no address
witness-problem-unreachable = does not answer ({ $what })
witness-problem-late = has not answered in time
witness-problem-refused = refuses (HTTP { $status })
witness-problem-refused-key = knows another key of this log (HTTP { $status }); give its operator what chungtay log-key prints
witness-problem-refused-log = does not know this log (HTTP { $status }); give its operator what chungtay log-key prints
witness-problem-refused-history = holds that this log leaves what it cosigned before (HTTP { $status })
witness-problem-other-history = has cosigned another history, of { $size } entries: either this book was set back to an older copy, or somebody else signs with its key
witness-problem-not-a-cosignature = answers with something that is not its cosignature
witness-problem-no-proof = could not be given a consistency proof ({ $what })

error-book-policy = Line { $line } of { $file } is not in the form of a policy.
hint-book-policy = Mend that line; docs/witnesses.md shows a policy. Nothing was entered.
error-policy-of-another-log = The policy { $file } names logs, and this book's is not among them.
hint-policy-of-another-log = Leave out the log lines, or put there what chungtay log-key prints.
error-witness-busy = Another witness works with { $file }.
hint-witness-busy = One folder belongs to one witness; end the other, or choose another folder.
error-witness-state = What was cosigned last cannot be told from { $file }: this key has not cosigned it.
hint-witness-state = Use the key that belongs to this folder. Never remove the file: the witness would forget what it saw.
error-key-open-to-others = Others may read the key in { $file }.
hint-key-open-to-others = chmod 600 the file; if others may have read it, make a new key.
error-not-a-witness-key = { $file } holds no witness's key.
hint-not-a-witness-key = chungtay witness-key FILE --new NAME makes one.

# The log's page.
log-witnesses = Witnesses
log-quorum-met = Enough witnesses of the book's policy have cosigned the latest checkpoint.
log-quorum-not-met = Fewer witnesses have cosigned the latest checkpoint than the book's policy asks for.
log-quorum-none = The book's policy asks for no witness; these have cosigned or may.
log-witnesses-note = A witness runs elsewhere, cosigns only what extends all that it cosigned before, and so keeps the book from telling two histories. It says nothing of whether an entry is true.
log-cosigned-at = Cosigned at
log-not-cosigned = Has not cosigned this checkpoint
download-policy = Policy for witnesses
download-note-policy = The log's key, the witnesses' keys and how many of them a checkpoint needs (tlog-policy).
