//! The room's integration tests: each export is read by an independent program.

#[path = "opendata/hledger.rs"]
mod hledger;
