//! Character maps: which letters (`ToUnicode`) or which glyphs (an embedded `CMap`) a font's codes mean. Ranges stay
//! ranges, so that a map of a few bytes cannot fill the memory.

use super::fault::PdfFault;
use super::lexer::{Lexer, Token};

/// No font has more; a map that claims more is cut here.
const MOST_ENTRIES: usize = 70_000;
/// Letters that one code may stand for.
const LONGEST_TEXT: usize = 16;

/// One range of codes of one length in bytes.
#[derive(Clone, Copy, Debug)]
struct Entry {
    length: u8,
    low: u32,
    high: u32,
    /// The first code's glyph, or the place of its letters in [`CodeMap::letters`].
    target: u32,
    letters: u8,
}

/// A character map.
#[derive(Clone, Debug, Default)]
pub(super) struct CodeMap {
    /// Sorted by length and low.
    entries: Vec<Entry>,
    letters: Vec<char>,
    /// Codespace ranges: length, low, high.
    spaces: Vec<(u8, u32, u32)>,
}

/// A code of a string, as read from its bytes.
fn code(bytes: &[u8]) -> Option<(u8, u32)> {
    let length = u8::try_from(bytes.len()).ok().filter(|length| (1..=4).contains(length))?;
    Some((length, bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte))))
}

impl CodeMap {
    /// Reads a map; a broken one keeps what was read before the fault.
    pub fn parse(source: &[u8]) -> Self {
        let mut map = Self::default();
        let mut reading = Reading { lexer: Lexer::new(source), operands: Vec::new() };
        // What follows a fault is unknown; the codes read so far are right.
        while let Ok(Some(())) = reading.step(&mut map) {}
        map.entries.sort_by_key(|entry| (entry.length, entry.low));
        map
    }

    fn find(&self, length: u8, code: u32) -> Option<&Entry> {
        let after =
            self.entries.partition_point(|entry| (entry.length, entry.low) <= (length, code));
        let entry = self.entries.get(after.checked_sub(1)?)?;
        (entry.length == length && code <= entry.high).then_some(entry)
    }

    /// The letters of a code.
    pub fn letters(&self, length: u8, code: u32, mut each: impl FnMut(char)) -> bool {
        let Some(entry) = self.find(length, code) else { return false };
        let from = usize::try_from(entry.target).unwrap_or(usize::MAX);
        let Some(letters) = self.letters.get(from..from + usize::from(entry.letters)) else {
            return false;
        };
        let Some((last, first)) = letters.split_last() else { return false };
        first.iter().copied().for_each(&mut each);
        let moved = u32::from(*last).saturating_add(code - entry.low);
        each(char::from_u32(moved).unwrap_or(char::REPLACEMENT_CHARACTER));
        true
    }

    /// The glyph of a code.
    pub fn glyph(&self, length: u8, code: u32) -> Option<u32> {
        self.find(length, code).map(|entry| entry.target.saturating_add(code - entry.low))
    }

    /// How many bytes the code at the beginning of a string has; `otherwise` where the map does not say.
    pub fn code_length(&self, bytes: &[u8], otherwise: usize) -> usize {
        for length in 1..=bytes.len().min(4) {
            let Some((length, code)) = code(&bytes[..length]) else { continue };
            let fits = |space: &&(u8, u32, u32)| {
                space.0 == length
                    && (0..u32::from(length)).all(|index| {
                        let byte = |value: u32| value >> (8 * index) & 0xff;
                        (byte(space.1)..=byte(space.2)).contains(&byte(code))
                    })
            };
            if self.spaces.iter().find(fits).is_some() {
                return usize::from(length);
            }
        }
        otherwise.clamp(1, bytes.len().max(1))
    }

    pub fn has_spaces(&self) -> bool {
        !self.spaces.is_empty()
    }

    fn put(&mut self, low: &[u8], high: &[u8], target: u32, letters: usize) {
        let (Some((length, low)), Some((high_length, high))) = (code(low), code(high)) else {
            return;
        };
        if length == high_length && low <= high && self.entries.len() < MOST_ENTRIES {
            let letters = u8::try_from(letters).unwrap_or(0);
            self.entries.push(Entry { length, low, high, target, letters });
        }
    }

    fn put_letters(&mut self, low: &[u8], high: &[u8], text: &[u8]) {
        if self.entries.len() >= MOST_ENTRIES {
            return;
        }
        let units = text.chunks(2).map(|pair| match *pair {
            [high, low] => u16::from_be_bytes([high, low]),
            [low] => u16::from(low),
            _ => 0,
        });
        let place = u32::try_from(self.letters.len()).unwrap_or(u32::MAX);
        let letters =
            char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
        self.letters.extend(letters.take(LONGEST_TEXT));
        let count = self.letters.len() - usize::try_from(place).unwrap_or(usize::MAX);
        self.put(low, high, place, count);
    }
}

struct Reading<'s> {
    lexer: Lexer<'s>,
    operands: Vec<Token>,
}

impl Reading<'_> {
    /// Reads up to the end of the next operator.
    fn step(&mut self, map: &mut CodeMap) -> Result<Option<()>, PdfFault> {
        let Some(token) = self.lexer.next()? else { return Ok(None) };
        let Token::Operator(from, to) = token else {
            // Nothing outside a section has many operands.
            if self.operands.len() < MOST_ENTRIES * 3 {
                self.operands.push(token);
            }
            return Ok(Some(()));
        };
        match self.lexer.operator(from, to) {
            b"endcodespacerange" => self.spaces(map),
            b"endbfchar" => self.singles(map, true),
            b"endbfrange" => self.ranges(map),
            b"endcidchar" => self.singles(map, false),
            b"endcidrange" => self.glyph_ranges(map),
            _ => {}
        }
        self.operands.clear();
        self.lexer.forget();
        Ok(Some(()))
    }

    fn text(&self, index: usize) -> Option<Vec<u8>> {
        match self.operands.get(index)? {
            Token::Text(from, to) => Some(self.lexer.bytes(*from, *to).to_vec()),
            _ => None,
        }
    }

    fn number(&self, index: usize) -> Option<u32> {
        match self.operands.get(index)? {
            Token::Number(number) => whole(*number),
            _ => None,
        }
    }

    fn spaces(&self, map: &mut CodeMap) {
        for index in (0..self.operands.len()).step_by(2).take(256) {
            let (Some(low), Some(high)) = (self.text(index), self.text(index + 1)) else {
                continue;
            };
            if let (Some((length, low)), Some((_, high))) = (code(&low), code(&high)) {
                map.spaces.push((length, low, high));
            }
        }
    }

    fn singles(&self, map: &mut CodeMap, letters: bool) {
        for index in (0..self.operands.len()).step_by(2) {
            let Some(low) = self.text(index) else { continue };
            if letters {
                let Some(text) = self.text(index + 1) else { continue };
                map.put_letters(&low, &low, &text);
            } else if let Some(glyph) = self.number(index + 1) {
                map.put(&low, &low, glyph, 0);
            }
        }
    }

    fn glyph_ranges(&self, map: &mut CodeMap) {
        for index in (0..self.operands.len()).step_by(3) {
            let (Some(low), Some(high)) = (self.text(index), self.text(index + 1)) else {
                continue;
            };
            if let Some(glyph) = self.number(index + 2) {
                map.put(&low, &high, glyph, 0);
            }
        }
    }

    fn ranges(&self, map: &mut CodeMap) {
        let mut index = 0;
        while index + 2 < self.operands.len() {
            let (Some(low), Some(high)) = (self.text(index), self.text(index + 1)) else { return };
            index += 2;
            if let Some(text) = self.text(index) {
                map.put_letters(&low, &high, &text);
                index += 1;
                continue;
            }
            // One text for each code of the range.
            index += 1;
            let Some((length, first)) = code(&low) else { return };
            let mut next = first;
            while let Some(text) = self.text(index) {
                let bytes = next.to_be_bytes();
                let bytes = &bytes[4 - usize::from(length)..];
                map.put_letters(bytes, bytes, &text);
                next = next.saturating_add(1);
                index += 1;
            }
            index += 1;
        }
    }
}

/// A number that a map writes without a fraction.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "glyph numbers are small; anything else ends at a bound"
)]
pub(super) fn whole(number: f32) -> Option<u32> {
    (number >= 0.0).then_some(number as u32)
}

#[cfg(test)]
mod tests {
    use super::CodeMap;

    fn letters(map: &CodeMap, length: u8, code: u32) -> String {
        let mut text = String::new();
        map.letters(length, code, |letter| text.push(letter));
        text
    }

    #[test]
    fn the_example_of_the_standard() {
        // ISO 32000-1 §9.10.3, example 2.
        let map = CodeMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <0000> <005E> <0020> \
              <005F> <0061> [<00660066> <00660069> <00660066006C>] endbfrange \
              1 beginbfchar <3A51> <D840DC3E> endbfchar",
        );
        assert_eq!(letters(&map, 2, 0x22), "B");
        assert_eq!(letters(&map, 2, 0x5f), "ff");
        assert_eq!(letters(&map, 2, 0x61), "ffl");
        assert_eq!(letters(&map, 2, 0x3a51), "\u{2003e}");
        assert_eq!(letters(&map, 2, 0x62), "");
        assert_eq!(map.code_length(b"\x00\x22", 1), 2);
    }
}
