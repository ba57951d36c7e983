//! Whose signatures under a statement about the log's keys fit, and whether the checkpoint in it is of this
//! log: what `decide` is told. Decides nothing.

use chungtay_ledger::decide::Facts;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::keys::LogKeyChange;
use chungtay_ledger::state::LogTrust;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::Hash;
use chungtay_log::note::{Note, NoteSignature, VerifierKey};

/// Adds to the facts what signatures say. `root_of` gives the root of the log's first so many entries, as
/// far as it has them.
pub(crate) fn check<E>(
    facts: &mut Facts,
    body: &Body,
    trust: &LogTrust,
    root_of: impl FnOnce(u64) -> Result<Option<Hash>, E>,
) -> Result<(), E> {
    let before = trust.roots().map_or(&[][..], |set| &set.roots);
    match body {
        Body::LogRoots(stated) => {
            let message = stated.message(trust.changes);
            let asked = stated.roots.iter().chain(before);
            facts.signers.extend(signers(&message, &stated.signatures, asked));
        }
        Body::LogKeyChange(change) => {
            let message = message_of(change, trust);
            let asked = before.iter().chain(change.keys.first());
            facts.signers.extend(signers(&message, &change.signatures, asked));
            let origin = trust.origin.as_deref().unwrap_or_default();
            if let Some(found) = opened_by_all(&change.checkpoint, origin, trust.present())
                && root_of(found.size())? == Some(found.root())
            {
                facts.checkpoint = Some(found.size());
            }
        }
        Body::LogSuccessor(said) => {
            let asked = said.roots.iter().chain(said.keys.first());
            facts.signers.extend(signers(&said.message(), &said.signatures, asked));
            let origin = said.checkpoint.lines().next().unwrap_or_default();
            let found = opened_by_all(&said.checkpoint, origin, &said.predecessor_keys);
            facts.checkpoint = found.map(|found| found.size());
        }
        _ => {}
    }
    Ok(())
}

/// Whether a body's rules ask who signed it.
pub(crate) fn matter(body: &Body) -> bool {
    matches!(body, Body::LogRoots(_) | Body::LogKeyChange(_) | Body::LogSuccessor(_))
}

/// The text of a change in this log, as it must be signed now.
pub(super) fn message_of(change: &LogKeyChange, trust: &LogTrust) -> String {
    change.message(trust.origin.as_deref().unwrap_or_default(), trust.changes)
}

/// A checkpoint that every one of these keys has signed.
pub(crate) fn opened_by_all(note: &str, origin: &str, keys: &[String]) -> Option<Checkpoint> {
    let mut found = None;
    for key in keys {
        let key: VerifierKey = key.parse().ok()?;
        found = Some(Checkpoint::open(note, origin, &[key]).ok()?);
    }
    found
}

/// Those of the keys asked about that have signed the text.
fn signers<'a>(
    message: &str,
    signatures: &[String],
    asked: impl Iterator<Item = &'a String>,
) -> Vec<String> {
    let block: String = signatures.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    let Ok(mut note) = Note::new(message) else { return Vec::new() };
    for signature in NoteSignature::parse_lines(&block).unwrap_or_default() {
        note.add(signature);
    }
    let fits = |key: &&String| {
        key.parse::<VerifierKey>().is_ok_and(|key| note.verify(std::slice::from_ref(&key)).is_ok())
    };
    asked.filter(fits).cloned().collect()
}
