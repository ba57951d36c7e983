//! Rebuilt = incremental; sums read by the sqlite3 shell = the ledger's; every line on one page, once.

use crate::builder::{Row, TestBook, account, date, fund};
use chungtay_journal::{BookFolder, Mode};
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::figures::figures;
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::receipts::{Attribution, Gift, GiftForm, LineAttribution, Share};
use chungtay_ledger::kinds::spending::{
    Decision, Payment, Reversal, Settlement, SpendingDecision, SpendingRequest,
};
use chungtay_ledger::kinds::works::{Work, WorkClass};
use chungtay_ledger::money::Dong;
use chungtay_search::{Cursor, Direction, LineState, Page, Query, Sort};
use chungtay_views::{Shown, Views, ViewsReader};
use std::fmt::Write;
use std::process::Command;

const NAMES: [&str; 4] =
    ["Nguyễn Thị Hoà ủng hộ bão lụt", "LE VAN DUNG ung ho", "Đào Viên chuyen tien", "xin cam on"];

fn rows(count: usize) -> Vec<Row> {
    (0..count)
        .map(|index| Row {
            day: ["2024-09-08", "2024-09-09", "2024-09-10"][index * 3 / count],
            amount: if index % 97 == 5 { -55_000 } else { [20_000, 50_000, 200_000][index % 3] },
            document: format!("{}.{}", 5_000 + index % 40, 10_000 + index),
            memo: format!("{} {}", 300_000 + index, NAMES[index % 4]),
        })
        .collect()
}

/// A book with two imports, attributions, reversals, a gift in cash and a payment the bank has shown.
fn rich_book(views: &mut impl FnMut(&TestBook)) -> TestBook {
    let mut book = TestBook::new();
    views(&book);
    let first = book.fold.state().size + 1;
    book.import("yagi", &rows(700), false);
    views(&book);
    let line = |line, amount, attribution| {
        let share = Share { amount: Dong(amount), attribution, donor: None, organisation: None };
        Body::Attribution(LineAttribution { line, shares: vec![share] })
    };
    let individual = book.say(line(first, 20_000, Attribution::Interest));
    book.say(line(first + 5, -55_000, Attribution::Fee));
    book.commit();
    book.say(Body::AttributionRule(chungtay_ledger::kinds::receipts::AttributionRule {
        count: 0,
        import: 1,
    }));
    book.commit();
    views(&book);
    book.say(Body::Reversal(Reversal { entry: individual }));
    book.commit();
    book.import("roads", &rows(9_000), true);
    views(&book);
    spend(&mut book);
    views(&book);
    book
}

fn spend(book: &mut TestBook) {
    book.say(Body::Gift(Gift {
        account: Some(account("cash")),
        amount: Some(Dong(1_000_000)),
        days_tenths: None,
        donor: None,
        form: GiftForm::Cash,
        fund: fund("yagi"),
        goods: None,
        organisation: None,
        valuation: None,
        work: None,
    }));
    book.say(Body::Work(Work {
        demonstration: false,
        cited: None,
        chainage: None,
        class: WorkClass::House,
        id: Id::new("house").unwrap(),
        launchers: vec![],
        markers: vec![],
        name: "Nhà văn hóa".into(),
        place_words: None,
        places: vec![],
        programme: None,
        quantities: vec![],
        variants: vec![],
    }));
    let request = book.say(Body::SpendingRequest(SpendingRequest {
        amount: Dong(55_000),
        fund: fund("yagi"),
        payee: None,
        programme: None,
        purpose: "Áo ấm".into(),
        work: Id::new("house"),
    }));
    book.commit();
    let decision = SpendingDecision { decision: Decision::Approved, request };
    book.say_as("bbbbbbbb", Body::SpendingDecision(decision));
    book.commit();
    let voucher = Commitment([9; 32]);
    let (account, amount) = (account("vcb"), Dong(55_000));
    let payment = Body::Payment(Payment { account, amount, request, voucher });
    let payment = book.enter("cccccccc", "2024-09-10", payment, None, &[Some("v"), None, None]);
    book.commit();
    let line = book.fold.state().imports[0].debit_lines[1];
    book.say(Body::Settlement(Settlement { line, payment }));
    book.commit();
}

fn catch_up(views: &mut Views, book: &TestBook) {
    let reader = book.reader();
    views.catch_up(&reader.journal, &reader.openings).unwrap();
}

fn find(book: &TestBook, query: &Query) -> Page {
    let reader = ViewsReader::open(book.path(), "test").unwrap();
    let view = reader.begin().unwrap();
    let state = book.fold.state();
    view.find(state.size, &state.flags, query).unwrap()
}

fn query(words: &str) -> Query {
    Query { words: Some(words.into()), limit: 50, ..Query::default() }
}

#[test]
fn rebuilt_is_incremental() {
    let mut incremental: Option<Views> = None;
    let mut book = rich_book(&mut |book| {
        let views = incremental.get_or_insert_with(|| Views::open(book.path(), "test").unwrap());
        catch_up(views, book);
    });
    let mut views = incremental.unwrap();
    book.open_again(40, Some("tên khác hẳn"));
    book.open_again(41, None);
    catch_up(&mut views, &book);
    let queries = [
        query("khac han"),
        query("hoa bao lut"),
        query("le"),
        Query { sort: Sort::Amount, limit: 70, ..Query::default() },
        Query { state: Some(LineState::NotYetAttributed), limit: 70, ..Query::default() },
    ];
    let before: Vec<Page> = queries.iter().map(|query| find(&book, query)).collect();
    assert_eq!(before[0].sequences, [40]);
    let dump = views.dump().unwrap();
    drop(views);
    let reader = book.reader();
    let rebuilt = Views::rebuild(book.path(), "test", &reader.journal, &reader.openings).unwrap();
    let again: Vec<Page> = queries.iter().map(|query| find(&book, query)).collect();
    assert_eq!(before, again);
    let anew = rebuilt.dump().unwrap();
    assert!(dump.len() > 1_000_000);
    for (old, new) in dump.lines().zip(anew.lines()) {
        assert_eq!(old, new);
    }
    assert_eq!(dump, anew);
    assert!(dump.contains("tên khác hẳn"));
}

#[test]
fn erased_text_is_gone_from_every_file() {
    let mut book = TestBook::new();
    let mut all = rows(600);
    all[30].memo = "Lương Thịnh Vượng".into();
    let first = book.fold.state().size + 1;
    book.import("yagi", &all, true);
    let mut views = Views::open(book.path(), "test").unwrap();
    catch_up(&mut views, &book);
    assert_eq!(find(&book, &query("vuong")).sequences, [first + 30]);
    book.open_again(first + 30, None);
    catch_up(&mut views, &book);
    assert_eq!(find(&book, &query("vuong")).totals.all.lines, 0);
    for file in std::fs::read_dir(book.path()).unwrap() {
        let file = file.unwrap();
        if !file.file_name().to_string_lossy().starts_with("views") {
            continue;
        }
        let bytes = std::fs::read(file.path()).unwrap();
        for word in ["Vượng", "vuong"] {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{word} in {:?}", file.file_name());
        }
    }
}

#[test]
fn the_shell_reads_the_ledgers_sums() {
    let book = rich_book(&mut |_| {});
    let mut views = Views::open(book.path(), "test").unwrap();
    catch_up(&mut views, &book);
    let sql = "SELECT account, fund, sum(amount) FROM (
        SELECT account, fund, amount FROM line
        UNION ALL SELECT opposite, fund, -amount FROM line
        UNION ALL SELECT account, fund, amount FROM posting)
        GROUP BY account, fund HAVING sum(amount) <> 0 ORDER BY account, fund";
    let file = book.path().join("views.sqlite");
    let Ok(output) = Command::new("sqlite3").arg(file).arg(sql).output() else {
        println!("skipped: sqlite3 is not installed");
        return;
    };
    let state = book.fold.state();
    let mut expected = String::new();
    for ((account, fund), sum) in &state.sums {
        if *sum != Dong::ZERO {
            writeln!(expected, "{account}|{fund}|{sum}").unwrap();
        }
    }
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
    let list = figures(state);
    for id in ["yagi", "roads"] {
        let query = Query { fund: Some(fund(id)), limit: 1, ..Query::default() };
        let credits = Query { direction: Some(Direction::In), ..query.clone() };
        let value = |name: &str| list.get(&format!("fund.{id}.{name}")).unwrap().value.unwrap();
        assert_eq!(find(&book, &query).totals.all.lines, value("lines").cast_unsigned());
        assert_eq!(find(&book, &credits).totals.all.sum.0, value("received"));
    }
    let open = Query { state: Some(LineState::NotYetAttributed), limit: 1, ..Query::default() };
    assert_eq!(find(&book, &open).totals.all.sum.0, 20_000);
}

#[test]
fn every_line_stands_on_one_page() {
    let book = rich_book(&mut |_| {});
    let mut views = Views::open(book.path(), "test").unwrap();
    catch_up(&mut views, &book);
    for sort in [Sort::Newest, Sort::Amount] {
        for words in [None, Some("ung ho".to_owned())] {
            let mut query = Query { sort, words, limit: 50, ..Query::default() };
            let mut seen: Vec<u64> = Vec::new();
            let mut pages = Vec::new();
            loop {
                let page = find(&book, &query);
                seen.extend(&page.sequences);
                let next = page.next;
                pages.push(page);
                let Some(next) = next else { break };
                query.cursor = Cursor::After(next);
            }
            assert_eq!(seen.len() as u64, pages[0].totals.all.lines);
            let mut sorted = seen.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), seen.len());
            if sort == Sort::Newest {
                assert!(seen.is_sorted_by(|a, b| a > b));
            }
            for pair in pages.windows(2).rev() {
                query.cursor = Cursor::Before(pair[1].previous.unwrap());
                assert_eq!(find(&book, &query).sequences, pair[0].sequences);
            }
        }
    }
}

#[test]
fn a_line_is_shown_as_it_is_open() {
    let book = rich_book(&mut |_| {});
    let mut views = Views::open(book.path(), "test").unwrap();
    catch_up(&mut views, &book);
    let reader = ViewsReader::open(book.path(), "test").unwrap();
    let view = reader.begin().unwrap();
    let state = book.fold.state();
    let (_, import) = (1, &state.imports[0]);
    let line = view.line(import.ranges[0].0).unwrap().unwrap();
    assert_eq!(line.day, date("2024-09-08"));
    assert_eq!(line.memo, Shown::Text("300000 Nguyễn Thị Hoà ủng hộ bão lụt".into()));
    assert_eq!(line.document, Shown::Text("5000.10000".into()));
    assert_eq!(view.line(0).unwrap(), None);
    let ties = view.ties(state.size, "entry", &line.sequence.to_string()).unwrap();
    assert_eq!(ties[0].relation, "attributed-by");
    let request = view.ties(state.size, "fund", "yagi").unwrap();
    let request = request.iter().find(|tie| tie.relation == "request").unwrap().sequence;
    let steps = view.spending(state.size, request).unwrap();
    let words: Vec<&str> = steps.iter().map(|step| step.step.as_str()).collect();
    assert_eq!(words, ["asked", "approved", "paid", "settled"]);
}

#[test]
fn a_smaller_size_hides_what_came_later() {
    let book = rich_book(&mut |_| {});
    let mut views = Views::open(book.path(), "test").unwrap();
    catch_up(&mut views, &book);
    let reader = ViewsReader::open(book.path(), "test").unwrap();
    let view = reader.begin().unwrap();
    let first = book.fold.state().imports[0].ranges[0].0;
    let flags = chungtay_ledger::state::flags::Flags::default();
    let page = view.find(first + 3, &flags, &Query { limit: 9, ..Query::default() }).unwrap();
    assert_eq!(page.sequences, [first + 2, first + 1, first]);
    assert_eq!(page.totals.all.lines, 3);
}

#[test]
fn two_that_catch_up_at_once_write_every_line_once() {
    let mut book = TestBook::new();
    book.import("yagi", &rows(40_000), true);
    let path = book.path().to_owned();
    let caught_up = || {
        let reader = BookFolder::open(&path, Mode::Reader).unwrap();
        let mut views = Views::open(&path, "test").unwrap();
        views.catch_up(&reader.journal, &reader.openings).unwrap()
    };
    let (first, second) = std::thread::scope(|scope| {
        let other = scope.spawn(caught_up);
        (caught_up(), other.join().unwrap())
    });
    assert_eq!(first, second);
    assert_eq!(first.size, book.fold.state().size);
    let page = find(&book, &Query { limit: 1, ..Query::default() });
    assert_eq!(page.totals.all.lines, 40_000);
}
