//! The `SQLite` store: five files, write-ahead logging, `synchronous=FULL`. SQL stands here only.

pub(crate) mod connection;
mod inbox;
mod journal;
mod keys;
mod line_runs;
mod register;
pub(crate) mod schema;
mod slots;
mod slots_form;
mod vault;
mod withheld;

pub use inbox::{Inbox, InboxBatch, InboxEvent};
pub use journal::SqliteJournal;
pub use keys::SqliteKeyStore;
pub use vault::{SqliteOpenings, SqliteVault};
