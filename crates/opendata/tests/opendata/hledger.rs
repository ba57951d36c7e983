//! hledger itself, Debian's package, reads the export and finds the book's own balances.

use chungtay_journal::{BookFolder, Bundle, Journal, Mode};
use chungtay_ledger::date::Moment;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;
use chungtay_opendata::hledger::{Export, name_of};
use chungtay_service::apply::apply;
use chungtay_service::create::{NewBook, create};
use chungtay_service::import::{ImportRequest, import_statement};
use chungtay_service::{Result, ServiceError};
use chungtay_text::{Language, Messages};
use chungtay_views::Fold;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// One of everything that moves value.
const BOOK: &str = r#"
{"kind":"book/1","occurred_on":"2024-01-01","actor":"maker001","what":{"demonstration":true,"id":"thu","name":"Sổ thử","names_policy":"initials"}}
{"kind":"person/1","what":{"id":"second01"}}
{"kind":"person/1","what":{"id":"third001"}}
{"kind":"programme/1","what":{"class":"programme","id":"duong","name":"Làm đường"}}
{"kind":"fund/1","what":{"id":"duong","name":"Quỹ làm đường","purpose":{"general":true}}}
{"kind":"fund/1","what":{"id":"ao-am","name":"Quỹ áo ấm","purpose":{"general":true}}}
{"kind":"account/1","what":{"class":"bank","id":"vcb","name":"Tài khoản"}}
{"kind":"account/1","what":{"class":"cash","id":"tien-mat","name":"Tiền mặt"}}
{"kind":"account/1","what":{"class":"goods","id":"kho","name":"Kho"}}
{"kind":"gift/1","what":{"account":"tien-mat","amount":5000000,"form":"cash","fund":"duong"}}
{"kind":"gift/1","what":{"account":"tien-mat","amount":700000,"form":"cash","fund":"ao-am"},"label":"wrong"}
{"kind":"reversal/1","what":{"entry":"@wrong"},"private":{"reason":"ghi nhầm"}}
{"kind":"gift/1","what":{"account":"kho","form":"goods","fund":"duong","goods":{"item":"xi măng","quantity_thousandths":3000,"unit":"tấn"},"valuation":{"amount":4500000,"source":"hóa đơn"}}}
{"kind":"transfer/1","what":{"amount":900000,"from_account":"tien-mat","from_fund":"duong","to_account":"tien-mat","to_fund":"ao-am"}}
{"kind":"transfer/1","what":{"amount":100000,"from_account":"tien-mat","from_fund":"duong","to_account":"vcb","to_fund":"duong"}}
{"kind":"spending_request/1","what":{"amount":1000000,"fund":"duong","programme":"duong","purpose":"đá"},"label":"ask"}
{"kind":"spending_decision/1","actor":"second01","what":{"decision":"approved","request":"@ask"}}
{"kind":"payment/1","actor":"third001","what":{"account":"tien-mat","amount":1000000,"request":"@ask"},"private":{"voucher":"00"}}
"#;

fn clock() -> Moment {
    Moment(1_735_689_600)
}

/// A statement of so many rows: credits, and a debit in every tenth.
fn statement(path: &Path, rows: u32) {
    let mut text = "PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails\n".to_owned();
    for row in 0..rows {
        let amount = 1000 + 37 * row;
        let (debit, credit) = match row % 10 {
            9 => (amount.to_string(), String::new()),
            _ => (String::new(), amount.to_string()),
        };
        writeln!(text, "1,{:02}/09/2024,{row},{debit},{credit},,ung ho {row}", 1 + row / 100)
            .unwrap();
    }
    std::fs::write(path, text).unwrap();
}

fn make_book(directory: &Path) -> Result<()> {
    let new =
        NewBook { id: "thu", origin: "chungtay.example/thu", test_seed: Some("opendata hledger") };
    let mut book = create(directory, &new, clock)?;
    apply(&mut book, BOOK.trim_start())?;
    let file = directory.with_extension("csv");
    statement(&file, 1_000);
    let request =
        ImportRequest::new(&file, AccountId::new("vcb").unwrap(), FundId::new("ao-am").unwrap());
    import_statement(&mut book, &request, &mut |_, _| {})?;
    Ok(())
}

/// The export, and what the state says of every account and fund.
fn export(directory: &Path) -> (Vec<u8>, BTreeMap<String, Dong>) {
    let folder = BookFolder::open(directory, Mode::Reader).unwrap();
    let mut fold = Fold::open(&folder.journal).unwrap();
    fold.catch_up(&folder.journal, |_| Ok::<(), ServiceError>(())).unwrap();
    let state = fold.state();
    let messages = Messages::for_language(Language::Vietnamese);
    let mut out = Vec::new();
    let mut export = Export::begin(state, messages, &mut out).unwrap();
    let bundles = folder.journal.read(0, state.size).unwrap();
    for (sequence, bytes) in bundles.iter().flat_map(Bundle::entries) {
        export.entry(sequence, &Entry::decode(bytes).unwrap()).unwrap();
    }
    let written = export.finish().unwrap();
    assert!(written.transactions > 1_000 && written.postings >= 2 * written.transactions);
    let sums = state.sums.iter().filter(|(_, sum)| **sum != Dong::ZERO);
    let sums = sums.map(|((account, fund), sum)| (name_of(state, *account, *fund), *sum));
    (out, sums.collect())
}

/// What hledger makes of a journal, or `None` where it is not installed.
fn hledger(arguments: &[&str], journal: &[u8]) -> Option<String> {
    let child = Command::new("hledger")
        .args(["-f", "-"])
        .args(arguments)
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let mut child = match child {
        Ok(child) => child,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
        Err(error) => panic!("hledger: {error}"),
    };
    child.stdin.take().unwrap().write_all(journal).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn hledger_finds_the_same_balances() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("book");
    make_book(&directory).unwrap();
    let (journal, expected) = export(&directory);
    assert!(String::from_utf8_lossy(&journal).contains("DỮ LIỆU MINH HỌA"));
    let Some(csv) = hledger(&["bal", "--flat", "-N", "-O", "csv"], &journal) else {
        println!("skipped: hledger is not installed");
        return;
    };
    let mut found = BTreeMap::new();
    for line in csv.lines().skip(1) {
        let line = line.trim_matches('"');
        let (account, balance) = line.split_once("\",\"").unwrap();
        let amount = balance.strip_suffix(" VND").unwrap();
        found.insert(account.to_owned(), Dong(amount.parse().unwrap()));
    }
    assert_eq!(found, expected);
    // The account types are read: what is owned equals what came in less what went out and what is owed.
    let total = hledger(&["bal", "type:A", "-N", "-O", "csv", "--flat"], &journal).unwrap();
    assert!(total.contains("assets:bank:vcb:ao-am") && !total.contains("income"), "{total}");
    // Nothing unbalanced and no account undeclared.
    assert!(hledger(&["check", "--strict"], &journal).is_some());
}
