//! Rows that waited because two alignments fitted end when a file tells their whole day: each was an
//! observation of a line that is in the books now.

use super::ImportRequest;
use super::plan::{Plan, WAITS};
use super::survey::Survey;
use crate::book::Book;
use crate::error::Result;
use chungtay_journal::{Journal, LineKey, StoredLine};
use chungtay_ledger::kinds::receipts::{QuarantineEnd, QuarantineOutcome};
use std::collections::{BTreeMap, BTreeSet};

/// The ends of the doubts that this file settles, its own lines being in the journal.
pub(super) fn ended_doubts(
    book: &Book,
    request: &ImportRequest<'_>,
    survey: &Survey,
    plan: &Plan,
) -> Result<Vec<QuarantineEnd>> {
    let waiting: BTreeSet<u64> =
        book.state().imports.iter().flat_map(|import| &import.waiting).copied().collect();
    let started = book.state().open_import().map_or(0, |(_, import)| import.started);
    let mut ends = Vec::new();
    for (date, day) in &survey.days {
        if !plan.days.get(date).is_some_and(super::plan::DayPlan::settles) {
            continue;
        }
        let doubts: Vec<&StoredLine> = day
            .stored
            .iter()
            .flat_map(|run| &run.lines)
            .filter(|line| line.sequence & WAITS != 0)
            .collect();
        if doubts.is_empty() {
            continue;
        }
        let mut lines = lines_by_key(book, request, *date)?;
        for doubt in doubts {
            let entry = doubt.sequence & !WAITS;
            let Some(found) = lines.get_mut(&doubt.key).filter(|_| waiting.contains(&entry)) else {
                continue;
            };
            // The newest line first: it may be the very one that was in doubt.
            let line = if found.len() > 1 { found.pop_last() } else { found.last().copied() };
            let Some(line) = line else { continue };
            let outcome = if line >= started {
                QuarantineOutcome::Posted
            } else {
                QuarantineOutcome::Duplicate
            };
            ends.push(QuarantineEnd { line: Some(line), outcome, waiting: entry });
        }
    }
    Ok(ends)
}

fn lines_by_key(
    book: &Book,
    request: &ImportRequest<'_>,
    date: chungtay_ledger::date::Date,
) -> Result<BTreeMap<LineKey, BTreeSet<u64>>> {
    let runs = book.folder.journal.line_runs(request.account.as_str(), date)?;
    let mut lines: BTreeMap<LineKey, BTreeSet<u64>> = BTreeMap::new();
    for line in runs.iter().flat_map(|run| &run.lines).filter(|line| line.sequence & WAITS == 0) {
        lines.entry(line.key).or_default().insert(line.sequence);
    }
    Ok(lines)
}
