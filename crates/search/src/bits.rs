//! One bit for each entry of a block.

/// Entries in a block.
pub const BLOCK: usize = 8_192;
const WORDS: usize = BLOCK / 64;

/// Which entries of a block are meant.
#[derive(Clone, PartialEq, Eq)]
pub struct BlockBits([u64; WORDS]);

impl BlockBits {
    /// None of them.
    pub fn none() -> Self {
        Self([0; WORDS])
    }

    /// All of them.
    pub fn all() -> Self {
        Self([u64::MAX; WORDS])
    }

    /// Whether one is meant.
    pub fn get(&self, place: u16) -> bool {
        let place = usize::from(place);
        self.0.get(place / 64).is_some_and(|word| word >> (place % 64) & 1 == 1)
    }

    /// Means one.
    pub fn set(&mut self, place: u16) {
        let place = usize::from(place);
        if let Some(word) = self.0.get_mut(place / 64) {
            *word |= 1 << (place % 64);
        }
    }

    /// Whether none is meant.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Keeps those that `other` means too.
    pub fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= other);
    }

    /// Adds those that `other` means.
    pub fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    /// Adds those of a stored bitmap (8 bytes for 64 entries, little-endian).
    pub fn add_stored(&mut self, bytes: &[u8]) {
        let (words, _) = bytes.as_chunks::<8>();
        self.0
            .iter_mut()
            .zip(words)
            .for_each(|(word, stored)| *word |= u64::from_le_bytes(*stored));
    }

    /// The stored bitmap.
    pub fn to_stored(&self) -> Vec<u8> {
        self.0.iter().flat_map(|word| word.to_le_bytes()).collect()
    }
}
