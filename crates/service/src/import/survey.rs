//! The first reading: every bad row, the days, their printed balances, and the look-up keys of rows on
//! days of which the books hold something already. Memory grows with days and overlaps, not with rows.

use super::{ImportRequest, reading};
use crate::book::Book;
use crate::error::Result;
use chungtay_journal::{Journal, StoredRun};
use chungtay_ledger::alignment::LineKey;
use chungtay_ledger::commitment::LineKeyMaker;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_statements::{BadRow, Row};
use std::collections::BTreeMap;

/// One day of the file.
#[derive(Debug, Default)]
pub(super) struct DaySurvey {
    /// Good rows.
    pub rows: u64,
    /// Credits less debits.
    pub net: Dong,
    /// The balance printed on the day's last row, if it is.
    pub closing: Option<Dong>,
    /// What the books held of the day before this file's import.
    pub stored: Vec<StoredRun>,
    /// The keys of the day's rows in order, where the books held something.
    pub keys: Vec<LineKey>,
}

/// The file.
pub(super) struct Survey {
    pub file_sha256: [u8; 32],
    pub file_name: String,
    pub format: &'static str,
    pub rows: u64,
    pub bad: Vec<BadRow>,
    pub days: BTreeMap<Date, DaySurvey>,
}

pub(super) fn survey(book: &Book, request: &ImportRequest<'_>) -> Result<Survey> {
    let file_sha256 = reading::hash(request.file)?;
    let own = own_import(book, &file_sha256)?;
    let mut statement = reading::statement(request.file)?;
    let keys = LineKeyMaker::new(&book.lookup_secret, request.account.as_str());
    let mut survey = Survey {
        file_sha256,
        file_name: file_name(request),
        format: statement.layout().format,
        rows: 0,
        bad: Vec::new(),
        days: BTreeMap::new(),
    };
    let mut scratch = Vec::new();
    while let Some(row) = statement.next_row()? {
        survey.rows += 1;
        match row {
            Row::Bad(bad) => survey.bad.push(bad),
            Row::Foreign(row) => return Err(reading::foreign(&row)),
            Row::Good(row) => {
                let day = match survey.days.entry(row.date) {
                    std::collections::btree_map::Entry::Occupied(day) => day.into_mut(),
                    std::collections::btree_map::Entry::Vacant(day) => {
                        let stored = stored_runs(book, request, row.date, own)?;
                        day.insert(DaySurvey { stored, ..DaySurvey::default() })
                    }
                };
                day.rows += 1;
                day.net += row.amount();
                day.closing = row.balance;
                if !day.stored.is_empty() {
                    let key = keys.key(
                        row.date,
                        row.amount(),
                        row.document_number,
                        row.memo,
                        &mut scratch,
                    );
                    day.keys.push(key);
                }
            }
        }
    }
    Ok(survey)
}

fn file_name(request: &ImportRequest<'_>) -> String {
    request.file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The register number under which this very file was being imported, where that was broken off: its
/// own lines are no overlap.
fn own_import(book: &Book, file: &[u8; 32]) -> Result<Option<u64>> {
    let records = book.folder.journal.imports_of_file(file)?;
    let running = |record: &&chungtay_journal::ImportRecord| {
        record.state == chungtay_journal::ImportState::Running
    };
    Ok(records.iter().find(running).map(|record| record.number))
}

fn stored_runs(
    book: &Book,
    request: &ImportRequest<'_>,
    day: Date,
    own: Option<u64>,
) -> Result<Vec<StoredRun>> {
    let mut runs = book.folder.journal.line_runs(request.account.as_str(), day)?;
    runs.retain(|run| Some(run.import) != own);
    Ok(runs)
}
