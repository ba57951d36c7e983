//! Which lines of the two files are one (`ledger::alignment`), and what is left. Every line ends in exactly
//! one place, so that what is found adds up to the difference of the totals.

use super::read::{ReadFile, StoredLine};
use super::{Cause, Comparison, Finding, Line, OutsideDay, Sums};
use chungtay_ledger::alignment::{Likeness, Pair, Pairing, Told};
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use std::collections::{BTreeMap, BTreeSet};

/// Two lines of other amounts, or of other days, are one by their memo alone where it has so many characters.
const LEAST_MEMO_CHARACTERS: usize = 12;
/// Lines of days that only one file covers are listed one by one up to so many.
const MOST_LISTED: usize = 100;

pub(super) fn judge(files: [ReadFile; 2], every_line: bool) -> Comparison {
    let mut judge = Judge::new(&files);
    let days = judge.days();
    let listed = if every_line { [true; 2] } else { judge.few_outside(&days) };
    let mut left = [Vec::new(), Vec::new()];
    for (on, lines) in &days {
        match judge.only_one_covers(*on) {
            Some(file) if !listed[file] => judge.outside(*on, file, lines),
            _ => {
                let rest = judge.pair_day(lines);
                for side in [0, 1] {
                    left[side].extend_from_slice(&rest[side]);
                }
            }
        }
    }
    judge.other_days(&mut left);
    for side in [0, 1] {
        for index in &left[side] {
            let line = files[side].shown(&files[side].lines[*index]);
            judge.findings.push(Finding::Only { file: side, line });
        }
    }
    judge.findings.sort_by_key(place_of);
    judge.outside.sort_by_key(|day| (day.file, day.on));
    let Judge { same, other_words, by_order, findings, outside, .. } = judge;
    let files = files.map(|read| read.file);
    let identical = files[0].sha256 == files[1].sha256;
    Comparison { files, identical, same, other_words, by_order, findings, outside }
}

/// Findings stand by day, then what both hold before what one holds, then by row.
fn place_of(finding: &Finding) -> (Date, usize, u64) {
    match finding {
        Finding::Amount { lines: [line, _], .. } => (line.on, 0, line.row),
        Finding::Day { lines: [line, _] } => (line.on, 1, line.row),
        Finding::Only { file, line } => (line.on, 2 + file, line.row),
    }
}

/// Lines of each file, by index.
type Sides = [Vec<usize>; 2];

struct Judge<'f> {
    files: &'f [ReadFile; 2],
    same: u64,
    other_words: u64,
    by_order: u64,
    findings: Vec<Finding>,
    outside: Vec<OutsideDay>,
}

impl<'f> Judge<'f> {
    fn new(files: &'f [ReadFile; 2]) -> Self {
        let (findings, outside) = (Vec::new(), Vec::new());
        Self { files, same: 0, other_words: 0, by_order: 0, findings, outside }
    }

    fn days(&self) -> BTreeMap<Date, Sides> {
        let mut days: BTreeMap<Date, Sides> = BTreeMap::new();
        for side in [0, 1] {
            for (index, line) in self.files[side].lines.iter().enumerate() {
                days.entry(line.on).or_default()[side].push(index);
            }
        }
        days
    }

    /// The file whose days reach over this one, where the other's do not. A file of no lines covers nothing,
    /// and then every line of the other is a finding.
    fn only_one_covers(&self, on: Date) -> Option<usize> {
        let covers = |side: usize| {
            self.files[side].file.days.is_none_or(|(first, last)| (first..=last).contains(&on))
        };
        match (covers(0), covers(1)) {
            (true, false) => Some(0),
            (false, true) => Some(1),
            _ => None,
        }
    }

    /// Whether the lines of days that only this file covers are so few that each is listed.
    fn few_outside(&self, days: &BTreeMap<Date, Sides>) -> [bool; 2] {
        [0, 1].map(|file| {
            let outside = days.iter().filter(|(on, _)| self.only_one_covers(**on) == Some(file));
            outside.map(|(_, lines)| lines[file].len()).sum::<usize>() <= MOST_LISTED
        })
    }

    fn outside(&mut self, on: Date, file: usize, lines: &Sides) {
        let mut sums = Sums::default();
        for index in &lines[file] {
            let line = &self.files[file].lines[*index];
            sums += Sums { lines: 1, money_in: line.money_in, money_out: line.money_out };
        }
        self.outside.push(OutsideDay { file, on, sums });
    }

    fn line(&self, side: usize, index: usize) -> &'f StoredLine {
        &self.files[side].lines[index]
    }

    fn shown(&self, side: usize, index: usize) -> Line {
        self.files[side].shown(self.line(side, index))
    }

    fn told(&self, side: usize, index: usize, with_amount: bool) -> Told<'f> {
        let line = self.line(side, index);
        let [document_number, memo] = self.files[side].folded(line);
        let amount = if with_amount { line.money_in - line.money_out } else { Dong::ZERO };
        Told { amount, document_number, memo }
    }

    /// Pairs the lines of one day and tells where amounts differ; gives what has no pair.
    fn pair_day(&mut self, lines: &Sides) -> Sides {
        let told = [0, 1].map(|side| self.all_told(side, &lines[side], true));
        let mut pairing = Pairing::new(&told[0], &told[1]);
        pairing.by_text();
        // Amounts that differ are looked for before order alone takes what is left.
        let left = index_into(lines, pairing.left());
        let amounts = self.other_amounts(lines, &left);
        if amounts.is_empty() {
            pairing.by_order();
            let left = index_into(lines, pairing.left());
            self.count(&pairing.into_pairs());
            return left;
        }
        self.count(&pairing.into_pairs());
        let gone =
            [0, 1].map(|side| amounts.iter().map(|pair| pair[side]).collect::<BTreeSet<_>>());
        let left: Sides = [0, 1].map(|side| {
            left[side].iter().copied().filter(|index| !gone[side].contains(index)).collect()
        });
        self.tell_amounts(&amounts);
        self.pair_by_order(&left)
    }

    fn pair_by_order(&mut self, left: &Sides) -> Sides {
        let told = [0, 1].map(|side| self.all_told(side, &left[side], true));
        let mut pairing = Pairing::new(&told[0], &told[1]);
        pairing.by_order();
        let rest = index_into(left, pairing.left());
        self.count(&pairing.into_pairs());
        rest
    }

    fn all_told(&self, side: usize, lines: &[usize], with_amount: bool) -> Vec<Told<'f>> {
        lines.iter().map(|index| self.told(side, *index, with_amount)).collect()
    }

    fn count(&mut self, pairs: &[Pair]) {
        for pair in pairs {
            self.same += 1;
            self.other_words += u64::from(pair.likeness != Likeness::Same);
            self.by_order += u64::from(pair.likeness == Likeness::Order);
        }
    }

    /// Lines that say the same of another amount.
    fn other_amounts(&self, lines: &Sides, left: &Sides) -> Vec<[usize; 2]> {
        if left.iter().any(Vec::is_empty) {
            return Vec::new();
        }
        let numbers_of_day = [0, 1].map(|side| {
            let mut count: BTreeMap<&str, u32> = BTreeMap::new();
            for index in &lines[side] {
                *count.entry(self.told(side, *index, false).document_number).or_default() += 1;
            }
            count.remove("");
            count
        });
        let told = [0, 1].map(|side| self.all_told(side, &left[side], false));
        let mut pairing = Pairing::new(&told[0], &told[1]);
        pairing.by_text();
        let says_enough = |pair: &Pair| {
            let (first, second) = (&told[0][pair.first], &told[1][pair.second]);
            let numbers = [first.document_number, second.document_number];
            match pair.likeness {
                Likeness::Same => says_enough(first),
                // A bank's number that stands once in the day on either side.
                Likeness::DocumentNumber => {
                    numbers_of_day.iter().all(|of_day| of_day.get(numbers[0]) == Some(&1))
                }
                Likeness::Memo | Likeness::Reference => {
                    says_enough(first) && numbers.iter().any(|number| number.is_empty())
                }
                Likeness::Order => false,
            }
        };
        let pairs = pairing.into_pairs().into_iter().filter(says_enough);
        pairs
            .map(|pair| [left[0][pair.first], left[1][pair.second]])
            .filter(|[first, second]| {
                let amounts = |line: &StoredLine| line.money_in - line.money_out;
                amounts(self.line(0, *first)) != amounts(self.line(1, *second))
            })
            .collect()
    }

    fn tell_amounts(&mut self, pairs: &[[usize; 2]]) {
        for [first, second] in pairs {
            let lines = [self.shown(0, *first), self.shown(1, *second)];
            let cause = cause_of(&lines[0], &lines[1]);
            self.findings.push(Finding::Amount { lines, cause });
        }
    }

    /// Lines that both hold in the same words, on another day.
    fn other_days(&mut self, left: &mut Sides) {
        if left.iter().any(Vec::is_empty) {
            return;
        }
        let told = [0, 1].map(|side| self.all_told(side, &left[side], true));
        let mut pairing = Pairing::new(&told[0], &told[1]);
        pairing.by_text();
        let pairs: Vec<[usize; 2]> = pairing
            .into_pairs()
            .into_iter()
            .filter(|pair| pair.likeness == Likeness::Same && says_enough(&told[0][pair.first]))
            .map(|pair| [pair.first, pair.second])
            .collect();
        let mut gone = [0, 1].map(|side| vec![false; left[side].len()]);
        for [first, second] in pairs {
            (gone[0][first], gone[1][second]) = (true, true);
            let lines = [self.shown(0, left[0][first]), self.shown(1, left[1][second])];
            self.findings.push(Finding::Day { lines });
        }
        for side in [0, 1] {
            let mut gone = gone[side].iter();
            left[side].retain(|_| !gone.next().copied().unwrap_or_default());
        }
    }
}

/// Whether a line's words tell it from others without its amount or its day.
fn says_enough(told: &Told<'_>) -> bool {
    !told.document_number.is_empty() || told.memo.len() >= LEAST_MEMO_CHARACTERS
}

/// From places in a selection to lines of the file.
fn index_into(lines: &Sides, places: Sides) -> Sides {
    let mut places = places.into_iter();
    [0, 1].map(|side: usize| {
        places.next().unwrap_or_default().into_iter().map(|place| lines[side][place]).collect()
    })
}

/// What two amounts of one line show of how they came to differ.
fn cause_of(first: &Line, second: &Line) -> Cause {
    let fees = [first.fee, second.fee];
    let apart = (first.amount() - second.amount()).abs();
    match cause_of_amounts(first.amount(), second.amount()) {
        Cause::Direction => Cause::Direction,
        _ if fees.iter().any(|fee| *fee != Dong::ZERO && *fee == apart) => Cause::Fee,
        cause => cause,
    }
}

/// The same of the amounts alone.
pub(super) fn cause_of_amounts(first: Dong, second: Dong) -> Cause {
    if first == -second {
        Cause::Direction
    } else if is_cut(first, second) {
        Cause::Cut
    } else {
        Cause::Unknown
    }
}

/// Whether the digits of one are the beginning or the end of the other's.
fn is_cut(first: Dong, second: Dong) -> bool {
    if (first.0 < 0) != (second.0 < 0) || first.0 == 0 || second.0 == 0 {
        return false;
    }
    let [one, other] = [first, second].map(|amount| amount.abs().to_string());
    let (long, short) = if one.len() > other.len() { (one, other) } else { (other, one) };
    long.len() > short.len() && (long.starts_with(&short) || long.ends_with(&short))
}

#[cfg(test)]
mod tests {
    use super::is_cut;
    use chungtay_ledger::money::Dong;

    #[test]
    fn an_amount_is_cut_at_either_end() {
        for (first, second, expected) in [
            (1_485_000, 5_000, true),
            (50_000, 500_000, true),
            (500_000, 50, true),
            (-55_000, -5_000, true),
            (55_000, -55_000, false),
            (50_000, 50_000, false),
            (200_000, 300_000, false),
            (1_200_000, 34_000, false),
        ] {
            assert_eq!(is_cut(Dong(first), Dong(second)), expected, "{first} {second}");
        }
    }
}
