//! C2SP tlog-cosignature: a witness's timed signature on a checkpoint, type 0x04 (Ed25519). It says that
//! at this time this was the largest consistent tree the witness had seen of the log. Keys of other types
//! are refused by name; seeds and times are passed in, never made.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

use crate::note::{KeyError, Note, NoteError, NoteSignature, is_name};

/// The signature type of timed Ed25519 cosignatures.
const ED25519: u8 = 0x04;
/// Bytes of the timestamp before the signature.
const TIMESTAMP_BYTES: usize = 8;
/// The latest time a cosignature may state (2^63 − 1).
const LATEST: u64 = i64::MAX as u64;

/// A witness's public key under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CosignerKey {
    name: String,
    key_id: u32,
    algorithm: Algorithm,
}

/// How a cosignature is made. A new kind is a new variant here, with its type byte in `type_byte`, its
/// reading in `from_str` and its message in `verify`; policies and notes need nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Algorithm {
    Ed25519(VerifyingKey),
}

impl Algorithm {
    fn type_byte(&self) -> u8 {
        match self {
            Self::Ed25519(_) => ED25519,
        }
    }

    fn public_key(&self) -> &[u8] {
        match self {
            Self::Ed25519(key) => key.as_bytes(),
        }
    }
}

impl CosignerKey {
    fn new(name: &str, algorithm: Algorithm) -> Result<Self, KeyError> {
        if !is_name(name) {
            return Err(KeyError::Name(name.to_owned()));
        }
        let digest = Sha256::new()
            .chain_update(name)
            .chain_update([b'\n', algorithm.type_byte()])
            .chain_update(algorithm.public_key())
            .finalize();
        let key_id = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
        Ok(Self { name: name.to_owned(), key_id, algorithm })
    }

    /// The name on its signature lines.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// First four bytes of SHA-256(name ‖ newline ‖ type ‖ public key).
    pub fn key_id(&self) -> u32 {
        self.key_id
    }

    /// The public key alone: two keys that share it are one, whatever their names.
    pub fn public_key(&self) -> &[u8] {
        self.algorithm.public_key()
    }

    /// Whether this key claims to have made the line.
    pub fn made(&self, line: &NoteSignature) -> bool {
        line.key_id == self.key_id && line.name == self.name
    }

    /// When the line was made, in seconds since 1970; `None` where it does not fit the checkpoint's text.
    pub fn verify(&self, text: &str, line: &NoteSignature) -> Option<u64> {
        let (timestamp, signature) = line.signature.split_first_chunk::<TIMESTAMP_BYTES>()?;
        let time = u64::from_be_bytes(*timestamp);
        let fits = match &self.algorithm {
            Algorithm::Ed25519(key) => Signature::from_slice(signature).is_ok_and(|signature| {
                key.verify_strict(&ed25519_message(text, time), &signature).is_ok()
            }),
        };
        (fits && time <= LATEST && self.made(line)).then_some(time)
    }

    /// When this witness last cosigned the note, in seconds since 1970; `None` where it did not.
    ///
    /// # Errors
    /// Refuses the note where a line of this witness does not fit it.
    pub fn cosigned_at(&self, note: &Note) -> Result<Option<u64>, NoteError> {
        let mut latest = None;
        for line in note.signatures().iter().filter(|line| self.made(line)) {
            let time = self.verify(note.text(), line);
            let time = time.ok_or_else(|| NoteError::BadSignature(self.name.clone()))?;
            latest = latest.max(Some(time));
        }
        Ok(latest)
    }
}

impl fmt::Display for CosignerKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let typed = [&[self.algorithm.type_byte()][..], self.public_key()].concat();
        write!(formatter, "{}+{:08x}+{}", self.name, self.key_id, BASE64.encode(&typed))
    }
}

impl FromStr for CosignerKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(_), Some(encoded)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err(KeyError::Malformed);
        };
        let bytes = BASE64.decode(encoded.as_bytes()).map_err(|_| KeyError::Malformed)?;
        let (&kind, public) = bytes.split_first().ok_or(KeyError::Malformed)?;
        let algorithm = match kind {
            ED25519 => {
                let public = public.try_into().map_err(|_| KeyError::Malformed)?;
                let key = VerifyingKey::from_bytes(public).map_err(|_| KeyError::Malformed)?;
                Algorithm::Ed25519(key)
            }
            _ => return Err(KeyError::NoCosigner(kind)),
        };
        let key = Self::new(name, algorithm)?;
        if key.to_string() == text { Ok(key) } else { Err(KeyError::KeyId) }
    }
}

/// A witness's private key under its name. Its `Debug` shows only the public side; it is wiped when
/// dropped.
#[derive(Clone)]
pub struct Cosigner {
    secret: SigningKey,
    key: CosignerKey,
}

impl Cosigner {
    /// The key that belongs to an RFC 8032 seed. The seed must serve nothing else: the message of this
    /// type does not hold the witness's name.
    ///
    /// # Errors
    /// Refuses a name that is empty or holds white space, control characters or `+`.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = SigningKey::from_bytes(seed);
        let key = CosignerKey::new(name, Algorithm::Ed25519(secret.verifying_key()))?;
        Ok(Self { secret, key })
    }

    /// The public side, to publish.
    pub fn key(&self) -> &CosignerKey {
        &self.key
    }

    /// Signs a checkpoint's text as seen at `time`, seconds since 1970 (at most 2^63 − 1). Whoever calls
    /// this has checked the tree against the last one cosigned.
    pub fn cosign(&self, text: &str, time: u64) -> NoteSignature {
        let time = time.min(LATEST);
        let signature = self.secret.sign(&ed25519_message(text, time)).to_bytes();
        NoteSignature {
            name: self.key.name.clone(),
            key_id: self.key.key_id,
            signature: [&time.to_be_bytes()[..], &signature].concat(),
        }
    }
}

impl fmt::Debug for Cosigner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Cosigner({})", self.key)
    }
}

fn ed25519_message(text: &str, time: u64) -> Vec<u8> {
    format!("cosignature/v1\ntime {time}\n{text}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A checkpoint of a public test log with the cosignatures of four public witnesses, run by others
    /// on other software.
    const CHECKPOINT: &str = include_str!("../tests/vectors/cosigned-checkpoint.txt");
    const WITNESSES: [&str; 4] = [
        "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/MwYaGX4CPdiVEPM",
        "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
        "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
        "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
    ];

    #[test]
    fn the_cosignatures_of_public_witnesses_are_verified() {
        let note = Note::parse(CHECKPOINT).unwrap();
        for text in WITNESSES {
            let key: CosignerKey = text.parse().unwrap();
            assert_eq!(key.to_string(), text);
            assert_eq!(key.cosigned_at(&note), Ok(Some(0x6a12_2120)), "{text}");
        }
        let forged = CHECKPOINT.replacen("1432088532", "1432088533", 1);
        let forged = Note::parse(&forged).unwrap();
        for text in WITNESSES {
            let key: CosignerKey = text.parse().unwrap();
            assert!(key.cosigned_at(&forged).is_err(), "{text}");
        }
    }

    #[test]
    fn every_changed_byte_of_a_cosignature_is_noticed() {
        let note = Note::parse(CHECKPOINT).unwrap();
        let key: CosignerKey = WITNESSES[2].parse().unwrap();
        let line = note.signatures().iter().find(|line| key.made(line)).unwrap();
        for at in 0..line.signature.len() {
            let mut forged = line.clone();
            forged.signature[at] ^= 1;
            assert_eq!(key.verify(note.text(), &forged), None, "byte {at}");
        }
        let mut short = line.clone();
        short.signature.truncate(7);
        assert_eq!(key.verify(note.text(), &short), None);
    }

    #[test]
    fn the_specifications_line_states_the_specifications_time() {
        // tlog-cosignature's example; it gives no public key.
        let line = "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWX\
            EhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
        let [line] = NoteSignature::parse_lines(line).unwrap().try_into().unwrap();
        assert_eq!((line.key_id, line.signature.len()), (0x8d66_cf3f, 72));
        assert_eq!(line.signature[..8], 1_679_315_147_u64.to_be_bytes());
    }

    #[test]
    fn a_cosignature_is_made_as_it_is_verified_and_is_no_log_signature() {
        let cosigner = Cosigner::from_seed("witness.example/w1", &[7; 32]).unwrap();
        let mut note =
            Note::new("books.example/a\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n")
                .unwrap();
        let log = crate::note::SignerKey::from_seed("witness.example/w1", &[7; 32]).unwrap();
        note.sign(&log);
        assert_eq!(cosigner.key().cosigned_at(&note), Ok(None));
        note.add(cosigner.cosign(note.text(), 5));
        assert_eq!(cosigner.key().cosigned_at(&note), Ok(Some(5)));
        note.add(cosigner.cosign(note.text(), 9));
        let note = Note::parse(&note.to_string()).unwrap();
        assert_eq!(note.signatures().len(), 2);
        assert_eq!(cosigner.key().cosigned_at(&note), Ok(Some(9)));
        assert!(note.verify(&[log.verifier().clone()]).is_ok());
        assert!(!format!("{cosigner:?}").contains("7, 7"));
    }

    #[test]
    fn keys_of_other_types_and_broken_keys_are_refused() {
        for bad in [
            "",
            "remora.n621.de",
            "remora.n621.de+da77ade8+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
            "remora.n621.dE+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
            "remora.n621.de+DA77ADE7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
            "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2 ",
            "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        ] {
            assert!(bad.parse::<CosignerKey>().is_err(), "{bad}");
        }
    }
}
