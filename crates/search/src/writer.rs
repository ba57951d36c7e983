//! Writes the index, a segment at a time. The caller hands over every line of a segment, always all of them.

use crate::SearchError;
use crate::facts::FactsWriter;
use crate::kept::StampWriter;
use crate::vocabulary::VocabularyWriter;
use chungtay_ledger::date::Date;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;
use rusqlite::{Connection, OptionalExtension, params};

/// Entries of the log in a block, lines or not: segments are whole blocks, but for the last.
pub const BLOCK_ENTRIES: u64 = 8_192;
/// Pages of a segment: its facts, its directory, then its words.
pub(crate) const FACTS_PAGE: i64 = 0;
pub(crate) const DIRECTORY_PAGE: i64 = 1;
pub(crate) const FIRST_WORD_PAGE: i64 = 2;

/// The index's tables.
pub const SCHEMA: &str = "
    -- The segments of the search index (chungtay-search, segments.rs). shelf: which book of this file,
    -- counted from zero. stamp: what its pages come to (kept.rs).
    CREATE TABLE search_segment (
        book_id TEXT NOT NULL,
        first INTEGER NOT NULL,
        end INTEGER NOT NULL,
        shelf INTEGER NOT NULL,
        stamp INTEGER NOT NULL,
        PRIMARY KEY (book_id, first)
    ) WITHOUT ROWID;
    -- The facts of a segment's lines (facts.rs), the directory of its words and the words (vocabulary.rs).
    -- page: the shelf, the segment's first block and the page's own number, 16, 24 and 23 bits.
    CREATE TABLE search_page (
        page INTEGER NOT NULL PRIMARY KEY,
        bytes BLOB NOT NULL
    );
";

/// The number of a segment's first page.
pub(crate) fn first_page(shelf: i64, first: u64) -> i64 {
    let block = i64::try_from(first / BLOCK_ENTRIES).unwrap_or(i64::MAX >> 40);
    (shelf << 47) + (block << 23)
}

/// A line as the index takes it.
#[derive(Clone, Copy, Debug)]
pub struct SearchedLine<'a> {
    /// The line's entry.
    pub sequence: u64,
    /// The import that brought it.
    pub import: u32,
    /// Its row in that file.
    pub row: u32,
    /// The account.
    pub account: AccountId,
    /// The fund.
    pub fund: FundId,
    /// The day.
    pub day: Date,
    /// The amount, signed.
    pub amount: Dong,
    /// The memo, where it is open.
    pub memo: Option<&'a str>,
    /// The document number, where it is open.
    pub document: Option<&'a str>,
}

/// A segment while it is gathered.
pub struct SegmentWriter {
    first: u64,
    end: u64,
    facts: FactsWriter,
    vocabulary: VocabularyWriter,
}

impl SegmentWriter {
    /// The segment of the entries `first..end`, one of [`crate::index_segments`].
    #[must_use]
    pub fn new(first: u64, end: u64) -> Self {
        let (facts, vocabulary) = (FactsWriter::default(), VocabularyWriter::default());
        Self { first, end, facts, vocabulary }
    }

    /// Adds a line of this segment; sequences rise. One outside it is passed over.
    pub fn push(&mut self, line: &SearchedLine<'_>) {
        if !(self.first..self.end).contains(&line.sequence) {
            return;
        }
        let Ok(place) = u32::try_from(line.sequence - self.first) else { return };
        self.facts.push(place, line);
        self.vocabulary.push(place, line.memo, line.document);
    }

    /// Writes the segment in the place of all that stood on its entries.
    pub fn write(self, connection: &Connection, book: &str) -> Result<(), SearchError> {
        let Self { first, end, facts, vocabulary } = self;
        let shelf = shelf(connection, book)?;
        let facts = facts.to_bytes(end - first);
        connection
            .prepare_cached(
                "DELETE FROM search_segment WHERE book_id = ?1 AND first >= ?2 AND first < ?3",
            )?
            .execute(params![book, first, end])?;
        let from = first_page(shelf, first);
        let until = first_page(shelf, end.next_multiple_of(BLOCK_ENTRIES));
        connection
            .prepare_cached("DELETE FROM search_page WHERE page >= ?1 AND page < ?2")?
            .execute([from, until])?;
        let (directory, words) = vocabulary.into_pages(end - first);
        let mut stamp = StampWriter::new();
        for page in [&facts, &directory].into_iter().chain(&words) {
            stamp.write(page);
        }
        connection
            .prepare_cached(
                "INSERT INTO search_segment (book_id, first, end, shelf, stamp)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![book, first, end, shelf, stamp.finish()])?;
        let mut insert =
            connection.prepare_cached("INSERT INTO search_page (page, bytes) VALUES (?1, ?2)")?;
        insert.execute(params![from + FACTS_PAGE, facts])?;
        insert.execute(params![from + DIRECTORY_PAGE, directory])?;
        for (page, bytes) in (from + FIRST_WORD_PAGE..).zip(words) {
            insert.execute(params![page, bytes])?;
        }
        Ok(())
    }
}

/// The book's number in this file.
fn shelf(connection: &Connection, book: &str) -> Result<i64, SearchError> {
    let known: Option<i64> = connection
        .prepare_cached("SELECT shelf FROM search_segment WHERE book_id = ?1 LIMIT 1")?
        .query_row([book], |row| row.get(0))
        .optional()?;
    if let Some(known) = known {
        return Ok(known);
    }
    let next = "SELECT COALESCE(MAX(shelf) + 1, 0) FROM search_segment";
    Ok(connection.prepare_cached(next)?.query_row([], |row| row.get(0))?)
}

/// The segments that are written, in order: first entry and the one past the last.
pub fn written_segments(
    connection: &Connection,
    book: &str,
) -> Result<Vec<(u64, u64)>, SearchError> {
    let mut statement = connection.prepare_cached(
        "SELECT first, end FROM search_segment WHERE book_id = ?1 ORDER BY first",
    )?;
    let rows = statement.query_map([book], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
