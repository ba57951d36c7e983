//! The folder: creation, whose files these are, the head, blobs, and what a short journal means.

use super::child::checkpoint;
use super::samples::{book_append, record, secret};
use super::sqlite_factory::{WAIT, WRITER};
use chungtay_journal::{BookFolder, Error, Journal, KeyStore, Mode, RecordBatch, Vault};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use tempfile::TempDir;

fn create(folder: &Path) -> BookFolder {
    BookFolder::create(folder, "lang-son", WAIT).unwrap()
}

#[test]
fn a_book_is_made_once() {
    let directory = TempDir::new().unwrap();
    let folder = directory.path().join("books/lang-son");
    let error = BookFolder::open(&folder, Mode::Reader).unwrap_err();
    assert!(matches!(error, Error::NotABook { .. }), "{error}");
    let mut book = create(&folder);
    assert_eq!(book.book_id(), "lang-son");
    book.append(0, &book_append(0, 300)).unwrap();
    drop(book);
    let error = BookFolder::create(&folder, "lang-son", WAIT).unwrap_err();
    assert!(matches!(error, Error::BookExists { .. }), "{error}");
    for file in std::fs::read_dir(&folder).unwrap().map(Result::unwrap) {
        let mode = file.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.path().display());
    }
    assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_creation_broken_off_is_begun_again() {
    let directory = TempDir::new().unwrap();
    drop(create(directory.path()));
    std::fs::remove_file(directory.path().join("journal.sqlite")).unwrap();
    std::fs::write(directory.path().join("vault.sqlite"), "").unwrap();
    drop(create(directory.path()));
}

#[test]
fn private_records_of_a_lost_book_are_never_taken_over() {
    let directory = TempDir::new().unwrap();
    let mut book = create(directory.path());
    book.append(0, &book_append(0, 300)).unwrap();
    drop(book);
    std::fs::remove_file(directory.path().join("journal.sqlite")).unwrap();
    let error = BookFolder::create(directory.path(), "lang-son", WAIT).unwrap_err();
    assert!(matches!(error, Error::BookExists { .. }), "{error}");
    let error = BookFolder::create(directory.path(), "another", WAIT).unwrap_err();
    assert!(matches!(error, Error::OtherBook { .. } | Error::BookExists { .. }), "{error}");
    let keys = rusqlite::Connection::open(directory.path().join("keys.sqlite")).unwrap();
    let rows: i64 = keys.query_row("SELECT count(*) FROM tail", [], |row| row.get(0)).unwrap();
    assert!(rows > 0);
}

#[test]
fn the_files_of_two_books_are_told_apart() {
    let (one, two) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    drop(create(one.path()));
    drop(BookFolder::create(two.path(), "cao-bang", WAIT).unwrap());
    std::fs::copy(two.path().join("keys.sqlite"), one.path().join("keys.sqlite")).unwrap();
    let error = BookFolder::open(one.path(), WRITER).unwrap_err();
    assert!(matches!(error, Error::OtherBook { .. }), "{error}");
    std::fs::remove_file(one.path().join("keys.sqlite")).unwrap();
    let error = BookFolder::open(one.path(), WRITER).unwrap_err();
    assert!(matches!(error, Error::NotABook { ref file } if file.ends_with("keys.sqlite")));
}

#[test]
fn a_batch_names_only_its_own_entries() {
    let directory = TempDir::new().unwrap();
    let mut book = create(directory.path());
    book.append(0, &book_append(0, 10)).unwrap();
    let mut stray = book_append(10, 5);
    stray.records.push(15, b"beyond").unwrap();
    let error = book.append(10, &stray).unwrap_err();
    assert!(matches!(error, Error::OutsideBatch { sequence: 15, .. }), "{error}");
    let mut early = book_append(10, 5);
    early.records = RecordBatch::default();
    early.records.push(9, b"before").unwrap();
    assert!(matches!(book.append(10, &early), Err(Error::OutsideBatch { sequence: 9, .. })));
    let mut fewer = book_append(10, 5);
    fewer.secrets.pop();
    assert!(matches!(book.append(10, &fewer), Err(Error::OutsideBatch { .. })));
    assert_eq!(book.journal.size().unwrap(), 10);
}

#[test]
fn a_failed_append_leaves_nothing_behind() {
    let directory = TempDir::new().unwrap();
    let mut book = create(directory.path());
    let mut batch = book_append(0, 300);
    batch.entries.imports.clear();
    let error = book.append(0, &batch).unwrap_err();
    assert!(matches!(error, Error::UnknownImport { number: 1 }), "{error}");
    assert_eq!(book.keys.secret(1).unwrap(), None);
    assert_eq!(book.vault.get(1).unwrap(), None);
    batch = book_append(0, 300);
    batch.secrets[1] = [5; 32];
    assert_eq!(book.append(0, &batch).unwrap(), 300);
}

#[test]
fn orphans_are_swept_by_the_next_writer() {
    let directory = TempDir::new().unwrap();
    let mut book = create(directory.path());
    book.append(0, &book_append(0, 300)).unwrap();
    let orphans = book_append(300, 900);
    book.vault.put(&orphans.records).unwrap();
    book.keys.put_secrets(300, &orphans.secrets).unwrap();
    book.release();
    let swept = book.acquire(WAIT).unwrap();
    let count = (300..1200).filter_map(record).count() as u64;
    assert_eq!((swept.records, swept.secrets, swept.openings), (count, count, 0));
    assert_eq!(book.vault.get(299).unwrap(), record(299));
    assert_eq!(book.vault.get(302).unwrap(), None);
}

#[test]
fn the_head_only_grows_and_only_from_what_was_read() {
    let directory = TempDir::new().unwrap();
    let mut book = create(directory.path());
    assert_eq!(book.head().unwrap(), None);
    book.replace_head(None, &checkpoint(0)).unwrap();
    assert_eq!(book.replace_head(Some(0), &checkpoint(5)).unwrap().size, 5);
    let error = book.replace_head(None, &checkpoint(6)).unwrap_err();
    assert!(matches!(error, Error::HeadMoved { expected: None, actual: Some(5), .. }), "{error}");
    let error = book.replace_head(Some(4), &checkpoint(6)).unwrap_err();
    assert!(matches!(error, Error::HeadMoved { .. }), "{error}");
    let error = book.replace_head(Some(5), &checkpoint(4)).unwrap_err();
    assert!(matches!(error, Error::HeadWouldShrink { actual: 5, proposed: 4 }), "{error}");
    for text in ["", "origin", "origin\n", "origin\n05\nroot\n", "origin\n-1\n", "origin\n5 \n"] {
        let error = book.replace_head(Some(5), text).unwrap_err();
        assert!(matches!(error, Error::NotACheckpoint { .. }), "{text:?}: {error}");
    }
    assert_eq!(book.head().unwrap().unwrap().checkpoint, checkpoint(5));
    let file = std::fs::read_to_string(directory.path().join("head")).unwrap();
    assert_eq!(file, checkpoint(5));
}

#[test]
fn a_journal_shorter_than_the_head_keeps_its_private_records() {
    let directory = TempDir::new().unwrap();
    let mut book = create(directory.path());
    book.append(0, &book_append(0, 300)).unwrap();
    assert!(book.flush().unwrap());
    let backup = std::fs::read(directory.path().join("journal.sqlite")).unwrap();
    book.append(300, &book_append(300, 50)).unwrap();
    book.replace_head(None, &checkpoint(350)).unwrap();
    drop(book);
    std::fs::write(directory.path().join("journal.sqlite"), backup).unwrap();
    let error = BookFolder::open(directory.path(), WRITER).unwrap_err();
    assert!(matches!(error, Error::JournalShorterThanHead { size: 300, signed: 350 }), "{error}");
    let book = BookFolder::open(directory.path(), Mode::Reader).unwrap();
    assert_eq!(book.journal.size().unwrap(), 300);
    let mut book = BookFolder::open(directory.path(), Mode::Recovery { wait: WAIT }).unwrap();
    book.journal.append(300, &book_append(300, 50).entries).unwrap();
    drop(book);
    let book = BookFolder::open(directory.path(), WRITER).unwrap();
    assert_eq!(book.vault.get(341).unwrap(), record(341));
    assert_eq!(book.keys.secret(341).unwrap(), Some(secret(341)));
}

/// SHA-256 of "abc": FIPS 180-4, example B.1.
#[test]
fn blobs_lie_under_their_hash() {
    let directory = TempDir::new().unwrap();
    let book = create(directory.path());
    let hash = book.blobs.put(b"abc").unwrap();
    assert_eq!(book.blobs.put(b"abc").unwrap(), hash);
    let name = "blobs/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(std::fs::read(directory.path().join(name)).unwrap(), b"abc");
    assert_eq!(book.blobs.get(&hash).unwrap().as_deref(), Some(b"abc".as_slice()));
    assert_eq!(book.blobs.get(&[0; 32]).unwrap(), None);
    std::fs::write(directory.path().join(name), "abd").unwrap();
    assert!(matches!(book.blobs.get(&hash), Err(Error::Damaged { .. })));
    assert!(book.blobs.remove(&hash).unwrap());
    assert!(!book.blobs.remove(&hash).unwrap());
    std::fs::write(directory.path().join("blobs/unfinished/1-0"), "half").unwrap();
    drop(book);
    drop(BookFolder::open(directory.path(), WRITER).unwrap());
    assert!(!directory.path().join("blobs/unfinished/1-0").exists());
}
