//! What this is, how the numbers come about, and what the marks mean. Text only.

use crate::portal::frame::Frame;
use crate::portal::pages::balances::Footing;
use askama::Template;
use chungtay_ledger::entry::Authority;
use chungtay_ledger::kinds::people::NamesPolicy;

/// What the page about the method needs of the book.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// How donors' names are shown.
    pub names_policy: NamesPolicy,
}

/// The page about the method.
#[derive(Template)]
#[template(path = "about.html")]
pub struct AboutPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub about: About,
}
