//! The ledger's state in memory, kept up with a journal: from the last snapshot, then entry by entry.

use chungtay_journal::{BUNDLE_ENTRIES, Bundle, Journal, Snapshot};
use chungtay_ledger::canonical::Malformed;
use chungtay_ledger::decide::{Facts, facts_for};
use chungtay_ledger::entry::Entry;
use chungtay_ledger::evolve::evolve;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::state::{FOLD_VERSION, State};

/// The snapshot's name in the journal.
const SNAPSHOT: &str = "state";
/// Entries read at a time.
const STRIDE: u64 = 16_384;

/// Why the fold stopped.
#[derive(Debug, thiserror::Error)]
pub enum FoldError {
    /// The journal could not be read.
    #[error(transparent)]
    Journal(#[from] chungtay_journal::Error),
    /// An entry is not in the one byte form: the journal is damaged.
    #[error(
        "entry {sequence} of the journal cannot be read ({problem}); `chungtay doctor` tells what to do"
    )]
    Entry {
        /// Which.
        sequence: u64,
        /// What is wrong with it.
        problem: Malformed,
    },
    /// The bytes of an entry are gone, and nothing in the journal states it again.
    #[error(
        "entry {sequence} of the journal was withheld, and no later entry states it again; `chungtay doctor` tells what to do"
    )]
    Withheld {
        /// Which.
        sequence: u64,
    },
}

/// One entry as the fold sees it.
pub struct Folded<'a> {
    /// Its sequence.
    pub sequence: u64,
    /// Its bytes; none where it was withheld.
    pub bytes: &'a [u8],
    /// The entry, or what states it again.
    pub entry: &'a Entry,
    /// What it names.
    pub facts: &'a Facts,
    /// The state after it.
    pub state: &'a State,
}

/// The state at a size of the journal.
#[derive(Clone, Debug, Default)]
pub struct Fold {
    state: State,
    /// Entries withheld when the fold began: one that was withheld since may stand in it as it was.
    withheld: Vec<u64>,
}

impl Fold {
    /// The last usable snapshot, or the fold of nothing. Call [`Fold::catch_up`] next.
    pub fn open(journal: &dyn Journal) -> Result<Self, FoldError> {
        Self::open_within(journal, journal.size()?)
    }

    /// As [`Fold::open`], from a snapshot of at most `size` entries.
    pub fn open_within(journal: &dyn Journal, size: u64) -> Result<Self, FoldError> {
        let snapshot = journal.snapshot(SNAPSHOT)?;
        let usable = snapshot.filter(|found| found.version == FOLD_VERSION && found.size <= size);
        let state = usable.and_then(|found| State::from_bytes(&found.bytes).ok());
        Ok(Self { state: state.unwrap_or_default(), withheld: sequences(journal)? })
    }

    /// The state.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Folds one entry that was just decided.
    pub fn apply(&mut self, entry: &Entry, facts: &Facts) {
        evolve(&mut self.state, entry, facts);
    }

    /// Folds what the journal has beyond this state; `visit` sees every entry after it was folded.
    pub fn catch_up<E: From<FoldError>>(
        &mut self,
        journal: &dyn Journal,
        visit: impl FnMut(Folded<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.catch_up_to(journal, u64::MAX, visit)
    }

    /// As [`Fold::catch_up`], and stops when `size` entries are folded.
    pub fn catch_up_to<E: From<FoldError>>(
        &mut self,
        journal: &dyn Journal,
        size: u64,
        mut visit: impl FnMut(Folded<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error: chungtay_journal::Error| E::from(FoldError::from(error));
        self.forget(journal)?;
        let mut lookups = Lookups::new(journal);
        loop {
            let stride = STRIDE.min(size.saturating_sub(self.state.size));
            if stride == 0 {
                return Ok(());
            }
            let bundles = journal.read(self.state.size, stride).map_err(failed)?;
            if bundles.is_empty() {
                return Ok(());
            }
            let entries = bundles.iter().flat_map(chungtay_journal::Bundle::entries);
            for (sequence, bytes) in entries.take_while(|(sequence, _)| *sequence < size) {
                let entry = decoded(journal, sequence, bytes)?;
                let facts = facts_for(&entry.body, |named| lookups.entry(named))?;
                evolve(&mut self.state, &entry, &facts);
                visit(Folded {
                    sequence,
                    bytes,
                    entry: &entry,
                    facts: &facts,
                    state: &self.state,
                })?;
            }
        }
    }

    /// Begins anew where an entry was withheld that stands in this state as it was.
    fn forget(&mut self, journal: &dyn Journal) -> Result<(), FoldError> {
        let withheld = sequences(journal)?;
        if withheld != self.withheld {
            let passed = |sequence: &u64| *sequence < self.state.size;
            if withheld.iter().any(|sequence| passed(sequence) && !self.withheld.contains(sequence))
            {
                self.state = State::default();
            }
            self.withheld = withheld;
        }
        Ok(())
    }

    /// This state as a snapshot.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            name: SNAPSHOT.to_owned(),
            version: FOLD_VERSION,
            size: self.state.size,
            bytes: self.state.to_bytes(),
        }
    }
}

/// An entry of the journal from its bytes. Where they are empty it was withheld, and what states it again
/// is read in its place: attested, not proved.
pub fn decoded(journal: &dyn Journal, sequence: u64, bytes: &[u8]) -> Result<Entry, FoldError> {
    if bytes.is_empty() {
        return stated(journal, sequence);
    }
    Entry::decode(bytes).map_err(|problem| FoldError::Entry { sequence, problem })
}

/// What states a withheld entry again; that entry may itself have been withheld.
fn stated(journal: &dyn Journal, sequence: u64) -> Result<Entry, FoldError> {
    let gone = FoldError::Withheld { sequence };
    let withheld = journal.withheld()?;
    let Some(found) = withheld.iter().find(|found| found.sequence == sequence) else {
        return Err(gone);
    };
    let by = lookup(journal, found.restated_by)?;
    match by.map(|entry| entry.body) {
        Some(Body::Restatement(by)) if by.entry == sequence => Ok(*by.stated),
        _ => Err(gone),
    }
}

/// One entry of the journal, decoded; of a withheld one, what states it again.
pub fn lookup(journal: &dyn Journal, sequence: u64) -> Result<Option<Entry>, FoldError> {
    let bytes = journal.entry(sequence)?;
    bytes.map(|bytes| decoded(journal, sequence, &bytes)).transpose()
}

/// Reads entries in order from one on, at most `count` of them and only below `size`, each with what it names.
/// Gives the next one to read; `None` at the end.
pub fn entries<E: From<FoldError>>(
    journal: &dyn Journal,
    (from, count, size): (u64, u64, u64),
    mut visit: impl FnMut(u64, &Entry, &Facts) -> Result<(), E>,
) -> Result<Option<u64>, E> {
    let end = size.min(from.saturating_add(count));
    let mut lookups = Lookups::new(journal);
    let mut next = from;
    while next < end {
        let stride = STRIDE.min(end - next);
        let bundles = journal.read(next, stride).map_err(FoldError::from)?;
        let all = bundles.iter().flat_map(Bundle::entries);
        let wanted = all.filter(|(sequence, _)| (next..end).contains(sequence));
        let mut last = None;
        for (sequence, bytes) in wanted {
            let entry = decoded(journal, sequence, bytes)?;
            let facts = facts_for(&entry.body, |named| lookups.entry(named))?;
            visit(sequence, &entry, &facts)?;
            last = Some(sequence);
        }
        let Some(last) = last else { return Ok(None) };
        next = last + 1;
    }
    Ok((next < size).then_some(next))
}

/// Looks up entries one by one, and keeps the bundle it read last: an entry that names thousands of lines
/// names them in order.
pub struct Lookups<'a> {
    journal: &'a dyn Journal,
    bundle: Option<Bundle>,
}

impl<'a> Lookups<'a> {
    /// Over a journal, which may grow meanwhile.
    #[must_use]
    pub fn new(journal: &'a dyn Journal) -> Self {
        Self { journal, bundle: None }
    }

    /// One entry, as [`lookup`] gives it.
    pub fn entry(&mut self, sequence: u64) -> Result<Option<Entry>, FoldError> {
        if let Some(found) = self.kept(sequence)? {
            return Ok(Some(found));
        }
        let first = sequence - sequence % BUNDLE_ENTRIES;
        self.bundle = self.journal.read(first, BUNDLE_ENTRIES)?.into_iter().next();
        self.kept(sequence)
    }

    fn kept(&self, sequence: u64) -> Result<Option<Entry>, FoldError> {
        let mut entries = self.bundle.iter().flat_map(Bundle::entries);
        let found = entries.find(|(at, _)| *at == sequence);
        found.map(|(_, bytes)| decoded(self.journal, sequence, bytes)).transpose()
    }
}

fn sequences(journal: &dyn Journal) -> Result<Vec<u64>, FoldError> {
    Ok(journal.withheld()?.iter().map(|found| found.sequence).collect())
}
