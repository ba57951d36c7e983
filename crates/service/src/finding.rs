//! `find`: the search over every statement line as the book's people know it, the vault's words included. The
//! index is made anew in memory each time and written nowhere.

use crate::error::Result;
use crate::matching::state_of;
use crate::private_words::PrivateWords;
use crate::sealing::bank_line;
use chungtay_journal::{BUNDLE_ENTRIES, BookFolder, Bundle, Journal};
use chungtay_ledger::date::Date;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;
use chungtay_ledger::state::State;
use chungtay_search::{MemoryIndex, Page, Query, SearchedLine};
use chungtay_views::ViewsError;
use chungtay_views::fold::decoded;

/// Entries read at a time.
const STRIDE: u64 = 64 * BUNDLE_ENTRIES;

/// A book that is searched.
pub struct Finder<'a> {
    folder: &'a BookFolder,
    state: State,
    index: MemoryIndex,
    /// Lines in the index.
    pub lines: u64,
    /// Of them, those whose words were erased or cannot be read: found by amount and day only.
    pub without_words: u64,
    /// The last day of any line.
    pub last_day: Option<Date>,
}

/// A line as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLine {
    /// Its entry.
    pub sequence: u64,
    /// The day.
    pub day: Date,
    /// The amount, signed, in đồng.
    pub amount: Dong,
    /// The account.
    pub account: AccountId,
    /// The fund.
    pub fund: FundId,
    /// The document number; none where erased or not printed.
    pub document: Option<String>,
    /// The memo as the bank gave it; none where erased.
    pub memo: Option<String>,
}

impl<'a> Finder<'a> {
    /// Reads every line of a book.
    pub fn new(folder: &'a BookFolder) -> Result<Self> {
        let state = state_of(folder)?;
        let index = MemoryIndex::new(state.size).map_err(ViewsError::from)?;
        let mut found = Self { folder, state, index, lines: 0, without_words: 0, last_day: None };
        let mut words = PrivateWords::new(folder);
        found.each_line(&mut words)?;
        found.index.finish().map_err(ViewsError::from)?;
        Ok(found)
    }

    fn each_line(&mut self, words: &mut PrivateWords<'_>) -> Result<()> {
        let mut at = 0;
        while at < self.state.size {
            let bundles = self.folder.journal.read(at, STRIDE.min(self.state.size - at))?;
            for (sequence, bytes) in bundles.iter().flat_map(Bundle::entries) {
                at = sequence + 1;
                let entry = decoded(&self.folder.journal, sequence, bytes)?;
                if let Some(place) = entry.body.as_line() {
                    let values = words.fields(sequence)?;
                    self.push(sequence, &entry, place, values.as_deref())?;
                }
            }
        }
        Ok(())
    }

    fn push(
        &mut self,
        sequence: u64,
        entry: &Entry,
        (import, row): (u32, u32),
        values: Option<&[Option<String>]>,
    ) -> Result<()> {
        let Some(posting) = entry.postings.first() else { return Ok(()) };
        let line = SearchedLine {
            sequence,
            import,
            row,
            account: posting.account,
            fund: posting.fund,
            day: entry.occurred_on,
            amount: posting.amount,
            memo: value(values, bank_line::MEMO),
            document: value(values, bank_line::DOCUMENT_NUMBER),
        };
        self.index.push(&line).map_err(ViewsError::from)?;
        self.lines += 1;
        self.without_words += u64::from(values.is_none());
        self.last_day = self.last_day.max(Some(line.day));
        Ok(())
    }

    /// Finds lines; counts and sums are of all that match.
    pub fn find(&self, query: &Query) -> Result<Page> {
        Ok(self.index.find(&self.state.flags, query).map_err(ViewsError::from)?)
    }

    /// Every line that matches, in the order of the entries.
    pub fn find_all(&self, query: &Query) -> Result<Vec<u64>> {
        let found = self.index.find_all(&self.state.flags, query).map_err(ViewsError::from)?;
        Ok(found.from_entry(0).collect())
    }

    /// Lines with their words, in this order.
    pub fn lines(&self, sequences: &[u64]) -> Result<Vec<FoundLine>> {
        let mut words = PrivateWords::new(self.folder);
        let mut lines = Vec::with_capacity(sequences.len());
        let mut bundles = Vec::new();
        for sequence in sequences {
            // Lines often follow each other: the bundle read last may hold this one too.
            let index = sequence / BUNDLE_ENTRIES;
            if bundles.iter().all(|bundle: &Bundle| bundle.index() != index) {
                let first = index * BUNDLE_ENTRIES;
                let count = BUNDLE_ENTRIES.min(self.state.size - first);
                bundles = self.folder.journal.read(first, count)?;
            }
            lines.extend(self.line(*sequence, &bundles, &mut words)?);
        }
        Ok(lines)
    }

    fn line(
        &self,
        sequence: u64,
        bundles: &[Bundle],
        words: &mut PrivateWords<'_>,
    ) -> Result<Option<FoundLine>> {
        let mut entries = bundles.iter().flat_map(Bundle::entries);
        let Some((_, bytes)) = entries.find(|(at, _)| *at == sequence) else { return Ok(None) };
        let entry = decoded(&self.folder.journal, sequence, bytes)?;
        let Some(posting) = entry.postings.first() else { return Ok(None) };
        let values = words.fields(sequence)?;
        let word = |place| value(values.as_deref(), place).map(str::to_owned);
        Ok(Some(FoundLine {
            sequence,
            day: entry.occurred_on,
            amount: posting.amount,
            account: posting.account,
            fund: posting.fund,
            document: word(bank_line::DOCUMENT_NUMBER),
            memo: word(bank_line::MEMO),
        }))
    }
}

fn value(values: Option<&[Option<String>]>, place: u8) -> Option<&str> {
    values?.get(usize::from(place))?.as_deref()
}
