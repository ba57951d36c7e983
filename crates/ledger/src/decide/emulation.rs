//! Rules of the emulation cycle: registered, checked and scored by another person than who registered, recognised
//! where the points reach the level and no recognition of the same achievement stands, revoked with a reason.

use super::naming::{cited_source, fresh, period};
use super::{Asked, known, known_optional, positive};
use crate::emulation::{level_exists, recognised_before, was_false};
use crate::id::Id;
use crate::kinds::bodies::Body;
use crate::kinds::emulation::{
    CheckOutcome, EmulationRules, Model, ModelRecognition, ModelRevocation, ModelScore,
    ModelSubject,
};
use crate::kinds::life::Paper;
use crate::kinds::told::Citation;
use crate::money::{Dong, LARGEST};
use crate::refusal::Refusal;
use crate::state::State;
use crate::state::movement::ModelLife;
use std::collections::BTreeSet;

pub(super) fn check(state: &State, asked: &Asked, body: &Body) -> Result<(), Refusal> {
    let (cited, papers) = named_by(body);
    let of_papers = papers.iter().filter_map(|paper| paper.cited.as_ref());
    cited.into_iter().chain(of_papers).try_for_each(|found| cited_source(state, found))?;
    match body {
        Body::EmulationRules(rules) => emulation_rules(state, rules),
        Body::Model(model) => self::model(state, asked, model),
        Body::ModelCheck(check) => by_another(state, asked, &check.model).map(|_| ()),
        Body::ModelScore(score) => model_score(state, asked, score),
        Body::ModelRecognition(told) => recognition(state, asked, told),
        Body::ModelRevocation(told) => revocation(state, asked, told),
        _ => Ok(()),
    }
}

fn named_by(body: &Body) -> (Option<&Citation>, &[Paper]) {
    match body {
        Body::EmulationRules(rules) => (rules.cited.as_ref(), &[]),
        Body::Model(model) => (model.cited.as_ref(), &[]),
        Body::ModelCheck(check) => (check.cited.as_ref(), &check.papers),
        Body::ModelScore(score) => (score.cited.as_ref(), &[]),
        Body::ModelRecognition(told) => (told.cited.as_ref(), &told.papers),
        Body::ModelRevocation(told) => (None, &told.papers),
        _ => (None, &[]),
    }
}

fn emulation_rules(state: &State, rules: &EmulationRules) -> Result<(), Refusal> {
    fresh(&state.movement.rules, "emulation-rules", &rules.id)?;
    known_optional(&state.bases, "basis", rules.basis.as_ref())?;
    if rules.criteria.is_empty() {
        return Err(Refusal::Needs { field: "criteria" });
    }
    if rules.levels.is_empty() {
        return Err(Refusal::Needs { field: "levels" });
    }
    if rules.criteria.iter().any(|criterion| criterion.most == 0) {
        return Err(Refusal::NotPositive { field: "most", amount: 0 });
    }
    let most: u64 = rules.criteria.iter().map(|criterion| u64::from(criterion.most)).sum();
    let mut levels = BTreeSet::new();
    for rule in &rules.levels {
        if !levels.insert(rule.level) {
            return Err(Refusal::Exists { thing: "level", id: rule.level.word().to_owned() });
        }
        if u64::from(rule.least) > most {
            return Err(Refusal::DoesNotMatch { field: "least" });
        }
    }
    Ok(())
}

fn model(state: &State, asked: &Asked, model: &Model) -> Result<(), Refusal> {
    fresh(&state.movement.models, "model", &model.id)?;
    known(&state.movement.rules, "emulation-rules", &model.rules)?;
    let bodies = &state.organisations;
    let all = [model.lead].into_iter().chain(model.coordinating.iter().copied());
    let mut all = all.chain(model.supporting.iter().copied());
    all.try_for_each(|id| known(bodies, "organisation", &id))?;
    model.works.iter().try_for_each(|id| known(&state.works, "work", id))?;
    model.places.iter().try_for_each(|id| known(&state.places, "place", id))?;
    known_optional(&state.movement.models, "model", model.continues.as_ref())?;
    known_optional(&state.persons, "person", model.person.as_ref())?;
    period(state, model.during.as_ref())?;
    match (model.subject, model.person) {
        (ModelSubject::Individual, None) => return Err(Refusal::Needs { field: "person" }),
        (ModelSubject::Collective, Some(_)) => return Err(Refusal::Excess { field: "person" }),
        _ => {}
    }
    if asked.record.is_none() {
        return Err(Refusal::Needs { field: "aims" });
    }
    let mut sum = Dong::ZERO;
    for resource in &model.resources {
        if let Some(amount) = resource.amount {
            positive("amount", amount)?;
            sum += amount;
        }
        if let Some(quantity) = resource.quantity_thousandths {
            positive("quantity_thousandths", Dong(quantity))?;
        }
    }
    if sum.0 > LARGEST {
        return Err(Refusal::NotRepresentable { field: "resources".to_owned() });
    }
    Ok(())
}

/// A model that somebody else than the one who acts registered.
fn by_another<'a>(state: &'a State, asked: &Asked, id: &Id) -> Result<&'a ModelLife, Refusal> {
    known(&state.movement.models, "model", id)?;
    let other = |model: &&ModelLife| state.person(model.registered_by) != state.person(asked.actor);
    let model = state.movement.models.get(id).filter(other);
    model.ok_or(Refusal::SecondPerson { person: asked.actor })
}

fn model_score(state: &State, asked: &Asked, score: &ModelScore) -> Result<(), Refusal> {
    let model = by_another(state, asked, &score.model)?;
    checked(model)?;
    if model.recognised().is_some() {
        return Err(again(state, score.model));
    }
    let rules = state.movement.rules.get(&model.model.item.rules);
    let criteria = rules.map(|rules| rules.item.criteria.as_slice()).unwrap_or_default();
    let within = criteria.iter().zip(&score.points).all(|(found, points)| *points <= found.most);
    if criteria.len() != score.points.len() || !within {
        return Err(Refusal::DoesNotMatch { field: "points" });
    }
    Ok(())
}

/// Checked, and the last check found it.
fn checked(model: &ModelLife) -> Result<(), Refusal> {
    match model.checks.last().map(|check| check.item.outcome) {
        None => Err(Refusal::Needs { field: "check" }),
        Some(CheckOutcome::NotFound) => Err(Refusal::DoesNotMatch { field: "outcome" }),
        Some(CheckOutcome::Confirmed | CheckOutcome::InPart) => Ok(()),
    }
}

fn again(state: &State, id: Id) -> Refusal {
    let (model, entry) = recognised_before(state, id).unwrap_or((id, 0));
    Refusal::RecognisedBefore { model, entry }
}

fn recognition(state: &State, asked: &Asked, told: &ModelRecognition) -> Result<(), Refusal> {
    known(&state.organisations, "organisation", &told.organisation)?;
    let model = by_another(state, asked, &told.model)?;
    if let Some((model, entry)) = recognised_before(state, told.model) {
        return Err(Refusal::RecognisedBefore { model, entry });
    }
    if was_false(model) {
        return Err(Refusal::RevokedAsFalse { model: told.model });
    }
    checked(model)?;
    let points = model.points().ok_or(Refusal::Needs { field: "score" })?;
    if !level_exists(told.level, asked.occurred_on) {
        return Err(Refusal::NoSuchLevel { level: told.level.word() });
    }
    let rules = state.movement.rules.get(&model.model.item.rules);
    let rule =
        rules.and_then(|rules| rules.item.levels.iter().find(|rule| rule.level == told.level));
    let rule = rule.ok_or(Refusal::DoesNotMatch { field: "level" })?;
    let needed = u64::from(rule.least);
    if points < needed { Err(Refusal::PointsShort { needed, found: points }) } else { Ok(()) }
}

fn revocation(state: &State, asked: &Asked, told: &ModelRevocation) -> Result<(), Refusal> {
    known(&state.movement.models, "model", &told.model)?;
    if asked.record.is_none() {
        return Err(Refusal::Needs { field: "reason" });
    }
    let model = state.movement.models.get(&told.model);
    let stands = model.is_some_and(|model| model.recognised().is_some());
    if stands { Ok(()) } else { Err(Refusal::Needs { field: "recognition" }) }
}
