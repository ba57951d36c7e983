//! A giver whose line was matched: named as the book shows names and no wider than that giver said, asked
//! again, then erased, after which every byte of every file of the book is read for the name.

use crate::erasing::{files_with, number_of};
use crate::place::{HEADER, Place};
use serde_json::Value;
use std::path::PathBuf;

const PROMISED: &str = "Zịnhqô Vặnkê";
const MEMBER: &str = "Wzôrqăn Bửqi";
const OTHER: &str = "Kzặyrê Mưqôn";

/// A person's promise, another's, and a member of a roster; one line for each, matched by its code.
fn matched(shown: &str) -> Place {
    let place = Place::with_book("so");
    let lines = [
        format!(r#"{{"kind":"names_policy/1","what":{{"shown":"{shown}"}},"private":{{"reason":"đã hỏi"}}}}"#),
        r#"{"kind":"person/1","what":{"id":"checker"},"private":{"name":"Người duyệt"}}"#.to_owned(),
        format!(r#"{{"kind":"person/1","what":{{"id":"an"}},"private":{{"name":"{MEMBER}"}}}}"#),
        r#"{"kind":"fund/1","what":{"id":"bien","name":"Quỹ","purpose":{"general":true}}}"#.to_owned(),
        r#"{"kind":"account/1","what":{"class":"bank","id":"vcb","name":"Tài khoản","bank":"VCB"},"private":{"number":"0000000001","holder":"QUY THU"}}"#.to_owned(),
        format!(r#"{{"kind":"pledge/1","what":{{"amount":500000,"fund":"bien"}},"private":{{"donor_name":"{PROMISED}"}}}}"#),
        format!(r#"{{"kind":"pledge/1","label":"other","what":{{"amount":600000,"fund":"bien"}},"private":{{"donor_name":"{OTHER}"}}}}"#),
        r#"{"kind":"consent/1","what":{"entry":"@other","shown":"none"},"private":{"told":"xin ẩn tên"}}"#.to_owned(),
        r#"{"kind":"roster/1","what":{"id":"luong","fund":"bien","name":"Ngày lương"}}"#.to_owned(),
        r#"{"kind":"roster_member/1","what":{"roster":"luong","person":"an","amount":300000},"private":{"counter_account":"99887766551"}}"#.to_owned(),
    ];
    place.write("lenh.jsonl", lines.join("\n"));
    place.run(&["apply", "lenh.jsonl", "-C", "so"]).ended(0);
    let pledge = number_of(&place, |entry| entry.contains("pledge/2"));
    let word = |of: &[&str]| {
        place.json(&[&["qr"], of, &["-C", "so"]].concat(), 0)["code"].as_str().unwrap().to_owned()
    };
    let rows = [
        (word(&["--pledge", &pledge.to_string()]), PROMISED, 500_000),
        (word(&["--pledge", &(pledge + 1).to_string()]), OTHER, 600_000),
        (word(&["--roster", "luong", "--member", "an"]), MEMBER, 300_000),
    ];
    let rows = rows.iter().enumerate().map(|(number, (code, name, amount))| {
        format!("1,05/09/2024,5001.{number},,{amount},,{code} {name} chuyen\n")
    });
    place.write("sao-ke.csv", HEADER.to_owned() + &rows.collect::<String>());
    let words = ["import", "sao-ke.csv", "--account", "vcb", "--fund", "bien", "--no-attribute"];
    place.run(&[&words[..], &["-C", "so"]].concat()).ended(0);
    let entered = place.json(&["match", "--apply", "-C", "so"], 0);
    assert_eq!(entered["lines"].as_u64(), Some(3), "{entered}");
    place.run(&["rebuild", "-C", "so"]).ended(0);
    place
}

/// How the bundle of openings that anybody may read shows the record of an entry.
fn opened(place: &Place, entry: u64) -> Vec<Option<String>> {
    use chungtay_journal::{BookFolder, Mode, Openings as _};
    use chungtay_ledger::opening::{OpenedField, OpenedRecord};
    let folder = BookFolder::open(&place.path("so"), Mode::Reader).unwrap();
    let Some(found) = folder.openings.get(entry).unwrap() else { return Vec::new() };
    let fields = OpenedRecord::decode(&found).unwrap().fields;
    let value = |field: OpenedField| match field {
        OpenedField::Open { value, .. } => value,
        OpenedField::Closed(_) => None,
    };
    fields.into_iter().map(value).collect()
}

fn told(place: &Place) -> [u64; 3] {
    let first = number_of(place, |entry| entry.contains("attribution/3"));
    [first, first + 1, first + 2]
}

#[test]
fn who_was_matched_is_named_as_the_book_and_the_giver_say() {
    let place = matched("initials");
    let [promised, hidden, member] = told(&place);
    let initials = |text: &str| [None, Some(text.to_owned()), None].to_vec();
    assert_eq!(opened(&place, promised), initials("Z. V."));
    assert_eq!(opened(&place, hidden), Vec::new(), "the promise's own word holds for its line");
    assert_eq!(opened(&place, member), initials("W. B."));
    let number = promised.to_string();
    let words = ["consent", &number, "full", "--told", "đồng ý", "-C", "so"];
    place.run(&words).ended(0);
    assert_eq!(opened(&place, promised)[0].as_deref(), Some(PROMISED));
    place.run(&["verify", "so"]).ended(0);
    place.run(&["doctor", "-C", "so"]).ended(0);
}

#[test]
fn who_was_matched_is_erased_everywhere() {
    let place = matched("full");
    let book = place.path("so");
    let pledge = number_of(&place, |entry| entry.contains("pledge/2")).to_string();
    for name in [PROMISED, MEMBER, OTHER] {
        assert!(!files_with(&book, name).is_empty(), "{name} is nowhere: nothing is searched");
    }
    let erase = |what: &[&str], entries: usize| {
        let because = ["--because", "yêu cầu", "--approved-by", "checker", "-C", "so"];
        let erased: Value = place.json(&[&["erase"], what, &because].concat(), 0);
        assert_eq!(erased["entries"].as_array().unwrap().len(), entries, "{erased}");
    };
    // The promise, the bank's line, what that line was told to be.
    erase(&[&pledge], 3);
    // The person, the roster's line, the bank's line, what that line was told to be.
    erase(&["--person", "an"], 4);
    for name in [PROMISED, MEMBER] {
        for text in [name.to_owned(), fold(name)] {
            assert_eq!(files_with(&book, &text), Vec::<PathBuf>::new(), "{text}");
        }
    }
    assert_eq!(files_with(&book, "99887766551"), Vec::<PathBuf>::new());
    let [promised, _, member] = told(&place);
    assert_eq!((opened(&place, promised), opened(&place, member)), (Vec::new(), Vec::new()));
    place.run(&["verify", "so"]).ended(0);
    place.run(&["doctor", "-C", "so"]).ended(0);
}

fn fold(name: &str) -> String {
    chungtay_text::fold::fold(name)
}
