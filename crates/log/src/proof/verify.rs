//! Checks proofs: pure arithmetic on hashes. Every hash of a proof must be used, and the proof must end
//! exactly at the root.

use super::{ProofError, is_subtree};
use crate::hash::{Hash, empty_root, node_hash};

/// Checks that `leaf` stands at `index` in the tree of `size` leaves with `root` (RFC 9162 §2.1.3.2).
///
/// # Errors
/// See [`ProofError`].
pub fn verify_inclusion(
    index: u64,
    size: u64,
    leaf: &Hash,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::OutOfTree);
    }
    let (mut place, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for sibling in proof {
        if last == 0 {
            return Err(ProofError::Length);
        }
        if place & 1 == 1 || place == last {
            hash = node_hash(sibling, &hash);
            // On the right edge a node without a sibling moves up unchanged.
            let lone = place.trailing_zeros().min(63);
            (place, last) = (place >> lone, last >> lone);
        } else {
            hash = node_hash(&hash, sibling);
        }
        (place, last) = (place >> 1, last >> 1);
    }
    conclude(last == 0, hash == *root)
}

/// Checks that the tree of `newer` leaves with `newer_root` only extends the tree of `older` leaves with
/// `older_root` (RFC 9162 §2.1.4.2). Of an empty older tree nothing is proved: it is refused.
///
/// # Errors
/// See [`ProofError`].
pub fn verify_consistency(
    older: u64,
    newer: u64,
    proof: &[Hash],
    older_root: &Hash,
    newer_root: &Hash,
) -> Result<(), ProofError> {
    if older == 0 {
        return Err(ProofError::EmptyTree);
    }
    verify_subtree_consistency((0, older), newer, proof, older_root, newer_root)
}

/// Checks that `leaf` stands at `index` in the subtree of the leaves `subtree.0..subtree.1` with the hash
/// `subtree_root` (draft-ietf-plants-merkle-tree-certs §4.3).
///
/// # Errors
/// See [`ProofError`].
pub fn verify_subtree_inclusion(
    index: u64,
    subtree: (u64, u64),
    leaf: &Hash,
    proof: &[Hash],
    subtree_root: &Hash,
) -> Result<(), ProofError> {
    let (start, end) = subtree;
    let inside = is_subtree(start, end) && (start..end).contains(&index);
    if !inside {
        return Err(ProofError::OutOfTree);
    }
    verify_inclusion(index - start, end - start, leaf, proof, subtree_root)
}

/// Checks that the subtree of the leaves `subtree.0..subtree.1` with the hash `subtree_root` is part of
/// the tree of `size` leaves with `root` (draft-ietf-plants-merkle-tree-certs §4.4). An empty subtree is
/// part of any tree, whatever its root.
///
/// # Errors
/// See [`ProofError`].
pub fn verify_subtree_consistency(
    subtree: (u64, u64),
    size: u64,
    proof: &[Hash],
    subtree_root: &Hash,
    root: &Hash,
) -> Result<(), ProofError> {
    let (start, end) = subtree;
    if !is_subtree(start, end) || end > size {
        return Err(ProofError::OutOfTree);
    }
    if start == end {
        return conclude(proof.is_empty(), *subtree_root == empty_root());
    }
    let mut path = Path::of_subtree(start, end, size);
    let (seed, rest) = if path.first == path.last {
        (subtree_root, proof)
    } else {
        proof.split_first().ok_or(ProofError::Length)?
    };
    let (mut subtree_hash, mut tree_hash) = (*seed, *seed);
    for sibling in rest {
        if path.tree_last == 0 {
            return Err(ProofError::Length);
        }
        if path.last & 1 == 1 || path.last == path.tree_last {
            if path.first < path.last {
                subtree_hash = node_hash(sibling, &subtree_hash);
            }
            tree_hash = node_hash(sibling, &tree_hash);
            path.rise(path.last.trailing_zeros().min(63));
        } else {
            tree_hash = node_hash(&tree_hash, sibling);
        }
        path.rise(1);
    }
    conclude(path.tree_last == 0, subtree_hash == *subtree_root && tree_hash == *root)
}

/// Where, on one level of the tree, the subtree's first and last node and the tree's last node stand.
struct Path {
    first: u64,
    last: u64,
    tree_last: u64,
}

impl Path {
    /// Starts at the largest node that ends with the subtree's last leaf and whose hash the proof
    /// begins with: the whole subtree if it is perfect or on the tree's right edge.
    fn of_subtree(start: u64, end: u64, size: u64) -> Self {
        let mut path = Self { first: start, last: end - 1, tree_last: size - 1 };
        let on_edge = path.last == path.tree_last;
        while path.first != path.last && (on_edge || path.last & 1 == 1) {
            path.rise(1);
        }
        path
    }

    fn rise(&mut self, levels: u32) {
        self.first >>= levels;
        self.last >>= levels;
        self.tree_last >>= levels;
    }
}

fn conclude(whole: bool, matches: bool) -> Result<(), ProofError> {
    match (whole, matches) {
        (false, _) => Err(ProofError::Length),
        (true, false) => Err(ProofError::Root),
        (true, true) => Ok(()),
    }
}
