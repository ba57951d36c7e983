//! The pages for what is not there and for what went wrong. They name no cause that a stranger could use.

use crate::portal::frame::Frame;
use askama::Template;

/// What went wrong, as far as a reader is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no such page or thing.
    NotFound,
    /// The address cannot be read.
    BadRequest,
    /// The books cannot be read now.
    Broken,
}

impl Failure {
    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::BadRequest => "bad-request",
            Self::Broken => "broken",
        }
    }
}

/// The page for a failure.
#[derive(Template)]
#[template(path = "failure.html")]
pub struct FailurePage {
    /// Around the page.
    pub frame: Frame,
    /// What happened.
    pub failure: Failure,
}
