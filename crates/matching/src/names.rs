//! Many names looked for in one memo at once: by their first letters, then letter by letter among those
//! that begin so. The work grows with the memo's length and with what is found in it, not with how many
//! names there are.

use std::collections::HashMap;

/// Names shorter than this, glued, are not looked for: they stand within other words too often.
pub const SHORTEST: usize = 7;

/// Names that more than these have in common tell nobody apart.
const MOST_OWNERS: usize = 64;

/// How a pattern writes a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// As it is.
    Whole,
    /// Its words in another order, or without those in the middle.
    Parts,
}

/// A name found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Whose, as it was added.
    pub of: u32,
    /// How it is written.
    pub form: Form,
    /// The first letter's place.
    pub start: usize,
    /// The place after the last.
    pub end: usize,
}

/// Names to be looked for.
#[derive(Clone, Debug, Default)]
pub struct Names {
    patterns: Vec<(Vec<u8>, Form, u32)>,
    /// The first and last-but-one pattern that begin with these letters.
    beginnings: HashMap<[u8; SHORTEST], (usize, usize)>,
}

impl Names {
    /// Adds a glued name, capital letters and digits.
    pub fn add(&mut self, name: Vec<u8>, form: Form, of: u32) {
        if name.len() >= SHORTEST {
            self.patterns.push((name, form, of));
        }
    }

    /// Makes ready what was added.
    #[must_use]
    pub fn ready(mut self) -> Self {
        self.patterns.sort();
        self.patterns.dedup();
        let equal = |first: &(Vec<u8>, Form, u32), next: &(Vec<u8>, Form, u32)| first.0 == next.0;
        let groups = self.patterns.chunk_by(equal).filter(|group| group.len() <= MOST_OWNERS);
        self.patterns = groups.flatten().cloned().collect();
        for (place, (pattern, ..)) in self.patterns.iter().enumerate() {
            let Some(first) = pattern.first_chunk::<SHORTEST>() else { continue };
            self.beginnings.entry(*first).or_insert((place, place)).1 = place + 1;
        }
        self
    }

    /// Every name that stands in these letters, in order of place.
    pub fn find(&self, letters: &[u8], found: &mut Vec<Found>) {
        found.clear();
        for start in 0..letters.len() {
            let Some(first) = letters[start..].first_chunk::<SHORTEST>() else { return };
            if let Some((low, high)) = self.beginnings.get(first) {
                self.from(letters, start, (*low, *high), found);
            }
        }
    }

    /// The names from this place on, among the patterns from `low` to `high`, which begin as it does.
    fn from(
        &self,
        letters: &[u8],
        start: usize,
        (mut low, mut high): (usize, usize),
        found: &mut Vec<Found>,
    ) {
        for end in start + SHORTEST..=letters.len() {
            let length = end - start;
            let range = &self.patterns[low..high];
            let ended = range.iter().take_while(|(pattern, ..)| pattern.len() == length);
            let count = ended.map(|(_, form, of)| (*form, *of));
            let before = found.len();
            found.extend(count.map(|(form, of)| Found { of, form, start, end }));
            low += found.len() - before;
            let Some(next) = letters.get(end) else { return };
            let range = &self.patterns[low..high];
            high = low + range.partition_point(|(pattern, ..)| pattern[length] <= *next);
            low += range.partition_point(|(pattern, ..)| pattern[length] < *next);
            if low >= high {
                return;
            }
        }
    }
}

/// The ways in which a person's name is written that need a second look: the given name first, and without
/// what stands in the middle.
#[must_use]
pub fn parts(name: &str) -> Vec<Vec<u8>> {
    let words: Vec<Vec<u8>> = name.split_whitespace().map(crate::memo::glued).collect();
    let [family, middle @ .., given] = words.as_slice() else { return Vec::new() };
    if middle.is_empty() {
        return vec![[given.as_slice(), family].concat()];
    }
    let middle = middle.concat();
    vec![
        [given.as_slice(), family, &middle].concat(),
        [middle.as_slice(), given, family].concat(),
        [family.as_slice(), given].concat(),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Form, Found, Names, parts};

    #[test]
    fn names_are_found_within_each_other() {
        let mut names = Names::default();
        for (of, name) in (0..).zip(["NGUYENVANAN", "NGUYENVANANH", "NGUYENVAN", "VANANHTHO", "AN"])
        {
            names.add(name.as_bytes().to_vec(), Form::Whole, of);
        }
        let names = names.ready();
        let mut found = Vec::new();
        names.find(b"XNGUYENVANANHTHO", &mut found);
        let at = |of, start, end| Found { of, form: Form::Whole, start, end };
        assert_eq!(found, [at(2, 1, 10), at(0, 1, 12), at(1, 1, 13), at(3, 7, 16)]);
        names.find(b"NGUYENV", &mut found);
        assert_eq!(found, []);
    }

    #[test]
    fn the_parts_of_a_name() {
        let parts = parts("Nguyễn Thị Vân Anh");
        assert_eq!(
            parts,
            [b"ANHNGUYENTHIVAN".to_vec(), b"THIVANANHNGUYEN".into(), b"NGUYENANH".into()]
        );
    }
}
