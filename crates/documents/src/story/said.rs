//! What a mark says in the story's language.

use super::binding::Listed;
use super::marks::{Day, Form, Mark};
use chungtay_ledger::asking::AnswerUnit;
use chungtay_ledger::asking::form::AnswerForm;
use chungtay_text::asking::{Manner, written};
use chungtay_text::{Messages, Value, date};

/// A number as a story writes it, and in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// As the story writes it.
    pub written: String,
    /// In full.
    pub full: String,
}

/// A number in words, short or in full, as it is meant: "more than 3 billion".
#[must_use]
pub fn said(figure: &AnswerForm, form: Form, messages: &Messages) -> Said {
    let unit = AnswerUnit::from_word(&figure.unit).unwrap_or(AnswerUnit::Count);
    let as_written = |manner| written(figure.value, figure.meant, unit, manner, messages);
    let manner = match form {
        Form::Full => Manner::Full,
        Form::Short => Manner::Short,
        Form::Words => Manner::Words,
    };
    Said { written: as_written(manner), full: as_written(Manner::Full) }
}

/// What a mark says as plain words.
pub(super) fn plainly(mark: &Mark, listed: Listed<'_>, messages: &Messages) -> String {
    match (mark, listed) {
        (_, Listed::Figure(_, figure, form)) => said(figure, form, messages).written,
        (_, Listed::Name(name)) => name.name.clone(),
        (Mark::Date(day), _) => day_in_words(*day, messages),
        (Mark::Chainage(words), _) => words.clone(),
        (Mark::Quote(_, words), _) => {
            messages.format("story-quoted", &[("words", Value::from(words.as_str()))])
        }
        _ => String::new(),
    }
}

fn day_in_words(day: Day, messages: &Messages) -> String {
    match day {
        Day::Day(day) => date::short(day, messages.language()),
        Day::Month(year, month) => {
            let (year, month) = (year.to_string(), Value::Count(i64::from(month)));
            messages.format("story-month", &[("month", month), ("year", Value::from(year))])
        }
        Day::Year(year) => year.to_string(),
        Day::Years(from, to) => format!("{from}–{to}"),
    }
}
