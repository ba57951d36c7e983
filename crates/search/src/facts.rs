//! The facts of a segment's lines: unbroken stretches of lines that share account, fund and day; stretches of
//! lines that follow each other in their file; then each amount, by rising magnitude, with the lines that have it. Counts, sums, ranges and the order by amount
//! all follow from the latter without looking at a line.

use crate::bits::Bits;
use crate::bytes::{Cursor, put, put_bytes, put_signed};
use crate::places::{Places, put_places};
use crate::query::FileRows;
use crate::tally::{Tally, Totals, size_of};
use crate::writer::SearchedLine;
use chungtay_ledger::date::Date;
use chungtay_ledger::id::{AccountId, FundId};
use std::collections::BTreeMap;

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

/// The facts while they are written.
#[derive(Default)]
pub struct FactsWriter {
    stretches: Vec<Stretch>,
    rows: Vec<RowStretch>,
    /// By magnitude, then whether it went out.
    amounts: BTreeMap<(i64, bool), Vec<u32>>,
}

impl FactsWriter {
    /// Adds a line; places rise.
    pub fn push(&mut self, place: u32, line: &SearchedLine<'_>) {
        let SearchedLine { account, fund, day, amount, import, row, .. } = *line;
        let key = (amount.0.saturating_abs(), amount.0 < 0);
        self.amounts.entry(key).or_default().push(place);
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
        let mut before = 0;
        for ((magnitude, is_negative), places) in &self.amounts {
            let gap = (magnitude - before).unsigned_abs();
            put(gap << 1 | u64::from(*is_negative), &mut out);
            put_places(places, entries, &mut out);
            before = *magnitude;
        }
        out
    }
}

/// One amount and the lines that have it.
#[derive(Clone, Copy, Debug)]
pub struct Amount<'a> {
    /// Without its sign.
    pub magnitude: i64,
    /// Whether it went out.
    pub is_negative: bool,
    /// The lines.
    pub places: Places<'a>,
}

impl Amount<'_> {
    fn signed(&self) -> i64 {
        if self.is_negative { -self.magnitude } else { self.magnitude }
    }
}

/// The facts of a segment as stored.
pub struct Facts<'a> {
    /// The stretches, in order.
    pub stretches: Vec<Stretch>,
    /// Where their lines stand in their files, in order.
    pub rows: Vec<RowStretch>,
    /// The amounts, by rising magnitude.
    pub amounts: Vec<Amount<'a>>,
}

impl<'a> Facts<'a> {
    /// Reads them; `None` where they are damaged.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
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
        while !cursor.is_empty() {
            let told = cursor.take()?;
            before = before.checked_add(i64::try_from(told >> 1).ok()?)?;
            let places = Places::take(&mut cursor)?;
            amounts.push(Amount { magnitude: before, is_negative: told & 1 == 1, places });
        }
        Some(Self { stretches, rows, amounts })
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

    /// The lines of every amount that is wanted.
    pub fn with_amounts(
        &self,
        entries: usize,
        wanted: impl Fn(&Amount<'_>) -> bool,
    ) -> Option<Bits> {
        let mut bits = Bits::none(entries);
        for amount in self.amounts.iter().filter(|amount| wanted(amount)) {
            amount.places.add_to(&mut bits)?;
        }
        Some(bits)
    }

    /// Counts and sums of the lines that are meant; `None` where the facts are damaged.
    pub fn totals(&self, found: &Bits) -> Option<Totals> {
        let mut totals = Totals::default();
        let mut parts = vec![Tally::default(); self.stretches.len()];
        for amount in &self.amounts {
            let lines = self.count(amount, found, &mut parts)?;
            totals.all.add(lines, amount.signed());
            totals.sizes[size_of(amount.magnitude)].add(lines, amount.signed());
        }
        for (stretch, tally) in self.stretches.iter().zip(parts) {
            if tally.lines > 0 {
                let day = totals.days.entry(stretch.day).or_default();
                day.lines += tally.lines;
                day.sum += tally.sum;
            }
        }
        Some(totals)
    }

    /// How many lines of an amount are meant; adds them to the stretches they stand in.
    fn count(&self, amount: &Amount<'_>, found: &Bits, parts: &mut [Tally]) -> Option<u64> {
        let signed = amount.signed();
        let mut lines = 0;
        match (amount.places, parts) {
            (Places::Bitmap(bytes), [only]) => {
                lines = found.count_stored(bytes);
                only.add(lines, signed);
            }
            (Places::Bitmap(bytes), parts) => {
                for (stretch, part) in self.stretches.iter().zip(parts) {
                    let within = found.count_stored_in(bytes, stretch.first, stretch.last);
                    part.add(within, signed);
                    lines += within;
                }
            }
            (places @ Places::Gaps(_), parts) => {
                let mut stretches = self.stretches.iter().zip(parts);
                let mut current = stretches.next();
                places.each(|place| {
                    if !found.get(place) {
                        return;
                    }
                    while current.as_ref().is_some_and(|(stretch, _)| stretch.last < place) {
                        current = stretches.next();
                    }
                    if let Some((_, part)) = &mut current {
                        part.add(1, signed);
                        lines += 1;
                    }
                })?;
            }
        }
        Some(lines)
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
