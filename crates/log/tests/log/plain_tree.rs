//! A second Merkle tree, straight from RFC 6962 §2.1's recursion: slow, and sharing nothing with the
//! room but the two hash functions.

use chungtay_log::hash::{Hash, empty_root, node_hash};

/// MTH(D[n]).
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            node_hash(&root(left), &root(right))
        }
    }
}

/// PATH(m, D[n]).
pub fn inclusion(index: usize, leaves: &[Hash]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut path, sibling) = if index < left.len() {
        (inclusion(index, left), root(right))
    } else {
        (inclusion(index - left.len(), right), root(left))
    };
    path.push(sibling);
    path
}

/// PROOF(m, D[n]).
pub fn consistency(older: usize, leaves: &[Hash]) -> Vec<Hash> {
    subproof(older, leaves, true)
}

fn subproof(older: usize, leaves: &[Hash], known: bool) -> Vec<Hash> {
    if older == leaves.len() {
        return if known { Vec::new() } else { vec![root(leaves)] };
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut proof, sibling) = if older <= left.len() {
        (subproof(older, left, known), root(right))
    } else {
        (subproof(older - left.len(), right, false), root(left))
    };
    proof.push(sibling);
    proof
}

/// The largest power of two below `count` (which is at least 2).
fn split(count: usize) -> usize {
    count.next_power_of_two() / 2
}
