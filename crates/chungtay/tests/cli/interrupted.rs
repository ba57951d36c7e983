//! Killed at any moment and run again, an import ends where an unbroken one does.

use crate::place::{Place, statement};
use std::time::{Duration, Instant};

const ROWS: u32 = 40_000;

fn words(book: &str) -> [&str; 9] {
    ["import", "rows.csv", "--account", "vcb", "--fund", "yagi", "--create", "-C", book]
}

#[test]
fn killed_and_run_again_it_gives_the_same_root() {
    let place = Place::with_book("unbroken");
    place.write("rows.csv", statement(0..ROWS));
    let began = Instant::now();
    place.run(&words("unbroken")).ended(0);
    let whole = began.elapsed();

    place.make_book("broken");
    let mut killed = 0;
    for part in [2, 5, 8, 11, 3, 9] {
        let mut child = place.begin(&words("broken"));
        std::thread::sleep(whole * part / 12);
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            killed += 1;
        }
        child.wait().unwrap();
    }
    assert!(killed >= 2, "ended by itself too soon to be killed");
    let last = place.json(&words("broken"), 0);
    assert_eq!(last["rows"], ROWS);
    for file in ["checkpoint", "figures.json", "tile/entries/x000/100".trim_start_matches("x000/")]
    {
        let (broken, unbroken) = (format!("broken/log/{file}"), format!("unbroken/log/{file}"));
        if place.path(&unbroken).exists() {
            assert_eq!(place.read(&broken), place.read(&unbroken), "{file}");
        }
    }
    assert_eq!(place.json(&["doctor", "-C", "broken"], 0)["sound"], true);
    assert_eq!(place.json(&["verify", "broken"], 0)["agrees"], true);
}

#[test]
fn a_copy_that_is_broken_off_leaves_the_one_before() {
    let place = Place::with_book("book");
    let import = |rows: std::ops::Range<u32>| {
        place.write("rows.csv", statement(rows));
        place.run(&words("book")).ended(0);
    };
    import(0..4_000);
    let began = Instant::now();
    place.run(&["publish", "whole", "-C", "book"]).ended(0);
    let whole = began.elapsed();
    let publish = ["publish", "copy", "-C", "book"];
    let mut killed = 0;
    let mut broken_off_after = |part: u32| {
        let mut child = place.begin(&publish);
        std::thread::sleep(whole * part / 12);
        killed += u32::from(child.try_wait().unwrap().is_none());
        drop(child.kill());
        child.wait().unwrap();
    };
    // The first copy is there whole, or not at all.
    broken_off_after(6);
    if place.path("copy").exists() {
        place.json(&["verify", "copy"], 0);
    }
    place.run(&publish).ended(0);
    let before = place.read("copy/log/checkpoint");
    import(3_000..8_000);
    let after = place.read("book/log/checkpoint");
    for part in [1, 3, 5, 7, 9] {
        broken_off_after(part);
        let shown = place.read("copy/log/checkpoint");
        assert!(shown == before || shown == after, "a copy of neither state");
        let told = place.json(&["verify", "copy"], 0);
        assert_eq!(told["unchecked"], serde_json::json!([]), "{told}");
        let manifest: serde_json::Value =
            serde_json::from_slice(&place.read("copy/copy.json")).unwrap();
        let files = manifest["files"].as_object().unwrap();
        assert!(files.keys().all(|file| place.path("copy").join(file).is_file()));
    }
    assert!(killed >= 3, "ended by itself too soon to be killed");
    place.run(&publish).ended(0);
    assert_eq!(place.read("copy/log/checkpoint"), after);
    assert!(!place.path(".copy.next").exists());
    place.json(&["verify", "copy"], 0);
}

#[test]
fn two_writers_take_turns() {
    let place = Place::with_book("book");
    place.write("rows.csv", statement(0..ROWS));
    place.write("person.jsonl", r#"{"kind":"person/1","what":{"id":"nguoi01"}}"#);
    let mut importing = place.begin(&words("book"));
    let lock = place.path("book/writer.lock");
    crate::place::until(|| {
        std::fs::read_to_string(&lock)
            .is_ok_and(|holder| holder.contains(&importing.id().to_string()))
    });
    let busy = place.json(&["apply", "person.jsonl", "-C", "book", "--wait", "0"], 4);
    assert_eq!(busy["error"]["code"], "busy");
    // Whoever waits comes after it; the import was not disturbed.
    std::thread::sleep(Duration::from_millis(100));
    place.run(&["apply", "person.jsonl", "-C", "book"]).ended(0);
    assert!(importing.wait().unwrap().success());
    place.json(&["verify", "book"], 0);
}
