//! The sources of lines on the pages: a table, a second table that differs, and a third in other words that confirms
//! the first. What the pages tell of them adds up to what stands in the files themselves.

use chungtay_ledger::date::Moment;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_service::Book;
use chungtay_service::create::{NewBook, create};
use chungtay_service::import::{ImportRequest, Imported, import_statement};
use chungtay_web::portal::books::PortalBooks;
use chungtay_web::portal::figure::Figure;
use chungtay_web::portal::pages::comparison::{ComparedSums, ComparisonView};
use chungtay_web::portal::source::{PortalSource, Snapshot};
use std::path::Path;
use tempfile::TempDir;

const HEAD: &str = "Trang,Ngay GD,So CT,Ghi no,Ghi co,So du,Noi dung\n";

/// Rows as the files have them: day in September 2024, money in, document number, memo.
type Row = (u32, i64, &'static str, &'static str);

const FIRST: &[Row] = &[
    (1, 10_000, "1.1", "gop mot"),
    (2, 20_000, "1.2", "gop hai cho dong bao"),
    (2, 1_485_000, "1.3", "gop ba cho dong bao"),
    (3, 40_000, "1.4", "gop bon"),
    (4, 50_000, "1.5", "gop nam"),
];
/// The third amount is cut, a row is new, and the last day is not there.
const SECOND: &[Row] = &[
    (1, 10_000, "1.1", "gop mot"),
    (2, 20_000, "1.2", "gop hai cho dong bao"),
    (2, 5_000, "1.3", "gop ba cho dong bao"),
    (2, 70_000, "1.7", "dong moi"),
    (3, 40_000, "1.4", "gop bon"),
];
/// The first again in other words, newest first.
const THIRD: &[Row] = &[
    (4, 50_000, "", "GOP NAM"),
    (3, 40_000, "", "GOP BON"),
    (2, 1_485_000, "", "GOP BA CHO DONG BAO"),
    (2, 20_000, "", "GOP HAI CHO DONG BAO"),
    (1, 10_000, "", "GOP MOT"),
];

fn import(book: &mut Book, folder: &Path, name: &str, rows: &[Row]) -> Imported {
    let lines = rows.iter().map(|(day, amount, number, memo)| {
        format!("1,{day:02}/09/2024,{number},,{amount},,{memo}\n")
    });
    let file = folder.join(name);
    std::fs::write(&file, format!("{HEAD}{}", lines.collect::<String>())).unwrap();
    let request = ImportRequest {
        create: true,
        quarantine: true,
        ..ImportRequest::new(&file, AccountId::new("vcb").unwrap(), FundId::new("yagi").unwrap())
    };
    import_statement(book, &request, &mut |_, _| {}).unwrap()
}

fn books(folder: &Path) -> PortalBooks {
    let directory = folder.join("book");
    let new = NewBook { id: "test", origin: "example.org/test", test_seed: Some("test") };
    let mut book = create(&directory, &new, || Moment(1_751_000_000)).unwrap();
    for (name, rows, expected) in [
        ("first.csv", FIRST, (Some(1), 5, 0, 0)),
        ("second.csv", SECOND, (Some(2), 0, 3, 2)),
        ("third.csv", THIRD, (None, 0, 5, 0)),
    ] {
        let told = import(&mut book, folder, name, rows);
        assert_eq!((told.number, told.posted, told.known, told.doubtful), expected, "{name}");
    }
    drop(book);
    PortalBooks::open(&directory, "http://localhost").unwrap()
}

fn value(figure: &Figure) -> i64 {
    figure.value.unwrap()
}

fn told(sums: &ComparedSums) -> (i64, i64, i64) {
    (value(&sums.lines), value(&sums.money_in), value(&sums.money_out))
}

/// The comparison of the file that an entry of this kind and place among them checks with import 1.
fn comparison(snapshot: &dyn Snapshot, place: usize) -> ComparisonView {
    let checks = (0..).map_while(|entry| snapshot.entry(entry).unwrap());
    let mut checks = checks.filter(|entry| entry.kind == "statement_check/1");
    let check = checks.nth(place).unwrap().number;
    snapshot.comparison(check, 1).unwrap().unwrap()
}

#[test]
fn a_line_s_page_names_every_source_with_its_place() {
    let folder = TempDir::new().unwrap();
    let books = books(folder.path());
    let snapshot = books.snapshot().unwrap();
    let lines = (0..).map_while(|entry| snapshot.entry(entry).unwrap());
    let lines: Vec<_> = lines.filter(|entry| entry.kind == "bank_line/1").collect();
    assert_eq!(lines.len(), 5);
    // Rows of each line in the three files, by hand.
    let expected: [&[(Option<u32>, i64)]; 5] = [
        &[(Some(1), 1), (Some(2), 1), (None, 5)],
        &[(Some(1), 2), (Some(2), 2), (None, 4)],
        &[(Some(1), 3), (None, 3)],
        &[(Some(1), 4), (Some(2), 5), (None, 2)],
        &[(Some(1), 5), (None, 1)],
    ];
    for (line, expected) in lines.iter().zip(expected) {
        let seen = line.seen.as_ref().unwrap();
        assert_eq!(value(&seen.count), i64::try_from(expected.len()).unwrap());
        let rows: Vec<_> =
            seen.rows.iter().map(|row| (row.import, value(&row.place.row))).collect();
        assert_eq!(rows, expected);
        assert!(seen.rows[0].brought && seen.rows[0].compared.is_none());
        assert!(seen.rows.iter().all(|row| row.kind == "delimited"));
    }
}

#[test]
fn two_files_side_by_side_add_up() {
    let folder = TempDir::new().unwrap();
    let books = books(folder.path());
    let snapshot = books.snapshot().unwrap();
    let found = comparison(snapshot.as_ref(), 1);
    assert!(!found.agrees);
    assert_eq!(told(&found.both), (3, 70_000, 0));
    assert_eq!(told(&found.files[0].only), (1, 1_485_000, 0));
    assert_eq!(told(&found.files[0].outside), (1, 50_000, 0));
    assert_eq!(told(&found.files[0].sums), (5, 1_605_000, 0));
    assert_eq!(told(&found.files[1].sums), (3, 70_000, 0));
    assert_eq!(found.doubtful.as_ref().map(value), Some(2));
    assert_eq!(found.waiting.len(), 2);
    assert_eq!(found.files[1].not_lines.as_ref().map(value), Some(2));
    assert_eq!(found.only[0].rows.len(), 1);
    assert_eq!(value(&found.only[0].rows[0].place.as_ref().unwrap().row), 3);
    for file in &found.files {
        let parts = [&found.both, &file.only, &file.outside].map(told);
        let sum = parts
            .iter()
            .fold((0, 0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1, sum.2 + part.2));
        assert_eq!(sum, told(&file.sums));
    }
    let confirmed = comparison(snapshot.as_ref(), 2);
    assert!(confirmed.agrees && confirmed.files[1].import.is_none());
    assert_eq!(told(&confirmed.both), (5, 1_605_000, 0));
    // Files that are none, of other accounts, or held against nothing, have no page.
    assert!(snapshot.comparison(0, 1).unwrap().is_none());
    assert!(snapshot.comparison(confirmed.check, 9).unwrap().is_none());
    assert!(snapshot.comparison(u64::MAX, 1).unwrap().is_none());
}
