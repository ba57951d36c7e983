//! The words of a query, as the index is asked for them.

use crate::bits::Bits;
use crate::find::SegmentReader;
use crate::keys::{DOCUMENT, Key, LONGEST_WORD, PART, document_key, joined_key, letters, word_key};
use crate::query::Query;
use crate::vocabulary::{numbered, range_end};
use crate::{SearchError, places::Places};

/// A beginning shorter than this is taken as a whole word.
const SHORTEST_PREFIX: usize = 2;
/// A part shorter than this is taken as a beginning; of digits alone, of which any three stand anywhere, four.
const SHORTEST_PART: usize = 3;
const SHORTEST_PART_OF_DIGITS: usize = 4;

/// One word of the query: the memo must hold it, or it is the document number.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Every one of these together (`a-b` is two).
    words: Vec<Word>,
    /// The document number it may be.
    document: Option<(Key, bool)>,
    /// The part of a document number it may be.
    document_part: Option<Key>,
}

#[derive(Debug, PartialEq, Eq)]
struct Word {
    text: String,
    /// Whether a beginning is enough.
    open: bool,
    /// Whether any part is.
    part: bool,
}

/// The words of a query, and its document number.
pub fn terms(query: &Query) -> Vec<Term> {
    let mut terms = Vec::new();
    let text = query.words.as_deref().unwrap_or_default();
    let chunks: Vec<(&str, String)> = text
        .split_whitespace()
        .map(|chunk| (chunk, chungtay_text::fold::fold(chunk)))
        .filter(|(_, folded)| !folded.is_empty())
        .collect();
    for (index, (chunk, folded)) in chunks.iter().enumerate() {
        let last_chunk = index + 1 == chunks.len();
        let words: Vec<&str> = folded.split(' ').collect();
        let last_word = words.len() - 1;
        let keyed = words.iter().enumerate().map(|(place, word)| {
            let open = query.parts || (last_chunk && place == last_word);
            let open = open && word.chars().count() >= SHORTEST_PREFIX;
            Word {
                text: (*word).to_owned(),
                open: open || word.len() > LONGEST_WORD,
                part: query.parts && is_part(word),
            }
        });
        let document = document_key(chunk);
        let part = document.clone().filter(|_| query.parts).map(|key| letters(&key).to_vec());
        let term = Term {
            words: keyed.collect(),
            document: document
                .map(|key| (key, (last_chunk || query.parts) && folded.len() >= SHORTEST_PREFIX)),
            document_part: part.filter(|part| std::str::from_utf8(part).is_ok_and(is_part)),
        };
        if !terms.contains(&term) {
            terms.push(term);
        }
    }
    if let Some(document) = &query.document {
        let document = document_key(document).map(|key| (key, true));
        terms.push(Term { document, ..Term::default() });
    }
    terms
}

/// Whether it is long enough to be looked for as a part of a word.
fn is_part(word: &str) -> bool {
    let digits = word.bytes().all(|byte| byte.is_ascii_digit());
    word.len() >= if digits { SHORTEST_PART_OF_DIGITS } else { SHORTEST_PART }
}

impl SegmentReader<'_> {
    /// The lines of a term in any way it may stand there.
    pub fn lines_of(&self, term: &Term) -> Result<Bits, SearchError> {
        let mut found = self.none();
        if let Some((first, rest)) = term.words.split_first() {
            found = self.word(first)?;
            for word in rest {
                if found.is_empty() {
                    break;
                }
                found.keep(&self.word(word)?);
            }
        }
        if let Some((key, open)) = &term.document {
            self.add_range(key, *open, &mut found)?;
        }
        if let Some(part) = &term.document_part {
            self.add_part(part, |word| word.first() == Some(&DOCUMENT), &mut found)?;
        }
        Ok(found)
    }

    /// The lines that hold a term as it was typed.
    pub fn lines_exactly(&self, term: &Term) -> Result<Bits, SearchError> {
        let mut found = self.none();
        if let Some((first, rest)) = term.words.split_first() {
            self.add_range(&word_key(&first.text), false, &mut found)?;
            for word in rest {
                let mut other = self.none();
                self.add_range(&word_key(&word.text), false, &mut other)?;
                found.keep(&other);
            }
        }
        if let Some((key, _)) = &term.document {
            self.add_range(key, false, &mut found)?;
        }
        Ok(found)
    }

    fn word(&self, word: &Word) -> Result<Bits, SearchError> {
        let mut found = self.none();
        if word.part {
            let part = word_key(&word.text);
            self.add_part(&part, |word| word.first() != Some(&DOCUMENT), &mut found)?;
        } else {
            self.add_range(&word_key(&word.text), word.open, &mut found)?;
            self.add_range(&joined_key(&word.text), word.open, &mut found)?;
        }
        Ok(found)
    }

    /// Adds the lines of a word, or of every word that begins so.
    fn add_range(&self, key: &[u8], open: bool, found: &mut Bits) -> Result<(), SearchError> {
        self.each_in(key, &range_end(key, open), |places| places.add_to(found))
    }

    /// Adds the lines of every wanted word that has this part.
    fn add_part(
        &self,
        part: &[u8],
        wanted: impl Fn(&[u8]) -> bool,
        found: &mut Bits,
    ) -> Result<(), SearchError> {
        let mut candidates: Option<Vec<u32>> = None;
        for three in part.windows(crate::keys::PART_BYTES) {
            let key = [&[PART], three].concat();
            let mut numbers = Vec::new();
            self.each_in(&key, &range_end(&key, false), |places: Places<'_>| {
                places.each(|number| numbers.push(number))
            })?;
            let left = match candidates {
                None => numbers,
                Some(known) => in_both(&known, &numbers),
            };
            if left.is_empty() {
                return Ok(());
            }
            candidates = Some(left);
        }
        let numbers = candidates.unwrap_or_default();
        let mut rest = numbers.as_slice();
        while let Some(number) = rest.first() {
            let Some((page, first, end)) = self.directory().page_of_number(u64::from(*number))
            else {
                break;
            };
            let here = rest.partition_point(|number| u64::from(*number) < end);
            let has_part = |word: &[u8]| {
                wanted(word) && letters(word).windows(part.len()).any(|window| window == part)
            };
            self.with_page(page, |bytes| numbered(bytes, first, &rest[..here], has_part, found))?;
            rest = &rest[here..];
        }
        Ok(())
    }
}

/// What two rising lists have in common.
fn in_both(one: &[u32], other: &[u32]) -> Vec<u32> {
    let mut others = other.iter().copied().peekable();
    let is_there = |number: &u32| {
        while others.next_if(|other| other < number).is_some() {}
        others.peek() == Some(number)
    };
    one.iter().copied().filter(is_there).collect()
}
