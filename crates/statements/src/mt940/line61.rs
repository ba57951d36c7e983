//! The `:61:` statement line and the balances of MT940, in SWIFT's order of parts. Tolerates what banks
//! add (long references, a second name line), refuses an amount or a day it cannot read.

use crate::electronic::{Draft, Exact, currency_code};
use chungtay_ledger::date::Date;

/// A balance of `:60F:`, `:62F:` and their like.
pub(super) struct Balance {
    pub date: Option<Date>,
    pub currency: [u8; 3],
    pub amount: Exact,
}

/// Reads `C130928SEK2460347,64`.
pub(super) fn balance(content: &str) -> Option<Balance> {
    let (mark, rest) = content.split_at_checked(1)?;
    let (date, rest) = rest.split_at_checked(6)?;
    let (currency, amount) = rest.split_at_checked(3)?;
    let amount = Exact::parse(amount)?;
    let amount = match mark {
        "C" => amount,
        "D" => amount.negated(),
        _ => return None,
    };
    Some(Balance { date: short_date(date), currency: currency_code(currency)?, amount })
}

/// Reads the parts of a `:61:` into the draft; leaves unread what it cannot understand.
pub(super) fn read(lines: &[String], draft: &mut Draft) {
    let first = lines.first().map_or("", |line| line.trim_end());
    let Some((value_text, rest)) = first.split_at_checked(6) else {
        draft.date_text = String::from(first);
        return;
    };
    draft.value_date = short_date(value_text);
    draft.date_text = String::from(value_text);
    let (entry_text, rest) = leading_digits(rest, 4);
    draft.date = match (entry_text, year(value_text)) {
        (Some(entry), Some(year)) => entry_date(entry, year, draft.value_date, draft),
        _ => draft.value_date,
    };
    draft.is_reversal = rest.starts_with(['R']);
    let Some((direction, rest)) = direction(rest) else {
        draft.amount_text = String::from(rest);
        return;
    };
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != ',' && letter != '.');
    let (amount, rest) = rest.split_at(end.unwrap_or(rest.len()));
    draft.amount_text = String::from(amount);
    draft.amount = Exact::parse(amount)
        .map(|exact| if direction == Direction::In { exact } else { exact.negated() });
    // The transaction type: a letter and three characters, then the references.
    let references = rest.get(4..).unwrap_or_default();
    let (own, bank) = references.split_once("//").unwrap_or((references, ""));
    let useful = [bank.trim(), own.trim()].into_iter();
    let found = useful.into_iter().find(|text| !text.is_empty() && *text != "NONREF");
    draft.document_number = String::from(found.unwrap_or_default());
    let supplement: Vec<&str> = lines.iter().skip(1).map(|line| line.trim()).collect();
    draft.memo = String::from(supplement.join(" ").trim());
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    In,
    Out,
}

/// `C`, `D`, `RC` (a credit taken back: out), `RD` (a debit taken back: in), `EC`, `ED`; then perhaps the
/// third letter of the currency. `DR` before a digit is a debit in EUR, not a reversal.
fn direction(text: &str) -> Option<(Direction, &str)> {
    const MARKS: [(&str, Direction); 6] = [
        ("RC", Direction::Out),
        ("RD", Direction::In),
        ("EC", Direction::In),
        ("ED", Direction::Out),
        ("C", Direction::In),
        ("D", Direction::Out),
    ];
    let (mark, direction) = MARKS.iter().find(|(mark, _)| text.starts_with(mark))?;
    let rest = &text[mark.len()..];
    let letter = rest.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase());
    Some((*direction, if letter { &rest[1..] } else { rest }))
}

fn leading_digits(text: &str, count: usize) -> (Option<&str>, &str) {
    let fits = text.len() >= count && text.bytes().take(count).all(|byte| byte.is_ascii_digit());
    if fits { (Some(&text[..count]), &text[count..]) } else { (None, text) }
}

/// `YYMMDD`; years below 80 are of this century (SWIFT's rule).
fn short_date(text: &str) -> Option<Date> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i8>().ok();
    let plain = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then_some(())?;
    Date::new(year(text)?, number(2..4)?, number(4..6)?)
}

fn year(text: &str) -> Option<i16> {
    let short: i16 = text.get(..2)?.parse().ok()?;
    Some(if short < 80 { 2000 + short } else { 1900 + short })
}

/// `MMDD` in the year that lies nearest to the value date.
fn entry_date(text: &str, year: i16, value: Option<Date>, draft: &mut Draft) -> Option<Date> {
    let month: i8 = text[..2].parse().ok()?;
    let day: i8 = text[2..].parse().ok()?;
    let candidates = [year, year - 1, year + 1].into_iter();
    let mut candidates: Vec<Date> =
        candidates.filter_map(|year| Date::new(year, month, day)).collect();
    if let Some(value) = value {
        candidates.sort_by_key(|date| (date.days_since_epoch() - value.days_since_epoch()).abs());
    }
    let nearest = candidates.first().copied();
    if nearest.is_none() {
        draft.date_text = String::from(text);
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::{balance, read};
    use crate::electronic::{Draft, Exact};

    fn line(text: &str) -> Draft {
        let mut draft = Draft::default();
        let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        read(&lines, &mut draft);
        draft
    }

    #[test]
    fn marks_with_and_without_a_letter_of_the_currency() {
        // Lines of the samples in shared/data/statements/mt940, and SWIFT's RC and RD.
        for (text, units, date, number) in [
            ("0211011102DR800,NSTONONREF//55555", -800, "2002-11-02", "55555"),
            ("0909300930DK39815,37NMSCTill kortkto//111", -3_981_537, "2009-09-30", "111"),
            ("260320C1250,50NTRFNONREF//MT940-1", 12_505, "2026-03-20", "MT940-1"),
            ("130101D000000000025,00N102EREF            ", -25, "2013-01-01", "EREF"),
            ("1602300301DR6,00N024NONREF", -6, "2016-03-01", ""),
            ("2401020102RC10,5NTRFX", -105, "2024-01-02", "X"),
            ("2401021231RD10,NTRFX", 10, "2023-12-31", "X"),
        ] {
            let draft = line(text);
            assert_eq!(draft.amount.map(|exact| exact.units), Some(units), "{text}");
            assert_eq!(draft.date.map(|date| date.to_string()).as_deref(), Some(date), "{text}");
            assert_eq!(draft.document_number, number, "{text}");
        }
        for text in ["", "2401", "240102", "240102X5,NTRF", "240102C,NTRF", "240102C5,5,5NTRF"] {
            assert_eq!(line(text).amount, None, "{text}");
        }
    }

    #[test]
    fn balances_of_either_sign() {
        let read = balance("D131130CHF1234,5").unwrap();
        assert_eq!((read.amount, &read.currency), (Exact { units: -12_345, decimals: 1 }, b"CHF"));
        assert_eq!(read.date.map(|date| date.to_string()).as_deref(), Some("2013-11-30"));
        assert!(balance("X131130CHF1,").is_none() && balance("C").is_none());
    }
}
