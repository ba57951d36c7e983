//! Stories: the list by time, section and format, and one story with its numbers' notes, what is related, and
//! every version with what moved. What an author wrote comes as the documents room's tree and goes out through it.

mod blocks;

pub use blocks::{Drawn, StoryChart};

use super::asking::address_of;
use super::preview::Preview;
use crate::portal::card::{self, PageCard, Subject};
use crate::portal::frame::{Frame, in_language};
use crate::portal::html::Html;
use crate::portal::record::Verbatim;
use askama::Template;
use blocks::Around;
use chungtay_documents::story::{
    Form, Format, Listed, Story, listed, plain_lead, plain_title, said, to_html,
};
use chungtay_ledger::asking::form::{AnswerForm, NoteForm};
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::kinds::stories::StoryLanguage;
use chungtay_ledger::stories::BoundStory;
use chungtay_text::{Language, Messages, Value};
use std::collections::BTreeMap;

/// Entries named one by one in a number's note.
const ENTRIES_SHOWN: usize = 12;

/// The language of pages that a story's language is.
#[must_use]
pub fn language_of(language: StoryLanguage) -> Language {
    match language {
        StoryLanguage::Vietnamese => Language::Vietnamese,
        StoryLanguage::English => Language::English,
    }
}

/// A story in a list.
#[derive(Clone, Debug)]
pub struct StoryRow {
    /// The story's identifier.
    pub id: String,
    /// The language that it is listed in; another than the page's where it has only that one.
    pub language: Language,
    /// Its title, in plain words.
    pub title: String,
    /// Its lead, in plain words.
    pub lead: String,
    /// Where it is found, a word of `story-section`.
    pub section: &'static str,
    /// How it is told.
    pub format: Format,
    /// When this version was published.
    pub published: Moment,
    /// The entry that says so.
    pub entry: u64,
}

/// Stories by the identifier of what they are about, the newest first.
pub type StoriesAbout = BTreeMap<String, Vec<StoryRow>>;

/// The list.
#[derive(Clone, Debug, Default)]
pub struct Stories {
    /// Newest first.
    pub rows: Vec<StoryRow>,
}

/// The list's page.
#[derive(Template)]
#[template(path = "stories.html")]
pub struct StoriesPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub stories: Stories,
}

impl StoriesPage {
    /// Sections and formats that stories have, each with them: `works`, or `infographic`.
    #[must_use]
    pub fn groups(&self) -> Vec<(&'static str, &'static str, Vec<&StoryRow>)> {
        let mut groups: BTreeMap<(u8, &'static str), Vec<&StoryRow>> = BTreeMap::new();
        for row in &self.stories.rows {
            groups.entry((0, row.section)).or_default().push(row);
            if row.format != Format::News {
                groups.entry((1, row.format.word())).or_default().push(row);
            }
        }
        let family = |kind: u8| if kind == 0 { "story-section" } else { "story-format" };
        groups.into_iter().map(|((kind, word), rows)| (family(kind), word, rows)).collect()
    }

    /// The feeds of the page's language: address, media type, name.
    #[must_use]
    pub fn feeds(&self) -> [(String, &'static str, &'static str); 3] {
        feeds(self.frame.language)
    }
}

/// The feeds of a language: address, media type, name.
#[must_use]
pub fn feeds(language: Language) -> [(String, &'static str, &'static str); 3] {
    let suffix = match language {
        Language::Vietnamese => "",
        Language::English => "-en",
    };
    [
        (format!("/stories{suffix}.atom"), "application/atom+xml", "Atom"),
        (format!("/stories{suffix}.rss"), "application/rss+xml", "RSS"),
        (format!("/stories{suffix}.json"), "application/feed+json", "JSON Feed"),
    ]
}

/// A version of a story.
#[derive(Clone, Debug)]
pub struct VersionRow {
    /// Which.
    pub version: u32,
    /// Its entry.
    pub entry: u64,
    /// The size of the log that its numbers were asked of.
    pub size: u64,
    /// When it was published.
    pub published: Moment,
    /// Who answers for it, by post or identifier.
    pub actor: Vec<Verbatim>,
    /// Who wrote it and the draft's entry, where drafts were entries then.
    pub writer: Option<(Vec<Verbatim>, u64)>,
    /// Who read it.
    pub reviewer: Vec<Verbatim>,
    /// The review's entry, where reviews were entries then.
    pub review: Option<u64>,
    /// Numbers that moved since the version before.
    pub moved: Vec<(String, Option<AnswerForm>, Option<AnswerForm>)>,
}

/// A story.
#[derive(Clone, Debug)]
pub struct StoryView {
    /// In a list.
    pub row: StoryRow,
    /// What it says.
    pub story: Story,
    /// What its numbers came to.
    pub bound: BoundStory,
    /// What they come to now, by question, where that is another.
    pub now: BTreeMap<String, AnswerForm>,
    /// Who wrote it.
    pub authors: Vec<Verbatim>,
    /// Every version that stands, the newest first.
    pub versions: Vec<VersionRow>,
    /// Stories about the same things, those that share most first.
    pub related: Vec<StoryRow>,
    /// Other stories, the newest first.
    pub latest: Vec<StoryRow>,
    /// Pages of things it names, by identifier.
    pub addresses: BTreeMap<String, String>,
    /// What sources of quotations are called, by identifier.
    pub sources: BTreeMap<String, String>,
    /// What its blocks are drawn from.
    pub drawn: Drawn,
    /// Words of tensions, by entry.
    pub tensions: BTreeMap<u64, String>,
}

/// What to know of one number.
#[derive(Clone, Debug)]
pub struct NumberNote {
    /// Its place in the story, from one.
    pub number: usize,
    /// As the story writes it.
    pub written: String,
    /// In full.
    pub full: String,
    /// Its question.
    pub expression: String,
    /// What it comes to now, in full, where that is another.
    pub now: Option<String>,
    /// Entries behind it, the first of them.
    pub entries: Vec<u64>,
    /// How many more there are.
    pub more: usize,
    /// Whether entries are counted by the day besides.
    pub by_day: bool,
    /// What is unknown, by identifier.
    pub unknown: Vec<String>,
    /// What to know beside it.
    pub notes: Vec<String>,
}

/// A story's page.
#[derive(Template)]
#[template(path = "story.html")]
pub struct StoryPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub view: StoryView,
    /// The title, the lead and the text, as markup.
    pub title: Html,
    /// See `title`.
    pub lead: Html,
    /// See `title`.
    pub text: Html,
    /// A note for each number.
    pub numbers: Vec<NumberNote>,
    /// Where the story is a file that nobody has published yet.
    pub preview: Option<Preview>,
}

impl StoryPage {
    /// Writes a story out; `None` where what is bound is of another story.
    #[must_use]
    pub fn new(frame: Frame, view: StoryView) -> Option<Self> {
        let own = Messages::for_language(view.row.language);
        let listed = listed(&view.story, &view.bound)?;
        let around = Around::new(&frame, &view);
        let (title, lead, text) = to_html(&view.story, &listed, own, &around);
        let markup = |text: String| Html::new().raw(&text);
        let numbers = listed.iter().filter_map(|found| match found {
            Listed::Figure(number, figure, form) => {
                Some(note(&frame, &view, own, (*number, figure, *form)))
            }
            Listed::Name(_) | Listed::Itself => None,
        });
        let numbers = numbers.collect();
        let (title, lead, text) = (markup(title), markup(lead), markup(text));
        Some(Self { frame, view, title, lead, text, numbers, preview: None })
    }

    /// The story's language, where it is another than the page's.
    #[must_use]
    pub fn other_language(&self) -> Option<&'static str> {
        let own = self.view.row.language;
        (own != self.frame.language).then(|| own.code())
    }

    /// A number's value in full, of a version.
    #[must_use]
    pub fn spelled(&self, figure: &Option<AnswerForm>) -> String {
        let messages = Messages::for_language(self.frame.language);
        figure
            .as_ref()
            .map_or_else(|| "–".to_owned(), |found| said(found, Form::Full, messages).full)
    }

    /// Where a question is asked again.
    #[must_use]
    pub fn ask_link(&self, expression: &str) -> String {
        self.frame.link(address_of(expression))
    }

    /// The file of a version, as it was given.
    #[must_use]
    pub fn file_link(&self, version: &u32, ending: &str) -> String {
        let language = self.view.row.language.code();
        format!("/log/story/{}/{language}/{version}.{ending}", self.view.row.id)
    }

    /// The drawn card.
    #[must_use]
    pub fn card(&self) -> PageCard {
        let subject = Subject::Story(self.view.row.id.clone());
        card::shown(&card::of_story(&self.frame, &self.view.row), &subject, self.view.row.language)
    }

    /// The story in its other language.
    #[must_use]
    pub fn canonical(&self) -> String {
        in_language(self.view.row.language, &format!("/stories/{}", self.view.row.id))
    }
}

fn note(
    frame: &Frame,
    view: &StoryView,
    own: &Messages,
    (number, figure, form): (usize, &AnswerForm, Form),
) -> NumberNote {
    let messages = Messages::for_language(frame.language);
    let now = view.now.get(&figure.expression);
    NumberNote {
        number,
        written: said(figure, form, own).written,
        full: said(figure, Form::Full, messages).full,
        expression: figure.expression.clone(),
        now: now.map(|now| said(now, Form::Full, messages).full),
        entries: figure.entries.iter().copied().take(ENTRIES_SHOWN).collect(),
        more: figure.entries.len().saturating_sub(ENTRIES_SHOWN),
        by_day: !figure.behind.is_empty(),
        unknown: figure.unknown.iter().map(|unknown| unknown.of.clone()).collect(),
        notes: figure.notes.iter().map(|note| note_words(note, view, messages)).collect(),
    }
}

/// What to know beside a number, in a sentence.
fn note_words(note: &NoteForm, view: &StoryView, messages: &Messages) -> String {
    let works: Vec<String> = note.works.iter().map(ToString::to_string).collect();
    let values = [
        ("claim", Value::from(note.claim.map(|claim| claim.to_string()).unwrap_or_default())),
        ("works", Value::from(works.join(", "))),
        ("words", Value::from(note.words.clone().unwrap_or_default())),
        ("count", Value::from(note.count.unwrap_or_default())),
    ];
    let key = match (note.kind.as_str(), &note.words) {
        ("period-in-words", Some(_)) => "asking-note-period-words".to_owned(),
        (kind, _) => format!("asking-note-{kind}"),
    };
    let said = messages.format(&key, &values);
    let tension = note.entry.and_then(|entry| view.tensions.get(&entry));
    tension.map_or(said.clone(), |words| format!("{said} {words}"))
}

/// A story's title and lead in plain words; `None` where what is bound is of another story.
#[must_use]
pub fn plainly(story: &Story, bound: &BoundStory) -> Option<(String, String)> {
    let messages = Messages::for_language(language_of(story.front.language));
    let listed = listed(story, bound)?;
    Some((plain_title(story, &listed, messages), plain_lead(story, &listed, messages)))
}

/// The day of a moment, for a list.
#[must_use]
pub fn day_of(moment: Moment) -> Option<Date> {
    moment.date()
}
