//! Whether a word can be a Vietnamese syllable as it is spelt. Knows the spelling, no dictionary.

use unicode_normalization::UnicodeNormalization;

const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
const BEGINNINGS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];
/// Vowels that may stand before an end, and those that may not.
const OPEN: &str = "a e ê i o ô ơ u ư y oa oe ue uê uy uơ ia ua ưa ai ao au ay âu ây eo êu iu oai oay oao oeo oi ôi ơi \
                    ui uôi uây uya uyu ưi ươi ươu ưu iêu yêu";
const CLOSED: &str = "a ă â e ê i o ô ơ u ư y oa oă oe oo uâ uê uy iê yê uô ươ uyê";
const ENDS: [&str; 8] = ["c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Whether the word, in letters of any case, is spelt like a syllable.
pub(super) fn is_syllable(word: &str) -> bool {
    // `hỄ`: a capital that no writer sets; `NGUYễN` was written with a font of capitals.
    let pairs = word.chars().zip(word.chars().skip(1));
    if pairs.into_iter().any(|(one, two)| one.is_ascii_lowercase() && two.is_uppercase()) {
        return false;
    }
    let lower: String = word.chars().flat_map(char::to_lowercase).nfd().collect();
    if lower.chars().filter(|letter| TONES.contains(letter)).count() > 1 {
        return false;
    }
    let plain: String = lower.chars().filter(|letter| !TONES.contains(letter)).nfc().collect();
    let vowels =
        |known: &str, found: &str| known.split_ascii_whitespace().any(|vowel| vowel == found);
    BEGINNINGS.iter().filter_map(|beginning| plain.strip_prefix(beginning)).any(|rest| {
        let ended =
            |end: &&str| rest.strip_suffix(*end).is_some_and(|nucleus| vowels(CLOSED, nucleus));
        vowels(OPEN, rest) || ENDS.iter().any(ended)
    })
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn syllables_are_told_from_names_of_elsewhere() {
        for word in [
            "Nguyễn",
            "NGUYễN",
            "quê",
            "gì",
            "giếng",
            "đường",
            "ủng",
            "hộ",
            "Khuyến",
            "ươm",
            "Ý",
            "xoong",
            "nghĩa",
            "phí",
            "yêu",
        ] {
            assert!(is_syllable(word), "{word}");
        }
        for word in
            ["Jủrgen", "Groư", "Franẫois", "Bừhm", "Sửhne", "Zoở", "hỄ", "Renộe", "thậầ", "ỉystein"]
        {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
