//! One connection to one of a book's files: opened, checked, tuned, and used in whole transactions.

use super::schema::Kind;
use crate::durable_file::create_private;
use crate::{Error, Result};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long a connection waits for another before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// How long emptying the write-ahead file waits for readers of an older view.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(3);

/// Bytes of a database page: measured best for rows of 8 to 80 KB (decision 0003).
const PAGE_BYTES: u32 = 8192;

/// Pages in the write-ahead file (64 MiB) after which a commit moves them into the database.
const CHECKPOINT_PAGES: u32 = 8192;

/// True while the writer lock of the book is held; shared by the stores of one folder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gate(Arc<AtomicBool>);

impl Gate {
    pub(crate) fn set(&self, open: bool) {
        self.0.store(open, Ordering::Release);
    }

    /// Refuses a write to `file` unless the writer lock is held.
    pub(crate) fn check(&self, file: &Path) -> Result<()> {
        if self.0.load(Ordering::Acquire) {
            return Ok(());
        }
        Err(Error::OpenedForReading { file: file.to_path_buf() })
    }
}

/// Whether a connection may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

/// What went wrong inside a transaction, before the file's name is added.
#[derive(Debug)]
pub(crate) enum Fault {
    Sqlite(rusqlite::Error),
    Damaged(String),
    RecordStands(u64),
    Named(Error),
}

impl From<rusqlite::Error> for Fault {
    fn from(source: rusqlite::Error) -> Self {
        Self::Sqlite(source)
    }
}

impl Fault {
    fn at(self, file: &Path) -> Error {
        let file = file.to_path_buf();
        match self {
            Self::Sqlite(source) => Error::Sqlite { file, source },
            Self::Damaged(what) => Error::Damaged { file, what },
            Self::RecordStands(sequence) => Error::RecordStands { file, sequence },
            Self::Named(error) => error,
        }
    }
}

/// A connection and the book it serves.
#[derive(Debug)]
pub(crate) struct Store {
    connection: Connection,
    file: PathBuf,
    book_id: String,
    gate: Gate,
}

impl Store {
    /// Makes the file where there is none, with its schema and its book. The caller holds the lock.
    pub(crate) fn create(directory: &Path, kind: &Kind, book_id: &str) -> Result<()> {
        let file = directory.join(kind.file_name);
        create_private(&file)?;
        let mut connection = connect(&file, Access::Write)?;
        let made = (|| -> std::result::Result<(), Fault> {
            if user_version(&connection)? == 0 {
                let tables = "SELECT count(*) FROM sqlite_schema";
                if connection.query_row(tables, [], |row| row.get::<_, i64>(0))? > 0 {
                    return Err(Fault::Named(Error::NotABook { file: file.clone() }));
                }
                connection.pragma_update(None, "page_size", PAGE_BYTES)?;
                connection.pragma_update(None, "journal_mode", "WAL")?;
                connection.pragma_update(None, "synchronous", "FULL")?;
                migrate(&mut connection, kind, 0)?;
            }
            let insert = if kind.holds_records {
                "INSERT INTO book (book_id, revision) SELECT ?1, 0 WHERE NOT EXISTS (SELECT * FROM book)"
            } else {
                "INSERT INTO book (book_id) SELECT ?1 WHERE NOT EXISTS (SELECT * FROM book)"
            };
            connection.execute(insert, [book_id])?;
            Ok(())
        })();
        made.map_err(|fault| fault.at(&file))
    }

    /// Opens a file and checks whose it is. `expected_book` is the journal's book, if known.
    pub(crate) fn open(
        directory: &Path,
        kind: &Kind,
        access: Access,
        gate: &Gate,
        expected_book: Option<&str>,
    ) -> Result<Self> {
        let file = directory.join(kind.file_name);
        if !file.is_file() {
            return Err(Error::NotABook { file });
        }
        let mut connection = connect(&file, access)?;
        check_version(&mut connection, &file, kind, access)?;
        tune(&connection, kind, access).map_err(|fault| fault.at(&file))?;
        let book_id: Option<String> = connection
            .query_row("SELECT book_id FROM book", [], |row| row.get(0))
            .optional()
            .map_err(|source| Error::Sqlite { file: file.clone(), source })?;
        let Some(book_id) = book_id else { return Err(Error::NotABook { file }) };
        if let Some(expected) = expected_book.filter(|&expected| expected != book_id) {
            return Err(Error::OtherBook { file, found: book_id, expected: expected.to_owned() });
        }
        Ok(Self { connection, file, book_id, gate: gate.clone() })
    }

    pub(crate) fn book_id(&self) -> &str {
        &self.book_id
    }

    /// Runs `work` on one unchanging view of the file.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection, &str) -> std::result::Result<T, Fault>,
    ) -> Result<T> {
        let result = (|| {
            let transaction = self.connection.unchecked_transaction()?;
            let found = work(&transaction, &self.book_id)?;
            transaction.commit()?;
            Ok(found)
        })();
        result.map_err(|fault: Fault| fault.at(&self.file))
    }

    /// Runs `work` in one durable transaction: all of it is on disk when this returns, or none.
    pub(crate) fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>, &str) -> std::result::Result<T, Fault>,
    ) -> Result<T> {
        self.gate.check(&self.file)?;
        let result = (|| {
            let transaction =
                self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = work(&transaction, &self.book_id)?;
            transaction.commit()?;
            Ok(done)
        })();
        result.map_err(|fault: Fault| fault.at(&self.file))
    }

    /// Rewrites the file without the remains of what was deleted.
    pub(crate) fn vacuum(&mut self) -> Result<()> {
        self.gate.check(&self.file)?;
        self.connection.execute_batch("VACUUM").map_err(|source| self.sqlite(source))
    }

    /// Moves the write-ahead file into the database and empties it; false when a reader held it back.
    pub(crate) fn flush(&self) -> Result<bool> {
        let flushed = (|| {
            self.connection.busy_timeout(FLUSH_TIMEOUT)?;
            let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
            let busy = self.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
            self.connection.busy_timeout(BUSY_TIMEOUT)?;
            busy
        })();
        flushed.map(|busy| busy == 0).map_err(|source| self.sqlite(source))
    }

    /// As `flush`, for an erasure: a reader that holds it back is an error.
    pub(crate) fn flush_erased(&self) -> Result<()> {
        if self.flush()? {
            return Ok(());
        }
        Err(Error::ErasureUnfinished { file: self.file.clone() })
    }

    fn sqlite(&self, source: rusqlite::Error) -> Error {
        Error::Sqlite { file: self.file.clone(), source }
    }
}

fn connect(file: &Path, access: Access) -> Result<Connection> {
    let mode = match access {
        Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
    };
    let connection = Connection::open_with_flags(file, mode | OpenFlags::SQLITE_OPEN_NO_MUTEX);
    connection
        .and_then(|connection| {
            connection.busy_timeout(BUSY_TIMEOUT)?;
            connection.pragma_update(None, "foreign_keys", true)?;
            // Sorting and VACUUM never put private bytes into a temporary file elsewhere.
            connection.pragma_update(None, "temp_store", "MEMORY")?;
            connection.set_prepared_statement_cache_capacity(64);
            Ok(connection)
        })
        .map_err(|source| Error::Sqlite { file: file.to_path_buf(), source })
}

fn tune(connection: &Connection, kind: &Kind, access: Access) -> std::result::Result<(), Fault> {
    if access == Access::Read {
        return Ok(());
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", kind.holds_records)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.pragma_update(None, "cache_size", -16_384)?;
    Ok(())
}

/// Refuses strangers and later releases; brings an older file up to date.
fn check_version(
    connection: &mut Connection,
    file: &Path,
    kind: &Kind,
    access: Access,
) -> Result<()> {
    let read = |connection: &Connection| -> rusqlite::Result<(i32, u32)> {
        let id = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
        Ok((id, user_version(connection)?))
    };
    let file = file.to_path_buf();
    let (application_id, found) = match read(connection) {
        Ok(found) => found,
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) => {
            return Err(Error::NotABook { file });
        }
        Err(source) => return Err(Error::Sqlite { file, source }),
    };
    let known = kind.known_version();
    if application_id != kind.application_id || found == 0 {
        return Err(Error::NotABook { file });
    }
    if found > known {
        return Err(Error::NewerSchema { file, found, known });
    }
    if found == known {
        return Ok(());
    }
    match access {
        Access::Read => Err(Error::OlderSchema { file, found, known }),
        Access::Write => migrate(connection, kind, found).map_err(|fault| fault.at(&file)),
    }
}

/// Runs the scripts a file has not been through, each in its own transaction.
fn migrate(connection: &mut Connection, kind: &Kind, from: u32) -> std::result::Result<(), Fault> {
    let missing = kind.migrations.iter().zip(1u32..).filter(|&(_, version)| version > from);
    for (script, version) in missing {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(script)?;
        transaction.pragma_update(None, "application_id", kind.application_id)?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.commit()?;
    }
    Ok(())
}

fn user_version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
