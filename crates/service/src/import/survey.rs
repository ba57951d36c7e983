//! The first reading: every bad row, the days, their printed balances, what the balances prove and what rules
//! tell, and the look-up keys of rows on days of which the books hold something already. Memory grows with
//! days and overlaps, not with rows.

use super::findings::Findings;
use super::parts::Parts;
use super::{ImportRequest, layouts, reading, statements};
use crate::book::Book;
use crate::error::Result;
use chungtay_journal::{Journal, StoredRun};
use chungtay_ledger::alignment::LineKey;
use chungtay_ledger::commitment::LineKeyMaker;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_statements::{BadRow, Column, Guide, Row, RowPlace, StatementRow};
use std::collections::{BTreeMap, BTreeSet};

/// One day of the file.
#[derive(Debug, Default)]
pub(super) struct DaySurvey {
    /// Rows that were read or recovered.
    pub rows: u64,
    /// Credits less debits.
    pub net: Dong,
    /// The balance printed for the day's end, if it is.
    pub closing: Option<Dong>,
    /// What the books held of the day before this file's import.
    pub stored: Vec<StoredRun>,
    /// The keys of the day's rows in the bank's order, where the books held something.
    pub keys: Vec<LineKey>,
    /// Their numbers in the file.
    pub numbers: Vec<u32>,
}

/// The file.
pub(super) struct Survey {
    pub file_sha256: [u8; 32],
    pub file_name: String,
    pub format: &'static str,
    /// What its columns hold, with their headings.
    pub columns: Vec<(Column, String)>,
    /// Its headings, by column.
    pub head: Vec<String>,
    /// How it is read, the second time as the first.
    pub guide: Guide,
    /// Which statements of the file are imported; all where nothing was said.
    pub chosen: Option<BTreeSet<usize>>,
    pub rows: u64,
    pub bad: Vec<BadRow>,
    pub days: BTreeMap<Date, DaySurvey>,
    /// Amounts of rows that could not be read, as the balances around them prove them; by row.
    pub recovered: BTreeMap<u64, Dong>,
    pub findings: Findings,
    /// The file stands newest first: its rows go against the bank's order.
    pub newest_first: bool,
}

/// A bad row whose amount the balances may tell, and its place among the rows of its day.
struct Hoped {
    bad: BadRow,
    date: Date,
    position: usize,
}

/// The first reading under way.
struct Surveyor<'a> {
    book: &'a Book,
    request: &'a ImportRequest<'a>,
    keys: LineKeyMaker,
    own: Option<u64>,
    scratch: Vec<u8>,
    survey: Survey,
    hoped: Vec<Hoped>,
}

pub(super) fn survey(book: &Book, request: &ImportRequest<'_>) -> Result<Survey> {
    let file_sha256 = reading::hash(request)?;
    let own = own_import(book, &file_sha256)?;
    let guide = layouts::guide(book, request)?;
    let mut statement = reading::statement(request, &guide)?;
    let survey = Survey {
        file_sha256,
        file_name: file_name(request),
        format: statement.layout().format,
        columns: statement.layout().columns.clone(),
        head: statement.layout().head.clone(),
        guide: guide.clone(),
        chosen: None,
        rows: 0,
        bad: Vec::new(),
        days: BTreeMap::new(),
        recovered: BTreeMap::new(),
        findings: Findings::new(book, request.account)?,
        newest_first: false,
    };
    let chosen = statements::chosen(request, &guide)?;
    let keys = LineKeyMaker::new(&book.lookup_secret, request.account.as_str());
    let (scratch, hoped) = (Vec::new(), Vec::new());
    let survey = Survey { chosen, ..survey };
    let mut surveyor = Surveyor { book, request, keys, own, scratch, survey, hoped };
    loop {
        if surveyor.survey.findings.wants_names() {
            surveyor.survey.findings.learn_names(&statement);
        }
        let Some(row) = statement.next_row()? else { break };
        surveyor.take(row)?;
    }
    surveyor.survey.findings.finish(&statement);
    let survey = &mut surveyor.survey;
    statements::check_one_account(&mut survey.findings.printed, survey.chosen.as_ref())?;
    if !super::likeness::is_feed(survey.format) {
        statements::check_this_account(book, request.account, &survey.findings.printed)?;
    }
    statements::check_currency(&survey.findings.printed)?;
    Ok(surveyor.finish())
}

impl Surveyor<'_> {
    fn take(&mut self, row: Row<'_>) -> Result<()> {
        self.survey.rows += 1;
        if !statements::is_chosen(self.survey.chosen.as_ref(), &row) {
            return Ok(());
        }
        self.survey.findings.take(&row);
        match row {
            Row::Bad(bad) => match bad.rest.as_ref().map(|rest| rest.date) {
                Some(date) => {
                    let position = self.day(date)?.keys.len();
                    self.hoped.push(Hoped { bad, date, position });
                }
                None => self.survey.bad.push(bad),
            },
            Row::Foreign(row) => return Err(reading::foreign(&row)),
            Row::Good(row) => {
                let position = self.day(row.date)?.keys.len();
                self.count(&row, position);
            }
        }
        Ok(())
    }

    fn day(&mut self, date: Date) -> Result<&mut DaySurvey> {
        use std::collections::btree_map::Entry;
        Ok(match self.survey.days.entry(date) {
            Entry::Occupied(day) => day.into_mut(),
            Entry::Vacant(day) => {
                let stored = stored_runs(self.book, self.request, date, self.own)?;
                day.insert(DaySurvey { stored, ..DaySurvey::default() })
            }
        })
    }

    /// Counts a row of a day that was looked up, at its place among the day's keys.
    fn count(&mut self, row: &StatementRow<'_>, position: usize) {
        let Some(day) = self.survey.days.get_mut(&row.date) else { return };
        day.rows += 1;
        day.net += row.amount();
        if !day.stored.is_empty() {
            let (number, memo) = (row.document_number, row.memo);
            let amount = Parts::of(row).main;
            let key = self.keys.key(row.date, amount, number, memo, &mut self.scratch);
            day.keys.insert(position, key);
            let number = u32::try_from(row.row_number).unwrap_or(u32::MAX);
            day.numbers.insert(position, number);
        }
    }

    /// What the whole file tells: rows that come back, and the balances at the ends of days.
    fn finish(mut self) -> Survey {
        let recovered: BTreeMap<u64, Dong> = self
            .survey
            .findings
            .recovered()
            .map(|(place, amount)| (place.row_number, amount))
            .collect();
        // From behind, so that the places before stay what they were.
        for hoped in std::mem::take(&mut self.hoped).into_iter().rev() {
            let rest = hoped.bad.rest.as_deref();
            let found = recovered.get(&hoped.bad.row_number).zip(rest);
            if let Some((amount, rest)) = found {
                let row = rest.with(*amount, RowPlace::of_bad(&hoped.bad));
                self.count(&row, hoped.position);
                self.survey.findings.line(&row);
            } else {
                let empty = |day: &DaySurvey| day.rows == 0;
                if self.survey.days.get(&hoped.date).is_some_and(empty) {
                    self.survey.days.remove(&hoped.date);
                }
                self.survey.bad.push(hoped.bad);
            }
        }
        self.survey.bad.sort_by_key(|bad| bad.row_number);
        self.survey.findings.told.sort_by_key(|told| (told.row, told.line));
        self.survey.recovered = recovered;
        self.survey.newest_first =
            self.survey.findings.chained.iter().any(|chained| chained.newest_first);
        if self.survey.newest_first {
            for day in self.survey.days.values_mut() {
                day.keys.reverse();
                day.numbers.reverse();
            }
        }
        for (date, day) in self.survey.findings.chained.iter().flat_map(|chained| &chained.days) {
            if let Some(surveyed) = self.survey.days.get_mut(date) {
                surveyed.closing = day.closing.or(surveyed.closing);
            }
        }
        self.survey
    }
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
