//! The real statement: what its printed balances prove, and what they do not.

use super::bench_book::{Bench, figure, import};
use chungtay_ledger::agreement::agreement;
use chungtay_ledger::date::Date;
use chungtay_ledger::id::AccountId;
use std::path::Path;

#[test]
fn the_real_statement_is_proved_on_eight_days_and_not_on_the_tenth() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/statements/vcb-2024-09-anonymised.csv.gz");
    if !file.is_file() {
        println!("skipped: shared data absent");
        return;
    }
    let bench = Bench::new();
    let mut book = bench.create();
    let imported = import(&mut book, &file).unwrap();
    assert_eq!((imported.rows, imported.posted, imported.attributed), (200_361, 200_361, 200_360));
    assert_eq!(figure(&book, "fund.yagi.received"), Some(135_081_775_728));
    assert_eq!(figure(&book, "fund.yagi.gifts"), Some(135_081_775_728));
    assert_eq!(figure(&book, "fund.yagi.unattributed"), Some(0));
    let out = ["suspense", "fees"].map(|name| figure(&book, &format!("fund.yagi.{name}")));
    assert_eq!(out, [Some(0), Some(55_000)], "its own words tell the fee");
    let check = imported.check.as_ref().unwrap();
    assert_eq!((check.steps, check.broken, check.breaks.len()), (8, 0, 0));
    let gaps: Vec<(String, u64)> =
        check.gaps.iter().map(|gap| (gap.to.to_string(), gap.lines)).collect();
    assert_eq!(gaps[1], ("2024-09-10".to_owned(), 193_384), "no balance stands on 10 September");
    assert_eq!(gaps[0].0, "2024-09-01", "nor before 1 September");
    let found = agreement(book.state(), AccountId::new("vcb").unwrap());
    let day = |day| Date::new(2024, 9, day).unwrap();
    let proved: Vec<Date> = found
        .days
        .iter()
        .filter(|found| found.agrees == Some(true))
        .map(|found| found.on)
        .collect();
    assert_eq!(proved, (2..=9).map(day).collect::<Vec<_>>());
    assert_eq!(figure(&book, "account.vcb.contradicted.lines"), Some(0));
    let tenth = found.days.last().unwrap();
    assert_eq!((tenth.on, tenth.agrees, tenth.lines.credits), (day(10), None, 193_384));
    let whole = 135_081_775_728 + 55_000;
    let share = (tenth.lines.credit.0 * 1000 + whole / 2) / whole;
    assert_eq!(share, 935, "93.5 % of the money lies on a day without a printed balance");
    assert!(imported_again_is_nothing(&mut book, &file));
}

fn imported_again_is_nothing(book: &mut chungtay_service::Book, file: &Path) -> bool {
    let size = book.state().size;
    let again = import(book, file).unwrap();
    (again.posted, again.known, book.state().size) == (0, 200_361, size)
}
