//! Which letters the codes of a simple font mean where no `ToUnicode` says it: the base encodings and the glyph names
//! of `Differences` (ISO 32000-1 annex D; Adobe Glyph List).

use crate::electronic::western;
use unicode_normalization::UnicodeNormalization;

/// A base encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    Windows,
    Mac,
    Standard,
}

/// `MacRoman` from 0x80.
const MAC: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/// Adobe's `StandardEncoding` from 0xa1, by code.
const STANDARD: [(u8, char); 54] = [
    (0x27, '’'),
    (0x60, '‘'),
    (0xa1, '¡'),
    (0xa2, '¢'),
    (0xa3, '£'),
    (0xa4, '⁄'),
    (0xa5, '¥'),
    (0xa6, 'ƒ'),
    (0xa7, '§'),
    (0xa8, '¤'),
    (0xa9, '\''),
    (0xaa, '“'),
    (0xab, '«'),
    (0xac, '‹'),
    (0xad, '›'),
    (0xae, 'ﬁ'),
    (0xaf, 'ﬂ'),
    (0xb1, '–'),
    (0xb2, '†'),
    (0xb3, '‡'),
    (0xb4, '·'),
    (0xb6, '¶'),
    (0xb7, '•'),
    (0xb8, '‚'),
    (0xb9, '„'),
    (0xba, '”'),
    (0xbb, '»'),
    (0xbc, '…'),
    (0xbd, '‰'),
    (0xbf, '¿'),
    (0xc1, '`'),
    (0xc2, '´'),
    (0xc3, 'ˆ'),
    (0xc4, '˜'),
    (0xc5, '¯'),
    (0xc6, '˘'),
    (0xc7, '˙'),
    (0xc8, '¨'),
    (0xca, '˚'),
    (0xcb, '¸'),
    (0xcd, '˝'),
    (0xce, '˛'),
    (0xcf, 'ˇ'),
    (0xd0, '—'),
    (0xe1, 'Æ'),
    (0xe3, 'ª'),
    (0xe8, 'Ł'),
    (0xe9, 'Ø'),
    (0xea, 'Œ'),
    (0xeb, 'º'),
    (0xf1, 'æ'),
    (0xf5, 'ı'),
    (0xf8, 'ł'),
    (0xfb, 'ß'),
];

/// The letter of a code; `None` where the encoding has none.
pub(super) fn letter(base: Base, code: u8) -> Option<char> {
    match (base, code) {
        (Base::Standard, _) => {
            let other =
                STANDARD.iter().find(|(known, _)| *known == code).map(|(_, letter)| *letter);
            other.or_else(|| (0x20..0x7f).contains(&code).then(|| char::from(code)))
        }
        (_, 0x20..=0x7e) => Some(char::from(code)),
        (Base::Mac, 0x80..) => MAC.chars().nth(usize::from(code - 0x80)),
        (Base::Windows, 0x80..) => western(&[code]).chars().next(),
        _ => None,
    }
}

/// Glyph names that are no letter with marks.
const NAMES: [(&str, char); 75] = [
    ("space", ' '),
    ("nbspace", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("quoteright", '’'),
    ("quoteleft", '‘'),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("minus", '−'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("endash", '–'),
    ("emdash", '—'),
    ("bullet", '•'),
    ("ellipsis", '…'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quotesinglbase", '‚'),
    ("quotedblbase", '„'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("Dcroat", 'Đ'),
    ("dcroat", 'đ'),
    ("Eth", 'Đ'),
    ("eth", 'đ'),
    ("dong", '₫'),
    ("Euro", '€'),
    ("sterling", '£'),
    ("yen", '¥'),
    ("section", '§'),
    ("degree", '°'),
    ("copyright", '©'),
    ("registered", '®'),
    ("trademark", '™'),
    ("periodcentered", '·'),
    ("germandbls", 'ß'),
    ("dotlessi", 'ı'),
    ("multiply", '×'),
    ("divide", '÷'),
];
/// Marks as glyph names write them behind a letter (`ohornacute`, `acircumflexdotbelow`).
const MARKS: [(&str, char); 15] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("hookabove", '\u{309}'),
    ("hook", '\u{309}'),
    ("tilde", '\u{303}'),
    ("dotbelow", '\u{323}'),
    ("circumflex", '\u{302}'),
    ("breve", '\u{306}'),
    ("horn", '\u{31b}'),
    ("dieresis", '\u{308}'),
    ("caron", '\u{30c}'),
    ("cedilla", '\u{327}'),
    ("ring", '\u{30a}'),
    ("macron", '\u{304}'),
    ("ogonek", '\u{328}'),
];

/// The letter of a glyph's name.
pub(super) fn named(name: &str) -> Option<char> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    if let Some((_, letter)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*letter);
    }
    let hex = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'));
    if let Some(code) =
        hex.filter(|hex| hex.len() >= 4).and_then(|hex| u32::from_str_radix(hex, 16).ok())
    {
        return char::from_u32(code);
    }
    let mut letters = name.chars();
    let first = letters.next().filter(char::is_ascii_alphabetic)?;
    let mut spelt = String::from(first);
    let mut rest = letters.as_str();
    while !rest.is_empty() {
        let (mark, letter) = MARKS.iter().find(|(mark, _)| rest.starts_with(mark))?;
        spelt.push(*letter);
        rest = &rest[mark.len()..];
    }
    let mut composed = spelt.nfc();
    let letter = composed.next()?;
    composed.next().is_none().then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::{Base, letter, named};

    #[test]
    fn names_of_the_glyph_list() {
        // Adobe Glyph List.
        for (name, expected) in [
            ("ohornacute", 'ớ'),
            ("acircumflexdotbelow", 'ậ'),
            ("uni1EBF", 'ế'),
            ("Dcroat", 'Đ'),
            ("A", 'A'),
            ("seven", '7'),
            ("a.alt", 'a'),
        ] {
            assert_eq!(named(name), Some(expected), "{name}");
        }
        assert_eq!(named("g123"), None);
        assert_eq!(named(".notdef"), None);
    }

    #[test]
    fn codes_of_annex_d() {
        assert_eq!(letter(Base::Windows, 0x96), Some('–'));
        assert_eq!(letter(Base::Mac, 0x8e), Some('é'));
        assert_eq!(letter(Base::Mac, 0xff), Some('ˇ'));
        assert_eq!(letter(Base::Standard, 0x27), Some('’'));
        assert_eq!(letter(Base::Standard, 0x41), Some('A'));
    }
}
