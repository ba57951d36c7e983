//! Commands of organisations in time, targets, drives and the emulation cycle in a few words, and the golden log
//! that holds every kind of them.

use crate::commands::*;
use crate::world::{CASH, World, small_book};
use chungtay_ledger::decide::Command;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::emulation::*;
use chungtay_ledger::kinds::life::Paper;
use chungtay_ledger::kinds::matching::{Roster, RosterMember};
use chungtay_ledger::kinds::organising::*;
use chungtay_ledger::kinds::people::AccountClass;
use chungtay_ledger::kinds::works::Measure;
use chungtay_ledger::money::Dong;

/// An organisation changes from a day on: `value` is its new name, its new parent or what it went into.
pub fn change(id: &str, step: OrganisationStep, value: Option<&str>, from: &str) -> Command {
    let is = |wanted| step == wanted;
    say(Body::OrganisationChange(OrganisationChange {
        basis: None,
        change: step,
        cited: None,
        from: day(from),
        into: value.filter(|_| is(OrganisationStep::Merged)).map(slug),
        name: value.filter(|_| is(OrganisationStep::Renamed)).map(str::to_owned),
        organisation: slug(id),
        parent: value.filter(|_| is(OrganisationStep::Moved)).map(slug),
    }))
}

pub fn change_with(
    mut command: Command,
    otherwise: impl FnOnce(&mut OrganisationChange),
) -> Command {
    if let Body::OrganisationChange(change) = &mut command.body {
        otherwise(change);
    }
    command
}

pub fn role(id: &str, role: OrganisationRole) -> Command {
    say(Body::OrganisationPart(OrganisationPart {
        cited: None,
        during: between("2024-01-01", ""),
        organisation: slug(id),
        role,
    }))
}

pub fn post_end(post: u64, until: &str) -> Command {
    say(Body::PostEnd(PostEnd { cited: None, post, until: day(until) }))
}

pub fn target(id: &str, expression: Option<&str>, unit: TargetUnit, value: i64) -> Command {
    say(Body::Target(Target {
        basis: Some(slug("basis")),
        cited: None,
        expression: expression.map(str::to_owned),
        id: slug(id),
        indicator: "chiều dài đường".into(),
        organisation: Some(slug("customs")),
        period: between("2024-01-01", "2024-12-31"),
        programme: Some(slug("roads")),
        unit,
        value,
    }))
}

pub fn target_with(mut command: Command, otherwise: impl FnOnce(&mut Target)) -> Command {
    if let Body::Target(target) = &mut command.body {
        otherwise(target);
    }
    command
}

pub fn drive(id: &str, asking: DriveAsking, fund: &str) -> Command {
    say(Body::Drive(Drive {
        asking,
        bases: slugs(&["basis"]),
        cited: None,
        class: DriveClass::SalaryDay,
        closes: Some(day("2024-12-31")),
        demonstration: true,
        fund: slug(fund),
        goal: Some(Dong(2_000)),
        id: slug(id),
        launchers: slugs(&["customs"]),
        name: "Một ngày lương".into(),
        programme: Some(slug("roads")),
    }))
}

pub fn drive_with(mut command: Command, otherwise: impl FnOnce(&mut Drive)) -> Command {
    if let Body::Drive(drive) = &mut command.body {
        otherwise(drive);
    }
    command
}

pub fn unit(
    drive: &str,
    organisation: &str,
    expected: Option<i64>,
    roster: Option<&str>,
) -> Command {
    say(Body::DriveUnit(DriveUnit {
        drive: slug(drive),
        expected: expected.map(Dong),
        organisation: slug(organisation),
        roster: roster.map(slug),
    }))
}

pub fn drive_close(drive: &str) -> Command {
    say(Body::DriveClose(DriveClose { drive: slug(drive) }))
}

pub fn roster(id: &str, fund: &str, organisation: Option<&str>) -> Command {
    say(Body::Roster(Roster {
        due: None,
        fund: slug(fund),
        id: slug(id),
        name: "Đội 1".into(),
        organisation: organisation.map(slug),
    }))
}

pub fn member(roster: &str, person: &str, amount: i64) -> Command {
    say(Body::RosterMember(RosterMember {
        amount: Dong(amount),
        person: slug(person),
        roster: slug(roster),
    }))
}

/// Cash from an organisation.
pub fn cash_from(organisation: &str, fund: &str, amount: i64) -> Command {
    let mut command = cash(fund, "till", amount);
    if let Body::Gift(gift) = &mut command.body {
        gift.organisation = Some(slug(organisation));
    }
    command
}

pub fn rules(id: &str) -> Command {
    let criterion = |most, name: &str| Criterion { most, name: name.into() };
    say(Body::EmulationRules(EmulationRules {
        basis: Some(slug("basis")),
        cited: None,
        criteria: vec![criterion(60, "Hiệu quả"), criterion(40, "Nhân rộng")],
        id: slug(id),
        levels: vec![
            LevelRule { least: 50, level: RecognitionLevel::Base },
            LevelRule { least: 70, level: RecognitionLevel::District },
            LevelRule { least: 80, level: RecognitionLevel::Province },
        ],
        year: 2024,
    }))
}

pub fn rules_with(mut command: Command, otherwise: impl FnOnce(&mut EmulationRules)) -> Command {
    if let Body::EmulationRules(rules) = &mut command.body {
        otherwise(rules);
    }
    command
}

pub fn model(id: &str, works: &[&str]) -> Command {
    say(Body::Model(Model {
        area: Some("khu vực cửa khẩu".into()),
        cited: None,
        continues: None,
        coordinating: slugs(&["customs"]),
        demonstration: true,
        during: between("2024-01-01", "2024-12-31"),
        field: ModelField::Defence,
        id: slug(id),
        lead: slug("customs"),
        name: "Đường lên mốc".into(),
        person: None,
        places: vec![],
        resources: vec![
            ModelResource {
                amount: Some(Dong(70)),
                class: ResourceClass::Money,
                item: "quỹ".into(),
                quantity_thousandths: None,
                unit: None,
            },
            ModelResource {
                amount: None,
                class: ResourceClass::Labour,
                item: "ngày công".into(),
                quantity_thousandths: Some(12_500),
                unit: Some("ngày".into()),
            },
        ],
        rules: slug("rules"),
        subject: ModelSubject::Collective,
        supporting: slugs(&["customs"]),
        works: slugs(works),
    }))
}

pub fn model_with(mut command: Command, otherwise: impl FnOnce(&mut Model)) -> Command {
    if let Body::Model(model) = &mut command.body {
        otherwise(model);
    }
    command
}

pub fn checked(model: &str, outcome: CheckOutcome) -> Command {
    let (cited, papers) = (None, vec![]);
    say(Body::ModelCheck(ModelCheck { cited, model: slug(model), outcome, papers })).by("checker")
}

pub fn scored(model: &str, points: &[u32]) -> Command {
    let points = points.to_vec();
    say(Body::ModelScore(ModelScore { cited: None, model: slug(model), points })).by("checker")
}

pub fn recognised(model: &str, level: RecognitionLevel) -> Command {
    let number = Some("12-QĐ/ĐU".into());
    let papers = vec![Paper { cited: None, file: None, name: "Quyết định".into(), number }];
    let (cited, organisation) = (None, slug("customs"));
    let told = ModelRecognition { cited, level, model: slug(model), organisation, papers };
    say(Body::ModelRecognition(told)).by("checker")
}

pub fn revoked(model: &str, cause: RevocationCause) -> Command {
    let papers = vec![];
    say(Body::ModelRevocation(ModelRevocation { cause, model: slug(model), papers })).by("payer")
}

/// Units, their changes, a drive by roster and an open one.
fn organisations() -> Vec<Command> {
    vec![
        organisation("north", None),
        organisation("team1", Some("customs")),
        organisation("team2", Some("customs")),
        organisation("team3", Some("north")),
        organisation("firm", None),
        role("customs", OrganisationRole::Unit),
        role("firm", OrganisationRole::Partner),
        role("north", OrganisationRole::Authority),
        role("team3", OrganisationRole::Residents),
        post("maker", between("2020-08-01", "")),
        change("customs", OrganisationStep::Renamed, Some("Chi cục"), "2024-03-01"),
        change("team1", OrganisationStep::Moved, Some("north"), "2024-04-01"),
        change("team1", OrganisationStep::Moved, None, "2024-05-01"),
        change("team2", OrganisationStep::Merged, Some("team3"), "2024-06-01"),
        change("firm", OrganisationStep::Ended, None, "2024-09-01"),
        fund("days", true, &[], &[]),
        roster("r1", "days", Some("team1")),
        member("r1", "other", 400),
        drive("d1", DriveAsking::Roster, "days").on("2024-09-01"),
        unit("d1", "team1", None, Some("r1")),
        drive_with(drive("d2", DriveAsking::Open, "days"), |drive| drive.goal = None)
            .on("2024-09-02"),
        unit("d2", "north", Some(1_000), None),
        cash_from("team3", "days", 900).on("2024-09-03"),
        cash_from("team2", "days", 50).on("2024-09-03"),
        cash_from("firm", "days", 30).on("2024-08-31"),
        drive_close("d2").on("2024-09-04"),
        cash_from("team3", "days", 7).on("2024-09-05"),
    ]
}

fn models() -> Vec<Command> {
    use RecognitionLevel::{Base, District, Province};
    vec![
        rules("rules"),
        model("m1", &["road1"]),
        checked("m1", CheckOutcome::InPart),
        scored("m1", &[10, 10]),
        scored("m1", &[50, 30]),
        recognised("m1", Province),
        model("m2", &["house"]),
        checked("m2", CheckOutcome::Confirmed),
        scored("m2", &[60, 40]),
        recognised("m2", Base),
        revoked("m2", RevocationCause::Mistake),
        recognised("m2", District),
        revoked("m2", RevocationCause::False),
        model_with(model("m3", &["road2"]), |model| {
            model.subject = ModelSubject::Individual;
            model.person = Some(slug("other"));
            model.continues = Some(slug("m1"));
        }),
        checked("m3", CheckOutcome::NotFound),
        target("t1", Some("length of works programme roads"), TargetUnit::Metres, 1_000),
        target("t2", None, TargetUnit::Count, 4),
        target("t3", Some("số tiền của các khoản ủng hộ quỹ days"), TargetUnit::Dong, 1_234),
    ]
}

/// The golden log `movement`.
pub fn made() -> World {
    let mut world = World::default();
    for entry in small_book().entries {
        world.must(Command::from(&entry));
    }
    for command in organisations() {
        world.must(command);
    }
    let held = world.state.posts[0].at;
    world.must(post_end(held, "2024-08-31"));
    let shared = with_launchers(work("road3", Some("roads"), &[(Measure::LengthMetres, Some(60))]));
    world.must(shared);
    world.must(fund_of("team3", "t3fund"));
    world.must(fund_of("customs", "cfund"));
    world.must(account("purse", AccountClass::Cash, None));
    world.must(cash("t3fund", "purse", 500));
    world.must(transfer(("purse", "t3fund"), ("purse", "cfund"), 120));
    let back = world.must(transfer(("purse", "t3fund"), ("purse", "cfund"), 30));
    world.must(reverse(back));
    for command in models() {
        world.must(command);
    }
    let wrong = world.must(role("team1", OrganisationRole::Unit));
    world.must(reverse(wrong));
    assert!(world.entries.len() as u64 > CASH);
    world
}

/// Launched by two, of whom only one is a unit.
fn with_launchers(mut command: Command) -> Command {
    if let Body::Work(work) = &mut command.body {
        work.launchers = slugs(&["team2", "firm"]);
    }
    command
}

fn fund_of(organisation: &str, id: &str) -> Command {
    let mut command = fund(id, true, &[], &[]);
    if let Body::Fund(fund) = &mut command.body {
        fund.organisation = Some(slug(organisation));
    }
    command
}
