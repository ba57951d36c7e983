//! What was withheld stays withheld, whichever older copy of the journal comes back: every file of the book is
//! read for the words.

use crate::erasing::files_with;
use crate::place::Place;
use crate::restored::{Stored, put_journal, take};
use std::path::PathBuf;

/// Words that occur nowhere else.
const FIRST: &str = "Wzôrqăn";
const SECOND: &str = "Qyxẵng";

fn journal(place: &Place) -> Stored {
    take(place, "so", &["journal.sqlite"])
}

fn withhold(place: &Place, entry: &str, words: &str, exit: i32) -> serde_json::Value {
    let words =
        ["withhold", entry, "--hide", words, "--because", "tên", "--approved-by", "checker"];
    place.json(&[&words[..], &["-C", "so"]].concat(), exit)
}

fn enter_fund(place: &Place, id: &str, exit: i32) -> serde_json::Value {
    let fund = format!(
        r#"{{"kind":"fund/1","what":{{"id":"{id}","name":"Quỹ","purpose":{{"general":true}}}}}}"#
    );
    place.write("quy.jsonl", fund);
    place.json(&["apply", "quy.jsonl", "-C", "so"], exit)
}

#[track_caller]
fn nothing_came_back(place: &Place, withheld: u64) {
    for words in [FIRST, SECOND] {
        assert_eq!(files_with(&place.path("so"), words), Vec::<PathBuf>::new(), "{words}");
    }
    let verified = place.json(&["verify", "so"], 0);
    assert_eq!((&verified["agrees"], &verified["withheld"]), (&true.into(), &withheld.into()));
    let examined = place.json(&["doctor", "-C", "so"], 0);
    assert_eq!((&examined["sound"], &examined["withheld"]), (&true.into(), &withheld.into()));
}

/// A book in which two names stand in one entry; the second stands in its restatement still, and that is
/// withheld too. With the journals of every step, and the numbers of entry and restatement.
fn withheld_twice() -> (Place, Vec<Stored>, [String; 2]) {
    let place = Place::with_book("so");
    let mut journals = vec![journal(&place)];
    let lines = [
        r#"{"kind":"person/1","what":{"id":"checker"},"private":{"name":"Người duyệt"}}"#
            .to_owned(),
        format!(
            r#"{{"kind":"organisation/1","what":{{"class":"community","id":"to-dan-pho","name":"Tổ của {FIRST}, {SECOND}"}}}}"#
        ),
    ];
    place.write("lenh.jsonl", lines.join("\n"));
    let applied = place.json(&["apply", "lenh.jsonl", "-C", "so"], 0);
    journals.push(journal(&place));
    let entry = (applied["first"].as_u64().unwrap() + 1).to_string();
    // The only witness is away: stated again and signed, and the bytes stay.
    let key = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
    let policy = format!("witness thu-vien {key} http://127.0.0.1:1\nquorum thu-vien\n");
    place.write("so/policy", policy);
    assert_eq!(withhold(&place, &entry, FIRST, 5)["error"]["code"], "published");
    journals.push(journal(&place));
    std::fs::remove_file(place.path("so/policy")).unwrap();
    let done = withhold(&place, &entry, FIRST, 0);
    let restatement = done["restatement"].to_string();
    journals.push(journal(&place));
    (place, journals, [entry, restatement])
}

/// The copy was taken when all was signed and the bytes were not gone: it is as long as what is signed.
#[test]
fn a_journal_of_the_same_length_publishes_nothing_again() {
    let (place, journals, _) = withheld_twice();
    put_journal(&place, "so", &journals[2]);
    let bundle = place.path("so/log/tile/entries");
    for _ in 0..2 {
        assert_eq!(enter_fund(&place, "f", 5)["error"]["code"], "withheld-in-log");
        assert_eq!(files_with(&bundle, FIRST), Vec::<PathBuf>::new());
    }
    place.json(&["recover", "-C", "so"], 0);
    assert_eq!(files_with(&place.path("so"), FIRST), Vec::<PathBuf>::new());
    enter_fund(&place, "f", 0);
    assert_eq!(place.json(&["verify", "so"], 0)["withheld"], 1);
    assert_eq!(place.json(&["doctor", "-C", "so"], 0)["sound"], true);
}

#[test]
fn from_a_copy_of_any_step_everything_is_withheld_again() {
    let (place, mut journals, [_, restatement]) = withheld_twice();
    withhold(&place, &restatement, SECOND, 0);
    journals.push(journal(&place));
    nothing_came_back(&place, 2);
    enter_fund(&place, "f", 0);
    let published = place.checkpoint("so");
    for (step, journal) in journals.iter().enumerate() {
        put_journal(&place, "so", journal);
        place.json(&["recover", "-C", "so"], 0);
        assert_eq!(place.checkpoint("so"), published, "step {step}");
        nothing_came_back(&place, 2);
    }
    enter_fund(&place, "g", 0);
    nothing_came_back(&place, 2);
}

/// Somebody emptied a record of the published log that nobody stated again: it is written anew.
#[test]
fn a_record_that_somebody_else_emptied_comes_back() {
    let (place, _, _) = withheld_twice();
    let file = std::fs::read_dir(place.path("so/log/tile/entries/000.p")).unwrap();
    let file = file.map(|file| file.unwrap().path()).max().unwrap();
    let whole = std::fs::read(&file).unwrap();
    let length = usize::from(u16::from_be_bytes([whole[0], whole[1]]));
    std::fs::write(&file, [&[0, 0], &whole[2 + length..]].concat()).unwrap();
    assert_eq!(enter_fund(&place, "f", 5)["error"]["code"], "withheld-in-log");
    place.json(&["recover", "-C", "so"], 0);
    assert_eq!(std::fs::read(&file).unwrap(), whole);
    enter_fund(&place, "f", 0);
}

/// The bundle file is lost together with the newer journal: what the journal says of itself is enough to tell
/// that its words should be gone.
#[test]
fn a_lost_bundle_file_is_not_written_anew_with_the_words() {
    let (place, journals, _) = withheld_twice();
    put_journal(&place, "so", &journals[2]);
    let bundles = place.path("so/log/tile/entries");
    std::fs::remove_dir_all(&bundles).unwrap();
    let examined = place.json(&["doctor", "-C", "so"], 5);
    let codes = examined["findings"].as_array().unwrap().iter();
    let codes: Vec<_> = codes.map(|found| found["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"restated-bytes"), "{examined}");
    assert_eq!(enter_fund(&place, "f", 5)["error"]["code"], "withheld-in-log");
    assert!(!bundles.exists());
    place.json(&["recover", "-C", "so"], 0);
    assert_eq!(files_with(&place.path("so"), FIRST), Vec::<PathBuf>::new());
    enter_fund(&place, "f", 0);
    assert_eq!(place.json(&["verify", "so"], 0)["withheld"], 1);
    assert_eq!(place.json(&["doctor", "-C", "so"], 0)["sound"], true);
}

/// Nobody knows the hash of a withheld entry any more: nothing is signed in its place.
#[test]
fn an_entry_whose_hash_is_lost_is_never_signed_as_another() {
    let (place, _, [entry, _]) = withheld_twice();
    let forget = "import sqlite3, sys\nbook = sqlite3.connect(sys.argv[1])\n\
        book.execute('DELETE FROM withheld')\nbook.commit()\n";
    let mut python = std::process::Command::new("python3");
    let Ok(ran) = python.args(["-c", forget]).arg(place.path("so/journal.sqlite")).output() else {
        eprintln!("skipped: python3 absent");
        return;
    };
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    std::fs::remove_file(place.path("so/head")).unwrap();
    std::fs::remove_dir_all(place.path("so/log")).unwrap();
    let error = &enter_fund(&place, "f", 5)["error"];
    assert_eq!(error["code"], "withheld-unstated", "{error}");
    assert!(error["message"].as_str().unwrap().contains(&entry), "{error}");
    assert!(!place.path("so/head").exists() && !place.path("so/log/checkpoint").exists());
}

/// What the public reads of an entry that states another again, from the published bundle.
fn stated(place: &Place, restatement: u64) -> serde_json::Value {
    let folder = place.path("so/log/tile/entries/000.p");
    let widest = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let widest = widest
        .max_by_key(|path| path.file_name().unwrap().to_str().unwrap().parse::<u64>().unwrap());
    let (bytes, mut at) = (std::fs::read(widest.unwrap()).unwrap(), 0);
    for _ in 0..restatement {
        at += 2 + usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]));
    }
    let length = usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]));
    let entry: serde_json::Value = serde_json::from_slice(&bytes[at + 2..at + 2 + length]).unwrap();
    entry["what"]["stated"]["what"].clone()
}

/// A short name stands in an identifier by chance; and what is typed decomposed is the same name.
#[test]
fn words_are_taken_out_of_free_text_only_in_whatever_form_they_are_typed() {
    let place = Place::with_book("so");
    let lines = [
        r#"{"kind":"person/1","what":{"id":"checker"},"private":{"name":"Người duyệt"}}"#
            .to_owned(),
        r#"{"kind":"organisation/1","what":{"class":"community","id":"to-an-hoa","name":"Tổ của an và Lan"}}"#.to_owned(),
        format!(
            r#"{{"kind":"organisation/1","what":{{"class":"community","id":"to-2","name":"Tổ của {FIRST}"}}}}"#
        ),
    ];
    place.write("lenh.jsonl", lines.join("\n"));
    let first = place.json(&["apply", "lenh.jsonl", "-C", "so"], 0)["first"].as_u64().unwrap();
    let (short, second) = ((first + 1).to_string(), (first + 2).to_string());
    assert_eq!(withhold(&place, &short, "to-an", 1)["error"]["code"], "words-in-identifier");
    assert_eq!(withhold(&place, &short, "Bình", 1)["error"]["code"], "no-such-words");
    let done = withhold(&place, &short, "an", 0);
    let shown = stated(&place, done["restatement"].as_u64().unwrap());
    assert_eq!((&shown["id"], &shown["name"]), (&"to-an-hoa".into(), &"Tổ của […] và L[…]".into()));
    // ô and ă as letter and mark.
    let typed = FIRST.replace('ô', "o\u{302}").replace('ă', "a\u{306}");
    assert_ne!(typed, FIRST);
    let done = withhold(&place, &second, &typed, 0);
    let shown = stated(&place, done["restatement"].as_u64().unwrap());
    assert_eq!(shown["name"], "Tổ của […]");
    nothing_came_back(&place, 2);
}
