//! One claim at an address that stays: what was said, what the books hold, the arithmetic, and how to ask
//! for both sides again.

use super::asking::address_of;
use super::claims::{ClaimRow, Tension};
use crate::portal::frame::Frame;
use crate::portal::record::{Opened, Verbatim};
use askama::Template;

/// One claim.
#[derive(Clone, Debug)]
pub struct ClaimView {
    /// The claim beside the books.
    pub row: ClaimRow,
    /// What the books are asked, in the figure language.
    pub question: String,
    /// What does not fit, about the same things.
    pub tensions: Vec<Tension>,
}

/// One claim's page.
#[derive(Template)]
#[template(path = "claim.html")]
pub struct ClaimPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub claim: ClaimView,
}

impl ClaimPage {
    /// Where the books' side is asked for.
    #[must_use]
    pub fn question_link(&self) -> String {
        self.frame.link(address_of(&self.claim.question))
    }

    /// What was said, in the source's words where they are open.
    #[must_use]
    pub fn heading(&self) -> &Verbatim {
        match &self.claim.row.quote {
            Opened::Text(quote) => quote,
            _ => &self.claim.row.words,
        }
    }

    /// Where the claimed side is asked for.
    #[must_use]
    pub fn value_link(&self) -> String {
        self.frame.link(address_of(&format!("value of claims {}", self.claim.row.id)))
    }
}
