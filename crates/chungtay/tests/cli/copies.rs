//! A static copy as a stranger checks it: exports and openings that were made again from the log, in a
//! folder and from a server, with an entry that is withheld; and every one of them tampered with.

use crate::monitoring::FolderServer;
use crate::place::{Place, statement, workspace};
use crate::python::python;
use serde_json::Value;
use std::path::Path;

/// A book of 700 lines with a withheld entry, an opened gift, a reversed one; its copy in `copy`.
fn published() -> Place {
    let place = Place::with_book("book");
    let lines = [
        r#"{"kind":"person/1","what":{"id":"checker"},"private":{"name":"Người duyệt"}}"#,
        r#"{"kind":"organisation/1","what":{"class":"community","id":"to","name":"Tổ ông Zqx"}}"#,
    ];
    place.write("first.jsonl", lines.join("\n"));
    place.run(&["apply", "first.jsonl", "-C", "book"]).ended(0);
    place.write("rows.csv", statement(0..700));
    let words = ["import", "rows.csv", "--account", "vcb", "--fund", "yagi", "--create"];
    place.run(&[&words[..], &["-C", "book"]].concat()).ended(0);
    let size: u64 = place.checkpoint("book").lines().nth(1).unwrap().parse().unwrap();
    let named = (0..size)
        .find(|entry| {
            let shown = place.run(&["receipt", &entry.to_string(), "-C", "book", "--json"]);
            let receipt: Value = serde_json::from_str(&shown.out).unwrap();
            let note = receipt["receipt"].as_str().unwrap();
            let extra = note.lines().find_map(|line| line.strip_prefix("extra ")).unwrap();
            let bytes = data_encoding::BASE64.decode(extra.as_bytes()).unwrap();
            String::from_utf8(bytes).unwrap().contains("Zqx")
        })
        .unwrap();
    let words = ["withhold", &named.to_string(), "--hide", "Zqx", "--because", "tên người"];
    let more = ["--approved-by", "checker", "-C", "book"];
    place.run(&[&words[..], &more[..]].concat()).ended(0);
    place.run(&["publish", "copy", "-C", "book", "--lang", "en"]).ended(0);
    place
}

fn verified(place: &Place, words: &[&str], exit: i32) -> Value {
    place.json(&[&["verify"], words].concat(), exit)
}

/// Replaces the last of some bytes in a file; gives back what it held.
fn spoil(file: &Path, from: &str, to: &str) -> Vec<u8> {
    let bytes = std::fs::read(file).unwrap();
    let at = bytes.windows(from.len()).rposition(|window| window == from.as_bytes()).unwrap();
    let (before, after) = (&bytes[..at], &bytes[at + from.len()..]);
    // A copy's files may be one with those of an older copy: never written over in place.
    std::fs::remove_file(file).unwrap();
    std::fs::write(file, [before, to.as_bytes(), after].concat()).unwrap();
    bytes
}

#[test]
fn a_copy_follows_from_its_log_in_a_folder_and_from_a_server() {
    let place = published();
    let told = verified(&place, &["copy"], 0);
    let documents = ["exports/book.journal", "exports/lines-000000000.csv"];
    let compared: Vec<&str> =
        told["documents"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
    assert_eq!(compared.len(), documents.len(), "{told}");
    assert!(documents.iter().all(|path| compared.contains(path)), "{told}");
    assert_eq!((told["withheld"].as_u64(), &told["unchecked"]), (Some(1), &Value::Array(vec![])));
    let openings = std::fs::read_to_string(place.path("copy/exports/openings-000000000.jsonl"));
    let openings = openings.unwrap().lines().count() as u64;
    assert!(openings >= 700, "{openings}");
    assert_eq!(told["openings"], openings);
    assert_eq!(verified(&place, &["copy", "--log-only"], 0)["documents"], Value::Array(vec![]));
    let said = place.run(&["verify", "copy", "--lang", "en"]).ended(0);
    assert!(said.contains("2 exports follow") && said.contains("attested"), "{said}");

    let site = FolderServer::start();
    site.show(Some(&place.path("copy")));
    let far = verified(&place, &[&site.address, "--resume", "far.json"], 0);
    assert_eq!((&far["documents"], &far["openings"]), (&told["documents"], &told["openings"]));
    let again = verified(&place, &[&site.address, "--resume", "far.json"], 0);
    assert_eq!((&again["resumed"], &again["documents"]), (&told["size"], &told["documents"]));

    // The copy carries the script, and it reads a log with a withheld entry.
    let script = std::fs::read(workspace().join("tools/verify.py")).unwrap();
    assert!(place.read("copy/verify.py") == script);
    let Some((exit, said)) = python(&[&place.path("copy").display().to_string()]) else { return };
    assert_eq!(exit, 0, "{said}");
    assert!(said.contains("; 1 chỉ được chứng nhận"), "{said}");
    let (exit, said) = python(&[&site.address]).unwrap();
    assert_eq!(exit, 0, "{said}");
    let leaves = place.path("copy/log/tile/0/000");
    let bytes = std::fs::read(&leaves).unwrap();
    let at = withheld_place(&place);
    let mut forged = bytes.clone();
    forged[at * 32] ^= 1;
    std::fs::remove_file(&leaves).unwrap();
    std::fs::write(&leaves, &forged).unwrap();
    assert_eq!(python(&[&place.path("copy").display().to_string()]).unwrap().0, 1, "forged leaf");
    assert_eq!(verified(&place, &["copy"], 1)["agrees"], false);
}

/// The place of the withheld entry in the first bundle, read by the specification: records behind their
/// length in two bytes.
fn withheld_place(place: &Place) -> usize {
    let bundle = place.read("copy/log/tile/entries/000");
    let mut at = 0;
    for record in 0..256 {
        let length = usize::from(u16::from_be_bytes([bundle[at], bundle[at + 1]]));
        if length == 0 {
            return record;
        }
        at += 2 + length;
    }
    panic!("nothing is withheld");
}

#[test]
fn what_was_changed_beside_the_log_is_the_first_difference() {
    let place = published();
    let exports = place.path("copy/exports");
    let (journal, lines) = ("book.journal", "lines-000000000.csv");
    let openings = "openings-000000000.jsonl";
    for (file, from, to, check, at_entry) in [
        (journal, " VND\n", "0 VND\n", "export", true),
        (journal, "entries", "entrances", "export", false),
        (journal, "\n\n", "\n\n; more\n", "export", false),
        (lines, "attributed,", "reversed,", "export", true),
        (lines, "ung ho", "ung hu", "export", true),
        (lines, "\r\n", "\r\n1,2,3\r\n", "export", false),
        (openings, "\"value\":\"", "\"value\":\"x", "opening", true),
        (openings, "}]}\n", "}]}\n{}\n", "opening", false),
    ] {
        let whole = spoil(&exports.join(file), from, to);
        let found = verified(&place, &["copy"], 1)["difference"].clone();
        assert_eq!(found["check"], check, "{file} {to:?}: {found}");
        assert_eq!(found["entry"].is_u64(), at_entry, "{file} {to:?}: {found}");
        assert_ne!(found["published"], found["computed"]);
        if check == "export" {
            let told = found["published"].as_str().unwrap();
            assert!(told.starts_with(&format!("exports/{file}:")), "{found}");
        }
        std::fs::write(exports.join(file), whole).unwrap();
    }
    let whole = spoil(&exports.join(journal), " VND\n", "0 VND\n");
    let said = place.run(&["verify", "copy", "--lang", "en"]).ended(1);
    assert!(said.contains("an export does not follow from the log"), "{said}");
    assert!(said.contains("0 VND") && said.contains("Computed:"), "{said}");
    std::fs::write(exports.join(journal), whole).unwrap();

    // Without openings a table cannot be made again, and that is said.
    std::fs::remove_file(exports.join(openings)).unwrap();
    let told = verified(&place, &["copy"], 0);
    assert_eq!(told["unchecked"], serde_json::json!(["exports/lines-000000000.csv"]));
    assert_eq!(told["documents"], serde_json::json!(["exports/book.journal"]));
}

#[test]
fn an_owners_link_and_a_file_of_openings_are_compared_with_their_entries() {
    let place = Place::with_book("book");
    place.write("rows.csv", statement(0..60));
    let words = ["import", "rows.csv", "--account", "vcb", "--fund", "yagi", "--create"];
    place.run(&[&words[..], &["-C", "book"]].concat()).ended(0);
    let link = |entry: &str| {
        let words = ["receipt", entry, "--owner", "--address", "https://so.example", "-C", "book"];
        let printed = place.json(&words, 0);
        printed["owner_link"].as_str().unwrap().to_owned()
    };
    let (one, other) = (link("20"), link("30"));
    place.write("halves", format!("{one}\n\n{other}\n"));
    assert_eq!(verified(&place, &["book", "--openings", "halves"], 0)["openings"], 2);
    // Another value under the same salt makes another commitment.
    let (address, fragment) = one.split_once("o=").unwrap();
    let (half, rest) = fragment.split_once('&').unwrap_or((fragment, ""));
    let mut bytes = data_encoding::BASE64URL_NOPAD.decode(half.as_bytes()).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    let half = data_encoding::BASE64URL_NOPAD.encode(&bytes);
    place.write("halves", format!("{address}o={half}&{rest}\n"));
    let found = verified(&place, &["book", "--openings", "halves"], 1)["difference"].clone();
    assert_eq!((&found["check"], &found["entry"]), (&"opening".into(), &20.into()), "{found}");

    place.run(&["export", "--format", "openings", "--output", "open.jsonl", "-C", "book"]).ended(0);
    let count = String::from_utf8(place.read("open.jsonl")).unwrap().lines().count();
    let told = verified(&place, &["book", "--openings", "open.jsonl"], 0);
    assert_eq!(told["openings"], count);
    drop(spoil(&place.path("open.jsonl"), "\"value\":\"", "\"value\":\"x"));
    let found = verified(&place, &["book", "--openings", "open.jsonl"], 1)["difference"].clone();
    assert_eq!(found["check"], "opening", "{found}");
}
