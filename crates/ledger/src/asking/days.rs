//! Days, months and years as people write them, in English and in Vietnamese: `2023-05-31`, `31/5/2023`,
//! `5/2023`, `May 2023`, `31 May 2023`, `tháng 5 năm 2023`, `ngày 31 tháng 5 năm 2023`.

use crate::date::Date;

/// The first and the last day.
pub(super) type Days = (Date, Date);

/// Words before a day that say nothing of which day it is.
const BEFORE: &[&[&str]] =
    &[&["the", "end", "of"], &["end", "of"], &["hết"], &["cuối"], &["ngày"], &["tháng"], &["năm"]];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What the words (in small letters) begin with: its first and last day, and how many words it takes.
pub(super) fn read(words: &[String]) -> Option<(Days, usize)> {
    after(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

fn after(words: &[&str]) -> Option<(Days, usize)> {
    let before = BEFORE.iter().filter(|phrase| words.starts_with(phrase));
    let taken = before.map(|phrase| phrase.len()).max().unwrap_or(0);
    if taken == 0 {
        return plain(words);
    }
    let (days, more) = after(words.get(taken..)?)?;
    Some((days, taken + more))
}

/// Without words before it.
fn plain(words: &[&str]) -> Option<(Days, usize)> {
    let found = match words {
        [day, "tháng", month, "năm", year, ..] => (of(year, Some(month), Some(day))?, 5),
        [day, month, ",", year, ..] if month_of(month).is_some() => {
            (of(year, Some(month), Some(day))?, 4)
        }
        [month, day, ",", year, ..] if month_of(month).is_some() => {
            (of(year, Some(month), Some(day))?, 4)
        }
        [day, "tháng", month, ..] => {
            let (month, year) = month.split_once(['/', '-'])?;
            (of(year, Some(month), Some(day))?, 3)
        }
        [month, "năm", year, ..] => (of(year, Some(month), None)?, 3),
        [day, month, year, ..] if month_of(month).is_some() => {
            (of(year, Some(month), Some(day))?, 3)
        }
        [month, day, year, ..] if month_of(month).is_some() && number(day)? <= 31 => {
            (of(year, Some(month), Some(day))?, 3)
        }
        [month, year, ..] if month_of(month).is_some() => (of(year, Some(month), None)?, 2),
        [word, ..] => (in_figures(word)?, 1),
        [] => return None,
    };
    Some(found)
}

/// `2023-05-31`, `31/5/2023`, `2023-05`, `5/2023` or `2023`.
fn in_figures(word: &str) -> Option<Days> {
    let parts: Vec<&str> = word.split(['-', '/']).collect();
    match (parts.as_slice(), word.contains('/')) {
        ([year], _) => of(year, None, None),
        ([year, month], false) | ([month, year], true) => of(year, Some(month), None),
        ([year, month, day], false) | ([day, month, year], true) => {
            of(year, Some(month), Some(day))
        }
        _ => None,
    }
}

fn number(word: &str) -> Option<i16> {
    let plain = word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| word.parse().ok()).flatten()
}

/// The number of a month's name, whole or its first three letters.
fn month_of(word: &str) -> Option<i8> {
    let word = if word == "sept" { "sep" } else { word };
    let named = |month: &&str| word == *month || Some(word) == month.get(..3);
    i8::try_from(MONTHS.iter().position(named)? + 1).ok()
}

fn of(year: &str, month: Option<&str>, day: Option<&str>) -> Option<Days> {
    let year = number(year).filter(|year| (1000..=9999).contains(year))?;
    let small = |word: &str| i8::try_from(number(word)?).ok();
    let Some(month) = month else {
        return Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?));
    };
    let month = month_of(month).or_else(|| small(month))?;
    let Some(day) = day else {
        let last = (28..=31).rev().find_map(|day| Date::new(year, month, day));
        return Some((Date::new(year, month, 1)?, last?));
    };
    let day = Date::new(year, month, small(day)?)?;
    Some((day, day))
}
