//! The fold of organisations in time, targets, drives and the emulation cycle. It never fails.

use crate::entry::Entry;
use crate::kinds::bodies::Body;
use crate::kinds::spending::Transfer;
use crate::money::Dong;
use crate::state::State;
use crate::state::life::Happened;
use crate::state::movement::{DriveLife, ModelLife, Movement};

pub(super) fn fold(state: &mut State, at: u64, entry: &Entry, body: &Body) {
    let on = entry.occurred_on;
    let movement = &mut state.movement;
    match body {
        Body::OrganisationChange(item) => {
            let told = Happened { at, on, item: item.clone() };
            movement.changes.entry(item.organisation).or_default().push(told);
        }
        Body::OrganisationPart(item) => {
            movement.roles.push(Happened { at, on, item: item.clone() });
        }
        Body::PostEnd(item) => {
            movement.post_ends.insert(item.post, Happened { at, on, item: item.clone() });
        }
        Body::Target(item) => {
            movement.targets.insert(item.id, Happened { at, on, item: item.clone() });
        }
        Body::Drive(item) => {
            let launched = Happened { at, on, item: item.clone() };
            let (closed, units) = (None, Vec::new());
            movement.drives.insert(item.id, DriveLife { closed, launched, units });
        }
        Body::DriveUnit(item) => {
            if let Some(drive) = movement.drives.get_mut(&item.drive) {
                drive.units.push(Happened { at, on, item: item.clone() });
            }
        }
        Body::DriveClose(item) => {
            if let Some(drive) = movement.drives.get_mut(&item.drive) {
                drive.closed = Some((on, at));
            }
        }
        Body::EmulationRules(item) => {
            movement.rules.insert(item.id, Happened { at, on, item: item.clone() });
        }
        body => model(movement, at, entry, body),
    }
}

fn model(movement: &mut Movement, at: u64, entry: &Entry, body: &Body) {
    let on = entry.occurred_on;
    match body {
        Body::Model(item) => {
            let life = ModelLife {
                checks: Vec::new(),
                model: Happened { at, on, item: item.clone() },
                recognitions: Vec::new(),
                registered_by: entry.actor,
                revocations: Vec::new(),
                scores: Vec::new(),
            };
            movement.models.insert(item.id, life);
        }
        Body::ModelCheck(item) => {
            let Some(life) = movement.models.get_mut(&item.model) else { return };
            life.checks.push(Happened { at, on, item: item.clone() });
        }
        Body::ModelScore(item) => {
            let Some(life) = movement.models.get_mut(&item.model) else { return };
            life.scores.push(Happened { at, on, item: item.clone() });
        }
        Body::ModelRecognition(item) => {
            let Some(life) = movement.models.get_mut(&item.model) else { return };
            life.recognitions.push(Happened { at, on, item: item.clone() });
        }
        Body::ModelRevocation(item) => {
            let Some(life) = movement.models.get_mut(&item.model) else { return };
            life.revocations.push(Happened { at, on, item: item.clone() });
        }
        _ => {}
    }
}

/// Counts what moved from one fund to another, or with `times` −1 takes it back.
pub(super) fn transferred(state: &mut State, transfer: &Transfer, times: i64) {
    if transfer.from_fund == transfer.to_fund {
        return;
    }
    let pair = (transfer.from_fund, transfer.to_fund);
    let sum = state.movement.transfers.entry(pair).or_default();
    *sum += Dong(transfer.amount.0.saturating_mul(times));
    if *sum == Dong::ZERO {
        state.movement.transfers.remove(&pair);
    }
}

/// Takes back what an entry said.
pub(super) fn undo(state: &mut State, sequence: u64, body: &Body) {
    let movement = &mut state.movement;
    match body {
        Body::OrganisationChange(item) => {
            if let Some(changes) = movement.changes.get_mut(&item.organisation) {
                changes.retain(|told| told.at != sequence);
                if changes.is_empty() {
                    movement.changes.remove(&item.organisation);
                }
            }
        }
        Body::OrganisationPart(_) => movement.roles.retain(|told| told.at != sequence),
        Body::PostEnd(item) => {
            movement.post_ends.remove(&item.post);
        }
        Body::Target(item) => {
            movement.targets.remove(&item.id);
        }
        Body::DriveUnit(item) => {
            if let Some(drive) = movement.drives.get_mut(&item.drive) {
                drive.units.retain(|told| told.at != sequence);
            }
        }
        Body::Transfer(transfer) => transferred(state, transfer, -1),
        _ => {}
    }
}
