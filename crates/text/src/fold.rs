//! The search key: what two spellings that a person holds for the same word have in common (`hòa`,
//! `hoà` and `HOA`; `Đồng` and `dong`). Lossy on purpose; never stored in place of the text itself.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The search key of a text: NFD, combining marks dropped, `đ` as `d`, lower case, and everything that
/// is neither letter nor digit as one space between words, none at the ends.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::new();
    fold_into(text, &mut folded);
    folded
}

/// As [`fold`], replacing what `folded` held and keeping its room: no allocation once it is large enough.
pub fn fold_into(text: &str, folded: &mut String) {
    folded.clear();
    folded.reserve(text.len());
    let mut gap = false;
    let mut start = 0;
    let bytes = text.as_bytes();
    while start < bytes.len() {
        let end = start + bytes[start..].iter().take_while(|byte| byte.is_ascii()).count();
        for &byte in &bytes[start..end] {
            if byte.is_ascii_alphanumeric() {
                push(byte.to_ascii_lowercase() as char, &mut gap, folded);
            } else {
                gap = true;
            }
        }
        start = end + fold_beyond_ascii(&text[end..], &mut gap, folded);
    }
}

/// The words of a folded text, in order: what is indexed and what is looked up. Text that was not
/// folded first is cut at the same places but keeps its marks and capitals.
pub fn tokens(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|letter: char| !letter.is_alphanumeric()).filter(|token| !token.is_empty())
}

/// One letter as the search key has it: `None` for a mark, which is dropped.
pub(crate) fn fold_letter(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return Some(letter.to_ascii_lowercase());
    }
    // A Korean syllable decomposes into letters, not into a letter and marks.
    if matches!(letter, '가'..='힣') {
        return Some(letter);
    }
    let mut base = None;
    decompose_canonical(letter, |part| {
        if base.is_none() && !is_combining_mark(part) {
            base = Some(part);
        }
    });
    // Eth and African D are what keyboards and scanners give for the Vietnamese letter.
    base.map(|base| match base {
        'đ' | 'Đ' | 'ð' | 'Ð' | 'Ɖ' | 'ɖ' => 'd',
        other => other.to_lowercase().next().unwrap_or(other),
    })
}

/// Folds the run of characters beyond ASCII at the start of `text`; its length in bytes.
fn fold_beyond_ascii(text: &str, gap: &mut bool, folded: &mut String) -> usize {
    for (offset, letter) in text.char_indices() {
        if letter.is_ascii() {
            return offset;
        }
        match fold_letter(letter) {
            Some(base) if base.is_alphanumeric() => push(base, gap, folded),
            Some(base) if !is_ignorable(base) => *gap = true,
            _ => {}
        }
    }
    text.len()
}

/// Invisible inside a word: soft hyphen, zero-width space, joiners and word joiner, byte order mark.
fn is_ignorable(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn push(letter: char, gap: &mut bool, folded: &mut String) {
    if *gap {
        *gap = false;
        if !folded.is_empty() {
            folded.push(' ');
        }
    }
    folded.push(letter);
}

#[cfg(test)]
mod tests {
    use super::{fold, tokens};

    #[test]
    fn folds() {
        for (text, expected) in [
            ("Đồng bào  Lạng Sơn!", "dong bao lang son"),
            ("  UNG HO, BAO-LU 2024. ", "ung ho bao lu 2024"),
            ("Ðảng uỷ (Đảng ủy)", "dang uy dang uy"),
            ("Nguye\u{302}\u{303}n", "nguyen"),
            ("chia\u{ad}se", "chiase"),
            ("友誼 Quan", "友誼 quan"),
            ("...", ""),
            ("1.234.567 đ", "1 234 567 d"),
        ] {
            assert_eq!(fold(text), expected);
        }
    }

    #[test]
    fn tokens_are_the_words_of_the_key() {
        let folded = fold("Mốc 1256-1257+500, Đào Viên");
        assert_eq!(
            tokens(&folded).collect::<Vec<_>>(),
            ["moc", "1256", "1257", "500", "dao", "vien"]
        );
    }
}
