//! Every proof verifies and equals RFC 6962's own recursion; every mutated one fails.

use std::sync::LazyLock;

use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::Hash;
use chungtay_log::note::SignerKey;
use chungtay_log::proof::{
    is_subtree, prove_consistency, prove_inclusion, prove_subtree_consistency,
    prove_subtree_inclusion, verify_consistency, verify_inclusion, verify_subtree_consistency,
    verify_subtree_inclusion,
};
use chungtay_log::receipt::Receipt;
use proptest::prelude::*;

use crate::growth::SIZES;
use crate::memory::{Published, entry, leaf, leaves};
use crate::plain_tree;

const LARGEST: u64 = 66_000;
static LOG: LazyLock<Published> = LazyLock::new(|| Published::of(LARGEST));

/// Proofs made from a proof by changing, dropping, doubling or moving one hash.
fn mutations(proof: &[Hash], at: usize, bit: usize) -> Vec<Vec<Hash>> {
    let mut mutated = vec![[proof, &[Hash([7; 32])]].concat(), [&[Hash([7; 32])], proof].concat()];
    if proof.is_empty() {
        return mutated;
    }
    let at = at % proof.len();
    let mut changed = proof.to_vec();
    changed[at].0[bit / 8 % 32] ^= 1 << (bit % 8);
    let mut shorter = proof.to_vec();
    shorter.remove(at);
    let mut doubled = proof.to_vec();
    doubled.insert(at, proof[at]);
    let mut turned = proof.to_vec();
    turned.rotate_left(1);
    mutated.extend([changed, shorter, doubled, turned, Vec::new()]);
    mutated.retain(|other| other != proof);
    mutated
}

fn place(index: u64) -> usize {
    usize::try_from(index).unwrap()
}

fn flipped(hash: &Hash) -> Hash {
    let mut other = *hash;
    other.0[31] ^= 0x80;
    other
}

#[test]
fn inclusion_of_every_leaf_of_small_trees_and_some_of_large_ones() {
    for size in SIZES {
        let all = leaves(size);
        let root = plain_tree::root(&all);
        let mut tree = LOG.open();
        let step = if size < 600 { 1 } else { size / 7 };
        let indices = (0..size).step_by(place(step).max(1));
        for index in indices.chain(size.checked_sub(1)) {
            let proof = prove_inclusion(&mut tree, index, size).unwrap();
            if size < 300 || index > size - 2 {
                assert_eq!(proof, plain_tree::inclusion(place(index), &all), "{index} of {size}");
            }
            assert_eq!(verify_inclusion(index, size, &leaf(index), &proof, &root), Ok(()));
        }
        assert!(prove_inclusion(&mut tree, size, size).is_err());
    }
}

#[test]
fn consistency_between_any_two_small_sizes() {
    let all = leaves(40);
    let mut tree = LOG.open();
    for newer in 1..=40 {
        for older in 1..=newer {
            let proof = prove_consistency(&mut tree, older, newer).unwrap();
            let (old, new) = (&all[..place(older)], &all[..place(newer)]);
            assert_eq!(proof, plain_tree::consistency(old.len(), new), "{older} in {newer}");
            let (old_root, new_root) = (plain_tree::root(old), plain_tree::root(new));
            assert_eq!(verify_consistency(older, newer, &proof, &old_root, &new_root), Ok(()));
            let wrong = verify_consistency(older, newer, &proof, &flipped(&old_root), &new_root);
            assert!(wrong.is_err());
        }
        assert!(prove_consistency(&mut tree, 0, newer).is_err());
        assert!(prove_consistency(&mut tree, newer + 1, newer).is_err());
    }
    assert!(prove_consistency(&mut tree, 1, LARGEST + 1).is_err());
}

#[test]
fn every_subtree_of_every_small_tree() {
    let all = leaves(33);
    let mut tree = LOG.open();
    let hash_of = |start: u64, end: u64| plain_tree::root(&all[place(start)..place(end)]);
    for size in 1..=33 {
        let ranges = (0..size).flat_map(|start| (start + 1..=size).map(move |end| (start, end)));
        for (start, end) in ranges {
            let made = prove_subtree_consistency(&mut tree, start, end, size);
            assert_eq!(made.is_ok(), is_subtree(start, end), "{start}..{end} of {size}");
            let Ok(proof) = made else { continue };
            let (part, whole) = (hash_of(start, end), hash_of(0, size));
            let check = |proof: &[Hash]| {
                verify_subtree_consistency((start, end), size, proof, &part, &whole)
            };
            assert_eq!(check(&proof), Ok(()), "{start}..{end} of {size}");
            for wrong in mutations(&proof, place(start), place(end)) {
                assert!(check(&wrong).is_err(), "{start}..{end} of {size}");
            }
            let middle = start + (end - start) / 2;
            let proof = prove_subtree_inclusion(&mut tree, middle, start, end).unwrap();
            let leaf = all[place(middle)];
            assert_eq!(
                verify_subtree_inclusion(middle, (start, end), &leaf, &proof, &part),
                Ok(())
            );
        }
    }
}

#[test]
fn the_largest_indices_do_not_overflow() {
    let hash = Hash::default();
    let long = vec![hash; 64];
    for proof in [&long[..0], &long[..1], &long[..63], &long] {
        for index in [0, 1, 1 << 63, u64::MAX - 1, u64::MAX] {
            assert!(verify_inclusion(index, u64::MAX, &hash, proof, &hash).is_err());
            assert!(verify_inclusion(index, 8, &hash, proof, &hash).is_err());
            assert!(verify_consistency(index, u64::MAX, proof, &hash, &flipped(&hash)).is_err());
            let ends = (index, u64::MAX);
            assert!(verify_subtree_inclusion(index, ends, &hash, proof, &flipped(&hash)).is_err());
            let path = verify_subtree_consistency(ends, u64::MAX, proof, &hash, &flipped(&hash));
            assert!(path.is_err());
        }
    }
    let mut tree = LOG.open();
    for index in [LARGEST, 1 << 63, u64::MAX] {
        assert!(tree.leaf(index).is_err());
        assert!(tree.tile(0, index).is_err() && tree.tile(7, index).is_err());
        assert!(tree.tile(255, index).is_err());
        assert!(prove_inclusion(&mut tree, index, LARGEST).is_err());
        assert!(prove_inclusion(&mut tree, 0, index.max(LARGEST + 1)).is_err());
        assert!(tree.subtree(index, u64::MAX).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn inclusion_proofs_hold_and_their_mutations_fail(
        size in 1..=LARGEST, pick: u64, at: usize, bit: usize, other: u64,
    ) {
        let mut tree = LOG.open();
        let index = pick % size;
        let root = tree.subtree(0, size).unwrap();
        let proof = prove_inclusion(&mut tree, index, size).unwrap();
        prop_assert_eq!(verify_inclusion(index, size, &leaf(index), &proof, &root), Ok(()));
        for wrong in mutations(&proof, at, bit) {
            prop_assert!(verify_inclusion(index, size, &leaf(index), &wrong, &root).is_err());
        }
        let wrong_leaf = leaf(index + 1);
        prop_assert!(verify_inclusion(index, size, &wrong_leaf, &proof, &root).is_err());
        prop_assert!(verify_inclusion(index, size, &leaf(index), &proof, &flipped(&root)).is_err());
        for elsewhere in [other % size, index ^ 1, index + 1, other].into_iter().filter(|i| *i != index) {
            prop_assert!(verify_inclusion(elsewhere, size, &leaf(index), &proof, &root).is_err());
        }
    }

    #[test]
    fn consistency_proofs_hold_and_their_mutations_fail(
        newer in 1..=LARGEST, pick: u64, at: usize, bit: usize,
    ) {
        let mut tree = LOG.open();
        let older = 1 + pick % newer;
        let old = tree.subtree(0, older).unwrap();
        let new = tree.subtree(0, newer).unwrap();
        let proof = prove_consistency(&mut tree, older, newer).unwrap();
        prop_assert_eq!(verify_consistency(older, newer, &proof, &old, &new), Ok(()));
        for wrong in mutations(&proof, at, bit) {
            prop_assert!(verify_consistency(older, newer, &wrong, &old, &new).is_err());
        }
        prop_assert!(verify_consistency(older, newer, &proof, &flipped(&old), &new).is_err());
        prop_assert!(verify_consistency(older, newer, &proof, &old, &flipped(&new)).is_err());
        if older < newer {
            prop_assert!(verify_consistency(newer, older, &proof, &new, &old).is_err());
            prop_assert!(verify_consistency(older, newer, &proof, &new, &old).is_err());
        }
    }

    #[test]
    fn a_receipt_holds_for_its_entry_only(index in 0..LARGEST, extra: Option<Vec<u8>>) {
        let key = SignerKey::from_seed("books.example/log", &[5; 32]).unwrap();
        let trusted = [key.verifier().clone()];
        let head = Checkpoint::new("books.example/log", LOG.size, LOG.root).unwrap();
        let hashes = prove_inclusion(&mut LOG.open(), index, LOG.size).unwrap();
        let checkpoint = head.sign(&[&key]).unwrap();
        let text = Receipt { extra, index, hashes, checkpoint }.to_text();
        let receipt = Receipt::from_text(&text).unwrap();
        prop_assert_eq!(receipt.to_text(), text.clone());
        let leaf_hash = chungtay_log::hash::leaf_hash(&entry(index));
        prop_assert_eq!(receipt.verify(&leaf_hash, "books.example/log", &trusted), Ok(head));
        prop_assert!(receipt.verify(&leaf(index + 1), "books.example/log", &trusted).is_err());
        prop_assert!(receipt.verify(&leaf_hash, "books.example/other", &trusted).is_err());
        let moved = Receipt { index: index ^ 1, ..receipt };
        prop_assert!(moved.verify(&leaf_hash, "books.example/log", &trusted).is_err());
    }

    #[test]
    fn parsers_never_panic(bytes: Vec<u8>, text in "\\PC*", width in 0u16..300) {
        let _ = chungtay_log::frontier::Frontier::from_bytes(&bytes);
        let _ = chungtay_log::tile::decode_bundle(&bytes, width);
        let _ = chungtay_log::tile::Resource::parse(&text);
        let _ = chungtay_log::note::Note::parse(&text);
        let _ = Checkpoint::from_text(&text);
        let _ = Receipt::from_text(&text);
    }
}
