//! Any bytes as a statement file: no panic, no endless loop, and no row without an account. What is
//! read twice, plain and in small chunks, is the same.
#![no_main]

use chungtay_statements::{FileError, Row, open};
use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Read, Seek, SeekFrom};

/// A source that gives few bytes at a time.
struct Drip<'b>(Cursor<&'b [u8]>);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let most = buffer.len().min(7);
        self.0.read(&mut buffer[..most])
    }
}

impl Seek for Drip<'_> {
    fn seek(&mut self, place: SeekFrom) -> std::io::Result<u64> {
        self.0.seek(place)
    }
}

/// Each row as text, and how many lines the rows and blanks take at least.
fn rows(source: impl Read + Seek + Send) -> Result<Vec<String>, FileError> {
    let mut statement = open(source)?;
    let mut rows = Vec::new();
    while let Some(row) = statement.next_row()? {
        match &row {
            Row::Good(row) => {
                let taken = row.fee.is_positive() || row.vat.is_positive();
                assert!(!row.debit.is_positive() || !row.credit.is_positive());
                assert!(row.debit.is_positive() || row.credit.is_positive() || taken);
                assert_eq!(row.amount(), row.credit - row.debit - row.fee - row.vat);
                assert_eq!(row.row_number, rows.len() as u64 + 1);
            }
            Row::Foreign(row) => {
                assert!(row.amount != 0 && row.currency.code != *b"VND");
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
    let at_once = rows(Cursor::new(bytes));
    let dripped = rows(Drip(Cursor::new(bytes)));
    match (at_once, dripped) {
        (Ok(at_once), Ok(dripped)) => assert_eq!(at_once, dripped),
        (Err(_), Err(_)) => {}
        (at_once, dripped) => panic!("{at_once:?} / {dripped:?}"),
    }
});
