//! Rules for organisations in time, targets and drives: nobody stands above himself on any day, nothing becomes
//! of what is no more, a target's question can be asked, a closed drive stays closed.

use super::naming::{cited_source, fresh, period};
use super::{Asked, known, known_optional, positive};
use crate::date::Date;
use crate::id::Id;
use crate::kinds::bodies::Body;
use crate::kinds::organising::{
    Drive, DriveAsking, DriveClose, DriveUnit, OrganisationChange, OrganisationPart,
    OrganisationStep, PostEnd, Target,
};
use crate::money::{Dong, LARGEST};
use crate::organisations::{days_of, end_of, has_cycle};
use crate::refusal::Refusal;
use crate::state::State;
use crate::state::life::Happened;
use crate::state::movement::DriveLife;
use crate::targets;

pub(super) fn check(state: &State, asked: &Asked, body: &mut Body) -> Result<(), Refusal> {
    let cited = match body {
        Body::OrganisationChange(change) => change.cited.as_ref(),
        Body::OrganisationPart(part) => part.cited.as_ref(),
        Body::PostEnd(end) => end.cited.as_ref(),
        Body::Target(target) => target.cited.as_ref(),
        Body::Drive(drive) => drive.cited.as_ref(),
        _ => None,
    };
    cited.map_or(Ok(()), |cited| cited_source(state, cited))?;
    match body {
        Body::OrganisationChange(change) => organisation_change(state, asked, change),
        Body::OrganisationPart(part) => organisation_part(state, part),
        Body::PostEnd(end) => post_end(state, end),
        Body::Target(target) => self::target(state, target),
        Body::Drive(drive) => self::drive(state, asked, drive),
        Body::DriveUnit(unit) => drive_unit(state, unit),
        Body::DriveClose(close) => drive_close(state, asked, close),
        _ => Ok(()),
    }
}

fn needs<T>(field: &'static str, value: Option<&T>) -> Result<(), Refusal> {
    value.map_or(Err(Refusal::Needs { field }), |_| Ok(()))
}

fn excess<T>(field: &'static str, value: Option<&T>) -> Result<(), Refusal> {
    value.map_or(Ok(()), |_| Err(Refusal::Excess { field }))
}

fn organisation_change(
    state: &State,
    asked: &Asked,
    told: &OrganisationChange,
) -> Result<(), Refusal> {
    let OrganisationChange { basis, change, from, into, name, organisation, parent, .. } = told;
    known(&state.organisations, "organisation", organisation)?;
    known_optional(&state.organisations, "organisation", parent.as_ref())?;
    known_optional(&state.organisations, "organisation", into.as_ref())?;
    known_optional(&state.bases, "basis", basis.as_ref())?;
    match change {
        OrganisationStep::Renamed => needs("name", name.as_ref())?,
        OrganisationStep::Merged => needs("into", into.as_ref())?,
        OrganisationStep::Moved | OrganisationStep::Ended => {}
    }
    if *change != OrganisationStep::Renamed {
        excess("name", name.as_ref())?;
    }
    if *change != OrganisationStep::Merged {
        excess("into", into.as_ref())?;
    }
    if *change != OrganisationStep::Moved {
        excess("parent", parent.as_ref())?;
    }
    let changes = &state.movement.changes;
    let of = changes.get(organisation).into_iter().flatten();
    if of.clone().any(|other| other.item.change == *change && other.item.from == *from) {
        return Err(Refusal::Exists { thing: "change", id: organisation.to_string() });
    }
    let ends = matches!(change, OrganisationStep::Merged | OrganisationStep::Ended);
    let ended = end_of(changes, *organisation).filter(|end| ends || end.item.from <= *from);
    if let Some(end) = ended {
        return Err(Refusal::OrganisationEnded {
            organisation: *organisation,
            from: end.item.from,
        });
    }
    if ends && of.clone().any(|other| other.item.from >= *from) {
        return Err(Refusal::DoesNotMatch { field: "from" });
    }
    // Nothing goes into or below what is no more by then.
    [into, parent].into_iter().flatten().try_for_each(|above| not_ended(state, above, *from))?;
    let mut then = changes.clone();
    let at = state.size;
    let item = told.clone();
    then.entry(*organisation).or_default().push(Happened { at, on: asked.occurred_on, item });
    let cycle = has_cycle(&state.organisations, &then);
    cycle.map_or(Ok(()), |organisation| Err(Refusal::AboveItself { organisation }))
}

/// Whether the tree still has nobody above himself once a change is taken back.
pub(super) fn stands_without(state: &State, sequence: u64) -> bool {
    let mut then = state.movement.changes.clone();
    for of in then.values_mut() {
        of.retain(|told| told.at != sequence);
    }
    has_cycle(&state.organisations, &then).is_none()
}

/// Nothing begins in, or is begun by, what is no more.
pub(super) fn not_ended(state: &State, organisation: &Id, on: Date) -> Result<(), Refusal> {
    let end = end_of(&state.movement.changes, *organisation);
    match end.map(|end| end.item.from).filter(|from| *from <= on) {
        Some(from) => Err(Refusal::OrganisationEnded { organisation: *organisation, from }),
        None => Ok(()),
    }
}

fn organisation_part(state: &State, part: &OrganisationPart) -> Result<(), Refusal> {
    known(&state.organisations, "organisation", &part.organisation)?;
    period(state, part.during.as_ref())?;
    let same = |other: &Happened<OrganisationPart>| {
        let OrganisationPart { during, organisation, role, .. } = &other.item;
        (organisation, role, during) == (&part.organisation, &part.role, &part.during)
    };
    if state.movement.roles.iter().any(same) {
        return Err(Refusal::Exists { thing: "role", id: part.organisation.to_string() });
    }
    Ok(())
}

fn post_end(state: &State, end: &PostEnd) -> Result<(), Refusal> {
    let post = state.posts.iter().find(|post| post.at == end.post);
    let needed = "post/1";
    let post = post.ok_or(Refusal::WrongEntry { entry: end.post, needed })?;
    let (from, to) = days_of(state, post.item.during.as_ref());
    if to.is_some() || state.movement.post_ends.contains_key(&end.post) {
        return Err(Refusal::Exists { thing: "post-end", id: end.post.to_string() });
    }
    if from.is_some_and(|from| end.until < from) {
        return Err(Refusal::BackwardPeriod {});
    }
    Ok(())
}

fn target(state: &State, target: &mut Target) -> Result<(), Refusal> {
    fresh(&state.movement.targets, "target", &target.id)?;
    known_optional(&state.bases, "basis", target.basis.as_ref())?;
    known_optional(&state.organisations, "organisation", target.organisation.as_ref())?;
    known_optional(&state.programmes, "programme", target.programme.as_ref())?;
    period(state, target.period.as_ref())?;
    positive("value", Dong(target.value))?;
    targets::check(state, target)
}

fn drive(state: &State, asked: &Asked, drive: &Drive) -> Result<(), Refusal> {
    fresh(&state.movement.drives, "drive", &drive.id)?;
    known(&state.funds, "fund", &drive.fund)?;
    known_optional(&state.programmes, "programme", drive.programme.as_ref())?;
    drive.bases.iter().try_for_each(|basis| known(&state.bases, "basis", basis))?;
    let bodies = &state.organisations;
    drive.launchers.iter().try_for_each(|id| known(bodies, "organisation", id))?;
    drive.launchers.iter().try_for_each(|id| not_ended(state, id, asked.occurred_on))?;
    needs("launchers", drive.launchers.first())?;
    drive.goal.map_or(Ok(()), |goal| positive("goal", goal))?;
    if drive.closes.is_some_and(|closes| closes < asked.occurred_on) {
        return Err(Refusal::BackwardPeriod {});
    }
    Ok(())
}

/// A drive that is not closed.
fn open_drive<'a>(state: &'a State, id: &Id) -> Result<&'a DriveLife, Refusal> {
    known(&state.movement.drives, "drive", id)?;
    let open = state.movement.drives.get(id).filter(|drive| drive.closed.is_none());
    open.ok_or(Refusal::DriveClosed { drive: *id })
}

fn drive_unit(state: &State, unit: &DriveUnit) -> Result<(), Refusal> {
    let drive = open_drive(state, &unit.drive)?;
    known(&state.organisations, "organisation", &unit.organisation)?;
    let roster = unit.roster.and_then(|id| state.matching.rosters.get(&id));
    if let (Some(id), None) = (unit.roster, roster) {
        return Err(Refusal::Unknown { thing: "roster", id: id.to_string() });
    }
    match drive.launched.item.asking {
        DriveAsking::Roster => {
            needs("roster", unit.roster.as_ref())?;
            excess("expected", unit.expected.as_ref())?;
        }
        DriveAsking::Open => excess("roster", unit.roster.as_ref())?,
    }
    if let Some(roster) = roster {
        if roster.roster.fund != drive.launched.item.fund {
            return Err(Refusal::DoesNotMatch { field: "fund" });
        }
        if roster.roster.organisation.is_some_and(|body| body != unit.organisation) {
            return Err(Refusal::DoesNotMatch { field: "organisation" });
        }
    }
    unit.expected.map_or(Ok(()), |expected| positive("expected", expected))?;
    let expected: Dong = drive.units.iter().filter_map(|told| told.item.expected).sum();
    if (expected + unit.expected.unwrap_or_default()).0 > LARGEST {
        return Err(Refusal::NotRepresentable { field: "expected".to_owned() });
    }
    let again = drive.units.iter().any(|told| {
        told.item.organisation == unit.organisation
            || unit.roster.is_some() && told.item.roster == unit.roster
    });
    if again {
        return Err(Refusal::Exists { thing: "unit", id: unit.organisation.to_string() });
    }
    Ok(())
}

fn drive_close(state: &State, asked: &Asked, close: &DriveClose) -> Result<(), Refusal> {
    let drive = open_drive(state, &close.drive)?;
    if asked.occurred_on < drive.launched.on { Err(Refusal::BackwardPeriod {}) } else { Ok(()) }
}
