//! Tokens of a content stream or a character map (ISO 32000-1 §7.2, §7.8.2). Resolves nothing, draws nothing; a
//! stream that is no such text is told, never passed over.

use super::fault::PdfFault;

/// One token. Strings and names are kept in the lexer's own buffer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Token {
    Number(f32),
    /// A literal or hexadecimal string: its bytes, by their place in [`Lexer::bytes`].
    Text(usize, usize),
    /// A name without its slash, likewise.
    Name(usize, usize),
    ArrayStart,
    ArrayEnd,
    DictStart,
    DictEnd,
    /// An operator, by its place in the source.
    Operator(usize, usize),
}

/// Reads tokens, one by one.
pub(super) struct Lexer<'d> {
    data: &'d [u8],
    at: usize,
    buffer: Vec<u8>,
}

/// Strings may hold brackets within brackets, but no writer nests them deeper.
const DEEPEST_BRACKETS: u32 = 1000;

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0 | 0x0c)
}

fn is_regular(byte: u8) -> bool {
    let special = matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/');
    !is_blank(byte) && !special && byte != b'%'
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

impl<'d> Lexer<'d> {
    pub fn new(data: &'d [u8]) -> Self {
        Self { data, at: 0, buffer: Vec::new() }
    }

    /// Forgets the strings and names read so far.
    pub fn forget(&mut self) {
        self.buffer.clear();
    }

    pub fn bytes(&self, from: usize, to: usize) -> &[u8] {
        &self.buffer[from..to]
    }

    pub fn operator(&self, from: usize, to: usize) -> &'d [u8] {
        &self.data[from..to]
    }

    /// The next token, or `None` at the end.
    pub fn next(&mut self) -> Result<Option<Token>, PdfFault> {
        self.skip_blanks();
        let Some(first) = self.peek(0) else { return Ok(None) };
        let single = |lexer: &mut Self, length: usize, token: Token| {
            lexer.at += length;
            Ok(Some(token))
        };
        match (first, self.peek(1)) {
            (b'[', _) => single(self, 1, Token::ArrayStart),
            (b']', _) => single(self, 1, Token::ArrayEnd),
            (b'<', Some(b'<')) => single(self, 2, Token::DictStart),
            (b'>', Some(b'>')) => single(self, 2, Token::DictEnd),
            (b'<', _) => self.hexadecimal().map(Some),
            (b'(', _) => self.literal().map(Some),
            (b'/', _) => Ok(Some(self.name())),
            (b'{' | b'}' | b')' | b'>', _) => {
                single(self, 1, Token::Operator(self.at, self.at + 1))
            }
            _ => Ok(Some(self.word())),
        }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.data.get(self.at + ahead).copied()
    }

    fn skip_blanks(&mut self) {
        while let Some(byte) = self.peek(0) {
            if byte == b'%' {
                let rest = &self.data[self.at..];
                let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                self.at += end.unwrap_or(rest.len());
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn regular_end(&self) -> usize {
        let rest = &self.data[self.at..];
        self.at + rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(rest.len())
    }

    fn name(&mut self) -> Token {
        self.at += 1;
        let (start, end) = (self.buffer.len(), self.regular_end());
        while self.at < end {
            let byte = self.data[self.at];
            let escaped = (byte == b'#' && self.at + 2 < end)
                .then(|| Some(hex(self.data[self.at + 1])? * 16 + hex(self.data[self.at + 2])?))
                .flatten();
            self.buffer.push(escaped.unwrap_or(byte));
            self.at += if escaped.is_some() { 3 } else { 1 };
        }
        Token::Name(start, self.buffer.len())
    }

    /// A number or an operator.
    fn word(&mut self) -> Token {
        let (start, end) = (self.at, self.regular_end());
        self.at = end.max(start + 1);
        let word = &self.data[start..end];
        match number(word) {
            Some(number) => Token::Number(number),
            None => Token::Operator(start, self.at),
        }
    }

    fn hexadecimal(&mut self) -> Result<Token, PdfFault> {
        self.at += 1;
        let start = self.buffer.len();
        let mut half: Option<u8> = None;
        loop {
            let byte = self.peek(0).ok_or(PdfFault::Broken)?;
            self.at += 1;
            match (hex(byte), half) {
                (Some(digit), None) => half = Some(digit),
                (Some(digit), Some(high)) => {
                    self.buffer.push(high * 16 + digit);
                    half = None;
                }
                (None, _) if byte == b'>' => break,
                (None, _) => {}
            }
        }
        self.buffer.extend(half.map(|high| high * 16));
        Ok(Token::Text(start, self.buffer.len()))
    }

    fn literal(&mut self) -> Result<Token, PdfFault> {
        self.at += 1;
        let start = self.buffer.len();
        let mut depth = 1u32;
        loop {
            let byte = self.peek(0).ok_or(PdfFault::Broken)?;
            self.at += 1;
            match byte {
                b'\\' => self.escape()?,
                b'(' if depth < DEEPEST_BRACKETS => {
                    depth += 1;
                    self.buffer.push(byte);
                }
                b')' if depth == 1 => break,
                b')' => {
                    depth -= 1;
                    self.buffer.push(byte);
                }
                _ => self.buffer.push(byte),
            }
        }
        Ok(Token::Text(start, self.buffer.len()))
    }

    fn escape(&mut self) -> Result<(), PdfFault> {
        let byte = self.peek(0).ok_or(PdfFault::Broken)?;
        self.at += 1;
        match byte {
            b'n' => self.buffer.push(b'\n'),
            b'r' => self.buffer.push(b'\r'),
            b't' => self.buffer.push(b'\t'),
            b'b' => self.buffer.push(8),
            b'f' => self.buffer.push(12),
            b'\n' => {}
            b'\r' => {
                if self.peek(0) == Some(b'\n') {
                    self.at += 1;
                }
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek(0) else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                self.buffer.push(code.to_le_bytes()[0]);
            }
            other => self.buffer.push(other),
        }
        Ok(())
    }

    /// Passes over an inline image's data, from `ID` to `EI`.
    pub fn skip_image(&mut self) -> Result<(), PdfFault> {
        let rest = &self.data[self.at.min(self.data.len())..];
        let mut from = 0;
        while let Some(found) = memchr::memmem::find(&rest[from..], b"EI") {
            let end = from + found;
            let before = end.checked_sub(1).and_then(|index| rest.get(index));
            let after = rest.get(end + 2);
            let alone = |byte: Option<&u8>| byte.is_none_or(|byte| is_blank(*byte));
            if alone(before) && alone(after) {
                self.at += end + 2;
                return Ok(());
            }
            from = end + 2;
        }
        Err(PdfFault::Broken)
    }
}

/// `12`, `-.5`, `+3.`, and the `--5` of some writers.
fn number(word: &[u8]) -> Option<f32> {
    let digits = word.iter().position(|byte| !matches!(byte, b'-' | b'+')).unwrap_or(word.len());
    let negative = word[..digits].first() == Some(&b'-');
    let (mut value, mut scale, mut any) = (0.0f32, None::<f32>, false);
    for byte in &word[digits..] {
        match (byte, scale) {
            (b'0'..=b'9', None) => value = value * 10.0 + f32::from(byte - b'0'),
            (b'0'..=b'9', Some(unit)) => {
                value += f32::from(byte - b'0') * unit;
                scale = Some(unit / 10.0);
            }
            (b'.', None) => {
                scale = Some(0.1);
                continue;
            }
            // `1.5-3` of a known faulty writer: what stands behind the sign is dropped.
            (b'-', _) if any => break,
            _ => return None,
        }
        any = true;
    }
    let number = if negative { -value } else { value };
    (any || scale.is_some()).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::{Lexer, Token};

    fn tokens(source: &[u8]) -> Vec<String> {
        let mut lexer = Lexer::new(source);
        let mut found = Vec::new();
        while let Some(token) = lexer.next().unwrap() {
            found.push(match token {
                Token::Number(number) => number.to_string(),
                Token::Text(from, to) => {
                    format!("({})", String::from_utf8_lossy(lexer.bytes(from, to)))
                }
                Token::Name(from, to) => {
                    format!("/{}", String::from_utf8_lossy(lexer.bytes(from, to)))
                }
                Token::Operator(from, to) => {
                    String::from_utf8_lossy(lexer.operator(from, to)).into_owned()
                }
                other => format!("{other:?}"),
            });
        }
        found
    }

    #[test]
    fn examples_of_the_standard() {
        // ISO 32000-1 §7.3.3 to §7.3.5.
        assert_eq!(
            tokens(b"123 +17 -98 0 34.5 -.25 4."),
            ["123", "17", "-98", "0", "34.5", "-0.25", "4"]
        );
        assert_eq!(tokens(b"(a (nested) string)"), ["(a (nested) string)"]);
        assert_eq!(
            tokens(b"(These \\\ntwo \\053 \\245\\))")[0].len(),
            "(These two + \u{fffd}))".len()
        );
        assert_eq!(tokens(b"<48656C6C 6F7>"), ["(Hellop)"]);
        assert_eq!(
            tokens(b"/A#42 /A;Name_With-Various***Characters?"),
            ["/AB", "/A;Name_With-Various***Characters?"]
        );
        assert_eq!(
            tokens(b"[(x)-5(y)]TJ%end\nT*"),
            ["ArrayStart", "(x)", "-5", "(y)", "ArrayEnd", "TJ", "T*"]
        );
    }

    #[test]
    fn a_string_without_end_is_told() {
        assert!(Lexer::new(b"(abc").next().is_err());
        assert!(Lexer::new(b"<41").next().is_err());
    }
}
