//! Every command on a small book, in words and as JSON, in both languages.

use crate::place::{Place, statement};
use serde_json::json;

const IMPORT: [&str; 8] =
    ["import", "rows.csv", "--account", "vcb", "--fund", "yagi", "--create", "-Cbook"];

#[test]
fn a_book_from_its_beginning_to_its_proof() {
    let place = Place::new();
    let made = place.json(&["init", "book", "--name", "Sổ thử", "--test-seed", "words"], 0);
    assert_eq!(made["id"], "book");
    assert_eq!(made["origin"], "chungtay.example/book");
    assert_eq!(made["entries"], 1);
    let key = place.json(&["log-key", "-C", "book"], 0)["verifier_key"].clone();
    assert_eq!(key, made["verifier_key"]);

    place.write("rows.csv", statement(0..100));
    let imported = place.json(&IMPORT, 0);
    assert_eq!(imported["posted"], 100);
    assert_eq!(imported["attributed"], 98);

    let figures = place.json(&["figures", "-C", "book"], 0);
    assert_eq!(figures["size"], place.json(&["doctor", "-C", "book"], 0)["entries"]);
    let received = |figure: &&serde_json::Value| figure["id"] == "book.received";
    let found = figures["figures"].as_array().unwrap().iter().find(received).unwrap();
    // 98 credits of 10,000 to 70,000 in turn, counted here by hand: rows 49 and 99 are debits.
    let credits: u32 =
        (0..100).filter(|row| row % 50 != 49).map(|row| 10_000 * (1 + row % 7)).sum();
    assert_eq!(found["value"], credits);
    assert_eq!(place.read("book/log/figures.json"), format!("{figures}\n").into_bytes());

    let verified = place.json(&["verify", "book", "--key", key.as_str().unwrap()], 0);
    assert_eq!(verified["agrees"], true);
    assert_eq!(verified["key_was_given"], true);
    assert_eq!(place.json(&["verify", "book/log"], 0)["root"], verified["root"]);
    assert_eq!(place.json(&["verify", "-C", "book"], 0)["size"], figures["size"]);
    assert!(place.checkpoint("book").contains(verified["root"].as_str().unwrap()));

    assert_eq!(place.json(&["rebuild", "-C", "book"], 0)["size"], figures["size"]);
    assert_eq!(place.json(&["doctor", "-C", "book"], 0)["findings"], json!([]));
}

#[test]
fn the_language_is_vietnamese_unless_english_is_asked_for() {
    let place = Place::with_book("book");
    let said = |variable: Option<(&str, &str)>, words: &[&str]| {
        let mut command = place.command(words);
        command.envs(variable);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let words = ["doctor", "-C", "book"];
    assert!(said(None, &words).contains("Mọi thứ khớp nhau."));
    assert!(said(Some(("LANG", "C.UTF-8")), &words).contains("Mọi thứ khớp nhau."));
    assert!(said(Some(("LANG", "en_GB.UTF-8")), &words).contains("Everything agrees."));
    assert!(said(Some(("LC_ALL", "en_US")), &words).contains("Everything agrees."));
    let asked = ["doctor", "-C", "book", "--lang=vi"];
    assert!(said(Some(("LANG", "en_GB.UTF-8")), &asked).contains("Mọi thứ khớp nhau."));
    assert!(place.run(&["--lang", "en", "--help"]).ended(0).contains("Exit codes: 0 done"));
    assert!(place.run(&["import", "--help"]).ended(0).contains("Ví dụ:"));
    let nested = place.run(&["story", "--help"]).ended(0);
    assert!(nested.contains("Các lệnh:") && !nested.contains("Commands"), "{nested}");
}

#[test]
fn figures_are_told_with_their_units() {
    let place = Place::with_book("book");
    place.write("rows.csv", statement(0..10));
    place.run(&IMPORT).ended(0);
    let said = place.run(&["figures", "book.received", "-C", "book"]).ended(0);
    assert!(said.starts_with("book.received  340.000 đ\n"), "{said}");
    let said = place.run(&["figures", "book.lines", "-C", "book", "--lang", "en"]).ended(0);
    assert!(said.starts_with("book.lines  10\nOver "), "{said}");
    let one = place.json(&["figures", "book.lines", "-C", "book"], 0);
    assert_eq!(one["figures"].as_array().unwrap().len(), 1);
}

#[test]
fn an_export_goes_to_stdout_or_to_a_file() {
    let place = Place::with_book("book");
    place.write("rows.csv", statement(0..10));
    place.run(&IMPORT).ended(0);
    let shown = place.run(&["export", "--format", "hledger", "-C", "book"]).ended(0);
    assert!(shown.contains("account assets:bank:vcb:yagi"), "{shown}");
    let words = ["export", "--format", "hledger", "--output", "x.journal", "-C", "book"];
    assert_eq!(place.json(&words, 0)["transactions"], 11);
    assert_eq!(place.read("x.journal"), shown.into_bytes());
}

#[test]
fn completions_for_every_shell() {
    let place = Place::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(place.run(&["completions", shell]).ended(0).contains("quarantine"), "{shell}");
    }
}

#[test]
fn a_changed_log_is_found_out() {
    let place = Place::with_book("book");
    place.write("rows.csv", statement(0..300));
    place.run(&IMPORT).ended(0);
    let bundle = "book/log/tile/entries/000";
    let mut bytes = place.read(bundle);
    let last = bytes.len() - 3;
    bytes[last] ^= 1;
    place.write(bundle, bytes);
    let verified = place.json(&["verify", "book"], 1);
    assert_eq!(verified["agrees"], false);
    assert!(verified["difference"]["entry"].is_u64(), "{verified}");
    assert!(place.run(&["verify", "book"]).ended(1).contains("KHÔNG KHỚP"));
    let examined = place.json(&["doctor", "-C", "book"], 5);
    assert_eq!(examined["findings"][0]["code"], "log-files");
    assert_eq!(examined["findings"][0]["files"][0], "tile/entries/000");

    let place = Place::with_book("book");
    let figures = place.read("book/log/figures.json");
    let changed = String::from_utf8(figures).unwrap().replace("\"value\":1", "\"value\":2");
    place.write("book/log/figures.json", changed);
    assert_eq!(place.json(&["verify", "book"], 1)["difference"]["check"], "figure");
}

#[test]
fn a_private_record_that_is_lost_is_found_missing() {
    let place = Place::with_book("book");
    place.write("rows.csv", statement(0..300));
    place.run(&IMPORT).ended(0);
    for name in ["vault.sqlite", "vault.sqlite-wal", "vault.sqlite-shm"] {
        drop(std::fs::remove_file(place.path(&format!("book/{name}"))));
    }
    let error = place.json(&["doctor", "-C", "book"], 6);
    assert_eq!(error["error"]["code"], "not-a-book");
}
