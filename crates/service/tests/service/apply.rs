//! Commands from a file: all or none, every refusal with its line.

use super::bench_book::Bench;
use chungtay_service::ServiceError;
use chungtay_service::apply::apply;

const BOOK: &str = r#"{"kind":"book/1","actor":"maker222","occurred_on":"2025-01-01","what":{"id":"b","name":"Sổ thử","names_policy":"initials"}}"#;

fn lines(lines: &[&str]) -> String {
    lines.join("\n")
}

#[test]
fn a_request_is_approved_and_paid_by_three_persons() {
    let bench = Bench::new();
    let mut book = bench.create();
    let text = lines(&[
        BOOK,
        r#"{"kind":"person/1","what":{"id":"appr2222"},"private":{"name":"Người duyệt"}}"#,
        r#"{"kind":"person/1","what":{"id":"payer222"},"private":{"name":"Người chi"}}"#,
        r#"{"kind":"programme/1","what":{"id":"p","name":"Chương trình","class":"programme"}}"#,
        r#"{"kind":"fund/1","what":{"id":"f","name":"Quỹ","purpose":{"programmes":["p"]}}}"#,
        r#"{"kind":"account/1","what":{"id":"cash","name":"Tiền mặt","class":"cash"}}"#,
        r#"{"kind":"gift/1","what":{"fund":"f","form":"cash","account":"cash","amount":1000000},"private":{"donor_name":"Một người"}}"#,
        r#"{"kind":"spending_request/1","label":"r","what":{"fund":"f","amount":400000,"programme":"p","purpose":"Xi măng"}}"#,
        r#"{"kind":"spending_decision/1","actor":"appr2222","what":{"request":"@r","decision":"approved"}}"#,
        r#"{"kind":"payment/1","actor":"payer222","what":{"request":"@r","account":"cash","amount":400000},"private":{"voucher":"00"}}"#,
    ]);
    let applied = apply(&mut book, &text).unwrap();
    assert_eq!((applied.first, applied.entries), (0, 10));
    let written = std::fs::read(bench.directory().join("log/tile/entries/000.p/10")).unwrap();
    let written = String::from_utf8_lossy(&written);
    assert!(!written.contains("Người") && !written.contains("Một"), "no name in the log");
    assert!(written.contains(r#"["spending","f",400000]"#));
    let figures = std::fs::read_to_string(bench.directory().join("log/figures.json")).unwrap();
    let figures: serde_json::Value = serde_json::from_str(&figures).unwrap();
    let left = figures["figures"].as_array().unwrap().iter().find(|f| f["id"] == "fund.f.left");
    assert_eq!(left.unwrap()["value"], 600_000);
}

#[test]
fn a_file_with_a_refused_line_enters_nothing() {
    let bench = Bench::new();
    let mut book = bench.create();
    let text = lines(&[
        BOOK,
        r#"{"kind":"fund/1","what":{"id":"f","name":"Quỹ","purpose":{"programmes":["none"]}}}"#,
        r#"{"kind":"nothing/1","what":{}}"#,
        "",
        r#"{"kind":"person/1","what":{"id":"appr2222","shoe_size":42}}"#,
        r#"{"kind":"spending_decision/1","what":{"request":"@r","decision":"approved"}}"#,
    ]);
    let Err(ServiceError::RefusedLines(refused)) = apply(&mut book, &text) else { panic!() };
    assert_eq!(refused.iter().map(|line| line.line).collect::<Vec<_>>(), [2, 3, 5, 6]);
    assert_eq!(book.state().size, 0);
    assert!(book.state().book.is_none());
}

/// The last line would be in the year 2999, and by somebody unknown, had the refused line left its own.
#[test]
fn a_refused_line_leaves_nothing_to_the_lines_after_it() {
    let bench = Bench::new();
    let mut book = bench.create();
    let text = lines(&[
        BOOK,
        r#"{"kind":"fund/1","actor":"stranger","occurred_on":"2999-01-01","label":"x","what":{"id":"f","name":"Quỹ","purpose":{"general":true}}}"#,
        r#"{"kind":"account/1","label":7,"what":{"id":"cash","name":"Tiền mặt","class":"cash"}}"#,
        r#"{"kind":"account/1","what":{"id":"cash","name":"Tiền mặt","class":"cash"}}"#,
    ]);
    let Err(ServiceError::RefusedLines(refused)) = apply(&mut book, &text) else { panic!() };
    assert_eq!(refused.iter().map(|line| line.line).collect::<Vec<_>>(), [2, 3]);
}
