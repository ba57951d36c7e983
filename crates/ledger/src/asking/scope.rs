//! What a question's names and conditions pick out of the book: what is below a programme or an
//! organisation, within a place under its old and new names, along markers.

use super::problem::{Problem, Reason};
use super::{Condition, Edge, Field, Question, Span};
use crate::date::Date;
use crate::id::{FundId, Id};
use crate::kinds::people::{Fund, FundSource, ProgrammeClass};
use crate::kinds::works::{Work, WorkClass, WorkState};
use crate::movements::MovementClass;
use crate::organisations::{is_below_on, present};
use crate::state::State;
use crate::term::Bound;
use std::collections::BTreeSet;

/// Names shown where a name is not known.
const NEAREST: usize = 3;

/// A question's period in days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
}

impl Days {
    pub(super) fn holds(self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    pub(super) fn is_open(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }
}

/// The days a question speaks of; a term whose days the book does not know cannot be turned into any.
pub(super) fn days(state: &State, question: &Question) -> Result<Days, Problem> {
    let edge = |edge: &Option<Edge>, first: bool| match edge {
        None => Ok(None),
        Some(Edge::On(day)) => Ok(Some(*day)),
        Some(Edge::Term(term, span)) => match term_edge(state, *term, first) {
            Some(day) => Ok(Some(day)),
            None => Err(problem(term.as_str(), *span, Reason::Undated)),
        },
    };
    let days = Days { from: edge(&question.from, true)?, to: edge(&question.to, false)? };
    if let (Some(from), Some(to)) = (days.from, days.to)
        && from > to
    {
        return Err(problem("", question.span, Reason::Backwards));
    }
    Ok(days)
}

/// The first or last day of a term, where the book knows it.
pub(crate) fn term_edge(state: &State, term: Id, first: bool) -> Option<Date> {
    let during = state.terms.get(&term)?.item.during.as_ref()?;
    match if first { during.from.as_ref() } else { during.to.as_ref() } {
        Some(Bound::On(day)) => Some(*day),
        _ => None,
    }
}

pub(super) fn problem(words: &str, span: Span, reason: Reason) -> Problem {
    Problem { span, words: words.to_owned(), reason }
}

/// Every name and value of a question must be one of the book's.
pub(super) fn check(state: &State, question: &Question) -> Result<(), Problem> {
    for (name, span) in &question.names {
        if !is_known(state, *name) {
            let near = nearest(name.as_str(), all_names(state));
            return Err(problem(name.as_str(), *span, Reason::Unknown(near)));
        }
    }
    for (source, span) in question.told.iter().flatten() {
        if !state.sources.contains_key(source) {
            let near = nearest(source.as_str(), names(&state.sources));
            return Err(problem(source.as_str(), *span, Reason::Unknown(near)));
        }
    }
    for edge in [&question.from, &question.to].into_iter().flatten() {
        if let Edge::Term(term, span) = edge
            && !state.terms.contains_key(term)
        {
            let near = nearest(term.as_str(), names(&state.terms));
            return Err(problem(term.as_str(), *span, Reason::Unknown(near)));
        }
    }
    question.conditions.iter().try_for_each(|condition| check_condition(state, condition))
}

fn is_known(state: &State, name: Id) -> bool {
    state.works.contains_key(&name)
        || state.cost_groups.contains_key(&name)
        || state.programmes.contains_key(&name)
        || state.organisations.contains_key(&name)
        || state.claims.contains_key(&name)
}

fn names<V>(map: &std::collections::BTreeMap<Id, V>) -> Vec<String> {
    map.keys().map(ToString::to_string).collect()
}

fn all_names(state: &State) -> Vec<String> {
    let mut all = names(&state.works);
    all.extend(names(&state.cost_groups));
    all.extend(names(&state.programmes));
    all.extend(names(&state.organisations));
    all.extend(names(&state.claims));
    all
}

fn check_condition(state: &State, condition: &Condition) -> Result<(), Problem> {
    for (value, span) in &condition.values {
        let unknown =
            |near: Vec<String>| Err(problem(value, *span, Reason::Unknown(nearest(value, near))));
        let word = |words: Vec<&'static str>| {
            if words.contains(&value.as_str()) {
                Ok(())
            } else {
                Err(problem(value, *span, Reason::Value(words)))
            }
        };
        let of = |map: Vec<String>| if map.contains(value) { Ok(()) } else { unknown(map) };
        match condition.field {
            Field::Programme => of(names(&state.programmes)),
            Field::Organisation => of(names(&state.organisations)),
            Field::Place => of(names(&state.places)),
            Field::Work => of(names(&state.works)),
            Field::Fund => of(state.funds.keys().map(ToString::to_string).collect()),
            Field::Account => of(state.accounts.keys().map(ToString::to_string).collect()),
            Field::Kind => word(kinds()),
            Field::State => word(WorkState::ALL.iter().map(|state| state.word()).collect()),
            Field::FundSource => word(FundSource::ALL.iter().map(|from| from.word()).collect()),
            Field::Demonstration => word(vec!["yes", "no"]),
            Field::Markers if marker_range(value).is_some() => Ok(()),
            Field::Markers => word(vec!["1236", "1236-1257"]),
        }?;
    }
    Ok(())
}

fn kinds() -> Vec<&'static str> {
    let mut words: Vec<_> = WorkClass::ALL.iter().map(|class| class.word()).collect();
    words.extend(ProgrammeClass::ALL.iter().map(|class| class.word()));
    let gifts =
        [MovementClass::Bank, MovementClass::Cash, MovementClass::Goods, MovementClass::Labour];
    words.extend(gifts.map(MovementClass::word));
    words
}

/// The names nearest to one that is not known: those that begin alike, then those a letter or two away.
fn nearest(wanted: &str, mut names: Vec<String>) -> Vec<String> {
    names.retain(|name| name.starts_with(wanted) || distance(wanted, name) <= 2);
    names.sort_by_key(|name| distance(wanted, name));
    names.dedup();
    names.truncate(NEAREST);
    names
}

/// How many letters must be put in, taken out or changed.
fn distance(first: &str, second: &str) -> usize {
    let second: Vec<char> = second.chars().collect();
    let mut row: Vec<usize> = (0..=second.len()).collect();
    for (line, letter) in first.chars().enumerate() {
        let mut corner = row[0];
        row[0] = line + 1;
        for (place, other) in second.iter().enumerate() {
            let changed = corner + usize::from(letter != *other);
            corner = row[place + 1];
            row[place + 1] = changed.min(row[place] + 1).min(corner + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The first and last number of a stretch of markers: `1236`, `1236-1257`.
fn marker_range(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let (from, to) = (marker_number(from)?, marker_number(to)?);
    Some((from.min(to), from.max(to)))
}

/// The number of a marker: 1296 of `1296/6`, 1159 of `M1159`.
fn marker_number(marker: &str) -> Option<u32> {
    let digits = marker.strip_prefix(['M', 'm']).unwrap_or(marker);
    digits.split('/').next().unwrap_or_default().parse().ok()
}

/// Whether any of a condition's values fits.
pub(super) fn any(condition: &Condition, fits: impl Fn(&str) -> bool) -> bool {
    condition.values.iter().any(|(value, _)| fits(value))
}

/// Whether an organisation is the one named or below it, as the tree stands on the day of the last entry.
pub(crate) fn is_below(state: &State, organisation: Id, above: &str) -> bool {
    Id::new(above).is_some_and(|above| is_below_on(state, organisation, above, present(state)))
}

/// Whether a programme is the one named or below it.
pub(super) fn is_within(state: &State, programme: Id, above: &str) -> bool {
    Id::new(above).is_some_and(|above| state.is_within(programme, above))
}

/// Whether a place is the one named, within it, or became it or a part of it.
fn is_in_place(state: &State, place: Id, wanted: Id) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![place];
    while let Some(id) = waiting.pop() {
        if id == wanted {
            return true;
        }
        if seen.insert(id)
            && let Some(found) = state.places.get(&id)
        {
            waiting.extend(found.item.parent);
            waiting.extend(found.item.successor);
        }
    }
    false
}

/// Whether a fund fits a condition on funds; the other conditions fit any.
pub(super) fn fund_fits(state: &State, fund: FundId, condition: &Condition) -> bool {
    let Some(found) = state.funds.get(&fund).map(|found| &found.item) else { return false };
    match condition.field {
        Field::Fund => any(condition, |wanted| wanted == fund.as_str()),
        Field::FundSource => {
            any(condition, |wanted| found.sources.iter().any(|source| source.word() == wanted))
        }
        Field::Demonstration => any(condition, |wanted| (wanted == "yes") == found.demonstration),
        Field::Organisation => found
            .organisation
            .is_some_and(|body| any(condition, |above| is_below(state, body, above))),
        _ => true,
    }
}

/// Whether everything a fund may pay for lies in a programme.
pub(super) fn is_funds_programme(state: &State, fund: &Fund, above: &str) -> bool {
    let purpose = &fund.purpose;
    let of_work = |work: &Id| state.works.get(work).and_then(|work| work.item.programme);
    let mut programmes: Vec<Option<Id>> = purpose.programmes.iter().copied().map(Some).collect();
    programmes.extend(purpose.works.iter().map(of_work));
    let within = |programme: &Option<Id>| {
        programme.is_some_and(|programme| is_within(state, programme, above))
    };
    !purpose.general && !programmes.is_empty() && programmes.iter().all(within)
}

/// Whether a work fits a condition; `None` where the book does not know.
pub(super) fn work_fits(state: &State, work: &Work, condition: &Condition) -> Option<bool> {
    let within = |above: &str| work.programme.is_some_and(|id| is_within(state, id, above));
    Some(match condition.field {
        Field::Programme => any(condition, within),
        Field::Organisation => {
            let run_by = work.programme.and_then(|id| state.programmes.get(&id));
            let run_by = run_by.and_then(|programme| programme.item.organisation);
            let mut bodies = work.launchers.iter().copied().chain(run_by);
            bodies.any(|body| any(condition, |above| is_below(state, body, above)))
        }
        Field::Place => {
            if work.places.is_empty() {
                return None;
            }
            let wanted = condition.values.iter().filter_map(|(value, _)| Id::new(value));
            let wanted: Vec<Id> = wanted.collect();
            let mut places = work.places.iter();
            places.any(|place| wanted.iter().any(|wanted| is_in_place(state, *place, *wanted)))
        }
        Field::Kind => any(condition, |wanted| wanted == work.class.word()),
        Field::Markers => {
            let numbers: Vec<u32> =
                work.markers.iter().filter_map(|marker| marker_number(marker)).collect();
            any(condition, |range| {
                marker_range(range).is_some_and(|(from, to)| {
                    numbers.iter().any(|number| (from..=to).contains(number))
                })
            })
        }
        Field::State => {
            let steps = state.work_figures.get(&work.id).map(|figures| &figures.steps);
            let (last, _) = steps.and_then(|steps| steps.last())?;
            any(condition, |wanted| wanted == last.word())
        }
        Field::Demonstration => any(condition, |wanted| (wanted == "yes") == work.demonstration),
        Field::Work => any(condition, |wanted| wanted == work.id.as_str()),
        Field::Fund | Field::FundSource | Field::Account => true,
    })
}
