//! Two files of one account side by side. What each shows is known from the log alone: the lines it brought, and the
//! lines of others that it shows again (`line_sightings/1`). Every line of either ends in exactly one place.

use super::BooksError;
use super::sightings::SourceFile;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::Figure;
use crate::portal::pages::comparison::{
    ComparedFile, ComparedSums, ComparisonView, OnlyRow, OnlyRows, TwoAmounts, kind_of,
};
use crate::portal::record::Amount;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_log::hash::Hash;
use chungtay_service::compare::Cause;
use chungtay_text::fold::fold;
use chungtay_views::{LineView, Shown};
use std::collections::{BTreeMap, BTreeSet};

/// Lines that only one file shows are listed up to so many.
const LISTED: usize = 200;
/// Among so many of each file it is looked for lines with two amounts.
const COMPARED: usize = 2_000;
/// A memo tells a line without its amount from so many letters on.
const TELLING_LETTERS: usize = 12;
/// A row's fee and its tax follow their line as lines of their own.
const MOST_PARTS: u64 = 2;

/// Lines and what they move.
#[derive(Clone, Copy, Default)]
struct Sums {
    lines: u64,
    money_in: Dong,
    money_out: Dong,
}

impl Sums {
    fn add(&mut self, amount: Dong) {
        self.lines += 1;
        if amount.is_positive() {
            self.money_in += amount;
        } else {
            self.money_out -= amount;
        }
    }

    fn add_all(&mut self, other: Self) {
        self.lines += other.lines;
        self.money_in += other.money_in;
        self.money_out += other.money_out;
    }

    fn figures(&self, id: &str) -> ComparedSums {
        let lines = i64::try_from(self.lines).unwrap_or(i64::MAX);
        ComparedSums {
            lines: Figure::count(format!("{id}.lines"), lines).proved_here(),
            money_in: Figure::dong(format!("{id}.in"), self.money_in).proved_here(),
            money_out: Figure::dong(format!("{id}.out"), self.money_out).proved_here(),
        }
    }
}

/// What a walk over the lines of both files found.
#[derive(Default)]
struct Walked {
    /// All lines of each file, by day.
    all: [BTreeMap<Date, Sums>; 2],
    both: Sums,
    /// Of those, what only that file shows.
    only: [BTreeMap<Date, Sums>; 2],
    /// These lines, by day and entry.
    lines: [Vec<(Date, u64)>; 2],
}

impl Walked {
    fn take(&mut self, line: &LineView, shown: [bool; 2]) {
        for side in [0, 1] {
            if shown[side] {
                self.all[side].entry(line.day).or_default().add(line.amount);
            }
        }
        match shown {
            [true, true] => self.both.add(line.amount),
            [true, false] => self.alone(0, line),
            [false, true] => self.alone(1, line),
            [false, false] => {}
        }
    }

    fn alone(&mut self, side: usize, line: &LineView) {
        self.only[side].entry(line.day).or_default().add(line.amount);
        self.lines[side].push((line.day, line.sequence));
    }

    fn days(&self, side: usize) -> Option<(Date, Date)> {
        let days = &self.all[side];
        days.keys().next().copied().zip(days.keys().next_back().copied())
    }

    fn covers(&self, side: usize, day: Date) -> bool {
        self.days(side).is_some_and(|(first, last)| (first..=last).contains(&day))
    }

    /// What only one file shows: on days that the other covers, and on others.
    fn apart(&self, side: usize) -> [Sums; 2] {
        let mut apart = [Sums::default(); 2];
        for (day, sums) in &self.only[side] {
            apart[usize::from(!self.covers(1 - side, *day))].add_all(*sums);
        }
        apart
    }

    fn whole(&self, side: usize) -> Sums {
        let mut whole = Sums::default();
        self.all[side].values().for_each(|sums| whole.add_all(*sums));
        whole
    }
}

impl BooksSnapshot<'_> {
    /// The file of a check beside an earlier import of the same account; `None` where they are not that.
    pub(super) fn comparison_page(
        &self,
        check: u64,
        earlier: u32,
    ) -> Result<Option<ComparisonView>, BooksError> {
        let (Some(first), Some(second)) = (self.source_of(earlier)?, self.source_at(check)?) else {
            return Ok(None);
        };
        let same = first.import == second.import || first.account != second.account;
        if same || !second.is_held_against(earlier, self.state()) {
            return Ok(None);
        }
        let _view = self.views()?;
        let files = [first, second];
        let walked = self.walk(&files)?;
        let id = format!("comparison.{check}.{earlier}");
        let mut left: [Vec<LineView>; 2] = [Vec::new(), Vec::new()];
        let mut has_more = [false; 2];
        for side in [0, 1] {
            let within = |(day, _): &&(Date, u64)| walked.covers(1 - side, *day);
            let mut lines = walked.lines[side].iter().filter(within);
            for (_, line) in lines.by_ref().take(COMPARED) {
                left[side].extend(self.views()?.line(*line)?);
            }
            has_more[side] = lines.next().is_some();
        }
        let amounts = self.two_amounts(&files, &mut left)?;
        let only = |side: usize| -> Result<OnlyRows, BooksError> {
            let rows = left[side].iter().take(LISTED).map(|line| self.only_row(&files[side], line));
            let has_more = has_more[side] || left[side].len() > LISTED;
            Ok(OnlyRows { rows: rows.collect::<Result<_, _>>()?, has_more })
        };
        let apart = [walked.apart(0), walked.apart(1)];
        let doubtful = files[1].doubtful();
        let agrees = apart.iter().all(|[within, _]| within.lines == 0) && doubtful == 0;
        Ok(Some(ComparisonView {
            account: self.account_named(files[0].account),
            check,
            agrees,
            both: walked.both.figures(&format!("{id}.both")),
            doubtful: (doubtful > 0).then(|| count(&format!("{id}.doubtful"), doubtful)),
            waiting: files[1].waiting(self.state()),
            files: [
                self.compared_file(&files[0], &walked, 0, &id)?,
                self.compared_file(&files[1], &walked, 1, &id)?,
            ],
            amounts,
            only: [only(0)?, only(1)?],
        }))
    }

    fn compared_file(
        &self,
        file: &SourceFile,
        walked: &Walked,
        side: usize,
        id: &str,
    ) -> Result<ComparedFile, BooksError> {
        let id = format!("{id}.file.{}", side + 1);
        let [only, outside] = walked.apart(side);
        let not_lines = file.rows_that_are_no_lines(self.state());
        Ok(ComparedFile {
            import: file.import,
            entry: file.entry,
            kind: kind_of(&file.format),
            file_hash: Hash(file.hash).to_hex(),
            actor: self.actor(file.actor, file.occurred_on)?,
            recorded_at: file.recorded_at,
            days: walked.days(side),
            not_lines: (not_lines > 0).then(|| count(&format!("{id}.not-lines"), not_lines)),
            only: only.figures(&format!("{id}.only")),
            outside: outside.figures(&format!("{id}.outside")),
            sums: walked.whole(side).figures(&id),
        })
    }

    /// Every line of either file, once.
    fn walk(&self, files: &[SourceFile; 2]) -> Result<Walked, BooksError> {
        let ranges = [files[0].lines(self.state()), files[1].lines(self.state())];
        let holds = |side: usize, line: u64| {
            let ranges = &ranges[side];
            let after = ranges.partition_point(|(first, _)| *first <= line);
            after > 0 && ranges[after - 1].1 >= line
        };
        let mut all: Vec<(u64, u64)> = ranges.concat();
        all.sort_unstable();
        let mut walked = Walked::default();
        let mut next = 0;
        for (first, last) in all {
            if last < next {
                continue;
            }
            // A row's fees follow it, and belong where it belongs.
            let mut row: Option<(u32, u32, [bool; 2])> = None;
            let end = last.saturating_add(1 + MOST_PARTS).min(self.size());
            self.views()?.lines_between(first.max(next), end, |line| {
                let part = row.filter(|row| (row.0, row.1) == (line.import, line.row));
                let shown = match part {
                    Some((_, _, shown)) => shown,
                    None if line.sequence > last => {
                        row = None;
                        return;
                    }
                    None => [holds(0, line.sequence), holds(1, line.sequence)],
                };
                row = Some((line.import, line.row, shown));
                walked.take(&line, shown);
                next = line.sequence + 1;
            })?;
            next = next.max(last + 1);
        }
        Ok(walked)
    }

    fn only_row(&self, file: &SourceFile, line: &LineView) -> Result<OnlyRow, BooksError> {
        Ok(OnlyRow {
            entry: line.sequence,
            day: line.day,
            amount: Amount { dong: line.amount, entry: line.sequence },
            memo: self.memo_of(line),
            document: self.document_of(line),
            place: self.place_in(file, line)?,
        })
    }

    /// Takes out lines of one day that say the same of another amount.
    fn two_amounts(
        &self,
        files: &[SourceFile; 2],
        left: &mut [Vec<LineView>; 2],
    ) -> Result<Vec<TwoAmounts>, BooksError> {
        let mut found = Vec::new();
        for words in [number_of, memo_of] {
            let lines = [by_words(&left[0], words), by_words(&left[1], words)];
            let mut gone = BTreeSet::new();
            for (key, first) in &lines[0] {
                let (Some(first), Some(Some(second))) = (first, lines[1].get(key)) else {
                    continue;
                };
                let (first, second) = (&left[0][*first], &left[1][*second]);
                gone.extend([first.sequence, second.sequence]);
                found.push(TwoAmounts {
                    lines: [self.only_row(&files[0], first)?, self.only_row(&files[1], second)?],
                    cause: Cause::of_amounts(first.amount, second.amount).word(),
                });
            }
            for lines in left.iter_mut() {
                lines.retain(|line| !gone.contains(&line.sequence));
            }
        }
        found.sort_by_key(|found| (found.lines[0].day, found.lines[0].entry));
        Ok(found)
    }
}

/// Lines by day and words; `None` where several say the same.
fn by_words(
    lines: &[LineView],
    words: fn(&LineView) -> Option<String>,
) -> BTreeMap<(Date, String), Option<usize>> {
    let mut found: BTreeMap<(Date, String), Option<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if let Some(words) = words(line) {
            found.entry((line.day, words)).and_modify(|one| *one = None).or_insert(Some(index));
        }
    }
    found
}

fn number_of(line: &LineView) -> Option<String> {
    match &line.document {
        Shown::Text(text) => Some(fold(text)),
        Shown::Empty | Shown::Withheld => None,
    }
}

fn memo_of(line: &LineView) -> Option<String> {
    let Shown::Text(text) = &line.memo else { return None };
    let letters: String = fold(text).split(' ').collect();
    (letters.len() >= TELLING_LETTERS).then_some(letters)
}

fn count(id: &str, value: u64) -> Figure {
    Figure::count(id.to_owned(), i64::try_from(value).unwrap_or(i64::MAX)).proved_here()
}
