//! `find` for those who keep the book: names that no page shows are found, in the bank's own file and by a plain
//! reading of it; what was erased is not, and no file of the book holds what was searched.

use crate::place::{HEADER, Place};
use serde_json::Value;

const MEMOS: [&str; 4] =
    ["NGUYE N THI VAN ung ho", "Nguyễn Thị Vân góp", "TRAN VAN DUNG chuyen tien", "LE THI HOA"];

/// A book whose names are not shown.
fn book() -> (Place, Vec<(i64, &'static str)>) {
    let place = Place::with_book("so");
    let rows: Vec<(i64, &str)> = (0..400)
        .map(|row| (10_000 * (1 + row % 9), MEMOS[usize::try_from(row % 4).unwrap()]))
        .collect();
    let lines: Vec<String> = (0..)
        .zip(&rows)
        .map(|(row, (amount, memo))| format!("1,05/09/2024,5001.{row},,{amount},,{memo}"))
        .collect();
    place.write("sao-ke.csv", format!("{HEADER}{}\n", lines.join("\n")));
    let words = ["import", "sao-ke.csv", "--account", "vcb", "--fund", "yagi", "--create"];
    place.run(&[&words[..], &["--names", "none", "-C", "so"]].concat()).ended(0);
    (place, rows)
}

fn told(found: &Value) -> (u64, i64, usize) {
    let rows = found["found"].as_array().unwrap().len();
    (found["lines"].as_u64().unwrap(), found["sum"].as_i64().unwrap(), rows)
}

#[test]
fn names_that_no_page_shows_are_found_with_all_they_gave() {
    let (place, rows) = book();
    let of = |wanted: &[&str]| {
        let theirs: Vec<i64> = rows
            .iter()
            .filter(|(_, memo)| wanted.contains(memo))
            .map(|(amount, _)| *amount)
            .collect();
        (theirs.len() as u64, theirs.iter().sum::<i64>(), theirs.len())
    };
    let found = place.json(&["find", "nguyen", "thi", "vân", "--all", "-C", "so"], 0);
    assert_eq!(told(&found), of(&MEMOS[..2]));
    let memo = found["found"][0]["memo"].as_str().unwrap();
    assert!(MEMOS[..2].contains(&memo), "{memo}");
    let first = place.json(&["find", "hoa", "-C", "so"], 0);
    assert_eq!((told(&first).0, told(&first).2), (of(&MEMOS[3..]).0, 50));
    let exact = place.json(&["find", "50.000", "dung", "--all", "-C", "so"], 0);
    let fifty = rows.iter().filter(|row| **row == (50_000, MEMOS[2])).count() as u64;
    assert_eq!(told(&exact).0, fifty);
    // The words stand in the vault alone, encrypted.
    for file in std::fs::read_dir(place.path("so")).unwrap() {
        let file = file.unwrap().path();
        let bytes = if file.is_file() { std::fs::read(&file).unwrap() } else { Vec::new() };
        assert!(!bytes.windows(9).any(|nine| nine == b"VAN DUNG "), "{}", file.display());
    }
}

#[test]
fn questions_are_read_one_to_a_line_and_none_found_is_told() {
    let (place, rows) = book();
    let ran = place.run_with(&["find", "--json", "-C", "so"], "tran van dung\n\nkhông ai cả\n");
    let answers: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((ran.exit, answers.len()), (0, 2), "{}", ran.err);
    let theirs = rows.iter().filter(|(_, memo)| *memo == MEMOS[2]).count() as u64;
    assert_eq!((told(&answers[0]).0, told(&answers[1]).0), (theirs, 0));
    place.run(&["find", "không", "ai", "-C", "so"]).ended(1);
}

#[test]
fn what_was_erased_is_found_by_its_amount_alone() {
    let (place, _) = book();
    let found = place.json(&["find", "tran van dung", "--all", "-C", "so"], 0);
    let (number, before) = (&found["found"][0]["entry"], told(&found).0);
    let entry = number.to_string();
    let amount = found["found"][0]["amount"].to_string();
    let checker = r#"{"kind":"person/1","what":{"id":"checker"},"private":{"name":"Người duyệt"}}"#;
    place.write("lenh.jsonl", checker);
    place.run(&["apply", "lenh.jsonl", "-C", "so"]).ended(0);
    let because = ["--because", "người góp yêu cầu", "--approved-by", "checker", "-C", "so"];
    let words = [&["erase", &entry][..], &because[..]].concat();
    place.run(&words).ended(0);
    let after = place.json(&["find", "tran van dung", "--all", "-C", "so"], 0);
    assert_eq!(told(&after).0, before - 1);
    let left = place.json(&["find", &amount, "--all", "-C", "so"], 0);
    let erased = left["found"].as_array().unwrap().iter().find(|line| line["entry"] == *number);
    assert_eq!(erased.unwrap()["memo"], Value::Null);
}
