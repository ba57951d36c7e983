//! The sample's works, programmes, claims and the source: the facts of the article, with its unknowns.

use super::lives::{disclosure, life};
use super::money::{lamps, spending};
use super::movement::{drive_rows, rollup, targets};
use super::strips::{border, strips};
use super::{Sample, article, day, dong, named, open, salary, words};
use chungtay_ledger::chainage::Doubt;
use chungtay_ledger::kinds::people::ProgrammeClass;
use chungtay_ledger::kinds::works::{Measure, PlaceClass, WorkClass, WorkState};
use chungtay_web::portal::figure::{Comparator, Cost, Figure, Operation, Step, Unit};
use chungtay_web::portal::pages::article::{LineRole, Source, SourceLine};
use chungtay_web::portal::pages::claims::{
    ClaimRow, Claims, Reason, Tension, Verdict, VerdictCounts,
};
use chungtay_web::portal::pages::disclosure::Disclosure;
use chungtay_web::portal::pages::life::Life;
use chungtay_web::portal::pages::places::PlacesView;
use chungtay_web::portal::pages::programmes::{Basis, Programme, ProgrammeRow, Programmes};
use chungtay_web::portal::pages::strips::Strips;
use chungtay_web::portal::pages::works::{
    Chainage, LifeStep, Picture, PlaceName, PostPoint, Quantity, Work, WorkRow, Works,
};
use chungtay_web::portal::period::{Edge, Span};
use chungtay_web::portal::record::{Named, Opened, Room};
use chungtay_web::portal::source::{Read, WorkPages};

impl WorkPages for Sample {
    fn programmes(&self) -> Read<Programmes> {
        Ok(Programmes { rows: vec![movement(), children_programme()] })
    }

    fn programme(&self, id: &str) -> Read<Option<Programme>> {
        Ok((id == "dan-van-kheo").then(|| Programme {
            row: movement(),
            parent: None,
            children: vec![children_programme()],
            bases: bases(),
            works: all_works(),
            strips: strips(),
            charts: super::charts::money(),
            funds: vec![salary()],
            rollup: rollup("programme.dan-van-kheo"),
            targets: targets(),
            drives: drive_rows(),
            claims: vec![claims().remove(0)],
        }))
    }

    fn works(&self) -> Read<Works> {
        Ok(Works { count: Figure::count("works.count", 6), rows: all_works(), strips: strips() })
    }

    fn work(&self, id: &str) -> Read<Option<Work>> {
        Ok(match id {
            "thap-sang" => Some(lighting()),
            "nha-van-hoa" => Some(house()),
            _ => all_works().into_iter().find(|row| row.work.id == id).map(bare),
        })
    }

    fn places(&self, asked: &str) -> Read<PlacesView> {
        Ok(super::places::places(asked))
    }

    fn map(&self) -> Read<chungtay_web::portal::pages::map::MapView> {
        Ok(super::map::view())
    }

    fn strip(&self, id: &str) -> Read<Option<Strips>> {
        Ok((id == "markers").then(strips))
    }

    fn disclosure(&self) -> Read<Disclosure> {
        Ok(disclosure())
    }

    fn claims(&self) -> Read<Claims> {
        Ok(Claims {
            counts: counts(),
            rows: claims(),
            tensions: tensions(),
            sources: vec![article()],
        })
    }

    fn source(&self, id: &str) -> Read<Option<Source>> {
        Ok((id == "bai-bao").then(|| Source {
            id: id.into(),
            title: article().name,
            class: words("bài báo", 60),
            published: None,
            lines: source_lines(),
        }))
    }
}

pub fn counts() -> VerdictCounts {
    VerdictCounts {
        agree: Figure::count("claims.agree", 8),
        disagree: Figure::count("claims.disagree", 1),
        cannot_tell: Figure::count("claims.cannot-tell", 3),
    }
}

fn work_named(id: &str, name: &str, entry: u64) -> Named {
    named(Room::Work, id, name, entry)
}

pub fn road_1257() -> Named {
    work_named("moc-1257", "Công trình đường lên Mốc Quốc giới 1257", 44)
}

pub fn light() -> Named {
    work_named("thap-sang", "Công trình thắp sáng đường biên", 45)
}

pub fn work_1236() -> Named {
    work_named("moc-1236", "Công trình tại Mốc Quốc giới 1236", 42)
}

pub fn work_1221() -> Named {
    work_named("moc-1221", "Công trình tại Mốc Quốc giới 1221", 43)
}

fn joint(id: &str, amount: i64, with: Named) -> Cost {
    Cost::Joint { whole: dong(id, amount), with: vec![with] }
}

pub fn all_works() -> Vec<WorkRow> {
    let row = |work: Named, class, state, place: Option<&str>, cost| {
        let place = place.map(|place| words(place, work.name.entry));
        WorkRow { work, class, state, place, cost }
    };
    let (chi_ma, building) = (Some("khu vực cửa khẩu Chi Ma"), Some(WorkState::Building));
    vec![
        row(
            work_named("moc-1039", "Công trình đường kiểm tra Mốc Quốc giới 1039", 41),
            WorkClass::Road,
            Some(WorkState::InUse),
            Some("khu vực cửa khẩu Bình Nghi"),
            Cost::Own(dong("work.moc-1039.cost", 70_000_000)),
        ),
        row(
            work_1236(),
            WorkClass::Road,
            building,
            chi_ma,
            joint("group.chi-ma.cost", 125_000_000, work_1221()),
        ),
        row(
            work_1221(),
            WorkClass::Road,
            building,
            chi_ma,
            joint("group.chi-ma.cost", 125_000_000, work_1236()),
        ),
        row(
            road_1257(),
            WorkClass::Road,
            None,
            Some("khu vực xã Tam Gia (huyện Lộc Bình)"),
            joint("group.1257.cost", 100_000_000, light()),
        ),
        row(
            light(),
            WorkClass::Lighting,
            None,
            None,
            joint("group.1257.cost", 100_000_000, road_1257()),
        ),
        row(
            work_named("nha-van-hoa", "Nhà văn hóa Hội đàm thôn Pò Nhùng", 46),
            WorkClass::House,
            Some(WorkState::Inaugurated),
            Some("thôn Pò Nhùng"),
            Cost::Own(dong("work.nha-van-hoa.cost", 1_200_000_000)),
        ),
    ]
}

fn bare(row: WorkRow) -> Work {
    let unknown = Figure::unknown(format!("work.{}.length", row.work.id), Unit::Metres);
    Work {
        variants: Vec::new(),
        programme: Some(movement().programme),
        places: Vec::new(),
        markers: vec![words("1039", row.work.name.entry)],
        line: None,
        chainage: None,
        quantities: vec![Quantity {
            measure: Measure::LengthMetres,
            figure: unknown,
            jointly_with: vec![work_1236(), work_1221(), road_1257()],
        }],
        life: Vec::new(),
        told: Life::default(),
        launchers: Vec::new(),
        paid_by: Vec::new(),
        with_kind: None,
        spending: Vec::new(),
        claims: Vec::new(),
        plans: Vec::new(),
        pictures: super::pictures::pictures(),
        picture: None,
        row,
    }
}

fn lighting() -> Work {
    let entry = 45;
    let row = all_works().remove(4);
    Work {
        chainage: Some(Chainage {
            verbatim: words("Mốc 1256-1257+500", entry),
            line: Some(border()),
            stretches: vec![(
                PostPoint { post: words("1256", entry), offset: None },
                Some(PostPoint {
                    post: words("1257", entry),
                    offset: Some(Figure::known("work.thap-sang.offset", 500, Unit::Metres)),
                }),
            )],
            doubts: vec![Doubt::OffsetUnit, Doubt::OffsetOfRange],
        }),
        line: Some(border()),
        markers: vec![words("1256", entry), words("1257", entry)],
        quantities: vec![
            Quantity { measure: Measure::Lamps, figure: lamps(), jointly_with: Vec::new() },
            Quantity {
                measure: Measure::LengthMetres,
                figure: Figure::known("work.thap-sang.length", 1000, Unit::Metres),
                jointly_with: Vec::new(),
            },
        ],
        claims: vec![claims().remove(4)],
        plans: vec![words(
            "tiếp tục khảo sát, dự kiến sẽ xây dựng các công trình đường kiểm tra mốc giới",
            75,
        )],
        spending: spending(),
        ..bare(row)
    }
}

fn house() -> Work {
    let entry = 46;
    let organisation = |id: &str, name: &str| named(Room::Organisation, id, name, entry);
    let step = |state, when| LifeStep { state, when, entry: 47 };
    let place = |class, name: &str, within: &[&str], now: Option<&str>| PlaceName {
        class,
        name: words(name, entry),
        within: within.iter().map(|name| words(name, entry)).collect(),
        now: now.map(|name| words(name, entry)),
    };
    Work {
        variants: vec![words("Nhà văn hóa hội đàm Pò Nhùng", entry)],
        places: vec![
            place(PlaceClass::Village, "Pò Nhùng", &["xã Bảo Lâm", "huyện Cao Lộc"], None),
            place(PlaceClass::Commune, "Bảo Lâm", &["tỉnh Lạng Sơn"], Some("xã Đồng Đăng")),
        ],
        markers: Vec::new(),
        quantities: Vec::new(),
        life: vec![
            step(WorkState::Agreed, Edge::Untold),
            step(WorkState::Building, Edge::Words(words("đầu nhiệm kỳ 2020-2025", 47))),
            step(WorkState::Inaugurated, Edge::On(day("2023-05-19"))),
        ],
        launchers: vec![
            organisation("dang-bo", "Đảng bộ Cục Hải quan Lạng Sơn"),
            organisation("xuan-cuong", "Công ty CP Hữu Nghị Xuân Cương"),
        ],
        told: life(),
        paid_by: vec![(salary(), dong("work.nha-van-hoa.paid", 1_200_000_000))],
        with_kind: Some((
            dong("cost of works nha-van-hoa", 1_250_000_000)
                .meant(Comparator::AtLeast)
                .proved_here(),
            "cost of works nha-van-hoa".into(),
        )),
        claims: vec![claims().remove(2)],
        pictures: chungtay_web::portal::pages::pictures::Pictures::default(),
        picture: Some(Picture {
            caption: words(
                "Lễ cắt băng khánh thành công trình dân vận khéo Nhà văn hóa hội đàm Pò Nhùng",
                entry,
            ),
            credit: Some(words("Mai Loan", entry)),
        }),
        ..bare(all_works().remove(5))
    }
}

pub fn movement() -> ProgrammeRow {
    ProgrammeRow {
        programme: named(Room::Programme, "dan-van-kheo", "Dân vận khéo", 30),
        class: ProgrammeClass::Movement,
        organisation: Some(named(
            Room::Organisation,
            "dang-bo",
            "Đảng bộ Cục Hải quan Lạng Sơn",
            5,
        )),
        during: Span {
            from: Edge::Words(words("đầu nhiệm kỳ 2020-2025", 30)),
            to: Edge::Words(words("đến nay", 30)),
        },
        works: all_works().into_iter().map(|row| row.work).collect(),
    }
}

fn children_programme() -> ProgrammeRow {
    ProgrammeRow {
        programme: named(Room::Programme, "ao-am", "Tặng áo ấm cho em đến trường", 33),
        class: ProgrammeClass::Programme,
        organisation: None,
        during: Span { from: Edge::Untold, to: Edge::Untold },
        works: Vec::new(),
    }
}

fn bases() -> Vec<Basis> {
    let basis = |class: &str, number: Option<&str>, issuer: &str, title: &str, entry| Basis {
        class: words(class, entry),
        number: number.map(|number| words(number, entry)),
        issuer: Some(words(issuer, entry)),
        basis: named(Room::Basis, "chi-thi-05", title, entry),
    };
    vec![
        basis("Nghị quyết", None, "Đảng ủy Cục Hải quan Lạng Sơn", "Nghị quyết của Đảng uỷ", 50),
        basis(
            "Chỉ thị",
            Some("05-CT/TW"),
            "Bộ Chính trị",
            "Chỉ thị số 05-CT/TW của Bộ Chính trị",
            51,
        ),
        basis("Chỉ thị", Some("16/CT-TTg"), "Thủ tướng Chính phủ", "Chỉ thị số 16/CT-TTg", 52),
    ]
}

/// What most claims of the sample share.
fn claim(
    id: &str,
    quote: &str,
    told: &str,
    measure: Measure,
    claimed: Figure,
    books: Figure,
    verdict: Verdict,
) -> ClaimRow {
    ClaimRow {
        id: id.into(),
        entry: 61,
        quote: open(quote, 61),
        words: words(told, 61),
        measure,
        source: article(),
        line: Some(10),
        subjects: Vec::new(),
        jointly: false,
        period: Span { from: Edge::Untold, to: Edge::On(day("2023-05-31")) },
        claimed,
        books,
        verdict,
        reasons: Vec::new(),
        arithmetic: Vec::new(),
    }
}

fn step(operation: Operation, label: &str, figure: Figure) -> Step {
    Step { operation, label: Some(words(label, 61)), figure }
}

fn parts_of_295() -> Vec<Step> {
    vec![
        step(Operation::Start, "đường kiểm tra Mốc 1039", dong("claim.c08.value", 70_000_000)),
        step(Operation::Plus, "Mốc 1236 và 1221, chung", dong("claim.c09.value", 125_000_000)),
        step(
            Operation::Plus,
            "đường lên Mốc 1257 và thắp sáng, chung",
            dong("claim.c10.value", 100_000_000),
        ),
        Step {
            operation: Operation::Result,
            label: None,
            figure: dong("group.roads.sum", 295_000_000),
        },
        Step {
            operation: Operation::Against,
            label: None,
            figure: dong("claim.c07.value", 295_000_000),
        },
    ]
}

/// "More than three billion" beside what is itemised.
fn more_than_three_billion() -> ClaimRow {
    ClaimRow {
        period: Span {
            from: Edge::Words(words("đầu nhiệm kỳ 2020-2025", 61)),
            to: Edge::Words(words("đến nay", 61)),
        },
        line: Some(7),
        reasons: vec![Reason::OnlyPart, Reason::PeriodOpen],
        arithmetic: vec![
            step(
                Operation::Start,
                "kinh phí trên 3 tỷ đồng",
                dong("claim.c02.value", 3_000_000_000).meant(Comparator::MoreThan),
            ),
            step(Operation::Minus, "các phần có kể ra", dong("claims.itemised", 1_495_000_000)),
            Step {
                operation: Operation::Result,
                label: None,
                figure: dong("claims.unitemised", 1_505_000_000).meant(Comparator::MoreThan),
            },
        ],
        ..claim(
            "c02",
            "kinh phí trên 3 tỷ đồng",
            "kinh phí",
            Measure::CostDong,
            dong("claim.c02.value", 3_000_000_000).meant(Comparator::MoreThan),
            dong("book.spent", 1_495_000_000),
            Verdict::CannotTell,
        )
    }
}

pub fn claims() -> Vec<ClaimRow> {
    let cost = Measure::CostDong;
    vec![
        more_than_three_billion(),
        claim(
            "c01",
            "hơn 20 chương trình, công trình an sinh xã hội",
            "số chương trình, công trình",
            Measure::Count,
            Figure::count("claim.c01.value", 20).meant(Comparator::MoreThan),
            Figure::count("programmes-and-works.count", 10),
            Verdict::Disagree,
        ),
        ClaimRow {
            subjects: vec![all_works().remove(5).work],
            line: Some(8),
            ..claim(
                "c04",
                "Nhà văn hóa Hội đàm thôn Pò Nhùng với kinh phí 1,2 tỷ đồng",
                "kinh phí",
                cost,
                dong("claim.c04.value", 1_200_000_000),
                dong("work.nha-van-hoa.cost", 1_200_000_000),
                Verdict::Agree,
            )
        },
        ClaimRow {
            jointly: true,
            subjects: vec![all_works().remove(0).work, work_1236(), work_1221(), road_1257()],
            reasons: vec![Reason::JointNoSplit],
            arithmetic: parts_of_295(),
            ..claim(
                "c07",
                "trị giá 295 triệu đồng",
                "trị giá",
                cost,
                dong("claim.c07.value", 295_000_000),
                dong("group.roads.sum", 295_000_000),
                Verdict::Agree,
            )
        },
        ClaimRow {
            reasons: vec![Reason::NothingInBooks],
            subjects: vec![light()],
            ..claim(
                "c12",
                "đoạn đường dài 1km",
                "chiều dài đoạn",
                Measure::LengthMetres,
                Figure::known("claim.c12.value", 1000, Unit::Metres),
                Figure::unknown("work.thap-sang.length", Unit::Metres),
                Verdict::CannotTell,
            )
        },
    ]
}

pub fn tensions() -> Vec<Tension> {
    let quoted = |id: &str, quote: &str| (id.to_owned(), open(quote, 61));
    vec![
        Tension {
            words: words(
                "Câu nói “4 công trình đường … 430m … trị giá 295 triệu đồng gồm:” nhưng phần kể ra là 5 công trình (4 đường và thắp sáng).",
                70,
            ),
            claims: vec![quoted("c07", "trị giá 295 triệu đồng")],
            subjects: vec![light()],
            arithmetic: parts_of_295(),
        },
        Tension {
            words: words(
                "Đoạn thắp sáng dài 1 km, dài hơn 430 m, nên 430 m chỉ là đường; còn 295 triệu gồm cả thắp sáng.",
                71,
            ),
            claims: vec![quoted("c12", "đoạn đường dài 1km")],
            subjects: Vec::new(),
            arithmetic: Vec::new(),
        },
    ]
}

fn source_lines() -> Vec<SourceLine> {
    let line = |number, entry, quote: Opened, role| SourceLine {
        line: Some(number),
        entry,
        quote,
        role,
        notes: Vec::new(),
        about: Vec::new(),
    };
    vec![
        line(
            4,
            62,
            open("Những công trình thắm tình biên giới", 62),
            LineRole::Statement("heading"),
        ),
        line(
            7,
            61,
            open("kinh phí trên 3 tỷ đồng", 61),
            LineRole::Claim("c02".into(), Verdict::CannotTell),
        ),
        line(
            8,
            63,
            open("Nhà văn hóa Hội đàm thôn Pò Nhùng với kinh phí 1,2 tỷ đồng", 63),
            LineRole::Claim("c04".into(), Verdict::Agree),
        ),
        line(
            10,
            64,
            open("trị giá 295 triệu đồng", 64),
            LineRole::Claim("c07".into(), Verdict::Agree),
        ),
        line(15, 75, Opened::Withheld, LineRole::Statement("plan")),
    ]
}
