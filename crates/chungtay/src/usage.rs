//! A command line that cannot be read, told in the person's language.

use crate::failure::{Exit, Failure};
use chungtay_text::{Messages, Value};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The failure for clap's error.
pub(crate) fn failure(error: &clap::Error, messages: &Messages) -> Failure {
    let told = |kind| error.get(kind).map(text).unwrap_or_default();
    let argument = told(ContextKind::InvalidArg);
    let values = [
        ("argument", Value::from(argument.clone())),
        ("value", told(ContextKind::InvalidValue).into()),
        ("command", told(ContextKind::InvalidSubcommand).into()),
        ("other", told(ContextKind::PriorArg).into()),
    ];
    let sentence = match error.kind() {
        ErrorKind::InvalidSubcommand => messages.format("usage-no-such-command", &values),
        ErrorKind::UnknownArgument => messages.format("usage-no-such-argument", &values),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            messages.text("usage-no-command").into_owned()
        }
        ErrorKind::MissingRequiredArgument => messages.format("usage-missing", &values),
        ErrorKind::InvalidValue if values_empty(error) => {
            messages.format("usage-no-value", &values)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            wrong_value(error, &argument, messages, &values)
        }
        ErrorKind::ArgumentConflict => messages.format("usage-conflict", &values),
        ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues
        | ErrorKind::NoEquals => messages.format("usage-count", &values),
        ErrorKind::InvalidUtf8 => messages.text("usage-not-utf8").into_owned(),
        _ => messages.text("usage-other").into_owned(),
    };
    let suggested = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg]
        .into_iter()
        .find_map(|kind| error.get(kind).map(nearest));
    let sentence = match suggested {
        Some(suggested) => {
            let guess = messages.format("usage-suggested", &[("suggested", suggested.into())]);
            format!("{sentence} {guess}")
        }
        None => sentence,
    };
    Failure::new("usage", Exit::Usage).with("problem", sentence)
}

fn values_empty(error: &clap::Error) -> bool {
    error.get(ContextKind::InvalidValue).map(text).unwrap_or_default().is_empty()
}

/// `cli-expects-account` and its kind say what would have been right.
fn wrong_value(
    error: &clap::Error,
    argument: &str,
    messages: &Messages,
    values: &[(&str, Value<'_>)],
) -> String {
    let sentence = messages.format("usage-wrong-value", values);
    let name = argument.trim_start_matches('-').split([' ', '=']).next().unwrap_or_default();
    let key = format!("cli-expects-{}", name.trim_matches(['<', '>']).to_lowercase());
    let possible = error.get(ContextKind::ValidValue).map(text).unwrap_or_default();
    let expected = if messages.has(&key) { messages.text(&key).into_owned() } else { possible };
    if expected.is_empty() {
        return sentence;
    }
    let expected = messages.format("usage-expected", &[("expected", expected.into())]);
    format!("{sentence} {expected}")
}

/// Of several guesses clap puts the likeliest last.
fn nearest(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(texts) => texts.last().cloned().unwrap_or_default(),
        other => text(other),
    }
}

fn text(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
