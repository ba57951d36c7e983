//! Numbers in words with what they count: "ba công trình", "hai trăm triệu đồng", "four new houses". One is left
//! alone: in both languages it is an article as well.

use chungtay_ledger::kinds::stories::StoryLanguage;
use chungtay_text::words::is_english_numeral;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

const VIETNAMESE_NUMBERS: &[&str] = &[
    "hai", "ba", "bốn", "tư", "năm", "lăm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "mốt",
    "chục", "trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ",
];
/// First syllables of what is counted, and units.
const VIETNAMESE_COUNTED: &[&str] = &[
    "đồng",
    "công trình",
    "chương trình",
    "dự án",
    "nhà",
    "căn",
    "ngôi",
    "cột",
    "bóng",
    "đèn",
    "mét",
    "km",
    "ki-lô-mét",
    "cây số",
    "cây cầu",
    "hộ",
    "người",
    "suất",
    "ngày công",
    "tấn",
    "bao",
    "chiếc",
    "cái",
    "xã",
    "thôn",
    "khoản",
    "lượt",
    "phần",
    "đảng viên",
    "học sinh",
    "cháu",
    "em",
    "đơn vị",
    "tổ chức",
    "doanh nghiệp",
    "tuyến",
    "đoạn",
    "mốc",
    "cầu",
    "con đường",
    "triệu",
    "tỷ",
    "tỉ",
    "nghìn",
    "ngàn",
];
/// Orders of size: a number that has one beside its first word is a sum, whatever it counts ("ba tỷ rưỡi").
const VIETNAMESE_ORDERS: &[&str] = &["nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ"];
/// May stand between the two.
const VIETNAMESE_BETWEEN: &[&str] = &["rưỡi", "hơn", "linh", "lẻ"];

/// Besides the numerals: words for many.
const ENGLISH_MULTITUDES: &[&str] = &[
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "billions",
    "trillion",
    "dozen",
    "dozens",
    "score",
];
const ENGLISH_COUNTED: &[&str] = &[
    "dong",
    "vnd",
    "works",
    "work",
    "programmes",
    "programs",
    "projects",
    "houses",
    "homes",
    "lamps",
    "posts",
    "poles",
    "metres",
    "meters",
    "kilometres",
    "kilometers",
    "km",
    "households",
    "families",
    "people",
    "persons",
    "residents",
    "members",
    "pupils",
    "children",
    "days",
    "tonnes",
    "tons",
    "bags",
    "communes",
    "villages",
    "gifts",
    "donors",
    "businesses",
    "companies",
    "units",
    "organisations",
    "organizations",
    "roads",
    "stretches",
    "markers",
    "bridges",
    "million",
    "billion",
    "thousand",
    "trillion",
];
const ENGLISH_BETWEEN: &[&str] = &["of", "and"];
/// Words of description that may stand between an English number and what it counts.
const ENGLISH_ADJECTIVES: usize = 2;

/// Words with their places.
fn words(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut begin = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        let goes_on = letter == '-' || is_combining_mark(letter);
        let is_word = letter.is_alphabetic() || (goes_on && begin.is_some());
        match (is_word, begin) {
            (true, None) => begin = Some(at),
            (false, Some(start)) => {
                let word = text[start..at].trim_end_matches('-').to_lowercase();
                found.push((start, word.nfc().collect()));
                // What parts a sentence parts a number from what follows.
                if !letter.is_whitespace() {
                    found.push((at, String::new()));
                }
                begin = None;
            }
            (false, None) if !letter.is_whitespace() => found.push((at, String::new())),
            _ => {}
        }
    }
    found
}

/// Every number in words that counts something, with its place in the text.
pub(super) fn numbers(text: &str, language: StoryLanguage) -> Vec<(usize, String)> {
    let (counted, between, skipped) = match language {
        StoryLanguage::Vietnamese => (VIETNAMESE_COUNTED, VIETNAMESE_BETWEEN, 0),
        StoryLanguage::English => (ENGLISH_COUNTED, ENGLISH_BETWEEN, ENGLISH_ADJECTIVES),
    };
    let words = words(text);
    let is_number = |word: &str| match language {
        StoryLanguage::Vietnamese => word.split('-').all(|part| VIETNAMESE_NUMBERS.contains(&part)),
        StoryLanguage::English => is_english_number(word),
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is_number(&words[at].1) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let goes_on = |word: &str| is_number(word) || between.contains(&word);
        while words.get(end).is_some_and(|(_, word)| goes_on(word)) {
            end += 1;
        }
        let last_is_unit = end > at + 1 && counted.contains(&words[end - 1].1.as_str());
        let is_sum = is_sum(&words[at..end], language);
        let is_counted = |from: usize| begins_counted(&words[from.min(words.len())..], counted);
        let mut reach = None;
        for skip in 0..=skipped {
            if words.get(end + skip).is_none_or(|(_, word)| word.is_empty()) {
                break;
            }
            if is_counted(end + skip) {
                reach = Some(end + skip + 1);
                break;
            }
        }
        if last_is_unit || is_sum || reach.is_some() {
            let told = &words[at..reach.unwrap_or(end).min(words.len())];
            let told: Vec<&str> = told.iter().map(|(_, word)| word.as_str()).collect();
            found.push((words[at].0, told.join(" ")));
        }
        at = end;
    }
    found
}

/// Whether a number in words is one of thousands or more by itself.
fn is_sum(told: &[(usize, String)], language: StoryLanguage) -> bool {
    let orders = match language {
        StoryLanguage::Vietnamese => VIETNAMESE_ORDERS,
        StoryLanguage::English => return false,
    };
    let parts = told.iter().flat_map(|(_, word)| word.split('-'));
    parts.skip(1).any(|part| orders.contains(&part))
}

/// A numeral or a word for many, or several with hyphens: "twenty-one". "One" alone is an article as well.
fn is_english_number(word: &str) -> bool {
    let is_part = |part| is_english_numeral(part) || ENGLISH_MULTITUDES.contains(&part);
    !matches!(word, "zero" | "one") && word.split('-').all(is_part)
}

/// Whether these words begin with something that is counted; it may be of two syllables.
fn begins_counted(words: &[(usize, String)], counted: &[&str]) -> bool {
    let word = |at: usize| words.get(at).map_or("", |(_, word)| word.as_str());
    counted.contains(&word(0)) || counted.contains(&format!("{} {}", word(0), word(1)).as_str())
}

#[cfg(test)]
mod tests {
    use super::numbers;
    use chungtay_ledger::kinds::stories::StoryLanguage::{English, Vietnamese};

    /// The article's own numbers, spelt out, and words of the same spelling that count nothing.
    #[test]
    fn numbers_in_words_are_found_and_their_namesakes_are_not() {
        for (text, language, expected) in [
            ("ba công trình đã xong", Vietnamese, Some("ba công")),
            (
                "hai trăm chín mươi lăm triệu đồng",
                Vietnamese,
                Some("hai trăm chín mươi lăm triệu đồng"),
            ),
            ("hơn hai mươi chương trình", Vietnamese, Some("hai mươi chương")),
            ("Bốn căn nhà đại đoàn kết", Vietnamese, Some("bốn căn")),
            ("hàng trăm triệu đồng", Vietnamese, Some("trăm triệu đồng")),
            ("Chi ba tỷ rưỡi.", Vietnamese, Some("ba tỷ rưỡi")),
            ("hết hai tỉ tư", Vietnamese, Some("hai tỉ tư")),
            ("ba-mươi cột đèn", Vietnamese, Some("ba-mươi cột")),
            ("bo\u{302}\u{301}n căn nhà", Vietnamese, Some("bốn căn")),
            ("một công trình của bà con", Vietnamese, None),
            ("trong năm qua bà con ba thôn", Vietnamese, Some("ba thôn")),
            ("năm nay, nhà văn hóa mở cửa", Vietnamese, None),
            ("thứ hai, đèn sáng", Vietnamese, None),
            ("four new houses", English, Some("four new houses")),
            ("a hundred million dong", English, Some("hundred million dong")),
            ("twenty-odd programmes", English, None),
            ("twenty-one works", English, Some("twenty-one works")),
            ("hai mươi mốt công trình", Vietnamese, Some("hai mươi mốt công")),
            ("more than twenty programmes", English, Some("twenty programmes")),
            ("one house of many", English, None),
            ("two of them spoke", English, None),
        ] {
            let found = numbers(text, language);
            let found = found.first().map(|(_, words)| words.as_str());
            assert_eq!(found, expected, "{text}");
        }
    }
}
