//! Money that goes back: outgoing lines whose words say so, paired with the receipt they return, and credits that
//! an import held back, paired with the refund that came back again. Only the number of the receipt's document,
//! with its whole sum, matches unasked; the same other side or the same words are a suggestion.

use crate::evidence::Line;
use crate::memo::{Memo, glued};
use chungtay_ledger::date::Date;
use chungtay_ledger::id::FundId;
use chungtay_ledger::kinds::matching::{MatchReason, SharePart};
use chungtay_ledger::kinds::receipts::Attribution;
use chungtay_ledger::money::Dong;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A shorter number of a document may stand in any memo: days, sums and telephones do.
const SHORTEST_REFERENCE: usize = 9;
/// So many letters in a row that two memos share are no accident where no third has them.
const SAME_WORDS: usize = 12;
/// Characters of an account that tell it from others.
const SHORTEST_ACCOUNT: usize = 6;

/// An earlier line of the book, told or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earlier<'a> {
    /// The line.
    pub line: Line<'a>,
    /// The number of its document.
    pub document: Option<&'a str>,
}

/// A line that says that it returns money.
struct Wanted {
    sequence: u64,
    fund: FundId,
    day: Date,
    amount: Dong,
    letters: Vec<u8>,
    account: Vec<u8>,
    /// Held back at import: what it is, a person says.
    held: bool,
}

/// What speaks for a pair.
#[derive(Clone, Copy, Default)]
struct Pair {
    reference: bool,
    account: bool,
    words: bool,
}

/// Who has these letters in a row: lines that return, and one earlier line or several.
#[derive(Default)]
struct Run {
    wanted: Vec<usize>,
    earlier: BTreeSet<u64>,
}

/// A line and the earlier one whose money it returns.
pub(crate) struct Returned {
    pub(crate) sequence: u64,
    pub(crate) amount: Dong,
    pub(crate) share: SharePart,
    pub(crate) earlier: u64,
    pub(crate) reasons: Vec<MatchReason>,
    /// Whether it may be entered unasked.
    pub(crate) certain: bool,
}

/// Lines that return money, and what was found for them.
#[derive(Default)]
pub(crate) struct Returns {
    wanted: Vec<Wanted>,
    /// What an earlier line must have posted: fund and amount.
    sums: HashMap<(FundId, Dong), Vec<usize>>,
    runs: BTreeMap<Vec<u8>, Run>,
    /// The first letters of a reference that may stand in a memo.
    references: HashMap<Vec<u8>, Vec<usize>>,
    pairs: BTreeMap<(usize, u64), Pair>,
    /// Earlier lines that share words with one that returns.
    seen: HashMap<u64, (FundId, Date, Dong)>,
    /// What earlier lines were told to be, where that is one share.
    told: HashMap<u64, SharePart>,
    /// Earlier lines whose words were read.
    looked: HashSet<u64>,
    memo: Memo,
}

impl Returns {
    /// A line that says that it returns money.
    pub(crate) fn want(&mut self, line: &Line<'_>, held: bool) {
        self.memo.read(line.memo);
        let letters = self.memo.letters().to_vec();
        let place = self.wanted.len();
        self.sums.entry((line.fund, -line.amount)).or_default().push(place);
        for run in runs(&letters, SAME_WORDS) {
            self.runs.entry(run.to_vec()).or_default().wanted.push(place);
        }
        for run in runs(&letters, SHORTEST_REFERENCE) {
            self.references.entry(run.to_vec()).or_default().push(place);
        }
        self.wanted.push(Wanted {
            sequence: line.sequence,
            fund: line.fund,
            day: line.day,
            amount: line.amount,
            account: line.counter_account.map(glued).unwrap_or_default(),
            letters,
            held,
        });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.wanted.is_empty()
    }

    /// Whether a line that posted this may be what is returned: its words need not be read otherwise.
    pub(crate) fn may_return(&self, sequence: u64, fund: FundId, amount: Dong) -> bool {
        let wanting = self.sums.get(&(fund, amount)).into_iter().flatten();
        wanting.into_iter().any(|place| self.wanted[*place].sequence != sequence)
    }

    /// Looks at an earlier line.
    pub(crate) fn earlier(&mut self, earlier: &Earlier<'_>) {
        let line = &earlier.line;
        self.looked.insert(line.sequence);
        let Some(wanting) = self.sums.get(&(line.fund, line.amount)) else { return };
        let fits = |place: &usize| {
            let wanted = &self.wanted[*place];
            wanted.day >= line.day
        };
        let account = line.counter_account.map(glued).unwrap_or_default();
        if account.len() >= SHORTEST_ACCOUNT {
            for place in wanting.iter().filter(|place| fits(place)) {
                if self.wanted[*place].account == account {
                    self.pairs.entry((*place, line.sequence)).or_default().account = true;
                }
            }
        }
        let document = earlier.document.map(glued).unwrap_or_default();
        let begins = document.get(..SHORTEST_REFERENCE);
        let holding = begins.and_then(|begins| self.references.get(begins));
        for place in holding.into_iter().flatten().filter(|place| fits(place)) {
            let letters = &self.wanted[*place].letters;
            if letters.windows(document.len()).any(|window| window == document) {
                self.pairs.entry((*place, line.sequence)).or_default().reference = true;
            }
        }
        self.memo.read(line.memo);
        for run in runs(self.memo.letters(), SAME_WORDS) {
            if let Some(found) = self.runs.get_mut(run)
                // Two are as many as matter: the words are no sign then.
                && found.earlier.len() < 2
            {
                found.earlier.insert(line.sequence);
                self.seen.insert(line.sequence, (line.fund, line.day, line.amount));
            }
        }
    }

    /// What an earlier line was told to be.
    pub(crate) fn told(&mut self, line: u64, shares: &[SharePart]) {
        if !self.looked.contains(&line) {
            return;
        }
        match shares {
            [share] => self.told.insert(line, share.clone()),
            _ => self.told.remove(&line),
        };
    }

    /// Every pair, the most certain first; `left` tells how much of an earlier line is not returned yet.
    pub(crate) fn finish(mut self, left: &dyn Fn(u64, Dong) -> Dong) -> Vec<Returned> {
        self.add_same_words();
        let mut by_wanted: HashMap<usize, u32> = HashMap::new();
        let mut by_earlier: HashMap<u64, u32> = HashMap::new();
        for ((wanted, earlier), _) in self.pairs.iter().filter(|(_, pair)| pair.reference) {
            *by_wanted.entry(*wanted).or_default() += 1;
            *by_earlier.entry(*earlier).or_default() += 1;
        }
        let mut found = Vec::new();
        for ((place, earlier), pair) in &self.pairs {
            let wanted = &self.wanted[*place];
            if left(*earlier, wanted.amount) < wanted.amount.abs() {
                continue;
            }
            let alone = by_wanted.get(place) == Some(&1) && by_earlier.get(earlier) == Some(&1);
            found.push(Returned {
                sequence: wanted.sequence,
                amount: wanted.amount,
                share: self.share(wanted, *earlier),
                earlier: *earlier,
                reasons: reasons(*pair),
                certain: pair.reference && alone && !wanted.held && !wanted.amount.is_positive(),
            });
        }
        let certain: HashSet<u64> =
            found.iter().filter(|found| found.certain).map(|found| found.sequence).collect();
        found.retain(|pair| pair.certain || !certain.contains(&pair.sequence));
        found
    }

    /// Words in a row that one earlier line has and no other.
    fn add_same_words(&mut self) {
        for run in self.runs.values() {
            let mut earlier = run.earlier.iter();
            let (Some(line), None) = (earlier.next(), earlier.next()) else { continue };
            let Some((fund, day, amount)) = self.seen.get(line) else { continue };
            for place in &run.wanted {
                let wanted = &self.wanted[*place];
                let fits = wanted.fund == *fund && wanted.amount == -*amount && wanted.day >= *day;
                if fits {
                    self.pairs.entry((*place, *line)).or_default().words = true;
                }
            }
        }
    }

    /// What goes back was somebody's share of something, and is no longer.
    fn share(&self, wanted: &Wanted, earlier: u64) -> SharePart {
        let told = self.told.get(&earlier);
        let told = told.filter(|share| share.attribution == Attribution::Gift);
        let parts = told.into_iter().flat_map(|share| &share.members);
        SharePart {
            amount: wanted.amount,
            attribution: Attribution::Refund,
            donor: told.and_then(|share| share.donor),
            members: parts.map(|(person, part)| (*person, -*part)).collect(),
            organisation: told.and_then(|share| share.organisation),
            pledge: told.and_then(|share| share.pledge),
            returns: Some(earlier),
            roster: told.and_then(|share| share.roster),
        }
    }
}

fn reasons(pair: Pair) -> Vec<MatchReason> {
    let signs = [
        (MatchReason::Reference, pair.reference),
        (MatchReason::EarlierLine, pair.account),
        (MatchReason::SameWords, pair.words),
        (MatchReason::ReturnWords, true),
    ];
    signs.into_iter().filter_map(|(reason, holds)| holds.then_some(reason)).collect()
}

/// Every stretch of so many letters.
fn runs(letters: &[u8], length: usize) -> impl Iterator<Item = &[u8]> {
    letters.windows(length)
}
