//! The disclosure clock: what must be published by when, done or late, as of the day of the newest entry.

use crate::portal::figure::Figure;
use crate::portal::frame::Frame;
use crate::portal::record::Named;
use askama::Template;
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::disclosure::Standing;
use chungtay_ledger::kinds::life::{EventClass, Regime};
use chungtay_ledger::regimes::DutyRule;

/// One duty.
#[derive(Clone, Debug)]
pub struct DutyRow {
    /// The rule.
    pub rule: &'static DutyRule,
    /// How it stands.
    pub standing: Standing,
    /// The last day; `None` where none is fixed.
    pub due: Option<Date>,
    /// When it was done, and the entry.
    pub done: Option<(Date, u64)>,
    /// Until when it must stay published, where that follows.
    pub kept_until: Option<Date>,
    /// What started the clock.
    pub event: EventClass,
    /// The rules it falls under.
    pub regime: Regime,
    /// The day of the event.
    pub event_on: Date,
    /// The entry of the event.
    pub event_entry: u64,
    /// The identifier of the event.
    pub event_id: String,
    /// What it is about.
    pub about: Vec<Named>,
}

/// Every duty of the book.
#[derive(Clone, Debug, Default)]
pub struct Disclosure {
    /// The book's identifier.
    pub book: String,
    /// When the newest entry was recorded.
    pub recorded_at: Moment,
    /// Its day.
    pub as_of: Option<Date>,
    /// How many stand how, in the order shown.
    pub counts: Vec<(Standing, Figure)>,
    /// Late ones first, then by their last day.
    pub rows: Vec<DutyRow>,
}

/// The page.
#[derive(Template)]
#[template(path = "disclosure.html")]
pub struct DisclosurePage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub disclosure: Disclosure,
}
