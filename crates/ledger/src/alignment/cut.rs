//! Alignment of a file cut inside a day with stretches that were cut inside it too.
//!
//! Every overlap of the file with every known run is looked at. The longest one wins where it is
//! longer than all others of its run and holds a decisive key; its rows are known. Then:
//!
//! - a row that some other overlap covers is doubtful;
//! - a row whose key is on no unmatched known line is new;
//! - a row whose key is on one is new only where every run holding such a line is *firmly* aligned
//!   (so that the line lies outside the file) and the file is not in another order; else doubtful.
//!
//! A file in another order, or with an altered row, overlaps nowhere in full: its decisive rows are
//! known where most of the stretch agrees in order, all else in that stretch is doubtful.

use super::merge::{self, MergedRun, Place};
use super::{Alignment, Day, Overlap, Verdict, count, overlap};
use std::ops::Range;

/// An overlap with at least so many decisive keys fixes where the run lies. One key, or two, may
/// stand twice in a day by chance and in the same order, even in a file that has another order.
const FIRM_DECISIVE_KEYS: usize = 8;

/// How often a file is looked at again while that settles more of its rows.
const MOST_SECOND_LOOKS: usize = 16;

pub(super) fn align(day: &Day) -> Alignment {
    if let Some(run) = day.runs.iter().position(|run| *run == day.incoming) {
        let known = (0..day.incoming.len()).map(|position| Verdict::Known { run, position });
        let length = day.incoming.len();
        let whole = Overlap { run, run_start: 0, incoming_start: 0, length };
        return Alignment { verdicts: known.collect(), missing: 0, overlaps: vec![whole] };
    }
    let mut alignment = Search::run(day);
    for _ in 0..MOST_SECOND_LOOKS {
        if !look_again(day, &mut alignment) {
            break;
        }
    }
    alignment
}

/// Rows found new, and runs found to join, may settle where others belong: the file is aligned with the runs as they will
/// then be, as if it came a second time. So a file that does come again brings nothing new. `false`
/// where nothing changed, or the second look does not agree with the first.
fn look_again(day: &Day, alignment: &mut Alignment) -> bool {
    let learned = alignment.verdicts.contains(&Verdict::New) || !alignment.overlaps.is_empty();
    if !learned || !alignment.verdicts.contains(&Verdict::Doubtful) {
        return false;
    }
    let lengths: Vec<usize> = day.runs.iter().map(Vec::len).collect();
    let merged = merge::joined(&lengths, alignment);
    let again = Search::run(&day_with(day, &merged, &alignment.verdicts));
    let mut verdicts = alignment.verdicts.clone();
    for (row, (verdict, second)) in verdicts.iter_mut().zip(&again.verdicts).enumerate() {
        let second = match *second {
            Verdict::Known { run, position } => match merged[run].places[position] {
                Place::Known { run, position } => Verdict::Known { run, position },
                Place::Incoming(of) if of == row && *verdict == Verdict::New => Verdict::New,
                Place::Incoming(_) => return false,
            },
            Verdict::New if *verdict != Verdict::Doubtful => return false,
            other => other,
        };
        if *verdict == Verdict::Doubtful {
            *verdict = second;
        } else if second != *verdict && second != Verdict::Doubtful {
            return false;
        }
    }
    let changed = verdicts != alignment.verdicts;
    alignment.verdicts = verdicts;
    changed
}

/// The day once the rows found new are known lines.
fn day_with(day: &Day, merged: &[MergedRun], verdicts: &[Verdict]) -> Day {
    let key_at = |place: &Place| match *place {
        Place::Known { run, position } => day.runs[run][position],
        Place::Incoming(row) => day.incoming[row],
    };
    let mut known_counts = day.known_counts.clone();
    for (row, _) in verdicts.iter().enumerate().filter(|(_, verdict)| **verdict == Verdict::New) {
        known_counts[day.incoming[row] as usize] += 1;
    }
    Day {
        runs: merged.iter().map(|run| run.places.iter().map(key_at).collect()).collect(),
        incoming: day.incoming.clone(),
        known_counts,
        incoming_counts: day.incoming_counts.clone(),
    }
}

struct Search<'d> {
    day: &'d Day,
    /// Decisive keys before each incoming row.
    decisive_before: Vec<usize>,
    /// Per key: the last incoming row that bears it.
    row_of_key: Vec<usize>,
    /// Which known line each row was found to be.
    claims: Vec<Option<(usize, usize)>>,
    /// Change, at each row, of the number of overlaps that cover it.
    coverage: Vec<isize>,
    /// Runs whose place is sure.
    firm: Vec<bool>,
    overlaps: Vec<Overlap>,
}

/// The overlaps of one run, reduced to what a choice needs.
#[derive(Default)]
struct Choice {
    longest: Option<Overlap>,
    tied: bool,
    any_decisive: bool,
}

impl<'d> Search<'d> {
    fn run(day: &'d Day) -> Alignment {
        let mut search = Self::new(day);
        for run in 0..day.runs.len() {
            search.look_at(run);
        }
        search.conclude()
    }

    fn new(day: &'d Day) -> Self {
        let rows = day.incoming.len();
        let mut decisive_before = Vec::with_capacity(rows + 1);
        let mut count = 0;
        decisive_before.push(0);
        for key in &day.incoming {
            count += usize::from(day.is_decisive(*key));
            decisive_before.push(count);
        }
        let mut row_of_key = vec![usize::MAX; day.known_counts.len()];
        for (row, key) in day.incoming.iter().enumerate() {
            row_of_key[*key as usize] = row;
        }
        Self {
            day,
            decisive_before,
            row_of_key,
            claims: vec![None; rows],
            coverage: vec![0; rows + 1],
            firm: vec![false; day.runs.len()],
            overlaps: Vec::new(),
        }
    }

    fn decisive_in(&self, overlap: &Overlap) -> usize {
        let end = overlap.incoming_start + overlap.length;
        self.decisive_before[end] - self.decisive_before[overlap.incoming_start]
    }

    fn cover(&mut self, rows: Range<usize>) {
        self.coverage[rows.start] += 1;
        self.coverage[rows.end] -= 1;
    }

    fn look_at(&mut self, run: usize) {
        let day = self.day;
        let keys = &day.runs[run];
        if keys.iter().all(|key| day.incoming_count(*key) == 0) {
            return;
        }
        let mut choice = Choice::default();
        overlap::each(run, keys, &day.incoming, |overlap| {
            self.cover(overlap.incoming_start..overlap.incoming_start + overlap.length);
            choice.any_decisive |= self.decisive_in(&overlap) > 0;
            let longest = choice.longest.map_or(0, |longest| longest.length);
            if overlap.length > longest {
                (choice.longest, choice.tied) = (Some(overlap), false);
            } else if overlap.length == longest {
                choice.tied = true;
            }
        });
        match choice.longest {
            Some(overlap) if !choice.tied && self.decisive_in(&overlap) > 0 => self.take(overlap),
            _ if !choice.any_decisive => self.look_at_altered(run),
            _ => {}
        }
    }

    fn take(&mut self, overlap: Overlap) {
        let start = overlap.incoming_start;
        let rows = start..start + overlap.length;
        if self.claims[rows.clone()].iter().any(Option::is_some) {
            return;
        }
        for row in rows {
            self.claims[row] = Some((overlap.run, overlap.run_start + row - start));
        }
        self.firm[overlap.run] = self.decisive_in(&overlap) >= FIRM_DECISIVE_KEYS;
        self.overlaps.push(overlap);
    }

    /// A run that shares decisive keys with the file but overlaps it nowhere in full.
    fn look_at_altered(&mut self, run: usize) {
        let day = self.day;
        let shared = day.runs[run].iter().enumerate();
        let mut pairs: Vec<(usize, usize)> = shared
            .filter(|(_, key)| day.is_decisive(**key))
            .map(|(position, key)| (self.row_of_key[*key as usize], position))
            .collect();
        pairs.sort_unstable();
        let in_order = longest_in_order(&pairs);
        let Some(stretch) = stretch_of(&in_order, day.runs[run].len(), day.incoming.len()) else {
            return;
        };
        let agrees = in_order.len() * 2 > pairs.len() && in_order.len() * 2 >= stretch.len();
        if !agrees {
            return;
        }
        self.cover(stretch);
        if in_order.len() < 2 {
            return;
        }
        for (row, position) in in_order {
            self.claims[row].get_or_insert((run, position));
        }
    }

    fn conclude(mut self) -> Alignment {
        let rest = Rest::new(&self);
        let mut covered = 0;
        let mut verdicts = Vec::with_capacity(self.claims.len());
        for (row, claim) in self.claims.iter().enumerate() {
            covered += self.coverage[row];
            verdicts.push(match claim {
                Some((run, position)) => Verdict::Known { run: *run, position: *position },
                None if covered == 0 && rest.is_new(self.day.incoming[row]) => Verdict::New,
                None => Verdict::Doubtful,
            });
        }
        self.overlaps.sort_unstable_by_key(|overlap| overlap.incoming_start);
        Alignment { verdicts, missing: 0, overlaps: self.overlaps }
    }
}

/// What no overlap explains, on either side.
struct Rest {
    /// Per key: known lines left.
    known: Vec<u32>,
    /// Per key: known lines left in runs whose place is not sure.
    unplaced: Vec<u32>,
    /// Half or more of what is left is left on both sides: the order is not the one known.
    other_order: bool,
}

impl Rest {
    fn new(search: &Search<'_>) -> Self {
        let day = search.day;
        let mut known = day.known_counts.clone();
        let mut incoming = day.incoming_counts.clone();
        let mut unplaced = vec![0; known.len()];
        for (run, keys) in day.runs.iter().enumerate() {
            if !search.firm[run] {
                count(keys, &mut unplaced);
            }
        }
        for (row, claim) in search.claims.iter().enumerate() {
            if let Some((run, _)) = claim {
                let key = day.incoming[row] as usize;
                known[key] -= 1;
                incoming[key] -= 1;
                unplaced[key] -= u32::from(!search.firm[*run]);
            }
        }
        let total = |counts: &[u32]| counts.iter().map(|count| u64::from(*count)).sum::<u64>();
        let both = known.iter().zip(&incoming).map(|(known, incoming)| *known.min(incoming));
        let shared: u64 = both.map(u64::from).sum();
        let smaller = total(&known).min(total(&incoming));
        Self { known, unplaced, other_order: shared > 0 && shared * 2 >= smaller }
    }

    fn is_new(&self, key: u32) -> bool {
        let key = key as usize;
        self.known[key] == 0 || self.unplaced[key] == 0 && !self.other_order
    }
}

/// The longest selection of pairs (sorted by row) whose positions rise too.
pub(super) fn longest_in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before = vec![None; pairs.len()];
    for (index, (_, position)) in pairs.iter().enumerate() {
        let length = tails.partition_point(|tail| pairs[*tail].1 < *position);
        before[index] = length.checked_sub(1).map(|last| tails[last]);
        if length == tails.len() {
            tails.push(index);
        } else {
            tails[length] = index;
        }
    }
    let mut chosen = Vec::with_capacity(tails.len());
    let mut next = tails.last().copied();
    while let Some(index) = next {
        chosen.push(pairs[index]);
        next = before[index];
    }
    chosen.reverse();
    chosen
}

/// The incoming rows over which the run lies, if these pairs are the same lines.
fn stretch_of(pairs: &[(usize, usize)], run: usize, rows: usize) -> Option<Range<usize>> {
    let begins = pairs.iter().map(|(row, position)| row.saturating_sub(*position)).min()?;
    let ends = pairs.iter().map(|(row, position)| row + run - position).max()?;
    Some(begins..ends.min(rows))
}
