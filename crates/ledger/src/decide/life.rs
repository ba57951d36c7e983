//! Rules for works' lives: steps in their order, a meeting where the rules of the day ask one, an acceptance
//! that the community's supervision board stands for, a reason where a step came late.

use super::naming::{cited_source, fresh, period};
use super::{Asked, known, known_optional, positive};
use crate::date::Date;
use crate::id::Id;
use crate::kinds::bodies::Body;
use crate::kinds::life::{
    AcceptanceOutcome, DelayCause, Disclosure, DisclosureEvent, Duty, LifeStep, MeetingForm, Paper,
    ResidentsMeeting, Signer, StepStage, WorkAcceptance, WorkBudget, WorkContractor,
    WorkQuantities,
};
use crate::kinds::told::Citation;
use crate::kinds::works::WorkState;
use crate::money::{Dong, LARGEST};
use crate::refusal::Refusal;
use crate::regimes::meeting_rule;
use crate::state::State;
use crate::state::life::WorkLife;
use std::collections::BTreeSet;

pub(super) fn check(state: &State, asked: &Asked, body: &Body) -> Result<(), Refusal> {
    let (cited, papers, work) = named_by(body);
    let of_papers = papers.iter().filter_map(|paper| paper.cited.as_ref());
    cited.into_iter().chain(of_papers).try_for_each(|found| cited_source(state, found))?;
    known_optional(&state.works, "work", work)?;
    match body {
        Body::LifeStep(step) => life_step(state, asked, step),
        Body::WorkBudget(budget) => work_budget(budget),
        Body::WorkContractor(contractor) => work_contractor(state, contractor),
        Body::WorkQuantities(told) => work_quantities(told),
        Body::ResidentsMeeting(meeting) => residents_meeting(state, meeting),
        Body::WorkAcceptance(acceptance) => work_acceptance(state, asked, acceptance),
        Body::DisclosureEvent(event) => disclosure_event(state, event),
        Body::Disclosure(disclosure) => self::disclosure(state, asked.occurred_on, disclosure),
        _ => Ok(()),
    }
}

/// The source, the papers and the work that a body names.
fn named_by(body: &Body) -> (Option<&Citation>, &[Paper], Option<&Id>) {
    match body {
        Body::LifeStep(step) => (step.cited.as_ref(), &step.papers, Some(&step.work)),
        Body::WorkRegime(told) => (None, &[], Some(&told.work)),
        Body::WorkBudget(budget) => (budget.cited.as_ref(), &budget.papers, Some(&budget.work)),
        Body::WorkContractor(told) => (told.cited.as_ref(), &told.papers, Some(&told.work)),
        Body::WorkBeneficiaries(told) => (told.cited.as_ref(), &[], Some(&told.work)),
        Body::WorkQuantities(told) => (told.cited.as_ref(), &[], Some(&told.work)),
        Body::ResidentsMeeting(meeting) => (meeting.cited.as_ref(), &meeting.papers, None),
        Body::WorkAcceptance(told) => (told.cited.as_ref(), &told.papers, Some(&told.work)),
        Body::DisclosureEvent(event) => (None, &[], event.work.as_ref()),
        Body::Disclosure(disclosure) => (None, &disclosure.papers, None),
        _ => (None, &[], None),
    }
}

fn needs<T>(field: &'static str, value: Option<&T>) -> Result<(), Refusal> {
    value.map_or(Err(Refusal::Needs { field }), |_| Ok(()))
}

fn excess<T>(field: &'static str, value: Option<&T>) -> Result<(), Refusal> {
    value.map_or(Ok(()), |_| Err(Refusal::Excess { field }))
}

fn life_step(state: &State, asked: &Asked, step: &LifeStep) -> Result<(), Refusal> {
    known_optional(&state.life.meetings, "meeting", step.meeting.as_ref())?;
    known_optional(&state.life.acceptances, "acceptance", step.acceptance.as_ref())?;
    period(state, step.during.as_ref())?;
    let steps = state.work_figures.get(&step.work).map(|figures| figures.steps.as_slice());
    let last = steps.and_then(<[_]>::last).map(|(last, _)| *last);
    match step.stage {
        StepStage::Planned => {
            needs("planned_for", step.planned_for.as_ref())?;
            excess("meeting", step.meeting.as_ref())?;
            excess("acceptance", step.acceptance.as_ref())?;
            excess("during", step.during.as_ref())?;
            match last {
                Some(from) if !lies_ahead(from, step.state) => {
                    Err(wrong_step(Some(from), step.state))
                }
                _ => Ok(()),
            }
        }
        StepStage::Done => {
            excess("planned_for", step.planned_for.as_ref())?;
            if step.cited.is_none() {
                excess("during", step.during.as_ref())?;
            }
            in_order(last, step)?;
            on_its_ground(state, asked.occurred_on, step)?;
            agreed(state, asked.occurred_on, step)?;
            accepted(state, step)?;
            let life = state.life.works.get(&step.work);
            in_time(life, asked.occurred_on, step, asked.record.is_some())
        }
    }
}

/// Not before the step before it, the meeting or the acceptance it rests on; what a source tells has its own days.
fn on_its_ground(state: &State, on: Date, step: &LifeStep) -> Result<(), Refusal> {
    if step.cited.is_some() {
        return Ok(());
    }
    let steps = state.life.works.get(&step.work).into_iter().flat_map(|life| &life.steps);
    let done = steps.filter(|told| told.item.stage == StepStage::Done && told.item.cited.is_none());
    let meeting = step.meeting.and_then(|id| state.life.meetings.get(&id)).map(|found| found.on);
    let inspected = step.acceptance.and_then(|id| state.life.acceptances.get(&id));
    let grounds = done.map(|told| told.on).chain(meeting).chain(inspected.map(|found| found.on));
    match grounds.max().filter(|earliest| on < *earliest) {
        Some(earliest) => Err(Refusal::BeforeItsGround { earliest }),
        None => Ok(()),
    }
}

/// Whether a state may still come after another, with any steps between.
fn lies_ahead(from: WorkState, to: WorkState) -> bool {
    let onward = to > from;
    let in_use_again = (from, to) == (WorkState::Repaired, WorkState::InUse);
    from != WorkState::Closed && (onward || in_use_again)
}

/// One step after the other; only what a source tells after the fact may leave steps out.
fn in_order(last: Option<WorkState>, step: &LifeStep) -> Result<(), Refusal> {
    let to = step.state;
    let next = match (last, to) {
        (None, WorkState::Surveyed)
        | (Some(WorkState::Repaired), WorkState::InUse)
        | (Some(WorkState::InUse), WorkState::Closed) => true,
        (None, _) => false,
        (Some(from), to) => {
            let place = |state: WorkState| WorkState::ALL.iter().position(|found| *found == state);
            place(to) == place(from).map(|place| place + 1)
        }
    };
    let told_later = step.cited.is_some() && last.is_none_or(|from| lies_ahead(from, to));
    if next || told_later { Ok(()) } else { Err(wrong_step(last, to)) }
}

fn wrong_step(from: Option<WorkState>, to: WorkState) -> Refusal {
    Refusal::WorkStep { from: from.map_or("–", WorkState::word), to: to.word() }
}

/// Agreed under rules that ask a residents' meeting: with one that meets them.
fn agreed(state: &State, on: Date, step: &LifeStep) -> Result<(), Refusal> {
    if step.state != WorkState::Agreed {
        return excess("meeting", step.meeting.as_ref());
    }
    let regime = state.life.works.get(&step.work).and_then(|life| life.regime.as_ref());
    let Some(regime) = regime else {
        return if step.cited.is_some() { Ok(()) } else { Err(Refusal::Needs { field: "regime" }) };
    };
    let meeting = step.meeting.and_then(|id| state.life.meetings.get(&id));
    if let Some(meeting) = meeting
        && !meeting.item.works.contains(&step.work)
    {
        return Err(Refusal::DoesNotMatch { field: "work" });
    }
    let rule = meeting_rule(regime.item.regime, meeting.map_or(on, |meeting| meeting.on));
    match (rule, meeting) {
        (None, _) => Ok(()),
        (Some(_), None) => Err(Refusal::Needs { field: "meeting" }),
        (Some(rule), Some(meeting)) => {
            if !rule.subjects.contains(&meeting.item.subject) {
                return Err(Refusal::DoesNotMatch { field: "subject" });
            }
            if !rule.forms.contains(&meeting.item.form) {
                return Err(Refusal::DoesNotMatch { field: "form" });
            }
            if meeting.item.cited.is_none() && rule.unsigned(&meeting.item).next().is_some() {
                return Err(Refusal::Needs { field: "signers" });
            }
            let (needed, found) = (rule.needed(meeting.item.total), meeting.item.in_favour);
            if found < needed {
                return Err(Refusal::MeetingShort { meeting: meeting.item.id, needed, found });
            }
            Ok(())
        }
    }
}

/// Accepted: by an inspection of this work that did not reject it, unless a source tells it later.
fn accepted(state: &State, step: &LifeStep) -> Result<(), Refusal> {
    if step.state != WorkState::Accepted {
        return excess("acceptance", step.acceptance.as_ref());
    }
    let Some(acceptance) = step.acceptance.and_then(|id| state.life.acceptances.get(&id)) else {
        let told_later = step.cited.is_some();
        return if told_later { Ok(()) } else { Err(Refusal::Needs { field: "acceptance" }) };
    };
    if acceptance.item.work != step.work {
        return Err(Refusal::DoesNotMatch { field: "work" });
    }
    if acceptance.item.outcome == AcceptanceOutcome::Rejected {
        return Err(Refusal::DoesNotMatch { field: "outcome" });
    }
    Ok(())
}

/// A step later than planned says why, in the record where no word here does; one in time does not.
fn in_time(
    life: Option<&WorkLife>,
    on: Date,
    step: &LifeStep,
    has_record: bool,
) -> Result<(), Refusal> {
    let plan = life.and_then(|life| life.plan_before(step.state, u64::MAX));
    let late = plan.and_then(|plan| plan.item.planned_for).is_some_and(|planned| on > planned);
    match (late, step.delay) {
        (true, None) if step.cited.is_none() => Err(Refusal::Needs { field: "delay" }),
        // "Other" says nothing by itself.
        (true, Some(DelayCause::Other)) if !has_record => Err(Refusal::Needs { field: "reason" }),
        (false, Some(_)) => Err(Refusal::Excess { field: "delay" }),
        _ => Ok(()),
    }
}

fn work_budget(budget: &WorkBudget) -> Result<(), Refusal> {
    if budget.items.is_empty() {
        return Err(Refusal::Needs { field: "items" });
    }
    let mut sum = Dong::ZERO;
    for item in &budget.items {
        if let Some(amount) = item.amount {
            positive("amount", amount)?;
            sum += amount;
        }
        if let Some(quantity) = item.quantity_thousandths {
            positive("quantity_thousandths", Dong(quantity))?;
        }
    }
    if sum.0 > LARGEST / 2 {
        return Err(Refusal::NotRepresentable { field: "items".to_owned() });
    }
    Ok(())
}

fn work_contractor(state: &State, contractor: &WorkContractor) -> Result<(), Refusal> {
    known(&state.organisations, "organisation", &contractor.organisation)?;
    let mut inspected = state.life.acceptances.values();
    let inspects = inspected.any(|acceptance| {
        acceptance.item.work == contractor.work
            && acceptance.item.supervision == contractor.organisation
    });
    let organisation = contractor.organisation;
    if inspects { Err(Refusal::NotIndependent { organisation }) } else { Ok(()) }
}

fn work_quantities(told: &WorkQuantities) -> Result<(), Refusal> {
    if told.quantities.is_empty() {
        return Err(Refusal::Needs { field: "quantities" });
    }
    let mut measures = BTreeSet::new();
    for quantity in &told.quantities {
        let measure = quantity.measure;
        if !measures.insert(measure) {
            return Err(Refusal::Exists { thing: "quantity", id: measure.word().to_owned() });
        }
        if let Some(value) = quantity.value.filter(|value| *value < 0) {
            return Err(Refusal::NotPositive { field: "value", amount: value });
        }
    }
    Ok(())
}

/// Counts of households that can be: nobody is counted twice, and the whole community is the whole.
fn residents_meeting(state: &State, meeting: &ResidentsMeeting) -> Result<(), Refusal> {
    fresh(&state.life.meetings, "meeting", &meeting.id)?;
    fresh(&state.life.events, "event", &meeting.id)?;
    meeting.works.iter().try_for_each(|work| known(&state.works, "work", work))?;
    known_optional(&state.organisations, "organisation", meeting.organisation.as_ref())?;
    let ResidentsMeeting { total, invited, present, in_favour, against, .. } = *meeting;
    if total == 0 {
        return Err(Refusal::NotPositive { field: "total", amount: 0 });
    }
    let voted = u64::from(in_favour) + u64::from(against);
    let voters = if meeting.form == MeetingForm::Meeting { present } else { total };
    let wrong = [
        ("invited", invited > total),
        ("present", present > total),
        ("in_favour", voted > u64::from(voters)),
    ];
    let wrong = wrong.into_iter().find(|(_, wrong)| *wrong);
    wrong.map_or(Ok(()), |(field, _)| Err(Refusal::DoesNotMatch { field }))
}

/// Signed by the community's supervision board, which neither launched nor builds the work.
fn work_acceptance(
    state: &State,
    asked: &Asked,
    acceptance: &WorkAcceptance,
) -> Result<(), Refusal> {
    fresh(&state.life.acceptances, "acceptance", &acceptance.id)?;
    known(&state.organisations, "organisation", &acceptance.supervision)?;
    if acceptance.cited.is_none() && asked.record.is_none() {
        return Err(Refusal::Needs { field: "signatories" });
    }
    if acceptance.cited.is_none() && !acceptance.signers.contains(&Signer::SupervisionBoard) {
        return Err(Refusal::Needs { field: "signers" });
    }
    let organisation = acceptance.supervision;
    let life = state.life.works.get(&acceptance.work);
    let builds = life.is_some_and(|life| {
        life.contractors.iter().any(|contractor| contractor.item.organisation == organisation)
    });
    let work = state.works.get(&acceptance.work);
    let launched = work.is_some_and(|work| work.item.launchers.contains(&organisation));
    if builds || launched { Err(Refusal::NotIndependent { organisation }) } else { Ok(()) }
}

fn disclosure_event(state: &State, event: &DisclosureEvent) -> Result<(), Refusal> {
    fresh(&state.life.events, "event", &event.id)?;
    fresh(&state.life.meetings, "meeting", &event.id)?;
    known_optional(&state.programmes, "programme", event.programme.as_ref())?;
    known_optional(&state.funds, "fund", event.fund.as_ref())?;
    if event.programme.is_none() && event.fund.is_none() && event.work.is_none() {
        return Err(Refusal::Needs { field: "work" });
    }
    Ok(())
}

fn disclosure(state: &State, on: Date, disclosure: &Disclosure) -> Result<(), Refusal> {
    if !state.life.meetings.contains_key(&disclosure.event) {
        known(&state.life.events, "event", &disclosure.event)?;
    }
    if disclosure.forms.is_empty() {
        return Err(Refusal::Needs { field: "forms" });
    }
    if disclosure.until.is_some_and(|until| until < on) {
        return Err(Refusal::BackwardPeriod {});
    }
    // A notice may come before what it gives notice of; what is told of afterwards may not.
    let gives_notice = matches!(disclosure.duty, Duty::AppealDocument | Duty::ReceivingNotice);
    let meeting = state.life.meetings.get(&disclosure.event).map(|meeting| meeting.on);
    let event = state.life.events.get(&disclosure.event);
    let earliest = meeting.or_else(|| event.map(|event| event.item.on.unwrap_or(event.on)));
    match earliest.filter(|earliest| !gives_notice && on < *earliest) {
        Some(earliest) => Err(Refusal::BeforeItsGround { earliest }),
        None => Ok(()),
    }
}
