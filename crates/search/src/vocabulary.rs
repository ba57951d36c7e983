//! The words of a block in order, each with the lines it stands in, cut into pages of a few kilobytes.
//! A word of a memo stands as it is; a document number stands behind the byte 1, so neither is ever found
//! for the other.

use crate::bits::BlockBits;
use crate::bytes::{Cursor, put, put_bytes};
use std::collections::HashMap;

/// The longest word kept, in bytes; a longer one is found by its beginning.
pub const LONGEST_WORD: usize = 40;
/// Before a document number.
const DOCUMENT: u8 = 1;
/// Above every letter: the end of a prefix's range.
const ABOVE: u8 = 0xff;
/// A page is closed when it holds this many bytes.
const PAGE_BYTES: usize = 3_500;
/// With more lines than this, a bitmap is shorter than a list.
const LONGEST_LIST: usize = 1_000;

/// A word as the index knows it.
pub type Key = Vec<u8>;

/// The key of a memo's word.
pub fn word_key(word: &str) -> Key {
    cut(word).as_bytes().to_vec()
}

/// The key of a document number, folded and without gaps; `None` where nothing is left of it.
pub fn document_key(document: &str) -> Option<Key> {
    let mut key = vec![DOCUMENT];
    let folded = chungtay_text::fold::fold(document);
    key.extend(cut(&folded.replace(' ', "")).bytes());
    (key.len() > 1).then_some(key)
}

/// The keys of the words of a folded memo.
pub fn word_keys(folded: &str) -> impl Iterator<Item = &[u8]> {
    folded.split(' ').filter(|word| !word.is_empty()).map(|word| cut(word).as_bytes())
}

fn cut(word: &str) -> &str {
    &word[..word.floor_char_boundary(LONGEST_WORD)]
}

/// The end of the range of words that begin so (or, exact, of the one word).
pub fn range_end(key: &[u8], prefix: bool) -> Key {
    let mut end = key.to_vec();
    end.push(if prefix { ABOVE } else { 0 });
    end
}

/// The words of a block while it is written.
#[derive(Default)]
pub struct VocabularyWriter {
    places: HashMap<Key, Vec<u16>>,
    folded: String,
}

/// A page of words: the first one and the bytes.
pub type WordPage = (Key, Vec<u8>);

impl VocabularyWriter {
    /// Adds a line's opened text; places rise.
    pub fn push(&mut self, place: u16, memo: Option<&str>, document: Option<&str>) {
        if let Some(memo) = memo {
            let mut folded = std::mem::take(&mut self.folded);
            chungtay_text::fold::fold_into(memo, &mut folded);
            for word in word_keys(&folded) {
                self.add(word, place);
            }
            self.folded = folded;
        }
        if let Some(key) = document.and_then(document_key) {
            self.add(&key, place);
        }
    }

    fn add(&mut self, word: &[u8], place: u16) {
        match self.places.get_mut(word) {
            Some(places) if places.last() == Some(&place) => {}
            Some(places) => places.push(place),
            None => {
                self.places.insert(word.to_vec(), vec![place]);
            }
        }
    }

    /// The pages, in order of words.
    pub fn into_pages(self) -> Vec<WordPage> {
        let mut words: Vec<(Key, Vec<u16>)> = self.places.into_iter().collect();
        words.sort_unstable_by(|first, second| first.0.cmp(&second.0));
        let mut pages: Vec<WordPage> = Vec::new();
        let mut before: Key = Vec::new();
        for (word, places) in words {
            let full = pages.last().is_none_or(|(_, bytes)| bytes.len() >= PAGE_BYTES);
            if full {
                pages.push((word.clone(), Vec::with_capacity(PAGE_BYTES + 1_100)));
                before.clear();
            }
            let Some((_, page)) = pages.last_mut() else { continue };
            let shared = before.iter().zip(&word).take_while(|(a, b)| a == b).count();
            put(shared as u64, page);
            put_bytes(&word[shared..], page);
            put_places(&places, page);
            before = word;
        }
        pages
    }
}

fn put_places(places: &[u16], page: &mut Vec<u8>) {
    if places.len() > LONGEST_LIST {
        let mut bits = BlockBits::none();
        for place in places {
            bits.set(*place);
        }
        let stored = bits.to_stored();
        put(stored.len() as u64 * 2 + 1, page);
        page.extend_from_slice(&stored);
        return;
    }
    let mut list = Vec::with_capacity(places.len() * 2);
    let mut next = 0;
    for place in places {
        put(u64::from(*place) - next, &mut list);
        next = u64::from(*place) + 1;
    }
    put(list.len() as u64 * 2, page);
    page.extend_from_slice(&list);
}

/// Adds to `found` the lines of every word in `key..end` that the page holds; `None` where it is damaged.
pub fn collect(page: &[u8], key: &[u8], end: &[u8], found: &mut BlockBits) -> Option<()> {
    let mut cursor = Cursor(page);
    let mut word: Key = Vec::new();
    while !cursor.is_empty() {
        let shared = usize::try_from(cursor.take()?).ok()?;
        let rest = cursor.take_bytes()?;
        word.truncate(shared);
        word.extend_from_slice(rest);
        let length = cursor.take()?;
        let places = cursor.split(length / 2)?;
        if word.as_slice() >= end {
            break;
        }
        if word.as_slice() < key {
            continue;
        }
        if length % 2 == 1 {
            found.add_stored(places);
        } else {
            add_list(places, found)?;
        }
    }
    Some(())
}

fn add_list(places: &[u8], found: &mut BlockBits) -> Option<()> {
    let mut cursor = Cursor(places);
    let mut next = 0;
    while !cursor.is_empty() {
        let place = cursor.take()?.checked_add(next)?;
        found.set(u16::try_from(place).ok()?);
        next = place + 1;
    }
    Some(())
}
