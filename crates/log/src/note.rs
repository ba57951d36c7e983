//! C2SP signed notes: text, a blank line, signature lines; Ed25519 and ML-DSA-44 keys in Go's string form.
//! Signatures of unknown keys are kept as they came and prove nothing. Seeds are passed in, never made.

mod key;
mod ml_dsa;

pub use key::{Algorithm, KeyError, SignerKey, VerifierKey};
pub(crate) use key::{is_name, name_and_bytes, parse_private, private_text_of};
pub use ml_dsa::MlDsaSigner;

use std::fmt;

use data_encoding::BASE64;

/// Bytes a note may have at most (as in Go's `note.Open`).
const MAX_NOTE_BYTES: usize = 1_000_000;
/// Signatures a note may carry at most (as in Go's `note.Open`).
const MAX_SIGNATURES: usize = 100;
const SIGNATURE_PREFIX: &str = "— ";

/// A signed note: the text that is signed, and every signature found under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One signature line, known or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    /// The key's name: not empty, without white space and `+`.
    pub name: String,
    /// The first four bytes of the signature's payload, naming key and algorithm.
    pub key_id: u32,
    /// The signature itself, at least one byte.
    pub signature: Vec<u8>,
}

/// Why a note was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Longer than 1,000,000 bytes.
    #[error("the note is {0} bytes long, more than 1,000,000")]
    TooLong(usize),
    /// A control character other than the newline, or a text that does not end in one.
    #[error("the note's text is malformed")]
    Text,
    /// No blank line before the signatures, or none of them, or more than 100.
    #[error("the note has no signature block, or too many signatures")]
    Signatures,
    /// A signature line not in the form `— name base64`.
    #[error("signature line {0} of the note is malformed")]
    SignatureLine(usize),
    /// A signature by a trusted key does not fit the text.
    #[error("the signature by {0} does not fit the note")]
    BadSignature(String),
    /// No trusted key has signed.
    #[error("no trusted key has signed the note")]
    Unverified,
}

impl Note {
    /// An unsigned note; sign it before writing it out.
    ///
    /// # Errors
    /// Refuses a text that is empty, does not end in a newline or holds other control characters.
    pub fn new(text: &str) -> Result<Self, NoteError> {
        let note = Self { text: text.to_owned(), signatures: Vec::new() };
        if text.ends_with('\n') && is_printable(text) { Ok(note) } else { Err(NoteError::Text) }
    }

    /// Reads a note without believing it: call [`Note::verify`] before using its text.
    ///
    /// # Errors
    /// Refuses anything but a text, a blank line and 1 to 100 signature lines.
    pub fn parse(note: &str) -> Result<Self, NoteError> {
        if note.len() > MAX_NOTE_BYTES {
            return Err(NoteError::TooLong(note.len()));
        }
        if !is_printable(note) {
            return Err(NoteError::Text);
        }
        let split = note.rfind("\n\n").ok_or(NoteError::Signatures)?;
        let (text, block) = (&note[..=split], &note[split + 2..]);
        let signatures = NoteSignature::parse_lines(block)?;
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The signed text, its final newline included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every signature line, in order.
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Adds the key's signature, in place of an earlier one by the same key.
    pub fn sign(&mut self, key: &SignerKey) {
        let signature = NoteSignature {
            name: key.verifier().name().to_owned(),
            key_id: key.verifier().key_id(),
            signature: key.sign(self.text.as_bytes()).to_vec(),
        };
        self.add(signature);
    }

    /// Adds a signature made elsewhere, in place of an earlier one by the same key. Nothing is checked.
    pub fn add(&mut self, signature: NoteSignature) {
        self.signatures.retain(|old| old.name != signature.name || old.key_id != signature.key_id);
        self.signatures.push(signature);
    }

    /// The same text with the signatures by these keys that hold, and nothing else.
    #[must_use]
    pub fn signed_by(&self, keys: &[VerifierKey]) -> Self {
        let holds = |line: &&NoteSignature| {
            let mut makers = keys.iter().filter(|key| key.made(line));
            makers.any(|key| key.verify(self.text.as_bytes(), &line.signature))
        };
        let mut note = Self { text: self.text.clone(), signatures: Vec::new() };
        self.signatures.iter().filter(holds).for_each(|line| note.add(line.clone()));
        note
    }

    /// The keys among `trusted` that signed, in their order there. Signatures by others are passed over.
    ///
    /// # Errors
    /// Refuses the note if a trusted key's signature does not fit, or none of them signed.
    pub fn verify<'key>(
        &self,
        trusted: &'key [VerifierKey],
    ) -> Result<Vec<&'key VerifierKey>, NoteError> {
        let mut signers = Vec::new();
        for key in trusted {
            let mut own = self.signatures.iter().filter(|line| key.made(line)).peekable();
            if own.peek().is_none() {
                continue;
            }
            if !own.all(|line| key.verify(self.text.as_bytes(), &line.signature)) {
                return Err(NoteError::BadSignature(key.name().to_owned()));
            }
            signers.push(key);
        }
        if signers.is_empty() { Err(NoteError::Unverified) } else { Ok(signers) }
    }
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(formatter, "{signature}"))
    }
}

impl NoteSignature {
    /// Reads signature lines that come without a note, as a witness answers with.
    ///
    /// # Errors
    /// Refuses anything but 1 to 100 signature lines.
    pub fn parse_lines(block: &str) -> Result<Vec<Self>, NoteError> {
        if block.len() > MAX_NOTE_BYTES {
            return Err(NoteError::TooLong(block.len()));
        }
        let block = block.strip_suffix('\n').ok_or(NoteError::Signatures)?;
        let lines = block.split('\n').zip(1..);
        let signatures = lines
            .map(|(line, number)| Self::parse(line).ok_or(NoteError::SignatureLine(number)))
            .collect::<Result<Vec<_>, _>>()?;
        if signatures.len() > MAX_SIGNATURES { Err(NoteError::Signatures) } else { Ok(signatures) }
    }

    fn parse(line: &str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix(SIGNATURE_PREFIX)?.split_once(' ')?;
        let payload = BASE64.decode(encoded.as_bytes()).ok()?;
        let (key_id, signature) = payload.split_first_chunk::<4>()?;
        (key::is_name(name) && !signature.is_empty()).then(|| Self {
            name: name.to_owned(),
            key_id: u32::from_be_bytes(*key_id),
            signature: signature.to_vec(),
        })
    }
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let payload = [&self.key_id.to_be_bytes()[..], &self.signature].concat();
        write!(formatter, "{SIGNATURE_PREFIX}{} {}", self.name, BASE64.encode(&payload))
    }
}

fn is_printable(text: &str) -> bool {
    text.bytes().all(|byte| byte >= b' ' || byte == b'\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    // golang.org/x/mod sumdb/note, ExampleOpen: another implementation's key and signature.
    const GO_KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const GO_NOTE: &str = "If you think cryptography is the answer to your problem,\n\
        then you don't know what your problem is.\n\n\
        — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    fn go_key() -> VerifierKey {
        GO_KEY.parse().unwrap()
    }

    #[test]
    fn a_note_signed_by_go_opens_and_is_signed_again_alike() {
        let note = Note::parse(GO_NOTE).unwrap();
        assert_eq!(note.verify(&[go_key()]).unwrap()[0].to_string(), GO_KEY);
        assert_eq!(note.to_string(), GO_NOTE);
        // ExampleSign's private key: AYEK…: algorithm byte 1, then the seed.
        let seed = BASE64.decode(b"AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz").unwrap();
        let signer = SignerKey::from_seed("PeterNeumann", seed[1..].try_into().unwrap()).unwrap();
        let mut again = Note::new(note.text()).unwrap();
        again.sign(&signer);
        assert_eq!(again.to_string(), GO_NOTE);
    }

    #[test]
    fn every_changed_byte_is_noticed() {
        for at in 0..GO_NOTE.len() {
            let mut bytes = GO_NOTE.as_bytes().to_vec();
            bytes[at] ^= 1;
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let opened = Note::parse(&text).and_then(|note| note.verify(&[go_key()]).map(|_| ()));
            assert!(opened.is_err(), "byte {at}");
        }
    }

    #[test]
    fn unknown_signatures_are_kept_and_prove_nothing() {
        let mine = SignerKey::from_seed("books.example/a", &[1; 32]).unwrap();
        let mut note = Note::parse(GO_NOTE).unwrap();
        note.sign(&mine);
        note.sign(&mine);
        let read = Note::parse(&note.to_string()).unwrap();
        assert_eq!(read.signatures().len(), 2);
        assert_eq!(read.verify(&[mine.verifier().clone()]).unwrap().len(), 1);
        assert_eq!(read.verify(&[go_key(), mine.verifier().clone()]).unwrap().len(), 2);
        let other = SignerKey::from_seed("books.example/a", &[2; 32]).unwrap();
        assert_eq!(read.verify(&[other.verifier().clone()]), Err(NoteError::Unverified));
        assert_eq!(read.verify(&[]), Err(NoteError::Unverified));
    }

    #[test]
    fn of_many_lines_those_of_known_keys_that_hold_are_kept() {
        let line = GO_NOTE.lines().last().unwrap();
        let forged = line.replacen("x08go/ZJ", "x08go/ZK", 1);
        let others = "— other.example AAAAAAE=\n".repeat(97);
        let note =
            Note::parse(&GO_NOTE.replace(line, &format!("{forged}\n{others}{line}"))).unwrap();
        assert_eq!(note.signatures().len(), 99);
        assert_eq!(note.signed_by(&[go_key()]).to_string(), GO_NOTE);
        assert_eq!(note.signed_by(&[]).signatures(), []);
    }

    #[test]
    fn malformed_notes_are_refused() {
        let line = GO_NOTE.lines().last().unwrap();
        let bad = [
            String::new(),
            "text\n".to_owned(),
            "text\n\n".to_owned(),
            format!("text\n{line}\n"),
            format!("text\n\n{line}"),
            format!("text\n\n{line}\n\n"),
            format!("text\n\n{line} \n"),
            format!("text\n\n{}\n", line.replace("— ", "- ")),
            format!("text\n\n{}\n", line.replace("Peter", "Peter+")),
            format!("text\n\n{}\n", line.replace("Peter", "Peter\u{a0}")),
            format!("te\txt\n\n{line}\n"),
            format!("text\r\n\n{line}\n"),
            "text\n\n— name AAAAAA==\n".to_owned(),
            format!("text\n\n{}", format!("{line}\n").repeat(101)),
            "x".repeat(1_000_001),
        ];
        for note in bad {
            assert!(Note::parse(&note).is_err(), "{note:.80?}");
        }
        assert!(Note::new("no newline").is_err() && Note::new("").is_err());
    }
}
