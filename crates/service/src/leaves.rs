//! Leaf hashes of the journal's entries: of those that were withheld, the one that stayed. Reads only.

use crate::error::Result;
use chungtay_journal::Journal;
use chungtay_log::hash::{Hash, leaf_hash};
use chungtay_log::tile::is_withheld;
use std::collections::BTreeMap;

/// The leaf hashes of withheld entries of a journal, read once.
#[derive(Clone, Debug, Default)]
pub struct Leaves(BTreeMap<u64, Hash>);

impl Leaves {
    /// Those of this journal.
    pub fn of(journal: &dyn Journal) -> Result<Self> {
        let withheld = journal.withheld()?;
        Ok(Self(withheld.iter().map(|found| (found.sequence, Hash(found.leaf))).collect()))
    }

    /// The leaf hash of an entry by its bytes; `None` where they were withheld and the journal did not
    /// note the hash (it was taken back from a log, and only the tile has it).
    #[must_use]
    pub fn known(&self, sequence: u64, bytes: &[u8]) -> Option<Hash> {
        if is_withheld(bytes) {
            return self.0.get(&sequence).copied();
        }
        Some(leaf_hash(bytes))
    }
}
