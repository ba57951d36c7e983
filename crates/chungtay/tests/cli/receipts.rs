//! `receipt` as people use it: the file, the codes, the owner's link, and what is refused. The other ends:
//! Python's standard library recomputes the path, and `zbarimg` reads the codes.

use crate::place::{Place, statement};
use serde_json::Value;
use std::process::Command;

/// Recomputes a receipt's path by RFC 9162 §2.1.3.2 and compares the root.
const RECOMPUTE: &str = r"
import base64, hashlib, sys
proof, checkpoint = open(sys.argv[1], encoding='utf-8').read().split('\n\n', 1)
first, extra, index, *path = proof.split('\n')
assert first == 'c2sp.org/tlog-proof@v1'
node = lambda left, right: hashlib.sha256(b'\x01' + left + right).digest()
entry = base64.b64decode(extra.split(' ')[1])
size, root = checkpoint.split('\n')[1:3]
place, last, found = int(index.split(' ')[1]), int(size) - 1, hashlib.sha256(b'\x00' + entry).digest()
for sibling in map(base64.b64decode, path):
    assert last > 0
    if place % 2 or place == last:
        found = node(sibling, found)
        while not place % 2 and place:
            place, last = place >> 1, last >> 1
    else:
        found = node(found, sibling)
    place, last = place >> 1, last >> 1
assert last == 0 and found == base64.b64decode(root), (found, root)
sys.stdout.write(entry.decode())
";

/// A book with 300 lines; what a stranger may run is run in its place.
fn with_lines() -> Place {
    let place = Place::with_book("book");
    place.write("rows.csv", statement(0..300));
    let words =
        ["import", "rows.csv", "--account", "vcb", "--fund", "yagi", "--create", "-C", "book"];
    place.run(&words).ended(0);
    place
}

fn receipt(place: &Place, more: &[&str], exit: i32) -> Value {
    place.json(&[&["receipt"], more, &["-C", "book"]].concat(), exit)
}

fn is_line(place: &Place, index: u64) -> bool {
    let entry = receipt(place, &[&index.to_string()], 0);
    let (_, extra) = entry["receipt"].as_str().unwrap().split_once("\nextra ").unwrap();
    let extra = data_encoding::BASE64.decode(extra.lines().next().unwrap().as_bytes()).unwrap();
    String::from_utf8(extra).unwrap().contains(r#""kind":"bank_line/1""#)
}

#[test]
fn a_receipts_file_leads_to_the_signed_root_wherever_the_entry_stands() {
    let place = with_lines();
    let size: u64 = place.checkpoint("book").lines().nth(1).unwrap().parse().unwrap();
    for index in [0, 1, 255, 256, size - 2, size - 1] {
        let number = index.to_string();
        place.run(&["receipt", &number, "-o", "one.tlog-proof", "-C", "book"]).ended(0);
        let printed = place.run(&["receipt", &number, "-C", "book"]).ended(0);
        assert_eq!(printed.as_bytes(), place.read("one.tlog-proof"), "{index}");
        let (_, checkpoint) = printed.split_once("\n\n").unwrap();
        assert_eq!(checkpoint, place.checkpoint("book"));
        let words = ["verify", "book", "--receipt", "one.tlog-proof"];
        assert_eq!(place.json(&words, 0)["receipt"]["index"], index);
        let mut run = Command::new("python3");
        run.args(["-X", "utf8", "-c", RECOMPUTE]).arg(place.path("one.tlog-proof"));
        let Ok(ran) = run.output() else {
            eprintln!("skipped: python3 absent");
            continue;
        };
        assert!(ran.status.success(), "{index}: {}", String::from_utf8_lossy(&ran.stderr));
        let entry: Value = serde_json::from_slice(&ran.stdout).unwrap();
        assert_eq!(entry["kind"] == "book/1", index == 0, "{entry}");
    }
}

#[test]
fn the_codes_are_read_by_another_program_and_the_owners_half_stays_in_the_link() {
    let place = with_lines();
    let index = (0..40).find(|index| is_line(&place, *index)).unwrap().to_string();
    let svg = receipt(&place, &[&index, "--qr", "code.svg"], 0);
    let svg = place.read(svg["files"][0].as_str().unwrap());
    assert!(String::from_utf8(svg).unwrap().contains("<svg"));
    let drawn = receipt(&place, &[&index, "--qr", "code.png"], 0);
    let (texts, files) = (drawn["codes"].as_array().unwrap(), drawn["files"].as_array().unwrap());
    assert_eq!(texts.len(), files.len());
    for (text, file) in texts.iter().zip(files) {
        let mut read = Command::new("zbarimg");
        read.args(["--quiet", "--raw"]).arg(place.path(file.as_str().unwrap()));
        let Ok(read) = read.output() else {
            eprintln!("skipped: zbarimg absent");
            return;
        };
        assert_eq!(String::from_utf8(read.stdout).unwrap().trim_end(), text.as_str().unwrap());
    }
    let words = [&*index, "--owner", "--address", "https://so.example/"];
    let given = receipt(&place, &words, 0);
    let link = given["owner_link"].as_str().unwrap();
    let fragment = link.strip_prefix("https://so.example/verify.html#r=").unwrap();
    let half = fragment.split_once("&o=").unwrap().1;
    let half = data_encoding::BASE64URL_NOPAD.decode(half.as_bytes()).unwrap();
    let has =
        |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
    let rows = String::from_utf8(place.read("rows.csv")).unwrap();
    let memo = |row: &str| row.rsplit(',').next().unwrap().to_owned();
    assert!(rows.lines().skip(1).any(|row| has(&half, &memo(row))), "no memo in the owner's half");
    let receipt = given["receipt"].as_str().unwrap();
    assert!(!rows.lines().skip(1).any(|row| receipt.contains(&memo(row))));
}

/// The owner's half names the leaf that was signed, and that stays when the words are withheld.
#[test]
fn an_owners_half_stays_genuine_when_words_of_its_entry_are_withheld() {
    let place = Place::with_book("book");
    let lines = [
        r#"{"kind":"person/1","what":{"id":"checker"},"private":{"name":"Người duyệt"}}"#,
        r#"{"kind":"basis/1","what":{"class":"Nghị quyết","id":"nq","title":"Nghị quyết của Wzôrqăn"},"private":{"quote":"nguyên văn"}}"#,
    ];
    place.write("lines.jsonl", lines.join("\n"));
    let applied = place.json(&["apply", "lines.jsonl", "-C", "book"], 0);
    let entry = (applied["first"].as_u64().unwrap() + 1).to_string();
    let given = receipt(&place, &[&entry, "--owner", "--address", "https://so.example/"], 0);
    let link = given["owner_link"].as_str().unwrap();
    place.write("half.txt", format!("{link}\n"));
    let compare = |exit: i32| place.json(&["verify", "book", "--openings", "half.txt"], exit);
    assert_eq!(compare(0)["openings"], 1);
    let words = ["withhold", &entry, "--hide", "Wzôrqăn", "--because", "tên"];
    let words = [&words[..], &["--approved-by", "checker", "-C", "book"]].concat();
    place.run(&words).ended(0);
    let verified = compare(0);
    assert_eq!((&verified["openings"], &verified["withheld"]), (&1.into(), &1.into()));
    // Another entry's number with the same leaf is no genuine half; nor are bytes after its end.
    let (before, half) = link.split_once("&o=").unwrap();
    let bytes = data_encoding::BASE64URL_NOPAD.decode(half.as_bytes()).unwrap();
    let mut moved = bytes.clone();
    moved[40] -= 1;
    for (bytes, exit) in [(moved, 1), ([&bytes[..], &[0]].concat(), 1)] {
        let half = data_encoding::BASE64URL_NOPAD.encode(&bytes);
        place.write("half.txt", format!("{before}&o={half}\n"));
        assert_eq!(compare(exit)["difference"]["check"], "opening");
    }
}

#[test]
fn what_has_no_receipt_says_why() {
    let place = with_lines();
    let code = |more: &[&str], exit| receipt(&place, more, exit)["error"]["code"].clone();
    assert_eq!(code(&["99999"], 1), "no-entry");
    assert_eq!(code(&["18446744073709551615"], 1), "no-entry");
    assert_eq!(code(&["18446744073709551616"], 2), "usage");
    assert_eq!(code(&["-1"], 2), "usage");
    assert_eq!(code(&["0", "--address", "https://so.example"], 2), "usage");
    assert_eq!(code(&["0", "--qr", "code.jpg"], 2), "qr-format");
    assert_eq!(code(&["0", "-o", "no/such/folder"], 7), "file");
    let plain = (0..40).find(|index| !is_line(&place, *index)).unwrap().to_string();
    assert_eq!(code(&[&plain, "--owner"], 1), "receipt-no-record");
    let nowhere = place.json(&["receipt", "0", "-C", "nowhere"], 6);
    assert_eq!(nowhere["error"]["code"], "not-a-book");

    // A bundle that is not the tree's, and a log without its checkpoint.
    let bundle = place.path("book/log/tile/entries/000");
    let mut bytes = std::fs::read(&bundle).unwrap();
    bytes[40] ^= 1;
    std::fs::write(&bundle, bytes).unwrap();
    assert_eq!(code(&["0"], 5), "receipt-log");
    std::fs::remove_file(place.path("book/log/checkpoint")).unwrap();
    assert_eq!(code(&["0"], 5), "nothing-signed");
    place.write("not.tlog-proof", "c2sp.org/tlog-proof@v1\nindex 1\n");
    let words = ["verify", "book", "--receipt", "not.tlog-proof"];
    assert_ne!(place.run(&words).exit, 0);
}
