//! What a page shows: letters with their places, in pieces that were drawn without a gap, and the rules of its tables.

use super::geometry::Area;

/// One letter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    pub letter: char,
    pub left: f32,
    pub right: f32,
    /// The first of a string that was placed anew.
    pub placed: bool,
}

/// Letters drawn on one line without a gap.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    /// Its letters: from and to, in [`PageText::glyphs`].
    pub from: usize,
    pub to: usize,
    pub baseline: f32,
    pub size: f32,
    /// Where drawing was allowed: the cell, in statements that clip each one.
    pub clip: Area,
}

/// A straight line, upright or level: where it stands and from where to where it goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub at: f32,
    pub from: f32,
    pub to: f32,
}

/// A page's text and rules. One value is used for all pages of a file.
#[derive(Debug, Default)]
pub(super) struct PageText {
    pub glyphs: Vec<Glyph>,
    pub pieces: Vec<Piece>,
    pub upright: Vec<Rule>,
    pub level: Vec<Rule>,
    /// Pieces that do not run from left to right: stamps and water marks.
    pub turned: u64,
    /// Pictures drawn.
    pub pictures: u64,
}

impl PageText {
    pub fn clear(&mut self) {
        self.glyphs.clear();
        self.pieces.clear();
        self.upright.clear();
        self.level.clear();
        self.turned = 0;
        self.pictures = 0;
    }

    pub fn glyphs_of(&self, piece: &Piece) -> &[Glyph] {
        &self.glyphs[piece.from..piece.to]
    }
}
