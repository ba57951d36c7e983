//! The entries behind an answer, each with what it adds: their values come to the answer's value. Whoever
//! reads the journal brings entries; which of them belong to it, and by how much, is said here.

use super::answer::{AnswerUnit, Behind, Found, Part, question};
use super::moved::{self, movement_fits};
use super::problem::Problem;
use super::scope::{self, Days};
use super::{Expression, Measured, Question, Sign, Term, Things};
use crate::date::Date;
use crate::decide::Facts;
use crate::entry::Entry;
use crate::id::Id;
use crate::kinds::bodies::Body;
use crate::kinds::told::Comparator;
use crate::movements::{Moved, MovementClass, MovementKey, moved_by};
use crate::state::State;
use std::collections::BTreeSet;

/// What one entry, or one thing without an entry of its own, adds to an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The entry; `None` of a figure, which stands for many.
    pub entry: Option<u64>,
    /// The day it counts on; `None` where it is no movement.
    pub day: Option<Date>,
    /// What moved (`bank`, `payment`, …, `credit`, `debit`), or what it says (`part`).
    pub class: &'static str,
    /// The fund, or the thing that is counted.
    pub of: String,
    /// Whether it is added or taken away.
    pub sign: Sign,
    /// How the value is meant.
    pub meant: Comparator,
    /// How much, in the answer's unit.
    pub value: i64,
}

/// A question whose entries are found among what moved.
struct Moving<'a> {
    sign: Sign,
    asked: &'a Question,
    days: Days,
    /// Of costs and days of labour: the works whose movements count.
    works: Option<BTreeSet<Id>>,
}

/// What belongs to an answer.
pub struct Weighing<'a> {
    state: &'a State,
    moving: Vec<Moving<'a>>,
    /// What its parts' own entries say.
    pub stated: Vec<Share>,
    /// Whether it rests on entries that move something and are no lines at a bank.
    pub moves: bool,
    /// The lines at banks that it counts.
    pub lines: Vec<Behind>,
    /// What the values count in.
    pub unit: AnswerUnit,
}

impl<'a> Weighing<'a> {
    /// Prepares to weigh entries for a question that has an answer.
    pub fn new(state: &'a State, asked: &'a Expression) -> Result<Self, Problem> {
        let unit = AnswerUnit::Count;
        let (moving, stated, lines) = (Vec::new(), Vec::new(), Vec::new());
        let mut all = Self { state, moving, stated, moves: false, lines, unit };
        all.terms(&asked.terms, false)?;
        all.moves = all.moving.iter().any(|term| !is_of_lines(term.asked));
        Ok(all)
    }

    fn terms(&mut self, terms: &'a [(Sign, Term)], turned: bool) -> Result<(), Problem> {
        for (sign, term) in terms {
            let away = (*sign == Sign::Minus) != turned;
            let sign = if away { Sign::Minus } else { Sign::Plus };
            match term {
                Term::Group(inner) => self.terms(inner, away)?,
                Term::Figure(..) => {
                    let one = Expression { terms: vec![(Sign::Plus, term.clone())], as_of: None };
                    let found = super::answer(self.state, &one)?;
                    self.unit = found.unit;
                    self.state_parts(&found.parts, sign);
                }
                Term::Question(asked) => self.question(asked, sign)?,
            }
        }
        Ok(())
    }

    fn question(&mut self, asked: &'a Question, sign: Sign) -> Result<(), Problem> {
        let found: Found = question(self.state, asked)?;
        self.unit = found.unit;
        if !does_move(asked) {
            self.state_parts(&found.parts, sign);
            return Ok(());
        }
        let of_works = matches!(asked.things, None | Some(Things::Works | Things::Programmes));
        let works =
            of_works.then(|| found.parts.iter().filter_map(|part| Id::new(&part.of)).collect());
        let days = scope::days(self.state, asked)?;
        self.lines.extend(found.behind.into_iter().filter(|behind| behind.class.is_none()));
        self.moving.push(Moving { sign, asked, days, works });
        Ok(())
    }

    fn state_parts(&mut self, parts: &[Part], sign: Sign) {
        self.stated.extend(parts.iter().map(|part| Share {
            entry: part.entry,
            day: None,
            class: "part",
            of: part.of.clone(),
            sign,
            meant: part.meant,
            value: part.value,
        }));
    }

    /// What an entry that was not reversed adds, with what it names.
    #[must_use]
    pub fn shares(&self, sequence: u64, entry: &Entry, named: &Facts) -> Vec<Share> {
        if self.state.flags.reversed.get(sequence) {
            return Vec::new();
        }
        let moved = match &entry.body {
            Body::BankLine(_) | Body::BankLinePart(_) => return self.line(sequence, entry),
            Body::AttributionRule(rule) => self.ruled(sequence, rule.import),
            _ => moved_by(entry, named),
        };
        let mut shares = Vec::new();
        for term in self.moving.iter().filter(|term| !is_of_lines(term.asked)) {
            let wanted = moved.iter().filter(|(key, _)| self.is_wanted(term, key));
            shares.extend(wanted.map(|(key, moved)| Share {
                entry: Some(sequence),
                day: Some(key.day),
                class: key.class.word(),
                of: key.fund.to_string(),
                sign: term.sign,
                meant: Comparator::Equal,
                value: measured(term.asked.measure, moved),
            }));
        }
        shares
    }

    /// What a rule over an import made gifts of.
    fn ruled(&self, at: u64, import: u32) -> Vec<(MovementKey, Moved)> {
        let Some(fund) = self.state.import(import).map(|import| import.fund) else {
            return Vec::new();
        };
        let days = self.state.movements.ruled(at);
        let days = days.map(|(day, count, amount)| {
            let key = MovementKey::new(MovementClass::Bank, day, fund);
            (key, Moved { amount, count, ..Moved::default() })
        });
        days.collect()
    }

    fn is_wanted(&self, term: &Moving<'_>, key: &MovementKey) -> bool {
        if !term.days.holds(key.day) {
            return false;
        }
        let Some(works) = &term.works else {
            let fits = |condition| movement_fits(self.state, key, condition);
            return moved::is_asked(term.asked, key.class)
                && term.asked.conditions.iter().all(fits);
        };
        let classes: &[MovementClass] = match term.asked.measure {
            Measured::Days => &[MovementClass::Labour],
            _ => &[MovementClass::Payment, MovementClass::Goods, MovementClass::Labour],
        };
        classes.contains(&key.class) && key.work.is_some_and(|work| works.contains(&work))
    }

    /// What a line at a bank adds.
    fn line(&self, sequence: u64, entry: &Entry) -> Vec<Share> {
        let import = entry.body.as_line().and_then(|(number, _)| self.state.import(number));
        let (Some(import), Some(posting)) = (import, entry.postings.first()) else {
            return Vec::new();
        };
        let is_in = posting.amount.is_positive();
        let mut shares = Vec::new();
        for term in self.moving.iter().filter(|term| is_of_lines(term.asked)) {
            let wanted = (term.asked.things == Some(Things::Receipts)) == is_in
                && term.days.holds(entry.occurred_on)
                && moved::import_fits(self.state, term.asked, import);
            let (amount, count, sign) = (posting.amount, 1, term.sign);
            let amount = if is_in { amount } else { -amount };
            let moved = Moved { amount, count, ..Moved::default() };
            shares.extend(wanted.then(|| Share {
                entry: Some(sequence),
                day: Some(entry.occurred_on),
                class: if is_in { "credit" } else { "debit" },
                of: posting.fund.to_string(),
                sign,
                meant: Comparator::Equal,
                value: measured(term.asked.measure, &moved),
            }));
        }
        shares
    }
}

fn is_of_lines(asked: &Question) -> bool {
    matches!(asked.things, Some(Things::Receipts | Things::Withdrawals))
}

/// Whether a question is answered by movements, not by what its parts' own entries say.
fn does_move(asked: &Question) -> bool {
    match asked.things {
        _ if asked.told.is_some() => false,
        None | Some(Things::Works | Things::Programmes) => {
            matches!(asked.measure, Measured::Cost | Measured::Days)
        }
        Some(Things::Claims) => false,
        Some(_) => true,
    }
}

fn measured(measure: Measured, moved: &Moved) -> i64 {
    match measure {
        Measured::Sum | Measured::Cost => moved.amount.0,
        Measured::Days => moved.days_tenths,
        _ => i64::try_from(moved.count).unwrap_or(i64::MAX),
    }
}
