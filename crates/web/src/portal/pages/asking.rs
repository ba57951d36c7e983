//! A question to the books and its answer: the value, what was added up, what nobody knows, on what it
//! rests, the entries behind it.

use crate::portal::figure::{Figure, Step};
use crate::portal::frame::Frame;
use crate::portal::html::Html;
use crate::portal::record::{EntryRow, Named, Verbatim};
use askama::Template;
use serde::Deserialize;

/// The form as it was sent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct AskForm {
    /// The question.
    pub q: String,
}

/// Questions shown to whoever has none yet.
pub const EXAMPLES: [&str; 6] = [
    "count of works kind road",
    "length of works",
    "sum of gifts",
    "sum of receipts in 2024-09",
    "số công trình",
    "figure book.received - figure book.spent",
];

/// What became of a question.
#[derive(Clone, Debug)]
pub enum Asked {
    /// Nothing was asked.
    Nothing,
    /// It cannot be answered.
    Problem(AskProblem),
    /// It was answered.
    Answered(Box<AnswerView>),
}

/// Why a question cannot be answered.
#[derive(Clone, Debug)]
pub struct AskProblem {
    /// The message (`asking-unknown`).
    pub key: String,
    /// The message of the cure (`asking-cure-unknown`).
    pub cure_key: String,
    /// The words it stands at.
    pub words: String,
    /// What may stand there.
    pub choices: String,
}

/// Something that nobody knows.
#[derive(Clone, Debug)]
pub struct UnknownRow {
    /// What it is.
    pub named: Option<Named>,
    /// Its identifier.
    pub of: String,
    /// Its entry.
    pub entry: Option<u64>,
    /// How many things are meant, where more than one.
    pub count: Option<Figure>,
    /// Whether it is not even known to belong here.
    pub doubtful: bool,
}

/// What to know beside the value.
#[derive(Clone, Debug)]
pub struct NoteRow {
    /// The message.
    pub key: &'static str,
    /// The claim it is about.
    pub claim: Option<String>,
    /// The works it is about.
    pub works: Vec<Named>,
    /// Words of the book or of a source.
    pub words: Option<Verbatim>,
    /// How many.
    pub count: Option<Figure>,
}

/// Where entries are that are counted by the day.
#[derive(Clone, Debug)]
pub struct BehindRow {
    /// The message that says what they are (`asking-class-bank`).
    pub key: &'static str,
    /// Their fund.
    pub fund: Named,
    /// The list of them, as a query of the lines; `None` where lines do not hold them.
    pub lines_query: Option<String>,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct AnswerView {
    /// The question as it is written down.
    pub expression: String,
    /// The value.
    pub value: Figure,
    /// What was added up, and what it comes to; empty where one thing says it all.
    pub steps: Vec<Step>,
    /// What nobody knows.
    pub unknown: Vec<UnknownRow>,
    /// What to know beside it.
    pub notes: Vec<NoteRow>,
    /// Where entries are that are counted by the day.
    pub behind: Vec<BehindRow>,
    /// How many entries are behind it, bank lines apart; `None` where that would take too long for a page.
    pub entries_count: Option<Figure>,
    /// Some of them.
    pub entries: Vec<EntryRow>,
    /// The answer as a file.
    pub json: String,
    /// Every entry behind it as a table, with what it adds.
    pub table: String,
    /// The size of the log it was asked at, where the question names one.
    pub as_of: Option<Figure>,
}

/// A question and its answer.
#[derive(Template)]
#[template(path = "asking.html")]
pub struct AskingPage {
    /// Around the page.
    pub frame: Frame,
    /// The question as it was typed.
    pub question: String,
    /// What became of it.
    pub asked: Asked,
}

impl AskingPage {
    /// Questions to begin with.
    #[must_use]
    pub fn examples(&self) -> &'static [&'static str] {
        &EXAMPLES
    }

    /// What to know beside the value, in a sentence, then the words of whoever said it.
    #[must_use]
    pub fn note(&self, note: &NoteRow) -> Html {
        let frame = &self.frame;
        let claim = note.claim.as_ref().map(|id| {
            let link = frame.link(format!("/claims/{id}"));
            Html::new().raw("<a href=\"").text(&link).raw("\">").html(&frame.code(id)).raw("</a>")
        });
        let mut works = Html::new();
        for (place, work) in note.works.iter().enumerate() {
            works = works.raw(if place == 0 { "" } else { ", " }).html(&frame.named(work));
        }
        let words = note.words.as_ref().map(|words| frame.verbatim(words));
        let count = note.count.as_ref().map(|count| frame.bare(count));
        let places = [
            ("claim", claim.unwrap_or_default()),
            ("works", works),
            ("words", words.clone().unwrap_or_default()),
            ("count", count.unwrap_or_default()),
        ];
        let said = frame.phrase(note.key, &places);
        // A tension's words are no part of the sentence that brings them.
        match words.filter(|_| note.key == "asking-note-tension") {
            Some(words) => said.raw(" ").html(&words),
            None => said,
        }
    }

    /// The answer as a file for programs.
    #[must_use]
    pub fn json_link(&self, answer: &AnswerView) -> Html {
        let link = self.frame.link(&answer.json);
        Html::new().raw("<a href=\"").text(&link).raw("\">JSON</a>")
    }

    /// Every entry behind it as a table.
    #[must_use]
    pub fn table_link(&self, answer: &AnswerView) -> Html {
        let link = self.frame.link(&answer.table);
        Html::new().raw("<a href=\"").text(&link).raw("\">CSV</a>")
    }

    /// The address of a question.
    #[must_use]
    pub fn address(&self, question: &str) -> String {
        self.frame.link(address_of(question))
    }
}

/// The address of a question's page.
#[must_use]
pub fn address_of(question: &str) -> String {
    format!("/figure?q={}", encoded(question))
}

/// A text as a part of a query.
#[must_use]
pub fn encoded(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
