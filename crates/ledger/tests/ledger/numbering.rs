//! Numbers of documents taken apart. The other end: numbers as printed in the article (`05-CT/TW`, `16/CT-TTg`)
//! and in the domain's list of laws and decrees.

use chungtay_ledger::kinds::people::NumberStyle::{self, Party, State};
use chungtay_ledger::numbering::{class_word, read};

fn parts(style: NumberStyle, number: &str) -> String {
    match read(style, number) {
        None => "–".to_owned(),
        Some(found) => {
            let year = found.year.map_or_else(String::new, |year| year.to_string());
            format!("{}|{year}|{}|{}", found.serial, found.class, found.issuer)
        }
    }
}

#[test]
fn both_families_are_taken_apart_and_the_rest_is_left_alone() {
    for (style, number, expected) in [
        (Party, "05-CT/TW", "05||CT|TW"),
        (Party, "36-HD/VPTW", "36||HD|VPTW"),
        (Party, "12-QĐ/ĐU", "12||QĐ|ĐU"),
        (State, "16/CT-TTg", "16||CT|TTg"),
        (State, "98/2023/NĐ-CP", "98|2023|NĐ|CP"),
        (State, "26/2026/TT-BTC", "26|2026|TT|BTC"),
        (State, "06/2022/QH15", "06|2022||QH15"),
        (State, "249/MTTQ-BTT", "249||MTTQ|BTT"),
        (State, "1672/NQ-UBTVQH15", "1672||NQ|UBTVQH15"),
        (Party, "16/CT-TTg", "–"),
        (State, "05-CT/TW", "–"),
        (Party, "05-CT", "–"),
        (State, "16", "–"),
        (State, "16/", "–"),
        (State, "x/CT-TTg", "–"),
        (State, "98/23/NĐ-CP", "–"),
        (State, "98/2023/NĐ-CP/x", "–"),
        (Party, "", "–"),
    ] {
        assert_eq!(parts(style, number), expected, "{number}");
    }
    assert_eq!(class_word("CT"), Some("directive"));
    assert_eq!(class_word("XX"), None);
}
