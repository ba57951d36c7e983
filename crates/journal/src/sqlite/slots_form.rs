//! How 256 records lie in one row of bytes: with lengths before them, or 32 bytes each.

use crate::BUNDLE_ENTRIES;

/// Slots in one row.
pub(super) const SLOTS: usize = 256;
const _: () = assert!(SLOTS as u64 == BUNDLE_ENTRIES);

/// Bytes of a slot of the key store.
const SECRET_BYTES: usize = 32;

/// The records of one bundle; an empty one is none.
pub(super) type Slots<'a> = [&'a [u8]; SLOTS];

/// The byte form of a bundle of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// u32 big-endian length and bytes, each; length 0 = none.
    Lengths,
    /// 32 bytes each; all zero = none.
    Secrets,
}

impl Form {
    /// The records in a row's bytes, or `None` when they are not 256 whole slots.
    pub(super) fn decode(self, bytes: &[u8]) -> Option<Slots<'_>> {
        let mut slots: Slots<'_> = [&[]; SLOTS];
        let mut rest = bytes;
        for slot in &mut slots {
            (*slot, rest) = match self {
                Self::Lengths => {
                    let (length, rest) = rest.split_first_chunk::<4>()?;
                    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
                    rest.split_at_checked(length)?
                }
                Self::Secrets => {
                    let (secret, rest) = rest.split_at_checked(SECRET_BYTES)?;
                    (if secret == [0; SECRET_BYTES] { &[] } else { secret }, rest)
                }
            };
        }
        rest.is_empty().then_some(slots)
    }

    /// The row's bytes, in place of what `bytes` held.
    pub(super) fn encode(self, slots: &Slots<'_>, bytes: &mut Vec<u8>) {
        bytes.clear();
        for slot in slots {
            match self {
                Self::Lengths => {
                    let length = u32::try_from(slot.len()).unwrap_or(u32::MAX);
                    bytes.extend_from_slice(&length.to_be_bytes());
                    bytes.extend_from_slice(slot);
                }
                Self::Secrets if slot.is_empty() => bytes.extend_from_slice(&[0; SECRET_BYTES]),
                Self::Secrets => bytes.extend_from_slice(slot),
            }
        }
    }
}
