//! A reader beside a writer never sees an error; a second writer waits, or is told who writes.

use super::child::start;
use super::samples::book_append;
use super::sqlite_factory::{WAIT, WRITER};
use chungtay_journal::{BookFolder, Error, Journal, Mode};
use std::time::Duration;
use tempfile::TempDir;

fn new_book() -> TempDir {
    let directory = TempDir::new().unwrap();
    BookFolder::create(directory.path(), "lang-son", WAIT).unwrap();
    directory
}

#[test]
fn a_reader_in_another_process_never_sees_an_error() {
    let directory = new_book();
    let mut child = start("read until 40000", directory.path());
    // Opening and closing the writer is part of it: the last one out removes the write-ahead files.
    let mut size = 0;
    while size < 40_000 {
        let mut book = BookFolder::open(directory.path(), WRITER).unwrap();
        for _ in 0..10 {
            size = book.append(size, &book_append(size, size % 900 + 1)).unwrap();
        }
        book.flush().unwrap();
    }
    assert!(child.wait().unwrap().success(), "the reader failed");
}

#[test]
fn a_second_writer_is_told_who_writes() {
    let directory = new_book();
    let mut child = start("hold the lock", directory.path());
    while !directory.path().join("held").exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let busy = Mode::Writer { wait: Duration::from_millis(50) };
    let error = BookFolder::open(directory.path(), busy).unwrap_err();
    let Error::WriterBusy { ref holder, .. } = error else { panic!("{error}") };
    assert_eq!(*holder, format!("process {}", child.id()));
    assert!(error.to_string().contains("writer.lock"), "{error}");
    BookFolder::open(directory.path(), Mode::Reader).unwrap();
    let folder = directory.path().to_path_buf();
    let waiting = std::thread::spawn(move || BookFolder::open(&folder, WRITER).map(drop));
    std::thread::sleep(Duration::from_millis(50));
    assert!(!waiting.is_finished());
    child.kill().unwrap();
    child.wait().unwrap();
    waiting.join().unwrap().unwrap();
}

#[test]
fn the_lock_is_given_back_and_taken_again() {
    let directory = new_book();
    let mut first = BookFolder::open(directory.path(), WRITER).unwrap();
    first.append(0, &book_append(0, 10)).unwrap();
    first.release();
    let error = first.append(10, &book_append(10, 1)).unwrap_err();
    assert!(matches!(error, Error::OpenedForReading { .. }), "{error}");
    let mut second = BookFolder::open(directory.path(), WRITER).unwrap();
    assert!(first.acquire(Duration::ZERO).is_err());
    second.append(10, &book_append(10, 300)).unwrap();
    drop(second);
    first.acquire(Duration::ZERO).unwrap();
    let error = first.append(10, &book_append(10, 1)).unwrap_err();
    assert!(matches!(error, Error::SizeMismatch { actual: 310, .. }), "{error}");
    assert_eq!(first.append(310, &book_append(310, 1)).unwrap(), 311);
}

#[test]
fn a_reader_cannot_write() {
    let directory = new_book();
    let mut book = BookFolder::open(directory.path(), Mode::Reader).unwrap();
    assert!(matches!(
        book.journal.append(0, &book_append(0, 1).entries),
        Err(Error::OpenedForReading { .. })
    ));
    assert!(matches!(book.append(0, &book_append(0, 1)), Err(Error::OpenedForReading { .. })));
    assert!(matches!(book.blobs.put(b"x"), Err(Error::OpenedForReading { .. })));
    assert!(matches!(book.replace_head(None, "a\n1\n"), Err(Error::OpenedForReading { .. })));
    assert!(matches!(book.acquire(WAIT), Err(Error::OpenedForReading { .. })));
}
