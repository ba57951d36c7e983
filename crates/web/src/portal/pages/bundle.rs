//! Entries 256 to a page, aligned to the log's bundles, each under an anchor of its own; and the list of
//! these pages. A page of a full bundle shows nothing that a later checkpoint changes by itself.

use crate::portal::frame::Frame;
use crate::portal::pages::entry::{EntryView, PostingAccount};
use crate::portal::record::{Amount, LineState, Named, Opened};
use askama::Template;
use chungtay_ledger::date::Date;

/// A statement line, told shortly.
#[derive(Clone, Debug)]
pub struct BundleLine {
    /// How much, signed.
    pub amount: Amount,
    /// The bank account.
    pub account: Named,
    /// The fund.
    pub fund: Named,
    /// The memo as far as it is open.
    pub memo: Opened,
    /// The document number as far as it is open.
    pub document: Opened,
    /// Where it stands.
    pub state: LineState,
}

/// One entry of a bundle.
#[derive(Clone, Debug)]
pub struct BundleEntry {
    /// What it says.
    pub entry: EntryView,
    /// SHA-256(0x00 ‖ bytes), hexadecimal.
    pub leaf_hash: String,
    /// Of a statement line, what people look for first.
    pub line: Option<BundleLine>,
}

/// A bundle's entries.
#[derive(Clone, Debug)]
pub struct BundleView {
    /// The bundle's place, from zero.
    pub index: u64,
    /// Its entries, in order; never empty.
    pub entries: Vec<BundleEntry>,
    /// Whether there is a bundle after it.
    pub has_next: bool,
}

impl BundleView {
    /// First and last entry.
    #[must_use]
    pub fn ends(&self) -> (u64, u64) {
        let number = |entry: Option<&BundleEntry>| entry.map_or(0, |found| found.entry.number);
        (number(self.entries.first()), number(self.entries.last()))
    }
}

/// A bundle in the list of all.
#[derive(Clone, Debug)]
pub struct BundleRow {
    /// Its place, from zero.
    pub index: u64,
    /// Its first entry.
    pub first: u64,
    /// Its last entry.
    pub last: u64,
    /// The day of the first.
    pub from: Date,
    /// The day of the last.
    pub to: Date,
}

/// One bundle's page.
#[derive(Template)]
#[template(path = "bundle.html")]
pub struct BundlePage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub bundle: BundleView,
}

/// The list of bundles.
#[derive(Template)]
#[template(path = "bundles.html")]
pub struct BundlesPage {
    /// Around the page.
    pub frame: Frame,
    /// The newest first.
    pub bundles: Vec<BundleRow>,
}
