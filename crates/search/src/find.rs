//! The search: block by block, every condition a bitmap, within a bound of work.

use crate::SearchError;
use crate::bits::{BLOCK, BlockBits};
use crate::columns::{Columns, Stretch};
use crate::query::{Cursor, Direction, LineState, Page, Place, Query, Sort};
use crate::vocabulary::{self, Key};
use chungtay_ledger::money::Dong;
use chungtay_ledger::state::flags::Flags;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BinaryHeap;

/// How many stored bytes one search may look at: under 100 ms on the machines this was measured on.
const MOST_BYTES: usize = 40_000_000;
/// What a block costs beside its bytes.
const BLOCK_COST: usize = 4_096;
/// A beginning shorter than this is taken as a whole word.
const SHORTEST_PREFIX: usize = 2;

/// Finds lines among the first `size` entries of a book; `flags` are those of the fold at that size.
pub fn find(
    connection: &Connection,
    book: &str,
    size: u64,
    flags: &Flags,
    query: &Query,
) -> Result<Page, SearchError> {
    find_within(connection, book, size, flags, query, MOST_BYTES)
}

/// As [`find`], looking at no more than about `most_bytes` stored bytes.
pub fn find_within(
    connection: &Connection,
    book: &str,
    size: u64,
    flags: &Flags,
    query: &Query,
    most_bytes: usize,
) -> Result<Page, SearchError> {
    let mut search = Search {
        connection,
        book,
        size,
        flags,
        query,
        terms: terms(query),
        bytes: 0,
        page: Page { whole: true, ..Page::default() },
        picked: Picked::new(query),
    };
    let (order, candidates) = order(query, size);
    let mut evaluated = 0;
    for block in &order {
        // At least one block each time, so that paging always comes further.
        if evaluated > 0 && search.bytes > most_bytes {
            search.page.whole = false;
            break;
        }
        search.block(*block)?;
        evaluated += 1;
    }
    let stopped_at = (evaluated < candidates).then(|| order.get(evaluated)).flatten().copied();
    Ok(search.finish(stopped_at))
}

/// Blocks in the order they are looked at, and how many of the first the page may come from.
fn order(query: &Query, size: u64) -> (Vec<u64>, usize) {
    let blocks = size.div_ceil(BLOCK as u64);
    let order: Vec<u64> = match (query.sort, query.cursor) {
        (Sort::Newest, Cursor::After(place)) => {
            let older = place.sequence.div_ceil(BLOCK as u64).min(blocks);
            let order = (0..older).rev().chain(older..blocks).collect();
            return (order, usize::try_from(older).unwrap_or(usize::MAX));
        }
        (Sort::Newest, Cursor::Before(place)) => {
            let older = (place.sequence.saturating_add(1) / BLOCK as u64).min(blocks);
            (older..blocks).chain((0..older).rev()).collect()
        }
        (Sort::Newest, Cursor::Start) | (Sort::Amount, _) => (0..blocks).rev().collect(),
    };
    let candidates = order.len();
    (order, candidates)
}

/// One word of the query: any of these must be there.
struct Term {
    /// Every one of these together, or else the document number.
    words: Vec<(Key, bool)>,
    /// The document number it may be.
    document: Option<(Key, bool)>,
}

fn terms(query: &Query) -> Vec<Term> {
    let mut terms = Vec::new();
    let text = query.words.as_deref().unwrap_or_default();
    let chunks: Vec<(&str, String)> = text
        .split_whitespace()
        .map(|chunk| (chunk, chungtay_text::fold::fold(chunk)))
        .filter(|(_, folded)| !folded.is_empty())
        .collect();
    for (index, (chunk, folded)) in chunks.iter().enumerate() {
        let last_chunk = index + 1 == chunks.len();
        let words: Vec<&str> = folded.split(' ').collect();
        let last_word = words.len() - 1;
        let keyed = words.iter().enumerate().map(|(place, word)| {
            let open = last_chunk && place == last_word && word.chars().count() >= SHORTEST_PREFIX;
            (vocabulary::word_key(word), open || word.len() > vocabulary::LONGEST_WORD)
        });
        let document = vocabulary::document_key(chunk);
        terms.push(Term {
            words: keyed.collect(),
            document: document.map(|key| (key, last_chunk && folded.len() >= SHORTEST_PREFIX)),
        });
    }
    if let Some(document) = &query.document {
        let key = vocabulary::document_key(document);
        terms.push(Term { words: Vec::new(), document: key.map(|key| (key, true)) });
    }
    terms
}

struct Search<'a> {
    connection: &'a Connection,
    book: &'a str,
    size: u64,
    flags: &'a Flags,
    query: &'a Query,
    terms: Vec<Term>,
    bytes: usize,
    page: Page,
    picked: Picked,
}

impl Search<'_> {
    fn block(&mut self, block: u64) -> Result<(), SearchError> {
        self.bytes += BLOCK_COST;
        if self.is_unconditional() && self.picked.is_settled() && self.is_within(block) {
            return self.summary(block);
        }
        let mut bits = BlockBits::all();
        for index in 0..self.terms.len() {
            let found = self.term(block, index)?;
            bits.keep(&found);
            if bits.is_empty() {
                return Ok(());
            }
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT facts FROM line_block WHERE book_id = ?1 AND block = ?2")?;
        let mut rows = statement.query(params![self.book, block])?;
        let Some(row) = rows.next()? else { return Ok(()) };
        let facts = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
        self.bytes += facts.len();
        let columns = Columns::read(facts).ok_or(SearchError::Damaged { block })?;
        self.lines(block, columns, &bits).ok_or(SearchError::Damaged { block })
    }

    /// Whether every line is meant.
    fn is_unconditional(&self) -> bool {
        let query = self.query;
        let facts = query.amount.is_some() || query.day.is_some() || query.direction.is_some();
        let names = query.fund.is_some() || query.account.is_some() || query.state.is_some();
        self.terms.is_empty() && !facts && !names
    }

    /// Whether all of a block lies under the size that is asked for.
    fn is_within(&self, block: u64) -> bool {
        (block + 1) * BLOCK as u64 <= self.size
    }

    /// Counts all lines of a block, none of which can stand on the page.
    fn summary(&mut self, block: u64) -> Result<(), SearchError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT lines, sum FROM line_block WHERE book_id = ?1 AND block = ?2",
        )?;
        let found: Option<(u64, i64)> = statement
            .query_row(params![self.book, block], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (lines, sum) = found.unwrap_or_default();
        self.page.count += lines;
        self.page.sum += Dong(sum);
        Ok(())
    }

    /// The lines of a block that one term is found in.
    fn term(&mut self, block: u64, index: usize) -> Result<BlockBits, SearchError> {
        let term = &self.terms[index];
        let mut found = BlockBits::none();
        let mut read = 0;
        let lookup = |key: &(Key, bool), read: &mut usize| {
            let (bits, bytes) = self.lookup(block, key)?;
            *read += bytes;
            Ok::<_, SearchError>(bits)
        };
        if !term.words.is_empty() {
            found = BlockBits::all();
            for word in &term.words {
                if found.is_empty() {
                    break;
                }
                found.keep(&lookup(word, &mut read)?);
            }
        }
        if let Some(document) = &term.document {
            found.add(&lookup(document, &mut read)?);
        }
        self.bytes += read;
        Ok(found)
    }

    /// The lines of a word, or of every word that begins so; and how many bytes were read for it.
    fn lookup(
        &self,
        block: u64,
        (key, prefix): &(Key, bool),
    ) -> Result<(BlockBits, usize), SearchError> {
        let end = vocabulary::range_end(key, *prefix);
        let first: Option<Vec<u8>> = self
            .connection
            .prepare_cached(
                "SELECT first_word FROM word_page
                 WHERE book_id = ?1 AND block = ?2 AND first_word <= ?3
                 ORDER BY first_word DESC LIMIT 1",
            )?
            .query_row(params![self.book, block, key], |row| row.get(0))
            .optional()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT words FROM word_page
             WHERE book_id = ?1 AND block = ?2 AND first_word >= ?3 AND first_word < ?4
             ORDER BY first_word",
        )?;
        let from = first.as_ref().unwrap_or(key);
        let mut rows = statement.query(params![self.book, block, from, end])?;
        let mut found = BlockBits::none();
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            let page = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            bytes += page.len();
            vocabulary::collect(page, key, &end, &mut found)
                .ok_or(SearchError::Damaged { block })?;
        }
        Ok((found, bytes))
    }

    /// Counts the lines of a block that match, and picks those of the page.
    fn lines(&mut self, block: u64, mut columns: Columns<'_>, bits: &BlockBits) -> Option<()> {
        let begin = block * BLOCK as u64;
        let stretches = std::mem::take(&mut columns.stretches);
        let mut matches: Vec<Place> = Vec::new();
        for stretch in &stretches {
            let wanted = self.wants(stretch);
            for place in stretch.first..=stretch.last {
                let amount = columns.next_amount()?;
                let sequence = begin + u64::from(place);
                if wanted && bits.get(place) && self.matches(sequence, amount) {
                    self.page.count += 1;
                    self.page.sum += Dong(amount);
                    matches.push(Place { sequence, amount: amount.saturating_abs() });
                }
            }
        }
        self.picked.offer(&matches);
        Some(())
    }

    fn wants(&self, stretch: &Stretch) -> bool {
        self.query.account.is_none_or(|account| account == stretch.account)
            && self.query.fund.is_none_or(|fund| fund == stretch.fund)
            && self.query.day.is_none_or(|day| day == stretch.day)
    }

    fn matches(&self, sequence: u64, amount: i64) -> bool {
        sequence < self.size
            && self.query.amount.is_none_or(|wanted| wanted.0.abs() == amount.abs())
            && self.query.direction.is_none_or(|way| (way == Direction::In) == (amount > 0))
            && self.query.state.is_none_or(|state| state == state_of(self.flags, sequence, amount))
    }

    /// `stopped_at`: the next block the page might have come from, where the bound was reached before.
    fn finish(mut self, stopped_at: Option<u64>) -> Page {
        let (rows, more) = self.picked.rows();
        let mut page = std::mem::take(&mut self.page);
        page.sequences = rows.iter().map(|place| place.sequence).collect();
        let (first_row, last_row) = (rows.first().copied(), rows.last().copied());
        match self.query.cursor {
            Cursor::Start => page.next = last_row.filter(|_| more),
            Cursor::After(place) => {
                page.previous = Some(first_row.unwrap_or(Place { amount: place.amount, ..place }));
                page.next = last_row.filter(|_| more);
            }
            Cursor::Before(_) => {
                page.previous = first_row.filter(|_| more);
                page.next = last_row;
            }
        }
        let backwards = matches!(self.query.cursor, Cursor::Before(_));
        if let (Sort::Newest, false, false, Some(block)) =
            (self.query.sort, backwards, more, stopped_at)
        {
            // The page may be short: the next one goes on where this one stopped.
            page.next = Some(Place { sequence: (block + 1) * BLOCK as u64, amount: 0 });
        }
        page
    }
}

/// Where a line stands.
fn state_of(flags: &Flags, sequence: u64, amount: i64) -> LineState {
    if flags.reversed.get(sequence) {
        LineState::Reversed
    } else if flags.attributed.get(sequence) {
        LineState::Attributed
    } else if amount > 0 {
        LineState::NotYetAttributed
    } else {
        LineState::InSuspense
    }
}

impl LineState {
    /// Where a line stands by the fold's flags.
    #[must_use]
    pub fn of(flags: &Flags, sequence: u64, amount: Dong) -> Self {
        state_of(flags, sequence, amount.0)
    }
}

/// The lines of the page: the nearest to the cursor in the order asked for, one more than asked.
struct Picked {
    sort: Sort,
    cursor: Cursor,
    limit: usize,
    /// The farthest from the cursor on top, by rank.
    heap: BinaryHeap<(Rank, u64, i64)>,
}

/// Smaller is nearer to the cursor.
type Rank = (i64, i64);

impl Picked {
    fn new(query: &Query) -> Self {
        let heap = BinaryHeap::new();
        Self { sort: query.sort, cursor: query.cursor, limit: query.limit, heap }
    }

    /// Whether no later block can change the page: by age the nearest blocks come first.
    fn is_settled(&self) -> bool {
        self.sort == Sort::Newest && self.heap.len() > self.limit
    }

    /// In the order asked for, smaller comes first.
    fn rank(&self, place: Place) -> Rank {
        let newest = -i64::try_from(place.sequence).unwrap_or(i64::MAX);
        match self.sort {
            Sort::Newest => (0, newest),
            Sort::Amount => (-place.amount, newest),
        }
    }

    fn offer(&mut self, matches: &[Place]) {
        for place in matches.iter().rev() {
            let rank = self.rank(*place);
            let near = match self.cursor {
                Cursor::Start => rank,
                Cursor::After(cursor) if rank > self.rank(cursor) => rank,
                Cursor::Before(cursor) if rank < self.rank(cursor) => (-rank.0, -rank.1),
                Cursor::After(_) | Cursor::Before(_) => continue,
            };
            if self.heap.len() > self.limit {
                if self.heap.peek().is_some_and(|(farthest, _, _)| *farthest <= near) {
                    continue;
                }
                self.heap.pop();
            }
            self.heap.push((near, place.sequence, place.amount));
        }
    }

    /// The rows in the order asked for, and whether there are more beyond them.
    fn rows(&mut self) -> (Vec<Place>, bool) {
        let mut found = std::mem::take(&mut self.heap).into_sorted_vec();
        let more = found.len() > self.limit;
        found.truncate(self.limit);
        if matches!(self.cursor, Cursor::Before(_)) {
            found.reverse();
        }
        let rows = found.into_iter();
        (rows.map(|(_, sequence, amount)| Place { sequence, amount }).collect(), more)
    }
}
