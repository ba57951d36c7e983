//! What is erased is in no file of the book any more: looked for byte by byte.

use super::samples::{book_append, entry, opening, record, secret};
use super::sqlite_factory::WAIT;
use chungtay_journal::{
    BookFolder, Error, Journal, KeyStore, Mode, Openings, Snapshot, Vault, Withheld,
};
use sha2::{Digest, Sha256};
use std::path::Path;
use tempfile::TempDir;

/// The files in which the bytes are found.
fn files_with(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap();
        if !file.file_type().unwrap().is_file() {
            continue;
        }
        let content = std::fs::read(file.path()).unwrap();
        if content.windows(bytes.len()).any(|window| window == bytes) {
            found.push(file.file_name().into_string().unwrap());
        }
    }
    found
}

/// `small` puts the records into single rows, otherwise they lie in closed bundles.
fn erased_bytes_are_in_no_file(size: u64, erased: &[u64]) {
    let directory = TempDir::new().unwrap();
    let folder = directory.path();
    let mut book = BookFolder::create(folder, "lang-son", WAIT).unwrap();
    for first in (0..size).step_by(100) {
        book.append(first, &book_append(first, 100.min(size - first))).unwrap();
    }
    let reader = BookFolder::open(folder, Mode::Reader).unwrap();
    let first = erased[0];
    assert_eq!(reader.keys.secret(first).unwrap(), Some(secret(first)));
    assert!(!files_with(folder, &secret(first)).is_empty(), "the search finds nothing at all");
    assert_eq!(book.keys.erase(erased).unwrap(), erased.len() as u64);
    assert_eq!(book.vault.erase(erased).unwrap(), erased.len() as u64);
    assert_eq!(book.openings.erase(erased).unwrap(), erased.len() as u64);
    for &sequence in erased {
        let nowhere: Vec<String> = Vec::new();
        assert_eq!(files_with(folder, &secret(sequence)), nowhere);
        // The record's slot in full, with its length before it: "record 1" also begins "record 10".
        for text in [record(sequence).unwrap(), opening(sequence).unwrap()] {
            let mut slot = u32::try_from(text.len()).unwrap().to_be_bytes().to_vec();
            slot.extend(text);
            assert_eq!(files_with(folder, &slot), nowhere);
        }
    }
    assert_eq!(reader.keys.secret(first).unwrap(), None);
    assert_eq!(reader.keys.secret(first + 2).unwrap(), Some(secret(first + 2)));
    assert_eq!(files_with(folder, &secret(first + 2)), ["keys.sqlite"]);
}

#[test]
fn from_closed_bundles() {
    erased_bytes_are_in_no_file(5000, &[1, 257, 1023, 4002]);
}

#[test]
fn from_single_rows() {
    erased_bytes_are_in_no_file(200, &[1, 99, 199]);
}

#[test]
fn a_reader_that_holds_the_old_bytes_is_named() {
    let directory = TempDir::new().unwrap();
    let mut book = BookFolder::create(directory.path(), "lang-son", WAIT).unwrap();
    book.append(0, &book_append(0, 1000)).unwrap();
    let file = directory.path().join("openings.sqlite");
    let reader = rusqlite::Connection::open(&file).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM bundle").unwrap();
    let outcome = book.openings.erase(&[1]);
    assert!(matches!(outcome, Err(Error::ErasureUnfinished { .. })), "{outcome:?}");
    reader.execute_batch("COMMIT").unwrap();
    assert_eq!(book.openings.get(1).unwrap(), None);
    assert_eq!(book.openings.erase(&[1]).unwrap(), 0);
    let mut slot = vec![0, 0, 0, 9];
    slot.extend(opening(1).unwrap());
    assert_eq!(files_with(directory.path(), &slot), Vec::<String>::new());
}

fn leaf(bytes: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

/// Entries of full bundles, and of the unfinished one, whose rows are moved into a bundle afterwards.
#[test]
fn a_withheld_entrys_bytes_are_in_no_file_and_its_leaf_stays() {
    let directory = TempDir::new().unwrap();
    let mut book = BookFolder::create(directory.path(), "lang-son", WAIT).unwrap();
    for first in (0..600).step_by(50) {
        book.append(first, &book_append(first, 50)).unwrap();
    }
    let snapshot = Snapshot { name: "state".into(), version: 1, size: 600, bytes: entry(300) };
    book.journal.put_snapshot(&snapshot).unwrap();
    let reader = BookFolder::open(directory.path(), Mode::Reader).unwrap();
    for sequence in [7, 300, 590] {
        assert!(!files_with(directory.path(), &entry(sequence)).is_empty());
        let withheld = Withheld { sequence, leaf: leaf(&entry(sequence)), restated_by: 599 };
        book.journal.withhold(&withheld).unwrap();
        assert_eq!(files_with(directory.path(), &entry(sequence)), Vec::<String>::new());
        assert_eq!(reader.journal.entry(sequence).unwrap().unwrap(), b"");
        assert_eq!(reader.journal.entry(sequence + 1).unwrap().unwrap(), entry(sequence + 1));
        book.journal.withhold(&withheld).unwrap();
        assert_eq!(reader.journal.withheld().unwrap().last(), Some(&withheld));
    }
    assert_eq!(book.journal.snapshot("state").unwrap(), None);
    book.append(600, &book_append(600, 300)).unwrap();
    assert_eq!(reader.journal.entry(590).unwrap().unwrap(), b"");
    assert_eq!(reader.journal.entry(591).unwrap().unwrap(), entry(591));
    assert_eq!(
        (reader.journal.size().unwrap(), reader.journal.withheld().unwrap().len()),
        (900, 3)
    );
}

#[test]
fn only_the_entry_meant_is_withheld() {
    let directory = TempDir::new().unwrap();
    let mut book = BookFolder::create(directory.path(), "lang-son", WAIT).unwrap();
    book.append(0, &book_append(0, 300)).unwrap();
    let withheld =
        |sequence, of, restated_by| Withheld { sequence, leaf: leaf(&entry(of)), restated_by };
    for wrong in
        [withheld(7, 8, 20), withheld(7, 7, 7), withheld(7, 7, 300), withheld(299, 299, 298)]
    {
        let refused = book.journal.withhold(&wrong).unwrap_err();
        assert!(matches!(refused, Error::CannotWithhold { .. }), "{refused}");
    }
    assert_eq!(book.journal.entry(7).unwrap().unwrap(), entry(7));
    assert_eq!(book.journal.entry(299).unwrap().unwrap(), entry(299));
    assert_eq!(book.journal.withheld().unwrap(), []);
}
