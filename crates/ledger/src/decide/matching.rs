//! Rules for what is matched with lines: a line is told what it is once, its shares add up to it, and what
//! they fulfil is there, of the same fund, and of the person named. Who accepts a suggestion for a giver
//! is not that giver.

use super::receipts::{account_of, check_direction, open_line, opposite};
use super::{Asked, Facts, known, known_optional, moved, positive, posting};
use crate::entry::Posting;
use crate::id::{AccountId, FundId};
use crate::kinds::bodies::Body;
use crate::kinds::matching::{
    LONGEST_LIST, MOST_MEMBERS, MatchRule, MatchedBy, MatchedLine, MatchedLines, Roster,
    RosterMember, SharePart, SuggestionDeclined,
};
use crate::kinds::receipts::{Attribution, Share};
use crate::money::Dong;
use crate::refusal::Refusal;
use crate::state::State;
use std::collections::BTreeMap;

pub(super) fn roster(state: &State, roster: &Roster) -> Result<Vec<Posting>, Refusal> {
    if state.matching.rosters.contains_key(&roster.id) {
        return Err(Refusal::Exists { thing: "roster", id: roster.id.to_string() });
    }
    known(&state.funds, "fund", &roster.fund)?;
    known_optional(&state.organisations, "organisation", roster.organisation.as_ref())?;
    Ok(Vec::new())
}

pub(super) fn member(state: &State, member: &RosterMember) -> Result<Vec<Posting>, Refusal> {
    if state.matching.members.contains_key(&(member.roster, member.person)) {
        return Err(Refusal::Exists { thing: "roster-member", id: member.person.to_string() });
    }
    known(&state.persons, "person", &member.person)?;
    known(&state.matching.rosters, "roster", &member.roster)?;
    positive("amount", member.amount)?;
    Ok(Vec::new())
}

pub(super) fn rule(state: &State, rule: &MatchRule) -> Result<Vec<Posting>, Refusal> {
    known_optional(&state.accounts, "account", rule.account.as_ref())?;
    known_optional(&state.funds, "fund", rule.fund.as_ref())?;
    known_optional(&state.organisations, "organisation", rule.organisation.as_ref())?;
    for (field, amount) in [("amount_from", rule.amount_from), ("amount_to", rule.amount_to)] {
        amount.map_or(Ok(()), |amount| positive(field, amount))?;
    }
    let backward =
        |from: Option<_>, to: Option<_>| from.zip(to).is_some_and(|(from, to)| from > to);
    if backward(rule.amount_from.map(|amount| amount.0), rule.amount_to.map(|amount| amount.0)) {
        return Err(Refusal::DoesNotMatch { field: "amount_to" });
    }
    match rule.from.zip(rule.to) {
        Some((from, to)) if from > to => Err(Refusal::BackwardPeriod {}),
        _ => Ok(Vec::new()),
    }
}

pub(super) fn declined(
    state: &State,
    facts: &Facts,
    declined: &SuggestionDeclined,
) -> Result<Vec<Posting>, Refusal> {
    super::receipts::posting_of_line(state, facts, declined.line)?;
    if state.matching.declined.contains_key(&declined.suggestion) {
        let id = declined.suggestion.to_string();
        return Err(Refusal::Exists { thing: "suggestion", id });
    }
    Ok(Vec::new())
}

pub(super) fn line(
    state: &State,
    facts: &Facts,
    asked: &Asked,
    matched: &MatchedLine,
) -> Result<Vec<Posting>, Refusal> {
    for share in &matched.shares {
        known_optional(&state.persons, "person", share.donor.as_ref())?;
        known_optional(&state.organisations, "organisation", share.organisation.as_ref())?;
        known_optional(&state.matching.rosters, "roster", share.roster.as_ref())?;
    }
    let line = open_line(state, facts, matched.line)?;
    follows_rule(state, matched.by, matched.rule)?;
    let shares: Dong = matched.shares.iter().map(|share| share.amount).sum();
    if shares != line.amount {
        return Err(Refusal::SharesDiffer { line: line.amount, shares });
    }
    returning(state, facts, line, matched)?;
    let mut sums: BTreeMap<AccountId, Dong> = BTreeMap::new();
    for share in &matched.shares {
        check_direction(&plain(share), line.amount).or_else(|refusal| {
            // Money sent back that came back again.
            let came_back = share.returns.is_some() && share.attribution == Attribution::Refund;
            let incoming = share.amount.is_positive() && line.amount.is_positive();
            if came_back && incoming { Ok(()) } else { Err(refusal) }
        })?;
        fulfils(state, line.fund, share)?;
        rule_says(state, matched.rule, share.attribution)?;
        if matched.by == MatchedBy::Suggestion {
            not_the_giver(state, asked, share)?;
        }
        *sums.entry(account_of(share.attribution)).or_default() += share.amount;
    }
    let mut postings = vec![Posting { account: opposite(line.amount), ..line }];
    postings
        .extend(sums.into_iter().filter_map(|(account, sum)| posting(account, line.fund, -sum)));
    Ok(postings)
}

/// The share as it was before it said what it fulfils.
fn plain(share: &SharePart) -> Share {
    let SharePart { amount, attribution, donor, organisation, .. } = share.clone();
    Share { amount, attribution, donor, organisation }
}

/// A rule is named where a rule says so, and nowhere else.
fn follows_rule(state: &State, by: MatchedBy, rule: Option<u64>) -> Result<(), Refusal> {
    match (by, rule) {
        (MatchedBy::Rule, None) => Err(Refusal::Needs { field: "rule" }),
        (MatchedBy::Rule, Some(rule)) => known(&state.matching.rules, "match-rule", &rule),
        (_, Some(_)) => Err(Refusal::Excess { field: "rule" }),
        (_, None) => Ok(()),
    }
}

fn rule_says(state: &State, rule: Option<u64>, attribution: Attribution) -> Result<(), Refusal> {
    match rule.and_then(|rule| state.matching.rules.get(&rule)) {
        Some(rule) if rule.attribution != attribution => {
            Err(Refusal::DoesNotMatch { field: "attribution" })
        }
        _ => Ok(()),
    }
}

/// Only gifts fulfil something, and money sent back takes that away again.
fn fulfils(state: &State, fund: FundId, share: &SharePart) -> Result<(), Refusal> {
    let is_promised = matches!(share.attribution, Attribution::Gift | Attribution::Refund);
    let named = [("pledge", share.pledge.is_some()), ("roster", share.roster.is_some())];
    if let Some((field, _)) = named.iter().find(|(_, given)| *given && !is_promised) {
        return Err(Refusal::Excess { field });
    }
    if share.pledge.is_some() && share.roster.is_some() {
        return Err(Refusal::Excess { field: "roster" });
    }
    if let Some(sequence) = share.pledge {
        let found = state.matching.pledges.get(&sequence);
        let needed = "pledge/1";
        let found = found.ok_or(Refusal::WrongEntry { entry: sequence, needed })?;
        if found.pledge.fund != fund {
            return Err(Refusal::DoesNotMatch { field: "fund" });
        }
    }
    split(state, share)?;
    let Some(roster) = share.roster else { return Ok(()) };
    if state.matching.rosters.get(&roster).is_some_and(|found| found.roster.fund != fund) {
        return Err(Refusal::DoesNotMatch { field: "fund" });
    }
    match share.donor {
        Some(donor) if !state.matching.members.contains_key(&(roster, donor)) => {
            Err(Refusal::Unknown { thing: "roster-member", id: donor.to_string() })
        }
        _ => Ok(()),
    }
}

/// A share that is split is split over members of its roster, and to the last đồng.
fn split(state: &State, share: &SharePart) -> Result<(), Refusal> {
    if share.members.is_empty() {
        return Ok(());
    }
    let roster = share.roster.ok_or(Refusal::Needs { field: "roster" })?;
    if share.donor.is_some() {
        return Err(Refusal::Excess { field: "donor" });
    }
    if share.members.len() > MOST_MEMBERS {
        return Err(Refusal::NotRepresentable { field: "members".to_owned() });
    }
    for (person, part) in &share.members {
        if !state.matching.members.contains_key(&(roster, *person)) {
            return Err(Refusal::Unknown { thing: "roster-member", id: person.to_string() });
        }
        if *part == Dong::ZERO || part.is_positive() != share.amount.is_positive() {
            return Err(Refusal::DoesNotMatch { field: "members" });
        }
    }
    let shares: Dong = share.members.values().copied().sum();
    if shares == share.amount {
        Ok(())
    } else {
        Err(Refusal::SharesDiffer { line: share.amount, shares })
    }
}

/// What is returned came the other way, earlier, in the same fund, and is returned once.
fn returning(
    state: &State,
    facts: &Facts,
    line: Posting,
    matched: &MatchedLine,
) -> Result<(), Refusal> {
    let day_of = |entry| facts.entry(state, entry, "bank_line/1").map(|entry| entry.occurred_on);
    let mut sums: BTreeMap<u64, Dong> = BTreeMap::new();
    for share in &matched.shares {
        let Some(earlier) = share.returns else { continue };
        if share.attribution != Attribution::Refund {
            return Err(Refusal::Excess { field: "returns" });
        }
        let found = super::receipts::posting_of_line(state, facts, earlier)?;
        if state.flags.reversed.get(earlier) {
            return Err(Refusal::AlreadyReversed { entry: earlier });
        }
        if found.fund != line.fund {
            return Err(Refusal::DoesNotMatch { field: "fund" });
        }
        let same_way = found.amount.is_positive() == line.amount.is_positive();
        if same_way || day_of(earlier)? > day_of(matched.line)? {
            return Err(Refusal::DoesNotMatch { field: "returns" });
        }
        // Of money that went out only what was sent back to givers.
        let most = if found.amount.is_positive() {
            found.amount
        } else {
            state.matching.refunds.get(&earlier).copied().unwrap_or_default()
        };
        let before = state.matching.returned.get(&earlier).copied().unwrap_or_default();
        let sum = sums.entry(earlier).or_default();
        *sum += share.amount.abs();
        if before + *sum > most {
            return Err(Refusal::DoesNotMatch { field: "returns" });
        }
    }
    Ok(())
}

fn not_the_giver(state: &State, asked: &Asked, share: &SharePart) -> Result<(), Refusal> {
    let actor = state.person(asked.actor);
    let pledge = share.pledge.and_then(|sequence| state.matching.pledges.get(&sequence));
    let promised = pledge.and_then(|found| found.pledge.donor);
    let givers = [share.donor, promised].into_iter().flatten();
    let mut givers = givers.chain(share.members.keys().copied());
    if givers.any(|giver| state.person(giver) == actor) {
        return Err(Refusal::SecondPerson { person: actor });
    }
    Ok(())
}

pub(super) fn lines(
    state: &State,
    facts: &Facts,
    matched: &MatchedLines,
) -> Result<Vec<Posting>, Refusal> {
    known_optional(&state.organisations, "organisation", matched.organisation.as_ref())?;
    let rising = matched.lines.windows(2).all(|pair| pair[0] < pair[1]);
    if matched.lines.is_empty() || !rising || matched.lines.len() > LONGEST_LIST {
        return Err(Refusal::NotRepresentable { field: "lines".to_owned() });
    }
    follows_rule(state, matched.by, matched.rule)?;
    rule_says(state, matched.rule, matched.attribution)?;
    if !matches!(matched.by, MatchedBy::Code | MatchedBy::Rule) {
        return Err(Refusal::DoesNotMatch { field: "by" });
    }
    let mut first = None;
    let mut sum = Dong::ZERO;
    for sequence in &matched.lines {
        let line = open_line(state, facts, *sequence)?;
        let share = Share {
            amount: line.amount,
            attribution: matched.attribution,
            donor: None,
            organisation: None,
        };
        check_direction(&share, line.amount)?;
        let first = *first.get_or_insert(line);
        if first.fund != line.fund {
            return Err(Refusal::DoesNotMatch { field: "fund" });
        }
        if first.amount.is_positive() != line.amount.is_positive() {
            return Err(Refusal::DoesNotMatch { field: "amount" });
        }
        sum += line.amount;
    }
    let Some(first) = first else { return Ok(Vec::new()) };
    let (waiting, told) = (opposite(first.amount), account_of(matched.attribution));
    Ok(moved(first.fund, told, waiting, sum))
}

/// Whether anything rests on an entry, so that it is not undone before that is.
pub(super) fn is_in_use(state: &State, sequence: u64, body: &Body) -> bool {
    let matching = &state.matching;
    // What came back again rests on its line having been told to be sent back.
    let is_returned =
        |line: u64| matching.refunds.contains_key(&line) && matching.returned.contains_key(&line);
    match body {
        Body::Pledge(_) | Body::NamedPledge(_) => {
            matching.pledges.get(&sequence).is_some_and(|found| found.gifts > 0)
        }
        Body::RosterMember(member) => {
            let found = matching.members.get(&(member.roster, member.person));
            found.is_some_and(|found| found.gifts > 0)
        }
        Body::BankLine(_) | Body::BankLinePart(_) => matching.returned.contains_key(&sequence),
        Body::Attribution(told) | Body::NamedAttribution(told) => is_returned(told.line),
        Body::MatchedLine(told) => is_returned(told.line),
        Body::MatchedLines(told) => told.lines.iter().any(|line| is_returned(*line)),
        _ => false,
    }
}

pub(super) fn names_of(body: &Body) -> Vec<u64> {
    match body {
        Body::MatchedLine(matched) => {
            let returned = matched.shares.iter().filter_map(|share| share.returns);
            [matched.line].into_iter().chain(returned).collect()
        }
        Body::MatchedLines(matched) => matched.lines.clone(),
        Body::SuggestionDeclined(declined) => vec![declined.line],
        _ => Vec::new(),
    }
}
