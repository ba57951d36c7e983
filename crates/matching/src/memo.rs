//! A memo as it is searched: capital letters and digits without marks, white space and punctuation, since
//! banks cut words anywhere; and where words began and sentences were parted, since that tells `TRAN VAN A`
//! from `TRAN VAN ANH`.

use chungtay_text::fold::fold_into;

/// What stood before a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// Nothing: it is within a word.
    None,
    /// White space, which the bank may have put there.
    Space,
    /// Punctuation, or the memo's beginning.
    Break,
}

/// Words that stand beside a name and are no part of one, glued together.
const AROUND: &[&str] = &[
    "UNGHO",
    "CHUYENTIEN",
    "CHUYENKHOAN",
    "CHUYEN",
    "DONGGOP",
    "QUYENGOP",
    "NGAYLUONG",
    "CK",
    "NOP",
    "NOPTIEN",
    "NOPQUY",
    "GUI",
    "THAMGIA",
];

/// What banks write behind the giver's words, a number next: who sent it from where, their own reference.
const BANKS: &[&str] = &["CTTU", "FT"];

/// Digits of a number that a bank wrote, and no name has.
const LEAST_NUMBER: usize = 4;

/// Letters of a phrase that is no part of a name even where the next word is glued to it.
const LONG_PHRASE: usize = 5;

/// A memo without what may be cut.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    letters: Vec<u8>,
    gaps: Vec<Gap>,
    folded: String,
}

impl Memo {
    /// Of a text as the bank gave it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut memo = Self::default();
        memo.read(text);
        memo
    }

    /// The same, in the room of the memo before.
    pub fn read(&mut self, text: &str) {
        self.letters.clear();
        self.gaps.clear();
        let mut broken = true;
        for chunk in text.split_whitespace() {
            let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            broken |= !is_word(chunk.chars().next());
            fold_into(chunk, &mut self.folded);
            let mut gap = if broken { Gap::Break } else { Gap::Space };
            for byte in self.folded.bytes() {
                if byte.is_ascii_alphanumeric() {
                    self.letters.push(byte.to_ascii_uppercase());
                    self.gaps.push(gap);
                    gap = Gap::None;
                } else {
                    gap = Gap::Break;
                }
            }
            broken = !is_word(chunk.chars().next_back()) || (broken && self.folded.is_empty());
        }
    }

    /// Letters and digits.
    #[must_use]
    pub fn letters(&self) -> &[u8] {
        &self.letters
    }

    /// Whether the letters from `start` to `end` are whole words, as far as blanks tell.
    pub(crate) fn is_aligned(&self, start: usize, end: usize) -> bool {
        self.gap(start) != Gap::None && self.gap(end) != Gap::None
    }

    /// Whether nothing that may be part of a name stands before this place: only punctuation, digits beside
    /// letters, or a word that is no part of a name.
    pub(crate) fn begins_alone(&self, start: usize) -> bool {
        let before = &self.letters[..start];
        let phrase = || AROUND.iter().any(|phrase| before.ends_with(phrase.as_bytes()));
        self.gap(start) == Gap::Break || self.turns(start) || phrase()
    }

    /// Whether nothing that may be part of a name stands after this place.
    pub(crate) fn ends_alone(&self, end: usize) -> bool {
        let after = &self.letters[end..];
        let phrase = || AROUND.iter().any(|phrase| after.starts_with(phrase.as_bytes()));
        self.gap(end) == Gap::Break || self.turns(end) || phrase()
    }

    /// Whether nothing of a longer name of an organisation stands before this place: from the memo's beginning
    /// or a bank's number on, only words that are no part of a name, and where `persons` are given, those.
    pub(crate) fn begins_whole(&self, start: usize, persons: &[(usize, usize)]) -> bool {
        let before = &self.letters[..start];
        if start == 0 {
            return true;
        }
        if self.gap(start) == Gap::None && !self.turns(start) {
            return false;
        }
        let digits = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        if digits > 0 {
            // `DOI 3 CUC HAI QUAN`: a short number may be part of the name.
            return digits >= LEAST_NUMBER;
        }
        let phrases = AROUND.iter().filter(|phrase| before.ends_with(phrase.as_bytes()));
        let phrase = |phrase: &&str| self.begins_whole(start - phrase.len(), persons);
        let mut person = persons.iter().filter(|(_, end)| *end == start);
        phrases.into_iter().any(phrase)
            || person.any(|(first, end)| first < end && self.begins_whole(*first, &[]))
    }

    /// Whether nothing of a longer name of an organisation stands after this place, but for `persons`.
    pub(crate) fn ends_whole(&self, end: usize, persons: &[(usize, usize)]) -> bool {
        let after = &self.letters[end..];
        if after.is_empty() {
            return true;
        }
        if self.gap(end) == Gap::None && !self.turns(end) {
            return false;
        }
        let digits = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let glued = end > 0 && self.letters[end - 1].is_ascii_digit();
        if digits > 0 {
            // `TRUONG TIEU HOC 2` is another school than `TRUONG TIEU HOC`; `1 NGAY LUONG` is a purpose.
            return !glued && (digits >= LEAST_NUMBER || after[digits..].starts_with(b"NGAY"));
        }
        let of_bank = BANKS.iter().any(|words| {
            let rest = after.strip_prefix(words.as_bytes());
            rest.is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_digit))
        });
        let mut person = persons.iter().filter(|(start, _)| *start == end);
        of_bank || self.phrase_at(end) || person.any(|(_, last)| self.ends_whole(*last, &[]))
    }

    /// Whether words that are no part of a name begin here: a short one only as a whole word.
    fn phrase_at(&self, at: usize) -> bool {
        let after = &self.letters[at..];
        AROUND.iter().filter(|phrase| after.starts_with(phrase.as_bytes())).any(|phrase| {
            let end = at + phrase.len();
            phrase.len() >= LONG_PHRASE
                || self.gap(end) != Gap::None
                || self.turns(end)
                || self.phrase_at(end)
        })
    }

    /// Whether a letter stands beside a digit here.
    fn turns(&self, at: usize) -> bool {
        let around = at.checked_sub(1).and_then(|before| self.letters.get(before));
        let pair = around.zip(self.letters.get(at));
        pair.is_some_and(|(before, after)| before.is_ascii_digit() != after.is_ascii_digit())
    }

    fn gap(&self, at: usize) -> Gap {
        self.gaps.get(at).copied().unwrap_or(Gap::Break)
    }

    /// Whether these letters stand anywhere in it.
    #[must_use]
    pub fn holds(&self, glued: &[u8]) -> bool {
        glued.is_empty() || self.letters.windows(glued.len()).any(|window| window == glued)
    }
}

/// A text in the same form, for comparing with memos.
#[must_use]
pub fn glued(text: &str) -> Vec<u8> {
    Memo::new(text).letters
}

#[cfg(test)]
mod tests {
    use super::{Memo, glued};

    #[test]
    fn cut_words_are_glued_and_marks_dropped() {
        assert_eq!(glued("  Ủng hộ: NGUYE N-Thị\u{301} Vân, Đ "), b"UNGHONGUYENTHIVAND");
        assert_eq!(glued("K7 M4-R9\nX2P"), b"K7M4R9X2P");
        assert_eq!(glued("友誼 50.000"), b"50000");
    }

    #[test]
    fn an_organisation_s_name_is_whole_or_part_of_a_longer_one() {
        for (text, whole) in [
            ("CUC HAI QUAN", true),
            ("CUC HAI QUA N ung ho dong bao HAI PHONG", true),
            ("MBVCB.2203365350.cuc hai quan.CT tu 0566017948579 NGUOI GUI toi 0032", true),
            ("373432.100924.134552.ung ho CUC HAI QUAN 1 ngay luong", true),
            ("373432.100924.134552.CUC HAI QUAN FT24254924691413", true),
            ("cuc hai quan nopngayluong", true),
            ("CUC HAI QUAN HAI PHONG ung ho", false),
            ("CUC HAI QUAN - TP HCM", false),
            ("CUC HAI QUAN, HAI PHONG", false),
            ("CUC HAI QUAN (HAI PHONG) ung ho", false),
            ("CUC HAI QUAN 2 ung ho", false),
            ("CHI CUC HAI QUAN ung ho", false),
            ("CHI. CUC HAI QUAN ung ho", false),
            ("DOI 3 CUC HAI QUAN ung ho", false),
            ("HAI PHONG - CUC HAI QUAN ung ho", false),
            ("Tran Van Binh Cuc Hai quan ung ho", false),
            ("Tran Van Binh chuyen tien Cuc Hai quan", false),
            ("PHUC CUC HAI QUAN ung ho", false),
            ("CUC HAI QUANG TRI ung ho", false),
            ("CUC HAI QUAN GUINEA", false),
        ] {
            let memo = Memo::new(text);
            let name = b"CUCHAIQUAN";
            let start = memo.letters().windows(10).position(|window| window == name).unwrap();
            let found = memo.begins_whole(start, &[]) && memo.ends_whole(start + 10, &[]);
            assert_eq!(found, whole, "{text}");
        }
    }

    #[test]
    fn a_name_stands_alone_or_within_a_longer_one() {
        for (text, alone) in [
            ("TRAN VAN AN", true),
            ("TRAN VAN AN ung ho", true),
            ("123.TRAN VAN AN.CT tu 0011", true),
            ("chuyen tien TRAN VAN AN 1 ngay luong", true),
            ("TRAN VAN AN H ung ho", false),
            ("TRAN VAN ANH", false),
            ("LE TRAN VAN AN", false),
            ("TRAN VAN AN NGUYEN THI B", false),
            ("UN G HO TRAN VA N AN, cam on", true),
        ] {
            let memo = Memo::new(text);
            let name = b"TRANVANAN";
            let start = memo.letters().windows(9).position(|window| window == name).unwrap();
            let end = start + 9;
            let aligned = memo.is_aligned(start, end);
            let found = aligned && memo.begins_alone(start) && memo.ends_alone(end);
            assert_eq!(found, alone, "{text}");
        }
    }
}
