//! What statements print between and around their rows that is no row: page numbers, notes of the printing system,
//! totals.

use crate::column::bare;
use crate::table::{labels, totals};

/// Notes that a bank's system leaves inside the table, without marks and in lower case.
const NOTES: [&str; 6] = [
    "chung tu nay duoc in/chuyen doi",
    "khach hang cua bidv",
    "chuyen sang trang sau",
    "mang sang",
    "continued on next page",
    "carried forward",
];

/// Whether a band's text is furniture that is known.
pub(super) fn is_known(texts: &[String]) -> bool {
    let text = bare(&texts.join(" "));
    NOTES.iter().any(|note| text.contains(note)) || page_number(text.trim()).is_some()
}

/// Whether a band is a total or a balance.
pub(super) fn is_label(texts: &[String]) -> bool {
    let first = texts.iter().map(|text| text.trim()).find(|text| !text.is_empty());
    first.is_some_and(|text| labels::begins_footer(text.as_bytes()))
        || texts.iter().any(|text| totals::is_total(text.trim().as_bytes()))
}

/// The number of a page and how many there are: `Page 2 of 12028`, `Trang 2/30`, `12/1706`.
pub(super) fn page_number(text: &str) -> Option<(u32, u32)> {
    let text = bare(text);
    let text = text.trim();
    let rest = ["page", "trang so", "trang"]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let rest = rest.trim_start_matches([':', ' ']);
    let (number, of) = [" of ", "/", " tren "].iter().find_map(|mark| rest.split_once(mark))?;
    let whole = |text: &str| {
        let text = text.trim();
        let digits =
            (1..=6).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten()
    };
    let (number, of): (u32, u32) = (whole(number)?, whole(of)?);
    (number >= 1 && number <= of).then_some((number, of))
}

#[cfg(test)]
mod tests {
    use super::page_number;

    #[test]
    fn page_numbers_of_real_footers() {
        // Footers of shared/data/statements/pdf.
        assert_eq!(page_number("Page 2 of 12028"), Some((2, 12_028)));
        assert_eq!(page_number("12/1706"), Some((12, 1706)));
        assert_eq!(page_number("Trang 3/30"), Some((3, 30)));
        for text in ["10/09/2024", "Website: www.agribank.com.vn.", "9/8", "1", "Page of 3"] {
            assert_eq!(page_number(text), None, "{text}");
        }
    }
}
