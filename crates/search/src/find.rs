//! The search: segment by segment, every condition a bitmap.

use crate::SearchError;
use crate::bits::Bits;
use crate::facts::{Amount, Counted, Facts, Stretch};
use crate::kept::{Asked, Found, Kept, Stamp};
use crate::picked::Picked;
use crate::places::Places;
use crate::query::{Cursor, Direction, LineState, Page, Place, Query, Sort};
use crate::tally::Totals;
use crate::terms::{Term, terms};
use crate::vocabulary::{Directory, words_of};
use crate::writer::{DIRECTORY_PAGE, FACTS_PAGE, FIRST_WORD_PAGE, first_page};
use chungtay_ledger::money::Dong;
use chungtay_ledger::state::flags::Flags;
use rusqlite::Connection;
use std::cell::OnceCell;
use std::sync::Arc;

/// Finds lines among the first `size` entries of a book; `flags` are those of the fold at that size.
pub fn find(
    connection: &Connection,
    kept: &Kept,
    book: &str,
    size: u64,
    flags: &Flags,
    query: &Query,
) -> Result<Page, SearchError> {
    let terms = terms(query);
    let asked = Asked::of(query, &terms);
    let mut totals = Totals::default();
    let mut picked = Picked::new(query);
    let mut segments = segments(connection, kept, book, size)?;
    if !picked.is_backwards() {
        // The nearest first, so that the others need not be looked into.
        segments.reverse();
    }
    for segment in &segments {
        let Some(found) = segment.found(flags, query, &terms, &asked)? else { continue };
        totals.merge(&found.counted.totals);
        segment.pick(query.sort, &terms, &found, &mut picked)?;
    }
    Ok(page(query, totals, picked))
}

fn page(query: &Query, totals: Totals, picked: Picked) -> Page {
    let (rows, more) = picked.rows();
    let sequences = rows.iter().map(|place| place.sequence).collect();
    let (first_row, last_row) = (rows.first().copied(), rows.last().copied());
    let (previous, next) = match query.cursor {
        Cursor::Start => (None, last_row.filter(|_| more)),
        Cursor::After(place) => (Some(first_row.unwrap_or(place)), last_row.filter(|_| more)),
        Cursor::Before(_) => (first_row.filter(|_| more), last_row),
    };
    Page { sequences, totals, previous, next }
}

/// All that matches, kept as bitmaps: a megabyte for ten million lines.
#[derive(Debug, Default)]
pub struct Matches(Vec<(u64, Bits)>);

impl Matches {
    /// Whether nothing matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines from entry `from` on, rising.
    pub fn from_entry(&self, from: u64) -> impl Iterator<Item = u64> {
        let rest = self.0.iter().filter(move |(first, bits)| first + bits.length() > from);
        rest.flat_map(|(first, bits)| bits.places().map(move |place| first + u64::from(place)))
            .filter(move |sequence| *sequence >= from)
    }
}

/// Every line that matches, whatever the order, cursor and limit of the query.
pub fn find_all(
    connection: &Connection,
    kept: &Kept,
    book: &str,
    size: u64,
    flags: &Flags,
    query: &Query,
) -> Result<Matches, SearchError> {
    let terms = terms(query);
    let mut found = Vec::new();
    for segment in segments(connection, kept, book, size)? {
        if let Some((_, bits)) = segment.matches(flags, query, &terms)? {
            found.push((segment.first, bits));
        }
    }
    Ok(Matches(found))
}

/// The segments below `size`, in order.
fn segments<'a>(
    connection: &'a Connection,
    kept: &'a Kept,
    book: &str,
    size: u64,
) -> Result<Vec<SegmentReader<'a>>, SearchError> {
    let mut statement = connection.prepare_cached(
        "SELECT first, end, shelf, stamp FROM search_segment WHERE book_id = ?1 AND first < ?2
         ORDER BY first",
    )?;
    let mut rows = statement.query(rusqlite::params![book, size])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (first, end): (u64, u64) = (row.get(0)?, row.get(1)?);
        let damaged = |_| SearchError::Damaged { first };
        found.push(SegmentReader {
            connection,
            kept,
            stamp: (row.get(2)?, first, end, row.get(3)?),
            first,
            entries: usize::try_from(end - first).map_err(damaged)?,
            shown: u32::try_from(end.min(size) - first).map_err(damaged)?,
            pages: first_page(row.get(2)?, first),
            directory: OnceCell::new(),
        });
    }
    Ok(found)
}

/// One segment while it is searched.
pub struct SegmentReader<'a> {
    connection: &'a Connection,
    kept: &'a Kept,
    stamp: Stamp,
    first: u64,
    entries: usize,
    /// How many of its entries lie below the size that is asked for.
    shown: u32,
    /// The number of its first page.
    pages: i64,
    directory: OnceCell<Directory>,
}

impl SegmentReader<'_> {
    /// None of its entries.
    pub fn none(&self) -> Bits {
        Bits::none(self.entries)
    }

    /// Its directory; empty before [`SegmentReader::each_in`] was asked for anything.
    pub fn directory(&self) -> &Directory {
        self.directory.get_or_init(Directory::default)
    }

    /// Gives the places of every word in `key..end`.
    pub fn each_in(
        &self,
        key: &[u8],
        end: &[u8],
        mut visit: impl FnMut(Places<'_>) -> Option<()>,
    ) -> Result<(), SearchError> {
        if self.directory.get().is_none() {
            let read = self.with_bytes(DIRECTORY_PAGE, Directory::read)?;
            self.directory.get_or_init(|| read.unwrap_or_default());
        }
        for page in self.directory().pages_of(key, end) {
            self.with_page(page, |bytes| words_of(bytes, key, end, &mut visit))?;
        }
        Ok(())
    }

    /// Reads one page of words.
    pub fn with_page(
        &self,
        page: usize,
        read: impl FnOnce(&[u8]) -> Option<()>,
    ) -> Result<(), SearchError> {
        let page = i64::try_from(page).unwrap_or(i64::MAX >> 1);
        self.with_bytes(FIRST_WORD_PAGE + page, read).map(|_| ())
    }

    /// Reads one page; `None` where there is none.
    fn with_bytes<T>(
        &self,
        page: i64,
        read: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Result<Option<T>, SearchError> {
        let mut statement =
            self.connection.prepare_cached("SELECT bytes FROM search_page WHERE page = ?1")?;
        let mut rows = statement.query([self.pages + page])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        let damaged = SearchError::Damaged { first: self.first };
        read(bytes).map(Some).ok_or(damaged)
    }

    /// The facts and the lines that match; `None` where none does.
    fn matches(
        &self,
        flags: &Flags,
        query: &Query,
        terms: &[Term],
    ) -> Result<Option<(Arc<Facts>, Bits)>, SearchError> {
        let mut found: Option<Bits> = None;
        for term in terms {
            let lines = self.lines_of(term)?;
            match &mut found {
                None => found = Some(lines),
                Some(found) => found.keep(&lines),
            }
            if found.as_ref().is_some_and(Bits::is_empty) {
                return Ok(None);
            }
        }
        let Some(facts) = self.facts()? else { return Ok(None) };
        let found = self.narrowed(flags, query, &facts, found);
        Ok((!found.is_empty()).then_some((facts, found)))
    }

    /// The same with its counts: as it was found before, where that is kept.
    fn found(
        &self,
        flags: &Flags,
        query: &Query,
        terms: &[Term],
        asked: &Asked,
    ) -> Result<Option<Arc<Found>>, SearchError> {
        if let Some(found) = self.kept.found(self.stamp, self.shown, asked) {
            return Ok(Some(found));
        }
        let Some((facts, lines)) = self.matches(flags, query, terms)? else { return Ok(None) };
        let counted = facts.count(&lines);
        let found = Arc::new(Found { facts, lines, counted });
        self.kept.keep_found(self.stamp, self.shown, asked, &found);
        Ok(Some(found))
    }

    fn facts(&self) -> Result<Option<Arc<Facts>>, SearchError> {
        if let Some(facts) = self.kept.facts(self.stamp) {
            return Ok(Some(facts));
        }
        let read = self.with_bytes(FACTS_PAGE, |bytes| Facts::read(bytes, self.entries))?;
        let facts = read.map(Arc::new);
        if let Some(facts) = &facts {
            self.kept.keep_facts(self.stamp, facts);
        }
        Ok(facts)
    }

    /// Those of `found` (or of all) that the facts and the flags let stand.
    fn narrowed(&self, flags: &Flags, query: &Query, facts: &Facts, found: Option<Bits>) -> Bits {
        let mut lines = self.none();
        for stretch in facts.stretches.iter().filter(|stretch| wants(query, stretch)) {
            let last = stretch.last.min(self.shown.wrapping_sub(1));
            if stretch.first <= last {
                lines.set_stretch(stretch.first, last);
            }
        }
        if let Some(found) = found {
            lines.keep(&found);
        }
        if let Some(rows) = &query.rows {
            lines.keep(&facts.on_rows(self.entries, rows));
        }
        let direction = match query.state {
            Some(LineState::NotYetAttributed) => Some(Direction::In),
            Some(LineState::InSuspense) => Some(Direction::Out),
            _ => None,
        };
        if query.amount.is_some() || query.direction.is_some() || direction.is_some() {
            let wanted = |amount: &Amount| {
                let way = if amount.is_negative { Direction::Out } else { Direction::In };
                query.amount.is_none_or(|between| between.holds(Dong(amount.magnitude)))
                    && query.direction.is_none_or(|asked| asked == way)
                    && direction.is_none_or(|asked| asked == way)
            };
            facts.keep_amounts(&mut lines, wanted);
        }
        let word =
            |at: usize| usize::try_from(self.first / 64).map_or(usize::MAX, |from| from + at);
        let reversed = |at| flags.reversed.word(word(at));
        let attributed = |at| flags.attributed.word(word(at));
        match query.state {
            None => {}
            Some(LineState::Reversed) => lines.keep_words(reversed),
            Some(LineState::Attributed) => lines.keep_words(|at| attributed(at) & !reversed(at)),
            Some(LineState::NotYetAttributed | LineState::InSuspense) => {
                lines.keep_words(|at| !attributed(at) & !reversed(at));
            }
        }
        lines
    }

    /// Offers the lines found to the page, the nearest first, as long as they can stand on it.
    fn pick(
        &self,
        sort: Sort,
        terms: &[Term],
        found: &Found,
        picked: &mut Picked,
    ) -> Result<(), SearchError> {
        let Found { facts, lines: found, counted } = found;
        match sort {
            Sort::Newest => {
                self.offer(0, found, picked);
            }
            // A page is full of nearer lines.
            Sort::Relevance if !self.may_offer(1, picked) && !self.may_offer(0, picked) => {}
            Sort::Relevance => {
                let mut exactly = found.clone();
                for term in terms {
                    exactly.keep(&self.lines_exactly(term)?);
                }
                let mut others = found.clone();
                others.remove(&exactly);
                self.offer(1, &exactly, picked);
                self.offer(0, &others, picked);
            }
            Sort::Day => {
                for stretch in &facts.stretches {
                    let weight = i64::from(stretch.day.days_since_epoch());
                    if self.may_offer(weight, picked)
                        && found.count_in(stretch.first, stretch.last) > 0
                    {
                        let mut lines = self.none();
                        lines.set_stretch(stretch.first, stretch.last);
                        lines.keep(found);
                        self.offer(weight, &lines, picked);
                    }
                }
            }
            Sort::Amount => self.offer_amounts(facts, counted, found, picked),
        }
        Ok(())
    }

    /// Offers the lines of the nearest amounts, of as many as can fill the page.
    fn offer_amounts(&self, facts: &Facts, counted: &Counted, found: &Bits, picked: &mut Picked) {
        let mut chosen = vec![false; facts.amounts.len()];
        let mut ranks: Vec<usize> = (0..facts.amounts.len()).collect();
        if !picked.is_backwards() {
            ranks.reverse();
        }
        let (mut lines, mut last) = (0, None);
        for rank in ranks.into_iter().filter(|rank| counted.by_amount[*rank] > 0) {
            let weight = facts.amounts[rank].magnitude;
            if lines > picked.limit() && last != Some(weight) {
                break;
            }
            if self.may_offer(weight, picked) {
                chosen[rank] = true;
                last = Some(weight);
                // Of the cursor's own amount some lie behind it.
                if !picked.is_cursors(weight) {
                    lines += counted.by_amount[rank] as usize;
                }
            }
        }
        if last.is_none() {
            return;
        }
        let mut nearest = found.clone();
        nearest.keep_where(|place| chosen.get(facts.rank(place)).copied().unwrap_or(false));
        let mut places: Vec<u32> = nearest.places().collect();
        if !picked.is_backwards() {
            places.reverse();
        }
        for place in places {
            let weight = facts.amounts[facts.rank(place)].magnitude;
            picked.take(Place { sequence: self.first + u64::from(place), weight });
        }
    }

    fn may_offer(&self, weight: i64, picked: &Picked) -> bool {
        picked.may_take(weight, self.first, self.first + self.entries as u64)
    }

    /// Offers lines of one weight.
    fn offer(&self, weight: i64, lines: &Bits, picked: &mut Picked) {
        if !self.may_offer(weight, picked) {
            return;
        }
        let places: Vec<u32> = lines.places().collect();
        let is_backwards = picked.is_backwards();
        let mut take =
            |place: &u32| picked.take(Place { sequence: self.first + u64::from(*place), weight });
        // `all` ends at the first line that is too far.
        let _ = if is_backwards {
            places.iter().all(&mut take)
        } else {
            places.iter().rev().all(&mut take)
        };
    }
}

fn wants(query: &Query, stretch: &Stretch) -> bool {
    query.account.is_none_or(|account| account == stretch.account)
        && query.fund.is_none_or(|fund| fund == stretch.fund)
        && query.day.is_none_or(|between| between.holds(stretch.day))
}

impl LineState {
    /// Where a line stands by the fold's flags.
    #[must_use]
    pub fn of(flags: &Flags, sequence: u64, amount: Dong) -> Self {
        if flags.reversed.get(sequence) {
            Self::Reversed
        } else if flags.attributed.get(sequence) {
            Self::Attributed
        } else if amount.0 > 0 {
            Self::NotYetAttributed
        } else {
            Self::InSuspense
        }
    }
}
