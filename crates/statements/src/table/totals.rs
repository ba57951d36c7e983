//! Rows that are sums or balances and no lines, whatever column their words stand in. A text that holds any other word
//! than those of sums and balances (`Tổng công ty …` gives, too) is none.

use crate::column::bare;

/// How the words of a sum or a balance begin, without marks.
const BEGINNINGS: [&str; 24] = [
    "tong",
    "cong",
    "so du",
    "du dau",
    "du cuoi",
    "du no",
    "du co",
    "luy ke",
    "phat sinh trong",
    "phat sinh ky",
    "mang sang",
    "chuyen sang trang",
    "total",
    "totals",
    "grand total",
    "sub total",
    "subtotal",
    "opening",
    "closing",
    "ending",
    "beginning",
    "brought forward",
    "carried forward",
    "balance",
];
/// Every word that may stand in one.
const WORDS: &str = "tong cong so phat sinh ghi no co tien du dau cuoi ky ngay thang nam trong tu den toi truoc nay sau \
    luy ke kha dung hien tai khoan giao dich gd ps but toan trang mang sang chuyen va cac ca toan bo cua thuc te vnd dong \
    total totals grand sub subtotal balance opening closing ending beginning brought carried forward of the for period \
    day date month year page debit debits credit credits amount amounts transaction transactions number count and to \
    from as at on in account this";

/// Whether a text is nothing but the words of a sum or of a balance, with days and numbers among them.
pub(crate) fn is_total(cell: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(cell) else { return false };
    if text.len() > 120 || !text.contains(char::is_alphabetic) {
        return false;
    }
    let text = bare(text);
    let text = text.trim();
    let begins = |word: &&str| {
        let rest = text.strip_prefix(*word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    BEGINNINGS.iter().any(begins)
        && text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).all(
            |word| {
                word.bytes().all(|byte| byte.is_ascii_digit())
                    || WORDS.split_ascii_whitespace().any(|known| known == word)
            },
        )
}

/// Whether the words speak of one day's balance: it is not the statement's.
pub(crate) fn is_of_day(text: &str) -> bool {
    ["dau ngay", "cuoi ngay", "trong ngay", "end of day"].iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::is_total;

    #[test]
    fn sums_and_balances_are_told_from_givers() {
        for text in [
            "Tổng cộng",
            "TỔNG CỘNG:",
            "Cộng phát sinh trong kỳ",
            "Số dư cuối ngày 10/09/2024",
            "Số dư đầu kỳ/ Opening balance",
            "Total debits (VND)",
            "Lũy kế",
        ] {
            assert!(is_total(text.as_bytes()), "{text}");
        }
        for text in [
            "TONG CONG TY DAU KHI ung ho",
            "Tổng cục Hải quan",
            "so du an cau",
            "Cong doan co so ung ho",
            "500.000",
            "total energies ung ho",
            "",
        ] {
            assert!(!is_total(text.as_bytes()), "{text}");
        }
    }
}
