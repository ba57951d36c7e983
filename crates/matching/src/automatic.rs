//! Decides, over all lines together, what may be entered unasked and what a person is asked about. In this
//! order: exact codes, then pledges and rosters that fit one line and no other, then the rules of the
//! book's people, then suggestions. A name alone never matches anything: many people have it.

use crate::codes::{Codes, Purpose};
use crate::evidence::{Evidence, Index, Line, Signs, Target, says_return};
use crate::proposal::{Alike, List, Proposal, Proposals, Suggestion};
use crate::returns::{Earlier, Returned, Returns};
use crate::targets::Targets;
use chungtay_ledger::date::Date;
use chungtay_ledger::id::{FundId, Id};
use chungtay_ledger::kinds::matching::{
    MOST_MEMBERS, MatchReason, MatchRule, MatchedBy, SharePart,
};
use chungtay_ledger::kinds::receipts::Attribution;
use chungtay_ledger::money::Dong;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A suggestion below this is none.
const LEAST_SCORE: u32 = 50;
/// Suggestions for one line at most.
const MOST_SUGGESTIONS: usize = 3;

/// A line that may belong to something.
struct Kept {
    sequence: u64,
    fund: FundId,
    day: Date,
    amount: Dong,
    evidence: Evidence,
    taken: bool,
}

/// Looks at lines one after the other, then tells what comes of all of them.
pub struct Matcher<'a> {
    targets: Targets,
    index: Index<'a>,
    kept: Vec<Kept>,
    /// Lines whose match a person undid: they take nothing, claim nothing, and are asked about.
    undone: Vec<Kept>,
    lists: BTreeMap<Alike, List>,
    returns: Returns,
    done: Proposals,
}

impl<'a> Matcher<'a> {
    /// Looks for these targets and codes.
    #[must_use]
    pub fn new(targets: &'a Targets, codes: &'a Codes) -> Self {
        Self {
            targets: targets.clone(),
            index: Index::new(targets, codes),
            kept: Vec::new(),
            undone: Vec::new(),
            lists: BTreeMap::new(),
            returns: Returns::default(),
            done: Proposals::default(),
        }
    }

    /// Looks at a line; lines come in order of entry.
    pub fn line(&mut self, line: &Line<'_>) {
        self.done.lines += 1;
        let evidence = self.index.look(line);
        if evidence.says_return {
            self.returns.want(line, false);
        }
        let kept = Kept {
            sequence: line.sequence,
            fund: line.fund,
            day: line.day,
            amount: line.amount,
            evidence,
            taken: false,
        };
        if self.targets.undone.contains_key(&kept.sequence) {
            self.undone.push(kept);
            return;
        }
        // What may belong to nothing in particular needs no other line to be told.
        if kept.evidence.signs.is_empty() && self.of_the_fund(&kept) {
            return;
        }
        if kept.evidence.has_rule_alone() {
            self.by_rule(&kept);
        } else if !kept.evidence.is_empty() {
            self.kept.push(kept);
        }
    }

    /// Looks at a credit that an import held back: it may be money sent back that came back again, and a
    /// person is asked.
    pub fn held(&mut self, line: &Line<'_>) {
        if line.amount.is_positive() && says_return(line.memo) {
            self.returns.want(line, true);
        }
    }

    /// Whether some line returns money: then the earlier lines are worth looking at.
    #[must_use]
    pub fn looks_back(&self) -> bool {
        !self.returns.is_empty()
    }

    /// Whether a line that posted this may be what is returned.
    #[must_use]
    pub fn may_be_returned(&self, sequence: u64, fund: FundId, amount: Dong) -> bool {
        self.returns.may_return(sequence, fund, amount)
    }

    /// Looks at an earlier line, told or not.
    pub fn earlier(&mut self, earlier: &Earlier<'_>) {
        self.returns.earlier(earlier);
    }

    /// What an earlier line was told to be; later than the line itself.
    pub fn told(&mut self, line: u64, shares: &[SharePart]) {
        self.returns.told(line, shares);
    }

    /// What comes of all lines.
    #[must_use]
    pub fn finish(mut self) -> Proposals {
        let mut kept = std::mem::take(&mut self.kept);
        for line in &mut kept {
            line.taken = self.by_code(line);
        }
        let taken: HashSet<u64> =
            kept.iter().filter(|line| line.taken).map(|line| line.sequence).collect();
        let returned = self.returned(&taken);
        for line in kept.iter_mut().filter(|line| returned.contains(&line.sequence)) {
            line.taken = true;
        }
        let claimed = self.by_claims(&mut kept);
        for (place, line) in kept.iter_mut().enumerate().filter(|(_, line)| !line.taken) {
            // What two lines or two targets lay claim to is for a person, not for a rule.
            if !claimed.contains(&place) && line.evidence.codes.is_empty() {
                line.taken = self.by_rule(line);
            }
        }
        for line in kept.iter().filter(|line| !line.taken) {
            self.suggest(line);
        }
        for line in std::mem::take(&mut self.undone) {
            self.suggest(&line);
        }
        self.done.automatic.sort_by_key(|proposal| proposal.line);
        self.done.suggestions.sort_by_key(|found| found.proposal.line);
        self.done.lists = self.lists.into_values().collect();
        for list in &mut self.done.lists {
            list.lines.sort_unstable();
        }
        self.done
    }

    /// Lines that return money of earlier ones, but those already taken: entered where a document's number
    /// proves it, else suggested. Returns the lines that were entered.
    fn returned(&mut self, taken: &HashSet<u64>) -> HashSet<u64> {
        let targets = &self.targets;
        let left = |earlier: u64, amount: Dong| {
            let most = if amount.is_positive() {
                targets.refunds.get(&earlier).copied().unwrap_or_default()
            } else {
                -amount
            };
            most - targets.returned.get(&earlier).copied().unwrap_or_default()
        };
        let found = std::mem::take(&mut self.returns).finish(&left);
        let (mut entered, mut suggested) = (HashSet::new(), BTreeMap::<u64, Vec<_>>::new());
        for pair in found.into_iter().filter(|pair| !taken.contains(&pair.sequence)) {
            let Returned { sequence: line, amount, share, earlier, reasons, certain } = pair;
            let certain = certain && !self.targets.undone.contains_key(&line);
            let by = if certain { MatchedBy::Reference } else { MatchedBy::Suggestion };
            let proposal = Proposal { line, amount, by, reasons, shares: vec![share] };
            if certain {
                self.propose(proposal);
                entered.insert(line);
                continue;
            }
            let of = format!("return {earlier}");
            if let Some(suggestion) = self.suggested(proposal, &of) {
                suggested.entry(line).or_default().push(suggestion);
            }
        }
        for found in suggested.into_values() {
            self.best_of(found);
        }
        entered
    }

    /// The best suggestions of one line.
    fn best_of(&mut self, mut found: Vec<Suggestion>) {
        found.sort_by(|first, second| {
            second.score.cmp(&first.score).then_with(|| first.id.cmp(&second.id))
        });
        found.truncate(MOST_SUGGESTIONS);
        self.done.suggestions.extend(found);
    }

    fn propose(&mut self, proposal: Proposal) {
        for share in &proposal.shares {
            self.fulfil(share);
        }
        self.done.automatic.push(proposal);
    }

    /// A line that is whole the same as others.
    fn list(&mut self, line: &Kept, alike: Alike) {
        let empty = || List { alike, lines: Vec::new(), sum: Dong::ZERO };
        let list = self.lists.entry(alike).or_insert_with(empty);
        list.lines.push(line.sequence);
        list.sum += line.amount;
    }

    /// A code of the line's own fund, and no other.
    fn of_the_fund(&mut self, line: &Kept) -> bool {
        let of_fund = |purpose: &Purpose| *purpose == Purpose::Fund(line.fund);
        let codes = &line.evidence.codes;
        let fits = !codes.is_empty() && codes.iter().all(of_fund) && line.amount.is_positive();
        if fits {
            self.list(
                line,
                Alike {
                    by: MatchedBy::Code,
                    rule: None,
                    fund: line.fund,
                    attribution: Attribution::Gift,
                    organisation: None,
                    incoming: true,
                },
            );
        }
        fits
    }

    fn fulfil(&mut self, share: &SharePart) {
        let less = |outstanding: &mut Dong, amount: Dong| {
            *outstanding = (*outstanding - amount).max(Dong::ZERO);
        };
        if let Some(entry) = share.pledge
            && let Some(Target::Pledge(place)) = self.index.target(Purpose::Pledge(entry))
        {
            less(&mut self.targets.pledges[place].outstanding, share.amount);
        }
        let Some(roster) = share.roster else { return };
        let parts = share.members.iter().map(|(person, part)| (*person, *part));
        for (person, part) in parts.chain(share.donor.map(|donor| (donor, share.amount))) {
            if let Some(Target::Member(place)) = self.index.target(Purpose::Member(roster, person))
            {
                less(&mut self.targets.members[place].outstanding, part);
            }
        }
    }

    /// By a code, or by several that say the same: a fund's beside that of something in it.
    fn by_code(&mut self, line: &Kept) -> bool {
        if self.of_the_fund(line) {
            return true;
        }
        let codes = &line.evidence.codes;
        let in_fund = |purpose: &Purpose| match purpose {
            Purpose::Fund(fund) => *fund == line.fund,
            _ => self.index.target(*purpose).is_some_and(|it| self.index.fund_of(it) == line.fund),
        };
        if codes.is_empty() || !codes.iter().all(in_fund) {
            return false;
        }
        let narrower: Vec<Target> =
            codes.iter().filter_map(|purpose| self.index.target(*purpose)).collect();
        let incoming = line.amount.is_positive();
        let [target] = narrower.as_slice() else { return false };
        if !incoming && !line.evidence.says_return {
            return false;
        }
        let shares = self.shares(line, self.member_named(line, *target));
        let mut reasons = vec![MatchReason::Code];
        if !incoming {
            reasons.push(MatchReason::ReturnWords);
        }
        self.propose(proposal(line, MatchedBy::Code, reasons, shares));
        true
    }

    /// A roster's code beside the name of one member and that member's sum is that member's.
    fn member_named(&self, line: &Kept, target: Target) -> Target {
        let Target::Roster(roster) = target else { return target };
        let mut members = line.evidence.signs.iter().filter(|(other, signs)| match other {
            Target::Member(place) => {
                let member = &self.targets.members[*place];
                member.roster == roster && signs.name_alone && member.outstanding == line.amount
            }
            _ => false,
        });
        match (members.next(), members.next()) {
            (Some((member, _)), None) => *member,
            _ => target,
        }
    }

    /// The shares of a line that belongs to a target.
    fn shares(&self, line: &Kept, target: Target) -> Vec<SharePart> {
        match target {
            Target::Pledge(place) => {
                let pledge = &self.targets.pledges[place];
                let (donor, organisation) = (pledge.donor, pledge.organisation);
                let pledge = Some(pledge.entry);
                vec![SharePart { donor, organisation, pledge, ..part(line) }]
            }
            Target::Member(place) => {
                let member = &self.targets.members[place];
                let roster = &self.targets.rosters[member.roster];
                let (donor, organisation) = (Some(member.person), roster.organisation);
                let roster = Some(roster.id);
                vec![SharePart { donor, organisation, roster, ..part(line) }]
            }
            Target::Roster(place) => {
                let roster = &self.targets.rosters[place];
                let (organisation, id) = (roster.organisation, Some(roster.id));
                let whole = SharePart { organisation, roster: id, ..part(line) };
                self.split(place, whole)
            }
        }
    }

    /// A unit's transfer over its members where it reaches what they all still owe; what is beyond is
    /// nobody's share. Where it does not, nobody can tell whose it is, and nobody guesses.
    fn split(&self, roster: usize, whole: SharePart) -> Vec<SharePart> {
        let members = self.targets.rosters[roster].members.iter();
        let owing = members.map(|place| &self.targets.members[*place]);
        let owing: Vec<_> = owing.filter(|member| member.outstanding > Dong::ZERO).collect();
        let owed: Dong = owing.iter().map(|member| member.outstanding).sum();
        if owing.is_empty() || whole.amount < owed || owing.len() > MOST_MEMBERS {
            return vec![whole];
        }
        let members = owing.iter().map(|member| (member.person, member.outstanding)).collect();
        let mut shares = vec![SharePart { amount: owed, members, ..whole.clone() }];
        let rest = whole.amount - owed;
        if rest > Dong::ZERO {
            shares.push(SharePart { amount: rest, ..whole });
        }
        shares
    }

    /// Pledges and rosters that fit one line, where that line fits nothing else. Returns the lines that
    /// were claimed and not taken, by place.
    fn by_claims(&mut self, kept: &mut [Kept]) -> HashSet<usize> {
        let mut claims: Vec<(usize, Target, Vec<MatchReason>)> = Vec::new();
        let mut of_target: HashMap<Target, u32> = HashMap::new();
        let mut of_line: HashMap<usize, u32> = HashMap::new();
        for (place, line) in kept.iter().enumerate().filter(|(_, line)| !line.taken) {
            if !line.evidence.codes.is_empty() {
                continue;
            }
            for (target, signs) in &line.evidence.signs {
                if let Some(reasons) = self.claim(line, *target, *signs) {
                    *of_target.entry(*target).or_default() += 1;
                    *of_line.entry(place).or_default() += 1;
                    claims.push((place, *target, reasons));
                }
            }
        }
        let mut left = HashSet::new();
        for (place, target, reasons) in claims {
            let alone = of_target.get(&target) == Some(&1) && of_line.get(&place) == Some(&1);
            let line = &kept[place];
            let signs = line.evidence.signs.iter().find(|(other, _)| *other == target);
            // An earlier line of this run may have given what this one would.
            let still = signs.is_some_and(|(_, signs)| self.claim(line, target, *signs).is_some());
            if !alone || !still {
                left.insert(place);
                continue;
            }
            let by = match target {
                Target::Pledge(_) => MatchedBy::Pledge,
                Target::Roster(_) | Target::Member(_) => MatchedBy::Roster,
            };
            let shares = self.shares(line, target);
            self.propose(proposal(line, by, reasons, shares));
            kept[place].taken = true;
        }
        left
    }

    /// Why a line is a target's beyond doubt, if it is: three things at once, or an account that was given.
    fn claim(&self, line: &Kept, target: Target, signs: Signs) -> Option<Vec<MatchReason>> {
        let targets = &self.targets;
        match target {
            Target::Pledge(place) => {
                let pledge = &targets.pledges[place];
                let fits = pledge.outstanding == line.amount && line.day >= pledge.since;
                (signs.unit_alone && fits).then(|| vec![MatchReason::Unit, MatchReason::Amount])
            }
            Target::Roster(place) => {
                let several = targets.rosters[place].members.len() > 1;
                let fits = targets.outstanding_of_roster(place) == line.amount;
                (signs.unit_alone && several && fits && line.amount.is_positive())
                    .then(|| vec![MatchReason::Unit, MatchReason::WholeUnit])
            }
            Target::Member(place) => {
                let member = &targets.members[place];
                let unit = Target::Roster(member.roster);
                let unit = line.evidence.signs.iter().find(|(other, _)| *other == unit);
                let unit = unit.is_some_and(|(_, signs)| signs.unit_beside);
                let fits = member.outstanding == line.amount && line.amount.is_positive();
                match (signs.account, signs.name_alone && unit) {
                    (true, _) if fits => {
                        Some(vec![MatchReason::CounterAccount, MatchReason::Amount])
                    }
                    (_, true) if fits => {
                        Some(vec![MatchReason::Unit, MatchReason::Name, MatchReason::Amount])
                    }
                    _ => None,
                }
            }
        }
    }

    fn by_rule(&mut self, line: &Kept) -> bool {
        let Some(rule) = line.evidence.rule.and_then(|place| self.targets.rules.get(place)) else {
            return false;
        };
        let alike = Alike {
            by: MatchedBy::Rule,
            rule: Some(rule.entry),
            fund: line.fund,
            attribution: rule.rule.attribution,
            organisation: rule.rule.organisation,
            incoming: line.amount.is_positive(),
        };
        self.list(line, alike);
        true
    }

    fn suggest(&mut self, line: &Kept) {
        let signs = line.evidence.signs.iter();
        let found = signs.filter_map(|(target, signs)| self.suggestion(line, *target, *signs));
        let mut found: Vec<Suggestion> = found.collect();
        if self.targets.undone.contains_key(&line.sequence) {
            found.extend(self.whole_again(line));
        }
        self.best_of(found);
    }

    fn suggestion(&self, line: &Kept, target: Target, signs: Signs) -> Option<Suggestion> {
        if !line.amount.is_positive() && !line.evidence.says_return {
            return None;
        }
        let reasons = self.reasons(line, target, signs);
        let shares = self.shares(line, target);
        self.suggested(proposal(line, MatchedBy::Suggestion, reasons, shares), &self.of(target))
    }

    /// A proposal as a suggestion, where enough speaks for it and nobody declined it. What was undone is asked
    /// about again, however little speaks for it.
    fn suggested(&self, proposal: Proposal, of: &str) -> Option<Suggestion> {
        let undone = self.targets.undone.get(&proposal.line).copied();
        let score = score(&proposal.reasons);
        let score = if undone.is_some() { score.max(LEAST_SCORE) } else { score };
        let id = identifier(proposal.line, of)?;
        let stands = score >= LEAST_SCORE && !self.targets.declined.contains(&id);
        stands.then(|| Suggestion { id, score: score.min(99), undone, proposal })
    }

    /// What the fund's code or a rule would say of a line whose match was undone.
    fn whole_again(&self, line: &Kept) -> Vec<Suggestion> {
        let codes = &line.evidence.codes;
        let of_fund = |purpose: &Purpose| *purpose == Purpose::Fund(line.fund);
        let by_code = !codes.is_empty() && codes.iter().all(of_fund) && line.amount.is_positive();
        let code = by_code
            .then(|| (MatchReason::Code, Attribution::Gift, None, format!("fund {}", line.fund)));
        let rule = line.evidence.rule.and_then(|place| self.targets.rules.get(place));
        let rule = rule.map(|found| {
            let MatchRule { attribution, organisation, .. } = found.rule;
            (MatchReason::RuleHolds, attribution, organisation, format!("rule {}", found.entry))
        });
        let told = code.into_iter().chain(rule);
        let told = told.filter_map(|(reason, attribution, organisation, of)| {
            let share = SharePart { attribution, organisation, ..part(line) };
            let told = proposal(line, MatchedBy::Suggestion, vec![reason], vec![share]);
            self.suggested(told, &of)
        });
        told.collect()
    }

    fn reasons(&self, line: &Kept, target: Target, signs: Signs) -> Vec<MatchReason> {
        let targets = &self.targets;
        let (outstanding, unit, whole) = match target {
            Target::Pledge(place) => (targets.pledges[place].outstanding, signs.unit, false),
            Target::Roster(place) => (targets.outstanding_of_roster(place), signs.unit, true),
            Target::Member(place) => {
                let member = &targets.members[place];
                let of_unit = |(other, signs): &(Target, Signs)| {
                    *other == Target::Roster(member.roster) && signs.unit
                };
                (member.outstanding, line.evidence.signs.iter().any(of_unit), false)
            }
        };
        let fits = outstanding == line.amount;
        let name = signs.name || signs.name_alone;
        [
            (MatchReason::Code, signs.code),
            (MatchReason::NearCode, signs.near_code),
            (MatchReason::CounterAccount, signs.account),
            (MatchReason::Unit, unit),
            (MatchReason::Name, name),
            (MatchReason::NameParts, signs.name_parts && !name),
            (MatchReason::WholeUnit, fits && whole),
            (MatchReason::Amount, fits && !whole),
            (MatchReason::ReturnWords, line.evidence.says_return),
        ]
        .into_iter()
        .filter_map(|(reason, holds)| holds.then_some(reason))
        .collect()
    }

    /// What tells a target from others, for a suggestion's identifier.
    fn of(&self, target: Target) -> String {
        match target {
            Target::Pledge(place) => format!("pledge {}", self.targets.pledges[place].entry),
            Target::Roster(place) => format!("roster {}", self.targets.rosters[place].id),
            Target::Member(place) => {
                let member = &self.targets.members[place];
                format!("member {} {}", self.targets.rosters[member.roster].id, member.person)
            }
        }
    }
}

/// A line as one share that fulfils nothing in particular.
fn part(line: &Kept) -> SharePart {
    let attribution =
        if line.amount.is_positive() { Attribution::Gift } else { Attribution::Refund };
    SharePart {
        amount: line.amount,
        attribution,
        donor: None,
        members: BTreeMap::new(),
        organisation: None,
        pledge: None,
        returns: None,
        roster: None,
    }
}

fn identifier(line: u64, of: &str) -> Option<Id> {
    let hash = Sha256::digest(format!("suggestion {line} {of}"));
    let letters = hash.iter().take(8);
    let text: String = letters.map(|byte| char::from(SLUG[usize::from(byte % 32)])).collect();
    Id::new(&text)
}

fn score(reasons: &[MatchReason]) -> u32 {
    reasons.iter().map(|reason| points(*reason)).sum()
}

/// What an identifier is written with: no letter is taken for another.
const SLUG: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

fn proposal(
    line: &Kept,
    by: MatchedBy,
    reasons: Vec<MatchReason>,
    shares: Vec<SharePart>,
) -> Proposal {
    Proposal { line: line.sequence, amount: line.amount, by, reasons, shares }
}

/// How much a reason weighs.
fn points(reason: MatchReason) -> u32 {
    match reason {
        MatchReason::Code => 70,
        MatchReason::NearCode | MatchReason::CounterAccount | MatchReason::Reference => 60,
        MatchReason::Name | MatchReason::WholeUnit | MatchReason::SameWords => 40,
        MatchReason::Amount | MatchReason::ReturnWords => 30,
        MatchReason::EarlierLine => 50,
        MatchReason::NameParts => 25,
        MatchReason::Unit => 20,
        MatchReason::RuleHolds => 0,
    }
}
