//! Alignment where one side covers the whole day: multiplicity decides, order only narrows doubt.

use super::{Alignment, Day, Verdict};

/// An incoming file of the whole day: what it holds beyond the known is new.
pub(super) fn incoming(day: &Day) -> Alignment {
    let mut alignment = by_multiplicity(day, Verdict::New);
    let images = images(day, &alignment.verdicts);
    alignment.missing = images.iter().flatten().filter(|image| image.is_none()).count();
    if alignment.missing > 0 {
        doubt(&mut alignment.verdicts, &images);
    }
    alignment
}

/// A known whole day: a row it does not hold contradicts it.
pub(super) fn against_known(day: &Day) -> Alignment {
    by_multiplicity(day, Verdict::Doubtful)
}

/// The first rows of each key are the known lines of that key, in order; the rest are `beyond`.
fn by_multiplicity(day: &Day, beyond: Verdict) -> Alignment {
    let mut next_of_key = vec![0_usize; day.known_counts.len() + 1];
    for (key, count) in day.known_counts.iter().enumerate() {
        next_of_key[key + 1] = next_of_key[key] + *count as usize;
    }
    let ends = next_of_key[1..].to_vec();
    let mut places = vec![(0, 0); ends.last().copied().unwrap_or_default()];
    let mut fill = next_of_key.clone();
    for (run, keys) in day.runs.iter().enumerate() {
        for (position, key) in keys.iter().enumerate() {
            places[fill[*key as usize]] = (run, position);
            fill[*key as usize] += 1;
        }
    }
    let verdict = |key: &u32| {
        let next = &mut next_of_key[*key as usize];
        if *next == ends[*key as usize] {
            return beyond;
        }
        let (run, position) = places[*next];
        *next += 1;
        Verdict::Known { run, position }
    };
    let verdicts = day.incoming.iter().map(verdict).collect();
    Alignment { verdicts, ..Alignment::default() }
}

/// For every known line, the incoming row that is it.
fn images(day: &Day, verdicts: &[Verdict]) -> Vec<Vec<Option<usize>>> {
    let mut images: Vec<Vec<Option<usize>>> =
        day.runs.iter().map(|run| vec![None; run.len()]).collect();
    for (row, verdict) in verdicts.iter().enumerate() {
        if let Verdict::Known { run, position } = verdict {
            images[*run][*position] = Some(row);
        }
    }
    images
}

/// A missing line may be an incoming row under another memo. Where its neighbours are in the file,
/// that row stands between theirs; where that cannot be told, every new row is doubtful.
fn doubt(verdicts: &mut [Verdict], images: &[Vec<Option<usize>>]) {
    for run in images {
        let mut position = 0;
        while position < run.len() {
            if run[position].is_some() {
                position += 1;
                continue;
            }
            let begin = position;
            position += run[begin..].iter().take_while(|image| image.is_none()).count();
            let left = begin.checked_sub(1).and_then(|before| run[before]);
            let right = run.get(position).copied().flatten();
            if !doubt_between(verdicts, left, right, position - begin) {
                let new = verdicts.iter_mut().filter(|verdict| **verdict == Verdict::New);
                new.for_each(|verdict| *verdict = Verdict::Doubtful);
                return;
            }
        }
    }
}

/// Doubts the rows between two known neighbours; `false` where there is no place for so many lines.
fn doubt_between(
    verdicts: &mut [Verdict],
    left: Option<usize>,
    right: Option<usize>,
    lines: usize,
) -> bool {
    let is_known = |verdict: &Verdict| matches!(verdict, Verdict::Known { .. });
    let (begin, end) = match (left, right) {
        (Some(left), Some(right)) => (left + 1, right),
        (Some(left), None) => {
            let after = verdicts[left + 1..].iter().position(is_known);
            (left + 1, after.map_or(verdicts.len(), |found| left + 1 + found))
        }
        (None, Some(right)) => {
            (verdicts[..right].iter().rposition(is_known).map_or(0, |found| found + 1), right)
        }
        (None, None) => return false,
    };
    let Some(between) = verdicts.get_mut(begin..end) else {
        return false;
    };
    let unexplained = between.iter_mut().filter(|verdict| !is_known(verdict));
    let doubted = unexplained.map(|verdict| *verdict = Verdict::Doubtful).count();
    doubted >= lines
}
