//! What is wrong with a story's file: where, what, and what would mend it. The sentences stand in
//! `locales/` under `story-fault-…` and `story-cure-…`.

use chungtay_ledger::asking::Problem;
use chungtay_text::asking as said;
use chungtay_text::{Messages, Value};

/// A place in a text, counted from one; columns in letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The letter in it.
    pub column: usize,
}

impl Place {
    /// The place of a byte.
    #[must_use]
    pub fn of(text: &str, byte: usize) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let begin = before.rfind('\n').map_or(0, |at| at + 1);
        Self { line: before.matches('\n').count() + 1, column: before[begin..].chars().count() + 1 }
    }
}

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// The words there.
    pub words: String,
    /// What.
    pub reason: Reason,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file is longer than [`super::LONGEST`].
    TooLong,
    /// It does not begin with front matter between two lines `---`.
    NoFront,
    /// A line of the front matter is no `key: value`, or of an unknown key.
    FrontKey,
    /// A key stands twice.
    FrontTwice,
    /// A key is missing.
    FrontMissing(&'static str),
    /// A value is none of these.
    FrontValue(Vec<&'static str>),
    /// `{{` without `}}` on the same line.
    OpenMark,
    /// A question that cannot be read or answered.
    Question(Problem),
    /// A story's numbers are asked where the story is published.
    AsOf,
    /// A number is not written so; it is written in one of these ways.
    Form(Vec<&'static str>),
    /// A digit in prose.
    Digit,
    /// A number in words, with what it counts.
    NumberWords,
    /// A quotation without its source.
    NoSource,
    /// A quotation whose words do not stand in what it quotes.
    Misquoted,
    /// Markup of a page.
    Markup,
    /// A picture in Markdown.
    Picture,
    /// Code.
    Code,
    /// A heading of the first order, or deeper than four.
    Heading,
    /// An address that is no path of the site and no `https://`.
    Address,
    /// A directive that is not known.
    Directive,
    /// A directive amid other words.
    DirectiveAmid,
    /// A directive that lacks what it is about, or has something it does not take.
    DirectiveNeeds,
    /// A chart that is not known.
    Chart,
    /// A paper where a picture should stand.
    NotPicture,
    /// The picture was taken down.
    TakenDown,
    /// The work stands on no map, or its place must not be shown.
    NoPlace,
    /// A second map.
    SecondMap,
    /// A day that is none.
    Day,
    /// A chainage that cannot be read.
    Chainage,
    /// The book has nothing of this name that may stand here.
    Unknown,
    /// The document has no number in the book.
    NoNumber,
    /// A letter that no text needs.
    Letter,
}

impl Reason {
    /// The word in message keys.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::TooLong => "too-long",
            Self::NoFront => "no-front",
            Self::FrontKey => "front-key",
            Self::FrontTwice => "front-twice",
            Self::FrontMissing(_) => "front-missing",
            Self::FrontValue(_) => "front-value",
            Self::OpenMark => "open-mark",
            Self::Question(_) => "question",
            Self::AsOf => "as-of",
            Self::Form(_) => "form",
            Self::Digit => "digit",
            Self::NumberWords => "number-words",
            Self::NoSource => "no-source",
            Self::Misquoted => "misquoted",
            Self::Markup => "markup",
            Self::Picture => "picture",
            Self::Code => "code",
            Self::Heading => "heading",
            Self::Address => "address",
            Self::Directive => "directive",
            Self::DirectiveAmid => "directive-amid",
            Self::DirectiveNeeds => "directive-needs",
            Self::Chart => "chart",
            Self::NotPicture => "not-picture",
            Self::TakenDown => "taken-down",
            Self::NoPlace => "no-place",
            Self::SecondMap => "second-map",
            Self::Day => "day",
            Self::Chainage => "chainage",
            Self::Unknown => "unknown",
            Self::NoNumber => "no-number",
            Self::Letter => "letter",
        }
    }
}

impl Fault {
    /// A fault at a byte of the text.
    #[must_use]
    pub fn at(text: &str, byte: usize, words: &str, reason: Reason) -> Self {
        Self { place: Place::of(text, byte), words: words.to_owned(), reason }
    }

    /// What is wrong, in a sentence.
    #[must_use]
    pub fn message(&self, messages: &Messages) -> String {
        if let Reason::Question(problem) = &self.reason {
            return said::problem(problem, messages);
        }
        let key = format!("story-fault-{}", self.reason.word());
        messages.format(&key, &[("words", Value::from(self.words.as_str()))])
    }

    /// What would mend it.
    #[must_use]
    pub fn cure(&self, messages: &Messages) -> String {
        let choices = match &self.reason {
            Reason::Question(problem) => return said::cure(problem, messages),
            Reason::FrontValue(choices) | Reason::Form(choices) => choices.join(", "),
            Reason::FrontMissing(key) => (*key).to_owned(),
            Reason::Directive => {
                let names = super::blocks::DIRECTIVES.iter().map(|(name, _)| format!("::{name}"));
                names.collect::<Vec<_>>().join(", ")
            }
            Reason::Chart => {
                let names = super::blocks::CHARTS.iter().map(|(name, _)| format!("::chart {name}"));
                names.collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        };
        let key = format!("story-cure-{}", self.reason.word());
        messages.format(&key, &[("choices", Value::from(choices))])
    }
}
