//! Every way a row can be bad, each named with its column, value and expectation; none is lost.

use chungtay_ledger::money::Dong;
use chungtay_statements::{
    AmountStyle, BadRow, Column, Expected, FileError, Problem, Row, Thousands, open,
};
use proptest::prelude::*;
use std::io::Cursor;

const HEADER: &str = "PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails\n";
const GOOD: &str = "1,01/09/2024,6458.72322,,50.000,,ung ho\n";
const DOTS: AmountStyle = AmountStyle { thousands: Thousands::Dots };

/// Good amounts, bad rows, blank rows.
type Read = (Vec<(u64, Dong)>, Vec<BadRow>, u64);

fn read(bytes: &[u8]) -> Result<Read, FileError> {
    let mut statement = open(Cursor::new(bytes))?;
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    while let Some(row) = statement.next_row()? {
        match row {
            Row::Good(row) => good.push((row.row_number, row.amount())),
            Row::Bad(row) => bad.push(row),
            Row::Foreign(row) => panic!("{row:?}"),
        }
    }
    Ok((good, bad, statement.blank_rows()))
}

fn problem(column: Column, value: &str, expected: Expected) -> Problem {
    Problem { column, value: value.to_owned(), expected }
}

#[test]
fn every_bad_row_is_named_and_the_rows_around_it_are_read() {
    let whole = |line: &str, expected| problem(Column::WholeRow, line, expected);
    let count = |found| Expected::ColumnCount { expected: 7, found };
    let amount = Expected::Amount(Some(DOTS));
    let cases: Vec<(&str, Vec<Problem>)> = vec![
        (
            "1,31/02/2024,1.2,,50.000,,x",
            vec![problem(Column::Date, "31/02/2024", Expected::DateDayMonthYear)],
        ),
        (
            "1,2024-09-01,1.2,,50.000,,x",
            vec![problem(Column::Date, "2024-09-01", Expected::DateDayMonthYear)],
        ),
        ("1,,1.2,,50.000,,x", vec![problem(Column::Date, "", Expected::DateDayMonthYear)]),
        ("1,01/09/2024,1.2,,5O.000,,x", vec![problem(Column::Credit, "5O.000", amount)]),
        ("1,01/09/2024,1.2,,50000,,x", vec![problem(Column::Credit, "50000", amount)]),
        ("1,01/09/2024,1.2,,50.00,,x", vec![problem(Column::Credit, "50.00", amount)]),
        ("1,01/09/2024,1.2,\"50,000\",,,x", vec![problem(Column::Debit, "50,000", amount)]),
        (
            "1,01/09/2024,1.2,,-50.000,,x",
            vec![problem(Column::Credit, "-50.000", Expected::AmountNotNegative)],
        ),
        (
            "1,01/09/2024,1.2,,99.999.999.999.999.999,,x",
            vec![problem(Column::Credit, "99.999.999.999.999.999", Expected::AmountWithinRange)],
        ),
        (
            "1,01/09/2024,1.2,1.000,50.000,,x",
            vec![whole("1,01/09/2024,1.2,1.000,50.000,,x", Expected::OnlyOneOfDebitAndCredit)],
        ),
        ("1,01/09/2024,1.2,0,,,x", vec![whole("1,01/09/2024,1.2,0,,,x", Expected::DebitOrCredit)]),
        ("1,01/09/2024,1.2,,50.000,9.9,x", vec![problem(Column::Balance, "9.9", amount)]),
        ("A,01/09/2024,1.2,,50.000,,x", vec![problem(Column::Page, "A", Expected::PageNumber)]),
        ("1,01/09/2024,1.2,,50.000", vec![whole("1,01/09/2024,1.2,,50.000", count(5))]),
        (
            "1,01/09/2024,1.2,,50.000,,ung ho, dong bao",
            vec![whole("1,01/09/2024,1.2,,50.000,,ung ho, dong bao", count(8))],
        ),
        (
            "1,01/09/2024,1.2,,50.000,,\"ung ho",
            vec![whole("1,01/09/2024,1.2,,50.000,,\"ung ho", Expected::ClosingQuote)],
        ),
        (
            "1,41/09/2024,1.2,,5.0,x,x",
            vec![
                problem(Column::Date, "41/09/2024", Expected::DateDayMonthYear),
                problem(Column::Credit, "5.0", amount),
                problem(Column::Balance, "x", amount),
            ],
        ),
    ];
    for (line, problems) in cases {
        let text = format!("{HEADER}{GOOD}{line}\n{GOOD}");
        let (good, bad, _) = read(text.as_bytes()).unwrap();
        assert_eq!(good, [(1, Dong(50_000)), (3, Dong(50_000))], "{line}");
        let expected = BadRow {
            row_number: 2,
            line_number: 3,
            problems,
            raw: line.as_bytes().to_vec(),
            rest: bad[0].rest.clone(),
            ..BadRow::default()
        };
        assert_eq!(bad, [expected], "{line}");
    }
}

#[test]
fn bytes_that_are_no_utf8_are_named_with_their_column() {
    let line = b"1,01/09/2024,1.2,,50.000,,\xd0\xf3ng g\xf3p";
    let utf8 = "1,01/09/2024,6458.72322,,50.000,,ủng hộ đồng bào lũ lụt\n";
    let text = [HEADER.as_bytes(), utf8.as_bytes(), line, b"\n"].concat();
    let (good, bad, _) = read(&text).unwrap();
    assert_eq!(good.len(), 1);
    let value = "\u{fffd}\u{fffd}ng g\u{fffd}p";
    assert_eq!(bad[0].problems, [problem(Column::Memo, value, Expected::Utf8)]);
    assert_eq!(bad[0].raw, line);
}

#[test]
fn a_row_too_long_is_cut_and_named() {
    let text = format!("{HEADER}1,01/09/2024,1.2,,50.000,,{}\n{GOOD}", "x".repeat(100_000));
    let (good, bad, _) = read(text.as_bytes()).unwrap();
    assert_eq!(good, [(2, Dong(50_000))]);
    assert_eq!(bad[0].problems[0].expected, Expected::RowWithin { bytes: bad[0].raw.len() });
}

#[test]
fn blank_rows_are_counted_and_are_no_rows() {
    let text = format!("{HEADER}{GOOD}\n{GOOD},,,,,,\r\n  \n\n");
    let (good, bad, blank) = read(text.as_bytes()).unwrap();
    assert_eq!((good.len(), bad.len(), blank), (2, 0, 4));
}

#[test]
fn a_broken_gzip_stream_is_an_error_and_not_a_short_file() {
    let text = format!("{HEADER}{}", GOOD.repeat(2000));
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, text.as_bytes()).unwrap();
    let whole = encoder.finish().unwrap();
    assert_eq!(read(&whole).unwrap().0.len(), 2000);
    let two_members = [&whole[..], &whole[..]].concat();
    let (good, bad, _) = read(&two_members).unwrap();
    assert_eq!((good.len(), bad.len()), (4000, 0), "the second member's header is no row");
    let cut = read(&whole[..whole.len() - 9]);
    assert!(matches!(cut, Err(FileError::Read(_))), "{cut:?}");
}

fn count(bytes: &[u8], wanted: u8) -> usize {
    memchr::memchr_iter(wanted, bytes).count()
}

proptest! {
    /// Any change of bytes gives rows, bad rows or an error: never a panic, never a row lost.
    #[test]
    fn every_line_is_accounted_for(
        noise in prop::collection::vec((0usize..400, prop::sample::select(b",\".\n0a\xff-/\t".to_vec())), 0..12),
    ) {
        let mut bytes = format!("{HEADER}{}", GOOD.repeat(10)).into_bytes();
        let header = HEADER.len();
        for (place, byte) in noise {
            let length = bytes.len() - header;
            bytes[header + place % length] = byte;
        }
        let (good, bad, blank) = read(&bytes).unwrap();
        let held: usize = bad.iter().map(|row| count(&row.raw, b'\n')).sum();
        let lines = count(&bytes[header..], b'\n')
            + usize::from(!bytes.ends_with(b"\n"));
        let rows = good.len() + bad.len() + usize::try_from(blank).unwrap() + held;
        // A memo in quotes may hold a line end of its own.
        let quotes = count(&bytes, b'"');
        prop_assert!(rows == lines || quotes >= 2 && rows < lines, "{rows} of {lines}");
    }

    #[test]
    fn any_bytes_at_all_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes);
        let _ = read(&[HEADER.as_bytes(), &bytes].concat());
    }
}
