//! The two lists in memory: read once, looked up by code and day or by words.

use chungtay_ledger::date::Date;
use chungtay_text::fold::{fold, tokens};
use std::collections::HashMap;

/// Which of the two divisions a unit belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// Provinces, districts, communes: in force until 30 June 2025.
    Before,
    /// Provinces and communes only: since 1 July 2025.
    Since,
}

/// What a unit is; told by the length of its code (2, 3 and 5 digits).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Province or city under the central government.
    Province,
    /// District, town or city within a province; abolished on 1 July 2025.
    District,
    /// Commune, ward, township or special zone.
    Commune,
}

/// How much of an older unit went into a newer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// All of it.
    Whole,
    /// A part.
    Part,
    /// A part, as the source has it; but it names two units of this bare name there, and may have confused
    /// them.
    Doubtful,
}

/// Where a unit stands in [`Units`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitRef(u32);

/// A link between an older unit and a newer one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Became {
    /// The other unit.
    pub unit: UnitRef,
    /// How much of the older one.
    pub share: Share,
}

/// One unit.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Official code; the same code was mostly another unit's in the other era.
    pub code: &'static str,
    /// Name with its kind, as officially written: `Xã Tam Gia`.
    pub name: &'static str,
    /// The unit around it.
    pub around: Option<UnitRef>,
    /// Which division it belongs to.
    pub era: Era,
    /// What it became (older units) or was made of (newer units). Empty for districts, which were
    /// abolished.
    pub links: Vec<Became>,
    /// Folded name.
    key: String,
    /// Folded name without the kind.
    bare: String,
}

impl Unit {
    /// What it is.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.code.len() {
            2 => Level::Province,
            3 => Level::District,
            _ => Level::Commune,
        }
    }
}

/// The data built into the program is not as its maker writes it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("list of administrative units, {era:?}, line {line}: {what}")]
pub struct Malformed {
    /// Which list.
    pub era: Era,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: &'static str,
}

/// All units of both eras.
#[derive(Clone, Debug)]
pub struct Units {
    change: Date,
    all: Vec<Unit>,
    by_code: HashMap<(Era, &'static str), UnitRef>,
}

/// Kinds that stand before a bare name, folded; longer ones first where one begins another.
const KINDS: [&str; 10] = [
    "thanh pho ",
    "thi tran ",
    "thi xa ",
    "dac khu ",
    "phuong ",
    "huyen ",
    "tinh ",
    "quan ",
    "xa ",
    "thu do ",
];

impl Units {
    /// Reads the lists that are built in (about 14,000 lines).
    ///
    /// # Errors
    /// A line that names a code which is not there, or lacks a column.
    pub fn read() -> Result<Self, Malformed> {
        let no_day = Malformed { era: Era::Since, line: 0, what: "1 July 2025 is no day" };
        let change = Date::new(2025, 7, 1).ok_or(no_day)?;
        let all = Vec::with_capacity(14_200);
        let mut list = Self { change, all, by_code: HashMap::new() };
        let newer = include_str!("../data/units-from-2025-07-01.tsv");
        let older = include_str!("../data/units-until-2025-06-30.tsv");
        list.read_list(Era::Since, newer)?;
        list.read_list(Era::Before, older)?;
        Ok(list)
    }

    fn read_list(&mut self, era: Era, text: &'static str) -> Result<(), Malformed> {
        for (line, columns) in text.lines().enumerate() {
            let wrong = |what| Malformed { era, line: line + 1, what };
            let mut columns = columns.split('\t');
            let mut next = || columns.next().ok_or_else(|| wrong("a column is missing"));
            let (code, name, around) = (next()?, next()?, next()?);
            let unknown = || wrong("names a code that is not in the list");
            let around = match around {
                "" => None,
                code => Some(self.at_era(code, era).ok_or_else(unknown)?),
            };
            let this = UnitRef(u32::try_from(self.all.len()).map_err(|_| unknown())?);
            let mut links = Vec::new();
            if era == Era::Before {
                for link in next()?.split(',').filter(|link| !link.is_empty()) {
                    let (code, share) = share_of(link);
                    let unit = self.at_era(code, Era::Since).ok_or_else(unknown)?;
                    links.push(Became { unit, share });
                    self.all[unit.0 as usize].links.push(Became { unit: this, share });
                }
            }
            let key = fold(name);
            let bare = KINDS.iter().find_map(|kind| key.strip_prefix(kind)).unwrap_or(&key);
            let bare = bare.to_owned();
            self.by_code.insert((era, code), this);
            self.all.push(Unit { code, name, around, era, links, key, bare });
        }
        Ok(())
    }

    /// The first day of the division into provinces and communes: the National Assembly's resolution 202/2025/QH15
    /// and its Standing Committee's of 16 June 2025.
    #[must_use]
    pub fn change(&self) -> Date {
        self.change
    }

    /// The division in force on a day.
    #[must_use]
    pub fn era_on(&self, day: Date) -> Era {
        if day < self.change { Era::Before } else { Era::Since }
    }

    /// One unit.
    #[must_use]
    pub fn get(&self, at: UnitRef) -> &Unit {
        &self.all[at.0 as usize]
    }

    /// How many units of an era and level there are.
    #[must_use]
    pub fn count(&self, era: Era, level: Level) -> usize {
        self.all.iter().filter(|unit| unit.era == era && unit.level() == level).count()
    }

    /// The unit that bore a code on a day.
    #[must_use]
    pub fn at(&self, code: &str, day: Date) -> Option<UnitRef> {
        self.at_era(code, self.era_on(day))
    }

    /// The unit that bears a code in an era.
    #[must_use]
    pub fn at_era(&self, code: &str, era: Era) -> Option<UnitRef> {
        self.by_code.get(&(era, code)).copied()
    }

    /// The units around one, the nearest first.
    pub fn around(&self, at: UnitRef) -> impl Iterator<Item = &Unit> {
        std::iter::successors(self.get(at).around, |around| self.get(*around).around)
            .map(|around| self.get(around))
    }

    /// Units whose own name holds at least one of the words asked for, and whose name with those of the
    /// units around it holds them all; with or without diacritics and kind, in any order. The nearest
    /// first: the whole name before a part of it, communes by province and code.
    #[must_use]
    pub fn find(&self, words: &str) -> Vec<UnitRef> {
        let asked = fold(words);
        let wanted: Vec<&str> = tokens(&asked).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(u8, bool, UnitRef)> = Vec::new();
        for (place, unit) in self.all.iter().enumerate() {
            let Ok(place) = u32::try_from(place) else { break };
            if unit.code == asked {
                found.push((0, unit.era == Era::Before, UnitRef(place)));
            } else if let Some(rank) = self.rank(unit, UnitRef(place), &asked, &wanted) {
                found.push((rank, unit.era == Era::Before, UnitRef(place)));
            }
        }
        found.sort();
        found.into_iter().map(|(_, _, unit)| unit).collect()
    }

    /// How near a unit is to what was asked; `None` where it is something else.
    fn rank(&self, unit: &Unit, at: UnitRef, asked: &str, wanted: &[&str]) -> Option<u8> {
        if unit.key == asked || unit.bare == asked {
            return Some(1);
        }
        let own = |word: &&str| tokens(&unit.key).any(|token| token == *word);
        if !wanted.iter().any(own) {
            return None;
        }
        let beyond = |word: &&str| self.around(at).any(|one| tokens(&one.key).any(|t| t == *word));
        if !wanted.iter().all(|word| own(word) || beyond(word)) {
            return None;
        }
        let whole = tokens(&unit.bare).all(|token| wanted.contains(&token));
        Some(if whole { 2 } else { 3 })
    }
}

/// A link's code and how much of the unit it tells of.
fn share_of(link: &str) -> (&str, Share) {
    if let Some(code) = link.strip_suffix('~') {
        (code, Share::Part)
    } else if let Some(code) = link.strip_suffix('?') {
        (code, Share::Doubtful)
    } else {
        (link, Share::Whole)
    }
}
