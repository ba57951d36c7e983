//! What is owed to persons named in the books: an entry stated again without what is personal in it.

use crate::canonical::record;
use crate::commitment::Commitment;
use crate::entry::Entry;
use crate::id::PersonId;

record! {
    /// `restatement/1`: an entry is stated again without the personal text that got into it by mistake.
    /// When this stands in the signed log, the bytes of the entry may go; its leaf hash stays. Whoever
    /// folds the log folds `stated` in its place: attested by two persons, not proved. The reason is a
    /// private field.
    Restatement {
        /// The second person who agreed.
        approved_by: PersonId,
        /// The entry stated again.
        entry: u64,
        /// Its leaf hash, as it stays in the log.
        leaf: Commitment,
        /// The entry as it reads from now on: it differs in its words only.
        stated: Box<Entry>,
    }
}
