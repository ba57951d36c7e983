//! The judgement of a witness on growing, shrinking and forked logs; roots and proofs come from the
//! plain tree.

use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::{Hash, leaf_hash};
use chungtay_log::note::{SignerKey, VerifierKey};
use chungtay_log::witness::{AddCheckpoint, Cosigned, WitnessRefusal};

use crate::memory::leaves;
use crate::plain_tree;

const ORIGIN: &str = "books.example/log";

fn key(seed: u8) -> SignerKey {
    SignerKey::from_seed(ORIGIN, &[seed; 32]).unwrap()
}

fn known(seeds: &[u8]) -> Vec<VerifierKey> {
    seeds.iter().map(|seed| key(*seed).verifier().clone()).collect()
}

fn cosigned(leaves: &[Hash], size: usize) -> Cosigned {
    Cosigned { size: size as u64, root: plain_tree::root(&leaves[..size]) }
}

/// The request from `older` to `newer` leaves, signed by the keys of these seeds.
fn request(leaves: &[Hash], older: usize, newer: usize, seeds: &[u8]) -> AddCheckpoint {
    let leaves = &leaves[..newer];
    let checkpoint = Checkpoint::new(ORIGIN, newer as u64, plain_tree::root(leaves)).unwrap();
    let keys: Vec<SignerKey> = seeds.iter().map(|seed| key(*seed)).collect();
    let proof = if older == 0 { Vec::new() } else { plain_tree::consistency(older, leaves) };
    AddCheckpoint {
        old_size: older as u64,
        proof,
        checkpoint: checkpoint.sign(&keys.iter().collect::<Vec<_>>()).unwrap(),
    }
}

#[test]
fn every_honest_growth_is_cosigned_and_no_other() {
    let all = leaves(20);
    for older in 0..=20 {
        for newer in older..=20 {
            let honest = request(&all, older, newer, &[1]);
            let honest = AddCheckpoint::from_text(&honest.to_text()).unwrap();
            let judged = honest.judge(&known(&[1]), &cosigned(&all, older)).unwrap();
            assert_eq!(judged.size(), newer as u64);
            for at in 0..honest.proof.len() {
                let mut forged = honest.clone();
                forged.proof[at].0[0] ^= 1;
                let refused = forged.judge(&known(&[1]), &cosigned(&all, older));
                assert_eq!(refused, Err(WitnessRefusal::Inconsistent), "{older} to {newer}");
            }
            let mut longer = honest.clone();
            longer.proof.push(all[0]);
            let refused = longer.judge(&known(&[1]), &cosigned(&all, older));
            assert_eq!(refused, Err(WitnessRefusal::Inconsistent), "{older} to {newer}");
        }
    }
}

#[test]
fn a_second_history_is_never_cosigned() {
    let all = leaves(20);
    let mut forked = all.clone();
    forked[7] = leaf_hash(b"another entry");
    let seen = cosigned(&all, 9);
    let refusal =
        |older, newer| request(&forked, older, newer, &[1]).judge(&known(&[1]), &seen).unwrap_err();
    assert_eq!(refusal(9, 12), WitnessRefusal::Inconsistent);
    assert_eq!(refusal(9, 9), WitnessRefusal::OtherRoot(9));
    assert_eq!(refusal(5, 12), WitnessRefusal::OldSize(9));
    assert_eq!(refusal(0, 12), WitnessRefusal::OldSize(9));
    assert_eq!(refusal(0, 5), WitnessRefusal::OldSize(9));
    let mut shrunk = request(&all, 5, 5, &[1]);
    shrunk.old_size = 9;
    assert_eq!(shrunk.judge(&known(&[1]), &seen), Err(WitnessRefusal::Malformed));
    let empty = Checkpoint::new(ORIGIN, 0, Hash([5; 32])).unwrap().sign(&[&key(1)]).unwrap();
    let empty = AddCheckpoint { old_size: 0, proof: Vec::new(), checkpoint: empty };
    let refused = empty.judge(&known(&[1]), &Cosigned::default());
    assert_eq!(refused, Err(WitnessRefusal::OtherRoot(0)));
}

#[test]
fn one_trusted_signature_is_enough_and_none_is_not() {
    let all = leaves(3);
    let judge = |signed: &[u8], trusted: &[u8]| {
        let request = request(&all, 0, 3, signed);
        request.judge(&known(trusted), &Cosigned::default()).map(|judged| judged.size())
    };
    assert_eq!(judge(&[1, 2], &[2, 3]), Ok(3));
    assert_eq!(judge(&[1], &[2]), Err(WitnessRefusal::Unsigned));
    assert_eq!(judge(&[1], &[]), Err(WitnessRefusal::UnknownLog));
    let mut forged = request(&all, 0, 3, &[1]);
    forged.checkpoint = forged.checkpoint.replacen("\n3\n", "\n4\n", 1);
    assert_eq!(forged.judge(&known(&[1]), &Cosigned::default()), Err(WitnessRefusal::Unsigned));
}

#[test]
fn the_statuses_are_those_of_the_specification() {
    let statuses = [
        (WitnessRefusal::Malformed, 400),
        (WitnessRefusal::Unsigned, 403),
        (WitnessRefusal::UnknownLog, 404),
        (WitnessRefusal::OldSize(1), 409),
        (WitnessRefusal::OtherRoot(1), 409),
        (WitnessRefusal::Inconsistent, 422),
    ];
    assert!(statuses.iter().all(|(refusal, status)| refusal.status() == *status));
}
