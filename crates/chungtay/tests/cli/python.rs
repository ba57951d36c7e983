//! `tools/verify.py`: Python's standard library recomputes what we publish, and finds what was changed.

use crate::monitoring::FolderServer;
use crate::place::{Place, statement, workspace};
use std::path::Path;
use std::process::Command;

/// Exit code and words of `verify.py`; `None` where there is no Python.
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
pub(crate) fn python(words: &[&str]) -> Option<(i32, String)> {
    let script = workspace().join("tools/verify.py");
    let command = Command::new("python3").args(["-X", "utf8"]).arg(script).args(words).output();
    let Ok(output) = command else {
        println!("skipped: python3 absent");
        return None;
    };
    let said = [output.stdout, output.stderr].concat();
    Some((output.status.code().unwrap(), String::from_utf8(said).unwrap()))
}

/// The demo book, filled as `./x demo` does.
fn demo(place: &Place) {
    let file = |name: &str| workspace().join("demo").join(name).display().to_string();
    place.run(&["init", "demo", "--id", "demo", "--test-seed", "demo"]).ended(0);
    let apply = |name: &str| drop(place.run(&["apply", &file(name), "-C", "demo"]).ended(0));
    apply("1-article.jsonl");
    apply("2-demonstration.jsonl");
    let import = |name: &str| {
        let into = ["--account", "mh-nganhang", "--fund", "mh-ungho", "-C", "demo"];
        place.run(&[&["import", &file(name)], &into[..]].concat()).ended(0);
    };
    import("statement.csv");
    apply("3-after-import.jsonl");
    apply("4-privacy.jsonl");
    let erase = ["erase", "--person", "g87fu4xv", "--request", "mh-yeu-cau-1", "--approved-by"];
    place.run(&[&erase[..], &["8liob3b6", "--because", "x", "-C", "demo"]].concat()).ended(0);
    place.run(&["privacy", "done", "mh-yeu-cau-1", "--told", "x", "-C", "demo"]).ended(0);
    import("statement-again.csv");
    apply("5-life.jsonl");
    apply("6-movement.jsonl");
}

/// Replaces the last of some bytes in a file with as many others.
fn spoil(file: &Path, from: &str, to: &str) {
    let mut bytes = std::fs::read(file).unwrap();
    let at = bytes.windows(from.len()).rposition(|window| window == from.as_bytes()).unwrap();
    bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    std::fs::write(file, bytes).unwrap();
}

#[test]
fn python_agrees_with_the_demo_book_and_finds_what_was_changed() {
    let place = Place::new();
    demo(&place);
    let log = place.path("demo/log");
    let shown = place.path("demo").display().to_string();
    let Some((exit, said)) = python(&[&shown]) else { return };
    assert_eq!(exit, 0, "{said}");
    let checkpoint = place.checkpoint("demo");
    assert!(said.contains(checkpoint.lines().nth(2).unwrap()), "{said}");
    let compared: u32 =
        said.lines().nth(1).unwrap().trim().split('/').next().unwrap().parse().unwrap();
    assert!(compared > 70, "{said}");

    let site = FolderServer::start();
    site.show(Some(&place.path("demo")));
    let key = place.run(&["log-key", "-C", "demo"]).ended(0);
    assert_eq!(python(&[&site.address, key.trim()]).unwrap().0, 0);
    let other = key.trim().replace('A', "B");
    assert_eq!(python(&[&shown, &other]).unwrap().0, 1, "another key");

    for (path, from, to, told) in [
        (
            "figures.json",
            "\"id\":\"fund.mh-ungho.received\"",
            "\"id\":\"fund.mh-ungho.gifts\",\"",
            "",
        ),
        ("tile/entries/001", "\"row\":9", "\"row\":8", "gốc / root"),
        ("tile/entries/000", "\"kind\":\"", "\"kind\" \"", "dạng / form"),
        ("checkpoint", "demo\n", "demp\n", "chữ ký / signature"),
    ] {
        let whole = std::fs::read(log.join(path)).unwrap();
        spoil(&log.join(path), from, to);
        let (exit, said) = python(&[&shown]).unwrap();
        assert_eq!(exit, 1, "{path}: {said}");
        assert!(said.contains(told), "{path}: {said}");
        std::fs::write(log.join(path), whole).unwrap();
    }
    assert_eq!(python(&[&shown]).unwrap().0, 0);
    // What cannot be read is no difference.
    assert_eq!(python(&[&place.path("nowhere").display().to_string()]).unwrap().0, 2);
    for (path, text) in
        [("figures.json", None), ("checkpoint", Some("nhật ký\n\n")), ("key", Some("+"))]
    {
        let whole = std::fs::read(log.join(path)).unwrap();
        std::fs::remove_file(log.join(path)).unwrap();
        if let Some(text) = text {
            std::fs::write(log.join(path), text).unwrap();
        }
        let (exit, said) = python(&[&shown]).unwrap();
        assert_eq!(exit, 2, "{path}: {said}");
        std::fs::write(log.join(path), whole).unwrap();
    }
    site.show(None);
    assert_eq!(python(&[&site.address, key.trim()]).unwrap().0, 2, "a server that fails");
}

#[test]
fn python_counts_reversed_lines_and_totals_as_we_do() {
    let place = Place::with_book("book");
    place.write("rows.csv", statement(0..600));
    let words =
        ["import", "rows.csv", "--account", "vcb", "--fund", "yagi", "--create", "-C", "book"];
    place.run(&words).ended(0);
    let shown = place.path("book").display().to_string();
    let Some((exit, said)) = python(&[&shown]) else { return };
    assert_eq!(exit, 0, "{said}");
    spoil(&place.path("book/log/figures.json"), "\"value\":588", "\"value\":589");
    let (exit, said) = python(&[&shown]).unwrap();
    assert_eq!(exit, 1, "{said}");
    assert!(said.contains("589") && said.contains("588"), "{said}");
}

#[test]
fn the_script_is_short_and_comes_with_the_binary() {
    let script = std::fs::read_to_string(workspace().join("tools/verify.py")).unwrap();
    assert!(script.lines().count() <= 150, "{}", script.lines().count());
    let place = Place::new();
    assert_eq!(place.run(&["export", "--format", "verify-py"]).ended(0), script);
}
