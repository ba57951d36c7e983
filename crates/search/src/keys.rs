//! The words of a line as the index knows them. A word of a memo stands as it is; a document number behind
//! the byte 1; two neighbouring words that may be one the bank cut in two, written together, behind the
//! byte 4; three bytes of any of these behind the byte 5. So none is ever found for the other.

use chungtay_text::fold::fold_into;

/// The longest word kept, in bytes; a longer one is found by its beginning.
pub const LONGEST_WORD: usize = 200;
/// Before a document number.
pub const DOCUMENT: u8 = 1;
/// Before two neighbours written together.
pub const JOINED: u8 = 4;
/// Before three bytes of a word.
pub const PART: u8 = 5;
/// How long a part of a word is that the index lists, in bytes.
pub const PART_BYTES: usize = 3;
/// No syllable of Vietnamese has more letters.
const LONGEST_SYLLABLE: usize = 7;
/// No number that banks print is longer.
const LONGEST_NUMBER: usize = 40;

/// A word as the index knows it.
pub type Key = Vec<u8>;

/// The key of a memo's word.
pub fn word_key(word: &str) -> Key {
    cut(word).as_bytes().to_vec()
}

/// The key of two neighbours that together make this word.
pub fn joined_key(word: &str) -> Key {
    let mut key = vec![JOINED];
    key.extend_from_slice(cut(word).as_bytes());
    key
}

/// The key of a document number, folded and without gaps; `None` where nothing is left of it.
pub fn document_key(document: &str) -> Option<Key> {
    let mut key = vec![DOCUMENT];
    let folded = chungtay_text::fold::fold(document);
    key.extend(cut(&folded.replace(' ', "")).bytes());
    (key.len() > 1).then_some(key)
}

/// A key without the byte that says what it is.
pub fn letters(key: &[u8]) -> &[u8] {
    match key.split_first() {
        Some((&(DOCUMENT | JOINED), rest)) => rest,
        _ => key,
    }
}

fn cut(word: &str) -> &str {
    &word[..word.floor_char_boundary(LONGEST_WORD)]
}

/// Reads memos one after the other, without an allocation for each.
#[derive(Default)]
pub struct MemoReader {
    folded: String,
    before: String,
    joined: Key,
}

impl MemoReader {
    /// Gives every key of a memo to `visit`, the same one more than once perhaps.
    pub fn keys(&mut self, memo: &str, mut visit: impl FnMut(&[u8])) {
        self.before.clear();
        for chunk in memo.split_whitespace() {
            fold_into(chunk, &mut self.folded);
            if !chunk.starts_with(is_mark) {
                let first = self.folded.split(' ').next().unwrap_or_default();
                if may_be_one(&self.before, first) {
                    self.joined.clear();
                    self.joined.push(JOINED);
                    self.joined.extend_from_slice(self.before.as_bytes());
                    self.joined.extend_from_slice(first.as_bytes());
                    visit(&self.joined);
                }
            }
            self.before.clear();
            for word in self.folded.split(' ').filter(|word| !word.is_empty()) {
                visit(cut(word).as_bytes());
            }
            if !chunk.ends_with(is_mark) {
                self.before.push_str(self.folded.rsplit(' ').next().unwrap_or_default());
            }
        }
    }
}

/// A mark between words: what stands before and after it was never one word.
fn is_mark(letter: char) -> bool {
    letter.is_ascii_punctuation()
}

/// Whether two neighbours may be one word that was cut: no longer than a syllable, or a number of both.
fn may_be_one(one: &str, other: &str) -> bool {
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let length = one.len() + other.len();
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    length <= LONGEST_SYLLABLE || (length <= LONGEST_NUMBER && has_digit(one) && has_digit(other))
}

#[cfg(test)]
mod tests {
    use super::MemoReader;

    #[test]
    fn neighbours_that_may_be_one_word_are_joined() {
        for (memo, expected) in [
            ("NGUYE N THI VAN", "nguye nguyen+ n nthi+ thi thivan+ van"),
            ("CT tu 0351 9354.toi", "ct cttu+ tu tu0351+ 0351 03519354+ 9354 toi"),
            ("lũ - lụt", "lu lut"),
            ("a.b c", "a b bc+ c"),
            ("dong chuyen", "dong chuyen"),
        ] {
            let mut found = Vec::new();
            MemoReader::default().keys(memo, |key| {
                let (joined, rest) = if key[0] == 4 { ("+", &key[1..]) } else { ("", key) };
                found.push(format!("{}{joined}", String::from_utf8_lossy(rest)));
            });
            let joined_after: Vec<String> = expected.split(' ').map(str::to_owned).collect();
            let (mut found, mut expected) = (found, joined_after);
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{memo}");
        }
    }
}
