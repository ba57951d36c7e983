//! The log's keys in tables and in the golden log `keys`, a successor of another log. Signatures are opaque
//! to the ledger: here a line `by root-1` stands for one that fits.

use crate::commands::*;
use crate::world::{World, small_book};
use chungtay_ledger::decide::{Command, Facts};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::keys::{KeyReason, LogKeyChange, LogRoots, LogSuccessor};

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.into()).collect()
}

/// What `service` says after it has checked signatures: those named here fit.
pub fn check(body: &Body, facts: &mut Facts) {
    let (signatures, checkpoint) = match body {
        Body::LogRoots(stated) => (&stated.signatures, ""),
        Body::LogKeyChange(change) => (&change.signatures, change.checkpoint.as_str()),
        Body::LogSuccessor(said) => (&said.signatures, said.checkpoint.as_str()),
        _ => return,
    };
    let signers = signatures.iter().filter_map(|line| line.strip_prefix("by "));
    facts.signers.extend(signers.map(str::to_owned));
    facts.checkpoint = checkpoint.lines().nth(1).and_then(|size| size.parse().ok());
}

fn by(signers: &[&str]) -> Vec<String> {
    signers.iter().map(|signer| format!("by {signer}")).collect()
}

pub fn roots(roots: &[&str], threshold: u32, signers: &[&str]) -> Command {
    say(Body::LogRoots(LogRoots {
        keys: texts(&["key-1"]),
        origin: "example/small".into(),
        roots: texts(roots),
        signatures: by(signers),
        threshold,
    }))
    .without_record()
}

pub fn stated() -> Command {
    roots(&["root-1", "root-2", "root-3"], 2, &["root-1", "root-2", "root-3"])
}

pub fn change(keys: &[&str], size: u64, signers: &[&str]) -> Command {
    say(Body::LogKeyChange(LogKeyChange {
        checkpoint: format!("example/small\n{size}\nroot\n\n"),
        keys: texts(keys),
        reason: KeyReason::Lost,
        signatures: by(signers),
    }))
    .without_record()
}

pub fn successor(threshold: u32, size: &str, signers: &[&str]) -> Command {
    say(Body::LogSuccessor(LogSuccessor {
        checkpoint: format!("example/old\n{size}\nroot\n\n"),
        keys: texts(&["key-1"]),
        origin: "example/small".into(),
        predecessor_keys: texts(&["old-1"]),
        roots: texts(&["root-1", "root-2", "root-3"]),
        signatures: by(signers),
        threshold,
    }))
    .without_record()
}

/// Roots that were stated again, and both reasons people meet most.
pub fn made() -> World {
    let mut world = World::default();
    world.must(successor(2, "7", &["root-1", "root-3", "key-1"]));
    for entry in small_book().entries {
        world.must(Command::from(&entry));
    }
    let size = world.state.size;
    world.must(change(&["key-2", "key-2b"], size, &["root-1", "root-2", "key-2"]));
    let mut again = roots(&["root-1", "root-4", "root-5"], 2, &["root-1", "root-4", "root-5"]);
    if let Body::LogRoots(stated) = &mut again.body {
        stated.keys = texts(&["key-2", "key-2b"]);
        stated.signatures.extend(by(&["root-2"]));
    }
    world.must(again);
    let mut stolen = change(&["key-3"], size + 2, &["root-4", "root-5", "key-3"]);
    if let Body::LogKeyChange(change) = &mut stolen.body {
        change.reason = KeyReason::Stolen;
    }
    world.must(stolen);
    world
}

#[test]
fn a_text_that_was_signed_serves_once() {
    let world = made();
    let trust = &world.state.log_trust;
    assert_eq!((trust.changes, trust.periods.len(), trust.sets.len()), (4, 3, 2));
    assert_eq!(trust.predecessor.as_deref(), Some("example/old\n7\nroot\n\n"));
    assert_eq!(
        (trust.keys_at(0), trust.keys_at(29)),
        (&texts(&["key-1"])[..], &texts(&["key-1"])[..])
    );
    assert_eq!(trust.keys_at(30), texts(&["key-2", "key-2b"]));
    assert_eq!(trust.present(), texts(&["key-3"]));
    let Body::LogKeyChange(change) = &world.entries[29].body else { unreachable!() };
    assert_ne!(change.message("o", 1), change.message("o", 2));
    assert_eq!(
        change.message("example/small", 1),
        "chungtay log key v1\nexample/small\nchange 1\nreason lost\nkey key-2\nkey key-2b\n\n\
         example/small\n29\nroot\n\n"
    );
    let Body::LogSuccessor(said) = &world.entries[0].body else { unreachable!() };
    assert_eq!(
        said.message(),
        "chungtay log successor v1\nexample/small\nthreshold 2\nroot root-1\nroot root-2\n\
         root root-3\nkey key-1\npredecessor old-1\n\nexample/old\n7\nroot\n\n"
    );
}
