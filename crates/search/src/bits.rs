//! One bit for each entry of a segment.

/// Which entries of a segment are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// None of so many.
    pub fn none(entries: usize) -> Self {
        Self(vec![0; entries.div_ceil(64)])
    }

    /// How many entries there is room for.
    pub fn length(&self) -> u64 {
        self.0.len() as u64 * 64
    }

    /// Means one.
    #[inline]
    pub fn set(&mut self, place: u32) {
        if let Some(word) = self.0.get_mut(place as usize / 64) {
            *word |= 1 << (place % 64);
        }
    }

    /// Means all from `first` to `last`, both included.
    pub fn set_stretch(&mut self, first: u32, last: u32) {
        for (at, mask) in masks(first, last) {
            if let Some(word) = self.0.get_mut(at) {
                *word |= mask;
            }
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

    /// Takes those away that `other` means.
    pub fn remove(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= !other);
    }

    /// Keeps those for which a word of 64 bits, told by its place, has its bit.
    pub fn keep_words(&mut self, word_at: impl Fn(usize) -> u64) {
        self.0.iter_mut().enumerate().for_each(|(at, word)| *word &= word_at(at));
    }

    /// Keeps those for whose place it is so.
    pub fn keep_where(&mut self, is_so: impl Fn(u32) -> bool) {
        for (word, at) in self.0.iter_mut().zip(0_u32..) {
            let mut left = *word;
            while left != 0 {
                let bit = left.trailing_zeros();
                left &= left - 1;
                if !is_so(at * 64 + bit) {
                    *word &= !(1 << bit);
                }
            }
        }
    }

    /// Gives those that are meant from `first` to `last`, both included, rising.
    pub fn each_in(&self, first: u32, last: u32, mut visit: impl FnMut(u32)) {
        for (at, mask) in masks(first, last) {
            let mut left = self.0.get(at).map_or(0, |word| word & mask);
            // The places of a segment fit.
            let begin = u32::try_from(at * 64).unwrap_or(u32::MAX);
            while left != 0 {
                visit(begin + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }

    /// Adds those of a stored bitmap (8 bytes for 64 entries, little-endian).
    pub fn add_stored(&mut self, bytes: &[u8]) {
        let (words, _) = bytes.as_chunks::<8>();
        self.0
            .iter_mut()
            .zip(words)
            .for_each(|(word, stored)| *word |= u64::from_le_bytes(*stored));
    }

    /// How many are meant from `first` to `last`, both included.
    pub fn count_in(&self, first: u32, last: u32) -> u64 {
        let within =
            masks(first, last).map(|(at, mask)| self.0.get(at).map_or(0, |word| word & mask));
        within.map(|word| u64::from(word.count_ones())).sum()
    }

    /// The stored bitmap.
    pub fn to_stored(&self) -> Vec<u8> {
        self.0.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    /// Those that are meant, rising.
    pub fn places(&self) -> impl Iterator<Item = u32> {
        self.0.iter().zip(0_u32..).flat_map(|(word, at)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let place = at * 64 + left.trailing_zeros();
                    left &= left - 1;
                    place
                })
            })
        })
    }
}

/// The words of 64 bits from `first` to `last`, each with the bits of it that are meant.
fn masks(first: u32, last: u32) -> impl Iterator<Item = (usize, u64)> {
    (first / 64..=last / 64).map(move |at| {
        let low = if at == first / 64 { u64::MAX << (first % 64) } else { u64::MAX };
        let high = if at == last / 64 { u64::MAX >> (63 - last % 64) } else { u64::MAX };
        (at as usize, low & high)
    })
}
