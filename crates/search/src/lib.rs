//! One `find` over the statement lines of a book: words and prefixes, amount, day, document number, fund,
//! account, direction and state, by newest or by amount, page by page. It knows the log and the openings
//! only, never the vault; the engine may change behind `find`.
//!
//! The index is cut into blocks of 8,192 entries. A block is two things: the facts of its lines as
//! columns, and its words in order with the lines they stand in. A block follows from its lines alone, so
//! an index grown line by line and one rebuilt are the same bytes. A search walks the blocks, turns each
//! condition into a bitmap, and stops at a bound of work, saying so.

mod bits;
mod bytes;
mod columns;
mod find;
pub mod published;
mod query;
mod vocabulary;
mod writer;

pub use find::{find, find_within};
pub use query::{Cursor, Direction, LineState, Page, Place, Query, Sort};
pub use writer::{BLOCK_ENTRIES, BlockWriter, SCHEMA, SearchedLine};

/// Why a search or its index failed.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The database.
    #[error("the search index cannot be used ({0})")]
    Sqlite(#[from] rusqlite::Error),
    /// A block that this version did not write.
    #[error("block {block} of the search index is damaged; `chungtay rebuild` makes it anew")]
    Damaged {
        /// Which block.
        block: u64,
    },
}
