//! Entry bundles: each entry behind its length in two big-endian bytes (C2SP tlog-tiles, Log entries).
//! A record of length zero (bytes 00 00) stands for an entry that was withheld: its bytes are gone and its
//! leaf hash stays in the level 0 tile. No entry of our logs is empty, so the two cannot be mixed up.
//! Decoding is strict: exactly the entries asked for, nothing after them.

/// Bytes an entry can have at most, for its length stands in 16 bits.
pub const MAX_ENTRY_BYTES: usize = u16::MAX as usize;

/// An entry longer than [`MAX_ENTRY_BYTES`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an entry of {0} bytes does not fit in a bundle (65,535 at most)")]
pub struct EntryTooLong(pub usize);

/// Why a bundle's bytes were refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// The bytes end within an entry or its length.
    #[error("the bundle ends within entry {entry} of {width}")]
    Short {
        /// Which entry of the bundle, from 0.
        entry: u16,
        /// Entries expected.
        width: u16,
    },
    /// Bytes are left after the last entry.
    #[error("{bytes} bytes are left after the bundle's {width} entries")]
    Trailing {
        /// Bytes left.
        bytes: usize,
        /// Entries expected.
        width: u16,
    },
}

/// Appends one entry to a bundle under construction.
///
/// # Errors
/// Refuses an entry longer than [`MAX_ENTRY_BYTES`]; the bundle is then unchanged.
pub fn append_entry(bundle: &mut Vec<u8>, entry: &[u8]) -> Result<(), EntryTooLong> {
    let length = u16::try_from(entry.len()).map_err(|_| EntryTooLong(entry.len()))?;
    bundle.extend_from_slice(&length.to_be_bytes());
    bundle.extend_from_slice(entry);
    Ok(())
}

/// Whether a record of a bundle stands for an entry that was withheld.
#[must_use]
pub fn is_withheld(record: &[u8]) -> bool {
    record.is_empty()
}

/// The `width` entries of a bundle, in order; an empty one was withheld (see [`is_withheld`]).
///
/// # Errors
/// Refuses bytes that hold fewer entries, or more.
pub fn decode_bundle(bytes: &[u8], width: u16) -> Result<Vec<&[u8]>, BundleError> {
    let mut rest = bytes;
    let mut entries = Vec::with_capacity(usize::from(width));
    for entry in 0..width {
        let (taken, after) = split_entry(rest).ok_or(BundleError::Short { entry, width })?;
        entries.push(taken);
        rest = after;
    }
    if rest.is_empty() {
        Ok(entries)
    } else {
        Err(BundleError::Trailing { bytes: rest.len(), width })
    }
}

fn split_entry(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_is_lengths_and_bytes() {
        let mut bundle = Vec::new();
        append_entry(&mut bundle, b"ab").unwrap();
        append_entry(&mut bundle, b"").unwrap();
        append_entry(&mut bundle, &[7; 258]).unwrap();
        assert_eq!(bundle[..8], [0, 2, b'a', b'b', 0, 0, 1, 2]);
        let entries: Vec<&[u8]> = vec![b"ab", b"", &[7; 258]];
        assert_eq!(decode_bundle(&bundle, 3), Ok(entries));
        assert_eq!(decode_bundle(&bundle, 2), Err(BundleError::Trailing { bytes: 260, width: 2 }));
        assert_eq!(decode_bundle(&bundle, 4), Err(BundleError::Short { entry: 3, width: 4 }));
        for cut in 0..bundle.len() {
            assert!(decode_bundle(&bundle[..cut], 3).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn the_longest_entry_fits_and_no_longer() {
        let mut bundle = Vec::new();
        append_entry(&mut bundle, &vec![1; MAX_ENTRY_BYTES]).unwrap();
        let length = bundle.len();
        assert_eq!(append_entry(&mut bundle, &vec![1; 65_536]), Err(EntryTooLong(65_536)));
        assert_eq!(bundle.len(), length);
        assert_eq!(decode_bundle(&bundle, 1).unwrap()[0].len(), 65_535);
    }
}
