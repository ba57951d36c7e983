//! What matching changes: which lines are told what they are, and what came of pledges and rosters.

use super::attribute_line;
use crate::date::Date;
use crate::decide::Facts;
use crate::kinds::bodies::Body;
use crate::kinds::matching::{MatchedLine, MatchedLines, RosterMember, SharePart};
use crate::kinds::receipts::{Attribution, Pledge};
use crate::money::Dong;
use crate::state::{MemberFigures, PledgeFigures, RosterFigures, State};

pub(super) fn pledged(state: &mut State, at: u64, pledge: &Pledge, since: Date) {
    let figures = PledgeFigures { gifts: 0, pledge: pledge.clone(), received: Dong::ZERO, since };
    state.matching.pledges.insert(at, figures);
}

pub(super) fn fold(state: &mut State, at: u64, body: &Body, named: &Facts) {
    match body {
        Body::Roster(roster) => {
            let figures = RosterFigures {
                at,
                expected: Dong::ZERO,
                gifts: 0,
                members: 0,
                received: Dong::ZERO,
                roster: roster.clone(),
            };
            state.matching.rosters.insert(roster.id, figures);
        }
        Body::RosterMember(member) => {
            let figures =
                MemberFigures { at, gifts: 0, member: member.clone(), received: Dong::ZERO };
            state.matching.members.insert((member.roster, member.person), figures);
            expect(state, member, 1);
        }
        Body::MatchRule(rule) => {
            state.matching.rules.insert(at, rule.clone());
        }
        Body::MatchedLine(matched) => line(state, matched, named, true),
        Body::MatchedLines(matched) => lines(state, matched, named, true),
        Body::SuggestionDeclined(declined) => {
            state.matching.declined.insert(declined.suggestion, at);
        }
        _ => {}
    }
}

pub(super) fn undo(state: &mut State, sequence: u64, body: &Body, named: &Facts) {
    match body {
        Body::RosterMember(member) => {
            state.matching.members.remove(&(member.roster, member.person));
            expect(state, member, -1);
        }
        Body::MatchRule(_) => {
            state.matching.rules.remove(&sequence);
        }
        Body::MatchedLine(matched) => line(state, matched, named, false),
        Body::MatchedLines(matched) => lines(state, matched, named, false),
        Body::SuggestionDeclined(declined) => {
            state.matching.declined.remove(&declined.suggestion);
        }
        _ => {}
    }
}

fn expect(state: &mut State, member: &RosterMember, times: i64) {
    let Some(roster) = state.matching.rosters.get_mut(&member.roster) else { return };
    roster.members = roster.members.saturating_add_signed(times);
    roster.expected += Dong(member.amount.0.saturating_mul(times));
}

fn line(state: &mut State, matched: &MatchedLine, named: &Facts, attributed: bool) {
    let gifts = matched.shares.iter().map(SharePart::gifts).sum();
    attribute_line(state, matched.line, gifts, named, attributed);
    remember(state, matched.line, attributed);
    let times = if attributed { 1 } else { -1 };
    for share in &matched.shares {
        fulfil(state, share, times);
    }
    let refunds = matched.shares.iter().filter(|share| share.attribution == Attribution::Refund);
    let refunds = refunds.map(|share| share.amount).sum();
    sent_back(state, matched.line, refunds, attributed);
}

/// Remembers that a line's match was undone, by the entry that is folded now, until it is told anew: nobody is
/// to find it matched again unasked.
fn remember(state: &mut State, line: u64, attributed: bool) {
    let reversal = state.size;
    if attributed {
        state.matching.undone.remove(&line);
    } else {
        state.matching.undone.insert(line, reversal);
    }
}

/// Remembers what an outgoing line sent back to givers, so that what comes back of it is known for that.
pub(super) fn sent_back(state: &mut State, line: u64, refunds: Dong, attributed: bool) {
    if refunds >= Dong::ZERO {
        return;
    }
    if attributed {
        state.matching.refunds.insert(line, -refunds);
    } else {
        state.matching.refunds.remove(&line);
    }
}

fn fulfil(state: &mut State, share: &SharePart, times: i64) {
    let amount = Dong(share.amount.0.saturating_mul(times));
    let step = |gifts: u64| gifts.saturating_add_signed(times);
    let count = i64::try_from(share.members.len().max(1)).unwrap_or(i64::MAX);
    let matching = &mut state.matching;
    if let Some(earlier) = share.returns {
        let returned = matching.returned.entry(earlier).or_default();
        *returned += Dong(share.amount.abs().0.saturating_mul(times));
        if *returned == Dong::ZERO {
            matching.returned.remove(&earlier);
        }
    }
    let pledge = share.pledge.and_then(|pledge| matching.pledges.get_mut(&pledge));
    if let Some(figures) = pledge {
        figures.received += amount;
        figures.gifts = step(figures.gifts);
    }
    let Some(roster) = share.roster else { return };
    if let Some(figures) = matching.rosters.get_mut(&roster) {
        figures.received += amount;
        figures.gifts = figures.gifts.saturating_add_signed(count.saturating_mul(times));
    }
    let parts = share.members.iter().map(|(person, part)| (*person, *part));
    for (person, part) in parts.chain(share.donor.map(|donor| (donor, share.amount))) {
        if let Some(figures) = matching.members.get_mut(&(roster, person)) {
            figures.received += Dong(part.0.saturating_mul(times));
            figures.gifts = step(figures.gifts);
        }
    }
}

fn lines(state: &mut State, matched: &MatchedLines, named: &Facts, attributed: bool) {
    let gifts = usize::from(matched.attribution == Attribution::Gift);
    for sequence in &matched.lines {
        attribute_line(state, *sequence, gifts, named, attributed);
        remember(state, *sequence, attributed);
        if matched.attribution == Attribution::Refund {
            let posting = named.entries.get(sequence).and_then(|entry| entry.postings.first());
            let amount = posting.map(|posting| posting.amount).unwrap_or_default();
            sent_back(state, *sequence, amount, attributed);
        }
    }
}
