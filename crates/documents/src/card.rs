//! Cards of pages for those who pass them on: a picture of 1200 × 630 with a title in letters of our own fonts, as PNG.
//! The same words give the same bytes. Knows nothing of what the words mean.

mod faces;
mod setting;

pub use faces::Faces;

use crate::png::{self, Pixels};
use setting::{Setting, Size, one_line, set};
use tiny_skia::{FillRule, Mask, Path, PathBuilder, Rect, Transform};

/// Pixels from left to right.
pub const WIDTH: u32 = 1200;
/// Pixels from top to bottom.
pub const HEIGHT: u32 = 630;
/// Raised whenever the same words are drawn otherwise: whoever keeps cards by their words draws them again.
pub const DRAWING: u32 = 1;

/// The words of a card, in their language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Small, above the title.
    pub kicker: String,
    /// At the right of it, set apart: what must be known of all that the card says.
    pub label: Option<String>,
    /// The title.
    pub title: String,
    /// Lines below it.
    pub details: Vec<String>,
    /// Whose site it is.
    pub site: String,
    /// Whose book it is.
    pub book: String,
}

/// What a card's letters are taken from.
#[derive(Clone)]
pub struct CardFaces<'a> {
    /// Titles.
    pub title: Faces<'a>,
    /// Small words that stand out.
    pub strong: Faces<'a>,
    /// Other small words.
    pub plain: Faces<'a>,
}

const PAPER: [u8; 3] = [0xfb, 0xf7, 0xef];
/// What is drawn on it, each with its own shape: ink, lacquer, soft ink, gold.
const INKS: [[u8; 3]; 4] =
    [[0x1f, 0x1b, 0x16], [0x9b, 0x1c, 0x1f], [0x5b, 0x53, 0x48], [0x7d, 0x5a, 0x0c]];
const INK: usize = 0;
const LACQUER: usize = 1;
const SOFT: usize = 2;
const GOLD: usize = 3;
/// How many shades of each ink there are between paper and itself; with the paper no more than 256 colours.
const SHADES: usize = 63;

const MARGIN: f32 = 80.0;
const INNER: f32 = 1040.0;
const TITLE: [Size; 6] = [
    Size { size: 86.0, line_height: 106.0 },
    Size { size: 76.0, line_height: 94.0 },
    Size { size: 66.0, line_height: 83.0 },
    Size { size: 58.0, line_height: 73.0 },
    Size { size: 50.0, line_height: 64.0 },
    Size { size: 44.0, line_height: 57.0 },
];
const SMALL: f32 = 30.0;
const DETAIL: f32 = 34.0;
const DETAIL_HEIGHT: f32 = 48.0;
/// Between the title and the lines below it.
const DETAIL_GAP: f32 = 14.0;
/// Base lines, and where the title begins and must have ended.
const KICKER_Y: f32 = 104.0;
const TITLE_TOP: f32 = 134.0;
const TITLE_BOTTOM: f32 = 510.0;
const RULE_Y: f32 = 536.0;
const FOOT_Y: f32 = 587.0;

/// Draws a card.
#[must_use]
pub fn draw(card: &Card, faces: &CardFaces<'_>) -> Vec<u8> {
    let mut drawing = Drawing::default();
    drawing.rectangle(LACQUER, (0.0, 0.0, 1200.0, 14.0));
    drawing.rectangle(GOLD, (MARGIN, RULE_Y, INNER, 2.0));
    let label = card.label.as_deref().map_or(0.0, |label| {
        let shaped = one_line(&faces.strong, label, INNER / 2.0 / SMALL);
        let width = shaped.width * SMALL;
        drawing.text(GOLD, &faces.strong, (&shaped, SMALL), (MARGIN + INNER - width, KICKER_Y));
        width + SMALL
    });
    let kicker = one_line(&faces.strong, &card.kicker, (INNER - label) / SMALL);
    drawing.text(LACQUER, &faces.strong, (&kicker, SMALL), (MARGIN, KICKER_Y));

    let gap = if card.details.is_empty() { 0.0 } else { DETAIL_GAP };
    let details = card.details.iter().fold(gap, |sum, _| sum + DETAIL_HEIGHT);
    let height = TITLE_BOTTOM - TITLE_TOP - details;
    let Setting { size, lines } = set(&faces.title, &card.title, (INNER, height), &TITLE);
    let line_height =
        TITLE.iter().find(|one| one.size <= size).map_or(size, |found| found.line_height);
    // Accents above capitals need a part of the line's height, tails below it the rest.
    let mut y = TITLE_TOP + line_height * 0.8;
    for line in &lines {
        drawing.text(INK, &faces.title, (line, size), (MARGIN, y));
        y += line_height;
    }
    y += DETAIL_HEIGHT + DETAIL_GAP - line_height * 0.8;
    for detail in &card.details {
        let line = one_line(&faces.plain, detail, INNER / DETAIL);
        drawing.text(SOFT, &faces.plain, (&line, DETAIL), (MARGIN, y));
        y += DETAIL_HEIGHT;
    }

    let site = one_line(&faces.strong, &card.site, INNER / 2.0 / SMALL);
    drawing.text(LACQUER, &faces.strong, (&site, SMALL), (MARGIN, FOOT_Y));
    let at = MARGIN + site.width * SMALL + SMALL / 2.0;
    let book = one_line(&faces.plain, &card.book, (MARGIN + INNER - at) / SMALL);
    drawing.text(SOFT, &faces.plain, (&book, SMALL), (at, FOOT_Y));
    drawing.finish()
}

/// Shapes by ink, until they are put on paper.
#[derive(Default)]
struct Drawing(Vec<(usize, Path)>);

impl Drawing {
    fn rectangle(&mut self, ink: usize, (x, y, width, height): (f32, f32, f32, f32)) {
        let rectangle = Rect::from_xywh(x, y, width, height);
        self.0.extend(rectangle.map(|rectangle| (ink, PathBuilder::from_rect(rectangle))));
    }

    fn text(
        &mut self,
        ink: usize,
        faces: &Faces<'_>,
        (text, size): (&faces::Shaped, f32),
        at: (f32, f32),
    ) {
        let mut path = PathBuilder::new();
        faces.outline(text, at, size, &mut path);
        self.0.extend(path.finish().map(|path| (ink, path)));
    }

    /// Every pixel is paper, or a shade of the last ink that touches it: shapes do not lie on each other.
    fn finish(self) -> Vec<u8> {
        let mut pixels = vec![0u8; (WIDTH * HEIGHT) as usize];
        for (ink, path) in self.0 {
            let Some((top, height)) = rows_of(&path) else { continue };
            let Some(mut mask) = Mask::new(WIDTH, height) else { continue };
            let moved = Transform::from_translate(0.0, -f32::from(top));
            mask.fill_path(&path, FillRule::Winding, true, moved);
            let below = pixels.iter_mut().skip(usize::from(top) * WIDTH as usize);
            for (pixel, covered) in below.zip(mask.data()) {
                let shade = (usize::from(*covered) * SHADES).div_ceil(255);
                if shade > 0 {
                    *pixel = u8::try_from(ink * SHADES + shade).unwrap_or(0);
                }
            }
        }
        let rows = pixels.chunks_exact(WIDTH as usize);
        png::file((WIDTH, HEIGHT), Pixels::Palette(&palette()), rows)
    }
}

/// The rows that a shape may touch: the first, and how many.
fn rows_of(path: &Path) -> Option<(u16, u32)> {
    let bounds = path.bounds().round_out()?;
    let top = u16::try_from(bounds.top().max(0)).ok()?;
    let bottom = u32::try_from(bounds.bottom()).ok()?.min(HEIGHT);
    let height = bottom.checked_sub(u32::from(top)).filter(|height| *height > 0)?;
    Some((top, height))
}

fn palette() -> Vec<[u8; 3]> {
    let mut colours = vec![PAPER];
    for ink in INKS {
        for shade in 1..=SHADES {
            let mixed = |paper: u8, ink: u8| {
                let sum = usize::from(paper) * (SHADES - shade) + usize::from(ink) * shade;
                u8::try_from(sum / SHADES).unwrap_or(u8::MAX)
            };
            colours.push([0, 1, 2].map(|part| mixed(PAPER[part], ink[part])));
        }
    }
    colours
}
