//! Claims beside the books: what a source says against what the books and its own parts add up to,
//! with the arithmetic. Every claim is a question of the figure language, over the time the claim speaks of.
//! Unknown is not zero: where a part is unknown, the sum is a lower bound only.

use crate::asking::{self, Answer, Bounded, Sign};
use crate::date::Date;
use crate::id::Id;
use crate::kinds::told::{Claim, Comparator};
use crate::kinds::works::Measure;
use crate::state::State;
use crate::term::{Bound, Period};
use std::collections::BTreeSet;

/// What the comparison shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The books or the source's own parts bear the claim out.
    Agrees,
    /// They contradict it.
    Disagrees,
    /// They do not suffice to tell.
    CannotBeTold,
}

impl Verdict {
    /// The word for messages and figures.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::Disagrees => "disagrees",
            Self::CannotBeTold => "cannot-be-told",
        }
    }
}

/// One addend of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addend {
    /// The work, programme or claim.
    pub of: Id,
    /// What it gives; `None` where nobody recorded it.
    pub value: Option<i64>,
    /// How that is meant.
    pub meant: Comparator,
    /// The entry that says so.
    pub at: u64,
}

/// A claim compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What was added.
    pub addends: Vec<Addend>,
    /// The sum of what is known; `None` where nothing is, or nothing can be said of it.
    pub known: Option<i64>,
    /// How that sum is meant: exactly, unless a part of it is not.
    pub meant: Comparator,
    /// How many things have no value.
    pub unknown: u64,
    /// Whether the list of addends is all there is, or only what the book happens to hold.
    pub complete: bool,
    /// Whether the time the claim speaks of is fixed by days, so that the books can be asked over it.
    pub dated: bool,
    /// The verdict.
    pub verdict: Verdict,
    /// What the claim holds beyond the known sum (more than 3 less 1 is more than 2), if all addends lie
    /// within the claim.
    pub remainder: Option<(Comparator, i64)>,
}

/// What the books are asked to answer a claim, in the figure language: its parts where the source lists
/// them, else what is recorded of its subjects in the time it speaks of; of a body, what that body and those
/// below it did that is not for demonstration.
#[must_use]
pub fn question_of(state: &State, claim: &Claim) -> String {
    if !claim.components.is_empty() {
        let same =
            |id: &Id| state.claims.get(id).is_some_and(|part| part.item.measure == claim.measure);
        let parts: Vec<Id> = claim.components.iter().copied().filter(same).collect();
        return format!("value of claims {}", list(&parts, " "));
    }
    let measure = match claim.measure {
        Measure::Count => "count",
        Measure::LengthMetres => "length",
        Measure::Lamps => "lamps",
        Measure::Houses => "houses",
        Measure::CostDong => "cost",
    };
    let during = during(state, claim.period.as_ref());
    let Some(of) = of_bodies(state, claim) else {
        return format!("{measure} of works {}{during}", list(&claim.subjects, " "));
    };
    let works = format!("{measure} of works{of}{during}");
    if claim.measure == Measure::Count {
        return format!("{works} + count of programmes{of}{during}");
    }
    works
}

fn list(ids: &[Id], by: &str) -> String {
    ids.iter().map(Id::as_str).collect::<Vec<_>>().join(by)
}

/// The condition for a claim about bodies; the whole book where it names nothing, or a body of which no work or
/// programme says that it is that body's.
fn of_bodies(state: &State, claim: &Claim) -> Option<String> {
    let names_works = |id: &Id| {
        state.works.contains_key(id)
            || state.cost_groups.contains_key(id)
            || state.programmes.contains_key(id)
    };
    let bodies: Vec<Id> = claim.subjects.iter().copied().filter(|id| !names_works(id)).collect();
    if bodies.is_empty() && !claim.subjects.is_empty() {
        return None;
    }
    let are_known = bodies.iter().any(|body| is_anyones(state, *body));
    let of = format!(" organisation {}", list(&bodies, ", "));
    Some(format!("{} demonstration no", if are_known { of } else { String::new() }))
}

/// Whether a work or a programme of the book is a body's or of one below it.
fn is_anyones(state: &State, body: Id) -> bool {
    let below = |id: &Id| asking::is_below(state, *id, body.as_str());
    state.works.values().any(|work| work.item.launchers.iter().any(below))
        || state.programmes.values().any(|run| run.item.organisation.as_ref().is_some_and(below))
}

/// The day an edge fixes.
fn day_of(state: &State, edge: &Bound) -> Option<Date> {
    match edge {
        Bound::On(day) => Some(*day),
        Bound::TermStart(term) => asking::term_edge(state, *term, true),
        Bound::TermEnd(term) => asking::term_edge(state, *term, false),
        Bound::Words(_) => None,
    }
}

/// The period of a claim as far as days fix it.
fn during(state: &State, period: Option<&Period>) -> String {
    let Some(period) = period else { return String::new() };
    let edges = [("from", &period.from), ("to", &period.to)];
    let edges = edges.into_iter().filter_map(|(word, edge)| {
        let day = day_of(state, edge.as_ref()?)?;
        Some(format!(" {word} {day}"))
    });
    edges.collect()
}

/// Compares a claim with its parts (where the source lists them) or with what the book records of its
/// subjects in the time it speaks of.
#[must_use]
pub fn compare(state: &State, claim: &Claim) -> Comparison {
    let answer = asking::parse(&question_of(state, claim))
        .and_then(|asked| asking::answer(state, &asked))
        .ok();
    let mut addends = answer.as_ref().map(addends).unwrap_or_default();
    let unknown = answer.iter().flat_map(|answer| &answer.unknown).map(|found| found.count);
    let mut unknown: u64 = unknown.sum();
    // A part that is measured otherwise cannot be added.
    let others = claim.components.iter().filter_map(|id| state.claims.get(id));
    for part in others.filter(|part| part.item.measure != claim.measure) {
        let (of, meant, at) = (part.item.id, Comparator::Equal, part.at);
        addends.push(Addend { of, value: None, meant, at });
        unknown += 1;
    }
    let known = known(&addends);
    let of_parts = !claim.components.is_empty();
    let edges = claim.period.iter().flat_map(|period| [&period.from, &period.to]).flatten();
    // What a source lists as parts it tells of the time the whole is told of.
    let dated = of_parts || edges.into_iter().all(|edge| day_of(state, edge).is_some());
    let complete = if of_parts {
        claim.comparator == Some(Comparator::Equal)
    } else {
        of_bodies(state, claim).is_none()
    };
    let is_exact = known.is_some_and(|known| known.meant == Comparator::Equal);
    let claimed = claim.comparator.zip(claim.value).map(|(meant, value)| Bounded { value, meant });
    let verdict = match (claimed, known) {
        (Some(claimed), Some(known)) if dated => judge(claimed, known, complete && unknown == 0),
        _ => Verdict::CannotBeTold,
    };
    let remainder = claimed.zip(known).and_then(|(claimed, known)| {
        let is_rest = !(is_exact && complete && unknown == 0) && claimed.value > known.value;
        let rest =
            claimed.minus(known).filter(|_| is_rest && dated && verdict != Verdict::Disagrees)?;
        Some((rest.meant, rest.value))
    });
    let meant = known.map_or(Comparator::Equal, |known| known.meant);
    let known = known.map(|known| known.value);
    Comparison { addends, known, meant, unknown, complete, dated, verdict, remainder }
}

/// The figures `claim.X.known` and `claim.X.remainder` as they were first published: what is recorded at any time, of
/// that which has one exact value; how many have none; and what is left of the claim.
#[must_use]
pub fn recorded(state: &State, claim: &Claim) -> (Option<i64>, u64, Option<i64>) {
    let found = compare(state, &Claim { period: None, ..claim.clone() });
    let is_exact = |addend: &&Addend| addend.value.is_some() && addend.meant == Comparator::Equal;
    let exact: Vec<i64> =
        found.addends.iter().filter(is_exact).filter_map(|addend| addend.value).collect();
    let valued: BTreeSet<Id> = found.addends.iter().filter(is_exact).map(|part| part.of).collect();
    let others: BTreeSet<Id> = found.addends.iter().map(|addend| addend.of).collect();
    let unknown = others.difference(&valued).count() as u64;
    let sum = exact.iter().try_fold(0i64, |sum, value| sum.checked_add(*value));
    let known = sum.filter(|_| !exact.is_empty());
    let rest = claim.value.zip(known).filter(|(value, known)| {
        value > known && !(found.complete && unknown == 0) && claim.comparator.is_some()
    });
    (known, unknown, rest.and_then(|(value, known)| value.checked_sub(known)))
}

/// What was added up, then what has no value.
fn addends(answer: &Answer) -> Vec<Addend> {
    let parts = answer.parts.iter().filter(|part| part.sign == Sign::Plus).filter_map(|part| {
        let (value, at) = (Some(part.value), part.entry.unwrap_or_default());
        Some(Addend { of: Id::new(&part.of)?, value, meant: part.meant, at })
    });
    let unknown = answer.unknown.iter().filter_map(|found| {
        let (meant, at) = (Comparator::Equal, found.entry.unwrap_or_default());
        Some(Addend { of: Id::new(&found.of)?, value: None, meant, at })
    });
    parts.chain(unknown).collect()
}

/// The sum of what has a value; `None` where nothing has, or nothing can be said of the sum.
fn known(addends: &[Addend]) -> Option<Bounded> {
    let mut all = addends
        .iter()
        .filter_map(|addend| Some(Bounded { value: addend.value?, meant: addend.meant }));
    let first = all.next()?;
    all.try_fold(first, Bounded::plus)
}

/// Everything the true value may be: agreed where all of it is as claimed, contradicted where none of it is.
/// Where parts are missing there may be more, never less.
fn judge(claimed: Bounded, known: Bounded, is_all: bool) -> Verdict {
    let Some((least, most)) = range(claimed) else { return Verdict::CannotBeTold };
    let Some((from, to)) = range(known) else { return Verdict::CannotBeTold };
    let to = if is_all { to } else { i64::MAX };
    if least <= from && to <= most {
        return Verdict::Agrees;
    }
    if to < least || most < from {
        return Verdict::Disagrees;
    }
    Verdict::CannotBeTold
}

/// The least and the most that a whole number may be; nothing that is measured is below zero. Nothing can be
/// said of what is "about".
fn range(bounded: Bounded) -> Option<(i64, i64)> {
    let Bounded { value, meant } = bounded;
    Some(match meant {
        Comparator::Equal => (value, value),
        Comparator::MoreThan => (value.saturating_add(1), i64::MAX),
        Comparator::AtLeast => (value, i64::MAX),
        Comparator::LessThan => (0, value.saturating_sub(1)),
        Comparator::AtMost => (0, value),
        Comparator::About => return None,
    })
}
