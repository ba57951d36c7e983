//! Amounts in whole đồng as banks write them: `1.485.092`, `163,000`, `20.000.000,00`, `50000`.
//! A group is always three digits and a fraction always two, so no single amount is ambiguous; a
//! file must keep to one style. Never a float, never a rounding: a fraction of a đồng is refused.

use crate::row::Expected;
use chungtay_ledger::money::{Dong, LARGEST};

/// How a file groups thousands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thousands {
    /// `1.485.092`, with a fraction `,00`.
    Dots,
    /// `1,485,092`, with a fraction `.00`.
    Commas,
    /// `1485092`, with either fraction.
    None,
}

/// How a file writes amounts: how it groups thousands. A fraction `00` may stand or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountStyle {
    /// How thousands are grouped.
    pub thousands: Thousands,
}

/// An amount as read, with the style it shows, if it is long enough to show one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Amount {
    pub dong: Dong,
    pub shows: Option<AmountStyle>,
    /// The mark before a fraction, where one stands.
    pub fraction_mark: Option<u8>,
}

/// Reads an amount without a sign. The text has no outer blanks and is not empty.
pub(crate) fn unsigned(text: &[u8]) -> Result<Amount, Expected> {
    let malformed = Expected::Amount(None);
    let (whole, fraction_mark) = without_fraction(text)?;
    let mut value: i64 = 0;
    let mut separator: Option<u8> = None;
    let mut group_digits = 0;
    for &byte in whole {
        if byte.is_ascii_digit() {
            group_digits += 1;
            if separator.is_some() && group_digits > 3 {
                return Err(malformed);
            }
            value = value * 10 + i64::from(byte - b'0');
            if value > LARGEST {
                return Err(Expected::AmountWithinRange);
            }
        } else if matches!(byte, b'.' | b',') {
            let first = separator.is_none();
            let lengths_fit =
                if first { (1..=3).contains(&group_digits) } else { group_digits == 3 };
            if !lengths_fit || separator.is_some_and(|known| known != byte) {
                return Err(malformed);
            }
            separator = Some(byte);
            group_digits = 0;
        } else {
            return Err(malformed);
        }
    }
    if group_digits == 0 || separator.is_some() && group_digits != 3 {
        return Err(malformed);
    }
    if separator.is_some() && (whole[0] == b'0' || separator == fraction_mark) {
        return Err(malformed);
    }
    Ok(Amount { dong: Dong(value), shows: style_shown(separator, whole.len()), fraction_mark })
}

/// The text before a fraction of two digits, and the mark that begins it. The fraction must be 00.
fn without_fraction(text: &[u8]) -> Result<(&[u8], Option<u8>), Expected> {
    if let [whole @ .., mark @ (b'.' | b','), tens, units] = text
        && tens.is_ascii_digit()
        && units.is_ascii_digit()
    {
        return match (tens, units) {
            (b'0', b'0') => Ok((whole, Some(*mark))),
            _ => Err(Expected::Amount(None)),
        };
    }
    Ok((text, None))
}

/// The grouping an amount shows: `999` shows none of the three, `1000` shows that none is used.
fn style_shown(separator: Option<u8>, digits: usize) -> Option<AmountStyle> {
    let thousands = match separator {
        Some(b'.') => Thousands::Dots,
        Some(_) => Thousands::Commas,
        None if digits > 3 => Thousands::None,
        None => return None,
    };
    Some(AmountStyle { thousands })
}

/// Reads an amount in the file's style; learns the style where the file has not shown it yet.
/// `500,00` in a file that groups by commas is refused: it may be `500,000` cut at a cell's edge.
pub(crate) fn in_style(text: &[u8], style: &mut Option<AmountStyle>) -> Result<Dong, Expected> {
    let in_file = |expected| {
        if expected == Expected::Amount(None) { Expected::Amount(*style) } else { expected }
    };
    let amount = unsigned(text).map_err(in_file)?;
    let Some(known) = *style else {
        *style = amount.shows;
        return Ok(amount.dong);
    };
    let mark_fits = match known.thousands {
        Thousands::Dots => amount.fraction_mark != Some(b'.'),
        Thousands::Commas => amount.fraction_mark != Some(b','),
        Thousands::None => true,
    };
    if mark_fits && amount.shows.is_none_or(|shown| shown == known) {
        Ok(amount.dong)
    } else {
        Err(Expected::Amount(Some(known)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOTS: AmountStyle = AmountStyle { thousands: Thousands::Dots };
    const COMMAS: AmountStyle = AmountStyle { thousands: Thousands::Commas };
    const NONE: AmountStyle = AmountStyle { thousands: Thousands::None };

    #[test]
    fn amounts_of_the_published_statements_are_read() {
        // As printed in shared/data/statements/layouts.md.
        for (text, dong, style) in [
            ("1.485.092", 1_485_092, Some(DOTS)),
            ("163,000", 163_000, Some(COMMAS)),
            ("20.000.000,00", 20_000_000, Some(DOTS)),
            ("1,000.00", 1_000, Some(COMMAS)),
            ("50000", 50_000, Some(NONE)),
            ("1", 1, None),
            ("500,00", 500, None),
            ("0", 0, None),
            ("9.007.199.254.740.991", (1 << 53) - 1, Some(DOTS)),
        ] {
            let amount = unsigned(text.as_bytes()).unwrap();
            assert_eq!((amount.dong, amount.shows), (Dong(dong), style), "{text}");
        }
    }

    #[test]
    fn malformed_amounts_are_refused() {
        for text in [
            "1.48.092",
            "1485.092",
            ".500",
            "500.",
            "1..000",
            "1.000,000",
            "1.000.00",
            "50.000,5",
            "50.000,50",
            "0.500",
            "1 000",
            "1e5",
            "đ",
            ",00",
            "50.0000",
            "1,000,0",
            "-5",
            "00,00,00",
            "٣٠٠",
        ] {
            assert_eq!(unsigned(text.as_bytes()), Err(Expected::Amount(None)), "{text}");
        }
        for text in ["9.007.199.254.740.992", "99999999999999999999999999"] {
            assert_eq!(unsigned(text.as_bytes()), Err(Expected::AmountWithinRange), "{text}");
        }
    }

    #[test]
    fn a_file_keeps_to_the_style_it_shows_first() {
        let mut style = None;
        assert_eq!(in_style(b"500", &mut style), Ok(Dong(500)));
        assert_eq!(style, None);
        assert_eq!(in_style(b"50,000", &mut style), Ok(Dong(50_000)));
        assert_eq!(style, Some(COMMAS));
        for other in ["50.000", "50000", "500,00"] {
            let refused = Err(Expected::Amount(Some(COMMAS)));
            assert_eq!(in_style(other.as_bytes(), &mut style), refused, "{other}");
        }
        assert_eq!(in_style(b"500.00", &mut style), Ok(Dong(500)));
    }
}
