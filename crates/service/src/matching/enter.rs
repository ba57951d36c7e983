//! Enters what was proposed, accepts, declines and undoes. Every entry is decided by the ledger; a line
//! that somebody told meanwhile is refused there.

use super::naming::named;
use super::{Looked, look, suggestion};
use crate::book::Book;
use crate::error::{Result, ServiceError};
use crate::import::begin::{push, push_opened};
use chungtay_journal::BookAppend;
use chungtay_ledger::id::{Id, PersonId};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::matching::{
    LONGEST_LIST, MatchedLine, MatchedLines, SuggestionDeclined,
};
use chungtay_ledger::kinds::spending::Reversal;
use chungtay_ledger::refusal::Refusal;
use chungtay_matching::proposal::{Alike, Proposal};
use chungtay_views::fold::lookup;
use chungtay_views::{Views, ViewsReader};

/// Entries in one append.
const BATCH: u64 = 2_048;

/// What was entered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// The first entry.
    pub first: u64,
    /// How many entries.
    pub entries: u64,
    /// How many lines they tell of.
    pub lines: u64,
}

/// Entries on their way into the book.
struct Entering<'a> {
    book: &'a mut Book,
    batch: BookAppend,
    actor: PersonId,
}

impl Entering<'_> {
    fn push(&mut self, body: Body, private: Option<&[Option<&str>]>) -> Result<()> {
        push(self.book, &mut self.batch, self.actor, None, body, private)?;
        self.append_when_full()
    }

    /// The attribution of one line, its giver's name sealed where it names one.
    fn push_one(&mut self, proposal: &Proposal) -> Result<()> {
        let matched = one(proposal);
        let named = named(&self.book.folder, self.book.state(), &matched)?;
        let values = named.as_ref().map(|named| named.values.each_ref().map(Option::as_deref));
        let open = named.as_ref().map_or(&[][..], |named| &named.open);
        let body = Body::MatchedLine(matched);
        let (by, private) = ((self.actor, None), values.as_ref().map(<[_; 3]>::as_slice));
        push_opened(self.book, &mut self.batch, by, body, private, open)?;
        self.append_when_full()
    }

    fn append_when_full(&mut self) -> Result<()> {
        if self.batch.entries.entry_count() >= BATCH { self.append() } else { Ok(()) }
    }

    fn append(&mut self) -> Result<()> {
        if self.batch.entries.entry_count() > 0 {
            self.book.append(&self.batch)?;
            self.batch = BookAppend::default();
        }
        Ok(())
    }
}

fn entering(book: &mut Book, actor: Option<PersonId>) -> Result<Entering<'_>> {
    let actor = match actor {
        Some(actor) => actor,
        None => book.operator()?,
    };
    Ok(Entering { book, batch: BookAppend::default(), actor })
}

/// Enters what may be entered unasked: lines that are whole the same in lists, others one by one.
pub fn enter(book: &mut Book, looked: &Looked, actor: Option<PersonId>) -> Result<Entered> {
    let first = book.state().size;
    let mut to_enter = entering(book, actor)?;
    for proposal in &looked.proposals.automatic {
        to_enter.push_one(proposal)?;
    }
    for list in &looked.proposals.lists {
        let Alike { by, rule, attribution, organisation, .. } = list.alike;
        for lines in list.lines.chunks(LONGEST_LIST) {
            let lines = lines.to_vec();
            let list = MatchedLines { attribution, by, lines, organisation, rule };
            to_enter.push(Body::MatchedLines(list), None)?;
        }
    }
    // Whoever opens the book next does not look up again what these entries name.
    to_enter.batch.entries.snapshot = Some(to_enter.book.fold.snapshot());
    to_enter.append()?;
    book.publish()?;
    let lines = looked.proposals.matched();
    Ok(Entered { first, entries: book.state().size - first, lines })
}

/// The attribution of one line.
fn one(proposal: &Proposal) -> MatchedLine {
    let Proposal { line, by, reasons, shares, .. } = proposal.clone();
    MatchedLine { by, line, reasons, rule: None, shares }
}

/// Enters suggestions that a person accepts; all of them or none.
pub fn accept(book: &mut Book, ids: &[Id], actor: Option<PersonId>) -> Result<Entered> {
    let first = book.state().size;
    let looked = look(&book.folder, book.state())?;
    let found: Result<Vec<&Proposal>> = ids
        .iter()
        .map(|id| Ok(&suggestion(&looked, *id).ok_or_else(|| not_there(*id))?.proposal))
        .collect();
    let found = found?;
    let before = book.fold.clone();
    let mut to_enter = entering(book, actor)?;
    let entered = found.into_iter().try_for_each(|proposal| to_enter.push_one(proposal));
    if let Err(error) = entered.and_then(|()| to_enter.append()) {
        book.fold = before;
        return Err(error);
    }
    book.publish()?;
    Ok(Entered { first, entries: book.state().size - first, lines: ids.len() as u64 })
}

/// Enters that a suggestion is not so.
pub fn decline(
    book: &mut Book,
    id: Id,
    because: Option<&str>,
    actor: Option<PersonId>,
) -> Result<Entered> {
    let looked = look(&book.folder, book.state())?;
    let line = suggestion(&looked, id).ok_or_else(|| not_there(id))?.proposal.line;
    let body = Body::SuggestionDeclined(SuggestionDeclined { line, suggestion: id });
    let first = book.enter(actor, body, &[because])?;
    Ok(Entered { first, entries: 1, lines: 1 })
}

fn not_there(id: Id) -> ServiceError {
    Refusal::Unknown { thing: "suggestion", id: id.to_string() }.into()
}

/// Undoes what one line was told to be. Where a list told it, the list is reversed and the rest of it
/// entered again, in one append.
pub fn undo(book: &mut Book, line: u64, because: &str, actor: Option<PersonId>) -> Result<Entered> {
    let first = book.state().size;
    let told = told_by(book, line)?.ok_or(ServiceError::NotMatched(line))?;
    let entry = lookup(&book.folder.journal, told)?.ok_or(ServiceError::NoSuchEntry(told))?;
    let before = book.fold.clone();
    let mut to_enter = entering(book, actor)?;
    let reversal = Body::Reversal(Reversal { entry: told });
    let mut entered = to_enter.push(reversal, Some(&[Some(because)]));
    if let Body::MatchedLines(mut list) = entry.body
        && list.lines.len() > 1
    {
        list.lines.retain(|other| *other != line);
        entered = entered.and_then(|()| to_enter.push(Body::MatchedLines(list), None));
    }
    if let Err(error) = entered.and_then(|()| to_enter.append()) {
        book.fold = before;
        return Err(error);
    }
    book.publish()?;
    Ok(Entered { first, entries: book.state().size - first, lines: 1 })
}

/// The standing entry that tells what a line is.
fn told_by(book: &Book, line: u64) -> Result<Option<u64>> {
    let mut views = Views::open(book.directory(), book.folder.book_id())?;
    views.catch_up(&book.folder.journal, &book.folder.openings)?;
    let reader = ViewsReader::open(book.directory(), book.folder.book_id())?;
    let ties = reader.begin()?.ties(book.state().size, "entry", &line.to_string())?;
    let standing = ties.iter().filter(|tie| {
        tie.relation == "attributed-by" && !book.state().flags.reversed.get(tie.sequence)
    });
    Ok(standing.map(|tie| tie.sequence).next_back())
}
