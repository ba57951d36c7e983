//! Who may change the log's keys: enough of the roots that the log itself has named. Whose signatures fit
//! was found by whoever gives the facts; here they are counted.

use super::Facts;
use crate::entry::Posting;
use crate::kinds::keys::{LogKeyChange, LogRoots, LogSuccessor};
use crate::refusal::Refusal;
use crate::state::State;

/// The most roots a log may have.
const MOST_ROOTS: usize = 16;

pub(super) fn roots(
    state: &State,
    facts: &Facts,
    stated: &LogRoots,
) -> Result<Vec<Posting>, Refusal> {
    let trust = &state.log_trust;
    check_set(&stated.roots, stated.threshold)?;
    let present = trust.present();
    if stated.keys.is_empty() || !(present.is_empty() || present == stated.keys) {
        return Err(Refusal::LogKeys { field: "keys" });
    }
    if trust.origin.as_ref().is_some_and(|origin| *origin != stated.origin) {
        return Err(Refusal::LogKeys { field: "origin" });
    }
    signed_by(facts, &stated.roots, stated.roots.len())?;
    if let Some(set) = trust.roots() {
        signed_by(facts, &set.roots, needed(set.threshold))?;
    }
    Ok(Vec::new())
}

pub(super) fn change(
    state: &State,
    facts: &Facts,
    change: &LogKeyChange,
) -> Result<Vec<Posting>, Refusal> {
    let trust = &state.log_trust;
    let set = trust.roots().ok_or(Refusal::NoLogRoots {})?;
    let served = |key: &String| trust.periods.iter().any(|(_, keys)| keys.contains(key));
    if change.keys.is_empty() || change.keys.iter().any(served) {
        return Err(Refusal::LogKeys { field: "keys" });
    }
    let since = trust.periods.last().map_or(0, |(since, _)| *since);
    if facts.checkpoint.is_none_or(|size| size <= set.at || size < since || size > state.size) {
        return Err(Refusal::LogKeys { field: "checkpoint" });
    }
    signed_by(facts, &set.roots, needed(set.threshold))?;
    signed_by(facts, &change.keys[..1], 1)?;
    Ok(Vec::new())
}

pub(super) fn successor(facts: &Facts, said: &LogSuccessor) -> Result<Vec<Posting>, Refusal> {
    check_set(&said.roots, said.threshold)?;
    if said.keys.is_empty() || said.predecessor_keys.is_empty() {
        return Err(Refusal::LogKeys { field: "keys" });
    }
    if facts.checkpoint.is_none() {
        return Err(Refusal::LogKeys { field: "checkpoint" });
    }
    signed_by(facts, &said.roots, needed(said.threshold))?;
    signed_by(facts, &said.keys[..1], 1)?;
    Ok(Vec::new())
}

/// Roots in rising order, each once, of which more than half must sign.
fn check_set(roots: &[String], threshold: u32) -> Result<(), Refusal> {
    let distinct = roots.windows(2).all(|pair| pair[0] < pair[1]);
    let threshold = needed(threshold);
    let is_most = threshold <= roots.len() && threshold.saturating_mul(2) > roots.len();
    if distinct && roots.len() <= MOST_ROOTS && is_most {
        return Ok(());
    }
    Err(Refusal::LogKeys { field: "roots" })
}

fn needed(threshold: u32) -> usize {
    usize::try_from(threshold).unwrap_or(usize::MAX)
}

fn signed_by(facts: &Facts, keys: &[String], needed: usize) -> Result<(), Refusal> {
    let found = keys.iter().filter(|key| facts.signers.contains(*key)).count();
    if found >= needed { Ok(()) } else { Err(Refusal::RootSignatures { found, needed }) }
}
