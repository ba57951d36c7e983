//! Days and times as Vietnamese banks print them: `05/09/2024`, `5/9/2024 8:20:27`, `05-09-2024`, `2024-09-05`,
//! with a document number behind them in some layouts. Only days that exist; a file keeps to one style.

use crate::time::TimeOfDay;
use chungtay_ledger::date::Date;

/// How a file writes days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateStyle {
    /// `05/09/2024`.
    Slashes,
    /// `05-09-2024`.
    Dashes,
    /// `05.09.2024`.
    Dots,
    /// `2024-09-05`.
    Iso,
}

/// A date cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp<'t> {
    pub date: Date,
    pub time: Option<TimeOfDay>,
    /// What stands behind: the document number, in layouts that print both in one cell.
    pub rest: &'t str,
    pub style: Option<DateStyle>,
    /// The cell was empty, and the day is that of the row above.
    pub filled: bool,
}

impl<'t> Stamp<'t> {
    /// Reads a cell in the file's style, or in any where it has shown none yet.
    pub fn read(cell: &'t [u8], style: Option<DateStyle>) -> Option<Self> {
        let cell = std::str::from_utf8(cell).ok()?.trim();
        let (date, found, rest) = day(cell)?;
        if style.is_some_and(|known| known != found) {
            return None;
        }
        if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        let rest = rest.trim_start_matches(['T', ',', ' ', '\n', '\r', '\t', '\u{a0}']);
        let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != ':');
        let (clock, behind) = rest.split_at(end.unwrap_or(rest.len()));
        let time = TimeOfDay::parse(clock);
        let rest = if time.is_some() { behind } else { rest };
        let rest = rest.trim_start_matches(|letter: char| {
            letter.is_whitespace() || matches!(letter, '/' | '|')
        });
        // `.000` of a fraction of a second, or nothing of worth.
        let rest = if time.is_some() && rest.starts_with('.') { "" } else { rest.trim_end() };
        Some(Self { date, time, rest, style: Some(found), filled: false })
    }
}

/// The day at the beginning of a text, its style, and what follows.
fn day(text: &str) -> Option<(Date, DateStyle, &str)> {
    let bytes = text.as_bytes();
    let digits = |from: usize, most: usize| {
        bytes.iter().skip(from).take(most).take_while(|byte| byte.is_ascii_digit()).count()
    };
    let number = |from: usize, length: usize| text.get(from..from + length)?.parse::<i16>().ok();
    let small = |number: i16| i8::try_from(number).ok();
    if digits(0, 5) == 4 {
        (bytes.get(4) == Some(&b'-') && digits(5, 2) == 2).then_some(())?;
        (bytes.get(7) == Some(&b'-') && digits(8, 3) == 2).then_some(())?;
        let date = Date::new(number(0, 4)?, small(number(5, 2)?)?, small(number(8, 2)?)?)?;
        return Some((date, DateStyle::Iso, &text[10..]));
    }
    let first = digits(0, 3);
    let mark = *bytes.get(first)?;
    let style = match mark {
        b'/' => DateStyle::Slashes,
        b'-' => DateStyle::Dashes,
        b'.' => DateStyle::Dots,
        _ => return None,
    };
    let second = digits(first + 1, 3);
    let year_at = first + second + 2;
    let fits = (1..=2).contains(&first) && (1..=2).contains(&second);
    (fits && bytes.get(year_at - 1) == Some(&mark) && digits(year_at, 5) == 4).then_some(())?;
    let date = Date::new(
        number(year_at, 4)?,
        small(number(first + 1, second)?)?,
        small(number(0, first)?)?,
    )?;
    Some((date, style, &text[year_at + 4..]))
}

#[cfg(test)]
mod tests {
    use super::{DateStyle, Stamp};

    #[test]
    fn cells_of_real_layouts() {
        // As printed in shared/data/statements/layouts.md.
        for (cell, date, time, rest) in [
            ("01/09/2024", "2024-09-01", None, ""),
            ("01/09/2024 10:27:58", "2024-09-01", Some("10:27:58"), ""),
            ("18/9/2024 1:13:07", "2024-09-18", Some("01:13:07"), ""),
            ("04/08/2026\n5285 - 82284", "2026-08-04", None, "5285 - 82284"),
            ("03/08/2026 / 5254 - 05356", "2026-08-03", None, "5254 - 05356"),
            ("13-09-2024 00:59:33", "2024-09-13", Some("00:59:33"), ""),
            ("2024-09-18 00:29:33", "2024-09-18", Some("00:29:33"), ""),
            ("2024-09-18T00:29:33.120", "2024-09-18", Some("00:29:33"), ""),
        ] {
            let stamp = Stamp::read(cell.as_bytes(), None).unwrap();
            assert_eq!(stamp.date.to_string(), date, "{cell}");
            assert_eq!(stamp.time.map(|time| time.to_string()).as_deref(), time, "{cell}");
            assert_eq!(stamp.rest, rest, "{cell}");
        }
        for cell in [
            "",
            "31/02/2024",
            "1.234.567",
            "01/09/24",
            "2024-9-1",
            "01/09-2024",
            "9/2024",
            "01/09/20245",
        ] {
            assert_eq!(Stamp::read(cell.as_bytes(), None), None, "{cell}");
        }
        assert_eq!(Stamp::read(b"2024-09-01", Some(DateStyle::Slashes)), None);
    }
}
