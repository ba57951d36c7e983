//! ML-DSA-44 on checkpoints against the outside: NIST's ACVP key generation, and checkpoints signed by
//! another implementation of algorithm and format (`tests/vectors/ml_dsa_checkpoint.py`).

use chungtay_log::checkpoint::{Checkpoint, CheckpointError};
use chungtay_log::note::{Algorithm, MlDsaSigner, Note, NoteError, SignerKey, VerifierKey};
use data_encoding::{BASE64, HEXLOWER, HEXUPPER};
use serde::Deserialize;
use sha2::{Digest, Sha256};

const NAME: &str = "example.com/behind-the-sofa";

#[derive(Deserialize)]
struct Vectors {
    untimed: Vector,
    timed: Vector,
}

#[derive(Deserialize)]
struct Vector {
    seed: String,
    verifier: String,
    note: String,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../vectors/ml_dsa_checkpoint.json")).unwrap()
}

fn seed(hex: &str) -> [u8; 32] {
    HEXLOWER.decode(hex.to_ascii_lowercase().as_bytes()).unwrap().try_into().unwrap()
}

/// usnistgov/ACVP-Server, ML-DSA-keyGen-FIPS204, group 1 (ML-DSA-44): seed, the public key's first and
/// last 32 bytes as printed there.
#[test]
fn keys_are_those_of_nists_vectors() {
    let expected = [
        (
            "4BE7A01A99A5E5BCFE3C06785D8E4EC664082227D86704E9E44862623A05C8B3",
            "ADB0B33464816091F2A95977C67F085FDC24B37854D4DB0A577AE9401E408148",
            "79FE70441C03FE0B541016DA53AEDC40CB69A4C952CD075A89D5032380E4A1C3",
        ),
        (
            "24044AC32483D4A1893192C3D946DFDBEEF869062B46A3BBF407E4A3ED39B6D3",
            "71E2755CB78C946AD085CB97543285F83C5998409F28C440E748C8171ED80B8C",
            "F99C4964B7F07BC766A655B8D451EE37EBA1E234007D038105494C67DB69224D",
        ),
    ];
    for (secret, begins, ends) in expected {
        let key = MlDsaSigner::from_seed("nist", &seed(secret)).unwrap();
        let text = key.verifier().to_string();
        let encoded = text.splitn(3, '+').nth(2).unwrap();
        let bytes = BASE64.decode(encoded.as_bytes()).unwrap();
        let public = HEXUPPER.encode(&bytes[1..]);
        assert_eq!((bytes[0], bytes.len()), (6, 1313));
        assert!(public.starts_with(begins) && public.ends_with(ends), "{secret}");
    }
}

#[test]
fn another_implementations_checkpoint_is_signed_alike_and_opens() {
    let Vectors { untimed, timed } = vectors();
    let signer = MlDsaSigner::from_seed(NAME, &seed(&untimed.seed)).unwrap();
    assert_eq!(signer.verifier().to_string(), untimed.verifier);
    let key: VerifierKey = untimed.verifier.parse().unwrap();
    assert_eq!(key.algorithm(), Algorithm::MlDsa44);
    for vector in [&untimed, &timed] {
        let trusted = [key.clone()];
        assert_eq!(Checkpoint::open(&vector.note, NAME, &trusted).unwrap().size(), 20_852_163);
    }
    // Deterministic: the same bytes as theirs, to the last.
    let checkpoint = Checkpoint::open(&untimed.note, NAME, &[key]).unwrap();
    let mut note = Note::new(&checkpoint.to_text()).unwrap();
    note.add(signer.sign(&checkpoint).unwrap());
    let digest = |text: &str| HEXLOWER.encode(&Sha256::digest(text));
    assert_eq!(digest(&note.to_string()), digest(&untimed.note));
}

#[test]
fn a_log_signs_with_both_and_a_reader_may_know_one() {
    let old = SignerKey::from_seed(NAME, &[1; 32]).unwrap();
    let new = MlDsaSigner::from_seed(NAME, &[2; 32]).unwrap();
    let root = chungtay_log::hash::leaf_hash(b"entry");
    let checkpoint = Checkpoint::new(NAME, 1, root).unwrap();
    let note = checkpoint.sign_as_log(&old, &new).unwrap();
    let (old, new) = (old.verifier().clone(), new.verifier().clone());
    for trusted in [vec![old.clone()], vec![new.clone()], vec![old.clone(), new.clone()]] {
        let signers = Note::parse(&note).unwrap().verify(&trusted).unwrap().len();
        assert_eq!(signers, trusted.len());
        assert_eq!(Checkpoint::open(&note, NAME, &trusted).as_ref(), Ok(&checkpoint));
    }
    // A reader of Ed25519 alone is not disturbed by a spoilt line that it does not know.
    let last = note.trim_end().rfind(' ').unwrap() + 20;
    let mut spoilt = note.clone();
    let other = if spoilt.as_bytes()[last] == b'A' { "B" } else { "A" };
    spoilt.replace_range(last..=last, other);
    assert_eq!(Checkpoint::open(&spoilt, NAME, &[old]).as_ref(), Ok(&checkpoint));
    let refused = Checkpoint::open(&spoilt, NAME, &[new]);
    let wrong = CheckpointError::Note(NoteError::BadSignature(NAME.to_owned()));
    assert_eq!(refused, Err(wrong));
}

#[test]
fn changed_signatures_texts_and_names_are_refused() {
    let Vectors { timed, .. } = vectors();
    let key: VerifierKey = timed.verifier.parse().unwrap();
    let opens = |note: &str| Checkpoint::open(note, NAME, std::slice::from_ref(&key)).is_ok();
    assert!(opens(&timed.note));
    assert!(!opens(&timed.note.replacen("20852163", "20852164", 1)));
    assert!(!opens(&timed.note.replacen("CsUY", "DsUY", 1)));
    // An extension line is not signed by this kind of key, by the specification: it stays unread.
    assert!(opens(&timed.note.replacen("q2I=\n", "q2I=\nmore\n", 1)));
    let payload = timed.note.trim_end().rsplit_once(' ').unwrap().1.to_owned();
    let bytes = BASE64.decode(payload.as_bytes()).unwrap();
    for at in (4..bytes.len()).step_by(61) {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(!opens(&timed.note.replace(&payload, &BASE64.encode(&changed))), "byte {at}");
    }
    for length in [5, 12, bytes.len() - 1] {
        assert!(!opens(&timed.note.replace(&payload, &BASE64.encode(&bytes[..length]))));
    }
    assert!(timed.verifier.replacen("sofa", "sofe", 1).parse::<VerifierKey>().is_err());
    assert!(timed.verifier[..timed.verifier.len() - 4].parse::<VerifierKey>().is_err());
}

#[test]
fn private_texts_come_back_and_only_as_they_were() {
    // Go's note package, ExampleSign: a private key in Go's own form.
    let go = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    let key = SignerKey::from_private_text(go).unwrap();
    assert_eq!(key.to_private_text().as_str(), go);
    assert!(key.verifier().to_string().starts_with("PeterNeumann+c74f20a3+"));
    let beside = MlDsaSigner::from_seed(NAME, &[7; 32]).unwrap();
    let text = beside.to_private_text();
    let again = MlDsaSigner::from_private_text(&text).unwrap();
    assert_eq!(again.verifier(), beside.verifier());
    assert!(SignerKey::from_private_text(&text).is_err());
    assert!(MlDsaSigner::from_private_text(go).is_err());
    for bad in ["", "PRIVATE+KEY+a", &go.replace("c74f", "c74e"), &go.replace("Peter", "Pater")] {
        assert!(SignerKey::from_private_text(bad).is_err(), "{bad}");
    }
    assert!(!format!("{beside:?}").contains(text.splitn(5, '+').last().unwrap()));
}
