//! The pass over the entries: each is read strictly, hashed into the tree, decided again by the same rules
//! and folded. Memory stays flat: entries that later ones name are read again, and authenticated then.

use super::consistency::{not_shown, prefix_root};
use super::difference::{Check, Difference};
use super::remembered::Remembered;
use super::source::{LogSource, SourceTiles, bundle, bundle_path};
use super::stories;
use super::withheld::Restatements;
use crate::log_keys::signers;
use chungtay_journal::BUNDLE_ENTRIES;
use chungtay_ledger::decide::{Command, decide, facts_for, is_balanced};
use chungtay_ledger::entry::Entry;
use chungtay_ledger::evolve::evolve;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::receipts::Totals;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::{Hash, leaf_hash};
use chungtay_log::reader::AuthenticReader;
use chungtay_log::tile::{BundleCoordinates, decode_bundle, is_withheld};
use std::collections::VecDeque;
use std::io;
use std::rc::Rc;

/// Bundles that are asked for ahead of the one that is folded.
const AHEAD: u64 = 16;
/// Bundles kept for entries that later ones name.
const KEPT: usize = 32;
/// Entries between two snapshots.
const BETWEEN_SNAPSHOTS: u64 = 1 << 18;

/// Why a pass ended early.
pub(super) enum Stop {
    Unreadable(io::Error),
    Found(Difference),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

impl From<Difference> for Stop {
    fn from(difference: Difference) -> Self {
        Self::Found(difference)
    }
}

/// Entries of a log by number, each hashed against the signed root before it is given.
pub(super) struct Entries<'a> {
    source: &'a dyn LogSource,
    checkpoint: &'a Checkpoint,
    tree: Option<AuthenticReader<SourceTiles<'a>>>,
    recent: VecDeque<(u64, Rc<Vec<u8>>)>,
    pub(super) restatements: Restatements,
}

impl<'a> Entries<'a> {
    pub fn new(source: &'a dyn LogSource, checkpoint: &'a Checkpoint) -> Self {
        let (tree, recent) = (None, VecDeque::new());
        Self { source, checkpoint, tree, recent, restatements: Restatements::default() }
    }

    /// Bundles in the log, the last one perhaps partial.
    pub(super) fn bundles(&self) -> u64 {
        self.checkpoint.size().div_ceil(BUNDLE_ENTRIES)
    }

    /// The entry after the last of a bundle.
    pub(super) fn end(&self, index: u64) -> u64 {
        index * BUNDLE_ENTRIES + u64::from(self.width(index))
    }

    /// The leaf hash of an entry, authenticated.
    pub(super) fn leaf(&mut self, sequence: u64) -> Result<Hash, Stop> {
        let found = self.tree()?.leaf(sequence);
        found.or_else(|error| Err(Stop::Found(not_shown(error)?)))
    }

    /// The root of the first so many entries.
    fn root_of(&mut self, size: u64) -> Result<Option<Hash>, Stop> {
        if size == 0 || size > self.checkpoint.size() {
            return Ok(None);
        }
        let found = prefix_root(self.tree()?, size);
        found.map(Some).or_else(|error| Err(Stop::Found(not_shown(error)?)))
    }

    pub(super) fn width(&self, index: u64) -> u16 {
        let coordinates = BundleCoordinates::in_tree(index, self.checkpoint.size());
        coordinates.map_or(0, |coordinates| coordinates.width())
    }

    fn read(&self, index: u64) -> Result<Vec<u8>, Stop> {
        let size = self.checkpoint.size();
        let bytes = bundle(self.source, index, size)?;
        let path = bundle_path(index, size).unwrap_or_default();
        let absent = || Difference::new(Check::Bundle, path, "").at(index * BUNDLE_ENTRIES);
        Ok(bytes.ok_or_else(absent)?)
    }

    fn keep(&mut self, index: u64, bytes: Rc<Vec<u8>>) {
        if self.recent.len() == KEPT {
            self.recent.pop_front();
        }
        self.recent.push_back((index, bytes));
    }

    fn tree(&mut self) -> Result<&mut AuthenticReader<SourceTiles<'a>>, Stop> {
        if self.tree.is_none() {
            let (size, root) = (self.checkpoint.size(), self.checkpoint.root());
            let opened = AuthenticReader::open(SourceTiles(self.source), size, root);
            self.tree = Some(opened.or_else(|error| Err(Stop::Found(not_shown(error)?)))?);
        }
        self.tree.as_mut().ok_or_else(|| io::Error::other("no tree").into())
    }

    /// The bundle of this index, every entry of it checked against the signed root.
    pub(super) fn authentic(&mut self, index: u64) -> Result<Rc<Vec<u8>>, Stop> {
        if let Some((_, bytes)) = self.recent.iter().find(|(kept, _)| *kept == index) {
            return Ok(Rc::clone(bytes));
        }
        let bytes = Rc::new(self.read(index)?);
        let place = BundleCoordinates::in_tree(index, self.checkpoint.size());
        if let Some(place) = place {
            let checked = self.tree()?.entries(place, &bytes).map(|_| ());
            checked.or_else(|error| Err(Stop::Found(not_shown(error)?)))?;
        }
        self.keep(index, Rc::clone(&bytes));
        Ok(bytes)
    }

    /// The entry of this number; `None` past the end.
    pub fn entry(&mut self, sequence: u64) -> Result<Option<Entry>, Stop> {
        if sequence >= self.checkpoint.size() {
            return Ok(None);
        }
        let index = sequence / BUNDLE_ENTRIES;
        let bytes = self.authentic(index)?;
        let entries = decode_bundle(&bytes, self.width(index)).ok();
        let place = usize::try_from(sequence % BUNDLE_ENTRIES).unwrap_or(usize::MAX);
        match entries.as_ref().and_then(|entries| entries.get(place)) {
            Some(bytes) if is_withheld(bytes) => {
                self.stated(sequence).map(|(entry, _)| Some(entry))
            }
            found => Ok(found.and_then(|bytes| Entry::decode(bytes).ok())),
        }
    }

    /// The first entry up to `last` whose bytes are not those that were signed. `None` where none is,
    /// and where the tiles that would tell are missing.
    pub fn first_forged(&mut self, last: u64) -> io::Result<Option<Difference>> {
        self.recent.clear();
        for index in 0..=last / BUNDLE_ENTRIES {
            match self.authentic(index) {
                Ok(_) => {}
                Err(Stop::Unreadable(error)) => return Err(error),
                Err(Stop::Found(found)) if found.check == Check::Entry => {
                    let entry = found.entry.unwrap_or_default();
                    return if entry <= last { self.forged(entry).map(Some) } else { Ok(None) };
                }
                Err(Stop::Found(_)) => return Ok(None),
            }
        }
        Ok(None)
    }

    /// Both leaf hashes of an entry that was not signed so.
    fn forged(&mut self, entry: u64) -> io::Result<Difference> {
        let index = entry / BUNDLE_ENTRIES;
        let signed = match self.tree() {
            Ok(tree) => tree.leaf(entry).map(|hash| hash.to_string()).unwrap_or_default(),
            Err(Stop::Unreadable(error)) => return Err(error),
            Err(Stop::Found(_)) => String::new(),
        };
        let bytes = bundle(self.source, index, self.checkpoint.size())?.unwrap_or_default();
        let entries = decode_bundle(&bytes, self.width(index)).unwrap_or_default();
        let place = usize::try_from(entry % BUNDLE_ENTRIES).unwrap_or(usize::MAX);
        let found = entries.get(place).copied().unwrap_or_default();
        let published = format!("{} {}", leaf_hash(found), text(found));
        Ok(Difference::new(Check::Entry, published, signed).at(entry))
    }
}

/// The fold of the log as it is read.
pub(super) struct Run<'a> {
    pub done: Remembered,
    pub entries: Entries<'a>,
    source: &'a dyn LogSource,
    size: u64,
}

impl<'a> Run<'a> {
    pub fn new(source: &'a dyn LogSource, checkpoint: &'a Checkpoint, done: Remembered) -> Self {
        let entries = Entries::new(source, checkpoint);
        Self { done, entries, source, size: checkpoint.size() }
    }

    /// Folds up to the checkpoint's size. `keep` is called now and then, `progress` after each bundle.
    pub fn pass(
        &mut self,
        keep: &mut dyn FnMut(&Remembered) -> io::Result<()>,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), Stop> {
        let mut kept = self.done.state.size;
        for index in self.done.state.size / BUNDLE_ENTRIES..self.size.div_ceil(BUNDLE_ENTRIES) {
            self.expect(index);
            self.bundle(index)?;
            if self.done.state.size - kept >= BETWEEN_SNAPSHOTS {
                keep(&self.done)?;
                kept = self.done.state.size;
            }
            progress(self.done.state.size, self.size);
        }
        Ok(())
    }

    fn expect(&self, index: u64) {
        if !index.is_multiple_of(AHEAD / 2) {
            return;
        }
        let ahead = index..(index + AHEAD).min(self.size.div_ceil(BUNDLE_ENTRIES));
        let paths: Vec<String> = ahead.filter_map(|index| bundle_path(index, self.size)).collect();
        self.source.expect(&paths);
    }

    fn bundle(&mut self, index: u64) -> Result<(), Stop> {
        let first = index * BUNDLE_ENTRIES;
        let skipped = usize::try_from(self.done.state.size - first).unwrap_or(usize::MAX);
        let bytes = Rc::new(self.entries.read(index)?);
        // Entries folded by an earlier run are not hashed now: an entry that names one authenticates it.
        if skipped == 0 {
            self.entries.keep(index, Rc::clone(&bytes));
        }
        let entries = decode_bundle(&bytes, self.entries.width(index)).map_err(|problem| {
            let path = bundle_path(index, self.size).unwrap_or_default();
            Difference::new(Check::Bundle, path, problem.to_string()).at(first)
        })?;
        entries.into_iter().skip(skipped).try_for_each(|bytes| self.entry(bytes))
    }

    fn entry(&mut self, bytes: &[u8]) -> Result<(), Stop> {
        let sequence = self.done.state.size;
        let differs = |check: Check, computed: String| {
            Stop::Found(Difference::new(check, text(bytes), computed).at(sequence))
        };
        let (entry, leaf) = if is_withheld(bytes) {
            self.done.withheld += 1;
            self.entries.stated(sequence)?
        } else {
            let read = Entry::decode(bytes);
            let entry = read.map_err(|problem| differs(Check::Form, problem.to_string()))?;
            (entry, leaf_hash(bytes))
        };
        self.done.frontier.push(leaf);
        if !is_balanced(&entry.postings) {
            return Err(differs(Check::Balance, unbalanced(&entry)));
        }
        let entries = &mut self.entries;
        let lookup = |named| if named < sequence { entries.entry(named) } else { Ok(None) };
        let mut facts = facts_for(&entry.body, lookup)?;
        if signers::matter(&entry.body) {
            let root_of = |size| entries.root_of(size);
            signers::check(&mut facts, &entry.body, &self.done.state.log_trust, root_of)?;
        }
        match decide(&self.done.state, &facts, Command::from(&entry)) {
            Ok(decided) if decided.first() == Some(&entry) && decided.len() == 1 => {}
            Ok(decided) => return Err(Stop::Found(other(&entry, &decided, bytes).at(sequence))),
            Err(refusal) => return Err(differs(Check::Rules, refusal.to_string())),
        }
        stories::follow(self.source, &entry.body, &self.done.state, sequence)?;
        evolve(&mut self.done.state, &entry, &facts);
        Ok(())
    }
}

pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The sums that should be zero, by fund.
fn unbalanced(entry: &Entry) -> String {
    let mut sums = std::collections::BTreeMap::new();
    for posting in &entry.postings {
        let sum: &mut i128 = sums.entry(posting.fund).or_default();
        *sum += i128::from(posting.amount.0);
    }
    let told =
        sums.iter().filter(|(_, sum)| **sum != 0).map(|(fund, sum)| format!("{fund}: {sum}"));
    told.collect::<Vec<_>>().join(", ")
}

/// What the rules make of the same command; of a `totals` entry the first sum that is another.
fn other(entry: &Entry, decided: &[Entry], bytes: &[u8]) -> Difference {
    let body = decided.first().map(|entry| &entry.body);
    if let (Body::Totals(published), Some(Body::Totals(computed))) = (&entry.body, body) {
        let (published, computed) = first_other_total(published, computed);
        return Difference::new(Check::Totals, published, computed);
    }
    let computed: Vec<String> = decided.iter().map(|entry| text(&entry.encode())).collect();
    Difference::new(Check::Rules, text(bytes), computed.join("\n"))
}

fn first_other_total(published: &Totals, computed: &Totals) -> (String, String) {
    let spelled = |totals: &Totals, at: usize| match totals.totals.get(at) {
        Some(total) => format!("{} {}: {}", total.account, total.fund, total.sum.0),
        None => "–".to_owned(),
    };
    let longest = published.totals.len().max(computed.totals.len());
    let differing = |at: &usize| spelled(published, *at) != spelled(computed, *at);
    if let Some(at) = (0..longest).find(differing) {
        return (spelled(published, at), spelled(computed, at));
    }
    let counts = |totals: &Totals| format!("{:?} {:?}", totals.lines, totals.waiting);
    (counts(published), counts(computed))
}
