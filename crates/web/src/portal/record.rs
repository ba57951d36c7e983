//! What a page quotes from an entry: words, amounts, names and hashes, each bound to the entry's number.
//! Personal text comes here only through an opening.

use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;

/// Words of an entry, exactly as they stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verbatim {
    /// The words, in Vietnamese unless the source was not.
    pub text: String,
    /// The entry's place in the log, from zero.
    pub entry: u64,
}

impl Verbatim {
    /// Words of an entry.
    #[must_use]
    pub fn new(text: impl Into<String>, entry: u64) -> Self {
        Self { text: text.into(), entry }
    }
}

/// A thing with a page of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What kind of page.
    pub room: Room,
    /// The identifier in the address.
    pub id: String,
    /// Its name.
    pub name: Verbatim,
    /// Invented for demonstration: marked wherever it is named.
    pub demonstration: bool,
}

/// Kinds of pages that things have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// A fund.
    Fund,
    /// A programme.
    Programme,
    /// A work.
    Work,
    /// An account, on the pages of bank = books.
    Account,
    /// A source of claims.
    Source,
    /// An organisation.
    Organisation,
    /// A policy basis.
    Basis,
    /// A model of the emulation cycle.
    Model,
    /// A drive.
    Drive,
    /// A thing without a page: the name stands alone.
    Nowhere,
}

impl Room {
    /// Where the page is, without its identifier; `None` where there is none.
    #[must_use]
    pub fn path(self) -> Option<&'static str> {
        match self {
            Self::Fund => Some("/funds/"),
            Self::Programme => Some("/programmes/"),
            Self::Work => Some("/works/"),
            Self::Account => Some("/balances/"),
            Self::Source => Some("/sources/"),
            Self::Organisation => Some("/organisations/"),
            Self::Basis => Some("/bases/"),
            Self::Model => Some("/models/"),
            Self::Drive => Some("/drives/"),
            Self::Nowhere => None,
        }
    }
}

/// An amount as an entry holds it (a line, a posting), signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// The amount.
    pub dong: Dong,
    /// The entry.
    pub entry: u64,
}

impl Amount {
    /// Whether value goes out.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.dong.0 < 0
    }
}

/// A private field as the public may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// Opened by the book's policy.
    Text(Verbatim),
    /// Committed to and not opened.
    Withheld,
    /// A giver's name, not opened.
    Anonymous,
    /// Once there, erased: proofs stand, the words are gone.
    Erased,
    /// Committed to as absent.
    Absent,
}

/// Where a bank's line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    /// Attributed: a gift, interest, a fee, …
    Attributed,
    /// A credit that nobody has attributed yet.
    NotYetAttributed,
    /// A debit that nobody has explained yet.
    InSuspense,
    /// Undone by a later entry.
    Reversed,
}

impl LineState {
    /// Every state, as the filter offers them.
    pub const ALL: [Self; 4] =
        [Self::Attributed, Self::NotYetAttributed, Self::InSuspense, Self::Reversed];

    /// The word in addresses and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Attributed => "attributed",
            Self::NotYetAttributed => "not-yet-attributed",
            Self::InSuspense => "suspense",
            Self::Reversed => "reversed",
        }
    }
}

/// One entry in a short list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Its place in the log, from zero.
    pub number: u64,
    /// The kind with its version, as the entry names it (`bank_line/1`).
    pub kind: String,
    /// The day it happened.
    pub occurred_on: Date,
    /// What it is about, where that is public.
    pub about: Option<Opened>,
    /// What it moved.
    pub amount: Option<Amount>,
    /// The fund.
    pub fund: Option<Named>,
}
