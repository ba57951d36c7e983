//! The evidence of an alarm, as a file that anyone can check: both signed notes and, of a split view, the
//! proof that the newer tree begins with another one. docs/monitoring.md tells how to check it by hand.

use super::{Alarm, Freshness};
use crate::verify::consistency::Split;
use chungtay_ledger::date::Moment;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::Hash;
use chungtay_log::note::VerifierKey;
use chungtay_log::proof::verify_consistency;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::str::FromStr;

/// The first field of the file, with its version.
const FORMAT: &str = "chungtay-evidence/1";

/// What an evidence file proves by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The key signed two trees that no one log holds both of.
    SplitView {
        /// The older and the newer checkpoint.
        checkpoints: Box<(Checkpoint, Checkpoint)>,
    },
    /// The key signed both; which of them was served later is the watcher's word.
    Rollback {
        /// The checkpoint seen first, and the smaller one seen then.
        checkpoints: Box<(Checkpoint, Checkpoint)>,
    },
    /// The file is a report; to check it, verify the log itself.
    Report,
}

/// Why a file proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceError {
    /// It is not such a file.
    #[error("this is no evidence file of version 1")]
    Form,
    /// A note is not signed by the key.
    #[error("a checkpoint in the file is not signed by the key")]
    Signature,
    /// The notes do not contradict each other.
    #[error("the checkpoints in the file do not contradict each other")]
    NoContradiction,
}

/// The name of an alarm: the same for the same finding, whenever and by whomever it is found.
#[must_use]
pub fn name(alarm: &Alarm) -> String {
    let mut hash = Sha256::new();
    hash.update(alarm.older.as_deref().unwrap_or_default());
    hash.update([0]);
    hash.update(&alarm.newer);
    hash.update([0]);
    if let Some(difference) = &alarm.difference {
        hash.update(difference.check.word());
        hash.update(&difference.published);
    }
    let digest = hash.finalize();
    let mut name = format!("{}-", alarm.kind.word());
    for byte in &digest[..8] {
        // Writing to a text never fails.
        let _ = write!(name, "{byte:02x}");
    }
    name
}

/// The file's object.
#[must_use]
pub fn to_json(alarm: &Alarm, key: &str, found_at: Moment) -> Value {
    let split = alarm.split.as_ref().map(|split| {
        json!({
            "prefix_root": split.prefix_root.to_base64(),
            "proof": split.proof.iter().map(Hash::to_base64).collect::<Vec<_>>(),
        })
    });
    let difference = alarm.difference.as_ref().map(|difference| {
        json!({
            "check": difference.check.word(),
            "entry": difference.entry,
            "published": difference.published,
            "computed": difference.computed,
        })
    });
    let freshness = alarm.freshness.map(|freshness| match freshness {
        Freshness::Witnessed(at) => json!({ "witnessed_at": at.0 }),
        Freshness::FirstSeen(at) => json!({ "first_seen_at": at.0 }),
    });
    json!({
        "format": FORMAT,
        "alarm": alarm.kind.word(),
        "found_at": found_at.0,
        "key": key,
        "older": alarm.older,
        "newer": alarm.newer,
        "split": split,
        "difference": difference,
        "freshness": freshness,
    })
}

/// Checks what a file proves, with the key known from elsewhere or, for want of one, the file's own. Where
/// keys changed between the two checkpoints there are several, parted by white space.
pub fn check(object: &Value, key: Option<&str>) -> Result<Evidence, EvidenceError> {
    let text = |name: &str| object[name].as_str().ok_or(EvidenceError::Form);
    if text("format")? != FORMAT {
        return Err(EvidenceError::Form);
    }
    let kind = text("alarm")?;
    if !["split-view", "rollback"].contains(&kind) {
        return Ok(Evidence::Report);
    }
    let keys = key.unwrap_or(text("key")?).split_whitespace().map(VerifierKey::from_str);
    let keys: Vec<_> = keys.collect::<Result<_, _>>().map_err(|_| EvidenceError::Signature)?;
    let opened = |note: &str| {
        let origin = note.lines().next().unwrap_or_default();
        Checkpoint::open(note, origin, &keys).map_err(|_| EvidenceError::Signature)
    };
    let (older, newer) = (opened(text("older")?)?, opened(text("newer")?)?);
    if older.origin() != newer.origin() {
        return Err(EvidenceError::NoContradiction);
    }
    if kind == "rollback" {
        let smaller = newer.size() < older.size();
        let checkpoints = Box::new((older, newer));
        return smaller
            .then_some(Evidence::Rollback { checkpoints })
            .ok_or(EvidenceError::NoContradiction);
    }
    let split = split_of(&object["split"]).ok_or(EvidenceError::Form)?;
    if !contradicts(&older, &newer, &split) {
        return Err(EvidenceError::NoContradiction);
    }
    Ok(Evidence::SplitView { checkpoints: Box::new((older, newer)) })
}

fn split_of(object: &Value) -> Option<Split> {
    let hash = |value: &Value| Hash::from_base64(value.as_str()?);
    let proof = object["proof"].as_array()?.iter().map(hash).collect::<Option<_>>()?;
    Some(Split { prefix_root: hash(&object["prefix_root"])?, proof })
}

/// The newer tree begins with `prefix_root`, which is not the root of the older one.
fn contradicts(older: &Checkpoint, newer: &Checkpoint, split: &Split) -> bool {
    let (before, after) = (older.size(), newer.size());
    let begins = if before == after {
        split.prefix_root == newer.root()
    } else if before == 0 {
        split.prefix_root == chungtay_log::hash::empty_root()
    } else {
        let root = newer.root();
        verify_consistency(before, after, &split.proof, &split.prefix_root, &root).is_ok()
    };
    begins && split.prefix_root != older.root()
}
