//! Funds: what each is for, what came in by kind, what went out, what is left; a shortfall leads.

use super::charts::MoneyCharts;
use super::matching::{Give, PledgeRow, RosterRow};
use super::works::WorkRow;
use crate::portal::figure::{Figure, Sums};
use crate::portal::frame::Frame;
use crate::portal::record::{EntryRow, Named, Verbatim};
use askama::Template;
use chungtay_ledger::date::Date;
use chungtay_ledger::kinds::people::FundSource;

/// One fund in a list.
#[derive(Clone, Debug)]
pub struct FundRow {
    /// The fund.
    pub fund: Named,
    /// Received, spent, left.
    pub sums: Sums,
    /// How far below zero it is; `None` where it is not.
    pub shortfall: Option<Figure>,
}

/// All funds.
#[derive(Clone, Debug)]
pub struct Funds {
    /// In the book's order.
    pub rows: Vec<FundRow>,
    /// Of all together.
    pub total: Sums,
}

/// The list of funds.
#[derive(Template)]
#[template(path = "funds.html")]
pub struct FundsPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub funds: Funds,
}

/// A way money came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyInKind {
    /// Gifts of money.
    Gifts,
    /// Gifts of goods, at their valuation.
    Goods,
    /// Gifts of labour, at their valuation.
    Labour,
    /// Bank interest.
    Interest,
    /// From other accounts, funds and books.
    Transfers,
    /// Credits not yet attributed.
    NotYetAttributed,
    /// Credits that a rule holds back: perhaps no gifts.
    Held,
}

impl MoneyInKind {
    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Gifts => "gifts",
            Self::Goods => "goods",
            Self::Labour => "labour",
            Self::Interest => "interest",
            Self::Transfers => "transfers",
            Self::NotYetAttributed => "not-yet-attributed",
            Self::Held => "held",
        }
    }
}

/// Money that came in, by kind.
#[derive(Clone, Debug)]
pub struct MoneyIn {
    /// Which kind.
    pub kind: MoneyInKind,
    /// How much.
    pub amount: Figure,
    /// In how many entries.
    pub entries: Figure,
}

/// A request to spend and what became of it.
#[derive(Clone, Debug)]
pub struct SpendingRow {
    /// The request's entry.
    pub request: u64,
    /// When it was asked.
    pub asked_on: Date,
    /// What for, in public words.
    pub purpose: Verbatim,
    /// The work or programme it is for.
    pub for_what: Option<Named>,
    /// How far it is.
    pub stage: SpendingStage,
    /// How much was asked for.
    pub amount: Figure,
}

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpendingStage {
    /// Asked for.
    Asked,
    /// Approved, not yet paid.
    Approved,
    /// Sent back or refused.
    Declined,
    /// Paid.
    Paid,
    /// Paid and seen at the bank.
    Settled,
}

impl SpendingStage {
    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::Declined => "declined",
            Self::Paid => "paid",
            Self::Settled => "settled",
        }
    }
}

/// One fund.
#[derive(Clone, Debug)]
pub struct Fund {
    /// The fund.
    pub fund: Named,
    /// Who answers for it.
    pub organisation: Option<Named>,
    /// Whether the money may serve anything the book does; else only the list below.
    pub general_purpose: bool,
    /// The programmes and works its money may be spent on; enforced by the books.
    pub purposes: Vec<Named>,
    /// Where its money comes from.
    pub sources: Vec<FundSource>,
    /// How far below zero it is: leads the page and blocks spending.
    pub shortfall: Option<Figure>,
    /// Received, spent, left.
    pub sums: Sums,
    /// Where it came from and went, and when.
    pub charts: MoneyCharts,
    /// What came in by kind; adds up to what was received.
    pub money_in: Vec<MoneyIn>,
    /// Where to pay, with the memo that tells so; empty where no account's number is open.
    pub give: Vec<Give>,
    /// What was promised to it.
    pub pledges: Vec<PledgeRow>,
    /// Who is asked for a share.
    pub rosters: Vec<RosterRow>,
    /// Debits nobody has explained yet: out of the bank, not yet spending.
    pub in_suspense: Figure,
    /// Approved and not yet paid.
    pub committed: Figure,
    /// Requests and payments, newest first.
    pub spending: Vec<SpendingRow>,
    /// The works it pays for.
    pub works: Vec<WorkRow>,
    /// The newest entries, newest first, at most ten.
    pub latest: Vec<EntryRow>,
}

/// One fund's page.
#[derive(Template)]
#[template(path = "fund.html")]
pub struct FundPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub fund: Fund,
}
