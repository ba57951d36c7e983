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
