//! The traits of the durable store, written so that a `PostgreSQL` store can stand behind the same
//! conformance suite. Readers hold `&self`; only the holder of the writer lock may call the rest.
//!
//! Order of writing, which `BookFolder::append` follows: vault, keys and openings are durable before
//! the journal commits; records at or past the journal's size are orphans and are swept at start.

use crate::Result;
use crate::batch::{AppendBatch, RecordBatch};
use crate::bundle::Bundle;
use crate::register::{ImportRecord, Snapshot, StoredRun, Withheld};
use chungtay_ledger::date::Date;

/// A record's secret. All zero means "none" or "erased".
pub type Secret = [u8; 32];

/// The entries and the private rows that belong to them.
pub trait Journal: Send {
    /// Entries in the journal; also the next sequence.
    fn size(&self) -> Result<u64>;

    /// Writes the whole batch in one durable transaction and returns the new size. Fails with
    /// `SizeMismatch` when the journal is not at `expected_size`.
    fn append(&mut self, expected_size: u64, batch: &AppendBatch) -> Result<u64>;

    /// Entries from `from` on, in whole bundles, until at least `limit_entries` are read or the
    /// journal ends. The first bundle's `entries` begin at `from`.
    fn read(&self, from: u64, limit_entries: u64) -> Result<Vec<Bundle>>;

    /// One entry, or `None` past the end.
    fn entry(&self, sequence: u64) -> Result<Option<Vec<u8>>>;

    /// The runs of an account and day, by import number.
    fn line_runs(&self, account: &str, day: Date) -> Result<Vec<StoredRun>>;

    /// The whole register, by number.
    fn imports(&self) -> Result<Vec<ImportRecord>>;

    /// The register's rows of one file, by number.
    fn imports_of_file(&self, file_sha256: &[u8; 32]) -> Result<Vec<ImportRecord>>;

    /// Writes a row of the register over the one of the same number.
    fn record_import(&mut self, import: &ImportRecord) -> Result<()>;

    /// Writes a snapshot over the one of the same name.
    fn put_snapshot(&mut self, snapshot: &Snapshot) -> Result<()>;

    /// The last snapshot of that name.
    fn snapshot(&self, name: &str) -> Result<Option<Snapshot>>;

    /// Entries whose bytes were withheld, rising. Such an entry reads as empty.
    fn withheld(&self) -> Result<Vec<Withheld>>;

    /// Takes the bytes of an entry away for good, in every place of the store: the entry that states it
    /// again must stand in the journal already. Snapshots that passed it go too. Where the bytes are gone (recovered from a log that was
    /// published so), only its leaf is noted. Doing it again finishes what a reader held up.
    fn withhold(&mut self, withheld: &Withheld) -> Result<()>;
}

/// Private values, encrypted by the caller.
pub trait Vault: Send {
    /// Stores records durably, in one transaction. A record that stands with other bytes is an
    /// error and nothing is written.
    fn put(&mut self, batch: &RecordBatch) -> Result<()>;

    /// One record, or `None` where there is none or it was erased.
    fn get(&self, sequence: u64) -> Result<Option<Vec<u8>>>;

    /// The records of entries `index * 256` to `index * 256 + 255`.
    fn bundle(&self, index: u64) -> Result<RecordBatch>;

    /// Erases records for good and returns how many there were.
    fn erase(&mut self, sequences: &[u64]) -> Result<u64>;

    /// Removes the records of sequences at or past the journal's size; returns how many.
    fn sweep(&mut self, journal_size: u64) -> Result<u64>;
}

/// One 32-byte secret per record, and the book's own secrets.
pub trait KeyStore: Send {
    /// Stores the secrets of the entries from `first_sequence` on; an all-zero secret is passed
    /// over. A secret that stands is never replaced by another.
    fn put_secrets(&mut self, first_sequence: u64, secrets: &[Secret]) -> Result<()>;

    /// One secret, or `None` where there is none or it was erased.
    fn secret(&self, sequence: u64) -> Result<Option<Secret>>;

    /// The secrets of entries `index * 256` to `index * 256 + 255`, all zero where there is none.
    fn secrets(&self, index: u64) -> Result<Vec<Secret>>;

    /// Erases secrets so that no live file holds them; returns how many there were.
    fn erase(&mut self, sequences: &[u64]) -> Result<u64>;

    /// Removes the secrets of sequences at or past the journal's size; returns how many.
    fn sweep(&mut self, journal_size: u64) -> Result<u64>;

    /// One of the book's own secrets: the look-up key, the log's signing seed.
    fn named_secret(&self, name: &str) -> Result<Option<Vec<u8>>>;

    /// Stores one of the book's own secrets over the one of the same name.
    fn put_named_secret(&mut self, name: &str, bytes: &[u8]) -> Result<()>;

    /// Removes one of the book's own secrets so that no live file holds it.
    fn remove_named_secret(&mut self, name: &str) -> Result<()>;
}

/// What changed in the openings since a revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The revision now; ask again from here.
    pub revision: u64,
    /// Indexes of the bundles written since, rising. Read each anew.
    pub bundles: Vec<u64>,
}

/// Text released to the public, erasable, outside the log.
pub trait Openings: Send {
    /// Stores openings durably, over those of the same sequence.
    fn put(&mut self, batch: &RecordBatch) -> Result<()>;

    /// One opening, or `None` where there is none or it was erased.
    fn get(&self, sequence: u64) -> Result<Option<Vec<u8>>>;

    /// The openings of entries `index * 256` to `index * 256 + 255`.
    fn bundle(&self, index: u64) -> Result<RecordBatch>;

    /// Bundles in which something was put or erased after `revision` (0 for all).
    ///
    /// Openings become durable before their entries: a reader passes over those at or past the
    /// journal size it has folded, reads each new entry's when it folds the entry, and learns here
    /// only what changed for entries it has.
    fn changes_since(&self, revision: u64) -> Result<Changes>;

    /// Erases openings for good, and what is left in the file of those replaced before; returns how many
    /// there were. The revision rises even where there were none.
    fn erase(&mut self, sequences: &[u64]) -> Result<u64>;

    /// Removes the openings of sequences at or past the journal's size; returns how many.
    fn sweep(&mut self, journal_size: u64) -> Result<u64>;
}
