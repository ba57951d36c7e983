//! What one line holds that speaks for one target or another, before anything is decided: codes, names,
//! units, accounts, words of return. Amounts are compared later, when it is known what is outstanding.

use crate::code;
use crate::codes::{Codes, Purpose};
use crate::memo::{Memo, glued};
use crate::names::{Form, Found, Names, parts};
use crate::rules::{self, Ready};
use crate::targets::Targets;
use chungtay_ledger::date::Date;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;
use std::collections::{BTreeMap, HashMap};

/// Words that say that money comes back, glued.
const RETURN_WORDS: &[&[u8]] =
    &[b"HOANTRA", b"TRALAI", b"HOANTIEN", b"CHUYENTRA", b"HOANLAI", b"REFUND", b"RETURN"];
/// A unit's name shorter than this, glued, proves nothing by itself.
const SHORTEST_UNIT: usize = 10;
/// Digits of an account that tell it from others.
const SHORTEST_ACCOUNT: usize = 6;

/// A line at the bank that nobody has told what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its entry.
    pub sequence: u64,
    /// The account.
    pub account: AccountId,
    /// The fund.
    pub fund: FundId,
    /// The day.
    pub day: Date,
    /// The amount, with its sign.
    pub amount: Dong,
    /// The memo as the bank gave it.
    pub memo: &'a str,
    /// The other side's account, where the bank gave it.
    pub counter_account: Option<&'a str>,
}

/// What a line may belong to, as a place in [`Targets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A pledge.
    Pledge(usize),
    /// A roster as a whole.
    Roster(usize),
    /// A member of a roster.
    Member(usize),
}

/// What speaks for a target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one observation, and any may go with any"
)]
pub struct Signs {
    /// The code itself.
    pub code: bool,
    /// A code that differs in one character.
    pub near_code: bool,
    /// The whole name, standing by itself.
    pub name_alone: bool,
    /// The whole name.
    pub name: bool,
    /// The name's words in another order, or without the middle.
    pub name_parts: bool,
    /// The unit's name, as whole words; it may be part of a longer name.
    pub unit: bool,
    /// The unit's whole name, with nothing of a longer one around it.
    pub unit_alone: bool,
    /// The same, but for the whole name of a person beside it.
    pub unit_beside: bool,
    /// The account that the person pays from.
    pub account: bool,
}

/// What one line holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    pub(crate) codes: Vec<Purpose>,
    pub(crate) signs: Vec<(Target, Signs)>,
    pub(crate) rule: Option<usize>,
    pub(crate) says_return: bool,
}

impl Evidence {
    /// Whether a rule is all that may tell what the line is.
    pub(crate) fn has_rule_alone(&self) -> bool {
        self.codes.is_empty() && self.signs.is_empty() && self.rule.is_some()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.codes.is_empty() && self.signs.is_empty() && self.rule.is_none() && !self.says_return
    }
}

/// Whether a memo says that money comes back.
pub(crate) fn says_return(memo: &str) -> bool {
    let memo = Memo::new(memo);
    RETURN_WORDS.iter().any(|word| memo.holds(word))
}

/// Everything that is looked for, ready to be looked for in many lines.
pub(crate) struct Index<'a> {
    targets: &'a Targets,
    codes: &'a Codes,
    persons: Names,
    person_of: Vec<Target>,
    units: Names,
    unit_of: Vec<Target>,
    accounts: HashMap<Vec<u8>, Vec<usize>>,
    rules: Vec<Ready>,
    /// Room that is used again for every line.
    memo: Memo,
    found: Vec<Found>,
}

impl<'a> Index<'a> {
    pub(crate) fn new(targets: &'a Targets, codes: &'a Codes) -> Self {
        let mut index = Self {
            targets,
            codes,
            persons: Names::default(),
            person_of: Vec::new(),
            units: Names::default(),
            unit_of: Vec::new(),
            accounts: HashMap::new(),
            rules: targets.rules.iter().map(Ready::of).collect(),
            memo: Memo::default(),
            found: Vec::new(),
        };
        for (place, pledge) in targets.pledges.iter().enumerate() {
            pledge.names.iter().for_each(|name| index.add_person(name, Target::Pledge(place)));
            index.add_units(&pledge.units, Target::Pledge(place));
        }
        for (place, roster) in targets.rosters.iter().enumerate() {
            index.add_units(&roster.units, Target::Roster(place));
        }
        for (place, member) in targets.members.iter().enumerate() {
            if let Some(name) = &member.name {
                index.add_person(name, Target::Member(place));
            }
            let account = member.account.as_deref().map(glued).unwrap_or_default();
            if account.len() >= SHORTEST_ACCOUNT {
                index.accounts.entry(account).or_default().push(place);
            }
        }
        index.persons = index.persons.ready();
        index.units = index.units.ready();
        index
    }

    fn add_person(&mut self, name: &str, target: Target) {
        let of = u32::try_from(self.person_of.len()).unwrap_or(u32::MAX);
        self.person_of.push(target);
        self.persons.add(glued(name), Form::Whole, of);
        for part in parts(name) {
            self.persons.add(part, Form::Parts, of);
        }
    }

    fn add_units(&mut self, names: &[String], target: Target) {
        for name in names.iter().map(|name| glued(name)).filter(|name| name.len() >= SHORTEST_UNIT)
        {
            let of = u32::try_from(self.unit_of.len()).unwrap_or(u32::MAX);
            self.unit_of.push(target);
            self.units.add(name, Form::Whole, of);
        }
    }

    /// What a line holds.
    pub(crate) fn look(&mut self, line: &Line<'_>) -> Evidence {
        self.memo.read(line.memo);
        let codes = self.codes.in_memo(&self.memo);
        let mut signs: BTreeMap<Target, Signs> = BTreeMap::new();
        for purpose in &codes {
            if let Some(target) = self.target(*purpose) {
                signs.entry(target).or_default().code = true;
            }
        }
        let units = self.look_for_units(&mut signs);
        self.look_for_persons(&units, &mut signs);
        let account = line.counter_account.map(glued).unwrap_or_default();
        for member in self.accounts.get(&account).into_iter().flatten() {
            signs.entry(Target::Member(*member)).or_default().account = true;
        }
        if codes.is_empty() {
            for purpose in self.codes.near_in_memo(&self.memo) {
                if let Some(target) = self.target(purpose) {
                    signs.entry(target).or_default().near_code = true;
                }
            }
        }
        signs.retain(|target, _| self.fund_of(*target) == line.fund);
        let says_return =
            !line.amount.is_positive() && RETURN_WORDS.iter().any(|word| self.memo.holds(word));
        Evidence {
            codes,
            signs: signs.into_iter().collect(),
            rule: rules::rule_for(&self.targets.rules, &self.rules, line, &self.memo),
            says_return,
        }
    }

    pub(crate) fn target(&self, purpose: Purpose) -> Option<Target> {
        let targets = self.targets;
        match purpose {
            Purpose::Fund(_) => None,
            Purpose::Pledge(entry) => {
                let place = targets.pledges.binary_search_by_key(&entry, |pledge| pledge.entry);
                place.ok().map(Target::Pledge)
            }
            Purpose::Roster(id) => {
                let place = targets.rosters.binary_search_by_key(&id, |roster| roster.id);
                place.ok().map(Target::Roster)
            }
            Purpose::Member(id, person) => {
                let place = targets.members.binary_search_by_key(&(id, person), |member| {
                    (targets.rosters[member.roster].id, member.person)
                });
                place.ok().map(Target::Member)
            }
        }
    }

    pub(crate) fn fund_of(&self, target: Target) -> FundId {
        match target {
            Target::Pledge(place) => self.targets.pledges[place].fund,
            Target::Roster(place) => self.targets.rosters[place].fund,
            Target::Member(place) => self.targets.rosters[self.targets.members[place].roster].fund,
        }
    }

    /// Units named; returns where and whose, so that a person's name may stand beside one.
    fn look_for_units(&mut self, signs: &mut BTreeMap<Target, Signs>) -> Vec<Found> {
        self.units.find(self.memo.letters(), &mut self.found);
        let mut places = longest(&self.found);
        places.retain(|found| self.memo.is_aligned(found.start, found.end));
        for found in &places {
            let signs = signs.entry(self.unit_of[found.of as usize]).or_default();
            signs.unit = true;
            signs.unit_alone |= self.is_whole(found, &[]);
        }
        places
    }

    /// Whether nothing of a longer name stands around a unit's but these persons.
    fn is_whole(&self, found: &Found, persons: &[(usize, usize)]) -> bool {
        self.memo.begins_whole(found.start, persons) && self.memo.ends_whole(found.end, persons)
    }

    fn look_for_persons(&mut self, units: &[Found], signs: &mut BTreeMap<Target, Signs>) {
        self.persons.find(self.memo.letters(), &mut self.found);
        let alone = |start: usize, end: usize| {
            let before =
                self.memo.begins_alone(start) || units.iter().any(|unit| unit.end == start);
            let after = self.memo.ends_alone(end) || units.iter().any(|unit| unit.start == end);
            before && after && self.memo.is_aligned(start, end)
        };
        let mut persons = Vec::new();
        for found in longest(&self.found) {
            let target = self.person_of[found.of as usize];
            let signs = signs.entry(target).or_default();
            match found.form {
                Form::Whole => {
                    signs.name = true;
                    signs.name_alone |= alone(found.start, found.end);
                    persons.push((found.start, found.end));
                }
                Form::Parts => {
                    signs.name_parts |= self.memo.is_aligned(found.start, found.end);
                }
            }
        }
        for unit in units {
            let beside = self.is_whole(unit, &persons);
            signs.entry(self.unit_of[unit.of as usize]).or_default().unit_beside |= beside;
        }
        signs.retain(|_, signs| *signs != Signs::default());
    }
}

/// What is not within something longer: `NGUYEN VAN AN` is not named where `NGUYEN VAN ANH` is.
fn longest(found: &[Found]) -> Vec<Found> {
    let within = |inner: &Found, outer: &Found| {
        outer.start <= inner.start
            && outer.end >= inner.end
            && outer.end - outer.start > inner.end - inner.start
    };
    let is_longest = |inner: &&Found| !found.iter().any(|outer| within(inner, outer));
    found.iter().filter(is_longest).copied().collect()
}

/// Whether a text has a code's pattern and check character: for telling a typing error from no code.
#[must_use]
pub fn is_well_formed(text: &str) -> bool {
    let bytes = text.as_bytes();
    code::has_pattern(bytes) && code::check_character(&bytes[..8]) == bytes[8]
}
