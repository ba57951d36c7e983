//! What is looked for, and what comes back.

use crate::tally::Totals;
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

/// In which order. Among equals the last entered comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The last entered first.
    #[default]
    Newest,
    /// Those first that hold every word as it was typed; then those that hold one only as a beginning, a
    /// part, or cut in two.
    Relevance,
    /// The latest day first.
    Day,
    /// The largest first, whichever way it went.
    Amount,
}

/// A place in any order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The entry.
    pub sequence: u64,
    /// What the order goes by, the largest first: the magnitude of an amount, a day since the epoch.
    pub weight: i64,
}

impl Place {
    /// Reads what [`Place`]'s `Display` writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (sequence, weight) = text.split_once('-')?;
        Some(Self { sequence: sequence.parse().ok()?, weight: weight.parse().ok()? })
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}-{}", self.sequence, self.weight)
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

/// From one value to another, both included; open where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Between<T> {
    /// No less than this.
    pub least: Option<T>,
    /// No more than this.
    pub most: Option<T>,
}

impl<T: Copy + Ord> Between<T> {
    /// This value only.
    #[must_use]
    pub fn exactly(value: T) -> Self {
        Self { least: Some(value), most: Some(value) }
    }

    /// Whether a value lies in it.
    #[must_use]
    pub fn holds(&self, value: T) -> bool {
        self.least.is_none_or(|least| least <= value) && self.most.is_none_or(|most| value <= most)
    }

    /// The one value that lies in it, where the ends say so.
    #[must_use]
    pub fn single(&self) -> Option<T> {
        self.least.filter(|least| self.most == Some(*least))
    }
}

/// Rows of one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileRows {
    /// The import that brought the file, from one.
    pub import: u32,
    /// The first row, from one.
    pub first: u32,
    /// The last row.
    pub last: u32,
}

/// What is looked for; what is absent does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// All must stand in the memo (or be the document number), each as a whole word or as a word the bank
    /// cut in two; the last may be a beginning of two letters or more. With or without diacritics.
    pub words: Option<String>,
    /// Whether every word may be any part of one, from three letters or four digits on.
    pub parts: bool,
    /// Of a magnitude between these.
    pub amount: Option<Between<Dong>>,
    /// On one of these days.
    pub day: Option<Between<Date>>,
    /// A document number or its beginning.
    pub document: Option<String>,
    /// On one of these rows of files: those of a page, say.
    pub rows: Option<Vec<FileRows>>,
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

/// A page of what was found; counts and sums are always of all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The lines, in the order asked for.
    pub sequences: Vec<u64>,
    /// How many match and what they come to: in all, by day, by size.
    pub totals: Totals,
    /// Asking before this place gives the page before; `None` on the first.
    pub previous: Option<Place>,
    /// Asking after this place gives the page after; `None` on the last.
    pub next: Option<Place>,
}
