//! What an erasure could leave in forms that no search for plain bytes finds: the words of a copy's search,
//! which share their beginnings; the search index of the book itself; the pages of a server that runs on.

use crate::erasing::{GIVER, files_with, number_of, planted};
use crate::place::{Place, until};
use crate::serving::Server;
use chungtay_journal::{BookFolder, Mode};
use chungtay_views::Views;
use std::path::Path;

/// A number of seven bits to a byte, lowest first.
fn number(bytes: &mut &[u8]) -> usize {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = bytes[0];
        *bytes = &bytes[1..];
        value |= usize::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 {
            return value;
        }
    }
}

fn split<'a>(bytes: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(length);
    *bytes = rest;
    taken
}

/// Every word in the shards of a copy's search, read as docs/static-copy.md tells.
fn words(copy: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for folder in std::fs::read_dir(copy.join("search")).unwrap() {
        let folder = folder.unwrap().path();
        for file in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = file.unwrap().path();
            if !path.file_name().unwrap().to_str().unwrap().starts_with("words-") {
                continue;
            }
            let bytes = std::fs::read(path).unwrap();
            let (mut rest, mut word) = (&bytes[..], Vec::new());
            while !rest.is_empty() {
                word.truncate(number(&mut rest));
                let length = number(&mut rest);
                word.extend_from_slice(split(&mut rest, length));
                let places = number(&mut rest) / 2;
                split(&mut rest, places);
                found.push(String::from_utf8_lossy(&word).into_owned());
            }
        }
    }
    found
}

/// The read models as they stand, and as they are when they are made anew from journal and openings.
fn read_models(place: &Place) -> (String, String) {
    let folder = BookFolder::open(&place.path("so"), Mode::Reader).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let stored = Views::open(&place.path("so"), "thu").unwrap().dump().unwrap();
    let mut anew = Views::open(elsewhere.path(), "thu").unwrap();
    anew.catch_up(&folder.journal, &folder.openings).unwrap();
    (stored, anew.dump().unwrap())
}

#[test]
fn nothing_is_left_in_an_index_a_copy_or_a_server_that_runs_on() {
    let place = planted();
    let (book, copy) = (place.path("so"), place.path("ban-sao"));
    let publish = ["publish", "ban-sao", "-C", "so"];
    place.run(&publish).ended(0);
    let word = GIVER.to_lowercase();
    assert!(words(&copy).contains(&word) && words(&copy).len() > 300);
    let server = Server::start(&place, "so");
    let line = number_of(&place, |entry| entry.contains(r#""row":78}"#));
    let import = number_of(&place, |entry| entry.contains("import/1"));
    let addresses =
        [format!("/lines?words={word}"), format!("/entries/{line}"), "/funds/yagi".into()];
    let shows = |address: &String| String::from_utf8_lossy(&server.get(address).1).contains(GIVER);
    assert!(shows(&addresses[0]) && shows(&addresses[1]));

    let (line, import) = (line.to_string(), import.to_string());
    let words_of =
        ["erase", &line, &import, "--because", "x", "--approved-by", "checker", "-C", "so"];
    place.run(&words_of).ended(0);
    assert_eq!(files_with(&book, GIVER), Vec::<std::path::PathBuf>::new(), "the server reads on");
    until(|| !addresses.iter().any(shows));
    let (stored, anew) = read_models(&place);
    assert_eq!(stored, anew);
    assert!(!stored.contains(GIVER));
    // The index keeps words as bytes.
    let hexadecimal = data_encoding::HEXLOWER.encode(word.as_bytes());
    assert!(!stored.contains(&hexadecimal[2..]));

    place.run(&publish).ended(0);
    assert!(!words(&copy).contains(&word));
    // Whatever a copy leaves beside itself: only what was given in holds the name.
    let given = ["lenh.jsonl".to_owned(), format!("{GIVER}.csv")];
    let found = files_with(&place.path(""), GIVER);
    let left = found.iter().filter(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        !given.iter().any(|given| given == name)
    });
    assert_eq!(left.collect::<Vec<_>>(), Vec::<&std::path::PathBuf>::new());
    let table = String::from_utf8(place.read("ban-sao/exports/lines-000000000.csv")).unwrap();
    let erased = table.lines().find(|row| row.starts_with(&format!("{line},"))).unwrap();
    let by = number_of(&place, |entry| entry.contains("erasure/1"));
    assert!(erased.ends_with(&format!(",attributed,,,{by}")), "{erased}");
    assert_eq!(place.json(&["verify", "ban-sao"], 0)["agrees"], true);
    for format in ["openings", "hledger"] {
        let exported = place.run(&["export", "--format", format, "-C", "so"]).ended(0);
        assert!(!exported.contains(GIVER) && !exported.contains(&word), "{format}");
    }
}
