//! Whether the keys that were believed while a log was read are those that the log itself names, in entries
//! signed by its roots. A reader who knows an earlier key, or the roots, learns today's key this way.

use super::difference::{Check, Difference};
use super::signature::{SignedHead, Trust};
use super::source::LogSource;
use super::{Asked, Verified, receipt, verify_asked};
use crate::log_keys::history::KeyHistory;
use crate::log_keys::signers::opened_by_all;
use chungtay_ledger::state::{LogTrust, RootSet};
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::receipt::Receipt;
use std::io;

/// What a log says of its keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeysTold {
    /// How often they changed.
    pub changes: usize,
    /// The roots that count: how many there are, and how many must sign.
    pub roots: Option<(usize, u32)>,
    /// Whether the roots are those that the reader knows from elsewhere.
    pub roots_were_given: bool,
    /// Whether today's key was learnt from the log: the reader knows an earlier one, or the roots.
    pub learnt: bool,
    /// Origin and size of the log that this one continues.
    pub predecessor: Option<(String, u64)>,
    /// Whether that log was looked at, up to where it ended.
    pub predecessor_was_verified: bool,
}

/// Compares what was believed with what the log says. `heads` are the checkpoints that were opened.
pub(super) fn follow(
    trust: &Trust,
    heads: &[SignedHead],
    found: &LogTrust,
) -> Result<KeysTold, Difference> {
    for head in heads {
        let size = head.checkpoint.size();
        let keys = found.keys_at(size);
        let is_ours = |key: &String| keys.contains(key);
        if !keys.is_empty() && !head.signers.iter().all(is_ours) {
            return Err(differ(head.signers.join("\n"), keys.join("\n")));
        }
        if let (true, Some(known)) = (keys.is_empty(), &head.learnt) {
            return Err(known.clone());
        }
    }
    let learnt = heads.iter().find_map(|head| head.learnt.clone()).filter(|_| trust.is_given);
    if let Some(known) = &learnt {
        let origin = found.origin.as_deref().unwrap_or_default();
        if !found.periods.iter().any(|(_, keys)| trust.knows(origin, keys)) {
            return Err(known.clone());
        }
    }
    let listed = trust.listed();
    let size = heads.last().map_or(0, |head| head.checkpoint.size());
    let of_size = |periods: &[(u64, Vec<String>)]| -> Vec<(u64, Vec<String>)> {
        periods.iter().filter(|(since, _)| *since <= size).cloned().collect()
    };
    if let Some(listed) = listed {
        let (listed, told) = (of_size(listed), of_size(&found.periods));
        // A log that says nothing of its keys has those of its beginning.
        if if told.is_empty() { listed.len() > 1 } else { listed != told } {
            return Err(differ(lines_of(&listed), lines_of(&told)));
        }
    }
    let roots_were_given = roots_are_known(trust.roots(), &found.sets)?;
    let predecessor = found.predecessor.as_deref().and_then(text_of);
    Ok(KeysTold {
        changes: found.periods.len().saturating_sub(1),
        roots: found.roots().map(|set| (set.roots.len(), set.threshold)),
        roots_were_given,
        learnt: trust.is_given && heads.last().is_some_and(|head| head.learnt.is_some()),
        predecessor: predecessor.map(|ended| (ended.origin().to_owned(), ended.size())),
        predecessor_was_verified: false,
    })
}

/// Whether the reader knows roots; they must be among the sets that the log has stated, each of which was
/// signed by the one before it.
fn roots_are_known(given: Option<&[String]>, sets: &[RootSet]) -> Result<bool, Difference> {
    let Some(given) = given else { return Ok(false) };
    if sets.iter().any(|set| set.roots == given) {
        return Ok(true);
    }
    let stated = sets.last().map_or_else(String::new, |set| set.roots.join("\n"));
    Err(differ(stated, given.join("\n")))
}

/// Looks at the log that this one continues: it holds up to the checkpoint that this log begins with, was
/// signed by its own keys, and had the same roots. A receipt must be of before its end.
pub(super) fn predecessor(
    old: &dyn LogSource,
    found: &LogTrust,
    receipt: Option<&Receipt>,
    verified: &mut Verified,
) -> io::Result<Option<Difference>> {
    let Some(note) = found.predecessor.as_deref() else {
        return Ok(Some(differ(String::new(), String::new())));
    };
    let since = Asked { since: Some(note), receipt, ..Asked::default() };
    let looked = verify_asked(old, since, &mut |_, _| {})?;
    let Some(done) = looked.remembered else { return Ok(looked.difference) };
    let trust = &done.state.log_trust;
    let ended = text_of(note);
    let size = ended.as_ref().map_or(0, Checkpoint::size);
    let origin = ended.as_ref().map_or("", Checkpoint::origin);
    if opened_by_all(note, origin, trust.keys_at(size)).is_none() {
        return Ok(Some(differ(note.to_owned(), trust.keys_at(size).join("\n"))));
    }
    let before = trust.sets.iter().rev().find(|set| set.at < size);
    let (before, ours) = (before.map(|set| (&set.roots, set.threshold)), found.sets.first());
    if before.is_none() || before != ours.map(|set| (&set.roots, set.threshold)) {
        let told = before.map_or_else(String::new, |(roots, _)| roots.join("\n"));
        return Ok(Some(differ(ours.map_or_else(String::new, |set| set.roots.join("\n")), told)));
    }
    verified.keys.predecessor_was_verified = true;
    if let (Some(receipt), Some(held)) = (receipt, looked.receipt) {
        match receipt::check(receipt, trust, &[], size) {
            Ok(_) => verified.receipt = Some(held),
            Err(difference) => return Ok(Some(difference)),
        }
    }
    Ok(None)
}

fn lines_of(periods: &[(u64, Vec<String>)]) -> String {
    let mut list = KeyHistory::default();
    for (size, keys) in periods {
        list.since(*size, keys.iter().cloned());
    }
    list.to_text()
}

fn differ(published: impl Into<String>, computed: impl Into<String>) -> Difference {
    Difference::new(Check::Keys, published, computed)
}

fn text_of(note: &str) -> Option<Checkpoint> {
    let text = note.split_once("\n\n").map(|(text, _)| format!("{text}\n"))?;
    Checkpoint::from_text(&text).ok()
}
