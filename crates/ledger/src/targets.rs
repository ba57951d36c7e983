//! How far a target is: the question bound in it, asked over its period, beside the value that was set. What is
//! not known stays apart; a target without a question has no progress that anybody could tell.

use crate::asking::{
    Answer, AnswerUnit, Edge, Expression, Problem, Question, Reason, Sign, Span, Term, answer,
    parse,
};
use crate::kinds::organising::{Target, TargetUnit};
use crate::refusal::Refusal;
use crate::state::State;
use crate::term::{Bound, Period};

impl TargetUnit {
    /// The unit that answers must have.
    #[must_use]
    pub fn answer_unit(self) -> AnswerUnit {
        match self {
            Self::Dong => AnswerUnit::Dong,
            Self::Count => AnswerUnit::Count,
            Self::Metres => AnswerUnit::Metres,
            Self::DaysTenths => AnswerUnit::DaysTenths,
        }
    }
}

/// How far a target is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The question as it is asked, with the target's period.
    pub asked: Expression,
    /// Its answer, or why there is none.
    pub answer: Result<Answer, Problem>,
}

/// How far a target is; `None` where no question is bound in it. Over words that fix no day nobody can tell.
#[must_use]
pub fn progress(state: &State, target: &Target) -> Option<Progress> {
    let asked = bound(&parse(target.expression.as_deref()?).ok()?, target.period.as_ref());
    let answer = match in_words(target.period.as_ref()) {
        Some(words) => Err(undated(words)),
        None => answer(state, &asked),
    };
    Some(Progress { asked, answer })
}

/// The words of an edge that fixes no day: what is reached by then cannot be told.
fn in_words(period: Option<&Period>) -> Option<&str> {
    let period = period?;
    [&period.from, &period.to].into_iter().flatten().find_map(|edge| match edge {
        Bound::Words(words) => Some(words.as_str()),
        _ => None,
    })
}

fn undated(words: &str) -> Problem {
    Problem { span: Span::default(), words: words.to_owned(), reason: Reason::Undated }
}

/// Parts in ten thousand of what was set, rounded down; `None` where nothing is known.
#[must_use]
pub fn share(reached: i64, value: i64) -> Option<i64> {
    if value <= 0 {
        return None;
    }
    i64::try_from(i128::from(reached) * 10_000 / i128::from(value)).ok()
}

/// The question asked over a period: edges that fix a day or name a term.
fn bound(asked: &Expression, period: Option<&Period>) -> Expression {
    let mut asked = asked.clone();
    if let Some(period) = period {
        bind(&mut asked.terms, period);
    }
    asked
}

fn bind(terms: &mut [(Sign, Term)], period: &Period) {
    let edge = |bound: &Option<Bound>| match bound.as_ref()? {
        Bound::On(day) => Some(Edge::On(*day)),
        Bound::TermStart(term) | Bound::TermEnd(term) => Some(Edge::Term(*term, Span::default())),
        Bound::Words(_) => None,
    };
    for (_, term) in terms {
        match term {
            Term::Question(question) => {
                question.from = edge(&period.from);
                question.to = edge(&period.to);
            }
            Term::Group(inner) => bind(inner, period),
            Term::Figure(..) => {}
        }
    }
}

/// Reads the question of a target, asks it once, and writes it down in the one way it is written.
pub(crate) fn check(state: &State, target: &mut Target) -> Result<(), Refusal> {
    let Some(text) = &target.expression else { return Ok(()) };
    let asked = parse(text).map_err(|found| refusal(&found))?;
    if asked.as_of.is_some() || !asks_only_questions(&asked.terms) {
        return Err(Refusal::Excess { field: "expression" });
    }
    let found = answer(state, &bound(&asked, target.period.as_ref()));
    match found {
        Ok(found) if found.unit != target.unit.answer_unit() => {
            return Err(Refusal::DoesNotMatch { field: "unit" });
        }
        // The term's days may be told later.
        Err(found) if found.reason == Reason::Undated => {}
        Err(found) => return Err(refusal(&found)),
        Ok(_) => {}
    }
    target.expression = Some(asked.to_string());
    Ok(())
}

fn refusal(found: &Problem) -> Refusal {
    Refusal::Question { words: found.words.clone(), reason: found.reason.word() }
}

/// Whether nothing but questions without a period is asked: a figure of `figures.json` could be the target's own.
fn asks_only_questions(terms: &[(Sign, Term)]) -> bool {
    let plain = |question: &Question| question.from.is_none() && question.to.is_none();
    terms.iter().all(|(_, term)| match term {
        Term::Question(question) => plain(question),
        Term::Group(inner) => asks_only_questions(inner),
        Term::Figure(..) => false,
    })
}
