//! Dates and moments as people read them. Moments are always shown in `Asia/Ho_Chi_Minh`; nothing here
//! asks what day it is.

use crate::language::Language;
use crate::messages::{Messages, Value};
use chungtay_ledger::date::{Date, Moment};

/// `10/9/2024`; in English `10 Sep 2024`, which no reader takes for October.
#[must_use]
pub fn short(date: Date, language: Language) -> String {
    let (year, month, day) = date.parts();
    match language {
        Language::Vietnamese => format!("{day}/{month}/{year}"),
        Language::English => in_words("date-short", date, language),
    }
}

/// `ngày 10 tháng 9 năm 2024`; `10 September 2024`.
#[must_use]
pub fn long(date: Date, language: Language) -> String {
    in_words("date-long", date, language)
}

/// As an official document dates itself (Decree 30/2020/NĐ-CP, Appendix I): days below 10 and the months
/// 1 and 2 with a leading zero, `ngày 05 tháng 02 năm 2024`. In English as [`long`].
#[must_use]
pub fn official(date: Date, language: Language) -> String {
    let (year, month, day) = date.parts();
    let month = if month <= 2 { format!("{month:02}") } else { month.to_string() };
    match language {
        Language::Vietnamese => Messages::for_language(language).format(
            "date-long",
            &[
                ("day", Value::from(format!("{day:02}"))),
                ("month", Value::from(month)),
                ("year", Value::from(year.to_string())),
            ],
        ),
        Language::English => long(date, language),
    }
}

/// `14:05 10/9/2024` and `10 Sep 2024, 14:05`: to the minute, `Asia/Ho_Chi_Minh`. Empty for a moment
/// outside years 1–9999, which no entry holds.
#[must_use]
pub fn moment(moment: Moment, language: Language) -> String {
    let (hours, minutes, _) = moment.time_of_day();
    at(moment, &format!("{hours:02}:{minutes:02}"), language)
}

/// As [`moment`], to the second.
#[must_use]
pub fn moment_with_seconds(moment: Moment, language: Language) -> String {
    let (hours, minutes, seconds) = moment.time_of_day();
    at(moment, &format!("{hours:02}:{minutes:02}:{seconds:02}"), language)
}

fn at(moment: Moment, time: &str, language: Language) -> String {
    let Some(date) = moment.date() else { return String::new() };
    let date = short(date, language);
    match language {
        Language::Vietnamese => format!("{time} {date}"),
        Language::English => format!("{date}, {time}"),
    }
}

/// The month is a count so that a message can choose its name; no month is large enough to be grouped.
fn in_words(key: &str, date: Date, language: Language) -> String {
    let (year, month, day) = date.parts();
    Messages::for_language(language).format(
        key,
        &[
            ("day", Value::from(day.to_string())),
            ("month", Value::Count(i64::from(month))),
            ("year", Value::from(year.to_string())),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::{long, moment, moment_with_seconds, official, short};
    use crate::language::Language::{English, Vietnamese};
    use chungtay_ledger::date::{Date, Moment};

    #[test]
    fn dates() {
        let date = Date::parse_iso("2024-09-10").unwrap();
        assert_eq!(short(date, Vietnamese), "10/9/2024");
        assert_eq!(short(date, English), "10 Sep 2024");
        assert_eq!(long(date, Vietnamese), "ngày 10 tháng 9 năm 2024");
        assert_eq!(long(date, English), "10 September 2024");
        let early = Date::parse_iso("2024-02-05").unwrap();
        assert_eq!(official(early, Vietnamese), "ngày 05 tháng 02 năm 2024");
        assert_eq!(long(early, Vietnamese), "ngày 5 tháng 2 năm 2024");
        assert_eq!(official(early, English), "5 February 2024");
    }

    #[test]
    fn moments_are_in_vietnam() {
        // `date -u -d @1725900005` gives Mon Sep  9 16:40:05 UTC 2024, 23:40:05 in Hanoi.
        assert_eq!(moment(Moment(1_725_900_005), Vietnamese), "23:40 9/9/2024");
        assert_eq!(moment_with_seconds(Moment(1_725_900_005), English), "9 Sep 2024, 23:40:05");
        // Past midnight in Hanoi while UTC is still the day before.
        assert_eq!(moment(Moment(1_725_902_000), Vietnamese), "00:13 10/9/2024");
    }
}
