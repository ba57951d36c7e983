//! The list of ordinary words and phrases of bank memos, `data/common_words.txt`. It holds no word that
//! is a Vietnamese family or given name, but inside a fixed phrase.

use super::MARK;
use crate::fold::fold_letter;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// Words in the longest phrase of the list (a test holds it).
pub(super) const LONGEST_PHRASE: usize = 6;
/// Separators allowed between two words of a phrase.
const LONGEST_JOINT: u8 = 2;
/// The key of a word longer than the list's, or not of Latin letters.
const UNKNOWN: u128 = u128::MAX;
/// The key of `•`; no word of ASCII letters has the highest bit.
const MARK_KEY: u128 = 1 << 127;

/// A word of a memo: where it stands, its folded letters packed in a number, and how many separators
/// stand before it.
#[derive(Clone, Copy, Default)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    key: u128,
    joint: u8,
}

impl Word {
    pub(super) fn starting(start: usize, joint: u8) -> Self {
        Self { start, end: start, key: 0, joint }
    }

    pub(super) fn mark(start: usize, end: usize, joint: u8) -> Self {
        Self { start, end, key: MARK_KEY, joint }
    }

    pub(super) fn is_mark(&self) -> bool {
        self.key == MARK_KEY
    }

    /// Adds a folded ASCII letter.
    #[inline]
    pub(super) fn push(&mut self, letter: u8) {
        // Fifteen letters leave the highest byte free for the two keys above.
        self.key = if self.key >> 112 == 0 { self.key << 8 | u128::from(letter) } else { UNKNOWN };
    }

    /// Adds any letter, folding it.
    pub(super) fn push_letter(&mut self, letter: char) {
        match fold_letter(letter) {
            Some(base) if base.is_ascii_lowercase() => self.push(base as u8),
            Some(_) => self.key = UNKNOWN,
            None => {}
        }
    }
}

/// How many words from the first on are an ordinary phrase: the longest in the list, 0 where none is.
/// After a hidden word (`after_hidden`) a phrase that could be a name does not count.
pub(super) fn phrase(words: &[Word], after_hidden: bool) -> usize {
    let Some((first, rest)) = words.split_first() else { return 0 };
    let Some(phrases) = LIST.phrases.get(&first.key) else { return 0 };
    let fits = |phrase: &&Phrase| {
        phrase.following.len() <= rest.len()
            && !(phrase.could_be_name && after_hidden)
            && phrase
                .following
                .iter()
                .zip(rest)
                .all(|(key, word)| word.key == *key && word.joint <= LONGEST_JOINT)
    };
    phrases.iter().find(fits).map_or(0, |phrase| phrase.following.len() + 1)
}

/// Whether a folded word stands in the list, alone or in a phrase.
#[must_use]
pub fn is_ordinary_word(folded: &str) -> bool {
    LIST.words.contains(&key(folded))
}

/// A line of the list after its first word.
struct Phrase {
    /// The words that follow the first; none for a word alone.
    following: Vec<u128>,
    /// Whether the line was marked with `?`.
    could_be_name: bool,
}

struct List {
    /// By the first word, the longest phrase first.
    phrases: HashMap<u128, Vec<Phrase>, BuildHasherDefault<Mix>>,
    words: HashSet<u128>,
}

static LIST: LazyLock<List> = LazyLock::new(|| {
    let mut list = List { phrases: HashMap::default(), words: HashSet::new() };
    for line in include_str!("../../data/common_words.txt").lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        let could_be_name = line.starts_with('?');
        let mut keys = line.trim_start_matches('?').split_whitespace().map(key);
        let Some(first) = keys.next() else { continue };
        let following: Vec<u128> = keys.collect();
        list.words.insert(first);
        list.words.extend(&following);
        let phrases = list.phrases.entry(first).or_default();
        phrases.push(Phrase { following, could_be_name });
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.following.len()));
    }
    list
});

fn key(folded: &str) -> u128 {
    if folded.chars().eq([MARK]) {
        return MARK_KEY;
    }
    let mut word = Word::default();
    folded.chars().for_each(|letter| word.push_letter(letter));
    word.key
}

/// A multiplicative hash: the keys are short words of our own list, so nobody can choose collisions in it.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u128(&mut self, key: u128) {
        #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
        let (low, high) = (key as u64, (key >> 64) as u64);
        let mixed = (low ^ high.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[cfg(test)]
mod tests {
    use super::{LIST, LONGEST_PHRASE, UNKNOWN};

    #[test]
    fn the_list_fits() {
        let longest =
            LIST.phrases.values().flatten().map(|phrase| phrase.following.len() + 1).max();
        assert_eq!(longest, Some(LONGEST_PHRASE));
        assert!(
            !LIST.words.contains(&UNKNOWN),
            "a word of the list is too long or not plain ASCII"
        );
    }
}
