//! The durable store of one book: entries (opaque bytes here), private values, secrets, openings,
//! blobs, and the last signed head. A book is a folder; `BookFolder` opens it.
//! This room never decides, never decodes an entry, never encrypts and never reads the clock.

mod batch;
mod blobs;
mod bundle;
mod disk;
mod durable_file;
mod error;
mod folder;
mod head;
mod lock;
pub mod published_form;
mod register;
mod sqlite;
mod store;

pub use batch::{AppendBatch, BookAppend, RecordBatch};
pub use blobs::{BlobFolder, read_blob};
pub use bundle::{BUNDLE_ENTRIES, Bundle, MAXIMUM_ENTRY_BYTES};
pub use disk::{Disk, PlainDisk, Visibility};
pub use durable_file::replace_file;
pub use error::{Error, Result};
pub use folder::{BookFolder, Mode, Swept};
pub use head::Head;
pub use lock::WriterLock;
pub use register::{
    ImportRecord, ImportState, LineKey, LineRun, Snapshot, StoredLine, StoredRun, Withheld,
};
pub use sqlite::{
    Inbox, InboxBatch, InboxEvent, SqliteJournal, SqliteKeyStore, SqliteOpenings, SqliteVault,
};
pub use store::{Changes, Journal, KeyStore, Openings, Secret, Vault};
