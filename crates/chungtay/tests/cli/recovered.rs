//! `recover`: entries that the journal lost come back from the published bundles, each proved to be one
//! that was signed; what was never published is told as lost.

use crate::place::{Place, statement};
use crate::restored::{Stored, import, put_journal, take};

const PRIVATE: [&str; 4] = ["journal.sqlite", "vault.sqlite", "keys.sqlite", "openings.sqlite"];

/// A book of 1,200 lines in two files, and its stores as they were after the first.
fn book_with_backup() -> (Place, Stored) {
    let place = Place::with_book("book");
    place.write(
        "fund.jsonl",
        r#"{"kind":"fund/1","what":{"id":"f","name":"Quỹ","purpose":{"general":true}}}"#,
    );
    place.write("rows.csv", statement(0..700));
    place.write("both.csv", statement(0..1200));
    place.write("more.csv", statement(0..1300));
    place.run(&import("rows.csv", "book")).ended(0);
    let backup = take(&place, "book", &PRIVATE);
    place.run(&import("both.csv", "book")).ended(0);
    (place, backup)
}

fn size(place: &Place) -> u64 {
    place.checkpoint("book").lines().nth(1).unwrap().parse().unwrap()
}

#[test]
fn a_short_journal_is_refilled_and_written_on() {
    let (place, backup) = book_with_backup();
    let (signed, published) = (size(&place), place.checkpoint("book"));
    let journal: Stored =
        backup.into_iter().filter(|(name, _)| name.starts_with("journal")).collect();
    put_journal(&place, "book", &journal);
    let refused = place.run(&["apply", "fund.jsonl", "-C", "book"]);
    assert_eq!(refused.exit, 5);
    assert!(refused.err.contains("chungtay recover"), "{}", refused.err);

    let told = place.json(&["recover", "-C", "book"], 0);
    assert!(told["held"].as_u64().unwrap() < signed && told["size"] == signed, "{told}");
    assert_eq!((told["private_lost"].as_u64(), told["lines_unknown"].as_u64()), (Some(0), Some(0)));
    assert_eq!(place.checkpoint("book"), published, "the same log");
    assert_eq!(place.json(&["doctor", "-C", "book"], 0)["sound"], true);
    assert_eq!(place.json(&["verify", "book"], 0)["agrees"], true);
    // The lines are known again: only what is new is entered.
    assert_eq!(place.json(&import("both.csv", "book"), 0)["posted"], 0);
    assert_eq!(place.json(&import("more.csv", "book"), 0)["posted"], 100);
    assert_eq!(place.json(&["verify", "book"], 0)["agrees"], true);
    let again = place.run(&["recover", "-C", "book", "--lang", "en"]).ended(0);
    assert!(again.contains("Nothing was missing"), "{again}");
}

#[test]
fn private_text_that_was_lost_with_it_is_told() {
    let (place, backup) = book_with_backup();
    let (signed, published) = (size(&place), place.checkpoint("book"));
    put_journal(&place, "book", &backup);
    let told = place.run(&["recover", "-C", "book", "--lang", "en"]).ended(0);
    assert!(told.contains("was never published"), "{told}");
    assert!(told.contains("500 statement lines"), "{told}");
    assert_eq!((size(&place), place.checkpoint("book")), (signed, published));
    place.run(&["apply", "fund.jsonl", "-C", "book"]).ended(0);
    assert_eq!(size(&place), signed + 1);
    assert_eq!(place.json(&["verify", "book"], 0)["agrees"], true);
}

#[test]
fn an_entry_that_was_not_signed_never_comes_back() {
    let (place, backup) = book_with_backup();
    put_journal(&place, "book", &backup);
    let bundle = "book/log/tile/entries/003";
    let whole = place.read(bundle);
    let mut forged = whole.clone();
    let place_of = forged.windows(5).rposition(|window| window == b"50000").unwrap();
    forged[place_of] = b'9';
    let before = take(&place, "book", &["journal.sqlite"]);
    for spoilt in [Some(forged), Some(whole[..whole.len() - 1].to_vec()), None] {
        match spoilt {
            Some(bytes) => place.write(bundle, bytes),
            None => std::fs::remove_file(place.path(bundle)).unwrap(),
        }
        let refused = place.json(&["recover", "-C", "book"], 5);
        assert_eq!(refused["error"]["code"], "log-file");
        assert!(refused["error"]["message"].to_string().contains("tile/entries/003"), "{refused}");
    }
    assert_eq!(take(&place, "book", &["journal.sqlite"])[0], before[0], "nothing was entered");
    // The right file comes from a mirror.
    place.write(bundle, whole);
    place.run(&["recover", "-C", "book"]).ended(0);
    assert_eq!(place.json(&["verify", "book"], 0)["agrees"], true);
}

#[test]
fn spoilt_files_of_the_log_are_written_anew() {
    let (place, _) = book_with_backup();
    let paths = ["tile/0/001", "tile/entries/002", "tile/entries/000", "tile/1/000.p/4"];
    let whole = paths.map(|path| place.read(&format!("book/log/{path}")));
    for path in paths {
        place.write(&format!("book/log/{path}"), b"spoilt");
    }
    let found = place.json(&["doctor", "-C", "book"], 5);
    assert_eq!(found["findings"][0]["count"], 4, "{found}");
    let told = place.json(&["recover", "-C", "book"], 0);
    assert_eq!(told["files"].as_array().unwrap().len(), 4, "{told}");
    assert_eq!(paths.map(|path| place.read(&format!("book/log/{path}"))), whole);
    assert_eq!(place.json(&["doctor", "-C", "book"], 0)["sound"], true);
}
