//! A file that tells nothing new is a second source: that it agrees is worth an entry. What it observed is noted in
//! the private register.

use super::plan::{Fate, Plan};
use super::survey::Survey;
use super::{ImportRequest, begin, layouts, sightings, telling};
use crate::book::Book;
use crate::error::Result;
use chungtay_journal::{BookAppend, ImportState, Journal, LineRun, StoredLine};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::checks::StatementCheck;

/// Notes the file, and enters what it says of the lines in the books; nothing where this very file was noted
/// before.
pub(super) fn note(
    book: &mut Book,
    request: &ImportRequest<'_>,
    survey: &Survey,
    plan: &Plan,
) -> Result<Option<StatementCheck>> {
    let seen = book.folder.journal.imports_of_file(&survey.file_sha256)?;
    let account = request.account.to_string();
    let again = seen
        .iter()
        .any(|record| record.account == account && record.state == ImportState::PostedNothing);
    let check = telling::check(book, request, survey, plan, None);
    let record = begin::seen_again(book, request, survey, plan.outcome(survey).known)?;
    let mut batch = BookAppend::default();
    for (date, day) in &plan.days {
        let (Some(fates), Some(surveyed)) = (&day.fates, survey.days.get(date)) else { continue };
        let lines = surveyed.keys.iter().zip(fates).filter_map(|(key, fate)| match fate {
            Fate::Known(sequence) => Some(StoredLine { key: *key, sequence: *sequence }),
            Fate::New | Fate::Doubtful => None,
        });
        let mut lines: Vec<StoredLine> = lines.collect();
        if survey.newest_first {
            // Observations are kept in the file's order.
            lines.reverse();
        }
        batch.entries.line_runs.push(LineRun {
            account: request.account.to_string(),
            day: *date,
            import: record.number,
            whole_day: day.whole_day,
            lines,
        });
    }
    batch.entries.imports.push(record);
    if !again && check.second.is_some() {
        let actor = begin::actor(book, request)?;
        let body = Body::StatementCheck(check.clone());
        begin::push(book, &mut batch, actor, None, body, None)?;
        sightings::enter(book, &mut batch, actor, (request, survey, plan), None)?;
    }
    if request.reading.save_as.is_some() {
        let actor = begin::actor(book, request)?;
        layouts::save(book, &mut batch, actor, request, &survey.head)?;
    }
    book.append(&batch)?;
    book.publish()?;
    Ok(Some(check))
}
