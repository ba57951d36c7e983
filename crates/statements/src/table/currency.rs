//! Another currency than đồng, as a table names it: in a column of its own, beside an amount, in a heading, in its
//! head. Converts nothing; an amount in another currency is never read as đồng.

use super::places::Places;
use super::{TableRow, trimmed};
use crate::column::{Column, bare};
use crate::electronic::{Exact, decimals_of};
use crate::printed::Printed;

/// Đồng.
const DONG: [u8; 3] = *b"VND";
/// What stands in a column of currencies and is none that is known (ISO 4217: no currency).
const UNKNOWN: [u8; 3] = *b"XXX";
/// Currencies (ISO 4217) of accounts that banks in Vietnam keep, and of the countries whose files come.
const CODES: &str = "AED AUD BDT BND BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF IDR INR ISK JPY KHR KRW KWD LAK LKR \
                     MMK MOP MXN MYR NOK NZD OMR PHP PKR PLN QAR RUB SAR SEK SGD THB TRY TWD UAH USD ZAR VND";
/// Headings of a column of currencies, without marks.
const HEADINGS: [&str; 11] = [
    "loai tien",
    "loai tien te",
    "tien te",
    "don vi tien te",
    "dong tien",
    "ma tien te",
    "currency",
    "currency code",
    "ccy",
    "cur",
    "curr",
];
const MONEY: [Column; 3] = [Column::Debit, Column::Credit, Column::Amount];

/// Where a table says in what currency its rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Currencies {
    place: Option<usize>,
    heading: Option<[u8; 3]>,
}

impl Currencies {
    /// What these headings say.
    pub fn of(cells: &[String], places: &Places) -> Self {
        let heading = MONEY.iter().find_map(|column| unit(cells.get(places.cell(*column)?)?));
        Self { place: cells.iter().position(|cell| is_heading(cell)), heading }
    }

    /// The currency of a row, where it is another than đồng: what stands nearest to the amount decides.
    pub fn of_row(
        &self,
        row: &TableRow,
        places: &Places,
        printed: Option<&Printed>,
    ) -> Option<[u8; 3]> {
        let mut cells = MONEY.iter().filter_map(|column| Some(row.cell(places.cell(*column)?)));
        let beside = cells.find_map(mark);
        let column = || self.place.and_then(|place| named(row.cell(place)));
        let head = || printed.and_then(|printed| code(printed.currency.as_deref()?));
        let found = beside.or_else(column).or(self.heading).or_else(head);
        found.filter(|code| *code != DONG)
    }
}

/// Whether a heading is that of a column of currencies.
pub(crate) fn is_heading(cell: &str) -> bool {
    let text = bare(cell);
    let mut parts = text.split(['/', '(', ')', '\n', '-']).map(str::trim);
    HEADINGS.contains(&text.as_str()) || parts.any(|part| HEADINGS.contains(&part))
}

/// A known currency's code.
pub(crate) fn code(text: &str) -> Option<[u8; 3]> {
    let text = text.trim().to_ascii_uppercase();
    let code: [u8; 3] = text.as_bytes().try_into().ok()?;
    CODES.split(' ').any(|known| known == text).then_some(code)
}

/// The currency that a heading of amounts names as its unit: `Số tiền (USD)`.
fn unit(heading: &str) -> Option<[u8; 3]> {
    let mut words = heading.split(|letter: char| !letter.is_alphanumeric());
    words.find_map(|word| code(word).filter(|_| word.bytes().all(|byte| byte.is_ascii_uppercase())))
}

/// What a cell of a column of currencies names; nothing where it is empty.
fn named(cell: &[u8]) -> Option<[u8; 3]> {
    let text = String::from_utf8_lossy(trimmed(cell)).into_owned();
    match bare(&text).as_str() {
        "" => None,
        "vnd" | "d" | "dong" | "viet nam dong" | "dong viet nam" => Some(DONG),
        _ => Some(code(&text).or_else(|| unit(&text)).unwrap_or(UNKNOWN)),
    }
}

/// The currency written beside an amount: `500.00 USD`, `$500`.
fn mark(cell: &[u8]) -> Option<[u8; 3]> {
    let text = std::str::from_utf8(trimmed(cell)).ok()?;
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Some((sign, _)) = [('$', 0), ('€', 1), ('£', 2), ('¥', 3)]
        .into_iter()
        .find(|(sign, _)| text.starts_with(*sign) || text.ends_with(*sign))
    {
        return Some(match sign {
            '$' => *b"USD",
            '€' => *b"EUR",
            '£' => *b"GBP",
            _ => *b"JPY",
        });
    }
    let letters = |letter: &char| letter.is_ascii_alphabetic();
    let first: String = text.chars().take_while(letters).collect();
    let last = text.rsplit(|letter: char| !letter.is_ascii_alphabetic()).next();
    code(&first).or_else(|| code(last?))
}

/// The amount of a cell in the currency's smallest unit, money below zero with a minus or in brackets; nothing where
/// it cannot be read.
pub(crate) fn units(cell: &[u8], code: [u8; 3]) -> Option<i64> {
    let text = std::str::from_utf8(trimmed(cell)).ok()?;
    let minus = text.contains(['-', '\u{2212}', '(']);
    let kept: String = text
        .chars()
        .filter(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
        .collect();
    let (whole, fraction) = match kept.rsplit_once(['.', ',']) {
        Some((whole, fraction)) if fraction.len() != 3 || whole.is_empty() => (whole, fraction),
        _ => (kept.as_str(), ""),
    };
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let exact = Exact::parse(&format!("{digits}.{fraction}"))?.widened(decimals_of(code))?;
    Some(if minus { -exact.units } else { exact.units })
}

#[cfg(test)]
mod tests {
    use super::{mark, named, unit, units};

    #[test]
    fn currencies_are_told_where_tables_name_them() {
        assert_eq!(mark(b"500.00 USD"), Some(*b"USD"));
        assert_eq!(mark("€500".as_bytes()), Some(*b"EUR"));
        assert_eq!(mark(b"1,000,000 VND"), Some(*b"VND"));
        assert_eq!((mark(b"500.000"), mark(b"USD")), (None, None));
        assert_eq!(unit("Số tiền ghi có (USD)"), Some(*b"USD"));
        assert_eq!((unit("Số tiền ghi có"), unit("Try")), (None, None));
        assert_eq!((named(b"usd"), named("Đồng".as_bytes())), (Some(*b"USD"), Some(*b"VND")));
        assert_eq!((named(b""), named("Đô la".as_bytes())), (None, Some(*b"XXX")));
    }

    #[test]
    fn amounts_of_other_currencies_are_read_exactly() {
        for (text, found) in [
            ("500.00", Some(50_000)),
            ("1,234.5 USD", Some(123_450)),
            ("1.234", Some(123_400)),
            ("(12,00)", Some(-1_200)),
            ("", None),
        ] {
            assert_eq!(units(text.as_bytes(), *b"USD"), found, "{text}");
        }
    }
}
