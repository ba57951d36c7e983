//! Commands of works' lives in a few words, and the golden log that holds every kind of them.

use crate::commands::*;
use crate::world::{World, small_book};
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::decide::Command;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::life::*;
use chungtay_ledger::kinds::told::Citation;
use chungtay_ledger::kinds::works::{Measure, Quantity, WorkState};
use chungtay_ledger::money::Dong;

/// A step of `road1`, done.
pub fn done(state: WorkState) -> Command {
    say(Body::LifeStep(LifeStep {
        acceptance: None,
        cited: None,
        delay: None,
        during: None,
        meeting: None,
        papers: vec![],
        planned_for: None,
        stage: StepStage::Done,
        state,
        work: slug("road1"),
    }))
}

/// A step of `road1`, otherwise.
pub fn step_with(mut command: Command, change: impl FnOnce(&mut LifeStep)) -> Command {
    if let Body::LifeStep(step) = &mut command.body {
        change(step);
    }
    command
}

pub fn planned(state: WorkState, on: &str) -> Command {
    step_with(done(state), |step| {
        step.stage = StepStage::Planned;
        step.planned_for = Some(day(on));
    })
}

/// A step that the article tells after the fact.
pub fn told_later(state: WorkState) -> Command {
    step_with(done(state), |step| {
        step.cited = Some(Citation { line: Some(3), source: slug("article") });
    })
}

pub fn regime(regime: Regime) -> Command {
    say(Body::WorkRegime(WorkRegime { regime, work: slug("road1") }))
}

/// A meeting about `road1`: of so many households, so many in favour.
pub fn meeting(id: &str, total: u32, in_favour: u32) -> Command {
    say(Body::ResidentsMeeting(ResidentsMeeting {
        against: 0,
        cited: None,
        form: MeetingForm::Meeting,
        id: slug(id),
        in_favour,
        invited: total,
        notice_on: Some(day("2024-09-07")),
        organisation: Some(slug("customs")),
        papers: vec![],
        present: total,
        signers: vec![Signer::VillageHead, Signer::FrontHead, Signer::Household],
        subject: MeetingSubject::Contribution,
        total,
        works: slugs(&["road1"]),
    }))
}

pub fn meeting_with(mut command: Command, change: impl FnOnce(&mut ResidentsMeeting)) -> Command {
    if let Body::ResidentsMeeting(meeting) = &mut command.body {
        change(meeting);
    }
    command
}

pub fn agreed_at(meeting: &str) -> Command {
    step_with(done(WorkState::Agreed), |step| step.meeting = Some(slug(meeting)))
}

pub fn acceptance(id: &str, supervision: &str, outcome: AcceptanceOutcome) -> Command {
    say(Body::WorkAcceptance(WorkAcceptance {
        cited: None,
        id: slug(id),
        outcome,
        papers: vec![Paper {
            cited: None,
            file: Some(Commitment([5; 32])),
            name: "Biên bản nghiệm thu".into(),
            number: Some("01/BB-GS".into()),
        }],
        signers: vec![Signer::SupervisionBoard, Signer::Builder],
        supervision: slug(supervision),
        work: slug("road1"),
    }))
}

pub fn acceptance_with(mut command: Command, change: impl FnOnce(&mut WorkAcceptance)) -> Command {
    if let Body::WorkAcceptance(acceptance) = &mut command.body {
        change(acceptance);
    }
    command
}

pub fn contractor(organisation: &str) -> Command {
    say(Body::WorkContractor(WorkContractor {
        cited: None,
        organisation: slug(organisation),
        papers: vec![],
        role: ContractorRole::Builds,
        work: slug("road1"),
    }))
}

pub fn budget(amounts: &[Option<i64>]) -> Command {
    let item = |amount: &Option<i64>| BudgetItem {
        amount: amount.map(Dong),
        class: CostClass::Materials,
        item: "xi măng".into(),
        quantity_thousandths: Some(1_500),
        unit: Some("tấn".into()),
    };
    let (cited, papers) = (None, vec![]);
    let items = amounts.iter().map(item).collect();
    say(Body::WorkBudget(WorkBudget { cited, items, papers, work: slug("road1") }))
}

pub fn quantities(stage: StepStage, told: &[(Measure, Option<i64>)]) -> Command {
    let quantity = |(measure, value): &(Measure, Option<i64>)| Quantity {
        measure: *measure,
        value: *value,
        words: None,
    };
    let quantities = told.iter().map(quantity).collect();
    say(Body::WorkQuantities(WorkQuantities {
        cited: None,
        quantities,
        stage,
        work: slug("road1"),
    }))
}

pub fn beneficiaries(count: Option<u64>) -> Command {
    say(Body::WorkBeneficiaries(WorkBeneficiaries {
        cited: None,
        count,
        group: "bà con trồng rừng".into(),
        unit: Some("hộ".into()),
        work: slug("road1"),
    }))
}

pub fn event(id: &str, class: EventClass, regime: Regime) -> Command {
    say(Body::DisclosureEvent(DisclosureEvent {
        class,
        fund: Some(slug("any")),
        id: slug(id),
        on: None,
        programme: None,
        regime,
        work: None,
    }))
}

pub fn published(event: &str, duty: Duty) -> Command {
    say(Body::Disclosure(Disclosure {
        duty,
        event: slug(event),
        forms: vec![DisclosureForm::Website, DisclosureForm::Posting],
        papers: vec![],
        until: Some(day("2024-10-20")),
    }))
}

/// The golden log `life`: `road1` from survey to its closing, with everything that may be told of it.
pub fn made() -> World {
    let mut world = World::default();
    for entry in small_book().entries {
        world.must(Command::from(&entry));
    }
    for command in [
        organisation("board", None),
        organisation("builder", None),
        regime(Regime::Residents),
        done(WorkState::Surveyed).on("2024-08-01"),
        done(WorkState::Proposed).on("2024-08-10"),
        meeting("m1", 90, 60).on("2024-08-20"),
        agreed_at("m1").on("2024-08-20"),
        published("m1", Duty::DecisionNotice).on("2024-08-28"),
        budget(&[Some(4_000), None]).on("2024-08-21"),
        budget(&[Some(4_000), Some(900)]).on("2024-08-22"),
        done(WorkState::Budgeted).on("2024-08-22"),
        done(WorkState::Mobilising).on("2024-08-23"),
        contractor("builder").on("2024-08-24"),
        beneficiaries(None).on("2024-08-24"),
        beneficiaries(Some(37)).on("2024-08-24"),
        quantities(StepStage::Planned, &[(Measure::LengthMetres, Some(450))]).on("2024-08-24"),
        planned(WorkState::Building, "2024-08-25").on("2024-08-24"),
        planned(WorkState::Accepted, "2024-09-05").on("2024-08-24"),
        step_with(done(WorkState::Building), |step| step.delay = Some(DelayCause::Weather))
            .on("2024-08-30"),
        quantities(StepStage::Done, &[(Measure::LengthMetres, Some(430)), (Measure::Lamps, None)]),
        acceptance("a1", "board", AcceptanceOutcome::WithConditions).on("2024-09-04"),
        step_with(done(WorkState::Accepted), |step| step.acceptance = Some(slug("a1")))
            .on("2024-09-04"),
        told_later(WorkState::HandedOver).on("2024-09-06"),
        done(WorkState::InUse).on("2024-09-07"),
        done(WorkState::Repaired).on("2024-09-08"),
        done(WorkState::InUse).on("2024-09-09"),
        done(WorkState::Closed),
        event("e1", EventClass::ReceivingEnds, Regime::Disaster).on("2024-08-01"),
        published("e1", Duty::TotalReceived),
        event("e2", EventClass::UseEnds, Regime::Internal),
    ] {
        world.must(command);
    }
    world
}
