//! One entry's receipt, to be printed: what the entry says, the checkpoint that covers it, its codes, how
//! to check it, and what that proves.

use crate::portal::frame::Frame;
use crate::portal::record::{Amount, Named};
use askama::Template;
use chungtay_ledger::date::{Date, Moment};

/// Money that entered or left one of the book's stores.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The store.
    pub account: Named,
    /// The fund.
    pub fund: Named,
    /// The amount, signed.
    pub amount: Amount,
}

/// Who signed the checkpoint.
#[derive(Clone, Debug)]
pub struct Signer {
    /// The key's name.
    pub name: String,
    /// When, where the signature says so: a witness's does, the log's does not.
    pub at: Option<Moment>,
}

/// A code as a drawing.
#[derive(Clone, Debug)]
pub struct Code {
    /// An SVG path of the dark modules.
    pub path: String,
    /// Modules to a side, quiet zone included.
    pub width: u32,
}

impl Code {
    /// The printed width in tenths of a millimetre, half a millimetre to a module.
    #[must_use]
    pub fn width_tenths(&self) -> u32 {
        self.width * 5
    }
}

/// The proof of an entry.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The log.
    pub origin: String,
    /// Entries under the checkpoint.
    pub size: u64,
    /// Its root, base64.
    pub root: String,
    /// Who signed it.
    pub signers: Vec<Signer>,
    /// One code or two; none where the receipt is too long for them.
    pub codes: Vec<Code>,
    /// The compact form, base64url, for a link into the verifier; none where there is none.
    pub compact: Option<String>,
}

/// What can be given of an entry.
#[derive(Clone, Debug)]
pub enum Paper {
    /// The receipt.
    Given(Box<Proof>),
    /// The entry's bytes were withheld; the entry that states it again.
    Withheld(u64),
    /// No published checkpoint covers it yet.
    NotYet,
}

/// One entry's receipt.
#[derive(Clone, Debug)]
pub struct ReceiptView {
    /// The entry's place in the log, from zero.
    pub number: u64,
    /// The kind with its version.
    pub kind: String,
    /// The day it happened.
    pub occurred_on: Date,
    /// What entered or left the book's stores.
    pub moved: Vec<Moved>,
    /// The entry that undoes this one.
    pub reversed_by: Option<u64>,
    /// Whether the entry has private fields, so that there is an owner's half.
    pub has_record: bool,
    /// The receipt itself.
    pub paper: Paper,
}

/// A receipt to be kept as a file.
#[derive(Clone, Debug)]
pub struct ReceiptFile {
    /// `{book}-{index}.tlog-proof`.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// One receipt's page.
#[derive(Template)]
#[template(path = "receipt.html")]
pub struct ReceiptPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub receipt: ReceiptView,
}
