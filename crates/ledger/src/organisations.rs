//! The tree of organisations as it stands on a day: names and places in time, mergers, ends, parts, posts. What
//! went into another counts as below it from that day on. Nothing here guesses a day that no entry gives.

use crate::date::Date;
use crate::id::Id;
use crate::kinds::organising::{OrganisationChange, OrganisationPart, OrganisationStep};
use crate::kinds::people::{Organisation, Post};
use crate::state::life::Happened;
use crate::state::{Registered, State};
use crate::term::{Bound, Period};
use std::collections::{BTreeMap, BTreeSet};

/// What became of organisations, by organisation.
pub(crate) type Changes = BTreeMap<Id, Vec<Happened<OrganisationChange>>>;

/// Whether an organisation stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does, as far as any entry says.
    Stands,
    /// Its entry says that it begins later.
    NotYet,
    /// Its entry says that this name and place ended earlier, and no later entry says what came of it.
    Past,
    /// It went into another on this day.
    Merged(Id, Date),
    /// It was dissolved.
    Ended(Date),
}

impl Standing {
    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::NotYet => "not-yet",
            Self::Past => "past",
            Self::Merged(..) => "merged",
            Self::Ended(_) => "ended",
        }
    }
}

/// The day on which a book is looked at where none is asked for: that of its last entry.
#[must_use]
pub fn present(state: &State) -> Date {
    state.last_recorded.date().unwrap_or_default()
}

/// The last change of these kinds that holds on a day; of two on the same day the one entered later.
fn last_change<'a>(
    changes: &'a Changes,
    id: Id,
    day: Date,
    wanted: &[OrganisationStep],
) -> Option<&'a Happened<OrganisationChange>> {
    let of = changes.get(&id)?.iter();
    let held = of.filter(|told| told.item.from <= day && wanted.contains(&told.item.change));
    held.max_by_key(|told| (told.item.from, told.at))
}

/// The organisation above one on a day.
pub(crate) fn parent_in(
    organisations: &BTreeMap<Id, Registered<Organisation>>,
    changes: &Changes,
    id: Id,
    day: Date,
) -> Option<Id> {
    use OrganisationStep::{Merged, Moved};
    match last_change(changes, id, day, &[Moved, Merged]) {
        Some(told) if told.item.change == Merged => told.item.into,
        Some(told) => told.item.parent,
        None => organisations.get(&id).and_then(|found| found.item.parent),
    }
}

/// Whether somebody would stand above himself on a day on which something changes, or before any did.
pub(crate) fn has_cycle(
    organisations: &BTreeMap<Id, Registered<Organisation>>,
    changes: &Changes,
) -> Option<Id> {
    let mut days: BTreeSet<Date> = BTreeSet::new();
    for told in changes.values().flatten() {
        days.insert(told.item.from);
    }
    for day in days {
        for id in changes.keys() {
            let mut at = parent_in(organisations, changes, *id, day);
            for _ in 0..=organisations.len() {
                match at {
                    Some(above) if above == *id => return Some(*id),
                    Some(above) => at = parent_in(organisations, changes, above, day),
                    None => break,
                }
            }
        }
    }
    None
}

/// The organisation above one on a day: the one it went into, where it did.
#[must_use]
pub fn parent_on(state: &State, id: Id, day: Date) -> Option<Id> {
    parent_in(&state.organisations, &state.movement.changes, id, day)
}

/// The organisation and those above it on a day, the nearest first.
#[must_use]
pub fn ancestors_on(state: &State, id: Id, day: Date) -> Vec<Id> {
    let mut found = vec![id];
    while let Some(above) = found.last().and_then(|last| parent_on(state, *last, day)) {
        if found.contains(&above) {
            break;
        }
        found.push(above);
    }
    found
}

/// Whether an organisation is another or below it on a day.
#[must_use]
pub fn is_below_on(state: &State, organisation: Id, above: Id, day: Date) -> bool {
    ancestors_on(state, organisation, day).contains(&above)
}

/// The organisations right below one on a day that stand on it, in the order in which the book named them;
/// those above all others where `None` is asked.
#[must_use]
pub fn children_on(state: &State, above: Option<Id>, day: Date) -> Vec<Id> {
    let stands = |id: &Id| standing_on(state, *id, day) == Standing::Stands;
    let all = state.organisations.iter().filter(|(id, _)| stands(id));
    let mut below: Vec<(u64, Id)> = all
        .filter(|(id, _)| standing_parent(state, **id, day) == above)
        .map(|(id, found)| (found.at, *id))
        .collect();
    below.sort_unstable();
    below.into_iter().map(|(_, id)| id).collect()
}

/// The nearest organisation above one that stands on the day.
fn standing_parent(state: &State, id: Id, day: Date) -> Option<Id> {
    let above = ancestors_on(state, id, day).into_iter().skip(1);
    above.into_iter().find(|above| standing_on(state, *above, day) == Standing::Stands)
}

/// The name on a day and the entry that gives it.
#[must_use]
pub fn name_on(state: &State, id: Id, day: Date) -> Option<(&str, u64)> {
    let found = state.organisations.get(&id)?;
    let told = last_change(&state.movement.changes, id, day, &[OrganisationStep::Renamed]);
    let renamed = told.and_then(|told| told.item.name.as_deref().map(|name| (name, told.at)));
    Some(renamed.unwrap_or((found.item.name.as_str(), found.at)))
}

/// What became of an organisation, by the day on which it did.
#[must_use]
pub fn changes_of(state: &State, id: Id) -> Vec<&Happened<OrganisationChange>> {
    let mut found: Vec<_> = state.movement.changes.get(&id).into_iter().flatten().collect();
    found.sort_by_key(|told| (told.item.from, told.at));
    found
}

/// When an organisation went into another or was dissolved.
pub(crate) fn end_of(changes: &Changes, id: Id) -> Option<&Happened<OrganisationChange>> {
    let ended = |told: &&Happened<OrganisationChange>| {
        matches!(told.item.change, OrganisationStep::Merged | OrganisationStep::Ended)
    };
    changes.get(&id)?.iter().filter(ended).min_by_key(|told| told.item.from)
}

/// Whether an organisation stands on a day.
#[must_use]
pub fn standing_on(state: &State, id: Id, day: Date) -> Standing {
    if let Some(told) = end_of(&state.movement.changes, id).filter(|told| told.item.from <= day) {
        let from = told.item.from;
        return told.item.into.map_or(Standing::Ended(from), |into| Standing::Merged(into, from));
    }
    let during = state.organisations.get(&id).and_then(|found| found.item.during.as_ref());
    let (from, to) = days_of(state, during);
    let told = last_change(
        &state.movement.changes,
        id,
        day,
        &[OrganisationStep::Renamed, OrganisationStep::Moved],
    );
    if from.is_some_and(|from| day < from) {
        Standing::NotYet
    } else if told.is_none() && to.is_some_and(|to| day > to) {
        Standing::Past
    } else {
        Standing::Stands
    }
}

/// The days of a period, as far as its edges fix any.
#[must_use]
pub fn days_of(state: &State, period: Option<&Period>) -> (Option<Date>, Option<Date>) {
    let Some(period) = period else { return (None, None) };
    let of_term = |term: &Id, first: bool| {
        let during = state.terms.get(term)?.item.during.as_ref()?;
        match if first { during.from.as_ref() } else { during.to.as_ref() } {
            Some(Bound::On(day)) => Some(*day),
            _ => None,
        }
    };
    let edge = |bound: &Option<Bound>| match bound.as_ref()? {
        Bound::On(day) => Some(*day),
        Bound::TermStart(term) => of_term(term, true),
        Bound::TermEnd(term) => of_term(term, false),
        Bound::Words(_) => None,
    };
    (edge(&period.from), edge(&period.to))
}

/// What parts an organisation has, in order of entry.
#[must_use]
pub fn roles_of(state: &State, id: Id) -> Vec<&Happened<OrganisationPart>> {
    state.movement.roles.iter().filter(|told| told.item.organisation == id).collect()
}

/// Posts held in an organisation, in order of entry.
#[must_use]
pub fn posts_in(state: &State, id: Id) -> Vec<&Registered<Post>> {
    state.posts.iter().filter(|post| post.item.organisation == Some(id)).collect()
}

/// The last day of a post and the entry that says so: its own, or the one that ended it.
#[must_use]
pub fn post_until(state: &State, post: &Registered<Post>) -> Option<(Date, u64)> {
    if let Some(ended) = state.movement.post_ends.get(&post.at) {
        return Some((ended.item.until, ended.at));
    }
    let (_, to) = days_of(state, post.item.during.as_ref());
    to.map(|to| (to, post.at))
}

/// Whether a post is held on a day, as far as any entry says.
#[must_use]
pub fn holds_on(state: &State, post: &Registered<Post>, day: Date) -> bool {
    let (from, _) = days_of(state, post.item.during.as_ref());
    from.is_none_or(|from| from <= day)
        && post_until(state, post).is_none_or(|(until, _)| day <= until)
}
