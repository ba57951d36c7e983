//! Published logs of several sizes, checked by Go's own packages (`e2e/go-check`); and a spoilt one,
//! which they must refuse. Skipped where Go is not installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::note::{MlDsaSigner, Note, SignerKey};
use chungtay_log::tile::{Resource, append_entry, bundles_of};

use crate::memory::{Published, entry};

/// The checker's status where Go or its packages are not installed.
const SKIPPED: i32 = 77;
const ORIGIN: &str = "books.example/log";

fn write(folder: &Path, resource: Resource, bytes: &[u8]) {
    let path = folder.join(resource.to_string());
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn publish(folder: &Path, size: u64, key: &SignerKey) {
    let published = Published::of(size);
    for (tile, bytes) in &published.tiles {
        write(folder, Resource::Tile(*tile), bytes);
    }
    for bundle in bundles_of(size) {
        let mut bytes = Vec::new();
        for place in 0..u64::from(bundle.width()) {
            append_entry(&mut bytes, &entry(bundle.index() * 256 + place)).unwrap();
        }
        write(folder, Resource::Entries(bundle), &bytes);
    }
    let head = Checkpoint::new(ORIGIN, size, published.root).unwrap();
    // A stranger's and an ML-DSA-44 signature, both unknown to Go, must not disturb the checker.
    let stranger = SignerKey::from_seed("stranger.example", &[9; 32]).unwrap();
    let beside = MlDsaSigner::from_seed(ORIGIN, &[3; 32]).unwrap();
    let mut note = Note::parse(&head.sign(&[&stranger, key]).unwrap()).unwrap();
    note.add(beside.sign(&head).unwrap());
    write(folder, Resource::Checkpoint, note.to_string().as_bytes());
}

fn check(folder: &Path, key: &SignerKey) -> Output {
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/go-check/run");
    let verifier = key.verifier().to_string();
    Command::new(run).arg(folder).arg(verifier).output().unwrap()
}

fn fresh_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("go-check-{name}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    folder
}

#[test]
fn go_accepts_our_logs_and_refuses_a_spoilt_one() {
    let key = SignerKey::from_seed(ORIGIN, &[3; 32]).unwrap();
    for size in [0, 1, 2, 255, 256, 257, 1_000, 65_536, 66_000] {
        let folder = fresh_folder(&size.to_string());
        publish(&folder, size, &key);
        let output = check(&folder, &key);
        if output.status.code() == Some(SKIPPED) {
            eprintln!("skipped: Go and its packages are not installed");
            return;
        }
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{size} entries: {errors}");
        fs::remove_dir_all(&folder).unwrap();
    }
    let folder = fresh_folder("257");
    publish(&folder, 257, &key);
    let other = SignerKey::from_seed(ORIGIN, &[4; 32]).unwrap();
    let refusal = |key: &SignerKey| {
        let output = check(&folder, key);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stderr).unwrap()
    };
    let unsigned = refusal(&other);
    assert!(unsigned.contains("the checkpoint's signature"), "{unsigned}");
    fs::write(folder.join("tile/0/000"), [7; 8_192]).unwrap();
    let spoilt = refusal(&key);
    assert!(spoilt.contains("the tile tile/0/000 is not the entries'"), "{spoilt}");
    fs::remove_dir_all(&folder).unwrap();
}
