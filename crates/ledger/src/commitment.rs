//! Commitments to private text (design §2): from one 32-byte secret come the salts, the field
//! commitments and the vault key of a record; an entry carries only the record's commitment.
//! Erasing the secret makes the text unprovable and unreadable, and breaks no proof.

use crate::canonical::{Field, Malformed, Problem, Reader};
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// A SHA-256 commitment; in an entry, 43 characters of base64url without padding.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Commitment(pub [u8; 32]);

/// The 32 random bytes from which a record's salts and vault key follow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Secret(pub [u8; 32]);

/// The salt of one field: 32 bytes, released when that field is opened.
pub type Salt = [u8; 32];

fn keyed(key: &[u8; 32]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

fn finish(keyed: &Hmac<Sha256>, label: &[u8], tail: &[u8]) -> [u8; 32] {
    let mut mac = keyed.clone();
    mac.update(label);
    mac.update(tail);
    mac.finalize().into_bytes().into()
}

impl std::fmt::Debug for Secret {
    /// Never the bytes.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

impl Secret {
    /// What follows from the secret for a record of `count` fields: the salts
    /// `HMAC(secret, "ct/field" ‖ index)` and the vault's key `HMAC(secret, "ct/vault")`.
    #[must_use]
    pub fn derive(&self, count: usize) -> RecordKeys {
        let keyed = keyed(&self.0);
        let salts = (0..=u8::MAX).take(count).map(|index| finish(&keyed, b"ct/field", &[index]));
        RecordKeys { salts: salts.collect(), vault_key: finish(&keyed, b"ct/vault", &[]) }
    }
}

/// What follows from a record's secret.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordKeys {
    /// `s_i`, in field order.
    pub salts: Vec<Salt>,
    /// The key of the vault's bytes.
    pub vault_key: [u8; 32],
}

impl RecordKeys {
    /// The commitments of every field, absent ones (`None`) too, in order.
    #[must_use]
    pub fn commit(&self, values: &[Option<&str>]) -> RecordCommitments {
        let fields = (0u8..).zip(values).zip(&self.salts);
        let fields = fields.map(|((index, value), salt)| commit_field(salt, index, *value));
        RecordCommitments { fields: fields.collect() }
    }
}

/// A field's commitment: `SHA-256("ct/commit" ‖ salt ‖ index ‖ length ‖ value)`, the length as eight
/// bytes, big-endian; an absent value has the length 2^64 − 1, so it differs from an empty one.
#[must_use]
pub fn commit_field(salt: &Salt, index: u8, value: Option<&str>) -> Commitment {
    let mut hash = Sha256::new();
    hash.update(b"ct/commit");
    hash.update(salt);
    hash.update([index]);
    let length = value.map_or(u64::MAX, |text| text.len() as u64);
    hash.update(length.to_be_bytes());
    hash.update(value.unwrap_or_default());
    Commitment(hash.finalize().into())
}

/// The commitments of one record's fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordCommitments {
    /// `c_i`, in field order.
    pub fields: Vec<Commitment>,
}

impl RecordCommitments {
    /// What the entry carries: `SHA-256("ct/record" ‖ c_1 ‖ … ‖ c_n)`.
    #[must_use]
    pub fn record(&self) -> Commitment {
        let mut hash = Sha256::new();
        hash.update(b"ct/record");
        for field in &self.fields {
            hash.update(field.0);
        }
        Commitment(hash.finalize().into())
    }
}

/// The look-up key of a statement line: the first 16 bytes of
/// `HMAC(book secret, "ct/line" ‖ account ‖ date ‖ amount ‖ document number ‖ memo without white space)`,
/// parts separated by a zero byte. Private; it survives erasure; page and row are never part of it.
#[derive(Clone)]
pub struct LineKeyMaker(Hmac<Sha256>);

impl LineKeyMaker {
    /// A maker for one book and account.
    #[must_use]
    pub fn new(book_secret: &[u8; 32], account: &str) -> Self {
        let mut mac = keyed(book_secret);
        mac.update(b"ct/line");
        mac.update(account.as_bytes());
        mac.update(&[0]);
        Self(mac)
    }

    /// The key of one line; `scratch` is reused between calls.
    #[must_use]
    pub fn key(
        &self,
        on: crate::date::Date,
        amount: crate::money::Dong,
        document_number: &str,
        memo: &str,
        scratch: &mut Vec<u8>,
    ) -> [u8; 16] {
        scratch.clear();
        scratch.extend_from_slice(&on.days_since_epoch().to_be_bytes());
        scratch.extend_from_slice(&amount.0.to_be_bytes());
        scratch.extend_from_slice(document_number.trim().as_bytes());
        scratch.push(0);
        if memo.is_ascii() {
            scratch.extend(memo.bytes().filter(|byte| !char::from(*byte).is_whitespace()));
        } else {
            let letters = memo.chars().filter(|letter| !letter.is_whitespace());
            scratch.extend_from_slice(letters.collect::<String>().as_bytes());
        }
        let mut mac = self.0.clone();
        mac.update(scratch);
        let full: [u8; 32] = mac.finalize().into_bytes().into();
        let mut key = [0; 16];
        key.copy_from_slice(&full[..16]);
        key
    }
}

impl Commitment {
    /// The 43 characters of base64url.
    #[must_use]
    pub fn to_text(&self) -> [u8; 43] {
        let mut text = [0u8; 43];
        BASE64URL_NOPAD.encode_mut(&self.0, &mut text);
        text
    }

    /// Reads exactly what [`Commitment::to_text`] writes (unused bits must be zero).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::from_letters(text.as_bytes())
    }

    fn from_letters(text: &[u8]) -> Option<Self> {
        let mut bytes = [0u8; 33];
        if text.len() != 43 {
            return None;
        }
        let length = BASE64URL_NOPAD.decode_mut(text, &mut bytes[..32]).ok()?;
        let (value, _) = bytes.split_first_chunk::<32>()?;
        (length == 32).then_some(Self(*value))
    }
}

impl std::fmt::Display for Commitment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(std::str::from_utf8(&self.to_text()).unwrap_or_default())
    }
}

impl std::fmt::Debug for Commitment {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{self}")
    }
}

impl Field for Commitment {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'"');
        out.extend_from_slice(&self.to_text());
        out.push(b'"');
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let start = reader.place();
        if let Some(commitment) = reader.slug().and_then(Self::from_letters) {
            return Ok(commitment);
        }
        reader.return_to(start);
        let text = reader.text()?;
        Self::parse(&text).ok_or_else(|| {
            reader
                .error(Problem::Value("commitment (43 characters of base64url)", text.into_owned()))
        })
    }
}
