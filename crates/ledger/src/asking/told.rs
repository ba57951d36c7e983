//! Questions about what sources tell: claims that together cover what is asked, none of it twice. A claim
//! about several works is never split; where it covers more than was asked, its share is unknown.

use super::answer::{AnswerUnit, Found, Note, Unknown};
use super::bounds::Bounded;
use super::problem::{Problem, Reason};
use super::scope::{self, problem};
use super::works::{picked, unit_of, works_of};
use super::{Edge, Measured, Question, Things};
use crate::id::Id;
use crate::kinds::told::{Claim, Comparator};
use crate::kinds::works::Measure;
use crate::state::{Registered, State};
use crate::term::Bound;
use std::collections::BTreeSet;

/// Answers a question about what is told.
pub(super) fn answer(state: &State, asked: &Question) -> Result<Found, Problem> {
    if asked.things == Some(Things::Claims) || asked.measure == Measured::Value {
        return claims(state, asked);
    }
    let measure = match asked.measure {
        Measured::Count => Measure::Count,
        Measured::Length => Measure::LengthMetres,
        Measured::Lamps => Measure::Lamps,
        Measured::Houses => Measure::Houses,
        Measured::Cost => Measure::CostDong,
        Measured::Sum | Measured::Days | Measured::Value => {
            let words = vec!["count", "length", "lamps", "houses", "cost"];
            return Err(problem(asked.measure.word(), asked.span, Reason::Measure(words)));
        }
    };
    let mut cover = Cover::of(state, asked)?;
    cover.found = Found::new(unit_of(measure));
    cover.found.is_told = true;
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    for claim in state.claims.values() {
        let from = asked.told.as_deref().unwrap_or_default();
        let by = from.is_empty() || from.iter().any(|(source, _)| *source == claim.item.source);
        if claim.item.measure == measure && by {
            candidates.extend(cover.candidate(claim));
        }
    }
    candidates.sort_by_key(Candidate::order);
    for candidate in &candidates {
        cover.take(asked, candidate);
    }
    cover.rest(measure);
    Ok(cover.found.add_up())
}

/// How well a claim's time fits the one asked for.
enum Timed {
    Fits(Option<Note>),
    Outside,
    Doubtful,
}

/// A claim that lies within what is asked.
struct Candidate<'a> {
    claim: &'a Registered<Claim>,
    /// The works, or else the subjects, that it covers, with those of its parts.
    covers: BTreeSet<Id>,
    /// Whether its subjects themselves were named.
    direct: bool,
}

impl Candidate<'_> {
    /// Those named first and the larger of them first; then the smaller first, which tell more.
    fn order(&self) -> (bool, i64, u64) {
        let size = i64::try_from(self.covers.len()).unwrap_or(i64::MAX);
        (!self.direct, if self.direct { -size } else { size }, self.claim.at)
    }
}

/// What is asked, and how much of it is covered.
struct Cover<'a> {
    state: &'a State,
    names: BTreeSet<Id>,
    works: BTreeSet<Id>,
    covered: BTreeSet<Id>,
    found: Found,
}

impl<'a> Cover<'a> {
    fn of(state: &'a State, asked: &Question) -> Result<Self, Problem> {
        let names: BTreeSet<Id> = asked.names.iter().map(|(name, _)| *name).collect();
        let is_works = |(name, _): &&(Id, super::Span)| works_of(state, *name).is_some();
        let mut of_works = asked.clone();
        of_works.names = asked.names.iter().filter(is_works).copied().collect();
        let works = if of_works.names.is_empty() && !names.is_empty() {
            BTreeSet::new()
        } else {
            // Bodies are asked about themselves; what they launched is another question.
            of_works.names.retain(|(name, _)| !state.organisations.contains_key(name));
            if of_works.names.is_empty() && !names.is_empty() {
                BTreeSet::new()
            } else {
                picked(state, &of_works)?.0
            }
        };
        let covered = BTreeSet::new();
        let found = Found::new(AnswerUnit::Count);
        Ok(Self { state, names, works, covered, found })
    }

    fn candidate(&self, claim: &'a Registered<Claim>) -> Option<Candidate<'a>> {
        let item = &claim.item;
        let named = |id: &Id| self.names.contains(id);
        let direct =
            named(&item.id) || (!item.subjects.is_empty() && item.subjects.iter().all(named));
        let own = own_cover(self.state, item);
        let within = !own.is_empty() && own.iter().all(|id| self.works.contains(id));
        if !direct && !within {
            return None;
        }
        Some(Candidate { claim, covers: cover(self.state, item, &mut BTreeSet::new()), direct })
    }

    fn take(&mut self, asked: &Question, candidate: &Candidate<'_>) {
        let claim = &candidate.claim.item;
        if candidate.covers.iter().any(|id| self.covered.contains(id)) {
            self.found.notes.push(Note::CountedAlready { claim: claim.id });
            return;
        }
        let (of, entry) = (claim.id.to_string(), Some(candidate.claim.at));
        match timed(self.state, asked, claim) {
            Timed::Outside => return,
            Timed::Doubtful => {
                self.found.unknown.push(Unknown { of, entry, count: 1, doubtful: true });
                return;
            }
            Timed::Fits(note) => self.found.notes.extend(note),
        }
        self.covered.extend(&candidate.covers);
        let line = claim.line;
        self.found.about.extend(claim.subjects.iter().map(|subject| (*subject, line)));
        match claim.value {
            Some(value) => {
                let meant = claim.comparator.unwrap_or(Comparator::Equal);
                self.found.part(&claim.id, Bounded { value, meant }, entry);
                let works = own_cover(self.state, claim);
                if works.len() > 1 {
                    let works = works.into_iter().collect();
                    self.found.notes.push(Note::Joint { claim: claim.id, works });
                }
            }
            None => self.found.unknown.push(Unknown { of, entry, count: 1, doubtful: false }),
        }
    }

    /// What no claim covers; where one covers it together with other works, that one is named.
    fn rest(&mut self, measure: Measure) {
        let works = self.works.difference(&self.covered).copied();
        let bodies = self.names.iter().copied().filter(|name| {
            !self.covered.contains(name)
                && !self.state.claims.contains_key(name)
                && works_of(self.state, *name).is_none_or(|works| works.is_empty())
        });
        let rest: BTreeSet<Id> = works.chain(bodies).collect();
        for id in &rest {
            let work = self.state.works.get(id);
            let entry = work.map(|work| work.at);
            let count = 1;
            self.found.unknown.push(Unknown { of: id.to_string(), entry, count, doubtful: false });
        }
        for claim in self.state.claims.values().filter(|claim| claim.item.measure == measure) {
            let works = own_cover(self.state, &claim.item);
            let counted = self.found.parts.iter().any(|part| part.of == claim.item.id.as_str());
            if !counted && works.len() > 1 && works.iter().any(|id| rest.contains(id)) {
                let works = works.into_iter().collect();
                self.found.notes.push(Note::Joint { claim: claim.item.id, works });
            }
        }
    }
}

/// The works a claim speaks of.
fn own_cover(state: &State, claim: &Claim) -> BTreeSet<Id> {
    let plain = |id: &&Id| !state.organisations.contains_key(id);
    claim.subjects.iter().filter(plain).filter_map(|id| works_of(state, *id)).flatten().collect()
}

/// The works and bodies a claim and its parts speak of.
fn cover(state: &State, claim: &Claim, seen: &mut BTreeSet<Id>) -> BTreeSet<Id> {
    let mut covers = own_cover(state, claim);
    covers.extend(claim.subjects.iter().filter(|id| !state.cost_groups.contains_key(id)));
    for part in claim.components.iter().filter_map(|id| state.claims.get(id)) {
        if seen.insert(part.item.id) {
            covers.extend(cover(state, &part.item, seen));
        }
    }
    covers
}

fn timed(state: &State, asked: &Question, claim: &Claim) -> Timed {
    if asked.from.is_none() && asked.to.is_none() {
        return Timed::Fits(None);
    }
    let Some(period) = &claim.period else { return Timed::Doubtful };
    let mut note = None;
    let edges = [(&asked.from, &period.from, true), (&asked.to, &period.to, false)];
    for (wanted, told, first) in edges {
        let Some(wanted) = wanted else { continue };
        match edge_fits(state, wanted, told.as_ref(), first) {
            Some(true) => {}
            Some(false) => return Timed::Outside,
            None => {
                let words = match told {
                    Some(Bound::Words(words)) => Some(words.clone()),
                    _ => None,
                };
                // A term is asked for by its name: a source that names the same beginning means it.
                let of_term = matches!(wanted, Edge::Term(..)) && !first;
                if !of_term {
                    return Timed::Doubtful;
                }
                note = Some(Note::PeriodInWords { claim: claim.id, words });
            }
        }
    }
    Timed::Fits(note)
}

/// Whether an edge that is told lies within the one asked for; `None` where it cannot be told.
fn edge_fits(state: &State, wanted: &Edge, told: Option<&Bound>, first: bool) -> Option<bool> {
    let day_of = |bound: &Bound| match bound {
        Bound::On(day) => Some(*day),
        Bound::TermStart(term) => scope::term_edge(state, *term, true),
        Bound::TermEnd(term) => scope::term_edge(state, *term, false),
        Bound::Words(_) => None,
    };
    let limit = match (wanted, told?) {
        (Edge::Term(term, _), Bound::TermStart(same)) if first && term == same => {
            return Some(true);
        }
        (Edge::Term(term, _), Bound::TermEnd(same)) if !first && term == same => return Some(true),
        (Edge::Term(term, _), _) => scope::term_edge(state, *term, first)?,
        (Edge::On(day), _) => *day,
    };
    let day = day_of(told?)?;
    Some(if first { limit <= day } else { day <= limit })
}

/// Questions about claims themselves: how many, or what the named ones say.
fn claims(state: &State, asked: &Question) -> Result<Found, Problem> {
    let mut chosen: Vec<&Registered<Claim>> = Vec::new();
    for (name, span) in &asked.names {
        let Some(claim) = state.claims.get(name) else {
            return Err(problem(name.as_str(), *span, Reason::Unknown(Vec::new())));
        };
        if !chosen.iter().any(|known| known.at == claim.at) {
            chosen.push(claim);
        }
    }
    if asked.measure == Measured::Value {
        // What a claim says is asked for by its name alone.
        let plain = asked.conditions.is_empty() && asked.from.is_none() && asked.to.is_none();
        if !plain {
            return Err(problem("", asked.span, Reason::Expected(vec!["+", "-", "as of"])));
        }
        let Some(first) = chosen.first() else {
            return Err(problem("", asked.span, Reason::Expected(vec!["claim"])));
        };
        return values(asked, unit_of(first.item.measure), &chosen);
    }
    if asked.names.is_empty() {
        chosen = state.claims.values().collect();
    }
    let wanted = |claim: &&&Registered<Claim>| {
        let from = asked.told.as_deref().unwrap_or_default();
        let by = from.is_empty() || from.iter().any(|(source, _)| *source == claim.item.source);
        by && asked.conditions.iter().all(|condition| {
            scope::any(condition, |value| {
                let about = Id::new(value).and_then(|id| works_of(state, id)).unwrap_or_default();
                own_cover(state, &claim.item).iter().any(|work| about.contains(work))
                    || claim.item.subjects.iter().any(|subject| subject.as_str() == value)
            })
        })
    };
    let mut found = Found::new(AnswerUnit::Count);
    for claim in chosen.iter().filter(wanted) {
        match timed(state, asked, &claim.item) {
            Timed::Fits(_) => found.part(&claim.item.id, Bounded::exactly(1), Some(claim.at)),
            Timed::Outside => {}
            Timed::Doubtful => {
                let (of, entry) = (claim.item.id.to_string(), Some(claim.at));
                found.unknown.push(Unknown { of, entry, count: 1, doubtful: true });
            }
        }
    }
    Ok(found.add_up())
}

fn values(
    asked: &Question,
    unit: AnswerUnit,
    chosen: &[&Registered<Claim>],
) -> Result<Found, Problem> {
    let mut found = Found::new(unit);
    found.is_told = true;
    for claim in chosen {
        if unit_of(claim.item.measure) != unit {
            return Err(problem(claim.item.id.as_str(), asked.span, Reason::Units));
        }
        let line = claim.item.line;
        found.about.extend(claim.item.subjects.iter().map(|subject| (*subject, line)));
        if let Some(value) = claim.item.value {
            let meant = claim.item.comparator.unwrap_or(Comparator::Equal);
            found.part(&claim.item.id, Bounded { value, meant }, Some(claim.at));
        } else {
            let (of, entry) = (claim.item.id.to_string(), Some(claim.at));
            found.unknown.push(Unknown { of, entry, count: 1, doubtful: false });
        }
    }
    Ok(found.add_up())
}
