//! What of a statement line is open to the public. Only the openings are read, never the vault.

use crate::ViewsError;
use chungtay_journal::{BUNDLE_ENTRIES, Openings, RecordBatch};
use chungtay_ledger::opening::{OpenedField, OpenedRecord};

/// Places of a line's fields in its record (`bank_line/1`).
const DOCUMENT: usize = 0;
const MEMO_FULL: usize = 3;
const MEMO_INITIALS: usize = 4;

/// The opened text of a line: `None` where it is not open, empty where it is open and empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LineText {
    pub document: Option<String>,
    pub memo: Option<String>,
}

impl LineText {
    /// What a stored opening shows; nothing where it cannot be read.
    pub(crate) fn of(opening: &[u8]) -> Self {
        let Some(opened) = OpenedRecord::decode(opening) else { return Self::default() };
        let mut fields = opened.fields;
        let mut shown = |place: usize| match fields.get_mut(place) {
            Some(OpenedField::Open { value, .. }) => Some(value.take().unwrap_or_default()),
            Some(OpenedField::Closed(_)) | None => None,
        };
        let document = shown(DOCUMENT);
        let full = shown(MEMO_FULL);
        Self { document, memo: full.or_else(|| shown(MEMO_INITIALS)) }
    }
}

/// The openings of the bundle that is being read, fetched once.
pub(crate) struct BundleText<'a> {
    openings: &'a dyn Openings,
    index: Option<u64>,
    records: Vec<(u64, LineText)>,
}

impl<'a> BundleText<'a> {
    pub(crate) fn new(openings: &'a dyn Openings) -> Self {
        Self { openings, index: None, records: Vec::new() }
    }

    /// The text of one entry, as a line's.
    pub(crate) fn line(&mut self, sequence: u64) -> Result<LineText, ViewsError> {
        let index = sequence / BUNDLE_ENTRIES;
        if self.index != Some(index) {
            let batch: RecordBatch = self.openings.bundle(index)?;
            self.records = batch.records().map(|(at, bytes)| (at, LineText::of(bytes))).collect();
            self.index = Some(index);
        }
        let found = self.records.binary_search_by_key(&sequence, |(at, _)| *at);
        Ok(found.ok().map(|place| std::mem::take(&mut self.records[place].1)).unwrap_or_default())
    }
}
