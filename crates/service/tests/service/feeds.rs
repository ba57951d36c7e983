//! Feeds: the services' own signed examples, what is refused, and a feed, a table and a PDF of the same lines of
//! which every đồng is counted once.

use super::bench_book::{Bench, clock, figure, import, import_with};
use chungtay_journal::{BookFolder, Mode};
use chungtay_ledger::date::Moment;
use chungtay_ledger::id::PersonId;
use chungtay_service::Book;
use chungtay_service::ServiceError;
use chungtay_service::apply::apply;
use chungtay_service::erasing::{Wanted, erase};
use chungtay_service::feeds::{Credentials, FeedDesk, FeedRefusal, Received, take, waiting};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const KEY: &str = "khoa-thu-0123456789";

fn shared(name: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name);
    if !file.is_file() {
        skipped("shared data absent");
        return None;
    }
    Some(file)
}

#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn skipped(why: &str) {
    println!("skipped: {why}");
}

fn settings(directory: &Path, text: &str) {
    let file = directory.join("feeds");
    std::fs::write(&file, text).unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
}

fn desk(directory: &Path, clock: fn() -> Moment) -> FeedDesk {
    let folder = BookFolder::open(directory, Mode::Reader).unwrap();
    FeedDesk::open(&folder, clock).unwrap().unwrap()
}

/// What came of it, in a word.
fn outcome(outcome: &Result<Received, FeedRefusal>) -> &'static str {
    match outcome {
        Ok(Received::Stored) => "stored",
        Ok(Received::Known) => "known",
        Ok(Received::Trial) => "trial",
        Err(refusal) => refusal.word(),
    }
}

#[test]
fn cassos_own_example_is_believed_and_nothing_near_it() {
    let Some(file) = shared("casso_vector.json") else { return };
    let vector: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let bench = Bench::new();
    drop(bench.create());
    let key = vector["key"].as_str().unwrap();
    let number = vector["body"]["data"]["accountNumber"].as_str().unwrap();
    settings(
        &bench.directory(),
        &format!("feed casso account=vcb number={number} fund=yagi key={key}\n"),
    );
    let body = vector["body"].to_string();
    let header = vector["header"].as_str().unwrap();
    let at = |clock, header: &str, body: &str| {
        let credentials = Credentials { casso_signature: Some(header), ..Credentials::default() };
        outcome(&desk(&bench.directory(), clock).receive(
            "casso",
            "vcb",
            &credentials,
            body.as_bytes(),
        ))
    };
    let then = || Moment(1_727_948_258);
    // Its number is 0: it only tries the address, and is no transaction.
    assert_eq!(at(then, header, &body), "trial");
    assert_eq!(at(then, header, &body.replace("599000", "599001")), "wrong-signature");
    assert_eq!(
        at(then, &header.replace("t=1727948258788", "t=1727948258789"), &body),
        "wrong-signature"
    );
    assert_eq!(at(then, &header[..header.len() - 2], &body), "wrong-signature");
    assert_eq!(at(then, "v1=00", &body), "unsigned");
    assert_eq!(at(then, header, "{"), "malformed");
}

#[test]
fn payos_own_example_is_stored_once() {
    let Some(file) = shared("payos_vector.json") else { return };
    let vector: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let bench = Bench::new();
    drop(bench.create());
    let key = vector["key"].as_str().unwrap();
    let body = vector["webhook"].to_string();
    let number = vector["webhook"]["data"]["accountNumber"].as_str().unwrap();
    let feed =
        |number: &str| format!("feed payos account=vcb number={number} fund=yagi key={key}\n");
    let receive = |body: &str| {
        let desk = desk(&bench.directory(), clock);
        outcome(&desk.receive("payos", "vcb", &Credentials::default(), body.as_bytes()))
    };
    settings(&bench.directory(), &feed("999"));
    assert_eq!(receive(&body), "other-account");
    settings(&bench.directory(), &feed(number));
    assert_eq!(receive(&body.replace("125000000", "125000001")), "wrong-signature");
    assert_eq!(receive(&body), "stored");
    assert_eq!(receive(&body), "known");
    assert_eq!(waiting(&bench.directory(), "test").unwrap(), 1);
    // What waits lies there encrypted.
    for name in ["feeds.sqlite", "feeds.sqlite-wal"] {
        let bytes = std::fs::read(bench.directory().join(name)).unwrap_or_default();
        for secret in ["CONG TY TEST", "TEST-REF-1", number, key] {
            assert!(
                !bytes.windows(secret.len()).any(|window| window == secret.as_bytes()),
                "{name}: {secret}"
            );
        }
    }
}

#[test]
fn a_signature_of_another_time_is_refused_unless_its_transaction_is_here() {
    let bench = Bench::new();
    drop(bench.create());
    settings(
        &bench.directory(),
        &format!("feed casso account=vcb number=88 fund=yagi key={KEY} window=60\n"),
    );
    let body = json!({"error": 0, "data": {"id": 7, "reference": "FT24254000000077", "description": "góp",
        "amount": 50_000, "transactionDateTime": "2024-09-10 15:06:37", "accountNumber": "88"}});
    // HMAC-SHA512 of "1790000000000." and the body with sorted keys, by Python's hmac.
    let script = "import hmac,hashlib,json,sys;b=json.loads(sys.argv[1]);\
        m='1790000000000.'+json.dumps(b,sort_keys=True,separators=(',',':'),ensure_ascii=False);\
        print(hmac.new(sys.argv[2].encode(),m.encode(),hashlib.sha512).hexdigest())";
    let run =
        std::process::Command::new("python3").args(["-c", script, &body.to_string(), KEY]).output();
    let Ok(run) = run else {
        skipped("python3 absent");
        return;
    };
    let header = format!("t=1790000000000,v1={}", String::from_utf8(run.stdout).unwrap().trim());
    let at = |clock: fn() -> Moment| {
        let credentials = Credentials { casso_signature: Some(&header), ..Credentials::default() };
        let body = body.to_string();
        outcome(&desk(&bench.directory(), clock).receive(
            "casso",
            "vcb",
            &credentials,
            body.as_bytes(),
        ))
    };
    assert_eq!(at(|| Moment(1_790_000_061)), "clock");
    assert_eq!(at(|| Moment(1_789_999_900)), "clock");
    assert_eq!(at(|| Moment(1_790_000_059)), "stored");
    assert_eq!(at(|| Moment(1_790_009_999)), "known", "sent again much later");
}

#[test]
fn settings_that_others_can_read_or_that_are_wrong_are_refused() {
    let bench = Bench::new();
    drop(bench.create());
    let folder = || BookFolder::open(&bench.directory(), Mode::Reader).unwrap();
    assert!(FeedDesk::open(&folder(), clock).unwrap().is_none(), "no settings, no feeds");
    settings(&bench.directory(), "# none yet\n\nfeed momo account=vcb\n");
    assert!(matches!(
        FeedDesk::open(&folder(), clock),
        Err(ServiceError::FeedsFile { line: 3, .. })
    ));
    let file = bench.directory().join("feeds");
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    let refused = FeedDesk::open(&folder(), clock);
    assert!(matches!(refused, Err(ServiceError::FeedsOpenToOthers { mode: 0o640, .. })));
}

/// One pushed transaction.
fn sepay(id: u64, day: &str, amount: i64, reference: &str, content: &str) -> String {
    let direction = if amount < 0 { "out" } else { "in" };
    json!({"id": id, "gateway": "Vietcombank", "transactionDate": format!("{day} 10:00:00"),
        "accountNumber": "0071", "subAccount": null, "code": null, "content": content,
        "transferType": direction, "transferAmount": amount.abs(), "accumulated": 0,
        "referenceCode": reference, "description": ""})
    .to_string()
}

fn push(desk: &FeedDesk, body: &str) -> &'static str {
    let authorization = format!("Apikey {KEY}");
    let credentials = Credentials { authorization: Some(&authorization), ..Credentials::default() };
    outcome(&desk.receive("sepay", "vcb", &credentials, body.as_bytes()))
}

fn book_with_feed(bench: &Bench) -> Book {
    let mut book = bench.create();
    // The account and the fund are there.
    import(&mut book, &bench.file(&["01/01/2024 1 x"])).unwrap();
    settings(
        &bench.directory(),
        &format!("feed sepay account=vcb number=0071 fund=yagi key={KEY}\n"),
    );
    book
}

#[test]
fn a_fed_line_is_confirmed_by_a_statement_in_other_words() {
    let bench = Bench::new();
    let mut book = book_with_feed(&bench);
    let desk = desk(&bench.directory(), clock);
    for (id, amount, reference, content) in [
        (1, 50_000, "FT24254111111111", "gop"),
        (2, 50_000, "FT24254222222222", "gop them"),
        (3, 70_000, "x", "ung ho dong bao lu lut mien bac"),
    ] {
        assert_eq!(push(&desk, &sepay(id, "2024-09-10", amount, reference, content)), "stored");
    }
    let wrong = Credentials { authorization: Some("Apikey 0"), ..Credentials::default() };
    assert_eq!(outcome(&desk.receive("sepay", "vcb", &wrong, b"{}")), "wrong-signature");
    let taken = take(&mut book).unwrap();
    assert_eq!((taken.len(), taken[0].outcome.as_ref().unwrap().posted), (1, 3));
    assert_eq!(figure(&book, "fund.yagi.received"), Some(1 + 170_000));
    assert_eq!(waiting(&bench.directory(), "test").unwrap(), 0);
    assert_eq!(push(&desk, &sepay(1, "2024-09-10", 50_000, "FT24254111111111", "gop")), "known");
    assert!(take(&mut book).unwrap().is_empty());

    // A file cut inside the day, with one line the feed missed.
    let rows = "1,10/09/2024,50.1,,50000,,CT FT24254222222222 GOP THEM\n1,10/09/2024,50.2,,50000,,CT FT24254111111111 GOP\n1,10/09/2024,50.3,,90000,,LINE THE FEED MISSED\n1,10/09/2024,50.4,,70000,,020097. UNG HO DONG BAO LU LUT MIEN BAC toi 0071";
    let told = import(&mut book, &bench.raw_file(rows)).unwrap();
    assert_eq!((told.posted, told.known, told.doubtful), (1, 3, 0));
    assert_eq!(figure(&book, "fund.yagi.received"), Some(1 + 260_000));

    // A late push of what the statement told already is the same line.
    let late = sepay(4, "2024-09-10", 90_000, "y", "LINE THE FEED MISSED");
    assert_eq!(push(&desk, &late), "stored");
    let taken = take(&mut book).unwrap();
    let imported = taken[0].outcome.as_ref().unwrap();
    assert_eq!((imported.posted, imported.known), (0, 1));
    // One that nothing tells apart waits for a person.
    assert_eq!(push(&desk, &sepay(5, "2024-09-11", 30_000, "z", "moi")), "stored");
    assert_eq!(take(&mut book).unwrap()[0].outcome.as_ref().unwrap().posted, 1);
    let other = "1,11/09/2024,51.1,,30000,,HOAN TOAN KHAC";
    let told = import(&mut book, &bench.raw_file(other)).unwrap();
    assert_eq!((told.posted, told.known, told.doubtful), (0, 0, 1), "never entered twice");
}

#[test]
fn a_feed_a_table_and_a_pdf_of_the_same_lines_count_every_dong_once() {
    let (Some(pdf), Some(expected)) = (
        shared("statements/pdf/vcb-2024-09-01_10-40pages.pdf"),
        shared("statements/expected/vcb-2024-09-01_10-40pages.csv"),
    ) else {
        return;
    };
    let bench = Bench::new();
    let mut book = book_with_feed(&bench);
    let desk = desk(&bench.directory(), clock);
    let mut table = String::new();
    let mut total = 0;
    let mut reader = csv::Reader::from_path(expected).unwrap();
    for (row, record) in reader.records().enumerate() {
        let record = record.unwrap();
        let [day, memo] = [&record[3], &record[10]];
        let amount = record[8].parse::<i64>().unwrap_or(0) - record[7].parse::<i64>().unwrap_or(0);
        total += amount;
        // The feed has another document number, and the memo without what the bank put before it.
        let content: String = memo.chars().skip(7).collect();
        let body = sepay(row as u64 + 1, day, amount, &format!("R{row}"), &content);
        // The service lost some.
        if row % 50 != 7 {
            assert_eq!(push(&desk, &body), "stored");
        }
        let parts: Vec<&str> = day.split('-').collect();
        let cells = [record[7].to_owned(), record[8].to_owned()];
        // The table has no document numbers and no diacritics or capitals as the PDF has them.
        writeln!(
            table,
            "1,{}/{}/{},,{},{},,\"{}\"",
            parts[2],
            parts[1],
            parts[0],
            cells[0],
            cells[1],
            memo.to_lowercase().replace('"', "'")
        )
        .unwrap();
    }
    take(&mut book).unwrap();
    let fed = figure(&book, "book.lines").unwrap();
    assert_eq!(fed, 1 + 651, "665 less every fiftieth");
    let told = import_with(&mut book, &bench.raw_file(table.trim_end()), |request| {
        request.quarantine = true;
    })
    .unwrap();
    assert_eq!((told.posted, told.known, told.doubtful), (14, 651, 0), "{told:?}");
    let told = import(&mut book, &pdf).unwrap();
    assert_eq!((told.posted, told.known, told.doubtful), (0, 665, 0), "{told:?}");
    assert_eq!(total, 1_574_593_128 - 55_000);
    assert_eq!(figure(&book, "book.lines"), Some(1 + 665));
    let net = figure(&book, "fund.yagi.received").unwrap();
    assert_eq!(net, 1 + 1_574_593_128, "every đồng once");
}

/// Who asks to be erased is not left in what waits: the same line pushed once more goes, another stays.
#[test]
fn what_waits_of_an_erased_line_goes_with_it() {
    let bench = Bench::new();
    let mut book = book_with_feed(&bench);
    let desk = desk(&bench.directory(), clock);
    let memo = "NGUYEN THI BI MAT ung ho dong bao";
    assert_eq!(push(&desk, &sepay(1, "2024-09-10", 50_000, "FT1", memo)), "stored");
    assert_eq!(take(&mut book).unwrap()[0].outcome.as_ref().unwrap().posted, 1);
    let line = book.state().imports.last().unwrap().ranges[0].0;
    // The service tells it again under another number, and tells a line of the same amount.
    for (id, memo) in
        [(2, memo.to_owned()), (3, format!("MBVCB.1.{memo}.CT tu 1")), (4, "x".into())]
    {
        assert_eq!(push(&desk, &sepay(id, "2024-09-10", 50_000, "", &memo)), "stored");
    }
    assert_eq!(push(&desk, &sepay(5, "2024-09-11", 50_000, "", memo)), "stored", "another day");
    let waits = || waiting(&bench.directory(), "test").unwrap();
    assert_eq!(waits(), 4);
    let second = r#"{"kind":"person/1","what":{"id":"checker"},"private":{"name":"Người duyệt"}}"#;
    apply(&mut book, second).unwrap();
    let wanted = Wanted {
        entries: &[line],
        person: None,
        request: None,
        because: "yêu cầu",
        actor: None,
        approved_by: PersonId::new("checker").unwrap(),
    };
    assert!(erase(&mut book, &wanted).unwrap().entries.contains(&line));
    assert_eq!(waits(), 2);
    assert_eq!(push(&desk, &sepay(2, "2024-09-10", 50_000, "", memo)), "known", "not taken again");
    assert_eq!(waits(), 2);
}
