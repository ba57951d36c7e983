//! The one error of this room. Every variant names the file or the figure at fault and the cure;
//! messages are for the operator's log, the binary words them for people.

use std::path::PathBuf;

/// What this room's functions return.
pub type Result<T> = std::result::Result<T, Error>;

/// Why the store could not do what was asked. Nothing is half done: every write is one
/// transaction or one atomic file replacement.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// `SQLite` refused or failed.
    #[error("{file}: {source}; run `chungtay doctor`, check free space and permissions", file = file.display())]
    Sqlite {
        /// The database file.
        file: PathBuf,
        /// What `SQLite` said.
        source: rusqlite::Error,
    },
    /// A plain file could not be read or written.
    #[error("{file}: {source}; check that it exists, free space and permissions", file = file.display())]
    File {
        /// The file or folder.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file was written by a later release.
    #[error("{file} has schema version {found}, this release knows up to {known}; use the release that wrote it, or a later one", file = file.display())]
    NewerSchema {
        /// The database file.
        file: PathBuf,
        /// Its `user_version`.
        found: u32,
        /// The last version this release knows.
        known: u32,
    },
    /// The file was written by an earlier release and is open for reading only.
    #[error("{file} has schema version {found}, this release needs {known}; open the book once for writing", file = file.display())]
    OlderSchema {
        /// The database file.
        file: PathBuf,
        /// Its `user_version`.
        found: u32,
        /// The version this release needs.
        known: u32,
    },
    /// There is no book here, or one of its files is missing or is something else.
    #[error("{file} is not a file of a book; name the book's folder, make one with `chungtay init`, or restore this file from its backup", file = file.display())]
    NotABook {
        /// The file that was looked for.
        file: PathBuf,
    },
    /// The files of two books lie in one folder.
    #[error("{file} belongs to book {found:?}, the journal beside it to {expected:?}; restore the right file", file = file.display())]
    OtherBook {
        /// The database file.
        file: PathBuf,
        /// The book it names.
        found: String,
        /// The book it was expected to name.
        expected: String,
    },
    /// `create` was called on a folder that holds a book, or private files of a lost one.
    #[error("{file} already holds a book's records; choose an empty folder, or open the book that is there", file = file.display())]
    BookExists {
        /// The file that holds them.
        file: PathBuf,
    },
    /// Another process is writing.
    #[error("{file} is held by {holder}; wait for it to end, or stop it", file = file.display())]
    WriterBusy {
        /// The lock file.
        file: PathBuf,
        /// Who holds it, as far as it said: `process 1234`.
        holder: String,
    },
    /// A write was asked of a book opened for reading, or whose writer lock was released.
    #[error("{file} is open for reading only; take the writer lock first", file = file.display())]
    OpenedForReading {
        /// The database file.
        file: PathBuf,
    },
    /// The journal is not at the size the caller decided upon.
    #[error(
        "the journal holds {actual} entries, the append expected {expected}; fold what others appended and decide again"
    )]
    SizeMismatch {
        /// The size the caller had folded.
        expected: u64,
        /// The size found.
        actual: u64,
    },
    /// The journal is shorter than the log that was signed.
    #[error(
        "the journal holds {size} entries, {signed} were signed; open for reading, and recover the missing entries from the published bundles"
    )]
    JournalShorterThanHead {
        /// Entries in the journal.
        size: u64,
        /// Entries covered by the last signed head.
        signed: u64,
    },
    /// Someone else replaced the head since it was read.
    #[error("{file} is signed at size {actual:?}, the replacement expected {expected:?}; read it again", file = file.display())]
    HeadMoved {
        /// The head's file.
        file: PathBuf,
        /// The size the caller had read.
        expected: Option<u64>,
        /// The size found.
        actual: Option<u64>,
    },
    /// A head may only grow.
    #[error(
        "the head is signed at size {actual}, a head of size {proposed} would take entries back; a published log is only ever extended"
    )]
    HeadWouldShrink {
        /// The size that stands.
        actual: u64,
        /// The size proposed.
        proposed: u64,
    },
    /// A head's text is not a checkpoint: its second line must be the size in decimal.
    #[error("{file}: the second line of a checkpoint is its size in decimal; restore the file from the published checkpoint", file = file.display())]
    NotACheckpoint {
        /// The head's file.
        file: PathBuf,
    },
    /// An entry does not fit an entry bundle's 16-bit length.
    #[error(
        "an entry of {length} bytes is too long, 65535 is the most; split it into linked entries"
    )]
    EntryTooLong {
        /// The entry's length in bytes.
        length: usize,
    },
    /// Records were not handed over in rising order, each once.
    #[error(
        "record {sequence} does not follow {previous}; hand records over in rising order of sequence, each once"
    )]
    NotAscending {
        /// The record out of order.
        sequence: u64,
        /// The record before it.
        previous: u64,
    },
    /// A record had no bytes: an empty slot means "none".
    #[error("record {sequence} is empty; leave it out instead")]
    EmptyRecord {
        /// The record.
        sequence: u64,
    },
    /// A record or secret that stands would have been replaced by another.
    #[error("{file}: record {sequence} stands already with other bytes; nothing was written", file = file.display())]
    RecordStands {
        /// The database file.
        file: PathBuf,
        /// The record.
        sequence: u64,
    },
    /// A batch names records outside the entries it appends.
    #[error(
        "the batch appends entries {first}..{end} but names {sequence}; give each record the sequence of its entry"
    )]
    OutsideBatch {
        /// The stray sequence.
        sequence: u64,
        /// The first sequence the batch appends.
        first: u64,
        /// One past the last.
        end: u64,
    },
    /// A line run names an import the register does not hold.
    #[error("import {number} is not in the register; record it in the same batch or before")]
    UnknownImport {
        /// The import named.
        number: u64,
    },
    /// Bytes on disk are not what this room wrote.
    #[error("{file} is damaged: {what}; run `chungtay doctor`, restore the file from its backup", file = file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// What was found.
        what: String,
    },
    /// The bytes of an entry were to be taken away that no later entry states again, or other bytes than
    /// those of the leaf hash given.
    #[error(
        "entry {sequence} cannot be withheld: it is not the entry of that leaf hash, or the entry that states it again is not in the journal; nothing was changed"
    )]
    CannotWithhold {
        /// The entry.
        sequence: u64,
    },
    /// The erasure is committed, but a reader kept the old bytes in the write-ahead file.
    #[error("{file}: erased, but a reader still holds the old bytes in the write-ahead file; end long reads and erase again", file = file.display())]
    ErasureUnfinished {
        /// The database file.
        file: PathBuf,
    },
}
