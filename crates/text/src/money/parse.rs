//! Amounts as people and banks write them. What could be read in two ways is refused, never guessed.

use crate::language::Language;
use crate::messages::{Messages, Value};
use chungtay_ledger::money::{Dong, LARGEST};
use std::error::Error;
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountProblem {
    /// Nothing but blanks or a currency.
    Empty,
    /// Something else than digits, separators, a sign, a scale word and đồng.
    NotANumber,
    /// Groups that are not of three digits (`1.23.456`).
    Grouping,
    /// Two readings (`0.500`, `1.234,567`, `1,2` without a scale word).
    Ambiguous,
    /// A part of a đồng, which does not exist.
    Fraction,
    /// Beyond ±(2^53 − 1) đồng.
    TooLarge,
}

/// A refused amount: what was written, and why it is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmountError {
    /// The text as given.
    pub text: String,
    /// Why.
    pub problem: AmountProblem,
}

impl AmountError {
    /// What was wrong and what was expected, for a person.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let messages = Messages::for_language(language);
        let values = [("text", Value::from(self.text.as_str()))];
        match self.problem {
            AmountProblem::Empty => messages.text("amount-error-empty").into_owned(),
            AmountProblem::NotANumber => messages.format("amount-error-not-a-number", &values),
            AmountProblem::Grouping => messages.format("amount-error-grouping", &values),
            AmountProblem::Ambiguous => messages.format("amount-error-ambiguous", &values),
            AmountProblem::Fraction => messages.format("amount-error-fraction", &values),
            AmountProblem::TooLarge => messages.format("amount-error-too-large", &values),
        }
    }
}

impl fmt::Display for AmountError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl Error for AmountError {}

/// How a scale word's language reads a separator before three digits.
#[derive(Clone, Copy)]
enum Convention {
    /// `3.300 tỷ` groups, `1,495 tỷ` is a decimal.
    Vietnamese,
    /// `1.495 billion` is a decimal, `3,300 billion` groups.
    English,
    /// `1.500k` says neither.
    Unsaid,
}

/// Scale words with their number of zeros; longer words first, so that none hides another.
const SCALES: &[(&str, u32, Convention)] = &[
    ("nghìn tỷ", 12, Convention::Vietnamese),
    ("nghìn tỉ", 12, Convention::Vietnamese),
    ("ngàn tỷ", 12, Convention::Vietnamese),
    ("ngàn tỉ", 12, Convention::Vietnamese),
    ("trillion", 12, Convention::English),
    ("thousand", 3, Convention::English),
    ("billion", 9, Convention::English),
    ("million", 6, Convention::English),
    ("nghìn", 3, Convention::Vietnamese),
    ("triệu", 6, Convention::Vietnamese),
    ("nghin", 3, Convention::Vietnamese),
    ("trieu", 6, Convention::Vietnamese),
    ("ngàn", 3, Convention::Vietnamese),
    ("tỷ", 9, Convention::Vietnamese),
    ("tỉ", 9, Convention::Vietnamese),
    ("ty", 9, Convention::Vietnamese),
    ("tr", 6, Convention::Vietnamese),
    ("k", 3, Convention::Unsaid),
];

const CURRENCIES: &[&str] = &["vnđ", "vnd", "đồng", "dong", "đ", "₫"];

/// Reads an amount in đồng: `1.485.092`, `500,000`, `20.000.000,00`, `1 485 092 đ`, `VND 50,000`,
/// `1,2 tỷ`, `295 triệu`, `3.300 tỷ`, `−55.000`.
///
/// Three digits after a separator are a group (đồng have no decimals); before a Vietnamese scale word a
/// dot groups and a comma is the decimal mark, before an English one the reverse.
///
/// # Errors
/// [`AmountError`], whose message says what was expected.
pub fn parse(text: &str) -> Result<Dong, AmountError> {
    read(text).map_err(|problem| AmountError { text: text.to_owned(), problem })
}

fn read(text: &str) -> Result<Dong, AmountProblem> {
    let composed: String = text.nfc().collect();
    let lower = composed.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ").to_lowercase();
    let mut rest = strip_currency(lower.trim());
    let mut negative = false;
    if let Some(unsigned) = rest.strip_prefix(['-', '−', '+']) {
        negative = !rest.starts_with('+');
        rest = strip_currency(unsigned.trim_start());
    }
    if rest.is_empty() {
        return Err(AmountProblem::Empty);
    }
    let scale = SCALES.iter().find_map(|&(word, zeros, convention)| {
        let number = rest.strip_suffix(word)?;
        Some((number.trim_end(), zeros, convention))
    });
    let magnitude = match scale {
        Some((number, zeros, convention)) => scaled(number, zeros, convention)?,
        None => scaled(rest, 0, Convention::Unsaid)?,
    };
    let magnitude = i64::try_from(magnitude).map_err(|_| AmountProblem::TooLarge)?;
    if magnitude > LARGEST {
        return Err(AmountProblem::TooLarge);
    }
    Ok(Dong(if negative { -magnitude } else { magnitude }))
}

fn strip_currency(text: &str) -> &str {
    let text =
        CURRENCIES.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim_start();
    CURRENCIES.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim_end()
}

/// The number times ten to the power of `zeros`.
fn scaled(number: &str, zeros: u32, convention: Convention) -> Result<u128, AmountProblem> {
    if !number.starts_with(|first: char| first.is_ascii_digit())
        || !number.ends_with(|last: char| last.is_ascii_digit())
        || number
            .contains(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ',' | ' '))
    {
        return Err(AmountProblem::NotANumber);
    }
    let (whole, fraction) = split(number, zeros, convention)?;
    let digits: String = ungroup(whole)?;
    let fraction = fraction.trim_end_matches('0');
    let Some(shift) =
        usize::try_from(zeros).ok().and_then(|zeros| zeros.checked_sub(fraction.len()))
    else {
        return Err(AmountProblem::Fraction);
    };
    if digits.len() + fraction.len() + shift > 30 {
        return Err(AmountProblem::TooLarge);
    }
    format!("{digits}{fraction}{}", "0".repeat(shift)).parse().map_err(|_| AmountProblem::TooLarge)
}

/// Parts the whole from the decimals.
fn split(number: &str, zeros: u32, convention: Convention) -> Result<(&str, &str), AmountProblem> {
    let Some(last) = number.rfind(['.', ',']) else { return Ok((number, "")) };
    let mark = number.as_bytes()[last] as char;
    let (whole, fraction) = (&number[..last], &number[last + 1..]);
    if fraction.contains(' ') {
        return Ok((number, ""));
    }
    let marks = number.matches(mark).count();
    let mixed = whole.contains(['.', ',', ' ']) && marks == 1;
    match fraction.len() {
        3 if mixed && !is_decimal_mark(mark, convention) => Err(AmountProblem::Ambiguous),
        3 if marks > 1 => Ok((number, "")),
        3 if zeros == 0 => grouping(number, whole),
        3 => match (convention, mark) {
            (Convention::Vietnamese, '.') | (Convention::English, ',') => grouping(number, whole),
            (Convention::Unsaid, _) => Err(AmountProblem::Ambiguous),
            (Convention::Vietnamese | Convention::English, _) => Ok((whole, fraction)),
        },
        _ if marks > 1 => Err(AmountProblem::Grouping),
        // Banks write `20000.00`; `1,2` alone may be 1,2 triệu, or a slip.
        _ if zeros == 0 && fraction.bytes().any(|digit| digit != b'0') => {
            Err(if mixed { AmountProblem::Fraction } else { AmountProblem::Ambiguous })
        }
        1 | 2 => Ok((whole, fraction)),
        _ if zeros == 0 => Err(AmountProblem::Grouping),
        _ => Ok((whole, fraction)),
    }
}

/// Whether the scale word's language leaves no doubt that the mark is its decimal mark.
fn is_decimal_mark(mark: char, convention: Convention) -> bool {
    matches!((convention, mark), (Convention::Vietnamese, ',') | (Convention::English, '.'))
}

/// One mark before three digits groups, unless nothing but a zero stands before it.
fn grouping<'a>(number: &'a str, whole: &str) -> Result<(&'a str, &'a str), AmountProblem> {
    if whole.starts_with('0') { Err(AmountProblem::Ambiguous) } else { Ok((number, "")) }
}

/// Checks that groups are of three digits and one kind of mark, and takes the marks out.
fn ungroup(whole: &str) -> Result<String, AmountProblem> {
    let Some(mark) = whole.chars().find(|letter| !letter.is_ascii_digit()) else {
        return Ok(whole.to_owned());
    };
    let mut groups = whole.split(mark);
    let first = groups.next().unwrap_or_default();
    let sound = (1..=3).contains(&first.len())
        && groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    if sound { Ok(whole.replace(mark, "")) } else { Err(AmountProblem::Grouping) }
}

#[cfg(test)]
mod tests {
    use super::{AmountProblem, parse};
    use crate::language::Language;
    use crate::money::{full, short};
    use chungtay_ledger::money::Dong;
    use proptest::prelude::*;

    #[test]
    fn amounts_as_people_and_banks_write_them() {
        for (text, expected) in [
            ("1.485.092", 1_485_092),
            ("500,000", 500_000),
            ("20.000.000,00", 20_000_000),
            ("20,000,000.00", 20_000_000),
            ("20000.00", 20_000),
            ("50000.0", 50_000),
            ("1 485 092", 1_485_092),
            ("1\u{a0}485\u{a0}092 đ", 1_485_092),
            ("1,2 tỷ", 1_200_000_000),
            ("1,2 tỉ đồng", 1_200_000_000),
            ("1.2 billion", 1_200_000_000),
            ("1,495 tỷ", 1_495_000_000),
            ("1.495 billion", 1_495_000_000),
            ("295 triệu", 295_000_000),
            ("295tr", 295_000_000),
            ("1,2 ty\u{309}", 1_200_000_000),
            ("500 trieu dong", 500_000_000),
            ("3.300 tỷ", 3_300_000_000_000),
            ("182 nghìn tỷ", 182_000_000_000_000),
            ("35,2 tỷ", 35_200_000_000),
            ("1.234,5 triệu", 1_234_500_000),
            ("1.234,567 tỷ", 1_234_567_000_000),
            ("50.000 đ", 50_000),
            ("50.000đ", 50_000),
            ("VND 50,000", 50_000),
            ("-55.000", -55_000),
            ("−55.000 đ", -55_000),
            ("VND −55,000", -55_000),
            ("200k", 200_000),
            ("1,5k", 1_500),
            ("0", 0),
            ("1", 1),
            ("0,00", 0),
            ("9007199254740991", 9_007_199_254_740_991),
        ] {
            assert_eq!(parse(text), Ok(Dong(expected)), "{text}");
        }
    }

    #[test]
    fn what_could_be_two_things_is_refused() {
        for (text, problem) in [
            ("", AmountProblem::Empty),
            (" đ ", AmountProblem::Empty),
            ("abc", AmountProblem::NotANumber),
            ("12a", AmountProblem::NotANumber),
            ("tỷ", AmountProblem::NotANumber),
            ("1.000.", AmountProblem::NotANumber),
            (".500", AmountProblem::NotANumber),
            ("--5", AmountProblem::NotANumber),
            ("1e6", AmountProblem::NotANumber),
            ("1.23.456", AmountProblem::Grouping),
            ("1.234.56", AmountProblem::Grouping),
            ("1234.567", AmountProblem::Grouping),
            ("1  000", AmountProblem::Grouping),
            ("50.0000", AmountProblem::Grouping),
            ("1,2", AmountProblem::Ambiguous),
            ("12.5", AmountProblem::Ambiguous),
            ("0.500", AmountProblem::Ambiguous),
            ("0.500 tỷ", AmountProblem::Ambiguous),
            ("1.234,567", AmountProblem::Ambiguous),
            ("1,234.567 tỷ", AmountProblem::Ambiguous),
            ("1,500k", AmountProblem::Ambiguous),
            ("1.000,50", AmountProblem::Fraction),
            ("1,2345 nghìn", AmountProblem::Fraction),
            ("9007199254740992", AmountProblem::TooLarge),
            ("99999999999999999999999999999999999999999", AmountProblem::TooLarge),
            ("10.000 nghìn tỷ", AmountProblem::TooLarge),
        ] {
            assert_eq!(parse(text).map_err(|error| error.problem), Err(problem), "{text}");
        }
    }

    #[test]
    fn errors_say_what_was_expected() {
        let error = parse("1,2").unwrap_err();
        for language in Language::ALL {
            assert!(error.message(language).contains("1,2"), "{}", error.message(language));
        }
        assert!(error.message(Language::Vietnamese).contains("1,2 tỷ"));
    }

    proptest! {
        #[test]
        fn full_forms_read_back(amount in -9_007_199_254_740_991_i64..=9_007_199_254_740_991) {
            for language in Language::ALL {
                prop_assert_eq!(parse(&full(Dong(amount), language)), Ok(Dong(amount)));
            }
        }

        #[test]
        fn an_unmarked_short_form_is_exact(thousandths in 1000_i64..9_000_000, zeros in 3_u32..9) {
            for amount in [thousandths * 10_i64.pow(zeros), thousandths * 10_i64.pow(zeros) + 1] {
                for language in Language::ALL {
                    let text = short(Dong(amount), language);
                    if !text.starts_with('≈') {
                        prop_assert_eq!(parse(&text), Ok(Dong(amount)), "{}", text);
                    }
                }
            }
        }

        #[test]
        fn never_panics(text in "\\PC{0,20}", amount in "[0-9., đkty−-]{0,14}") {
            let _ = parse(&text);
            let _ = parse(&amount);
        }
    }
}
