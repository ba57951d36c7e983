//! The signed head of a log: its checkpoint, opened with the key or the policy that is known from elsewhere
//! or, for want of one, with the key that lies beside it.

use super::difference::{Check, Difference};
use super::source::{LogSource, required};
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
    /// What is told where no key opens the note.
    told: String,
    /// Whether key or policy were given from elsewhere.
    pub(super) is_given: bool,
}

impl Trust {
    /// The key or the policy's logs; where neither names a key, the key published beside the log.
    pub(super) fn of(
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
            None if keys.is_empty() => {
                let published = source.read("key")?.unwrap_or_default();
                Some(String::from_utf8_lossy(&published).trim().to_owned())
            }
            None => None,
        };
        if let Some(text) = text {
            keys = VerifierKey::from_str(&text).into_iter().collect();
            told = text;
        }
        Ok(Self { keys, policy: policy.cloned(), told, is_given })
    }

    /// The key or keys, as text.
    pub(super) fn told(&self) -> &str {
        &self.told
    }

    /// Reads and opens the published checkpoint; the policy's witnesses must have cosigned it.
    pub(super) fn head(
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
    pub(super) fn opened(&self, note: &str) -> Result<SignedHead, Difference> {
        let refused = |problem: String| Difference::new(Check::Signature, self.told(), problem);
        let origin = note.lines().next().unwrap_or_default();
        let keys: Vec<_> = self.keys.iter().filter(|key| key.name() == origin).cloned().collect();
        let keys = if keys.is_empty() { &self.keys } else { &keys };
        let checkpoint =
            Checkpoint::open(note, origin, keys).map_err(|error| refused(error.to_string()))?;
        let read = Note::parse(note).map_err(|error| refused(error.to_string()))?;
        let signers = read.verify(keys).map_err(|error| refused(error.to_string()))?;
        let witnessed = self.policy.as_ref().map(|policy| policy.witnessed(&read)).transpose();
        Ok(SignedHead {
            note: note.to_owned(),
            key: signers.first().map(ToString::to_string).unwrap_or_default(),
            checkpoint,
            witnessed: witnessed.map_err(|error| refused(error.to_string()))?,
        })
    }
}
