//! What is owed to persons named in the books. An entry may be stated again by two persons together, and
//! only its words may change: whatever is counted, dated, named by identifier or posted stays as it was.
//! Records go by two persons' word, too: an erasure cannot be undone.

use super::{Asked, Facts, known};
use crate::entry::Posting;
use crate::kinds::bodies::Body;
use crate::kinds::privacy::{Consent, Erasure, PrivacyAnswer, PrivacyRequest, Restatement};
use crate::refusal::Refusal;
use crate::state::State;

/// An entry equal to what is stated of it is either harmless or withheld already: then whoever decides
/// this again was handed the statement in its place, and compares the leaf with the tree's.
pub(super) fn restatement(
    state: &State,
    facts: &Facts,
    asked: &Asked,
    restatement: &Restatement,
) -> Result<Vec<Posting>, Refusal> {
    let sequence = restatement.entry;
    let (actor, approver) = (state.person(asked.actor), state.person(restatement.approved_by));
    known(&state.persons, "person", &approver)?;
    let entry = facts.entry(state, sequence, "entry")?;
    if state.privacy.restated.contains_key(&sequence) {
        return Err(Refusal::AlreadyRestated { entry: sequence });
    }
    // Keys and signatures are words, and what they say is counted.
    if matches!(entry.body, Body::LogRoots(_) | Body::LogKeyChange(_) | Body::LogSuccessor(_)) {
        return Err(Refusal::LogKeys { field: "entry" });
    }
    if asked.record.is_none() {
        return Err(Refusal::Needs { field: "reason" });
    }
    if *entry != *restatement.stated {
        if entry.leaf() != restatement.leaf {
            return Err(Refusal::DoesNotMatch { field: "leaf" });
        }
        if entry.shape() != restatement.stated.shape() {
            return Err(Refusal::DoesNotMatch { field: "stated" });
        }
    }
    if actor == approver {
        return Err(Refusal::SecondPerson { person: actor });
    }
    Ok(Vec::new())
}

pub(super) fn erasure(
    state: &State,
    facts: &Facts,
    asked: &Asked,
    erasure: &Erasure,
) -> Result<Vec<Posting>, Refusal> {
    let (actor, approver) = (state.person(asked.actor), state.person(erasure.approved_by));
    known(&state.persons, "person", &approver)?;
    if let Some(request) = &erasure.request {
        known(&state.privacy.requests, "request", request)?;
    }
    for sequence in &erasure.entries {
        let entry = facts.entry(state, *sequence, "record")?;
        if entry.record.is_none() {
            return Err(Refusal::WrongEntry { entry: *sequence, needed: "record" });
        }
    }
    let rises = erasure.entries.windows(2).all(|pair| pair[0] < pair[1]);
    if erasure.entries.is_empty() || !rises {
        return Err(Refusal::Needs { field: "entries" });
    }
    if asked.record.is_none() {
        return Err(Refusal::Needs { field: "reason" });
    }
    if actor == approver {
        return Err(Refusal::SecondPerson { person: actor });
    }
    Ok(Vec::new())
}

pub(super) fn consent(
    state: &State,
    facts: &Facts,
    asked: &Asked,
    consent: &Consent,
) -> Result<Vec<Posting>, Refusal> {
    let entry = facts.entry(state, consent.entry, "gift/1")?;
    let names_a_giver = matches!(
        entry.body,
        Body::BankLine(_)
            | Body::Gift(_)
            | Body::NamedGift(_)
            | Body::Pledge(_)
            | Body::NamedPledge(_)
            | Body::Attribution(_)
            | Body::NamedAttribution(_)
            | Body::MatchedLine(_)
    );
    if !names_a_giver || entry.record.is_none() {
        return Err(Refusal::WrongEntry { entry: consent.entry, needed: "gift/1" });
    }
    if asked.record.is_none() {
        return Err(Refusal::Needs { field: "told" });
    }
    Ok(Vec::new())
}

pub(super) fn request(state: &State, request: &PrivacyRequest) -> Result<Vec<Posting>, Refusal> {
    if state.privacy.requests.contains_key(&request.id) {
        return Err(Refusal::Exists { thing: "request", id: request.id.to_string() });
    }
    Ok(Vec::new())
}

pub(super) fn answer(state: &State, answer: &PrivacyAnswer) -> Result<Vec<Posting>, Refusal> {
    known(&state.privacy.requests, "request", &answer.request)?;
    let asked = state.privacy.requests.get(&answer.request);
    if let Some(asked) = asked.filter(|asked| asked.ended_on.is_some()) {
        return Err(Refusal::RequestNotOpen { request: asked.at });
    }
    Ok(Vec::new())
}
