//! Places of the book under the names they bore and bear, with the works there; and Vietnam's units before
//! and after 1 July 2025 to look names up in. Codes and names of that list are marked with where it came
//! from; a place of the book stands with its entry.

use super::stories::StoryRow;
use crate::portal::frame::Frame;
use crate::portal::period::Span;
use crate::portal::record::{Named, Verbatim};
use askama::Template;
use chungtay_ledger::date::Date;
use chungtay_ledger::kinds::works::PlaceClass;
use chungtay_places::{Era, Share};
use std::collections::BTreeMap;

/// A unit of the national list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedUnit {
    /// Official code.
    pub code: &'static str,
    /// Name with its kind.
    pub name: &'static str,
    /// Names of the units around it, the nearest first.
    pub within: Vec<&'static str>,
    /// Which division it belongs to.
    pub era: Era,
}

/// Another unit that one became, or was made of.
#[derive(Clone, Debug)]
pub struct LinkedUnit {
    /// The other unit.
    pub unit: ListedUnit,
    /// How much of the older one.
    pub share: Share,
}

impl LinkedUnit {
    /// The word for messages.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self.share {
            Share::Whole => "whole",
            Share::Part => "part",
            Share::Doubtful => "doubtful",
        }
    }
}

/// A unit that was looked up.
#[derive(Clone, Debug)]
pub struct FoundUnit {
    /// The unit.
    pub unit: ListedUnit,
    /// What it became, or was made of.
    pub links: Vec<LinkedUnit>,
    /// Works of the book there, or in what it became or was made of.
    pub works: Vec<Named>,
}

/// How the book's name and code of a place stand to the national list.
#[derive(Clone, Debug)]
pub enum Listed {
    /// The book gives no code.
    NoCode,
    /// The list has that code in that time, under this name.
    Same(ListedUnit),
    /// The list has that code in that time, under another name.
    OtherName(ListedUnit),
    /// The list has no such code in that time.
    Unknown,
}

/// A place of the book.
#[derive(Clone, Debug)]
pub struct BookPlace {
    /// Identifier, the anchor on the page.
    pub id: String,
    /// What it is.
    pub class: PlaceClass,
    /// Its name in the book.
    pub name: Verbatim,
    /// Its code in the book.
    pub code: Option<Verbatim>,
    /// When that name and code held.
    pub during: Option<Span>,
    /// The names of the places around it in the book.
    pub within: Vec<Verbatim>,
    /// What took over, in the book.
    pub now: Option<Verbatim>,
    /// How the national list has it.
    pub listed: Listed,
    /// Works there.
    pub works: Vec<Named>,
}

/// The page's content.
#[derive(Clone, Debug)]
pub struct PlacesView {
    /// The book's places.
    pub places: Vec<BookPlace>,
    /// What was asked, as typed.
    pub asked: String,
    /// Units of that name; `None` where nothing was asked.
    pub found: Option<Vec<FoundUnit>>,
    /// Whether more were found than are shown.
    pub more: bool,
    /// The first day of today's division.
    pub since: Date,
}

/// The page.
#[derive(Template)]
#[template(path = "places.html")]
pub struct PlacesPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub view: PlacesView,
    /// Stories about places of the book, the newest first, by the place.
    pub stories: BTreeMap<String, Vec<StoryRow>>,
}
