//! Why a question cannot be answered: where in the text, what is wrong, what would mend it. The words for
//! it stand in `locales/` (`asking-…`).

use super::Span;

/// A question that cannot be read or answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in the text, in bytes.
    pub span: Span,
    /// The words there.
    pub words: String,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is no question.
    Empty,
    /// Longer than [`super::LONGEST`].
    TooLong,
    /// One of these words was expected.
    Expected(Vec<&'static str>),
    /// An identifier of the book was expected.
    Name,
    /// The book has nothing of this name; perhaps one of these was meant.
    Unknown(Vec<String>),
    /// A value that the condition does not know; one of these was expected.
    Value(Vec<&'static str>),
    /// A day, month or year was expected.
    Date,
    /// A size of the log was expected, at most this one.
    Size(u64),
    /// These things are not measured so; they are measured in one of these ways.
    Measure(Vec<&'static str>),
    /// These things have no such condition; they have these.
    Condition(Vec<&'static str>),
    /// What is added or taken away is not counted in the same unit.
    Units,
    /// The book does not say when the term begins or ends.
    Undated,
    /// The brackets do not close.
    Bracket,
    /// The period ends before it begins.
    Backwards,
    /// The period is told twice, and one of the edges is a term's.
    Twice,
    /// What sources tell is asked of named things, works or a programme's works.
    NotTold,
    /// The sum is larger than an entry may hold.
    TooLarge,
    /// The books at an earlier size are being put together for somebody else.
    Busy,
}

impl Reason {
    /// The word in message keys (`asking-unknown`).
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too-long",
            Self::Expected(_) => "expected",
            Self::Name => "name",
            Self::Unknown(near) if near.is_empty() => "unknown",
            Self::Unknown(_) => "unknown-near",
            Self::Value(_) => "value",
            Self::Date => "date",
            Self::Size(_) => "size",
            Self::Measure(_) => "measure",
            Self::Condition(_) => "condition",
            Self::Units => "units",
            Self::Undated => "undated",
            Self::Bracket => "bracket",
            Self::Backwards => "backwards",
            Self::Twice => "twice",
            Self::NotTold => "not-told",
            Self::TooLarge => "too-large",
            Self::Busy => "busy",
        }
    }

    /// What may stand there instead, where that can be said.
    #[must_use]
    pub fn choices(&self) -> Vec<String> {
        match self {
            Self::Expected(words)
            | Self::Value(words)
            | Self::Measure(words)
            | Self::Condition(words) => words.iter().map(ToString::to_string).collect(),
            Self::Unknown(near) => near.clone(),
            Self::Size(size) => vec![size.to_string()],
            _ => Vec::new(),
        }
    }
}
