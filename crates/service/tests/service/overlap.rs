//! The same line seen in several files is entered once; what is in doubt waits and is counted.

use super::bench_book::{Bench, clock, figure, import, import_with};
use chungtay_ledger::id::AccountId;
use chungtay_service::{Book, ServiceError};
use chungtay_statements::Column;

/// Posted, known, doubtful of one import.
fn outcome(imported: &chungtay_service::import::Imported) -> (u64, u64, u64) {
    (imported.posted, imported.known, imported.doubtful)
}

#[test]
fn the_same_file_again_posts_nothing() {
    let bench = Bench::new();
    let mut book = bench.create();
    let file = bench.file(&["01/09/2024 10 a", "01/09/2024 10 a", "02/09/2024 20 b"]);
    assert_eq!(outcome(&import(&mut book, &file).unwrap()), (3, 0, 0));
    let size = book.state().size;
    let again = import(&mut book, &file).unwrap();
    assert_eq!(outcome(&again), (0, 3, 0));
    assert_eq!((again.number, book.state().size), (None, size), "no entry is made");
    assert_eq!(figure(&book, "fund.yagi.received"), Some(40));
}

#[test]
fn files_cut_inside_a_day_share_a_run_once() {
    let bench = Bench::new();
    let mut book = bench.create();
    let morning =
        bench.file(&["01/09/2024 1 p", "01/09/2024 2 r", "01/09/2024 3 a", "01/09/2024 3 a"]);
    let evening = bench.file(&[
        "01/09/2024 2 r",
        "01/09/2024 3 a",
        "01/09/2024 3 a",
        "01/09/2024 3 a",
        "01/09/2024 4 q",
    ]);
    import(&mut book, &morning).unwrap();
    assert_eq!(outcome(&import(&mut book, &evening).unwrap()), (2, 3, 0), "a third a, and q");
    assert_eq!(figure(&book, "fund.yagi.received"), Some(1 + 2 + 9 + 4));
}

#[test]
fn what_fits_in_two_ways_waits_until_a_whole_day_tells() {
    let bench = Bench::new();
    let mut book = bench.create();
    let first = bench.file(&["01/09/2024 1 x", "02/09/2024 3 a", "02/09/2024 3 a"]);
    let second = bench.file(&["02/09/2024 3 a", "02/09/2024 3 a", "02/09/2024 5 q"]);
    import(&mut book, &first).unwrap();
    assert_eq!(outcome(&import(&mut book, &second).unwrap()), (1, 0, 2));
    assert_eq!(figure(&book, "book.waiting"), Some(2));
    let whole = bench.file(&[
        "01/09/2024 1 x",
        "02/09/2024 3 a",
        "02/09/2024 3 a",
        "02/09/2024 3 a",
        "02/09/2024 5 q",
        "03/09/2024 7 z",
    ]);
    let told = import(&mut book, &whole).unwrap();
    assert_eq!(outcome(&told), (2, 4, 0), "the third a, and the new day");
    assert_eq!(figure(&book, "fund.yagi.received"), Some(1 + 9 + 5 + 7));
    assert_eq!(figure(&book, "book.waiting"), Some(0), "the whole day settled what waited");
}

#[test]
fn a_whole_day_file_after_a_cut_one_gives_the_multiplicity() {
    let bench = Bench::new();
    let mut book = bench.create();
    import(&mut book, &bench.file(&["01/09/2024 1 x", "02/09/2024 3 a"])).unwrap();
    let whole =
        bench.file(&["01/09/2024 1 x", "02/09/2024 3 a", "02/09/2024 3 a", "03/09/2024 1 y"]);
    assert_eq!(outcome(&import(&mut book, &whole).unwrap()), (2, 2, 0));
    let cut = bench.file(&["02/09/2024 3 a", "02/09/2024 3 a", "02/09/2024 3 a"]);
    assert_eq!(outcome(&import(&mut book, &cut).unwrap()), (0, 2, 1), "a third a is in doubt");
}

#[test]
fn a_bad_row_refuses_the_file_whole_and_is_named() {
    let bench = Bench::new();
    let mut book = bench.create();
    let rows = "1,01/09/2024,1.1,,50.000,,good\n1,31/02/2024,1.2,,50.000,,no such day\n1,01/09/2024,1.3,5,5,,both\n1,01/09/2024,1.4,,5.00,,amount\n1,01/09/2024,1.5,,5";
    let file = bench.raw_file(rows);
    let size = book.state().size;
    let Err(ServiceError::BadRows(bad)) = import(&mut book, &file) else { panic!("refused whole") };
    assert_eq!(bad.iter().map(|bad| bad.row_number).collect::<Vec<_>>(), [2, 3, 4, 5]);
    assert_eq!(book.state().imports.len(), 0);
    let put_aside = import_with(&mut book, &file, |request| request.quarantine = true).unwrap();
    assert_eq!((put_aside.posted, put_aside.unreadable), (1, 4));
    assert_eq!(figure(&book, "book.waiting"), Some(4));
    let filled = book.state().size;
    let again = import_with(&mut book, &file, |request| request.quarantine = true).unwrap();
    assert_eq!(
        (again.posted, again.unreadable, book.state().size),
        (0, 0, filled),
        "nor waits twice"
    );
    assert!(book.state().size > size);
}

#[test]
fn an_import_broken_off_goes_on_where_it_stopped() {
    let rows: Vec<String> = (0..60_000)
        .map(|row| format!("{:02}/09/2024 {} m{}", 1 + row / 20_000, 1 + row % 7, row % 31))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let unbroken = Bench::new();
    let mut whole = unbroken.create();
    import(&mut whole, &unbroken.file(&rows)).unwrap();
    let root = std::fs::read_to_string(unbroken.directory().join("log/checkpoint")).unwrap();

    let broken = Bench::new();
    let file = broken.file(&rows);
    let mut book = broken.create();
    let stop = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let mut request_rows = 0;
        let request = chungtay_service::import::ImportRequest {
            create: true,
            names: Some(chungtay_ledger::kinds::people::NamesPolicy::Full),
            ..chungtay_service::import::ImportRequest::new(
                &file,
                chungtay_ledger::id::AccountId::new("vcb").unwrap(),
                chungtay_ledger::id::FundId::new("yagi").unwrap(),
            )
        };
        chungtay_service::import::import_statement(&mut book, &request, &mut |done, _| {
            request_rows = done;
            assert!(done < 30_000, "the power goes off");
        })
    }));
    assert!(stop.is_err());
    drop(book);
    let mut book =
        chungtay_service::Book::open(&broken.directory(), super::bench_book::clock).unwrap();
    let other = import_with(&mut book, &file, |request| {
        let columns = [
            (Column::Date, 1),
            (Column::DocumentNumber, 2),
            (Column::Credit, 3),
            (Column::Debit, 4),
            (Column::Memo, 6),
        ];
        request.reading.columns = Some(columns.to_vec());
    });
    assert!(matches!(other, Err(ServiceError::OtherReading { .. })), "half of it read otherwise");
    let resumed = import(&mut book, &file).unwrap();
    assert!(resumed.resumed);
    let again = std::fs::read_to_string(broken.directory().join("log/checkpoint")).unwrap();
    assert_eq!(root, again, "the same log as unbroken");
}

#[test]
fn a_refused_import_leaves_the_book_as_it_was() {
    let bench = Bench::new();
    let mut book = bench.create();
    let bad = bench.file(&["01/09/2024 5 a", "31/02/2024 5 b"]);
    let refused = import(&mut book, &bad);
    assert!(matches!(refused, Err(ServiceError::BadRows(rows)) if rows.len() == 1));
    assert_eq!((book.state().size, book.state().book.is_some()), (0, false));
    let good = bench.file(&["01/09/2024 5 a"]);
    // The fund would be made before the account is refused.
    let reserved = import_with(&mut book, &good, |request| {
        request.account = AccountId::new("gifts").unwrap();
    });
    assert!(matches!(reserved, Err(ServiceError::Refused(_))));
    drop(book);
    let mut book = Book::open(&bench.directory(), clock).unwrap();
    assert_eq!(book.state().size, 0);
    assert_eq!(import(&mut book, &good).unwrap().posted, 1);
}
