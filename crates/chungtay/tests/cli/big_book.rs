//! The real statement of 200,361 lines, imported once, and what programs that are not ours say of the book:
//! hledger, Go's tlog and note packages, the sqlite3 shell, and a plain search for bytes.

use crate::place::{Place, workspace};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

/// An account number and words of a memo, in the statement's third row.
const ACCOUNT_NUMBER: &str = "0645459852903";
const MEMO: &str = "HNW JRVD VUZT chuyen tien";

#[test]
fn other_programs_agree_with_the_big_book() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let file = data.join("statements/vcb-2024-09-anonymised.csv.gz");
    if !file.is_file() {
        skipped("shared data");
        return;
    }
    let place = Place::with_book("book");
    let file = file.display().to_string();
    let words = ["import", &file, "--account", "vcb", "--fund", "yagi", "--create", "-C", "book"];
    assert_eq!(place.json(&words, 0)["posted"], 200_361);
    no_private_text_lies_open(&place);
    sqlite_opens_the_journal(&place);
    go_accepts_the_log(&place);
    hledger_has_the_same_balances(&place);
}

#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn skipped(what: &str) {
    println!("skipped: {what} absent");
}

/// What a program said; none where it is not installed.
fn said_by(mut command: Command) -> Option<Output> {
    match command.output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            skipped(&command.get_program().to_string_lossy());
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// Every file of a folder whose name starts so, folders within too.
fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

fn holds(bytes: &[u8], text: &str) -> bool {
    let first = text.as_bytes()[0];
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == first) {
        if rest[at..].starts_with(text.as_bytes()) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

/// Openings hold what the public may read, its digits masked; no other file holds any of it.
fn no_private_text_lies_open(place: &Place) {
    let mut found = Vec::new();
    files(&place.path("book"), &mut found);
    assert!(found.len() > 700, "{}", found.len());
    for path in found {
        let bytes = std::fs::read(&path).unwrap();
        assert!(!holds(&bytes, ACCOUNT_NUMBER), "{}", path.display());
        assert!(!holds(&bytes, MEMO), "{}", path.display());
    }
    let openings = place.read("book/openings.sqlite");
    assert!(holds(&openings, "chuyen tien"), "what may be read is there, as plain text");
    let longest = openings.split(|byte| !byte.is_ascii_digit()).map(<[u8]>::len).max();
    assert!(longest < Some(9), "no account or telephone number: {longest:?} digits in a row");
}

fn sqlite_opens_the_journal(place: &Place) {
    let size = size(place);
    let mut command = Command::new("sqlite3");
    let query = "select count(*) from bundle; select count(*) from import; pragma integrity_check";
    command.arg("-readonly").arg(place.path("book/journal.sqlite")).arg(query);
    let Some(output) = said_by(command) else { return };
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said, format!("{}\n1\nok\n", size / 256));
}

/// The size in the checkpoint's second line.
fn size(place: &Place) -> u64 {
    place.checkpoint("book").lines().nth(1).unwrap().parse().unwrap()
}

fn go_accepts_the_log(place: &Place) {
    let key = place.run(&["log-key", "-C", "book"]).ended(0);
    let mut command = Command::new(workspace().join("e2e/go-check/run"));
    command.arg(place.path("book/log")).arg(key.trim());
    let Some(output) = said_by(command) else { return };
    match output.status.code() {
        Some(0) => {}
        Some(77) => skipped("golang-1.19-go"),
        _ => panic!("{}", String::from_utf8_lossy(&output.stderr)),
    }
}

fn hledger_has_the_same_balances(place: &Place) {
    place.run(&["export", "--format", "hledger", "--output", "x.journal", "-C", "book"]).ended(0);
    let mut command = Command::new("hledger");
    command.args(["bal", "--flat", "--no-total", "-O", "csv", "-f"]).arg(place.path("x.journal"));
    let Some(output) = said_by(command) else { return };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = String::from_utf8(output.stdout).unwrap();
    let balances: BTreeMap<&str, i64> = said
        .lines()
        .skip(1)
        .map(|line| {
            let (name, amount) = line.split_once("\",\"").unwrap();
            let digits = amount.trim_end_matches('"').trim_end_matches(" VND");
            (name.trim_start_matches('"'), digits.parse().unwrap())
        })
        .collect();
    let figures = place.json(&["figures", "-C", "book"], 0);
    let figure = |id: &str| {
        let list = figures["figures"].as_array().unwrap();
        let found = list.iter().find(|figure| figure["id"] == id);
        found.unwrap_or_else(|| panic!("no figure {id}"))["value"].as_i64().unwrap()
    };
    let expected = BTreeMap::from([
        ("assets:bank:vcb:yagi", figure("account.vcb.balance")),
        ("income:gifts:yagi", -figure("fund.yagi.gifts")),
        // The fee's own words tell it, and nothing waits.
        ("expenses:fees:yagi", figure("fund.yagi.fees")),
    ]);
    assert_eq!(balances, expected);
    // The sum of the statement's credits, by its README.
    assert_eq!(figure("fund.yagi.gifts"), 135_081_775_728);
}
