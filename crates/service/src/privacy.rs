//! What persons ask for: a request and its answer entered, and all requests listed with their deadlines,
//! late ones first. Names and contacts stay in the vault; only `asked_by` opens them, for the secretary.

use crate::book::Book;
use crate::chance;
use crate::error::{Result, ServiceError};
use crate::sealing;
use chungtay_journal::{BookFolder, KeyStore, Vault};
use chungtay_ledger::commitment::Secret;
use chungtay_ledger::date::Date;
use chungtay_ledger::deadlines::{Deadlines, deadlines};
use chungtay_ledger::id::{Id, PersonId};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::privacy::{Answer, Channel, PrivacyAnswer, PrivacyRequest, Right};
use chungtay_ledger::refusal::Refusal;
use chungtay_ledger::state::{RightAsked, RightStage, State};
use chungtay_views::fold::Fold;
use std::cmp::Reverse;

/// Letters of a random identifier; 32 of them, so that each has the same chance.
const LETTERS: &[u8; 32] = b"abcdefghijkmnopqrstuvwxyz2345678";

/// What a person asks for.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The right.
    pub right: Right,
    /// How it came.
    pub channel: Channel,
    /// The day it came; today where it is left out.
    pub received_on: Option<Date>,
    /// Who asks: a private field.
    pub name: Option<&'a str>,
    /// How to reach the person: a private field.
    pub contact: Option<&'a str>,
    /// What was asked, in the person's words: a private field.
    pub asked: Option<&'a str>,
    /// Who enters it; the operator where nobody is named.
    pub actor: Option<PersonId>,
}

/// A request as it was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requested {
    /// The entry.
    pub entry: u64,
    /// Its identifier.
    pub id: Id,
    /// By when it must be answered, where a rule is known.
    pub deadlines: Option<Deadlines>,
}

/// One request of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its identifier.
    pub id: Id,
    /// As the fold has it.
    pub asked: RightAsked,
    /// By when it must be answered, where a rule is known.
    pub deadlines: Option<Deadlines>,
    /// Whether a deadline was missed.
    pub is_late: bool,
}

/// Enters a request.
pub fn request(book: &mut Book, wanted: &Wanted<'_>) -> Result<Requested> {
    let size = book.state().size;
    let today = book.chance.moment(size, book.state().last_recorded).date();
    let unknown = ServiceError::Refused(Refusal::Needs { field: "received_on" });
    let received_on = wanted.received_on.or(today).ok_or(unknown)?;
    let id = random_id()?;
    let body = Body::PrivacyRequest(PrivacyRequest {
        channel: wanted.channel,
        id,
        received_on,
        right: wanted.right,
    });
    let private = [wanted.name, wanted.contact, wanted.asked];
    let entry = book.enter(wanted.actor, body, &private)?;
    Ok(Requested { entry, id, deadlines: deadlines(wanted.right, received_on) })
}

/// Enters an answer; returns its entry.
pub fn answer(
    book: &mut Book,
    request: Id,
    answer: Answer,
    told: Option<&str>,
    actor: Option<PersonId>,
) -> Result<u64> {
    book.enter(actor, Body::PrivacyAnswer(PrivacyAnswer { answer, request }), &[told])
}

/// All requests as of `today`: late ones that are not ended first, then those not ended by their deadline,
/// then the rest.
pub fn list(folder: &BookFolder, today: Option<Date>) -> Result<Vec<Listed>> {
    let mut fold = Fold::open(&folder.journal)?;
    fold.catch_up(&folder.journal, |_| Ok::<(), ServiceError>(()))?;
    Ok(listed(fold.state(), today))
}

fn listed(state: &State, today: Option<Date>) -> Vec<Listed> {
    let requests = state.privacy.requests.iter();
    let mut list: Vec<Listed> = requests
        .map(|(id, asked)| Listed {
            id: *id,
            asked: asked.clone(),
            deadlines: deadlines(asked.right, asked.received_on),
            is_late: today.is_some_and(|today| asked.is_late(today)),
        })
        .collect();
    list.sort_by_key(|row| {
        let is_open = row.asked.stage() != RightStage::Ended;
        let finish_by = row.deadlines.map(|by| by.finish_by);
        (Reverse(is_open && row.is_late), Reverse(is_open), finish_by, row.asked.at)
    });
    list
}

/// Name, contact and words of a request; `None` where they were erased.
pub fn asked_by(folder: &BookFolder, sequence: u64) -> Result<Option<Vec<Option<String>>>> {
    let secret = folder.keys.secret(sequence)?;
    let record = folder.vault.get(sequence)?;
    let (Some(secret), Some(record)) = (secret, record) else { return Ok(None) };
    Ok(Some(sealing::decrypt(&Secret(secret), &record, sequence)?))
}

fn random_id() -> Result<Id> {
    let mut bytes = [0; 8];
    chance::fill(&mut bytes)?;
    let letter = |byte: &u8| char::from(LETTERS[usize::from(byte % 32)]);
    let text: String = bytes.iter().map(letter).collect();
    Id::new(&text).ok_or_else(|| ServiceError::NoRandomness(text))
}
