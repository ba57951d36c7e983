//! Private rows that lie beside the entries: the register of imports, the look-up keys of statement
//! lines, and the fold's snapshot. None of it is published and none of it decides anything.

use chungtay_ledger::date::{Date, Moment};

/// A statement line's look-up key: a keyed hash that survives erasure (`ledger::alignment`).
pub type LineKey = [u8; 16];

/// How far an import came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImportState {
    /// Begun and not ended; after a crash it is resumed at `rows_done`.
    Running,
    /// Ended, and posted something.
    Finished,
    /// Ended, and every line was known: an observation.
    PostedNothing,
    /// Refused whole.
    Refused,
}

/// One row of the register: a file read into an account and a fund, or seen again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRecord {
    /// Counts from 1 in each book; also the row's key.
    pub number: u64,
    /// SHA-256 of the file as it was given.
    pub file_sha256: [u8; 32],
    /// The file's name without its folder.
    pub file_name: String,
    /// The account's id.
    pub account: String,
    /// The fund's id.
    pub fund: String,
    /// How far it came.
    pub state: ImportState,
    /// When it began.
    pub started_at: Moment,
    /// When it ended.
    pub finished_at: Option<Moment>,
    /// The journal's size when it began.
    pub first_sequence: u64,
    /// Rows whose outcome is durable; a resumed import goes on from here.
    pub rows_done: u64,
    /// Lines that became entries.
    pub lines_posted: u64,
    /// Lines the book knew already.
    pub lines_known: u64,
    /// Rows kept in quarantine.
    pub rows_quarantined: u64,
    /// Whatever else the importer keeps; opaque here.
    pub details: Vec<u8>,
}

/// One statement line as stored: its look-up key and the entry that posted it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredLine {
    /// The look-up key.
    pub key: LineKey,
    /// The sequence of the line's entry.
    pub sequence: u64,
}

/// Lines of one account and day in the order of an import's file, to be added after those that the
/// same import brought for that account and day before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRun {
    /// The account's id.
    pub account: String,
    /// The day the bank booked the lines on.
    pub day: Date,
    /// The import's number in the register.
    pub import: u64,
    /// True when the file covers the whole day. The last word of an import stands.
    pub whole_day: bool,
    /// The lines, in the file's order.
    pub lines: Vec<StoredLine>,
}

/// All lines that one import brought for an account and day, in the file's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRun {
    /// The import's number in the register.
    pub import: u64,
    /// True when the file covers the whole day.
    pub whole_day: bool,
    /// The lines, in the file's order.
    pub lines: Vec<StoredLine>,
}

/// The fold's state at a size. Only the last of each name is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Whose state it is.
    pub name: String,
    /// The fold's version; another version's snapshot is useless to the reader.
    pub version: u32,
    /// Entries folded into it.
    pub size: u64,
    /// The state, opaque here.
    pub bytes: Vec<u8>,
}

/// An entry whose bytes are gone, and what is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// The entry.
    pub sequence: u64,
    /// Its leaf hash in the log: SHA-256(0x00 ‖ the bytes that were there).
    pub leaf: [u8; 32],
    /// The later entry that states it again.
    pub restated_by: u64,
}
