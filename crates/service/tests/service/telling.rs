//! What is entered beside the lines: fees in columns of their own, what rules tell from gifts, amounts that the
//! balances give back, and what a second file says. The other end: figures added by hand.

use super::bench_book::{Bench, figure, import, import_with};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::checks::{SecondSource, Told};
use chungtay_service::{Book, ServiceError};
use chungtay_views::fold::lookup;
use std::path::PathBuf;

fn written(bench: &Bench, name: &str, text: &str) -> PathBuf {
    let path = bench.folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn bodies(book: &Book) -> Vec<Body> {
    let directory = book.directory();
    let mode = chungtay_journal::Mode::Reader;
    let folder = chungtay_journal::BookFolder::open(directory, mode).unwrap();
    let entry = |at| lookup(&folder.journal, at).unwrap().unwrap();
    (0..book.state().size).map(|at| entry(at).body).collect()
}

#[test]
fn fees_and_taxes_of_a_row_are_lines_of_their_own_and_no_less_a_gift() {
    let bench = Bench::new();
    let mut book = bench.create();
    let file = written(
        &bench,
        "fees.csv",
        "Ngày GD,Số CT,Nợ,Có,Phí,Thuế,Số dư,Diễn giải\n\
         01/09/2024,1,,100000,5000,500,1094500,NGUYEN VAN A ung ho\n\
         01/09/2024,2,,,1000,100,1093400,Thu phi dich vu SMS\n\
         02/09/2024,3,20000,,,,1073400,CHUYEN TIEN MUA GAO\n",
    );
    let imported = import(&mut book, &file).unwrap();
    assert_eq!((imported.rows, imported.posted), (3, 3));
    for (id, value) in [
        ("fund.yagi.received", 100_000),
        ("fund.yagi.gifts", 100_000),
        ("fund.yagi.gift-count", 1),
        ("fund.yagi.fees", 6_000),
        ("fund.yagi.fees-vat", 600),
        ("fund.yagi.suspense", 20_000),
        ("fund.yagi.unattributed", 0),
        ("account.vcb.balance", 73_400),
        ("book.lines", 6),
    ] {
        assert_eq!(figure(&book, id), Some(value), "{id}");
    }
    let check = imported.check.unwrap();
    assert_eq!(
        (check.steps, check.broken, check.whole.credit.0, check.whole.debit.0),
        (2, 0, 100_000, 26_600)
    );
}

#[test]
fn what_is_no_gift_is_told_by_rule_and_undone_by_a_person() {
    let bench = Bench::new();
    let mut book = bench.create();
    let file = bench.raw_file(
        "1,01/09/2024,1.1,,50.000,,MBVCB.1.A ung ho\n\
         1,01/09/2024,1.2,,4.321,,INTEREST PAYMENT\n\
         1,01/09/2024,1.3,,70.000,,MBVCB.2.hoan tien mua gao\n\
         2,01/09/2024,1.4,55.000,,,THU PHI DICH VU SMS\n\
         2,01/09/2024,1.5,9.000,,,CHUYEN TIEN MUA GAO",
    );
    let imported = import(&mut book, &file).unwrap();
    assert_eq!(imported.attributed, 1);
    for (id, value) in [
        ("fund.yagi.gifts", 50_000),
        ("fund.yagi.gift-count", 1),
        ("fund.yagi.interest", 4_321),
        ("fund.yagi.unattributed", 70_000),
        ("fund.yagi.fees", 55_000),
        ("fund.yagi.suspense", 9_000),
    ] {
        assert_eq!(figure(&book, id), Some(value), "{id}");
    }
    let bodies = bodies(&book);
    let told: Vec<(Told, &str)> = bodies
        .iter()
        .filter_map(|body| match body {
            Body::LineRules(rules) => Some(&rules.lines),
            _ => None,
        })
        .flatten()
        .map(|line| (line.told, line.rule.as_str()))
        .collect();
    let expected = [
        (Told::Interest, "interest-words"),
        (Told::Held, "returned-words"),
        (Told::Fee, "fee-words"),
    ];
    assert_eq!(told, expected);
    let pages = bodies.iter().find_map(|body| match body {
        Body::StatementPages(pages) => Some(pages.pages.clone()),
        _ => None,
    });
    assert_eq!(
        pages,
        Some(vec![(1, vec![3, 2])]),
        "rows on pages, as the file's first column has them"
    );
}

#[test]
fn an_amount_that_the_balances_prove_is_entered_and_one_they_do_not_waits() {
    let rows = |amount: &str, balance: &str| {
        format!(
            "1,01/09/2024,1.1,,50.000,1.050.000,a\n\
             1,01/09/2024,1.2,,20.000,1.070.000,b\n\
             1,01/09/2024,1.3,,{amount},{balance},c\n\
             1,02/09/2024,1.4,,30.000,1.107.000,d"
        )
    };
    let bench = Bench::new();
    let mut book = bench.create();
    let file = bench.raw_file(&rows("7.#00", "1.077.000"));
    let imported = import(&mut book, &file).unwrap();
    assert_eq!((imported.posted, imported.recovered, imported.unreadable), (4, 1, 0));
    assert_eq!(figure(&book, "fund.yagi.received"), Some(107_000));
    let check = imported.check.unwrap();
    assert_eq!((check.recovered[0].row, check.recovered[0].amount.0), (3, 7_000));

    let other = Bench::new();
    let mut book = other.create();
    let file = other.raw_file(&rows("8.#00", "1.077.000"));
    let Err(ServiceError::BadRows(bad)) = import(&mut book, &file) else { panic!("refused") };
    assert_eq!(bad[0].row_number, 3, "a legible 8 stands against 7.000");
    let aside = import_with(&mut book, &file, |request| request.quarantine = true).unwrap();
    assert_eq!((aside.posted, aside.recovered, aside.unreadable), (3, 0, 1));
}

#[test]
fn a_second_file_of_the_same_lines_leaves_its_word_in_the_log_once() {
    let bench = Bench::new();
    let mut book = bench.create();
    import(&mut book, &bench.file(&["01/09/2024 10 a", "02/09/2024 20 b", "03/09/2024 30 c"]))
        .unwrap();
    let size = book.state().size;
    let other = bench
        .raw_file("9,01/09/2024,1.a,,10,,a\n9,02/09/2024,1.b,,20,,b\n9,03/09/2024,1.c,,30,,c\n\n");
    for _ in 0..2 {
        let again = import(&mut book, &other).unwrap();
        assert_eq!((again.number, again.posted, again.known), (None, 0, 3));
        let second = again.check.unwrap().second;
        assert_eq!(
            second,
            Some(SecondSource { doubtful: 0, earlier: vec![1], known: 3, missing: 0 })
        );
        assert_eq!(
            book.state().size,
            size + 2,
            "what a second source says, and which lines it shows"
        );
    }
    let less = bench.file(&["01/09/2024 10 a", "03/09/2024 30 c", "04/09/2024 40 d"]);
    let third = import(&mut book, &less).unwrap();
    let second = third.check.unwrap().second.unwrap();
    assert_eq!((second.known, second.missing, second.earlier), (2, 0, vec![1]));
}

#[test]
fn money_from_our_own_accounts_is_no_gift_and_money_under_our_own_name_waits() {
    let bench = Bench::new();
    let mut book = bench.create();
    let commands = [
        r#"{"kind":"book/1","actor":"maker222","occurred_on":"2024-01-01","what":{"id":"b","name":"Sổ thử","names_policy":"initials"}}"#,
        r#"{"kind":"fund/1","what":{"id":"yagi","name":"Quỹ","purpose":{"general":true}}}"#,
        r#"{"kind":"account/1","what":{"id":"vcb","name":"Vietcombank","class":"bank"},"private":{"number":"0011004123456"}}"#,
        r#"{"kind":"account/1","what":{"id":"acb","name":"ACB","class":"bank"},"private":{"number":"0071 0009 99888"}}"#,
    ];
    chungtay_service::apply::apply(&mut book, &commands.join("\n")).unwrap();
    let file = written(
        &bench,
        "own.csv",
        "Chủ tài khoản: QUY VI BAN LANG;;;;;\n\
         Ngày GD;Số CT;Ghi nợ;Ghi có;Nội dung;Số tài khoản đối ứng;Tên đối ứng\n\
         01/09/2024;1;;50000;A ung ho;0123456789;NGUYEN VAN A\n\
         01/09/2024;2;;900000;chuyen von;0071000999888;QUY VI BAN LANG\n\
         01/09/2024;3;400000;;chuyen di;0071000999888;\n\
         02/09/2024;4;;70000;nop them;0999999999;Quỹ Vì Bản Làng\n",
    );
    let imported = import_with(&mut book, &file, |request| request.names = None).unwrap();
    assert_eq!((imported.posted, imported.attributed), (4, 1));
    for (id, value) in [
        ("fund.yagi.gifts", 50_000),
        ("fund.yagi.transfers", -500_000),
        ("fund.yagi.unattributed", 70_000),
        ("fund.yagi.suspense", 0),
    ] {
        assert_eq!(figure(&book, id), Some(value), "{id}");
    }
    assert_eq!(imported.told["held"].0, 1);
    let bundle = bench.directory().join("log/tile/entries/000.p");
    let mut bundles = 0;
    for bundle in std::fs::read_dir(bundle).unwrap().flatten() {
        let text = String::from_utf8_lossy(&std::fs::read(bundle.path()).unwrap()).into_owned();
        assert!(!text.contains("0071") && !text.contains("BAN LANG"), "nothing private in the log");
        bundles += usize::from(text.contains("line_rules/1"));
    }
    assert_eq!(bundles, 1);
}

#[test]
fn a_statement_of_another_account_is_refused_and_a_reversal_waits() {
    let bench = Bench::new();
    let mut book = bench.create();
    let account = r#"{"kind":"book/1","actor":"maker222","occurred_on":"2024-01-01","what":{"id":"b","name":"Sổ thử","names_policy":"full"}}
{"kind":"account/1","what":{"class":"bank","id":"vcb","name":"VCB","bank":"VCB"},"private":{"number":"0071000111111","holder":"HOI X"},"open":["number"]}"#;
    chungtay_service::apply::apply(&mut book, account).unwrap();
    let of = |number: &str| {
        format!(
            "Số tài khoản: {number}\nNgày GD,Số CT,Ghi nợ,Ghi có,Nội dung\n10/09/2024,B1,,5.000.000,TRAN B ung ho\n"
        )
    };
    let other = written(&bench, "other.csv", &of("0071000222222"));
    let refused = import(&mut book, &other).unwrap_err();
    let told = matches!(&refused, ServiceError::OtherAccount { printed, end, .. }
        if printed == "0071000222222" && end == "1111");
    assert!(told, "{refused:?}");
    let own = written(&bench, "own.csv", &of("0071000111111"));
    assert_eq!(import(&mut book, &own).unwrap().posted, 1);
    let dollars = written(
        &bench,
        "usd.csv",
        "Loại tiền: USD\nNgày GD,Ghi có,Nội dung\n10/09/2024,500.00,A\n",
    );
    let refused = import(&mut book, &dollars).unwrap_err();
    assert!(
        matches!(&refused, ServiceError::ForeignCurrency { row: 1, currency } if currency == "USD")
    );
    let reversal = ":20:1\n:25:0071000111111\n:28C:1\n:60F:C240911VND5000000,\n:61:2409110911RD70000,NTRFREF2//B2\n:86:NGUYEN VAN A mua gao\n:62F:C240911VND5070000,\n";
    let reversal = written(&bench, "rd.sta", reversal);
    let imported = import(&mut book, &reversal).unwrap();
    assert_eq!((imported.posted, imported.attributed), (1, 0));
    assert_eq!(figure(&book, "fund.yagi.gifts"), Some(5_000_000));
    assert_eq!(figure(&book, "fund.yagi.unattributed"), Some(70_000));
}
