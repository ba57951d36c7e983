//! Numbers in as few bytes as they need: seven bits to a byte, lowest first.

/// Appends a number.
pub fn put(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value.to_le_bytes()[0] | 0x80);
        value >>= 7;
    }
    out.push(value.to_le_bytes()[0]);
}

/// Appends a signed number, small magnitudes short.
pub fn put_signed(value: i64, out: &mut Vec<u8>) {
    put((value << 1 ^ value >> 63).cast_unsigned(), out);
}

/// Appends bytes and their length.
pub fn put_bytes(bytes: &[u8], out: &mut Vec<u8>) {
    put(bytes.len() as u64, out);
    out.extend_from_slice(bytes);
}

/// A cursor over stored bytes; every `None` means that they are damaged.
pub struct Cursor<'a>(pub &'a [u8]);

impl<'a> Cursor<'a> {
    /// The next number.
    #[inline]
    pub fn take(&mut self) -> Option<u64> {
        let (first, mut rest) = self.0.split_first()?;
        let mut value = u64::from(first & 0x7f);
        let mut byte = *first;
        let mut shift = 7;
        while byte >= 0x80 {
            let (next, after) = rest.split_first()?;
            (byte, rest) = (*next, after);
            value |= u64::from(byte & 0x7f).checked_shl(shift)?;
            shift += 7;
        }
        self.0 = rest;
        Some(value)
    }

    /// The next signed number.
    #[inline]
    pub fn take_signed(&mut self) -> Option<i64> {
        let value = self.take()?;
        Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }

    /// The next so many bytes.
    pub fn split(&mut self, length: u64) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some(bytes)
    }

    /// Bytes with their length before them.
    pub fn take_bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.take()?;
        self.split(length)
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cursor, put, put_signed};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(values: Vec<(u64, i64)>) {
            let mut bytes = Vec::new();
            for (plain, signed) in &values {
                put(*plain, &mut bytes);
                put_signed(*signed, &mut bytes);
            }
            let mut cursor = Cursor(&bytes);
            for (plain, signed) in &values {
                prop_assert_eq!(cursor.take(), Some(*plain));
                prop_assert_eq!(cursor.take_signed(), Some(*signed));
            }
            prop_assert!(cursor.is_empty());
            prop_assert!(cursor.take().is_none());
        }

        #[test]
        fn any_bytes_are_read_without_panic(bytes: Vec<u8>) {
            let mut cursor = Cursor(&bytes);
            while !cursor.is_empty() && cursor.take_bytes().is_some() {}
        }
    }
}
