//! Cards of pages for those who pass them on: which words stand on each, where it is found, and the picture. A card has
//! names and words of the book, never a number that somebody typed. Drawn once, then kept by its words.

use super::assets;
use super::frame::Frame;
use super::pages::stories::StoryRow;
use super::pages::works::WorkRow;
use super::source::{Read, Snapshot};
use axum::body::Bytes;
use chungtay_documents::card::{Card, CardFaces, DRAWING, Faces, HEIGHT, WIDTH, draw};
use chungtay_log::hash::leaf_hash;
use chungtay_text::Language;
use quick_cache::sync::Cache;
use std::sync::LazyLock;

/// Digits of a mark.
const MARK_DIGITS: usize = 16;
/// Cards that are kept once drawn: a hundredth of a megabyte each.
const KEPT: usize = 500;

/// Which page a card is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The first page.
    Home,
    /// A story, by its identifier.
    Story(String),
    /// A work, by its identifier.
    Work(String),
}

/// A page's card: where it is, and what it says to whoever does not see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageCard {
    /// Its address without the site, with a mark that changes with the picture.
    pub path: String,
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// The title of the page.
    pub title: String,
    /// Everything that is written on it.
    pub alt: String,
}

impl Subject {
    /// The address of its card in a language, as it is served and as a static copy names the file.
    #[must_use]
    pub fn path(&self, language: Language) -> String {
        let language = language.code();
        match self {
            Self::Home => format!("/cards/home-{language}.png"),
            Self::Story(id) => format!("/cards/stories/{id}-{language}.png"),
            Self::Work(id) => format!("/cards/works/{id}-{language}.png"),
        }
    }

    /// What a path below `/cards/` asks for.
    #[must_use]
    pub fn of(path: &str) -> Option<(Self, Language)> {
        let (stem, language) = path.strip_suffix(".png")?.rsplit_once('-')?;
        let language = Language::parse(language)?;
        let subject = match stem.split_once('/') {
            None if stem == "home" => Self::Home,
            Some(("stories", id)) => Self::Story(id.to_owned()),
            Some(("works", id)) => Self::Work(id.to_owned()),
            _ => return None,
        };
        Some((subject, language))
    }
}

/// The words of the first page's card.
#[must_use]
pub fn of_home(frame: &Frame) -> Card {
    Card {
        kicker: frame.text("home-kicker").into_owned(),
        title: frame.book_name(),
        book: String::new(),
        ..around(frame, false)
    }
}

/// The words of a story's card, in the story's own language.
#[must_use]
pub fn of_story(frame: &Frame, row: &StoryRow) -> Card {
    let frame = frame.spoken_in(row.language);
    let (section, format) =
        (frame.word("story-section", row.section), frame.word("story-format", row.format.word()));
    Card {
        kicker: format!("{section} · {format}"),
        title: row.title.clone(),
        ..around(&frame, false)
    }
}

/// The words of a work's card.
#[must_use]
pub fn of_work(frame: &Frame, row: &WorkRow) -> Card {
    let state = row.state.map(|state| frame.word("work-state", state.word()).into_owned());
    let place = row.place.as_ref().map(|place| place.text.clone());
    Card {
        kicker: frame.word("work-class", row.class.word()).into_owned(),
        title: row.work.name.text.clone(),
        details: [place, state].into_iter().flatten().collect(),
        ..around(frame, row.work.demonstration)
    }
}

/// What stands around the words of any card.
fn around(frame: &Frame, is_invented: bool) -> Card {
    let label = frame.text("demonstration-label").into_owned();
    Card {
        label: (is_invented || frame.is_demonstration()).then_some(label),
        site: frame.text("site-name").into_owned(),
        book: frame.book_name(),
        ..Card::default()
    }
}

/// What a page says of its card.
#[must_use]
pub fn shown(card: &Card, subject: &Subject, language: Language) -> PageCard {
    let Card { kicker, label, title, details, site, book } = card;
    let words = [title, kicker].into_iter().chain(details).chain(label).chain([site, book]);
    let mut said: Vec<&str> = Vec::new();
    for word in words.map(String::as_str).filter(|word| !word.is_empty()) {
        if !said.contains(&word) {
            said.push(word);
        }
    }
    PageCard {
        path: format!("{}?v={}", subject.path(language), mark(card)),
        width: WIDTH,
        height: HEIGHT,
        title: title.clone(),
        alt: said.join(" · "),
    }
}

/// Equal marks, equal pictures.
#[must_use]
pub fn mark(card: &Card) -> String {
    let told = format!("{DRAWING} {} {card:?}", assets::FRONTEND_BUILD);
    let mut mark = leaf_hash(told.as_bytes()).to_hex();
    mark.truncate(MARK_DIGITS);
    mark
}

/// The words of a subject's card; `None` where the books have no such thing.
pub(super) fn words(
    books: &dyn Snapshot,
    subject: &Subject,
    language: Language,
) -> Read<Option<Card>> {
    let frame = Frame::of_nowhere(language, Some(books.book()?));
    Ok(match subject {
        Subject::Home => Some(of_home(&frame)),
        Subject::Story(id) => books.story_row(id, language)?.map(|row| of_story(&frame, &row)),
        Subject::Work(id) => books.work(id)?.map(|work| of_work(&frame, &work.row)),
    })
}

/// Every card there is, with its mark, for whoever keeps pictures from one day to the next.
pub(crate) fn all(books: &dyn Snapshot) -> Read<Vec<(String, String)>> {
    let mut found = Vec::new();
    for language in Language::ALL {
        let frame = Frame::of_nowhere(language, Some(books.book()?));
        let mut tell = |subject: &Subject, card: &Card| {
            found.push((subject.path(language), mark(card)));
        };
        tell(&Subject::Home, &of_home(&frame));
        for row in books.stories(language)?.rows.iter().filter(|row| row.language == language) {
            tell(&Subject::Story(row.id.clone()), &of_story(&frame, row));
        }
        for row in &books.works()?.rows {
            tell(&Subject::Work(row.work.id.clone()), &of_work(&frame, row));
        }
    }
    Ok(found)
}

/// Our own fonts, as TrueType; `None` only where the build has none.
static FACES: LazyLock<Option<CardFaces<'static>>> = LazyLock::new(|| {
    let read = |latin: &str, vietnamese: &str| {
        Faces::read(&[assets::card_font(latin)?, assets::card_font(vietnamese)?])
    };
    Some(CardFaces {
        title: read("serif-600-latin", "serif-600-vietnamese")?,
        strong: read("be-600-latin", "be-600-vietnamese")?,
        plain: read("be-400-latin", "be-400-vietnamese")?,
    })
});

/// Pictures that were drawn, by their mark.
pub(super) type Drawn = Cache<String, Bytes>;

/// Room for pictures.
pub(super) fn drawn() -> Drawn {
    Cache::new(KEPT)
}

/// A card's picture, drawn where it was not kept.
pub(super) fn picture(card: &Card, mark: &str, drawn: &Drawn) -> Option<Bytes> {
    if let Some(bytes) = drawn.get(mark) {
        return Some(bytes);
    }
    let bytes = Bytes::from(draw(card, FACES.as_ref()?));
    drawn.insert(mark.to_owned(), bytes.clone());
    Some(bytes)
}
