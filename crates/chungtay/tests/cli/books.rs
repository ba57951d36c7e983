//! Three books rolled up: a district sends money to a commune, the commune to a village, and two of them have one road.
//! The other end: hledger, which reads the three exports as one journal, and sums made by hand.

use crate::place::{HEADER, Place};
use serde_json::{Value, json};
use std::io::Write as _;
use std::process::Command;

const DISTRICT: [&str; 3] = [
    "1,05/09/2024,5001.1,,9.000.000,,ung ho lam duong",
    "1,06/09/2024,5001.2,3.000.000,,,chuyen xuong xa",
    "1,07/09/2024,5001.3,,500.000,,ung ho",
];
const COMMUNE: [&str; 3] = [
    "1,06/09/2024,5001.1,,3.000.000,,huyen chuyen ve",
    "1,06/09/2024,5001.2,,200.000,,ung ho",
    "1,08/09/2024,5001.3,1.000.000,,,chuyen xuong thon",
];
const VILLAGE: [&str; 2] =
    ["1,08/09/2024,5001.1,,1.000.000,,xa chuyen ve", "1,09/09/2024,5001.2,,70.000,,ung ho"];

fn make(place: &Place, name: &str, rows: &[&str]) {
    let (id, origin) = (format!("so-{name}"), format!("{name}.example/so"));
    let words = ["init", name, "--id", &id, "--origin", &origin, "--test-seed", name];
    place.run(&[&words[..], &["--name", "Sổ thử"]].concat()).ended(0);
    place.write(&format!("{name}.csv"), format!("{HEADER}{}\n", rows.join("\n")));
    let file = format!("{name}.csv");
    let words = ["import", &file, "--account", "vcb", "--fund", "duong", "--create"];
    place.run(&[&words[..], &["--no-attribute", "-C", name]].concat()).ended(0);
}

/// Attributes the line that says so as a transfer, and says which book is on the other side.
fn transfer(place: &Place, book: &str, words: &str, other: &str, id: &str) {
    let found = place.json(&["find", words, "-C", book], 0);
    let line = &found["found"][0];
    let share = json!({ "attribution": "transfers", "amount": line["amount"] });
    let told = json!({ "line": line["entry"], "shares": [share] });
    let between = json!({ "book": format!("{other}.example/so"), "entry": "@told", "id": id });
    enter(
        place,
        book,
        &[
            json!({ "kind": "attribution/1", "label": "told", "what": told }),
            json!({ "kind": "book_transfer/1", "what": between }),
        ],
    );
}

fn enter(place: &Place, book: &str, lines: &[Value]) {
    let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    place.write("lines.jsonl", lines.join("\n"));
    place.run(&["apply", "lines.jsonl", "-C", book]).ended(0);
}

fn road(id: &str, metres: i64) -> Value {
    let length = json!({ "measure": "length-metres", "value": metres });
    let what =
        json!({ "class": "road", "id": id, "name": "Đường lên mốc", "quantities": [length] });
    json!({ "kind": "work/1", "what": what })
}

fn shared(work: &str, book: &str, other: &str) -> Value {
    let book = format!("{book}.example/so");
    json!({ "kind": "shared_work/1", "what": { "work": work, "book": book, "other": other } })
}

/// The sum of these accounts over all books, as hledger counts them; `None` where it is not installed.
fn hledger(place: &Place, accounts: &str) -> Option<i64> {
    let mut command = Command::new("hledger");
    for book in ["huyen", "xa", "thon"] {
        let file = format!("{book}.journal");
        let words = ["export", "--format", "hledger", "--lang", "en", "-C", book];
        place.write(&file, place.run(&words).ended(0));
        command.arg("-f").arg(place.path(&file));
    }
    command.args(["balance", accounts, "--depth", "0", "-O", "csv"]).env("LANG", "C.UTF-8");
    let Ok(output) = command.output() else {
        drop(writeln!(std::io::stderr(), "skipped: hledger absent"));
        return None;
    };
    let text = String::from_utf8(output.stdout).unwrap();
    let total = text.lines().last().unwrap_or_default().rsplit_once(',').unwrap().1;
    let digits: String =
        total.chars().filter(|letter| letter.is_ascii_digit() || *letter == '-').collect();
    Some(digits.parse().unwrap_or(0))
}

fn books() -> Place {
    let place = Place::new();
    make(&place, "huyen", &DISTRICT);
    make(&place, "xa", &COMMUNE);
    make(&place, "thon", &VILLAGE);
    transfer(&place, "huyen", "chuyen xuong xa", "xa", "dot-1");
    transfer(&place, "xa", "huyen chuyen ve", "huyen", "dot-1");
    transfer(&place, "xa", "chuyen xuong thon", "thon", "dot-2");
    enter(&place, "huyen", &[road("d1", 430), shared("d1", "xa", "duong")]);
    enter(&place, "xa", &[road("duong", 430), shared("duong", "huyen", "d1")]);
    enter(&place, "xa", &[road("ngo", 70), shared("ngo", "thon", "ngo-1")]);
    enter(&place, "thon", &[road("ngo-1", 75)]);
    place
}

#[test]
fn money_between_books_and_a_road_that_two_have_count_once() {
    let place = books();
    let found = place.json(&["rollup", "huyen", "xa", "thon"], 0);
    let whole = &found["whole"];
    let value = |figure: &str| whole[figure]["value"].as_i64();
    // 9,500,000 + 200,000 + 1,070,000: the village has not yet said that a million of it came from the commune.
    assert_eq!(value("raised"), Some(10_770_000));
    assert_eq!(value("moved-within"), Some(3_000_000));
    assert_eq!((value("moved-out"), value("moved-in")), (Some(1_000_000), None));
    assert_eq!(value("left"), Some(9_770_000));
    // Roads d1 = duong, ngo, ngo-1: the village has not yet said that ngo-1 is the commune's.
    assert_eq!((value("works"), value("shared-works")), (Some(3), Some(1)));
    assert_eq!(value("length-metres"), Some(430 + 70 + 75));
    let transfers = found["transfers"].as_array().unwrap();
    let standings: Vec<_> = transfers.iter().map(|one| &one["standing"]).collect();
    assert_eq!(standings, ["within", "one-sided"]);
    if let Some(receipts) = hledger(&place, "receipts:") {
        assert_eq!(receipts, -10_770_000);
        assert_eq!(hledger(&place, "assets:"), Some(9_770_000));
        assert_eq!(hledger(&place, "transfers:"), Some(1_000_000));
    }

    transfer(&place, "thon", "xa chuyen ve", "xa", "dot-2");
    enter(&place, "thon", &[shared("ngo-1", "xa", "ngo")]);
    let found = place.json(&["rollup", "huyen/log", "thon", "xa"], 0);
    let whole = &found["whole"];
    let value = |figure: &str| whole[figure]["value"].as_i64();
    assert_eq!(value("raised"), Some(9_770_000));
    assert_eq!(value("moved-within"), Some(4_000_000));
    assert_eq!((value("moved-out"), value("moved-in")), (None, None));
    // What was given is what is left, and nothing was spent.
    assert_eq!((value("left"), value("spent")), (Some(9_770_000), None));
    assert_eq!((value("works"), value("shared-works")), (Some(2), Some(2)));
    assert_eq!(value("length-metres"), Some(430));
    assert_eq!(whole["length-metres"]["unknowns"], 1, "70 m or 75 m");
    assert_eq!(found["works"][1]["differ"], json!(["length-metres"]));
    if hledger(&place, "receipts:").is_some() {
        assert_eq!(hledger(&place, "receipts:"), Some(-9_770_000));
        assert_eq!(hledger(&place, "transfers:"), Some(0));
    }
    let told = place.run(&["rollup", "huyen", "xa", "--lang", "en"]).ended(0);
    assert!(
        told.contains("Transfer dot-1, huyen.example/so to xa.example/so: VND 3,000,000."),
        "{told}"
    );
    assert!(told.contains("The other book is not among these."), "{told}");
}

/// A commune that called two roads of the district one, through the village; and a transfer that names its own book.
#[test]
fn roads_of_one_book_stay_apart_and_a_book_sends_itself_nothing() {
    let place = Place::new();
    make(&place, "huyen", &DISTRICT);
    make(&place, "xa", &COMMUNE);
    make(&place, "thon", &VILLAGE);
    transfer(&place, "huyen", "chuyen xuong xa", "huyen", "dot-1");
    let chain = [
        ("huyen", vec![road("d1", 430), road("d2", 430), shared("d1", "xa", "duong")]),
        ("huyen", vec![shared("d2", "thon", "loi")]),
        ("xa", vec![road("duong", 430), shared("duong", "huyen", "d1")]),
        ("xa", vec![shared("duong", "thon", "loi")]),
        (
            "thon",
            vec![road("loi", 430), shared("loi", "xa", "duong"), shared("loi", "huyen", "d2")],
        ),
    ];
    for (book, lines) in &chain {
        enter(&place, book, lines);
    }
    let found = place.json(&["rollup", "huyen", "xa", "thon"], 0);
    let value = |figure: &str| found["whole"][figure]["value"].as_i64();
    // Both of the district's roads are somewhere: with them joined to one, 430 m of road would be lost.
    assert_eq!((value("works"), value("shared-works")), (Some(4), None));
    assert_eq!(value("length-metres"), Some(4 * 430));
    let whys: Vec<_> =
        found["unjoined"].as_array().unwrap().iter().map(|word| &word["why"]).collect();
    assert_eq!(whys, ["two-of-one-book"; 6]);
    assert_eq!(found["transfers"][0]["standing"], "itself");
    assert_eq!((value("moved-in"), value("moved-out"), value("moved-within")), (None, None, None));
    if let Some(receipts) = hledger(&place, "receipts:") {
        assert_eq!(value("raised"), Some(-receipts));
        assert_eq!(value("left"), hledger(&place, "assets:"));
        assert_eq!(hledger(&place, "transfers:"), Some(3_000_000));
    }
    let told = place.run(&["rollup", "huyen", "xa", "thon", "--lang", "en"]).ended(0);
    assert!(told.contains("two works of one book would be one. Not joined"), "{told}");
    assert!(told.contains("names the book itself as the other one. Passed over"), "{told}");

    // One word taken back, and the rest joins: the district's first road is the commune's and the village's.
    let undo = |book: &str, index: usize| {
        let entry = &found["unjoined"][index]["entry"];
        let reason = json!({ "reason": "nhầm" });
        enter(
            &place,
            book,
            &[json!({ "kind": "reversal/1", "what": { "entry": entry }, "private": reason })],
        );
    };
    let second = found["unjoined"].as_array().unwrap();
    let second = second.iter().position(|word| word["work"]["work"] == "d2").unwrap();
    undo("huyen", second);
    let found = place.json(&["rollup", "huyen", "xa", "thon"], 0);
    let value = |figure: &str| found["whole"][figure]["value"].as_i64();
    assert_eq!((value("works"), value("shared-works")), (Some(2), Some(1)));
    assert_eq!(value("length-metres"), Some(2 * 430));
    assert_eq!(found["unjoined"][0]["why"], "one-sided");
}

#[test]
fn a_book_given_twice_or_that_does_not_hold_is_not_counted() {
    let place = Place::new();
    make(&place, "huyen", &DISTRICT);
    make(&place, "xa", &COMMUNE);
    let twice = place.json(&["rollup", "huyen", "xa", "huyen/log"], 2);
    assert_eq!(twice["error"]["code"], "rollup-twice");
    // A key known from elsewhere is used for the log that bears its name.
    let key = |name: &str| String::from_utf8(place.read(&format!("{name}/log/key"))).unwrap();
    let given = place.json(&["rollup", "huyen", "xa", "--key", key("huyen").trim()], 0);
    let given: Vec<_> =
        given["books"].as_array().unwrap().iter().map(|book| &book["key_was_given"]).collect();
    assert_eq!(given, [true, false]);
    // Twice is once; a key of another book, or what is no key, is refused and not passed over.
    let twice = [key("huyen"), key("huyen")].join("\n");
    place.run(&["rollup", "huyen", "xa", "--key", &twice]).ended(0);
    let (own, other) = (key("huyen"), key("xa"));
    let unused = ["rollup", "huyen", "--key", own.trim(), "--key", other.trim()];
    let unused = place.json(&unused, 2);
    assert_eq!(unused["error"]["code"], "rollup-key");
    let said = unused["error"]["message"].as_str().unwrap();
    assert!(said.contains(other.trim()) && said.contains("huyen.example/so."), "{said}");
    for wrong in ["", "huyen.example/so", "huyen.example/so+00000000+AAAA"] {
        let said = place.json(&["rollup", "huyen", "--key", wrong], 2);
        assert_eq!(said["error"]["code"], "usage", "{wrong}");
    }
    let other =
        ["init", "lai", "--id", "lai", "--origin", "huyen.example/so", "--test-seed", "lai"];
    place.run(&[&other[..], &["--name", "Sổ thử"]].concat()).ended(0);
    let forged = place.json(&["rollup", "huyen", "xa", "--key", key("lai").trim()], 1);
    assert_eq!(forged["error"]["code"], "rollup-log");
    let figures = String::from_utf8(place.read("xa/log/figures.json")).unwrap();
    place.write("xa/log/figures.json", figures.replace("3200000", "3200001"));
    let differs = place.json(&["rollup", "huyen", "xa"], 1);
    assert_eq!(differs["error"]["code"], "rollup-log");
    assert_eq!(place.json(&["rollup", "huyen", "nowhere"], 6)["error"]["code"], "no-log");
}
