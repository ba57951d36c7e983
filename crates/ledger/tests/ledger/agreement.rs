//! Bank = books: what balances prove, day by day. A row gives lines and balances of one account and
//! what each day is found to be.

use crate::commands::*;
use crate::world::small_book;
use chungtay_ledger::agreement::{AccountAgreement, Support, agreement};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::receipts::BalanceMoment;

/// One thing about the account `acb` in September 2024.
#[derive(Clone, Copy)]
enum Known {
    /// Day and amount.
    Line(u8, i64),
    /// Printed at the day's end.
    Printed(u8, i64),
    /// Printed before the day's first line.
    PrintedBefore(u8, i64),
    /// Given by the operator.
    Stated(u8, i64),
}
use Known::{Line, Printed, PrintedBefore, Stated};

fn of(rows: &[Known]) -> AccountAgreement {
    let mut world = small_book();
    world.must(totals(Some(1)));
    world.must(import(2, "acb", "any"));
    let date = |day: u8| format!("2024-09-{day:02}");
    for (row, known) in (1..).zip(rows) {
        let command = match *known {
            Line(day, amount) => line(2, row, amount).on(&date(day)),
            Printed(day, amount) => closing("acb", &date(day), amount, Some(2), None),
            Stated(day, amount) => closing("acb", &date(day), amount, None, Some("sổ phụ")),
            PrintedBefore(day, amount) => {
                let mut command = closing("acb", &date(day), amount, Some(2), None);
                if let Body::Balance(balance) = &mut command.body {
                    balance.moment = BalanceMoment::Opening;
                }
                command
            }
        };
        world.must(command);
    }
    agreement(&world.state, slug("acb"))
}

/// Each day with a line or a balance: proved, stated, open, or what is missing (or too much).
fn days(found: &AccountAgreement) -> String {
    let day = |day: &chungtay_ledger::agreement::DayAgreement| {
        let state = match (day.agrees, day.support) {
            (Some(false), _) => format!("differs by {}", day.difference),
            (_, Support::Proved) => "proved".to_owned(),
            (_, Support::Stated) => "stated".to_owned(),
            (_, Support::NotProvable) => "open".to_owned(),
        };
        format!("{} {state}", day.on.parts().2)
    };
    found.days.iter().map(day).collect::<Vec<_>>().join(", ")
}

#[test]
fn balances_prove_the_days_between_them() {
    let rows: &[(&[Known], &str)] = &[
        (&[], ""),
        (&[Line(1, 5)], "1 open"),
        // One balance proves nothing before it, and nothing after.
        (&[Line(1, 5), Printed(1, 5), Line(2, 7)], "1 open, 2 open"),
        (&[Printed(1, 100), Line(2, 7), Printed(2, 107)], "1 open, 2 proved"),
        (&[PrintedBefore(2, 100), Line(2, 7), Printed(2, 107)], "1 open, 2 proved"),
        // Over days without a balance.
        (
            &[Printed(1, 100), Line(2, 7), Line(4, -2), Printed(5, 105), Line(6, 1)],
            "1 open, 2 proved, 4 proved, 5 proved, 6 open",
        ),
        // A line too few, a line too many; the next day is judged by itself.
        (
            &[Printed(1, 100), Line(2, 7), Printed(2, 110), Line(3, 1), Printed(3, 111)],
            "1 open, 2 differs by 3, 3 proved",
        ),
        (
            &[Printed(1, 100), Line(2, 7), Printed(3, 100)],
            "1 open, 2 differs by -7, 3 differs by -7",
        ),
        // A word of the operator is a word.
        (&[Stated(1, 100), Line(2, 7), Printed(2, 107)], "1 open, 2 stated"),
        (&[Printed(1, 100), Line(2, 7), Stated(2, 107)], "1 open, 2 stated"),
        (&[Printed(1, 100), Line(2, 7), Stated(2, 108)], "1 open, 2 differs by 1"),
        // It never stands before what the bank printed for the same moment, in whatever order.
        (&[Printed(1, 100), Line(2, 7), Printed(2, 107), Stated(2, 1)], "1 open, 2 proved"),
        (&[Printed(1, 100), Line(2, 7), Stated(2, 1), Printed(2, 107)], "1 open, 2 proved"),
        (&[Stated(1, 100), Stated(1, 99), Line(2, 7), Printed(2, 106)], "1 open, 2 stated"),
        // The same balance printed twice says nothing new; two that differ contradict each other.
        (
            &[Printed(1, 100), PrintedBefore(2, 100), Line(2, 7), Printed(2, 107)],
            "1 open, 2 proved",
        ),
        (
            &[Printed(1, 100), PrintedBefore(2, 90), Line(2, 7), Printed(2, 97)],
            "1 differs by -10, 2 proved",
        ),
        (
            &[
                Printed(1, 100),
                Line(2, 7),
                Printed(2, 107),
                Printed(2, 105),
                Line(3, 1),
                Printed(3, 106),
            ],
            "1 open, 2 differs by -2, 3 proved",
        ),
    ];
    for (known, expected) in rows {
        assert_eq!(days(&of(known)), *expected);
    }
}

/// The sample's shape: balances printed for 1 to 9 September, nothing for the 10th, where most is.
#[test]
fn the_samples_balances_prove_the_2nd_to_the_9th() {
    let mut known = Vec::new();
    let mut held = 1_000;
    for day in 1..=9 {
        known.push(Line(day, i64::from(day) * 10));
        known.push(Line(day, -1));
        held += i64::from(day) * 10 - 1;
        known.push(Printed(day, held));
    }
    known.push(Line(10, 9_000));
    let found = of(&known);
    assert_eq!(
        days(&found),
        "1 open, 2 proved, 3 proved, 4 proved, 5 proved, 6 proved, 7 proved, 8 proved, 9 proved, 10 open"
    );
    assert_eq!(found.agreed_through, Some(day("2024-09-09")));
    assert_eq!(found.derived_opening.map(|opening| opening.0), Some(1_000));
    let extent =
        |extent: chungtay_ledger::agreement::Extent| (extent.days, extent.lines, extent.money.0);
    assert_eq!(extent(found.proved), (8, 16, 440 + 8));
    assert_eq!(extent(found.not_provable), (2, 3, 11 + 9_000));
    assert_eq!(extent(found.stated), (0, 0, 0));
    assert_eq!(extent(found.contradicted), (0, 0, 0));
}

#[test]
fn agreement_stops_at_a_gap_or_a_contradiction() {
    let through = |known: &[Known]| of(known).agreed_through.map(|day| day.parts().2);
    let good = [Printed(1, 100), Line(2, 7), Printed(2, 107)];
    assert_eq!(through(&[]), None);
    assert_eq!(through(&good), Some(2));
    let more = |rest: &[Known]| through(&[&good, rest].concat());
    assert_eq!(more(&[Line(3, 1)]), Some(2));
    assert_eq!(more(&[Line(3, 1), Printed(3, 109), Line(4, 1), Printed(4, 110)]), Some(2));
    assert_eq!(more(&[Line(3, 1), Stated(4, 108)]), Some(4));
}
