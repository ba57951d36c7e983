//! The log: its checkpoint, the key that signs it, and how a stranger verifies everything shown.

use crate::portal::frame::Frame;
use crate::portal::verifier::VERIFIER_PATH;
use askama::Template;

/// One thing to download.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Download {
    /// The signed checkpoint.
    Checkpoint,
    /// All figures.
    Figures,
    /// The journal as hledger reads it.
    Hledger,
    /// The openings.
    Openings,
}

impl Download {
    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Checkpoint => "checkpoint",
            Self::Figures => "figures",
            Self::Hledger => "hledger",
            Self::Openings => "openings",
        }
    }
}

/// The log.
#[derive(Clone, Debug)]
pub struct LogView {
    /// The checkpoint's text as signed; `None` before the first.
    pub checkpoint_text: Option<String>,
    /// The key that verifies it, in the form of signed notes.
    pub verifier_key: String,
    /// What may be downloaded, each with its address.
    pub downloads: Vec<(Download, String)>,
    /// Where this portal answers, for the command line; without a slash at the end.
    pub address: String,
}

/// The log's page.
#[derive(Template)]
#[template(path = "log.html")]
pub struct LogPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub log: LogView,
}

impl LogPage {
    /// The receipt verifier in the reader's language. It is handed no key: one that comes with a link
    /// would prove nothing.
    fn verifier_link(&self) -> String {
        format!("{VERIFIER_PATH}#lang={}", self.frame.language.code())
    }
}
