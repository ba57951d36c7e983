//! Why a command did not do what was asked: a stable code, an exit code, what fills the sentence, the
//! chain of causes, and every row or line at fault. The sentences (`error-<code>`) and cures
//! (`hint-<code>`) stand in `locales/`.

use chungtay_documents::story::Fault;
use chungtay_ledger::refusal::Refusal;
use chungtay_service::error::RefusedLine;
use chungtay_statements::BadRow;
use chungtay_text::{Messages, Value};

/// What the process ends with; documented in `docs/exit-codes.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// The rules refuse it, or what was checked does not hold.
    Refused = 1,
    /// The command line cannot be read.
    Usage = 2,
    /// The input cannot be read, or rows of it.
    Input = 3,
    /// Somebody else is writing in the book.
    Busy = 4,
    /// The book is damaged.
    Damaged = 5,
    /// There is no book here, or it is another's or another release's.
    NoBook = 6,
    /// The disk, the network or the system failed.
    System = 7,
    /// Done and signed, and not published: too few witnesses have cosigned.
    NotPublished = 8,
}

/// What fills a place of the sentence.
#[derive(Clone, Debug)]
pub(crate) enum Filling {
    /// As it is.
    Value(Value<'static>),
    /// The messages of these keys, joined.
    Messages(Vec<String>),
}

impl<T: Into<Value<'static>>> From<T> for Filling {
    fn from(value: T) -> Self {
        Self::Value(value.into())
    }
}

/// What exactly is at fault.
#[derive(Clone, Debug)]
pub(crate) enum Details {
    /// The sentence says it all.
    None,
    /// The ledger's refusal.
    Refusal(Refusal),
    /// Lines of an apply file.
    Lines(Vec<RefusedLine>),
    /// Rows of a bank's file.
    Rows(Vec<BadRow>),
    /// What is wrong with a story's file.
    Story(Vec<Fault>),
}

/// A command that failed.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// Its name, stable for machines.
    pub code: &'static str,
    /// What the process ends with.
    pub exit: Exit,
    /// From the nearest cause to the deepest, in the words of whoever said it.
    pub causes: Vec<String>,
    /// What exactly is at fault.
    pub details: Details,
    fillings: Vec<(&'static str, Filling)>,
}

impl Failure {
    /// A failure of this code.
    pub fn new(code: &'static str, exit: Exit) -> Self {
        Self { code, exit, causes: Vec::new(), details: Details::None, fillings: Vec::new() }
    }

    /// Fills a place of the sentence.
    pub fn with(mut self, place: &'static str, filling: impl Into<Filling>) -> Self {
        self.fillings.push((place, filling.into()));
        self
    }

    /// Fills a place with messages.
    pub fn with_messages(mut self, place: &'static str, keys: Vec<String>) -> Self {
        self.fillings.push((place, Filling::Messages(keys)));
        self
    }

    /// Names what lies below.
    pub fn because(mut self, cause: &dyn std::error::Error) -> Self {
        let mut next = Some(cause);
        while let Some(error) = next {
            let said = error.to_string();
            if self.causes.last() != Some(&said) {
                self.causes.push(said);
            }
            next = error.source();
        }
        self
    }

    /// Says exactly what is at fault.
    pub fn detailed(mut self, details: Details) -> Self {
        self.details = details;
        self
    }

    /// A plain file that the system would not read or write.
    pub fn file(
        code: &'static str,
        exit: Exit,
        file: &std::path::Path,
        error: &std::io::Error,
    ) -> Self {
        Self::new(code, exit).with("file", file.display().to_string()).because(error)
    }

    /// What happened, in a sentence.
    pub fn sentence(&self, messages: &Messages) -> String {
        messages.format(&format!("error-{}", self.code), &self.values(messages))
    }

    /// What to do about it, where that can be said.
    pub fn hint(&self, messages: &Messages) -> Option<String> {
        let key = format!("hint-{}", self.code);
        messages.has(&key).then(|| messages.format(&key, &self.values(messages)))
    }

    fn values(&self, messages: &Messages) -> Vec<(&'static str, Value<'static>)> {
        let filled = |filling: &Filling| match filling {
            Filling::Value(value) => value.clone(),
            Filling::Messages(keys) => {
                let texts: Vec<String> =
                    keys.iter().map(|key| messages.text(key).into_owned()).collect();
                Value::from(texts.join(", "))
            }
        };
        self.fillings.iter().map(|(place, filling)| (*place, filled(filling))).collect()
    }
}
