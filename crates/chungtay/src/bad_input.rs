//! Rows of a bank's file and lines of an apply file that cannot be taken, told one by one: where, what
//! stands there, and what should. Names none by a word of the program.

use chungtay_documents::story::Fault;
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::money::Dong;
use chungtay_ledger::refusal::Refusal;
use chungtay_service::error::{LineProblem, RefusedLine};
use chungtay_statements::{BadRow, Column, Expected};
use chungtay_text::{Messages, Value};
use serde_json::{Map, json};

/// The message that names a column.
pub(crate) fn column_key(column: Column) -> String {
    format!("cli-column-{}", column.word())
}

/// The message that names a kind of thing.
pub(crate) fn thing_key(thing: &str) -> String {
    format!("cli-thing-{thing}")
}

fn expected_text(expected: Expected, messages: &Messages) -> String {
    let numbers = expected.numbers();
    let values: Vec<_> =
        numbers.iter().map(|(name, number)| (*name, Value::from(*number))).collect();
    messages.format(&format!("cli-expected-{}", expected.word()), &values)
}

/// What is wrong with a story's file, where, and the cure.
pub(crate) fn story_fault(fault: &Fault, messages: &Messages) -> String {
    let values = [
        ("line", Value::from(fault.place.line.to_string())),
        ("column", fault.place.column.to_string().into()),
        ("what", fault.message(messages).into()),
        ("cure", fault.cure(messages).into()),
    ];
    messages.format("cli-story-fault", &values)
}

/// The same for machines.
pub(crate) fn story_fault_json(fault: &Fault, messages: &Messages) -> serde_json::Value {
    json!({
        "line": fault.place.line,
        "column": fault.place.column,
        "words": fault.words,
        "reason": fault.reason.word(),
        "message": fault.message(messages),
        "cure": fault.cure(messages),
    })
}

/// A line for every problem of a row.
pub(crate) fn row_lines(row: &BadRow, messages: &Messages) -> Vec<String> {
    let told = row.problems.iter().map(|problem| {
        let values = [
            ("row", Value::from(row.row_number.to_string())),
            ("line", row.line_number.to_string().into()),
            ("column", messages.text(&column_key(problem.column)).into_owned().into()),
            ("value", problem.value.as_str().into()),
            ("expected", expected_text(problem.expected, messages).into()),
        ];
        match problem.column {
            Column::WholeRow => messages.format("cli-bad-row-whole", &values),
            _ => messages.format("cli-bad-row", &values),
        }
    });
    told.collect()
}

/// The same for machines.
pub(crate) fn row_json(row: &BadRow, messages: &Messages) -> serde_json::Value {
    let problems = row.problems.iter().map(|problem| {
        json!({
            "column": problem.column.word(),
            "value": problem.value,
            "expected": problem.expected.word(),
            "message": expected_text(problem.expected, messages),
        })
    });
    json!({
        "row": row.row_number,
        "line": row.line_number,
        "problems": problems.collect::<Vec<_>>(),
    })
}

/// A refused line of an apply file.
pub(crate) fn refused_line(line: &RefusedLine, messages: &Messages) -> String {
    let values =
        [("line", Value::from(line.line.to_string())), ("problem", problem(line, messages).into())];
    messages.format("cli-refused-line", &values)
}

fn problem(line: &RefusedLine, messages: &Messages) -> String {
    if let LineProblem::Refused(refusal) = &line.problem {
        return refusal_text(refusal, messages);
    }
    let arguments = line.problem.arguments();
    let values: Vec<_> =
        arguments.iter().map(|(name, text)| (*name, Value::from(text.as_str()))).collect();
    messages.format(&format!("cli-line-{}", line.problem.code()), &values)
}

/// The same for machines.
pub(crate) fn refused_line_json(line: &RefusedLine, messages: &Messages) -> serde_json::Value {
    json!({
        "line": line.line,
        "code": line.problem.code(),
        "arguments": arguments_json(line.problem.arguments()),
        "message": problem(line, messages),
    })
}

fn arguments_json(arguments: Vec<(&'static str, String)>) -> Map<String, serde_json::Value> {
    arguments.into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect()
}

/// Why the ledger refuses, and the cure.
pub(crate) fn refusal_text(refusal: &Refusal, messages: &Messages) -> String {
    let code = refusal.code();
    let arguments = refusal.arguments();
    let values: Vec<(&str, Value<'_>)> = arguments
        .iter()
        .map(|(name, text)| (*name, argument_value(code, name, text, messages)))
        .collect();
    messages.format(&format!("refusal-{code}"), &values)
}

/// A refusal for machines: its code, and its arguments as the ledger has them.
pub(crate) fn refusal_json(refusal: &Refusal, messages: &Messages) -> serde_json::Value {
    json!({
        "code": refusal.code(),
        "arguments": arguments_json(refusal.arguments()),
        "message": refusal_text(refusal, messages),
    })
}

/// Sums as money, days as dates, words of the program in the person's language.
fn argument_value(code: &str, name: &str, text: &str, messages: &Messages) -> Value<'static> {
    let as_is = || Value::from(text.to_owned());
    let worded = |family: &str| {
        let key = format!("{family}{}", text.trim_end_matches("/1").replace('_', "-"));
        if messages.has(&key) { Value::from(messages.text(&key).into_owned()) } else { as_is() }
    };
    match (code, name) {
        ("shares-differ", "line" | "shares") | (_, "available" | "balance" | "left") => {
            text.parse().map_or_else(|_| as_is(), |amount| Value::Dong(Dong(amount)))
        }
        ("clock-went-back", "last") => {
            text.parse().map_or_else(|_| as_is(), |seconds| Value::Moment(Moment(seconds)))
        }
        (_, "occurred_on" | "through" | "earliest") | ("organisation-ended", "from") => {
            Date::parse_iso(text).map_or_else(as_is, Value::Date)
        }
        (_, "thing") => worded("cli-thing-"),
        ("wrong-entry", "needed") if text == "entry" => worded("cli-thing-"),
        ("wrong-entry", "needed") => worded("entry-kind-"),
        ("no-such-level", "level") => worded("recognition-level-"),
        ("work-step", "from" | "to") => worded("work-state-"),
        ("wrong-direction", "attribution") => worded("ledger-account-"),
        _ => as_is(),
    }
}
