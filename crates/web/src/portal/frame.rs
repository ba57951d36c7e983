//! What every page has around it and how it writes values: language, addresses, messages, figures,
//! dates, names. Never a value of its own: numbers come in as figures or amounts.

mod charts;
mod life;
mod marks;
mod movement;
mod pictures;
mod places;
mod strips;
mod values;

use super::assets;
use super::figure::Figure;
use super::html::Html;
use super::record::{Room, Verbatim};
use chungtay_ledger::date::Moment;
use chungtay_text::{Language, Messages};
use std::borrow::Cow;

/// The book, as every page names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookFrame {
    /// The book's name.
    pub name: Verbatim,
    /// Its name in English, where it has one.
    pub name_english: Option<Verbatim>,
    /// Whether the book holds generated demonstration data: a band says so on every page.
    pub demonstration: bool,
    /// The state the page was read at; `None` before the first checkpoint is signed.
    pub checkpoint: Option<CheckpointNote>,
}

/// The checkpoint a page was read at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckpointNote {
    /// Entries in the log (a figure, `log.size`).
    pub size: Figure,
    /// Root hash, base64 as the checkpoint prints it.
    pub root: String,
    /// When it was signed.
    pub signed_at: Moment,
}

/// The parts of the portal, in the order of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The first page.
    Home,
    /// Funds.
    Funds,
    /// Programmes.
    Programmes,
    /// Works.
    Works,
    /// Claims beside books, and the sources.
    Claims,
    /// Gifts and bank lines.
    Lines,
    /// Bank = books.
    Balances,
    /// The log and its checkpoint.
    Log,
    /// What this is and how it is made.
    About,
    /// No part: entries, figures, errors.
    Elsewhere,
}

impl Section {
    /// The menu.
    pub const MENU: [Self; 9] = [
        Self::Home,
        Self::Funds,
        Self::Programmes,
        Self::Works,
        Self::Claims,
        Self::Lines,
        Self::Balances,
        Self::Log,
        Self::About,
    ];

    /// The page's address, without the language.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Home | Self::Elsewhere => "/",
            Self::Funds => "/funds",
            Self::Programmes => "/programmes",
            Self::Works => "/works",
            Self::Claims => "/claims",
            Self::Lines => "/lines",
            Self::Balances => "/balances",
            Self::Log => "/log",
            Self::About => "/about",
        }
    }

    /// The message that names it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Home | Self::Elsewhere => "section-home",
            Self::Funds => "section-funds",
            Self::Programmes => "section-programmes",
            Self::Works => "section-works",
            Self::Claims => "section-claims",
            Self::Lines => "section-lines",
            Self::Balances => "section-balances",
            Self::Log => "section-log",
            Self::About => "section-about",
        }
    }
}

/// The frame of one page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The language spoken.
    pub language: Language,
    /// The part of the portal.
    pub section: Section,
    /// The book; `None` where it could not be read (an error page).
    pub book: Option<BookFrame>,
    /// Whether the page goes into a static copy, where nothing answers but files.
    pub for_copy: bool,
    /// Where the site stands, without a slash at the end; empty where nobody said.
    pub site: String,
    /// Whether the page must not change when the log grows: it names no checkpoint.
    lasting: bool,
    address: String,
    messages: &'static Messages,
}

impl Frame {
    /// A frame for a page at `address`: path and query as asked, without the language's prefix.
    #[must_use]
    pub fn new(
        language: Language,
        section: Section,
        address: impl Into<String>,
        book: Option<BookFrame>,
    ) -> Self {
        let messages = Messages::for_language(language);
        let address = address.into();
        let site = String::new();
        Self { language, section, book, for_copy: false, site, lasting: false, address, messages }
    }

    /// A frame for words that stand on no page.
    #[must_use]
    pub fn of_nowhere(language: Language, book: Option<BookFrame>) -> Self {
        Self::new(language, Section::Elsewhere, "/", book)
    }

    /// Words of the same book in another language.
    #[must_use]
    pub fn spoken_in(&self, language: Language) -> Self {
        Self::of_nowhere(language, self.book.clone())
    }

    /// The whole address of a path, for who stands elsewhere; the path alone where nobody said where the site stands.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.site)
    }

    /// The same frame for a page that names no checkpoint.
    #[must_use]
    pub fn lasting(mut self) -> Self {
        self.lasting = true;
        self
    }

    /// Whether the page names no checkpoint.
    #[must_use]
    pub fn is_lasting(&self) -> bool {
        self.lasting
    }

    /// A message.
    #[must_use]
    pub fn text(&self, key: &str) -> Cow<'static, str> {
        self.messages.text(key)
    }

    /// A message of a family whose keys are built from a word: `family-word`.
    #[must_use]
    pub fn word(&self, family: &str, word: &str) -> Cow<'static, str> {
        self.messages.text(&format!("{family}-{word}"))
    }

    /// A message with one value in its place, for an attribute that a screen reader speaks.
    #[must_use]
    pub fn label(&self, key: &str, place: &str, value: &str) -> String {
        self.messages.format(key, &[(place, value.into())])
    }

    /// A message with markup in its places; the message itself is escaped.
    #[must_use]
    pub fn phrase(&self, key: &str, places: &[(&str, Html)]) -> Html {
        let marks: Vec<String> =
            (0..places.len()).map(|index| format!("\u{1}{index}\u{2}")).collect();
        let values: Vec<(&str, chungtay_text::Value<'_>)> = places
            .iter()
            .zip(&marks)
            .map(|((name, _), mark)| (*name, chungtay_text::Value::from(mark.as_str())))
            .collect();
        let said = self.messages.format(key, &values);
        let mut html = Html::new();
        let mut pieces = said.split('\u{1}');
        html = html.text(pieces.next().unwrap_or_default());
        for piece in pieces {
            let (index, rest) = piece.split_once('\u{2}').unwrap_or(("", piece));
            if let Some((_, markup)) = index.parse().ok().and_then(|index: usize| places.get(index))
            {
                html = html.html(markup);
            }
            html = html.text(rest);
        }
        html
    }

    /// The address of a page of the portal in this language.
    #[must_use]
    pub fn link(&self, path: impl AsRef<str>) -> String {
        in_language(self.language, path.as_ref())
    }

    /// The address of a thing's page.
    #[must_use]
    pub fn room_link(&self, room: Room, id: &str) -> String {
        self.link(format!("{}{id}", room.path().unwrap_or("/")))
    }

    /// This page in the other language.
    #[must_use]
    pub fn other_link(&self) -> String {
        in_language(self.language.other(), &self.address)
    }

    /// This page's own address.
    #[must_use]
    pub fn own_link(&self) -> String {
        in_language(self.language, &self.address)
    }

    /// The other language's code.
    #[must_use]
    pub fn other_code(&self) -> &'static str {
        self.language.other().code()
    }

    /// The address of an embedded file.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// The menu, with the marker of the current part.
    #[must_use]
    pub fn menu(&self) -> Vec<(Section, bool)> {
        Section::MENU.iter().map(|section| (*section, *section == self.section)).collect()
    }

    /// The book's name in the page's language, in plain text for titles.
    #[must_use]
    pub fn book_name(&self) -> String {
        self.book_words()
            .map_or_else(|| self.text("site-name").into_owned(), |words| words.text.clone())
    }

    /// The book's name in the page's language.
    #[must_use]
    pub fn book_words(&self) -> Option<&Verbatim> {
        let book = self.book.as_ref()?;
        match (self.language, &book.name_english) {
            (Language::English, Some(name)) => Some(name),
            (Language::English | Language::Vietnamese, _) => Some(&book.name),
        }
    }

    /// Whether the band of demonstration data is shown.
    #[must_use]
    pub fn is_demonstration(&self) -> bool {
        self.book.as_ref().is_some_and(|book| book.demonstration)
    }

    /// The checkpoint the page was read at.
    #[must_use]
    pub fn checkpoint(&self) -> Option<&CheckpointNote> {
        self.book.as_ref()?.checkpoint.as_ref()
    }
}

/// Vietnamese stands at the root, English under `/en`.
pub(crate) fn in_language(language: Language, path: &str) -> String {
    match language {
        Language::Vietnamese => path.to_owned(),
        Language::English if path == "/" => "/en".to_owned(),
        Language::English if path.starts_with("/?") => format!("/en{}", &path[1..]),
        Language::English => format!("/en{path}"),
    }
}
