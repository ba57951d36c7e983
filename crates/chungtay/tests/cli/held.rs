//! Money that came in and may be no gift: returned payments, transfers between the book's own accounts. It is held
//! for a person, is not in what was raised, and every đồng is counted once; Python counts the same.

use crate::place::Place;
use crate::python::python;

const HEAD: &str = "Ngày GD,Số CT,Ghi nợ,Ghi có,Nội dung\n";

fn book() -> Place {
    let place = Place::with_book("so");
    let lines = [
        r#"{"kind":"fund/1","what":{"id":"f","name":"Quỹ","purpose":{"general":true}}}"#,
        r#"{"kind":"account/1","what":{"id":"vcb","class":"bank","name":"VCB","bank":"VCB"},"private":{"number":"0000000111111","holder":"HOI X"}}"#,
        r#"{"kind":"account/1","what":{"id":"mb","class":"bank","name":"MB","bank":"MB"},"private":{"number":"0000000222222","holder":"HOI X"}}"#,
    ];
    place.write("lenh.jsonl", lines.join("\n"));
    place.run(&["apply", "lenh.jsonl", "-C", "so"]).ended(0);
    place
}

fn import(place: &Place, rows: &str) {
    place.write("sao-ke.csv", format!("{HEAD}{rows}"));
    let words = ["import", "sao-ke.csv", "--account", "mb", "--fund", "f", "-C", "so"];
    place.run(&words).ended(0);
}

fn figure(place: &Place, id: &str) -> i64 {
    place.json(&["figures", id, "-C", "so"], 0)["figures"][0]["value"].as_i64().unwrap()
}

#[test]
fn what_may_be_no_gift_is_not_raised() {
    let place = book();
    import(
        &place,
        "02/10/2024,L1,,500.000,NGUYEN VAN A ung ho
02/10/2024,L2,,900.000,HOAN TRA TIEN MUA GAO LENH CHI 12
02/10/2024,L3,,7.000.000,CHUYEN TIEN NOI BO TU TK 0071000999999
02/10/2024,L4,,4.321,INTEREST PAYMENT
02/10/2024,L5,,300.000,LENH CHI BI TRA LAI
02/10/2024,L6,,5.000.000,MBVCB.1234567890.chuyen tien.CT tu 0000000111111 HOI X toi 0000000222222 HOI X
02/10/2024,L7,,5.000.000,CT tu 0000000111111 toi 0000000222222
02/10/2024,L8,,200.000,MBVCB.1234567890.ung ho.CT tu 0999000111111 TRAN B toi 0000000222222 HOI X
02/10/2024,L9,11.000,,THU PHI SMS
",
    );
    for (id, value) in [
        ("book.received", 18_904_321),
        ("book.raised", 700_000),
        ("book.held", 18_200_000),
        ("fund.f.raised", 700_000),
        ("fund.f.held", 18_200_000),
        ("fund.f.unconfirmed", 0),
        ("fund.f.gift-count", 2),
        // What is left is what was raised and held, and the interest less the fee.
        ("book.left", 18_893_321),
        ("book.other", 11_000 - 4_321),
    ] {
        assert_eq!(figure(&place, id), value, "{id}");
    }
    let shown = place.path("so").display().to_string();
    if let Some((exit, said)) = python(&[&shown]) {
        assert_eq!(exit, 0, "{said}");
    }
    place.run(&["verify", "so"]).ended(0);
}
