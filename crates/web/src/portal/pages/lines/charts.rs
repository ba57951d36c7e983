//! What was found, by day and by size: bars beside each other, and the numbers behind them.

use crate::portal::figure::{Figure, Unit};
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_search::{SIZES, Tally, Totals};

/// With more days than this, a bar is a month.
const MOST_DAYS: usize = 62;
/// How high the highest bar is, in units of the drawing.
pub const HEIGHT: u64 = 100;

/// Both drawings.
#[derive(Clone, Debug)]
pub struct Charts {
    /// By day, or by month where there are many.
    pub days: Vec<DayBar>,
    /// Whether each bar is a month.
    pub is_by_month: bool,
    /// By size, from the smallest that was found to the largest.
    pub sizes: Vec<SizeBar>,
}

/// The lines of a day or month.
#[derive(Clone, Debug)]
pub struct DayBar {
    /// The first day with a line.
    pub first: Date,
    /// The last.
    pub last: Date,
    /// How many lines.
    pub lines: Figure,
    /// What they come to, signed.
    pub sum: Figure,
    /// How high the bar is: the sum, whichever way it goes.
    pub height: u64,
}

/// The lines of a size.
#[derive(Clone, Debug)]
pub struct SizeBar {
    /// From this amount on.
    pub least: Dong,
    /// Below this; `None` for the largest.
    pub below: Option<Dong>,
    /// How many lines.
    pub lines: Figure,
    /// What they come to, signed.
    pub sum: Figure,
    /// How high the bar is: the number of lines.
    pub height: u64,
}

impl Charts {
    /// Of what was found; `None` where nothing was.
    #[must_use]
    pub fn of(totals: &Totals) -> Option<Self> {
        let is_by_month = totals.days.len() > MOST_DAYS;
        let mut groups: Vec<(Date, Date, Tally)> = Vec::new();
        for (day, tally) in &totals.days {
            match groups.last_mut() {
                Some((first, last, sum)) if is_by_month && month(*first) == month(*day) => {
                    *last = *day;
                    sum.lines += tally.lines;
                    sum.sum += tally.sum;
                }
                _ => groups.push((*day, *day, *tally)),
            }
        }
        let highest = groups.iter().map(|(_, _, tally)| tally.sum.0.unsigned_abs()).max()?;
        let days = groups.into_iter().map(|(first, last, tally)| DayBar {
            first,
            last,
            lines: lines("lines.day.count", tally),
            sum: Figure::dong("lines.day.sum", tally.sum).proved_here(),
            height: share(tally.sum.0.unsigned_abs(), highest),
        });
        Some(Self { days: days.collect(), is_by_month, sizes: sizes(totals) })
    }

    /// The drawing's width.
    #[must_use]
    pub fn width(bars: usize) -> usize {
        bars * 10
    }
}

impl DayBar {
    /// Whether more went out than came in.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.sum.is_negative()
    }
}

/// From the smallest size with a line to the largest, those between without one too.
fn sizes(totals: &Totals) -> Vec<SizeBar> {
    let is_there = |tally: &Tally| tally.lines > 0;
    let first = totals.sizes.iter().position(is_there).unwrap_or(0);
    let end = totals.sizes.iter().rposition(is_there).map_or(0, |last| last + 1);
    let most = totals.sizes.iter().map(|tally| tally.lines).max().unwrap_or(0);
    let bar = |at: usize| {
        let tally = totals.sizes[at];
        SizeBar {
            least: Dong(SIZES[at]),
            below: SIZES.get(at + 1).copied().map(Dong),
            lines: lines("lines.size.count", tally),
            sum: Figure::dong("lines.size.sum", tally.sum).proved_here(),
            height: share(tally.lines, most),
        }
    };
    (first..end).map(bar).collect()
}

fn month(day: Date) -> (i16, i8) {
    let (year, month, _) = day.parts();
    (year, month)
}

fn lines(id: &str, tally: Tally) -> Figure {
    let count = i64::try_from(tally.lines).unwrap_or(i64::MAX);
    Figure::known(id, count, Unit::Count).proved_here()
}

/// Never nothing where there is something.
fn share(part: u64, whole: u64) -> u64 {
    let share = u128::from(part) * u128::from(HEIGHT) / u128::from(whole.max(1));
    u64::try_from(share).unwrap_or(HEIGHT).max(u64::from(part > 0))
}
