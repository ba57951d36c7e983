//! The verbs, tried on real folders and files.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "service/agreement.rs"]
mod agreement;
#[path = "service/apply.rs"]
mod apply;
#[path = "service/bench_book.rs"]
mod bench_book;
#[path = "service/keys.rs"]
mod keys;
#[path = "service/overlap.rs"]
mod overlap;
#[path = "service/tampering.rs"]
mod tampering;
