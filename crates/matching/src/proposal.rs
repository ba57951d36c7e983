//! What comes of a run: what may be entered unasked, and what a person is asked about, each with its
//! reasons.

use chungtay_ledger::id::{FundId, Id};
use chungtay_ledger::kinds::matching::{MatchReason, MatchedBy, SharePart};
use chungtay_ledger::kinds::receipts::Attribution;
use chungtay_ledger::money::Dong;

/// What the lines of a list have in common: each, whole, is the same thing for the same reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alike {
    /// On what it rests: a code of the fund, or a rule.
    pub by: MatchedBy,
    /// The rule's entry.
    pub rule: Option<u64>,
    /// The lines' fund.
    pub fund: FundId,
    /// What they are.
    pub attribution: Attribution,
    /// The giving organisation.
    pub organisation: Option<Id>,
    /// Whether money came in.
    pub incoming: bool,
}

/// Lines that are whole the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// What they have in common.
    pub alike: Alike,
    /// Their entries, rising.
    pub lines: Vec<u64>,
    /// Their sum.
    pub sum: Dong,
}

/// One line and its shares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The line's entry.
    pub line: u64,
    /// Its amount.
    pub amount: Dong,
    /// On what it rests.
    pub by: MatchedBy,
    /// What speaks for it.
    pub reasons: Vec<MatchReason>,
    /// Its shares, which add up to the amount.
    pub shares: Vec<SharePart>,
}

/// A proposal that a person decides on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Follows from the line and from what it would fulfil: the same from run to run.
    pub id: Id,
    /// From 50 to 99.
    pub score: u32,
    /// The reversal by which what this line was told before was undone: a person looks again, whatever the score.
    pub undone: Option<u64>,
    /// What would be entered.
    pub proposal: Proposal,
}

/// All that came of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// Lines looked at.
    pub lines: u64,
    /// Lines that may be told unasked and are whole the same.
    pub lists: Vec<List>,
    /// Lines that may be told unasked and fulfil something, in order of line.
    pub automatic: Vec<Proposal>,
    /// What a person decides on, the best of each line first.
    pub suggestions: Vec<Suggestion>,
}

impl Proposals {
    /// How many lines may be told unasked.
    #[must_use]
    pub fn matched(&self) -> u64 {
        let listed: usize = self.lists.iter().map(|list| list.lines.len()).sum();
        (listed + self.automatic.len()) as u64
    }
}
