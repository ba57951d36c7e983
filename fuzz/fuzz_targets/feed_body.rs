//! Any bytes as what a service pushes: no panic, and what is kept of a body is read back as one row.
#![no_main]

use chungtay_statements::{FeedKind, Row, feed_event, feed_line, open};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, body)) = bytes.split_first() else { return };
    let kind = FeedKind::ALL[usize::from(*first) % FeedKind::ALL.len()];
    let event = feed_event(kind, body);
    let Some(line) = feed_line(kind, body) else {
        assert_eq!(event, None, "no JSON, and a transaction all the same");
        return;
    };
    assert!(!line.contains('\n'));
    if let Some(event) = event {
        assert!(!event.id.trim().is_empty() && !event.account_number.is_empty());
    }
    let Ok(mut statement) = open(Cursor::new(line.into_bytes())) else { return };
    let mut rows = 0;
    while let Ok(Some(row)) = statement.next_row() {
        rows += 1;
        if let Row::Bad(row) = row {
            assert!(!row.problems.is_empty());
        }
    }
    assert_eq!(rows, 1);
});
