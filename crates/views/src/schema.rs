//! The tables. A file of another version is removed and built anew: nothing here is ever migrated.

use crate::ViewsError;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The file's name in the book's folder.
pub const FILE_NAME: &str = "views.sqlite";
/// Raised with every change of the tables or of what is written into them.
const VERSION: i32 = 8;
/// Large pages: bulk writes come in order, and pages of the search index are kilobytes long.
const PAGE_BYTES: u32 = 8_192;

/// How much of the file a reader maps: bounded, since mapped pages count as the process's memory.
const MAPPED_BYTES: i64 = 64 << 20;

const TABLES: &str = "
    -- How far the journal and the openings were read.
    CREATE TABLE progress (
        book_id TEXT NOT NULL PRIMARY KEY,
        size INTEGER NOT NULL,
        openings_revision INTEGER NOT NULL
    ) WITHOUT ROWID;
    -- Statement lines. Where a line stands (attributed, reversed) is the fold's to say.
    -- memo, document: the opened text; NULL where it is not open, '' where it is open and empty.
    CREATE TABLE line (
        book_id TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        import INTEGER NOT NULL,
        row INTEGER NOT NULL,
        account TEXT NOT NULL,
        fund TEXT NOT NULL,
        opposite TEXT NOT NULL,
        day TEXT NOT NULL,
        amount INTEGER NOT NULL,
        document TEXT,
        memo TEXT,
        PRIMARY KEY (book_id, sequence)
    ) WITHOUT ROWID;
    -- Every other entry.
    CREATE TABLE entry (
        book_id TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        kind TEXT NOT NULL,
        day TEXT NOT NULL,
        PRIMARY KEY (book_id, sequence)
    ) WITHOUT ROWID;
    -- The postings of every other entry.
    CREATE TABLE posting (
        book_id TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        place INTEGER NOT NULL,
        account TEXT NOT NULL,
        fund TEXT NOT NULL,
        amount INTEGER NOT NULL,
        PRIMARY KEY (book_id, sequence, place)
    ) WITHOUT ROWID;
    -- What a later entry says of an earlier one, or of a thing of the book.
    -- subject: 'entry', 'import', 'fund', 'work', 'programme', 'roster'; relation: a word of the later entry's.
    CREATE TABLE tie (
        book_id TEXT NOT NULL,
        subject TEXT NOT NULL,
        id TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        relation TEXT NOT NULL,
        PRIMARY KEY (book_id, subject, id, sequence, relation)
    ) WITHOUT ROWID;
    -- Requests to spend and each step after; step 'asked' is the request itself.
    CREATE TABLE spending (
        book_id TEXT NOT NULL,
        request INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        step TEXT NOT NULL,
        amount INTEGER NOT NULL,
        PRIMARY KEY (book_id, request, sequence)
    ) WITHOUT ROWID;
    CREATE INDEX spending_step ON spending (book_id, sequence);
    -- Gifts outside the bank: money in cash, goods, labour.
    CREATE TABLE gift (
        book_id TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        form TEXT NOT NULL,
        fund TEXT NOT NULL,
        day TEXT NOT NULL,
        amount INTEGER,
        days_tenths INTEGER,
        work TEXT,
        PRIMARY KEY (book_id, sequence)
    ) WITHOUT ROWID;
";

/// Tables in the order of a dump, each with its ordering columns.
pub(crate) const DUMPED: &[(&str, &str)] = &[
    ("progress", "book_id"),
    ("line", "book_id, sequence"),
    ("entry", "book_id, sequence"),
    ("posting", "book_id, sequence, place"),
    ("tie", "book_id, subject, id, sequence, relation"),
    ("spending", "book_id, request, sequence"),
    ("gift", "book_id, sequence"),
    ("search_segment", "book_id, first"),
    ("search_page", "page"),
];

/// Opens for writing; makes the file where there is none of this version.
pub(crate) fn open_writer(directory: &Path) -> Result<Connection, ViewsError> {
    let file = directory.join(FILE_NAME);
    let connection = connect(&file, OpenFlags::SQLITE_OPEN_CREATE)?;
    let connection = match version(&connection)? {
        0 | VERSION => connection,
        _ => {
            drop(connection);
            remove(directory)?;
            connect(&file, OpenFlags::SQLITE_OPEN_CREATE)?
        }
    };
    connection.pragma_update(None, "page_size", PAGE_BYTES)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // Disposable: a power cut costs a rebuild, never the books.
    connection.pragma_update(None, "synchronous", "OFF")?;
    // Text whose opening was erased is overwritten.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "cache_size", -16_384)?;
    connection.pragma_update(None, "wal_autocheckpoint", 2_048)?;
    create(&connection)?;
    Ok(connection)
}

/// Makes the tables; another process may be about the same.
fn create(connection: &Connection) -> Result<(), ViewsError> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let made = if version(connection)? == 0 {
        connection
            .execute_batch(TABLES)
            .and_then(|()| connection.execute_batch(chungtay_search::SCHEMA))
            .and_then(|()| connection.pragma_update(None, "user_version", VERSION))
    } else {
        Ok(())
    };
    connection.execute_batch(if made.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    Ok(made?)
}

/// Empties every table.
pub(crate) fn empty(connection: &Connection) -> Result<(), ViewsError> {
    let transaction = connection.unchecked_transaction()?;
    for (table, _) in DUMPED {
        transaction.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(transaction.commit()?)
}

/// Opens for reading what a writer made.
pub(crate) fn open_reader(directory: &Path) -> Result<Connection, ViewsError> {
    let connection = connect(&directory.join(FILE_NAME), OpenFlags::empty())?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -4_096)?;
    connection.pragma_update(None, "mmap_size", MAPPED_BYTES)?;
    if version(&connection)? == VERSION { Ok(connection) } else { Err(ViewsError::OtherVersion) }
}

fn connect(file: &PathBuf, more: OpenFlags) -> Result<Connection, ViewsError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(Duration::from_secs(30))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn version(connection: &Connection) -> Result<i32, ViewsError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Removes the file and what stands beside it.
pub(crate) fn remove(directory: &Path) -> Result<(), ViewsError> {
    for suffix in ["", "-wal", "-shm"] {
        match std::fs::remove_file(directory.join(format!("{FILE_NAME}{suffix}"))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(ViewsError::Remove(error));
            }
            _ => {}
        }
    }
    Ok(())
}
