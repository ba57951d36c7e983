//! The verbs, tried on real folders and files.

#[path = "service/agreement.rs"]
mod agreement;
#[path = "service/apply.rs"]
mod apply;
#[path = "service/bench_book.rs"]
mod bench_book;
#[path = "service/overlap.rs"]
mod overlap;
#[path = "service/tampering.rs"]
mod tampering;
