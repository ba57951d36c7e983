//! What an old backup or a stray copy brings back: `doctor` finds erased secrets, openings and text, and
//! bytes of withheld entries wherever they lie in the book's folder, and its cures work.

use crate::place::{HEADER, Place};
use crate::restored::{put_journal, take};

const GIVER: &str = "ZUYXQA";
const TITLE: &str = "Wzôrqăn";

/// A line with a giver's name, and an organisation that is a person's.
fn book() -> Place {
    let place = Place::new();
    place.run(&["init", "so", "--id", "thu", "--name", "Sổ thử"]).ended(0);
    let organisation = format!(
        r#"{{"kind":"organisation/1","what":{{"class":"community","id":"to","name":"Tổ của ông {TITLE}"}}}}"#
    );
    let lines = [
        r#"{"kind":"person/1","what":{"id":"checker"},"private":{"name":"Người duyệt"}}"#,
        &organisation,
        r#"{"kind":"names_policy/1","what":{"shown":"full"},"private":{"reason":"đã hỏi"}}"#,
    ];
    place.write("lenh.jsonl", lines.join("\n"));
    place.run(&["apply", "lenh.jsonl", "-C", "so"]).ended(0);
    let rows: Vec<String> = (0..300)
        .map(|row| match row {
            77 => format!("1,05/09/2024,5001.77,,50.000,,{GIVER} ung ho"),
            _ => format!("1,05/09/2024,5001.{row},,20.000,,NGUYEN VAN THU {row} ung ho"),
        })
        .collect();
    place.write("sao-ke.csv", format!("{HEADER}{}\n", rows.join("\n")));
    let words = ["import", "sao-ke.csv", "--account", "vcb", "--fund", "yagi", "--create"];
    place.run(&[&words[..], &["-C", "so"]].concat()).ended(0);
    place.run(&["rebuild", "-C", "so"]).ended(0);
    place
}

/// The line's entry: five before the import, its account, fund and entry, and 77 lines.
fn line(place: &Place) -> String {
    let found = place.run(&["export", "--format", "openings", "-C", "so"]).ended(0);
    let found = found.lines().find(|line| line.contains(GIVER)).unwrap().to_owned();
    let found: serde_json::Value = serde_json::from_str(&found).unwrap();
    found["entry"].to_string()
}

fn codes(place: &Place) -> Vec<String> {
    let ran = place.run(&["doctor", "-C", "so", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let findings = told["findings"].as_array().unwrap();
    assert_eq!(ran.exit, if findings.is_empty() { 0 } else { 5 }, "{told}");
    findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

fn holds(place: &Place, file: &str, text: &str) -> bool {
    let bytes = place.read(&format!("so/{file}"));
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[test]
fn erased_records_that_a_backup_brings_back_are_found_and_erased_again() {
    let place = book();
    let line = line(&place);
    let stores = ["keys.sqlite", "vault.sqlite", "openings.sqlite", "views.sqlite"];
    let before = take(&place, "so", &stores);
    let words = ["erase", &line, "--because", "yêu cầu", "--approved-by", "checker", "-C", "so"];
    place.run(&words).ended(0);
    assert_eq!(codes(&place), [""; 0]);
    let after = take(&place, "so", &stores);
    let of = |stored: &crate::restored::Stored, name: &str| -> crate::restored::Stored {
        stored.iter().filter(|(file, _)| file.starts_with(name)).cloned().collect()
    };
    for (store, found) in [
        ("keys.sqlite", "erased-secret-back"),
        ("openings.sqlite", "erased-opening-back"),
        ("views.sqlite", "erased-text-back"),
    ] {
        put_journal(&place, "so", &after);
        put_journal(&place, "so", &of(&before, store));
        assert_eq!(codes(&place), [found]);
        let said = place.run(&["doctor", "-C", "so"]).out;
        assert!(said.contains("chungtay erase --again"), "{said}");
        place.run(&["erase", "--again", "-C", "so"]).ended(0);
        assert_eq!(codes(&place), [""; 0], "{store}");
    }
    // All of them at once, as a whole folder restored beside a newer journal.
    put_journal(&place, "so", &before);
    assert_eq!(codes(&place).len(), 3);
    assert!(holds(&place, "openings.sqlite", GIVER));
    let again = place.json(&["erase", "--again", "-C", "so"], 0);
    assert_eq!((again["secrets"].as_u64(), again["openings"].as_u64()), (Some(1), Some(1)));
    assert_eq!(codes(&place), [""; 0]);
    for store in stores {
        assert!(!holds(&place, store, GIVER), "{store}");
    }
}

#[test]
fn a_name_that_a_backup_shows_too_wide_is_found_and_narrowed() {
    let place = book();
    let openings = take(&place, "so", &["openings.sqlite"]);
    place.run(&["names", "initials", "--because", "họp", "-C", "so"]).ended(0);
    put_journal(&place, "so", &openings);
    assert_eq!(codes(&place), ["name-too-wide"]);
    place.run(&["names", "initials", "--because", "họp lại", "-C", "so"]).ended(0);
    assert_eq!(codes(&place), [""; 0]);
    assert!(!holds(&place, "openings.sqlite", GIVER));
}

#[test]
fn bytes_of_a_withheld_entry_are_found_wherever_they_lie() {
    let place = book();
    let receipt = place.run(&["receipt", "2", "-C", "so"]).ended(0);
    let before = take(&place, "so", &["journal.sqlite"]);
    let bundle = "so/log/tile/entries/000";
    let old_bundle = place.read(bundle);
    let withhold = ["withhold", "2", "--hide", TITLE, "--because", "tên người"];
    let withhold = [&withhold[..], &["--approved-by", "checker", "-C", "so"]].concat();
    place.run(&withhold).ended(0);
    assert_eq!(codes(&place), [""; 0]);

    // Stray copies: a database with its pages, a bundle, a receipt with the entry in base64.
    std::fs::create_dir(place.path("so/cu")).unwrap();
    place.write("so/cu/journal.sqlite.bak", before[0].1.as_ref().unwrap());
    place.write("so/cu/000", &old_bundle);
    place.write("so/cu/bien-nhan", receipt);
    let told = place.json(&["doctor", "-C", "so"], 5);
    let found = &told["findings"][0];
    assert_eq!(
        (found["code"].as_str(), found["entry"].as_u64()),
        (Some("withheld-remains"), Some(2))
    );
    let files: Vec<&str> =
        found["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap()).collect();
    assert_eq!(files, ["cu/000", "cu/bien-nhan", "cu/journal.sqlite.bak"], "{told}");
    std::fs::remove_dir_all(place.path("so/cu")).unwrap();
    assert_eq!(codes(&place), [""; 0]);

    // The book's own bundle from a backup.
    place.write(bundle, &old_bundle);
    assert_eq!(codes(&place), ["log-files", "withheld-remains"]);
    place.run(&withhold).ended(0);
    assert_eq!(codes(&place), [""; 0]);
    assert!(!holds(&place, "log/tile/entries/000", TITLE));
}
