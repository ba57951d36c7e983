//! A font of a page: from the bytes of a string to letters and their widths. Draws nothing.

use super::cmap::CodeMap;
use super::encoding::{self, Base};
use super::metrics;
use super::source;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};

/// What a code shows: letters and the advance, in units of the font size.
pub(super) struct Shown<'f> {
    pub letters: &'f [char],
    pub advance: f32,
    /// The one-byte code 32, which word spacing widens.
    pub word_space: bool,
}

/// A font.
pub(super) enum Font {
    Simple(Box<Simple>),
    Composite(Box<Composite>),
}

/// Codes of one byte.
pub(super) struct Simple {
    letters: Vec<(u32, u32)>,
    texts: Vec<char>,
    advances: Vec<f32>,
}

/// Codes of one to four bytes.
pub(super) struct Composite {
    unicode: CodeMap,
    codes: Option<CodeMap>,
    /// Codes are UTF-16 themselves (`UniGB-UCS2-H` and its kin).
    codes_are_letters: bool,
    widths: Vec<(u32, u32, f32)>,
    default_width: f32,
}

/// A font's number as a fraction of the size.
fn thousandth(number: Number) -> f32 {
    number.as_f32() / 1000.0
}

impl Font {
    /// Reads a font's dictionary; what it lacks is filled from the standard fonts.
    pub fn read(dict: &Dict<'_>) -> Self {
        let composite = dict.get::<Name<'_>>("Subtype").is_some_and(|name| &*name == b"Type0");
        let unicode = dict.get::<Stream<'_>>("ToUnicode").and_then(|stream| {
            let bytes = source::decoded(&stream, source::FONT_BYTES).ok()?;
            Some(CodeMap::parse(&bytes))
        });
        let unicode = unicode.unwrap_or_default();
        if composite {
            Self::Composite(Box::new(Composite::read(dict, unicode)))
        } else {
            Self::Simple(Box::new(Simple::read(dict, &unicode)))
        }
    }

    /// Takes a string apart, code by code.
    pub fn show(&self, bytes: &[u8], mut each: impl FnMut(Shown<'_>)) {
        match self {
            Self::Simple(font) => bytes.iter().for_each(|byte| each(font.shown(*byte))),
            Self::Composite(font) => font.show(bytes, each),
        }
    }
}

impl Simple {
    fn read(dict: &Dict<'_>, unicode: &CodeMap) -> Self {
        let (base, names) = encoding_of(dict);
        let mut font = Self { letters: Vec::new(), texts: Vec::new(), advances: Vec::new() };
        for code in 0..=u8::MAX {
            let start = font.texts.len();
            let texts = &mut font.texts;
            if !unicode.letters(1, u32::from(code), |letter| texts.push(letter)) {
                let named = names.iter().rev().find(|(known, _)| *known == code);
                let letter = match named {
                    Some((_, letter)) => *letter,
                    None => base.and_then(|base| encoding::letter(base, code)),
                };
                texts.push(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            let place = |index: usize| u32::try_from(index).unwrap_or(0);
            font.letters.push((place(start), place(texts.len())));
        }
        font.advances = advances_of(dict, &font);
        font
    }

    fn letters(&self, code: u8) -> &[char] {
        let (from, to) = self.letters[usize::from(code)];
        let place = |index: u32| usize::try_from(index).unwrap_or(0);
        &self.texts[place(from)..place(to)]
    }

    fn shown(&self, code: u8) -> Shown<'_> {
        Shown {
            letters: self.letters(code),
            advance: self.advances[usize::from(code)],
            word_space: code == b' ',
        }
    }
}

/// The base encoding, and the letters that differ from it (`None`: a name without a letter).
fn encoding_of(dict: &Dict<'_>) -> (Option<Base>, Vec<(u8, Option<char>)>) {
    let by_name = |name: &[u8]| match name {
        b"MacRomanEncoding" => Some(Base::Mac),
        b"StandardEncoding" => Some(Base::Standard),
        b"WinAnsiEncoding" => Some(Base::Windows),
        _ => None,
    };
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
    let symbolic = descriptor.as_ref().is_some_and(|descriptor| {
        descriptor.get::<i32>("Flags").is_some_and(|flags| flags & 4 != 0)
            && ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key))
    });
    // A font without an encoding has its own, which only the font file knows; the letters of one that is not
    // symbolic stand where Windows has them.
    let own = (!symbolic).then_some(Base::Windows);
    if let Some(name) = dict.get::<Name<'_>>("Encoding") {
        return (by_name(&name).or(own), Vec::new());
    }
    let Some(encoding) = dict.get::<Dict<'_>>("Encoding") else { return (own, Vec::new()) };
    let base = encoding.get::<Name<'_>>("BaseEncoding").and_then(|name| by_name(&name)).or(own);
    let mut names = Vec::new();
    let mut code = 0u32;
    for item in encoding.get::<Array<'_>>("Differences").iter().flat_map(Array::iter::<Object<'_>>)
    {
        match item {
            Object::Number(number) => code = u32::try_from(number.as_i64()).unwrap_or(u32::MAX),
            Object::Name(name) => {
                if let Ok(byte) = u8::try_from(code) {
                    names.push((byte, encoding::named(name.as_str())));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    (base, names)
}

fn advances_of(dict: &Dict<'_>, font: &Simple) -> Vec<f32> {
    let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
    let unit = match dict.get::<Array<'_>>("FontMatrix") {
        Some(matrix) => matrix.iter::<Number>().next().map_or(0.001, |number| number.as_f32()),
        None => 0.001,
    };
    if let Some(widths) = dict.get::<Array<'_>>("Widths") {
        let missing = descriptor.and_then(|descriptor| descriptor.get::<Number>("MissingWidth"));
        let missing = missing.map_or(0.0, thousandth);
        let first = dict.get::<i32>("FirstChar").and_then(|first| usize::try_from(first).ok());
        let mut advances = vec![missing; 256];
        for (index, width) in widths.iter::<Number>().take(256).enumerate() {
            if let Some(place) = advances.get_mut(first.unwrap_or(0).saturating_add(index)) {
                *place = width.as_f32() * unit;
            }
        }
        return advances;
    }
    let name = dict.get::<Name<'_>>("BaseFont");
    let standard = metrics::standard(name.as_ref().map_or("", |name| name.as_str()));
    let width = |code: u8| {
        let letters = font.letters(code).iter();
        f32::from(letters.map(|letter| metrics::width(standard, *letter)).max().unwrap_or(0))
            / 1000.0
    };
    (0..=u8::MAX).map(width).collect()
}

impl Composite {
    fn read(dict: &Dict<'_>, unicode: CodeMap) -> Self {
        let name = dict.get::<Name<'_>>("Encoding");
        let name = name.as_ref().map_or("", |name| name.as_str());
        let codes_are_letters = name.contains("UCS2") || name.contains("UTF16");
        let codes = dict.get::<Stream<'_>>("Encoding").and_then(|stream| {
            Some(CodeMap::parse(&source::decoded(&stream, source::FONT_BYTES).ok()?))
        });
        let child = dict.get::<Array<'_>>("DescendantFonts");
        let child = child.and_then(|fonts| fonts.iter::<Dict<'_>>().next()).unwrap_or_default();
        let default_width = child.get::<Number>("DW").map_or(1.0, thousandth);
        let widths = child.get::<Array<'_>>("W").map(|array| widths_of(&array)).unwrap_or_default();
        Self { unicode, codes, codes_are_letters, widths, default_width }
    }

    fn show(&self, bytes: &[u8], mut each: impl FnMut(Shown<'_>)) {
        let mut letters: Vec<char> = Vec::with_capacity(4);
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = match &self.codes {
                Some(codes) if codes.has_spaces() => codes.code_length(rest, 2),
                _ => rest.len().min(2),
            };
            let (code_bytes, after) = rest.split_at(length);
            rest = after;
            let code = code_bytes.iter().fold(0u32, |code, byte| code << 8 | u32::from(*byte));
            let length = u8::try_from(length).unwrap_or(4);
            letters.clear();
            if !self.unicode.letters(length, code, |letter| letters.push(letter)) {
                let own = self.codes_are_letters.then(|| char::from_u32(code)).flatten();
                letters.push(own.unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            let glyph = match &self.codes {
                Some(codes) => codes.glyph(length, code).unwrap_or(code),
                None => code,
            };
            let word_space = length == 1 && code == 32;
            each(Shown { letters: &letters, advance: self.width(glyph), word_space });
        }
    }

    fn width(&self, glyph: u32) -> f32 {
        let after = self.widths.partition_point(|(low, _, _)| *low <= glyph);
        let range = after.checked_sub(1).map(|index| self.widths[index]);
        range
            .filter(|(_, high, _)| glyph <= *high)
            .map_or(self.default_width, |(_, _, width)| width)
    }
}

/// The widths of a CID font: `c [w1 w2 …]` and `first last w`, as sorted ranges.
fn widths_of(array: &Array<'_>) -> Vec<(u32, u32, f32)> {
    /// More than the largest font has glyphs.
    const MOST_WIDTHS: usize = 70_000;
    let mut widths = Vec::new();
    let mut numbers: Vec<Number> = Vec::new();
    for item in array.iter::<Object<'_>>() {
        if widths.len() > MOST_WIDTHS {
            break;
        }
        let whole = |number: &Number| u32::try_from(number.as_i64()).unwrap_or(u32::MAX);
        match item {
            Object::Number(number) => numbers.push(number),
            Object::Array(run) => {
                if let Some(first) = numbers.last().map(whole) {
                    let run = run.iter::<Number>().take(MOST_WIDTHS).zip(first..u32::MAX);
                    widths.extend(run.map(|(width, glyph)| (glyph, glyph, thousandth(width))));
                }
                numbers.clear();
            }
            _ => numbers.clear(),
        }
        if let [first, last, width] = numbers[..] {
            widths.push((whole(&first), whole(&last), thousandth(width)));
            numbers.clear();
        }
    }
    widths.sort_by_key(|(low, _, _)| *low);
    widths
}
