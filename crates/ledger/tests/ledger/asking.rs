//! The figure language: how it is read and written down, where it says no, and its answers against plain
//! sums over the entries as they stand in the log, as loose JSON.

use crate::commands::*;
use crate::world::{World, small_book};
use chungtay_ledger::asking::Sign::Minus;
use chungtay_ledger::asking::{Answer, Note, Problem, Share, Weighing, answer, parse};
use chungtay_ledger::kinds::told::Comparator::{self, Equal, MoreThan};
use chungtay_ledger::kinds::works::Measure::{CostDong, LengthMetres};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn asked(world: &World, text: &str) -> Result<Answer, Problem> {
    answer(&world.state, &parse(text)?)
}

/// `=430`, `>=430 and 1 unknown`, `nothing`.
fn shown(world: &World, text: &str) -> String {
    match asked(world, text) {
        Ok(found) => {
            let value = found.value.map(|value| format!("{}{value}", found.meant.word()));
            let unknown: u64 = found.unknown.iter().map(|unknown| unknown.count).sum();
            let rest = if unknown > 0 { format!(" and {unknown} unknown") } else { String::new() };
            format!("{}{rest}", value.unwrap_or("nothing".into()))
        }
        Err(problem) => format!("{} at “{}”", problem.reason.word(), problem.words),
    }
}

/// Plain sums over the entries' JSON: (fund, day) to amounts.
struct Plain {
    gifts: BTreeMap<String, i64>,
    spending: BTreeMap<String, i64>,
    received: BTreeMap<(String, String), i64>,
}

fn plain(world: &World) -> Plain {
    let read = |entry: &chungtay_ledger::entry::Entry| -> Value {
        serde_json::from_slice(&entry.encode()).unwrap()
    };
    let entries: Vec<Value> = world.entries.iter().map(read).collect();
    let reversal = |entry: &&Value| entry["kind"] == "reversal/1";
    let reversed: BTreeSet<u64> = entries
        .iter()
        .filter(reversal)
        .map(|entry| entry["what"]["entry"].as_u64().unwrap())
        .collect();
    let mut sums =
        Plain { gifts: BTreeMap::new(), spending: BTreeMap::new(), received: BTreeMap::new() };
    for (sequence, entry) in (0u64..).zip(&entries) {
        for posting in entry["postings"].as_array().into_iter().flatten() {
            let (account, fund) = (posting[0].as_str().unwrap(), posting[1].as_str().unwrap());
            let amount = posting[2].as_i64().unwrap();
            match account {
                "gifts" | "goods-gifts" | "labour-gifts" => {
                    *sums.gifts.entry(fund.into()).or_default() -= amount;
                }
                // What was given in kind and used is spending too, and no payment.
                "spending" if entry["kind"] == "payment/1" && !reversed.contains(&sequence) => {
                    *sums.spending.entry(fund.into()).or_default() += amount;
                }
                _ => {}
            }
        }
        let kind = entry["kind"].as_str().unwrap();
        if kind.starts_with("bank_line") && !reversed.contains(&sequence) {
            let first = &entry["postings"][0];
            let day = entry["occurred_on"].as_str().unwrap().to_owned();
            let amount = first[2].as_i64().unwrap();
            if amount > 0 {
                let key = (first[1].as_str().unwrap().to_owned(), day);
                *sums.received.entry(key).or_default() += amount;
            }
        }
    }
    sums
}

/// What the language says of every fund against the plain sums, whole and day by day.
pub fn check(world: &World) {
    let plain = plain(world);
    let value = |text: &str| asked(world, text).unwrap().value.unwrap_or(0);
    for fund in world.state.funds.keys().map(ToString::to_string) {
        let known = |map: &BTreeMap<String, i64>| map.get(&fund).copied().unwrap_or(0);
        assert_eq!(value(&format!("sum of gifts fund {fund}")), known(&plain.gifts), "{fund}");
        let spent = value(&format!("sum of spending fund {fund}"));
        assert_eq!(spent, known(&plain.spending), "{fund}");
        let mut whole = 0;
        for ((_, day), sum) in plain.received.iter().filter(|((of, _), _)| *of == fund) {
            assert_eq!(value(&format!("sum of receipts fund {fund} on {day}")), *sum, "{day}");
            whole += sum;
        }
        assert_eq!(value(&format!("sum of receipts fund {fund}")), whole, "{fund}");
        let parts: i64 = ["bank", "cash", "goods", "labour"]
            .map(|kind| value(&format!("sum of gifts fund {fund} kind {kind}")))
            .iter()
            .sum();
        assert_eq!(parts, known(&plain.gifts), "{fund} by kind");
        for text in [
            format!("sum of gifts fund {fund}"),
            format!("count of gifts fund {fund} organisation root"),
            format!("sum of gifts fund {fund} to 2024-09-10 - sum of spending fund {fund}"),
            format!("sum of receipts fund {fund} - (count of works - sum of withdrawals)"),
        ] {
            entries_come_to_the_answer(world, &text);
        }
    }
    for text in ["sum of pledges", "cost of works", "days of works", "days of gifts kind labour"] {
        entries_come_to_the_answer(world, text);
    }
}

/// The entries behind an answer, one by one, come to it.
fn entries_come_to_the_answer(world: &World, text: &str) {
    let expression = parse(text).unwrap();
    let Ok(found) = answer(&world.state, &expression) else { return };
    let weighing = Weighing::new(&world.state, &expression).unwrap();
    let mut shares = weighing.stated.clone();
    for (sequence, entry) in (0..).zip(&world.entries) {
        shares.extend(weighing.shares(sequence, entry, &world.facts(&entry.body)));
    }
    let signed = |share: &Share| if share.sign == Minus { -share.value } else { share.value };
    let sum: i64 = shares.iter().map(signed).sum();
    assert_eq!(sum, found.value.unwrap_or(0), "{text}: {shares:?}");
}

#[test]
fn a_question_reads_back_as_it_was_written_down() {
    for (typed, written) in [
        ("count of works", "count of works"),
        (
            "Count of WORKS where programme = roads and kind road",
            "count of works programme roads kind road",
        ),
        ("số công trình thuộc chương trình roads", "count of works programme roads"),
        (
            "tổng chiều dài của công trình road1, road2 đến hết tháng 5/2023",
            "length of works road1 road2 to 2023-05-31",
        ),
        ("kinh phí được kể của group", "cost told of group"),
        (
            "cost told by article of road1 in term t2020",
            "cost told by article of road1 in term t2020",
        ),
        (
            "sum of gifts fund any, road from 2024 to the end of 2024-09",
            "sum of gifts fund any, road from 2024-01-01 to 2024-09-30",
        ),
        ("sum of gifts on 10/9/2024", "sum of gifts from 2024-09-10 to 2024-09-10"),
        (
            "value of claim c1 − (value of claims c1 + figure claim.c1.known) as of 28",
            "value of claims c1 - (value of claims c1 + figure claim.c1.known) as of 28",
        ),
        ("length of works to the end of May 2023", "length of works to 2023-05-31"),
        ("length of works until the end of 5/2023", "length of works to 2023-05-31"),
        ("length of works by the end of Sept 2023", "length of works to 2023-09-30"),
        (
            "tổng chiều dài của các công trình tính đến hết tháng 5 năm 2023",
            "length of works to 2023-05-31",
        ),
        ("số công trình đến ngày 31 tháng 5 năm 2023", "count of works to 2023-05-31"),
        ("sum of gifts in tháng 9/2024", "sum of gifts from 2024-09-01 to 2024-09-30"),
        ("sum of gifts trong năm 2024", "sum of gifts from 2024-01-01 to 2024-12-31"),
        ("sum of gifts on 10 September 2024", "sum of gifts from 2024-09-10 to 2024-09-10"),
        ("sum of gifts from Sep 9, 2024", "sum of gifts from 2024-09-09"),
        // Two periods: what lies in both.
        ("sum of gifts in 2024 to 2024-05", "sum of gifts from 2024-01-01 to 2024-05-31"),
        (
            "sum of gifts to 2024-05 in 2024-05 from 2020",
            "sum of gifts from 2024-05-01 to 2024-05-31",
        ),
        ("- count of works", "- count of works"),
        ("count of works markers 1236–1257", "count of works markers 1236-1257"),
    ] {
        let expression = parse(typed).unwrap();
        assert_eq!(expression.to_string(), written, "{typed}");
        assert_eq!(parse(written).unwrap(), expression, "{written}");
    }
}

#[test]
fn a_problem_says_where_it_is_and_what_may_stand_there() {
    let world = small_book();
    for (text, expected) in [
        ("", "empty at “”"),
        ("how many works", "expected at “how”"),
        ("count works programme nothing", "unknown at “nothing”"),
        ("count of works programme road", "unknown-near at “road”"),
        ("count of works programme roadz", "unknown-near at “roadz”"),
        ("length of works rod1", "unknown-near at “rod1”"),
        ("count of works to May", "date at “May”"),
        ("count of works to tháng 13 năm 2023", "date at “tháng”"),
        ("count of works in 2023 in 2024", "backwards at “count of works in 2023 in 2024”"),
        ("count of works in term t2020 in 2023", "twice at “in 2023”"),
        ("count of works to 2023-02-30", "date at “2023-02-30”"),
        ("count of works kind bridge", "value at “bridge”"),
        ("sum of works", "measure at “sum of works”"),
        ("sum of gifts place x", "condition at “place x”"),
        ("count of works + sum of gifts", "units at “”"),
        ("(count of works", "bracket at “”"),
        ("count of works in term t2020", "undated at “t2020”"),
        ("count of works from 2024 to 2023", "backwards at “count of works from 2024 to 2023”"),
        ("count of works as of 3", "size at “3”"),
        ("count of works and then some", "expected at “then”"),
        ("sum of gifts kind", "name at “”"),
        ("figure fund.nothing", "unknown at “fund.nothing”"),
        ("sum told of road1", "measure at “sum”"),
        ("cost told of gifts", "not-told at “cost told of gifts”"),
    ] {
        assert_eq!(shown(&world, text), expected, "{text}");
    }
    let near = asked(&world, "length of works rod1").unwrap_err();
    assert!(near.reason.choices().contains(&"road1".to_owned()), "{near:?}");
    assert_eq!((near.span.start, near.span.end), (16, 20));
    assert_eq!(parse(&"(".repeat(1_000)).unwrap_err().reason.word(), "too-long");
    assert_eq!(parse(&"x".repeat(3_000)).unwrap_err().reason.word(), "too-long");
}

#[test]
fn unknown_is_never_zero_and_nothing_counts_twice() {
    let mut world = small_book();
    world.must(work("lit", Some("roads"), &[(LengthMetres, Some(70))]));
    for (text, expected) in [
        ("length of works road1", "=430"),
        ("length of works road1 road1 road1", "=430"),
        ("length of works programme roads", ">=500 and 1 unknown"),
        // A group and its works are the same works.
        ("length of works group road1", ">=430 and 1 unknown"),
        ("length of works road2", "nothing and 1 unknown"),
        ("count of works programme roads", "=3"),
        ("count of works group road2", "=2"),
        ("cost of works road1", "nothing and 1 unknown"),
        ("count of programmes", "=1"),
        ("count of works to 1990", "=0"),
        ("sum of pledges", "=0"),
        ("length told of road1", "nothing and 1 unknown"),
        ("figure book.works - count of works", "=0"),
    ] {
        assert_eq!(shown(&world, text), expected, "{text}");
    }
}

#[test]
fn what_is_told_is_split_by_nobody_and_counted_once() {
    let mut world = small_book();
    let million = |value: i64| Some((Equal, value * 1_000_000));
    world.must(claim("own", &["road1"], CostDong, million(70)));
    world.must(claim("both", &["group"], CostDong, million(125)));
    world.must(claim("hall", &["house"], CostDong, million(1_200)));
    world.must(claim_of("sum", &["group"], &["own"], CostDong, million(195)));
    let more = Some((MoreThan, 3_000_000_000));
    world.must(claim("all", &["customs"], CostDong, more));
    for (text, expected) in [
        ("cost told of road1", "=70000000"),
        // The other road's share was never told.
        ("cost told of road2", "nothing and 1 unknown"),
        ("cost told of house", "=1200000000"),
        ("cost told of customs", ">3000000000"),
        ("cost told of customs - cost told of house", ">1800000000"),
        ("cost told of house - cost told of customs", "<-1800000000"),
        ("cost told of customs - cost told of customs", "nothing"),
        ("value of claims all hall", ">4200000000"),
    ] {
        assert_eq!(shown(&world, text), expected, "{text}");
    }
    let left = asked(&world, "cost told of customs - cost told of house").unwrap();
    assert!(left.notes.contains(&Note::IfWithin));
    assert_eq!(left.parts.len(), 2);
    let share = asked(&world, "cost told of road2").unwrap();
    assert!(share.notes.iter().any(|note| matches!(note, Note::Joint { .. })), "{share:?}");
    // Of two claims on the same works only one counts, and it is said which does not.
    let both = asked(&world, "cost told of group").unwrap();
    assert_eq!(both.value, Some(125_000_000));
    let skipped: Vec<_> = both.notes.iter().collect();
    assert!(skipped.iter().any(|note| matches!(note, Note::CountedAlready { .. })), "{skipped:?}");
    assert!(both.entries.len() == 1 && both.meant == Comparator::Equal);
}

#[test]
fn gifts_have_the_day_of_their_line_whenever_they_were_told() {
    let mut world = small_book();
    let count = |world: &World, text: &str| asked(world, text).unwrap().value;
    world.must(rule(1).on("2024-09-12").recorded(1_726_200_000));
    let on = |world: &World, day: &str| count(world, &format!("sum of gifts kind bank on {day}"));
    let day_of_line = world.entries[23].occurred_on.to_string();
    assert_eq!(on(&world, &day_of_line), Some(1_500));
    assert_eq!(on(&world, "2024-09-12"), Some(0));
    let rule_entry = world.state.size - 1;
    world.must(reverse(rule_entry).recorded(1_726_200_000));
    assert_eq!(on(&world, &day_of_line), Some(0));
    let waiting = asked(&world, "sum of gifts").unwrap();
    assert!(waiting.notes.contains(&Note::NotYetAttributed { count: 2 }), "{waiting:?}");
}
