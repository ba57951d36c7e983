//! Entries as the log bundles them: 256 to a page, without proofs, which change with every checkpoint.

use super::BooksError;
use super::snapshot::BooksSnapshot;
use crate::portal::pages::bundle::{BundleEntry, BundleLine, BundleRow, BundleView};
use crate::portal::record::Amount;
use chungtay_journal::{BUNDLE_ENTRIES, Bundle, Journal};
use chungtay_ledger::entry::Entry;
use chungtay_log::hash::{Hash, leaf_hash};
use chungtay_views::fold::decoded;

impl BooksSnapshot<'_> {
    pub(super) fn bundle_rows(&self) -> Result<Vec<BundleRow>, BooksError> {
        let mut rows = Vec::new();
        for index in (0..self.size().div_ceil(BUNDLE_ENTRIES)).rev() {
            let first = index * BUNDLE_ENTRIES;
            let last = (first + BUNDLE_ENTRIES).min(self.size()) - 1;
            if let (Some(begin), Some(end)) = (self.entry_at(first)?, self.entry_at(last)?) {
                let (from, to) = (begin.occurred_on, end.occurred_on);
                rows.push(BundleRow { index, first, last, from, to });
            }
        }
        Ok(rows)
    }

    pub(super) fn bundle_page(&self, index: u64) -> Result<Option<BundleView>, BooksError> {
        let Some(first) = index.checked_mul(BUNDLE_ENTRIES).filter(|first| *first < self.size())
        else {
            return Ok(None);
        };
        // One view for the whole page: each line would else begin its own.
        let _view = self.views()?;
        let bundles = self.reader()?.journal.read(first, BUNDLE_ENTRIES)?;
        let within = |(sequence, _): &(u64, &[u8])| *sequence < self.size();
        let entries = bundles.first().into_iter().flat_map(Bundle::entries).take_while(within);
        let withheld = self.reader()?.journal.withheld()?;
        let mut leaves = Vec::new();
        for (sequence, bytes) in entries {
            let entry = decoded(&self.reader()?.journal, sequence, bytes)?;
            let gone = withheld.iter().find(|found| found.sequence == sequence);
            let mut leaf = self.bundle_entry(sequence, &entry, bytes)?;
            if let Some(gone) = gone {
                leaf.leaf_hash = Hash(gone.leaf).to_hex();
                leaf.entry.withheld = Some(gone.restated_by);
            }
            leaves.push(leaf);
        }
        let has_next = first + BUNDLE_ENTRIES < self.size();
        Ok(Some(BundleView { index, entries: leaves, has_next }))
    }

    fn bundle_entry(
        &self,
        number: u64,
        entry: &Entry,
        bytes: &[u8],
    ) -> Result<BundleEntry, BooksError> {
        let line = match entry.body.as_line() {
            Some(_) => self.views()?.line(number)?,
            None => None,
        };
        let line = line.map(|line| BundleLine {
            amount: Amount { dong: line.amount, entry: number },
            account: self.account_named(line.account),
            fund: self.fund_named(line.fund),
            memo: self.memo_of(&line),
            document: self.document_of(&line),
            state: self.state_of(&line),
        });
        let leaf_hash = leaf_hash(bytes).to_hex();
        let entry = match &line {
            Some(_) => self.line_view(number, entry)?,
            None => self.entry_view(number, entry, bytes)?,
        };
        Ok(BundleEntry { entry, leaf_hash, line })
    }
}
