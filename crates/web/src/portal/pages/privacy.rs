//! What is owed to persons named in the books: how names are shown, what they may ask for and by when it
//! must be done, and what was asked so far. Never a name: requests stand here by their entry.

use crate::portal::figure::Figure;
use crate::portal::frame::Frame;
use askama::Template;
use chungtay_ledger::date::Date;
use chungtay_ledger::kinds::people::NamesPolicy;
use chungtay_ledger::kinds::privacy::Right;
use chungtay_ledger::state::RightStage;

/// How one giver wants the name in one entry to be shown.
#[derive(Clone, Copy, Debug)]
pub struct ConsentRow {
    /// The entry that names the giver.
    pub entry: u64,
    /// The giver's last word.
    pub shown: NamesPolicy,
}

/// One right and by when it must be done; the numbers name the law that says so.
#[derive(Clone, Debug)]
pub struct RightRow {
    /// The right.
    pub right: Right,
    /// Working days until the person must have been told.
    pub reply_working_days: Figure,
    /// Days until it must be done.
    pub finish_days: Figure,
}

/// The deadlines of one law.
#[derive(Clone, Debug)]
pub struct Deadlines {
    /// The numbers of the law and of its decree.
    pub laws: &'static [&'static str],
    /// The first day they hold for.
    pub from: Date,
    /// All rights.
    pub rights: Vec<RightRow>,
}

/// What was asked and done; figures of the log.
#[derive(Clone, Debug)]
pub struct Counts {
    /// Requests.
    pub asked: Figure,
    /// Done or refused.
    pub answered: Figure,
    /// Past a deadline on the day of the last entry.
    pub late: Figure,
    /// Entries whose private record was erased.
    pub erased: Figure,
    /// Entries that were stated again.
    pub restated: Figure,
}

/// One request.
#[derive(Clone, Copy, Debug)]
pub struct RequestRow {
    /// The entry that says so.
    pub entry: u64,
    /// What was asked.
    pub right: Right,
    /// The day it came.
    pub received_on: Date,
    /// The last day to have done it; `None` before the first rule that is known.
    pub finish_by: Option<Date>,
    /// How far it is.
    pub stage: RightStage,
    /// Whether a deadline was missed.
    pub is_late: bool,
}

/// What the page shows of the book.
#[derive(Clone, Debug)]
pub struct PrivacyView {
    /// How names are shown in this book.
    pub names_policy: NamesPolicy,
    /// Givers who said otherwise for themselves, the latest entries first.
    pub consents: Vec<ConsentRow>,
    /// Whether there are more of them than are listed.
    pub more_consents: bool,
    /// By when rights are owed.
    pub deadlines: Option<Deadlines>,
    /// What was asked and done; `None` before there was anything.
    pub counts: Option<Counts>,
    /// Requests, late ones first, then the newest.
    pub requests: Vec<RequestRow>,
    /// Whether there are more of them than are listed.
    pub more_requests: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "privacy.html")]
pub struct PrivacyPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub privacy: PrivacyView,
}
