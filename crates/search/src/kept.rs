//! Facts of segments as they were read before, kept for the next search: two bytes a line. They hold no text, and
//! each is known by what its segment's facts come to, so that one that was written anew is read anew.

use crate::facts::Facts;
use crate::writer::BLOCK_ENTRIES;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// So many segments are kept: those of some thirty million lines.
const SEGMENTS_KEPT: usize = 512;

/// Which facts: the book's shelf, the segment's first entry and the one past its last, the stamp of the facts.
pub(crate) type Stamp = (i64, u64, u64, i64);

/// Facts that are kept.
#[derive(Debug, Default)]
pub struct KeptFacts(Mutex<HashMap<Stamp, Arc<Facts>>>);

impl KeptFacts {
    pub(crate) fn get(&self, stamp: Stamp) -> Option<Arc<Facts>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&stamp).map(Arc::clone)
    }

    /// Keeps those of a segment that is not soon written anew.
    pub(crate) fn keep(&self, stamp: Stamp, facts: &Arc<Facts>) {
        if stamp.2 - stamp.1 < BLOCK_ENTRIES {
            return;
        }
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= SEGMENTS_KEPT {
            kept.clear();
        }
        kept.insert(stamp, Arc::clone(facts));
    }
}

/// What bytes come to (FNV-1a, 64 bits).
pub(crate) fn stamp_of(bytes: &[u8]) -> i64 {
    let begin = 0xcbf2_9ce4_8422_2325_u64;
    let end = bytes
        .iter()
        .fold(begin, |stamp, byte| (stamp ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    end.cast_signed()
}
