//! A source, line by line: what the book quotes from it, which claims each line bears and which bodies,
//! posts, places, bases, programmes and works it tells of. Only facts and opened quotations, never the source's text.

use super::claims::Verdict;
use crate::portal::frame::Frame;
use crate::portal::record::{Named, Opened, Verbatim};
use askama::Template;

/// What a quoted line is.
#[derive(Clone, Debug)]
pub enum LineRole {
    /// A claim, by its identifier on the page of claims.
    Claim(String, Verdict),
    /// Something else that the book keeps, by the word of its class (`plan`, `caption`, …).
    Statement(&'static str),
    /// A body, post, place, basis, programme or work told of there, by its entry's kind.
    Told(&'static str),
}

/// One quotation.
#[derive(Clone, Debug)]
pub struct SourceLine {
    /// The line in the source; `None` where it is not given.
    pub line: Option<u32>,
    /// The entry that holds it.
    pub entry: u64,
    /// The words.
    pub quote: Opened,
    /// What it is to the book.
    pub role: LineRole,
    /// What else the entry says of it: other spellings, numbers, relations, a picture's credit.
    pub notes: Vec<Verbatim>,
    /// What it is about.
    pub about: Vec<Named>,
}

/// A source.
#[derive(Clone, Debug)]
pub struct Source {
    /// Identifier in the address.
    pub id: String,
    /// Its title.
    pub title: Verbatim,
    /// What it is: "bài báo".
    pub class: Verbatim,
    /// When it was published, as it says; `None` where it does not.
    pub published: Option<Verbatim>,
    /// In order of lines.
    pub lines: Vec<SourceLine>,
}

/// A source's page.
#[derive(Template)]
#[template(path = "article.html")]
pub struct SourcePage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub source: Source,
}
