//! The part of `doctor` that holds the published files of photos and papers against the entries that name them.
//! Reads only.

use crate::attaching::naming::{published_files, unnamed};
use crate::error::Result;
use chungtay_journal::BookFolder;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::kinds::bodies::Body;
use std::collections::{BTreeMap, BTreeSet};

/// Files that entries name.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    named: BTreeMap<[u8; 32], u64>,
    untold: Vec<u64>,
}

impl Pictures {
    /// Takes up what an entry names that is not erased: by its private values where they can be read, else by its
    /// opening.
    pub fn examine(
        &mut self,
        sequence: u64,
        entry: &Entry,
        values: Option<&[Option<String>]>,
        opening: Option<&[u8]>,
    ) {
        if !matches!(entry.body, Body::Attachment(_)) {
            return;
        }
        match published_files(entry.record, values, opening) {
            Some(files) => self.named.extend(files.into_iter().map(|hash| (hash, sequence))),
            None => self.untold.push(sequence),
        }
    }

    /// Tells files that are named and not there, such as are there and not named, and entries of which nobody can
    /// tell what they name; on account of these no file is called unnamed.
    pub fn conclude(
        &self,
        folder: &BookFolder,
        note: &mut impl FnMut(&'static str, Option<u64>),
    ) -> Result<()> {
        let there: BTreeSet<[u8; 32]> = folder.blobs.hashes()?.into_iter().collect();
        for (_, entry) in self.named.iter().filter(|(hash, _)| !there.contains(*hash)) {
            note("picture-missing", Some(*entry));
        }
        for entry in &self.untold {
            note("picture-untold", Some(*entry));
        }
        if self.untold.is_empty() {
            for _ in unnamed(folder, |hash| self.named.contains_key(hash))? {
                note("picture-unnamed", None);
            }
        }
        Ok(())
    }
}
