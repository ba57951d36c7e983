//! Which rows of a statement file are lines already known, and which are new: a line is an event,
//! each file's row an observation of it. Pure: compares ordered keys of one account and one day.
//! Never guesses: a row that fits in more than one way is doubtful and waits for a person or for a
//! file that covers the whole day.
//!
//! What may be trusted. Within one file equal rows are distinct lines, and a file holds an unbroken
//! stretch of the day in the bank's order. A row is called new only where no alignment of its file
//! with what is known covers it, so a line is never posted twice; a row is called known only where
//! one alignment stands out, holding a key that is unique on both sides (*decisive*). Left open: two
//! equal lines with the cut just between them, and no third, are taken for one until a file of the
//! whole day tells them apart; that file then brings the second as new.

mod cut;
mod merge;
mod overlap;
mod pairing;
mod whole_day;

#[cfg(test)]
mod tests;

pub use merge::{MergedRun, Place, merge};
pub use pairing::{Likeness, Pair, Pairing, Told};

/// The first 16 bytes of HMAC(book secret, account ‖ date ‖ amount ‖ document number ‖ memo without
/// white space).
pub type LineKey = [u8; 16];

/// A stretch of known lines of one account and day, in the bank's order and without gaps. There are
/// several where earlier files did not touch each other; no two hold the same line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The lines' keys, in order.
    pub keys: Vec<LineKey>,
    /// Whether these are all lines of the day.
    pub whole_day: bool,
}

/// What an incoming row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A line not seen before.
    New,
    /// Another observation of a known line.
    Known {
        /// Index of the run.
        run: usize,
        /// Index of the line in the run.
        position: usize,
    },
    /// One or the other, and nothing here says which.
    Doubtful,
}

/// A stretch of incoming rows that is a stretch of a known run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Index of the run.
    pub run: usize,
    /// Where the stretch begins in the run.
    pub run_start: usize,
    /// Where it begins in the incoming rows.
    pub incoming_start: usize,
    /// How many rows.
    pub length: usize,
}

/// The outcome for one file's rows of one account and day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// One verdict per incoming row.
    pub verdicts: Vec<Verdict>,
    /// Known lines that an incoming file of the whole day does not hold: it contradicts an earlier
    /// file, and a person must look. Zero for a file cut inside the day.
    pub missing: usize,
    /// The stretches taken for known lines, in incoming order. Empty where the alignment goes by
    /// multiplicity (a whole day on either side).
    pub overlaps: Vec<Overlap>,
}

impl Alignment {
    fn all(rows: usize, verdict: Verdict) -> Self {
        Self { verdicts: vec![verdict; rows], ..Self::default() }
    }

    /// How many rows are new, known, doubtful.
    #[must_use]
    pub fn counts(&self) -> (usize, usize, usize) {
        self.verdicts.iter().fold((0, 0, 0), |(new, known, doubtful), verdict| match verdict {
            Verdict::New => (new + 1, known, doubtful),
            Verdict::Known { .. } => (new, known + 1, doubtful),
            Verdict::Doubtful => (new, known, doubtful + 1),
        })
    }
}

/// Aligns a file's rows of one account and day with what is known of that day.
///
/// - Nothing known: every row is new.
/// - The file covers the whole day: it gives each key's multiplicity. Known lines it lacks are
///   `missing`; then rows that may be those lines under another memo are doubtful, not new.
/// - The whole day is known: rows beyond the known multiplicity are doubtful.
/// - Both are cut: the rules stand at the top of `alignment/cut.rs`.
#[must_use]
pub fn align(known: &[Run], incoming: &[LineKey], incoming_whole_day: bool) -> Alignment {
    if known.iter().all(|run| run.keys.is_empty()) {
        return Alignment::all(incoming.len(), Verdict::New);
    }
    let day = Day::new(known, incoming);
    if known.iter().any(|run| run.whole_day) {
        whole_day::against_known(&day)
    } else if incoming_whole_day {
        whole_day::incoming(&day)
    } else {
        cut::align(&day)
    }
}

/// The keys of a day as small numbers, and how often each occurs on either side.
struct Day {
    runs: Vec<Vec<u32>>,
    incoming: Vec<u32>,
    known_counts: Vec<u32>,
    incoming_counts: Vec<u32>,
}

impl Day {
    fn new(known: &[Run], incoming: &[LineKey]) -> Self {
        let keys = known.iter().flat_map(|run| &run.keys).chain(incoming);
        let mut sorted: Vec<(u128, usize)> =
            keys.enumerate().map(|(slot, key)| (u128::from_be_bytes(*key), slot)).collect();
        sorted.sort_unstable();
        let mut numbers = vec![0_u32; sorted.len()];
        let mut number = 0;
        for (index, (key, slot)) in sorted.iter().enumerate() {
            if index > 0 && sorted[index - 1].0 != *key {
                number += 1;
            }
            numbers[*slot] = number;
        }
        let kinds = number as usize + 1;
        let mut runs = Vec::with_capacity(known.len());
        let mut known_counts = vec![0; kinds];
        let mut rest = numbers.as_slice();
        for run in known {
            let (here, after) = rest.split_at(run.keys.len());
            count(here, &mut known_counts);
            runs.push(here.to_vec());
            rest = after;
        }
        let mut incoming_counts = vec![0; kinds];
        count(rest, &mut incoming_counts);
        Self { runs, incoming: rest.to_vec(), known_counts, incoming_counts }
    }

    fn known_count(&self, key: u32) -> u32 {
        self.known_counts[key as usize]
    }

    fn incoming_count(&self, key: u32) -> u32 {
        self.incoming_counts[key as usize]
    }

    /// Unique on both sides: the same line wherever the two overlap.
    fn is_decisive(&self, key: u32) -> bool {
        self.known_count(key) == 1 && self.incoming_count(key) == 1
    }
}

fn count(keys: &[u32], counts: &mut [u32]) {
    for key in keys {
        counts[*key as usize] += 1;
    }
}
