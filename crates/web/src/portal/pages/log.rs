//! The log: its checkpoint, the key that signs it, and how a stranger verifies everything shown.

use crate::portal::frame::Frame;
use crate::portal::verifier::VERIFIER_PATH;
use askama::Template;
use chungtay_ledger::date::Moment;

/// One thing to download.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Download {
    /// The signed checkpoint.
    Checkpoint,
    /// All figures.
    Figures,
    /// The policy.
    Policy,
    /// The journal as hledger reads it.
    Hledger,
    /// The openings.
    Openings,
    /// Statement lines as a plain table.
    Lines,
    /// The script that recomputes the log.
    Script,
}

impl Download {
    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Checkpoint => "checkpoint",
            Self::Figures => "figures",
            Self::Policy => "policy",
            Self::Hledger => "hledger",
            Self::Openings => "openings",
            Self::Lines => "lines",
            Self::Script => "script",
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
    /// Who stands behind the key; `None` where the log says nothing of it.
    pub keys: Option<Keys>,
    /// Who has cosigned the checkpoint; `None` where the book names no witness.
    pub witnesses: Option<Witnesses>,
}

/// The log's keys, as its own entries state them.
#[derive(Clone, Debug)]
pub struct Keys {
    /// Names and key identifiers of the roots.
    pub roots: Vec<String>,
    /// The entry that states them.
    pub roots_entry: u64,
    /// Every set of signing keys with the entry that named it; the first signed from the beginning.
    pub periods: Vec<(Option<u64>, Vec<String>)>,
    /// The last checkpoint of the log that this one continues, without its signatures.
    pub predecessor: Option<String>,
}

/// The witnesses of the book's policy.
#[derive(Clone, Debug)]
pub struct Witnesses {
    /// Each of them, in the policy's order.
    pub rows: Vec<WitnessRow>,
    /// Whether enough have cosigned; `None` where the policy asks for none.
    pub quorum_is_met: Option<bool>,
}

impl Witnesses {
    /// The word in message keys.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self.quorum_is_met {
            Some(true) => "met",
            Some(false) => "not-met",
            None => "none",
        }
    }
}

/// A witness.
#[derive(Clone, Debug)]
pub struct WitnessRow {
    /// Its name in the policy.
    pub name: String,
    /// Its verifier key.
    pub key: String,
    /// When it cosigned, by its own clock; `None` where it has not.
    pub cosigned_at: Option<Moment>,
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
