//! Which rows of a file are lines that the books held before: told in the log, so that a line's page shows every
//! source that tells it. Rows that follow one another are told together.

use super::plan::{Fate, Plan};
use super::survey::Survey;
use super::{ImportRequest, begin, telling};
use crate::book::Book;
use crate::error::Result;
use chungtay_journal::BookAppend;
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::sightings::{LineSightings, Sighted};

/// Stretches of rows, and pages, in one entry: 65,535 bytes hold them with room to spare.
const STRETCHES_PER_ENTRY: usize = 700;
const PAGES_PER_ENTRY: usize = 4_096;

/// Enters what a file shows again; nothing where it shows nothing.
pub(super) fn enter(
    book: &mut Book,
    batch: &mut BookAppend,
    actor: PersonId,
    (request, survey, plan): (&ImportRequest<'_>, &Survey, &Plan),
    import: Option<u32>,
) -> Result<()> {
    let seen = stretches(&seen(survey, plan));
    if seen.is_empty() {
        return Ok(());
    }
    // Of a file with an import, `statement_pages/1` tells the pages.
    let mut pages = match import {
        Some(_) => Vec::new(),
        None => telling::page_chunks(&survey.findings, PAGES_PER_ENTRY),
    }
    .into_iter();
    let mut seen = seen.chunks(STRETCHES_PER_ENTRY);
    loop {
        let (seen, pages) = (seen.next(), pages.next());
        if seen.is_none() && pages.is_none() {
            return Ok(());
        }
        let body = Body::LineSightings(LineSightings {
            account: request.account,
            file: Commitment(survey.file_sha256),
            import,
            pages: pages.unwrap_or_default(),
            seen: seen.map(<[Sighted]>::to_vec).unwrap_or_default(),
        });
        begin::push(book, batch, actor, None, body, None)?;
    }
}

/// Rows and the lines they are, by row.
fn seen(survey: &Survey, plan: &Plan) -> Vec<(u32, u64)> {
    let mut seen = Vec::new();
    for (date, day) in &plan.days {
        let (Some(fates), Some(surveyed)) = (&day.fates, survey.days.get(date)) else { continue };
        seen.extend(surveyed.numbers.iter().zip(fates).filter_map(|(row, fate)| match fate {
            Fate::Known(line) => Some((*row, *line)),
            Fate::New | Fate::Doubtful => None,
        }));
    }
    seen.sort_unstable();
    seen
}

fn stretches(seen: &[(u32, u64)]) -> Vec<Sighted> {
    let mut stretches: Vec<Sighted> = Vec::new();
    for (row, line) in seen {
        if let Some(last) = stretches.last_mut()
            && let Some(falls) = goes_on(last, *row, *line)
        {
            last.count += 1;
            last.falls = falls;
        } else {
            stretches.push(Sighted { count: 1, falls: false, line: *line, row: *row });
        }
    }
    stretches
}

/// Whether a row goes on where a stretch ends, and which way its lines go then.
fn goes_on(last: &Sighted, row: u32, line: u64) -> Option<bool> {
    if Some(row) != last.row.checked_add(last.count) {
        return None;
    }
    let more = u64::from(last.count);
    let rises = (!last.falls || last.count == 1) && Some(line) == last.line.checked_add(more);
    let falls = (last.falls || last.count == 1) && Some(line) == last.line.checked_sub(more);
    (rises || falls).then_some(falls)
}

#[cfg(test)]
mod tests {
    use super::stretches;

    #[test]
    fn rows_that_follow_one_another_are_told_together() {
        let told = |seen: &[(u32, u64)]| -> Vec<(u32, u64, u32, bool)> {
            let told = stretches(seen);
            told.iter().map(|seen| (seen.row, seen.line, seen.count, seen.falls)).collect()
        };
        assert_eq!(told(&[(1, 5), (2, 6), (3, 7)]), [(1, 5, 3, false)]);
        assert_eq!(told(&[(1, 9), (2, 8), (3, 7)]), [(1, 9, 3, true)], "newest first");
        assert_eq!(
            told(&[(1, 5), (3, 6)]),
            [(1, 5, 1, false), (3, 6, 1, false)],
            "a new row between"
        );
        assert_eq!(
            told(&[(1, 5), (2, 7), (3, 8), (4, 7), (5, 6)]),
            [(1, 5, 1, false), (2, 7, 2, false), (4, 7, 2, true)],
            "a fee between, then backwards"
        );
        for (row, line, count, falls) in told(&[(1, 9), (2, 8), (7, 20), (8, 21)]) {
            let seen = chungtay_ledger::kinds::sightings::Sighted { count, falls, line, row };
            assert_eq!(seen.row_of(line), Some(row));
        }
    }
}
