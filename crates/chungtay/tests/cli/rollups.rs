//! Roll-ups of a generated book of 300 organisations in three levels, with shared works, mergers and transfers
//! between funds. The other end: `rollup_book.py`, which writes the book and counts its lines again by sets.

use crate::place::{Place, workspace};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::Command;

/// Value and unknowns by identifier.
type Rollups = BTreeMap<String, (Option<i64>, u64)>;

/// Lines for `apply`, and what their roll-ups come to; `None` where there is no Python.
fn generated(place: &Place, seed: &str) -> Option<Rollups> {
    let script = workspace().join("crates/chungtay/tests/cli/rollup_book.py");
    let (lines, expected) = (place.path("lines.jsonl"), place.path("expected.json"));
    let mut python = Command::new("python3");
    python.args(["-X", "utf8"]).arg(script).arg(seed).arg(&lines).arg(&expected);
    let Ok(ended) = python.output() else {
        drop(writeln!(std::io::stderr(), "skipped: python3 absent"));
        return None;
    };
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    Some(serde_json::from_slice(&place.read("expected.json")).unwrap())
}

#[test]
fn every_dong_and_every_metre_counts_once_in_each_rollup() {
    for seed in ["1", "2", "3"] {
        let place = Place::with_book("book");
        let Some(expected) = generated(&place, seed) else { return };
        place.run(&["apply", "lines.jsonl", "-C", "book"]).ended(0);
        let figures: Value = serde_json::from_slice(&place.read("book/log/figures.json")).unwrap();
        let found: Rollups = figures["figures"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|figure| {
                let id = figure["id"].as_str().unwrap();
                let scope = ["organisation.", "level.", "programme."];
                scope.iter().any(|scope| id.starts_with(scope)).then(|| {
                    let unknowns = figure["unknowns"].as_u64().unwrap();
                    (id.to_owned(), (figure["value"].as_i64(), unknowns))
                })
            })
            .collect();
        assert!(expected.len() > 1_500, "{}", expected.len());
        let names: Vec<&String> = expected.keys().chain(found.keys()).collect();
        let differ: Vec<_> = names
            .into_iter()
            .filter(|id| expected.get(*id) != found.get(*id))
            .map(|id| (id, expected.get(id), found.get(id)))
            .take(10)
            .collect();
        assert!(differ.is_empty(), "seed {seed}: {differ:#?}");
        place.json(&["verify", "book"], 0);
        // The figure language says the same.
        for (figure, question) in [
            ("organisation.o0.works", "count of works organisation o0"),
            ("organisation.o0.gave", "sum of gifts organisation o0 kind bank, cash"),
            ("organisation.o3.works", "count of works organisation o3"),
            ("programme.p0.works", "count of works programme p0"),
        ] {
            let answer = place.json(&["figure", question, "-C", "book"], 0);
            let value = expected.get(figure).map_or(Some(0), |(value, _)| *value);
            assert_eq!(answer["value"].as_i64(), value, "{question}");
        }
    }
}
