//! Dates and moments. Decisions use dates in `Asia/Ho_Chi_Minh`, which has stood at UTC+7 without
//! summer time since 13 June 1975, so a fixed offset is exact for every entry this product can hold.

use jiff::civil;
use std::fmt;

/// Seconds between UTC and `Asia/Ho_Chi_Minh`.
const OFFSET_SECONDS: i64 = 7 * 3600;

/// A calendar date (proleptic Gregorian), years 1–9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// 1 January 1970: the day of a state in which nothing was entered.
impl Default for Date {
    fn default() -> Self {
        Self(civil::Date::constant(1970, 1, 1))
    }
}

impl Date {
    /// The date, or `None` where there is no such day (30 February).
    #[must_use]
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        if year < 1 {
            return None;
        }
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Reads exactly `YYYY-MM-DD`.
    #[must_use]
    pub fn parse_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            bytes[range].iter().try_fold(0i16, |sum, byte| {
                byte.is_ascii_digit().then(|| sum * 10 + i16::from(byte - b'0'))
            })
        };
        Self::new(
            number(0..4)?,
            i8::try_from(number(5..7)?).ok()?,
            i8::try_from(number(8..10)?).ok()?,
        )
    }

    /// Year, month (1–12), day (1–31).
    #[must_use]
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// Whole days since 1970-01-01 (negative before).
    #[must_use]
    pub fn days_since_epoch(self) -> i32 {
        let span = self.0 - civil::date(1970, 1, 1);
        span.get_days()
    }

    /// The date so many days after 1970-01-01, or `None` outside years 1–9999.
    #[must_use]
    pub fn from_days_since_epoch(days: i32) -> Option<Self> {
        let span = jiff::Span::new().try_days(days).ok()?;
        let date = civil::date(1970, 1, 1).checked_add(span).ok()?;
        (date.year() >= 1).then_some(Self(date))
    }

    /// The next day; the last day of year 9999 is its own next.
    #[must_use]
    pub fn next(self) -> Self {
        self.0.tomorrow().map_or(self, Self)
    }

    /// The day before; the first day of year 1 is its own previous.
    #[must_use]
    pub fn previous(self) -> Self {
        self.0.yesterday().ok().filter(|date| date.year() >= 1).map_or(self, Self)
    }
}

impl fmt::Display for Date {
    /// `YYYY-MM-DD`, the form entries hold.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

/// A moment: whole seconds since 1970-01-01T00:00:00Z, as entries hold it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

impl Moment {
    /// The date of this moment in `Asia/Ho_Chi_Minh`.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        let days = self.0.saturating_add(OFFSET_SECONDS).div_euclid(86_400);
        Date::from_days_since_epoch(i32::try_from(days).ok()?)
    }

    /// Hours, minutes, seconds of the day in `Asia/Ho_Chi_Minh`.
    #[must_use]
    pub fn time_of_day(self) -> (i64, i64, i64) {
        let seconds = self.0.saturating_add(OFFSET_SECONDS).rem_euclid(86_400);
        (seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}
