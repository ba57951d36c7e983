//! Any bytes as an entry: no panic, and one byte form: what is read is written with exactly these bytes.
#![no_main]

use chungtay_ledger::entry::Entry;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match Entry::decode(bytes) {
        Ok(entry) => assert_eq!(entry.encode(), bytes),
        Err(malformed) => {
            assert!(malformed.at <= bytes.len());
            assert!(!malformed.to_string().is_empty());
        }
    }
});
