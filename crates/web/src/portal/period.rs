//! Cut-offs as sources give them: a day, words that fix no day, or nothing. Never guesses a date.

use super::record::Verbatim;
use chungtay_ledger::date::Date;

/// One edge of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edge {
    /// A day, included.
    On(Date),
    /// Words that fix no day ("đến nay"), or the name of a term whose days are not known.
    Words(Verbatim),
    /// The source does not say.
    Untold,
}

/// From one edge to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The beginning.
    pub from: Edge,
    /// The end, included.
    pub to: Edge,
}
