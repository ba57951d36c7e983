//! The read models on books that the ledger decided.

#![expect(clippy::unwrap_used, reason = "a test fails where something is missing")]

#[path = "views/builder.rs"]
mod builder;
#[path = "views/conformance.rs"]
mod conformance;
#[path = "views/measure.rs"]
mod measure;
