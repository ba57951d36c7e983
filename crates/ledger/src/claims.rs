//! Claims beside the books: what a source says against what the books and its own parts add up to,
//! with the arithmetic. Unknown is not zero: where a part is unknown, the sum is a lower bound only.

use crate::id::Id;
use crate::kinds::told::{Claim, Comparator};
use crate::kinds::works::{Measure, Work};
use crate::state::{Registered, State};
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
    /// The entry that says so.
    pub at: u64,
}

/// A claim compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// What was added.
    pub addends: Vec<Addend>,
    /// The sum of what is known; `None` where nothing is.
    pub known: Option<i64>,
    /// Addends without a value.
    pub unknown: u64,
    /// Whether the list of addends is all there is, or only what the book happens to hold.
    pub complete: bool,
    /// The verdict.
    pub verdict: Verdict,
    /// What the claim holds beyond the known sum, with the claim's comparator (`>` less a number is
    /// `>`), if all addends lie within the claim.
    pub remainder: Option<(Comparator, i64)>,
}

/// What the books are asked to answer a claim, in the figure language: its parts where the source lists
/// them, else what is recorded of its subjects; of a body, everything that is not for demonstration.
#[must_use]
pub fn question_of(state: &State, claim: &Claim) -> String {
    let list = |ids: &[Id]| ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" ");
    if !claim.components.is_empty() {
        return format!("value of claims {}", list(&claim.components));
    }
    let measure = match claim.measure {
        Measure::Count => "count",
        Measure::LengthMetres => "length",
        Measure::Lamps => "lamps",
        Measure::Houses => "houses",
        Measure::CostDong => "cost",
    };
    let is_body = |id: &Id| {
        let known = state.works.contains_key(id) || state.cost_groups.contains_key(id);
        !known && !state.programmes.contains_key(id)
    };
    let counts = claim.measure == Measure::Count;
    if claim.subjects.is_empty() || claim.subjects.iter().any(is_body) {
        let works = format!("{measure} of works demonstration no");
        let programmes = " + count of programmes demonstration no";
        return if counts { format!("{works}{programmes}") } else { works };
    }
    let (programmes, works): (Vec<Id>, Vec<Id>) =
        claim.subjects.iter().partition(|id| state.programmes.contains_key(id));
    let of = |things: &str, ids: &[Id]| {
        (!ids.is_empty()).then(|| format!("{measure} of {things} {}", list(ids)))
    };
    let terms = [of("works", &works), of("programmes", &programmes)];
    terms.into_iter().flatten().collect::<Vec<_>>().join(" + ")
}

/// Compares a claim with its parts (where the source lists them) or with what the book records of its
/// subjects.
#[must_use]
pub fn compare(state: &State, claim: &Claim) -> Comparison {
    let (addends, complete) =
        if claim.components.is_empty() { recorded(state, claim) } else { parts(state, claim) };
    let unknown = addends.iter().filter(|addend| addend.value.is_none()).count() as u64;
    let values: Vec<i64> = addends.iter().filter_map(|addend| addend.value).collect();
    let known = values.iter().try_fold(0i64, |sum, value| sum.checked_add(*value));
    let known = known.filter(|_| !values.is_empty());
    let exact = complete && unknown == 0;
    let remainder = match (claim.comparator, claim.value, known) {
        (Some(comparator), Some(value), Some(known)) if !exact && value > known => {
            value.checked_sub(known).map(|rest| (comparator, rest))
        }
        _ => None,
    };
    let verdict = judge(claim, known, exact);
    Comparison { addends, known, unknown, complete, verdict, remainder }
}

fn judge(claim: &Claim, known: Option<i64>, exact: bool) -> Verdict {
    let (Some(comparator), Some(value), Some(known)) = (claim.comparator, claim.value, known)
    else {
        return Verdict::CannotBeTold;
    };
    let holds = match comparator {
        Comparator::Equal => known == value,
        Comparator::MoreThan => known > value,
        Comparator::AtLeast => known >= value,
        Comparator::LessThan => known < value,
        Comparator::AtMost => known <= value,
        Comparator::About => return Verdict::CannotBeTold,
    };
    if exact {
        return if holds { Verdict::Agrees } else { Verdict::Disagrees };
    }
    // What is known is a lower bound: more may be found, never less.
    match comparator {
        Comparator::MoreThan | Comparator::AtLeast if holds => Verdict::Agrees,
        Comparator::Equal | Comparator::AtMost if known > value => Verdict::Disagrees,
        Comparator::LessThan if known >= value => Verdict::Disagrees,
        _ => Verdict::CannotBeTold,
    }
}

/// The claims that the source lists as the parts. They are all of it only where the claim gives one
/// exact value.
fn parts(state: &State, claim: &Claim) -> (Vec<Addend>, bool) {
    let found = claim.components.iter().filter_map(|id| state.claims.get(id));
    let addends = found.map(|part| Addend {
        of: part.item.id,
        value: part.item.value.filter(|_| part.item.comparator == Some(Comparator::Equal)),
        at: part.at,
    });
    (addends.collect(), claim.comparator == Some(Comparator::Equal))
}

/// What the book records of the subjects; of a body, everything that is not invented for demonstration.
fn recorded(state: &State, claim: &Claim) -> (Vec<Addend>, bool) {
    let mut works: Vec<Id> = Vec::new();
    let mut programmes: Vec<Id> = Vec::new();
    let mut whole_bodies = false;
    for subject in &claim.subjects {
        if let Some(group) = state.cost_groups.get(subject) {
            works.extend(&group.item.works);
        } else if state.works.contains_key(subject) {
            works.push(*subject);
        } else if state.programmes.contains_key(subject) {
            programmes.push(*subject);
        } else {
            whole_bodies = true;
        }
    }
    if whole_bodies {
        let told = state.works.values().filter(|work| !work.item.demonstration);
        works.extend(told.map(|work| work.item.id));
        let told = state.programmes.values().filter(|programme| !programme.item.demonstration);
        programmes.extend(told.map(|programme| programme.item.id));
    }
    let mut seen = BTreeSet::new();
    works.retain(|id| seen.insert(*id));
    programmes.retain(|id| seen.insert(*id));
    let of_works = works.iter().filter_map(|id| state.works.get(id)).map(|work| {
        let (value, at) = measured(state, work, claim);
        Addend { of: work.item.id, value, at }
    });
    let of_programmes = programmes.iter().filter_map(|id| state.programmes.get(id));
    let of_programmes = of_programmes.map(|programme| Addend {
        of: programme.item.id,
        value: (claim.measure == Measure::Count).then_some(1),
        at: programme.at,
    });
    (of_works.chain(of_programmes).collect(), !whole_bodies)
}

/// What the book records of a work, and the entry that says so.
fn measured(state: &State, work: &Registered<Work>, claim: &Claim) -> (Option<i64>, u64) {
    match claim.measure {
        Measure::Count => (Some(1), work.at),
        Measure::CostDong => {
            let figures = state.work_figures.get(&work.item.id);
            let paid = figures.filter(|figures| figures.payments > 0);
            (paid.map(|figures| (figures.paid + figures.in_kind).0), work.at)
        }
        measure => state.quantity(work, measure).unwrap_or((None, work.at)),
    }
}
