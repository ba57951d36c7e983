//! What is looked for, and what comes back.

use chungtay_ledger::date::Date;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;

/// Which way money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Into the account.
    In,
    /// Out of it.
    Out,
}

/// Where a line stands, as the fold says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    /// Its nature is told, one by one or by a rule.
    Attributed,
    /// A credit that nobody attributed.
    NotYetAttributed,
    /// A debit that nobody explained.
    InSuspense,
    /// Undone by a later entry.
    Reversed,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The last entered first.
    #[default]
    Newest,
    /// The largest first, whichever way it went; among equals the last entered first.
    Amount,
}

/// A place in either order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The entry.
    pub sequence: u64,
    /// The magnitude of its amount.
    pub amount: i64,
}

impl Place {
    /// Reads what [`Place`]'s `Display` writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (sequence, amount) = text.split_once('-')?;
        Some(Self { sequence: sequence.parse().ok()?, amount: amount.parse().ok()? })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}-{}", self.sequence, self.amount)
    }
}

/// From where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cursor {
    /// The first page.
    #[default]
    Start,
    /// What follows this place.
    After(Place),
    /// What comes before it.
    Before(Place),
}

/// What is looked for; what is absent does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// All must stand in the memo (or be the document number); the last may be a beginning of two letters
    /// or more. With or without diacritics.
    pub words: Option<String>,
    /// This magnitude exactly.
    pub amount: Option<Dong>,
    /// On this day.
    pub day: Option<Date>,
    /// A document number or its beginning.
    pub document: Option<String>,
    /// In this fund.
    pub fund: Option<FundId>,
    /// On this account.
    pub account: Option<AccountId>,
    /// Which way.
    pub direction: Option<Direction>,
    /// In this state.
    pub state: Option<LineState>,
    /// In which order.
    pub sort: Sort,
    /// From where.
    pub cursor: Cursor,
    /// How many to give, at most.
    pub limit: usize,
}

/// A page of what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines, in the order asked for.
    pub sequences: Vec<u64>,
    /// How many match in all (at least so many, where the search is not whole).
    pub count: u64,
    /// The sum of all that were counted, signed.
    pub sum: Dong,
    /// Whether every line was looked at; else the bound of work was reached, and count, sum and the order
    /// by amount hold for the part that was.
    pub whole: bool,
    /// Asking before this place gives the page before; `None` on the first.
    pub previous: Option<Place>,
    /// Asking after this place gives the page after; `None` on the last.
    pub next: Option<Place>,
}
