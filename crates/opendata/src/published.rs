//! The files of a static copy's folder `exports/` by name: one list, for who writes them and for who
//! recomputes them. Reads and writes nothing.

use std::ops::Range;

/// The folder they lie in, beside the log.
pub const FOLDER: &str = "exports";
/// The export for hledger.
pub const JOURNAL: &str = "book.journal";
/// Entries in one plain table of statement lines.
const TABLE_ENTRIES: u64 = 65_536;
/// Entries whose openings stand in one file.
const OPENINGS_ENTRIES: u64 = 16_384;

/// A file about some of the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its name in the folder.
    pub name: String,
    /// The entries it is about.
    pub entries: Range<u64>,
}

/// The plain tables of statement lines for a log of so many entries.
pub fn line_tables(size: u64) -> impl Iterator<Item = Piece> {
    pieces(size, TABLE_ENTRIES, "lines", "csv")
}

/// The files of openings for a log of so many entries: a line of canonical JSON each, by entry.
pub fn openings(size: u64) -> impl Iterator<Item = Piece> {
    pieces(size, OPENINGS_ENTRIES, "openings", "jsonl")
}

fn pieces(
    size: u64,
    each: u64,
    word: &'static str,
    ending: &'static str,
) -> impl Iterator<Item = Piece> {
    (0..size.div_ceil(each)).map(move |piece| {
        let first = piece * each;
        let name = format!("{word}-{first:09}.{ending}");
        Piece { name, entries: first..(first + each).min(size) }
    })
}
