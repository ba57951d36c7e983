//! The sample's life of a work with everything that a page can show of it, and the disclosure clock.

use super::{day, dong, named, open, words};
use chungtay_ledger::disclosure::Standing;
use chungtay_ledger::entry::Authority;
use chungtay_ledger::kinds::life::{
    AcceptanceOutcome, ContractorRole, CostClass, DelayCause, EventClass, MeetingForm,
    MeetingSubject, Regime, Signer,
};
use chungtay_ledger::kinds::works::{Measure, WorkState};
use chungtay_ledger::money::Dong;
use chungtay_ledger::regimes::{duties, meeting_rule};
use chungtay_web::portal::figure::{Figure, Unit};
use chungtay_web::portal::pages::disclosure::{Disclosure, DutyRow};
use chungtay_web::portal::pages::entry::Actor;
use chungtay_web::portal::pages::life::{
    AcceptanceView, BeneficiaryRow, BudgetRow, BudgetView, ContractorRow, Life, MeetingView,
    PaperRow, PlannedAndDone, ShareRow, StepDone, TimelineStep,
};
use chungtay_web::portal::period::Edge;
use chungtay_web::portal::record::{Amount, Named, Opened, Room};

fn organisation(name: &str) -> Named {
    named(Room::Organisation, "ban-giam-sat", name, 46)
}

fn papers() -> Vec<PaperRow> {
    vec![PaperRow {
        name: words("Biên bản họp thôn", 70),
        number: Some(words("02/BB-TH", 70)),
        file: Some("5e".repeat(32)),
        source: Some(super::article()),
    }]
}

fn timeline() -> Vec<TimelineStep> {
    let done = |entry, when| StepDone {
        when,
        entry,
        actor: Actor { id: "mau".into(), name: open("L. T. M.", 5), post: None },
        authority: Authority::Asserted,
        delay: None,
        reason: None,
        note: None,
        told_by: None,
        meeting: None,
        acceptance: None,
        papers: Vec::new(),
    };
    let step = |state, done| TimelineStep {
        state,
        first_planned: None,
        planned: None,
        done,
        is_late: false,
    };
    let agreed = StepDone {
        meeting: Some("hop-1".into()),
        note: Some(words("Họp tại nhà văn hóa cũ", 71)),
        papers: papers(),
        ..done(71, Edge::On(day("2023-02-10")))
    };
    let building = StepDone {
        delay: Some(DelayCause::Weather),
        reason: Some(words("Mưa liền mười ngày", 74)),
        ..done(74, Edge::On(day("2023-04-02")))
    };
    let inaugurated = StepDone {
        told_by: Some(super::article()),
        acceptance: Some("nt-1".into()),
        ..done(77, Edge::Words(words("trước khi bài báo ra", 77)))
    };
    vec![
        step(WorkState::Agreed, Some(agreed)),
        TimelineStep {
            first_planned: Some((day("2023-03-01"), 72)),
            planned: Some((day("2023-03-20"), 73)),
            is_late: true,
            ..step(WorkState::Building, Some(building))
        },
        step(WorkState::Inaugurated, Some(inaugurated)),
        TimelineStep {
            planned: Some((day("2023-06-01"), 78)),
            ..step(WorkState::HandedOver, None)
        },
    ]
}

fn meeting() -> MeetingView {
    let count =
        |what: &str, count| Figure::count(format!("meeting.hop-1.{what}"), count).proved_here();
    let rule = meeting_rule(Regime::Residents, day("2024-02-10"));
    MeetingView {
        id: "hop-1".into(),
        entry: 70,
        held_on: day("2024-02-10"),
        organisation: Some(organisation("Thôn Pò Nhùng")),
        form: MeetingForm::Ballot,
        subject: MeetingSubject::Contribution,
        total: count("total", 90),
        invited: count("invited", 90),
        present: count("present", 70),
        in_favour: count("in-favour", 59),
        against: count("against", 11),
        needed: Some(count("needed", 60)),
        meets: Some(false),
        form_holds: true,
        unsigned: vec![Signer::Household],
        told_in_time: Some(false),
        rule,
        signers: vec![Signer::VillageHead, Signer::FrontHead],
        signatories: Opened::Withheld,
        papers: papers(),
    }
}

fn budget() -> BudgetView {
    let row = |item: &str, amount: Option<i64>| BudgetRow {
        item: words(item, 72),
        class: CostClass::Materials,
        quantity: Some((11_500, Some(words("tấn", 72)))),
        amount: amount.map(|amount| Amount { dong: Dong(amount), entry: 72 }),
    };
    BudgetView {
        entry: 72,
        rows: vec![row("xi măng", Some(900_000_000)), row("cát", None)],
        planned: dong("work.nha-van-hoa.budget", 900_000_000),
        spent: dong("work.nha-van-hoa.paid", 1_200_000_000),
        rest: Figure::unknown("work.nha-van-hoa.budget-rest", Unit::Dong),
        has_unknown: true,
        earlier: vec![69],
        papers: papers(),
    }
}

fn shares() -> Vec<ShareRow> {
    let row = |entry| ShareRow {
        entry,
        on: day("2023-03-18"),
        giver: open("Thôn Pò Nhùng", entry),
        goods: None,
        days_tenths: None,
        value: None,
    };
    vec![
        ShareRow {
            goods: Some((words("xi măng", 80), 11_500, words("tấn", 80))),
            value: Some(Amount { dong: Dong(16_675_000), entry: 80 }),
            ..row(80)
        },
        ShareRow { days_tenths: Some(385), ..row(81) },
    ]
}

pub fn life() -> Life {
    let metres = |id: &str, value| Figure::known(id, value, Unit::Metres).proved_here();
    Life {
        regime: Some((Regime::Residents, 68)),
        timeline: timeline(),
        meetings: vec![meeting()],
        acceptances: vec![AcceptanceView {
            id: "nt-1".into(),
            entry: 76,
            on: day("2023-05-10"),
            outcome: AcceptanceOutcome::WithConditions,
            supervision: Some(organisation("Ban giám sát đầu tư của cộng đồng xã")),
            signers: vec![Signer::SupervisionBoard, Signer::Builder],
            signatories: Opened::Withheld,
            note: Some(words("Còn phải sơn lại cửa", 76)),
            papers: papers(),
        }],
        budget: Some(budget()),
        quantities: vec![PlannedAndDone {
            measure: Measure::LengthMetres,
            planned: Some(metres("work.nha-van-hoa.planned-length-metres", 40)),
            done: None,
        }],
        contractors: vec![ContractorRow {
            organisation: organisation("Hợp tác xã Xây dựng"),
            role: ContractorRole::Builds,
            entry: 73,
            papers: papers(),
        }],
        beneficiaries: vec![BeneficiaryRow {
            group: words("bà con thôn Pò Nhùng", 75),
            count: Figure::unknown("work.nha-van-hoa.beneficiaries-75", Unit::Count).proved_here(),
            unit: Some(words("hộ", 75)),
        }],
        shares: shares(),
        shares_sums: Some((
            dong("work.nha-van-hoa.in-kind", 16_675_000),
            Figure::known("work.nha-van-hoa.labour", 385, Unit::DaysTenths),
        )),
        duties: duty_rows(),
    }
}

fn duty_rows() -> Vec<DutyRow> {
    let (event, on) = (EventClass::Decision, day("2024-02-10"));
    let standings =
        [Standing::Late, Standing::Open, Standing::NoDay, Standing::DoneLate, Standing::Done];
    let rules: Vec<_> = duties(Regime::Residents, event, on).collect();
    let row = |(index, standing)| DutyRow {
        rule: rules[index % rules.len()],
        standing,
        due: Some(day("2024-02-16")),
        done: Some((day("2024-02-15"), 90)),
        kept_until: Some(day("2024-03-16")),
        event,
        regime: Regime::Residents,
        event_on: on,
        event_entry: 70,
        event_id: format!("hop-{index}"),
        about: vec![organisation("Nhà văn hóa, thôn Pò Nhùng; sửa")],
    };
    standings.into_iter().enumerate().map(row).collect()
}

pub fn disclosure() -> Disclosure {
    let count = |standing: Standing| {
        (standing, Figure::count(format!("disclosure.{}", standing.word()), 1).proved_here())
    };
    Disclosure {
        book: "mau".into(),
        recorded_at: chungtay_ledger::date::Moment(1_726_020_000),
        as_of: Some(day("2024-09-11")),
        counts: vec![count(Standing::Late), count(Standing::Done)],
        rows: duty_rows(),
    }
}
