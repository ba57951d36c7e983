//! The disclosure clock against days counted by hand from the texts of the rules.

use crate::commands::*;
use crate::life_commands::*;
use crate::world::small_book;
use chungtay_ledger::decide::Command;
use chungtay_ledger::disclosure::clock;
use chungtay_ledger::kinds::life::*;

/// `duty due standing`, of everything that is owed on 10 September 2024.
fn owed(commands: Vec<Command>) -> Vec<String> {
    let mut world = small_book();
    for command in commands {
        world.must(command);
    }
    let shown = |owed: chungtay_ledger::disclosure::Owed| {
        let due = owed.due.map_or("–".to_owned(), |due| due.to_string());
        let standing = owed.standing(day("2024-09-10")).word();
        format!("{} {due} {standing}", owed.rule.duty.word())
    };
    clock(&world.state).into_iter().map(shown).collect()
}

#[test]
fn residents_decide_and_five_working_days_later_it_must_be_published() {
    let held = |on: &str| vec![regime(Regime::Residents), meeting("m", 9, 9).on(on)];
    // Friday 30 August 2024 and five working days: Friday 6 September.
    assert_eq!(
        owed(held("2024-08-30")),
        ["decision-notice 2024-09-06 late", "meeting-record 2024-09-06 late"]
    );
    let mut done = held("2024-08-30");
    done.push(published("m", Duty::DecisionNotice).on("2024-09-06"));
    done.push(published("m", Duty::MeetingRecord).on("2024-09-09"));
    assert_eq!(
        owed(done),
        ["decision-notice 2024-09-06 done", "meeting-record 2024-09-06 done-late"]
    );
    // Nothing was decided: five of nine households, or online.
    assert!(owed(vec![regime(Regime::Residents), meeting("m", 9, 5)]).is_empty());
    let online = meeting_with(meeting("m", 9, 9), |meeting| meeting.form = MeetingForm::Online);
    assert!(owed(vec![regime(Regime::Residents), online]).is_empty());
    // Before the law: nothing that is known.
    assert!(owed(held("2023-06-30")).is_empty());
    // Money collected under other rules.
    assert!(owed(vec![regime(Regime::Internal), meeting("m", 9, 9)]).is_empty());
}

/// Decree 93/2021, article 14: 15 days after receiving ends, 30 days after use ends, one day before it begins.
#[test]
fn an_appeal_after_a_disaster_has_its_days() {
    let of = |class, on: &str| owed(vec![event("e", class, Regime::Disaster).on(on)]);
    assert_eq!(of(EventClass::ReceivingEnds, "2024-08-26"), ["total-received 2024-09-10 open"]);
    assert_eq!(of(EventClass::ReceivingEnds, "2024-08-25"), ["total-received 2024-09-09 late"]);
    assert_eq!(
        of(EventClass::UseEnds, "2024-08-15"),
        ["total-used 2024-09-14 open", "report 2024-09-14 open"]
    );
    assert_eq!(of(EventClass::ReceivingBegins, "2024-09-01"), ["receiving-notice 2024-08-31 late"]);
    assert_eq!(of(EventClass::AppealIssued, "2024-09-10"), ["appeal-document 2024-09-10 open"]);
    // The decree came into force on 11 December 2021.
    assert!(of(EventClass::ReceivingEnds, "2021-12-10").is_empty());
}

#[test]
fn a_charity_reports_by_the_end_of_march_and_some_rules_fix_no_day() {
    assert_eq!(
        owed(vec![event("e", EventClass::YearEnds, Regime::Charity).on("2023-12-31")]),
        ["year-report 2024-03-31 late"]
    );
    assert_eq!(owed(vec![event("e", EventClass::UseEnds, Regime::Internal)]), ["report – no-day"]);
}
