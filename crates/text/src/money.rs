//! Money as people read it: the full form, the short form that owns up to its rounding, and grouped
//! whole numbers. Integers throughout; never a float, never a rounding that is not marked.

mod parse;

pub use parse::{AmountError, AmountProblem, parse};

use crate::language::Language;
use crate::messages::{Messages, Value};
use chungtay_ledger::money::Dong;

const MILLION: u64 = 1_000_000;
const BILLION: u64 = 1_000_000_000;
const THOUSAND_BILLION: u64 = 1_000_000_000_000;

/// The full form: `1.234.567 đ`, in English `VND 1,234,567`; negative `−55.000 đ`, `VND −55,000` with the
/// minus sign U+2212. The spaces are plain: a page keeps the figure on one line by its style.
#[must_use]
pub fn full(amount: Dong, language: Language) -> String {
    let mut text = String::with_capacity(24);
    full_into(amount, language, &mut text);
    text
}

/// As [`full`], appended to `text`.
pub fn full_into(amount: Dong, language: Language, text: &mut String) {
    match language {
        Language::Vietnamese => {
            grouped_into(amount.0, language, text);
            text.push_str(" đ");
        }
        Language::English => {
            text.push_str("VND ");
            grouped_into(amount.0, language, text);
        }
    }
}

/// A whole number in groups of three: `200.361`, in English `200,361`; negative with U+2212.
#[must_use]
pub fn grouped(number: i64, language: Language) -> String {
    let mut text = String::with_capacity(20);
    grouped_into(number, language, &mut text);
    text
}

/// As [`grouped`], appended to `text`.
pub fn grouped_into(number: i64, language: Language, text: &mut String) {
    if number < 0 {
        text.push('−');
    }
    let separator = match language {
        Language::Vietnamese => '.',
        Language::English => ',',
    };
    let digits = number.unsigned_abs().to_string();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
}

/// The short form, to stand beside the full one: `1,2 tỷ`, `295 triệu`, `182 nghìn tỷ`; `1.2 billion`.
///
/// Exact where three decimals hold the amount; otherwise rounded to one decimal (to whole units from
/// 1,000 up), half away from zero, and marked: `≈ 135,1 tỷ`. Below a million it is the full form.
#[must_use]
pub fn short(amount: Dong, language: Language) -> String {
    let magnitude = amount.0.unsigned_abs();
    if magnitude < MILLION {
        return full(amount, language);
    }
    let scales = scales(language);
    let mut index = scales.iter().position(|scale| magnitude >= scale.from).unwrap_or(2);
    let mut rounded = thousandths(magnitude, scales[index].unit);
    // 999.999.999 rounds to 1.000 triệu, which is 1 tỷ.
    if index > 0
        && u128::from(rounded.0) * u128::from(scales[index].unit)
            >= u128::from(scales[index - 1].from) * 1000
    {
        index -= 1;
        rounded = thousandths(magnitude, scales[index].unit);
    }
    let messages = Messages::for_language(language);
    let number = decimal(amount.0 < 0, rounded.0, language);
    let money = messages.format(scales[index].key, &[("number", Value::from(number))]);
    if rounded.1 {
        money
    } else {
        messages.format("money-short-rounded", &[("money", Value::from(money))])
    }
}

struct Scale {
    /// The unit in đồng.
    unit: u64,
    /// The smallest magnitude told in this unit.
    from: u64,
    key: &'static str,
}

/// From the largest. Vietnamese says `3.300 tỷ` and `182 nghìn tỷ`: the larger unit from ten of it up.
fn scales(language: Language) -> [Scale; 3] {
    let largest_from = match language {
        Language::Vietnamese => 10 * THOUSAND_BILLION,
        Language::English => THOUSAND_BILLION,
    };
    [
        Scale { unit: THOUSAND_BILLION, from: largest_from, key: "money-short-thousand-billion" },
        Scale { unit: BILLION, from: BILLION, key: "money-short-billion" },
        Scale { unit: MILLION, from: MILLION, key: "money-short-million" },
    ]
}

/// The magnitude in thousandths of the unit, and whether that is exact.
fn thousandths(magnitude: u64, unit: u64) -> (u64, bool) {
    let thousandth = unit / 1000;
    if magnitude.is_multiple_of(thousandth) {
        return (magnitude / thousandth, true);
    }
    let step = if magnitude / unit >= 1000 { unit } else { unit / 10 };
    let steps = magnitude / step + u64::from(magnitude % step >= step / 2);
    (steps * (step / thousandth), false)
}

/// Thousandths as a decimal number without trailing zeros.
fn decimal(negative: bool, thousandths: u64, language: Language) -> String {
    let mut text = String::new();
    if negative {
        text.push('−');
    }
    grouped_into(i64::try_from(thousandths / 1000).unwrap_or(i64::MAX), language, &mut text);
    let fraction = format!("{:03}", thousandths % 1000);
    let fraction = fraction.trim_end_matches('0');
    if !fraction.is_empty() {
        text.push(match language {
            Language::Vietnamese => ',',
            Language::English => '.',
        });
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{full, grouped, short};
    use crate::language::Language::{English, Vietnamese};
    use chungtay_ledger::money::Dong;

    #[test]
    fn full_forms() {
        assert_eq!(full(Dong(1_234_567), Vietnamese), "1.234.567 đ");
        assert_eq!(full(Dong(1_234_567), English), "VND 1,234,567");
        assert_eq!(full(Dong(0), Vietnamese), "0 đ");
        assert_eq!(full(Dong(-55_000), Vietnamese), "−55.000 đ");
        assert_eq!(full(Dong(-55_000), English), "VND −55,000");
        assert_eq!(grouped(i64::MIN, English), "−9,223,372,036,854,775,808");
    }

    #[test]
    fn short_forms_mark_their_rounding() {
        for (amount, vietnamese, english) in [
            (1_200_000_000, "1,2 tỷ", "1.2 billion"),
            (295_000_000, "295 triệu", "295 million"),
            (1_495_000_000, "1,495 tỷ", "1.495 billion"),
            (35_200_000_000, "35,2 tỷ", "35.2 billion"),
            (3_300_000_000_000, "3.300 tỷ", "3.3 trillion"),
            (182_000_000_000_000, "182 nghìn tỷ", "182 trillion"),
            (135_081_775_728, "≈ 135,1 tỷ", "≈ 135.1 billion"),
            (999_999_999, "≈ 1 tỷ", "≈ 1 billion"),
            (9_999_999_999_999, "≈ 10 nghìn tỷ", "≈ 10 trillion"),
            (3_301_500_000_001, "≈ 3.302 tỷ", "≈ 3.3 trillion"),
            (1_000_001, "≈ 1 triệu", "≈ 1 million"),
            (-1_500_000, "−1,5 triệu", "−1.5 million"),
            (999_999, "999.999 đ", "VND 999,999"),
            (0, "0 đ", "VND 0"),
        ] {
            assert_eq!(short(Dong(amount), Vietnamese), vietnamese);
            assert_eq!(short(Dong(amount), English), english);
        }
    }
}
