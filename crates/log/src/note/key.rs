//! Keys of signed notes: `name+key id+base64`, the form Go's `note.NewVerifier` reads; Ed25519 over the
//! note's text, and ML-DSA-44 over the checkpoint in it (see `ml_dsa`). A signing key is made from a
//! seed that is passed in; written out it is Go's `PRIVATE+KEY+…`, for a key file and nowhere else.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::NoteSignature;
use super::ml_dsa::{self, ML_DSA_44, MlDsaPublic};

/// The signature type of Ed25519 in signed notes.
const ED25519: u8 = 0x01;
const PRIVATE_PREFIX: &str = "PRIVATE+KEY+";

/// Why a key was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Empty, or with white space, a control character or `+`.
    #[error("{0:?} cannot be a key's name")]
    Name(String),
    /// Not `name+8 hex digits+base64` of an Ed25519 or ML-DSA-44 key.
    #[error("this is not an Ed25519 or ML-DSA-44 key")]
    Malformed,
    /// The key id is not the hash of name and key.
    #[error("the key id does not belong to this name and key")]
    KeyId,
    /// A log's Ed25519 key (type 0x01) where a witness's is asked for (0x04 or 0x06).
    #[error("a key of the type 0x01 makes no cosignatures")]
    NoCosigner,
}

/// How a key signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// Type 0x01: Ed25519 over the note's text.
    Ed25519,
    /// Type 0x06: ML-DSA-44 over the checkpoint that the note carries (C2SP tlog-cosignature).
    MlDsa44,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Public {
    Ed25519(VerifyingKey),
    MlDsa44(MlDsaPublic),
}

/// A public key under a name: checks one signer's signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    key_id: u32,
    key: Public,
}

impl VerifierKey {
    fn new(name: &str, key: Public) -> Result<Self, KeyError> {
        if !is_name(name) {
            return Err(KeyError::Name(name.to_owned()));
        }
        let digest = Sha256::new()
            .chain_update(name)
            .chain_update([b'\n'])
            .chain_update(key.encoded())
            .finalize();
        let key_id = u32::from_be_bytes([digest[0], digest[1], digest[2], digest[3]]);
        Ok(Self { name: name.to_owned(), key_id, key })
    }

    pub(super) fn of_ml_dsa(name: &str, key: MlDsaPublic) -> Result<Self, KeyError> {
        Self::new(name, Public::MlDsa44(key))
    }

    /// How it signs.
    pub fn algorithm(&self) -> Algorithm {
        match self.key {
            Public::Ed25519(_) => Algorithm::Ed25519,
            Public::MlDsa44(_) => Algorithm::MlDsa44,
        }
    }

    /// The name on its signature lines.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// First four bytes of SHA-256(name ‖ newline ‖ signature type ‖ public key).
    pub fn key_id(&self) -> u32 {
        self.key_id
    }

    /// The public key alone: two keys that share it are one, whatever their names.
    pub fn public_key(&self) -> &[u8] {
        match &self.key {
            Public::Ed25519(key) => key.as_bytes(),
            Public::MlDsa44(key) => key.as_bytes(),
        }
    }

    pub(super) fn made(&self, line: &NoteSignature) -> bool {
        line.key_id == self.key_id && line.name == self.name
    }

    pub(crate) fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        match &self.key {
            Public::Ed25519(key) => Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(text, &signature).is_ok()),
            Public::MlDsa44(key) => ml_dsa::verify(&self.name, key, text, signature),
        }
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = BASE64.encode(&self.key.encoded());
        write!(formatter, "{}+{:08x}+{encoded}", self.name, self.key_id)
    }
}

/// The two parts of `name+keyid+base64` that say something; the key's id follows from them.
pub(crate) fn name_and_bytes(text: &str) -> Result<(&str, Vec<u8>), KeyError> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(_), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(KeyError::Malformed);
    };
    let bytes = BASE64.decode(encoded.as_bytes()).map_err(|_| KeyError::Malformed)?;
    Ok((name, bytes))
}

impl FromStr for VerifierKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (name, bytes) = name_and_bytes(text)?;
        let public = match bytes.split_first() {
            Some((&ED25519, public)) => {
                let public = public.try_into().map_err(|_| KeyError::Malformed)?;
                let key = VerifyingKey::from_bytes(public).map_err(|_| KeyError::Malformed)?;
                Public::Ed25519(key)
            }
            Some((&ML_DSA_44, public)) => {
                Public::MlDsa44(MlDsaPublic::from_bytes(public).ok_or(KeyError::Malformed)?)
            }
            _ => return Err(KeyError::Malformed),
        };
        let key = Self::new(name, public)?;
        if key.to_string() == text { Ok(key) } else { Err(KeyError::KeyId) }
    }
}

impl Public {
    /// The signature type and the public key, as they are hashed and encoded.
    fn encoded(&self) -> Vec<u8> {
        match self {
            Self::Ed25519(key) => [&[ED25519][..], key.as_bytes()].concat(),
            Self::MlDsa44(key) => [&[ML_DSA_44][..], key.as_bytes()].concat(),
        }
    }
}

/// `PRIVATE+KEY+name+key id+base64` of signature type and seed (Go's `note.GenerateKey`).
pub(super) fn private_text(verifier: &VerifierKey, kind: u8, seed: &[u8; 32]) -> Zeroizing<String> {
    private_text_of((verifier.name(), verifier.key_id()), kind, seed)
}

/// The same of a key of any role, by its name and id.
pub(crate) fn private_text_of(
    (name, key_id): (&str, u32),
    kind: u8,
    seed: &[u8; 32],
) -> Zeroizing<String> {
    let bytes = Zeroizing::new([&[kind][..], seed].concat());
    let encoded = Zeroizing::new(BASE64.encode(&bytes));
    Zeroizing::new(format!("{PRIVATE_PREFIX}{name}+{key_id:08x}+{}", encoded.as_str()))
}

/// Name and seed of a private key of this signature type.
pub(crate) fn parse_private(text: &str, kind: u8) -> Result<(&str, Zeroizing<[u8; 32]>), KeyError> {
    let rest = text.strip_prefix(PRIVATE_PREFIX).ok_or(KeyError::Malformed)?;
    let mut parts = rest.splitn(3, '+');
    let (Some(name), Some(_), Some(encoded)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(KeyError::Malformed);
    };
    let decoded = BASE64.decode(encoded.as_bytes()).map_err(|_| KeyError::Malformed)?;
    let bytes = Zeroizing::new(decoded);
    let seed = bytes.strip_prefix(&[kind]).and_then(|seed| seed.try_into().ok());
    Ok((name, Zeroizing::new(seed.ok_or(KeyError::Malformed)?)))
}

/// A private key under a name. Its `Debug` shows only the public side; it is wiped when dropped.
#[derive(Clone)]
pub struct SignerKey {
    secret: SigningKey,
    verifier: VerifierKey,
}

impl SignerKey {
    /// The key that belongs to an RFC 8032 seed.
    ///
    /// # Errors
    /// Refuses a name that is empty or holds white space, control characters or `+`.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = SigningKey::from_bytes(seed);
        let verifier = VerifierKey::new(name, Public::Ed25519(secret.verifying_key()))?;
        Ok(Self { secret, verifier })
    }

    /// The private text, for a key file: Go's `PRIVATE+KEY+name+key id+base64`.
    pub fn to_private_text(&self) -> Zeroizing<String> {
        private_text(&self.verifier, ED25519, self.secret.as_bytes())
    }

    /// Reads [`SignerKey::to_private_text`]'s form.
    ///
    /// # Errors
    /// Refuses any other form, and a key id that does not belong to the key.
    pub fn from_private_text(text: &str) -> Result<Self, KeyError> {
        let (name, seed) = parse_private(text, ED25519)?;
        let key = Self::from_seed(name, &seed)?;
        if key.to_private_text().as_str() == text { Ok(key) } else { Err(KeyError::KeyId) }
    }

    /// The public side, to publish.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    pub(super) fn sign(&self, text: &[u8]) -> [u8; 64] {
        self.secret.sign(text).to_bytes()
    }
}

impl fmt::Debug for SignerKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SignerKey({})", self.verifier)
    }
}

pub(crate) fn is_name(name: &str) -> bool {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '+';
    !name.is_empty() && name.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_the_go_checksum_database() {
        // cmd/go's built-in verifier key: another implementation's name, id and key.
        let text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
        let key: VerifierKey = text.parse().unwrap();
        assert_eq!((key.name(), key.key_id()), ("sum.golang.org", 0x033d_e0ae));
        assert_eq!(key.to_string(), text);
        for bad in [
            "",
            "sum.golang.org",
            "sum.golang.org+033de0ae",
            "sum.golang.org+033DE0AE+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
            "sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
            "sum.golang.com+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
            "sum.golang.org+033de0ae+As4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
            "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8 ",
            "+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        ] {
            assert!(bad.parse::<VerifierKey>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_signer_never_shows_its_seed() {
        let signer = SignerKey::from_seed("books.example", &[0x42; 32]).unwrap();
        assert_eq!(format!("{signer:?}"), format!("SignerKey({})", signer.verifier()));
        assert!(
            !format!("{signer:?}").contains("42, 42") && !format!("{signer:?}").contains("4242")
        );
        for bad in ["", "a b", "a+b", "a\u{3000}b", "a\nb", "a\u{7f}b"] {
            assert_eq!(
                SignerKey::from_seed(bad, &[1; 32]).unwrap_err(),
                KeyError::Name(bad.to_owned())
            );
        }
    }
}
