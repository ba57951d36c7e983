//! Watching a published log: each look compares its checkpoint with the last one that held, verifies what
//! came since, and gives every alarm with its evidence. Sends nothing and reads no clock; what it remembers
//! is kept by whoever calls.

pub mod evidence;
mod watch;

pub use watch::Watch;

use crate::verify::consistency::{Growth, Split, growth};
use crate::verify::{
    Asked, Check, Difference, LogSource, Remembered, SignedHead, Trust, Verified, verify_asked,
};
use chungtay_ledger::date::Moment;
use chungtay_log::note::Note;
use chungtay_log::policy::Policy;
use std::io;
use std::time::Duration;

/// How often a look is taken again before what may be a publication under way is cried about.
const LOOKS: u32 = 3;
/// Between two such looks.
const PAUSE: Duration = Duration::from_millis(500);

/// How far ahead of this clock a witness's time may be, in seconds.
const CLOCK_SKEW_SECONDS: u64 = 3_600;

/// What is cried about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlarmKind {
    /// Two signed checkpoints that no one log holds both of.
    SplitView,
    /// A checkpoint of fewer entries than one seen before.
    Rollback,
    /// No new checkpoint for too long.
    Frozen,
    /// Something published does not follow from what was signed, or is not signed.
    Differs,
}

impl AlarmKind {
    /// The word for messages and files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::SplitView => "split-view",
            Self::Rollback => "rollback",
            Self::Frozen => "frozen",
            Self::Differs => "differs",
        }
    }
}

/// How old a checkpoint is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// The latest time at which or after which enough witnesses for the policy's quorum cosigned it.
    Witnessed(Moment),
    /// When this watch saw it first; it may be older.
    FirstSeen(Moment),
}

impl Freshness {
    /// The moment.
    #[must_use]
    pub fn moment(self) -> Moment {
        match self {
            Self::Witnessed(at) | Self::FirstSeen(at) => at,
        }
    }
}

/// One alarm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// What about.
    pub kind: AlarmKind,
    /// The last checkpoint that held, as published.
    pub older: Option<String>,
    /// The checkpoint that was found now.
    pub newer: String,
    /// What proves that the newer tree is another one.
    pub split: Option<Split>,
    /// What does not hold, with both values.
    pub difference: Option<Difference>,
    /// Of a frozen log: how old its checkpoint is, and by whose word.
    pub freshness: Option<Freshness>,
}

/// What one look found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The head as it was found, where it is signed.
    pub head: Option<SignedHead>,
    /// What was verified, where it came to that.
    pub verified: Option<Verified>,
    /// Entries that were new.
    pub new_entries: u64,
    /// How old the checkpoint is.
    pub freshness: Option<Freshness>,
    /// Every alarm.
    pub alarms: Vec<Alarm>,
}

/// How a log is watched.
#[derive(Clone, Copy, Debug)]
pub struct Watching<'a> {
    /// The verifier key known from elsewhere; without it the one seen first is held to.
    pub key: Option<&'a str>,
    /// The policy known from elsewhere.
    pub policy: Option<&'a Policy>,
    /// Seconds without a new checkpoint after which the log counts as frozen; `None`: never.
    pub frozen_after_seconds: Option<i64>,
}

/// Looks once. What held is put into `watch`; where something is wrong, the watch keeps what held before.
/// A log that cannot be reached or read is an error and no alarm.
pub fn look(
    source: &dyn LogSource,
    watch: &mut Watch,
    how: &Watching<'_>,
    now: Moment,
    progress: &mut dyn FnMut(u64, u64),
) -> io::Result<Look> {
    for attempt in 1.. {
        let found = attempted(source, watch, how, now, progress)?;
        let may_pass = found.alarms.iter().any(|alarm| {
            let check = alarm.difference.as_ref().map(|difference| difference.check);
            alarm.kind == AlarmKind::Differs
                && !matches!(check, Some(Check::Signature | Check::Quorum))
        });
        if !may_pass || attempt == LOOKS {
            return Ok(found);
        }
        std::thread::sleep(PAUSE);
    }
    Err(io::Error::other("no look was taken"))
}

fn attempted(
    source: &dyn LogSource,
    watch: &mut Watch,
    how: &Watching<'_>,
    now: Moment,
    progress: &mut dyn FnMut(u64, u64),
) -> io::Result<Look> {
    let remembered = watch.remembered.as_ref();
    let pinned = remembered.map(|remembered| remembered.key.clone());
    let names_logs = how.policy.is_some_and(|policy| !policy.logs().is_empty());
    let key = how.key.map(str::to_owned).or(pinned.filter(|_| !names_logs));
    let older = remembered.and_then(|remembered| remembered.note.clone());
    let mut look =
        Look { head: None, verified: None, new_entries: 0, freshness: None, alarms: Vec::new() };
    let trust = Trust::of(source, key.as_deref(), how.policy, None)?;
    let opened = match &trust {
        Ok(trust) => trust.head(source)?.map(|head| (trust, head)),
        Err(difference) => Err(difference.clone()),
    };
    let (trust, head) = match opened {
        Ok(opened) => opened,
        Err(difference) => {
            let note = checkpoint_text(source)?;
            look.alarms.push(differs(older, note, difference));
            return Ok(look);
        }
    };
    look.head = Some(head.clone());
    if let Some(alarm) = compared(source, trust, remembered, &head)? {
        look.alarms.push(alarm);
        return Ok(look);
    }
    let asked = Asked {
        key: key.as_deref(),
        policy: how.policy,
        remembered: watch.remembered.clone(),
        ..Asked::default()
    };
    let verified = verify_asked(source, asked, progress)?;
    match (&verified.difference, &verified.remembered) {
        (Some(difference), _) => {
            look.alarms.push(differs(older, head.note.clone(), difference.clone()));
        }
        (None, Some(done)) => held(watch, done, &head, now, how, &mut look),
        (None, None) => {}
    }
    look.verified = Some(verified);
    Ok(look)
}

fn differs(older: Option<String>, newer: String, difference: Difference) -> Alarm {
    let kind = AlarmKind::Differs;
    Alarm { kind, older, newer, split: None, difference: Some(difference), freshness: None }
}

/// The text of a checkpoint that does not open. Something that is no note at all comes from a server
/// that is ill, and is no alarm.
fn checkpoint_text(source: &dyn LogSource) -> io::Result<String> {
    let bytes = source.read("checkpoint")?.unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    match Note::parse(&text) {
        Ok(_) => Ok(text),
        Err(error) => Err(io::Error::new(io::ErrorKind::InvalidData, error)),
    }
}

/// The alarm that the two checkpoints alone give.
fn compared(
    source: &dyn LogSource,
    trust: &Trust,
    remembered: Option<&Remembered>,
    head: &SignedHead,
) -> io::Result<Option<Alarm>> {
    let Some(note) = remembered.and_then(|remembered| remembered.note.as_deref()) else {
        return Ok(None);
    };
    let newer = head.note.clone();
    let seen = match trust.opened(note) {
        Ok(seen) => seen,
        Err(difference) => return Ok(Some(differs(Some(note.to_owned()), newer, difference))),
    };
    let alarm = |kind, split, difference| {
        let older = Some(note.to_owned());
        Some(Alarm { kind, older, newer: newer.clone(), split, difference, freshness: None })
    };
    let (older, newer) = (&seen.checkpoint, &head.checkpoint);
    if older.origin() != newer.origin() {
        let told = Difference::between(older.origin(), newer.origin());
        return Ok(alarm(AlarmKind::Differs, None, Some(told)));
    }
    let contradiction = match growth(source, older, newer)? {
        // Whether keys that are new follow from those known is seen in the entries.
        Growth::Extends => return Ok(None),
        Growth::NotShown(difference) => {
            return Ok(alarm(AlarmKind::Differs, None, Some(difference)));
        }
        contradiction => contradiction,
    };
    // Keys that only the list beside the log vouches for contradict nobody: somebody else has signed.
    let vouched = [&seen, head].into_iter().all(|head| is_vouched(head, remembered));
    if let (false, Some(unknown)) = (vouched, head.learnt.as_ref().or(seen.learnt.as_ref())) {
        return Ok(alarm(AlarmKind::Differs, None, Some(unknown.clone())));
    }
    Ok(match contradiction {
        Growth::Split(split) => alarm(AlarmKind::SplitView, Some(split), None),
        Growth::Smaller | Growth::Extends | Growth::NotShown(_) => {
            alarm(AlarmKind::Rollback, None, None)
        }
    })
}

/// Whether the keys that signed are known from elsewhere, or named by entries that held before.
fn is_vouched(head: &SignedHead, remembered: Option<&Remembered>) -> bool {
    let named = remembered
        .map_or(&[][..], |remembered| remembered.state.log_trust.keys_at(head.checkpoint.size()));
    head.learnt.is_none() || head.signers.iter().all(|key| named.contains(key))
}

/// The alarm about a log that can no longer be read and has shown no new checkpoint for too long: silence
/// hides as much as an old checkpoint does.
#[must_use]
pub fn silent(watch: &Watch, how: &Watching<'_>, now: Moment) -> Option<Alarm> {
    let newer = watch.remembered.as_ref()?.note.clone()?;
    let seen_at = watch.seen_at?;
    let longest = how.frozen_after_seconds?;
    (now.0.saturating_sub(seen_at.0) > longest)
        .then(|| frozen(newer, Freshness::FirstSeen(seen_at)))
}

fn frozen(newer: String, freshness: Freshness) -> Alarm {
    let (kind, freshness) = (AlarmKind::Frozen, Some(freshness));
    Alarm { kind, older: None, newer, split: None, difference: None, freshness }
}

/// Everything follows: it is remembered, and the checkpoint's age is looked at.
fn held(
    watch: &mut Watch,
    done: &Remembered,
    head: &SignedHead,
    now: Moment,
    how: &Watching<'_>,
    look: &mut Look,
) {
    let before = watch.remembered.as_ref();
    let known = before.filter(|before| before.note.is_some()).map(|before| before.state.size);
    look.new_entries = done.state.size - known.unwrap_or(0);
    if known != Some(done.state.size) || watch.seen_at.is_none() {
        watch.seen_at = Some(now);
    }
    watch.remembered = Some(done.clone());
    let latest = how.policy.zip(head.witnessed.as_ref()).and_then(|(policy, witnessed)| {
        let now = u64::try_from(now.0).unwrap_or(0);
        policy.cosigned_at(witnessed, now.saturating_add(CLOCK_SKEW_SECONDS))
    });
    let latest = latest.and_then(|seconds| i64::try_from(seconds).ok()).map(Moment);
    let seen_at = watch.seen_at.unwrap_or(now);
    let freshness = latest.map_or(Freshness::FirstSeen(seen_at), Freshness::Witnessed);
    look.freshness = Some(freshness);
    let age_seconds = now.0.saturating_sub(freshness.moment().0);
    if how.frozen_after_seconds.is_some_and(|longest| age_seconds > longest) {
        look.alarms.push(frozen(head.note.clone(), freshness));
    }
}
