//! What is wrong with a line of an apply file, each kind with its name and what fills its sentence. Holds no
//! text for users: the sentences and cures stand in `locales/*/cli.ftl` under `cli-line-<code>`.

use chungtay_ledger::canonical::{Malformed, Problem};
use chungtay_ledger::refusal::Refusal;

/// What is wrong with a line of an apply file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineProblem {
    /// It is no JSON from this column (bytes, from one) on.
    NotJson {
        /// Where.
        column: usize,
    },
    /// It is JSON that ends too early.
    CutShort,
    /// It is JSON and no object.
    LineNotAnObject,
    /// The value of a key must be an object.
    NotAnObject {
        /// The key.
        key: &'static str,
    },
    /// The value of a key must be text.
    NotText {
        /// The key.
        key: String,
    },
    /// A key that lines do not have.
    UnknownKey {
        /// The key.
        key: String,
        /// Those they may have.
        known: Vec<&'static str>,
    },
    /// A key that it needs.
    MissingKey {
        /// The key.
        key: &'static str,
    },
    /// No such kind of entry.
    UnknownKind {
        /// What stands there.
        kind: String,
    },
    /// A field that the kind does not have there.
    UnknownField {
        /// `what`, `private` or `open`.
        place: &'static str,
        /// The field.
        field: String,
        /// Those it may have.
        known: Vec<&'static str>,
    },
    /// No earlier line has this label.
    NoSuchLabel {
        /// The label as written, `@` included.
        label: String,
    },
    /// No day that exists, written `YYYY-MM-DD`.
    NotADate {
        /// What stands there.
        value: String,
    },
    /// Not the form of a person's identifier.
    NotAPerson {
        /// What stands there.
        value: String,
    },
    /// `what` is not of the kind's form.
    Malformed {
        /// The kind.
        kind: String,
        /// The field it was found in; empty where it is none in particular.
        field: String,
        /// What the ledger says.
        malformed: Malformed,
    },
    /// It opens a giver's name wider than the book shows names.
    NameNotShown,
    /// The giver's name holds a number that is never shown.
    NameWithNumber {
        /// Where in the name, in characters, from one.
        column: usize,
    },
    /// It opens a field that holds a number of an account, a telephone or an identity paper.
    OpenedNumber {
        /// The field.
        field: &'static str,
        /// Where in the field, in characters, from one.
        column: usize,
    },
    /// A kind that only its own command enters, since it also does what the entry says.
    OnlyByCommand {
        /// The kind.
        kind: String,
        /// The command.
        command: &'static str,
    },
    /// The ledger refuses it.
    Refused(Refusal),
}

impl LineProblem {
    /// Every code but those of refusals.
    pub const CODES: &'static [&'static str] = &[
        "not-json",
        "cut-short",
        "line-not-an-object",
        "not-an-object",
        "not-text",
        "unknown-key",
        "missing-key",
        "unknown-kind",
        "unknown-field",
        "no-such-label",
        "not-a-date",
        "not-a-person",
        "field-expected",
        "field-missing",
        "field-integer",
        "field-text",
        "field-unknown",
        "field-value",
        "field-word",
        "entry-too-long",
        "name-not-shown",
        "name-with-number",
        "opened-number",
        "only-by-command",
    ];

    /// The problem's name, stable for machines.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotJson { .. } => "not-json",
            Self::CutShort => "cut-short",
            Self::LineNotAnObject => "line-not-an-object",
            Self::NotAnObject { .. } => "not-an-object",
            Self::NotText { .. } => "not-text",
            Self::UnknownKey { .. } => "unknown-key",
            Self::MissingKey { .. } => "missing-key",
            Self::UnknownKind { .. } => "unknown-kind",
            Self::UnknownField { .. } => "unknown-field",
            Self::NoSuchLabel { .. } => "no-such-label",
            Self::NotADate { .. } => "not-a-date",
            Self::NotAPerson { .. } => "not-a-person",
            Self::Malformed { malformed, .. } => match malformed.problem {
                Problem::Expected(_) | Problem::Trailing => "field-expected",
                Problem::Missing(_) => "field-missing",
                Problem::UnexpectedField(_) => "field-unknown",
                Problem::Integer => "field-integer",
                Problem::Text => "field-text",
                Problem::Value(..) => "field-value",
                Problem::Word(..) => "field-word",
                Problem::UnknownKind(_) => "unknown-kind",
                Problem::TooLong => "entry-too-long",
            },
            Self::NameNotShown => "name-not-shown",
            Self::NameWithNumber { .. } => "name-with-number",
            Self::OpenedNumber { .. } => "opened-number",
            Self::OnlyByCommand { .. } => "only-by-command",
            Self::Refused(refusal) => refusal.code(),
        }
    }

    /// What the sentence is filled with.
    #[must_use]
    pub fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotJson { column } | Self::NameWithNumber { column } => {
                vec![("column", column.to_string())]
            }
            Self::OpenedNumber { field, column } => {
                vec![("field", (*field).to_owned()), ("column", column.to_string())]
            }
            Self::OnlyByCommand { kind, command } => {
                vec![("kind", kind.clone()), ("command", (*command).to_owned())]
            }
            Self::CutShort | Self::LineNotAnObject | Self::NameNotShown => Vec::new(),
            Self::NotAnObject { key } | Self::MissingKey { key } => {
                vec![("key", (*key).to_owned())]
            }
            Self::NotText { key } => vec![("key", key.clone())],
            Self::UnknownKey { key, known } => {
                vec![("key", key.clone()), ("known", known.join(", "))]
            }
            Self::UnknownKind { kind } => vec![("kind", kind.clone())],
            Self::UnknownField { place, field, known } => vec![
                ("place", (*place).to_owned()),
                ("field", field.clone()),
                ("known", known.join(", ")),
            ],
            Self::NoSuchLabel { label } => vec![("label", label.clone())],
            Self::NotADate { value } | Self::NotAPerson { value } => {
                vec![("value", value.clone())]
            }
            Self::Malformed { kind, field, malformed } => {
                malformed_arguments(kind, field, &malformed.problem)
            }
            Self::Refused(refusal) => refusal.arguments(),
        }
    }
}

fn malformed_arguments(kind: &str, field: &str, problem: &Problem) -> Vec<(&'static str, String)> {
    let field = match problem {
        Problem::Missing(missing) => (*missing).to_owned(),
        Problem::UnexpectedField(unexpected) => unexpected.clone(),
        Problem::UnknownKind(kind) => return vec![("kind", kind.clone())],
        Problem::Expected(_)
        | Problem::Integer
        | Problem::Text
        | Problem::Value(..)
        | Problem::Word(..)
        | Problem::Trailing
        | Problem::TooLong => field.to_owned(),
    };
    let mut arguments = vec![("kind", kind.to_owned()), ("field", field)];
    if let Problem::Value(_, value) | Problem::Word(_, value) = problem {
        arguments.push(("value", value.clone()));
    }
    if let Problem::Word(words, _) = problem {
        arguments.push(("known", words.join(", ")));
    }
    arguments
}

/// The last key before this place of a canonical object; empty where there is none.
pub(crate) fn key_before(bytes: &[u8], at: usize) -> String {
    let mut key = String::new();
    let mut began = None;
    let mut escaped = false;
    for (place, byte) in bytes.iter().enumerate().take(at) {
        match (began, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(start), b'"') => {
                if bytes.get(place + 1) == Some(&b':') {
                    key = String::from_utf8_lossy(&bytes[start..place]).into_owned();
                }
                began = None;
            }
            (None, b'"') => began = Some(place + 1),
            _ => {}
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::key_before;

    #[test]
    fn the_key_that_a_place_belongs_to() {
        let bytes = br#"{"account":"say \"no\": x","amount":-1,"form":"cash"}"#;
        let place =
            |text: &[u8]| bytes.windows(text.len()).position(|window| window == text).unwrap();
        assert_eq!(key_before(bytes, 1), "");
        assert_eq!(key_before(bytes, place(b"say")), "account");
        assert_eq!(key_before(bytes, place(b" x\"")), "account");
        assert_eq!(key_before(bytes, place(b"-1")), "amount");
        assert_eq!(key_before(bytes, place(b"cash")), "form");
    }
}
