//! A journal that is older or other than what was signed: nothing writes on it, everything reads.

use crate::place::{Place, statement};
use crate::serving::Server;

const FUND: &str = r#"{"kind":"fund/1","what":{"id":"f","name":"Quỹ","purpose":{"general":true}}}"#;

/// A copy of the journal that can be put back; the write-ahead log goes with it.
pub(crate) fn take_journal(place: &Place, book: &str) -> Stored {
    take(place, book, &["journal.sqlite"])
}

/// Databases with their write-ahead files.
pub(crate) type Stored = Vec<(String, Option<Vec<u8>>)>;

/// A copy of these databases.
pub(crate) fn take(place: &Place, book: &str, names: &[&str]) -> Stored {
    let with_wal =
        names.iter().flat_map(|name| ["", "-wal", "-shm"].map(|end| format!("{name}{end}")));
    with_wal
        .map(|name| {
            let bytes = std::fs::read(place.path(&format!("{book}/{name}"))).ok();
            (name, bytes)
        })
        .collect()
}

pub(crate) fn put_journal(place: &Place, book: &str, journal: &Stored) {
    for (name, bytes) in journal {
        let path = place.path(&format!("{book}/{name}"));
        match bytes {
            Some(bytes) => std::fs::write(path, bytes).unwrap(),
            None => drop(std::fs::remove_file(path)),
        }
    }
}

pub(crate) fn import<'a>(file: &'a str, book: &'a str) -> Vec<&'a str> {
    vec!["import", file, "--account", "vcb", "--fund", "yagi", "--create", "-C", book]
}

/// Every writer ends with this error, and changes nothing.
fn writers_refuse(place: &Place, code: &str) {
    let before = (place.checkpoint("book"), place.read("book/head"));
    for words in [vec!["apply", "fund.jsonl", "-C", "book"], import("more.csv", "book")] {
        let error = &place.json(&words, 5)["error"];
        assert_eq!(error["code"], code, "{words:?}");
        let said = place.run(&words);
        assert!(said.err.contains("journal.sqlite từ bản sao lưu"), "{}", said.err);
    }
    assert_eq!((place.checkpoint("book"), place.read("book/head")), before);
}

/// What reads the published log or the journal as it is goes on.
fn readers_answer(place: &Place, finding: &str) {
    let lines = place.json(&["figures", "book.lines", "-C", "book"], 0);
    assert_eq!(lines["figures"][0]["value"], 1200, "as published");
    assert_eq!(place.json(&["verify", "book"], 0)["agrees"], true);
    let exported = place.run(&["export", "--format", "hledger", "-C", "book"]).ended(0);
    assert!(exported.contains("bank_line/1"));
    let found = place.json(&["doctor", "-C", "book"], 5);
    assert!(found["findings"].to_string().contains(finding), "{found}");
}

#[test]
fn a_journal_shorter_than_the_head_is_only_read() {
    let place = Place::with_book("book");
    place.write("fund.jsonl", FUND);
    place.write("rows.csv", statement(0..700));
    place.write("both.csv", statement(0..1200));
    place.write("more.csv", statement(0..1300));
    place.run(&import("rows.csv", "book")).ended(0);
    let old = take_journal(&place, "book");
    place.run(&import("both.csv", "book")).ended(0);
    let new = take_journal(&place, "book");
    place.run(&["rebuild", "-C", "book"]).ended(0);

    put_journal(&place, "book", &old);
    writers_refuse(&place, "journal-short");
    readers_answer(&place, "journal-short");
    let server = Server::start(&place, "book");
    for page in ["/", "/en/lines"] {
        assert!(server.get(page).0.starts_with("HTTP/1.1 503"), "{page}");
    }
    assert_eq!(server.get("/log/checkpoint").1, place.read("book/log/checkpoint"));
    let tile = server.get("/log/tile/entries/000").1;
    assert_eq!(tile, place.read("book/log/tile/entries/000"));
    place.json(&["verify", &server.address], 0);

    // The right journal comes back: the server opens it by itself, and writers go on.
    put_journal(&place, "book", &new);
    crate::place::until(|| server.get("/en/lines").0.starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop(), 0);
    place.run(&["apply", "fund.jsonl", "-C", "book"]).ended(0);
    place.json(&["doctor", "-C", "book"], 0);
}

#[test]
fn a_journal_that_went_another_way_is_not_written_on() {
    let place = Place::with_book("book");
    place.make_book("other");
    place.write("fund.jsonl", FUND);
    place.write("rows.csv", statement(0..1200));
    place.write("more.csv", statement(0..1300));
    place.write("other.csv", statement(100..1300));
    place.run(&import("rows.csv", "book")).ended(0);
    place.run(&import("other.csv", "other")).ended(0);
    put_journal(&place, "book", &take_journal(&place, "other"));
    writers_refuse(&place, "journal-differs");
    readers_answer(&place, "journal-differs");
}
