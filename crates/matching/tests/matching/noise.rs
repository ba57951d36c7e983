//! Noise as a real statement has it: the shapes that banks put a memo into, where they cut words, and
//! what people do to names. The shapes and the cuts are read from the real file where it is present.

use std::io::Read as _;

const REAL: &str = "../../../shared/data/statements/vcb-2024-09-anonymised.csv.gz";

/// A seeded sequence (`SplitMix64`).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap()
    }

    /// From one step to so many of them.
    pub fn amount(&mut self, step: i64, most: i64) -> i64 {
        let most = usize::try_from(most).unwrap();
        step * (1 + i64::try_from(self.below(most)).unwrap())
    }

    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// True so many times in a thousand.
    pub fn chance(&mut self, thousandths: usize) -> bool {
        self.below(1_000) < thousandths
    }
}

/// A real memo with its amount.
pub struct Real {
    pub text: String,
    pub amount: i64,
}

/// Every memo of the real file; `None` where it is absent.
pub fn real_memos() -> Option<Vec<Real>> {
    let packed = std::fs::read(REAL).ok()?;
    let mut text = String::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut text).unwrap();
    let mut rows = csv::ReaderBuilder::new().has_headers(true).from_reader(text.as_bytes());
    let memos = rows.records().map(|row| {
        let row = row.unwrap();
        let amount = |place: usize| row[place].replace('.', "").parse().unwrap_or(0);
        Real { text: row[6].to_owned(), amount: amount(4) - amount(3) }
    });
    Some(memos.collect())
}

/// What a bank puts before and after the words, and where it cuts a long memo.
pub struct Shapes {
    around: Vec<(String, String)>,
    /// The column after which a blank was put within a number, where one was.
    cuts: Vec<Option<usize>>,
}

impl Shapes {
    /// Those of the real file.
    pub fn learnt(memos: &[Real]) -> Self {
        let around = memos.iter().filter_map(|memo| around(&memo.text)).collect();
        let cuts = memos.iter().map(|memo| cut(&memo.text)).collect();
        Self { around, cuts }
    }

    /// The same kinds without the file: one of each that `domain.md` names, a third cut at column 35.
    pub fn known() -> Self {
        let around = [
            ("373432.100924.134552.", ""),
            ("373432.100924.134552.", " FT24254924691413"),
            ("MBVCB.2203365350.", ".CT tu 0566017948579 NGUOI GUI toi 0032231421812 QUY"),
            ("020097041509101523092024cnFq505658.25065.566083.", ""),
        ];
        let around = around.map(|(before, after)| (before.to_owned(), after.to_owned()));
        Self { around: around.to_vec(), cuts: vec![None, None, Some(35)] }
    }

    /// Words as the bank would print them.
    pub fn dress(&self, words: &str, dice: &mut Dice) -> String {
        let (before, after) = &self.around[dice.below(self.around.len())];
        let mut text = format!("{before}{words}{after}");
        if let Some(column) = self.cuts[dice.below(self.cuts.len())]
            && text.is_char_boundary(column)
            && column < text.len()
        {
            text.insert(column, ' ');
        }
        text
    }

    /// How many in a thousand memos are cut within a number.
    pub fn cut_thousandths(&self) -> usize {
        self.cuts.iter().filter(|cut| cut.is_some()).count() * 1_000 / self.cuts.len()
    }
}

/// What stands before and after the words of a memo of a known shape.
fn around(text: &str) -> Option<(String, String)> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.splitn(4, '.');
    let (first, second, third, rest) = (parts.next()?, parts.next()?, parts.next()?, parts.next());
    if let Some(rest) = rest.filter(|_| digits(first) && digits(second) && digits(third)) {
        let after = rest.rfind(" FT2").map_or("", |place| &rest[place..]);
        return Some((format!("{first}.{second}.{third}."), after.to_owned()));
    }
    if first == "MBVCB" && digits(second) {
        let after = text.find(".CT tu ").map(|place| &text[place..])?;
        return Some((format!("{first}.{second}."), after.to_owned()));
    }
    None
}

/// The column of a blank that stands within a number.
fn cut(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let within = |triple: &[u8]| {
        triple[0].is_ascii_digit() && triple[1] == b' ' && triple[2].is_ascii_digit()
    };
    bytes.windows(3).position(within).map(|place| place + 1)
}

/// A text as people type it: without marks, in either case, words glued, parted or cut.
pub fn typed(text: &str, dice: &mut Dice) -> String {
    let folded = chungtay_text::fold::fold(text);
    let text = if dice.chance(970) { folded } else { text.to_owned() };
    let text = if dice.chance(500) { text.to_uppercase() } else { text };
    let mut typed = String::new();
    for letter in text.chars() {
        match letter {
            ' ' if dice.chance(60) => {}
            ' ' if dice.chance(20) => typed.push_str("  "),
            _ => typed.push(letter),
        }
        if letter != ' ' && dice.chance(12) {
            typed.push(' ');
        }
    }
    typed
}

/// A person's name as it is typed: mostly whole, at times given name first or without the middle.
pub fn typed_name(name: &str, dice: &mut Dice) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let (family, middle, given) =
        (words[0], words[1..words.len() - 1].join(" "), words[words.len() - 1]);
    let name = match dice.below(20) {
        0 | 1 => format!("{given} {family} {middle}"),
        2 => format!("{family} {given}"),
        _ => name.to_owned(),
    };
    typed(&name, dice)
}
