//! The golden log: a small book that uses every kind, made once from the fixed commands below and kept
//! in `tests/golden/` with its root (RFC 6962) and its figures. Every later release must read it, fold
//! it, decide each of its entries again and reach the same root and figures. It is only ever added to:
//! a new kind or version gets `v2.jsonl` beside `v1.jsonl`, which stays as it is.
//!
//! Where today's commands give another log, the test fails and says where the new files lie (under
//! `target/`). Nothing copies them over: before the first release a person may, afterwards nobody.

use crate::commands::*;
use crate::python::python;
use crate::recount::recount;
use crate::world::World;
use crate::{
    golden_keys, golden_matching, golden_names, golden_privacy, golden_sightings, golden_telling,
    life_commands, movement_commands, stories,
};
use chungtay_ledger::agreement::agreement;
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::decide::Command;
use chungtay_ledger::entry::{Authority, Entry};
use chungtay_ledger::figures::{figures, read_figures};
use chungtay_ledger::kinds::bodies::{Body, KINDS};
use chungtay_ledger::kinds::people::{
    AccountClass, FundSource, NumberStyle, OrganisationClass, ProgrammeClass,
};
use chungtay_ledger::kinds::receipts::{Attribution, QuarantineOutcome, QuarantineReason, Share};
use chungtay_ledger::kinds::spending::Decision;
use chungtay_ledger::kinds::told::{Comparator, StatementClass};
use chungtay_ledger::kinds::works::{Measure, PlaceClass, WorkClass, WorkState};
use chungtay_ledger::money::Dong;
use sha2::{Digest, Sha256};
use std::path::Path;

const LOG: &str = include_str!("../golden/v1.jsonl");
const ROOT: &str = include_str!("../golden/v1.root");
const FIGURES: &str = include_str!("../golden/v1.figures.json");

/// A command with its body changed.
macro_rules! with {
    ($command:expr, $kind:ident, |$body:ident| $change:block) => {{
        let mut command = $command;
        if let Body::$kind($body) = &mut command.body {
            $change
        }
        command
    }};
}

fn people_and_programmes() -> Vec<Command> {
    vec![
        with!(book(), Book, |book| {
            book.demonstration = true;
            book.name = "Sổ mẫu \"Chung Tay\"\n\u{1f}\\".into();
            book.name_en = Some("Golden book".into());
        }),
        with!(person("maker"), Person, |person| {
            person.public_capacity = true;
        }),
        person("checker").without_record(),
        person("payer"),
        person("other"),
        alias("other", "checker"),
        organisation("root", None),
        with!(organisation("customs", Some("root")), Organisation, |organisation| {
            organisation.class = OrganisationClass::Party;
            organisation.during = between("2015-01-01", "words:đến nay");
            organisation.relations = vec!["trực thuộc Đảng uỷ Khối".into()];
            organisation.unenumerated = true;
            organisation.variants = vec!["Đảng ủy".into(), "Đảng uỷ".into()];
        }),
        with!(post("maker", between("2020-08-01", "")), Post, |post| {
            post.title = "Bí thư Đảng uỷ, Cục trưởng".into();
        }),
        with!(term("t2020", between("2020-08-11", "2025-08-10")), Term, |term| {
            term.organisation = Some(slug("customs"));
        }),
        term("t2025", between("term-end:t2020", "")),
        with!(basis("basis"), Basis, |basis| {
            basis.issuer = Some(slug("root"));
            basis.issuer_words = Some("Ban Bí thư".into());
            basis.number = Some("05-CT/TW".into());
            basis.number_style = Some(NumberStyle::Party);
        }),
        with!(programme("skilful", None), Programme, |programme| {
            programme.during = between("term-start:t2020", "words:đến nay");
            programme.organisation = Some(slug("customs"));
        }),
        with!(programme("roads", Some("skilful")), Programme, |programme| {
            programme.class = ProgrammeClass::Drive;
            programme.bases = vec![];
        }),
    ]
}

fn places_and_works() -> Vec<Command> {
    vec![
        with!(place("tinh", None), Place, |place| {
            place.class = PlaceClass::Province;
            place.code = Some("20".into());
        }),
        with!(place("mauson", Some("tinh")), Place, |place| {
            place.code = Some("06541".into());
            place.during = between("2025-07-01", "");
        }),
        with!(place("yenkhoai", Some("tinh")), Place, |place| {
            place.code = Some("06541".into());
            place.during = between("", "2025-06-30");
            place.successor = Some(slug("mauson"));
        }),
        with!(
            work(
                "road1",
                Some("roads"),
                &[(Measure::LengthMetres, Some(430)), (Measure::Lamps, None)]
            ),
            Work,
            |work| {
                work.chainage = Some("1256-1257+500".into());
                work.launchers = slugs(&["customs", "root"]);
                work.markers = vec!["1256".into(), "1257".into()];
                work.place_words = Some("xã Yên Khoái".into());
                work.places = slugs(&["yenkhoai"]);
                work.variants = vec!["đường 1256".into()];
                work.quantities[0].words = Some("430m".into());
            }
        ),
        work("road2", Some("roads"), &[]),
        with!(work("house", None, &[(Measure::Houses, Some(1))]), Work, |work| {
            work.class = WorkClass::House;
        }),
    ]
}

fn words_and_stores() -> Vec<Command> {
    vec![
        step("road1", WorkState::Building).on("2023-05-13"),
        step("road1", WorkState::Accepted).on("2023-05-23"),
        group("group", &["road2", "road1"]),
        with!(source("article"), Source, |source| {
            source.published = Some("2023".into());
        }),
        with!(
            claim("part", &["group"], Measure::CostDong, Some((Comparator::Equal, 125_000_000))),
            Claim,
            |claim| {
                claim.jointly = true;
                claim.line = Some(10);
                claim.period = between("", "2023-05-31");
            }
        ),
        claim("unknown", &["road2"], Measure::LengthMetres, None),
        claim_of(
            "whole",
            &["customs"],
            &["part", "unknown"],
            Measure::CostDong,
            Some((Comparator::MoreThan, 3_000_000_000)),
        ),
        claim("length", &["road1"], Measure::LengthMetres, Some((Comparator::AtLeast, 430))),
        with!(statement("plan", "article", &["road1", "customs"]), Statement, |statement| {
            statement.class = StatementClass::Anniversary;
            statement.line = Some(3);
            statement.order = Some(0);
            statement.period = between("1933-01-01", "2023-09-10");
            statement.words = Some("90 năm 😀 \u{2028}".into());
        }),
        with!(fund("any", true, &[], &[]), Fund, |fund| {
            fund.name_en = Some("General".into());
            fund.organisation = Some(slug("customs"));
            fund.sources = FundSource::ALL.to_vec();
        }),
        fund("road", false, &["skilful"], &["house"]),
        account("vcb", AccountClass::Bank, Some("Vietcombank")),
        account("till", AccountClass::Cash, None),
        account("store", AccountClass::Goods, None),
    ]
}

/// From the entry `first` on.
fn money_in(first: u64) -> Vec<Command> {
    let (credit, fee) = (first + 3, first + 5);
    let (doubtful, told) = (first + 8, first + 11);
    vec![
        import(1, "vcb", "any"),
        closing("vcb", "2024-09-07", 10_000_000, Some(1), None),
        line(1, 1, 9_999_999_999_999).on("2024-09-08"),
        line(1, 2, 500_000).on("2024-09-08"),
        line(1, 3, 182_000).on("2024-09-08"),
        line(1, 4, -55_000).on("2024-09-09"),
        closing("vcb", "2024-09-08", 10_000_010_681_999, Some(1), None),
        closing("vcb", "2024-09-09", 10_000_010_626_998, Some(1), None),
        waiting(1, 5),
        with!(waiting(1, 6), QuarantinedRow, |row| {
            row.reason = QuarantineReason::Unreadable;
        }),
        totals(Some(1)),
        with!(attribute(credit, &[]), Attribution, |told| {
            told.shares = vec![
                share(Attribution::Gift, 300_000, Some("other"), None),
                share(Attribution::Gift, 150_000, None, Some("customs")),
                share(Attribution::Interest, 50_000, None, None),
            ];
        }),
        rule(1),
        attribute(fee, &[(Attribution::Fee, -55_000)]),
        reverse(told),
        import(2, "vcb", "any"),
        line(2, 1, 77_000),
        settled(doubtful, QuarantineOutcome::Posted, Some(first + 16)),
        settled(doubtful + 1, QuarantineOutcome::Rejected, None),
        line(2, 2, -120_000),
        totals(Some(2)),
    ]
}

fn share(attribution: Attribution, amount: i64, donor: Option<&str>, body: Option<&str>) -> Share {
    Share {
        amount: Dong(amount),
        attribution,
        donor: donor.map(slug),
        organisation: body.map(slug),
    }
}

/// From the entry `first` on; `debit` is the line of 120,000 that left the bank.
fn money_out(first: u64, debit: u64) -> Vec<Command> {
    vec![
        changed(cash("road", "till", 75_000_000), |gift| {
            gift.donor = Some(slug("payer"));
            gift.organisation = Some(slug("root"));
        }),
        cash("road", "till", 1),
        reverse(first + 1),
        goods("road", Some("store"), Some(11_000_000), Some("road1")),
        goods("road", None, None, Some("road1")),
        labour("road", 1_235, Some(2_500_000), Some("road1")),
        with!(pledge("any", 20_000_000), Pledge, |pledge| {
            pledge.donor = Some(slug("maker"));
            pledge.due = Some(day("2024-12-31"));
            pledge.organisation = Some(slug("customs"));
        }),
        with!(request("any", Some("house"), None, 200_000), SpendingRequest, |asked| {
            asked.payee = Some(slug("root"));
        }),
        approve(first + 7),
        pay(first + 7, "vcb", 120_000),
        settle(debit, first + 9),
        request("road", None, Some("roads"), 5_000_000),
        decision(first + 11, Decision::Returned),
        request("road", Some("road1"), Some("roads"), 4_000_000),
        Command { authority: Authority::Session, ..approve(first + 13).by("other") },
        Command { authority: Authority::Signed, ..pay(first + 13, "till", 4_000_000) },
        transfer(("vcb", "any"), ("vcb", "road"), 1_000_000),
        transfer(("vcb", "any"), ("till", "any"), 30_000),
        closing("vcb", "2024-09-10", 10_000_010_583_998, None, Some("giấy báo")),
        close("2024-09-09"),
        totals(None).recorded(NOW + 86_400),
    ]
}

/// The fixed commands, entered one second apart.
fn made() -> World {
    let mut world = World::default();
    let enter = |world: &mut World, commands: Vec<Command>| {
        for (step, mut command) in (1..).zip(commands) {
            command.recorded_at.0 =
                command.recorded_at.0.max(world.state.last_recorded.0 + step % 3);
            if command.record.is_some() {
                command.record = Some(Commitment([u8::try_from(world.state.size).unwrap(); 32]));
            }
            world.must(command);
        }
    };
    enter(&mut world, people_and_programmes());
    enter(&mut world, places_and_works());
    enter(&mut world, words_and_stores());
    let first = world.state.size;
    enter(&mut world, money_in(first));
    let debit = world.state.size - 2;
    let first = world.state.size;
    enter(&mut world, money_out(first, debit));
    world
}

/// The tree's root as RFC 6962 §2.1 defines it; `log` has the tree that is used.
fn root(leaves: &[Vec<u8>]) -> Vec<u8> {
    if let [leaf] = leaves {
        return Sha256::new().chain_update([0]).chain_update(leaf).finalize().to_vec();
    }
    let half = leaves.len().next_power_of_two() / 2;
    let (left, right) = leaves.split_at(half);
    let hash = Sha256::new().chain_update([1]).chain_update(root(left));
    hash.chain_update(root(right)).finalize().to_vec()
}

fn root_of(entries: &[Entry]) -> String {
    let leaves: Vec<Vec<u8>> = entries.iter().map(Entry::encode).collect();
    let hex = root(&leaves).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>();
    hex.concat()
}

/// A golden log, its root and its figures.
struct Golden {
    name: &'static str,
    log: &'static str,
    root: &'static str,
    figures: &'static str,
    made: fn() -> World,
}

/// Every golden log there is: one more for each release that adds kinds.
const GOLDEN: &[Golden] = &[
    Golden { name: "v1", log: LOG, root: ROOT, figures: FIGURES, made },
    Golden {
        name: "keys",
        log: include_str!("../golden/keys.jsonl"),
        root: include_str!("../golden/keys.root"),
        figures: include_str!("../golden/keys.figures.json"),
        made: golden_keys::made,
    },
    Golden {
        name: "privacy",
        log: include_str!("../golden/privacy.jsonl"),
        root: include_str!("../golden/privacy.root"),
        figures: include_str!("../golden/privacy.figures.json"),
        made: golden_privacy::made,
    },
    Golden {
        name: "telling",
        log: include_str!("../golden/telling.jsonl"),
        root: include_str!("../golden/telling.root"),
        figures: include_str!("../golden/telling.figures.json"),
        made: golden_telling::made,
    },
    Golden {
        name: "names",
        log: include_str!("../golden/names.jsonl"),
        root: include_str!("../golden/names.root"),
        figures: include_str!("../golden/names.figures.json"),
        made: golden_names::made,
    },
    Golden {
        name: "sightings",
        log: include_str!("../golden/sightings.jsonl"),
        root: include_str!("../golden/sightings.root"),
        figures: include_str!("../golden/sightings.figures.json"),
        made: golden_sightings::made,
    },
    Golden {
        name: "life",
        log: include_str!("../golden/life.jsonl"),
        root: include_str!("../golden/life.root"),
        figures: include_str!("../golden/life.figures.json"),
        made: life_commands::made,
    },
    Golden {
        name: "attachments",
        log: include_str!("../golden/attachments.jsonl"),
        root: include_str!("../golden/attachments.root"),
        figures: include_str!("../golden/attachments.figures.json"),
        made: crate::attachments::made,
    },
    Golden {
        name: "between",
        log: include_str!("../golden/between.jsonl"),
        root: include_str!("../golden/between.root"),
        figures: include_str!("../golden/between.figures.json"),
        made: crate::between::made,
    },
    Golden {
        name: "matching",
        log: include_str!("../golden/matching.jsonl"),
        root: include_str!("../golden/matching.root"),
        figures: include_str!("../golden/matching.figures.json"),
        made: golden_matching::made,
    },
    Golden {
        name: "stories",
        log: include_str!("../golden/stories.jsonl"),
        root: include_str!("../golden/stories.root"),
        figures: include_str!("../golden/stories.figures.json"),
        made: stories::made,
    },
    Golden {
        name: "drafts",
        log: include_str!("../golden/drafts.jsonl"),
        root: include_str!("../golden/drafts.root"),
        figures: include_str!("../golden/drafts.figures.json"),
        made: stories::drafted_and_read,
    },
    Golden {
        name: "movement",
        log: include_str!("../golden/movement.jsonl"),
        root: include_str!("../golden/movement.root"),
        figures: include_str!("../golden/movement.figures.json"),
        made: movement_commands::made,
    },
];

#[test]
fn todays_commands_give_the_golden_logs() {
    for golden in GOLDEN {
        todays_commands_give(golden);
    }
}

fn todays_commands_give(golden: &Golden) {
    let world = (golden.made)();
    let log: String = world
        .entries
        .iter()
        .map(|entry| String::from_utf8(entry.encode()).unwrap() + "\n")
        .collect();
    let root = root_of(&world.entries) + "\n";
    let figures = String::from_utf8(figures(&world.state).to_json()).unwrap();
    if (log.as_str(), root.as_str(), figures.as_str()) == (golden.log, golden.root, golden.figures)
    {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
    std::fs::create_dir_all(&folder).unwrap();
    for (ending, text) in [("jsonl", &log), ("root", &root), ("figures.json", &figures)] {
        std::fs::write(folder.join(format!("{}.{ending}", golden.name)), text).unwrap();
    }
    let differs = log.lines().zip(golden.log.lines()).find(|(today, golden)| today != golden);
    panic!(
        "today's log, root and figures are in {}\nfirst difference: {differs:#?}",
        folder.display()
    );
}

#[test]
fn the_golden_logs_are_read_folded_and_decided_again() {
    let worlds: Vec<World> = GOLDEN.iter().map(read_folded_and_decided_again).collect();
    for kind in KINDS {
        let mut entries = worlds.iter().flat_map(|world| &world.entries);
        assert!(entries.any(|entry| entry.body.kind() == *kind), "no {kind}");
    }
    let found = agreement(&worlds[0].state, slug("vcb"));
    assert_eq!((found.proved.days, found.contradicted.days, found.stated.days), (1, 1, 1));
}

fn read_folded_and_decided_again(golden: &Golden) -> World {
    let mut world = World::default();
    for line in golden.log.lines() {
        let entry = Entry::decode(line.as_bytes()).unwrap_or_else(|why| panic!("{why}: {line}"));
        assert_eq!(entry.encode(), line.as_bytes());
        world.must(Command::from(&entry));
        assert_eq!(world.entries.last(), Some(&entry));
    }
    assert_eq!(root_of(&world.entries) + "\n", golden.root);
    let list = figures(&world.state);
    let golden = read_figures(golden.figures.as_bytes()).unwrap();
    assert_eq!(golden.size, list.size);
    for figure in &golden.figures {
        // A later release may show more figures; those of this one it must reproduce.
        assert_eq!(list.get(&figure.id), Some(figure));
    }
    for (id, value) in recount(&world.entries) {
        assert_eq!(list.get(&id).unwrap().value, Some(value), "{id}");
    }
    world
}

#[test]
fn python_reaches_the_golden_root() {
    let program = r#"
import hashlib, sys

def root(leaves):
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\1" + root(leaves[:half]) + root(leaves[half:])).digest()

print(root(sys.stdin.buffer.read().split(b"\n")[:-1]).hex())
"#;
    let Some(theirs) = python(program, LOG) else { return };
    assert_eq!(theirs, ROOT);
}
