//! The signed head of a log: its checkpoint, opened with the key or the policy that is known from elsewhere
//! or, for want of one, with the key that lies beside it.

use super::difference::{Check, Difference};
use super::source::{LogSource, required};
use crate::log_keys::history::KeyHistory;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::note::{Note, VerifierKey};
use chungtay_log::policy::{Policy, Witnessed};
use std::io;
use std::str::FromStr;

/// A checkpoint whose signature was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedHead {
    /// The note as it was published.
    pub note: String,
    /// The verifier key that opened it.
    pub key: String,
    /// What it states.
    pub checkpoint: Checkpoint,
    /// Which witnesses of the policy have cosigned, and when.
    pub witnessed: Option<Witnessed>,
}

/// Who is believed about a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    keys: Vec<VerifierKey>,
    policy: Option<Policy>,
    /// Whether every key must have signed: they are one log's two kinds of key, not several logs'.
    all_sign: bool,
    /// What is told where no key opens the note.
    told: String,
    /// Whether key or policy were given from elsewhere.
    pub(crate) is_given: bool,
}

impl Trust {
    /// The key (or keys, parted by white space) or the policy's logs; where neither names a key, the keys
    /// published beside the log.
    pub(crate) fn of(
        source: &dyn LogSource,
        key: Option<&str>,
        policy: Option<&Policy>,
    ) -> io::Result<Self> {
        let logs = policy.into_iter().flat_map(Policy::logs).map(|log| log.key.clone());
        let mut keys: Vec<VerifierKey> = logs.collect();
        let mut told = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let is_given = key.is_some() || !keys.is_empty();
        let text = match key {
            Some(key) => Some(key.trim().to_owned()),
            None if keys.is_empty() => Some(published_keys(source)?),
            None => None,
        };
        let all_sign = text.is_some();
        if let Some(text) = text {
            let read = text.split_whitespace().map(VerifierKey::from_str);
            keys = read.collect::<Result<_, _>>().unwrap_or_default();
            told = text;
        }
        Ok(Self { keys, policy: policy.cloned(), all_sign, told, is_given })
    }

    /// The key or keys, as text.
    pub(crate) fn told(&self) -> &str {
        &self.told
    }

    /// Reads and opens the published checkpoint; the policy's witnesses must have cosigned it.
    pub(crate) fn head(
        &self,
        source: &dyn LogSource,
    ) -> io::Result<Result<SignedHead, Difference>> {
        let note = required(source, "checkpoint")?;
        Ok(self.opened(&note).and_then(|head| {
            let quorum = self.policy.as_ref().and_then(Policy::quorum).unwrap_or_default();
            match &head.witnessed {
                Some(witnessed) if !witnessed.quorum_is_met => {
                    let cosigned = witnessed.witnesses.iter().filter(|(_, time)| time.is_some());
                    let names: Vec<&str> = cosigned.map(|(name, _)| name.as_str()).collect();
                    Err(Difference::new(Check::Quorum, names.join(", "), quorum))
                }
                _ => Ok(head),
            }
        }))
    }

    /// Opens a note, cosigned enough or not.
    pub(crate) fn opened(&self, note: &str) -> Result<SignedHead, Difference> {
        let refused = |problem: String| Difference::new(Check::Signature, self.told(), problem);
        let origin = note.lines().next().unwrap_or_default();
        let keys: Vec<_> = self.keys.iter().filter(|key| key.name() == origin).cloned().collect();
        let keys = if keys.is_empty() { &self.keys } else { &keys };
        let checkpoint =
            Checkpoint::open(note, origin, keys).map_err(|error| refused(error.to_string()))?;
        let read = Note::parse(note).map_err(|error| refused(error.to_string()))?;
        let signers = read.verify(keys).map_err(|error| refused(error.to_string()))?;
        let missing = keys.iter().find(|key| self.all_sign && !signers.contains(key));
        if let Some(missing) = missing {
            return Err(refused(format!("{:08x} has not signed", missing.key_id())));
        }
        let witnessed = self.policy.as_ref().map(|policy| policy.witnessed(&read)).transpose();
        Ok(SignedHead {
            note: note.to_owned(),
            key: signers.first().map(ToString::to_string).unwrap_or_default(),
            checkpoint,
            witnessed: witnessed.map_err(|error| refused(error.to_string()))?,
        })
    }
}

/// The keys that sign the log now, as they are published beside it; older logs name one.
fn published_keys(source: &dyn LogSource) -> io::Result<String> {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let history = source.read("keys")?.map(text);
    if let Some(history) = history.as_deref().and_then(KeyHistory::parse) {
        return Ok(history.present().join("\n"));
    }
    Ok(source.read("key")?.map(text).unwrap_or_default().trim().to_owned())
}
