//! Entry bundles in the C2SP tlog-tiles form: each entry is a big-endian u16 length and its bytes,
//! 256 entries to a bundle. Never looks inside an entry.

/// Entries in a full bundle, records in a full bundle of the vault, slots of the key store.
pub const BUNDLE_ENTRIES: u64 = 256;

/// The longest entry an entry bundle can hold, in bytes.
pub const MAXIMUM_ENTRY_BYTES: usize = u16::MAX as usize;

/// Bytes of the length before each entry.
const LENGTH_BYTES: usize = 2;

/// A run of entries inside one bundle, read from the journal without an allocation per entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    index: u64,
    entry_count: usize,
    skipped: usize,
    bytes: Vec<u8>,
}

impl Bundle {
    /// Takes bytes in bundle form; `None` when they are not whole entries, 1 to 256 of them.
    #[must_use]
    pub fn from_bytes(index: u64, bytes: Vec<u8>) -> Option<Self> {
        let mut rest = bytes.as_slice();
        let mut entry_count = 0;
        while !rest.is_empty() {
            (_, rest) = split_entry(rest)?;
            entry_count += 1;
        }
        (1..=256).contains(&entry_count).then_some(Self { index, entry_count, skipped: 0, bytes })
    }

    /// Leaves the first `count` entries out of `entries`; the bytes stay whole.
    pub(crate) fn skip_first(&mut self, count: usize) {
        self.skipped = count.min(self.entry_count);
    }

    /// The bundle's index: its first entry is `index * 256`.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }

    /// Entries that lie in `bytes`, 1 to 256.
    #[must_use]
    pub fn entry_count(&self) -> usize {
        self.entry_count
    }

    /// True when the bundle holds all its 256 entries and will never change.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.entry_count as u64 == BUNDLE_ENTRIES
    }

    /// The whole bundle in the C2SP form, also where reading began inside it.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The entries asked for, each with its sequence, in order.
    pub fn entries(&self) -> impl Iterator<Item = (u64, &[u8])> {
        let first = self.index * BUNDLE_ENTRIES;
        EntryIterator { rest: &self.bytes }
            .enumerate()
            .skip(self.skipped)
            .map(move |(place, entry)| (first + place as u64, entry))
    }
}

/// Walks entries in bundle form; ends at the first that is not whole.
pub(crate) struct EntryIterator<'a> {
    pub(crate) rest: &'a [u8],
}

impl<'a> Iterator for EntryIterator<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        let (entry, rest) = split_entry(self.rest)?;
        self.rest = rest;
        Some(entry)
    }
}

/// The first entry and what follows it.
fn split_entry(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<LENGTH_BYTES>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

/// Adds one entry in bundle form; false, and nothing added, when it is too long.
pub(crate) fn push_entry(bytes: &mut Vec<u8>, entry: &[u8]) -> bool {
    let Ok(length) = u16::try_from(entry.len()) else { return false };
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(entry);
    true
}

/// The length in bytes of the first `count` entries, or `None` where there are fewer.
pub(crate) fn length_of_entries(bytes: &[u8], count: u64) -> Option<usize> {
    let mut rest = bytes;
    for _ in 0..count {
        (_, rest) = split_entry(rest)?;
    }
    Some(bytes.len() - rest.len())
}
