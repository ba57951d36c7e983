//! What is handed over to be stored: entries and records, each kept in one growing buffer so that
//! a batch of 16,384 costs a few allocations, not one each. Cleared and used again by the caller.

use crate::bundle::{EntryIterator, push_entry};
use crate::register::{ImportRecord, LineRun, Snapshot};
use crate::store::Secret;
use crate::{Error, Result};

/// Entries to append in one transaction, with the private rows that belong to them.
#[derive(Clone, Debug, Default)]
pub struct AppendBatch {
    bytes: Vec<u8>,
    entry_count: u64,
    /// Look-up keys of statement lines, per account, day and import.
    pub line_runs: Vec<LineRun>,
    /// Rows of the import register, written over those of the same number.
    pub imports: Vec<ImportRecord>,
    /// The fold's snapshot after this batch.
    pub snapshot: Option<Snapshot>,
}

impl AppendBatch {
    /// Adds one entry. An entry over 65,535 bytes is refused.
    pub fn push(&mut self, entry: &[u8]) -> Result<()> {
        if !push_entry(&mut self.bytes, entry) {
            return Err(Error::EntryTooLong { length: entry.len() });
        }
        self.entry_count += 1;
        Ok(())
    }

    /// Entries in the batch.
    #[must_use]
    pub fn entry_count(&self) -> u64 {
        self.entry_count
    }

    /// True when the batch would write nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entry_count == 0
            && self.line_runs.is_empty()
            && self.imports.is_empty()
            && self.snapshot.is_none()
    }

    /// The entries in order.
    pub fn entries(&self) -> impl Iterator<Item = &[u8]> {
        EntryIterator { rest: &self.bytes }
    }

    /// Empties the batch and keeps its buffers.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.entry_count = 0;
        self.line_runs.clear();
        self.imports.clear();
        self.snapshot = None;
    }

    /// The entries in bundle form, one after the other.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Records for the vault or the openings: at most one per entry's sequence, in rising order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordBatch {
    bytes: Vec<u8>,
    places: Vec<(u64, usize)>,
}

impl RecordBatch {
    /// Adds the record of the entry at `sequence`. Refused when it is empty or out of order.
    pub fn push(&mut self, sequence: u64, record: &[u8]) -> Result<()> {
        if record.is_empty() {
            return Err(Error::EmptyRecord { sequence });
        }
        if let Some(&(previous, _)) = self.places.last()
            && previous >= sequence
        {
            return Err(Error::NotAscending { sequence, previous });
        }
        self.bytes.extend_from_slice(record);
        self.places.push((sequence, self.bytes.len()));
        Ok(())
    }

    /// Records in the batch.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// True when there is no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Sequence and bytes of each record, in rising order.
    pub fn records(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let mut start = 0;
        self.places.iter().map(move |&(sequence, end)| {
            let record = &self.bytes[start..end];
            start = end;
            (sequence, record)
        })
    }

    /// The first sequence and the last.
    #[must_use]
    pub fn range(&self) -> Option<(u64, u64)> {
        Some((self.places.first()?.0, self.places.last()?.0))
    }

    /// Empties the batch and keeps its buffers.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.places.clear();
    }
}

/// Everything one append writes, over all the stores of a book.
#[derive(Clone, Debug, Default)]
pub struct BookAppend {
    /// The entries and what belongs to them in the journal's file.
    pub entries: AppendBatch,
    /// Encrypted private values, by sequence.
    pub records: RecordBatch,
    /// One secret for each entry in order, all zero for an entry without; or none at all.
    pub secrets: Vec<Secret>,
    /// Public openings, by sequence; those of earlier entries may be replaced here too.
    pub openings: RecordBatch,
}

impl BookAppend {
    /// Empties the batch and keeps its buffers.
    pub fn clear(&mut self) {
        self.entries.clear();
        self.records.clear();
        self.secrets.clear();
        self.openings.clear();
    }
}
