//! The commands of the golden log `matching`: rosters, rules, and what lines turned out to be and why.

use crate::commands::{rule as rule_over, *};
use crate::world::{CREDIT, CREDIT_2, DEBIT, NEXT, World, small_book};
use chungtay_ledger::decide::Command;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::matching::{
    MatchReason, MatchRule, MatchedBy, MatchedLine, MatchedLines, Roster, RosterMember, SharePart,
    SuggestionDeclined,
};
use chungtay_ledger::kinds::receipts::Attribution;
use chungtay_ledger::money::Dong;
use std::collections::BTreeMap;

pub fn roster(id: &str, fund: &str) -> Command {
    say(Body::Roster(Roster {
        due: Some(day("2024-09-30")),
        fund: slug(fund),
        id: slug(id),
        name: "Một ngày lương, Chi cục".into(),
        organisation: Some(slug("customs")),
    }))
}

pub fn member(roster: &str, person: &str, amount: i64) -> Command {
    let (roster, person) = (slug(roster), slug(person));
    say(Body::RosterMember(RosterMember { amount: Dong(amount), person, roster }))
}

/// A rule over lines with these words.
pub fn match_rule(attribution: Attribution, words: &[&str]) -> Command {
    say(Body::MatchRule(MatchRule {
        account: Some(slug("vcb")),
        amount_from: None,
        amount_to: Some(Dong(1_000_000)),
        attribution,
        from: Some(day("2024-01-01")),
        fund: None,
        name: "Quy tắc".into(),
        organisation: None,
        to: None,
        words: words.iter().map(|word| (*word).to_owned()).collect(),
    }))
}

/// A rule with something changed.
pub fn rule_with(mut command: Command, change: impl FnOnce(&mut MatchRule)) -> Command {
    if let Body::MatchRule(rule) = &mut command.body {
        change(rule);
    }
    command
}

pub fn part(amount: i64) -> SharePart {
    SharePart {
        amount: Dong(amount),
        attribution: if amount < 0 { Attribution::Refund } else { Attribution::Gift },
        donor: None,
        members: BTreeMap::new(),
        organisation: None,
        pledge: None,
        returns: None,
        roster: None,
    }
}

/// A share that returns money of an earlier line.
pub fn returning(amount: i64, earlier: u64) -> SharePart {
    SharePart { attribution: Attribution::Refund, returns: Some(earlier), ..part(amount) }
}

pub fn of_pledge(amount: i64, pledge: u64) -> SharePart {
    SharePart { pledge: Some(pledge), ..part(amount) }
}

pub fn of_member(amount: i64, roster: &str, donor: Option<&str>) -> SharePart {
    SharePart { donor: donor.map(slug), roster: Some(slug(roster)), ..part(amount) }
}

/// A share split over members of a roster.
pub fn of_members(roster: &str, parts: &[(&str, i64)]) -> SharePart {
    let amount = parts.iter().map(|(_, part)| part).sum();
    let members = parts.iter().map(|(person, part)| (slug(person), Dong(*part))).collect();
    SharePart { members, ..of_member(amount, roster, None) }
}

pub fn match_line(line: u64, by: MatchedBy, shares: Vec<SharePart>) -> Command {
    let reasons = vec![MatchReason::Name, MatchReason::Amount];
    say(Body::MatchedLine(MatchedLine { by, line, reasons, rule: None, shares }))
}

pub fn by_rule(line: u64, rule: u64, shares: Vec<SharePart>) -> Command {
    let reasons = vec![MatchReason::RuleHolds];
    let body = MatchedLine { by: MatchedBy::Rule, line, reasons, rule: Some(rule), shares };
    say(Body::MatchedLine(body))
}

pub fn match_lines(lines: &[u64], by: MatchedBy, rule: Option<u64>) -> Command {
    say(Body::MatchedLines(MatchedLines {
        attribution: Attribution::Gift,
        by,
        lines: lines.to_vec(),
        organisation: None,
        rule,
    }))
}

pub fn decline(line: u64, suggestion: &str) -> Command {
    say(Body::SuggestionDeclined(SuggestionDeclined { line, suggestion: slug(suggestion) }))
}

/// The small book with two pledges, a roster of two, two rules, and lines matched with them.
pub fn made() -> World {
    let mut world = World::default();
    for entry in small_book().entries {
        world.must(Command::from(&entry));
    }
    let commands = vec![
        roster("r1", "any"),
        member("r1", "checker", 600),
        member("r1", "payer", 400),
        pledge("any", 5_000),
        pledge("any", 700),
        match_rule(Attribution::Gift, &["ủng hộ"]),
        match_rule(Attribution::Fee, &[]),
        line(1, 5, 2_000),
        line(1, 6, 3_500),
        line(1, 7, 77),
        line(1, 8, 78),
        line(1, 9, -250),
        line(1, 10, 1),
        line(1, 11, -9),
    ];
    for command in commands {
        world.must(command);
    }
    let (pledge, other, rule) = (NEXT + 3, NEXT + 4, NEXT + 5);
    let first = NEXT + 7;
    let whole = vec![of_members("r1", &[("checker", 600), ("payer", 400)])];
    for command in [
        match_line(CREDIT, MatchedBy::Roster, whole),
        match_line(first, MatchedBy::Code, vec![of_pledge(2_000, pledge)]),
        match_line(
            first + 1,
            MatchedBy::Hand,
            vec![of_pledge(3_000, pledge), of_member(500, "r1", None)],
        ),
        match_lines(&[first + 2, first + 3], MatchedBy::Rule, Some(rule)),
        match_line(first + 4, MatchedBy::Pledge, vec![of_pledge(-250, pledge)]),
        by_rule(CREDIT_2, rule, vec![part(500)]),
        decline(first + 5, "s7k2"),
        match_line(first + 5, MatchedBy::Suggestion, vec![of_pledge(1, other)]).by("maker"),
    ] {
        world.must(command);
    }
    let told = first + 7;
    for command in [
        reverse(told + 3),
        match_lines(&[first + 3], MatchedBy::Code, None),
        reverse(told + 7),
        reverse(other),
        reverse(NEXT + 6),
        match_line(DEBIT, MatchedBy::Code, vec![returning(-100, first + 1)]),
        match_line(first + 5, MatchedBy::Hand, vec![returning(1, DEBIT)]),
        named(attribute(first + 6, &[(Attribution::Fee, -9)])),
        // What is left.
        rule_over(1),
        totals(Some(1)),
    ] {
        world.must(command);
    }
    world
}
