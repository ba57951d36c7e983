//! `attach`: what is published of a photo, read by the bytes; and that an erasure takes every copy along. The
//! photo is Pillow's, made by `crates/pictures/tests/pictures/samples/make.py`.

use crate::place::Place;
use crate::restored::{put_journal, take};
use std::path::Path;

const CAPTION: &str = "Zuyxqa dung canh duong";

fn photo() -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../pictures/tests/pictures/samples/");
    std::fs::read(format!("{folder}camera.jpg")).unwrap()
}

fn book() -> Place {
    let place = Place::new();
    place.run(&["init", "so", "--id", "thu", "--name", "Sổ thử"]).ended(0);
    let lines = [
        r#"{"kind":"person/1","what":{"id":"checker"},"private":{"name":"Người duyệt"}}"#,
        r#"{"kind":"work/1","what":{"class":"road","id":"duong","name":"Đường thôn Mẫu"}}"#,
        r#"{"kind":"work_site/1","what":{"points":[{"east":106760000,"north":21855000}],"precision":"exact","work":"duong"}}"#,
    ];
    place.write("lenh.jsonl", lines.join("\n"));
    place.run(&["apply", "lenh.jsonl", "-C", "so"]).ended(0);
    place.write("anh.jpg", photo());
    place
}

fn attached(place: &Place) -> serde_json::Value {
    let words = ["attach", "anh.jpg", "--to", "duong", "--caption", CAPTION, "--alt", "Đường dốc"];
    place.json(&[&words[..], &["--credit", "Ban xây dựng", "-C", "so"]].concat(), 0)
}

/// Every file below a folder that holds these bytes.
fn holding(folder: &Path, part: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, part));
        } else if std::fs::read(&path).unwrap().windows(part.len()).any(|window| window == part) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[test]
fn what_the_camera_wrote_is_compared_and_not_published() {
    let place = book();
    let told = attached(&place);
    assert_eq!(told["taken"], "2024-05-14T08:12:33");
    // By Python's math module: 367 m.
    let distance = told["distance_metres"].as_i64().unwrap();
    assert!((364..=371).contains(&distance), "{distance}");
    let files = told["files"].as_array().unwrap();
    assert_eq!(files.len(), 2);
    for file in files {
        let (hash, ending) = file["name"].as_str().unwrap().split_once('.').unwrap();
        let bytes = place.read(&format!("so/blobs/{}/{}", &hash[..2], &hash[2..]));
        assert_eq!(bytes.len() as u64, file["bytes"].as_u64().unwrap());
        let begin: &[u8] = if ending == "jpg" { b"\xff\xd8\xff" } else { b"RIFF" };
        assert!(bytes.starts_with(begin));
        for word in [&b"Exif"[..], b"GPS", b"2024:05:14"] {
            assert!(!bytes.windows(word.len()).any(|window| window == word));
        }
    }
    // The file that was handed in is nowhere in the book.
    let part = &photo()[1200..1260];
    assert!(holding(&place.path("so"), part).is_empty());
    place.run(&["doctor", "-C", "so"]).ended(0);
    // A lost file is missed.
    let (hash, _) = files[0]["name"].as_str().unwrap().split_once('.').unwrap();
    std::fs::remove_file(place.path(&format!("so/blobs/{}/{}", &hash[..2], &hash[2..]))).unwrap();
    let examined = place.json(&["doctor", "-C", "so"], 5);
    assert_eq!(examined["findings"][0]["code"], "picture-missing");
    assert_eq!(examined["findings"][0]["entry"], told["entry"]);
}

#[test]
fn an_erased_picture_is_gone_from_book_and_copy() {
    let place = book();
    let told = attached(&place);
    let entry = told["entry"].to_string();
    let name = told["files"][0]["name"].as_str().unwrap().to_owned();
    let (hash, _) = name.split_once('.').unwrap();
    let kept = place.read(&format!("so/blobs/{}/{}", &hash[..2], &hash[2..]));
    let part = &kept[40..100];
    let publish = ["publish", "ban-sao", "-C", "so"];
    place.run(&publish).ended(0);
    assert!(!holding(&place.path("ban-sao"), part).is_empty(), "the copy has the picture");
    assert!(!holding(&place.path("ban-sao"), CAPTION.as_bytes()).is_empty());

    let erase = ["erase", &entry, "--because", "yêu cầu", "--approved-by", "checker", "-C", "so"];
    place.run(&erase).ended(0);
    assert_eq!(holding(&place.path("so"), part), [""; 0]);
    assert_eq!(holding(&place.path("so"), CAPTION.as_bytes()), [""; 0]);
    place.run(&publish).ended(0);
    place.run(&publish).ended(0);
    assert_eq!(holding(&place.path("ban-sao"), part), [""; 0]);
    assert_eq!(holding(&place.path("ban-sao"), CAPTION.as_bytes()), [""; 0]);

    // A backup of the files alone brings them back: nothing names them any more.
    std::fs::create_dir_all(place.path(&format!("so/blobs/{}", &hash[..2]))).unwrap();
    place.write(&format!("so/blobs/{}/{}", &hash[..2], &hash[2..]), &kept);
    let examined = place.json(&["doctor", "-C", "so"], 5);
    assert_eq!(examined["findings"][0]["code"], "picture-unnamed");
    place.run(&["erase", "--again", "-C", "so"]).ended(0);
    place.run(&["doctor", "-C", "so"]).ended(0);
    assert_eq!(holding(&place.path("so"), part), [""; 0]);
}

/// With older stores the secret of a good picture is lost: what names its files is then its opening, and where that
/// is lost too nothing is removed by guess.
#[test]
fn a_picture_whose_secret_is_lost_is_not_taken_for_left_over() {
    let place = book();
    let (keys, openings) = (&["keys.sqlite"][..], &["openings.sqlite"][..]);
    let (old_keys, old_openings) = (take(&place, "so", keys), take(&place, "so", openings));
    let told = attached(&place);
    let new_openings = take(&place, "so", openings);
    let new_keys = take(&place, "so", keys);
    let files: Vec<String> = told["files"].as_array().unwrap().iter().map(path_of).collect();
    let there = || files.iter().filter(|file| place.path(file).exists()).count();
    let codes = |exit| {
        let examined = place.json(&["doctor", "-C", "so"], exit);
        let findings = examined["findings"].as_array().unwrap().clone();
        findings.iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let again = ["erase", "--again", "-C", "so"];

    put_journal(&place, "so", &old_keys);
    assert_eq!(codes(0), [""; 0]);
    assert_eq!(place.json(&again, 0)["untold_pictures"], serde_json::json!([]));
    assert_eq!(there(), files.len());

    put_journal(&place, "so", &old_openings);
    assert_eq!(codes(5), ["picture-untold"]);
    let said = place.run(&["doctor", "-C", "so", "--lang", "en"]).out;
    assert!(said.contains("take back keys.sqlite or openings.sqlite"), "{said}");
    assert_eq!(place.json(&again, 0)["untold_pictures"][0], told["entry"]);
    assert_eq!(there(), files.len());
    for restored in [&new_keys, &new_openings] {
        put_journal(&place, "so", restored);
        assert_eq!(codes(0), [""; 0]);
        put_journal(&place, "so", &old_keys);
        put_journal(&place, "so", &old_openings);
    }

    // Where no backup has either, erasing the entry takes its files along.
    let entry = told["entry"].to_string();
    let erase = ["erase", &entry, "--because", "mất khóa", "--approved-by", "checker", "-C", "so"];
    place.run(&erase).ended(0);
    assert_eq!((there(), codes(0)), (0, Vec::new()));
}

/// Where a published file lies in the book's folder.
fn path_of(file: &serde_json::Value) -> String {
    let (hash, _) = file["name"].as_str().unwrap().split_once('.').unwrap();
    format!("so/blobs/{}/{}", &hash[..2], &hash[2..])
}

#[test]
fn files_that_are_not_pictures_are_refused_with_a_code() {
    let place = book();
    let words =
        |file| ["attach", file, "--to", "duong", "--caption", "x", "--alt", "x", "-C", "so"];
    for (name, bytes, code) in [
        ("zip.jpg", [&photo()[..], b"PK\x03\x04 zip"].concat(), "picture-trailing"),
        ("cut.jpg", photo()[..3000].to_vec(), "picture-cut-short"),
        ("page.jpg", b"<html>".to_vec(), "picture-unknown-kind"),
        ("big.jpg", vec![0xff; (32 << 20) + 1], "picture-too-large"),
    ] {
        place.write(name, bytes);
        let told = place.json(&words(name), 3);
        assert_eq!(told["error"]["code"].as_str(), Some(code), "{told}");
    }
    // Whoever does not see the picture is told what it shows.
    place.write("anh.jpg", photo());
    for (alt, caption, field) in [("", "x", "alt"), ("  ", "x", "alt"), ("x", " ", "caption")] {
        let words = ["attach", "anh.jpg", "--to", "duong", "--caption", caption, "--alt", alt];
        let told = place.json(&[&words[..], &["-C", "so"]].concat(), 1);
        assert_eq!(told["error"]["refusal"]["code"], "needs", "{told}");
        assert_eq!(told["error"]["refusal"]["arguments"]["field"], field, "{told}");
    }
    let line = r#"{"kind":"attachment/1","what":{"class":"photo","id":"p","works":["duong"]}}"#;
    place.write("tay.jsonl", line);
    let said = place.run(&["apply", "tay.jsonl", "-C", "so"]);
    assert_eq!(said.exit, 1);
}
