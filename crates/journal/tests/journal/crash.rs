//! Kill -9 at any moment: the journal is what was appended up to some batch, and every private store
//! holds exactly what belongs to it. (A kill keeps the page cache; power loss rests on fsync.)

use super::child::{checkpoint, start};
use super::samples::{ACCOUNT, day, entry, line, opening, record, scatter, secret};
use super::sqlite_factory::{WAIT, WRITER};
use chungtay_journal::{BookFolder, Journal, KeyStore, Mode, Openings, Vault};
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

/// Lets another process work for a while, then kills it.
fn kill_after(part: &str, folder: &Path, milliseconds: u64) {
    let mut child = start(part, folder);
    std::thread::sleep(Duration::from_millis(milliseconds));
    child.kill().unwrap();
    child.wait().unwrap();
}

fn check_book(folder: &Path) -> u64 {
    let book = BookFolder::open(folder, WRITER).unwrap();
    let size = book.journal.size().unwrap();
    let mut next = 0;
    for bundle in book.journal.read(0, u64::MAX).unwrap() {
        for (sequence, bytes) in bundle.entries() {
            assert_eq!((sequence, bytes), (next, &*entry(next)));
            next += 1;
        }
    }
    assert_eq!(next, size);
    for index in 0..size.div_ceil(256) + 20 {
        let sequences = index * 256..(index * 256 + 256).min(size);
        let records: Vec<_> = sequences.clone().filter_map(|at| Some((at, record(at)?))).collect();
        let found = book.vault.bundle(index).unwrap();
        assert!(found.records().eq(records.iter().map(|(at, bytes)| (*at, bytes.as_slice()))));
        let openings: Vec<_> =
            sequences.clone().filter_map(|at| Some((at, opening(at)?))).collect();
        let found = book.openings.bundle(index).unwrap();
        assert!(found.records().eq(openings.iter().map(|(at, bytes)| (*at, bytes.as_slice()))));
        let mut secrets: Vec<_> = sequences.map(secret).collect();
        secrets.resize(256, [0; 32]);
        assert_eq!(book.keys.secrets(index).unwrap(), secrets);
    }
    if size > 0 {
        let runs = book.journal.line_runs(ACCOUNT, day()).unwrap();
        assert!(runs[0].lines.iter().copied().eq((0..size).map(line)));
        assert_eq!(book.journal.imports().unwrap()[0].rows_done, size);
        assert_eq!(book.journal.snapshot("fold").unwrap().unwrap().size, size);
    }
    size
}

#[test]
fn killed_while_appending() {
    let directory = TempDir::new().unwrap();
    BookFolder::create(directory.path(), "lang-son", WAIT).unwrap();
    let mut last = 0;
    for round in 0..15 {
        kill_after("append for ever", directory.path(), 30 + scatter(round) % 170);
        let size = check_book(directory.path());
        assert!(size >= last, "committed entries were lost");
        last = size;
    }
    assert!(last > 1000, "the child hardly appended: {last}");
}

#[test]
fn killed_while_replacing_the_head() {
    let directory = TempDir::new().unwrap();
    BookFolder::create(directory.path(), "lang-son", WAIT).unwrap();
    let mut last = 0;
    for round in 0..10 {
        kill_after("replace the head for ever", directory.path(), 20 + scatter(round) % 60);
        let book = BookFolder::open(directory.path(), Mode::Reader).unwrap();
        let Some(head) = book.head().unwrap() else { continue };
        assert_eq!(head.checkpoint, checkpoint(head.size), "torn");
        assert!(head.size >= last);
        last = head.size;
    }
    assert!(last > 10, "the child hardly wrote: {last}");
}
