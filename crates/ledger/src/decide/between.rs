//! Rules for what joins this book to others. Each book says its own half only: whether the other says the same
//! is for a roll-up over both to find out.

use super::{Facts, known};
use crate::accounts;
use crate::entry::{Entry, Posting};
use crate::id::FundId;
use crate::kinds::between::{BookTransfer, SharedWork};
use crate::kinds::bodies::Body;
use crate::money::Dong;
use crate::refusal::Refusal;
use crate::state::State;

/// Letters of an origin line, at most.
const LONGEST_ORIGIN: usize = 200;

pub(super) fn check(state: &State, facts: &Facts, body: &Body) -> Result<Vec<Posting>, Refusal> {
    match body {
        Body::BookTransfer(told) => transfer(state, facts, told),
        Body::SharedWork(told) => shared_work(state, told),
        _ => Ok(()),
    }?;
    Ok(Vec::new())
}

fn transfer(state: &State, facts: &Facts, told: &BookTransfer) -> Result<(), Refusal> {
    if state.between.transfers.contains_key(&(told.book.clone(), told.id)) {
        return Err(Refusal::Exists { thing: "transfer", id: told.id.to_string() });
    }
    let needed = "attribution/1";
    let entry = facts.entry(state, told.entry, needed)?;
    if moved_between(entry).is_none() {
        return Err(Refusal::WrongEntry { entry: told.entry, needed });
    }
    if state.flags.reversed.get(told.entry) {
        return Err(Refusal::AlreadyReversed { entry: told.entry });
    }
    if state.between.rests_on(told.entry) {
        return Err(Refusal::AlreadyAttributed { entry: told.entry });
    }
    origin(state, &told.book)
}

/// What an entry moved in (below zero: out) as a transfer of one fund; `None` where it moved none, or from one
/// fund to another, and of an entry that tells no bank lines: a reversal, for one, or a move of the book's own.
pub(crate) fn moved_between(entry: &Entry) -> Option<(FundId, Dong)> {
    let tells_lines = matches!(
        entry.body,
        Body::Attribution(_)
            | Body::NamedAttribution(_)
            | Body::MatchedLine(_)
            | Body::MatchedLines(_)
    );
    if !tells_lines {
        return None;
    }
    let mut moved = entry.postings.iter().filter(|posting| posting.account == accounts::TRANSFERS);
    let first = moved.next()?;
    let rest = moved.try_fold(first.amount, |sum, posting| {
        (posting.fund == first.fund).then_some(sum + posting.amount)
    })?;
    (rest != Dong::ZERO).then_some((first.fund, -rest))
}

fn shared_work(state: &State, told: &SharedWork) -> Result<(), Refusal> {
    let theirs = |((_, book), found): (&(_, String), &crate::state::Registered<SharedWork>)| {
        *book == told.book && found.item.other == told.other
    };
    let ours = (told.work, told.book.clone());
    if state.between.works.contains_key(&ours) || state.between.works.iter().any(theirs) {
        return Err(Refusal::Exists { thing: "work", id: told.work.to_string() });
    }
    known(&state.works, "work", &told.work)?;
    origin(state, &told.book)
}

/// An origin line is one word of printable ASCII, as in a signed note, and not this log's own.
fn origin(state: &State, book: &str) -> Result<(), Refusal> {
    let field = "book";
    let is_word = book.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'+');
    if book.is_empty() || book.len() > LONGEST_ORIGIN || !is_word {
        return Err(Refusal::NotRepresentable { field: field.to_owned() });
    }
    if state.log_trust.origin.as_deref() == Some(book) {
        return Err(Refusal::DoesNotMatch { field });
    }
    Ok(())
}
