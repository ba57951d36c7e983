//! The log's key files: their modes, their passphrases, and the `age` tool as the other end.

use crate::place::Place;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

const FUND: &str =
    r#"{"kind":"fund/1","what":{"id":"f1","name":"Quỹ","purpose":{"general":true}}}"#;
const PASSPHRASE: &str = "bốn từ không ai đoán";

fn mode(place: &Place, name: &str) -> u32 {
    std::fs::metadata(place.path(name)).unwrap().permissions().mode() & 0o777
}

fn set_mode(place: &Place, name: &str, mode: u32) {
    std::fs::set_permissions(place.path(name), PermissionsExt::from_mode(mode)).unwrap();
}

/// Runs it with the passphrases of this file.
fn run_with(place: &Place, passphrases: &str, words: &[&str]) -> (i32, String) {
    place.write("passphrase", passphrases);
    let mut command = place.command(words);
    command.env("CHUNGTAY_PASSPHRASE_FILE", place.path("passphrase"));
    let output = command.stdin(Stdio::null()).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_new_book_keeps_its_keys_in_a_file_that_only_its_owner_reads() {
    let place = Place::with_book("book");
    assert_eq!(
        (mode(&place, "book/log-keys"), mode(&place, "book/log-keys/log-1.key")),
        (0o700, 0o600)
    );
    let keys = place.json(&["log-key", "-C", "book"], 0)["verifier_keys"].clone();
    let keys: Vec<&str> = keys.as_array().unwrap().iter().filter_map(|key| key.as_str()).collect();
    // A signed note's lines: Ed25519 is 4 + 64 bytes, ML-DSA-44 is 4 + 8 + 2,420.
    let checkpoint = place.checkpoint("book");
    let lengths: Vec<usize> =
        checkpoint.lines().filter(|line| line.starts_with('—')).map(str::len).collect();
    let name = "— chungtay.example/thu ".len();
    assert_eq!(lengths, [name + 68_usize.div_ceil(3) * 4, name + 2432_usize.div_ceil(3) * 4]);
    for key in &keys {
        assert_eq!(place.json(&["verify", "book", "--key", key], 0)["agrees"], true);
    }
    assert_eq!(keys.len(), 2);
    // The same seed gives the same book, to the last byte of both signatures.
    let again = Place::with_book("book");
    assert_eq!(again.checkpoint("book"), checkpoint);
}

#[test]
fn keys_that_others_may_read_are_not_used() {
    let place = Place::with_book("book");
    place.write("fund.jsonl", FUND);
    let apply = ["apply", "fund.jsonl", "-C", "book"];
    for (name, wrong, right) in
        [("book/log-keys/log-1.key", 0o640, 0o600), ("book/log-keys", 0o755, 0o700)]
    {
        let before = place.checkpoint("book");
        set_mode(&place, name, wrong);
        let error = &place.json(&apply, 1)["error"];
        assert_eq!(error["code"], "key-open", "{name}");
        assert!(error["message"].as_str().unwrap().contains(&format!("{wrong:o}")));
        let found = place.json(&["doctor", "-C", "book"], 5);
        assert_eq!(found["findings"][0]["code"], "keys-open");
        assert_eq!(place.checkpoint("book"), before);
        set_mode(&place, name, right);
    }
    place.json(&apply, 0);
    std::fs::rename(place.path("book/log-keys"), place.path("elsewhere")).unwrap();
    assert_eq!(place.json(&apply, 5)["error"]["code"], "key-missing");
    assert_eq!(place.json(&["doctor", "-C", "book"], 5)["findings"][0]["code"], "keys-missing");
}

#[test]
fn encrypted_keys_ask_for_their_passphrase() {
    let place = Place::with_book("book");
    place.write("fund.jsonl", FUND);
    let apply = ["apply", "fund.jsonl", "-C", "book"];
    let (encrypt, decrypt) =
        (["log-key", "encrypt", "-C", "book"], ["log-key", "decrypt", "-C", "book"]);
    assert_eq!(place.json(&encrypt, 2)["error"]["code"], "no-passphrase");
    let (exit, said) = run_with(&place, "quá ngắn", &encrypt);
    assert!(exit == 3 && said.contains("12 ký tự"), "{exit} {said}");
    assert_eq!(run_with(&place, PASSPHRASE, &encrypt), (0, String::new()));
    assert!(!place.path("book/log-keys/log-1.key").exists());
    assert_eq!(mode(&place, "book/log-keys/log-1.key.age"), 0o600);
    assert_eq!(place.json(&apply, 3)["error"]["code"], "key-locked");
    let (exit, said) = run_with(&place, "bốn từ ai cũng đoán", &apply);
    assert!(exit == 3 && said.contains("Mật khẩu không mở được"), "{exit} {said}");
    assert_eq!(run_with(&place, PASSPHRASE, &apply), (0, String::new()));
    // A file that cannot be read is told with the system's own words.
    for (file, words) in [("absent", "No such file"), ("book", "Is a directory")] {
        for words_of_command in [&apply[..], &encrypt[..]] {
            let mut command = place.command(words_of_command);
            command.env("CHUNGTAY_PASSPHRASE_FILE", place.path(file));
            let output = command.stdin(Stdio::null()).output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_ne!(output.status.code(), Some(0));
            let named = format!("CHUNGTAY_PASSPHRASE_FILE ({}): ", place.path(file).display());
            assert!(said.contains(&named) && said.contains(words), "{said}");
        }
    }
    // A new passphrase stands in the second line.
    let both = format!("{PASSPHRASE}\nmột mật khẩu khác hẳn\n");
    assert_eq!(run_with(&place, &both, &encrypt), (0, String::new()));
    assert_eq!(run_with(&place, PASSPHRASE, &decrypt).0, 3);
    assert_eq!(run_with(&place, "một mật khẩu khác hẳn", &decrypt), (0, String::new()));
    assert_eq!(mode(&place, "book/log-keys/log-1.key"), 0o600);
    assert_eq!(place.json(&["verify", "book"], 0)["agrees"], true);
}

/// What is to be signed is shown before the passphrase is asked for, so also where none is given.
#[test]
fn a_request_is_shown_before_it_is_signed() {
    let place = Place::with_book("book");
    let make = ["root-keys", "make", "offline", "--name", "so.example/thu", "--encrypt"];
    assert_eq!(run_with(&place, PASSPHRASE, &make), (0, String::new()));
    let request = ["log-key", "request", "goc.yeu-cau", "--roots", "offline/roots", "-C", "book"];
    place.run(&request).ended(0);
    let before = place.read("goc.yeu-cau");
    let sign = ["root-keys", "sign", "goc.yeu-cau", "--key", "offline/root-1.key.age"];
    let refused = place.run(&sign);
    assert_eq!(refused.exit, 3, "{}", refused.err);
    assert_eq!(place.read("goc.yeu-cau"), before);
    let (shown, error) = refused.err.split_once("Lỗi: ").unwrap();
    let first = String::from_utf8(before).unwrap();
    for line in first.lines().take_while(|line| !line.is_empty()) {
        let begin: String = line.chars().take(60).collect();
        assert!(shown.contains(&begin), "{begin}: {shown}");
    }
    assert!(error.contains("root-1.key.age"), "{error}");
    let (exit, said) = run_with(&place, PASSPHRASE, &sign);
    assert_eq!((exit, said.as_str()), (0, shown));
}

/// Runs `age` on a terminal of its own (it asks nowhere else), typing these lines.
fn age(place: &Place, words: &str, typed: &str) -> bool {
    let mut child = Command::new("script")
        .args(["-qec", words, "/dev/null"])
        .current_dir(place.path("."))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    // `age` empties the terminal's queue when it begins to ask.
    let mut stdin = child.stdin.take().unwrap();
    for line in typed.lines() {
        std::thread::sleep(std::time::Duration::from_millis(700));
        writeln!(stdin, "{line}").unwrap();
    }
    drop(stdin);
    child.wait().unwrap().success()
}

#[test]
fn debians_age_opens_our_files_and_we_open_its() {
    let there = |tool| Command::new(tool).arg("--version").output().is_ok();
    if !there("age") || !there("script") {
        return println!("skipped: Debian's age and script are not installed");
    }
    let place = Place::new();
    place.write("passphrase", PASSPHRASE);
    let init = ["init", "book", "--id", "thu", "--encrypt-keys", "--test-seed", "cli tests"];
    assert_eq!(run_with(&place, PASSPHRASE, &init), (0, String::new()));
    let ours = "age --decrypt -o opened book/log-keys/log-1.key.age";
    assert!(age(&place, ours, PASSPHRASE), "age does not open our file");
    let text = String::from_utf8(place.read("opened")).unwrap();
    assert_eq!(
        text.lines().filter(|line| line.starts_with("PRIVATE+KEY+chungtay.example/thu+")).count(),
        2
    );
    // And the other way: age writes, not armoured, and we read.
    std::fs::remove_file(place.path("book/log-keys/log-1.key.age")).unwrap();
    let theirs = "age --passphrase -o book/log-keys/log-1.key.age opened";
    let typed = format!("{PASSPHRASE}\n{PASSPHRASE}");
    assert!(age(&place, theirs, &typed), "age does not encrypt");
    set_mode(&place, "book/log-keys/log-1.key.age", 0o600);
    assert!(place.read("book/log-keys/log-1.key.age").starts_with(b"age-encryption.org/v1\n"));
    let decrypt = ["log-key", "decrypt", "-C", "book"];
    assert_eq!(run_with(&place, PASSPHRASE, &decrypt), (0, String::new()));
    assert_eq!(place.read("book/log-keys/log-1.key"), text.into_bytes());
}
