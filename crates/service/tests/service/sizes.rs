//! What lies in `log/` at sizes around the edges of bundles, tiles and archives: exactly the files the
//! specification asks for, checked by Go's packages; archives that Python's `zipfile` reads and that,
//! unpacked, are the log.
#![expect(clippy::print_stderr, reason = "a skipped check says so")]

use super::bench_book::Bench;
use super::faults::{entries, files};
use chungtay_journal::{BookFolder, Mode};
use chungtay_log::tile::{Resource, bundles_of, tiles_of};
use chungtay_service::Book;
use chungtay_service::apply::apply;
use chungtay_service::archive::rewrite_archives;
use chungtay_service::verify::{LogFolder, verify};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// The status of `e2e/go-check/run` where Go or its packages are not installed.
const SKIPPED: i32 = 77;

/// Reads every member with Python and compares it with the file of its name.
const READ_ARCHIVE: &str = "
import sys, zipfile
log, members = sys.argv[1], 0
with zipfile.ZipFile(f'{log}/{sys.argv[2]}') as archive:
    assert archive.testzip() is None
    for member in archive.infolist():
        assert member.compress_type == zipfile.ZIP_STORED and member.date_time == (1980, 1, 1, 0, 0, 0)
        assert archive.read(member) == open(f'{log}/{member.filename}', 'rb').read(), member.filename
        members += 1
print(members)
";

fn go_check(book: &Book, log: &Path) {
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/go-check/run");
    let output = Command::new(run).arg(log).arg(book.verifier_key()).output().unwrap();
    if output.status.code() == Some(SKIPPED) {
        eprintln!("skipped: Go and its packages are not installed");
    } else {
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{} entries: {errors}", book.state().size);
    }
}

/// Members of an archive as Python counts them, all compared.
fn read_archive(log: &Path, path: &str) -> Option<u32> {
    let run = Command::new("python3").args(["-c", READ_ARCHIVE]).arg(log).arg(path).output();
    let Ok(output) = run else {
        eprintln!("skipped: python3 absent");
        return None;
    };
    assert!(output.status.success(), "{path}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().trim().parse().unwrap())
}

/// Tiles and bundles of one size, by path.
fn resources(size: u64) -> impl Iterator<Item = Resource> {
    tiles_of(size).map(Resource::Tile).chain(bundles_of(size).map(Resource::Entries))
}

/// Partial resources are kept for earlier sizes until their full form stands.
fn is_kept(resource: Resource, now: u64) -> bool {
    match resource {
        Resource::Tile(tile) => {
            let span = 256u64.pow(u32::from(tile.level()) + 1);
            tile.is_full() || (tile.index() + 1) * span > now
        }
        Resource::Entries(bundle) => bundle.is_full() || (bundle.index() + 1) * 256 > now,
        Resource::Checkpoint => false,
    }
}

fn expected(sizes: &[u64]) -> BTreeSet<String> {
    let now = *sizes.last().unwrap();
    let of_sizes = sizes.iter().flat_map(|size| resources(*size));
    let kept = of_sizes.filter(|resource| is_kept(*resource, now)).map(|found| found.to_string());
    let large = (0..now / 65_536).map(|index| format!("archive/65536/{index:03}.zip"));
    let small =
        (now / 65_536 * 16..now / 4_096).map(|index| format!("archive/4096/{index:03}.zip"));
    let others = ["checkpoint", "figures.json", "key", "keys", "policy"].map(str::to_owned);
    kept.chain(large).chain(small).chain(others).collect()
}

#[test]
fn exactly_the_files_that_the_sizes_ask_for() {
    let bench = Bench::new();
    let mut book = bench.create();
    let log = bench.directory().join("log");
    let mut sizes = vec![0];
    for size in [255, 256, 257, 600, 65_535, 65_536, 65_537, 66_000] {
        let from = book.state().size;
        apply(&mut book, &entries(from..size)).unwrap();
        sizes.push(size);
        let found: BTreeSet<String> = files(&log).into_keys().collect();
        let expected = expected(&sizes);
        assert_eq!(found.difference(&expected).next(), None, "too much at {size}");
        assert_eq!(expected.difference(&found).next(), None, "missing at {size}");
        if [257, 65_536, 66_000].contains(&size) {
            go_check(&book, &log);
        }
        if size == 65_535
            && let Some(members) = read_archive(&log, "archive/4096/014.zip")
        {
            assert_eq!(members, 32);
        }
    }
    if let Some(members) = read_archive(&log, "archive/65536/000.zip") {
        assert_eq!(members, 513);
    }
    drop(book);
    unpacked_archives_are_the_log(&bench, &log);
    archives_follow_what_was_withheld(&bench, &log);
}

/// A mirror: the archive, the files after it, the right edge and what is beside the tiles.
fn unpacked_archives_are_the_log(bench: &Bench, log: &Path) {
    let mirror = bench.folder.path().join("mirror");
    std::fs::create_dir(&mirror).unwrap();
    let unpacked = Command::new("python3")
        .args(["-m", "zipfile", "-e"])
        .args([log.join("archive/65536/000.zip"), mirror.clone()])
        .status();
    if unpacked.is_err() {
        eprintln!("skipped: python3 absent");
        return;
    }
    assert!(unpacked.unwrap().success());
    let mut requests = 1;
    let rest = resources(66_000).map(|resource| resource.to_string());
    for path in rest.chain(["checkpoint", "key", "keys", "figures.json"].map(str::to_owned)) {
        if !mirror.join(&path).is_file() {
            std::fs::create_dir_all(mirror.join(&path).parent().unwrap()).unwrap();
            std::fs::copy(log.join(&path), mirror.join(&path)).unwrap();
            requests += 1;
        }
    }
    assert_eq!(requests, 11, "one archive, two bundles, four tiles, four files");
    let verified = verify(&LogFolder::new(&mirror), None, &mut |_, _| {}).unwrap();
    assert_eq!((verified.size, verified.difference), (66_000, None));
}

/// The same files give the same bytes; a changed bundle leaves no trace of what it held.
fn archives_follow_what_was_withheld(bench: &Bench, log: &Path) {
    let archive = log.join("archive/65536/000.zip");
    let before = std::fs::read(&archive).unwrap();
    let folder = BookFolder::open(&bench.directory(), Mode::Reader).unwrap();
    assert_eq!(rewrite_archives(&folder, &(3..4)).unwrap(), 1);
    assert!(std::fs::read(&archive).unwrap() == before, "the same bytes");
    assert_eq!(rewrite_archives(&folder, &(257..258)).unwrap(), 0);
    let bundle = log.join("tile/entries/003");
    let mut bytes = std::fs::read(&bundle).unwrap();
    let withheld = bytes.windows(5).position(|window| window == b"\"p800").unwrap();
    bytes[withheld..withheld + 5].copy_from_slice(b"\"gone");
    std::fs::write(&bundle, bytes).unwrap();
    rewrite_archives(&folder, &(3..4)).unwrap();
    let after = std::fs::read(&archive).unwrap();
    let holds = |words: &[u8]| after.windows(words.len()).any(|window| window == words);
    assert!(holds(b"\"gone\"") && !holds(b"\"p800\""));
}
