//! Measures, on request: `cargo test --release -p chungtay-views -- --ignored --nocapture`, with
//! 200,000 lines or 2,000,000 (`measure_large`).

#![expect(clippy::print_stdout, reason = "what is measured is said")]

use crate::builder::{Row, TestBook};
use chungtay_search::{Cursor, LineState, Query, Sort};
use chungtay_views::{Views, ViewsReader};
use std::time::Instant;

const SYLLABLES: [&str; 16] = [
    "JN", "AZP", "YCL", "THK", "EAXO", "UT", "LFCN", "VN", "KAG", "HNW", "JRVD", "VUZT", "UOCI",
    "OJV", "OSSGY", "BKBE",
];

fn book_of(lines: usize) -> TestBook {
    let mut book = TestBook::new();
    let mut noise = 1u64;
    let mut next = move || {
        noise ^= noise << 13;
        noise ^= noise >> 7;
        noise ^= noise << 17;
        noise
    };
    book.begin_import("yagi", lines);
    for index in 0..lines {
        let mut word = |_| SYLLABLES[usize::try_from(next() % 16).unwrap()];
        let name = [word(0), word(1), word(2)];
        let row = Row {
            day: if index < lines / 15 { "2024-09-09" } else { "2024-09-10" },
            amount: [20_000, 50_000, 100_000, 200_000, 500_000][index % 5]
                + i64::try_from(next() % 50).unwrap() / 40 * 1_000,
            document: format!("{}.{}", 1_000 + next() % 9_000, next() % 99_999),
            memo: format!(
                "{}.100924.{}.{} {} {} ung ho dong bao bao lu {}",
                next() % 999_999,
                next() % 999_999,
                name[0],
                name[1],
                name[2],
                if index % 3 == 0 { "chuyen tien" } else { "FT24254" }
            ),
        };
        book.line(u32::try_from(index + 1).unwrap(), &row);
        if index % 16_384 == 16_383 {
            book.commit();
        }
    }
    book.end_import(true);
    book
}

fn measure(lines: usize) {
    let started = Instant::now();
    let book = book_of(lines);
    println!("book of {lines} lines made in {:.2?}", started.elapsed());
    let reader = book.reader();
    let started = Instant::now();
    let mut views = Views::open(book.path(), "test").unwrap();
    views.catch_up(&reader.journal, &reader.openings).unwrap();
    let taken = started.elapsed();
    let rate = lines as u128 * 1_000 / taken.as_millis();
    println!("catch_up: {taken:.2?}, {rate} lines a second");
    for file in ["views.sqlite", "views.sqlite-wal", "openings.sqlite", "journal.sqlite"] {
        let length = std::fs::metadata(book.path().join(file)).map_or(0, |file| file.len());
        println!("  {file}: {} kB", length / 1024);
    }
    let reader = ViewsReader::open(book.path(), "test").unwrap();
    let state = book.fold.state();
    let words = |text: &str| Query { words: Some(text.into()), limit: 50, ..Query::default() };
    let by_amount = |query: Query| Query { sort: Sort::Amount, ..query };
    let empty = Query { limit: 50, ..Query::default() };
    let middle = chungtay_search::Place { sequence: state.size / 2, weight: 0 };
    for (name, query) in [
        ("everything", empty.clone()),
        ("everything by amount", by_amount(empty.clone())),
        ("everything, middle", Query { cursor: Cursor::After(middle), ..empty.clone() }),
        ("ung ho", words("ung ho")),
        ("ung ho by amount", by_amount(words("ung ho"))),
        ("ung ho dong bao bao lu", words("ủng hộ đồng bào bão lũ")),
        ("two names", words("jn azp")),
        ("rare", words("123456")),
        ("prefix of two digits", words("12")),
        ("in suspense", Query { state: Some(LineState::InSuspense), ..empty.clone() }),
        ("document", Query { document: Some("1234".into()), ..empty }),
    ] {
        let mut best = u128::MAX;
        let mut page = None;
        for _ in 0..5 {
            let started = Instant::now();
            let view = reader.begin().unwrap();
            let found = view.find(state.size, &state.flags, &query).unwrap();
            for sequence in &found.sequences {
                view.line(*sequence).unwrap().unwrap();
            }
            best = best.min(started.elapsed().as_micros());
            page = Some(found);
        }
        let page = page.unwrap();
        println!("  {name}: {} in {best} µs", page.totals.all.lines);
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|line| line.starts_with("VmHWM")) {
        println!("{line}");
    }
}

#[test]
#[ignore = "a measurement, not a check"]
fn measure_statement() {
    measure(200_000);
}

#[test]
#[ignore = "a measurement, not a check"]
fn measure_large() {
    measure(2_000_000);
}
