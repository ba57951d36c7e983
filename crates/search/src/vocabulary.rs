//! The words of a segment in order, each with the lines it stands in, cut into pages of a few kilobytes; and
//! for every three bytes of a word the numbers of the words that have them. A directory says with which word
//! each page begins.

use crate::bits::Bits;
use crate::bytes::{Cursor, put, put_bytes};
use crate::keys::{Key, MemoReader, PART, PART_BYTES, document_key, letters};
use crate::places::{Places, put_places};
use std::collections::HashMap;

/// Above every letter: the end of a prefix's range.
const ABOVE: u8 = 0xff;
/// A page is closed when it holds this many bytes: with it, two rows fill a page of the database.
const PAGE_BYTES: usize = 3_500;

/// The end of the range of words that begin so (or, exact, of the one word).
pub fn range_end(key: &[u8], prefix: bool) -> Key {
    let mut end = key.to_vec();
    end.push(if prefix { ABOVE } else { 0 });
    end
}

/// The words of a segment while it is written.
#[derive(Default)]
pub struct VocabularyWriter {
    places: HashMap<Key, Vec<u32>>,
    memos: MemoReader,
}

impl VocabularyWriter {
    /// Adds a line's opened text; places rise.
    pub fn push(&mut self, place: u32, memo: Option<&str>, document: Option<&str>) {
        let Self { places, memos } = self;
        if let Some(memo) = memo {
            memos.keys(memo, |key| add(places, key, place));
        }
        if let Some(key) = document.and_then(document_key) {
            add(places, &key, place);
        }
    }

    /// The directory and the pages, for a segment of so many entries.
    pub fn into_pages(self, entries: u64) -> (Vec<u8>, Vec<Vec<u8>>) {
        let mut words: Vec<(Key, Vec<u32>)> = self.places.into_iter().collect();
        words.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let parts = parts(&words);
        let below_parts = words.partition_point(|(word, _)| word.first() < Some(&PART));
        let count = words.len() as u64;
        let mut pages = PagesWriter::default();
        for (word, places) in &words[..below_parts] {
            pages.word(word, places, entries);
        }
        pages.close();
        for (part, numbers) in &parts {
            pages.part(*part, numbers, count);
        }
        pages.close();
        for (word, places) in &words[below_parts..] {
            pages.word(word, places, entries);
        }
        pages.finish()
    }
}

fn add(all: &mut HashMap<Key, Vec<u32>>, key: &[u8], place: u32) {
    match all.get_mut(key) {
        Some(places) if places.last() == Some(&place) => {}
        Some(places) => places.push(place),
        None => {
            all.insert(key.to_vec(), vec![place]);
        }
    }
}

/// For every three bytes of a word: the numbers of the words that have them.
fn parts(words: &[(Key, Vec<u32>)]) -> Vec<([u8; PART_BYTES], Vec<u32>)> {
    let mut found: HashMap<[u8; PART_BYTES], Vec<u32>> = HashMap::new();
    for ((word, _), number) in words.iter().zip(0_u32..) {
        for part in letters(word).array_windows() {
            let numbers = found.entry(*part).or_default();
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_unstable_by_key(|(part, _)| *part);
    found
}

/// Pages while they are written.
#[derive(Default)]
struct PagesWriter {
    pages: Vec<Vec<u8>>,
    directory: Vec<u8>,
    /// The first word of the page before.
    first: Key,
    /// The word before, on the same page.
    before: Key,
    /// Words before this one, parts not counted.
    number: u64,
    is_open: bool,
}

impl PagesWriter {
    fn word(&mut self, word: &[u8], places: &[u32], entries: u64) {
        let page = self.begin(word);
        put_places(places, entries, page);
        self.number += 1;
    }

    fn part(&mut self, part: [u8; PART_BYTES], numbers: &[u32], count: u64) {
        let key = [&[PART], part.as_slice()].concat();
        let page = self.begin(&key);
        put_places(numbers, count, page);
    }

    /// Writes the word itself; what follows it goes to the page that is given.
    fn begin(&mut self, word: &[u8]) -> &mut Vec<u8> {
        if !self.is_open || self.pages.last().is_none_or(|page| page.len() >= PAGE_BYTES) {
            self.pages.push(Vec::with_capacity(PAGE_BYTES + 512));
            put_shortened(&self.first, word, &mut self.directory);
            put(self.number, &mut self.directory);
            self.first = word.to_vec();
            self.before.clear();
            self.is_open = true;
        }
        let at = self.pages.len() - 1;
        let page = &mut self.pages[at];
        put_shortened(&self.before, word, page);
        self.before.clear();
        self.before.extend_from_slice(word);
        page
    }

    fn close(&mut self) {
        self.is_open = false;
    }

    fn finish(self) -> (Vec<u8>, Vec<Vec<u8>>) {
        (self.directory, self.pages)
    }
}

/// A word as how many bytes it shares with the one before, and the rest.
fn put_shortened(before: &[u8], word: &[u8], out: &mut Vec<u8>) {
    let shared = before.iter().zip(word).take_while(|(one, other)| one == other).count();
    put(shared as u64, out);
    put_bytes(&word[shared..], out);
}

fn take_shortened(cursor: &mut Cursor<'_>, word: &mut Key) -> Option<()> {
    let shared = usize::try_from(cursor.take()?).ok()?;
    let rest = cursor.take_bytes()?;
    word.truncate(shared);
    word.extend_from_slice(rest);
    Some(())
}

/// With which word each page of a segment begins.
#[derive(Default)]
pub struct Directory {
    letters: Vec<u8>,
    /// Where the first word ends in `letters`, and the number of the page's first word.
    pages: Vec<(usize, u64)>,
}

impl Directory {
    /// Reads it; `None` where it is damaged.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut cursor = Cursor(bytes);
        let mut found = Self::default();
        let mut word = Key::new();
        while !cursor.is_empty() {
            take_shortened(&mut cursor, &mut word)?;
            found.letters.extend_from_slice(&word);
            found.pages.push((found.letters.len(), cursor.take()?));
        }
        Some(found)
    }

    fn first_word(&self, page: usize) -> &[u8] {
        let begin = if page == 0 { 0 } else { self.pages[page - 1].0 };
        &self.letters[begin..self.pages[page].0]
    }

    /// The pages that may hold words of `key..end`.
    pub fn pages_of(&self, key: &[u8], end: &[u8]) -> std::ops::Range<usize> {
        let below = |bound: &[u8], or_equal: bool| {
            let (mut low, mut high) = (0, self.pages.len());
            while low < high {
                let middle = low.midpoint(high);
                let word = self.first_word(middle);
                if word < bound || (or_equal && word == bound) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            low
        };
        below(key, true).saturating_sub(1)..below(end, false)
    }

    /// The page that holds the word of a number, the number of its first word and of the one past its last.
    pub fn page_of_number(&self, number: u64) -> Option<(usize, u64, u64)> {
        let page = self.pages.partition_point(|(_, first)| *first <= number).checked_sub(1)?;
        let end = self.pages.get(page + 1).map_or(u64::MAX, |(_, first)| *first);
        Some((page, self.pages[page].1, end))
    }
}

/// Gives every word in `key..end` that the page holds, with its places; `None` where it is damaged.
pub fn words_of<'a>(
    page: &'a [u8],
    key: &[u8],
    end: &[u8],
    mut visit: impl FnMut(Places<'a>) -> Option<()>,
) -> Option<()> {
    let mut cursor = Cursor(page);
    let mut word = Key::new();
    while !cursor.is_empty() {
        take_shortened(&mut cursor, &mut word)?;
        let places = Places::take(&mut cursor)?;
        if word.as_slice() >= end {
            break;
        }
        if word.as_slice() >= key {
            visit(places)?;
        }
    }
    Some(())
}

/// Adds to `found` the lines of the page's words that have one of the numbers and are wanted.
pub fn numbered(
    page: &[u8],
    first: u64,
    numbers: &[u32],
    wanted: impl Fn(&[u8]) -> bool,
    found: &mut Bits,
) -> Option<()> {
    let mut cursor = Cursor(page);
    let mut word = Key::new();
    let mut number = first;
    let mut left = numbers.iter().copied().peekable();
    while let Some(next) = left.peek() {
        take_shortened(&mut cursor, &mut word)?;
        let places = Places::take(&mut cursor)?;
        if u64::from(*next) == number {
            left.next();
            if wanted(&word) {
                places.add_to(found)?;
            }
        }
        number += 1;
    }
    Some(())
}
