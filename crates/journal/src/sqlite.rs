//! The `SQLite` store: four files, write-ahead logging, `synchronous=FULL`. SQL stands here only.

pub(crate) mod connection;
mod journal;
mod keys;
mod line_runs;
mod register;
pub(crate) mod schema;
mod slots;
mod slots_form;
mod vault;
mod withheld;

pub use journal::SqliteJournal;
pub use keys::SqliteKeyStore;
pub use vault::{SqliteOpenings, SqliteVault};
