//! Which lines of two sources are one although they are not told in the same words: a feed, a PDF and a
//! table of one account and one day. Pure. Takes the surest evidence first and says for every pair what it
//! was; only lines of equal amount are ever paired. Near-linear in the lines.

use super::cut::longest_in_order;
use crate::money::Dong;

/// What tells a line from others of its account and day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told<'t> {
    /// Money in (above zero) or out (below).
    pub amount: Dong,
    /// The bank's document number, folded; empty where there is none.
    pub document_number: &'t str,
    /// The memo, folded: words with one space between them.
    pub memo: &'t str,
}

/// By what two lines were found to be one, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Document number and memo (but for white space) are the same.
    Same,
    /// The document number is the same, the memo is another.
    DocumentNumber,
    /// The memo is the same, the document number is another or is not there.
    Memo,
    /// A reference of one (a number of at least eight characters) stands in the other and in no third line, or
    /// one memo holds the whole other.
    Reference,
    /// Nothing but the amount and the place among the other lines.
    Order,
}

/// Two lines that are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Index of the line in the first source.
    pub first: usize,
    /// Index in the second.
    pub second: usize,
    /// By what.
    pub likeness: Likeness,
}

/// A reference has so many characters at least, and so many digits among them.
const REFERENCE_CHARACTERS: usize = 8;
const REFERENCE_DIGITS: usize = 6;
/// A memo that stands within another says something from so many characters on.
const TELLING_CHARACTERS: usize = 12;
/// Lines of one amount are compared each with each only where that is so few comparisons.
const MOST_COMPARISONS: usize = 4_096;
/// How often references are looked at again, since a pair found may leave others alone with theirs.
const MOST_ROUNDS: usize = 4;

/// How a group of alike lines is paired where the sources hold different numbers of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counts {
    /// Not at all.
    Equal,
    /// As many as both hold, in order.
    Any,
}

/// Lines of one account and day in two sources, and the pairs found so far.
pub struct Pairing<'t> {
    lines: [&'t [Told<'t>]; 2],
    is_paired: [Vec<bool>; 2],
    pairs: Vec<Pair>,
}

impl<'t> Pairing<'t> {
    /// Nothing is paired yet. Both sources in the order of the bank.
    #[must_use]
    pub fn new(first: &'t [Told<'t>], second: &'t [Told<'t>]) -> Self {
        let is_paired = [vec![false; first.len()], vec![false; second.len()]];
        Self { lines: [first, second], is_paired, pairs: Vec::new() }
    }

    /// Pairs lines of equal amount by what they say.
    pub fn by_text(&mut self) {
        let letters = [0, 1].map(|side| letters_of(self.lines[side]));
        let memo = |side: usize, line: usize| {
            let memo = letters[side][line].as_str();
            (!memo.is_empty()).then_some(memo)
        };
        let number =
            |told: &Told<'t>| (!told.document_number.is_empty()).then_some(told.document_number);
        self.pass(Likeness::Same, Counts::Any, |side, line, told| {
            Some((told.amount, told.document_number, memo(side, line).unwrap_or_default()))
        });
        self.pass(Likeness::DocumentNumber, Counts::Equal, |_, _, told| {
            Some((told.amount, number(told)?))
        });
        self.pass(Likeness::Memo, Counts::Equal, |side, line, told| {
            Some((told.amount, memo(side, line)?))
        });
        for _ in 0..MOST_ROUNDS {
            if self.by_references() == 0 {
                break;
            }
        }
        self.by_parts(&letters);
        self.pass(Likeness::DocumentNumber, Counts::Any, |_, _, told| {
            Some((told.amount, number(told)?))
        });
        self.pass(Likeness::Memo, Counts::Any, |side, line, told| {
            Some((told.amount, memo(side, line)?))
        });
    }

    /// Pairs what is left by amount where it stands between two pairs, as many on either side, and most pairs
    /// stand in the same order: both sources hold that stretch.
    pub fn by_place(&mut self) {
        let anchors = self.anchors();
        if anchors.len() * 2 < self.pairs.len() {
            return;
        }
        self.pass(Likeness::Order, Counts::Equal, |side, line, told| {
            let before = before(&anchors, side, line);
            (before > 0 && before < anchors.len()).then_some((before, told.amount))
        });
    }

    /// Pairs what is left by amount and order: first between lines that are paired already, then anywhere.
    /// Right where both sources hold the whole day, since then each amount's number of lines is known.
    pub fn by_order(&mut self) {
        let anchors = self.anchors();
        self.pass(Likeness::Order, Counts::Equal, |side, line, told| {
            Some((before(&anchors, side, line), told.amount))
        });
        self.pass(Likeness::Order, Counts::Any, |_, _, told| Some(told.amount));
    }

    /// The most pairs that stand in the same order in both sources.
    fn anchors(&self) -> Vec<(usize, usize)> {
        let mut pairs: Vec<(usize, usize)> =
            self.pairs.iter().map(|pair| (pair.first, pair.second)).collect();
        pairs.sort_unstable();
        longest_in_order(&pairs)
    }

    /// Lines without a pair, of the first source and of the second.
    #[must_use]
    pub fn left(&self) -> [Vec<usize>; 2] {
        [0, 1].map(|side| {
            let lines = self.is_paired[side].iter().enumerate();
            lines.filter(|(_, is_paired)| !**is_paired).map(|(line, _)| line).collect()
        })
    }

    /// The pairs, by line of the first source.
    #[must_use]
    pub fn into_pairs(mut self) -> Vec<Pair> {
        self.pairs.sort_unstable_by_key(|pair| pair.first);
        self.pairs
    }

    /// Pairs lines that share a key, in order.
    fn pass<K: Ord>(
        &mut self,
        likeness: Likeness,
        counts: Counts,
        key: impl Fn(usize, usize, &Told<'t>) -> Option<K>,
    ) {
        let mut keyed = Vec::new();
        for side in [0, 1] {
            for (line, told) in self.lines[side].iter().enumerate() {
                if !self.is_paired[side][line]
                    && let Some(key) = key(side, line, told)
                {
                    keyed.push((key, side, line));
                }
            }
        }
        keyed.sort_unstable();
        for group in keyed.chunk_by(|one, other| one.0 == other.0) {
            let (first, second) = group.split_at(group.partition_point(|line| line.1 == 0));
            if counts == Counts::Equal && first.len() != second.len() {
                continue;
            }
            for (first, second) in first.iter().zip(second) {
                self.join(first.2, second.2, likeness);
            }
        }
    }

    fn join(&mut self, first: usize, second: usize, likeness: Likeness) {
        self.is_paired[0][first] = true;
        self.is_paired[1][second] = true;
        self.pairs.push(Pair { first, second, likeness });
    }

    /// Pairs lines that alone share a reference, where no other line has as good a claim. How many.
    fn by_references(&mut self) -> usize {
        let mut words = Vec::new();
        for side in [0, 1] {
            for (line, told) in self.lines[side].iter().enumerate() {
                if self.is_paired[side][line] {
                    continue;
                }
                let texts = told.document_number.split(' ').chain(told.memo.split(' '));
                words.extend(
                    texts
                        .filter(|word| is_reference(word))
                        .map(|word| (told.amount, word, side, line)),
                );
            }
        }
        words.sort_unstable();
        words.dedup();
        let mut claims: Vec<(usize, usize)> = words
            .chunk_by(|one, other| (one.0, one.1) == (other.0, other.1))
            .filter_map(|group| match group {
                [(_, _, 0, first), (_, _, 1, second)] => Some((*first, *second)),
                _ => None,
            })
            .collect();
        claims.sort_unstable();
        let counted: Vec<(usize, usize, usize)> = claims
            .chunk_by(|one, other| one == other)
            .map(|claim| (claim[0].0, claim[0].1, claim.len()))
            .collect();
        self.take_best(&counted, Likeness::Reference)
    }

    /// Pairs lines of which one's memo holds the other's, among few of one amount.
    fn by_parts(&mut self, letters: &[Vec<String>; 2]) {
        let mut left = Vec::new();
        for side in [0, 1] {
            for (line, told) in self.lines[side].iter().enumerate() {
                if !self.is_paired[side][line] && letters[side][line].len() >= TELLING_CHARACTERS {
                    left.push((told.amount, side, line));
                }
            }
        }
        left.sort_unstable();
        let mut claims = Vec::new();
        for group in left.chunk_by(|one, other| one.0 == other.0) {
            let (first, second) = group.split_at(group.partition_point(|line| line.1 == 0));
            if first.len() * second.len() > MOST_COMPARISONS {
                continue;
            }
            for (_, _, first) in first {
                for (_, _, second) in second {
                    let (one, other) = (&letters[0][*first], &letters[1][*second]);
                    if one.contains(other.as_str()) || other.contains(one.as_str()) {
                        claims.push((*first, *second, one.len().min(other.len())));
                    }
                }
            }
        }
        self.take_best(&claims, Likeness::Reference);
    }

    /// Takes the claims (line, line, weight) that are the heaviest of both their lines, without a tie.
    fn take_best(&mut self, claims: &[(usize, usize, usize)], likeness: Likeness) -> usize {
        let mut best = [0, 1].map(|side| vec![(0, false); self.lines[side].len()]);
        for (first, second, weight) in claims {
            for (side, line) in [(0, *first), (1, *second)] {
                let (heaviest, tied): &mut (usize, bool) = &mut best[side][line];
                if weight > heaviest {
                    (*heaviest, *tied) = (*weight, false);
                } else if weight == heaviest {
                    *tied = true;
                }
            }
        }
        let mut taken = 0;
        for (first, second, weight) in claims {
            if best[0][*first] == (*weight, false) && best[1][*second] == (*weight, false) {
                self.join(*first, *second, likeness);
                taken += 1;
            }
        }
        taken
    }
}

/// How many of these pairs stand before a line.
fn before(anchors: &[(usize, usize)], side: usize, line: usize) -> usize {
    anchors.partition_point(|anchor| [anchor.0, anchor.1][side] < line)
}

/// The memos without white space.
fn letters_of(lines: &[Told<'_>]) -> Vec<String> {
    let letters = |told: &Told<'_>| told.memo.split(' ').collect::<String>();
    lines.iter().map(letters).collect()
}

/// A number of a transaction, a phone, an account: long enough (in a day of 200,000 lines numbers of five
/// digits meet by chance), and no day written out.
fn is_reference(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    word.len() >= REFERENCE_CHARACTERS
        && digits >= REFERENCE_DIGITS
        && !(digits == word.len() && is_day(word))
}

/// Whether digits can be read as a day (`ddmmyy`, `ddmmyyyy`, `yyyymmdd`): many lines hold the same.
fn is_day(digits: &str) -> bool {
    let number = |range: std::ops::Range<usize>| digits[range].parse::<u32>().unwrap_or(0);
    let is_day = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    match digits.len() {
        6 => is_day(number(0..2), number(2..4)),
        8 => {
            let this_century = |year: u32| (2000..2100).contains(&year);
            is_day(number(0..2), number(2..4)) && this_century(number(4..8))
                || is_day(number(6..8), number(4..6)) && this_century(number(0..4))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Likeness, Pairing, Told};
    use crate::money::Dong;
    use Likeness::{DocumentNumber, Memo, Order, Reference, Same};

    fn told(text: &'static str) -> Told<'static> {
        let mut parts = text.split('|');
        let amount = parts.next().and_then(|part| part.parse().ok()).unwrap_or_default();
        let document_number = parts.next().unwrap_or_default();
        Told { amount: Dong(amount), document_number, memo: parts.next().unwrap_or_default() }
    }

    type Found = Vec<(usize, usize, Likeness)>;

    fn pairs(first: &[&'static str], second: &[&'static str], order: bool) -> Found {
        let [first, second] =
            [first, second].map(|side| side.iter().map(|line| told(line)).collect::<Vec<_>>());
        let mut pairing = Pairing::new(&first, &second);
        pairing.by_text();
        if order {
            pairing.by_order();
        }
        pairing.into_pairs().iter().map(|pair| (pair.first, pair.second, pair.likeness)).collect()
    }

    #[test]
    fn what_two_sources_tell_of_one_line() {
        let whole: &[(&[&str], &[&str], Found, &str)] = &[
            (&["5|1|ung ho"], &["5|1|un gho"], vec![(0, 0, Same)], "white space says nothing"),
            (&["5|1|a b"], &["6|1|a b"], vec![], "another amount is another line"),
            (&["5|1|a", "5|1|a"], &["5|1|a"], vec![(0, 0, Same)], "one of two equal lines"),
            (&["5|1|a"], &["5|1|b"], vec![(0, 0, DocumentNumber)], "the memo differs"),
            (&["5||ung ho"], &["5|77|ung ho"], vec![(0, 0, Memo)], "no document number"),
            (
                &["5|ft24254777|x", "5|ft24254888|y"],
                &["5|1|ct ft24254888 z", "5|2|ct ft24254777 z"],
                vec![(0, 1, Reference), (1, 0, Reference)],
                "the number of one stands in the other's memo",
            ),
            (
                &["5||gop 12092024", "5||tang 12092024"],
                &["5|1|ung ho 12092024 q", "5|2|w 12092024"],
                vec![],
                "a day is no reference",
            ),
            (
                &["5||nguyen van a ung ho"],
                &["5|1|mbvcb nguyen vana ung ho ct tu", "5|2|b"],
                vec![(0, 0, Reference)],
                "one memo holds the other",
            ),
            (&["5||nguyen"], &["5|1|nguyen van b"], vec![], "a name is no evidence"),
        ];
        for (first, second, expected, why) in whole {
            assert_eq!(&pairs(first, second, false), expected, "{why}");
        }
    }

    #[test]
    fn what_stands_between_two_pairs_is_told_by_its_amount() {
        let first = ["9|1|", "5||a", "7||b", "9|2|", "5||c"].map(told);
        let second = ["5||x", "9|1|", "5||y", "7||p", "7||q", "9|2|", "5||z"].map(told);
        let mut pairing = Pairing::new(&first, &second);
        pairing.by_text();
        pairing.by_place();
        let found: Vec<_> =
            pairing.into_pairs().iter().map(|pair| (pair.first, pair.second)).collect();
        assert_eq!(found, [(0, 1), (1, 2), (3, 5)], "neither of two, and none at the ends");
    }

    #[test]
    fn what_is_left_follows_amount_and_order() {
        let first = ["5||a", "7|1|same", "5||b", "5||c"];
        let second = ["5|9|p", "7|1|same", "5|8|q", "9|7|r"];
        let expected = vec![(0, 0, Order), (1, 1, Same), (2, 2, Order)];
        assert_eq!(pairs(&first, &second, true), expected);
    }
}
