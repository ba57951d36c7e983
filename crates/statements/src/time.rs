//! A time of day as a statement prints it. Knows no zone and no date.

use std::fmt;

/// A time of day, to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u32);

impl TimeOfDay {
    /// A time that exists: hours below 24, minutes and seconds below 60.
    #[must_use]
    pub fn new(hour: u32, minute: u32, second: u32) -> Option<Self> {
        (hour < 24 && minute < 60 && second < 60)
            .then_some(Self(hour * 3600 + minute * 60 + second))
    }

    /// Reads `8:20:27`, `08:20:27` or `08:20`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let mut part = |longest: usize, shortest: usize| {
            let digits = parts.next()?;
            let fits = (shortest..=longest).contains(&digits.len());
            let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
            (fits && plain).then(|| digits.parse().ok()).flatten()
        };
        let (hour, minute) = (part(2, 1)?, part(2, 2)?);
        let second = part(2, 2);
        let whole = text.bytes().filter(|byte| *byte == b':').count();
        match (whole, second) {
            (1, None) => Self::new(hour, minute, 0),
            (2, Some(second)) => Self::new(hour, minute, second),
            _ => None,
        }
    }

    /// Seconds since midnight.
    #[must_use]
    pub fn seconds(self) -> u32 {
        self.0
    }
}

/// `08:20:27`.
impl fmt::Display for TimeOfDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}:{:02}", self.0 / 3600, self.0 / 60 % 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::TimeOfDay;

    #[test]
    fn times_as_banks_print_them() {
        // Spellings of shared/data/statements/layouts.md.
        for (text, shown) in
            [("0:54:04", "00:54:04"), ("12:01:29", "12:01:29"), ("8:20", "08:20:00")]
        {
            assert_eq!(TimeOfDay::parse(text).map(|time| time.to_string()), Some(shown.to_owned()));
        }
        for text in
            ["", "24:00:00", "1:2:3", "12:60", "12:00:60", "12", "12:00:00:00", "-1:00", "12:00:"]
        {
            assert_eq!(TimeOfDay::parse(text), None, "{text}");
        }
    }
}
