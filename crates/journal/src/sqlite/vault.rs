//! The vault and the openings in `SQLite`. Vault records are immutable until erased; openings may be
//! replaced. What is erased is overwritten, and the write-ahead file emptied.

use super::connection::{Access, Gate, Store};
use super::schema::{OPENINGS, VAULT};
use super::slots::{Record, SlotStore, Standing};
use super::slots_form::Form;
use crate::{Changes, Openings, RecordBatch, Result, Vault};
use std::path::Path;

/// A book's private values in `DIR/vault.sqlite`.
#[derive(Debug)]
pub struct SqliteVault {
    slots: SlotStore,
}

/// A book's public openings in `DIR/openings.sqlite`.
#[derive(Debug)]
pub struct SqliteOpenings {
    slots: SlotStore,
}

impl SqliteVault {
    /// Opens the vault of `book` alone, for reading.
    pub fn open_reader(directory: &Path, book: &str) -> Result<Self> {
        Self::open(directory, Access::Read, &Gate::default(), book)
    }

    pub(crate) fn open(directory: &Path, access: Access, gate: &Gate, book: &str) -> Result<Self> {
        let store = Store::open(directory, &VAULT, access, gate, Some(book))?;
        Ok(Self { slots: SlotStore { store, form: Form::Lengths, standing: Standing::Kept } })
    }

    /// True when anything was ever put.
    pub(crate) fn was_used(&self) -> Result<bool> {
        self.slots.was_used()
    }

    pub(crate) fn flush(&self) -> Result<bool> {
        self.slots.store.flush()
    }
}

impl Vault for SqliteVault {
    fn put(&mut self, batch: &RecordBatch) -> Result<()> {
        self.slots.put(&records(batch))
    }

    fn get(&self, sequence: u64) -> Result<Option<Vec<u8>>> {
        self.slots.get(sequence)
    }

    fn bundle(&self, index: u64) -> Result<RecordBatch> {
        self.slots.bundle(index)
    }

    fn erase(&mut self, sequences: &[u64]) -> Result<u64> {
        let erased = self.slots.erase(sequences)?;
        self.slots.store.flush_erased()?;
        Ok(erased)
    }

    fn sweep(&mut self, journal_size: u64) -> Result<u64> {
        self.slots.sweep(journal_size)
    }
}

impl SqliteOpenings {
    /// Opens the openings of `book` alone, for reading.
    pub fn open_reader(directory: &Path, book: &str) -> Result<Self> {
        Self::open(directory, Access::Read, &Gate::default(), book)
    }

    pub(crate) fn open(directory: &Path, access: Access, gate: &Gate, book: &str) -> Result<Self> {
        let store = Store::open(directory, &OPENINGS, access, gate, Some(book))?;
        Ok(Self { slots: SlotStore { store, form: Form::Lengths, standing: Standing::Replaced } })
    }

    /// True when anything was ever put.
    pub(crate) fn was_used(&self) -> Result<bool> {
        self.slots.was_used()
    }

    pub(crate) fn flush(&self) -> Result<bool> {
        self.slots.store.flush()
    }
}

impl Openings for SqliteOpenings {
    fn put(&mut self, batch: &RecordBatch) -> Result<()> {
        self.slots.put(&records(batch))
    }

    fn get(&self, sequence: u64) -> Result<Option<Vec<u8>>> {
        self.slots.get(sequence)
    }

    fn bundle(&self, index: u64) -> Result<RecordBatch> {
        self.slots.bundle(index)
    }

    fn changes_since(&self, revision: u64) -> Result<Changes> {
        self.slots.changes_since(revision)
    }

    fn erase(&mut self, sequences: &[u64]) -> Result<u64> {
        let erased = self.slots.erase(sequences)?;
        // Openings are plain text: what moved inside the file, or was replaced, goes too.
        self.slots.store.vacuum()?;
        self.slots.store.flush_erased()?;
        Ok(erased)
    }

    fn sweep(&mut self, journal_size: u64) -> Result<u64> {
        self.slots.sweep(journal_size)
    }
}

fn records(batch: &RecordBatch) -> Vec<Record<'_>> {
    batch.records().collect()
}
