//! Runs a page's content stream for its text and rules (ISO 32000-1 §8, §9): where each letter stands, and which
//! straight lines are drawn. Colours, pictures and shapes are passed over.

use super::fault::PdfFault;
use super::font::Font;
use super::geometry::{Area, Matrix};
use super::lexer::{Lexer, Token};
use super::page::{Glyph, PageText, Piece, Rule};
use super::source;
use hayro_syntax::object::{Array, Dict, Name, Number, Stream};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Forms within forms; real ones have one or two.
const DEEPEST_FORM: usize = 12;
/// `q` within `q`.
const DEEPEST_STATE: usize = 256;
/// Letters and rules of one page: a page of the densest statement has 6,000 and 400.
const MOST_GLYPHS: usize = 400_000;
const MOST_RULES: usize = 40_000;
const MOST_OPERANDS: usize = 100_000;
/// A filled rectangle thinner than this is a rule.
const RULE_POINTS: f32 = 3.0;
/// A gap within a string, in parts of its size, above which what follows is a piece of its own.
const GAP: f32 = 0.3;
/// A string placed this near behind the last one goes on with it.
const JOIN: f32 = 0.12;
/// Fonts kept; a file that was put together from many has more, and they are read again.
const MOST_FONTS: usize = 256;

/// Fonts that were read, by their object in the file.
#[derive(Default)]
pub(super) struct Fonts(BTreeMap<(u32, i32), Arc<Font>>);

/// What a stream draws with, by name.
pub(super) struct Named<'a> {
    pub fonts: Dict<'a>,
    pub forms: Dict<'a>,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    clip: Area,
    font: Option<Arc<Font>>,
    size: f32,
    letter_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// Draws a page into its text.
pub(super) struct Interpreter<'p> {
    page: &'p mut PageText,
    fonts: &'p mut Fonts,
    state: State,
    stack: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// The path under construction: its level and upright lines, and its corners.
    path: Vec<((f32, f32), (f32, f32))>,
    corners: Vec<(f32, f32)>,
    boxes: Vec<Area>,
    point: (f32, f32),
    start: (f32, f32),
    clips: bool,
    /// A string was placed since the last letter.
    placed: bool,
    bytes_left: usize,
}

impl<'p> Interpreter<'p> {
    pub fn new(page: &'p mut PageText, fonts: &'p mut Fonts, matrix: Matrix) -> Self {
        let state = State {
            matrix,
            clip: Area::EVERYTHING,
            font: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Self {
            page,
            fonts,
            state,
            stack: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Vec::new(),
            corners: Vec::new(),
            boxes: Vec::new(),
            point: (0.0, 0.0),
            start: (0.0, 0.0),
            clips: false,
            placed: true,
            bytes_left: source::PAGE_BYTES,
        }
    }

    /// Runs a stream with its fonts and forms.
    pub fn run(&mut self, content: &[u8], named: &Named<'_>, depth: usize) -> Result<(), PdfFault> {
        self.bytes_left = self.bytes_left.checked_sub(content.len()).ok_or(PdfFault::TooLarge)?;
        let mut lexer = Lexer::new(content);
        let mut operands: Vec<Token> = Vec::new();
        while let Some(token) = lexer.next()? {
            let Token::Operator(from, to) = token else {
                if operands.len() >= MOST_OPERANDS {
                    return Err(PdfFault::Broken);
                }
                operands.push(token);
                continue;
            };
            let operator = lexer.operator(from, to);
            match operator {
                b"Tf" => self.set_font(&lexer, &operands, &named.fonts),
                b"Do" => self.draw_form(&lexer, &operands, named, depth)?,
                b"ID" => lexer.skip_image()?,
                b"Tj" | b"TJ" | b"'" | b"\"" => self.show(operator, &lexer, &operands)?,
                _ => self.operate(operator, &Numbers::of(&operands)),
            }
            operands.clear();
            lexer.forget();
        }
        Ok(())
    }

    fn operate(&mut self, operator: &[u8], numbers: &Numbers) {
        match operator {
            b"q" if self.stack.len() < DEEPEST_STATE => self.stack.push(self.state.clone()),
            b"Q" => {
                if let Some(state) = self.stack.pop() {
                    self.state = state;
                }
            }
            b"cm" => self.state.matrix = Matrix(numbers.six()).then(self.state.matrix),
            b"BT" => {
                (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY);
                self.placed = true;
            }
            b"Tc" => self.state.letter_space = numbers.at(0),
            b"Tw" => self.state.word_space = numbers.at(0),
            b"Tz" => self.state.stretch = numbers.at(0) / 100.0,
            b"TL" => self.state.leading = numbers.at(0),
            b"Ts" => self.state.rise = numbers.at(0),
            b"Td" => self.next_line(numbers.at(0), numbers.at(1)),
            b"TD" => {
                self.state.leading = -numbers.at(1);
                self.next_line(numbers.at(0), numbers.at(1));
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tm" => {
                self.line = Matrix(numbers.six());
                self.text = self.line;
                self.placed = true;
            }
            _ => self.path_operate(operator, numbers),
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
        self.placed = true;
    }

    fn path_operate(&mut self, operator: &[u8], numbers: &Numbers) {
        match operator {
            b"m" => {
                self.point = self.state.matrix.apply(numbers.at(0), numbers.at(1));
                self.start = self.point;
                self.corner(self.point);
            }
            b"l" => self.line_to(self.state.matrix.apply(numbers.at(0), numbers.at(1))),
            b"c" => self.curve_to(self.state.matrix.apply(numbers.at(4), numbers.at(5))),
            b"v" | b"y" => self.curve_to(self.state.matrix.apply(numbers.at(2), numbers.at(3))),
            b"h" => self.line_to(self.start),
            b"re" => self.rectangle(numbers.at(0), numbers.at(1), numbers.at(2), numbers.at(3)),
            b"W" | b"W*" => self.clips = true,
            b"S" => self.paint(true, false),
            b"s" | b"b" | b"b*" => {
                self.line_to(self.start);
                self.paint(true, operator != b"s");
            }
            b"f" | b"F" | b"f*" => self.paint(false, true),
            b"B" | b"B*" => self.paint(true, true),
            b"n" => self.paint(false, false),
            _ => {}
        }
    }

    fn corner(&mut self, point: (f32, f32)) {
        if self.corners.len() < MOST_RULES {
            self.corners.push(point);
        }
    }

    fn line_to(&mut self, end: (f32, f32)) {
        if self.path.len() < MOST_RULES {
            self.path.push((self.point, end));
        }
        self.corner(end);
        self.point = end;
    }

    fn curve_to(&mut self, end: (f32, f32)) {
        self.corner(end);
        self.point = end;
    }

    fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
            .map(|(x, y)| self.state.matrix.apply(x, y));
        self.point = corners[0];
        self.start = corners[0];
        for corner in corners {
            self.corner(corner);
        }
        if self.boxes.len() < MOST_RULES {
            self.boxes.extend(Area::around(&corners));
        }
    }

    /// Ends the path: what it draws becomes rules, what it clips bounds what follows.
    fn paint(&mut self, stroked: bool, filled: bool) {
        if stroked {
            for (from, to) in std::mem::take(&mut self.path) {
                self.rule(from, to);
            }
        }
        for area in std::mem::take(&mut self.boxes) {
            let Area { left, bottom, right, top } = area;
            if stroked && area.width() > RULE_POINTS && area.height() > RULE_POINTS {
                self.rule((left, bottom), (right, bottom));
                self.rule((left, top), (right, top));
                self.rule((left, bottom), (left, top));
                self.rule((right, bottom), (right, top));
            } else if (stroked || filled) && area.width() <= RULE_POINTS {
                let middle = f32::midpoint(left, right);
                self.rule((middle, bottom), (middle, top));
            } else if (stroked || filled) && area.height() <= RULE_POINTS {
                let middle = f32::midpoint(bottom, top);
                self.rule((left, middle), (right, middle));
            }
        }
        if self.clips {
            let area = Area::around(&self.corners).unwrap_or(Area::EVERYTHING);
            self.state.clip = self.state.clip.within(area);
        }
        self.clips = false;
        self.path.clear();
        self.corners.clear();
    }

    fn rule(&mut self, from: (f32, f32), to: (f32, f32)) {
        let (wide, high) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
        if self.page.upright.len() + self.page.level.len() >= MOST_RULES {
            return;
        }
        if wide <= 0.5 && high > 1.0 {
            let rule = Rule { at: from.0, from: from.1.min(to.1), to: from.1.max(to.1) };
            self.page.upright.push(rule);
        } else if high <= 0.5 && wide > 1.0 {
            let rule = Rule { at: from.1, from: from.0.min(to.0), to: from.0.max(to.0) };
            self.page.level.push(rule);
        }
    }

    fn set_font(&mut self, lexer: &Lexer<'_>, operands: &[Token], fonts: &Dict<'_>) {
        let [Token::Name(from, to), Token::Number(size)] = operands[..] else { return };
        self.state.size = size;
        let name = lexer.bytes(from, to);
        let key = fonts.get_ref(name).map(|found| (found.obj_number, found.gen_number));
        if let Some(font) = key.and_then(|key| self.fonts.0.get(&key)) {
            self.state.font = Some(Arc::clone(font));
            return;
        }
        let font = fonts.get::<Dict<'_>>(name).map(|dict| Arc::new(Font::read(&dict)));
        if let (Some(key), Some(font)) = (key, &font) {
            if self.fonts.0.len() >= MOST_FONTS {
                self.fonts.0.clear();
            }
            self.fonts.0.insert(key, Arc::clone(font));
        }
        self.state.font = font;
    }

    fn draw_form(
        &mut self,
        lexer: &Lexer<'_>,
        operands: &[Token],
        named: &Named<'_>,
        depth: usize,
    ) -> Result<(), PdfFault> {
        let [Token::Name(from, to)] = operands[..] else { return Ok(()) };
        let Some(form) = named.forms.get::<Stream<'_>>(lexer.bytes(from, to)) else {
            return Err(PdfFault::Broken);
        };
        let dict = form.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|name| &*name != b"Form") {
            self.page.pictures += 1;
            return Ok(());
        }
        if depth >= DEEPEST_FORM {
            return Err(PdfFault::TooLarge);
        }
        let content = source::decoded(&form, self.bytes_left)?;
        let (state, stack) = (self.state.clone(), std::mem::take(&mut self.stack));
        let (text, line) = (self.text, self.line);
        if let Some(matrix) = six(dict.get::<Array<'_>>("Matrix")) {
            self.state.matrix = Matrix(matrix).then(self.state.matrix);
        }
        let own = dict.get::<Dict<'_>>("Resources").map(|resources| Named {
            fonts: resources.get("Font").unwrap_or_default(),
            forms: resources.get("XObject").unwrap_or_default(),
        });
        let outcome = self.run(&content, own.as_ref().unwrap_or(named), depth + 1);
        (self.state, self.stack, self.text, self.line) = (state, stack, text, line);
        self.path.clear();
        self.boxes.clear();
        self.corners.clear();
        outcome
    }

    fn show(
        &mut self,
        operator: &[u8],
        lexer: &Lexer<'_>,
        operands: &[Token],
    ) -> Result<(), PdfFault> {
        if let (b"\"", [Token::Number(word), Token::Number(letter), ..]) = (operator, operands) {
            self.state.word_space = *word;
            self.state.letter_space = *letter;
        }
        if matches!(operator, b"'" | b"\"") {
            self.next_line(0.0, -self.state.leading);
        }
        let numbers_are_shifts = operator == b"TJ";
        for operand in operands {
            match *operand {
                Token::Text(from, to) => self.show_text(lexer.bytes(from, to))?,
                Token::Number(shift) if numbers_are_shifts => {
                    let moved = -shift / 1000.0 * self.state.size * self.state.stretch;
                    self.text = Matrix::shift(moved, 0.0).then(self.text);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show_text(&mut self, bytes: &[u8]) -> Result<(), PdfFault> {
        // Text in a font that is not in the file says nothing, and is lost if it is passed over.
        let Some(font) = self.state.font.clone() else { return Err(PdfFault::Broken) };
        let state = &self.state;
        let (size, stretch) = (state.size, state.stretch);
        let drawn = Matrix([size * stretch, 0.0, 0.0, size, 0.0, state.rise]);
        let full = |text: Matrix| drawn.then(text).then(state.matrix);
        let Matrix([along, across, _, _, _, _]) = full(self.text);
        let level = across.abs() <= along.abs() * 0.05 && along > 0.0;
        if !level {
            self.page.turned += 1;
        }
        let (mut text, mut placed) = (self.text, self.placed);
        let (page, clip) = (&mut *self.page, state.clip);
        font.show(bytes, |shown| {
            let mut advance = shown.advance * size + state.letter_space;
            if shown.word_space {
                advance += state.word_space;
            }
            let from = full(text);
            if level && page.glyphs.len() < MOST_GLYPHS {
                let ((left, baseline), (right, _)) =
                    (from.apply(0.0, 0.0), from.apply(shown.advance, 0.0));
                let Matrix([_, _, c, d, _, _]) = from;
                place(page, shown.letters, (left, right), baseline, c.hypot(d), clip, placed);
                placed = false;
            }
            text = Matrix::shift(advance * stretch, 0.0).then(text);
        });
        self.text = text;
        self.placed = placed;
        if self.page.glyphs.len() >= MOST_GLYPHS { Err(PdfFault::TooLarge) } else { Ok(()) }
    }
}

/// Adds a code's letters to the last piece, or to a new one.
fn place(
    page: &mut PageText,
    letters: &[char],
    (left, right): (f32, f32),
    baseline: f32,
    size: f32,
    clip: Area,
    placed: bool,
) {
    let last = page.glyphs.last().map_or(f32::MIN, |glyph| glyph.right);
    let gap = (left - last) / size.max(0.1);
    let bound = if placed { -JOIN..=JOIN } else { -2.0..=GAP };
    let goes_on = page.pieces.last().is_some_and(|piece| {
        (piece.baseline - baseline).abs() <= 0.1 * size
            && piece.clip == clip
            && bound.contains(&gap)
    });
    let count = letters.len().max(1);
    for (index, letter) in letters.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a code stands for a handful of letters")]
        let part = |index: usize| left + (right - left) * (index as f32) / (count as f32);
        let glyph = Glyph {
            letter: *letter,
            left: part(index),
            right: part(index + 1),
            placed: placed && index == 0,
        };
        page.glyphs.push(glyph);
    }
    let to = page.glyphs.len();
    match page.pieces.last_mut() {
        Some(piece) if goes_on => piece.to = to,
        _ if letters.is_empty() => {}
        _ => page.pieces.push(Piece { from: to - letters.len(), to, baseline, size, clip }),
    }
}

/// The numbers before an operator, the last of them.
struct Numbers {
    values: [f32; 6],
}

impl Numbers {
    fn of(operands: &[Token]) -> Self {
        let mut values = [0.0; 6];
        let numbers = operands.iter().filter_map(|token| match token {
            Token::Number(number) => Some(*number),
            _ => None,
        });
        values.iter_mut().zip(numbers).for_each(|(value, number)| *value = number);
        Self { values }
    }

    fn at(&self, index: usize) -> f32 {
        self.values[index]
    }

    fn six(&self) -> [f32; 6] {
        self.values
    }
}

fn six(array: Option<Array<'_>>) -> Option<[f32; 6]> {
    let mut values = [0.0; 6];
    let mut numbers = array?.iter::<Number>().map(|number| number.as_f32());
    for value in &mut values {
        *value = numbers.next()?;
    }
    Some(values)
}
