//! The answer to a question: each term answered by itself, then added and taken away, with what is known
//! of the result and on what it rests.

use super::bounds::Bounded;
use super::problem::{Problem, Reason};
use super::scope::problem;
use super::{Expression, Measured, Question, Sign, Span, Term, Things, moved, scope, told, works};
use crate::claims::compare;
use crate::date::Date;
use crate::figures::{self, FigureList};
use crate::id::{AccountId, FundId, Id};
use crate::kinds::told::{Comparator, StatementClass};
use crate::movements::MovementClass;
use crate::state::State;
use std::collections::BTreeSet;

/// What a value counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerUnit {
    /// Whole đồng.
    Dong,
    /// Things counted.
    Count,
    /// Whole metres.
    Metres,
    /// Tenths of a day's work.
    DaysTenths,
    /// Parts in ten thousand.
    PartsInTenThousand,
}

impl AnswerUnit {
    /// The unit of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let all =
            [Self::Dong, Self::Count, Self::Metres, Self::DaysTenths, Self::PartsInTenThousand];
        all.into_iter().find(|unit| unit.word() == word)
    }

    /// Its word in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Dong => "dong",
            Self::Count => "count",
            Self::Metres => "metres",
            Self::DaysTenths => "days-tenths",
            Self::PartsInTenThousand => "per-ten-thousand",
        }
    }
}

/// One of the things that were added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is: a work, a claim, a programme, a fund, a figure; by its identifier.
    pub of: String,
    /// Its value and how it is meant; taken away where its term is.
    pub value: i64,
    /// How it is meant.
    pub meant: Comparator,
    /// Whether it was added or taken away.
    pub sign: Sign,
    /// The entry that says so, where one entry does.
    pub entry: Option<u64>,
}

/// Something that belongs to the answer and whose share nobody knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What it is, by its identifier.
    pub of: String,
    /// Its entry, where it has one.
    pub entry: Option<u64>,
    /// How many things are meant.
    pub count: u64,
    /// Whether it is not even known to belong here.
    pub doubtful: bool,
}

/// What to know beside the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// It holds only if what was taken away lies within what it was taken from, which no source says.
    IfWithin,
    /// One value for several works, which nobody split.
    Joint {
        /// The claim.
        claim: Id,
        /// The works.
        works: Vec<Id>,
    },
    /// A claim is left out, since what it covers is counted already.
    CountedAlready {
        /// The claim.
        claim: Id,
    },
    /// A claim speaks of a time that its source does not fix by a day.
    PeriodInWords {
        /// The claim.
        claim: Id,
        /// The source's words; none where the edge is a term without days.
        words: Option<String>,
    },
    /// Credits at the bank that nobody told yet are not among the gifts.
    NotYetAttributed {
        /// How many credits wait.
        count: u64,
    },
    /// What the book says does not fit together: the entry that notes it.
    Tension {
        /// The statement.
        statement: Id,
        /// Its entry.
        entry: u64,
    },
}

/// Entries that an answer counts by the day and does not name one by one: where they are to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Behind {
    /// What moved; `None` for lines at the bank.
    pub class: Option<MovementClass>,
    /// The fund.
    pub fund: FundId,
    /// The bank account, for lines.
    pub account: Option<AccountId>,
    /// Whether money came in, for lines.
    pub is_in: bool,
    /// The work.
    pub work: Option<Id>,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The value; `None` where nothing can be said.
    pub value: Option<i64>,
    /// How it is meant.
    pub meant: Comparator,
    /// What it counts in.
    pub unit: AnswerUnit,
    /// What was added up.
    pub parts: Vec<Part>,
    /// What belongs to it and is not known.
    pub unknown: Vec<Unknown>,
    /// What to know beside it.
    pub notes: Vec<Note>,
    /// The entries behind it that are not bank lines, in order.
    pub entries: Vec<u64>,
    /// Where the entries are that it counts by the day.
    pub behind: Vec<Behind>,
    /// The size of the log.
    pub size: u64,
}

/// What one question comes to.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) value: Option<Bounded>,
    pub(super) unit: AnswerUnit,
    pub(super) parts: Vec<Part>,
    pub(super) unknown: Vec<Unknown>,
    pub(super) notes: Vec<Note>,
    pub(super) entries: BTreeSet<u64>,
    pub(super) behind: BTreeSet<Behind>,
    /// Subjects of claims it rests on and their lines in the source, to find tensions by.
    pub(super) about: BTreeSet<(Id, Option<u32>)>,
    /// Whether it is what sources tell.
    pub(super) is_told: bool,
}

impl Found {
    pub(super) fn new(unit: AnswerUnit) -> Self {
        Self {
            value: None,
            unit,
            parts: Vec::new(),
            unknown: Vec::new(),
            notes: Vec::new(),
            entries: BTreeSet::new(),
            behind: BTreeSet::new(),
            about: BTreeSet::new(),
            is_told: false,
        }
    }

    pub(super) fn part(&mut self, of: &impl ToString, value: Bounded, entry: Option<u64>) {
        let Bounded { value, meant } = value;
        self.parts.push(Part { of: of.to_string(), value, meant, sign: Sign::Plus, entry });
        self.entries.extend(entry);
    }

    /// Adds up its parts. Where something is unknown, what is known is the least it can be: nothing that is
    /// measured can be below zero. Of nothing that is told, nothing is known; of no works there are none.
    pub(super) fn add_up(mut self) -> Self {
        let nothing_known = self.parts.is_empty() && (self.is_told || !self.unknown.is_empty());
        let mut sum = (!nothing_known).then(|| Bounded::exactly(0));
        for part in &self.parts {
            let value = Bounded { value: part.value, meant: part.meant };
            sum = sum.and_then(|sum| sum.plus(value));
        }
        if !self.unknown.is_empty() {
            let least = Bounded { value: 0, meant: Comparator::AtLeast };
            sum = sum.and_then(|sum| sum.plus(least));
        }
        self.value = sum;
        self
    }
}

/// Answers a question from a state; `as_of` is for whoever brings the state of that size.
pub fn answer(state: &State, asked: &Expression) -> Result<Answer, Problem> {
    if let Some(size) = asked.as_of
        && size != state.size
    {
        return Err(problem(&size.to_string(), Span::default(), Reason::Size(state.size)));
    }
    let mut listed = None;
    let mut found = terms(state, &asked.terms, &mut listed)?;
    if let Some(Bounded { value, .. }) = found.value
        && value.unsigned_abs() > crate::money::LARGEST.unsigned_abs()
    {
        return Err(problem("", Span::default(), Reason::TooLarge));
    }
    tensions(state, &mut found);
    let meant = found.value.map_or(Comparator::Equal, |value| value.meant);
    Ok(Answer {
        value: found.value.map(|value| value.value),
        meant,
        unit: found.unit,
        parts: found.parts,
        unknown: found.unknown,
        notes: found.notes,
        entries: found.entries.into_iter().collect(),
        behind: found.behind.into_iter().collect(),
        size: state.size,
    })
}

fn terms(
    state: &State,
    terms_asked: &[(Sign, Term)],
    listed: &mut Option<FigureList>,
) -> Result<Found, Problem> {
    let mut all: Option<Found> = None;
    for (sign, term) in terms_asked {
        let (mut found, span) = match term {
            Term::Question(asked) => (question(state, asked)?, asked.span),
            Term::Figure(id, span) => (figure(state, id, *span, listed)?, *span),
            Term::Group(inner) => (terms(state, inner, listed)?, Span::default()),
        };
        if *sign == Sign::Minus {
            for part in &mut found.parts {
                part.sign = if part.sign == Sign::Plus { Sign::Minus } else { Sign::Plus };
            }
        }
        all = Some(match all {
            None => negated(found, *sign),
            Some(before) if before.unit != found.unit => {
                return Err(problem("", span, Reason::Units));
            }
            Some(before) => joined(before, found, *sign),
        });
    }
    all.ok_or_else(|| problem("", Span::default(), Reason::Empty))
}

fn negated(mut found: Found, sign: Sign) -> Found {
    if sign == Sign::Minus {
        found.value = found.value.and_then(|value| Bounded::exactly(0).minus(value));
    }
    found
}

fn joined(mut before: Found, found: Found, sign: Sign) -> Found {
    before.value = match (before.value, found.value, sign) {
        (Some(first), Some(second), Sign::Plus) => first.plus(second),
        (Some(first), Some(second), Sign::Minus) => first.minus(second),
        _ => None,
    };
    let is_new = !before.notes.contains(&Note::IfWithin);
    if sign == Sign::Minus && before.is_told && found.is_told && is_new {
        before.notes.push(Note::IfWithin);
    }
    before.is_told |= found.is_told;
    before.parts.extend(found.parts);
    before.unknown.extend(found.unknown);
    before.notes.extend(found.notes.into_iter().filter(|note| *note != Note::IfWithin));
    before.entries.extend(found.entries);
    before.behind.extend(found.behind);
    before.about.extend(found.about);
    before
}

pub(super) fn question(state: &State, asked: &Question) -> Result<Found, Problem> {
    scope::check(state, asked)?;
    let of_claims = asked.things == Some(Things::Claims) || asked.measure == Measured::Value;
    if asked.told.is_some() || of_claims {
        return told::answer(state, asked);
    }
    match asked.things {
        None | Some(Things::Works) => works::works(state, asked),
        Some(Things::Programmes) => works::programmes(state, asked),
        Some(_) => moved::answer(state, asked),
    }
}

/// A figure of `figures.json`.
fn figure(
    state: &State,
    id: &str,
    span: Span,
    listed: &mut Option<FigureList>,
) -> Result<Found, Problem> {
    let list = listed.get_or_insert_with(|| figures::figures(state));
    let Some(figure) = list.get(id) else {
        return Err(problem(id, span, Reason::Unknown(Vec::new())));
    };
    let unit = match figure.unit {
        figures::Unit::Dong => AnswerUnit::Dong,
        figures::Unit::Count => AnswerUnit::Count,
        figures::Unit::DaysTenths => AnswerUnit::DaysTenths,
        figures::Unit::Basis => AnswerUnit::PartsInTenThousand,
        figures::Unit::Measured => measured(state, id),
    };
    let mut found = Found::new(unit);
    let of_claim = id.strip_prefix("claim.").and_then(|rest| rest.split('.').next());
    let claim = of_claim.and_then(Id::new).and_then(|claim| state.claims.get(&claim));
    let meant = claim.and_then(|claim| match id.rsplit('.').next() {
        Some("known") => None,
        Some("found") => Some(compare(state, &claim.item).meant),
        Some("rest") => compare(state, &claim.item).remainder.map(|(meant, _)| meant),
        _ => claim.item.comparator,
    });
    found.is_told = claim.is_some();
    match figure.value {
        Some(value) => {
            let meant = meant.unwrap_or(Comparator::Equal);
            found.part(&id, Bounded { value, meant }, None);
            found.value = Some(Bounded { value, meant });
        }
        None => {
            found.unknown.push(Unknown {
                of: id.to_owned(),
                entry: None,
                count: 1,
                doubtful: false,
            });
        }
    }
    found.entries.extend(claim.map(|claim| claim.at));
    Ok(found)
}

/// What a measured figure counts in: the claim's measure, or the one it is named after.
fn measured(state: &State, id: &str) -> AnswerUnit {
    let mut parts = id.split('.');
    let (room, name, what) = (parts.next(), parts.next().and_then(Id::new), parts.next());
    let claim = name.filter(|_| room == Some("claim")).and_then(|name| state.claims.get(&name));
    let measure = claim.map(|claim| claim.item.measure);
    let measure = measure.or_else(|| what.and_then(crate::kinds::works::Measure::from_word));
    measure.map_or(AnswerUnit::Count, works::unit_of)
}

/// What the book notes as not fitting together, about what the answer is about.
fn tensions(state: &State, found: &mut Found) {
    let said = state.statements.values().filter(|said| {
        said.item.class == StatementClass::Tension
            && said.item.subjects.iter().any(|id| found.about.contains(&(*id, said.item.line)))
    });
    let mut notes: Vec<_> = said.map(|said| (said.item.order, said.at, said.item.id)).collect();
    notes.sort_unstable();
    for (_, entry, statement) in notes {
        found.notes.push(Note::Tension { statement, entry });
    }
}
