//! Receipts in all their forms against `vectors/receipts.json`, which a Python program wrote from
//! `docs/receipts.md`; and every changed byte of one.

use std::collections::BTreeSet;

use chungtay_log::hash::leaf_hash;
use chungtay_log::note::VerifierKey;
use chungtay_log::receipt::{CodeError, Receipt, code_texts, read_codes};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Vectors {
    policy: Policy,
    base: String,
    receipts: Vec<Good>,
    broken_text: Vec<BrokenText>,
    broken_compact: Vec<BrokenCompact>,
    broken_qr: Vec<BrokenCode>,
}

#[derive(Deserialize)]
struct Policy {
    log_key: String,
    origin: String,
}

#[derive(Deserialize)]
struct Good {
    name: String,
    entry: String,
    leaf_hex: String,
    index: String,
    size: String,
    origin: String,
    root: String,
    path: Vec<String>,
    extensions: Vec<String>,
    form_only: bool,
    log_key: String,
    text: String,
    compact_hex: String,
    reduced_text: String,
    reduced_compact_hex: String,
    qr: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct BrokenText {
    name: String,
    text: String,
    reason: String,
}

#[derive(Deserialize)]
struct BrokenCompact {
    name: String,
    compact_hex: String,
}

#[derive(Deserialize)]
struct BrokenCode {
    name: String,
    qr: Vec<String>,
    reason: String,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../vectors/receipts.json")).unwrap()
}

fn bytes(hex: &str) -> Vec<u8> {
    data_encoding::HEXLOWER.decode(hex.as_bytes()).unwrap()
}

fn base() -> Good {
    let vectors = vectors();
    vectors.receipts.into_iter().find(|receipt| receipt.name == vectors.base).unwrap()
}

/// Whether the receipt holds, by the entry that it carries itself.
fn holds(receipt: &Receipt, origin: &str, key: &VerifierKey) -> Result<(), String> {
    let entry = receipt.extra.as_deref().ok_or("no entry")?;
    let verified = receipt.verify(&leaf_hash(entry), origin, std::slice::from_ref(key));
    verified.map(drop).map_err(|error| error.to_string())
}

#[test]
fn every_form_of_every_receipt_is_read_and_written_alike() {
    for good in vectors().receipts {
        let name = &good.name;
        let receipt = Receipt::from_text(&good.text).unwrap();
        assert_eq!(receipt.to_text(), good.text, "{name}");
        assert_eq!(receipt.extra.as_deref(), Some(good.entry.as_bytes()), "{name}");
        assert_eq!(receipt.index.to_string(), good.index, "{name}");
        assert_eq!(receipt.hashes.iter().map(ToString::to_string).collect::<Vec<_>>(), good.path);
        let compact = bytes(&good.compact_hex);
        assert_eq!(receipt.to_compact().unwrap(), compact, "{name}");
        assert_eq!(Receipt::from_compact(&compact).unwrap(), receipt, "{name}");
        let reduced = receipt.reduced().unwrap();
        assert_eq!(reduced.to_text(), good.reduced_text, "{name}");
        let compact = bytes(&good.reduced_compact_hex);
        assert_eq!(reduced.to_compact().unwrap(), compact, "{name}");
        assert_eq!(code_texts(&compact), good.qr, "{name}");
        let Some(texts) = good.qr else { continue };
        let turned: Vec<&str> = texts.iter().rev().map(String::as_str).collect();
        assert_eq!(read_codes(&turned).unwrap(), compact, "{name}");
    }
}

#[test]
fn every_receipt_holds_under_its_logs_key() {
    for good in vectors().receipts.into_iter().filter(|good| !good.form_only) {
        let key: VerifierKey = good.log_key.parse().unwrap();
        for text in [&good.text, &good.reduced_text] {
            let receipt = Receipt::from_text(text).unwrap();
            let leaf = leaf_hash(good.entry.as_bytes());
            assert_eq!(leaf.to_hex(), good.leaf_hex);
            let head = receipt.verify(&leaf, &good.origin, std::slice::from_ref(&key)).unwrap();
            assert_eq!(head.size().to_string(), good.size, "{}", good.name);
            assert_eq!(head.root().to_string(), good.root, "{}", good.name);
            assert_eq!(head.extensions(), good.extensions, "{}", good.name);
        }
    }
}

#[test]
fn broken_receipts_are_refused() {
    let vectors = vectors();
    let key: VerifierKey = vectors.policy.log_key.parse().unwrap();
    let mut reasons = BTreeSet::new();
    for broken in vectors.broken_text {
        let read = Receipt::from_text(&broken.text);
        assert_eq!(read.is_err(), broken.reason == "text", "{}: {read:?}", broken.name);
        let Ok(receipt) = read else { continue };
        let held = holds(&receipt, &vectors.policy.origin, &key);
        // Witnesses and the entry's canonical form are others' to check.
        let others = broken.reason == "quorum"
            || broken.reason == "entry"
            || broken.name == "a witness's time changed";
        assert_eq!(held.is_ok(), others, "{}: {held:?}", broken.name);
        reasons.insert(broken.reason);
    }
    assert_eq!(reasons.len(), 6, "{reasons:?}");
    for broken in vectors.broken_compact {
        let read = Receipt::from_compact(&bytes(&broken.compact_hex));
        assert!(read.is_err(), "{}", broken.name);
    }
    for broken in vectors.broken_qr {
        let texts: Vec<&str> = broken.qr.iter().map(String::as_str).collect();
        let read = read_codes(&texts);
        match broken.reason.as_str() {
            "qr" => assert_eq!(read, Err(CodeError::Form), "{}", broken.name),
            "parts" => assert_eq!(read, Err(CodeError::Parts), "{}", broken.name),
            _ => assert!(Receipt::from_compact(&read.unwrap()).is_err(), "{}", broken.name),
        }
    }
}

/// The bytes of a text that are covered by neither the log's signature, nor the leaf, nor the path: lines
/// of other signers. Changing them may leave the log's part intact; it must not change what is read.
fn is_of_another_signer(text: &str, at: usize) -> bool {
    let line = text.match_indices('—').map(|(start, _)| start).nth(1).unwrap();
    at >= line
}

#[test]
fn every_changed_byte_of_a_receipt_is_refused_or_immaterial() {
    let good = base();
    let key: VerifierKey = good.log_key.parse().unwrap();
    let original = Receipt::from_text(&good.text).unwrap();
    for (at, byte) in good.text.bytes().enumerate() {
        for changed in (0..8).map(|bit| byte ^ 1 << bit) {
            let mut bytes = good.text.clone().into_bytes();
            bytes[at] = changed;
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let Ok(receipt) = Receipt::from_text(&text) else { continue };
            if holds(&receipt, &good.origin, &key).is_ok() {
                assert!(is_of_another_signer(&good.text, at), "byte {at} to {changed}");
                assert_eq!((receipt.index, &receipt.extra), (original.index, &original.extra));
            }
        }
    }
}

#[test]
fn every_changed_byte_of_a_compact_receipt_and_of_a_code_is_refused_or_immaterial() {
    let good = base();
    let key: VerifierKey = good.log_key.parse().unwrap();
    let original = Receipt::from_text(&good.text).unwrap();
    let compact = bytes(&good.compact_hex);
    // The log's own line comes first: what follows it are the witnesses' lines.
    let own_line = Receipt::from_text(&good.text[..good.text.match_indices('—').nth(1).unwrap().0]);
    let witnesses_from = own_line.unwrap().to_compact().unwrap().len();
    let check = |changed: &[u8], place: &dyn Fn() -> Option<usize>| {
        let Ok(receipt) = Receipt::from_compact(changed) else { return };
        if holds(&receipt, &good.origin, &key).is_ok() {
            assert!(place().is_some_and(|at| at >= witnesses_from), "byte {:?}", place());
            assert_eq!((receipt.index, &receipt.extra), (original.index, &original.extra));
        }
    };
    for at in 0..compact.len() {
        for bit in 0..8 {
            let mut changed = compact.clone();
            changed[at] ^= 1 << bit;
            check(&changed, &|| Some(at));
        }
    }
    let text = good.qr.unwrap().remove(0);
    for at in 0..text.len() {
        for letter in b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:" {
            let mut changed = text.clone().into_bytes();
            changed[at] = *letter;
            let changed = String::from_utf8(changed).unwrap();
            let Ok(read) = read_codes(&[&changed]) else { continue };
            let place = || read.iter().zip(&compact).position(|(one, other)| one != other);
            if read != compact {
                check(&read, &place);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn codes_and_compact_bytes_are_total(bytes: Vec<u8>, text in "(CT1[.:])?[0-9A-Z $%*+./:-]{0,80}") {
        if let Some(texts) = code_texts(&bytes) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            prop_assert_eq!(read_codes(&texts), Ok(bytes.clone()));
        }
        if let Ok(read) = read_codes(&[&text]) {
            prop_assert_eq!(code_texts(&read), Some(vec![text.trim().to_owned()]));
        }
        if let Ok(receipt) = Receipt::from_compact(&bytes) {
            prop_assert_eq!(receipt.to_compact().unwrap(), bytes);
        }
    }

    #[test]
    fn a_torn_compact_receipt_is_read_alike_or_refused(at: usize, cut: usize, insert: Vec<u8>) {
        let compact = bytes(&base().compact_hex);
        let mut torn = compact.clone();
        let at = at % torn.len();
        let end = (at + cut % 40).min(torn.len());
        torn.splice(at..end, insert);
        if let Ok(receipt) = Receipt::from_compact(&torn) {
            prop_assert_eq!(receipt.to_compact().unwrap(), torn);
        }
    }
}

/// `cargo test -p chungtay-log --release -- --ignored --nocapture how_fast`; otherwise it says nothing.
#[test]
#[ignore = "a measurement"]
#[expect(clippy::disallowed_types, reason = "a measurement needs a clock")]
fn how_fast_a_receipt_is_verified() {
    for good in vectors().receipts.into_iter().filter(|good| good.name.contains("illion")) {
        let key: VerifierKey = good.log_key.parse().unwrap();
        let rounds = 500;
        let start = std::time::Instant::now();
        for _ in 0..rounds {
            let receipt = Receipt::from_text(std::hint::black_box(&good.text)).unwrap();
            holds(&receipt, &good.origin, &key).unwrap();
        }
        let each = start.elapsed() / rounds;
        println!("{}: read and verified in {each:?}", good.name);
    }
}
