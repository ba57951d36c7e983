//! Read models, built by folding the journal and disposable: the ledger's state in memory, and `SQLite`
//! tables for what is listed, sorted and paged. Never the place where a figure is defined.

mod behind;
pub mod fold;
mod lines;
mod others;
pub mod reader;
mod schema;
pub mod sums;
mod text;
mod writer;

pub use fold::Fold;
pub use reader::{LineView, ReaderTransaction, Shown, ViewsReader};
pub use schema::FILE_NAME;
pub use writer::{Progress, Views};

/// Why the read models could not be used. They can always be built anew: `chungtay rebuild`.
#[derive(Debug, thiserror::Error)]
pub enum ViewsError {
    /// The database.
    #[error("the read models cannot be used ({0})")]
    Sqlite(#[from] rusqlite::Error),
    /// The journal or the openings.
    #[error(transparent)]
    Journal(#[from] chungtay_journal::Error),
    /// An entry of the journal.
    #[error(transparent)]
    Fold(#[from] fold::FoldError),
    /// The search index.
    #[error(transparent)]
    Search(#[from] chungtay_search::SearchError),
    /// The journal is shorter than what was read from it before.
    #[error(
        "the read models hold {views} entries and the journal {journal}: `chungtay rebuild` makes them anew"
    )]
    JournalShorter {
        /// Entries in the read models.
        views: u64,
        /// Entries in the journal.
        journal: u64,
    },
    /// A file could not be removed.
    #[error("the old read models cannot be removed ({0})")]
    Remove(#[source] std::io::Error),
    /// Made by another version; the writer builds them anew.
    #[error("the read models were made by another version of this program")]
    OtherVersion,
}
