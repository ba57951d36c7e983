//! Precision and recall on a truth made beside its lines: units with rosters, pledges, strangers of the
//! same names and sums, wrong codes, two units alike, among real memos. Nothing may be matched wrongly
//! unasked.

use crate::book::{Made, day, slug};
use crate::noise::{Dice, Real, Shapes, real_memos, typed, typed_name};
use chungtay_ledger::kinds::matching::MatchedBy;
use chungtay_ledger::money::Dong;
use chungtay_matching::automatic::Matcher;
use chungtay_matching::codes::{Codes, Purpose};
use chungtay_matching::evidence::Line;
use chungtay_matching::proposal::{Proposal, Proposals};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const FAMILIES: &[&str] = &["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Nông", "Lý"];
const MIDDLES: &[&str] = &["Văn", "Thị", "Đức", "Thu", "Minh", "Hữu", "Ngọc", "Quang"];
const GIVENS: &[&str] = &[
    "An", "Anh", "Bình", "Dung", "Hà", "Hải", "Hạnh", "Hoa", "Hùng", "Hương", "Lan", "Long", "Mai",
    "Nam", "Nga", "Sơn", "Tâm", "Thắng", "Tú", "Tuấn", "Vân", "Yến",
];
const KINDS: &[&str] = &["Chi cục Hải quan", "Trường Tiểu học", "Đảng bộ phường", "Công đoàn xã"];
const PLACES: &[&str] = &[
    "Hữu Nghị",
    "Chi Ma",
    "Tân Thanh",
    "Cốc Nam",
    "Đồng Đăng",
    "Lộc Bình",
    "Văn Lãng",
    "Tràng Định",
    "Cao Lộc",
    "Mẫu Sơn",
    "Yên Khoái",
    "Bắc Xa",
    "Na Sầm",
    "Bình Gia",
    "Hội Hoan",
    "Thất Khê",
];

/// Units that pay nothing: whatever looks like theirs is a stranger's.
const SILENT: &[&str] = &[
    "Cục Hải quan",
    "Sở Giáo dục và Đào tạo",
    "Hội Chữ thập đỏ",
    "Bệnh viện Đa khoa",
    "Công ty Bình Minh",
    "Trường Tiểu học số 2",
];
/// What stands before a unit's name where another is meant.
const BEFORE: &[&str] =
    &["Chi", "Đội 3", "Phòng Hậu cần", "Hải Phòng -", "Tổng", "Hội phụ nữ", "Đại diện,"];
/// What stands after it.
const BEHIND: &[&str] = &[
    "Hải Phòng",
    "- TP HCM",
    ", Quảng Ninh",
    "(Lạng Sơn)",
    "2",
    "số 5",
    "tỉnh Cao Bằng",
    "TP Đà Nẵng",
    "miền Trung",
    "và gia đình",
    "Quảng Trị",
];

struct Person {
    purpose: Purpose,
    name: String,
    amount: i64,
}

struct Unit {
    name: String,
    roster: Purpose,
    members: Vec<Person>,
    pledge: (Purpose, i64),
}

/// A line, what it truly is, and what was done to make it.
struct Told {
    memo: String,
    amount: i64,
    /// What it belongs to; `None` for a stranger's gift.
    truth: Option<Purpose>,
    case: &'static str,
}

struct World {
    made: Made,
    units: Vec<Unit>,
    silent: Vec<Unit>,
    persons: Vec<Person>,
}

fn name(dice: &mut Dice) -> String {
    format!("{} {} {}", dice.of(FAMILIES), dice.of(MIDDLES), dice.of(GIVENS))
}

/// A unit with a roster of 4 to 15 members and a pledge.
fn unit(made: &mut Made, number: usize, name_of_unit: String, dice: &mut Dice) -> Unit {
    let id = format!("u-{number}");
    made.unit(&id, &name_of_unit);
    let roster = made.roster(&format!("r-{id}"), &id);
    let members = (0..4 + dice.below(12)).map(|member| {
        let person = format!("{number}-{member}");
        let (name, amount) = (name(dice), 150_000 + dice.amount(1_000, 300));
        let purpose = made.member(&format!("r-{id}"), &person, &name, amount, None);
        Person { purpose, name, amount }
    });
    let members = members.collect();
    let amount = dice.amount(1_000_000, 60);
    let pledge = (made.pledge(Some(&id), None, amount), amount);
    Unit { name: name_of_unit, roster, members, pledge }
}

fn world(dice: &mut Dice) -> World {
    let mut made = Made::new();
    let mut units = Vec::new();
    for place in PLACES {
        for kind in KINDS {
            let number = units.len();
            units.push(unit(&mut made, number, format!("{kind} {place}"), dice));
        }
    }
    let silent = SILENT.iter().map(|name| (*name).to_owned());
    let silent = silent.chain(PLACES.iter().map(|place| format!("Công ty Xây dựng {place}")));
    let silent = (units.len()..).zip(silent);
    let silent = silent.map(|(number, name)| unit(&mut made, number, name, dice));
    let silent = silent.collect();
    let persons = (0..60).map(|_| {
        let (name, amount) = (name(dice), dice.amount(500_000, 10));
        Person { purpose: made.pledge(None, Some(&name), amount), name, amount }
    });
    let persons = persons.collect();
    World { made, units, silent, persons }
}

/// What the members and givers of the book truly paid.
fn true_lines(world: &World, dice: &mut Dice) -> Vec<Told> {
    let mut lines = Vec::new();
    let mut tell = |memo: String, amount: i64, truth: Purpose, case: &'static str| {
        lines.push(Told { memo, amount, truth: Some(truth), case });
    };
    for (place, unit) in world.units.iter().enumerate() {
        let whole: i64 = unit.members.iter().map(|member| member.amount).sum();
        let of_roster = world.made.code(unit.roster);
        let name = typed(&unit.name, dice);
        match place % 4 {
            0 => tell(format!("{name} nop ngay luong"), whole, unit.roster, "unit, by name"),
            1 => tell(
                typed(&format!("{of_roster} ngay luong"), dice),
                whole,
                unit.roster,
                "unit, by code",
            ),
            _ => {
                for (number, member) in unit.members.iter().enumerate() {
                    let person = typed_name(&member.name, dice);
                    let code = world.made.code(member.purpose);
                    let words = typed(dice.of(&["ung ho", "nop ngay luong", "chuyen tien"]), dice);
                    let (memo, case) = match number % 4 {
                        0 => (typed(&format!("{code} {person}"), dice), "member, by code"),
                        1 => (
                            typed(&format!("{} {words}", code.to_lowercase()), dice),
                            "member, by code",
                        ),
                        2 => (format!("{person} {name} {words}"), "member, by name and unit"),
                        _ => (format!("{person} {words}"), "member, by name alone"),
                    };
                    tell(memo, member.amount, member.purpose, case);
                }
            }
        }
        let (pledge, amount) = unit.pledge;
        let code = world.made.code(pledge);
        if place % 3 == 0 {
            tell(format!("{name} ung ho"), amount, pledge, "pledge, by name");
        } else {
            for part in [amount / 4, amount - amount / 4] {
                tell(typed(&format!("{code} {name}"), dice), part, pledge, "pledge, by code");
            }
        }
    }
    for person in &world.persons {
        let typed = typed_name(&person.name, dice);
        tell(format!("{typed} ung ho"), person.amount, person.purpose, "pledge, by name alone");
    }
    lines
}

/// What others paid who look like them.
fn decoys(world: &World, dice: &mut Dice) -> Vec<Told> {
    let mut lines = Vec::new();
    let mut stranger = |memo: String, amount: i64, case: &'static str| {
        lines.push(Told { memo, amount, truth: None, case });
    };
    for unit in &world.units {
        let name = typed(&unit.name, dice);
        for member in &unit.members {
            // Somebody else of the same name, with the same sum.
            stranger(format!("{} ung ho", typed(&member.name, dice)), member.amount, "namesake");
            // A longer name that holds this one, from the same unit, with the same sum, cut by the bank.
            let longer = format!("{} {}", member.name, dice.of(&["H", "Em", "Quân", "Thư"]));
            stranger(format!("{longer} {name}"), member.amount, "longer name");
            stranger(
                format!("{} {} {name}", dice.of(FAMILIES), member.name),
                member.amount,
                "longer name",
            );
            // One character of the code is wrong, or two changed places.
            let mut code = world.made.code(member.purpose).into_bytes();
            let at = dice.below(8);
            if dice.chance(500) {
                code[at] = dice.of(b"ACDEFHJKMNPRTVWXY23456789");
            } else {
                code.swap(at, at + 1);
            }
            let code = String::from_utf8(code).unwrap();
            if code != world.made.code(member.purpose) {
                stranger(format!("{code} ung ho"), dice.amount(1_000, 900), "wrong code");
            }
        }
        // Somebody of the unit, for himself.
        stranger(format!("{name} {}", typed("giáo viên ủng hộ", dice)), 77_000, "of the unit");
    }
    lines
}

/// Other units whose names hold one of the book's, and persons before it, each with a sum that is expected: the
/// whole unit's, its pledge's, a member's. Of a silent unit nobody else lays claim to it.
fn longer_units(world: &World, dice: &mut Dice) -> Vec<Told> {
    let mut lines = Vec::new();
    for unit in world.units.iter().chain(&world.silent) {
        let whole: i64 = unit.members.iter().map(|member| member.amount).sum();
        let mut stranger = |memo: String, amount: i64, case: &'static str| {
            lines.push(Told { memo, amount, truth: None, case });
        };
        for amount in [whole, unit.pledge.1] {
            let of_unit = &unit.name;
            let (words, case) = match dice.below(4) {
                0 => (format!("{} {of_unit} ung ho", dice.of(BEFORE)), "longer unit, before"),
                1 => (format!("{of_unit} {} ung ho", dice.of(BEHIND)), "longer unit, behind"),
                2 => (format!("{} {of_unit} ung ho", name(dice)), "person before a unit"),
                _ => (format!("{} chuyen tien {of_unit}", name(dice)), "person before a unit"),
            };
            stranger(typed(&words, dice), amount, case);
        }
        for member in &unit.members {
            let name = &member.name;
            let longer = match dice.below(2) {
                0 => format!("{name} {} {}", dice.of(BEFORE), unit.name),
                _ => format!("{name} {} {}", unit.name, dice.of(BEHIND)),
            };
            stranger(typed(&longer, dice), member.amount, "member's name, longer unit");
        }
    }
    lines
}

fn background(memos: Option<&[Real]>, dice: &mut Dice) -> Vec<Told> {
    let stranger = |memo: String, amount| Told { memo, amount, truth: None, case: "real memo" };
    match memos {
        Some(memos) => {
            let credits = memos.iter().filter(|memo| memo.amount > 0).step_by(10);
            credits.map(|memo| stranger(memo.text.clone(), memo.amount)).collect()
        }
        None => (0..5_000)
            .map(|_| stranger(format!("{} ung ho dong bao", typed(&name(dice), dice)), 200_000))
            .collect(),
    }
}

/// What an automatic proposal says the line is.
fn said(proposal: &Proposal) -> Option<Purpose> {
    let shares = &proposal.shares;
    let first = &shares[0];
    match (first.pledge, first.roster, first.donor) {
        (Some(pledge), ..) => Some(Purpose::Pledge(pledge)),
        (None, Some(roster), Some(donor)) if shares.len() == 1 => {
            Some(Purpose::Member(roster, donor))
        }
        (None, Some(roster), _) => Some(Purpose::Roster(roster)),
        _ => None,
    }
}

fn matched(world: &World, lines: &[Told]) -> Proposals {
    let (targets, codes) = (world.made.targets(), Codes::of(&world.made.state));
    let mut matcher = Matcher::new(&targets, &codes);
    for (sequence, line) in (0..).zip(lines) {
        matcher.line(&Line {
            sequence,
            account: slug("vcb"),
            fund: slug("bien"),
            day: day("2024-09-10"),
            amount: Dong(line.amount),
            memo: &line.memo,
            counter_account: None,
        });
    }
    matcher.finish()
}

#[test]
fn nothing_is_matched_wrongly_unasked() {
    let memos = real_memos();
    if memos.is_none() {
        println!("skipped: shared data absent; shapes and strangers are made up");
    }
    let mut dice = Dice::new(20_240_910);
    let shapes = memos.as_deref().map_or_else(Shapes::known, Shapes::learnt);
    let world = world(&mut dice);
    let mut lines = true_lines(&world, &mut dice);
    lines.extend(decoys(&world, &mut dice));
    lines.extend(longer_units(&world, &mut dice));
    for line in &mut lines {
        line.memo = shapes.dress(&line.memo, &mut dice);
    }
    lines.extend(background(memos.as_deref(), &mut dice));
    // In no order.
    for place in (1..lines.len()).rev() {
        lines.swap(place, dice.below(place + 1));
    }
    println!("{} lines, {} ‰ of memos cut", lines.len(), shapes.cut_thousandths());
    println!("{}", checked(&lines, &matched(&world, &lines)));
}

/// Of each case: lines, matched rightly, matched wrongly, suggested rightly first.
fn checked(lines: &[Told], found: &Proposals) -> String {
    let mut table: BTreeMap<&str, [u64; 4]> = BTreeMap::new();
    for line in lines {
        table.entry(line.case).or_default()[0] += 1;
    }
    assert_eq!(found.lists, [], "no rule and no fund's code in this truth");
    let mut wrong = Vec::new();
    for proposal in &found.automatic {
        let line = &lines[usize::try_from(proposal.line).unwrap()];
        let right = said(proposal) == line.truth;
        table.get_mut(line.case).unwrap()[if right { 1 } else { 2 }] += 1;
        assert_ne!(proposal.by, MatchedBy::Suggestion);
        if !right {
            wrong.push(format!("{}: {} {} {proposal:?}", line.case, line.amount, line.memo));
        }
    }
    let mut first = BTreeSet::new();
    let (mut right, mut shown) = (0, 0);
    for suggestion in &found.suggestions {
        let line = &lines[usize::try_from(suggestion.proposal.line).unwrap()];
        if first.insert(suggestion.proposal.line) {
            shown += 1;
            if said(&suggestion.proposal) == line.truth {
                right += 1;
                table.get_mut(line.case).unwrap()[3] += 1;
            }
        }
    }
    let mut out = String::new();
    writeln!(out, "case: lines, matched, matched wrongly, suggested first").unwrap();
    for (case, counts) in &table {
        writeln!(out, "{case}: {counts:?}").unwrap();
    }
    let sum = |place: usize| table.values().map(|counts| counts[place]).sum::<u64>();
    let real = lines.iter().filter(|line| line.truth.is_some()).count() as u64;
    writeln!(
        out,
        "automatic: precision {} of {}, recall {} of {real}",
        sum(1),
        sum(1) + sum(2),
        sum(1)
    )
    .unwrap();
    writeln!(
        out,
        "suggestions: {right} of {shown} right; with automatic {} of {real}",
        sum(1) + right
    )
    .unwrap();
    assert_eq!(wrong, Vec::<String>::new(), "matched wrongly");
    assert!(sum(1) * 2 > real, "recall: {} of {real}", sum(1));
    let by_code = ["unit, by code", "member, by code", "pledge, by code"];
    for case in by_code {
        assert_eq!(table[case][0], table[case][1], "{case}: every code is found");
    }
    out
}
