//! Letters of given fonts: which font has a letter, how far it advances, and its outline. Measures in parts of the
//! letters' size. No font of the system is ever looked for.

use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{Face, UnicodeBuffer};
use tiny_skia::PathBuilder;
use unicode_normalization::UnicodeNormalization;

/// Fonts that complement each other: a letter is taken from the first that has it.
#[derive(Clone)]
pub struct Faces<'a>(Vec<Face<'a>>);

/// One letter of a word, as drawn.
struct Glyph {
    face: usize,
    id: GlyphId,
    x: f32,
    y: f32,
}

/// A run of text, shaped; of any size.
pub(super) struct Shaped {
    glyphs: Vec<Glyph>,
    /// Its advance, in parts of the letters' size.
    pub(super) width: f32,
}

impl<'a> Faces<'a> {
    /// Reads fonts (TrueType, `OpenType`); `None` where there is none or one cannot be read.
    #[must_use]
    pub fn read(files: &[&'a [u8]]) -> Option<Self> {
        let faces: Option<Vec<Face<'a>>> =
            files.iter().map(|bytes| Face::from_slice(bytes, 0)).collect();
        faces.filter(|faces| !faces.is_empty()).map(Self)
    }

    /// Whether some font has the letter.
    #[must_use]
    pub fn has(&self, letter: char) -> bool {
        self.0.iter().any(|face| face.glyph_index(letter).is_some())
    }

    fn face_of(&self, letter: char) -> usize {
        self.0.iter().position(|face| face.glyph_index(letter).is_some()).unwrap_or(0)
    }

    /// Shapes a text; runs of letters of one font at a time, as a browser does.
    pub(super) fn shaped(&self, text: &str) -> Shaped {
        let text: String = text.nfc().filter(|letter| !letter.is_control()).collect();
        let mut shaped = Shaped { glyphs: Vec::new(), width: 0.0 };
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            let face = self.face_of(first);
            let end = rest.char_indices().find(|(_, letter)| self.face_of(*letter) != face);
            let (run, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
            self.push_run(&mut shaped, face, run);
            rest = after;
        }
        shaped
    }

    fn push_run(&self, shaped: &mut Shaped, face: usize, run: &str) {
        let Some(font) = self.0.get(face) else { return };
        let per_size = short(font.units_per_em());
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(run);
        let told = rustybuzz::shape(font, &[], buffer);
        for (info, place) in told.glyph_infos().iter().zip(told.glyph_positions()) {
            let id = GlyphId(u16::try_from(info.glyph_id).unwrap_or(0));
            let x = shaped.width + short(place.x_offset) / per_size;
            shaped.glyphs.push(Glyph { face, id, x, y: short(place.y_offset) / per_size });
            shaped.width += short(place.x_advance) / per_size;
        }
    }

    /// Adds a shaped text to a path, its base line beginning at a place, in letters of a size.
    pub(super) fn outline(
        &self,
        shaped: &Shaped,
        (x, y): (f32, f32),
        size: f32,
        path: &mut PathBuilder,
    ) {
        for glyph in &shaped.glyphs {
            let Some(font) = self.0.get(glyph.face) else { continue };
            let scale = size / short(font.units_per_em());
            let (x, y) = (x + glyph.x * size, y - glyph.y * size);
            font.outline_glyph(glyph.id, &mut Pen { path, x, y, scale });
        }
    }
}

/// Fonts measure in units that fit sixteen bits.
fn short(units: i32) -> f32 {
    i16::try_from(units).map_or(f32::from(i16::MAX), f32::from)
}

/// Draws an outline into a path: a font's ordinates grow upwards, a picture's downwards.
struct Pen<'a> {
    path: &'a mut PathBuilder,
    x: f32,
    y: f32,
    scale: f32,
}

impl Pen<'_> {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.x + x * self.scale, self.y - y * self.scale)
    }
}

impl OutlineBuilder for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
