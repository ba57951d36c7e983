//! A name taken off: planted in a file of commands and in a bank's statement, shown, searched, then erased
//! and withheld; afterwards every byte of every file of the book is read for it, and yesterday's copy of
//! the data is tried with today's keys.

use crate::place::{HEADER, Place};
use crate::restored::{put_journal, take};
use chungtay_journal::{BookFolder, KeyStore, Mode, Vault};
use chungtay_ledger::commitment::Secret;
use chungtay_service::sealing::decrypt;
use std::path::{Path, PathBuf};

/// Words that occur nowhere else, as they are given.
pub(crate) const GIVER: &str = "ZUYXQA";
const DONOR: &str = "Zịnhqô Vặnkê";
const PHONE: &str = "0987612345";
const TITLE: &str = "Wzôrqăn";

pub(crate) fn planted() -> Place {
    let place = Place::new();
    place.run(&["init", "so", "--id", "thu", "--name", "Sổ thử"]).ended(0);
    let lines = [
        r#"{"kind":"person/1","what":{"id":"checker"},"private":{"name":"Người duyệt"}}"#
            .to_owned(),
        r#"{"kind":"fund/1","what":{"id":"yagi","name":"Quỹ","purpose":{"general":true}}}"#
            .to_owned(),
        r#"{"kind":"account/1","what":{"class":"cash","id":"till","name":"Tiền mặt"}}"#.to_owned(),
        format!(
            r#"{{"kind":"organisation/1","what":{{"class":"community","id":"to-dan-pho","name":"Tổ của ông {TITLE}"}}}}"#
        ),
        r#"{"kind":"names_policy/1","what":{"shown":"full"},"private":{"reason":"đã hỏi"}}"#
            .to_owned(),
        format!(
            r#"{{"kind":"gift/1","what":{{"account":"till","amount":70000,"form":"cash","fund":"yagi"}},"private":{{"donor_name":"{DONOR}","memo":"gọi {PHONE}"}},"open":["donor_name"]}}"#
        ),
    ];
    place.write("lenh.jsonl", lines.join("\n"));
    place.run(&["apply", "lenh.jsonl", "-C", "so"]).ended(0);
    let rows: Vec<String> = (0..300)
        .map(|row| match row {
            77 => format!("1,05/09/2024,5001.77,,50.000,,{GIVER} VAN THU {PHONE} ung ho"),
            _ => format!("1,05/09/2024,5001.{row},,20.000,,NGUYEN VAN THU {row} ung ho"),
        })
        .collect();
    place.write(&format!("{GIVER}.csv"), format!("{HEADER}{}\n", rows.join("\n")));
    let file = format!("{GIVER}.csv");
    let words =
        ["import", &file, "--account", "vcb", "--fund", "yagi", "--create", "--names", "full"];
    place.run(&[&words[..], &["-C", "so"]].concat()).ended(0);
    place.run(&["rebuild", "-C", "so"]).ended(0);
    place
}

/// The bytes a text may stand in: UTF-8 and both forms of UTF-16, as given, in small letters, without marks.
fn spellings(text: &str) -> Vec<Vec<u8>> {
    let lower = text.to_lowercase();
    let mut found = Vec::new();
    for form in [text.to_owned(), lower.clone(), chungtay_text::fold::fold(&lower)] {
        found.push(form.as_bytes().to_vec());
        found.push(form.encode_utf16().flat_map(u16::to_le_bytes).collect());
        found.push(form.encode_utf16().flat_map(u16::to_be_bytes).collect());
    }
    found
}

/// The files under a folder in whose bytes or name the text stands.
pub(crate) fn files_with(folder: &Path, text: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, text));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        let holds = |part: &Vec<u8>| bytes.windows(part.len()).any(|window| window == &part[..]);
        if spellings(text).iter().any(holds) {
            found.push(path);
        }
    }
    found
}

fn copy(from: &Path, to: &Path, without: &str) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        let target = to.join(file.file_name());
        if file.file_name() == without {
        } else if file.path().is_dir() {
            copy(&file.path(), &target, without);
        } else {
            std::fs::copy(file.path(), target).unwrap();
        }
    }
}

/// The entry's number of the first entry for which this holds, from the published bundle files.
pub(crate) fn number_of(place: &Place, holds: impl Fn(&str) -> bool) -> u64 {
    let folder = BookFolder::open(&place.path("so"), Mode::Reader).unwrap();
    let bundles = chungtay_journal::Journal::read(&folder.journal, 0, 1_000).unwrap();
    let mut entries = bundles.iter().flat_map(chungtay_journal::Bundle::entries);
    entries.find(|(_, bytes)| holds(std::str::from_utf8(bytes).unwrap())).unwrap().0
}

#[test]
fn what_is_erased_is_in_no_file_and_what_is_withheld_neither() {
    let place = planted();
    let book = place.path("so");
    for text in [GIVER, DONOR, TITLE] {
        assert!(!files_with(&book, text).is_empty(), "{text} is nowhere: the search finds nothing");
    }
    let line = number_of(&place, |entry| entry.contains(r#""row":78}"#));
    let gift = number_of(&place, |entry| entry.contains("gift/2"));
    let import = number_of(&place, |entry| entry.contains("import/1"));
    let named = number_of(&place, |entry| entry.contains(TITLE));
    place.run(&["publish", "ban-sao", "-C", "so"]).ended(0);
    for text in [GIVER, DONOR, TITLE] {
        assert!(!files_with(&place.path("ban-sao"), text).is_empty(), "{text} is not published");
    }
    let yesterday = place.path("hom-qua");
    copy(&book, &yesterday, "keys.sqlite");

    let numbers = [line, gift, import].map(|number| number.to_string());
    let mut words = vec!["erase"];
    words.extend(numbers.iter().map(String::as_str));
    words.extend(["--because", "yêu cầu ngày 3/3", "--approved-by", "checker", "-C", "so"]);
    let erased = place.json(&words, 0);
    assert_eq!((erased["secrets"].as_u64(), erased["openings"].as_u64()), (Some(3), Some(2)));
    assert_eq!(erased["entries"].as_array().unwrap().len(), 3);
    let named = named.to_string();
    let words =
        ["withhold", &named, "--hide", TITLE, "--because", "tên người", "--approved-by", "checker"];
    let withheld = place.json(&[&words[..], &["-C", "so"]].concat(), 0);
    assert_eq!(withheld["also_in"].as_array().unwrap().len(), 0);

    place.run(&["publish", "ban-sao", "-C", "so"]).ended(0);
    for text in [GIVER, DONOR, PHONE, TITLE] {
        assert_eq!(files_with(&book, text), Vec::<PathBuf>::new(), "{text}");
        assert_eq!(files_with(&place.path("ban-sao"), text), Vec::<PathBuf>::new(), "{text}");
    }
    assert_eq!(place.json(&["verify", "ban-sao"], 0)["withheld"].as_u64(), Some(1));
    let verified = place.json(&["verify", "so"], 0);
    assert_eq!(
        (verified["agrees"].as_bool(), verified["withheld"].as_u64()),
        (Some(true), Some(1))
    );
    let examined = place.json(&["doctor", "-C", "so"], 0);
    assert_eq!((examined["sound"].as_bool(), examined["erased"].as_u64()), (Some(true), Some(3)));

    // Yesterday's data, today's keys: the records are there and nothing opens them.
    std::fs::copy(book.join("keys.sqlite"), yesterday.join("keys.sqlite")).unwrap();
    let old = BookFolder::open(&yesterday, Mode::Reader).unwrap();
    for sequence in [line, gift, import] {
        let record = old.vault.get(sequence).unwrap().unwrap();
        assert_eq!(old.keys.secret(sequence).unwrap(), None);
        for secret in (0..2).flat_map(|index| old.keys.secrets(index).unwrap()) {
            assert!(decrypt(&Secret(secret), &record, sequence).is_err());
        }
    }
}

#[test]
fn a_policy_narrows_and_a_consent_opens_one_line() {
    let place = planted();
    let line = number_of(&place, |entry| entry.contains(r#""row":78}"#)).to_string();
    let openings = |words: &[&str]| {
        place.json(&[words, &["-C", "so"]].concat(), 0)["openings"].as_u64().unwrap()
    };
    assert_eq!(openings(&["names", "initials", "--because", "quyết định"]), 301);
    assert_eq!(files_with(&place.path("so"), GIVER).len(), 1, "only the register's file name");
    assert_eq!(openings(&["names", "full", "--because", "quyết định"]), 0, "nothing is widened");
    assert_eq!(openings(&["consent", &line, "full", "--told", "phiếu ký"]), 1);
    assert!(files_with(&place.path("so"), GIVER).len() > 1);
    assert_eq!(
        openings(&["names", "none", "--because", "quyết định"]),
        300,
        "the giver's word stands"
    );
    assert_eq!(openings(&["consent", &line, "none", "--told", "rút lại"]), 1);
    assert_eq!(files_with(&place.path("so"), GIVER).len(), 1);
    assert_eq!(place.json(&["doctor", "-C", "so"], 0)["sound"].as_bool(), Some(true));
}

/// The withheld bytes stay away when the journal is lost and comes back from the published log.
#[test]
fn a_journal_recovered_from_the_log_withholds_again() {
    let place = planted();
    let before = take(&place, "so", &["journal.sqlite"]);
    let named = number_of(&place, |entry| entry.contains(TITLE)).to_string();
    let words =
        ["withhold", &named, "--hide", TITLE, "--because", "tên người", "--approved-by", "checker"];
    place.json(&[&words[..], &["-C", "so"]].concat(), 0);
    let fund =
        r#"{"kind":"fund/1","what":{"id":"f","name":"Quỹ khác","purpose":{"general":true}}}"#;
    place.write("quy.jsonl", fund);
    place.run(&["apply", "quy.jsonl", "-C", "so"]).ended(0);
    let after = take(&place, "so", &["journal.sqlite"]);
    let published = place.checkpoint("so");
    // The journal of before the withholding, with the words still in it; then one with nothing missing.
    for journal in [before, after] {
        put_journal(&place, "so", &journal);
        place.json(&["recover", "-C", "so"], 0);
        assert_eq!(place.checkpoint("so"), published);
        let verified = place.json(&["verify", "so"], 0);
        assert_eq!(
            (verified["agrees"].as_bool(), verified["withheld"].as_u64()),
            (Some(true), Some(1))
        );
        let examined = place.json(&["doctor", "-C", "so"], 0);
        assert_eq!(
            (examined["sound"].as_bool(), examined["withheld"].as_u64()),
            (Some(true), Some(1))
        );
        assert_eq!(files_with(&place.path("so"), TITLE), Vec::<PathBuf>::new());
    }
    place.write("quy.jsonl", fund.replace(r#""f""#, r#""g""#));
    place.run(&["apply", "quy.jsonl", "-C", "so"]).ended(0);
    assert_eq!(place.json(&["verify", "so"], 0)["agrees"].as_bool(), Some(true));
}

/// Two working days after Friday 3 July 2026 is Tuesday; twenty days after it is 23 July.
#[test]
fn a_request_is_entered_listed_late_and_answered() {
    let place = planted();
    let on = ["--received-on", "2026-07-03", "--name", DONOR, "--contact", PHONE];
    let words = [&["privacy", "request", "delete"][..], &on[..], &["-C", "so"]].concat();
    let requested = place.json(&words, 0);
    assert_eq!(
        (requested["reply_by"].as_str(), requested["finish_by"].as_str()),
        (Some("2026-07-07"), Some("2026-07-23"))
    );
    let id = requested["id"].as_str().unwrap();
    place.json(&["privacy", "request", "correct", "-C", "so"], 0);
    let listed = place.json(&["privacy", "list", "-C", "so"], 0);
    assert!(!listed.to_string().contains(DONOR), "{listed}");
    let rows = listed["requests"].as_array().unwrap();
    assert_eq!((rows.len(), rows[0]["id"].as_str(), &rows[0]["late"]), (2, Some(id), &true.into()));
    let private = place.json(&["privacy", "list", "--private", "-C", "so"], 0);
    assert_eq!(private["requests"][0]["name"].as_str(), Some(DONOR));
    let examined = place.run(&["doctor", "-C", "so"]).ended(0);
    assert!(examined.lines().next().unwrap().contains(id), "{examined}");
    place.json(&["privacy", "done", id, "--told", "đã gọi", "-C", "so"], 0);
    let rows = place.json(&["privacy", "list", "-C", "so"], 0);
    assert_eq!(
        (&rows["requests"][1]["stage"], &rows["requests"][1]["late"]),
        (&"ended".into(), &true.into())
    );
    assert_eq!(place.json(&["privacy", "done", id, "-C", "so"], 1)["error"]["code"], "refused");
    assert_eq!(place.json(&["doctor", "-C", "so"], 0)["late_requests"], serde_json::Value::Null);
}

#[test]
fn one_person_alone_erases_and_withholds_nothing() {
    let place = planted();
    let operator = {
        let folder = BookFolder::open(&place.path("so"), Mode::Reader).unwrap();
        chungtay_views::fold::lookup(&folder.journal, 0).unwrap().unwrap().actor.to_string()
    };
    let before = place.checkpoint("so");
    for words in [["erase", "6"], ["withhold", "4"]] {
        let hide: &[&str] = if words[0] == "withhold" { &["--hide", TITLE] } else { &[] };
        let rest = ["--because", "x", "--approved-by", &operator, "-C", "so"];
        let ran = place.run(&[&words[..], hide, &rest[..]].concat());
        assert_eq!(ran.exit, 1, "{}", ran.err);
        assert!(ran.err.contains("hai người"), "{}", ran.err);
    }
    assert_eq!(place.checkpoint("so"), before);
}

#[test]
fn names_are_not_opened_past_the_books_policy() {
    let place = Place::new();
    place.run(&["init", "so", "--id", "thu", "--name", "Sổ thử"]).ended(0);
    let accounts = [
        r#"{"kind":"fund/1","what":{"id":"yagi","name":"Quỹ","purpose":{"general":true}}}"#,
        r#"{"kind":"account/1","what":{"class":"cash","id":"till","name":"Tiền mặt"}}"#,
    ];
    let gift = |open: &str| {
        format!(
            r#"{{"kind":"gift/1","what":{{"account":"till","amount":70000,"form":"cash","fund":"yagi"}},"private":{{"donor_name":"{DONOR}"}},"open":[{open}]}}"#
        )
    };
    place.write("so.jsonl", accounts.join("\n"));
    place.run(&["apply", "so.jsonl", "-C", "so"]).ended(0);
    let before = place.checkpoint("so");
    place.write("mo.jsonl", gift("\"donor_name\""));
    let refused = &place.json(&["apply", "mo.jsonl", "-C", "so"], 1)["error"];
    assert_eq!(refused["lines"][0]["code"], "name-not-shown", "{refused}");
    place.write("rows.csv", format!("{HEADER}1,05/09/2024,5001.1,,50.000,,{GIVER} ung ho\n"));
    let import =
        ["import", "rows.csv", "--account", "vcb", "--fund", "yagi", "--create", "-C", "so"];
    let refused = place.json(&[&import[..], &["--names", "full"]].concat(), 1);
    assert_eq!(refused["error"]["code"], "names-too-wide");
    assert_eq!(place.checkpoint("so"), before, "nothing was entered");
    place.write("kin.jsonl", gift(""));
    place.run(&["apply", "kin.jsonl", "-C", "so"]).ended(0);
    place.run(&[&import[..], &["--names", "none"]].concat()).ended(0);
}
