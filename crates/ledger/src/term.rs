//! Cut-offs as sources say them: a date, the edge of a named term, or words that fix no date.

use crate::canonical::{Field, Malformed, Problem, Reader, record, write_text};
use crate::date::{Date, Moment};
use crate::id::Id;

/// One edge of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Bound {
    /// A day, included.
    On(Date),
    /// The first day of a named term (`term-start:ID`).
    TermStart(Id),
    /// The last day of a named term (`term-end:ID`).
    TermEnd(Id),
    /// Words that fix no date, kept as they were written (`words:đến nay`).
    Words(String),
}

impl Bound {
    /// Reads the text form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(id) = text.strip_prefix("term-start:") {
            return Id::new(id).map(Self::TermStart);
        }
        if let Some(id) = text.strip_prefix("term-end:") {
            return Id::new(id).map(Self::TermEnd);
        }
        if let Some(words) = text.strip_prefix("words:") {
            return (!words.is_empty()).then(|| Self::Words(words.to_owned()));
        }
        Date::parse_iso(text).map(Self::On)
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::On(date) => write!(formatter, "{date}"),
            Self::TermStart(id) => write!(formatter, "term-start:{id}"),
            Self::TermEnd(id) => write!(formatter, "term-end:{id}"),
            Self::Words(words) => write!(formatter, "words:{words}"),
        }
    }
}

impl Field for Bound {
    fn write(&self, out: &mut Vec<u8>) {
        write_text(&self.to_string(), out);
    }
    fn write_shape(&self, out: &mut Vec<u8>) {
        match self {
            Self::Words(_) => write_text("words:", out),
            Self::On(_) | Self::TermStart(_) | Self::TermEnd(_) => self.write(out),
        }
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let text = reader.text()?;
        Self::parse(&text).ok_or_else(|| {
            reader.error(Problem::Value(
                "cut-off (a date, term-start:, term-end: or words:)",
                text.into_owned(),
            ))
        })
    }
}

record! {
    /// From one edge to another; an absent edge was not told.
    Period {
        /// The beginning.
        from: Option<Bound>,
        /// The end, included.
        to: Option<Bound>,
    }
}

impl Field for Date {
    fn write(&self, out: &mut Vec<u8>) {
        let (year, month, day) = self.parts();
        let digit = |value: i16| b'0' + u8::try_from(value.rem_euclid(10)).unwrap_or(0);
        let (month, day) = (i16::from(month), i16::from(day));
        out.extend_from_slice(&[
            b'"',
            digit(year / 1000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(day / 10),
            digit(day),
            b'"',
        ]);
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let text = reader.text()?;
        Self::parse_iso(&text)
            .ok_or_else(|| reader.error(Problem::Value("date (YYYY-MM-DD)", text.into_owned())))
    }
}

impl Field for Moment {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.integer().map(Self)
    }
}
