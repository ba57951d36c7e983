//! The verbs, one file each: look up the facts, let the ledger decide, append, publish.
//! Holds no business rule, no SQL and no text for users.

pub mod apply;
pub mod archive;
pub mod attaching;
pub mod book;
pub mod chance;
pub mod compare;
pub mod cosigning;
pub mod create;
pub mod doctor;
mod entering;
pub mod erasing;
pub mod error;
pub mod feeds;
pub mod finding;
pub mod import;
pub mod leaves;
mod line_problem;
pub mod log_keys;
pub mod matching;
pub mod monitor;
pub mod names;
pub mod paying;
pub mod privacy;
mod private_words;
pub mod published;
pub mod receipts;
pub mod recover;
pub mod rolling_up;
pub mod rosters;
pub mod sealing;
pub mod stories;
pub mod verify;
pub mod withholding;
pub mod witness;

pub use book::Book;
pub use error::{Result, ServiceError};
