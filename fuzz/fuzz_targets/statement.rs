//! Any bytes as a statement file: no panic, no endless loop, and no row without an account. What is
//! read twice, plain and in small chunks, is the same.
#![no_main]

use chungtay_statements::{FileError, Row, open};
use libfuzzer_sys::fuzz_target;
use std::io::Read;

/// A source that gives few bytes at a time.
struct Drip<'b>(&'b [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.0.len().min(buffer.len()).min(7);
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

/// Each row as text, and how many lines the rows and blanks take at least.
fn rows(source: impl Read + Send) -> Result<Vec<String>, FileError> {
    let mut statement = open(source)?;
    let mut rows = Vec::new();
    while let Some(row) = statement.next_row()? {
        match &row {
            Row::Good(row) => {
                assert!(row.debit.is_positive() != row.credit.is_positive());
                assert!(!row.debit.abs().is_positive() || row.amount() == -row.debit);
                assert_eq!(row.row_number, rows.len() as u64 + 1);
            }
            Row::Bad(row) => {
                assert!(!row.problems.is_empty() && !row.raw.is_empty());
                assert_eq!(row.row_number, rows.len() as u64 + 1);
            }
        }
        rows.push(format!("{row:?}"));
    }
    rows.push(statement.blank_rows().to_string());
    Ok(rows)
}

fuzz_target!(|bytes: &[u8]| {
    let at_once = rows(bytes);
    let dripped = rows(Drip(bytes));
    match (at_once, dripped) {
        (Ok(at_once), Ok(dripped)) => assert_eq!(at_once, dripped),
        (Err(_), Err(_)) => {}
        (at_once, dripped) => panic!("{at_once:?} / {dripped:?}"),
    }
});
