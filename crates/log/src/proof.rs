//! Inclusion and consistency proofs (RFC 6962, RFC 9162 §2.1) and their form for subtrees
//! (draft-ietf-plants-merkle-tree-certs §4). Making one reads only authenticated tiles; checking one is
//! arithmetic on hashes, and no size or index overflows it.

mod verify;

pub use verify::{
    verify_consistency, verify_inclusion, verify_subtree_consistency, verify_subtree_inclusion,
};

use crate::hash::Hash;
use crate::reader::{AuthenticReader, ReadError, TileReader};

/// Why a proof was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The leaf or the older tree does not lie in the tree, or the range is no subtree.
    #[error("the proof speaks of leaves outside the tree")]
    OutOfTree,
    /// An empty tree, of which nothing can be proved.
    #[error("nothing can be proved of an empty tree")]
    EmptyTree,
    /// More or fewer hashes than the place in the tree needs.
    #[error("the proof has too many or too few hashes")]
    Length,
    /// The hashes do not lead to the root (or, for consistency, to one of the two).
    #[error("the proof does not lead to the root")]
    Root,
}

/// Whether the leaves `start..end` can be a node of a tree: `start` is a multiple of the smallest power
/// of two not below their number. An empty range counts as one, anywhere.
pub fn is_subtree(start: u64, end: u64) -> bool {
    match end.checked_sub(start) {
        Some(0 | 1) => true,
        // Above 2^63 leaves only a start of 0 will do.
        Some(leaves) => {
            leaves.checked_next_power_of_two().map_or(start == 0, |n| start.is_multiple_of(n))
        }
        None => false,
    }
}

/// The inclusion proof of the leaf `index` in the tree's first `size` leaves, from the leaf's sibling up.
///
/// # Errors
/// Refuses `index` ≥ `size` and `size` above the tree's; else see [`ReadError`].
pub fn prove_inclusion<R: TileReader>(
    tree: &mut AuthenticReader<R>,
    index: u64,
    size: u64,
) -> Result<Vec<Hash>, ReadError<R::Error>> {
    prove_subtree_inclusion(tree, index, 0, size)
}

/// The consistency proof from the tree's first `older` leaves to its first `newer`.
///
/// # Errors
/// Refuses `older` of 0 or above `newer`, and `newer` above the tree's size; else see [`ReadError`].
pub fn prove_consistency<R: TileReader>(
    tree: &mut AuthenticReader<R>,
    older: u64,
    newer: u64,
) -> Result<Vec<Hash>, ReadError<R::Error>> {
    prove_subtree_consistency(tree, 0, older, newer)
}

/// The inclusion proof of the leaf `index` in the subtree of leaves `start..end`.
///
/// # Errors
/// Refuses a leaf outside the subtree and ranges that are no subtree; else see [`ReadError`].
pub fn prove_subtree_inclusion<R: TileReader>(
    tree: &mut AuthenticReader<R>,
    index: u64,
    start: u64,
    end: u64,
) -> Result<Vec<Hash>, ReadError<R::Error>> {
    if !(is_subtree(start, end) && (start..end).contains(&index) && end <= tree.size()) {
        return Err(ReadError::OutOfTree { start, end, size: tree.size() });
    }
    siblings(tree, (index, index + 1), (start, end))
}

/// The proof that the subtree of leaves `start..end` is part of the tree's first `size` leaves.
///
/// # Errors
/// Refuses ranges that are empty, no subtree, or not in the tree; else see [`ReadError`].
pub fn prove_subtree_consistency<R: TileReader>(
    tree: &mut AuthenticReader<R>,
    start: u64,
    end: u64,
    size: u64,
) -> Result<Vec<Hash>, ReadError<R::Error>> {
    if !(is_subtree(start, end) && start < end && end <= size && size <= tree.size()) {
        return Err(ReadError::OutOfTree { start, end, size: tree.size() });
    }
    siblings(tree, (start, end), (0, size))
}

/// `SUBTREE_SUBPROOF` of the draft without its recursion: walks down from the window to the subtree,
/// noting the sibling at each step, and gives them bottom up.
fn siblings<R: TileReader>(
    tree: &mut AuthenticReader<R>,
    subtree: (u64, u64),
    window: (u64, u64),
) -> Result<Vec<Hash>, ReadError<R::Error>> {
    let ((start, end), (mut low, mut high)) = (subtree, window);
    // Once the subtree reaches across a split, what is left of it is not known to the verifier.
    let mut start = start;
    let mut known = true;
    let mut ranges = Vec::new();
    while (low, high) != (start, end) {
        let split = low + (1 << (high - low - 1).ilog2());
        if end <= split {
            ranges.push((split, high));
            high = split;
        } else {
            ranges.push((low, split));
            known &= start >= split;
            start = start.max(split);
            low = split;
        }
    }
    if !known {
        ranges.push((start, end));
    }
    ranges.into_iter().rev().map(|(start, end)| tree.subtree(start, end)).collect()
}

#[cfg(test)]
mod tests {
    use super::is_subtree;

    #[test]
    fn subtrees_are_aligned() {
        for (start, end) in [(0, 0), (5, 5), (0, 1), (7, 8), (6, 8), (4, 7), (8, 13), (0, u64::MAX)]
        {
            assert!(is_subtree(start, end), "{start}..{end}");
        }
        for (start, end) in [(1, 0), (1, 3), (2, 5), (4, 9), (1, 15), (1, u64::MAX)] {
            assert!(!is_subtree(start, end), "{start}..{end}");
        }
        let half = 1 << 63;
        assert!(is_subtree(half, u64::MAX) && is_subtree(0, half) && !is_subtree(1, half + 1));
    }
}
