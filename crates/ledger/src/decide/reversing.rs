//! A mistake is undone by an entry that names it. What rests on another entry is undone first.

use super::{Facts, matching, organising};
use crate::entry::Posting;
use crate::kinds::bodies::Body;
use crate::kinds::spending::Reversal;
use crate::refusal::Refusal;
use crate::state::State;

pub(super) fn reversal(
    state: &State,
    facts: &Facts,
    reversal: &Reversal,
) -> Result<Vec<Posting>, Refusal> {
    let sequence = reversal.entry;
    let entry = facts.entry(state, sequence, "entry")?;
    if state.flags.reversed.get(sequence) {
        return Err(Refusal::AlreadyReversed { entry: sequence });
    }
    match &entry.body {
        Body::BankLine(_) | Body::BankLinePart(_) | Body::Payment(_) | Body::Transfer(_)
            if state.flags.attributed.get(sequence) =>
        {
            Err(Refusal::AlreadyAttributed { entry: sequence })
        }
        body if matching::is_in_use(state, sequence, body) || state.between.rests_on(sequence) => {
            Err(Refusal::AlreadyAttributed { entry: sequence })
        }
        Body::AttributionRule(rule)
            if state.import(rule.import).is_none_or(|import| import.rules != 1) =>
        {
            Err(Refusal::NotReversible { entry: sequence })
        }
        Body::OrganisationChange(_) if !organising::stands_without(state, sequence) => {
            Err(Refusal::NotReversible { entry: sequence })
        }
        Body::BankLine(_)
        | Body::BankLinePart(_)
        | Body::LineRules(_)
        | Body::Payment(_)
        | Body::Attribution(_)
        | Body::NamedAttribution(_)
        | Body::AttributionRule(_)
        | Body::Settlement(_)
        | Body::Pledge(_)
        | Body::NamedPledge(_)
        | Body::Transfer(_)
        | Body::Gift(_)
        | Body::NamedGift(_)
        | Body::RosterMember(_)
        | Body::MatchRule(_)
        | Body::MatchedLine(_)
        | Body::MatchedLines(_)
        | Body::OrganisationChange(_)
        | Body::OrganisationPart(_)
        | Body::PostEnd(_)
        | Body::Target(_)
        | Body::DriveUnit(_)
        | Body::SuggestionDeclined(_)
        | Body::BookTransfer(_)
        | Body::SharedWork(_) => Ok(undone(&entry.postings)),
        _ => Err(Refusal::NotReversible { entry: sequence }),
    }
}

fn undone(postings: &[Posting]) -> Vec<Posting> {
    postings.iter().map(|posting| Posting { amount: -posting.amount, ..*posting }).collect()
}
