//! What the journal states again, wherever it stands: an older journal has the words still, and one taken back
//! from the log does not know the leaf hashes. What the published checkpoint covers is withheld again, before
//! anything is published. Takes away nothing else.

use crate::error::Result;
use crate::published::files::LogFiles;
use crate::published::text_of;
use crate::verify::withheld::{holds_mark, restatements};
use chungtay_journal::{BookFolder, Bundle, Journal, Openings, Withheld};
use chungtay_ledger::entry::Entry;
use chungtay_log::checkpoint::Checkpoint;
use std::collections::BTreeSet;

/// Entries read at a time.
const STRIDE: u64 = 16_384;

/// Withholds what was stated again and published, as `withhold` does. Where the published checkpoint is
/// lost, what is signed counts.
pub(super) fn withhold_again(
    folder: &mut BookFolder,
    files: &LogFiles,
    signed: &Checkpoint,
) -> Result<()> {
    let published = files.read("checkpoint")?.and_then(|bytes| String::from_utf8(bytes).ok());
    let published = published.and_then(|note| text_of(&note));
    let covered = published.map_or(signed.size(), |published| published.size());
    let known: BTreeSet<u64> =
        folder.journal.withheld()?.iter().map(|withheld| withheld.sequence).collect();
    let mut missing = stated_again(&folder.journal)?;
    missing.retain(|found| !known.contains(&found.sequence) && found.restated_by < covered);
    for withheld in &missing {
        folder.journal.withhold(withheld)?;
    }
    if !missing.is_empty() {
        // The revision rises: whoever shows pages reads anew.
        folder.openings.erase(&[])?;
    }
    Ok(())
}

/// Every entry that another states again, and those that are stated again within such a statement.
pub(crate) fn stated_again(journal: &dyn Journal) -> Result<Vec<Withheld>> {
    let (mut found, mut at) = (Vec::new(), 0);
    loop {
        let bundles = journal.read(at, STRIDE)?;
        if bundles.is_empty() {
            return Ok(found);
        }
        for (sequence, bytes) in bundles.iter().flat_map(Bundle::entries) {
            at = sequence + 1;
            let entry = holds_mark(bytes).then(|| Entry::decode(bytes).ok()).flatten();
            for (restated_by, of) in
                entry.into_iter().flat_map(|entry| restatements(sequence, entry))
            {
                found.push(Withheld { sequence: of.entry, leaf: of.leaf.0, restated_by });
            }
        }
    }
}
