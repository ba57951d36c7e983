//! The same index over lines that are private, in memory only: for those who keep the book. What it holds is gone
//! with the process, so that an erased record stands in no file.

use crate::SearchError;
use crate::find::{Matches, find, find_all};
use crate::kept::Kept;
use crate::query::{Page, Query};
use crate::segments::index_segments;
use crate::writer::{SCHEMA, SearchedLine, SegmentWriter};
use chungtay_ledger::state::flags::Flags;
use rusqlite::Connection;

/// The book's name in a file of its own.
const BOOK: &str = "";

/// An index in memory.
pub struct MemoryIndex {
    connection: Connection,
    kept: Kept,
    size: u64,
    /// The segments that are still to come, the next one last.
    coming: Vec<(u64, u64)>,
    gathered: Option<(u64, SegmentWriter)>,
}

impl MemoryIndex {
    /// An empty index over a log of `size` entries.
    pub fn new(size: u64) -> Result<Self, SearchError> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch(SCHEMA)?;
        let mut coming = index_segments(size);
        coming.reverse();
        Ok(Self { connection, kept: Kept::default(), size, coming, gathered: None })
    }

    /// Adds a line; sequences rise.
    pub fn push(&mut self, line: &SearchedLine<'_>) -> Result<(), SearchError> {
        while self.gathered.as_ref().is_none_or(|(end, _)| line.sequence >= *end) {
            self.finish()?;
            let Some((first, end)) = self.coming.pop() else { return Ok(()) };
            self.gathered = Some((end, SegmentWriter::new(first, end)));
        }
        if let Some((_, segment)) = &mut self.gathered {
            segment.push(line);
        }
        Ok(())
    }

    /// Writes what is gathered; before this it is not found.
    pub fn finish(&mut self) -> Result<(), SearchError> {
        match self.gathered.take() {
            Some((_, segment)) => segment.write(&self.connection, BOOK),
            None => Ok(()),
        }
    }

    /// Finds lines; `flags` are those of the fold at the index's size.
    pub fn find(&self, flags: &Flags, query: &Query) -> Result<Page, SearchError> {
        find(&self.connection, &self.kept, BOOK, self.size, flags, query)
    }

    /// Every line that matches, whatever the order and limit of the query.
    pub fn find_all(&self, flags: &Flags, query: &Query) -> Result<Matches, SearchError> {
        find_all(&self.connection, &self.kept, BOOK, self.size, flags, query)
    }
}
