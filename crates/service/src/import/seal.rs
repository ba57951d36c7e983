//! From rows of the file to sealed rows: commitments, vault bytes and openings, a few thousand at a time.
//! Done on its own threads, since hashing is most of an import's work.

use crate::error::Result;
use crate::sealing::{self, bank_line};
use chungtay_ledger::commitment::{Commitment, Secret};
use chungtay_ledger::date::Date;
use chungtay_ledger::kinds::checks::Part;
use chungtay_ledger::kinds::people::NamesPolicy;
use chungtay_ledger::kinds::receipts::QuarantineReason;
use chungtay_ledger::money::Dong;
use chungtay_text::mask;
use std::ops::Range;

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    /// A line to enter.
    Line,
    /// What the bank took with the row before, in a column of its own: a line without text.
    Part(Part),
    /// A row to put aside.
    Waiting(QuarantineReason),
    /// A line already in the books, by sequence: observed again.
    Known(u64),
}

/// One row, its texts lying in the batch's buffer.
#[derive(Clone, Debug)]
pub(super) struct RawRow {
    pub row: u32,
    pub kind: RowKind,
    pub date: Option<Date>,
    pub amount: Dong,
    pub key: [u8; 16],
    /// Document number, counter account, memo; for a row put aside: text and problems.
    pub texts: [Range<usize>; 3],
}

/// Rows on their way, in the file's order.
#[derive(Debug, Default)]
pub(super) struct RawBatch {
    pub rows: Vec<RawRow>,
    pub text: String,
    /// The sequence of the first row that becomes an entry.
    pub first_sequence: u64,
    /// One secret for each row that becomes an entry.
    pub secrets: Vec<Secret>,
    /// The last row of the file that this batch settles.
    pub rows_done: u64,
    /// Whether the books may stop here: not inside a day that is aligned with earlier files.
    pub may_commit: bool,
}

/// A batch whose private side is ready.
#[derive(Debug, Default)]
pub(super) struct SealedBatch {
    pub raw: RawBatch,
    /// One commitment per row that becomes an entry; of a part it is not used.
    pub records: Vec<Commitment>,
    /// Vault bytes, one after the other, with the end of each.
    pub vault: Vec<u8>,
    pub vault_ends: Vec<usize>,
    /// Opening bytes, likewise; nothing where the end repeats.
    pub openings: Vec<u8>,
    pub opening_ends: Vec<usize>,
}

impl RawBatch {
    /// Adds a text and tells where it lies.
    pub fn keep(&mut self, text: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(text);
        start..self.text.len()
    }
}

/// Seals every row of a batch.
pub(super) fn seal(raw: RawBatch, names: NamesPolicy) -> Result<SealedBatch> {
    let mut sealed = SealedBatch { raw, ..SealedBatch::default() };
    let mut forms = Forms::default();
    let mut secrets = sealed.raw.secrets.iter();
    for row in &sealed.raw.rows {
        if matches!(row.kind, RowKind::Known(_)) {
            continue;
        }
        let Some(secret) = secrets.next() else { break };
        let [first, second, third] = row
            .texts
            .clone()
            .map(|range| sealed.raw.text.get(range).filter(|text| !text.is_empty()));
        match row.kind {
            RowKind::Line => {
                forms.make(third);
                let values = [
                    first,
                    second,
                    third,
                    third.map(|_| forms.full.as_str()),
                    third.map(|_| forms.initials.as_str()),
                ];
                let made = sealing::seal(secret, &values);
                sealing::encrypt_line_into(&made.keys, [first, second, third], &mut sealed.vault)?;
                let opening = sealing::opening(&values, &made, opened_fields(names));
                sealed.openings.extend_from_slice(&opening);
                sealed.records.push(made.record);
            }
            RowKind::Part(_) => sealed.records.push(Commitment([0; 32])),
            RowKind::Waiting(_) | RowKind::Known(_) => {
                let values = [first, second];
                let made = sealing::seal(secret, &values);
                sealing::encrypt_into(&made.keys, &values, &mut sealed.vault)?;
                sealed.records.push(made.record);
            }
        }
        sealed.vault_ends.push(sealed.vault.len());
        sealed.opening_ends.push(sealed.openings.len());
    }
    Ok(sealed)
}

/// Which fields of a line the public sees: never the account, never the memo as the bank gave it.
fn opened_fields(names: NamesPolicy) -> &'static [u8] {
    match names {
        NamesPolicy::Full => &[bank_line::DOCUMENT_NUMBER, bank_line::MEMO_FULL],
        NamesPolicy::Initials => &[bank_line::DOCUMENT_NUMBER, bank_line::MEMO_INITIALS],
        NamesPolicy::None => &[bank_line::DOCUMENT_NUMBER],
    }
}

/// The public forms of a memo, in buffers used again.
#[derive(Default)]
struct Forms {
    full: String,
    initials: String,
}

impl Forms {
    fn make(&mut self, memo: Option<&str>) {
        self.full.clear();
        self.initials.clear();
        if let Some(memo) = memo {
            mask::mask_digits_into(memo, &mut self.full);
            mask::initials_into(memo, &mut self.initials);
        }
    }
}
