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
    /// Every key asked for that has signed it.
    pub signers: Vec<String>,
    /// Where the key was learnt from the list beside the log: why the key that is known did not open it.
    pub learnt: Option<Difference>,
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
    /// The list of keys that lies beside the log, where later or earlier keys may be learnt from it.
    history: Option<KeyHistory>,
    /// Roots known from elsewhere.
    roots: Option<Vec<String>>,
    /// Whether every key must have signed: they are one log's two kinds of key, not several logs'.
    all_sign: bool,
    /// What is told where no key opens the note.
    told: String,
    /// Whether key or policy were given from elsewhere.
    pub(crate) is_given: bool,
}

impl Trust {
    /// The key (or keys, parted by white space) or the policy's logs; where neither names a key, the keys
    /// published beside the log. Checkpoints are opened by the keys of that list too: whoever asks must then
    /// see in the log itself that they follow from those that are known (see `keys`).
    pub(crate) fn of(
        source: &dyn LogSource,
        key: Option<&str>,
        policy: Option<&Policy>,
        roots: Option<&[String]>,
    ) -> io::Result<Result<Self, Difference>> {
        let history = match key_list(source)? {
            Ok(history) => history,
            Err(difference) => return Ok(Err(difference)),
        };
        let logs = policy.into_iter().flat_map(Policy::logs).map(|log| log.key.clone());
        let mut keys: Vec<VerifierKey> = logs.collect();
        let mut told = keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let is_given = key.is_some() || !keys.is_empty();
        let text = match key {
            Some(key) => Some(key.trim().to_owned()),
            None if keys.is_empty() => Some(published_keys(source, history.as_ref())?),
            None => None,
        };
        let all_sign = text.is_some();
        if let Some(text) = text {
            let read = text.split_whitespace().map(VerifierKey::from_str);
            keys = read.collect::<Result<_, _>>().unwrap_or_default();
            told = text;
        }
        let (policy, roots) = (policy.cloned(), roots.map(<[String]>::to_vec));
        Ok(Ok(Self { keys, policy, history, roots, all_sign, told, is_given }))
    }

    /// The list of keys beside the log.
    pub(super) fn listed(&self) -> Option<&[(u64, Vec<String>)]> {
        self.history.as_ref().map(KeyHistory::periods)
    }

    /// Roots known from elsewhere.
    pub(super) fn roots(&self) -> Option<&[String]> {
        self.roots.as_deref()
    }

    /// Whether these keys, which signed the log for a time, are those that are known of it.
    pub(super) fn knows(&self, origin: &str, keys: &[String]) -> bool {
        let known = self.keys.iter().filter(|key| key.name() == origin).map(ToString::to_string);
        let known: Vec<bool> = known.map(|key| keys.contains(&key)).collect();
        // Several logs' keys, or several keys of one log through time, stand in a policy.
        known.contains(&true) && !(self.all_sign && known.contains(&false))
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
        let origin = note.lines().next().unwrap_or_default();
        let keys: Vec<_> = self.keys.iter().filter(|key| key.name() == origin).cloned().collect();
        let keys = if keys.is_empty() { &self.keys } else { &keys };
        let known = match self.opened_by(note, keys, self.all_sign) {
            Ok(head) => return Ok(head),
            Err(known) => known,
        };
        let size = note.lines().nth(1).and_then(|size| size.parse().ok());
        let listed = size.zip(self.history.as_ref()).map(|(size, history)| history.keys_at(size));
        let listed = listed.unwrap_or_default().iter().map(|key| key.parse());
        match listed.collect::<Result<Vec<VerifierKey>, _>>() {
            Ok(listed) if !listed.is_empty() => match self.opened_by(note, &listed, true) {
                Ok(head) => Ok(SignedHead { learnt: Some(known), ..head }),
                Err(_) => Err(known),
            },
            _ => Err(known),
        }
    }

    fn opened_by(
        &self,
        note: &str,
        keys: &[VerifierKey],
        all_sign: bool,
    ) -> Result<SignedHead, Difference> {
        let refused = |problem: String| Difference::new(Check::Signature, self.told(), problem);
        let origin = note.lines().next().unwrap_or_default();
        let checkpoint =
            Checkpoint::open(note, origin, keys).map_err(|error| refused(error.to_string()))?;
        let read = Note::parse(note).map_err(|error| refused(error.to_string()))?;
        let signers = read.verify(keys).map_err(|error| refused(error.to_string()))?;
        let missing = keys.iter().find(|key| all_sign && !signers.contains(key));
        if let Some(missing) = missing {
            return Err(refused(format!("{:08x} has not signed", missing.key_id())));
        }
        let witnessed = self.policy.as_ref().map(|policy| policy.witnessed(&read)).transpose();
        Ok(SignedHead {
            note: note.to_owned(),
            key: signers.first().map(ToString::to_string).unwrap_or_default(),
            signers: signers.iter().map(ToString::to_string).collect(),
            learnt: None,
            checkpoint,
            witnessed: witnessed.map_err(|error| refused(error.to_string()))?,
        })
    }
}

/// `log/keys`; `None` where the log has no such file, as older ones.
fn key_list(source: &dyn LogSource) -> io::Result<Result<Option<KeyHistory>, Difference>> {
    let Some(bytes) = source.read("keys")? else { return Ok(Ok(None)) };
    let list = KeyHistory::parse(&String::from_utf8_lossy(&bytes));
    Ok(list.map(Some).map_err(|line| Difference::new(Check::KeyList, line, "")))
}

/// The keys that sign the log now, as they are published beside it; older logs name one.
fn published_keys(source: &dyn LogSource, listed: Option<&KeyHistory>) -> io::Result<String> {
    if let Some(history) = listed {
        return Ok(history.present().join("\n"));
    }
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    Ok(source.read("key")?.map(text).unwrap_or_default().trim().to_owned())
}
