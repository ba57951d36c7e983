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

use super::{Alignment, Day, Overlap, Verdict, overlap};
use std::ops::Range;

/// An overlap with at least so many decisive keys fixes where the run lies; one key may stand twice
/// in a day by chance, two in the same order hardly.
const FIRM_DECISIVE_KEYS: usize = 2;

pub(super) fn align(day: &Day) -> Alignment {
    if let Some(run) = day.runs.iter().position(|run| *run == day.incoming) {
        let known = (0..day.incoming.len()).map(|position| Verdict::Known { run, position });
        let length = day.incoming.len();
        let whole = Overlap { run, run_start: 0, incoming_start: 0, length };
        return Alignment { verdicts: known.collect(), missing: 0, overlaps: vec![whole] };
    }
    let mut search = Search::new(day);
    for run in 0..day.runs.len() {
        search.look_at(run);
    }
    search.conclude()
}

struct Search<'d> {
    day: &'d Day,
    /// Decisive keys before each incoming row.
    decisive_before: Vec<usize>,
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
    fn new(day: &'d Day) -> Self {
        let rows = day.incoming.len();
        let mut decisive_before = Vec::with_capacity(rows + 1);
        let mut count = 0;
        decisive_before.push(0);
        for key in &day.incoming {
            count += usize::from(day.is_decisive(*key));
            decisive_before.push(count);
        }
        Self {
            day,
            decisive_before,
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
        let mut row_of_key = vec![usize::MAX; day.known_counts.len()];
        for (row, key) in day.incoming.iter().enumerate() {
            row_of_key[*key as usize] = row;
        }
        let shared = day.runs[run].iter().enumerate();
        let mut pairs: Vec<(usize, usize)> = shared
            .filter(|(_, key)| day.is_decisive(**key))
            .map(|(position, key)| (row_of_key[*key as usize], position))
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
                keys.iter().for_each(|key| unplaced[*key as usize] += 1);
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
fn longest_in_order(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
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
