//! The figure language: a question about the books as a person types it ("length of works in programme
//! p1 to 2023-05"), read into a typed [`Expression`] and answered from the fold's state. An answer explains
//! itself: value, comparator, what was added, what is unknown, on what it rests, the entries behind it.
//! Unknown is never zero, each đồng and each metre counts once, and nothing is looked up outside the state.
//! How it is written: `docs/figures-language.md`.

mod answer;
mod behind;
mod bounds;
mod days;
pub mod form;
mod moved;
mod problem;
mod reader;
mod scope;
mod told;
mod vocabulary;
mod works;

pub use answer::{Answer, AnswerUnit, Behind, Note, Part, Unknown, answer};
pub use behind::{Share, Weighing};
pub(crate) use bounds::Bounded;
pub use problem::{Problem, Reason};
pub use reader::parse;
pub(crate) use scope::{is_below, term_edge};
pub use vocabulary::{Field, Measured, Things};
pub use works::unit_of;

use crate::date::Date;
use crate::id::Id;
use std::fmt;

/// The longest question, in bytes.
pub const LONGEST: usize = 2_000;

/// A question as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    /// The first term, and what is added to it or taken from it, in order.
    pub terms: Vec<(Sign, Term)>,
    /// The size of the log it is asked at; `None` asks at the present one.
    pub as_of: Option<u64>,
}

/// Whether a term is added or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Added.
    Plus,
    /// Taken away.
    Minus,
}

/// What is added or taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A question of its own, and where it stands in the text.
    Question(Question),
    /// A figure of `figures.json` by its identifier.
    Figure(String, Span),
    /// Several in brackets.
    Group(Vec<(Sign, Term)>),
}

/// A stretch of the text, in bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// Where something stands in a text says nothing of what it is.
impl PartialEq for Span {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Span {}

/// One question: how much of what, where, when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What is measured.
    pub measure: Measured,
    /// Asked of what sources tell, not of the books; of these sources, or of all where none is named.
    pub told: Option<Vec<(Id, Span)>>,
    /// Of which things; `None` where they are only named.
    pub things: Option<Things>,
    /// The things named.
    pub names: Vec<(Id, Span)>,
    /// What must hold.
    pub conditions: Vec<Condition>,
    /// The first day.
    pub from: Option<Edge>,
    /// The last day, included.
    pub to: Option<Edge>,
    /// Where it stands.
    pub span: Span,
}

/// Something that must hold of what is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What is looked at.
    pub field: Field,
    /// Any of these.
    pub values: Vec<(String, Span)>,
    /// Where it stands.
    pub span: Span,
}

/// An edge of a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edge {
    /// A day.
    On(Date),
    /// The edge of a named term.
    Term(Id, Span),
}

impl Expression {
    /// How many questions it holds.
    #[must_use]
    pub fn questions(&self) -> usize {
        fn count(terms: &[(Sign, Term)]) -> usize {
            let each = terms.iter().map(|(_, term)| match term {
                Term::Question(_) => 1,
                Term::Figure(..) => 0,
                Term::Group(terms) => count(terms),
            });
            each.sum()
        }
        count(&self.terms)
    }
}

fn write_terms(terms: &[(Sign, Term)], formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (place, (sign, term)) in terms.iter().enumerate() {
        match (place, sign) {
            (0, Sign::Plus) => {}
            (0, Sign::Minus) => formatter.write_str("- ")?,
            (_, Sign::Plus) => formatter.write_str(" + ")?,
            (_, Sign::Minus) => formatter.write_str(" - ")?,
        }
        match term {
            Term::Question(question) => write!(formatter, "{question}")?,
            Term::Figure(id, _) => write!(formatter, "figure {id}")?,
            Term::Group(terms) => {
                formatter.write_str("(")?;
                write_terms(terms, formatter)?;
                formatter.write_str(")")?;
            }
        }
    }
    Ok(())
}

impl Expression {
    /// Whether a condition tells gifts in one fund apart: by who gave, what for, or of which kind.
    #[must_use]
    pub fn picks_gifts(&self) -> bool {
        fn picks(terms: &[(Sign, Term)]) -> bool {
            let apart = |field| matches!(field, Field::Organisation | Field::Work | Field::Kind);
            terms.iter().any(|(_, term)| match term {
                Term::Question(asked) => asked.conditions.iter().any(|found| apart(found.field)),
                Term::Figure(..) => false,
                Term::Group(inner) => picks(inner),
            })
        }
        picks(&self.terms)
    }
}

/// The one way it is written down: reads back as the same question.
impl fmt::Display for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_terms(&self.terms, formatter)?;
        self.as_of.map_or(Ok(()), |size| write!(formatter, " as of {size}"))
    }
}

impl fmt::Display for Question {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.measure.word())?;
        if let Some(sources) = &self.told {
            formatter.write_str(" told")?;
            for (place, (source, _)) in sources.iter().enumerate() {
                write!(formatter, "{} {source}", if place == 0 { " by" } else { "," })?;
            }
        }
        formatter.write_str(" of")?;
        if let Some(things) = self.things {
            write!(formatter, " {}", things.word())?;
        }
        for (name, _) in &self.names {
            write!(formatter, " {name}")?;
        }
        for condition in &self.conditions {
            write!(formatter, " {}", condition.field.word())?;
            for (place, (value, _)) in condition.values.iter().enumerate() {
                write!(formatter, "{} {value}", if place == 0 { "" } else { "," })?;
            }
        }
        match (&self.from, &self.to) {
            (Some(Edge::Term(from, _)), Some(Edge::Term(to, _))) if from == to => {
                write!(formatter, " in term {from}")
            }
            (from, to) => {
                for (word, edge) in [("from", from), ("to", to)] {
                    match edge {
                        Some(Edge::On(day)) => write!(formatter, " {word} {day}")?,
                        Some(Edge::Term(term, _)) => write!(formatter, " {word} term {term}")?,
                        None => {}
                    }
                }
                Ok(())
            }
        }
    }
}
