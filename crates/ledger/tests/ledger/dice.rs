//! Random values of every type that stands in an entry, drawn from a row of bytes, so that proptest can
//! shrink the bytes. Bytes that have run out are zeros.

use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::id::{Id, Slug};
use chungtay_ledger::money::{Dong, LARGEST};
use chungtay_ledger::term::{Bound, Period};

/// What kind of values are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Taste {
    /// What an entry can hold.
    Valid,
    /// What a program could hand in: empty texts and the edges of `i64` too; identifiers are often
    /// those of the small book.
    Wild,
}

/// A source of choices.
pub struct Dice<'a> {
    bytes: &'a [u8],
    at: usize,
    pub taste: Taste,
}

impl<'a> Dice<'a> {
    pub fn new(bytes: &'a [u8], taste: Taste) -> Self {
        Self { bytes, at: 0, taste }
    }

    pub fn is_empty(&self) -> bool {
        self.at >= self.bytes.len()
    }

    pub fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        byte
    }

    pub fn below(&mut self, limit: usize) -> usize {
        usize::from(self.byte()) % limit
    }

    pub fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    pub fn word(&mut self) -> u64 {
        (0..8).fold(0, |word, _| word << 8 | u64::from(self.byte()))
    }

    pub fn draw<T: Draw>(&mut self) -> T {
        T::draw(self)
    }
}

/// A value that can be drawn.
pub trait Draw {
    fn draw(dice: &mut Dice<'_>) -> Self;
}

impl Draw for bool {
    fn draw(dice: &mut Dice<'_>) -> Self {
        dice.byte() % 2 == 1
    }
}

impl Draw for i64 {
    fn draw(dice: &mut Dice<'_>) -> Self {
        let wild = dice.taste == Taste::Wild;
        match dice.byte() % 10 {
            0 => 0,
            1 => dice.of(&[LARGEST, LARGEST / 16]),
            2 => -LARGEST,
            3 => -i64::from(dice.byte()),
            4 if wild => dice.of(&[i64::MIN, i64::MAX, LARGEST + 1, -LARGEST - 1, i64::MIN + 1]),
            5 => i64::try_from(dice.word() % (1 << 53)).unwrap(),
            _ => i64::from(dice.byte()),
        }
    }
}

impl Draw for u64 {
    fn draw(dice: &mut Dice<'_>) -> Self {
        match dice.byte() % 8 {
            0 => LARGEST.unsigned_abs(),
            1 if dice.taste == Taste::Wild => u64::MAX,
            2 => dice.word() % (1 << 53),
            _ => u64::from(dice.byte()),
        }
    }
}

impl Draw for u32 {
    fn draw(dice: &mut Dice<'_>) -> Self {
        match dice.byte() % 4 {
            0 => u32::MAX,
            1 => u32::try_from(dice.word() >> 32).unwrap(),
            _ => u32::from(dice.byte() % 4),
        }
    }
}

impl Draw for String {
    fn draw(dice: &mut Dice<'_>) -> Self {
        const LETTERS: &[char] = &[
            'a', 'Z', '0', ' ', 'đ', 'ễ', 'Ữ', '/', '"', '\\', '\n', '\r', '\t', '\u{8}', '\u{c}',
            '\0', '\u{1f}', '\u{7f}', '\u{80}', '\u{2028}', '\u{301}', '€', '\u{fffd}', '😀', '<',
            ':', ',', '}', ']',
        ];
        let shortest = usize::from(dice.taste == Taste::Valid);
        let length = shortest + dice.below(9);
        (0..length).map(|_| dice.of(LETTERS)).collect()
    }
}

impl<T: Draw> Draw for Option<T> {
    fn draw(dice: &mut Dice<'_>) -> Self {
        (dice.byte() % 2 == 1).then(|| T::draw(dice))
    }
}

impl<A: Draw, B: Draw> Draw for (A, B) {
    fn draw(dice: &mut Dice<'_>) -> Self {
        (dice.draw(), dice.draw())
    }
}

impl<K: Draw + Ord, V: Draw> Draw for std::collections::BTreeMap<K, V> {
    fn draw(dice: &mut Dice<'_>) -> Self {
        dice.draw::<Vec<(K, V)>>().into_iter().collect()
    }
}

impl<T: Draw> Draw for Vec<T> {
    fn draw(dice: &mut Dice<'_>) -> Self {
        let length = dice.of(&[0, 1, 2, 3]);
        (0..length).map(|_| T::draw(dice)).collect()
    }
}

impl Draw for Dong {
    fn draw(dice: &mut Dice<'_>) -> Self {
        Self(dice.draw())
    }
}

impl Draw for Date {
    fn draw(dice: &mut Dice<'_>) -> Self {
        // Days from 0001-01-01 to 9999-12-31.
        const FIRST: i64 = -719_162;
        const DAYS: u64 = 3_652_059;
        let since_first = match dice.byte() % 8 {
            0 => 0,
            1 => DAYS - 1,
            2 => dice.word() % DAYS,
            _ => 739_138 + u64::from(dice.byte() % 8),
        };
        let days = FIRST + i64::try_from(since_first).unwrap();
        Self::from_days_since_epoch(i32::try_from(days).unwrap()).unwrap()
    }
}

impl Draw for Moment {
    fn draw(dice: &mut Dice<'_>) -> Self {
        Self(dice.draw())
    }
}

impl<const N: usize> Draw for Slug<N> {
    fn draw(dice: &mut Dice<'_>) -> Self {
        const KNOWN: &[&str] = &[
            "op", "maker", "checker", "payer", "other", "customs", "t2020", "basis", "roads",
            "road1", "road2", "house", "group", "article", "c1", "any", "road", "vcb", "acb",
            "till", "box", "store", "gifts", "spending",
        ];
        const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789-_";
        if dice.taste == Taste::Wild && dice.byte() % 4 != 3 {
            let known = dice.of(KNOWN);
            return Self::new(known).unwrap_or_else(|| Self::new("x").unwrap());
        }
        let length = dice.below(N);
        let first = dice.below(36);
        let rest = (0..length).map(|_| char::from(dice.of(LETTERS)));
        let text: String = std::iter::once(char::from(LETTERS[first])).chain(rest).collect();
        Self::new(&text).unwrap()
    }
}

impl Draw for Commitment {
    fn draw(dice: &mut Dice<'_>) -> Self {
        let word = dice.word();
        let mut bytes = [dice.byte(); 32];
        bytes[..8].copy_from_slice(&word.to_be_bytes());
        Self(bytes)
    }
}

impl Draw for Bound {
    fn draw(dice: &mut Dice<'_>) -> Self {
        match dice.byte() % 4 {
            0 => Self::On(dice.draw()),
            1 => Self::TermStart(dice.draw::<Id>()),
            2 => Self::TermEnd(dice.draw::<Id>()),
            _ => Self::Words(dice.draw()),
        }
    }
}

impl Draw for Period {
    fn draw(dice: &mut Dice<'_>) -> Self {
        Self { from: dice.draw(), to: dice.draw() }
    }
}
