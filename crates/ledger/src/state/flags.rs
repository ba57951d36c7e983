//! Three bits per entry: reversed, attributed (a line whose nature is told, a payment that the bank has
//! shown, a waiting row that is settled), and attributed alone (a line that no rule over its import covers).

use crate::canonical::{Field, Malformed, Problem, Reader};
use data_encoding::BASE64URL_NOPAD;

/// A growing row of bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// Whether the bit is set.
    #[must_use]
    pub fn get(&self, index: u64) -> bool {
        let word = usize::try_from(index / 64).ok().and_then(|word| self.0.get(word));
        word.is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    /// The bits from `64 * place` on, the first the lowest.
    #[must_use]
    pub fn word(&self, place: usize) -> u64 {
        self.0.get(place).copied().unwrap_or(0)
    }

    /// Sets or clears the bit.
    pub fn set(&mut self, index: u64, value: bool) {
        let Ok(word) = usize::try_from(index / 64) else { return };
        if word >= self.0.len() {
            if !value {
                return;
            }
            self.0.resize(word + 1, 0);
        }
        let mask = 1 << (index % 64);
        if value {
            self.0[word] |= mask;
        } else {
            self.0[word] &= !mask;
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

impl Field for Bits {
    fn write(&self, out: &mut Vec<u8>) {
        let bytes: Vec<u8> = self.0.iter().flat_map(|word| word.to_le_bytes()).collect();
        out.push(b'"');
        out.extend_from_slice(BASE64URL_NOPAD.encode(&bytes).as_bytes());
        out.push(b'"');
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let text = reader.text()?;
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes());
        let bytes = bytes.map_err(|_| reader.error(Problem::Expected("bits")))?;
        let (words, rest) = bytes.as_chunks::<8>();
        if !rest.is_empty() || words.last() == Some(&[0; 8]) {
            return Err(reader.error(Problem::Expected("whole words of bits")));
        }
        Ok(Self(words.iter().map(|word| u64::from_le_bytes(*word)).collect()))
    }
}

/// The bits of every entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// Undone by a reversal.
    pub reversed: Bits,
    /// Told what it is.
    pub attributed: Bits,
    /// Told so by an entry that names the line, not by a rule over its whole import.
    pub alone: Bits,
}

impl Field for Flags {
    fn write(&self, out: &mut Vec<u8>) {
        ((self.reversed.clone(), self.attributed.clone()), self.alone.clone()).write(out);
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let ((reversed, attributed), alone) = <((Bits, Bits), Bits)>::read(reader)?;
        Ok(Self { reversed, attributed, alone })
    }
}
