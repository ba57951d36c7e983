//! `verify`: a stranger's check of a published log. Every entry is read strictly, hashed into the tree,
//! decided again by the same rules and folded; then the root, the signature and every figure must be
//! those that were published. Uses nothing but the log: no journal, no keys, no trust in the operator.

pub mod consistency;
mod difference;
mod documents;
mod figures;
mod keys;
mod openings;
mod receipt;
mod remembered;
mod run;
mod signature;
mod source;
mod stories;
pub(crate) mod withheld;

pub use difference::{Check, Difference};
pub use documents::{Beside, Document, Making, Sink};
pub use keys::KeysTold;
pub use openings::published as published_openings;
pub use receipt::ReceiptHeld;
pub use remembered::{Remembered, replace_file};
pub use signature::{SignedHead, Trust};
pub use source::{LogFolder, LogSource};

use chungtay_ledger::figures::figures as figures_of;
use chungtay_log::hash::Hash;
use chungtay_log::policy::{Policy, Witnessed};
use chungtay_log::receipt::Receipt;
use figures::Compared;
use run::{Run, Stop};
use std::io::{self, BufRead};
use std::time::Duration;

/// The Python script that recomputes a log with the standard library alone: a second reading, by other
/// code. Handed out as it stands.
pub const SCRIPT: &str = include_str!("../../../tools/verify.py");

/// How often a log that grows while it is read is looked at again.
const LOOKS: u32 = 20;
/// Between two such looks.
const PAUSE: Duration = Duration::from_millis(100);

/// What was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// The log's origin line.
    pub origin: String,
    /// The key that signed.
    pub key: String,
    /// Whether the key was given by the caller (else it came with the log and proves only that the log
    /// agrees with itself).
    pub key_was_given: bool,
    /// Which witnesses of the policy have cosigned, and when.
    pub witnessed: Option<Witnessed>,
    /// What the log says of its keys, and whether the key was learnt from it.
    pub keys: KeysTold,
    /// Entries.
    pub size: u64,
    /// The root.
    pub root: Hash,
    /// Entries that an earlier run had verified.
    pub resumed: u64,
    /// The size of the earlier checkpoint that this log was shown to extend.
    pub extends: Option<u64>,
    /// The receipt that was checked.
    pub receipt: Option<ReceiptHeld>,
    /// Entries whose bytes were withheld: what a later entry states again was folded in their place, which
    /// is attested, not proved.
    pub withheld: u64,
    /// Figures compared.
    pub figures: u64,
    /// Openings whose commitments were compared.
    pub openings: u64,
    /// Versions of stories whose file and numbers follow.
    pub stories: u64,
    /// Published documents that were made again and compared, by path from the site's root.
    pub documents: Vec<String>,
    /// Exports that lie beside the log and were not compared.
    pub unchecked: Vec<String>,
    /// The first difference; `None` when everything follows.
    pub difference: Option<Difference>,
    /// What a later run may go on from; `None` where something differs.
    pub remembered: Option<Remembered>,
}

/// Entries done and entries in all.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Called with what was verified so far.
pub type Keep<'a> = &'a mut dyn FnMut(&Remembered) -> io::Result<()>;

/// What a log is verified against, beside itself.
#[derive(Default)]
pub struct Asked<'a> {
    /// The verifier key known from elsewhere.
    pub key: Option<&'a str>,
    /// Root keys known from elsewhere, sorted: the log must have stated them.
    pub roots: Option<&'a [String]>,
    /// The log that this one continues, to be looked at too.
    pub predecessor: Option<&'a dyn LogSource>,
    /// The policy known from elsewhere: whose logs are believed, and who must have cosigned.
    pub policy: Option<&'a Policy>,
    /// A signed checkpoint of this log, seen earlier.
    pub since: Option<&'a str>,
    /// A receipt of this log, or of the one that it continues.
    pub receipt: Option<&'a Receipt>,
    /// How far it was verified before. Of another log or key it is passed over.
    pub remembered: Option<Remembered>,
    /// Openings, a line each.
    pub openings: Option<&'a mut dyn BufRead>,
    /// What may lie beside a log of so many entries; what is there is compared.
    pub beside: Option<&'a dyn Fn(u64) -> Beside>,
    /// Where to keep what is done, now and then.
    pub keep: Option<Keep<'a>>,
}

/// Verifies a log from its beginning. `key` is the verifier key known from elsewhere.
pub fn verify(
    source: &dyn LogSource,
    key: Option<&str>,
    progress: Progress<'_>,
) -> io::Result<Verified> {
    verify_asked(source, Asked { key, ..Asked::default() }, progress)
}

/// Verifies a log.
pub fn verify_asked(
    source: &dyn LogSource,
    mut asked: Asked<'_>,
    progress: Progress<'_>,
) -> io::Result<Verified> {
    let trust = Trust::of(source, asked.key, asked.policy, asked.roots)?;
    let mut verified = Verified {
        origin: String::new(),
        key: trust.as_ref().map_or_else(|_| String::new(), |trust| trust.told().to_owned()),
        key_was_given: trust.as_ref().is_ok_and(|trust| trust.is_given),
        witnessed: None,
        keys: KeysTold::default(),
        size: 0,
        root: chungtay_log::hash::empty_root(),
        resumed: 0,
        extends: None,
        receipt: None,
        withheld: 0,
        figures: 0,
        openings: 0,
        stories: 0,
        documents: Vec::new(),
        unchecked: Vec::new(),
        difference: None,
        remembered: None,
    };
    let done = match &trust {
        Ok(trust) => checked(source, trust, &mut asked, &mut verified, progress),
        Err(difference) => Err(difference.clone().into()),
    };
    match done {
        Ok(done) => verified.remembered = Some(done),
        Err(Stop::Found(difference)) => verified.difference = Some(difference),
        Err(Stop::Unreadable(error)) => return Err(error),
    }
    Ok(verified)
}

fn checked(
    source: &dyn LogSource,
    trust: &Trust,
    asked: &mut Asked<'_>,
    verified: &mut Verified,
    progress: Progress<'_>,
) -> Result<Remembered, Stop> {
    let mut head = opened(source, trust, verified)?;
    let mut heads = Vec::new();
    let mut done = starting_point(source, trust, asked, &head, (&mut *verified, &mut heads))?;
    verified.resumed = done.state.size;
    for look in 1.. {
        done = folded(source, &head, done, asked, progress)?;
        verified.withheld = done.withheld;
        let computed = figures_of(&done.state);
        verified.figures = computed.figures.len() as u64;
        match figures::compare(source, &computed)? {
            Compared::Follow => match beside(source, &head, &done, asked, verified) {
                // A copy may be exchanged for a later one while it is read.
                Err(Stop::Found(_)) if look < LOOKS && has_gone_on(source, trust, &head)? => {}
                compared => {
                    compared?;
                    break;
                }
            },
            Compared::Differ(difference) => return Err(difference.into()),
            Compared::OfSize(size) if look == LOOKS || size < done.state.size => {
                let sizes = (size.to_string(), done.state.size.to_string());
                return Err(Difference::new(Check::Figure, sizes.0, sizes.1).into());
            }
            // The log is being extended: figures are written before the checkpoint that covers them.
            Compared::OfSize(_) => std::thread::sleep(PAUSE),
        }
        let newer = opened(source, trust, verified)?;
        let grown = consistency::growth(source, &head.checkpoint, &newer.checkpoint)?;
        if let Some(found) = consistency::difference(grown, &head.checkpoint, &newer.checkpoint) {
            return Err(found.into());
        }
        head = newer;
    }
    heads.push(head.clone());
    let told = &done.state.log_trust;
    verified.keys = keys::follow(trust, &heads, told)?;
    if let Some(receipt) = own_receipt(asked, &head) {
        let believed = heads.first().map_or(&[][..], |head| &head.signers);
        verified.receipt = Some(receipt::check(receipt, told, believed, head.checkpoint.size())?);
    }
    if let Some(old) = asked.predecessor {
        let left = asked.receipt.filter(|_| verified.receipt.is_none());
        let found = keys::predecessor(old, told, left, verified)?;
        found.map_or(Ok(()), |found| Err(Stop::from(found)))?;
    }
    if let Some(lines) = asked.openings.as_mut() {
        verified.openings += openings::compare(source, &head.checkpoint, *lines)?;
    }
    done.note = Some(head.note);
    Ok(done)
}

/// The receipt, where it is not of the log that this one continues.
fn own_receipt<'a>(asked: &Asked<'a>, head: &SignedHead) -> Option<&'a Receipt> {
    let is_own = |receipt: &&Receipt| receipt::origin_of(receipt) == head.checkpoint.origin();
    asked.receipt.filter(|receipt| asked.predecessor.is_none() || is_own(receipt))
}

/// Compares what lies beside the log.
fn beside(
    source: &dyn LogSource,
    head: &SignedHead,
    done: &Remembered,
    asked: &Asked<'_>,
    verified: &mut Verified,
) -> Result<(), Stop> {
    verified.stories = stories::present(source, &done.state)?;
    let Some(beside) = asked.beside else { return Ok(()) };
    let beside = beside(head.checkpoint.size());
    documents::compare(source, &head.checkpoint, &done.state, &beside, verified)
}

/// Whether another checkpoint is published now.
fn has_gone_on(source: &dyn LogSource, trust: &Trust, head: &SignedHead) -> io::Result<bool> {
    Ok(trust.head(source)?.is_ok_and(|newer| newer.checkpoint.size() != head.checkpoint.size()))
}

fn opened(
    source: &dyn LogSource,
    trust: &Trust,
    verified: &mut Verified,
) -> Result<SignedHead, Stop> {
    let head = trust.head(source)??;
    verified.key.clone_from(&head.key);
    verified.witnessed.clone_from(&head.witnessed);
    head.checkpoint.origin().clone_into(&mut verified.origin);
    verified.size = head.checkpoint.size();
    verified.root = head.checkpoint.root();
    Ok(head)
}

/// Checks the log against what was seen of it earlier, and gives where to go on.
fn starting_point(
    source: &dyn LogSource,
    trust: &Trust,
    asked: &mut Asked<'_>,
    head: &SignedHead,
    (verified, heads): (&mut Verified, &mut Vec<SignedHead>),
) -> Result<Remembered, Stop> {
    let newer = &head.checkpoint;
    let is_listed = |key: &String| {
        let mut periods = trust.listed().unwrap_or_default().iter();
        periods.any(|(_, keys)| keys.contains(key))
    };
    let ours = |found: &Remembered| {
        found.origin == newer.origin() && (found.key == head.key || is_listed(&found.key))
    };
    let remembered = asked.remembered.take().filter(ours);
    let earlier = remembered.as_ref().and_then(|found| found.note.as_deref());
    let receipt = own_receipt(asked, head);
    if let Some(receipt) = receipt {
        receipt::is_of(receipt, trust, newer.origin())?;
    }
    let receipt = receipt.map(|receipt| receipt.checkpoint.as_str());
    for note in receipt.into_iter().chain(asked.since).chain(earlier) {
        let opened = trust.opened(note)?;
        let older = opened.checkpoint.clone();
        heads.push(opened);
        if older.origin() != newer.origin() {
            let told = Difference::new(Check::Consistency, older.origin(), newer.origin());
            return Err(told.into());
        }
        let grown = consistency::growth(source, &older, newer)?;
        if let Some(found) = consistency::difference(grown, &older, newer) {
            return Err(found.into());
        }
        verified.extends = verified.extends.max(Some(older.size()));
    }
    let nothing = || Remembered::nothing(newer.origin(), &head.key);
    let remembered = remembered.filter(|found| found.state.size <= newer.size());
    Ok(remembered.map_or_else(nothing, |found| Remembered { key: head.key.clone(), ..found }))
}

/// Folds up to the checkpoint and compares the root. Where a fold that was taken up again does not lead
/// there, the log is folded from its beginning.
fn folded(
    source: &dyn LogSource,
    head: &SignedHead,
    from: Remembered,
    asked: &mut Asked<'_>,
    progress: Progress<'_>,
) -> Result<Remembered, Stop> {
    let checkpoint = &head.checkpoint;
    let is_resumed = from.state.size > 0;
    let note = from.note.clone();
    let mut run = Run::new(source, checkpoint, from);
    let mut nowhere = |_: &Remembered| Ok(());
    let keep: Keep<'_> = match asked.keep.as_mut() {
        Some(keep) => *keep,
        None => &mut nowhere,
    };
    let passed = run.pass(keep, progress);
    let found = match passed {
        Ok(()) if run.done.frontier.root() == checkpoint.root() => return Ok(run.done),
        Ok(()) => {
            let (signed, found) = (checkpoint.root(), run.done.frontier.root());
            Difference::new(Check::Root, signed.to_string(), found.to_string())
        }
        Err(Stop::Found(found)) => found,
        Err(unreadable) => return Err(unreadable),
    };
    let last = found.entry.unwrap_or(checkpoint.size().saturating_sub(1));
    if let Some(forged) = run.entries.first_forged(last)? {
        return Err(forged.into());
    }
    if is_resumed && found.check == Check::Root {
        let again = Remembered { note, ..Remembered::nothing(checkpoint.origin(), &head.key) };
        return folded(source, head, again, asked, progress);
    }
    Err(found.into())
}
