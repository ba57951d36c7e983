//! Private fields: committed to in the entry, encrypted in the vault, opened by the book's policy.

use crate::error::{Result, ServiceError};
use chungtay_ledger::commitment::{Commitment, RecordCommitments, RecordKeys, Secret};
use chungtay_ledger::opening::OpenedRecord;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

/// In the vault: this field was empty.
const ABSENT: u32 = u32::MAX;
/// In the vault: this field is `text::mask::mask_digits` (as of release 0.1) of the field `memo`.
const MASKED_MEMO: u32 = u32::MAX - 1;
/// In the vault: this field is `text::mask::initials` (as of release 0.1) of the field `memo`.
const INITIALS_OF_MEMO: u32 = u32::MAX - 2;

/// The place of each private field of a bank line.
pub mod bank_line {
    /// Document number.
    pub const DOCUMENT_NUMBER: u8 = 0;
    /// The other side's account.
    pub const COUNTER_ACCOUNT: u8 = 1;
    /// The memo as the bank gave it.
    pub const MEMO: u8 = 2;
    /// The memo with its digits masked.
    pub const MEMO_FULL: u8 = 3;
    /// The memo with names reduced to initials.
    pub const MEMO_INITIALS: u8 = 4;
}

/// A sealed record.
pub struct Sealed {
    /// The salts and the vault's key.
    pub keys: RecordKeys,
    /// The field commitments.
    pub commitments: RecordCommitments,
    /// What the entry carries.
    pub record: Commitment,
}

/// Commits to the fields.
#[must_use]
pub fn seal(secret: &Secret, values: &[Option<&str>]) -> Sealed {
    let keys = secret.derive(values.len());
    let commitments = keys.commit(values);
    Sealed { record: commitments.record(), commitments, keys }
}

/// Appends the vault's bytes: the fields' lengths and values, encrypted with the record's key
/// (ChaCha20-Poly1305, nonce zero: a key encrypts one record, once).
pub fn encrypt_into(keys: &RecordKeys, values: &[Option<&str>], out: &mut Vec<u8>) -> Result<()> {
    let start = out.len();
    for value in values {
        push_length(value.map(str::len), out);
        out.extend_from_slice(value.unwrap_or_default().as_bytes());
    }
    close(&keys.vault_key, start, out)
}

/// The same for a bank line, whose two public forms of the memo follow from it and are not stored.
pub fn encrypt_line_into(
    keys: &RecordKeys,
    values: [Option<&str>; 3],
    out: &mut Vec<u8>,
) -> Result<()> {
    let start = out.len();
    for value in values {
        push_length(value.map(str::len), out);
        out.extend_from_slice(value.unwrap_or_default().as_bytes());
    }
    out.extend_from_slice(&MASKED_MEMO.to_be_bytes());
    out.extend_from_slice(&INITIALS_OF_MEMO.to_be_bytes());
    close(&keys.vault_key, start, out)
}

fn push_length(length: Option<usize>, out: &mut Vec<u8>) {
    let length = length.map_or(ABSENT, |length| u32::try_from(length).unwrap_or(ABSENT - 3));
    out.extend_from_slice(&length.to_be_bytes());
}

/// The cipher of one record. Its key is used for nothing else, so the nonce may be fixed.
fn cipher(key: &[u8; 32]) -> Option<(LessSafeKey, Nonce)> {
    let key = UnboundKey::new(&CHACHA20_POLY1305, key).ok()?;
    Some((LessSafeKey::new(key), Nonce::assume_unique_for_key([0; NONCE_LEN])))
}

fn close(key: &[u8; 32], start: usize, out: &mut Vec<u8>) -> Result<()> {
    let tag = cipher(key).and_then(|(cipher, nonce)| {
        cipher.seal_in_place_separate_tag(nonce, Aad::empty(), &mut out[start..]).ok()
    });
    out.extend_from_slice(tag.ok_or(ServiceError::Unreadable(0))?.as_ref());
    Ok(())
}

/// Reads a record of the vault; `sequence` is named in the error.
pub fn decrypt(secret: &Secret, bytes: &[u8], sequence: u64) -> Result<Vec<Option<String>>> {
    let wrong = || ServiceError::Unreadable(sequence);
    let (cipher, nonce) = cipher(&secret.derive(0).vault_key).ok_or_else(wrong)?;
    let mut sealed = bytes.to_vec();
    let body = cipher.open_in_place(nonce, Aad::empty(), &mut sealed).map_err(|_| wrong())?;
    let mut values: Vec<Option<String>> = Vec::new();
    let mut rest: &[u8] = body;
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<4>().ok_or_else(wrong)?;
        rest = after;
        let memo = values.get(usize::from(bank_line::MEMO)).cloned().flatten();
        values.push(match u32::from_be_bytes(*length) {
            ABSENT => None,
            MASKED_MEMO => memo.as_deref().map(chungtay_text::mask::mask_digits),
            INITIALS_OF_MEMO => memo.as_deref().map(chungtay_text::mask::initials),
            length => {
                let length = usize::try_from(length).map_err(|_| wrong())?;
                let (value, after) = rest.split_at_checked(length).ok_or_else(wrong)?;
                rest = after;
                Some(String::from_utf8(value.to_vec()).map_err(|_| wrong())?)
            }
        });
    }
    Ok(values)
}

/// The opening of some fields, as it is stored.
#[must_use]
pub fn opening(values: &[Option<&str>], sealed: &Sealed, open: &[u8]) -> Vec<u8> {
    let opened = OpenedRecord::release(&sealed.keys, values, &sealed.commitments, open);
    let mut out = Vec::with_capacity(320);
    opened.encode_into(&mut out);
    out
}
