//! The part of `doctor` that holds the published files of photos and papers against the entries that name them.
//! Reads only.

use crate::attaching::{published_files, unnamed};
use crate::error::Result;
use chungtay_journal::BookFolder;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::kinds::bodies::Body;
use std::collections::{BTreeMap, BTreeSet};

/// Files that entries name.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    named: BTreeMap<[u8; 32], u64>,
}

impl Pictures {
    /// Takes up what an entry names.
    pub fn examine(&mut self, sequence: u64, entry: &Entry, values: &[Option<String>]) {
        if matches!(entry.body, Body::Attachment(_)) {
            self.named.extend(published_files(values).into_iter().map(|hash| (hash, sequence)));
        }
    }

    /// Tells files that are named and not there, and such as are there and not named.
    pub fn conclude(
        &self,
        folder: &BookFolder,
        note: &mut impl FnMut(&'static str, Option<u64>),
    ) -> Result<()> {
        let there: BTreeSet<[u8; 32]> = folder.blobs.hashes()?.into_iter().collect();
        for (_, entry) in self.named.iter().filter(|(hash, _)| !there.contains(*hash)) {
            note("picture-missing", Some(*entry));
        }
        let left_over = unnamed(folder, |hash| self.named.contains_key(hash))?;
        for _ in left_over {
            note("picture-unnamed", None);
        }
        Ok(())
    }
}
