//! Books of before the key files: their signing key is moved out of the key store, and stays the same.

use super::bench_book::clock;
use chungtay_journal::{BookFolder, KeyStore, Mode};
use chungtay_service::Book;
use chungtay_service::create::{NewBook, create};
use data_encoding::BASE64;
use std::time::Duration;

/// The files of the key store that hold these bytes.
fn holders(directory: &std::path::Path, bytes: &[u8]) -> Vec<String> {
    let files = std::fs::read_dir(directory).unwrap().map(|file| file.unwrap().path());
    let holding = files.filter(|path| {
        path.is_file() && std::fs::read(path).unwrap().windows(bytes.len()).any(|at| at == bytes)
    });
    holding.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn a_key_in_the_key_store_moves_to_its_file_once() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("book");
    let new = NewBook { id: "b", origin: "books.example/b", test_seed: None };
    let key = create(&directory, &new, clock).unwrap().verifier_key();
    // As it was: the Ed25519 seed in keys.sqlite, and no file. The text is Go's private key.
    let file = directory.join("log-keys/log-1.key");
    let text = std::fs::read_to_string(&file).unwrap();
    let encoded = text.lines().next().unwrap().splitn(5, '+').last().unwrap();
    let seed = BASE64.decode(encoded.as_bytes()).unwrap()[1..].to_vec();
    std::fs::remove_dir_all(directory.join("log-keys")).unwrap();
    let mode = Mode::Writer { wait: Duration::ZERO };
    let mut old = BookFolder::open(&directory, mode).unwrap();
    old.keys.put_named_secret("log-seed", &seed).unwrap();
    drop(old);
    assert!(!holders(&directory, &seed).is_empty());

    assert_eq!(Book::open(&directory, clock).unwrap().verifier_key(), key);
    assert_eq!(std::fs::read_to_string(&file).unwrap().lines().next(), text.lines().next());
    assert_eq!(holders(&directory, &seed), Vec::<String>::new());
    // Once there, the file is the only one; without it nothing is signed.
    std::fs::remove_file(&file).unwrap();
    assert!(Book::open(&directory, clock).is_err());
}
