//! Writes the index, a block at a time. The caller hands over every line of a block, always all of them.

use crate::SearchError;
use crate::bits::BLOCK;
use crate::columns::ColumnsWriter;
use crate::vocabulary::VocabularyWriter;
use chungtay_ledger::date::Date;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;
use rusqlite::{Connection, params};

/// Entries of the log in a block, lines or not.
pub const BLOCK_ENTRIES: u64 = BLOCK as u64;

/// The index's tables.
pub const SCHEMA: &str = "
    -- The facts of the lines of 8,192 entries, as columns (chungtay-search, columns.rs).
    CREATE TABLE line_block (
        book_id TEXT NOT NULL,
        block INTEGER NOT NULL,
        lines INTEGER NOT NULL,
        sum INTEGER NOT NULL,
        facts BLOB NOT NULL,
        PRIMARY KEY (book_id, block)
    ) WITHOUT ROWID;
    -- The opened words of those lines (chungtay-search, vocabulary.rs).
    CREATE TABLE word_page (
        book_id TEXT NOT NULL,
        block INTEGER NOT NULL,
        first_word BLOB NOT NULL,
        words BLOB NOT NULL,
        PRIMARY KEY (book_id, block, first_word)
    ) WITHOUT ROWID;
";

/// A line as the index takes it.
#[derive(Clone, Copy, Debug)]
pub struct SearchedLine<'a> {
    /// The line's entry.
    pub sequence: u64,
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

/// A block while it is gathered.
pub struct BlockWriter {
    block: u64,
    columns: ColumnsWriter,
    vocabulary: VocabularyWriter,
}

impl BlockWriter {
    /// An empty block: the entries from `block * BLOCK_ENTRIES` on.
    #[must_use]
    pub fn new(block: u64) -> Self {
        Self { block, columns: ColumnsWriter::default(), vocabulary: VocabularyWriter::default() }
    }

    /// Which block it is.
    #[must_use]
    pub fn block(&self) -> u64 {
        self.block
    }

    /// Adds a line of this block; sequences rise.
    pub fn push(&mut self, line: &SearchedLine<'_>) {
        let place = line.sequence.wrapping_sub(self.block * BLOCK_ENTRIES);
        let Some(place) = u16::try_from(place).ok().filter(|place| usize::from(*place) < BLOCK)
        else {
            return;
        };
        self.columns.push(place, line.account, line.fund, line.day, line.amount);
        self.vocabulary.push(place, line.memo, line.document);
    }

    /// Writes the block in the place of what stood there.
    pub fn write(self, connection: &Connection, book: &str) -> Result<(), SearchError> {
        let block = self.block;
        connection
            .prepare_cached("DELETE FROM word_page WHERE book_id = ?1 AND block = ?2")?
            .execute(params![book, block])?;
        let mut insert = connection.prepare_cached(
            "INSERT INTO word_page (book_id, block, first_word, words) VALUES (?1, ?2, ?3, ?4)",
        )?;
        for (first_word, words) in self.vocabulary.into_pages() {
            insert.execute(params![book, block, first_word, words])?;
        }
        let columns = &self.columns;
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO line_block (book_id, block, lines, sum, facts)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![book, block, columns.lines, columns.sum, columns.to_bytes()])?;
        Ok(())
    }
}
