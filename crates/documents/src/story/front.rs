//! What stands above a story's text, between two lines `---`: `key: value`, a line each.

use super::fault::{Fault, Place, Reason};
use super::marks::Marked;
use super::prose::Prose;
use super::tree::Inline;
use chungtay_ledger::date::Date;
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::stories::StoryLanguage;
use std::collections::BTreeMap;

/// What a reader finds stories under.
pub const SECTIONS: &[&str] = &["works", "money", "movement", "people", "notices"];

/// How a story is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// What happened.
    News,
    /// Numbers first.
    Infographic,
    /// At length.
    Longform,
}

impl Format {
    /// Every format with its word.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("news", Self::News), ("infographic", Self::Infographic), ("longform", Self::Longform)];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, format)| *format == self).map_or("", |(word, _)| word)
    }
}

/// What stands above a story's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// The story, in all its languages.
    pub story: Id,
    /// Its language.
    pub language: StoryLanguage,
    /// The title.
    pub title: Vec<Inline>,
    /// What it says in a few sentences.
    pub lead: Vec<Inline>,
    /// One of [`SECTIONS`].
    pub section: &'static str,
    /// How it is told.
    pub format: Format,
    /// Who wrote it: organisations or persons of the book, and where in the file.
    pub authors: Vec<(String, Place)>,
    /// Programmes, works, places, organisations and persons that it is about.
    pub about: Vec<(String, Place)>,
    /// The day it was written.
    pub date: Date,
}

const KEYS: [&str; 9] =
    ["about", "authors", "date", "format", "language", "lead", "section", "story", "title"];
/// May be left out.
const OPTIONAL: &str = "about";

/// A value and where it begins.
type Values<'a> = BTreeMap<&'static str, (usize, &'a str)>;

/// Reads the front matter; with it the byte at which the text begins.
pub(super) fn read(
    text: &str,
    covered: &str,
    marks: &[Marked],
    faults: &mut Vec<Fault>,
) -> Option<(Front, usize)> {
    let Some(inside) = inside(covered) else {
        faults.push(Fault::at(text, 0, text.lines().next().unwrap_or_default(), Reason::NoFront));
        return None;
    };
    let values = values(text, covered, inside.clone(), faults);
    let missing = KEYS.into_iter().filter(|key| *key != OPTIONAL && !values.contains_key(key));
    let missing: Vec<_> = missing.collect();
    for key in &missing {
        faults.push(Fault::at(text, 0, key, Reason::FrontMissing(key)));
    }
    if !missing.is_empty() {
        return None;
    }
    let front = typed(text, marks, &values, faults)?;
    let after = covered[inside.end..].find('\n').map_or(covered.len(), |at| inside.end + at + 1);
    Some((front, after))
}

/// Between the two lines.
fn inside(covered: &str) -> Option<std::ops::Range<usize>> {
    let start = covered.strip_prefix("---\n").map(|_| 4)?;
    let end = covered[start..]
        .find("\n---\n")
        .or_else(|| covered[start..].strip_suffix("\n---").map(str::len))?;
    // The closing line is found from its beginning.
    Some(start..start + end + 1)
}

fn values<'a>(
    text: &str,
    covered: &'a str,
    inside: std::ops::Range<usize>,
    faults: &mut Vec<Fault>,
) -> Values<'a> {
    let mut values = Values::new();
    let mut at = inside.start;
    for line in covered[inside].split_inclusive('\n') {
        let begin = at;
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let (key, value) = line.split_once(':').unwrap_or((line.trim_end(), ""));
        let Some(known) = KEYS.into_iter().find(|known| *known == key) else {
            faults.push(Fault::at(text, begin, key, Reason::FrontKey));
            continue;
        };
        let value_at = begin + key.len() + 1 + (value.len() - value.trim_start().len());
        if values.insert(known, (value_at, value.trim())).is_some() {
            faults.push(Fault::at(text, begin, key, Reason::FrontTwice));
        }
    }
    values
}

fn typed(
    text: &str,
    marks: &[Marked],
    values: &Values<'_>,
    faults: &mut Vec<Fault>,
) -> Option<Front> {
    let value = |key: &str| values.get(key).copied().unwrap_or((0, ""));
    let mut wrong = |key: &str, choices: &[&'static str]| {
        let (at, words) = value(key);
        faults.push(Fault::at(text, at, words, Reason::FrontValue(choices.to_vec())));
    };
    let story = Id::new(value("story").1);
    if story.is_none() {
        wrong("story", &["con-duong-bien-gioi", "a–z 0–9 -"]);
    }
    let language = StoryLanguage::from_word(value("language").1);
    if language.is_none() {
        wrong("language", &["vi", "en"]);
    }
    let section = SECTIONS.iter().find(|word| **word == value("section").1);
    if section.is_none() {
        wrong("section", SECTIONS);
    }
    let format = Format::ALL.iter().find(|(word, _)| *word == value("format").1);
    if format.is_none() {
        wrong("format", &Format::ALL.iter().map(|(word, _)| *word).collect::<Vec<_>>());
    }
    let date = Date::parse_iso(value("date").1);
    if date.is_none() {
        wrong("date", &["2023-06-15"]);
    }
    let list = |key: &str| -> Vec<(String, Place)> {
        let (at, words) = value(key);
        let mut list = Vec::new();
        let mut place = at;
        for word in words.split([',', ' ']) {
            if !word.is_empty() {
                list.push((word.to_owned(), Place::of(text, place)));
            }
            place += word.len() + 1;
        }
        list
    };
    let (authors, about) = (list("authors"), list("about"));
    let mut line = |key: &str| {
        let (at, words) = value(key);
        let mut prose = Prose::new(language.unwrap_or(StoryLanguage::Vietnamese));
        let inlines = prose.text(words, at, true, marks);
        prose.check(text, faults);
        inlines
    };
    let (title, lead) = (line("title"), line("lead"));
    Some(Front {
        story: story?,
        language: language?,
        title,
        lead,
        section: section?,
        format: format?.1,
        authors,
        about,
        date: date?,
    })
}
