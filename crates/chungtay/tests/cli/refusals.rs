//! `apply`: all or nothing, each refused line named; and every exit code.

use crate::place::Place;

const GOOD: &str = r#"{"kind":"fund/1","what":{"id":"duong","name":"Quỹ","purpose":{"general":true}}}
{"kind":"account/1","what":{"class":"cash","id":"tien-mat","name":"Tiền mặt"}}
{"kind":"gift/1","what":{"account":"tien-mat","amount":500000,"form":"cash","fund":"duong"}}
"#;

#[test]
fn all_lines_or_none() {
    let place = Place::with_book("book");
    let before = place.checkpoint("book");
    let bad = format!(
        "{GOOD}not json\n\n{{\"kind\":\"gift/1\",\"what\":{{\"account\":\"tien-mat\",\"amount\":-1,\"form\":\"cash\",\"fund\":\"duong\"}}}}\n"
    );
    place.write("bad.jsonl", &bad);
    let error = &place.json(&["apply", "bad.jsonl", "-C", "book"], 1)["error"];
    assert_eq!(error["code"], "refused-lines");
    let lines: Vec<_> = error["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (&line["line"], &line["code"]))
        .collect();
    assert_eq!(lines, [(&4.into(), &"not-json".into()), (&6.into(), &"not-positive".into())]);
    assert_eq!(place.checkpoint("book"), before);
    let said = place.run(&["apply", "bad.jsonl", "-C", "book", "--lang", "en"]);
    assert!(said.err.contains("line 6: “amount” is -1"), "{}", said.err);

    let applied = place.run_with(&["apply", "-", "-C", "book"], GOOD).ended(0);
    assert_eq!(applied, "Đã ghi 3 bút toán; sổ có 4 bút toán.\n");
    let left = place.json(&["figures", "book.left", "-C", "book"], 0);
    assert_eq!(left["figures"][0]["value"], 500_000);
    place.json(&["verify", "book"], 0);
}

#[test]
fn nobody_approves_what_they_asked_for() {
    let place = Place::with_book("book");
    let asked = r#"{"kind":"programme/1","what":{"class":"programme","id":"p","name":"Làm đường"}}
{"kind":"spending_request/1","what":{"amount":400000,"fund":"duong","programme":"p","purpose":"đá"},"label":"r"}
{"kind":"spending_decision/1","what":{"decision":"approved","request":"@r"}}
"#;
    place.write("x.jsonl", format!("{GOOD}{asked}"));
    let error = &place.json(&["apply", "x.jsonl", "-C", "book"], 1)["error"];
    assert_eq!(error["lines"][0]["code"], "maker-approves");
    let too_much = asked.replace("400000", "600000");
    place.write("x.jsonl", format!("{GOOD}{too_much}"));
    let said = place.run(&["apply", "x.jsonl", "-C", "book"]);
    assert!(said.err.contains("Quỹ “duong” chỉ còn 500.000 đ"), "{}", said.err);
}

#[test]
fn exit_codes() {
    let place = Place::with_book("book");
    place.write("x.jsonl", "");
    for (words, exit, code) in [
        (vec!["frobnicate"], 2, "usage"),
        (vec![], 2, "usage"),
        (vec!["serve", "--listen", "nowhere"], 2, "usage"),
        (vec!["import", "x", "--account", "Ô", "--fund", "f"], 2, "usage"),
        (vec!["init", "Sổ của tôi"], 2, "no-id"),
        (vec!["figures", "no.such", "-C", "book"], 1, "no-figure"),
        (vec!["apply", "nothing.jsonl", "-C", "book"], 3, "input-file"),
        (vec!["apply", "x.jsonl", "-C", "nowhere"], 6, "not-a-book"),
        (vec!["figures", "-C", "nowhere"], 6, "not-a-book"),
        (vec!["serve", "-C", "nowhere"], 6, "not-a-book"),
        (vec!["verify", "nowhere"], 6, "no-log"),
        (vec!["init", "book"], 6, "book-exists"),
        (vec!["verify", "http://127.0.0.1:1"], 7, "no-log"),
        (vec!["export", "--format", "hledger", "--output", "no/such/x", "-C", "book"], 7, "file"),
    ] {
        let error = place.json(&words, exit);
        assert_eq!(error["error"]["code"], code, "{words:?}");
        assert_eq!(error["error"]["exit"], exit, "{words:?}");
        let said = place.run(&words);
        assert_eq!((said.exit, said.out.as_str()), (exit, ""), "{words:?}");
        assert!(said.err.starts_with("Lỗi: "), "{words:?}: {}", said.err);
    }
    place.write("book/journal.sqlite", "not a database, whatever it says");
    let damaged = place.json(&["doctor", "-C", "book"], 6);
    assert_eq!(damaged["error"]["code"], "not-a-book");
}

/// `docs/exit-codes.md` names every exit code that the program has.
#[test]
fn the_exit_codes_are_documented() {
    let text =
        std::fs::read_to_string(crate::place::workspace().join("docs/exit-codes.md")).unwrap();
    for exit in 0..=7 {
        assert!(text.contains(&format!("| {exit} |")), "{exit}");
    }
}
