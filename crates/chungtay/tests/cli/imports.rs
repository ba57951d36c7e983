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

const ODD: &str = "Khi nào;Vì sao;Mất;Được;Còn lại\n\
                   01/09/2024;A ung ho;;50000;1050000\n\
                   01/09/2024;B ung ho;;20000;1070000\n\
                   02/09/2024;mua gao;30000;;1040000\n\
                   02/09/2024;C ung ho;;7000;1047000\n\
                   03/09/2024;D ung ho;;1000;1048000\n";

#[test]
fn an_unknown_layout_is_asked_about_chosen_saved_and_then_read_by_itself() {
    let place = Place::with_book("book");
    place.write("odd.csv", ODD);
    let refused = place.run(&import("odd.csv", &[]));
    assert_eq!(refused.exit, 3);
    assert!(refused.err.contains("--preview"), "{}", refused.err);

    let seen = place.json(&["import", "odd.csv", "--preview"], 0);
    assert_eq!(seen["choice"], "date=A,memo=B,debit=C,credit=D,balance=E");
    assert_eq!(seen["columns"][3]["sure"], "balances");
    let vietnamese = place.run(&["import", "odd.csv", "--preview"]).ended(0);
    let english = place.run(&["import", "odd.csv", "--preview", "--lang", "en"]).ended(0);
    assert!(vietnamese.contains("Cột D (Được)"), "{vietnamese}");
    assert!(english.contains("Column D (Được)") && english.contains("certain"), "{english}");

    let choice = "date=A,memo=B,out=3,in=4,balance=E";
    let chosen = ["--columns", choice, "--save-layout", "lang-toi"];
    let first = place.json(&import("odd.csv", &chosen), 0);
    assert_eq!((&first["posted"], &first["check"]["steps"]), (&5.into(), &4.into()));
    // The same headings again, with other rows; then rows without headings, by the name.
    let next = ODD.lines().next().unwrap().to_owned() + "\n04/09/2024;E ung ho;;9000;1057000\n";
    place.write("next.csv", next);
    assert_eq!(place.json(&import("next.csv", &[]), 0)["posted"], 1);
    place.write("bare.csv", "05/09/2024;F ung ho;;3000;1060000\n");
    assert_eq!(place.run(&import("bare.csv", &[])).exit, 3);
    assert_eq!(place.json(&import("bare.csv", &["--layout", "lang-toi"]), 0)["posted"], 1);
    let unknown = place.json(&import("bare.csv", &["--layout", "none"]), 1);
    assert_eq!(unknown["error"]["code"], "not-there");
    assert_eq!(place.run(&import("odd.csv", &["--columns", "date=A,date=B"])).exit, 2);
    // The book's layouts serve a comparison too.
    let more = ODD.to_owned() + "04/09/2024;E ung ho;;9000;1057000\n";
    place.write("more.csv", more);
    assert_eq!(place.run(&["compare", "odd.csv", "more.csv"]).exit, 3, "no book, no layouts");
    let compared = place.json(&["compare", "odd.csv", "more.csv", "-C", "book"], 1);
    assert_eq!((&compared["same"], &compared["difference"]["in"]), (&5.into(), &9000.into()));
    place.json(&["verify", "book"], 0);
}

#[test]
fn statements_of_two_accounts_in_one_file_are_never_mixed() {
    let place = Place::with_book("book");
    let line = |cells: &[&str]| format!("<tr><td>{}</td></tr>", cells.join("</td><td>"));
    let of = |number: &str, rows: &[[&str; 4]]| {
        let head = line(&["Ngày GD", "Ghi nợ", "Ghi có", "Nội dung"]);
        let rows: String = rows.iter().map(|row| line(row)).collect();
        line(&[&format!("Số tài khoản: {number}")]) + &head + &rows
    };
    let first = [["01/09/2024", "", "50000", "A ung ho"], ["02/09/2024", "", "20000", "B ung ho"]];
    let both = of("0011004123456", &first)
        + &of("0071000999888", &[["01/09/2024", "", "7000", "C ung ho"]]);
    place.write("two.xls", format!("<html><table>{both}</table></html>"));
    let refused = place.json(&import("two.xls", &[]), 3);
    assert_eq!(refused["error"]["code"], "statement-accounts");
    let one = place.json(&import("two.xls", &["--number", "0071000999888"]), 0);
    assert_eq!((&one["posted"], &one["check"]["credit"]), (&1.into(), &7000.into()));
    let unknown = place.json(&import("two.xls", &["--number", "1"]), 1);
    assert_eq!(unknown["error"]["code"], "not-there");
    place.json(&["verify", "book"], 0);
}

#[test]
fn the_summary_tells_what_the_file_proves_in_both_languages() {
    let place = Place::with_book("book");
    place.write(
        "rows.csv",
        format!(
            "{HEADER}1,05/09/2024,1,,10.000,1.010.000,a\n1,05/09/2024,2,,20.000,1.030.000,b\n\
             2,06/09/2024,3,,5.000,1.036.000,c\n2,06/09/2024,4,,2.000,1.038.000,d\n\
             2,07/09/2024,5,,23.000,,e\n"
        ),
    );
    let said = place.run(&import("rows.csv", &["--lang", "en"])).ended(0);
    for told in [
        "3 steps between two printed balances: 1 do not hold.",
        "row 3 (line 4 of the file): VND 1,035,000 follows, VND 1,036,000 is printed.",
        "5 September 2024 to 7 September 2024: no printed balance proves 63.3 % of the file's money (3 lines, VND 38,000)",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let place = Place::with_book("book");
    place.write("rows.csv", format!("{HEADER}1,05/09/2024,1,,10.000,,a\n"));
    let said = place.run(&import("rows.csv", &[])).ended(0);
    assert!(said.contains("chứng minh được 100,0 % số tiền của tệp (1 dòng, 10.000 đ)"), "{said}");
}

/// Each file made by hand; what it prints and what its rows make, added by hand.
#[test]
fn printed_totals_and_balances_that_the_rows_do_not_make_are_told() {
    let place = Place::with_book("book");
    let head = "STT,Ngày giao dịch,Số CT,Ghi nợ,Ghi có,Nội dung\n";
    let rows = "1,10/09/2024,A1,,500.000,A ung ho\n2,10/09/2024,A2,,200.000,B ung ho\n";
    place.write("tot.csv", format!("{head}{rows}Tổng cộng,,,,900.000,\n"));
    let told = place.run(&import("tot.csv", &["--lang", "en"])).ended(0);
    let wanted = "DOES NOT AGREE: the statement prints a total in of VND 900,000, the rows that were read make VND 700,000.";
    assert!(told.contains(wanted), "{told}");
    let message = ":20:1\n:25:0071000123456\n:28C:1/1\n:60F:C240911VND1000000,\n:61:2409110911C500000,NTRFNONREF//C1\n\
        :86:A ung ho\n:61:2409110911C200000,NTRFNONREF//C2\n:86:B ung ho\n:62F:C240911VND1600000,\n-\n";
    place.write("broken.sta", message);
    let told = place.run(&import("broken.sta", &["--lang", "en"])).ended(0);
    let wanted = "closing balance of VND 1,600,000; the opening balance and the rows that were read make VND 1,700,000.";
    assert!(told.contains(wanted), "{told}");
    place.write("right.sta", message.replace("911", "912").replace("1600000", "1700000"));
    let found = place.json(&import("right.sta", &[]), 0);
    assert_eq!(found["check"]["differences"], serde_json::json!([]));
}
