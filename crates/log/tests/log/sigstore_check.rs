//! Receipts of our own log and of the vectors, checked by Python's `sigstore` (`e2e/sigstore-check`): what we
//! take it takes, what is wrong with path, log signature or key it refuses.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::note::{MlDsaSigner, Note, SignerKey};
use chungtay_log::proof::prove_inclusion;
use chungtay_log::receipt::Receipt;
use serde_json::{Value, json};

use crate::memory::{Published, entry};

const ORIGIN: &str = "books.example/log";

/// What sigstore says of each receipt; `None` where it accepts it.
fn judgements(receipts: &[Value]) -> Vec<Option<String>> {
    let python = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../python/bin/python");
    assert!(python.exists(), "no {}: run ./x setup", python.display());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/sigstore-check/check.py");
    let mut run = Command::new(python)
        .args(["-B".as_ref(), script.as_os_str()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let question = serde_json::to_vec(receipts).unwrap();
    run.stdin.take().unwrap().write_all(&question).unwrap();
    let output = run.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Receipts of logs of several sizes, with an ML-DSA-44 signature beside, which sigstore passes over.
fn own_receipts() -> Vec<Value> {
    let key = SignerKey::from_seed(ORIGIN, &[3; 32]).unwrap();
    let beside = MlDsaSigner::from_seed(ORIGIN, &[3; 32]).unwrap();
    let mut receipts = Vec::new();
    for size in [1, 2, 3, 255, 256, 257, 1_000, 66_000] {
        let published = Published::of(size);
        let head = Checkpoint::new(ORIGIN, size, published.root).unwrap();
        let mut note = Note::parse(&head.sign(&[&key]).unwrap()).unwrap();
        note.add(beside.sign(&head).unwrap());
        let mut tree = published.open();
        let mut indices = vec![0, size / 3, size / 2, size - 1];
        indices.dedup();
        for index in indices {
            let hashes = prove_inclusion(&mut tree, index, size).unwrap();
            let extra = Some(entry(index));
            let receipt = Receipt { extra, index, hashes, checkpoint: note.to_string() };
            receipts.push(json!({"key": key.verifier().to_string(), "text": receipt.to_text()}));
        }
    }
    receipts
}

#[test]
fn sigstore_takes_our_receipts_and_refuses_broken_ones() {
    let vectors: Value = serde_json::from_str(include_str!("../vectors/receipts.json")).unwrap();
    let mut asked = own_receipts();
    let good = vectors["receipts"].as_array().unwrap().iter();
    asked.extend(
        good.filter(|receipt| receipt["form_only"] == false)
            .map(|receipt| json!({"key": receipt["log_key"], "text": receipt["text"]})),
    );
    let sound = asked.len();
    // Of witnesses' lines sigstore knows nothing.
    let of_the_log = |broken: &&Value| {
        ["path", "signature", "unsigned"].iter().any(|reason| broken["reason"] == *reason)
            && broken["name"] != "a witness's time changed"
    };
    let broken: Vec<&Value> =
        vectors["broken_text"].as_array().unwrap().iter().filter(of_the_log).collect();
    let key = &vectors["policy"]["log_key"];
    asked.extend(broken.iter().map(|broken| json!({"key": key, "text": broken["text"]})));
    let said = judgements(&asked);
    assert_eq!(said.len(), asked.len());
    for (receipt, judgement) in asked.iter().zip(&said).take(sound) {
        assert_eq!(*judgement, None, "{}", receipt["text"]);
    }
    for (broken, judgement) in broken.iter().zip(&said[sound..]) {
        assert!(judgement.is_some(), "{}", broken["name"]);
    }
    assert!(sound > 40 && broken.len() > 8, "{sound} sound, {} broken", broken.len());
}
