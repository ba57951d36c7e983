//! What people type into one box, told apart: words, amounts and days (one, or between two), a document
//! number. Never guesses: what is none of these with certainty stays a word.

mod ranges;

use crate::query::Between;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_text::fold::fold;
use chungtay_text::money;
use ranges::{Ends, ends};

/// Words after a number that make it an amount, folded.
const UNITS: &[&str] = &[
    "ty", "ti", "trieu", "tr", "nghin", "ngan", "k", "d", "dong", "vnd", "billion", "million",
    "thousand",
];

/// Bare digits shorter than this stay a word ("lop 12", "so 3").
const SHORTEST_AMOUNT: usize = 4;

/// What a box of text asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The words that are left.
    pub words: Option<String>,
    /// Amounts.
    pub amount: Option<Between<Dong>>,
    /// Days.
    pub day: Option<Between<Date>>,
    /// A document number as Vietcombank prints it (`6458.72322`).
    pub document: Option<String>,
}

impl Asked {
    /// The amounts, where nothing else is asked for.
    #[must_use]
    pub fn amount_alone(&self) -> Option<Between<Dong>> {
        let alone = self.words.is_none() && self.day.is_none() && self.document.is_none();
        self.amount.filter(|_| alone)
    }
}

/// Tells a box of text apart. The first amount, day and document number count; a second stays a word.
/// A day without its year (`10/9`) is the latest such day up to `last_day`, the books' last.
#[must_use]
pub fn told_apart(text: &str, last_day: Option<Date>) -> Asked {
    let mut asked = Asked::default();
    let mut words: Vec<&str> = Vec::new();
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let mut rest = tokens.as_slice();
    while let Some((token, after)) = rest.split_first() {
        let unit = after.first().filter(|unit| is_unit(unit));
        let between = ends(rest, last_day).filter(|(ends, _)| match ends {
            Ends::Amount(_) => asked.amount.is_none(),
            Ends::Day(_) => asked.day.is_none(),
        });
        if let Some((ends, used)) = between {
            match ends {
                Ends::Amount(between) => asked.amount = Some(between),
                Ends::Day(between) => asked.day = Some(between),
            }
            rest = &rest[used..];
            continue;
        }
        rest = after;
        if let (None, Some(unit)) = (asked.amount, unit)
            && let Some(amount) = amount_with_unit(token, unit)
        {
            asked.amount = Some(Between::exactly(amount));
            rest = &after[1..];
        } else if let (None, Some(day)) = (asked.day, day_of(token, last_day)) {
            asked.day = Some(Between::exactly(day));
        } else if asked.document.is_none() && is_document(token) {
            asked.document = Some((*token).to_owned());
        } else if asked.amount.is_none() && amount(token).is_some() {
            asked.amount = amount(token).map(Between::exactly);
        } else {
            words.push(token);
        }
    }
    asked.words = (!words.is_empty()).then(|| words.join(" "));
    asked
}

/// Whether a word after a number makes it an amount.
fn is_unit(word: &str) -> bool {
    UNITS.contains(&fold(word).as_str())
}

fn amount_with_unit(number: &str, unit: &str) -> Option<Dong> {
    let begins_with_digit = number.starts_with(|first: char| first.is_ascii_digit());
    begins_with_digit.then(|| money::parse(&format!("{number} {unit}")).ok())?
}

fn amount(token: &str) -> Option<Dong> {
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    let number = token.trim_end_matches(|last: char| last.is_alphabetic());
    let has_unit = number.len() < token.len() && is_unit(&token[number.len()..]);
    let plain = !number.is_empty()
        && number.starts_with(|first: char| first.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    let long_enough = digits >= SHORTEST_AMOUNT && number.len() == token.len();
    (plain && (has_unit || long_enough)).then(|| money::parse(token).ok())?
}

/// A day, with its year or without.
fn day_of(token: &str, last_day: Option<Date>) -> Option<Date> {
    day(token).or_else(|| of_year(token, last_day))
}

/// `2024-09-10`, `10/9/2024`, `10-9-2024`, `10.9.2024`.
fn day(token: &str) -> Option<Date> {
    if let Some(day) = Date::parse_iso(token) {
        return Some(day);
    }
    let mut parts = token.split(['/', '-', '.']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// `10/9`: the latest such day not after the last one there is.
fn of_year(token: &str, last_day: Option<Date>) -> Option<Date> {
    let last_day = last_day?;
    let (day, month) = token.split_once('/')?;
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    let in_year = |year| Date::new(year, month, day).filter(|day| *day <= last_day);
    let (year, _, _) = last_day.parts();
    in_year(year).or_else(|| in_year(year - 1))
}

/// Four digits, a point, four or five digits: no amount is grouped so.
fn is_document(token: &str) -> bool {
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    token.split_once('.').is_some_and(|(head, tail)| {
        head.len() == 4 && matches!(tail.len(), 4 | 5) && all_digits(head) && all_digits(tail)
    })
}

#[cfg(test)]
mod tests {
    use super::told_apart;
    use crate::query::Between;
    use chungtay_ledger::date::Date;

    fn shown<T: Copy + Ord>(between: Option<Between<T>>, show: impl Fn(T) -> String) -> String {
        let Some(between) = between else { return String::new() };
        let end = |end: Option<T>| end.map_or_else(String::new, &show);
        between
            .single()
            .map_or_else(|| format!("{}..{}", end(between.least), end(between.most)), &show)
    }

    /// words | amount | day | document
    fn said(text: &str) -> String {
        let asked = told_apart(text, Date::new(2024, 9, 10));
        let amount = shown(asked.amount, |amount| amount.0.to_string());
        let day = shown(asked.day, |day| day.to_string());
        let words = asked.words.unwrap_or_default();
        format!("{words}|{amount}|{day}|{}", asked.document.unwrap_or_default())
    }

    #[test]
    fn one_box_is_told_apart() {
        for (text, expected) in [
            ("nguyen thi", "nguyen thi|||"),
            ("Bão Yagi", "Bão Yagi|||"),
            ("200000", "|200000||"),
            ("200.000", "|200000||"),
            ("200,000 đ", "|200000||"),
            ("200k", "|200000||"),
            ("1,2 tỷ", "|1200000000||"),
            ("295 triệu", "|295000000||"),
            ("10/9/2024", "||2024-09-10|"),
            ("2024-09-10 200.000 nguyen", "nguyen|200000|2024-09-10|"),
            ("nguyen 50000 10/9", "nguyen|50000|2024-09-10|"),
            ("11/9", "||2023-09-11|"),
            ("31/9 24/7/365", "31/9 24/7/365|||"),
            ("6458.72322", "|||6458.72322"),
            ("lop 12 con bao so 3", "lop 12 con bao so 3|||"),
            ("5A truong", "5A truong|||"),
            ("30/2/2024", "30/2/2024|||"),
            ("50.000 60.000", "60.000|50000||"),
            ("12 con giap", "12 con giap|||"),
            ("", "|||"),
            ("từ 10tr đến 20tr", "|10000000..20000000||"),
            ("tu 10 den 20 trieu nguyen", "nguyen|10000000..20000000||"),
            ("10tr-20tr", "|10000000..20000000||"),
            ("10-20tr van", "van|10000000..20000000||"),
            ("10-20 triệu", "|10000000..20000000||"),
            ("10tr - 20tr", "|10000000..20000000||"),
            (">1 tỷ", "|1000000001..||"),
            (">= 1 tỷ", "|1000000000..||"),
            ("≤50k ung ho", "ung ho|..50000||"),
            ("trên 1 tỷ", "|1000000001..||"),
            ("dưới 50.000", "|..49999||"),
            ("từ 1 tỷ", "|1000000000..||"),
            ("from 10/9 to 12/9/2024", "||2024-09-10..2024-09-12|"),
            ("1/9-5/9", "||2024-09-01..2024-09-05|"),
            ("sau 5/9 tran", "tran||2024-09-06..|"),
            ("50.000-20.000", "|20000..50000||"),
            (
                "CT tu 0351935495954 LFS toi 0032231421812",
                "CT tu LFS toi 0032231421812|351935495954||",
            ),
            ("sau bao", "sau bao|||"),
            ("10-9-2024", "||2024-09-10|"),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
