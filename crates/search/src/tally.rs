//! Counts and sums of what was found: in all, by day, by size.

use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use std::collections::BTreeMap;

/// Where each size of an amount begins, in đồng, whichever way it went; the last has no end.
pub const SIZES: [i64; 14] = [
    0,
    10_000,
    20_000,
    50_000,
    100_000,
    200_000,
    500_000,
    1_000_000,
    2_000_000,
    5_000_000,
    10_000_000,
    50_000_000,
    100_000_000,
    1_000_000_000,
];

/// The size of an amount, as a place in [`SIZES`].
pub(crate) fn size_of(magnitude: i64) -> usize {
    SIZES.partition_point(|begin| *begin <= magnitude).saturating_sub(1)
}

/// A number of lines and their sum, signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub lines: u64,
    /// What they come to.
    pub sum: Dong,
}

impl Tally {
    /// Adds so many lines of one amount.
    pub(crate) fn add(&mut self, lines: u64, amount: i64) {
        let lines_signed = i64::try_from(lines).unwrap_or(i64::MAX);
        self.lines += lines;
        self.sum = Dong(self.sum.0.saturating_add(amount.saturating_mul(lines_signed)));
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.lines += other.lines;
        self.sum += other.sum;
    }
}

/// What was found, in all and in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// All.
    pub all: Tally,
    /// By day; no day without a line.
    pub days: BTreeMap<Date, Tally>,
    /// By size, as [`SIZES`] has them.
    pub sizes: [Tally; SIZES.len()],
}

impl Totals {
    /// Adds those of another part of the log.
    pub(crate) fn merge(&mut self, other: &Self) {
        self.all.merge(other.all);
        for (day, tally) in &other.days {
            self.days.entry(*day).or_default().merge(*tally);
        }
        self.sizes.iter_mut().zip(&other.sizes).for_each(|(one, other)| one.merge(*other));
    }
}
