//! Identifiers: short lower-case slugs, chosen by the book for public things and random for persons.
//! Held inline, since two million statement lines name them.

use crate::canonical::{Field, Malformed, Problem, Reader};
use std::fmt;

/// A slug of one to `N` characters of `a–z 0–9 - _`, beginning with a letter or digit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug<const N: usize> {
    bytes: [u8; N],
    length: u8,
}

/// Accounts, posted on every line: at most 12 characters keep a line's entry within 320 bytes.
pub type AccountId = Slug<12>;
/// Funds, posted on every line.
pub type FundId = Slug<12>;
/// Persons: random, never derived from a name.
pub type PersonId = Slug<8>;
/// Everything else that a book names: organisations, works, programmes, claims, …
pub type Id = Slug<32>;

impl<const N: usize> Slug<N> {
    /// The slug, or `None` where the text is empty, too long or holds another character.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        Self::from_bytes(text.as_bytes())
    }

    fn from_bytes(source: &[u8]) -> Option<Self> {
        let first_ok = source.first().is_some_and(u8::is_ascii_alphanumeric);
        let fits = source.len() <= N && N <= 255;
        let plain = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
        if !first_ok || !fits || !source.iter().all(plain) {
            return None;
        }
        let mut bytes = [0; N];
        bytes[..source.len()].copy_from_slice(source);
        Some(Self { bytes, length: u8::try_from(source.len()).ok()? })
    }

    /// A slug known when the program is built; one that is none does not compile.
    pub(crate) const fn literal(text: &str) -> Self {
        let source = text.as_bytes();
        assert!(
            !source.is_empty() && source.len() <= N && N <= 255,
            "a slug of one to N characters"
        );
        let mut bytes = [0; N];
        let mut at = 0;
        while at < source.len() {
            assert!(
                matches!(source[at], b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'),
                "a slug's letters"
            );
            bytes[at] = source[at];
            at += 1;
        }
        #[expect(clippy::cast_possible_truncation, reason = "N is at most 255")]
        Self { bytes, length: source.len() as u8 }
    }

    /// The slug as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.length)]).unwrap_or_default()
    }
}

impl<const N: usize> fmt::Display for Slug<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl<const N: usize> fmt::Debug for Slug<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

impl<const N: usize> Field for Slug<N> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'"');
        out.extend_from_slice(&self.bytes[..usize::from(self.length)]);
        out.push(b'"');
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let start = reader.place();
        if let Some(slug) = reader.slug().and_then(Self::from_bytes) {
            return Ok(slug);
        }
        reader.return_to(start);
        let text = reader.text()?;
        Self::new(&text).ok_or_else(|| {
            reader.error(Problem::Value(
                "identifier (a–z, 0–9, - and _, not too long)",
                text.into_owned(),
            ))
        })
    }
}
