//! Answers of the figure language in words: a value as it is meant, what to know beside it, and why a
//! question could not be answered, with the cure. Never computes.

use crate::language::Language;
use crate::messages::{Messages, Value};
use crate::{money, words};
use chungtay_ledger::asking::{AnswerUnit, Note, Problem};
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::told::Comparator;
use chungtay_ledger::money::Dong;

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// `295.000.000 đ`, `1.000 m`.
    Full,
    /// `295 triệu đồng`, `1 km`: as prose says it, exact or marked as rounded.
    Short,
    /// `hai trăm chín mươi lăm triệu đồng`, `một nghìn mét`, within a sentence.
    Words,
}

/// A value as it is meant, in one of the manners: `trên 3 tỷ đồng`.
#[must_use]
pub fn written(
    value: Option<i64>,
    meant: Comparator,
    unit: AnswerUnit,
    manner: Manner,
    messages: &Messages,
) -> String {
    let Some(number) = value else { return messages.text("asking-nothing").into_owned() };
    let language = messages.language();
    let filled = |key: &str, name: &'static str, with: String| {
        messages.format(key, &[(name, Value::from(with))])
    };
    let said = match (manner, unit) {
        (Manner::Short, AnswerUnit::Dong) if number.unsigned_abs() >= 1_000_000 => {
            filled("asking-money-short", "money", money::short(Dong(number), language))
        }
        (Manner::Short, AnswerUnit::Metres) if number >= 1_000 && number % 100 == 0 => {
            let tenths = decimal(number / 100, 10, language);
            let whole = money::grouped(number / 1_000, language);
            let kilometres = if number % 1_000 == 0 { whole } else { tenths };
            filled("asking-kilometres", "kilometres", kilometres)
        }
        (Manner::Words, AnswerUnit::Dong) => words::in_sentence(Dong(number), language),
        (Manner::Words, AnswerUnit::Count) => words::number(number, language),
        (Manner::Words, AnswerUnit::Metres) => {
            filled("asking-metres-words", "metres", words::number(number, language))
        }
        _ => return self::value(value, meant, unit, messages),
    };
    as_meant(said, meant, messages)
}

/// A value and how it is meant: `trên 1.505.000.000 đ`; not known where there is none.
#[must_use]
pub fn value(
    value: Option<i64>,
    meant: Comparator,
    unit: AnswerUnit,
    messages: &Messages,
) -> String {
    let Some(value) = value else { return messages.text("asking-nothing").into_owned() };
    let language = messages.language();
    let said = match unit {
        AnswerUnit::Dong => money::full(Dong(value), language),
        AnswerUnit::Count => money::grouped(value, language),
        AnswerUnit::Metres => {
            let metres = money::grouped(value, language);
            messages.format("asking-metres", &[("metres", Value::from(metres))])
        }
        AnswerUnit::DaysTenths => {
            let days = decimal(value, 10, language);
            messages.format("asking-days", &[("days", Value::from(days))])
        }
        AnswerUnit::PartsInTenThousand => {
            let percent = decimal(value, 100, language);
            messages.format("asking-percent", &[("percent", Value::from(percent))])
        }
    };
    as_meant(said, meant, messages)
}

fn as_meant(said: String, meant: Comparator, messages: &Messages) -> String {
    let key = match meant {
        Comparator::Equal => return said,
        Comparator::MoreThan => "asking-meant-more-than",
        Comparator::AtLeast => "asking-meant-at-least",
        Comparator::LessThan => "asking-meant-less-than",
        Comparator::AtMost => "asking-meant-at-most",
        Comparator::About => "asking-meant-about",
    };
    messages.format(key, &[("value", Value::from(said))])
}

/// Tenths or hundredths as a decimal number.
fn decimal(value: i64, parts: i64, language: Language) -> String {
    let mark = match language {
        Language::Vietnamese => ',',
        Language::English => '.',
    };
    let width = if parts == 10 { 1 } else { 2 };
    let sign = if value < 0 && value > -parts { "−" } else { "" };
    let whole = money::grouped(value / parts, language);
    format!("{sign}{whole}{mark}{:0width$}", (value % parts).abs())
}

/// Why a question cannot be answered, in a sentence.
#[must_use]
pub fn problem(problem: &Problem, messages: &Messages) -> String {
    messages.text(&format!("asking-{}", problem.reason.word())).into_owned()
}

/// What would mend it.
#[must_use]
pub fn cure(problem: &Problem, messages: &Messages) -> String {
    let choices = problem.reason.choices().join(", ");
    let key = format!("asking-cure-{}", problem.reason.word());
    messages.format(&key, &[("choices", Value::from(choices))])
}

/// The message of a note and what fills it, as text.
#[must_use]
pub fn note_message(note: &Note) -> (&'static str, Vec<(&'static str, Value<'_>)>) {
    match note {
        Note::IfWithin => ("asking-note-if-within", Vec::new()),
        Note::Joint { claim, works } => {
            let works: Vec<&str> = works.iter().map(Id::as_str).collect();
            let fill = vec![
                ("claim", Value::from(claim.as_str())),
                ("works", Value::from(works.join(", "))),
            ];
            ("asking-note-joint", fill)
        }
        Note::CountedAlready { claim } => {
            ("asking-note-counted-already", vec![("claim", Value::from(claim.as_str()))])
        }
        Note::PeriodInWords { claim, words: None } => {
            ("asking-note-period-in-words", vec![("claim", Value::from(claim.as_str()))])
        }
        Note::PeriodInWords { claim, words: Some(words) } => {
            let fill = vec![("claim", Value::from(claim.as_str())), ("words", Value::from(words))];
            ("asking-note-period-words", fill)
        }
        Note::NotYetAttributed { count } => {
            ("asking-note-not-yet-attributed", vec![("count", Value::from(*count))])
        }
        Note::Tension { .. } => ("asking-note-tension", Vec::new()),
    }
}

/// What to know beside an answer, in a sentence; a tension's own words stand in its entry.
#[must_use]
pub fn note(note: &Note, messages: &Messages) -> String {
    let (key, values) = note_message(note);
    messages.format(key, &values)
}
