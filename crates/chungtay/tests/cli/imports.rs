//! Statements: entered once, refused whole, put aside where asked.

use crate::place::{HEADER, Place, statement};

fn import<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let words = ["import", file, "--account", "vcb", "--fund", "yagi", "--create", "-C", "book"];
    [&words, more].concat()
}

#[test]
fn the_same_file_again_posts_nothing_and_says_so() {
    let place = Place::with_book("book");
    place.write("rows.csv", statement(0..1200));
    assert_eq!(place.json(&import("rows.csv", &[]), 0)["posted"], 1200);
    let checkpoint = place.checkpoint("book");
    let again = place.json(&import("rows.csv", &[]), 0);
    assert_eq!((&again["posted"], &again["known"]), (&0.into(), &1200.into()));
    assert!(again["import"].is_null());
    assert!(place.run(&import("rows.csv", &[])).ended(0).starts_with("Không có gì mới"));
    assert_eq!(place.checkpoint("book"), checkpoint);
}

#[test]
fn an_overlapping_file_posts_what_is_new() {
    let place = Place::with_book("book");
    place.write("first.csv", statement(0..1200));
    place.write("second.csv", statement(900..2000));
    place.run(&import("first.csv", &[])).ended(0);
    let second = place.json(&import("second.csv", &[]), 0);
    assert_eq!((&second["posted"], &second["known"]), (&800.into(), &300.into()));
    let figures = place.json(&["figures", "book.lines", "-C", "book"], 0);
    assert_eq!(figures["figures"][0]["value"], 2000);
}

#[test]
fn a_file_with_bad_rows_is_refused_whole_and_every_row_is_listed() {
    let place = Place::with_book("book");
    let bad = "1,31/02/2024,5000.1,,10000,,không có ngày này\n\
               1,05/09/2024,5000.2,,mot tram,,số tiền bằng chữ\n\
               1,05/09/2024,5000.3,10000,10000,,ca hai\n\
               1,05/09/2024,5000.4,10000\n\
               1,05/09/2024,5000.5,,10000,,chữ lạ\n";
    let mut bytes = format!("{}{bad}", statement(0..10)).into_bytes();
    // The last row's memo is no UTF-8.
    let at = bytes.len() - 4;
    bytes[at] = 0xff;
    place.write("bad.csv", bytes);
    let before = place.checkpoint("book");
    let error = &place.json(&import("bad.csv", &[]), 3)["error"];
    assert_eq!(error["code"], "bad-rows");
    let rows = error["rows"].as_array().unwrap();
    let at: Vec<_> = rows.iter().map(|row| (row["row"].clone(), row["line"].clone())).collect();
    let expected = (11..=15).map(|row| (row.into(), (row + 1).into()));
    assert_eq!(at, expected.collect::<Vec<(serde_json::Value, serde_json::Value)>>());
    let words: Vec<_> = rows.iter().map(|row| row["problems"][0]["expected"].clone()).collect();
    assert_eq!(words, ["date", "amount-plain", "only-one", "column-count", "utf8"]);
    assert_eq!(place.checkpoint("book"), before, "not even the fund and the account were made");
    let said = place.run(&import("bad.csv", &[]));
    assert_eq!(said.exit, 3);
    for told in
        ["hàng 11 (dòng 12), cột Ngày giao dịch: “31/02/2024”", "“mot tram”", "--quarantine"]
    {
        assert!(said.err.contains(told), "{told}: {}", said.err);
    }
    assert_eq!(said.out, "");

    let imported = place.json(&import("bad.csv", &["--quarantine"]), 0);
    assert_eq!((&imported["posted"], &imported["unreadable"]), (&10.into(), &5.into()));
    let waiting = place.json(&["figures", "book.waiting", "-C", "book"], 0);
    assert_eq!(waiting["figures"][0]["value"], 5);
    place.json(&["verify", "book"], 0);
    place.json(&["doctor", "-C", "book"], 0);
}

#[test]
fn files_that_are_no_statement_are_told_apart() {
    let place = Place::with_book("book");
    for (name, bytes, code) in [
        ("empty.csv", b"".as_slice(), "statement-empty"),
        ("file.zst", b"\x28\xb5\x2f\xfd\x00", "statement-kind"),
        ("names.csv", b"Name,Age\nA,1\n", "statement-no-header"),
        ("two.csv", b"Date,Credit,Credit,Remark\n", "statement-ambiguous"),
        ("cut.csv.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "statement-unreadable"),
    ] {
        place.write(name, bytes);
        assert_eq!(place.json(&import(name, &[]), 3)["error"]["code"], code, "{name}");
    }
    assert_eq!(place.json(&import("no-such.csv", &[]), 3)["error"]["code"], "input-file");
}

#[test]
fn balances_on_the_operator_s_word_need_their_source() {
    let place = Place::with_book("book");
    place.write("rows.csv", format!("{HEADER}1,05/09/2024,1,,150.000,,gop\n"));
    let balances = ["--opening", "1.000.000", "--closing", "1.150.000"];
    assert_eq!(place.run(&import("rows.csv", &balances)).exit, 2);
    let sourced = [balances.as_slice(), &["--balance-source", "sổ phụ giấy"]].concat();
    place.run(&import("rows.csv", &sourced)).ended(0);
    let stated = "account.vcb.stated.lines";
    let figures = place.json(&["figures", "-C", "book"], 0);
    let of =
        |id: &str| figures["figures"].as_array().unwrap().iter().find(|f| f["id"] == id).cloned();
    let ids: Vec<_> =
        figures["figures"].as_array().unwrap().iter().map(|figure| figure["id"].clone()).collect();
    assert!(of(stated).is_some_and(|figure| figure["value"] == 1), "{ids:?}");
}

#[test]
fn what_is_not_there_is_made_only_when_asked() {
    let place = Place::with_book("book");
    place.write("rows.csv", statement(0..5));
    let words = ["import", "rows.csv", "--account", "vcb", "--fund", "yagi", "-C", "book"];
    let error = &place.json(&words, 1)["error"];
    assert_eq!(error["code"], "not-there");
    assert!(error["message"].as_str().unwrap().contains("quỹ “yagi”"), "{error}");
}
