//! Hiding names: every word that is not known to be ordinary becomes its initial.

use super::digits::mask_digits_into;
use super::ordinary::{self, Word};
use unicode_normalization::char::is_combining_mark;

/// The memo with digits hidden and every word that is not ordinary as its first letter and a dot:
/// `NGUYEN VAN AN ung ho dong bao` → `N. V. A. ung ho dong bao`.
///
/// Words that are also names (`ho`, `bao`, `an`) stand only inside a fixed phrase of the list
/// `data/common_words.txt` (`ung ho`, `dong bao`, `binh an`).
#[must_use]
pub fn initials(memo: &str) -> String {
    let mut shown = String::new();
    initials_into(memo, &mut shown);
    shown
}

/// As [`initials`], replacing what `shown` held and keeping its room.
pub fn initials_into(memo: &str, shown: &mut String) {
    let mut masked = String::new();
    mask_digits_into(memo, &mut masked);
    shown.clear();
    shown.reserve(masked.len());
    let mut words = Words { text: &masked, at: 0 };
    let mut ahead = [Word::default(); ordinary::LONGEST_PHRASE];
    let mut held = 0;
    let mut written = 0;
    let mut after_hidden = false;
    loop {
        while held < ahead.len() {
            let Some(word) = words.next() else { break };
            ahead[held] = word;
            held += 1;
        }
        if held == 0 {
            break;
        }
        let kept = ordinary::phrase(&ahead[..held], after_hidden);
        let word = ahead[0];
        after_hidden = kept == 0 && !word.is_mark();
        if after_hidden {
            shown.push_str(&masked[written..word.start]);
            shown.extend(masked[word.start..].chars().next());
            shown.push('.');
            // `N.` in the memo is an initial already.
            written = word.end + usize::from(masked[word.end..].starts_with('.'));
        }
        let taken = kept.max(1);
        ahead.copy_within(taken..held, 0);
        held -= taken;
    }
    shown.push_str(&masked[written..]);
}

/// Some scripts have numerals that Unicode calls alphabetic too; to the mask they are digits.
fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() && !letter.is_numeric()
}

/// The words of a text: runs of letters (with their combining marks), and `•` as a word of its own.
struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let mut joint = 0_u8;
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            if byte.is_ascii_alphabetic() {
                return Some(self.ascii_word(joint));
            }
            if byte < 128 {
                self.at += 1;
            } else if let Some(word) = self.word_beyond_ascii(joint) {
                return Some(word);
            }
            joint = joint.saturating_add(if byte.is_ascii_digit() { u8::MAX } else { 1 });
        }
        None
    }
}

impl Words<'_> {
    fn ascii_word(&mut self, joint: u8) -> Word {
        let mut word = Word::starting(self.at, joint);
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() && bytes[self.at].is_ascii_alphabetic() {
            word.push(bytes[self.at] | 0x20);
            self.at += 1;
        }
        if bytes.get(self.at).is_some_and(|byte| *byte >= 128) {
            return self.rest_of_word(word);
        }
        word.end = self.at;
        word
    }

    /// A word that starts beyond ASCII, or `None` after stepping over one character that starts none.
    fn word_beyond_ascii(&mut self, joint: u8) -> Option<Word> {
        let letter = self.text[self.at..].chars().next()?;
        if letter == super::MARK {
            let start = self.at;
            self.at += letter.len_utf8();
            return Some(Word::mark(start, self.at, joint));
        }
        if is_letter(letter) {
            return Some(self.rest_of_word(Word::starting(self.at, joint)));
        }
        self.at += letter.len_utf8();
        None
    }

    /// Reads on to the end of a word that may have letters and marks beyond ASCII.
    fn rest_of_word(&mut self, mut word: Word) -> Word {
        for letter in self.text[self.at..].chars() {
            if is_combining_mark(letter) {
                self.at += letter.len_utf8();
            } else if is_letter(letter) {
                word.push_letter(letter);
                self.at += letter.len_utf8();
            } else {
                break;
            }
        }
        word.end = self.at;
        word
    }
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn memos() {
        for (memo, expected) in [
            ("NGUYEN VAN AN ung ho dong bao", "N. V. A. ung ho dong bao"),
            (
                "MBVCB.7301822344.Ung ho bao yagi.CT tu 0697618898676 TRAN HO toi 00322",
                "MBVCB.•.Ung ho bao yagi.CT tu • T. H. toi •",
            ),
            ("HO THI BAO chuyen tien", "H. T. B. chuyen tien"),
            ("Nguyễn Thị Ánh ủng hộ đồng bào", "N. T. Á. ủng hộ đồng bào"),
            ("Nguye\u{302}\u{303}n u\u{309}ng ho\u{323}\u{302}", "N. u\u{309}ng ho\u{323}\u{302}"),
            ("Nguyen V. A ck", "N. V. A. ck"),
            ("gia dinh Nguyen Gia Dinh ung ho dong bao", "gia dinh N. G. D. ung ho dong bao"),
            ("TRAN THI BAO lu lut", "T. T. B. lu lut"),
            ("Tran Trong Nghia, Hai Quan", "T. T. N., H. Q."),
            ("giup do dong bao vung bao.CT tu 12345 LE", "giup do dong bao vung bao.CT tu • L."),
            ("ung ho khac phuc thien tai bao so 3", "ung ho khac phuc thien tai bao so 3"),
            ("TRANVAN95", "T.95"),
            ("mong moi nguoi duoc binh an", "mong moi nguoi duoc binh an"),
            ("Tran Binh An", "T. B. A."),
            ("", ""),
        ] {
            assert_eq!(initials(memo), expected, "{memo}");
        }
    }
}
