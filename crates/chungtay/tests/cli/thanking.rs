//! Whom a drive thanks, and the entries behind what it received, where its fund goes on long after its close. The
//! other end: the pages of a static copy, counted as files, and the statement that was imported.

use crate::place::{Place, statement};
use serde_json::{Value, json};

/// Rows of the drive's day; every fiftieth is a debit.
const IN_TIME: u64 = 260;
/// Rows of the day after.
const AFTER: u64 = 450;

fn book() -> Place {
    let place = Place::new();
    place.make_book("so");
    place.write("sao-ke.csv", statement(0..1_000));
    let import = ["import", "sao-ke.csv", "--account", "vcb", "--fund", "chung", "--create"];
    place.run(&[&import[..], &["--no-attribute", "-C", "so"]].concat()).ended(0);
    let found = place.json(&["find", "THU 0", "-C", "so"], 0);
    let rows = found["found"].as_array().unwrap();
    let first = rows.iter().map(|line| line["entry"].as_u64().unwrap()).min().unwrap();
    let mut lines = vec![
        json!({ "kind": "organisation/1", "what": {
            "class": "party", "id": "doi", "name": "Đội Thử nghiệm" } }),
        json!({ "kind": "drive/1", "occurred_on": "2024-01-01", "what": {
            "asking": "open", "class": "businesses", "fund": "chung", "id": "dot", "name": "Đợt vận động",
            "launchers": ["doi"] } }),
    ];
    for row in (0..IN_TIME).chain(500..500 + AFTER).filter(|row| row % 50 != 49) {
        let amount = 10_000 * (1 + row % 7);
        let share = json!({ "amount": amount, "attribution": "gifts", "organisation": "doi" });
        let what = json!({ "line": first + row, "shares": [share] });
        lines.push(json!({ "kind": "attribution/1", "what": what }));
    }
    lines.push(
        json!({ "kind": "drive_close/1", "occurred_on": "2024-01-01", "what": { "drive": "dot" } }),
    );
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    place.write("lines.jsonl", lines.join("\n"));
    place.run(&["apply", "lines.jsonl", "-C", "so"]).ended(0);
    place
}

#[test]
fn every_gift_of_a_drive_s_time_is_thanked_however_many_came_later() {
    let place = book();
    place.run(&["publish", "ban-sao", "-C", "so"]).ended(0);
    let page = |path: &str| {
        let bytes = std::fs::read(place.path(&format!("ban-sao/{path}.html")));
        bytes.ok().map(|bytes| String::from_utf8(bytes).unwrap())
    };
    let thanked = |path: &str| {
        let page = page(path).unwrap();
        let (_, list) = page.split_once("<ul class=\"thanks\">").unwrap();
        list.split_once("</ul>").unwrap().0.matches("<li>").count()
    };
    assert_eq!(thanked("drives/dot"), 200);
    assert_eq!(thanked("drives/dot/thanks/2"), 260 - 5 - 200);
    assert_eq!(thanked("drives/dot/thanks/1"), 200);
    assert!(page("drives/dot/thanks/3").is_none());

    let figures = place.json(&["figure", "count of gifts fund chung on 2024-01-01", "-C", "so"], 0);
    assert_eq!(figures["value"], 255, "{figures}");
    let received = page("figures/drive.dot.received").unwrap();
    // The gifts and the launch.
    assert!(received.contains(">256<"), "{received}");
}
