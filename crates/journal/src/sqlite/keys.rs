//! The key store in `SQLite`: small, backed up apart, and rewritten on erasure so that no live file
//! still holds an erased secret.

use super::connection::{Access, Gate, Store};
use super::schema::KEYS;
use super::slots::{Record, SlotStore, Standing};
use super::slots_form::Form;
use crate::{KeyStore, Result, Secret};
use rusqlite::{OptionalExtension, params};
use std::path::Path;

/// A book's secrets in `DIR/keys.sqlite`.
#[derive(Debug)]
pub struct SqliteKeyStore {
    slots: SlotStore,
}

impl SqliteKeyStore {
    /// Opens the key store of `book` alone, for reading.
    pub fn open_reader(directory: &Path, book: &str) -> Result<Self> {
        Self::open(directory, Access::Read, &Gate::default(), book)
    }

    pub(crate) fn open(directory: &Path, access: Access, gate: &Gate, book: &str) -> Result<Self> {
        let store = Store::open(directory, &KEYS, access, gate, Some(book))?;
        Ok(Self { slots: SlotStore { store, form: Form::Secrets, standing: Standing::Kept } })
    }

    /// True when anything was ever put.
    pub(crate) fn was_used(&self) -> Result<bool> {
        self.slots.was_used()
    }

    pub(crate) fn flush(&self) -> Result<bool> {
        self.slots.store.flush()
    }

    /// Rewrites the file: overwriting leaves copies that moved inside the file, `VACUUM` does not; the
    /// write-ahead file is emptied last.
    fn remove_remains(&mut self) -> Result<()> {
        self.slots.store.vacuum()?;
        self.slots.store.flush_erased()
    }
}

impl KeyStore for SqliteKeyStore {
    fn put_secrets(&mut self, first_sequence: u64, secrets: &[Secret]) -> Result<()> {
        let records: Vec<Record<'_>> = (first_sequence..)
            .zip(secrets)
            .filter(|(_, secret)| **secret != [0; 32])
            .map(|(sequence, secret)| (sequence, secret.as_slice()))
            .collect();
        self.slots.put(&records)
    }

    fn secret(&self, sequence: u64) -> Result<Option<Secret>> {
        Ok(self.slots.get(sequence)?.and_then(|secret| secret.try_into().ok()))
    }

    fn secrets(&self, index: u64) -> Result<Vec<Secret>> {
        let mut secrets = vec![[0; 32]; 256];
        for (sequence, secret) in self.slots.bundle(index)?.records() {
            let place = usize::try_from(sequence % 256).unwrap_or_default();
            secrets[place].copy_from_slice(secret);
        }
        Ok(secrets)
    }

    fn erase(&mut self, sequences: &[u64]) -> Result<u64> {
        let erased = self.slots.erase(sequences)?;
        self.remove_remains()?;
        Ok(erased)
    }

    fn sweep(&mut self, journal_size: u64) -> Result<u64> {
        self.slots.sweep(journal_size)
    }

    fn named_secret(&self, name: &str) -> Result<Option<Vec<u8>>> {
        self.slots.store.read(|connection, book| {
            let mut statement = connection.prepare_cached(
                "SELECT bytes FROM named_secret WHERE book_id = ?1 AND name = ?2",
            )?;
            Ok(statement.query_row([book, name], |row| row.get(0)).optional()?)
        })
    }

    fn put_named_secret(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        self.slots.store.write(|transaction, book| {
            transaction
                .prepare_cached(
                    "INSERT OR REPLACE INTO named_secret (book_id, name, bytes) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![book, name, bytes])?;
            Ok(())
        })
    }

    fn remove_named_secret(&mut self, name: &str) -> Result<()> {
        self.slots.store.write(|transaction, book| {
            transaction
                .prepare_cached("DELETE FROM named_secret WHERE book_id = ?1 AND name = ?2")?
                .execute(params![book, name])?;
            Ok(())
        })?;
        self.remove_remains()
    }
}
