//! Deadlines of persons' requests, against Python's calendar.

use crate::commands::{Otherwise, answers, asks, day};
use crate::python::python;
use crate::world::small_book;
use chungtay_ledger::deadlines::deadlines;
use chungtay_ledger::kinds::privacy::{Answer, Right};

#[test]
fn a_week_end_is_no_working_day_and_the_law_begins_in_2026() {
    assert_eq!(deadlines(Right::Delete, day("2025-12-31")), None);
    let rows = [
        // A Monday, a Thursday, a Friday, a Saturday, a Sunday.
        (Right::Access, "2026-03-02", "2026-03-04", "2026-03-12"),
        (Right::Correct, "2026-03-05", "2026-03-09", "2026-03-15"),
        (Right::Withdraw, "2026-03-06", "2026-03-10", "2026-03-21"),
        (Right::Object, "2026-03-07", "2026-03-10", "2026-03-22"),
        (Right::Restrict, "2026-03-08", "2026-03-10", "2026-03-23"),
        (Right::Delete, "2026-02-20", "2026-02-24", "2026-03-12"),
    ];
    for (right, received, reply_by, finish_by) in rows {
        let found = deadlines(right, day(received)).unwrap();
        assert_eq!(
            (found.reply_by, found.finish_by),
            (day(reply_by), day(finish_by)),
            "{received}"
        );
    }
}

#[test]
fn python_counts_the_same_days() {
    let program = r"
import datetime, sys
day = datetime.date(2026, 1, 1)
for _ in range(800):
    reply, left = day, 2
    while left:
        reply += datetime.timedelta(1)
        left -= reply.weekday() < 5
    print(day, reply, day + datetime.timedelta(20))
    day += datetime.timedelta(1)
";
    let Some(theirs) = python(program, "") else { return };
    for line in theirs.lines() {
        let parts: Vec<_> = line.split(' ').map(day).collect();
        let found = deadlines(Right::Delete, parts[0]).unwrap();
        assert_eq!((found.reply_by, found.finish_by), (parts[1], parts[2]));
    }
}

#[test]
fn a_request_is_late_once_a_day_is_missed_and_stays_so() {
    let mut world = small_book();
    let noon = 1_772_424_000; // 2 March 2026, 11:00 in Vietnam
    world.must(asks("r1", Right::Access, "2026-03-02").on("2026-03-02").recorded(noon));
    let late = |world: &crate::world::World, today: &str| {
        world.state.privacy.requests.values().any(|asked| asked.is_late(day(today)))
    };
    assert!(!late(&world, "2026-03-04") && late(&world, "2026-03-05"));
    world.must(answers("r1", Answer::Received).on("2026-03-02").recorded(noon));
    assert!(!late(&world, "2026-03-12") && late(&world, "2026-03-13"));
    world.must(answers("r1", Answer::Done).on("2026-03-02").recorded(noon));
    assert!(!late(&world, "2026-12-31"));
}
