//! Rows of the refusal table for works' lives: what was entered in the small book before, what is asked, what
//! is answered. The rules' other end: Law 10/2022/QH15, articles 18, 20 and 21 (two thirds of all households),
//! and the order of the issue (surveyed, proposed, agreed, …).

use crate::commands::*;
use crate::life_commands::*;
use crate::refusals::{Row, row, rows};
use chungtay_ledger::decide::Command;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::life::*;
use chungtay_ledger::kinds::told::Citation;
use chungtay_ledger::kinds::works::Measure::LengthMetres;
use chungtay_ledger::kinds::works::WorkState::{
    Accepted, Agreed, Budgeted, Building, Closed, HandedOver, InUse, Mobilising, Proposed,
    Repaired, Surveyed,
};
use chungtay_ledger::money::LARGEST;

/// Up to the day before residents decide.
fn proposed(rest: Vec<Command>) -> Vec<Command> {
    let mut commands = vec![regime(Regime::Residents), done(Surveyed), done(Proposed)];
    commands.extend(rest);
    commands
}

/// Under construction, without a meeting: the rules of its money ask none.
fn building(rest: Vec<Command>) -> Vec<Command> {
    let mut commands = vec![
        organisation("board", None),
        regime(Regime::Internal),
        done(Surveyed),
        done(Proposed),
        done(Agreed),
        done(Budgeted),
        done(Mobilising),
        done(Building),
    ];
    commands.extend(rest);
    commands
}

pub fn order() -> Vec<Row> {
    rows! {
        "accepted": done(Surveyed) => done(Proposed);
        "unknown thing=work id=none": step_with(done(Surveyed), |step| step.work = slug("none"));
        "unknown thing=source id=none": step_with(done(Surveyed), |step| step.cited = Some(Citation { line: None, source: slug("none") }));
        "work-step from=– to=proposed": done(Proposed);
        "work-step from=surveyed to=building": done(Surveyed) => done(Building);
        "work-step from=surveyed to=surveyed": done(Surveyed) => done(Surveyed);
        "accepted": done(Surveyed) => told_later(Building);
        "accepted": told_later(InUse) => done(Repaired);
        "before-its-ground earliest=2024-09-10": done(Surveyed) => done(Proposed).on("2024-09-09");
        "accepted": done(Surveyed) => told_later(Proposed).on("2024-09-09");
        "accepted": told_later(Surveyed) => done(Proposed).on("2024-09-09");
        "needs field=reason": planned(Surveyed, "2024-09-09") => step_with(done(Surveyed), |step| step.delay = Some(DelayCause::Other)).without_record();
        "accepted": planned(Surveyed, "2024-09-09") => step_with(done(Surveyed), |step| step.delay = Some(DelayCause::Other));
        "work-step from=building to=surveyed": told_later(Building) => told_later(Surveyed);
        "accepted": told_later(Repaired) => done(InUse);
        "accepted": told_later(InUse) => done(Closed);
        "work-step from=closed to=in-use": told_later(Closed) => told_later(InUse);
        "told-in-steps work=road1": done(Surveyed) => step("road1", Proposed);
        "accepted": step("road1", Surveyed) => done(Proposed);
        "needs field=planned_for": step_with(planned(Building, "2024-10-01"), |step| step.planned_for = None);
        "excess field=planned_for": step_with(done(Surveyed), |step| step.planned_for = Some(day("2024-10-01")));
        "excess field=during": step_with(done(Surveyed), |step| step.during = between("2024-01-01", ""));
        "accepted": step_with(told_later(Surveyed), |step| step.during = between("words:đầu nhiệm kỳ", ""));
        "excess field=meeting": meeting("m", 3, 3) => step_with(done(Surveyed), |step| step.meeting = Some(slug("m")));
        "accepted": planned(Building, "2024-10-01") => planned(Building, "2024-11-01");
        "work-step from=building to=agreed": told_later(Building) => planned(Agreed, "2024-10-01");
        "accepted": planned(Surveyed, "2024-09-10") => done(Surveyed);
        "needs field=delay": planned(Surveyed, "2024-09-09") => done(Surveyed);
        "accepted": planned(Surveyed, "2024-09-09") => step_with(done(Surveyed), |step| step.delay = Some(DelayCause::Weather));
        "excess field=delay": planned(Surveyed, "2024-09-10") => step_with(done(Surveyed), |step| step.delay = Some(DelayCause::Weather));
        "accepted": planned(Surveyed, "2024-09-09"), planned(Surveyed, "2024-09-20") => done(Surveyed);
        "accepted": planned(Surveyed, "2024-09-09") => told_later(Surveyed);
    }
}

pub fn agreement() -> Vec<Row> {
    let with = |id: &str| vec![agreed_at(id)];
    vec![
        row("needs field=meeting", proposed(vec![done(Agreed)])),
        row("accepted", proposed([vec![meeting("m", 90, 60)], with("m")].concat())),
        row(
            "meeting-short meeting=m needed=60 found=59",
            proposed([vec![meeting("m", 90, 59)], with("m")].concat()),
        ),
        // Two thirds of 100 is 66 and two thirds: 67 households.
        row(
            "meeting-short meeting=m needed=67 found=66",
            proposed([vec![meeting("m", 100, 66)], with("m")].concat()),
        ),
        row("accepted", proposed([vec![meeting("m", 100, 67)], with("m")].concat())),
        // Of all households, not of those present.
        row(
            "meeting-short meeting=m needed=60 found=50",
            proposed(vec![
                meeting_with(meeting("m", 90, 50), |meeting| meeting.present = 50),
                agreed_at("m"),
            ]),
        ),
        row(
            "does-not-match field=form",
            proposed(vec![
                meeting_with(meeting("m", 9, 9), |meeting| meeting.form = MeetingForm::Online),
                agreed_at("m"),
            ]),
        ),
        row(
            "needs field=signers",
            proposed(vec![
                meeting_with(meeting("m", 9, 9), |meeting| {
                    meeting.signers = vec![Signer::VillageHead];
                }),
                agreed_at("m"),
            ]),
        ),
        row(
            "before-its-ground earliest=2024-09-10",
            proposed(vec![meeting("m", 90, 60), agreed_at("m").on("2024-09-09")]),
        ),
        row("unknown thing=meeting id=m", proposed(with("m"))),
        row(
            "does-not-match field=work",
            proposed(vec![
                meeting_with(meeting("m", 9, 9), |meeting| meeting.works = slugs(&["road2"])),
                agreed_at("m"),
            ]),
        ),
        row(
            "does-not-match field=subject",
            proposed(vec![
                meeting_with(meeting("m", 9, 9), |meeting| meeting.subject = MeetingSubject::Other),
                agreed_at("m"),
            ]),
        ),
        // No rule is known for meetings before the law came into force.
        row("accepted", proposed(vec![meeting("m", 90, 1).on("2023-06-30"), agreed_at("m")])),
        row(
            "meeting-short meeting=m needed=60 found=1",
            proposed(vec![meeting("m", 90, 1).on("2023-07-01"), agreed_at("m")]),
        ),
        row("needs field=meeting", proposed(vec![told_later(Agreed)])),
        row("needs field=regime", vec![done(Surveyed), done(Proposed), done(Agreed)]),
        row("accepted", vec![done(Surveyed), done(Proposed), told_later(Agreed)]),
        row(
            "accepted",
            vec![regime(Regime::Internal), done(Surveyed), done(Proposed), done(Agreed)],
        ),
    ]
}

pub fn meetings() -> Vec<Row> {
    vec![
        row("exists thing=meeting id=m", vec![meeting("m", 9, 9), meeting("m", 9, 9)]),
        row("not-positive field=total amount=0", vec![meeting("m", 0, 0)]),
        row(
            "does-not-match field=invited",
            vec![meeting_with(meeting("m", 9, 9), |meeting| meeting.invited = 10)],
        ),
        row(
            "does-not-match field=present",
            vec![meeting_with(meeting("m", 9, 9), |meeting| meeting.present = 10)],
        ),
        row(
            "does-not-match field=in_favour",
            vec![meeting_with(meeting("m", 9, 9), |meeting| meeting.against = 1)],
        ),
        row(
            "does-not-match field=in_favour",
            vec![meeting_with(meeting("m", 9, u32::MAX), |meeting| meeting.against = u32::MAX)],
        ),
        row(
            "accepted",
            vec![meeting_with(meeting("m", 9, 7), |meeting| {
                meeting.form = MeetingForm::Ballot;
                meeting.present = 0;
            })],
        ),
        row(
            "unknown thing=work id=none",
            vec![meeting_with(meeting("m", 9, 9), |meeting| meeting.works = slugs(&["none"]))],
        ),
    ]
}

pub fn acceptances() -> Vec<Row> {
    let found = |outcome| acceptance("a", "board", outcome);
    let accept = || step_with(done(Accepted), |step| step.acceptance = Some(slug("a")));
    vec![
        row("accepted", building(vec![found(AcceptanceOutcome::Accepted), accept()])),
        row("accepted", building(vec![found(AcceptanceOutcome::WithConditions), accept()])),
        row(
            "does-not-match field=outcome",
            building(vec![found(AcceptanceOutcome::Rejected), accept()]),
        ),
        row("needs field=acceptance", building(vec![done(Accepted)])),
        row("accepted", building(vec![told_later(Accepted)])),
        row("unknown thing=acceptance id=a", building(vec![accept()])),
        row(
            "excess field=acceptance",
            building(vec![
                found(AcceptanceOutcome::Accepted),
                accept(),
                step_with(told_later(HandedOver), |step| step.acceptance = Some(slug("a"))),
            ]),
        ),
        row(
            "needs field=signers",
            building(vec![acceptance_with(found(AcceptanceOutcome::Accepted), |told| {
                told.signers = vec![Signer::Launcher, Signer::Builder];
            })]),
        ),
        row(
            "accepted",
            building(vec![acceptance_with(found(AcceptanceOutcome::Accepted), |told| {
                told.signers = vec![];
                told.cited = Some(Citation { line: None, source: slug("article") });
            })]),
        ),
        row(
            "before-its-ground earliest=2024-09-10",
            building(vec![found(AcceptanceOutcome::Accepted), accept().on("2024-09-09")]),
        ),
        row(
            "needs field=signatories",
            building(vec![found(AcceptanceOutcome::Accepted).without_record()]),
        ),
        row(
            "unknown thing=organisation id=none",
            vec![acceptance("a", "none", AcceptanceOutcome::Accepted)],
        ),
        row(
            "exists thing=acceptance id=a",
            building(vec![found(AcceptanceOutcome::Rejected), found(AcceptanceOutcome::Accepted)]),
        ),
        row(
            "not-independent organisation=board",
            building(vec![contractor("board"), found(AcceptanceOutcome::Accepted)]),
        ),
        row(
            "not-independent organisation=board",
            building(vec![found(AcceptanceOutcome::Accepted), contractor("board")]),
        ),
    ]
}

pub fn plans() -> Vec<Row> {
    rows! {
        "accepted": budget(&[Some(5), None]);
        "needs field=items": budget(&[]);
        "not-positive field=amount amount=0": budget(&[Some(0)]);
        "not-representable field=items": budget(&[Some(LARGEST / 2), Some(1)]);
        "unknown thing=organisation id=none": contractor("none");
        "accepted": contractor("customs");
        "accepted": beneficiaries(None);
        "needs field=quantities": quantities(StepStage::Planned, &[]);
        "exists thing=quantity id=length-metres": quantities(StepStage::Done, &[(LengthMetres, None), (LengthMetres, Some(1))]);
        "not-positive field=value amount=-1": quantities(StepStage::Done, &[(LengthMetres, Some(-1))]);
        "accepted": quantities(StepStage::Done, &[(LengthMetres, Some(0))]);
        "accepted": event("e", EventClass::UseEnds, Regime::Disaster) => published("e", Duty::Report);
        "exists thing=event id=e": event("e", EventClass::UseEnds, Regime::Disaster) => event("e", EventClass::UseEnds, Regime::Disaster);
        "exists thing=meeting id=m": meeting("m", 3, 3) => event("m", EventClass::UseEnds, Regime::Disaster);
        "exists thing=event id=e": event("e", EventClass::UseEnds, Regime::Disaster) => meeting("e", 3, 3);
        "needs field=work": without_subject(event("e", EventClass::UseEnds, Regime::Disaster));
        "unknown thing=event id=none": published("none", Duty::Report);
        "accepted": meeting("m", 3, 3) => published("m", Duty::DecisionNotice);
        "backward-period": meeting("m", 3, 3) => until(published("m", Duty::DecisionNotice), "2024-09-09");
        "accepted": meeting("m", 3, 3) => until(published("m", Duty::DecisionNotice), "2024-09-10");
        "before-its-ground earliest=2024-09-10": meeting("m", 3, 3) => published("m", Duty::DecisionNotice).on("2024-09-09");
        "accepted": event("e", EventClass::ReceivingBegins, Regime::Disaster) => published("e", Duty::ReceivingNotice).on("2024-09-01");
        "not-positive field=value amount=-1": work("w", None, &[(LengthMetres, Some(-1))]);
        "needs field=forms": meeting("m", 3, 3) => without_forms(published("m", Duty::DecisionNotice));
    }
}

fn without_subject(mut command: Command) -> Command {
    if let Body::DisclosureEvent(event) = &mut command.body {
        event.fund = None;
    }
    command
}

fn until(mut command: Command, last: &str) -> Command {
    if let Body::Disclosure(disclosure) = &mut command.body {
        disclosure.until = Some(day(last));
    }
    command
}

fn without_forms(mut command: Command) -> Command {
    if let Body::Disclosure(disclosure) = &mut command.body {
        disclosure.forms.clear();
    }
    command
}
