//! What is known of a day after a file was aligned with it: runs that the file joined become one.
//! Rows in doubt are no lines and break a run, so that a run stays an unbroken stretch.

use super::{Alignment, Run, Verdict};

/// A line's place before the merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A line that was known.
    Known {
        /// Index of the run.
        run: usize,
        /// Index of the line in the run.
        position: usize,
    },
    /// The line of this incoming row, which is new.
    Incoming(usize),
}

/// A run after the merge: where each of its lines comes from, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergedRun {
    /// Never empty.
    pub places: Vec<Place>,
    /// Whether these are all lines of the day.
    pub whole_day: bool,
}

/// The runs after a file's new rows were posted. Every known line and every new row stands in
/// exactly one; doubtful rows in none.
#[must_use]
pub fn merge(known: &[Run], incoming_whole_day: bool, alignment: &Alignment) -> Vec<MergedRun> {
    if incoming_whole_day && !known.iter().any(|run| run.whole_day) {
        return merge_whole_day(known, alignment);
    }
    let lengths: Vec<usize> = known.iter().map(|run| run.keys.len()).collect();
    let mut merged = joined(&lengths, alignment);
    for run in &mut merged {
        run.whole_day =
            matches!(run.places[..], [Place::Known { run, .. }, ..] if known[run].whole_day);
    }
    merged
}

/// The runs (of these lengths) after a cut file was aligned with them.
pub(super) fn joined(lengths: &[usize], alignment: &Alignment) -> Vec<MergedRun> {
    let mut merged = Merge::default();
    let mut is_joined = vec![false; lengths.len()];
    let mut row = 0;
    let mut overlaps = alignment.overlaps.iter().peekable();
    while row < alignment.verdicts.len() {
        if let Some(overlap) = overlaps.next_if(|overlap| overlap.incoming_start == row) {
            // Where the file holds only a stretch of the run, the rest of the run lies before the
            // file's first row or after its last.
            merged.add(overlap.run, lengths[overlap.run]);
            is_joined[overlap.run] = true;
            row += overlap.length;
        } else {
            match alignment.verdicts[row] {
                Verdict::New => merged.present.push(Place::Incoming(row)),
                Verdict::Known { .. } | Verdict::Doubtful => merged.end_run(false),
            }
            row += 1;
        }
    }
    merged.end_run(false);
    for (run, length) in lengths.iter().enumerate().filter(|(run, _)| !is_joined[*run]) {
        merged.add(run, *length);
        merged.end_run(false);
    }
    merged.runs
}

fn place(run: usize, position: usize) -> Place {
    Place::Known { run, position }
}

/// The file's order is the day's; known lines that it lacks stay in runs of their own.
fn merge_whole_day(known: &[Run], alignment: &Alignment) -> Vec<MergedRun> {
    let settled = alignment.missing == 0 && !alignment.verdicts.contains(&Verdict::Doubtful);
    let mut merged = Merge::default();
    let mut held: Vec<Vec<bool>> = known.iter().map(|run| vec![false; run.keys.len()]).collect();
    for (row, verdict) in alignment.verdicts.iter().enumerate() {
        match *verdict {
            Verdict::New => merged.present.push(Place::Incoming(row)),
            Verdict::Known { run, position } => {
                held[run][position] = true;
                merged.present.push(place(run, position));
            }
            Verdict::Doubtful => merged.end_run(false),
        }
    }
    merged.end_run(settled);
    for (run, held) in held.iter().enumerate() {
        for (position, held) in held.iter().enumerate() {
            if *held {
                merged.end_run(false);
            } else {
                merged.present.push(place(run, position));
            }
        }
        merged.end_run(false);
    }
    merged.runs
}

#[derive(Default)]
struct Merge {
    runs: Vec<MergedRun>,
    present: Vec<Place>,
}

impl Merge {
    fn end_run(&mut self, whole_day: bool) {
        if !self.present.is_empty() {
            let places = std::mem::take(&mut self.present);
            self.runs.push(MergedRun { places, whole_day });
        }
    }

    fn add(&mut self, run: usize, length: usize) {
        self.present.extend((0..length).map(|position| place(run, position)));
    }
}
