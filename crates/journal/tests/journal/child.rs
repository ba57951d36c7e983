//! Other processes for the tests: this test binary, started again on one ignored test that reads its
//! part from the environment.

use super::samples::{book_append, scatter};
use super::sqlite_factory::WRITER;
use chungtay_journal::{BookFolder, Journal, Mode, Openings};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const PART: &str = "CHUNGTAY_JOURNAL_TEST_PART";
const FOLDER: &str = "CHUNGTAY_JOURNAL_TEST_FOLDER";

/// Starts another process on `part` of the play in `folder`.
pub fn start(part: &str, folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "journal::child::play", "--ignored", "--nocapture"])
        .env(PART, part)
        .env(FOLDER, folder)
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test process is told its part by its parent")]
fn part() -> Option<(String, String)> {
    Some((std::env::var(PART).ok()?, std::env::var(FOLDER).ok()?))
}

#[test]
#[ignore = "one part of a test with several processes"]
fn play() {
    let Some((part, folder)) = part() else { return };
    let folder = Path::new(&folder);
    match part.as_str() {
        "append for ever" => append_for_ever(folder),
        "replace the head for ever" => replace_the_head_for_ever(folder),
        "read until 40000" => read_until(folder, 40_000),
        "hold the lock" => hold_the_lock(folder),
        other => panic!("no such part: {other}"),
    }
}

/// Batches of many sizes, so that a kill falls into every stage of an append.
fn append_for_ever(folder: &Path) {
    let mut book = BookFolder::open(folder, WRITER).unwrap();
    loop {
        let size = book.journal.size().unwrap();
        let most = [4, 300, 3000][usize::try_from(scatter(size) % 3).unwrap()];
        book.append(size, &book_append(size, scatter(size + 1) % most + 1)).unwrap();
    }
}

pub fn checkpoint(size: u64) -> String {
    let padding = "p".repeat(usize::try_from(scatter(size) % 20_000).unwrap());
    format!("book.example/log\n{size}\n{padding}\n\n— end {size}\n")
}

fn replace_the_head_for_ever(folder: &Path) {
    let mut book = BookFolder::open(folder, Mode::Recovery { wait: Duration::ZERO }).unwrap();
    loop {
        let size = book.head().unwrap().map(|head| head.size);
        book.replace_head(size, &checkpoint(size.unwrap_or(0) + 1)).unwrap();
    }
}

/// Reads on and on beside a writer; any error ends this process with a panic.
fn read_until(folder: &Path, goal: u64) {
    let mut last = 0;
    while last < goal {
        let book = BookFolder::open(folder, Mode::Reader).unwrap();
        for _ in 0..50 {
            let size = book.journal.size().unwrap();
            assert!(size >= last, "the journal shrank");
            last = size;
            let from = size.saturating_sub(700);
            let mut next = from;
            for bundle in book.journal.read(from, 1000).unwrap() {
                for (sequence, entry) in bundle.entries() {
                    assert_eq!((sequence, entry), (next, &*super::samples::entry(next)));
                    next += 1;
                }
            }
            assert!(next >= size);
            for sequence in from..size {
                let opening = super::samples::opening(sequence);
                if sequence % 50 == 0 {
                    assert_eq!(book.openings.get(sequence).unwrap(), opening);
                }
            }
        }
    }
}

fn hold_the_lock(folder: &Path) {
    let _book = BookFolder::open(folder, WRITER).unwrap();
    std::fs::write(folder.join("held"), "").unwrap();
    std::thread::sleep(Duration::from_mins(1));
}
