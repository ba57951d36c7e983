//! Into which segments a log is cut. They double in length, as the digits of a binary number, so that a
//! longer log changes few of them, and which there are follows from its size alone.

use crate::writer::BLOCK_ENTRIES;

/// The longest segment of the portal's index, in blocks: what one erased name costs to write anew.
const LONGEST: u64 = 8;

/// The segments of the portal's index over `size` entries: first entry and the one past the last.
#[must_use]
pub fn index_segments(size: u64) -> Vec<(u64, u64)> {
    segments_within(size, LONGEST)
}

/// As [`index_segments`], none longer than so many blocks (a power of two).
pub(crate) fn segments_within(size: u64, longest: u64) -> Vec<(u64, u64)> {
    let mut found = Vec::new();
    let mut blocks = size / BLOCK_ENTRIES;
    let mut first = 0;
    let mut length = longest;
    while length > 0 {
        while blocks >= length {
            found.push((first, first + length * BLOCK_ENTRIES));
            first += length * BLOCK_ENTRIES;
            blocks -= length;
        }
        length /= 2;
    }
    if first < size {
        found.push((first, size));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{index_segments, segments_within};
    use crate::writer::BLOCK_ENTRIES;

    #[test]
    fn segments_cover_the_log_and_change_seldom() {
        for size in [0, 1, 8_191, 8_192, 8_193, 200_361, 201_361, 2_003_610] {
            for found in [segments_within(size, 64), index_segments(size)] {
                let mut at = 0;
                for (first, end) in &found {
                    assert_eq!(*first, at);
                    at = *end;
                }
                assert_eq!(at, size);
                assert!(found.len() < 36, "{size}: {}", found.len());
            }
        }
        let (before, after) = (segments_within(200_361, 64), segments_within(201_361, 64));
        assert_eq!(before[..before.len() - 1], after[..after.len() - 1]);
        assert_eq!(before[0], (0, 16 * BLOCK_ENTRIES));
        assert_eq!(index_segments(200_361)[0], (0, 8 * BLOCK_ENTRIES));
    }
}
