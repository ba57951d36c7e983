//! A salary day from the first code to the last line: QR codes made and read back, a statement imported,
//! lines matched, a suggestion accepted and one declined, one match undone, and the log verified.

use crate::place::{HEADER, Place};
use serde_json::Value;
use std::fmt::Write as _;
use std::process::Command;

const UNIT: &str = "Chi cục Hải quan Thử Nghiệm";

/// Funds, an account that can be paid to, a unit with a roster of three, a pledge and a rule.
fn planned() -> Place {
    let place = Place::with_book("so");
    let person = |id: &str, name: &str| {
        format!(r#"{{"kind":"person/1","what":{{"id":"{id}"}},"private":{{"name":"{name}"}}}}"#)
    };
    let member = |person: &str, amount: u32, account: &str| {
        format!(
            r#"{{"kind":"roster_member/1","what":{{"roster":"luong","person":"{person}","amount":{amount}}},"private":{{"counter_account":"{account}"}}}}"#
        )
    };
    let lines = [
        r#"{"kind":"fund/1","what":{"id":"bien","name":"Quỹ đường biên","purpose":{"general":true}}}"#.to_owned(),
        r#"{"kind":"account/1","what":{"class":"bank","id":"vcb","name":"Tài khoản quỹ","bank":"Vietcombank"},"private":{"number":"0000 0000 0001","holder":"QUY THU NGHIEM"},"open":["number","holder"]}"#.to_owned(),
        format!(r#"{{"kind":"organisation/1","what":{{"class":"state","id":"cc","name":"{UNIT}"}}}}"#),
        r#"{"kind":"roster/1","what":{"id":"luong","fund":"bien","name":"Một ngày lương","organisation":"cc"}}"#.to_owned(),
        person("an", "Nguyễn Văn Thử"),
        person("binh", "Trần Thị Nghiệm"),
        person("chi", "Lê Hoàng Mẫu"),
        member("an", 300_000, "1234567890"),
        member("binh", 250_000, ""),
        member("chi", 450_000, ""),
        r#"{"kind":"pledge/1","what":{"amount":5000000,"fund":"bien"},"private":{"donor_name":"Phạm Minh Ví Dụ"}}"#.to_owned(),
        r#"{"kind":"match_rule/1","what":{"name":"Đồng bào","attribution":"gifts","words":["đồng bào"],"amount_to":100000}}"#.to_owned(),
    ];
    place.write(
        "lenh.jsonl",
        lines.join("\n").replace(r#""counter_account":"""#, r#""counter_account":null"#),
    );
    place.run(&["apply", "lenh.jsonl", "-C", "so"]).ended(0);
    place
}

fn code(place: &Place, of: &[&str]) -> Value {
    place.json(&[&["qr"], of, &["-C", "so"]].concat(), 0)
}

fn import(place: &Place, rows: &[(String, i64)]) {
    let mut text = HEADER.to_owned();
    for (number, (memo, amount)) in rows.iter().enumerate() {
        let (debit, credit) = match amount {
            ..0 => ((-amount).to_string(), String::new()),
            _ => (String::new(), amount.to_string()),
        };
        writeln!(text, "1,05/09/2024,5001.1000{number},{debit},{credit},,{memo}").unwrap();
    }
    place.write("sao-ke.csv", text);
    let words = [
        "import",
        "sao-ke.csv",
        "--account",
        "vcb",
        "--fund",
        "bien",
        "--no-attribute",
        "-C",
        "so",
    ];
    place.run(&words).ended(0);
}

fn figure(place: &Place, id: &str) -> i64 {
    place.json(&["figures", id, "-C", "so"], 0)["figures"][0]["value"].as_i64().unwrap()
}

#[test]
fn a_code_is_drawn_and_read_back() {
    let place = planned();
    for (of, file) in [(["--fund", "bien"], "quy.png"), (["--roster", "luong"], "luong.png")] {
        let told = code(&place, &[&of[..], &["--amount", "300.000", "-o", file]].concat());
        assert_eq!(
            (told["bin"].as_str(), told["account"].as_str()),
            (Some("970436"), Some("000000000001"))
        );
        let memo = told["memo"].as_str().unwrap();
        assert!(memo.starts_with(told["code"].as_str().unwrap()), "{memo}");
        assert!(memo.ends_with(" QUY DUONG BIEN"), "{memo}");
        let arguments = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"];
        let read = Command::new("zbarimg").args(arguments).arg(place.path(file)).output().unwrap();
        assert_eq!(String::from_utf8(read.stdout).unwrap().trim_end(), told["payload"]);
    }
    code(&place, &["--roster", "luong", "--member", "an", "-o", "an.svg"]);
    assert!(String::from_utf8(place.read("an.svg")).unwrap().starts_with("<svg"));
    for (words, error) in [
        (["--fund", "khac"], "refused"),
        (["--roster", "khac"], "refused"),
        (["--pledge", "0"], "refused"),
    ] {
        let told = place.json(&[&["qr"], &words[..], &["-C", "so"]].concat(), 1);
        assert_eq!(told["error"]["code"], error, "{words:?}");
    }
}

#[test]
fn a_salary_day() {
    let place = planned();
    let pledge = (0..40)
        .find(|entry| place.run(&["qr", "--pledge", &entry.to_string(), "-C", "so"]).exit == 0)
        .unwrap()
        .to_string();
    let word = |of: &[&str]| code(&place, of)["code"].as_str().unwrap().to_owned();
    let (fund, an, promised) = (
        word(&["--fund", "bien"]),
        word(&["--roster", "luong", "--member", "an"]),
        word(&["--pledge", &pledge]),
    );
    let (head, tail) = an.split_at(4);
    import(
        &place,
        &[
            (format!("373432.100924.134552.{fund}ung ho FT24254924691413"), 50_000),
            (format!("MBVCB.2250346.{head} {tail}.CT tu 0566017948579"), 300_000),
            (format!("{promised} dot 1"), 2_000_000),
            (format!("{promised} dot 2"), 1_000_000),
            ("TRAN THI NGHIEM chi cuc hai quan thu nghiem nop ngay luong".into(), 250_000),
            ("LE HOANG MAU ung ho".into(), 450_000),
            ("PHAM MINH VI DU chuyen tien".into(), 2_000_000),
            ("tra lai tien gui thang 9".into(), 1_234),
            ("thu phi SMS".into(), -55_000),
            ("ung ho dong bao".into(), 77_000),
        ],
    );
    let before = place.checkpoint("so");
    let looked = place.json(&["match", "-C", "so"], 0);
    assert_eq!(place.checkpoint("so"), before, "a dry run enters nothing");
    let by: Vec<&str> = looked["automatic"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| found["by"].as_str().unwrap())
        .collect();
    assert_eq!(by, ["code", "code", "code", "roster"]);
    let suggestions = looked["suggestions"].as_array().unwrap();
    assert_eq!(suggestions.len(), 2, "{looked}");
    let told = place.run(&["match", "-C", "so", "--lang", "en"]).ended(0);
    assert!(
        told.contains("8 open lines: 6 can be entered, 2 have suggestions, 0 stay open."),
        "{told}"
    );
    place.run(&["match", "--apply", "-C", "so"]).ended(0);
    let again = place.json(&["match", "--apply", "-C", "so"], 0);
    assert_eq!((again["entries"].as_u64(), again["lines"].as_u64()), (Some(0), Some(0)));
    let accepted = suggestions[0]["id"].as_str().unwrap();
    let declined = suggestions[1]["id"].as_str().unwrap();
    // Who accepts for a giver is not that giver.
    let refused = place.json(&["match", "--accept", accepted, "--actor", "chi", "-C", "so"], 1);
    assert_eq!(refused["error"]["refusal"]["code"], "second-person", "{refused}");
    place.run(&["match", "--accept", accepted, "-C", "so"]).ended(0);
    place.run(&["match", "--decline", declined, "--because", "người khác", "-C", "so"]).ended(0);
    assert_eq!(place.json(&["match", "-C", "so"], 0)["suggestions"].as_array().unwrap().len(), 0);
    for (id, value) in [
        (format!("pledge.{pledge}.received"), 3_000_000),
        ("roster.luong.received".into(), 1_000_000),
        ("roster.luong.members-given".into(), 3),
        ("roster.luong.missing".into(), 0),
        ("fund.bien.interest".into(), 1_234),
        ("fund.bien.fees".into(), 55_000),
        ("fund.bien.unattributed".into(), 2_000_000),
        ("fund.bien.gift-count".into(), 7),
    ] {
        assert_eq!(figure(&place, &id), value, "{id}");
    }
    undone(&place, looked["lists"][0]["lines"][0].as_u64().unwrap());
    place.run(&["verify", "so"]).ended(0);
}

/// Sent back to its giver, with the number of the bank's document: from the gift to the refund and undone.
#[test]
fn money_sent_back_finds_its_receipt() {
    let place = planned();
    let fund = code(&place, &["--fund", "bien"])["code"].as_str().unwrap().to_owned();
    import(
        &place,
        &[
            (format!("{fund} ung ho"), 50_000),
            (format!("{fund} ung ho"), 50_000),
            ("HOAN TRA chuyen nham GD 5001.100 01".into(), -50_000),
            ("HOAN TRA".into(), -50_000),
        ],
    );
    place.run(&["match", "--apply", "-C", "so"]).ended(0);
    for (id, value) in [
        ("fund.bien.gifts", 100_000),
        ("fund.bien.refunds", 50_000),
        ("fund.bien.suspense", 50_000),
    ] {
        assert_eq!(figure(&place, id), value, "{id}");
    }
    let told = crate::erasing::number_of(&place, |entry| entry.contains("\"returns\":"));
    let refund = crate::erasing::number_of(&place, |entry| entry.contains("\"row\":3}"));
    let receipt = crate::erasing::number_of(&place, |entry| entry.contains("\"row\":2}"));
    let said = looked_up(&place, told);
    assert!(said.contains(&format!("\"line\":{refund}")), "{said}");
    assert!(said.contains(&format!("\"returns\":{receipt}")), "{said}");
    let number = refund.to_string();
    place.run(&["match", "--undo", &number, "--because", "nhầm", "-C", "so"]).ended(0);
    assert_eq!(figure(&place, "fund.bien.refunds"), 0);
    place.run(&["verify", "so"]).ended(0);
}

#[test]
fn a_units_list_becomes_a_roster() {
    let place = planned();
    let words = [
        "roster",
        "ds.csv",
        "--id",
        "luong-2",
        "--fund",
        "bien",
        "--name",
        "Ngày lương",
        "-C",
        "so",
    ];
    let head = "DANH SÁCH;;;\nTT;Họ và tên;Số tiền;Số tài khoản\n";
    for (rows, error) in [
        ("1;Nguyễn Văn Thử;300.000;0011223344\n2;;250.000;\n", "roster-rows"),
        ("1;Nguyễn Văn Thử;300.000;\nTổng cộng;;400.000;\n", "roster-total"),
    ] {
        place.write("ds.csv", format!("{head}{rows}"));
        assert_eq!(place.json(&words, 3)["error"]["code"], error);
    }
    place.write("ds.csv", "a;b\n");
    assert_eq!(place.json(&words, 3)["error"]["code"], "roster-head");
    let rows =
        "1;Nguyễn Văn Thử;300.000;0011223344\n2;Trần Thị Mẫu;250.000;\nTổng cộng;;550.000;\n";
    place.write("ds.csv", format!("{head}{rows}"));
    let entered = place.json(&words, 0);
    assert_eq!(
        (entered["members"].as_u64(), entered["expected"].as_u64()),
        (Some(2), Some(550_000))
    );
    assert_eq!(figure(&place, "roster.luong-2.expected"), 550_000);
    // No name reached the log.
    let log = place.read("so/journal.sqlite");
    let name = "Trần Thị Mẫu".as_bytes();
    assert!(!log.windows(name.len()).any(|window| window == name));
    place.run(&["verify", "so"]).ended(0);
}

/// An entry's bytes.
fn looked_up(place: &Place, number: u64) -> String {
    use chungtay_journal::{BookFolder, Bundle, Journal as _, Mode};
    let folder = BookFolder::open(&place.path("so"), Mode::Reader).unwrap();
    let bundles = folder.journal.read(number, 1).unwrap();
    let mut entries = bundles.iter().flat_map(Bundle::entries);
    let (_, bytes) = entries.find(|(at, _)| *at == number).unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A line of a list is undone alone.
fn undone(place: &Place, line: u64) {
    let number = line.to_string();
    let words = ["match", "--undo", &number, "--because", "nhầm", "-C", "so"];
    place.run(&words).ended(0);
    assert_eq!(figure(place, "fund.bien.unattributed"), 2_050_000);
    assert_eq!(place.json(&words, 1)["error"]["code"], "not-matched");
    // Nothing enters it again unasked; a person is asked, and told why it was undone.
    let again = place.json(&["match", "--apply", "-C", "so"], 0);
    assert_eq!(again["entries"].as_u64(), Some(0), "{again}");
    assert_eq!(figure(place, "fund.bien.unattributed"), 2_050_000);
    let looked = place.json(&["match", "-C", "so"], 0);
    let asked = &looked["suggestions"][0];
    assert_eq!((asked["line"].as_u64(), asked["by"].as_str()), (Some(line), Some("suggestion")));
    assert_eq!(asked["undone"]["reason"], "nhầm", "{looked}");
    let told = place.run(&["match", "-C", "so"]).ended(0);
    assert!(told.contains("Lý do: nhầm"), "{told}");
    let id = asked["id"].as_str().unwrap();
    place.run(&["match", "--accept", id, "-C", "so"]).ended(0);
    assert_eq!(figure(place, "fund.bien.unattributed"), 2_000_000);
}
