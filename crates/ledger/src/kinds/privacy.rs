//! What is owed to persons named in the books: an entry stated again without what is personal in it,
//! private records erased, how names are shown and by whose consent, and what persons ask for
//! (Law 91/2025/QH15). Of the persons themselves only random identifiers stand here.

use crate::canonical::{record, words};
use crate::commitment::Commitment;
use crate::date::Date;
use crate::entry::Entry;
use crate::id::{Id, PersonId};
use crate::kinds::people::NamesPolicy;

words! {
    /// What a person asks for.
    Right {
        /// To see what is held.
        Access = "access",
        /// To have it put right.
        Correct = "correct",
        /// To take a consent back.
        Withdraw = "withdraw",
        /// To have its use restricted.
        Restrict = "restrict",
        /// To object to its use.
        Object = "object",
        /// To have it deleted.
        Delete = "delete",
    }
    /// How a request came.
    Channel {
        /// In person.
        Person = "person",
        /// By telephone.
        Telephone = "telephone",
        /// By letter.
        Letter = "letter",
        /// By electronic mail or message.
        Message = "message",
    }
    /// How far a request is answered.
    Answer {
        /// The person was told that it is being dealt with.
        Received = "received",
        /// It was done.
        Done = "done",
        /// It was refused, with the reason told.
        Refused = "refused",
    }
}

record! {
    /// `erasure/1`: private records are erased: their secrets and every plain copy. Whom it concerns and
    /// why is a private field.
    Erasure {
        /// The second person who agreed.
        approved_by: PersonId,
        /// The entries whose records go, rising.
        entries: Vec<u64>,
        /// The request it answers.
        request: Option<Id>,
    }
    /// `consent/1`: how the name in one entry's record may be shown; the last word stands. Who said so and
    /// how is a private field.
    Consent {
        /// The entry: a bank line, a gift, a pledge, an attribution.
        entry: u64,
        /// As given, as initials, or not at all.
        shown: NamesPolicy,
    }
    /// `names_policy/1`: how names are shown in this book from now on. A narrower policy holds for what was
    /// entered before, too; a wider one does not.
    NamesPolicyChange {
        /// The policy.
        shown: NamesPolicy,
    }
    /// `privacy_request/1`: a person asked for a right. Name, contact and what was asked are private fields.
    PrivacyRequest {
        /// How it came.
        channel: Channel,
        /// Random identifier.
        id: Id,
        /// The day it came.
        received_on: Date,
        /// What was asked.
        right: Right,
    }
    /// `privacy_answer/1`: a request is answered. What was said is a private field.
    PrivacyAnswer {
        /// How far.
        answer: Answer,
        /// The request.
        request: Id,
    }
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
