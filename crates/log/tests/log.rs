//! The log's integration tests, one binary. Their other ends: the shared RFC 6962 vectors, a second
//! and slower tree written straight from the RFC, and Go's own checker.
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must stop")]

#[path = "log/forgery.rs"]
mod forgery;
#[path = "log/go_check.rs"]
mod go_check;
#[path = "log/growth.rs"]
mod growth;
#[path = "log/memory.rs"]
mod memory;
#[path = "log/ml_dsa.rs"]
mod ml_dsa;
#[path = "log/plain_tree.rs"]
mod plain_tree;
#[path = "log/properties.rs"]
mod properties;
#[path = "log/receipts.rs"]
mod receipts;
#[path = "log/sigstore_check.rs"]
mod sigstore_check;
#[path = "log/vectors.rs"]
mod vectors;
#[path = "log/witnessing.rs"]
mod witnessing;
