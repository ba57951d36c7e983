//! Owner's halves against the vectors of `docs/receipts.md`, which a Python program wrote.

use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::kinds::bodies::private_fields;
use chungtay_ledger::opening::OpenedField;
use chungtay_ledger::owners_half::OwnersHalf;
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use serde_json::Value;

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../../log/tests/vectors/receipts.json")).unwrap()
}

/// The receipt of that name: its leaf, number, log, and entry.
fn receipt<'a>(vectors: &'a Value, name: &Value) -> (Vec<u8>, u64, &'a str, Value) {
    let receipts = vectors["receipts"].as_array().unwrap();
    let found = receipts.iter().find(|receipt| receipt["name"] == *name).unwrap();
    let text = |field: &str| found[field].as_str().unwrap();
    let entry = serde_json::from_str(text("entry")).unwrap();
    let leaf = HEXLOWER.decode(text("leaf_hex").as_bytes()).unwrap();
    (leaf, text("index").parse().unwrap(), found["origin"].as_str().unwrap(), entry)
}

/// Whether the half of this fragment opens the receipt it is said to belong to.
fn opens(vectors: &Value, case: &Value) -> Option<OwnersHalf> {
    let fragment = case["fragment"].as_str().unwrap();
    let encoded = fragment.rsplit("o=").next().unwrap();
    let half = OwnersHalf::decode(&BASE64URL_NOPAD.decode(encoded.as_bytes()).ok()?)?;
    let (leaf, index, origin, entry) = receipt(vectors, &case["receipt"]);
    let record = Commitment::parse(entry["record"].as_str().unwrap()).unwrap();
    half.opens(&leaf.try_into().unwrap(), index, origin, record).then_some(half)
}

#[test]
fn valid_halves_open_their_entries() {
    let vectors = vectors();
    for case in vectors["owner"].as_array().unwrap() {
        let half = opens(&vectors, case).unwrap();
        let bytes = half.encode().unwrap();
        assert_eq!(HEXLOWER.encode(&bytes), case["owner_hex"].as_str().unwrap());
        let (.., entry) = receipt(&vectors, &case["receipt"]);
        let names = private_fields(entry["kind"].as_str().unwrap()).unwrap();
        for ((name, field), told) in
            names.iter().zip(&half.record.fields).zip(case["fields"].as_array().unwrap())
        {
            assert_eq!(told["name"], **name);
            let (state, value) = match field {
                OpenedField::Closed(_) => ("closed", None),
                OpenedField::Open { value: None, .. } => ("empty", None),
                OpenedField::Open { value, .. } => ("open", value.as_deref()),
            };
            assert_eq!((told["state"].as_str(), told["value"].as_str()), (Some(state), value));
        }
        let fragment = case["fragment"].as_str().unwrap();
        let compact = fragment.strip_prefix("r=").and_then(|rest| rest.split('&').next());
        let compact = compact.map(|text| BASE64URL_NOPAD.decode(text.as_bytes()).unwrap());
        assert_eq!(half.fragment(compact.as_deref()).unwrap(), fragment);
    }
}

#[test]
fn broken_halves_open_nothing() {
    let vectors = vectors();
    for case in vectors["broken_owner"].as_array().unwrap() {
        assert_eq!(opens(&vectors, case), None, "{}", case["name"]);
    }
}

#[test]
fn every_changed_bit_of_a_half_is_refused() {
    let vectors = vectors();
    let case = &vectors["owner"][0];
    let (leaf, index, origin, entry) = receipt(&vectors, &case["receipt"]);
    let record = Commitment::parse(entry["record"].as_str().unwrap()).unwrap();
    let leaf: [u8; 32] = leaf.try_into().unwrap();
    let bytes = HEXLOWER.decode(case["owner_hex"].as_str().unwrap().as_bytes()).unwrap();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            let half = OwnersHalf::decode(&changed);
            assert!(
                !half.is_some_and(|half| half.opens(&leaf, index, origin, record)),
                "byte {at}"
            );
        }
    }
    for length in 0..bytes.len() {
        assert_eq!(OwnersHalf::decode(&bytes[..length]), None);
    }
}
