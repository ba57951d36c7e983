//! What one search leaves for the next: the facts of segments, two bytes a line, and what much was found for, so that
//! the second page, another order or the same common words need not be looked for again. All of it is bitmaps and
//! numbers; each is known by what its segment's pages come to, so that a segment written anew is read anew.

use crate::bits::Bits;
use crate::facts::{Counted, Facts};
use crate::query::Query;
use crate::terms::Term;
use crate::writer::BLOCK_ENTRIES;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// So many segments are kept: those of some thirty million lines.
const SEGMENTS_KEPT: usize = 512;
/// Bytes of what was found that are kept of late, and as many from before that.
const FOUND_BYTES: usize = 16 << 20;
/// A segment of which fewer than one entry in so many was found is soon searched again.
const SPARSE: u64 = 256;

/// Which segment: the book's shelf, the first entry and the one past the last, the stamp of its pages.
pub(crate) type Stamp = (i64, u64, u64, i64);

/// What a query asks for whatever its order and page; none where the answer changes with later entries.
pub(crate) struct Asked(Option<Arc<str>>);

impl Asked {
    pub(crate) fn of(query: &Query, terms: &[Term]) -> Self {
        let Query { amount, day, rows, fund, account, direction, state, .. } = query;
        let conditions = (terms, amount, day, rows, fund, account, direction);
        Self(state.is_none().then(|| format!("{conditions:?}").into()))
    }
}

/// What was found in a segment.
pub(crate) struct Found {
    pub facts: Arc<Facts>,
    pub lines: Bits,
    pub counted: Counted,
}

/// Of which segment, how many of its entries were shown, what was asked.
type FoundKey = (Stamp, u32, Arc<str>);

/// The answers of late and those from before: what is asked again stays.
#[derive(Default)]
struct Answers {
    late: HashMap<FoundKey, Arc<Found>>,
    late_bytes: usize,
    before: HashMap<FoundKey, Arc<Found>>,
}

impl Answers {
    fn keep(&mut self, key: FoundKey, found: &Arc<Found>) {
        let bytes = usize::try_from(found.lines.length() / 8).unwrap_or_default()
            + 4 * found.counted.by_amount.len()
            + 256;
        if self.late_bytes + bytes > FOUND_BYTES {
            self.before = std::mem::take(&mut self.late);
            self.late_bytes = 0;
        }
        self.late_bytes += bytes;
        self.late.insert(key, Arc::clone(found));
    }
}

/// What is kept between searches; shared by every reader.
#[derive(Default)]
pub struct Kept {
    facts: Mutex<HashMap<Stamp, Arc<Facts>>>,
    answers: Mutex<Answers>,
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Kept").finish_non_exhaustive()
    }
}

impl Kept {
    pub(crate) fn facts(&self, stamp: Stamp) -> Option<Arc<Facts>> {
        self.facts.lock().unwrap_or_else(PoisonError::into_inner).get(&stamp).map(Arc::clone)
    }

    /// Keeps those of a segment that is not soon written anew.
    pub(crate) fn keep_facts(&self, stamp: Stamp, facts: &Arc<Facts>) {
        if is_short(stamp) {
            return;
        }
        let mut kept = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= SEGMENTS_KEPT {
            kept.clear();
        }
        kept.insert(stamp, Arc::clone(facts));
    }

    pub(crate) fn found(&self, stamp: Stamp, shown: u32, asked: &Asked) -> Option<Arc<Found>> {
        let key = (stamp, shown, Arc::clone(asked.0.as_ref()?));
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = answers.late.get(&key) {
            return Some(Arc::clone(found));
        }
        let found = answers.before.remove(&key)?;
        answers.keep(key, &found);
        Some(found)
    }

    /// Keeps what took long to find.
    pub(crate) fn keep_found(&self, stamp: Stamp, shown: u32, asked: &Asked, found: &Arc<Found>) {
        let Some(asked) = &asked.0 else { return };
        let is_sparse = found.counted.totals.all.lines * SPARSE < stamp.2 - stamp.1;
        if is_short(stamp) || is_sparse {
            return;
        }
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        answers.keep((stamp, shown, Arc::clone(asked)), found);
    }
}

/// Whether a segment is soon written anew.
fn is_short(stamp: Stamp) -> bool {
    stamp.2 - stamp.1 < BLOCK_ENTRIES
}

/// What the pages of a segment come to (in the manner of FNV-1a, eight bytes at a time).
pub(crate) struct StampWriter(u64);

impl StampWriter {
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) fn write(&mut self, page: &[u8]) {
        self.add(page.len() as u64);
        let (eights, rest) = page.as_chunks::<8>();
        for eight in eights {
            self.add(u64::from_le_bytes(*eight));
        }
        for byte in rest {
            self.add(u64::from(*byte));
        }
    }

    fn add(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x0100_0000_01b3).rotate_left(23);
    }

    pub(crate) fn finish(&self) -> i64 {
        self.0.cast_signed()
    }
}
