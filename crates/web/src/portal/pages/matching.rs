//! What matching shows: how to give so that a line is recognised, what pledges and rosters have come to, and
//! why a line counts as what it does. Never a member's own share.

use super::receipt::Code;
use crate::portal::figure::Figure;
use crate::portal::record::{Amount, Named, Verbatim};
use chungtay_ledger::date::Date;
use chungtay_ledger::kinds::matching::{MatchReason, MatchedBy};

/// An account to give to.
#[derive(Clone, Debug)]
pub struct Give {
    /// The account.
    pub account: Named,
    /// The bank.
    pub bank: Option<Verbatim>,
    /// The account's number, as it was opened.
    pub number: Verbatim,
    /// Its holder, where opened.
    pub holder: Option<Verbatim>,
    /// The memo, which begins with the matching code.
    pub memo: String,
    /// What to pay.
    pub sum: GiveSum,
    /// The VietQR code; none where the bank is none that VietQR knows.
    pub code: Option<Code>,
}

/// What a giver is asked to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GiveSum {
    /// As much as the giver likes: a fund.
    Yours,
    /// What was promised, in one payment or several: a pledge.
    Pledged,
    /// One's own share, or the unit's sum: a roster.
    Share,
}

impl GiveSum {
    /// The text that says so.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Yours => "give-amount-yours",
            Self::Pledged => "give-amount-pledged",
            Self::Share => "give-amount-share",
        }
    }
}

/// A pledge and what has come of it.
#[derive(Clone, Debug)]
pub struct PledgeRow {
    /// Its entry.
    pub entry: u64,
    /// Its matching code.
    pub code: String,
    /// The organisation that promised.
    pub by: Option<Named>,
    /// What was promised.
    pub promised: Amount,
    /// When it is due.
    pub due: Option<Date>,
    /// What has come; `None` where nothing has.
    pub received: Option<Figure>,
    /// What is still missing; `None` where nothing has come.
    pub missing: Option<Figure>,
}

/// A roster and what has come of it.
#[derive(Clone, Debug)]
pub struct RosterRow {
    /// Its name.
    pub name: Verbatim,
    /// Its matching code.
    pub code: String,
    /// The unit.
    pub unit: Option<Named>,
    /// When it is due.
    pub due: Option<Date>,
    /// What is expected of all members.
    pub expected: Figure,
    /// What has come.
    pub received: Figure,
    /// What is still missing.
    pub missing: Figure,
    /// How many members.
    pub members: Figure,
    /// How many have given all.
    pub members_given: Figure,
    /// What came and is nobody's share; `None` where nothing is.
    pub of_nobody: Option<Figure>,
}

/// What a share fulfils.
#[derive(Clone, Debug)]
pub enum Fulfils {
    /// A pledge, by its entry.
    Pledge(u64),
    /// A member's part of a roster.
    Member(Verbatim),
    /// A roster, and nobody's part of it.
    Roster(Verbatim),
    /// A roster, split over its members.
    Members(Verbatim),
}

/// A share of a line.
#[derive(Clone, Debug)]
pub struct MatchedShare {
    /// How much.
    pub amount: Amount,
    /// The ledger's word for what it is.
    pub attribution: &'static str,
    /// What it fulfils.
    pub fulfils: Option<Fulfils>,
    /// The earlier line whose money it returns.
    pub returns: Option<u64>,
}

/// Why a line counts as what it does.
#[derive(Clone, Debug)]
pub struct Matched {
    /// The entry that says so.
    pub entry: u64,
    /// On what it rests.
    pub by: MatchedBy,
    /// What speaks for it.
    pub reasons: Vec<MatchReason>,
    /// The rule's entry and its name.
    pub rule: Option<(u64, Option<Verbatim>)>,
    /// The shares of one line; none where several lines are whole the same.
    pub shares: Vec<MatchedShare>,
}
