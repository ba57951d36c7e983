//! Rules for what the book names: identifiers are new, what is referred to is there.

use super::organising::not_ended;
use super::{known, known_optional};
use crate::accounts;
use crate::id::Id;
use crate::kinds::bodies::Body;
use crate::kinds::people::{Account, AccountClass, Fund, PersonAlias, Programme};
use crate::kinds::told::{Citation, Claim};
use crate::kinds::works::{Work, WorkState, WorkStep};
use crate::organisations::days_of;
use crate::refusal::Refusal;
use crate::state::State;
use crate::state::life::WorkLife;
use crate::term::{Bound, Period};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(state: &State, body: &Body) -> Result<(), Refusal> {
    if let Some(citation) = cited(body) {
        cited_source(state, citation)?;
    }
    match body {
        Body::Organisation(organisation) => {
            fresh(&state.organisations, "organisation", &organisation.id)?;
            known_optional(&state.organisations, "organisation", organisation.parent.as_ref())?;
            period(state, organisation.during.as_ref())
        }
        Body::Person(person) => fresh(&state.persons, "person", &person.id),
        Body::PersonAlias(alias) => person_alias(state, alias),
        Body::Post(post) => {
            known(&state.persons, "person", &post.person)?;
            known_optional(&state.organisations, "organisation", post.organisation.as_ref())?;
            period(state, post.during.as_ref())?;
            let (from, _) = days_of(state, post.during.as_ref());
            let body = post.organisation.as_ref().zip(from);
            body.map_or(Ok(()), |(body, from)| not_ended(state, body, from))
        }
        Body::Term(term) => {
            fresh(&state.terms, "term", &term.id)?;
            known_optional(&state.organisations, "organisation", term.organisation.as_ref())?;
            period(state, term.during.as_ref())
        }
        Body::Basis(basis) => {
            fresh(&state.bases, "basis", &basis.id)?;
            known_optional(&state.organisations, "organisation", basis.issuer.as_ref())
        }
        Body::Programme(programme) => check_programme(state, programme),
        Body::Fund(fund) => check_fund(state, fund),
        Body::Account(account) => check_account(state, account),
        Body::PeriodClose(close) => match state.closed_through {
            Some(through) if close.through <= through => Err(Refusal::PeriodClosed { through }),
            _ => no_open_import(state),
        },
        Body::Place(place) => {
            fresh(&state.places, "place", &place.id)?;
            known_optional(&state.places, "place", place.parent.as_ref())?;
            known_optional(&state.places, "place", place.successor.as_ref())?;
            period(state, place.during.as_ref())
        }
        Body::Work(work) => check_work(state, work),
        Body::WorkStep(step) => work_step(state, step),
        Body::CostGroup(group) => {
            fresh(&state.cost_groups, "cost-group", &group.id)?;
            group.works.iter().try_for_each(|work| known(&state.works, "work", work))?;
            let different: BTreeSet<&Id> = group.works.iter().collect();
            if different.len() < 2 { Err(Refusal::TooFewWorks {}) } else { Ok(()) }
        }
        Body::Source(source) => fresh(&state.sources, "source", &source.id),
        Body::Claim(claim) => check_claim(state, claim),
        Body::Statement(statement) => {
            fresh(&state.statements, "statement", &statement.id)?;
            known(&state.sources, "source", &statement.source)?;
            statement.subjects.iter().try_for_each(|id| subject(state, id))?;
            period(state, statement.period.as_ref())
        }
        _ => Ok(()),
    }
}

pub(super) fn cited_source(state: &State, citation: &Citation) -> Result<(), Refusal> {
    known(&state.sources, "source", &citation.source)
}

fn cited(body: &Body) -> Option<&Citation> {
    match body {
        Body::Organisation(organisation) => organisation.cited.as_ref(),
        Body::Post(post) => post.cited.as_ref(),
        Body::Term(term) => term.cited.as_ref(),
        Body::Basis(basis) => basis.cited.as_ref(),
        Body::Programme(programme) => programme.cited.as_ref(),
        Body::Place(place) => place.cited.as_ref(),
        Body::Work(work) => work.cited.as_ref(),
        _ => None,
    }
}

pub(super) fn fresh<K: Ord + ToString, V>(
    map: &BTreeMap<K, V>,
    thing: &'static str,
    id: &K,
) -> Result<(), Refusal> {
    if map.contains_key(id) { Err(Refusal::Exists { thing, id: id.to_string() }) } else { Ok(()) }
}

fn no_open_import(state: &State) -> Result<(), Refusal> {
    match state.open_import() {
        Some((import, _)) => Err(Refusal::ImportOpen { import }),
        None => Ok(()),
    }
}

fn person_alias(state: &State, alias: &PersonAlias) -> Result<(), Refusal> {
    known(&state.persons, "person", &alias.alias)?;
    known(&state.persons, "person", &alias.person)?;
    if state.person(alias.alias) == state.person(alias.person) {
        return Err(Refusal::Exists { thing: "alias", id: alias.alias.to_string() });
    }
    Ok(())
}

fn named_terms(state: &State, period: Option<&Period>) -> Result<(), Refusal> {
    let Some(period) = period else { return Ok(()) };
    for bound in [&period.from, &period.to].into_iter().flatten() {
        if let Bound::TermStart(term) | Bound::TermEnd(term) = bound {
            known(&state.terms, "term", term)?;
        }
    }
    Ok(())
}

pub(super) fn period(state: &State, period: Option<&Period>) -> Result<(), Refusal> {
    named_terms(state, period)?;
    let Some(period) = period else { return Ok(()) };
    match (&period.from, &period.to) {
        (Some(Bound::On(from)), Some(Bound::On(to))) if from > to => {
            Err(Refusal::BackwardPeriod {})
        }
        _ => Ok(()),
    }
}

fn check_programme(state: &State, programme: &Programme) -> Result<(), Refusal> {
    fresh(&state.programmes, "programme", &programme.id)?;
    programme.bases.iter().try_for_each(|basis| known(&state.bases, "basis", basis))?;
    known_optional(&state.organisations, "organisation", programme.organisation.as_ref())?;
    known_optional(&state.programmes, "programme", programme.parent.as_ref())?;
    period(state, programme.during.as_ref())
}

fn check_fund(state: &State, fund: &Fund) -> Result<(), Refusal> {
    fresh(&state.funds, "fund", &fund.id)?;
    known_optional(&state.organisations, "organisation", fund.organisation.as_ref())?;
    let purpose = &fund.purpose;
    purpose.programmes.iter().try_for_each(|id| known(&state.programmes, "programme", id))?;
    purpose.works.iter().try_for_each(|id| known(&state.works, "work", id))?;
    if !purpose.general && purpose.programmes.is_empty() && purpose.works.is_empty() {
        return Err(Refusal::Needs { field: "purpose" });
    }
    Ok(())
}

fn check_account(state: &State, account: &Account) -> Result<(), Refusal> {
    fresh(&state.accounts, "account", &account.id)?;
    if accounts::NAMED.contains(&account.id) {
        return Err(Refusal::ReservedAccount { account: account.id });
    }
    match (account.class, &account.bank) {
        (AccountClass::Cash | AccountClass::Goods, Some(_)) => {
            Err(Refusal::Excess { field: "bank" })
        }
        _ => Ok(()),
    }
}

fn check_work(state: &State, work: &Work) -> Result<(), Refusal> {
    fresh(&state.works, "work", &work.id)?;
    let mut measures = BTreeSet::new();
    for quantity in &work.quantities {
        let measure = quantity.measure;
        if !measures.insert(measure) {
            return Err(Refusal::Exists { thing: "quantity", id: measure.word().to_owned() });
        }
        if let Some(amount) = quantity.value.filter(|value| *value < 0) {
            return Err(Refusal::NotPositive { field: "value", amount });
        }
    }
    work.launchers.iter().try_for_each(|id| known(&state.organisations, "organisation", id))?;
    work.places.iter().try_for_each(|id| known(&state.places, "place", id))?;
    known_optional(&state.programmes, "programme", work.programme.as_ref())
}

fn work_step(state: &State, step: &WorkStep) -> Result<(), Refusal> {
    known(&state.works, "work", &step.work)?;
    period(state, step.during.as_ref())?;
    if state.life.works.get(&step.work).is_some_and(WorkLife::is_told_in_steps) {
        return Err(Refusal::ToldInSteps { work: step.work });
    }
    let steps = state.work_figures.get(&step.work).map(|figures| &figures.steps);
    let Some((from, _)) = steps.and_then(|steps| steps.last()) else { return Ok(()) };
    let onward = step.state > *from;
    let repair = (*from, step.state) == (WorkState::Repaired, WorkState::InUse);
    if (onward || repair) && *from != WorkState::Closed {
        return Ok(());
    }
    Err(Refusal::WorkStep { from: from.word(), to: step.state.word() })
}

fn subject(state: &State, id: &Id) -> Result<(), Refusal> {
    let found = state.works.contains_key(id)
        || state.programmes.contains_key(id)
        || state.cost_groups.contains_key(id)
        || state.organisations.contains_key(id);
    if found { Ok(()) } else { Err(Refusal::Unknown { thing: "subject", id: id.to_string() }) }
}

fn check_claim(state: &State, claim: &Claim) -> Result<(), Refusal> {
    fresh(&state.claims, "claim", &claim.id)?;
    known(&state.sources, "source", &claim.source)?;
    claim.subjects.iter().try_for_each(|id| subject(state, id))?;
    claim.components.iter().try_for_each(|id| known(&state.claims, "claim", id))?;
    named_terms(state, claim.period.as_ref())?;
    match (claim.value, claim.comparator) {
        (Some(_), None) => Err(Refusal::Needs { field: "comparator" }),
        (None, Some(_)) => Err(Refusal::Needs { field: "value" }),
        _ => period(state, claim.period.as_ref()),
    }
}
