//! The one byte form of an entry: canonical JSON (RFC 8785), integers only, checked in a single pass.
//! Every value has exactly one form here: keys in order, no empty list, no `false`, no `null`.

use crate::money::Dong;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

const LARGEST: i64 = crate::money::LARGEST;

/// Why bytes are not a canonical value, and at which byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Byte offset in the entry.
    pub at: usize,
    /// What was wrong.
    pub problem: Problem,
}

/// The ways in which bytes fail to be canonical.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Something else was expected here.
    Expected(&'static str),
    /// A field the kind must have is not there.
    Missing(&'static str),
    /// A field that the kind does not know, or that stands out of order.
    UnexpectedField(String),
    /// An integer outside ±(2^53 − 1), with a leading zero, or `-0`.
    Integer,
    /// A string with an escape that RFC 8785 writes otherwise, or that is not UTF-8.
    Text,
    /// A value that its type does not allow.
    Value(&'static str, String),
    /// A word that is none of those that may stand here.
    Word(&'static [&'static str], String),
    /// A kind that this version does not know.
    UnknownKind(String),
    /// Bytes after the end.
    Trailing,
    /// Longer than an entry may be.
    TooLong,
}

impl fmt::Display for Malformed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "at byte {}: ", self.at)?;
        match &self.problem {
            Problem::Expected(what) => write!(formatter, "expected {what}"),
            Problem::Missing(field) => write!(formatter, "field `{field}` is missing"),
            Problem::UnexpectedField(field) => {
                write!(formatter, "field `{field}` is unknown here or out of order")
            }
            Problem::Integer => write!(formatter, "not a canonical integer within ±(2^53−1)"),
            Problem::Text => write!(formatter, "not a canonical string"),
            Problem::Value(what, value) => write!(formatter, "`{value}` is no {what}"),
            Problem::Word(words, value) => {
                write!(formatter, "`{value}` is none of {}", words.join(", "))
            }
            Problem::UnknownKind(kind) => write!(formatter, "unknown kind `{kind}`"),
            Problem::Trailing => write!(formatter, "bytes after the end"),
            Problem::TooLong => write!(formatter, "longer than 65,535 bytes"),
        }
    }
}

impl std::error::Error for Malformed {}

/// A value with one canonical form, as a field of an entry or as a member of a list.
pub trait Field: Sized {
    /// Appends the canonical form.
    fn write(&self, out: &mut Vec<u8>);
    /// Reads the canonical form and nothing else.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed>;
    /// What an absent key means; `None` where the key is required.
    fn absent() -> Option<Self> {
        None
    }
    /// Whether the canonical form leaves the key out.
    fn is_absent(&self) -> bool {
        false
    }
    /// Appends the canonical form with every free text (a `String`) replaced by an empty one: two values
    /// of one shape say the same but for their words.
    fn write_shape(&self, out: &mut Vec<u8>) {
        self.write(out);
    }
}

/// How deep entries may be stated within one another.
const DEEPEST: u8 = 4;

/// A cursor over canonical bytes.
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    depth: u8,
}

impl<'a> Reader<'a> {
    /// Starts at the first byte.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, depth: 0 }
    }

    /// Reads a value that may hold another of its kind; too many within one another are refused.
    pub(crate) fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Malformed>,
    ) -> Result<T, Malformed> {
        if self.depth == DEEPEST {
            return Err(self.error(Problem::Expected("fewer entries within one another")));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// An error at the present place.
    #[must_use]
    pub fn error(&self, problem: Problem) -> Malformed {
        Malformed { at: self.at, problem }
    }

    /// Where the next byte is read.
    pub(crate) fn place(&self) -> usize {
        self.at
    }

    /// Goes back to a place.
    pub(crate) fn return_to(&mut self, place: usize) {
        self.at = place;
    }

    /// The next byte, not consumed.
    #[must_use]
    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Consumes exactly this byte.
    pub fn expect(&mut self, byte: u8, what: &'static str) -> Result<(), Malformed> {
        if self.peek() == Some(byte) {
            self.at += 1;
            return Ok(());
        }
        Err(self.error(Problem::Expected(what)))
    }

    /// Succeeds only at the end of the bytes.
    pub fn finish(&self) -> Result<(), Malformed> {
        if self.at == self.bytes.len() { Ok(()) } else { Err(self.error(Problem::Trailing)) }
    }

    /// A canonical integer within ±(2^53 − 1).
    pub fn integer(&mut self) -> Result<i64, Malformed> {
        let start = self.at;
        let negative = self.peek() == Some(b'-');
        if negative {
            self.at += 1;
        }
        let digits = self.at;
        let mut value: i64 = 0;
        while let Some(byte @ b'0'..=b'9') = self.peek() {
            if self.at - digits >= 16 {
                break;
            }
            value = value * 10 + i64::from(byte - b'0');
            self.at += 1;
        }
        let length = self.at - digits;
        let leading_zero = self.bytes.get(digits) == Some(&b'0') && (length > 1 || negative);
        let more = matches!(self.peek(), Some(b'0'..=b'9' | b'.' | b'e' | b'E'));
        if length == 0 || leading_zero || more || value > LARGEST {
            self.at = start;
            return Err(self.error(Problem::Integer));
        }
        Ok(if negative { -value } else { value })
    }

    /// A canonical string; borrowed where it holds no escape.
    pub fn text(&mut self) -> Result<Cow<'a, str>, Malformed> {
        self.expect(b'"', "a string")?;
        let start = self.at;
        let rest = &self.bytes[start..];
        let plain = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
        self.at += plain.unwrap_or(rest.len());
        match self.peek() {
            Some(b'"') => {}
            Some(b'\\') => return self.escaped_text(start).map(Cow::Owned),
            _ => return Err(self.error(Problem::Text)),
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at])
            .map_err(|_| Malformed { at: start, problem: Problem::Text })?;
        self.at += 1;
        Ok(Cow::Borrowed(text))
    }

    fn escaped_text(&mut self, start: usize) -> Result<String, Malformed> {
        let mut bytes = self.bytes[start..self.at].to_vec();
        loop {
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => bytes.push(self.escape()?),
                Some(byte) if byte >= 0x20 => {
                    bytes.push(byte);
                    self.at += 1;
                }
                _ => return Err(self.error(Problem::Text)),
            }
        }
        self.at += 1;
        String::from_utf8(bytes).map_err(|_| Malformed { at: start, problem: Problem::Text })
    }

    /// One escape, only in the form that RFC 8785 §3.2.2.2 writes.
    fn escape(&mut self) -> Result<u8, Malformed> {
        let rest = &self.bytes[self.at + 1..];
        let (value, length) = match rest.first() {
            Some(b'"') => (b'"', 2),
            Some(b'\\') => (b'\\', 2),
            Some(b'b') => (0x08, 2),
            Some(b't') => (b'\t', 2),
            Some(b'n') => (b'\n', 2),
            Some(b'f') => (0x0c, 2),
            Some(b'r') => (b'\r', 2),
            Some(b'u') => match rest.get(1..5) {
                Some([b'0', b'0', high @ (b'0' | b'1'), low]) => {
                    let low = match low {
                        b'0'..=b'9' => low - b'0',
                        b'a'..=b'f' => low - b'a' + 10,
                        _ => return Err(self.error(Problem::Text)),
                    };
                    ((high - b'0') * 16 + low, 6)
                }
                _ => return Err(self.error(Problem::Text)),
            },
            _ => return Err(self.error(Problem::Text)),
        };
        if length == 6 && matches!(value, 0x08 | 0x09 | 0x0a | 0x0c | 0x0d) {
            return Err(self.error(Problem::Text));
        }
        self.at += length;
        Ok(value)
    }

    /// The bytes of a string that holds only letters, digits, `-` and `_`; `None`, and nothing read,
    /// where it is any other.
    pub(crate) fn slug(&mut self) -> Option<&'a [u8]> {
        let rest = self.bytes.get(self.at..)?.strip_prefix(b"\"")?;
        let length = rest.iter().position(
            |byte| !matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_'),
        )?;
        if rest[length] != b'"' {
            return None;
        }
        self.at += length + 2;
        Some(&rest[..length])
    }

    /// Opens an object and looks at its first key.
    pub fn object<'r>(&'r mut self) -> Result<ObjectReader<'a, 'r>, Malformed> {
        self.expect(b'{', "an object")?;
        let mut object = ObjectReader { reader: self, key: None };
        if object.reader.peek() == Some(b'}') {
            return Ok(object);
        }
        object.next_key()?;
        Ok(object)
    }

    /// Reads a list of values; an empty list has no canonical form.
    pub fn list<T: Field>(&mut self) -> Result<Vec<T>, Malformed> {
        self.expect(b'[', "a list")?;
        let mut values = Vec::with_capacity(2);
        loop {
            values.push(T::read(self)?);
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(values);
                }
                _ => return Err(self.error(Problem::Expected("`,` or `]`"))),
            }
        }
    }
}

/// Reads an object's fields in their canonical order.
pub struct ObjectReader<'a, 'r> {
    reader: &'r mut Reader<'a>,
    key: Option<&'a [u8]>,
}

impl<'a> ObjectReader<'a, '_> {
    fn next_key(&mut self) -> Result<(), Malformed> {
        self.reader.expect(b'"', "a key")?;
        let start = self.reader.at;
        while matches!(self.reader.peek(), Some(b'a'..=b'z' | b'_' | b'0'..=b'9')) {
            self.reader.at += 1;
        }
        self.key = Some(&self.reader.bytes[start..self.reader.at]);
        self.reader.expect(b'"', "a key of lower-case letters")?;
        self.reader.expect(b':', "`:`")
    }

    /// The field of this name, which must be the next one unless it may be absent.
    pub fn field<T: Field>(&mut self, name: &'static str) -> Result<T, Malformed> {
        if self.key != Some(name.as_bytes()) {
            return T::absent().ok_or_else(|| self.reader.error(Problem::Missing(name)));
        }
        let at = self.reader.at;
        let value = T::read(self.reader)?;
        if value.is_absent() {
            return Err(Malformed {
                at,
                problem: Problem::Expected("a value that says something"),
            });
        }
        self.advance()?;
        Ok(value)
    }

    /// A field whose type depends on one already read.
    pub fn field_with<T>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Reader<'a>) -> Result<T, Malformed>,
    ) -> Result<T, Malformed> {
        if self.key != Some(name.as_bytes()) {
            return Err(self.reader.error(Problem::Missing(name)));
        }
        let value = read(self.reader)?;
        self.advance()?;
        Ok(value)
    }

    fn advance(&mut self) -> Result<(), Malformed> {
        self.key = None;
        if self.reader.peek() == Some(b',') {
            self.reader.at += 1;
            self.next_key()?;
        }
        Ok(())
    }

    /// Closes the object; any key still there is unknown or out of order.
    pub fn end(self) -> Result<(), Malformed> {
        if let Some(key) = self.key {
            let key = String::from_utf8_lossy(key).into_owned();
            return Err(self.reader.error(Problem::UnexpectedField(key)));
        }
        self.reader.expect(b'}', "`}`")
    }
}

/// Writes an object's fields; the caller gives them in canonical order.
pub struct ObjectWriter<'a> {
    out: &'a mut Vec<u8>,
    any: bool,
}

impl<'a> ObjectWriter<'a> {
    /// Opens the object.
    pub fn new(out: &'a mut Vec<u8>) -> Self {
        out.push(b'{');
        Self { out, any: false }
    }

    fn key(&mut self, name: &str) {
        if self.any {
            self.out.push(b',');
        }
        self.any = true;
        self.out.push(b'"');
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
    }

    /// Writes the field unless its canonical form leaves it out.
    pub fn field<T: Field>(&mut self, name: &str, value: &T) {
        if !value.is_absent() {
            self.key(name);
            value.write(self.out);
        }
    }

    /// Writes the shape of a field (see [`Field::write_shape`]).
    pub fn field_shape<T: Field>(&mut self, name: &str, value: &T) {
        if !value.is_absent() {
            self.key(name);
            value.write_shape(self.out);
        }
    }

    /// Writes a field by a function.
    pub fn field_with(&mut self, name: &str, write: impl FnOnce(&mut Vec<u8>)) {
        self.key(name);
        write(self.out);
    }

    /// Closes the object.
    pub fn end(self) {
        self.out.push(b'}');
    }
}

/// Appends an integer in decimal.
pub fn write_integer(value: i64, out: &mut Vec<u8>) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends a string as RFC 8785 writes it.
pub fn write_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.extend_from_slice(&text.as_bytes()[plain..at]);
        plain = at + 1;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            0x08 => out.extend_from_slice(b"\\b"),
            b'\t' => out.extend_from_slice(b"\\t"),
            b'\n' => out.extend_from_slice(b"\\n"),
            0x0c => out.extend_from_slice(b"\\f"),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => {
                out.extend_from_slice(b"\\u00");
                out.extend(
                    [byte >> 4, byte & 15].map(|digit| b"0123456789abcdef"[usize::from(digit)]),
                );
            }
        }
    }
    out.extend_from_slice(&text.as_bytes()[plain..]);
    out.push(b'"');
}

impl Field for String {
    fn write(&self, out: &mut Vec<u8>) {
        write_text(self, out);
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let text = reader.text()?;
        if text.is_empty() {
            Err(reader.error(Problem::Expected("some text")))
        } else {
            Ok(text.into_owned())
        }
    }
    fn write_shape(&self, out: &mut Vec<u8>) {
        write_text("", out);
    }
}

impl Field for i64 {
    fn write(&self, out: &mut Vec<u8>) {
        write_integer(*self, out);
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.integer()
    }
}

macro_rules! unsigned_field {
    ($($type:ty),*) => {$(
        impl Field for $type {
            fn write(&self, out: &mut Vec<u8>) {
                write_integer(i64::try_from(*self).unwrap_or(LARGEST).min(LARGEST), out);
            }
            fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
                let value = reader.integer()?;
                <$type>::try_from(value).map_err(|_| reader.error(Problem::Integer))
            }
        }
    )*};
}
unsigned_field!(u64, u32);

impl Field for Dong {
    fn write(&self, out: &mut Vec<u8>) {
        write_integer(self.0, out);
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.integer().map(Self)
    }
}

impl Field for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(if *self { b"true" } else { b"false" });
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        for byte in b"true" {
            reader.expect(*byte, "`true` (what is not so is left out)")?;
        }
        Ok(true)
    }
    fn absent() -> Option<Self> {
        Some(false)
    }
    fn is_absent(&self) -> bool {
        !*self
    }
}

impl<T: Field> Field for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        if let Some(value) = self {
            value.write(out);
        }
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        T::read(reader).map(Some)
    }
    fn write_shape(&self, out: &mut Vec<u8>) {
        if let Some(value) = self {
            value.write_shape(out);
        }
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Field> Field for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        for (index, value) in self.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            value.write(out);
        }
        out.push(b']');
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.list()
    }
    fn write_shape(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        for (index, value) in self.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            value.write_shape(out);
        }
        out.push(b']');
    }
    fn absent() -> Option<Self> {
        Some(Self::new())
    }
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// A pair is a list of two.
impl<A: Field, B: Field> Field for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.0.write(out);
        out.push(b',');
        self.1.write(out);
        out.push(b']');
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.expect(b'[', "a pair")?;
        let first = A::read(reader)?;
        reader.expect(b',', "`,`")?;
        let second = B::read(reader)?;
        reader.expect(b']', "`]`")?;
        Ok((first, second))
    }
    fn write_shape(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.0.write_shape(out);
        out.push(b',');
        self.1.write_shape(out);
        out.push(b']');
    }
}

/// A map is a list of pairs in key order (used in snapshots, not in entries).
impl<K: Field + Ord + Clone, V: Field + Clone> Field for BTreeMap<K, V> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        for (index, (key, value)) in self.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            out.push(b'[');
            key.write(out);
            out.push(b',');
            value.write(out);
            out.push(b']');
        }
        out.push(b']');
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let pairs: Vec<(K, V)> = reader.list()?;
        if pairs.windows(2).any(|pair| pair[0].0 >= pair[1].0) {
            return Err(reader.error(Problem::Expected("keys in order")));
        }
        Ok(pairs.into_iter().collect())
    }
    fn absent() -> Option<Self> {
        Some(Self::new())
    }
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// Declares a struct whose canonical form is an object with these fields, given in key order.
/// Absent `Option`s, empty lists and `false` are left out.
macro_rules! record {
    ($($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident : $type:ty),* $(,)? })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name { $($(#[$field_meta])* pub $field: $type),* }

        impl $name {
            /// The keys of the canonical form, in order.
            pub const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];
        }

        impl $crate::canonical::Field for $name {
            fn write(&self, out: &mut Vec<u8>) {

                let mut object = $crate::canonical::ObjectWriter::new(out);
                $(object.field(stringify!($field), &self.$field);)*
                object.end();
            }
            fn read(
                reader: &mut $crate::canonical::Reader<'_>,
            ) -> Result<Self, $crate::canonical::Malformed> {
                let mut object = reader.object()?;
                $(let $field = object.field::<$type>(stringify!($field))?;)*
                object.end()?;
                Ok(Self { $($field),* })
            }
            fn write_shape(&self, out: &mut Vec<u8>) {
                let mut object = $crate::canonical::ObjectWriter::new(out);
                $(object.field_shape(stringify!($field), &self.$field);)*
                object.end();
            }
        }
    )*};
}

/// Declares an enum whose canonical form is one word.
macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal),* $(,)? })*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_meta])* $variant),* }

        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Every word, in declaration order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word that stands in an entry.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The value of a word.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }

        impl $crate::canonical::Field for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $crate::canonical::write_text(self.word(), out);
            }
            fn read(
                reader: &mut $crate::canonical::Reader<'_>,
            ) -> Result<Self, $crate::canonical::Malformed> {
                let word = reader.text()?;
                Self::from_word(&word).ok_or_else(|| {
                    reader.error($crate::canonical::Problem::Word(Self::WORDS, word.into_owned()))
                })
            }
        }
    )*};
}
pub(crate) use {record, words};
