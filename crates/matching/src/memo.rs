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

    /// Whether they stand by themselves: what is before and after is punctuation, the end, digits beside
    /// letters, or a word that is no part of a name. Other words may belong to a longer name.
    pub(crate) fn stands_alone(&self, start: usize, end: usize) -> bool {
        self.is_aligned(start, end) && self.begins_alone(start) && self.ends_alone(end)
    }

    /// Whether nothing that may be part of a name stands before this place.
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
            assert_eq!(memo.stands_alone(start, start + 9), alone, "{text}");
        }
    }
}
