//! The real statement (Vietcombank layout, typhoon Yagi appeal, 1–10 September 2024), plain and
//! gzipped, against the facts published with it. Skips where the shared data is absent.

use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_statements::{Row, Statement, open};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Cursor;
use std::io::Read;
use std::path::Path;

fn statement_file() -> Option<File> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/statements/vcb-2024-09-anonymised.csv.gz");
    let file = File::open(path).ok();
    if file.is_none() {
        println!("skipped: shared data absent");
    }
    file
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Facts {
    rows: u64,
    credits: (u64, Dong),
    debits: (u64, Dong),
    balances: Vec<(String, Dong)>,
    on_the_tenth: u64,
    most_frequent_date_and_amount: u64,
    document_numbers: usize,
    longest_memo: usize,
    last_page: Option<u32>,
}

fn facts(mut statement: Statement<'_>) -> Facts {
    let mut facts = Facts::default();
    let mut frequency: BTreeMap<(Date, Dong), u64> = BTreeMap::new();
    let mut document_numbers = BTreeSet::new();
    while let Some(row) = statement.next_row().unwrap() {
        let Row::Good(row) = row else { panic!("{row:?}") };
        facts.rows += 1;
        assert_eq!((row.row_number, row.line_number), (facts.rows, facts.rows + 1));
        let side = if row.credit.is_positive() { &mut facts.credits } else { &mut facts.debits };
        *side = (side.0 + 1, side.1 + row.amount().abs());
        if let Some(balance) = row.balance {
            facts.balances.push((row.date.to_string(), balance));
        }
        facts.on_the_tenth += u64::from(row.date == Date::new(2024, 9, 10).unwrap());
        *frequency.entry((row.date, row.amount())).or_default() += 1;
        document_numbers.insert(row.document_number.to_owned());
        facts.longest_memo = facts.longest_memo.max(row.memo.len());
        facts.last_page = row.page;
    }
    assert_eq!(statement.blank_rows(), 0);
    facts.most_frequent_date_and_amount = frequency.into_values().max().unwrap();
    facts.document_numbers = document_numbers.len();
    facts
}

#[test]
fn the_published_facts_are_read_plain_and_gzipped() {
    let (Some(gzipped), Some(again)) = (statement_file(), statement_file()) else { return };
    let found = facts(open(gzipped).unwrap());
    let balances = [
        ("2024-09-01", 10_847_331_843),
        ("2024-09-02", 10_847_903_843),
        ("2024-09-03", 10_849_014_843),
        ("2024-09-04", 10_856_695_843),
        ("2024-09-05", 10_857_897_731),
        ("2024-09-06", 10_859_603_731),
        ("2024-09-07", 10_866_106_731),
        ("2024-09-08", 11_751_516_932),
        ("2024-09-09", 19_620_261_427),
    ];
    let expected = Facts {
        rows: 200_361,
        credits: (200_360, Dong(135_081_775_728)),
        debits: (1, Dong(55_000)),
        balances: balances.map(|(date, dong)| (date.to_owned(), Dong(dong))).to_vec(),
        on_the_tenth: 193_384,
        most_frequent_date_and_amount: 42_263,
        document_numbers: 192_621,
        longest_memo: 248,
        last_page: Some(12_028),
    };
    assert_eq!(found, expected);
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(again).read_to_end(&mut plain).unwrap();
    assert_eq!(facts(open(Cursor::new(&plain[..])).unwrap()), expected);
}
