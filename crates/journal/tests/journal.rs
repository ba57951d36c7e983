//! Tests of the durable store: the conformance suite on `SQLite`, then what is the files' and the
//! folder's own.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helper functions too")]

/// The modules of this one test binary.
mod journal {
    mod child;
    mod conformance;
    mod conformance_records;
    mod crash;
    mod erasure;
    mod folder;
    mod samples;
    mod schema;
    mod sqlite_factory;
    mod two_processes;
}
