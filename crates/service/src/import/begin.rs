//! Before the first row: what the import needs is made where asked, and the import is entered.

use super::ImportRequest;
use super::survey::Survey;
use crate::book::Book;
use crate::error::{Result, ServiceError};
use crate::names::narrower;
use crate::sealing;
use chungtay_journal::{BookAppend, ImportRecord, ImportState, Journal};
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::date::Date;
use chungtay_ledger::decide::Command;
use chungtay_ledger::entry::Authority;
use chungtay_ledger::id::{Id, PersonId};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::people::{
    Account, AccountClass, Book as BookBody, Fund, NamesPolicy, Purpose,
};
use chungtay_ledger::kinds::receipts::Import;
use chungtay_ledger::refusal::Refusal;

/// Decides a body, folds it and adds it to the batch; with a private value per field where given.
pub(crate) fn push(
    book: &mut Book,
    batch: &mut BookAppend,
    actor: PersonId,
    on: Option<Date>,
    body: Body,
    private: Option<&[Option<&str>]>,
) -> Result<()> {
    push_opened(book, batch, (actor, on), body, private, &[])
}

/// The same, with these private fields open to the public.
pub(crate) fn push_opened(
    book: &mut Book,
    batch: &mut BookAppend,
    (actor, on): (PersonId, Option<Date>),
    body: Body,
    private: Option<&[Option<&str>]>,
    open: &[u8],
) -> Result<()> {
    let state = book.state();
    let sequence = state.size;
    let recorded_at = book.chance.moment(sequence, state.last_recorded);
    let secret = match private {
        Some(_) => book.chance.secrets(sequence, 1)?.pop(),
        None => None,
    };
    let sealed = secret.zip(private).map(|(secret, values)| sealing::seal(&secret, values));
    let occurred_on = on.or(recorded_at.date());
    let command = Command {
        actor,
        authority: Authority::Asserted,
        occurred_on: occurred_on
            .ok_or_else(|| Refusal::NotRepresentable { field: "recorded_at".to_owned() })?,
        recorded_at,
        record: sealed.as_ref().map(|sealed| sealed.record),
        amount: None,
        body,
    };
    let (entries, facts) = book.decide(command)?;
    for entry in entries {
        batch.entries.push(&entry.encode())?;
        book.fold.apply(&entry, &facts);
    }
    batch.secrets.push(secret.map_or([0; 32], |secret| secret.0));
    if let (Some(sealed), Some(values)) = (sealed, private) {
        let mut bytes = Vec::new();
        sealing::encrypt_into(&sealed.keys, values, &mut bytes)?;
        batch.records.push(sequence, &bytes)?;
        if !open.is_empty() {
            batch.openings.push(sequence, &sealing::opening(values, &sealed, open))?;
        }
    }
    Ok(())
}

pub(super) fn actor(book: &Book, request: &ImportRequest<'_>) -> Result<PersonId> {
    match request.actor {
        Some(actor) => Ok(actor),
        None => book.operator(),
    }
}

/// That account and fund are there, or are to be made.
pub(super) fn check_there(book: &Book, request: &ImportRequest<'_>) -> Result<()> {
    let missing = |thing, id: &str| Err(ServiceError::NotThere { thing, id: id.to_owned() });
    if request.create {
        Ok(())
    } else if !book.state().funds.contains_key(&request.fund) {
        missing("fund", request.fund.as_str())
    } else if !book.state().accounts.contains_key(&request.account) {
        missing("account", request.account.as_str())
    } else {
        Ok(())
    }
}

/// That the file's names are not to be shown more widely than the book shows names.
pub(super) fn check_names(book: &Book, request: &ImportRequest<'_>) -> Result<()> {
    let Some(asked) = request.names.filter(|_| book.state().book.is_some()) else { return Ok(()) };
    if narrower(asked, book.state().names_policy()) == asked {
        Ok(())
    } else {
        Err(ServiceError::NamesTooWide)
    }
}

/// The first entry of an empty book.
fn first_body(book: &Book, request: &ImportRequest<'_>) -> Body {
    let id = Id::new(book.folder.book_id()).unwrap_or_else(|| id_of(request));
    Body::Book(BookBody {
        demonstration: false,
        id,
        name: id.to_string(),
        name_en: None,
        names_policy: request.names.unwrap_or(NamesPolicy::Initials),
    })
}

/// The bodies of fund and account, where they are not in the books.
fn missing_bodies(book: &Book, request: &ImportRequest<'_>) -> Vec<Body> {
    let mut bodies = Vec::new();
    if !book.state().funds.contains_key(&request.fund) {
        bodies.push(Body::Fund(Fund {
            demonstration: false,
            id: request.fund,
            name: request.fund.to_string(),
            name_en: None,
            organisation: None,
            purpose: Purpose { general: true, programmes: Vec::new(), works: Vec::new() },
            sources: Vec::new(),
        }));
    }
    if !book.state().accounts.contains_key(&request.account) {
        bodies.push(Body::Account(Account {
            bank: None,
            class: AccountClass::Bank,
            demonstration: false,
            id: request.account,
            name: request.account.to_string(),
        }));
    }
    bodies
}

fn id_of(request: &ImportRequest<'_>) -> Id {
    Id::new(request.fund.as_str()).unwrap_or_else(|| unreachable!("a fund's id is an id"))
}

/// A person's identifier from random bytes.
#[must_use]
pub fn person_id(bytes: &[u8; 32]) -> PersonId {
    const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letters: String =
        bytes[..8].iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    PersonId::new(&letters).unwrap_or_else(|| unreachable!("eight letters of a slug"))
}

/// Makes what is missing, enters `import/1` and opens the register's row: all in one append, so that an
/// import that is refused leaves nothing behind.
pub(super) fn begin(
    book: &mut Book,
    request: &ImportRequest<'_>,
    survey: &Survey,
) -> Result<ImportRecord> {
    let mut batch = BookAppend::default();
    let mut bodies = Vec::new();
    let actor = if book.state().book.is_none() && request.create {
        bodies.push(first_body(book, request));
        let founder = person_id(&book.chance.named("operator")?);
        request.actor.unwrap_or(founder)
    } else {
        actor(book, request)?
    };
    bodies.extend(missing_bodies(book, request));
    for body in bodies {
        push(book, &mut batch, actor, None, body, None)?;
    }
    let number = u32::try_from(book.state().imports.len()).unwrap_or(u32::MAX).saturating_add(1);
    let record = new_record(book, request, survey, ImportState::Running)?;
    let body = Body::Import(Import {
        account: request.account,
        file: Commitment(survey.file_sha256),
        format: survey.format.to_owned(),
        fund: request.fund,
        number,
        rows: u32::try_from(survey.rows).unwrap_or(u32::MAX),
    });
    push(book, &mut batch, actor, None, body, Some(&[Some(survey.file_name.as_str())]))?;
    batch.entries.imports.push(record.clone());
    book.append(&batch)?;
    Ok(record)
}

fn new_record(
    book: &Book,
    request: &ImportRequest<'_>,
    survey: &Survey,
    state: ImportState,
) -> Result<ImportRecord> {
    let number = book.folder.journal.imports()?.last().map_or(1, |last| last.number + 1);
    let now = book.chance.moment(book.state().size, book.state().last_recorded);
    Ok(ImportRecord {
        number,
        file_sha256: survey.file_sha256,
        file_name: survey.file_name.clone(),
        account: request.account.to_string(),
        fund: request.fund.to_string(),
        state,
        started_at: now,
        finished_at: None,
        first_sequence: book.state().size,
        rows_done: 0,
        lines_posted: 0,
        lines_known: 0,
        rows_quarantined: 0,
        details: super::details::of(request, survey).into_bytes(),
    })
}

/// A file that was entered before is noted in the private register; no entry.
pub(super) fn note_file(
    book: &mut Book,
    request: &ImportRequest<'_>,
    survey: &Survey,
) -> Result<()> {
    let record = seen_again(book, request, survey, survey.rows)?;
    let mut batch = BookAppend::default();
    batch.entries.imports.push(record);
    book.append(&batch)
}

pub(super) fn seen_again(
    book: &Book,
    request: &ImportRequest<'_>,
    survey: &Survey,
    lines_known: u64,
) -> Result<ImportRecord> {
    let record = new_record(book, request, survey, ImportState::PostedNothing)?;
    let finished_at = Some(record.started_at);
    Ok(ImportRecord { finished_at, rows_done: survey.rows, lines_known, ..record })
}
