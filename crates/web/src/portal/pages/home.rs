//! The first page: what came in, what went out, what was built, what is left, and can I check it.

use super::balances::{Agreement, Footing};
use super::charts::FlowChart;
use super::claims::{Verdict, VerdictCounts};
use super::funds::FundRow;
use super::stories::StoryRow;
use super::works::WorkRow;
use crate::portal::card::{self, PageCard, Subject};
use crate::portal::figure::{Figure, Sums};
use crate::portal::frame::Frame;
use crate::portal::record::EntryRow;
use askama::Template;

/// What the first page shows.
#[derive(Clone, Debug)]
pub struct Home {
    /// Of all funds together.
    pub sums: Sums,
    /// How far below zero the funds in shortfall are; `None` where none is.
    pub shortfall: Option<Figure>,
    /// Where money came from and went; `None` where none moved.
    pub flows: Option<FlowChart>,
    /// Each fund, in the book's order.
    pub funds: Vec<FundRow>,
    /// Bank = books over all accounts.
    pub agreement: Agreement,
    /// How many works the book knows.
    pub works_count: Figure,
    /// The works to show here, at most six.
    pub works: Vec<WorkRow>,
    /// Claims by verdict; `None` where the book holds no claims.
    pub claims: Option<VerdictCounts>,
    /// The newest entries, newest first, at most eight.
    pub latest: Vec<EntryRow>,
}

/// The first page.
#[derive(Template)]
#[template(path = "home.html")]
pub struct HomePage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub home: Home,
    /// The newest stories, at most three.
    pub stories: Vec<StoryRow>,
}

impl HomePage {
    /// The drawn card.
    #[must_use]
    pub fn card(&self) -> PageCard {
        card::shown(&card::of_home(&self.frame), &Subject::Home, self.frame.language)
    }
}
