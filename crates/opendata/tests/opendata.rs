//! The room's integration tests: each export is read by an independent program.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must stop")]

#[path = "opendata/hledger.rs"]
mod hledger;
