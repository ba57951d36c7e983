//! RFC 6962 §2.1 hashes: what a leaf, an inner node and the empty tree hash to, and how they are written.
//! It never hashes anything without its domain prefix (0x00 leaf, 0x01 node).

use std::fmt;

use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

/// Bytes in a hash.
pub const HASH_BYTES: usize = 32;

/// A SHA-256 hash of the Merkle tree: of a leaf, a node or a root.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub [u8; HASH_BYTES]);

impl Hash {
    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; HASH_BYTES] {
        &self.0
    }

    /// Takes exactly 32 bytes; any other length is `None`.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// Standard padded base64 (RFC 4648 §4), 44 characters: the form in checkpoints and receipts.
    pub fn to_base64(&self) -> String {
        BASE64.encode(&self.0)
    }

    /// Reads [`Hash::to_base64`]'s form only: 32 bytes, padded, no stray bits, no white space.
    pub fn from_base64(text: &str) -> Option<Self> {
        Self::from_slice(&BASE64.decode(text.as_bytes()).ok()?)
    }

    /// Lower-case hexadecimal, 64 characters.
    pub fn to_hex(&self) -> String {
        HEXLOWER.encode(&self.0)
    }

    /// Reads 64 lower-case hexadecimal characters.
    pub fn from_hex(text: &str) -> Option<Self> {
        Self::from_slice(&HEXLOWER.decode(text.as_bytes()).ok()?)
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.to_base64())
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Hash({})", self.to_hex())
    }
}

/// The hash of a leaf: SHA-256(0x00 ‖ `entry`).
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0]).chain_update(entry).finalize().into())
}

/// The hash of an inner node: SHA-256(0x01 ‖ `left` ‖ `right`).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    let mut bytes = [1; 1 + 2 * HASH_BYTES];
    bytes[1..=HASH_BYTES].copy_from_slice(&left.0);
    bytes[1 + HASH_BYTES..].copy_from_slice(&right.0);
    Hash(Sha256::digest(bytes).into())
}

/// The root of the tree without leaves: SHA-256 of nothing.
pub fn empty_root() -> Hash {
    Hash(Sha256::digest([]).into())
}

/// The root of a perfect subtree from its 2^n leaves or nodes, in order.
///
/// # Panics
/// If the number of hashes is not a power of two (the caller cuts the ranges).
pub(crate) fn fold_perfect(hashes: &[Hash]) -> Hash {
    assert!(hashes.len().is_power_of_two(), "a perfect subtree has 2^n leaves");
    if let [only] = hashes {
        return *only;
    }
    let mut row: Vec<Hash> = pair_up(hashes);
    while row.len() > 1 {
        row = pair_up(&row);
    }
    row[0]
}

fn pair_up(hashes: &[Hash]) -> Vec<Hash> {
    hashes.chunks_exact(2).map(|pair| node_hash(&pair[0], &pair[1])).collect()
}

/// Cuts bytes into hashes; `None` where the length is not a multiple of 32.
pub(crate) fn split_hashes(bytes: &[u8]) -> Option<Vec<Hash>> {
    let (hashes, rest) = bytes.as_chunks::<HASH_BYTES>();
    rest.is_empty().then(|| hashes.iter().copied().map(Hash).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hashes_of_certificate_transparency() {
        // google/certificate-transparency and transparency-dev/merkle: rfc6962 hasher tests.
        let hex = |hash: Hash| hash.to_hex();
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(hex(empty_root()), empty);
        let empty_leaf = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
        assert_eq!(hex(leaf_hash(b"")), empty_leaf);
        let leaf = "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56";
        assert_eq!(hex(leaf_hash(b"L123456")), leaf);
    }

    #[test]
    fn written_forms_are_read_back_and_nothing_else() {
        let hash = leaf_hash(b"x");
        assert_eq!(Hash::from_base64(&hash.to_base64()), Some(hash));
        assert_eq!(Hash::from_hex(&hash.to_hex()), Some(hash));
        let unpadded = hash.to_base64().trim_end_matches('=').to_owned();
        for bad in ["", "AAAA", unpadded.as_str(), &format!("{hash}\n"), &format!(" {hash}")] {
            assert_eq!(Hash::from_base64(bad), None, "{bad:?}");
        }
        assert_eq!(Hash::from_hex(&hash.to_hex().to_uppercase()), None);
        // The last character before the padding carries two bits that must be zero.
        assert_eq!(Hash::from_base64("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB="), None);
    }
}
