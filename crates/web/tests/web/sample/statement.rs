//! The sample's statement file, with everything a file may prove and not prove.

use super::comparison::comparison;
use super::{Sample, bank, day, dong, yagi};
use chungtay_ledger::date::Moment;
use chungtay_ledger::money::Dong;
use chungtay_web::portal::figure::Figure;
use chungtay_web::portal::pages::balances::ImportRow;
use chungtay_web::portal::pages::comparison::ComparisonView;
use chungtay_web::portal::pages::entry::Actor;
use chungtay_web::portal::pages::statement::{
    BrokenRow, CheckView, FilePlace, GapRow, PrintedView, RecoveredLine, SecondView, StatementView,
    ToldRow,
};
use chungtay_web::portal::record::{Amount, Opened};
use chungtay_web::portal::source::{FilePages, Read};

impl FilePages for Sample {
    fn statement(&self, number: u32) -> Read<Option<StatementView>> {
        Ok((number == 1).then(statement))
    }

    fn comparison(&self, check: u64, earlier: u32) -> Read<Option<ComparisonView>> {
        Ok((earlier == 1).then(|| comparison(check)))
    }
}

pub(super) fn import_row() -> ImportRow {
    ImportRow {
        number: 1,
        entry: 26,
        recorded_at: Moment(1_726_010_000),
        format: "vietcombank".into(),
        file_hash: "9f2c1d64e0a7b3588c4bb5f6a1d02e77c3f41e9d5b6a8801f7d2e3c4b5a69780".into(),
        rows: Figure::count("import.1.rows", 200_363),
        posted: Figure::count("import.1.posted", 200_361),
        already_there: Figure::count("import.1.already-there", 0),
        waiting: Figure::count("import.1.waiting", 2),
    }
}

pub(super) fn file_place(row: u32, recovered: bool) -> FilePlace {
    let figure = |what: &str, value| {
        Figure::count(format!("import.1.row.{row}.{what}"), value).proved_here()
    };
    FilePlace {
        import: 1,
        row: figure("number", i64::from(row)),
        page: recovered.then(|| (figure("page", 2_703), figure("on-page", 14))),
        recovered,
    }
}

fn second(import: Option<u32>, entry: u64) -> SecondView {
    let count =
        |what: &str, value| Figure::count(format!("entry.{entry}.{what}"), value).proved_here();
    SecondView {
        import,
        entry,
        known: count("known", 200_358),
        missing: count("missing", 3),
        doubtful: count("doubtful", 0),
    }
}

fn check() -> CheckView {
    let count =
        |what: &str, value| Figure::count(format!("import.1.check.{what}"), value).proved_here();
    let amount = |dong| Amount { dong: Dong(dong), entry: 200_872 };
    CheckView {
        entry: 200_872,
        lines: count("lines", 200_361),
        credit: dong("import.1.check.credit", 135_081_775_728),
        debit: dong("import.1.check.debit", 55_000),
        steps: count("steps", 8),
        broken: count("broken", 1),
        reordered: true,
        breaks: vec![BrokenRow {
            place: file_place(4_711, false),
            expected: amount(1_574_593_128),
            printed: amount(1_574_246_461),
        }],
        recovered: vec![RecoveredLine {
            place: file_place(200_301, true),
            amount: amount(1_425_000),
        }],
        gaps: vec![
            GapRow {
                days: (day("2024-09-10"), day("2024-09-10")),
                lines: count("gap.1.lines", 193_384),
                money: dong("import.1.check.gap.1.money", 126_330_000_000),
                share: Figure::share("import.1.check.gap.1.share", 9_351).proved_here(),
            },
            GapRow {
                days: (day("2024-09-01"), day("2024-09-02")),
                lines: count("gap.2.lines", 12),
                money: dong("import.1.check.gap.2.money", 12_000_000),
                share: Figure::share("import.1.check.gap.2.share", 1).proved_here(),
            },
        ],
        proved: Figure::share("import.1.check.proved", 648).proved_here(),
        printed: vec![PrintedView {
            days: (Some(day("2024-09-01")), Some(day("2024-09-10"))),
            sums: vec![
                ("opening", amount(1)),
                ("credits", amount(3)),
                ("debits", amount(1)),
                ("closing", amount(3)),
            ],
            pages: Some(Figure::count("import.1.printed.1.pages", 12_028).proved_here()),
        }],
        differs: vec![("credits", amount(3), amount(2))],
        second: Some(second(None, 200_872)),
        earlier: vec![1],
    }
}

fn statement() -> StatementView {
    let told = |told: &'static str, rule: &str| ToldRow {
        told,
        lines: Figure::count(format!("import.1.told.{told}.lines"), 1).proved_here(),
        money: dong(&format!("import.1.told.{told}.money"), 55_000),
        rules: vec![rule.into()],
        shown: vec![200_301],
    };
    StatementView {
        number: 1,
        account: bank(),
        fund: yagi(),
        file: import_row(),
        actor: Actor { id: "k7m2p9qx".into(), name: Opened::Withheld, post: None },
        pages: Some(Figure::count("import.1.pages", 12_028).proved_here()),
        check: Some(check()),
        told: vec![
            told("fees", "fee-words"),
            told("fees-vat", "vat-word"),
            told("interest", "interest-words"),
            told("transfers", "own-account"),
            told("held", "own-name"),
        ],
        rules: Some((day("2026-11-23"), vec![200_871])),
        later: vec![second(Some(2), 200_873), second(None, 200_874)],
    }
}
