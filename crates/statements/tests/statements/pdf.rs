//! Every PDF sample of `shared/data/statements`, row by row, against its expected rows; the same files as qpdf writes
//! them anew, and broken off at many places: never fewer rows without a word.

use chungtay_statements::{FileError, PdfFault, Printed, Row, StatementRow, open};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/statements");
    let present = folder.is_dir();
    if !present {
        println!("skipped: shared data absent");
    }
    present.then_some(folder)
}

/// What is compared of a row, as the expected file writes it.
type Line = BTreeMap<String, String>;

/// Words with single blanks, as the expected memos have them.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Empty and zero are the same: no money.
fn money(amount: i64) -> String {
    if amount == 0 { String::new() } else { amount.to_string() }
}

fn line(row: &StatementRow<'_>) -> Line {
    let text = |name: &str, text: String| (name.to_owned(), text);
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    BTreeMap::from([
        text("page", number(row.page)),
        text("row", number(row.row_on_page)),
        text("date", row.date.to_string()),
        text("time", row.time.map(|time| time.to_string()).unwrap_or_default()),
        text("ref", words(row.document_number)),
        text("debit", money(row.debit.0)),
        text("credit", money(row.credit.0)),
        text("balance", row.balance.map(|balance| balance.0.to_string()).unwrap_or_default()),
        text("memo", words(row.memo)),
        text("counterparty", words(row.counter_name)),
    ])
}

fn expected(folder: &Path, name: &str) -> Vec<Line> {
    let mut reader = csv::Reader::from_path(folder.join(format!("expected/{name}.csv"))).unwrap();
    let headers = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        let cells = headers.iter().zip(record.iter());
        cells.map(|(name, cell)| (name.to_owned(), words(cell))).collect()
    };
    reader.records().map(Result::unwrap).map(row).collect()
}

/// Compares a sample; `numbered`: its footers print the numbers of the original's pages.
fn compare(folder: &Path, name: &str, numbered: bool) -> Vec<Printed> {
    let file = File::open(folder.join(format!("pdf/{name}.pdf"))).unwrap();
    let mut statement = open(file).unwrap_or_else(|error| panic!("{name}: {error}"));
    let expected = expected(folder, name);
    let mut rows = 0;
    while let Some(row) = statement.next_row().unwrap() {
        let found = match row {
            Row::Good(row) => line(&row),
            other => panic!("{name}, row {rows}: {other:?}"),
        };
        let wanted = expected.get(rows).unwrap_or_else(|| panic!("{name}: one more: {found:?}"));
        for column in ["row", "date", "time", "ref", "debit", "credit", "balance", "counterparty"] {
            let value = match column {
                "debit" | "credit" if wanted[column] == "0" => "",
                _ => &wanted[column],
            };
            assert_eq!(found[column], value, "{name}, row {rows}, {column}: {found:?} {wanted:?}");
        }
        let page = if numbered { "printed_page" } else { "page" };
        assert_eq!(found["page"], wanted[page], "{name}, row {rows}: {found:?} {wanted:?}");
        let same = found["memo"] == wanted["memo"] || found["memo"] == wanted["memo_joined"];
        assert!(same, "{name}, row {rows}: {:?} {wanted:?}", found["memo"]);
        rows += 1;
    }
    assert_eq!(rows, expected.len(), "{name}");
    statement.printed().to_vec()
}

#[test]
fn vietcombank_is_read_row_by_row() {
    let Some(folder) = folder() else { return };
    let printed = &compare(&folder, "vcb-2024-09-01_10-40pages", true)[0];
    assert_eq!(printed.account_numbers, ["0015731517845"]);
    assert_eq!(printed.account_name.as_deref(), Some("NWF BZBA TG QDRA VN - RUG CUU TRO TW"));
    assert_eq!(printed.currency.as_deref(), Some("VND"));
    assert_eq!(printed.from.map(|date| date.to_string()).as_deref(), Some("2024-09-01"));
    assert_eq!(printed.to.map(|date| date.to_string()).as_deref(), Some("2024-09-10"));
    assert_eq!(printed.pages, Some(12_028));
}

#[test]
fn bidv_is_read_row_by_row() {
    let Some(folder) = folder() else { return };
    let printed = &compare(&folder, "bidv-2024-09-01_12-excerpt", false)[0];
    assert_eq!(printed.account_numbers.len(), 2, "{printed:?}");
    assert_eq!(printed.from.map(|date| date.to_string()).as_deref(), Some("2024-09-01"));
    assert_eq!(printed.to.map(|date| date.to_string()).as_deref(), Some("2024-09-12"));
}

#[test]
fn vietinbank_is_read_row_by_row() {
    let Some(folder) = folder() else { return };
    let printed = &compare(&folder, "vietinbank-2024-09-10_12-excerpt", false)[0];
    assert_eq!(printed.account_numbers, ["211623387809"]);
    assert_eq!(printed.account_name.as_deref(), Some("LMK TCO OMTC CUU TRO FVKWZ WGJO"));
    assert_eq!(printed.currency.as_deref(), Some("VND"));
    assert_eq!(printed.pages, None, "its `Page 1 of 1` is wrong");
}

#[test]
fn agribank_is_read_row_by_row() {
    let Some(folder) = folder() else { return };
    let printed = &compare(&folder, "agribank-2024-09-10-page12", true)[0];
    assert_eq!(printed.pages, Some(1706));
}

const SAMPLES: [&str; 4] = [
    "vcb-2024-09-01_10-40pages",
    "bidv-2024-09-01_12-excerpt",
    "vietinbank-2024-09-10_12-excerpt",
    "agribank-2024-09-10-page12",
];

/// All rows of a file, as they are shown for debugging.
fn rows(bytes: &[u8]) -> Result<Vec<String>, FileError> {
    let mut statement = open(Cursor::new(bytes))?;
    let mut rows = Vec::new();
    while let Some(row) = statement.next_row()? {
        rows.push(format!("{row:?}"));
    }
    Ok(rows)
}

/// The file as qpdf writes it with these options; `None` where there is no qpdf.
fn rewritten(source: &Path, options: &[&str]) -> Option<Vec<u8>> {
    let place = tempfile::tempdir().unwrap();
    let target = place.path().join("new.pdf");
    let status = Command::new("qpdf").args(options).arg(source).arg(&target).status();
    let Ok(status) = status else {
        println!("skipped: qpdf absent");
        return None;
    };
    assert!(status.success(), "qpdf {options:?}");
    Some(std::fs::read(target).unwrap())
}

#[test]
fn a_file_written_anew_reads_the_same() {
    let Some(folder) = folder() else { return };
    for name in SAMPLES {
        let source = folder.join(format!("pdf/{name}.pdf"));
        let original = rows(&std::fs::read(&source).unwrap()).unwrap();
        for options in [
            &["--object-streams=generate", "--linearize"][..],
            &["--qdf", "--object-streams=disable"],
            // An owner's password only: everybody may read.
            &["--encrypt", "", "owner", "256", "--"],
        ] {
            let Some(bytes) = rewritten(&source, options) else { return };
            assert_eq!(rows(&bytes).unwrap(), original, "{name} {options:?}");
        }
    }
}

/// Pages that say they lie on their side, though their letters do not.
#[test]
fn a_turned_page_reads_the_same() {
    let Some(folder) = folder() else { return };
    let source = folder.join("pdf/agribank-2024-09-10-page12.pdf");
    let original = rows(&std::fs::read(&source).unwrap()).unwrap();
    for turn in ["--rotate=+90", "--rotate=+180", "--rotate=+270"] {
        let Some(bytes) = rewritten(&source, &[turn]) else { return };
        assert_eq!(rows(&bytes).unwrap(), original, "{turn}");
    }
}

#[test]
fn a_file_with_a_password_is_told() {
    let Some(folder) = folder() else { return };
    let source = folder.join("pdf/agribank-2024-09-10-page12.pdf");
    let locked = rewritten(&source, &["--encrypt", "reader", "owner", "256", "--"]);
    let Some(bytes) = locked else { return };
    let refused = rows(&bytes);
    let told = matches!(refused, Err(FileError::Pdf { fault: PdfFault::Encrypted, page: None }));
    assert!(told, "{refused:?}");
}

#[test]
fn a_file_that_breaks_off_is_never_read_as_a_shorter_one() {
    let Some(folder) = folder() else { return };
    for name in SAMPLES {
        let bytes = std::fs::read(folder.join(format!("pdf/{name}.pdf"))).unwrap();
        let original = rows(&bytes).unwrap();
        for part in 1..40 {
            let cut = &bytes[..bytes.len() * part / 40];
            if let Ok(found) = rows(cut) {
                assert_eq!(found, original, "{name}, {part}/40");
            }
        }
    }
}
