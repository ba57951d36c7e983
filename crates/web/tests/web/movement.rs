//! Organisations, drives and models over the demo book. The other end: the demo's own lines, read as JSON.

use crate::books::make_demo;
use chungtay_web::portal::books::PortalBooks;
use chungtay_web::portal::source::PortalSource;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

/// The lines of the demo's files for `apply`.
fn lines(kind: &str) -> Vec<Value> {
    let files = ["2-demonstration", "5-life", "6-movement"];
    let mut found = Vec::new();
    for file in files {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../demo/{file}.jsonl"));
        let text = std::fs::read_to_string(path).unwrap();
        let all = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        found.extend(all.filter(|line| line["kind"].as_str().unwrap().starts_with(kind)));
    }
    found
}

fn listed(value: &Value, wanted: &str) -> bool {
    value.as_array().is_some_and(|all| all.iter().any(|one| one == wanted))
}

#[test]
fn a_roll_ups_proof_lists_the_entries_behind_it() {
    let directory = TempDir::new().unwrap();
    make_demo(directory.path());
    let books = PortalBooks::open(directory.path(), "http://localhost").unwrap();
    let snapshot = books.snapshot().unwrap();
    let proof = |id: &str| snapshot.figure(id).unwrap().unwrap();
    let works = lines("work/")
        .iter()
        .filter(|line| listed(&line["what"]["launchers"], "mh-co-quan"))
        .count();
    let works = i64::try_from(works).unwrap();
    let found = proof("organisation.mh-khu-vuc.works");
    assert_eq!((found.figure.value, found.entries_count.value), (Some(works), Some(works)));
    // What the fifth team gave counts for the fourth, which it went into.
    let teams = ["mh-doi-4", "mh-doi-5"];
    let undone: BTreeSet<String> = lines("reversal/")
        .iter()
        .map(|line| line["what"]["entry"].as_str().unwrap_or_default().replace('@', ""))
        .collect();
    let given = lines("gift/").into_iter().filter(|line| {
        let by = line["what"]["organisation"].as_str().unwrap_or_default();
        let stands = !undone.contains(line["label"].as_str().unwrap_or("-"));
        teams.contains(&by) && line["what"]["form"] == "cash" && stands
    });
    let given: Vec<i64> = given.map(|line| line["what"]["amount"].as_i64().unwrap()).collect();
    let found = proof("organisation.mh-doi-4.gave");
    assert_eq!(found.figure.value, Some(given.iter().sum()));
    assert_eq!(found.entries_count.value, i64::try_from(given.len()).ok());
    for id in [
        "organisation.mh-khu-vuc.paid",
        "organisation.mh-khu-vuc.spent",
        "organisation.mh-khu-vuc.moved-within",
        "organisation.mh-khu-vuc.labour",
        "programme.mh-dot-duong.paid",
        "programme.mh-dot-duong.raised",
        "target.mh-ct-duong.reached",
        "drive.mh-ngay-luong-2024.received",
        "drive.mh-ngay-luong-2024.mh-doi-2.received",
        "model.mh-mo-hinh-duong.points",
        "emulation.2024.revoked",
    ] {
        assert!(proof(id).entries_count.value.unwrap() > 0, "{id}");
    }
}

#[test]
fn pages_show_what_the_demo_tells() {
    let directory = TempDir::new().unwrap();
    make_demo(directory.path());
    let books = PortalBooks::open(directory.path(), "http://localhost").unwrap();
    let snapshot = books.snapshot().unwrap();
    let models: usize = snapshot.models().unwrap().years.iter().map(|year| year.rows.len()).sum();
    assert_eq!(models, lines("model/").len());
    let drive = snapshot.drive("mh-ngay-luong-2024").unwrap().unwrap();
    let units = lines("drive_unit/");
    let units = units.iter().filter(|line| line["what"]["drive"] == "mh-ngay-luong-2024").count();
    assert_eq!(drive.units.len(), units);
    assert!(drive.give.is_empty() && drive.row.closed.is_some());
    let open = snapshot.drive("mh-doanh-nghiep").unwrap().unwrap();
    assert!(!open.give.is_empty());
    // Every organisation of the book stands in the tree of its newest day, or is told apart.
    let all = snapshot.organisations("").unwrap();
    let told = lines("organisation/").len();
    assert!(all.tree.len() + all.gone.len() > told);
    assert_eq!(all.gone.len(), 1);
    let before = snapshot.organisations("2025-02-28").unwrap();
    assert_eq!(before.tree.len(), all.tree.len());
    let named =
        |name: &str| before.tree.iter().any(|row| row.organisation.name.text.starts_with(name));
    assert!(named("Đội Minh họa số 3") && !named("Chi cục Minh họa"));
}
