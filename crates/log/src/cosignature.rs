//! C2SP tlog-cosignature: a witness's timed signature on a checkpoint, which says that at this time this
//! was the largest consistent tree the witness had seen of the log. Type 0x04 (Ed25519) is made and
//! verified, type 0x06 (ML-DSA-44) verified; seeds and times are passed in, never made.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::note::{
    Algorithm, KeyError, Note, NoteError, NoteSignature, VerifierKey, is_name, name_and_bytes,
    parse_private, private_text_of,
};

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
    public: Public,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Public {
    Ed25519(VerifyingKey),
    /// A log and a witness sign in one way with such keys.
    MlDsa44(VerifierKey),
}

impl CosignerKey {
    fn of_ed25519(name: &str, key: VerifyingKey) -> Result<Self, KeyError> {
        if !is_name(name) {
            return Err(KeyError::Name(name.to_owned()));
        }
        let digest = Sha256::new()
            .chain_update(name)
            .chain_update([b'\n', ED25519])
            .chain_update(key.as_bytes())
            .finalize();
        let key_id = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
        Ok(Self { name: name.to_owned(), key_id, public: Public::Ed25519(key) })
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
        match &self.public {
            Public::Ed25519(key) => key.as_bytes(),
            Public::MlDsa44(key) => key.public_key(),
        }
    }

    /// Whether this key claims to have made the line.
    pub fn made(&self, line: &NoteSignature) -> bool {
        line.key_id == self.key_id && line.name == self.name
    }

    /// When the line was made, in seconds since 1970; `None` where it does not fit the checkpoint's text.
    pub fn verify(&self, text: &str, line: &NoteSignature) -> Option<u64> {
        let (timestamp, signature) = line.signature.split_first_chunk::<TIMESTAMP_BYTES>()?;
        let time = u64::from_be_bytes(*timestamp);
        let fits = match &self.public {
            Public::Ed25519(key) => Signature::from_slice(signature).is_ok_and(|signature| {
                key.verify_strict(&ed25519_message(text, time), &signature).is_ok()
            }),
            Public::MlDsa44(key) => key.verify(text.as_bytes(), &line.signature),
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
        match &self.public {
            Public::Ed25519(key) => {
                let typed = BASE64.encode(&[&[ED25519][..], key.as_bytes()].concat());
                write!(formatter, "{}+{:08x}+{typed}", self.name, self.key_id)
            }
            Public::MlDsa44(key) => key.fmt(formatter),
        }
    }
}

impl FromStr for CosignerKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (name, bytes) = name_and_bytes(text)?;
        let (&kind, public) = bytes.split_first().ok_or(KeyError::Malformed)?;
        if kind != ED25519 {
            let key: VerifierKey = text.parse()?;
            return match key.algorithm() {
                Algorithm::Ed25519 => Err(KeyError::NoCosigner),
                Algorithm::MlDsa44 => Ok(Self {
                    name: key.name().to_owned(),
                    key_id: key.key_id(),
                    public: Public::MlDsa44(key),
                }),
            };
        }
        let public = public.try_into().map_err(|_| KeyError::Malformed)?;
        let public = VerifyingKey::from_bytes(public).map_err(|_| KeyError::Malformed)?;
        let key = Self::of_ed25519(name, public)?;
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
        let key = CosignerKey::of_ed25519(name, secret.verifying_key())?;
        Ok(Self { secret, key })
    }

    /// The public side, to publish.
    pub fn key(&self) -> &CosignerKey {
        &self.key
    }

    /// The private text, for a key file: `PRIVATE+KEY+name+key id+base64` of type and seed.
    pub fn to_private_text(&self) -> Zeroizing<String> {
        let CosignerKey { name, key_id, .. } = &self.key;
        private_text_of((name, *key_id), ED25519, self.secret.as_bytes())
    }

    /// Reads [`Cosigner::to_private_text`]'s form.
    ///
    /// # Errors
    /// Refuses any other form, and a key id that does not belong to the key.
    pub fn from_private_text(text: &str) -> Result<Self, KeyError> {
        let (name, seed) = parse_private(text, ED25519)?;
        let key = Self::from_seed(name, &seed)?;
        if key.to_private_text().as_str() == text { Ok(key) } else { Err(KeyError::KeyId) }
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
        let kept = cosigner.to_private_text();
        let again = Cosigner::from_private_text(&kept).unwrap();
        assert_eq!(again.key(), cosigner.key());
        for bad in [&kept[1..], &kept.replace("w1", "w2"), &log.to_private_text()] {
            assert!(Cosigner::from_private_text(bad).is_err());
        }
    }

    #[test]
    fn an_ml_dsa_44_witness_is_verified() {
        let signer = crate::note::MlDsaSigner::from_seed("witness.example/w2", &[8; 32]).unwrap();
        let key: CosignerKey = signer.verifier().to_string().parse().unwrap();
        assert_eq!(key.to_string(), signer.verifier().to_string());
        let mut note = Note::parse(CHECKPOINT).unwrap();
        assert_eq!(key.cosigned_at(&note), Ok(None));
        let checkpoint = crate::checkpoint::Checkpoint::from_text(note.text()).unwrap();
        note.add(signer.sign(&checkpoint).unwrap());
        // Our own signer states no time.
        assert_eq!(key.cosigned_at(&note), Ok(Some(0)));
        let mut line = note.signatures().last().unwrap().clone();
        line.signature[7] = 1;
        assert_eq!(key.verify(note.text(), &line), None);
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
