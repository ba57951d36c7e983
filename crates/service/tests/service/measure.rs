//! Measures, on request: live batches of 1,000 gifts and a bulk import, each until it is journalled, in
//! tiles, durable, read again, signed and published. `bench/run` reads what this prints.
//!
//! `cargo test --release -p chungtay-service --test service measure -- --ignored --nocapture`

use super::bench_book::{Bench, import};
use chungtay_service::apply::apply;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

const BOOK: &str = r#"{"kind":"book/1","actor":"maker222","occurred_on":"2025-01-01","what":{"id":"b","name":"Sổ","names_policy":"initials"}}
{"kind":"programme/1","what":{"id":"p","name":"Chương trình","class":"programme"}}
{"kind":"fund/1","what":{"id":"f","name":"Quỹ","purpose":{"programmes":["p"]}}}
{"kind":"account/1","what":{"id":"cash","name":"Tiền mặt","class":"cash"}}
"#;
const BATCHES: u32 = 60;
const BATCH: u32 = 1_000;
const BULK_ROWS: u32 = 200_000;

#[test]
#[ignore = "measures; asks for a release build and a quiet machine"]
fn live_batches() {
    let bench = Bench::new();
    let mut book = bench.create();
    apply(&mut book, BOOK).unwrap();
    let batches: Vec<String> = (0..BATCHES)
        .map(|batch| {
            let mut text = String::new();
            for row in 0..BATCH {
                let amount = 10_000 + batch * BATCH + row;
                writeln!(
                    text,
                    r#"{{"kind":"gift/1","occurred_on":"2025-01-02","what":{{"fund":"f","form":"cash","account":"cash","amount":{amount}}},"private":{{"donor_name":"Người góp {row}"}}}}"#
                )
                .unwrap();
            }
            text
        })
        .collect();
    let began = Instant::now();
    let mut took: Vec<Duration> = batches
        .iter()
        .map(|text| {
            let began = Instant::now();
            apply(&mut book, text).unwrap();
            began.elapsed()
        })
        .collect();
    let whole = began.elapsed();
    took.sort();
    let count = f64::from(BATCHES * BATCH);
    println!(
        "measured live batches of {BATCH}: {:.0} entries/s; a batch takes {:.0} ms at the median, {:.0} ms at most",
        count / whole.as_secs_f64(),
        took[took.len() / 2].as_secs_f64() * 1e3,
        took[took.len() - 1].as_secs_f64() * 1e3,
    );
}

#[test]
#[ignore = "measures; asks for a release build and a quiet machine"]
fn bulk() {
    let bench = Bench::new();
    let mut book = bench.create();
    let mut rows = String::new();
    for row in 0..BULK_ROWS {
        let day = 1 + row / 10_000;
        writeln!(rows, "1,{day:02}/09/2024,{row},,50.000,,NGUYEN VAN {row} ung ho").unwrap();
    }
    let file = bench.raw_file(rows.trim_end());
    let began = Instant::now();
    import(&mut book, &file).unwrap();
    let rate = f64::from(BULK_ROWS) / began.elapsed().as_secs_f64();
    println!(
        "measured bulk import of {BULK_ROWS} lines, read twice, archives too: {rate:.0} entries/s"
    );
}
