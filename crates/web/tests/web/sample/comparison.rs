//! The sample's sources of a line, and two of its files side by side: one pair that differs in every way, one that agrees.

use super::statement::file_place;
use super::{bank, day, dong, open};
use chungtay_ledger::date::Moment;
use chungtay_ledger::money::Dong;
use chungtay_web::portal::figure::Figure;
use chungtay_web::portal::pages::comparison::{
    ComparedFile, ComparedSums, ComparisonView, OnlyRow, OnlyRows, Seen, SeenRow, TwoAmounts,
};
use chungtay_web::portal::pages::entry::Actor;
use chungtay_web::portal::record::{Amount, Opened};

/// A PDF that brought the line, a table, and a feed that told nothing new.
pub(super) fn seen() -> Seen {
    let row = |import: Option<u32>, kind: &'static str, paged: bool| SeenRow {
        import,
        entry: 200_874,
        kind,
        place: file_place(200_301, paged),
        brought: import == Some(1),
        compared: (import != Some(1)).then_some((200_873, 1)),
    };
    let rows = vec![
        row(Some(1), "pdf", true),
        row(Some(2), "delimited", false),
        row(None, "sepay", false),
    ];
    Seen { count: Figure::count("entry.200301.sources".to_owned(), 3).proved_here(), rows }
}

fn sums(id: &str, lines: i64, money_in: i64, money_out: i64) -> ComparedSums {
    let id = format!("comparison.200873.1.{id}");
    ComparedSums {
        lines: Figure::count(format!("{id}.lines"), lines).proved_here(),
        money_in: dong(&format!("{id}.in"), money_in),
        money_out: dong(&format!("{id}.out"), money_out),
    }
}

fn file(number: u32, differs: bool) -> ComparedFile {
    let (lines, money) = if differs { (3, 1_425_000) } else { (0, 0) };
    let rows = Figure::count(format!("comparison.200873.1.file.{number}.not-lines"), 2);
    ComparedFile {
        import: (number == 1).then_some(1),
        entry: 26,
        kind: if number == 1 { "pdf" } else { "xlsx" },
        file_hash: "9f2c1d64e0a7b3588c4bb5f6a1d02e77c3f41e9d5b6a8801f7d2e3c4b5a69780".into(),
        actor: Actor { id: "k7m2p9qx".into(), name: Opened::Withheld, post: None },
        recorded_at: Moment(1_726_010_000),
        days: Some((day("2024-09-01"), day("2024-09-10"))),
        not_lines: differs.then(|| rows.proved_here()),
        only: sums(&format!("file.{number}.only"), lines, money, 55_000),
        outside: sums(&format!("file.{number}.outside"), lines, money, 0),
        sums: sums(&format!("file.{number}"), 200_358 + lines, 135_081_775_728, 55_000),
    }
}

fn only_row(entry: u64, amount: i64) -> OnlyRow {
    OnlyRow {
        entry,
        day: day("2024-09-10"),
        amount: Amount { dong: Dong(amount), entry },
        memo: open("NGUYEN THI T ung ho dong bao mien Bac", entry),
        document: Opened::Absent,
        place: Some(file_place(200_301, amount > 0)),
    }
}

/// An even check agrees.
pub(super) fn comparison(check: u64) -> ComparisonView {
    let differs = check % 2 == 1;
    let two = |amounts: [i64; 2], cause| TwoAmounts {
        lines: [only_row(200_301, amounts[0]), only_row(200_302, amounts[1])],
        cause,
    };
    let only = || OnlyRows {
        rows: if differs { vec![only_row(200_303, 70_000)] } else { Vec::new() },
        has_more: differs,
    };
    let doubtful = Figure::count("comparison.200873.1.doubtful".to_owned(), 2).proved_here();
    ComparisonView {
        account: bank(),
        check,
        files: [file(1, differs), file(2, differs)],
        agrees: !differs,
        both: sums("both", 200_358, 135_080_350_728, 0),
        doubtful: differs.then_some(doubtful),
        waiting: if differs { vec![200_304, 200_305] } else { Vec::new() },
        amounts: if differs {
            vec![
                two([1_485_000, 5_000], "cut"),
                two([55_000, -55_000], "direction"),
                two([50_000, 44_500], "fee"),
                two([10_000, 30_000], "unknown"),
            ]
        } else {
            Vec::new()
        },
        only: [only(), only()],
    }
}
