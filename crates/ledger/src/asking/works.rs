//! Questions about works and programmes: what the books record of them, each of them once.

use super::answer::{AnswerUnit, Found, Unknown};
use super::bounds::Bounded;
use super::problem::{Problem, Reason};
use super::scope::{self, Days, problem};
use super::{Field, Measured, Question};
use crate::date::Date;
use crate::id::Id;
use crate::kinds::people::Programme;
use crate::kinds::works::{Measure, Work, WorkClass};
use crate::movements::{Moved, MovementClass, MovementKey};
use crate::state::{Registered, State};
use std::collections::BTreeSet;

/// What a measure counts in.
#[must_use]
pub fn unit_of(measure: Measure) -> AnswerUnit {
    match measure {
        Measure::CostDong => AnswerUnit::Dong,
        Measure::LengthMetres => AnswerUnit::Metres,
        Measure::Count | Measure::Lamps | Measure::Houses => AnswerUnit::Count,
    }
}

/// The works that a name stands for: a work, those of a cost group, of a programme and below, or those an
/// organisation and what is below it launched. `None` for a name that stands for no works.
pub(super) fn works_of(state: &State, name: Id) -> Option<BTreeSet<Id>> {
    if state.works.contains_key(&name) {
        return Some(BTreeSet::from([name]));
    }
    if let Some(group) = state.cost_groups.get(&name) {
        return Some(group.item.works.iter().copied().collect());
    }
    let all = state.works.values().map(|work| &work.item);
    let fits: Box<dyn Fn(&Work) -> bool> = if state.programmes.contains_key(&name) {
        Box::new(move |work| work.programme.is_some_and(|id| state.is_within(id, name)))
    } else if state.organisations.contains_key(&name) {
        Box::new(move |work| {
            work.launchers.iter().any(|body| scope::is_below(state, *body, name.as_str()))
        })
    } else {
        return None;
    };
    Some(all.filter(|work| fits(work)).map(|work| work.id).collect())
}

/// The works a question picks, and those of which the book does not say whether they belong.
pub(super) fn picked(
    state: &State,
    asked: &Question,
) -> Result<(BTreeSet<Id>, BTreeSet<Id>), Problem> {
    let mut named: BTreeSet<Id> = BTreeSet::new();
    for (name, span) in &asked.names {
        let Some(works) = works_of(state, *name) else {
            return Err(problem(name.as_str(), *span, Reason::Unknown(Vec::new())));
        };
        named.extend(works);
    }
    if asked.names.is_empty() {
        named = state.works.keys().copied().collect();
    }
    let (mut sure, mut doubtful) = (BTreeSet::new(), BTreeSet::new());
    for work in named.iter().filter_map(|id| state.works.get(id)).map(|work| &work.item) {
        let fits =
            asked.conditions.iter().map(|condition| scope::work_fits(state, work, condition));
        let fits: Vec<Option<bool>> = fits.collect();
        if fits.contains(&Some(false)) {
            continue;
        }
        let into = if fits.contains(&None) { &mut doubtful } else { &mut sure };
        into.insert(work.id);
    }
    Ok((sure, doubtful))
}

/// Answers a question about works.
pub(super) fn works(state: &State, asked: &Question) -> Result<Found, Problem> {
    let days = scope::days(state, asked)?;
    let (sure, doubtful) = picked(state, asked)?;
    let unit = match asked.measure {
        Measured::Length => AnswerUnit::Metres,
        Measured::Cost => AnswerUnit::Dong,
        Measured::Days => AnswerUnit::DaysTenths,
        _ => AnswerUnit::Count,
    };
    let mut found = Found::new(unit);
    for work in sure.iter().filter_map(|id| state.works.get(id)) {
        measure(state, asked.measure, days, work, &mut found);
    }
    named(state, asked, &mut found);
    // What was paid, worked and measured has days of its own; a work itself has the day of its entry.
    let counts = asked.measure == Measured::Count;
    for work in doubtful.iter().filter_map(|id| state.works.get(id)) {
        let day = state.movements.named.get(&work.item.id).copied();
        if !counts || in_time(work, day, days) != Some(false) {
            doubted(work, &mut found);
        }
    }
    Ok(found.add_up())
}

/// Whether what an entry of that day tells of a work lies in the period; `None` where the book does not know: a
/// source told of the work when the period was over, and may mean what was there before.
fn in_time(work: &Registered<Work>, day: Option<Date>, days: Days) -> Option<bool> {
    let Some(day) = day.filter(|_| !days.is_open()) else { return Some(true) };
    let is_late = days.to.is_some_and(|to| to < day);
    if days.holds(day) {
        return Some(true);
    }
    if is_late && work.item.cited.is_some() { None } else { Some(false) }
}

/// A work of which the book does not know whether it belongs here.
fn doubted(work: &Registered<Work>, found: &mut Found) {
    let (of, entry) = (work.item.id.to_string(), Some(work.at));
    found.unknown.push(Unknown { of, entry, count: 1, doubtful: true });
}

/// A name that brings no works, or works of which no entry tells the measure: nobody recorded any, which is not
/// the same as none.
fn named(state: &State, asked: &Question, found: &mut Found) {
    if asked.measure == Measured::Count {
        return;
    }
    let names: BTreeSet<Id> = asked.names.iter().map(|(name, _)| *name).collect();
    for name in &names {
        let works = works_of(state, *name).unwrap_or_default();
        let mut works = works.iter().filter_map(|id| state.works.get(id));
        let is_recorded = match quantity(asked.measure) {
            Some((wanted, class)) => works.any(|work| {
                class == Some(work.item.class) || state.quantity(work, wanted).is_some()
            }),
            None => works.next().is_some(),
        };
        if !is_recorded {
            let work = state.works.get(name).map(|work| work.at);
            let entry = work.or_else(|| state.programmes.get(name).map(|programme| programme.at));
            found.unknown.push(Unknown { of: name.to_string(), entry, count: 1, doubtful: false });
        }
    }
}

fn measure(
    state: &State,
    measure: Measured,
    days: Days,
    work: &Registered<Work>,
    found: &mut Found,
) {
    let value = match measure {
        Measured::Length | Measured::Lamps | Measured::Houses => {
            return built(state, measure, days, work, found);
        }
        Measured::Cost => return cost(state, days, work, found),
        Measured::Days => {
            let worked = moved(state, days, work.item.id);
            let worked = worked.filter(|(key, _)| key.class == MovementClass::Labour);
            let worked: i64 = worked.map(|(_, moved)| moved.days_tenths).sum();
            (worked > 0).then_some(worked)
        }
        Measured::Count | Measured::Sum | Measured::Value => {
            let day = state.movements.named.get(&work.item.id).copied();
            match in_time(work, day, days) {
                Some(inside) => inside.then_some(1),
                None => return doubted(work, found),
            }
        }
    };
    if let Some(value) = value {
        found.part(&work.item.id, Bounded::exactly(value), Some(work.at));
    }
}

/// How much was built: it belongs to the day on which it was first told, and counts as it was last told by the
/// period's end.
fn built(state: &State, measure: Measured, days: Days, work: &Registered<Work>, found: &mut Found) {
    let Some((wanted, class)) = quantity(measure) else { return };
    let told = state.quantities(work, wanted);
    let first = match told.first() {
        Some(first) => first.on,
        None if class == Some(work.item.class) => state.movements.named.get(&work.item.id).copied(),
        None => return,
    };
    match in_time(work, first, days) {
        Some(true) => {}
        Some(false) => return,
        None => return doubted(work, found),
    }
    let by_then = |on: Option<Date>| on.is_none_or(|on| days.to.is_none_or(|to| on <= to));
    match told.iter().rfind(|told| by_then(told.on)).map(|told| (told.value, told.at)) {
        Some((Some(value), entry)) => {
            found.part(&work.item.id, Bounded::exactly(value), Some(entry));
        }
        Some((None, entry)) => unknown_in(work.item.id, entry, 1, found),
        None => unknown(work, 1, found),
    }
}

/// The quantity a measure asks for, and the class of works that have one, whether or not anybody says so: a road
/// has a length, lighting has lamps.
fn quantity(measure: Measured) -> Option<(Measure, Option<WorkClass>)> {
    match measure {
        Measured::Length => Some((Measure::LengthMetres, Some(WorkClass::Road))),
        Measured::Lamps => Some((Measure::Lamps, Some(WorkClass::Lighting))),
        Measured::Houses => Some((Measure::Houses, None)),
        _ => None,
    }
}

fn unknown(work: &Registered<Work>, count: u64, found: &mut Found) {
    unknown_in(work.item.id, work.at, count, found);
}

fn unknown_in(of: Id, entry: u64, count: u64, found: &mut Found) {
    let (of, entry) = (of.to_string(), Some(entry));
    found.unknown.push(Unknown { of, entry, count, doubtful: false });
}

fn moved(state: &State, days: Days, work: Id) -> impl Iterator<Item = (&MovementKey, &Moved)> {
    let all = state.movements.moved.iter();
    all.filter(move |(key, _)| key.work == Some(work) && days.holds(key.day))
}

/// What was paid for a work and given to it in kind. Where nothing was paid, nobody recorded its cost.
fn cost(state: &State, days: Days, work: &Registered<Work>, found: &mut Found) {
    let (mut payments, mut sum, mut unvalued) = (0, 0, 0);
    for (key, moved) in moved(state, days, work.item.id) {
        match key.class {
            MovementClass::Payment => payments += moved.count,
            MovementClass::Goods | MovementClass::Labour => unvalued += moved.unvalued,
            _ => continue,
        }
        sum += moved.amount.0;
        let MovementKey { class, fund, work, .. } = *key;
        found.behind.insert(super::moved::behind(class, fund, work, days));
    }
    if payments > 0 {
        found.part(&work.item.id, Bounded::exactly(sum), Some(work.at));
        if unvalued > 0 {
            unknown(work, unvalued, found);
        }
    } else {
        unknown(work, 1, found);
    }
}

/// Answers a question about programmes.
pub(super) fn programmes(state: &State, asked: &Question) -> Result<Found, Problem> {
    if asked.measure != Measured::Count {
        // Of a programme, what its works come to.
        return works(state, asked);
    }
    let days = scope::days(state, asked)?;
    for (name, span) in &asked.names {
        if !state.programmes.contains_key(name) {
            return Err(problem(name.as_str(), *span, Reason::Unknown(Vec::new())));
        }
    }
    let mut found = Found::new(AnswerUnit::Count);
    for programme in state.programmes.values() {
        let id = programme.item.id;
        let named = asked.names.is_empty() || asked.names.iter().any(|(name, _)| *name == id);
        let day = state.movements.named.get(&id);
        let in_time = days.is_open() || day.is_none_or(|day| days.holds(*day));
        if named && in_time && fits(state, &programme.item, asked) {
            found.part(&id, Bounded::exactly(1), Some(programme.at));
        }
    }
    Ok(found.add_up())
}

fn fits(state: &State, programme: &Programme, asked: &Question) -> bool {
    asked.conditions.iter().all(|condition| {
        scope::any(condition, |wanted| match condition.field {
            Field::Programme => scope::is_within(state, programme.id, wanted),
            Field::Organisation => {
                programme.organisation.is_some_and(|body| scope::is_below(state, body, wanted))
            }
            Field::Kind => programme.class.word() == wanted,
            Field::Demonstration => programme.demonstration == (wanted == "yes"),
            _ => true,
        })
    })
}
