//! A book's folder: all its stores, opened together, and the one way to append over all of them.
//! Whoever appends holds the writer lock; private records are durable before the journal commits.

use crate::disk::{Disk, PlainDisk};
use crate::durable_file::create_folder;
use crate::head::HeadFile;
use crate::sqlite::connection::{Access, Gate, Store};
use crate::sqlite::schema;
use crate::{
    BlobFolder, BookAppend, Error, Head, Journal, KeyStore, Openings, Result, SqliteJournal,
    SqliteKeyStore, SqliteOpenings, SqliteVault, Vault, WriterLock,
};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What a folder is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Reading, beside any writer.
    Reader,
    /// Writing: takes the writer lock, waiting up to `wait`, and sweeps orphans. Refused while the
    /// journal is shorter than what was signed.
    Writer {
        /// How long to wait for another writer.
        wait: Duration,
    },
    /// Writing without sweeping, to append entries recovered from the published bundles.
    Recovery {
        /// How long to wait for another writer.
        wait: Duration,
    },
}

/// Orphans removed at start: records whose entries were never committed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Records of the vault.
    pub records: u64,
    /// Secrets.
    pub secrets: u64,
    /// Openings.
    pub openings: u64,
    /// Half-written blobs.
    pub blobs: u64,
}

/// A book's folder and its stores. `Send`, not `Sync`: open one for each thread that reads.
#[derive(Debug)]
pub struct BookFolder {
    /// The entries.
    pub journal: SqliteJournal,
    /// The private values.
    pub vault: SqliteVault,
    /// The secrets.
    pub keys: SqliteKeyStore,
    /// The public openings.
    pub openings: SqliteOpenings,
    /// Files by content.
    pub blobs: BlobFolder,
    directory: PathBuf,
    head: HeadFile,
    disk: Arc<dyn Disk>,
    gate: Gate,
    mode: Mode,
    lock: Option<WriterLock>,
}

impl BookFolder {
    /// Makes a book in a new or empty folder and opens it for writing. A creation that was broken off
    /// may be begun again; a folder with records of any book is `BookExists`.
    pub fn create(directory: &Path, book_id: &str, wait: Duration) -> Result<Self> {
        create_folder(directory)?;
        let lock = WriterLock::acquire(directory, wait)?;
        let journal = directory.join(schema::JOURNAL.file_name);
        match SqliteJournal::open_reader(directory) {
            Ok(_) => return Err(Error::BookExists { file: journal }),
            Err(Error::NotABook { .. }) => {}
            Err(error) => return Err(error),
        }
        // The journal comes last: without it there is no book, and creation may be begun again.
        for kind in [&schema::KEYS, &schema::VAULT, &schema::OPENINGS, &schema::JOURNAL] {
            Store::create(directory, kind, book_id)?;
        }
        let mode = Mode::Writer { wait };
        let folder = Self::open_stores(directory, mode, Some(lock), Arc::new(PlainDisk))?;
        if folder.has_records()? {
            return Err(Error::BookExists { file: directory.to_path_buf() });
        }
        Ok(folder)
    }

    /// Whether a folder holds a book.
    #[must_use]
    pub fn is_book(directory: &Path) -> bool {
        directory.join(schema::JOURNAL.file_name).is_file()
    }

    /// Opens a book.
    pub fn open(directory: &Path, mode: Mode) -> Result<Self> {
        Self::open_on(Arc::new(PlainDisk), directory, mode)
    }

    /// Opens a book whose plain files are changed through `disk`.
    pub fn open_on(disk: Arc<dyn Disk>, directory: &Path, mode: Mode) -> Result<Self> {
        let journal = directory.join(schema::JOURNAL.file_name);
        if !journal.is_file() {
            return Err(Error::NotABook { file: journal });
        }
        let lock = match mode {
            Mode::Reader => None,
            Mode::Writer { wait } | Mode::Recovery { wait } => {
                Some(WriterLock::acquire(directory, wait)?)
            }
        };
        let mut folder = Self::open_stores(directory, mode, lock, disk)?;
        if let Mode::Writer { .. } = mode {
            folder.sweep_orphans()?;
        }
        Ok(folder)
    }

    fn open_stores(
        directory: &Path,
        mode: Mode,
        lock: Option<WriterLock>,
        disk: Arc<dyn Disk>,
    ) -> Result<Self> {
        let gate = Gate::default();
        gate.set(lock.is_some());
        let access = if mode == Mode::Reader { Access::Read } else { Access::Write };
        let journal = SqliteJournal::open(directory, access, &gate)?;
        let book = journal.book_id().to_owned();
        Ok(Self {
            vault: SqliteVault::open(directory, access, &gate, &book)?,
            keys: SqliteKeyStore::open(directory, access, &gate, &book)?,
            openings: SqliteOpenings::open(directory, access, &gate, &book)?,
            blobs: BlobFolder::new(directory, &gate, &disk),
            journal,
            directory: directory.to_path_buf(),
            head: HeadFile::new(directory, Arc::clone(&disk)),
            disk,
            gate,
            mode,
            lock,
        })
    }

    /// The folder.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Where the last signed head lies.
    #[must_use]
    pub fn head_file(&self) -> PathBuf {
        self.directory.join("head")
    }

    /// What the book's plain files are changed through.
    #[must_use]
    pub fn disk(&self) -> &Arc<dyn Disk> {
        &self.disk
    }

    /// The book's id.
    #[must_use]
    pub fn book_id(&self) -> &str {
        self.journal.book_id()
    }

    /// Takes the writer lock again after `release`, and sweeps what another writer may have left.
    /// A folder opened as `Reader` stays one.
    pub fn acquire(&mut self, wait: Duration) -> Result<Swept> {
        if self.mode == Mode::Reader {
            return Err(Error::OpenedForReading { file: self.directory.clone() });
        }
        if self.lock.is_none() {
            self.lock = Some(WriterLock::acquire(&self.directory, wait)?);
            self.gate.set(true);
        }
        if let Mode::Recovery { .. } = self.mode {
            return Ok(Swept::default());
        }
        self.sweep_orphans().inspect_err(|_| self.release())
    }

    /// Gives the writer lock back; reading goes on.
    pub fn release(&mut self) {
        self.gate.set(false);
        self.lock = None;
    }

    /// Removes records at or past the journal's size. Refused while the journal is shorter than what
    /// was signed: those records may belong to entries that can be recovered.
    fn sweep_orphans(&mut self) -> Result<Swept> {
        let size = self.journal.size()?;
        if let Some(signed) = self.head()?.map(|head| head.size).filter(|&signed| signed > size) {
            return Err(Error::JournalShorterThanHead { size, signed });
        }
        Ok(Swept {
            records: self.vault.sweep(size)?,
            secrets: self.keys.sweep(size)?,
            openings: self.openings.sweep(size)?,
            blobs: self.blobs.sweep()?,
        })
    }

    /// The last signed head, or `None` before the first.
    pub fn head(&self) -> Result<Option<Head>> {
        self.head.read()
    }

    /// Puts a signed checkpoint in the place of the head of `expected_size` (`None` for the first).
    pub fn replace_head(&mut self, expected_size: Option<u64>, checkpoint: &str) -> Result<Head> {
        self.gate.check(&self.directory.join("head"))?;
        self.head.replace(expected_size, checkpoint)
    }

    /// Appends over all the stores: records, secrets and openings become durable, side by side, and
    /// then the journal commits. Returns the journal's new size. When it fails, nothing is left behind.
    pub fn append(&mut self, expected_size: u64, batch: &BookAppend) -> Result<u64> {
        self.gate.check(&self.directory)?;
        let actual = self.journal.size()?;
        if actual != expected_size {
            return Err(Error::SizeMismatch { expected: expected_size, actual });
        }
        check_sequences(expected_size, batch)?;
        let appended = self.append_all(expected_size, batch);
        if appended.is_err() && matches!(self.mode, Mode::Writer { .. }) {
            // The first error is the one to tell; a sweep that fails too is repeated at the next start.
            drop(self.sweep_orphans());
        }
        appended
    }

    fn append_all(&mut self, expected_size: u64, batch: &BookAppend) -> Result<u64> {
        let (vault, keys, openings) = (&mut self.vault, &mut self.keys, &mut self.openings);
        std::thread::scope(|scope| {
            let secrets = scope.spawn(|| keys.put_secrets(expected_size, &batch.secrets));
            let opened =
                (!batch.openings.is_empty()).then(|| scope.spawn(|| openings.put(&batch.openings)));
            vault.put(&batch.records)?;
            rejoin(secrets)?;
            opened.map_or(Ok(()), rejoin)
        })?;
        self.journal.append(expected_size, &batch.entries)
    }

    /// Moves every write-ahead file into its database and empties it, as before a backup; false when a
    /// reader held one back.
    pub fn flush(&self) -> Result<bool> {
        self.gate.check(&self.directory)?;
        let flushed = [
            self.journal.flush()?,
            self.vault.flush()?,
            self.keys.flush()?,
            self.openings.flush()?,
        ];
        Ok(flushed.into_iter().all(|whole| whole))
    }

    /// Whether any private store holds something; asked of a book that was just made.
    fn has_records(&self) -> Result<bool> {
        Ok(self.openings.was_used()? || self.keys.was_used()? || self.vault.was_used()?)
    }
}

/// A thread that panicked takes its panic along.
fn rejoin(thread: std::thread::ScopedJoinHandle<'_, Result<()>>) -> Result<()> {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Every record and secret of a batch belongs to an entry of the batch; an opening may be older.
fn check_sequences(first: u64, batch: &BookAppend) -> Result<()> {
    let end = first + batch.entries.entry_count();
    let outside = |sequence| Err(Error::OutsideBatch { sequence, first, end });
    if let Some((lowest, highest)) = batch.records.range() {
        if lowest < first {
            return outside(lowest);
        }
        if highest >= end {
            return outside(highest);
        }
    }
    if let Some((_, highest)) = batch.openings.range().filter(|&(_, highest)| highest >= end) {
        return outside(highest);
    }
    let secrets = batch.secrets.len() as u64;
    if secrets == 0 || secrets == end - first { Ok(()) } else { outside(first + secrets) }
}
