//! The codes of everything in a book that money may be meant for: funds, pledges, rosters and their
//! members. They follow from the log alone: whatever would get a code that an earlier thing has gets
//! another, so a code given out never changes and never means two things.

use crate::code::{self, Code, LENGTH};
use crate::memo::Memo;
use chungtay_ledger::id::{FundId, Id, PersonId};
use chungtay_ledger::state::State;
use std::collections::{BTreeMap, HashMap};

/// What money may be meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// A fund, and nothing in particular.
    Fund(FundId),
    /// A pledge, by its entry.
    Pledge(u64),
    /// A roster as a whole.
    Roster(Id),
    /// One member of a roster.
    Member(Id, PersonId),
}

impl Purpose {
    fn words(&self, of: impl FnOnce(&[&str])) {
        match self {
            Self::Fund(fund) => of(&["fund", fund.as_str()]),
            Self::Pledge(entry) => of(&["pledge", &entry.to_string()]),
            Self::Roster(roster) => of(&["roster", roster.as_str()]),
            Self::Member(roster, person) => of(&["member", roster.as_str(), person.as_str()]),
        }
    }
}

/// Every code of a book.
#[derive(Clone, Debug, Default)]
pub struct Codes {
    by_code: HashMap<Code, Purpose>,
    by_purpose: BTreeMap<Purpose, Code>,
}

impl Codes {
    /// The codes of a state, in the order in which the log named the things.
    #[must_use]
    pub fn of(state: &State) -> Self {
        let Some(book) = &state.book else { return Self::default() };
        let mut named: Vec<(u64, Purpose)> =
            state.funds.iter().map(|(id, fund)| (fund.at, Purpose::Fund(*id))).collect();
        let matching = &state.matching;
        named.extend(matching.pledges.keys().map(|entry| (*entry, Purpose::Pledge(*entry))));
        named.extend(matching.rosters.iter().map(|(id, found)| (found.at, Purpose::Roster(*id))));
        let members = matching.members.iter();
        named.extend(
            members.map(|((roster, person), found)| (found.at, Purpose::Member(*roster, *person))),
        );
        named.sort_unstable();
        let mut codes = Self::default();
        for (_, purpose) in named {
            codes.give(book.item.id.as_str(), purpose);
        }
        codes
    }

    /// Gives the first code that nothing else has.
    fn give(&mut self, book: &str, purpose: Purpose) {
        purpose.words(|words| {
            let all: Vec<&str> = [book].into_iter().chain(words.iter().copied()).collect();
            let mut attempts = (0..u32::MAX).filter_map(|attempt| code::of(&all, attempt));
            if let Some(code) = attempts.find(|code| !self.by_code.contains_key(code)) {
                self.by_code.insert(code, purpose);
                self.by_purpose.insert(purpose, code);
            }
        });
    }

    /// The code of a thing, as text.
    #[must_use]
    pub fn code(&self, purpose: Purpose) -> Option<String> {
        self.by_purpose.get(&purpose).map(code::text)
    }

    /// What a code is of; `None` for every text that was not given out as a code.
    #[must_use]
    pub fn purpose(&self, code: &[u8]) -> Option<Purpose> {
        self.by_code.get(code).copied()
    }

    /// What the codes in a memo are of, each once, whatever white space and marks stand within them.
    #[must_use]
    pub fn in_memo(&self, memo: &Memo) -> Vec<Purpose> {
        let windows = memo.letters().windows(LENGTH).filter(|window| code::has_pattern(window));
        let mut found: Vec<Purpose> = windows.filter_map(|window| self.purpose(window)).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// What codes in a memo may have been meant for that differ from those given out in one character:
    /// never more than a hint.
    #[must_use]
    pub fn near_in_memo(&self, memo: &Memo) -> Vec<Purpose> {
        let windows = memo.letters().windows(LENGTH).filter(|window| code::misfits(window) <= 1);
        let mut found: Vec<Purpose> = windows
            .flat_map(|window| code::neighbours(window).collect::<Vec<Code>>())
            .filter_map(|code| self.purpose(&code))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}
