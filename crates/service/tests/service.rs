//! The verbs, tried on real folders and files.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "service/agreement.rs"]
mod agreement;
#[path = "service/apply.rs"]
mod apply;
#[path = "service/bench_book.rs"]
mod bench_book;
#[path = "service/beside.rs"]
mod beside;
#[path = "service/compare.rs"]
mod compare;
#[path = "service/faults.rs"]
mod faults;
#[path = "service/faulty_disk.rs"]
mod faulty_disk;
#[path = "service/feeds.rs"]
mod feeds;
#[path = "service/keys.rs"]
mod keys;
#[path = "service/measure.rs"]
mod measure;
#[path = "service/overlap.rs"]
mod overlap;
#[path = "service/sizes.rs"]
mod sizes;
#[path = "service/tampering.rs"]
mod tampering;
#[path = "service/telling.rs"]
mod telling;
