//! One `find` over the statement lines of a book: words, beginnings and parts of words, words cut in two,
//! amounts and days exact or between two, document number, rows of a file, fund, account, direction and state; by newest,
//! relevance, day or amount, page by page, with counts and sums that are always of all that matches. It knows
//! the log and the openings only, never the vault; the engine may change behind `find`.
//!
//! The index is cut into segments of up to 65,536 entries, which follow from the log's size. A segment is the
//! facts of its lines, and its words in order with the lines they stand in. It follows from its lines alone,
//! so an index grown line by line and one rebuilt are the same bytes. A search walks the segments and turns
//! each condition into a bitmap; counts and sums are read off the bitmap and the facts, which readers share.

mod asked;
mod bits;
mod bytes;
mod facts;
mod find;
mod kept;
mod keys;
mod memory;
mod picked;
mod places;
pub mod published;
mod query;
mod segments;
mod tally;
mod terms;
mod vocabulary;
mod writer;

pub use asked::{Asked, told_apart};
pub use find::{Matches, find, find_all};
pub use kept::Kept;
pub use memory::MemoryIndex;
pub use query::{Between, Cursor, Direction, FileRows, LineState, Page, Place, Query, Sort};
pub use segments::index_segments;
pub use tally::{SIZES, Tally, Totals};
pub use writer::{BLOCK_ENTRIES, SCHEMA, SearchedLine, SegmentWriter, written_segments};

/// Why a search or its index failed.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The database.
    #[error("the search index cannot be used ({0})")]
    Sqlite(#[from] rusqlite::Error),
    /// A segment that this version did not write.
    #[error("the search index is damaged at entry {first}; `chungtay rebuild` makes it anew")]
    Damaged {
        /// The segment's first entry.
        first: u64,
    },
}
