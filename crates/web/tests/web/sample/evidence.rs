//! The sample's evidence: balances, entries, figures, the log.

use super::comparison::seen;
use super::money::latest;
use super::statement::{file_place, import_row};
use super::{Sample, bank, day, dong, named, open, words, yagi};
use chungtay_ledger::date::Moment;
use chungtay_ledger::entry::Authority;
use chungtay_ledger::kinds::matching::{MatchReason, MatchedBy};
use chungtay_ledger::kinds::people::{AccountClass, NamesPolicy};
use chungtay_ledger::kinds::privacy::Right;
use chungtay_ledger::kinds::receipts::QuarantineReason;
use chungtay_ledger::money::Dong;
use chungtay_ledger::state::RightStage;
use chungtay_web::portal::figure::{Figure, Operation, Step, Unit};
use chungtay_web::portal::pages::about::About;
use chungtay_web::portal::pages::balances::{
    Account, AccountRow, AccountSpan, Agreement, Balances, DayCheck, DayRow, Footing,
    QuarantineRow, Share, SuspenseRow,
};
use chungtay_web::portal::pages::entry::{
    Actor, EntryView, LogPlace, OpeningRow, PostingAccount, PostingRow, PublicField, Relation,
};
use chungtay_web::portal::pages::figure::FigureProof;
use chungtay_web::portal::pages::log::{Download, Keys, LogView, WitnessRow, Witnesses};
use chungtay_web::portal::pages::matching::{Fulfils, Matched, MatchedShare};
use chungtay_web::portal::pages::privacy::{
    ConsentRow, Counts, Deadlines, PrivacyView, RequestRow, RightRow,
};
use chungtay_web::portal::pages::receipt::{
    Code, Moved, Paper, Proof, ReceiptFile, ReceiptView, Signer,
};
use chungtay_web::portal::pages::statement::ToldBy;
use chungtay_web::portal::record::{Amount, Opened, Room};
use chungtay_web::portal::source::{EvidencePages, Read};

impl EvidencePages for Sample {
    fn balances(&self) -> Read<Balances> {
        let cash = AccountRow {
            account: named(Room::Account, "tien-mat", "Tiền mặt tại quỹ", 25),
            class: AccountClass::Cash,
            books: dong("account.tien-mat.books", 6_500_000),
            bank: Figure::unknown("account.tien-mat.bank", Unit::Dong),
            bank_on: None,
            footing: Footing::Stated,
            waiting: Figure::count("account.tien-mat.waiting", 0),
        };
        Ok(Balances { agreement: agreement(), accounts: vec![account_row(), cash] })
    }

    fn account(&self, id: &str) -> Read<Option<Account>> {
        Ok((id == "vcb").then(account))
    }

    fn entry(&self, number: u64) -> Read<Option<EntryView>> {
        Ok((number < 200_874).then(|| entry(number)))
    }

    fn receipt(&self, number: u64) -> Read<Option<ReceiptView>> {
        Ok((number < 200_874).then(|| receipt(number)))
    }

    fn receipt_file(&self, number: u64) -> Read<Option<ReceiptFile>> {
        let name = format!("lang-son-{number}.tlog-proof");
        let text = format!("c2sp.org/tlog-proof@v1\nindex {number}\n");
        Ok((number < 200_874).then_some(ReceiptFile { name, text }))
    }

    fn figure(&self, id: &str) -> Read<Option<FigureProof>> {
        Ok(Some(FigureProof {
            figure: dong(id, 135_081_775_728),
            name_key: None,
            expression: "sum(postings where fund = yagi and account = vcb and amount > 0)".into(),
            steps: vec![
                Step {
                    operation: Operation::Start,
                    label: Some(words("Vietcombank, tiền vào", 24)),
                    figure: dong("account.vcb.in", 135_081_775_728),
                },
                Step {
                    operation: Operation::Result,
                    label: None,
                    figure: dong(id, 135_081_775_728),
                },
            ],
            unknowns: vec![Figure::unknown("account.vcb.closing.2024-09-10", Unit::Dong)],
            entries_count: Figure::count("figure.entries", 200_360),
            entries: latest(),
            lines_query: Some("fund=yagi".into()),
        }))
    }

    fn log(&self) -> Read<LogView> {
        Ok(LogView {
            checkpoint_text: Some("chungtay.example/lang-son\n200874\nbG9nLXJvb3Qtb2YtdGhlLXNhbXBsZS1ib29rLTAwMDE=\n\n— chungtay.example/lang-son 6ZrTmQAAAAB0aGlzLWlzLWEtc2FtcGxlLXNpZ25hdHVyZS1hbmQtcHJvdmVzLW5vdGhpbmc=\n".into()),
            verifier_key: "chungtay.example/lang-son+e99ad399+AQAAAHNhbXBsZS12ZXJpZmllci1rZXktbm90LXJlYWwtMDAwMA==".into(),
            downloads: vec![
                (Download::Checkpoint, "/checkpoint".into()),
                (Download::Figures, "/figures.json".into()),
                (Download::Hledger, "/export/journal.hledger".into()),
                (Download::Openings, "/openings.jsonl".into()),
            ],
            address: "https://chungtay.example/lang-son".into(),
            keys: Some(Keys {
                roots: (1..=3).map(|root| format!("chungtay.example/lang-son/root-{root}+e99ad39{root}")).collect(),
                roots_entry: 12,
                periods: vec![
                    (None, vec!["chungtay.example/lang-son+0b1f4c22".into()]),
                    (Some(4_711), vec!["chungtay.example/lang-son+e99ad399".into()]),
                ],
                predecessor: Some("chungtay.example/lang-son-2023\n4096\nbG9nLXJvb3Qtb2YtdGhlLWVuZGVkLWJvb2stMDAwMDE=".into()),
            }),
            witnesses: Some(Witnesses {
                rows: vec![
                    WitnessRow {
                        name: "thu-vien".into(),
                        key: "witness.example/thu-vien+da77ade7+BHNhbXBsZS13aXRuZXNzLWtleS1ub3QtcmVhbC0wMDA=".into(),
                        cosigned_at: Some(Moment(1_767_225_600)),
                    },
                    WitnessRow {
                        name: "toa-soan".into(),
                        key: "witness.example/toa-soan+da77ade8+BHNhbXBsZS13aXRuZXNzLWtleS1ub3QtcmVhbC0wMDE=".into(),
                        cosigned_at: None,
                    },
                ],
                quorum_is_met: Some(true),
            }),
        })
    }

    fn about(&self) -> Read<About> {
        Ok(About { names_policy: NamesPolicy::Initials })
    }

    fn privacy(&self) -> Read<PrivacyView> {
        Ok(privacy())
    }
}

fn share(
    name: &str,
    lines: i64,
    money: i64,
    of_lines: i64,
    of_money: i64,
    days: Option<(&str, &str)>,
) -> Share {
    let id = |what: &str| format!("account.vcb.{name}.{what}");
    Share {
        lines: Figure::count(id("lines"), lines),
        money: dong(&id("money"), money),
        share_of_lines: Figure::share(id("share-of-lines"), of_lines),
        share_of_money: Figure::share(id("share-of-money"), of_money),
        days: days.map(|(first, last)| (day(first), day(last))),
        has_gap: false,
    }
}

pub fn agreement() -> Agreement {
    Agreement {
        worst: Footing::NotProvable,
        as_of: Some(day("2024-09-10")),
        proved: share("proved", 6_977, 8_741_530_028, 348, 647, Some(("2024-09-02", "2024-09-09"))),
        stated: share("stated", 0, 0, 0, 0, None),
        not_provable: share(
            "not-provable",
            193_384,
            126_340_300_700,
            9652,
            9353,
            Some(("2024-09-10", "2024-09-10")),
        ),
        difference: None,
    }
}

fn account_row() -> AccountRow {
    AccountRow {
        account: bank(),
        class: AccountClass::Bank,
        books: dong("account.vcb.books", 135_081_720_728),
        bank: dong("account.vcb.printed", 8_741_530_028),
        bank_on: Some(day("2024-09-09")),
        footing: Footing::NotProvable,
        waiting: Figure::count("account.vcb.waiting", 2),
    }
}

fn day_row(date: &str, lines: i64, money_in: i64, printed: Option<i64>, check: DayCheck) -> DayRow {
    let id = |what: &str| format!("account.vcb.{date}.{what}");
    DayRow {
        day: day(date),
        lines: Figure::count(id("lines"), lines),
        opening: dong(&id("opening"), 1_500_000),
        money_in: dong(&id("in"), money_in),
        money_out: dong(&id("out"), 0),
        printed: printed.map_or_else(
            || Figure::unknown(id("printed"), Unit::Dong),
            |amount| dong(&id("printed"), amount),
        ),
        computed: dong(&id("computed"), 1_500_000 + money_in),
        check,
    }
}

fn account() -> Account {
    Account {
        row: account_row(),
        span: Some(AccountSpan {
            first: day("2024-09-02"),
            before: dong("account.vcb.before", 1_500_000),
            last: day("2024-09-10"),
            after: dong("account.vcb.after", 135_083_220_728),
        }),
        agreement: agreement(),
        days: vec![
            day_row("2024-09-02", 3, 1_100_000, Some(2_600_000), DayCheck::Agrees),
            day_row("2024-09-08", 71, 350_000_000, Some(351_500_000), DayCheck::AgreesAsStated),
            day_row("2024-09-09", 6_902, 8_390_000_000, Some(8_391_000_000), DayCheck::Differs),
            day_row("2024-09-10", 193_384, 126_340_300_700, None, DayCheck::NothingPrinted),
        ],
        suspense: vec![SuspenseRow {
            entry: 200_870,
            day: day("2024-09-10"),
            amount: Amount { dong: Dong(-55_000), entry: 200_870 },
            memo: open("THU PHI SMS CHU DONG", 200_870),
        }],
        quarantine: vec![
            QuarantineRow {
                entry: 300,
                reason: QuarantineReason::Unreadable,
                row: Figure::count("entry.300.row", 1822).proved_here(),
                text: open("10/09/2024;;UNG HO;1.000.000;1.000.000;", 300),
            },
            QuarantineRow {
                entry: 301,
                reason: QuarantineReason::Doubtful,
                row: Figure::count("entry.301.row", 77).proved_here(),
                text: Opened::Withheld,
            },
        ],
        imports: vec![import_row()],
    }
}

fn actor(id: &str, name: Opened) -> Actor {
    Actor { id: id.into(), name, post: Some(words("Kế toán", 12)) }
}

fn matched_share(dong: i64, fulfils: Option<Fulfils>) -> MatchedShare {
    MatchedShare {
        amount: Amount { dong: Dong(dong), entry: 200_872 },
        attribution: "gifts",
        fulfils,
        returns: None,
    }
}

fn entry(number: u64) -> EntryView {
    let amount = |dong| Amount { dong: Dong(dong), entry: number };
    let hash = |seed: u64| {
        format!("{:064x}", u128::from(number + 1) * u128::from(seed) * 0x9e37_79b9_7f4a_7c15_f39c)
    };
    EntryView {
        give: vec![],
        matched: Some(Matched {
            entry: 200_872,
            by: MatchedBy::Rule,
            reasons: vec![MatchReason::RuleHolds, MatchReason::Code],
            rule: Some((51, Some(words("Ủng hộ bão", 51)))),
            shares: vec![
                matched_share(120_000, Some(Fulfils::Pledge(40))),
                matched_share(50_000, Some(Fulfils::Member(words("Một ngày lương", 42)))),
                matched_share(20_000, Some(Fulfils::Roster(words("Một ngày lương", 42)))),
                matched_share(10_000, None),
            ],
        }),
        number,
        kind: "bank_line/1".into(),
        occurred_on: day("2024-09-10"),
        recorded_at: Moment(1_726_015_000),
        actor: actor("k7m2p9qx", Opened::Withheld),
        authority: Authority::Asserted,
        prepared_by: Some(actor("h3n8c5tz", open("Nguyễn Hồng L.", 13))),
        approved_by: Some(Actor { id: "b2v7d4kw".into(), name: Opened::Erased, post: None }),
        file_place: Some(file_place(200_301, true)),
        seen: Some(seen()),
        told_by: Some(ToldBy { told: "held", rule: "returned-words".into(), entry: 200_871 }),
        statement: Some(1),
        postings: vec![
            PostingRow { account: PostingAccount::Store(bank()), fund: yagi(), amount: amount(200_000) },
            PostingRow { account: PostingAccount::Ledger("unattributed"), fund: yagi(), amount: amount(-200_000) },
        ],
        public_fields: vec![
            PublicField { field: "import".into(), value: words("1", number) },
            PublicField { field: "row".into(), value: words("200301", number) },
        ],
        openings: vec![
            OpeningRow { field: "document_number", value: open("5212.45301", number), commitment: Some(hash(3)) },
            OpeningRow { field: "counter_account", value: Opened::Withheld, commitment: Some(hash(5)) },
            OpeningRow { field: "memo_initials", value: open("MBVCB.6•••••.NGUYEN THI T ung ho dong bao mien Bac bi bao lu", number), commitment: Some(hash(7)) },
        ],
        linked: vec![(Relation::BroughtBy, 26), (Relation::AttributedBy, 200_872)],
        place: Some(LogPlace {
            leaf_hash: hash(11),
            tree_size: 200_874,
            root: hash(13),
            proof: (1..18).map(|level| hash(17 + level)).collect(),
        }),
        withheld: Some(200_873),
        canonical: "{\"actor\":\"k7m2p9qx\",\"authority\":\"asserted\",\"kind\":\"bank_line/1\",\"occurred_on\":\"2024-09-10\",\"postings\":[[\"vcb\",\"yagi\",200000],[\"unattributed\",\"yagi\",-200000]],\"record\":\"3q2+7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\",\"recorded_at\":1726015000,\"what\":{\"import\":1,\"row\":200301}}".into(),
        previous: number.checked_sub(1),
        next: (number + 1 < 200_874).then_some(number + 1),
    }
}

/// Entry 0 was withheld, 1 is not yet covered, 2 is too long for codes; the others are like a gift's.
fn receipt(number: u64) -> ReceiptView {
    let code = Code { path: "M4 4h7v1h-7z".into(), width: 109 };
    let signer = |name: &str, at: Option<i64>| Signer { name: name.into(), at: at.map(Moment) };
    let proof = Proof {
        origin: "chungtay.example/lang-son".into(),
        size: 200_874,
        root: "bG9nLXJvb3Qtb2YtdGhlLXNhbXBsZS1ib29rLTAwMDE=".into(),
        signers: vec![
            signer("chungtay.example/lang-son", None),
            signer("witness.example/1", Some(1_725_940_800)),
        ],
        codes: if number == 2 { Vec::new() } else { vec![code.clone(), code] },
        compact: (number != 2).then(|| "AQ".into()),
    };
    let amount = |dong| Amount { dong: Dong(dong), entry: number };
    ReceiptView {
        number,
        kind: "bank_line/1".into(),
        occurred_on: day("2024-09-10"),
        moved: vec![Moved { account: bank(), fund: yagi(), amount: amount(200_000) }],
        reversed_by: (number == 2).then_some(3),
        has_record: true,
        paper: match number {
            0 => Paper::Withheld(9),
            1 => Paper::NotYet,
            _ => Paper::Given(Box::new(proof)),
        },
    }
}

fn privacy() -> PrivacyView {
    let by_law = |days| Figure::count("91/2025/QH15", days).proved_here();
    let row = |right: &Right| RightRow {
        right: *right,
        reply_working_days: by_law(2),
        finish_days: by_law(20),
    };
    let request = |entry, stage, is_late| RequestRow {
        entry,
        right: Right::Delete,
        received_on: day("2026-03-02"),
        finish_by: Some(day("2026-03-22")),
        stage,
        is_late,
    };
    PrivacyView {
        names_policy: NamesPolicy::Initials,
        consents: NamesPolicy::ALL
            .iter()
            .map(|shown| ConsentRow { entry: 200_301, shown: *shown })
            .collect(),
        more_consents: true,
        deadlines: Some(Deadlines {
            laws: &["91/2025/QH15", "356/2025/NĐ-CP"],
            from: day("2026-01-01"),
            rights: Right::ALL.iter().map(row).collect(),
        }),
        counts: Some(Counts {
            asked: Figure::count("privacy.asked", 3),
            answered: Figure::count("privacy.answered", 1),
            late: Figure::count("privacy.late", 1),
            erased: Figure::count("privacy.erased", 2),
            restated: Figure::count("privacy.restated", 0),
        }),
        requests: vec![
            request(200_310, RightStage::Open, true),
            request(200_312, RightStage::Received, false),
            RequestRow { finish_by: None, ..request(200_302, RightStage::Ended, false) },
        ],
        more_requests: true,
    }
}
