//! Every way in which a command is refused: named, with what a person needs to mend it. Where several
//! hold at once the earlier in this list is given, so the order is the order of precedence. The
//! sentences stand in `locales/` under `refusal-<code>`.

use crate::date::Date;
use crate::id::{AccountId, FundId, Id, PersonId};
use crate::money::Dong;

macro_rules! refusals {
    ($($(#[$meta:meta])* $variant:ident = $code:literal { $($(#[$field_meta:meta])* $field:ident : $type:ty),* }),* $(,)?) => {
        /// Why a command is refused.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Refusal { $($(#[$meta])* $variant { $($(#[$field_meta])* $field: $type),* }),* }

        impl Refusal {
            /// Every code, in order of precedence.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The refusal's name, stable for machines.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $code),* }
            }

            /// What the sentence is filled with.
            #[must_use]
            pub fn arguments(&self) -> Vec<(&'static str, String)> {
                match self { $(Self::$variant { $($field),* } => vec![$((stringify!($field), $field.to_string())),*]),* }
            }
        }
    };
}

refusals! {
    /// The log is empty: `book/1` comes first.
    NoBook = "no-book" {},
    /// There is a book already.
    BookExists = "book-exists" {},
    /// The actor is no person of the book.
    UnknownActor = "unknown-actor" {
        /// Who.
        person: PersonId
    },
    /// Recorded before the last entry: the clock went back.
    ClockWentBack = "clock-went-back" {
        /// Seconds since 1970 of the last entry.
        last: i64
    },
    /// It would have happened after it was recorded.
    InTheFuture = "in-the-future" {
        /// The day given.
        occurred_on: Date
    },
    /// The period is closed.
    PeriodClosed = "period-closed" {
        /// The last closed day.
        through: Date
    },
    /// The identifier is taken.
    Exists = "exists" {
        /// What kind of thing.
        thing: &'static str,
        /// Its identifier.
        id: String
    },
    /// Something named is not in the book.
    Unknown = "unknown" {
        /// What kind of thing.
        thing: &'static str,
        /// Its identifier.
        id: String
    },
    /// A named account of the ledger cannot be a store.
    ReservedAccount = "reserved-account" {
        /// The name.
        account: AccountId
    },
    /// An entry named is not there, or not of the kind needed.
    WrongEntry = "wrong-entry" {
        /// The entry.
        entry: u64,
        /// The kind needed.
        needed: &'static str
    },
    /// The entry was reversed.
    AlreadyReversed = "already-reversed" {
        /// The entry.
        entry: u64
    },
    /// The entry was stated again before.
    AlreadyRestated = "already-restated" {
        /// The entry.
        entry: u64
    },
    /// What the entry is was settled before.
    AlreadyAttributed = "already-attributed" {
        /// The entry.
        entry: u64
    },
    /// The draft was read before; a changed one is another draft.
    AlreadyReviewed = "already-reviewed" {
        /// The review's entry.
        entry: u64
    },
    /// This kind of entry cannot be reversed; the cure depends on the kind.
    NotReversible = "not-reversible" {
        /// The entry.
        entry: u64
    },
    /// An import is not finished.
    ImportOpen = "import-open" {
        /// Its number.
        import: u32
    },
    /// The import's number is not the next one.
    ImportNumber = "import-number" {
        /// The next number.
        next: u32
    },
    /// The import is closed.
    ImportClosed = "import-closed" {
        /// Its number.
        import: u32
    },
    /// The row was posted before, or rows come out of order.
    RowOutOfOrder = "row-out-of-order" {
        /// The row given.
        row: u32,
        /// The last row posted.
        last: u32
    },
    /// Nothing is left to attribute.
    NothingToAttribute = "nothing-to-attribute" {
        /// The import.
        import: u32
    },
    /// A field must be given.
    Needs = "needs" {
        /// The field.
        field: &'static str
    },
    /// A field must not be given here.
    Excess = "excess" {
        /// The field.
        field: &'static str
    },
    /// An amount must be above zero.
    NotPositive = "not-positive" {
        /// The field.
        field: &'static str,
        /// The amount.
        amount: i64
    },
    /// The parts do not add up.
    SharesDiffer = "shares-differ" {
        /// The line.
        line: Dong,
        /// The shares.
        shares: Dong
    },
    /// Money going out is no gift, money coming in is no fee.
    WrongDirection = "wrong-direction" {
        /// What was said it is.
        attribution: &'static str
    },
    /// The account is of another class.
    WrongAccountClass = "wrong-account-class" {
        /// The account.
        account: AccountId
    },
    /// The two entries speak of different accounts, funds or sums.
    DoesNotMatch = "does-not-match" {
        /// What differs.
        field: &'static str
    },
    /// The file is not the one that was drafted.
    NotTheDraft = "not-the-draft" {
        /// The story.
        story: Id,
        /// The draft's entry.
        entry: u64
    },
    /// Nobody let exactly this file of the story pass.
    NotReviewed = "not-reviewed" {
        /// The story.
        story: Id
    },
    /// The period ends before it begins.
    BackwardPeriod = "backward-period" {},
    /// It would have happened before something that it rests on.
    BeforeItsGround = "before-its-ground" {
        /// The day of what it rests on.
        earliest: Date
    },
    /// A cost group needs at least two works.
    TooFewWorks = "too-few-works" {},
    /// The work cannot go from one state to the other.
    WorkStep = "work-step" {
        /// The present state.
        from: &'static str,
        /// The state asked for.
        to: &'static str
    },
    /// The work's life is told step by step; `work_state/1` would pass their rules by.
    ToldInSteps = "told-in-steps" {
        /// The work.
        work: Id
    },
    /// Too few households were in favour for what the rules ask.
    MeetingShort = "meeting-short" {
        /// The meeting.
        meeting: Id,
        /// How many are needed, of all households.
        needed: u32,
        /// How many were in favour.
        found: u32
    },
    /// Who inspects a work may neither have launched it nor build it.
    NotIndependent = "not-independent" {
        /// The organisation.
        organisation: Id
    },
    /// The organisation is no more by that day.
    OrganisationEnded = "organisation-ended" {
        /// The organisation.
        organisation: Id,
        /// The first day on which it is no more.
        from: Date
    },
    /// The organisation would stand above itself.
    AboveItself = "above-itself" {
        /// The organisation.
        organisation: Id
    },
    /// A target's question cannot be asked.
    Question = "question" {
        /// The words it stands at.
        words: String,
        /// What is wrong.
        reason: &'static str
    },
    /// The drive is closed.
    DriveClosed = "drive-closed" {
        /// The drive.
        drive: Id
    },
    /// The achievement is recognised already.
    RecognisedBefore = "recognised-before" {
        /// The model that it was recognised for.
        model: Id,
        /// The entry.
        entry: u64
    },
    /// What the model reported was false.
    RevokedAsFalse = "revoked-as-false" {
        /// The model.
        model: Id
    },
    /// There is no such level on that day.
    NoSuchLevel = "no-such-level" {
        /// The level.
        level: &'static str
    },
    /// Too few points for the level.
    PointsShort = "points-short" {
        /// How many are needed.
        needed: u64,
        /// How many there are.
        found: u64
    },
    /// The fund may not be spent on this.
    OutsidePurpose = "outside-purpose" {
        /// The fund.
        fund: FundId
    },
    /// The request is not open.
    RequestNotOpen = "request-not-open" {
        /// The request's entry.
        request: u64
    },
    /// The request is approved already.
    AlreadyApproved = "already-approved" {
        /// The request's entry.
        request: u64
    },
    /// The request is not approved.
    NotApproved = "not-approved" {
        /// The request's entry.
        request: u64
    },
    /// Who made the request may not approve it.
    MakerApproves = "maker-approves" {
        /// The person.
        person: PersonId
    },
    /// Who made the request may not pay it.
    MakerPays = "maker-pays" {
        /// The person.
        person: PersonId
    },
    /// Who approved the request may not pay it.
    ApproverPays = "approver-pays" {
        /// The person.
        person: PersonId
    },
    /// Two persons must stand for it, and these are one.
    SecondPerson = "second-person" {
        /// The person.
        person: PersonId
    },
    /// No root keys are stated, so nobody may change the log's keys.
    NoLogRoots = "no-log-roots" {},
    /// What is said of the log's keys does not fit what the log said of them before.
    LogKeys = "log-keys" {
        /// What does not fit.
        field: &'static str
    },
    /// Too few of those who must sign have signed.
    RootSignatures = "root-signatures" {
        /// Signatures that fit.
        found: usize,
        /// How many are needed.
        needed: usize
    },
    /// A payment needs its voucher.
    NoVoucher = "no-voucher" {},
    /// More than is approved and unpaid.
    AboveApproval = "above-approval" {
        /// What is left of the approval.
        left: Dong
    },
    /// The fund has less.
    Overdraws = "overdraws" {
        /// The fund.
        fund: FundId,
        /// What it has free.
        available: Dong
    },
    /// The account has less of this fund.
    AccountShort = "account-short" {
        /// The account.
        account: AccountId,
        /// What it has.
        balance: Dong
    },
    /// The entry would be longer than 65,535 bytes.
    TooLong = "too-long" {
        /// Bytes.
        length: usize
    },
    /// A text is empty, or a number, or the sum it leads to, is outside ±(2^53 − 1): no entry holds it.
    NotRepresentable = "not-representable" {
        /// The field.
        field: String
    },
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.code())?;
        for (name, value) in self.arguments() {
            write!(formatter, " {name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}
