//! What is refused of matching, and what it counts: by tables of commands, and against plain sums.

use crate::commands::*;
use crate::golden_matching::{
    by_rule, decline, made, match_line, match_lines, match_rule, member, of_member, of_members,
    of_pledge, part, returning, roster, rule_with,
};
use crate::world::{CREDIT, CREDIT_2, DEBIT, NEXT, small_book};
use chungtay_ledger::decide::Command;
use chungtay_ledger::entry::LONGEST;
use chungtay_ledger::figures::figures;
use chungtay_ledger::kinds::matching::{LONGEST_LIST, MOST_MEMBERS, MatchedBy, SharePart};
use chungtay_ledger::kinds::receipts::Attribution;
use chungtay_ledger::money::{Dong, LARGEST};

fn answer(before: &[Command], asked: Command) -> String {
    let mut world = small_book();
    for command in before {
        world.must(command.clone());
    }
    world.enter(asked).map_or_else(|refusal| refusal.to_string(), |_| "accepted".to_owned())
}

#[test]
fn what_is_named_is_there() {
    for (asked, expected) in [
        (roster("r1", "none"), "unknown thing=fund id=none"),
        (member("none", "maker", 1), "unknown thing=roster id=none"),
        (member("none", "none", 1), "unknown thing=person id=none"),
        (decline(0, "s1"), "wrong-entry entry=0 needed=bank_line/1"),
        (
            rule_with(match_rule(Attribution::Gift, &[]), |rule| rule.fund = Some(slug("none"))),
            "unknown thing=fund id=none",
        ),
        (
            rule_with(match_rule(Attribution::Gift, &[]), |rule| {
                rule.amount_from = Some(Dong(0));
            }),
            "not-positive field=amount_from amount=0",
        ),
        (
            rule_with(match_rule(Attribution::Gift, &[]), |rule| {
                rule.amount_from = Some(Dong(1_000_001));
            }),
            "does-not-match field=amount_to",
        ),
        (
            rule_with(match_rule(Attribution::Gift, &[]), |rule| {
                rule.to = Some(day("2023-12-31"));
            }),
            "backward-period",
        ),
        (match_rule(Attribution::Gift, &["ủng hộ"]), "accepted"),
        (match_rule(Attribution::Gift, &[""]), "not-representable field=words"),
    ] {
        assert_eq!(answer(&[], asked.clone()), expected, "{asked:?}");
    }
    let before = [roster("r1", "any"), member("r1", "maker", LARGEST)];
    for (asked, expected) in [
        (roster("r1", "any"), "exists thing=roster id=r1"),
        (member("r1", "maker", 1), "exists thing=roster-member id=maker"),
        (member("r1", "payer", 0), "not-positive field=amount amount=0"),
        (member("r1", "payer", 1), "not-representable field=amount"),
        (reverse(NEXT + 1), "accepted"),
        (reverse(NEXT), "not-reversible entry=28"),
    ] {
        assert_eq!(answer(&before, asked.clone()), expected, "{asked:?}");
    }
}

#[test]
fn a_line_is_told_once_and_its_shares_add_up() {
    let code = MatchedBy::Code;
    let before = [
        roster("r1", "any"),
        member("r1", "maker", 600),
        pledge("road", 10),
        pledge("any", 900),
        match_rule(Attribution::Gift, &[]),
    ];
    let (of_road, of_any, like_these) = (NEXT + 2, NEXT + 3, NEXT + 4);
    for (asked, expected) in [
        (match_line(0, code, vec![part(1_000)]), "wrong-entry entry=0 needed=bank_line/1"),
        (match_line(CREDIT, code, vec![part(999)]), "shares-differ line=1000 shares=999"),
        (match_line(DEBIT, code, vec![part(-100)]), "accepted"),
        (
            match_line(CREDIT, code, vec![part(1_100), part(-100)]),
            "wrong-direction attribution=refunds",
        ),
        (
            match_line(CREDIT, code, vec![of_pledge(1_000, 999)]),
            "wrong-entry entry=999 needed=pledge/1",
        ),
        (match_line(CREDIT, code, vec![of_pledge(1_000, of_road)]), "does-not-match field=fund"),
        (
            match_line(CREDIT, code, vec![of_member(1_000, "none", None)]),
            "unknown thing=roster id=none",
        ),
        (
            match_line(CREDIT, code, vec![of_member(1_000, "r1", Some("payer"))]),
            "unknown thing=roster-member id=payer",
        ),
        (match_line(CREDIT, code, vec![of_member(1_000, "r1", Some("maker"))]), "accepted"),
        (match_line(CREDIT, MatchedBy::Rule, vec![part(1_000)]), "needs field=rule"),
        (by_rule(CREDIT, 0, vec![part(1_000)]), "unknown thing=match-rule id=0"),
        (by_rule(DEBIT, like_these, vec![part(-100)]), "does-not-match field=attribution"),
        (by_rule(CREDIT, like_these, vec![part(1_000)]), "accepted"),
        (match_lines(&[], code, None), "not-representable field=lines"),
        (match_lines(&[CREDIT_2, CREDIT], code, None), "not-representable field=lines"),
        (match_lines(&vec![CREDIT; LONGEST_LIST + 1], code, None), "not-representable field=lines"),
        (match_lines(&[CREDIT, DEBIT], code, None), "wrong-direction attribution=gifts"),
        (match_lines(&[CREDIT], MatchedBy::Hand, None), "does-not-match field=by"),
        (match_lines(&[CREDIT], code, Some(like_these)), "excess field=rule"),
        (match_lines(&[CREDIT, CREDIT_2], MatchedBy::Rule, Some(like_these)), "accepted"),
        (match_line(CREDIT, code, vec![of_pledge(1_000, of_any)]), "accepted"),
    ] {
        assert_eq!(answer(&before, asked.clone()), expected, "{asked:?}");
    }
    let told = [pledge("any", 900), match_lines(&[CREDIT], code, None)];
    let again = match_line(CREDIT, code, vec![part(1_000)]);
    assert_eq!(answer(&told, again), "already-attributed entry=23");
    let told = [pledge("any", 900), match_line(CREDIT, code, vec![of_pledge(1_000, NEXT)])];
    assert_eq!(answer(&told, reverse(NEXT)), "already-attributed entry=28");
    assert_eq!(answer(&told, rule(1)), "accepted");
}

#[test]
fn a_share_is_split_over_members_to_the_last_dong() {
    let code = MatchedBy::Code;
    let before = [roster("r1", "any"), member("r1", "maker", 600)];
    let split = |amount: i64| of_members("r1", &[("maker", amount)]);
    let minus = split(-1_000).members;
    for (asked, expected) in [
        (match_line(CREDIT, code, vec![of_members("r1", &[("maker", 1_000)])]), "accepted"),
        (
            match_line(CREDIT, code, vec![of_members("r1", &[("maker", 400), ("payer", 600)])]),
            "unknown thing=roster-member id=payer",
        ),
        (
            match_line(CREDIT, code, vec![of_members("r1", &[("maker", 1_100), ("payer", -100)])]),
            "unknown thing=roster-member id=payer",
        ),
        (
            match_line(CREDIT, code, vec![SharePart { amount: Dong(1_000), ..split(999) }]),
            "shares-differ line=1000 shares=999",
        ),
        (
            match_line(
                CREDIT,
                code,
                vec![SharePart { donor: Some(slug("maker")), ..split(1_000) }],
            ),
            "excess field=donor",
        ),
        (
            match_line(CREDIT, code, vec![SharePart { roster: None, ..split(1_000) }]),
            "needs field=roster",
        ),
        (
            match_line(CREDIT, code, vec![SharePart { members: minus, ..split(1_000) }]),
            "does-not-match field=members",
        ),
    ] {
        assert_eq!(answer(&before, asked.clone()), expected, "{asked:?}");
    }
}

/// The longest split there may be, with the longest names and sums a roster can hold.
#[test]
fn a_split_over_the_most_members_fits_an_entry() {
    let parts =
        (0..MOST_MEMBERS).map(|number| (slug(&format!("p{number:07}")), Dong(LARGEST / 4_096)));
    let share = SharePart { members: parts.collect(), ..of_members("r", &[]) };
    assert_eq!(share.members.len(), MOST_MEMBERS);
    let mut bytes = Vec::new();
    match_line(u64::from(u32::MAX), MatchedBy::Suggestion, vec![share]).body.write(&mut bytes);
    assert!(bytes.len() + 1_024 < LONGEST, "{}", bytes.len());
}

#[test]
fn what_is_returned_came_the_other_way_and_is_returned_once() {
    let by = MatchedBy::Hand;
    let sent_back = || match_line(DEBIT, by, vec![returning(-100, CREDIT)]);
    let later = |row: u32, amount: i64, on: &str| line(1, row, amount).on(on);
    let before = [
        sent_back(),
        later(5, -901, "2024-09-20"),
        later(6, 100, "2024-09-20"),
        later(7, -10, "2024-01-02"),
        later(8, -900, "2024-09-20"),
    ];
    let (more, again, early, rest) = (NEXT + 1, NEXT + 2, NEXT + 3, NEXT + 4);
    let gift = |earlier| SharePart { attribution: Attribution::Gift, ..returning(100, earlier) };
    for (asked, expected) in [
        (match_line(more, by, vec![returning(-901, 0)]), "wrong-entry entry=0 needed=bank_line/1"),
        (match_line(more, by, vec![returning(-901, CREDIT)]), "does-not-match field=returns"),
        (match_line(rest, by, vec![returning(-900, CREDIT)]), "accepted"),
        (match_line(rest, by, vec![returning(-900, DEBIT)]), "does-not-match field=returns"),
        (match_line(early, by, vec![returning(-10, CREDIT)]), "does-not-match field=returns"),
        (match_line(again, by, vec![gift(DEBIT)]), "excess field=returns"),
        (match_line(again, by, vec![returning(100, DEBIT)]), "accepted"),
        (match_line(again, by, vec![returning(100, rest)]), "does-not-match field=returns"),
        (
            match_line(again, by, vec![SharePart { returns: None, ..returning(100, DEBIT) }]),
            "wrong-direction attribution=refunds",
        ),
        (attribute(CREDIT, &[(Attribution::Gift, 1_000)]), "accepted"),
        (reverse(CREDIT), "already-attributed entry=23"),
        (reverse(NEXT), "accepted"),
    ] {
        assert_eq!(answer(&before, asked.clone()), expected, "{asked:?}");
    }
    // What came back again rests on what was sent back.
    let came_back = match_line(NEXT + 1, by, vec![returning(100, DEBIT)]);
    let before = [sent_back(), later(5, 100, "2024-09-20"), came_back];
    assert_eq!(answer(&before, reverse(NEXT)), "already-attributed entry=28");
    assert_eq!(answer(&before, reverse(NEXT + 2)), "accepted");
}

#[test]
fn who_accepts_a_suggestion_is_not_its_giver() {
    let mut promised = pledge("any", 900);
    if let chungtay_ledger::kinds::bodies::Body::Pledge(pledge) = &mut promised.body {
        pledge.donor = Some(slug("payer"));
    }
    let before = [promised, alias("other", "payer")];
    let accepted = || match_line(CREDIT, MatchedBy::Suggestion, vec![of_pledge(1_000, NEXT)]);
    assert_eq!(answer(&before, accepted().by("other")), "second-person person=payer");
    assert_eq!(answer(&before, accepted().by("maker")), "accepted");
    let by_hand = match_line(CREDIT, MatchedBy::Hand, vec![of_pledge(1_000, NEXT)]).by("payer");
    assert_eq!(answer(&before, by_hand), "accepted");
}

/// What the golden log's pledge and roster come to, reckoned by hand from its commands.
#[test]
fn the_figures_of_pledges_and_rosters() {
    let world = made();
    let list = figures(&world.state);
    let value = |id: String| list.get(&id).unwrap_or_else(|| panic!("no {id}")).value;
    let pledge = NEXT + 3;
    for (figure, expected) in
        [("amount", 5_000), ("received", 4_750), ("gifts", 3), ("missing", 250)]
    {
        assert_eq!(value(format!("pledge.{pledge}.{figure}")), Some(expected), "{figure}");
    }
    for (figure, expected) in [
        ("expected", 1_000),
        ("members", 2),
        ("members-given", 2),
        ("received", 1_500),
        ("of-nobody", 500),
        ("missing", 0),
    ] {
        assert_eq!(value(format!("roster.r1.{figure}")), Some(expected), "{figure}");
    }
    assert_eq!(list.get(&format!("pledge.{}.amount", pledge + 1)), None);
    // Undone to the last, nothing is left of what matching moved.
    let mut world = world;
    let told: Vec<u64> = world
        .newest_first()
        .filter(|(sequence, entry)| {
            let told = entry.body.kind().starts_with("attribution");
            told && !world.state.flags.reversed.get(*sequence)
        })
        .map(|(sequence, _)| sequence)
        .collect();
    for sequence in told {
        world.must(reverse(sequence));
    }
    let list = figures(&world.state);
    assert_eq!(list.get("fund.any.gifts").unwrap().value, Some(0));
    assert_eq!(list.get("fund.any.gift-count").unwrap().value, Some(0));
    assert_eq!(list.get(&format!("pledge.{pledge}.received")), None);
    assert_eq!(list.get("roster.r1.gifts").unwrap().value, Some(0));
}
