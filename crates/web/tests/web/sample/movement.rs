//! The sample's organisations, policy bases, targets, models and drives, with every state a page can show.

use super::money::give;
use super::told::{claims, movement, road_1257};
use super::{Sample, day, dong, named, open, salary, words};
use chungtay_ledger::emulation::ModelStage;
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::emulation::{
    CheckOutcome, ModelField, ModelSubject, RecognitionLevel, ResourceClass, RevocationCause,
};
use chungtay_ledger::kinds::life::ContractorRole;
use chungtay_ledger::kinds::organising::{
    DriveAsking, DriveClass, OrganisationRole, OrganisationStep,
};
use chungtay_ledger::kinds::people::{NumberStyle, OrganisationClass};
use chungtay_ledger::money::Dong;
use chungtay_ledger::organisations::Standing;
use chungtay_web::portal::figure::{Comparator, Figure, Unit};
use chungtay_web::portal::pages::drives::{
    DriveRow, DriveView, Drives, Thanks, ThanksRow, ThanksView, UnitRow,
};
use chungtay_web::portal::pages::entry::Actor;
use chungtay_web::portal::pages::life::PaperRow;
use chungtay_web::portal::pages::models::{
    CriterionRow, CycleEvent, CycleStep, ModelRow, ModelView, ModelYear, Models, ResourceRow,
};
use chungtay_web::portal::pages::organisations::{
    BuiltRow, GaveRow, GoneRow, LevelRow, NameRow, Organisation, Organisations, PlaceRow, PostRow,
    QuestionRow, RoleRow, RollupRow, TreeRow,
};
use chungtay_web::portal::pages::targets::{Bases, BasisRow, BasisView, NumberRow, TargetRow};
use chungtay_web::portal::period::{Edge, Span};
use chungtay_web::portal::record::{Amount, Named, Opened, Room};
use chungtay_web::portal::source::{MovementPages, Read};

fn party() -> Named {
    named(Room::Organisation, "dang-bo", "Đảng bộ Cục Hải quan Lạng Sơn", 5)
}

fn basis() -> Named {
    named(Room::Basis, "chi-thi-05", "Chỉ thị số 05-CT/TW của Bộ Chính trị", 51)
}

fn drive() -> Named {
    named(Room::Drive, "ngay-luong-2023", "Một ngày lương vì biên giới năm 2023", 80)
}

fn model() -> Named {
    named(Room::Model, "duong-moc", "Đường lên mốc quốc giới", 90)
}

fn span() -> Span {
    Span { from: Edge::On(day("2020-08-11")), to: Edge::Untold }
}

fn actor() -> Actor {
    Actor {
        id: "q7d4tz1w".into(),
        name: open("Nguyễn Hồng Linh", 2),
        post: Some(words("Bí thư", 9)),
    }
}

pub fn rollup(scope: &str) -> Vec<RollupRow> {
    let row = |word: &'static str, value, unit| RollupRow {
        word,
        figure: Figure::known(format!("{scope}.{word}"), value, unit),
    };
    vec![
        row("works", 6, Unit::Count),
        row("shared-works", 1, Unit::Count),
        RollupRow {
            word: "length-metres",
            figure: Figure::known(format!("{scope}.length-metres"), 1_000, Unit::Metres)
                .meant(Comparator::AtLeast),
        },
        row("gave", 3_000_000, Unit::Dong),
        row("moved-within", 250_000, Unit::Dong),
    ]
}

pub fn targets() -> Vec<TargetRow> {
    let target = |id: &str, told: bool| TargetRow {
        id: id.into(),
        entry: 70,
        indicator: words("Chiều dài đường kiểm tra cột mốc", 70),
        value: Figure::known(format!("target.{id}.value"), 1_000, Unit::Metres),
        reached: told.then(|| {
            Figure::known(format!("target.{id}.reached"), 430, Unit::Metres)
                .meant(Comparator::AtLeast)
        }),
        share: told.then(|| Figure::share(format!("target.{id}.share"), 4_300)),
        unknown: told.then(|| Figure::count(format!("target.{id}.unknown"), 3).proved_here()),
        question: told.then(|| ("length of works".into(), "/figure?q=length+of+works".into())),
        period: span(),
        organisation: told.then(party),
        programme: told.then(|| movement().programme),
        basis: told.then(basis),
    };
    vec![target("chieu-dai", true), target("so-nha", false)]
}

pub fn drive_rows() -> Vec<DriveRow> {
    let row = |closed: bool| DriveRow {
        drive: drive(),
        class: DriveClass::SalaryDay,
        asking: DriveAsking::Roster,
        launched_on: day("2023-03-01"),
        closes: Some(day("2023-06-30")),
        closed: closed.then(|| (day("2023-06-15"), 88)),
        received: dong("drive.ngay-luong-2023.received", 125_000_000),
        goal: closed.then(|| dong("drive.ngay-luong-2023.goal", 200_000_000)),
        share: closed.then(|| Figure::share("drive.ngay-luong-2023.share", 6_250)),
    };
    vec![row(false), row(true)]
}

fn model_rows() -> Vec<ModelRow> {
    let row = |stage, level, told: bool| ModelRow {
        model: model(),
        lead: told.then(party),
        field: ModelField::Defence,
        stage,
        level,
        points: told.then(|| Figure::count("model.duong-moc.points", 86)),
    };
    vec![
        row(ModelStage::Recognised, Some(RecognitionLevel::Province), true),
        row(ModelStage::NotFound, None, false),
    ]
}

fn tree() -> Vec<TreeRow> {
    let row = |organisation, roles, has_below: bool, ends: usize| TreeRow {
        organisation,
        class: OrganisationClass::Party,
        roles,
        unenumerated: !has_below,
        has_below,
        ends: vec![(); ends],
    };
    let below = |id: &str, name: &str| named(Room::Organisation, id, name, 6);
    vec![
        row(party(), vec![OrganisationRole::Unit], true, 0),
        row(below("dang-uy", "Đảng ủy Cục Hải quan Lạng Sơn"), vec![], false, 0),
        row(below("to-chuc", "các tổ chức đảng trực thuộc Đảng bộ Cục"), vec![], false, 1),
        row(
            below("xuan-cuong", "Công ty CP Hữu Nghị Xuân Cương"),
            vec![OrganisationRole::Partner],
            false,
            0,
        ),
    ]
}

fn organisation() -> Organisation {
    let merged = Standing::Merged(Id::new("khu-vuc").unwrap(), day("2025-03-01"));
    let next = named(Room::Organisation, "khu-vuc", "Chi cục Hải quan khu vực", 95);
    let question = "count of works organisation dang-bo in term nk-2020-2025";
    Organisation {
        organisation: party(),
        class: OrganisationClass::Party,
        unenumerated: true,
        standing: merged,
        into: Some(next.clone()),
        names: vec![
            NameRow { name: words("Đảng bộ Hải quan", 5), from: None },
            NameRow { name: party().name, from: Some(day("2010-01-01")) },
        ],
        variants: vec![words("Đảng bộ Cục", 5)],
        relations: vec![words("đảng bộ", 5)],
        places: vec![
            PlaceRow { step: None, above: None, from: None, basis: None, entry: 5 },
            PlaceRow {
                step: Some(OrganisationStep::Merged),
                above: Some(next),
                from: Some(day("2025-03-01")),
                basis: Some(basis()),
                entry: 96,
            },
        ],
        roles: vec![RoleRow { role: OrganisationRole::Unit, during: span(), entry: 7 }],
        posts: vec![PostRow {
            title: words("Bí thư Đảng ủy", 9),
            holder: actor(),
            during: span(),
            ended: Some((day("2025-02-28"), 97)),
            is_held: false,
            entry: 9,
        }],
        below: vec![named(Room::Organisation, "dang-uy", "Đảng ủy Cục", 6)],
        merged: vec![(named(Room::Organisation, "cu", "Chi bộ cũ", 8), day("2019-01-01"))],
        rollup: rollup("organisation.dang-bo"),
        questions: vec![QuestionRow {
            question: question.into(),
            figure: Figure::count(question, 6).proved_here(),
            link: "/figure?q=count+of+works".into(),
            term: Some(words("nhiệm kỳ 2020-2025", 12)),
        }],
        launched: vec![road_1257()],
        programmes: vec![movement().programme],
        drives: drive_rows(),
        models: model_rows(),
        targets: targets(),
        issued: vec![basis()],
        funds: vec![salary()],
        gave: vec![GaveRow {
            fund: salary(),
            money: dong("sum of gifts organisation dang-bo fund ngay-luong", 90_000).proved_here(),
            link: "/figure?q=sum+of+gifts".into(),
        }],
        built: vec![BuiltRow { work: road_1257(), role: ContractorRole::Builds, entry: 44 }],
        inspected: vec![road_1257()],
        claims: vec![claims().remove(0)],
    }
}

fn basis_rows() -> Vec<BasisRow> {
    let row = |number: Option<NumberRow>| BasisRow {
        basis: basis(),
        class: words("Chỉ thị", 51),
        number,
        issuer: Some(words("Bộ Chính trị", 51)),
    };
    let number = |text: &str, follows| NumberRow {
        number: words(text, 51),
        style: Some(NumberStyle::Party),
        class: Some("directive"),
        issuer: Some(words("TW", 51)),
        follows: Some(follows),
    };
    vec![row(Some(number("05-CT/TW", true))), row(None), row(Some(number("05/CT", false)))]
}

fn criteria(scored: bool) -> Vec<CriterionRow> {
    vec![CriterionRow {
        name: words("Hiệu quả thiết thực", 89),
        most: words("60", 89),
        points: scored.then(|| words("52", 92)),
    }]
}

fn step(what: CycleEvent, on: &str, entry: u64) -> CycleStep {
    CycleStep {
        what,
        on: day(on),
        actor: actor(),
        note: Some(words("Đã xem tận nơi", entry)),
        papers: vec![PaperRow {
            name: words("Biên bản", entry),
            number: Some(words("02-BB/ĐU", entry)),
            file: Some("00".repeat(32)),
            source: None,
        }],
        entry,
    }
}

fn model_view() -> ModelView {
    ModelView {
        row: model_rows().remove(0),
        year: words("2023", 89),
        subject: ModelSubject::Individual,
        person: Some(actor()),
        during: span(),
        area: Some(words("khu vực cửa khẩu Chi Ma", 90)),
        places: vec![words("xã Tam Gia", 40)],
        coordinating: vec![party()],
        supporting: vec![party()],
        works: vec![road_1257()],
        texts: vec![
            ("aims", open("Đường lên mốc đi được cả mùa mưa", 90)),
            ("upkeep", Opened::Withheld),
        ],
        resources: vec![
            ResourceRow {
                class: ResourceClass::Labour,
                item: words("ngày công", 90),
                quantity: Some((12_500, Some(words("ngày", 90)))),
                amount: None,
            },
            ResourceRow {
                class: ResourceClass::Money,
                item: words("kinh phí dân vận khéo", 90),
                quantity: None,
                amount: Some(Amount { dong: Dong(70_000_000), entry: 90 }),
            },
        ],
        criteria: criteria(true),
        most: Some(Figure::count("model.duong-moc.points-most", 100)),
        steps: vec![
            step(CycleEvent::Registered, "2023-01-10", 90),
            step(CycleEvent::Checked(CheckOutcome::InPart), "2023-06-10", 91),
            step(CycleEvent::Scored(words("86", 92)), "2023-06-20", 92),
            step(
                CycleEvent::Recognised(RecognitionLevel::Province, Some(party())),
                "2023-07-01",
                93,
            ),
            step(CycleEvent::Revoked(RevocationCause::False), "2023-09-01", 94),
        ],
        continues: Some(model()),
        continued_by: vec![model()],
    }
}

fn drive_view() -> DriveView {
    let figure = |name: &str, value| dong(&format!("drive.ngay-luong-2023.{name}"), value);
    let unit = |told: bool| UnitRow {
        unit: party(),
        roster: told.then(|| words("Danh sách ngày lương", 81)),
        expected: told.then(|| figure("dang-bo.expected", 20_000_000)),
        received: figure("dang-bo.received", 12_000_000),
        missing: told.then(|| figure("dang-bo.missing", 8_000_000)),
        gifts: Figure::count("drive.ngay-luong-2023.dang-bo.gifts", 24),
        members: told.then(|| {
            (Figure::count("roster.r.members-given", 24), Figure::count("roster.r.members", 40))
        }),
        entry: 82,
    };
    DriveView {
        row: drive_rows().remove(1),
        fund: salary(),
        launchers: vec![party()],
        bases: vec![basis()],
        programme: Some(movement().programme),
        note: Some(words("Phát động tại hội nghị", 80)),
        closing_note: Some(words("Kết thúc sớm", 88)),
        missing: Some(figure("missing", 75_000_000)),
        gifts: Figure::count("drive.ngay-luong-2023.gifts", 25),
        of_no_unit: Some(figure("of-no-unit", 100_000)),
        in_kind: Some(figure("in-kind", 500_000)),
        units: vec![unit(true), unit(false)],
        thanks: thanks(),
        give: vec![give()],
        entry: 80,
    }
}

fn thanks() -> Thanks {
    Thanks {
        rows: vec![
            ThanksRow {
                giver: open("N. V. A.", 84),
                organisation: None,
                on: day("2023-03-02"),
                entry: 84,
            },
            ThanksRow {
                giver: Opened::Text(party().name),
                organisation: Some(party()),
                on: day("2023-03-03"),
                entry: 85,
            },
        ],
        unnamed: Figure::count("drive.ngay-luong-2023.unnamed", 3).proved_here(),
        page: 1,
        pages: 2,
        of_pages: Figure::count("drive.ngay-luong-2023.thanks-pages", 2).proved_here(),
    }
}

impl MovementPages for Sample {
    fn organisations(&self, on: &str) -> Read<Organisations> {
        let gone = |standing| GoneRow { organisation: party(), standing, into: Some(party()) };
        let level = Figure::count("level", 1).proved_here();
        Ok(Organisations {
            on: day("2024-09-10"),
            is_present: on.is_empty(),
            not_a_day: on == "x",
            tree: tree(),
            gone: vec![
                gone(Standing::NotYet),
                gone(Standing::Past),
                gone(Standing::Ended(day("2024-01-01"))),
                gone(organisation().standing),
            ],
            days: vec![day("2024-01-01"), day("2025-03-01")],
            levels: vec![LevelRow { level, rows: rollup("level.1") }],
        })
    }

    fn organisation(&self, id: &str) -> Read<Option<Organisation>> {
        Ok((id == "dang-bo").then(organisation))
    }

    fn bases(&self) -> Read<Bases> {
        Ok(Bases { rows: basis_rows(), targets: targets() })
    }

    fn basis(&self, id: &str) -> Read<Option<BasisView>> {
        Ok((id == "chi-thi-05").then(|| BasisView {
            row: basis_rows().remove(2),
            issuer: Some(party()),
            quote: open("Chỉ thị số 05-CT/TW của Bộ Chính trị", 51),
            programmes: vec![movement().programme],
            drives: drive_rows(),
            targets: targets(),
            organisations: vec![party()],
            rules: vec![words("2023", 89)],
        }))
    }

    fn models(&self) -> Read<Models> {
        let year = |rows: Vec<ModelRow>| ModelYear {
            year: words("2023", 89),
            id: format!("tc-{}", rows.len()),
            basis: Some(basis()),
            criteria: criteria(false),
            levels: vec![(RecognitionLevel::Base, words("50", 89))],
            counts: ModelStage::ALL
                .map(|stage| (stage, Figure::count(format!("emulation.2023.{}", stage.word()), 1)))
                .to_vec(),
            count: Figure::count("emulation.2023.models", 6),
            rows,
        };
        Ok(Models { years: vec![year(model_rows()), year(Vec::new())] })
    }

    fn model(&self, id: &str) -> Read<Option<ModelView>> {
        Ok((id == "duong-moc").then(model_view))
    }

    fn drives(&self) -> Read<Drives> {
        Ok(Drives { rows: drive_rows() })
    }

    fn drive(&self, id: &str) -> Read<Option<DriveView>> {
        Ok((id == "ngay-luong-2023").then(drive_view))
    }

    fn thanks(&self, id: &str, page: &str) -> Read<Option<ThanksView>> {
        let is_there = id == "ngay-luong-2023" && ["1", "2"].contains(&page);
        let page = page.parse().unwrap_or_default();
        Ok(is_there.then(|| ThanksView { drive: drive(), thanks: Thanks { page, ..thanks() } }))
    }
}
