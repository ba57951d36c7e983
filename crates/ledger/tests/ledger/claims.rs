//! Claims beside the books: every comparator, with all parts known and with some unknown; and the
//! article's sums.

use crate::commands::*;
use crate::world::{World, small_book};
use chungtay_ledger::claims::{Comparison, compare};
use chungtay_ledger::decide::Command;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::told::Comparator::{
    self, About, AtLeast, AtMost, Equal, LessThan, MoreThan,
};
use chungtay_ledger::kinds::works::Measure::{self, CostDong, Count, Lamps, LengthMetres};
use chungtay_ledger::term::{Bound, Period};

fn compared(world: &World, id: &str) -> Comparison {
    compare(&world.state, &world.state.claims.get(&slug(id)).unwrap().item)
}

/// Verdict, known sum, addends without a value, remainder.
fn shown(found: &Comparison) -> String {
    let known = found.known.map_or("nothing".into(), |known| known.to_string());
    let rest =
        found.remainder.map(|(comparator, rest)| format!(" rest {}{rest}", comparator.word()));
    format!(
        "{}: {known}, {} unknown{}",
        found.verdict.word(),
        found.unknown,
        rest.unwrap_or_default()
    )
}

/// A claim of a length of works of 430 and 70 metres, and (where not `all`) one of unknown length.
fn of_lengths(all: bool, comparator: Comparator, value: i64) -> String {
    let mut world = small_book();
    world.must(work("road3", None, &[(LengthMetres, Some(70))]));
    let subjects: &[&str] = if all { &["road1", "road3"] } else { &["road1", "road3", "road2"] };
    world.must(claim("new", subjects, LengthMetres, Some((comparator, value))));
    shown(&compared(&world, "new"))
}

#[test]
fn every_comparator_with_all_parts_known() {
    for (comparator, value, expected) in [
        (Equal, 500, "agrees"),
        (Equal, 499, "disagrees"),
        (Equal, 501, "disagrees"),
        (MoreThan, 499, "agrees"),
        (MoreThan, 500, "disagrees"),
        (AtLeast, 500, "agrees"),
        (AtLeast, 501, "disagrees"),
        (LessThan, 501, "agrees"),
        (LessThan, 500, "disagrees"),
        (AtMost, 500, "agrees"),
        (AtMost, 499, "disagrees"),
        (About, 500, "cannot-be-told"),
        (About, 501, "cannot-be-told"),
    ] {
        let found = of_lengths(true, comparator, value);
        assert_eq!(found, format!("{expected}: 500, 0 unknown"), "{comparator:?} {value}");
    }
}

#[test]
fn every_comparator_with_an_unknown_part() {
    for (comparator, value, expected) in [
        (Equal, 500, "cannot-be-told: 500, 1 unknown"),
        (Equal, 499, "disagrees: 500, 1 unknown"),
        (Equal, 501, "cannot-be-told: 500, 1 unknown rest =1"),
        (MoreThan, 499, "agrees: 500, 1 unknown"),
        (MoreThan, 500, "cannot-be-told: 500, 1 unknown"),
        (MoreThan, 501, "cannot-be-told: 500, 1 unknown rest >1"),
        (AtLeast, 500, "agrees: 500, 1 unknown"),
        (AtLeast, 501, "cannot-be-told: 500, 1 unknown rest >=1"),
        (LessThan, 500, "disagrees: 500, 1 unknown"),
        (LessThan, 501, "cannot-be-told: 500, 1 unknown rest <1"),
        (AtMost, 499, "disagrees: 500, 1 unknown"),
        (AtMost, 500, "cannot-be-told: 500, 1 unknown"),
        (About, 500, "cannot-be-told: 500, 1 unknown"),
    ] {
        assert_eq!(of_lengths(false, comparator, value), expected, "{comparator:?} {value}");
    }
}

#[test]
fn what_nobody_recorded_is_not_zero() {
    let mut world = small_book();
    let mut told = |id: &str, subjects: &[&str], measure: Measure, value| {
        world.must(claim(id, subjects, measure, value));
        shown(&compared(&world, id))
    };
    assert_eq!(
        told("a", &["road1"], Lamps, Some((Equal, 20))),
        "cannot-be-told: nothing, 1 unknown"
    );
    assert_eq!(
        told("b", &["road1"], CostDong, Some((Equal, 0))),
        "cannot-be-told: nothing, 1 unknown"
    );
    assert_eq!(told("c", &["road1"], LengthMetres, None), "cannot-be-told: 430, 0 unknown");
    // Of nothing by name: the whole book.
    assert_eq!(told("d", &[], Count, Some((Equal, 0))), "disagrees: 4, 0 unknown");
    // A group and its works are counted once.
    let subjects = ["group", "road1", "road2", "group"];
    assert_eq!(told("e", &subjects, Count, Some((Equal, 2))), "agrees: 2, 0 unknown");
    // What an organisation did is only what the book happens to hold.
    assert_eq!(
        told("f", &["customs"], Count, Some((MoreThan, 20))),
        "cannot-be-told: 4, 0 unknown rest >16"
    );
    assert_eq!(told("g", &["customs"], Count, Some((MoreThan, 3))), "agrees: 4, 0 unknown");
}

#[test]
fn a_cost_is_what_was_paid_and_given() {
    let mut world = small_book();
    let asked = world.must(request("road", Some("road1"), None, 300));
    world.must(approve(asked));
    world.must(goods("road", None, Some(55), Some("road1")));
    world.must(claim("cost", &["road1"], CostDong, Some((Equal, 355))));
    assert_eq!(shown(&compared(&world, "cost")), "cannot-be-told: nothing, 1 unknown");
    world.must(pay(asked, "till", 300));
    assert_eq!(shown(&compared(&world, "cost")), "agrees: 355, 0 unknown");
}

/// 70 + 125 + 100 = 295 million; 1.2 billion and that are less than "more than 3 billion".
#[test]
fn the_articles_sums() {
    let mut world = small_book();
    let million = |value: i64| Some((Equal, value * 1_000_000));
    for (id, value) in [("p70", 70), ("p125", 125), ("p100", 100), ("house", 1_200)] {
        world.must(claim(id, &["group"], CostDong, million(value)));
    }
    world.must(claim_of("roads", &["group"], &["p70", "p125", "p100"], CostDong, million(295)));
    assert_eq!(shown(&compared(&world, "roads")), "agrees: 295000000, 0 unknown");
    let more = Some((MoreThan, 3_000_000_000));
    world.must(claim_of("all", &["customs"], &["house", "roads"], CostDong, more));
    assert_eq!(
        shown(&compared(&world, "all")),
        "cannot-be-told: 1495000000, 0 unknown rest >1505000000"
    );
    // A part that is itself "more than" makes the sum more than that.
    world.must(claim("vague", &["group"], CostDong, Some((MoreThan, 5))));
    world.must(claim_of("sum", &[], &["p70", "vague"], CostDong, million(75)));
    assert_eq!(
        shown(&compared(&world, "sum")),
        "cannot-be-told: 70000005, 0 unknown rest <4999995"
    );
}

/// A claim that speaks of a time is held against what the books know of that time.
fn during(mut command: Command, from: Option<Bound>, to: Option<Bound>) -> Command {
    if let Body::Claim(claim) = &mut command.body {
        claim.period = Some(Period { from, to });
    }
    command
}

fn on(date: &str) -> Option<Bound> {
    Bound::parse(date)
}

#[test]
fn a_claim_is_compared_in_the_time_it_speaks_of() {
    let mut world = small_book();
    for (amount, date, recorded) in [(300, "2024-09-10", 0), (50, "2024-09-20", 1_726_900_000)] {
        let late = |command: Command| {
            if recorded > 0 { command.on(date).recorded(recorded) } else { command }
        };
        let asked = world.must(late(request("any", Some("road1"), None, amount)));
        world.must(late(approve(asked)));
        world.must(late(pay(asked, "vcb", amount)));
    }
    let cost = |id: &str, value| claim(id, &["road1"], CostDong, Some((Equal, value)));
    let mut told = |id: &str, command: Command| {
        world.must(command.recorded(1_726_900_001));
        shown(&compared(&world, id))
    };
    assert_eq!(told("ever", cost("ever", 350)), "agrees: 350, 0 unknown");
    let until = during(cost("until", 300), None, on("2024-09-15"));
    assert_eq!(told("until", until), "agrees: 300, 0 unknown");
    let after = during(cost("after", 50), on("2024-09-15"), None);
    assert_eq!(told("after", after), "agrees: 50, 0 unknown");
    let before = during(cost("before", 300), None, on("2024-01-01"));
    assert_eq!(told("before", before), "cannot-be-told: nothing, 1 unknown");
    // Words fix no day, and of a term whose days nobody entered there are none.
    let words = during(cost("words", 350), None, on("words:đến nay"));
    assert_eq!(told("words", words), "cannot-be-told: 350, 0 unknown");
    let term = during(cost("term", 1), on("term-start:t2020"), None);
    assert_eq!(told("term", term), "cannot-be-told: 350, 0 unknown");
    // The figures that were published first keep their meaning.
    let figures = chungtay_ledger::figures::figures(&world.state);
    let value = |id: &str| figures.get(id).unwrap().value;
    assert_eq!(value("claim.until.known"), Some(350));
    assert_eq!(value("claim.until.found"), Some(300));
}

#[test]
fn a_count_of_a_programme_is_of_its_works() {
    let mut world = small_book();
    for (id, comparator, value, expected) in [
        ("two", Equal, 2, "agrees: 2, 0 unknown"),
        ("one", Equal, 1, "disagrees: 2, 0 unknown"),
        ("more", MoreThan, 1, "agrees: 2, 0 unknown"),
    ] {
        world.must(claim(id, &["roads"], Count, Some((comparator, value))));
        assert_eq!(shown(&compared(&world, id)), expected, "{id}");
    }
}

/// Each row by hand: a part as it is told, what the whole says, what follows.
#[test]
fn parts_keep_their_comparators() {
    for (part, whole, expected) in [
        ((MoreThan, 5), (Equal, 8), "disagrees: 8, 0 unknown"),
        ((MoreThan, 5), (Equal, 9), "cannot-be-told: 8, 0 unknown rest <1"),
        ((AtLeast, 5), (AtLeast, 8), "agrees: 8, 0 unknown"),
        ((MoreThan, 5), (MoreThan, 8), "agrees: 8, 0 unknown"),
        ((MoreThan, 5), (LessThan, 9), "disagrees: 8, 0 unknown"),
        ((AtMost, 5), (Equal, 9), "disagrees: 8, 0 unknown"),
        ((LessThan, 5), (Equal, 8), "disagrees: 8, 0 unknown"),
        ((LessThan, 5), (Equal, 7), "cannot-be-told: 8, 0 unknown"),
        ((About, 5), (Equal, 8), "cannot-be-told: 8, 0 unknown"),
    ] {
        let mut world = small_book();
        world.must(claim("three", &["road1"], CostDong, Some((Equal, 3))));
        world.must(claim("part", &["road2"], CostDong, Some(part)));
        world.must(claim_of("whole", &["group"], &["three", "part"], CostDong, Some(whole)));
        let found = shown(&compared(&world, "whole"));
        assert_eq!(found, expected, "{part:?} {whole:?}");
    }
}
