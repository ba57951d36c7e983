//! Claims beside the books: every comparator, with all parts known and with some unknown; and the
//! article's sums.

use crate::commands::*;
use crate::world::{World, small_book};
use chungtay_ledger::claims::{Comparison, compare};
use chungtay_ledger::kinds::told::Comparator::{
    self, About, AtLeast, AtMost, Equal, LessThan, MoreThan,
};
use chungtay_ledger::kinds::works::Measure::{self, CostDong, Count, Lamps, LengthMetres};

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
    assert_eq!(told("d", &[], Count, Some((Equal, 0))), "cannot-be-told: nothing, 0 unknown");
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
    // A part that is itself "more than" has no value to add.
    world.must(claim("vague", &["group"], CostDong, Some((MoreThan, 5))));
    world.must(claim_of("sum", &[], &["p70", "vague"], CostDong, million(75)));
    assert_eq!(
        shown(&compared(&world, "sum")),
        "cannot-be-told: 70000000, 1 unknown rest =5000000"
    );
}
