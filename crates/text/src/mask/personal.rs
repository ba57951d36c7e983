//! Numbers that may not be shown in prose: of accounts, telephones, identity papers. What the digits mask
//! hides is weighed once more, since people also write days, years and sums: those are let through, and
//! nothing else. Hides nothing itself; a bank's memo is masked whole, for nobody can be asked about it.

use super::digits::hidden_ranges;
use std::ops::Range;

/// Shortest telephone, account and identity numbers have so many digits.
const SHORTEST_PERSONAL: usize = 9;
/// Words that make a sum of the number before them.
const CURRENCY: [&str; 6] = ["đồng", "dong", "vnđ", "vnd", "đ", "₫"];

/// Where the first number stands that may not be shown, in bytes. `None` where every number that
/// [`super::mask_digits`] hides is a day, a year, a document's number with its year, a sum, a marker or a
/// place on a road.
#[must_use]
pub fn personal_number(text: &str) -> Option<Range<usize>> {
    hidden_ranges(text).into_iter().find(|range| !is_plain(text, range))
}

/// Digits in a row, and what separates them from those before.
struct Group<'a> {
    between: &'a str,
    digits: &'a str,
}

/// What some groups are together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// A day, a year, a sum.
    Firm,
    /// A short number that could be part of a longer one.
    Loose,
}

fn is_plain(text: &str, range: &Range<usize>) -> bool {
    let (before, chain, after) = (&text[..range.start], &text[range.clone()], &text[range.end..]);
    if before.ends_with(char::is_alphanumeric) {
        return false;
    }
    let Some(groups) = groups(chain) else { return false };
    let mut rest = groups.as_slice();
    let mut last: Option<Meaning> = None;
    while let Some(first) = rest.first() {
        let Some((meaning, taken)) = meaning(rest, after) else { return false };
        let firm = last == Some(Meaning::Firm) && meaning == Meaning::Firm;
        if last.is_some() && !firm && !lists(first) {
            return false;
        }
        (last, rest) = (Some(meaning), &rest[taken..]);
    }
    true
}

/// The digits of a chain; `None` where anything but plain digits and separators stands in it.
fn groups(chain: &str) -> Option<Vec<Group<'_>>> {
    let mut found = Vec::new();
    let mut rest = chain;
    while !rest.is_empty() {
        let digits = rest.find(|letter: char| letter.is_ascii_digit())?;
        let (between, after) = rest.split_at(digits);
        if between.contains(char::is_alphanumeric) {
            return None;
        }
        let end = after.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(after.len());
        found.push(Group { between, digits: &after[..end] });
        rest = &after[end..];
    }
    Some(found)
}

/// Whether a separator parts the members of a list; a comma alone, where it cannot group thousands.
fn lists(group: &Group<'_>) -> bool {
    let between = group.between;
    between == "," && group.digits.len() == 4
        || between.len() > 1 && between.contains([',', ';', '(', ')', '\n'])
}

fn number(group: &Group<'_>) -> u64 {
    group.digits.parse().unwrap_or(u64::MAX)
}

fn is_year(group: &Group<'_>) -> bool {
    group.digits.len() == 4 && (1900..2100).contains(&number(group))
}

fn is_short(group: &Group<'_>, largest: u64) -> bool {
    group.digits.len() <= 2 && (1..=largest).contains(&number(group))
}

/// What the first groups are, and how many of them.
fn meaning(groups: &[Group<'_>], after: &str) -> Option<(Meaning, usize)> {
    let firm = day(groups)
        .or_else(|| sum(groups, after))
        .or_else(|| dated(groups))
        .or_else(|| range(groups))
        .or_else(|| chainage(groups));
    if let Some(taken) = firm {
        return Some((Meaning::Firm, taken));
    }
    let first = groups.first()?;
    if is_year(first) {
        return Some((Meaning::Firm, 1));
    }
    is_part(first).then_some((Meaning::Loose, 1))
}

/// A short number that does not begin as telephone numbers do.
fn is_part(group: &Group<'_>) -> bool {
    group.digits.len() <= 2 || (group.digits.len() <= 4 && !group.digits.starts_with('0'))
}

/// `91/2025`, `3/2024`, `15/6`.
fn dated(groups: &[Group<'_>]) -> Option<usize> {
    let [first, second, ..] = groups else { return None };
    let of_year = first.digits.len() <= 4 && is_year(second);
    let of_month = is_short(first, 31) && is_short(second, 12);
    (second.between == "/" && (of_year || of_month)).then_some(2)
}

/// `1256-1257`, `1256-1257+500`: neighbours on a road or a border.
fn range(groups: &[Group<'_>]) -> Option<usize> {
    let [first, rest @ ..] = groups else { return None };
    let second = rest.first().filter(|group| ["-", "–", " - ", " – "].contains(&group.between))?;
    let near = (1..100).contains(&number(second).saturating_sub(number(first)));
    let alike = is_part(first) && first.digits.len() == second.digits.len();
    (near && alike).then(|| 1 + chainage(rest).unwrap_or(1))
}

/// `1257+500`.
fn chainage(groups: &[Group<'_>]) -> Option<usize> {
    let [first, second, ..] = groups else { return None };
    (is_part(first) && second.between == "+" && second.digits.len() == 3).then_some(2)
}

/// `31/5/2023`, `31-05-2023`, `31.5.2023`, `2023-05-31`.
fn day(groups: &[Group<'_>]) -> Option<usize> {
    let [first, second, third, ..] = groups else { return None };
    let joined = second.between == third.between && ["/", "-", "."].contains(&second.between);
    let forward = is_short(first, 31) && is_short(second, 12) && is_year(third);
    let backward = is_year(first) && is_short(second, 12) && is_short(third, 31);
    (joined && (forward || backward)).then_some(3)
}

/// `1.234.567`, `1,234,567`, `12.500,5`; as long as a telephone number only where money is named after it,
/// and only then without its groups.
fn sum(groups: &[Group<'_>], after: &str) -> Option<usize> {
    let (first, rest) = groups.split_first()?;
    if first.digits.starts_with('0') {
        return None;
    }
    let mark = rest.first().map(|group| group.between).filter(|mark| [".", ","].contains(mark));
    let thousands = |group: &&Group<'_>| Some(group.between) == mark && group.digits.len() == 3;
    let count = rest.iter().take_while(thousands).count();
    let other = if mark == Some(".") { "," } else { "." };
    let decimals =
        rest.get(count).filter(|group| group.between == other && group.digits.len() <= 2);
    let taken = 1 + count + usize::from(count > 0 && decimals.is_some());
    let of_money = taken == groups.len() && is_money(after);
    let digits: usize = groups.iter().take(1 + count).map(|group| group.digits.len()).sum();
    let grouped = count > 0 && first.digits.len() <= 3 && (digits < SHORTEST_PERSONAL || of_money);
    let whole = count == 0 && of_money && digits <= 12;
    (grouped || whole).then_some(taken)
}

fn is_money(after: &str) -> bool {
    let after = after.trim_start().to_lowercase();
    CURRENCY.iter().any(|word| {
        after.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::personal_number;

    #[test]
    fn days_years_and_sums_are_let_through() {
        for text in [
            "",
            "Ngày lương tháng 3/2024, Đội Minh họa số 1",
            "(15/6/1933-15/6/2023)",
            "nhiệm kỳ 2020-2025, ngày 31.05.2023",
            "Mốc 1256, 1257 và 1258",
            "ủng hộ 500.000 đồng ngày 10/9/2024",
            "1.234.567.890đ",
            "2000000 VND",
            "12.500,5 m",
            "Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP",
            "gần 3.500 bộ tờ khai, 14.000 lượt người",
            "Mốc 1236,1221; Mốc 1256-1257+500",
            "từ 15/6 đến 20/7, 2024-09-05",
        ] {
            assert_eq!(personal_number(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_persons_are_found_where_they_stand() {
        for (text, found) in [
            ("gọi 0912345678", "0912345678"),
            ("gọi 0912 345 678 nhé", "0912 345 678"),
            ("gọi 0912.345.678", "0912.345.678"),
            ("ĐT 84.912.345.678", "84.912.345.678"),
            ("0912-345-678", "0912-345-678"),
            ("(028) 3812 3456", "028) 3812 3456"),
            ("0912, 345, 678", "0912, 345, 678"),
            ("3812-3456", "3812-3456"),
            ("CCCD 020097042209", "020097042209"),
            ("STK 1903.4567.8901", "1903.4567.8901"),
            ("mã 12345", "12345"),
            ("ngày 5/9/2024 0912 345 678", "5/9/2024 0912 345 678"),
            ("FT24254481914870", "FT24254481914870"),
            ("gửi ０９１２３４", "０９１２３４"),
            ("123.456.789", "123.456.789"),
            ("TK12 345", "12 345"),
        ] {
            let range = personal_number(text).unwrap_or_default();
            assert_eq!(&text[range], found, "{text}");
        }
    }
}
