//! Amounts in words, as a voucher needs them (Accounting Law 88/2015, Article 16). The numerals stand
//! here and not in `locales/`: they are grammar, checked against outside vectors, not messages.

mod english;
mod vietnamese;

use crate::language::Language;
use chungtay_ledger::money::Dong;

/// The choices a Vietnamese writer has; both are correct, one document keeps to one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// How an empty ten is said.
    pub empty_ten: EmptyTen,
    /// How a four after twenty, thirty … is said.
    pub four: Four,
}

/// 101: `một trăm linh một` (north, official) or `một trăm lẻ một` (south).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmptyTen {
    /// `linh`.
    #[default]
    Linh,
    /// `lẻ`.
    Le,
}

/// 24: `hai mươi tư` or `hai mươi bốn`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Four {
    /// `tư`.
    #[default]
    Tu,
    /// `bốn`.
    Bon,
}

/// The amount in words in the usual style, with a capital and the currency: `Một triệu năm trăm nghìn
/// đồng`, `One million five hundred thousand dong`; negative `Âm …`, `Minus …`.
#[must_use]
pub fn amount(amount: Dong, language: Language) -> String {
    match language {
        Language::Vietnamese => in_vietnamese(amount, Style::default()),
        Language::English => capitalised(&english::amount(amount.0)),
    }
}

/// The amount in words within a sentence: small letters, with the currency.
#[must_use]
pub fn in_sentence(amount: Dong, language: Language) -> String {
    match language {
        Language::Vietnamese => vietnamese::amount(amount.0, Style::default()),
        Language::English => english::amount(amount.0),
    }
}

/// A number in words within a sentence: `hai mươi`, `twenty`.
#[must_use]
pub fn number(number: i64, language: Language) -> String {
    let words = in_sentence(Dong(number), language);
    words.rsplit_once(' ').map_or_else(String::new, |(number, _)| number.to_owned())
}

/// Whether a word in small letters is an English numeral below a hundred that is written as one: `zero` to
/// `nineteen` and the tens.
#[must_use]
pub fn is_english_numeral(word: &str) -> bool {
    english::SMALL.contains(&word) || english::TENS[2..].contains(&word)
}

/// The amount in Vietnamese words in a chosen style.
#[must_use]
pub fn in_vietnamese(amount: Dong, style: Style) -> String {
    capitalised(&vietnamese::amount(amount.0, style))
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::{EmptyTen, Four, Style, amount, in_vietnamese};
    use crate::language::Language::{English, Vietnamese};
    use chungtay_ledger::money::Dong;

    #[test]
    fn negative_zero_and_the_edges() {
        assert_eq!(amount(Dong(-55_000), Vietnamese), "Âm năm mươi lăm nghìn đồng");
        assert_eq!(amount(Dong(0), Vietnamese), "Không đồng");
        assert_eq!(amount(Dong(0), English), "Zero dong");
        assert_eq!(amount(Dong(-24), English), "Minus twenty-four dong");
        assert_eq!(
            amount(Dong(135_081_775_728), English),
            "One hundred thirty-five billion eighty-one million seven hundred seventy-five thousand \
             seven hundred twenty-eight dong"
        );
        assert_eq!(
            amount(Dong(i64::MIN), Vietnamese),
            "Âm chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không trăm ba mươi sáu tỷ \
             tám trăm năm mươi tư triệu bảy trăm bảy mươi lăm nghìn tám trăm linh tám đồng"
        );
        assert!(amount(Dong(i64::MAX), English).starts_with("Nine quintillion"));
    }

    #[test]
    fn styles() {
        let style = Style { empty_ten: EmptyTen::Le, four: Four::Bon };
        assert_eq!(in_vietnamese(Dong(1_024), style), "Một nghìn không trăm hai mươi bốn đồng");
        assert_eq!(in_vietnamese(Dong(1_004), style), "Một nghìn không trăm lẻ bốn đồng");
    }
}
