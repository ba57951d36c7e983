//! A story's file before it is published: what is said above its page, and the page of what is wrong with it. The
//! story itself is shown by the page of stories; nothing is drawn here a second time.

use crate::portal::frame::Frame;
use askama::Template;
use chungtay_documents::story::Fault;
use chungtay_text::{Language, Messages};

/// What is said above a page that is a preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The file's name, without its folders.
    pub file: String,
    /// What changes with the file and with the books; the page's script asks for it.
    pub mark: String,
}

/// Something wrong, with the line it stands on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultRow {
    /// The line, counted from one.
    pub line: usize,
    /// The letter in it, counted from one.
    pub column: usize,
    /// The line up to there.
    pub before: String,
    /// The words there, as far as they stand on that line.
    pub words: String,
    /// What follows.
    pub after: String,
    /// What is wrong.
    pub message: String,
    /// What would mend it.
    pub cure: String,
}

impl FaultRow {
    /// A fault of a text, told in a language.
    #[must_use]
    pub fn of(fault: &Fault, text: &str, language: Language) -> Self {
        let messages = Messages::for_language(language);
        let (line, column) = (fault.place.line, fault.place.column);
        let shown = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
        let letters = column.saturating_sub(1);
        let at = shown.char_indices().nth(letters).map_or(shown.len(), |(at, _)| at);
        let (before, rest) = shown.split_at(at);
        let words = fault.words.lines().next().unwrap_or_default();
        let (words, after) = rest.split_at(if rest.starts_with(words) { words.len() } else { 0 });
        Self {
            line,
            column,
            before: before.to_owned(),
            words: words.to_owned(),
            after: after.to_owned(),
            message: fault.message(messages),
            cure: fault.cure(messages),
        }
    }
}

/// What is wrong with the file.
#[derive(Template)]
#[template(path = "preview-faults.html")]
pub struct FaultsPage {
    /// Around the page.
    pub frame: Frame,
    /// Above the page.
    pub preview: Preview,
    /// Why the file cannot be read at all, in the system's words.
    pub unread: Option<String>,
    /// What is wrong with it, in its order.
    pub faults: Vec<FaultRow>,
}
