//! The text of a receipt's QR codes (`docs/receipts.md` §4): base45 with a prefix, in one part or two.
//! It never draws a code, and reads only the texts that would be written.

use data_encoding::HEXUPPER;
use sha2::{Digest, Sha256};

/// The largest version of QR codes used.
pub const MAX_CODE_VERSION: u8 = 25;
/// At error correction M it holds so many alphanumeric characters.
pub const MAX_CODE_CHARACTERS: usize = 1_451;
/// Compact bytes that fit one code after its prefix.
const MAX_BYTES_ALONE: usize = 964;
/// Compact bytes that fit two.
const MAX_BYTES_IN_TWO: usize = 1_912;
const ALONE: &str = "CT1:";
/// RFC 9285, table 1; QR's alphanumeric set in its order.
const ALPHABET: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// Why scanned texts are no receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Another prefix, or what follows is not base45.
    #[error("this is not the text of a receipt's QR code")]
    Form,
    /// One of two parts is missing, doubled, or of another receipt.
    #[error("these are not the parts of one receipt's QR codes")]
    Parts,
}

/// The texts of a compact receipt's codes: one, or two; `None` where it is too long: file only.
pub fn code_texts(compact: &[u8]) -> Option<Vec<String>> {
    match compact.len() {
        0 => None,
        1..=MAX_BYTES_ALONE => Some(vec![format!("{ALONE}{}", base45(compact))]),
        length @ ..=MAX_BYTES_IN_TWO => {
            let (first, second) = compact.split_at(length.div_ceil(2).next_multiple_of(2));
            let id = id_of(compact);
            let part = |number, bytes| format!("CT1.{number}.2.{id}:{}", base45(bytes));
            Some(vec![part(1, first), part(2, second)])
        }
        _ => None,
    }
}

/// The compact bytes from the texts of all codes of a receipt, in any order; white space around each is
/// passed over.
///
/// # Errors
/// Refuses texts that [`code_texts`] does not write.
pub fn read_codes(texts: &[&str]) -> Result<Vec<u8>, CodeError> {
    let mut parts =
        texts.iter().map(|text| Part::parse(text.trim())).collect::<Result<Vec<_>, _>>()?;
    parts.sort_by_key(|part| part.number);
    let whole: Vec<u8> = parts.iter().flat_map(|part| part.bytes.iter().copied()).collect();
    let written = code_texts(&whole).ok_or(CodeError::Parts)?;
    if parts.iter().map(|part| part.text).eq(&written) { Ok(whole) } else { Err(CodeError::Parts) }
}

/// One code's text.
struct Part<'text> {
    text: &'text str,
    /// 0 for a code alone.
    number: u8,
    bytes: Vec<u8>,
}

impl<'text> Part<'text> {
    fn parse(text: &'text str) -> Result<Self, CodeError> {
        let (number, encoded) = if let Some(encoded) = text.strip_prefix(ALONE) {
            (0, encoded)
        } else {
            let first = text.strip_prefix("CT1.1.2.").map(|rest| (1, rest));
            let second = || text.strip_prefix("CT1.2.2.").map(|rest| (2, rest));
            let (number, rest) = first.or_else(second).ok_or(CodeError::Form)?;
            let (id, encoded) = rest.split_once(':').ok_or(CodeError::Form)?;
            let upper = |byte: u8| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte);
            if id.len() != 8 || !id.bytes().all(upper) {
                return Err(CodeError::Form);
            }
            (number, encoded)
        };
        let bytes =
            from_base45(encoded).filter(|bytes| !bytes.is_empty()).ok_or(CodeError::Form)?;
        Ok(Self { text, number, bytes })
    }
}

fn id_of(compact: &[u8]) -> String {
    HEXUPPER.encode(&Sha256::digest(compact)[..4])
}

fn base45(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(2) * 3);
    for pair in bytes.chunks(2) {
        let mut number = pair.iter().fold(0usize, |number, byte| number << 8 | usize::from(*byte));
        for _ in 0..=pair.len() {
            text.push(char::from(ALPHABET[number % 45]));
            number /= 45;
        }
    }
    text
}

fn from_base45(text: &str) -> Option<Vec<u8>> {
    if text.len() > MAX_CODE_CHARACTERS {
        return None;
    }
    let digit = |letter: u8| ALPHABET.iter().position(|known| *known == letter);
    let mut bytes = Vec::with_capacity(text.len() / 3 * 2 + 1);
    for triple in text.as_bytes().chunks(3) {
        let mut digits = triple.iter().rev();
        let number = digits.try_fold(0, |number, letter| Some(number * 45 + digit(*letter)?))?;
        match triple.len() {
            3 => bytes.extend(u16::try_from(number).ok()?.to_be_bytes()),
            2 => bytes.push(u8::try_from(number).ok()?),
            _ => return None,
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_9285() {
        for (bytes, text) in [
            (&b"AB"[..], "BB8"),
            (b"Hello!!", "%69 VD92EX0"),
            (b"base-45", "UJCLQE7W581"),
            (b"ietf!", "QED8WEX0"),
            (b"", ""),
        ] {
            assert_eq!(base45(bytes), text);
            assert_eq!(from_base45(text).as_deref(), Some(bytes));
        }
        for bad in ["GGW", ":::", "A", "BB8A", "V5", "bb8", "B_8", "Ệ"] {
            assert_eq!(from_base45(bad), None, "{bad}");
        }
    }

    #[test]
    fn the_limits_are_those_of_the_largest_code() {
        let longest = |bytes: usize| {
            let texts = code_texts(&vec![0xff; bytes]).unwrap();
            (texts.len(), texts.iter().map(String::len).max().unwrap())
        };
        assert_eq!(longest(MAX_BYTES_ALONE), (1, MAX_CODE_CHARACTERS - 1));
        assert_eq!(longest(MAX_BYTES_IN_TWO), (2, MAX_CODE_CHARACTERS));
        assert_eq!(longest(MAX_BYTES_ALONE + 1).0, 2);
        assert_eq!((code_texts(&[]), code_texts(&[0; MAX_BYTES_IN_TWO + 1])), (None, None));
    }
}
