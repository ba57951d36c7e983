//! Amounts and days between two, as people write them: `từ 10tr đến 20tr`, `10-20 triệu`, `>1 tỷ`,
//! `10/9-12/9`, `dưới 50k`. Never guesses: what is none of these with certainty is left to be words.

use super::{amount, amount_with_unit, day_of, is_unit};
use crate::query::Between;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_text::fold::fold;

/// A bare number longer than this, or one that begins with a zero, is an account's, not an amount.
const LONGEST_BARE: usize = 9;

/// What two ends enclose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// Amounts.
    Amount(Between<Dong>),
    /// Days.
    Day(Between<Date>),
}

/// One end.
#[derive(Clone, Copy)]
enum End {
    Amount(Dong),
    Day(Date),
}

/// What the first words enclose, and how many words say so.
pub(super) fn ends(tokens: &[&str], last_day: Option<Date>) -> Option<(Ends, usize)> {
    let (first, rest) = tokens.split_first()?;
    for (mark, is_least, is_strict) in MARKS {
        if let Some(attached) = first.strip_prefix(mark) {
            let (value, used) = if attached.is_empty() {
                let (value, used) = end(rest, last_day)?;
                (value, used + 1)
            } else {
                end(&[&[attached], rest].concat(), last_day)?
            };
            return Some((one_sided(value, *is_least, *is_strict)?, used));
        }
    }
    let word = fold(first);
    if ["tu", "from", "between"].contains(&word.as_str()) {
        if let Some((ends, used)) = two(rest, last_day, true) {
            return Some((ends, used + 1));
        }
        let (value, used) = certain_end(rest, last_day)?;
        return Some((one_sided(value, true, false)?, used + 1));
    }
    for (words, is_least, is_strict) in WORDS {
        if words.contains(&word.as_str()) {
            let (value, used) = certain_end(rest, last_day)?;
            return Some((one_sided(value, *is_least, *is_strict)?, used + 1));
        }
    }
    two(tokens, last_day, false)
        .or_else(|| Some((hyphenated(first, rest, last_day)?, 1)))
        .or_else(|| hyphenated_with_unit(first, rest.first()?).map(|found| (found, 2)))
}

/// Marks before an end; whether it is the least, and whether it is itself left out. Longer ones first.
const MARKS: &[(&str, bool, bool)] = &[
    (">=", true, false),
    ("≥", true, false),
    ("<=", false, false),
    ("≤", false, false),
    (">", true, true),
    ("<", false, true),
];

/// Words before an end, folded.
const WORDS: &[(&[&str], bool, bool)] = &[
    (&["tren", "hon", "sau", "over", "above", "after"], true, true),
    (&["duoi", "truoc", "under", "below", "before"], false, true),
    (&["den", "until"], false, false),
];

/// Words between two ends, folded; a hyphen folds to nothing.
const BETWEEN: &[&str] = &["den", "toi", "to", "va", "and"];

fn end(tokens: &[&str], last_day: Option<Date>) -> Option<(End, usize)> {
    let (first, rest) = tokens.split_first()?;
    if let Some(unit) = rest.first().filter(|unit| is_unit(unit))
        && let Some(amount) = amount_with_unit(first, unit)
    {
        return Some((End::Amount(amount), 2));
    }
    if let Some(day) = day_of(first, last_day) {
        return Some((End::Day(day), 1));
    }
    amount(first).map(|amount| (End::Amount(amount), 1))
}

/// An end after a word that may stand in a memo too: a long bare number is not one.
fn certain_end(tokens: &[&str], last_day: Option<Date>) -> Option<(End, usize)> {
    end(tokens, last_day).filter(|_| tokens.first().is_some_and(|first| !is_account(first)))
}

fn is_account(token: &str) -> bool {
    let is_bare = token.bytes().all(|byte| byte.is_ascii_digit());
    is_bare && (token.len() > LONGEST_BARE || token.starts_with('0'))
}

fn one_sided(value: End, is_least: bool, is_strict: bool) -> Option<Ends> {
    fn side<T>(value: T, is_least: bool) -> Between<T> {
        if is_least {
            Between { least: Some(value), most: None }
        } else {
            Between { least: None, most: Some(value) }
        }
    }
    let step = i32::from(is_strict) * if is_least { 1 } else { -1 };
    Some(match value {
        End::Amount(amount) => {
            Ends::Amount(side(Dong(amount.0.checked_add(i64::from(step))?), is_least))
        }
        End::Day(day) => {
            let days = day.days_since_epoch().checked_add(step)?;
            Ends::Day(side(Date::from_days_since_epoch(days)?, is_least))
        }
    })
}

/// Two ends with a word or a hyphen between them. After `từ` the first may leave its unit to the second.
fn two(tokens: &[&str], last_day: Option<Date>, is_led: bool) -> Option<(Ends, usize)> {
    let joins = |token: &&str| {
        let folded = fold(token);
        matches!(*token, "-" | "–") || (BETWEEN.contains(&folded.as_str()) && !folded.is_empty())
    };
    if let Some((first, used)) = certain_end(tokens, last_day)
        && tokens.get(used).is_some_and(joins)
        && let Some((second, more)) = certain_end(&tokens[used + 1..], last_day)
        && let Some(ends) = both(first, second)
    {
        return Some((ends, used + 1 + more));
    }
    let first = tokens.first()?;
    if !(is_led || tokens.get(1).is_some_and(|token| matches!(*token, "-" | "–"))) {
        return None;
    }
    tokens.get(1).filter(|token| joins(token))?;
    let second = tokens.get(2)?;
    let (unit, used) = match tokens.get(3).filter(|unit| is_unit(unit)) {
        Some(unit) => (*unit, 4),
        None => (unit_of(second)?, 3),
    };
    let most = amount_with_unit(second.strip_suffix(unit).unwrap_or(second), unit)?;
    let ends = both(End::Amount(amount_with_unit(first, unit)?), End::Amount(most))?;
    Some((ends, used))
}

/// `10tr-20tr`, `10-20tr`, `10/9-12/9`.
fn hyphenated(token: &str, rest: &[&str], last_day: Option<Date>) -> Option<Ends> {
    if day_of(token, last_day).is_some() || rest.first().is_some_and(|unit| is_unit(unit)) {
        return None;
    }
    let (one, other) = token.split_once(['-', '–'])?;
    let (second, _) = certain_end(&[other], last_day)?;
    let first = match certain_end(&[one], last_day) {
        Some((first, _)) => first,
        None => End::Amount(amount_with_unit(one, unit_of(other)?)?),
    };
    both(first, second)
}

/// `10-20 triệu`.
fn hyphenated_with_unit(token: &str, unit: &str) -> Option<Ends> {
    let (one, other) = token.split_once(['-', '–']).filter(|_| is_unit(unit))?;
    let least = amount(one).filter(|_| unit_of(one).is_some());
    let least = least.or_else(|| amount_with_unit(one, unit))?;
    both(End::Amount(least), End::Amount(amount_with_unit(other, unit)?))
}

/// The unit that is written on to a number.
fn unit_of(token: &str) -> Option<&str> {
    let number = token.trim_end_matches(|last: char| last.is_alphabetic());
    Some(&token[number.len()..]).filter(|unit| is_unit(unit))
}

fn both(first: End, second: End) -> Option<Ends> {
    fn rising<T: Copy + Ord>(first: T, second: T) -> Between<T> {
        Between { least: Some(first.min(second)), most: Some(first.max(second)) }
    }
    match (first, second) {
        (End::Amount(first), End::Amount(second)) => Some(Ends::Amount(rising(first, second))),
        (End::Day(first), End::Day(second)) => Some(Ends::Day(rising(first, second))),
        _ => None,
    }
}
