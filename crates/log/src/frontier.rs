//! The right edge of a growing tree: the roots of its perfect subtrees, largest first. It is all that
//! must survive a restart to go on appending and to know the root. It never holds more than 64 hashes.

use crate::MAX_TREE_SIZE;
use crate::hash::{HASH_BYTES, Hash, empty_root, fold_perfect, node_hash, split_hashes};

/// A compact range from leaf 0: `size` leaves as one root per set bit of `size`, largest subtree first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    hashes: Vec<Hash>,
}

/// Why stored frontier bytes were refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrontierError {
    /// Fewer than the eight bytes of the size.
    #[error("a frontier begins with its size in 8 bytes, found {found} bytes")]
    Short {
        /// Bytes found.
        found: usize,
    },
    /// The number of hash bytes is not 32 for each set bit of the size.
    #[error("a frontier of {size} leaves is {expected} bytes long, found {found}")]
    Length {
        /// Leaves claimed.
        size: u64,
        /// Bytes such a frontier has.
        expected: usize,
        /// Bytes found.
        found: usize,
    },
    /// More leaves than [`MAX_TREE_SIZE`].
    #[error("{0} leaves are more than a log can hold")]
    TooLarge(u64),
}

impl Frontier {
    /// The frontier of the empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// Leaves in the tree.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Roots of the perfect subtrees, largest first.
    pub fn hashes(&self) -> &[Hash] {
        &self.hashes
    }

    /// Appends one leaf, given its [`crate::hash::leaf_hash`].
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.hashes.pop() {
                node = node_hash(&left, &node);
            }
        }
        self.hashes.push(node);
        self.size += 1;
    }

    /// The tree's root (RFC 6962 Merkle Tree Hash).
    pub fn root(&self) -> Hash {
        let mut subtrees = self.hashes.iter().rev();
        let Some(last) = subtrees.next() else { return empty_root() };
        subtrees.fold(*last, |right, left| node_hash(left, &right))
    }

    /// The stored form: size as 8 big-endian bytes, then each hash.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        bytes.extend(self.hashes.iter().flat_map(|hash| hash.0));
        bytes
    }

    /// Reads exactly what [`Frontier::to_bytes`] writes.
    ///
    /// # Errors
    /// Refuses any other length, and more leaves than [`MAX_TREE_SIZE`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierError> {
        let Some((size, rest)) = bytes.split_first_chunk::<8>() else {
            return Err(FrontierError::Short { found: bytes.len() });
        };
        let size = u64::from_be_bytes(*size);
        if size > MAX_TREE_SIZE {
            return Err(FrontierError::TooLarge(size));
        }
        let expected = 8 + HASH_BYTES * size.count_ones() as usize;
        match split_hashes(rest) {
            Some(hashes) if bytes.len() == expected => Ok(Self { size, hashes }),
            _ => Err(FrontierError::Length { size, expected, found: bytes.len() }),
        }
    }

    /// The frontier from the partial tiles on the right edge: `edge[level]` holds the hashes of that
    /// level's partial tile, `floor(size / 256^level) mod 256` of them (none where it is empty).
    pub(crate) fn from_edge(size: u64, edge: &[Vec<Hash>]) -> Self {
        let mut hashes = Vec::with_capacity(size.count_ones() as usize);
        for tile in edge.iter().rev() {
            let mut rest = tile.as_slice();
            while !rest.is_empty() {
                let perfect = 1 << rest.len().ilog2();
                let (subtree, smaller) = rest.split_at(perfect);
                hashes.push(fold_perfect(subtree));
                rest = smaller;
            }
        }
        Self { size, hashes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::leaf_hash;

    #[test]
    fn stored_bytes_are_strict() {
        let mut frontier = Frontier::new();
        (0..7u8).for_each(|leaf| frontier.push(leaf_hash(&[leaf])));
        let bytes = frontier.to_bytes();
        assert_eq!(bytes.len(), 8 + 3 * 32);
        assert_eq!(Frontier::from_bytes(&bytes), Ok(frontier));
        for length in (0..bytes.len()).chain([bytes.len() + 1, bytes.len() + 32]) {
            let mut wrong = bytes.clone();
            wrong.resize(length, 0);
            assert!(Frontier::from_bytes(&wrong).is_err(), "{length} bytes");
        }
        let huge = u64::MAX.to_be_bytes();
        assert_eq!(Frontier::from_bytes(&huge), Err(FrontierError::TooLarge(u64::MAX)));
    }
}
