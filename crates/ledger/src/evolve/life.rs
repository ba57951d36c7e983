//! The fold of works' lives and of what was published. It never fails.

use crate::entry::Entry;
use crate::id::Id;
use crate::kinds::bodies::Body;
use crate::kinds::life::StepStage;
use crate::state::life::{Happened, WorkLife};
use crate::state::{Registered, State};

pub(super) fn fold(state: &mut State, at: u64, entry: &Entry, body: &Body) {
    let on = entry.occurred_on;
    match body {
        Body::ResidentsMeeting(item) => {
            state.life.meetings.insert(item.id, Happened { at, on, item: item.clone() });
        }
        Body::WorkAcceptance(item) => {
            state.life.acceptances.insert(item.id, Happened { at, on, item: item.clone() });
        }
        Body::DisclosureEvent(item) => {
            state.life.events.insert(item.id, Happened { at, on, item: item.clone() });
        }
        Body::Disclosure(item) => {
            state.life.disclosures.push(Happened { at, on, item: item.clone() });
        }
        Body::LifeStep(item) => {
            if item.stage == StepStage::Done {
                let figures = state.work_figures.entry(item.work).or_default();
                figures.steps.push((item.state, at));
            }
            of(state, item.work).steps.push(Happened { at, on, item: item.clone() });
        }
        Body::WorkRegime(item) => {
            of(state, item.work).regime = Some(Registered { at, item: item.clone() });
        }
        Body::WorkBudget(item) => {
            of(state, item.work).budgets.push(Happened { at, on, item: item.clone() });
        }
        Body::WorkContractor(item) => {
            of(state, item.work).contractors.push(Happened { at, on, item: item.clone() });
        }
        Body::WorkBeneficiaries(item) => {
            of(state, item.work).beneficiaries.push(Registered { at, item: item.clone() });
        }
        Body::WorkQuantities(item) => {
            of(state, item.work).quantities.push(Happened { at, on, item: item.clone() });
        }
        _ => {}
    }
}

fn of(state: &mut State, work: Id) -> &mut WorkLife {
    state.life.works.entry(work).or_default()
}
