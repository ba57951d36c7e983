//! MT940, camt and OFX samples of public test suites (`shared/data/statements`): how many lines and
//! statements each holds, as its SOURCES.tsv counts them, and whether opening and lines make the closing.

use chungtay_statements::{BadRow, FileError, Printed, Row, open};
use std::fs::File;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> Option<PathBuf> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/statements").join(name);
    let present = folder.is_dir();
    if !present {
        println!("skipped: shared data absent");
    }
    present.then_some(folder)
}

/// One line: statement, day, amount in the smallest unit, document number, memo, name.
#[derive(Debug, PartialEq)]
struct Line {
    statement: usize,
    day: String,
    units: i64,
    currency: String,
    number: String,
    memo: String,
    name: String,
    account: String,
}

#[derive(Debug, Default)]
struct FileRead {
    lines: Vec<Line>,
    bad: Vec<BadRow>,
    printed: Vec<Printed>,
}

fn read(path: &Path) -> FileRead {
    let mut statement = open(File::open(path).unwrap()).unwrap();
    let mut file = FileRead::default();
    while let Some(row) = statement.next_row().unwrap() {
        match row {
            Row::Good(row) => file.lines.push(Line {
                statement: row.statement,
                day: row.date.to_string(),
                units: row.amount().0,
                currency: "VND".to_owned(),
                number: row.document_number.to_owned(),
                memo: row.memo.to_owned(),
                name: row.counter_name.to_owned(),
                account: row.counter_account.to_owned(),
            }),
            Row::Foreign(row) => file.lines.push(Line {
                statement: row.statement,
                day: row.date.to_string(),
                units: row.amount,
                currency: String::from_utf8_lossy(&row.currency.code).into_owned(),
                number: row.document_number.to_owned(),
                memo: row.memo.to_owned(),
                name: row.counter_name.to_owned(),
                account: row.counter_account.to_owned(),
            }),
            Row::Bad(bad) => file.bad.push(bad),
        }
    }
    file.printed = statement.printed().to_vec();
    file
}

/// `name`, and the number after `word` in the notes of SOURCES.tsv.
fn counts(folder: &Path, word: &str) -> Vec<(String, usize)> {
    let text = std::fs::read_to_string(folder.join("SOURCES.tsv")).unwrap();
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.map(|cells| {
        let mut notes = cells.last().unwrap().split(' ');
        let count = notes.find_map(|note| note.strip_prefix(word)).unwrap();
        (cells[0].to_owned(), count.parse().unwrap())
    })
    .collect()
}

#[test]
fn every_mt940_sample_gives_its_lines_and_statements() {
    let Some(folder) = folder("mt940") else { return };
    for (name, lines) in counts(&folder, "61=") {
        let file = read(&folder.join(&name));
        assert_eq!((file.lines.len(), file.bad.as_slice()), (lines, &[][..]), "{name}");
    }
    for (name, statements) in counts(&folder, "stmts=") {
        let file = read(&folder.join(&name));
        assert_eq!(file.printed.len(), statements, "{name}");
    }
}

/// Every statement whose two balances are printed, but those that say of themselves that they do not add up.
#[test]
fn the_balances_of_mt940_samples_follow_from_their_lines() {
    let Some(folder) = folder("mt940") else { return };
    // Shortened by their authors: their lines do not explain their balances.
    let invented = [
        "wolph--details_60-63",
        "wolph--malformed",
        "wolph--whitespace",
        "svenstaro--MT940_SE",
        "railslove--mt940-windows",
        "railslove--mt940-iso",
        "sandermarechal--postfinance",
    ];
    let mut checked = 0;
    for (name, _) in counts(&folder, "61=") {
        if invented.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        let file = read(&folder.join(&name));
        for (index, printed) in file.printed.iter().enumerate() {
            let (Some(opening), Some(closing)) = (printed.opening, printed.closing) else {
                continue;
            };
            let lines = file.lines.iter().filter(|line| line.statement == index);
            let moved: i64 = lines.map(|line| line.units).sum();
            assert_eq!(opening.0 + moved, closing.0, "{name}, statement {index}");
            checked += 1;
        }
    }
    assert!(checked >= 8, "{checked}");
}

#[test]
fn an_mt940_line_in_full() {
    let Some(folder) = folder("mt940") else { return };
    let file = read(&folder.join("sandermarechal--rabobank-iban.txt"));
    let first = &file.lines[0];
    assert_eq!(
        (first.day.as_str(), first.units, first.currency.as_str()),
        ("2013-01-01", -2_500, "EUR")
    );
    assert!(first.memo.contains("NAME/CONTRA ACCOUNT HOLDER/REMI"), "{}", first.memo);
    assert_eq!(file.printed[0].account_numbers, ["NL71RABO0123456789"]);
    let german = read(&folder.join("railslove--mt940-iso8859-1.txt"));
    assert_eq!(german.lines[1].name, "MÜLLER");
}

/// Lines of the OFX samples that are wrong on purpose: what stands there, and what is said of it.
const OFX_BAD: [(&str, usize); 4] = [
    ("annacruz--cef_malformed_decimal.ofx", 1),
    ("jseutter--date_missing.ofx", 3),
    ("jseutter--decimal_error.ofx", 1),
    ("jseutter--ofx-v102-empty-tags.ofx", 1),
];

#[test]
fn every_ofx_sample_gives_its_lines_and_names_its_bad_ones() {
    let Some(folder) = folder("ofx") else { return };
    for (name, lines) in counts(&folder, "stmttrn=") {
        let file = read(&folder.join(&name));
        let bad = OFX_BAD.iter().find(|(known, _)| *known == name).map_or(0, |(_, bad)| *bad);
        assert_eq!(
            (file.lines.len() + file.bad.len(), file.bad.len()),
            (lines, bad),
            "{name}: {:?}",
            file.bad
        );
    }
}

#[test]
fn an_ofx_file_in_full() {
    let Some(folder) = folder("ofx") else { return };
    let file = read(&folder.join("sebastienrousseau--sample.ofx"));
    let first = &file.lines[0];
    assert_eq!(
        (first.day.as_str(), first.units, first.currency.as_str()),
        ("2026-03-20", 125_050, "EUR")
    );
    assert_eq!(
        (first.number.as_str(), first.name.as_str(), first.memo.as_str()),
        ("OFX-1", "Salary", "Monthly salary")
    );
    assert_eq!(file.printed[0].account_numbers, ["BE4455667788"]);
    let several = read(&folder.join("asgrim--ofx-multiple-accounts-xml.ofx"));
    let accounts: Vec<&str> =
        several.printed.iter().flat_map(|one| &one.account_numbers).map(String::as_str).collect();
    assert_eq!((accounts.len(), several.printed.len()), (3, 3), "{accounts:?}");
    assert!(several.lines.iter().any(|line| line.statement == 1));
}

#[test]
fn every_camt_sample_gives_its_entries_and_names_its_bad_ones() {
    let Some(folder) = folder("camt") else { return };
    for (name, entries) in counts(&folder, "ntry=") {
        let path = folder.join(&name);
        if name == "genkgo--camt053.v2.wrong.xml" {
            let refused = open(File::open(path).unwrap());
            assert!(matches!(refused, Err(FileError::NoStatement)), "{refused:?}");
            continue;
        }
        let file = read(&path);
        let bad = match name.as_str() {
            // An amount that is none; a booked entry without a day.
            "sebastienrousseau--camt053_garbled_amount.xml"
            | "sebastienrousseau--statement_ac04.xml" => 1,
            _ => 0,
        };
        assert_eq!(
            (file.lines.len() + file.bad.len(), file.bad.len()),
            (entries, bad),
            "{name}: {:?}",
            file.bad
        );
    }
}

#[test]
fn a_camt_file_in_full() {
    let Some(folder) = folder("camt") else { return };
    let file = read(&folder.join("sebastienrousseau--camt053_multicurrency.xml"));
    let found: Vec<(usize, i64, &str, &str)> = file
        .lines
        .iter()
        .map(|line| (line.statement, line.units, line.currency.as_str(), line.name.as_str()))
        .collect();
    assert_eq!(
        found[..2],
        [(0, 125_050, "EUR", "ACME GMBH"), (0, -50_025, "EUR", "OFFICE SUPPLIES SARL")]
    );
    assert_eq!((found[2].0, found[2].2), (1, "USD"));
    for (index, printed) in file.printed.iter().enumerate() {
        let lines = file.lines.iter().filter(|line| line.statement == index);
        let moved: i64 = lines.map(|line| line.units).sum();
        assert_eq!(printed.opening.unwrap().0 + moved, printed.closing.unwrap().0, "{printed:?}");
    }
    let fine = read(&folder.join("genkgo--camt053.v2.five.decimals.xml"));
    assert_eq!(fine.lines[0].units, 885);
}
