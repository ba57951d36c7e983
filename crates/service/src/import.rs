//! `import`: a bank's file becomes entries. Read twice: first surveyed whole (every bad row is found
//! before anything is entered), then entered in batches, each durable, so that an import broken off goes
//! on where it stopped when the same file is given again.

pub(crate) mod begin;
mod details;
mod findings;
mod finish;
mod layouts;
mod likeness;
mod parts;
mod plan;
mod post;
mod reading;
mod seal;
mod second;
mod settle;
mod sightings;
mod statements;
mod survey;
mod telling;

pub use layouts::saved_layouts;

use crate::book::Book;
use crate::error::{Result, ServiceError};
use chungtay_journal::{ImportRecord, ImportState, Journal};
use chungtay_ledger::id::{AccountId, FundId, Id, PersonId};
use chungtay_ledger::kinds::checks::StatementCheck;
use chungtay_ledger::kinds::people::NamesPolicy;
use chungtay_ledger::money::Dong;
use chungtay_statements::{Column, RowPlace};
use std::collections::BTreeMap;
use std::path::Path;

/// A balance that the operator states.
#[derive(Clone, Debug)]
pub struct StatedBalance {
    /// The balance.
    pub amount: Dong,
    /// Where the operator has it from.
    pub source: String,
}

/// What to import, and how.
#[derive(Clone, Debug)]
pub struct ImportRequest<'a> {
    /// The file, plain or gzipped.
    pub file: &'a Path,
    /// Its bytes, where they do not lie there: `file` is then only a name.
    pub content: Option<&'a [u8]>,
    /// The account whose statement it is.
    pub account: AccountId,
    /// The fund that receives.
    pub fund: FundId,
    /// Make the account and the fund (and, in an empty book, the book) where they are not there.
    pub create: bool,
    /// How names in memos are opened; the book's policy where not given.
    pub names: Option<NamesPolicy>,
    /// Enter what can be read and put aside what cannot; otherwise a file with a bad row is refused.
    pub quarantine: bool,
    /// Attribute the credits as gifts by one rule.
    pub attribute: bool,
    /// The balance before the file's first row.
    pub opening: Option<StatedBalance>,
    /// The balance after its last row.
    pub closing: Option<StatedBalance>,
    /// Who imports; the operator where not given.
    pub actor: Option<PersonId>,
    /// How its columns are read, where its headings do not tell.
    pub reading: ReadingChoice,
}

impl<'a> ImportRequest<'a> {
    /// A file to enter into an account and fund that are there, its credits attributed as gifts, nothing else said.
    #[must_use]
    pub fn new(file: &'a Path, account: AccountId, fund: FundId) -> Self {
        Self {
            file,
            content: None,
            account,
            fund,
            create: false,
            names: None,
            quarantine: false,
            attribute: true,
            opening: None,
            closing: None,
            actor: None,
            reading: ReadingChoice::default(),
        }
    }
}

/// How the columns of a file are read whose headings nobody knows.
#[derive(Clone, Debug, Default)]
pub struct ReadingChoice {
    /// What the columns hold, for this file.
    pub columns: Option<Vec<(Column, usize)>>,
    /// A saved layout to read it by, whatever its headings say.
    pub layout: Option<Id>,
    /// The name to save the choice under, with the file's headings.
    pub save_as: Option<Id>,
    /// Of a file with statements of several accounts, the number of the one that is imported.
    pub number: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The import's number in the book; none where nothing was entered.
    pub number: Option<u32>,
    /// Data rows in the file.
    pub rows: u64,
    /// Lines entered now.
    pub posted: u64,
    /// Rows that were lines of the books already.
    pub known: u64,
    /// Rows that may be, and wait.
    pub doubtful: u64,
    /// Rows that cannot be read, and wait.
    pub unreadable: u64,
    /// Known lines that the file, though it covers their whole day, does not hold.
    pub missing: u64,
    /// Balances that the file shows and the books did not have.
    pub balances: u64,
    /// Rows whose amount was recovered from the balances around them.
    pub recovered: u64,
    /// Credits attributed as gifts.
    pub attributed: u64,
    /// What rules told of the lines entered now, by what it is: how many and how much; `suspense` are
    /// payments out that no rule knows.
    pub told: BTreeMap<&'static str, (u64, Dong)>,
    /// What the file proves of itself; none where the very file was entered before.
    pub check: Option<StatementCheck>,
    /// Pages and places of the rows that the check names.
    pub places: BTreeMap<u32, RowPlace>,
    /// Whether it went on where an earlier run was broken off.
    pub resumed: bool,
}

/// Rows done and rows in all, told now and then.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Imports a file.
pub fn import_statement(
    book: &mut Book,
    request: &ImportRequest<'_>,
    progress: Progress<'_>,
) -> Result<Imported> {
    begin::check_there(book, request)?;
    begin::check_names(book, request)?;
    let survey = survey::survey(book, request)?;
    if was_entered(book, request, &survey)? {
        begin::note_file(book, request, &survey)?;
        return Ok(Imported { rows: survey.rows, known: survey.rows, ..Imported::default() });
    }
    if !survey.bad.is_empty() && !request.quarantine {
        return Err(ServiceError::BadRows(survey.bad));
    }
    let resumed = unfinished(book, request, &survey)?;
    let plan = plan::plan(book, request, &survey)?;
    let mut outcome = plan.outcome(&survey);
    outcome.resumed = resumed.is_some();
    outcome.places = survey.findings.named_places();
    let record = match resumed {
        Some(record) => record,
        None if plan.is_nothing(&survey) => {
            outcome.check = second::note(book, request, &survey, &plan)?;
            return Ok(outcome);
        }
        None => begin::begin(book, request, &survey)?,
    };
    let record = post::post(book, request, &survey, &plan, record, progress)?;
    outcome.number = book.state().open_import().map(|(number, _)| number);
    finish::finish(book, request, &survey, &plan, record, &mut outcome)?;
    book.publish()?;
    Ok(outcome)
}

/// Whether this very file was entered for this account before: then every row of it is in the books,
/// the rows that wait too.
fn was_entered(book: &Book, request: &ImportRequest<'_>, survey: &survey::Survey) -> Result<bool> {
    let records = book.folder.journal.imports_of_file(&survey.file_sha256)?;
    let account = request.account.to_string();
    Ok(records
        .iter()
        .any(|record| record.state == ImportState::Finished && record.account == account))
}

/// The register's row of this file's import, where one was broken off. Another file's is an error.
fn unfinished(
    book: &Book,
    request: &ImportRequest<'_>,
    survey: &survey::Survey,
) -> Result<Option<ImportRecord>> {
    let running = book.folder.journal.imports()?;
    let running = running.into_iter().find(|record| record.state == ImportState::Running);
    match running {
        Some(record) if record.file_sha256 == survey.file_sha256 => {
            if details::is_same(&record, &details::of(request, survey)) {
                Ok(Some(record))
            } else {
                Err(ServiceError::OtherReading { file_name: record.file_name })
            }
        }
        Some(record) => Err(ServiceError::OtherImportOpen {
            import: book.state().open_import().map_or(0, |(number, _)| number),
            file_name: record.file_name,
        }),
        None => Ok(None),
    }
}
