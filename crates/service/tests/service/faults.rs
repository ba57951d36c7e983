//! Stopped anywhere, torn or spoilt anywhere, the published log goes on as the same log, or opening it
//! for writing is refused by the name of the file. Every checkpoint that was ever to be seen is a
//! beginning of the last one, by a consistency proof. The files and the code are the real ones.

use super::bench_book::{Bench, clock};
use super::faulty_disk::{FaultyDisk, Stop};
use chungtay_journal::{BookFolder, Disk, Mode};
use chungtay_ledger::kinds::keys::KeyReason;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::note::SignerKey;
use chungtay_log::proof::{prove_consistency, verify_consistency};
use chungtay_log::reader::AuthenticReader;
use chungtay_service::Book;
use chungtay_service::apply::apply;
use chungtay_service::doctor::examine;
use chungtay_service::log_keys::passphrase::nobody;
use chungtay_service::log_keys::request::{KeyRequest, request_change, request_roots};
use chungtay_service::published::TileFolder;
use chungtay_service::recover::recover;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const BOOK: &str = r#"{"kind":"book/1","actor":"maker222","occurred_on":"2025-01-01","what":{"id":"b","name":"Sổ thử","names_policy":"initials"}}"#;

/// Entries `sequences` of the test book: the book itself, then persons.
pub fn entries(sequences: Range<u64>) -> String {
    let mut text = String::new();
    for sequence in sequences {
        match sequence {
            0 => writeln!(text, "{BOOK}").unwrap(),
            _ => writeln!(text, r#"{{"kind":"person/1","what":{{"id":"p{sequence}"}}}}"#).unwrap(),
        }
    }
    text
}

/// Every file under a folder, by its path there.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for file in std::fs::read_dir(next).unwrap().map(Result::unwrap) {
            if file.file_type().unwrap().is_dir() {
                waiting.push(file.path());
            } else {
                let path = file.path();
                let path = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(path, std::fs::read(file.path()).unwrap());
            }
        }
    }
    found
}

fn copy(from: &Path, to: &Path) {
    if to.exists() {
        std::fs::remove_dir_all(to).unwrap();
    }
    for (path, bytes) in files(from) {
        let path = to.join(path);
        let parent = path.parent().unwrap();
        std::fs::create_dir_all(parent).unwrap();
        std::fs::set_permissions(parent, std::fs::Permissions::from_mode(0o700)).unwrap();
        std::fs::write(&path, bytes).unwrap();
        // The key files ask for it.
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
}

/// A checkpoint's size and root; `None` where the file is absent or torn.
fn checkpoint(file: &Path) -> Option<Checkpoint> {
    let note = std::fs::read_to_string(file).ok()?;
    let (text, signatures) = note.split_once("\n\n")?;
    // The last line of a note is a whole signature line.
    let whole = signatures.ends_with('\n');
    whole.then(|| Checkpoint::from_text(&format!("{text}\n")).ok()).flatten()
}

#[test]
fn stopped_after_any_operation_the_log_goes_on_as_the_same() {
    let bench = Bench::new();
    let (template, whole, trial) =
        (bench.directory(), bench.folder.path().join("whole"), bench.folder.path().join("trial"));
    apply(&mut bench.create(), &entries(0..200)).unwrap();
    copy(&template, &whole);
    apply(&mut Book::open(&whole, clock).unwrap(), &entries(200..530)).unwrap();
    let expected = files(&whole.join("log"));
    let last = checkpoint(&whole.join("head")).unwrap();
    for stop in [Stop::Clean, Stop::Torn, Stop::PowerLoss] {
        for allowed in 0.. {
            copy(&template, &trial);
            let disk = Arc::new(FaultyDisk::new(stop, allowed));
            let ran = Book::open_on(disk.clone(), &trial, clock)
                .and_then(|mut book| apply(&mut book, &entries(200..530)));
            let Some(at) = disk.stopped_at() else {
                assert!(allowed > 20 && ran.is_ok(), "{allowed} operations");
                break;
            };
            assert!(ran.is_err(), "stopped at {at}");
            let seen = ["head", "log/checkpoint"].map(|file| checkpoint(&trial.join(file)));
            let mut book =
                Book::open(&trial, clock).unwrap_or_else(|error| panic!("{at}: {error}"));
            assert!([200, 530].contains(&book.state().size), "{at}");
            if book.state().size == 200 {
                apply(&mut book, &entries(200..530)).unwrap();
            }
            let found = files(&trial.join("log"));
            for (path, bytes) in &expected {
                assert_eq!(found.get(path), Some(bytes), "{stop:?} at {at}: {path}");
            }
            let more = found.keys().find(|path| !expected.contains_key(*path));
            assert_eq!(more, None, "{stop:?} at {at}");
            for seen in seen.into_iter().flatten() {
                let tiles = TileFolder::new(&trial.join("log"));
                let mut log = AuthenticReader::open(tiles, last.size(), last.root()).unwrap();
                let proof = prove_consistency(&mut log, seen.size(), last.size()).unwrap();
                let sizes = (seen.size(), last.size());
                let roots = (&seen.root(), &last.root());
                verify_consistency(sizes.0, sizes.1, &proof, roots.0, roots.1).unwrap();
            }
        }
    }
}

/// Signs a request with root keys.
fn signed(mut request: KeyRequest, roots: &[SignerKey]) -> KeyRequest {
    for root in roots {
        request = request.signed(root).unwrap();
    }
    request
}

/// A book that has stated three roots and committed nothing since; the request for its next keys, signed by two.
fn asked_for_new_keys(bench: &Bench) -> KeyRequest {
    let root = |number| SignerKey::from_seed(&format!("root-{number}"), &[number; 32]).unwrap();
    let roots = [1, 2, 3].map(root);
    let mut book = bench.create();
    apply(&mut book, &entries(0..200)).unwrap();
    drop(book);
    let named = roots.iter().map(|root| root.verifier().to_string()).collect();
    let request = request_roots(&bench.directory(), &nobody, named, 2).unwrap();
    let mut book = Book::open(&bench.directory(), clock).unwrap();
    book.enter_request(&signed(request, &roots), None).unwrap();
    drop(book);
    let reason = KeyReason::Scheduled;
    let request = request_change(&bench.directory(), clock, &nobody, reason, None).unwrap();
    signed(request, &roots[1..])
}

#[test]
fn keys_change_whole_or_not_at_all_wherever_it_stops() {
    let bench = Bench::new();
    let request = asked_for_new_keys(&bench);
    let (template, whole, trial) =
        (bench.directory(), bench.folder.path().join("whole"), bench.folder.path().join("trial"));
    let change = |disk: Arc<dyn Disk>, directory: &Path| {
        let mut book = Book::open_with_next_keys_on(disk, directory, clock)?;
        book.enter_request(&request, None)
    };
    copy(&template, &whole);
    change(Arc::new(FaultyDisk::new(Stop::Clean, u32::MAX)), &whole).unwrap();
    let expected = log_and_head(&whole);
    for stop in [Stop::Clean, Stop::Torn, Stop::PowerLoss] {
        for allowed in 0.. {
            copy(&template, &trial);
            let disk = Arc::new(FaultyDisk::new(stop, allowed));
            let ran = change(disk.clone(), &trial);
            let Some(at) = disk.stopped_at() else {
                assert!(allowed > 10 && ran.is_ok(), "{allowed} operations");
                break;
            };
            assert!(ran.is_err(), "stopped at {at}");
            let book = Book::open(&trial, clock).unwrap_or_else(|error| panic!("{at}: {error}"));
            let is_changed = request.is_entered(&book.state().log_trust);
            drop(book);
            if !is_changed {
                assert!(log_and_head(&trial) == log_and_head(&template), "{stop:?} at {at}");
                change(Arc::new(FaultyDisk::new(stop, u32::MAX)), &trial).unwrap();
            }
            let found = log_and_head(&trial);
            for (path, bytes) in &expected {
                assert_eq!(found.get(path), Some(bytes), "{stop:?} at {at}: {path}");
            }
        }
    }
    // Keys that are not those which the log says: refused by the file's name, and nothing is signed.
    let keys = whole.join("log-keys");
    std::fs::copy(keys.join("log-1.key"), keys.join("log-2.key")).unwrap();
    let refused = Book::open(&whole, clock).map(drop).unwrap_err().to_string();
    assert!(refused.contains("log-2.key"), "{refused}");
    assert!(log_and_head(&whole) == expected);
    let recovered = recover(&template, clock, Duration::ZERO, &nobody, &mut |_, _| {}).unwrap();
    assert_eq!(recovered.size, 201, "new keys that no entry has named sign nothing");
}

/// A book published at several sizes, so that full tiles, partial ones and narrower ones stand.
fn published(bench: &Bench) -> BTreeMap<String, Vec<u8>> {
    let mut book = bench.create();
    for sequences in [0..200, 200..600, 600..700] {
        apply(&mut book, &entries(sequences)).unwrap();
    }
    drop(book);
    log_and_head(&bench.directory())
}

fn log_and_head(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found: BTreeMap<String, Vec<u8>> = files(&directory.join("log"))
        .into_iter()
        .map(|(path, bytes)| (format!("log/{path}"), bytes))
        .collect();
    found.insert("head".to_owned(), std::fs::read(directory.join("head")).unwrap());
    found
}

/// After the file was spoilt: the same log again, or a refusal that names the file; whether it healed.
fn heals_or_refuses(directory: &Path, expected: &BTreeMap<String, Vec<u8>>, path: &str) -> bool {
    match Book::open(directory, clock) {
        Ok(book) => {
            drop(book);
            let found = log_and_head(directory);
            let wrong = expected.iter().find(|(path, bytes)| found.get(*path) != Some(bytes));
            assert_eq!(wrong.map(|(path, _)| path), None, "after {path} was spoilt");
            true
        }
        Err(error) => {
            let name = path.rsplit('/').next().unwrap();
            assert!(error.to_string().contains(name), "{path}: {error}");
            std::fs::write(directory.join(path), &expected[path]).unwrap();
            let found = log_and_head(directory);
            assert!(found == *expected, "a refusal changed something");
            false
        }
    }
}

#[test]
fn torn_anywhere_it_heals_or_is_refused_by_name() {
    let bench = Bench::new();
    let expected = published(&bench);
    let directory = bench.directory();
    let mut healed = 0;
    for (path, bytes) in &expected {
        for cut in (0..bytes.len()).step_by(512) {
            std::fs::write(directory.join(path), &bytes[..cut]).unwrap();
            let whole = heals_or_refuses(&directory, &expected, path);
            assert_eq!(whole, path != "head", "{path} cut at {cut}");
            healed += u32::from(whole);
        }
        // Nothing tells that 600 entries were once published, but that the file stands.
        if path != "head" && !path.ends_with("002.p/88") {
            std::fs::remove_file(directory.join(path)).unwrap();
            heals_or_refuses(&directory, &expected, path);
        }
    }
    assert!(healed > 200, "{healed}");
}

#[test]
fn a_flipped_bit_is_named_by_doctor_and_heals_or_is_refused() {
    let bench = Bench::new();
    let expected = published(&bench);
    let directory = bench.directory();
    for (path, bytes) in &expected {
        for (turn, place) in
            [0, bytes.len() / 3, bytes.len() / 2, bytes.len() - 1].into_iter().enumerate()
        {
            let mut spoilt = bytes.clone();
            spoilt[place] ^= 1 << (turn * 2);
            std::fs::write(directory.join(path), &spoilt).unwrap();
            let folder = BookFolder::open(&directory, Mode::Reader).unwrap();
            let named = match examine(&folder, &mut |_, _| {}) {
                Ok(examined) if path == "head" => !examined.findings.is_empty(),
                Ok(examined) => {
                    let name = path.strip_prefix("log/").unwrap().to_owned();
                    let found = examined.findings.iter().find(|found| found.code == "log-files");
                    found.is_some_and(|found| found.files.contains(&name))
                }
                Err(error) => error.to_string().contains("head"),
            };
            assert!(named, "{path} at {place}");
            let healed = heals_or_refuses(&directory, &expected, path);
            assert!(healed || path == "head", "{path} at {place}");
        }
    }
    let recovered = recover(&directory, clock, Duration::ZERO, &nobody, &mut |_, _| {}).unwrap();
    assert!(recovered.files.is_empty(), "{recovered:?}");
}

#[test]
fn a_lost_head_is_no_way_to_a_second_history() {
    let bench = Bench::new();
    let mut book = bench.create();
    apply(&mut book, &entries(0..300)).unwrap();
    drop(book);
    let old = std::fs::read(bench.directory().join("journal.sqlite")).unwrap();
    let mut book = Book::open(&bench.directory(), clock).unwrap();
    apply(&mut book, &entries(300..400)).unwrap();
    drop(book);
    let expected = log_and_head(&bench.directory());
    std::fs::remove_file(bench.directory().join("head")).unwrap();
    Book::open(&bench.directory(), clock).unwrap();
    assert!(log_and_head(&bench.directory()) == expected, "the same head again");
    // With the head the journal is lost too, and an older one put in its place.
    std::fs::remove_file(bench.directory().join("head")).unwrap();
    for name in ["journal.sqlite-wal", "journal.sqlite-shm"] {
        drop(std::fs::remove_file(bench.directory().join(name)));
    }
    std::fs::write(bench.directory().join("journal.sqlite"), old).unwrap();
    let refused = Book::open(&bench.directory(), clock).map(drop).unwrap_err();
    assert!(refused.to_string().contains("400 were signed"), "{refused}");
}

/// SHA-256 of "abc": FIPS 180-4, example B.1.
#[test]
fn a_blob_is_whole_or_not_there_wherever_the_disk_stops() {
    let name = "blobs/ba/7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    for stop in [Stop::Clean, Stop::Torn, Stop::PowerLoss] {
        for allowed in 0.. {
            let bench = Bench::new();
            drop(bench.create());
            let mode = Mode::Writer { wait: Duration::ZERO };
            let disk = Arc::new(FaultyDisk::new(stop, allowed));
            let folder = BookFolder::open_on(disk.clone(), &bench.directory(), mode).unwrap();
            let stored = folder.blobs.put(b"abc");
            drop(folder);
            let file = bench.directory().join(name);
            let found = std::fs::read(&file).ok();
            assert!(found.is_none() || found.as_deref() == Some(b"abc"), "{stop:?} {allowed}");
            let folder = BookFolder::open(&bench.directory(), mode).unwrap();
            let left = std::fs::read_dir(bench.directory().join("blobs/unfinished"));
            assert_eq!(left.map_or(0, Iterator::count), 0, "{stop:?} {allowed}");
            let hash = folder.blobs.put(b"abc").unwrap();
            assert_eq!(folder.blobs.get(&hash).unwrap().as_deref(), Some(&b"abc"[..]));
            if disk.stopped_at().is_none() {
                assert!(stored.is_ok() && allowed > 4, "{allowed} operations");
                break;
            }
            assert!(stored.is_err());
        }
    }
}
