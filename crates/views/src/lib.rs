//! Read models, built by folding the journal and disposable: the ledger's state in memory, and SQLite
//! tables for what is listed, sorted and paged. Never the place where a figure is defined.

pub mod fold;
