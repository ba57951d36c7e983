//! Vectors from outside: amounts in words (npm read-vietnamese-number), tone places, and the order of
//! ICU's own collator as Node shows it.

use crate::shared;
use chungtay_ledger::money::Dong;
use chungtay_text::collate::{collation_key, name_key};
use chungtay_text::fold::{fold, fold_into};
use chungtay_text::words::{EmptyTen, Four, Style, in_vietnamese};
use serde_json::Value;

#[test]
fn amounts_in_words() {
    let Some(data) = shared("amount_in_words.json") else { return };
    let vectors = data["vectors"].as_array().unwrap();
    assert!(vectors.len() >= 59);
    for vector in vectors {
        let amount = Dong(vector["amount"].as_i64().unwrap());
        for (field, empty_ten, four) in [
            ("linh", EmptyTen::Linh, Four::Tu),
            ("le", EmptyTen::Le, Four::Tu),
            ("four_bon", EmptyTen::Linh, Four::Bon),
        ] {
            if let Some(expected) = vector[field].as_str() {
                assert_eq!(in_vietnamese(amount, Style { empty_ten, four }), expected);
            }
        }
    }
}

#[test]
fn old_and_new_tone_places_give_one_key() {
    let Some(data) = shared("tone.json") else { return };
    let mut key = String::new();
    for pair in data["pairs_old_new"].as_array().unwrap() {
        fold_into(pair[0].as_str().unwrap(), &mut key);
        assert_eq!(key, fold(pair[1].as_str().unwrap()));
        assert!(key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' '), "{key}");
    }
}

#[test]
fn vietnamese_order() {
    let Some(data) = shared("collation.json") else { return };
    check(&data["words"], collation_key);
    check(&data["names_full"], collation_key);
    check(&data["names_given"], name_key);
}

fn check(expected: &Value, key: fn(&str) -> Vec<u8>) {
    let expected: Vec<_> = expected.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let mut sorted = expected.clone();
    sorted.sort_unstable();
    sorted.sort_by_key(|text| key(text));
    assert_eq!(sorted, expected);
}
