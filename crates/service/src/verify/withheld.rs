//! Entries whose bytes were withheld, as a stranger reads them: what a later entry states again is folded
//! in their place. Attested by that entry, not proved by a hash. Nothing is read ahead in a log without any.

use super::difference::{Check, Difference};
use super::run::{Entries, Stop};
use chungtay_journal::BUNDLE_ENTRIES;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::privacy::Restatement;
use chungtay_log::hash::Hash;
use chungtay_log::tile::decode_bundle;
use std::collections::BTreeMap;

/// What every restatement's bytes hold.
const MARK: &[u8] = b"\"kind\":\"restatement/";

/// What was read of the log's restatements.
#[derive(Default)]
pub(super) struct Restatements {
    /// From this bundle on the log was read for them.
    read_from: Option<u64>,
    /// By the entry that is stated again.
    stated: BTreeMap<u64, Restatement>,
}

impl Entries<'_> {
    /// What stands for a withheld entry, and the leaf hash that stayed.
    pub(super) fn stated(&mut self, sequence: u64) -> Result<(Entry, Hash), Stop> {
        self.read_ahead(sequence / BUNDLE_ENTRIES)?;
        let leaf = self.leaf(sequence)?;
        let differs = |computed: String| {
            Difference::new(Check::Withheld, leaf.to_string(), computed).at(sequence)
        };
        let Some(found) = self.restatements.stated.get(&sequence) else {
            return Err(differs(String::new()).into());
        };
        if found.leaf.0 != leaf.0 {
            return Err(differs(Hash(found.leaf.0).to_string()).into());
        }
        Ok(((*found.stated).clone(), leaf))
    }

    /// Reads the log from a bundle on for restatements, each authenticated, and nothing twice.
    fn read_ahead(&mut self, from: u64) -> Result<(), Stop> {
        let end = match self.restatements.read_from {
            Some(read) if read <= from => return Ok(()),
            Some(read) => read,
            None => self.bundles(),
        };
        self.restatements.read_from = Some(from);
        for index in from..end {
            let bytes = self.authentic(index)?;
            let entries = decode_bundle(&bytes, self.width(index)).unwrap_or_default();
            let marked =
                (index * BUNDLE_ENTRIES..).zip(entries).filter(|(_, bytes)| holds_mark(bytes));
            for (sequence, bytes) in marked {
                if let Ok(entry) = Entry::decode(bytes) {
                    self.restatements.keep(sequence, entry);
                }
            }
        }
        Ok(())
    }
}

impl Restatements {
    /// Keeps what an entry states of another, and what that states in turn. The first to do so stands.
    fn keep(&mut self, sequence: u64, entry: Entry) {
        for (_, restatement) in restatements(sequence, entry) {
            self.stated.entry(restatement.entry).or_insert(restatement);
        }
    }
}

/// What an entry states of another, and what that states in turn, each with the entry that states it.
pub(crate) fn restatements(
    sequence: u64,
    entry: Entry,
) -> impl Iterator<Item = (u64, Restatement)> {
    let mut next = Some((sequence, entry));
    std::iter::from_fn(move || {
        let (by, entry) = next.take()?;
        let Body::Restatement(restatement) = entry.body else { return None };
        next = Some((restatement.entry, (*restatement.stated).clone()));
        Some((by, restatement))
    })
}

/// Whether the bytes may be those of a restatement.
pub(crate) fn holds_mark(bytes: &[u8]) -> bool {
    bytes.windows(MARK.len()).any(|window| window == MARK)
}
