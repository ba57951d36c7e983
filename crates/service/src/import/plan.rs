//! What each row is: new, known or doubtful. Rows of days that the books knew nothing of are new; the
//! others are aligned (`ledger::alignment`, design §6) with what earlier files showed of their day.

use super::likeness::{self, KnownDay, Sources, is_feed};
use super::survey::{DaySurvey, Survey};
use super::{ImportRequest, Imported};
use crate::book::Book;
use crate::error::Result;
use chungtay_journal::{StoredLine, StoredRun};
use chungtay_ledger::alignment::{
    Alignment, MergedRun, Overlap, Place, Run, Verdict, align, merge,
};
use chungtay_ledger::date::Date;
use chungtay_ledger::kinds::receipts::{BalanceMoment, BalanceProof};
use chungtay_ledger::money::Dong;
use std::collections::BTreeMap;

/// In a stored observation, set in a sequence: the row waits (its entry is the rest of the number), so
/// the run is broken here.
pub(super) const WAITS: u64 = 1 << 62;

/// What one row of an overlapping day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    New,
    Known(u64),
    Doubtful,
}

/// One day's plan.
#[derive(Debug, Default)]
pub(super) struct DayPlan {
    /// Whether the file covers the whole day.
    pub whole_day: bool,
    /// The rows in order, where the books held something of the day; else all rows are new.
    pub fates: Option<Vec<Fate>>,
    /// Known lines that a whole-day file lacks.
    pub missing: u64,
}

/// The file's plan.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub days: BTreeMap<Date, DayPlan>,
    /// Printed balances that the books do not have yet.
    pub balances: Vec<(Date, BalanceMoment, Dong)>,
}

pub(super) fn plan(book: &Book, request: &ImportRequest<'_>, survey: &Survey) -> Result<Plan> {
    let sources = Sources::of(book)?;
    // A feed may have missed lines of any day.
    let is_feed = is_feed(survey.format);
    let first = survey.days.keys().next().copied();
    let last = survey.days.keys().next_back().copied();
    let mut plan = Plan::default();
    let mut before: Option<Dong> = None;
    for (date, day) in &survey.days {
        let inside = Some(*date) != first && Some(*date) != last;
        let opening = before.or_else(|| printed(book, request, date.previous()));
        let chained =
            opening.zip(day.closing).is_some_and(|(opening, closing)| opening + day.net == closing);
        let whole_day = (inside || chained) && !is_feed;
        plan.days.insert(*date, plan_day(day, &sources, whole_day, is_feed));
        before = day.closing;
        if let Some(closing) = day.closing
            && printed(book, request, *date) != Some(closing)
        {
            plan.balances.push((*date, BalanceMoment::Closing, closing));
        }
    }
    plan.of_head(book, request, survey);
    likeness::settle(book, request, survey, &sources, &mut plan.days)?;
    Ok(plan)
}

/// The balance that the books hold as printed at the end of a day.
fn printed(book: &Book, request: &ImportRequest<'_>, day: Date) -> Option<Dong> {
    printed_at(book, request, day, BalanceMoment::Closing)
}

fn printed_at(
    book: &Book,
    request: &ImportRequest<'_>,
    day: Date,
    moment: BalanceMoment,
) -> Option<Dong> {
    let known = book.state().balances.get(&request.account)?;
    let found = known.iter().rev().find(|balance| {
        balance.item.on == day
            && balance.item.moment == moment
            && balance.item.proof == BalanceProof::Printed
    });
    found.map(|balance| balance.item.amount)
}

fn plan_day(day: &DaySurvey, sources: &Sources, whole_day: bool, is_feed: bool) -> DayPlan {
    if day.stored.is_empty() {
        return DayPlan { whole_day, ..DayPlan::default() };
    }
    if is_feed {
        // A service sends a line once; what another source showed of the day is told by its words.
        let fates = Some(vec![Fate::New; day.keys.len()]);
        return DayPlan { whole_day, fates, missing: 0 };
    }
    let known = KnownDay::new(&day.stored, sources);
    let alignment = align(&known.plain_runs(), &day.keys, whole_day);
    let fates: Vec<Fate> = alignment.verdicts.iter().map(|verdict| known.fate(*verdict)).collect();
    DayPlan { whole_day, missing: known.missing(&fates, whole_day), fates: Some(fates) }
}

/// A run with the sequences of its lines.
#[derive(Clone, Debug, Default)]
pub(super) struct KnownRun {
    pub run: Run,
    pub sequences: Vec<u64>,
}

/// Joins the observations of a day, oldest first, as [`merge`] joined them when they were made.
pub(super) fn merged(stored: &[StoredRun]) -> Vec<KnownRun> {
    let mut known: Vec<KnownRun> = Vec::new();
    for observation in stored {
        let alignment = observed(&known, &observation.lines);
        let runs: Vec<Run> = known.iter().map(|known| known.run.clone()).collect();
        let joined = merge(&runs, observation.whole_day, &alignment);
        known = joined.iter().map(|run| gather(run, &known, &observation.lines)).collect();
    }
    known
}

fn gather(merged: &MergedRun, known: &[KnownRun], lines: &[StoredLine]) -> KnownRun {
    let mut gathered = KnownRun::default();
    gathered.run.whole_day = merged.whole_day;
    for place in &merged.places {
        let (key, sequence) = match *place {
            Place::Known { run, position } => {
                (known[run].run.keys[position], known[run].sequences[position])
            }
            Place::Incoming(row) => (lines[row].key, lines[row].sequence),
        };
        gathered.run.keys.push(key);
        gathered.sequences.push(sequence);
    }
    gathered
}

/// The alignment that an observation had, read back from the sequences it was stored with.
fn observed(known: &[KnownRun], lines: &[StoredLine]) -> Alignment {
    let mut places: BTreeMap<u64, (usize, usize)> = BTreeMap::new();
    for (run, of) in known.iter().enumerate() {
        places.extend(
            of.sequences
                .iter()
                .enumerate()
                .map(|(position, sequence)| (*sequence, (run, position))),
        );
    }
    let verdict = |line: &StoredLine| match places.get(&line.sequence) {
        Some((run, position)) => Verdict::Known { run: *run, position: *position },
        None if line.sequence & WAITS != 0 => Verdict::Doubtful,
        None => Verdict::New,
    };
    let verdicts: Vec<Verdict> = lines.iter().map(verdict).collect();
    let mut overlaps: Vec<Overlap> = Vec::new();
    for (row, verdict) in verdicts.iter().enumerate() {
        let Verdict::Known { run, position } = *verdict else { continue };
        match overlaps.last_mut() {
            Some(last)
                if last.run == run
                    && last.run_start + last.length == position
                    && last.incoming_start + last.length == row =>
            {
                last.length += 1;
            }
            _ => {
                overlaps.push(Overlap { run, run_start: position, incoming_start: row, length: 1 });
            }
        }
    }
    Alignment { verdicts, missing: 0, overlaps }
}

impl DayPlan {
    /// Whether the file tells the whole day and leaves no doubt, so that earlier doubts of it end.
    pub fn settles(&self) -> bool {
        let certain = self.fates.as_ref().is_some_and(|fates| !fates.contains(&Fate::Doubtful));
        self.whole_day && self.missing == 0 && certain
    }
}

impl Plan {
    /// The balances that the document prints in its head and foot, before its first row and after its last.
    fn of_head(&mut self, book: &Book, request: &ImportRequest<'_>, survey: &Survey) {
        // Of several statements in one file each speaks for its own rows: their days are not told apart here.
        let [statement] = survey.findings.printed.as_slice() else { return };
        let ends = survey.days.first_key_value().zip(survey.days.last_key_value());
        let Some(((first, _), (last, at_end))) = ends else { return };
        if let Some(opening) = statement.opening {
            let known = printed_at(book, request, *first, BalanceMoment::Opening)
                .or_else(|| printed(book, request, first.previous()));
            if known != Some(opening) {
                self.balances.insert(0, (*first, BalanceMoment::Opening, opening));
            }
        }
        if let Some(closing) = statement.closing
            && at_end.closing != Some(closing)
            && printed(book, request, *last) != Some(closing)
        {
            self.balances.push((*last, BalanceMoment::Closing, closing));
        }
    }

    /// The entries that known rows are, with how many rows each import brought.
    pub fn known_lines(&self) -> impl Iterator<Item = u64> {
        let fates = self.days.values().filter_map(|day| day.fates.as_ref()).flatten();
        fates.filter_map(|fate| match fate {
            Fate::Known(sequence) => Some(*sequence),
            Fate::New | Fate::Doubtful => None,
        })
    }

    /// What will come of the import.
    pub fn outcome(&self, survey: &Survey) -> Imported {
        let mut outcome = Imported { rows: survey.rows, ..Imported::default() };
        for (date, day) in &self.days {
            outcome.missing += day.missing;
            let Some(fates) = &day.fates else {
                outcome.posted += survey.days.get(date).map_or(0, |day| day.rows);
                continue;
            };
            for fate in fates {
                match fate {
                    Fate::New => outcome.posted += 1,
                    Fate::Known(_) => outcome.known += 1,
                    Fate::Doubtful => outcome.doubtful += 1,
                }
            }
        }
        outcome.unreadable = survey.bad.len() as u64;
        outcome.recovered = survey.recovered.len() as u64;
        outcome.balances = self.balances.len() as u64;
        outcome
    }

    /// Whether the file tells nothing that the books do not hold.
    pub fn is_nothing(&self, survey: &Survey) -> bool {
        let outcome = self.outcome(survey);
        outcome.posted + outcome.doubtful + outcome.unreadable + outcome.balances == 0
    }
}
