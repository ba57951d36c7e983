//! A story and the books: every question answered, every name looked up, every identifier known. What it comes
//! to is one canonical form ([`BoundStory`]), made again by whoever checks it.

use super::drawn;
use super::fault::{Fault, Place, Reason};
use super::marks::{Form, Mark, Marked};
use super::{MOST_FAULTS, Story};
use chungtay_ledger::asking::form::AnswerForm;
use chungtay_ledger::asking::{self};
use chungtay_ledger::id::{FundId, Id, PersonId};
use chungtay_ledger::state::State;
use chungtay_ledger::stories::{BoundName, BoundStory};

/// Answers every mark of a story from a state of the books, or says what cannot be answered and where in the
/// file's text.
pub fn bind(story: &Story, text: &str, state: &State) -> Result<BoundStory, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut bound = BoundStory { figures: Vec::new(), names: Vec::new(), size: state.size };
    for (id, place) in &story.front.authors {
        if !is_party(state, id) {
            faults.push(unknown(*place, id));
        }
    }
    for (id, place) in &story.front.about {
        if named(state, id).is_none() && !is_party(state, id) {
            faults.push(unknown(*place, id));
        }
    }
    for marked in &story.marks {
        if let Err((reason, words, at)) = answer(marked, text, state, &mut bound) {
            faults.push(Fault::at(text, at, &words, reason));
        }
    }
    let mut maps =
        story.marks.iter().filter(|marked| matches!(marked.mark, Mark::Directive("map", _)));
    if let Some(second) = maps.nth(1) {
        faults.push(Fault::at(text, second.span.start, "::map", Reason::SecondMap));
    }
    faults.truncate(MOST_FAULTS);
    if faults.is_empty() { Ok(bound) } else { Err(faults) }
}

fn unknown(place: Place, id: &str) -> Fault {
    Fault { place, words: id.to_owned(), reason: Reason::Unknown }
}

type Wrong = (Reason, String, usize);

fn answer(marked: &Marked, text: &str, state: &State, bound: &mut BoundStory) -> Result<(), Wrong> {
    let at = marked.inner;
    let no = |id: &str| (Reason::Unknown, id.to_owned(), at);
    match &marked.mark {
        Mark::Figure(expression, _) => {
            let answer = asking::answer(state, expression).map_err(|problem| {
                (Reason::Question(problem.clone()), problem.words.clone(), at + problem.span.start)
            })?;
            bound.figures.push(answer.form(expression));
        }
        Mark::Name(id) => {
            let (entry, name) = named(state, id).ok_or_else(|| no(id))?;
            bound.names.push(BoundName { entry, id: id.clone(), name });
        }
        Mark::Document(id) => {
            let basis = Id::new(id).and_then(|id| state.bases.get(&id)).ok_or_else(|| no(id))?;
            let number = basis.item.number.clone();
            let name = number.ok_or_else(|| (Reason::NoNumber, id.clone(), at))?;
            bound.names.push(BoundName { entry: basis.at, id: id.clone(), name });
        }
        Mark::Quote(source, _) | Mark::Source(source) => {
            if !is_source(state, source) {
                return Err(no(source));
            }
        }
        Mark::Directive(..) => drawn::check(marked, text, state)?,
        Mark::Date(_) | Mark::Chainage(_) => {}
    }
    Ok(())
}

/// The entry that names something public, and the name.
fn named(state: &State, id: &str) -> Option<(u64, String)> {
    if let Some(fund) = FundId::new(id).and_then(|id| state.funds.get(&id)) {
        return Some((fund.at, fund.item.name.clone()));
    }
    let id = Id::new(id)?;
    macro_rules! first {
        ($($map:ident . $name:ident),*) => {
            $(if let Some(found) = state.$map.get(&id) {
                return Some((found.at, found.item.$name.clone()));
            })*
        };
    }
    first!(
        works.name,
        programmes.name,
        organisations.name,
        places.name,
        terms.name,
        bases.title,
        sources.title
    );
    None
}

fn is_party(state: &State, id: &str) -> bool {
    Id::new(id).is_some_and(|id| state.organisations.contains_key(&id))
        || PersonId::new(id).is_some_and(|id| state.persons.contains_key(&id))
}

fn is_source(state: &State, id: &str) -> bool {
    Id::new(id).is_some_and(|id| {
        state.claims.contains_key(&id)
            || state.statements.contains_key(&id)
            || state.sources.contains_key(&id)
            || state.bases.contains_key(&id)
    })
}

/// What a mark came to.
#[derive(Clone, Copy, Debug)]
pub enum Listed<'a> {
    /// A number: its place among the story's numbers from one, and how it is written.
    Figure(usize, &'a AnswerForm, Form),
    /// A name or the number of a document.
    Name(&'a BoundName),
    /// It stands in the file itself.
    Itself,
}

/// What each mark of a story came to; `None` where what is bound is of another story.
#[must_use]
pub fn listed<'a>(story: &Story, bound: &'a BoundStory) -> Option<Vec<Listed<'a>>> {
    let (mut figures, mut names) = ((1..).zip(&bound.figures), bound.names.iter());
    let mut listed = Vec::with_capacity(story.marks.len());
    for marked in &story.marks {
        listed.push(match &marked.mark {
            Mark::Figure(expression, form) => {
                let (number, figure) = figures.next()?;
                if figure.expression != expression.to_string() {
                    return None;
                }
                Listed::Figure(number, figure, *form)
            }
            Mark::Name(id) | Mark::Document(id) => {
                Listed::Name(names.next().filter(|name| name.id == *id)?)
            }
            _ => Listed::Itself,
        });
    }
    (figures.next().is_none() && names.next().is_none()).then_some(listed)
}
