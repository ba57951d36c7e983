//! Every table and PDF sample of `shared/data/statements`, line by line, against its expected lines.

use chungtay_statements::{Printed, Row, Statement, open};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/statements");
    let present = folder.is_dir();
    if !present {
        println!("skipped: shared data absent");
    }
    present.then_some(folder)
}

/// What is compared of a line, as the expected file writes it.
type Line = BTreeMap<&'static str, String>;

const TABLE_COLUMNS: [&str; 13] = [
    "row",
    "date",
    "time",
    "value_date",
    "ref",
    "debit",
    "credit",
    "fee",
    "vat",
    "balance",
    "counterparty",
    "counterparty_account",
    "counterparty_bank",
];

/// Words with single blanks, as the expected memos have them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Empty and zero are the same: no money.
fn money(amount: i64) -> String {
    if amount == 0 { String::new() } else { amount.to_string() }
}

fn lines(statement: &mut Statement<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    while let Some(row) = statement.next_row().unwrap() {
        let row = match row {
            Row::Good(row) => row,
            other => panic!("{other:?}"),
        };
        lines.push(BTreeMap::from([
            ("row", row.line_number.to_string()),
            ("date", row.date.to_string()),
            ("time", row.time.map(|time| time.to_string()).unwrap_or_default()),
            ("value_date", row.value_date.map(|date| date.to_string()).unwrap_or_default()),
            ("ref", words(row.document_number)),
            ("debit", money(row.debit.0)),
            ("credit", money(row.credit.0)),
            ("fee", money(row.fee.0)),
            ("vat", money(row.vat.0)),
            ("balance", row.balance.map(|balance| balance.0.to_string()).unwrap_or_default()),
            ("memo", words(row.memo)),
            ("counterparty", words(row.counter_name)),
            ("counterparty_account", words(row.counter_account)),
            ("counterparty_bank", words(row.counter_bank)),
            ("page", row.page.map(|page| page.to_string()).unwrap_or_default()),
            ("row_on_page", row.row_on_page.map(|row| row.to_string()).unwrap_or_default()),
        ]));
    }
    lines
}

fn expected(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let path = folder.join(format!("expected/{name}.csv"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let records = reader.records().map(Result::unwrap);
    let row = |record: csv::StringRecord| {
        let cells = headers.iter().zip(record.iter());
        cells.map(|(name, cell)| (name.to_owned(), words(cell))).collect()
    };
    records.map(row).collect()
}

fn compare(folder: &Path, name: &str) -> Vec<Printed> {
    let file = File::open(folder.join("tables").join(name)).unwrap();
    let mut statement = open(file).unwrap_or_else(|error| panic!("{name}: {error}"));
    let found = lines(&mut statement);
    let expected = expected(folder, name);
    for (index, (found, expected)) in found.iter().zip(&expected).enumerate() {
        for column in TABLE_COLUMNS {
            let wanted = expected.get(column).map_or("", String::as_str);
            let wanted = match column {
                "debit" | "credit" | "fee" | "vat" if wanted == "0" => "",
                _ => wanted,
            };
            assert_eq!(
                found[column], wanted,
                "{name}, line {index}, {column}: {found:?} {expected:?}"
            );
        }
        let memos = [expected.get("memo"), expected.get("memo_joined")];
        let same = memos.into_iter().flatten().any(|memo| *memo == found["memo"]);
        assert!(same, "{name}, line {index}: {:?} {memos:?}", found["memo"]);
    }
    assert_eq!(found.len(), expected.len(), "{name}");
    statement.printed().to_vec()
}

#[test]
fn every_table_sample_is_read_line_by_line() {
    let Some(folder) = folder() else { return };
    let mut names: Vec<String> = std::fs::read_dir(folder.join("tables"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in names {
        compare(&folder, &name);
    }
}

/// Opening and closing as the samples' README gives them, and the bank's own totals where printed.
#[test]
fn what_the_tables_print_of_themselves_is_read() {
    let Some(folder) = folder() else { return };
    for (name, opening, closing) in [
        ("vcb-web-export.xlsx", 10_847_182_843, 10_982_459_563),
        ("vcb-corporate.xls", 1_042_892_241, 938_204_840),
        ("techcombank-txn-enquiry.xlsx", 8_093_449_000, 6_730_759_682),
        ("mb-sao-ke-tai-khoan.xlsx", 1_250_000_000, 1_196_306_464),
        ("acb-statement.xlsx", 977_000_000, 1_033_688_246),
        ("bidv-ebanking-balance-report.xlsx", 5_000_000_000, 4_995_668_332),
        ("agribank-html-utf8.xls", 6_177_838_064, 6_302_784_057),
        ("agribank-html-windows-1258.xls", 13_841_085_479, 13_968_883_719),
        ("vietinbank-efast.xlsx", 3_000_000_000, 2_935_020_222),
    ] {
        let printed = compare(&folder, name);
        assert_eq!(printed.len(), 1, "{name}: {printed:?}");
        let found = (printed[0].opening.map(|dong| dong.0), printed[0].closing.map(|dong| dong.0));
        assert_eq!(found, (Some(opening), Some(closing)), "{name}: {printed:?}");
        assert!(!printed[0].account_numbers.is_empty(), "{name}: {printed:?}");
    }
    let techcombank = &compare(&folder, "techcombank-txn-enquiry.xlsx")[0];
    assert!(techcombank.newest_first);
    assert_eq!(techcombank.from.map(|date| date.to_string()).as_deref(), Some("2024-09-10"));
}
