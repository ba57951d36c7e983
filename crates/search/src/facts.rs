//! The facts of a segment's lines: unbroken stretches of lines that share account, fund and day; stretches of
//! lines that follow each other in their file; the amounts, by rising magnitude; and for each line which of them it
//! has. Counts, sums, ranges and the order by amount all follow from these.

use crate::bits::Bits;
use crate::bytes::{Cursor, put, put_bytes, put_signed};
use crate::query::FileRows;
use crate::tally::{Tally, Totals, size_of};
use crate::writer::SearchedLine;
use chungtay_ledger::date::Date;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;

/// Lines of unbroken places that share account, fund and day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Place of the first line in the segment.
    pub first: u32,
    /// Place of the last.
    pub last: u32,
    /// The account.
    pub account: AccountId,
    /// The fund.
    pub fund: FundId,
    /// The day.
    pub day: Date,
}

/// Lines of unbroken places whose rows follow each other in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowStretch {
    /// Place of the first line in the segment.
    pub first: u32,
    /// Place of the last.
    pub last: u32,
    /// The import that brought them.
    pub import: u32,
    /// The first line's row in the file.
    pub row: u32,
}

impl RowStretch {
    /// The first and last place of those lines that stand on the rows asked for.
    pub fn within(&self, rows: &FileRows) -> Option<(u32, u32)> {
        if rows.import != self.import || rows.last < self.row {
            return None;
        }
        let from = rows.first.saturating_sub(self.row);
        let until = (rows.last - self.row).min(self.last - self.first);
        (from <= until).then(|| (self.first + from, self.first + until))
    }
}

/// An amount that lines of the segment have. Ordered by magnitude, what came in before what went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    /// Without its sign.
    pub magnitude: i64,
    /// Whether it went out.
    pub is_negative: bool,
}

impl Amount {
    fn signed(self) -> i64 {
        if self.is_negative { -self.magnitude } else { self.magnitude }
    }
}

/// The facts while they are written.
#[derive(Default)]
pub struct FactsWriter {
    stretches: Vec<Stretch>,
    rows: Vec<RowStretch>,
    amounts: Vec<(u32, Amount)>,
}

impl FactsWriter {
    /// Adds a line; places rise.
    pub fn push(&mut self, place: u32, line: &SearchedLine<'_>) {
        let SearchedLine { account, fund, day, amount, import, row, .. } = *line;
        let (magnitude, is_negative) = (amount.0.saturating_abs(), amount.0 < 0);
        self.amounts.push((place, Amount { magnitude, is_negative }));
        match self.stretches.last_mut() {
            Some(stretch)
                if stretch.last + 1 == place
                    && (stretch.account, stretch.fund, stretch.day) == (account, fund, day) =>
            {
                stretch.last = place;
            }
            _ => self.stretches.push(Stretch { first: place, last: place, account, fund, day }),
        }
        match self.rows.last_mut() {
            Some(rows)
                if rows.last + 1 == place
                    && rows.import == import
                    && u64::from(rows.row) + u64::from(place - rows.first) == u64::from(row) =>
            {
                rows.last = place;
            }
            _ => self.rows.push(RowStretch { first: place, last: place, import, row }),
        }
    }

    /// The stored form, for a segment of so many entries.
    pub fn to_bytes(&self, entries: u64) -> Vec<u8> {
        let mut out = Vec::new();
        put(self.stretches.len() as u64, &mut out);
        for stretch in &self.stretches {
            put(u64::from(stretch.first), &mut out);
            put(u64::from(stretch.last - stretch.first), &mut out);
            put_bytes(stretch.account.as_str().as_bytes(), &mut out);
            put_bytes(stretch.fund.as_str().as_bytes(), &mut out);
            put_signed(i64::from(stretch.day.days_since_epoch()), &mut out);
        }
        put(self.rows.len() as u64, &mut out);
        let mut next = 0;
        for rows in &self.rows {
            put(u64::from(rows.first - next), &mut out);
            put(u64::from(rows.last - rows.first), &mut out);
            put(u64::from(rows.import), &mut out);
            put(u64::from(rows.row), &mut out);
            next = rows.last + 1;
        }
        self.put_amounts(entries, &mut out);
        out
    }

    /// The amounts, each as what it is larger than the one before; then two bytes for each entry: which it has,
    /// the first where the entry is no line. A segment has no more entries than two bytes can tell apart.
    fn put_amounts(&self, entries: u64, out: &mut Vec<u8>) {
        let mut amounts: Vec<Amount> = self.amounts.iter().map(|(_, amount)| *amount).collect();
        amounts.sort_unstable();
        amounts.dedup();
        put(amounts.len() as u64, out);
        let mut before = 0;
        for amount in &amounts {
            let gap = (amount.magnitude - before).unsigned_abs();
            put(gap << 1 | u64::from(amount.is_negative), out);
            before = amount.magnitude;
        }
        let mut ranks = vec![0_u16; usize::try_from(entries).unwrap_or_default()];
        for (place, amount) in &self.amounts {
            let rank = amounts.binary_search(amount).unwrap_or_default();
            if let Some(of_line) = ranks.get_mut(*place as usize) {
                *of_line = u16::try_from(rank).unwrap_or(u16::MAX);
            }
        }
        out.extend(ranks.into_iter().flat_map(u16::to_le_bytes));
    }
}

/// The facts of a segment.
#[derive(Debug)]
pub struct Facts {
    /// The stretches, in order.
    pub stretches: Vec<Stretch>,
    /// Where their lines stand in their files, in order.
    pub rows: Vec<RowStretch>,
    /// The amounts, rising.
    pub amounts: Vec<Amount>,
    /// For each entry: which amount its line has.
    ranks: Vec<u16>,
}

/// What was found, counted.
pub struct Counted {
    /// Counts and sums.
    pub totals: Totals,
    /// How many have each amount.
    pub by_amount: Vec<u32>,
}

impl Facts {
    /// Reads them; `None` where they are damaged.
    pub fn read(bytes: &[u8], entries: usize) -> Option<Self> {
        let mut cursor = Cursor(bytes);
        let mut stretches = Vec::new();
        for _ in 0..cursor.take()? {
            let first = u32::try_from(cursor.take()?).ok()?;
            let more = u32::try_from(cursor.take()?).ok()?;
            let text = |bytes| std::str::from_utf8(bytes).ok();
            stretches.push(Stretch {
                first,
                last: first.checked_add(more)?,
                account: AccountId::new(text(cursor.take_bytes()?)?)?,
                fund: FundId::new(text(cursor.take_bytes()?)?)?,
                day: Date::from_days_since_epoch(i32::try_from(cursor.take_signed()?).ok()?)?,
            });
        }
        let rows = take_rows(&mut cursor)?;
        let mut amounts = Vec::new();
        let mut before = 0_i64;
        for _ in 0..cursor.take()? {
            let told = cursor.take()?;
            before = before.checked_add(i64::try_from(told >> 1).ok()?)?;
            amounts.push(Amount { magnitude: before, is_negative: told & 1 == 1 });
        }
        let (ranks, _) = cursor.split(u64::try_from(entries).ok()? * 2)?.as_chunks::<2>();
        let ranks: Vec<u16> = ranks.iter().map(|rank| u16::from_le_bytes(*rank)).collect();
        let known = |rank: &u16| usize::from(*rank) < amounts.len().max(1);
        ranks.iter().all(known).then_some(Self { stretches, rows, amounts, ranks })
    }

    /// The lines that stand on any of these rows.
    pub fn on_rows(&self, entries: usize, asked: &[FileRows]) -> Bits {
        let mut bits = Bits::none(entries);
        for stretch in &self.rows {
            for (first, last) in asked.iter().filter_map(|rows| stretch.within(rows)) {
                bits.set_stretch(first, last);
            }
        }
        bits
    }

    /// Which amount the line at a place has.
    pub fn rank(&self, place: u32) -> usize {
        self.ranks.get(place as usize).copied().map_or(0, usize::from)
    }

    /// Keeps the lines of every amount that is wanted.
    pub fn keep_amounts(&self, lines: &mut Bits, wanted: impl Fn(&Amount) -> bool) {
        let wanted: Vec<bool> = self.amounts.iter().map(wanted).collect();
        lines.keep_where(|place| wanted.get(self.rank(place)).copied().unwrap_or(false));
    }

    /// Counts and sums of the lines that are meant.
    pub fn count(&self, found: &Bits) -> Counted {
        let signed: Vec<i64> = self.amounts.iter().map(|amount| amount.signed()).collect();
        let mut by_amount = vec![0_u32; self.amounts.len()];
        let mut totals = Totals::default();
        for stretch in &self.stretches {
            let (mut lines, mut sum) = (0_u64, 0_i64);
            found.each_in(stretch.first, stretch.last, |place| {
                let rank = self.rank(place);
                if let (Some(count), Some(amount)) = (by_amount.get_mut(rank), signed.get(rank)) {
                    *count += 1;
                    lines += 1;
                    sum = sum.saturating_add(*amount);
                }
            });
            if lines > 0 {
                let tally = Tally { lines, sum: Dong(sum) };
                totals.days.entry(stretch.day).or_default().merge(tally);
            }
        }
        for (count, amount) in by_amount.iter().zip(&self.amounts) {
            if *count > 0 {
                totals.all.add(u64::from(*count), amount.signed());
                totals.sizes[size_of(amount.magnitude)].add(u64::from(*count), amount.signed());
            }
        }
        Counted { totals, by_amount }
    }
}

fn take_rows(cursor: &mut Cursor<'_>) -> Option<Vec<RowStretch>> {
    let mut rows = Vec::new();
    let mut next = 0_u32;
    for _ in 0..cursor.take()? {
        let mut number = || u32::try_from(cursor.take()?).ok();
        let first = next.checked_add(number()?)?;
        let last = first.checked_add(number()?)?;
        let (import, row) = (number()?, number()?);
        rows.push(RowStretch { first, last, import, row });
        next = last.checked_add(1)?;
    }
    Some(rows)
}
