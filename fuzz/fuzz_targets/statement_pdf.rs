//! Any bytes as a PDF statement: no panic, no endless loop, and every row's numbers in order.
#![no_main]

use chungtay_statements::{Row, open};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    let mut file = b"%PDF-1.5\n".to_vec();
    file.extend_from_slice(bytes);
    let Ok(mut statement) = open(Cursor::new(file)) else { return };
    let mut rows = 0;
    while let Ok(Some(row)) = statement.next_row() {
        rows += 1;
        match row {
            Row::Good(row) => assert_eq!(row.row_number, rows),
            Row::Foreign(row) => assert_eq!(row.row_number, rows),
            Row::Bad(row) => assert!(!row.problems.is_empty() && row.row_number == rows),
        }
    }
});
