//! The one byte form, for every kind: RFC 8785 as other programs see it, and nothing beside it.

use crate::bodies::entry_of;
use crate::dice::{Dice, Taste};
use crate::python::python;
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::entry::{Authority, Entry, Posting};
use chungtay_ledger::id::{AccountId, FundId, PersonId};
use chungtay_ledger::kinds::bodies::{Body, KINDS, public_fields};
use chungtay_ledger::kinds::receipts::BankLine;
use chungtay_ledger::money::Dong;
use proptest::prelude::*;

/// RFC 8785 by another road: parse with `serde_json`, write again with the keys sorted.
fn rewritten(value: &serde_json::Value, out: &mut String) {
    match value {
        serde_json::Value::Object(members) => {
            // Keys are ASCII here, so byte order is the order of UTF-16 units that the RFC asks for.
            let mut keys: Vec<&String> = members.keys().collect();
            keys.sort();
            out.push('{');
            for (place, key) in keys.into_iter().enumerate() {
                out.push_str(if place > 0 { "," } else { "" });
                out.push_str(&serde_json::to_string(key).unwrap());
                out.push(':');
                rewritten(&members[key], out);
            }
            out.push('}');
        }
        serde_json::Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                out.push_str(if place > 0 { "," } else { "" });
                rewritten(item, out);
            }
            out.push(']');
        }
        other => out.push_str(&serde_json::to_string(other).unwrap()),
    }
}

/// A full and varied entry of each kind, always the same.
fn samples(seed: u8, length: usize) -> Vec<Entry> {
    let entry = |kind: usize| {
        let step = u8::try_from(kind).unwrap().wrapping_mul(7).wrapping_add(seed) | 1;
        let mut byte = seed;
        let bytes: Vec<u8> = (0..length)
            .map(|_| {
                byte = byte.wrapping_mul(37).wrapping_add(step);
                byte.rotate_left(3) ^ step
            })
            .collect();
        entry_of(kind, &mut Dice::new(&bytes, Taste::Valid))
    };
    (0..KINDS.len()).map(entry).collect()
}

#[test]
fn fields_stand_in_the_order_of_rfc_8785() {
    for kind in KINDS {
        let fields = public_fields(kind).unwrap();
        assert!(fields.is_sorted_by(|first, second| first < second), "{kind}: {fields:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_entry_is_read_as_it_was_written(
        kind in 0..KINDS.len(),
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
    ) {
        let entry = entry_of(kind, &mut Dice::new(&bytes, Taste::Valid));
        let written = entry.encode();
        let read = Entry::decode(&written);
        prop_assert_eq!(read.as_ref(), Ok(&entry));
        let value: serde_json::Value = serde_json::from_slice(&written).unwrap();
        let mut other = String::new();
        rewritten(&value, &mut other);
        prop_assert_eq!(other.as_bytes(), &written[..]);
    }

    #[test]
    fn any_bytes_are_read_in_one_form_or_not_at_all(
        bytes in proptest::collection::vec(any::<u8>(), 0..80),
    ) {
        only_form(&bytes);
    }
}

/// Either no entry, or an entry that is written with exactly these bytes.
fn only_form(bytes: &[u8]) {
    if let Ok(entry) = Entry::decode(bytes) {
        let text = String::from_utf8_lossy(bytes);
        assert_eq!(entry.encode(), bytes, "a second form: {text}");
    }
}

#[test]
fn python_writes_the_same_bytes() {
    let lines: Vec<String> = (0..40)
        .flat_map(|seed| samples(seed * 5, 300))
        .map(|entry| String::from_utf8(entry.encode()).unwrap())
        .collect();
    let program = "
import json, sys
for line in sys.stdin.buffer.read().decode().split('\\n'):
    value = json.loads(line)
    text = json.dumps(value, sort_keys=True, separators=(',', ':'), ensure_ascii=False)
    sys.stdout.buffer.write(text.encode() + b'\\n')
";
    let Some(output) = python(program, &lines.join("\n")) else { return };
    let theirs: Vec<&str> = output.strip_suffix('\n').unwrap().split('\n').collect();
    assert_eq!(theirs.len(), lines.len());
    for (ours, theirs) in lines.iter().zip(theirs) {
        assert_eq!(ours, theirs);
    }
}

#[test]
fn a_changed_byte_is_refused_or_is_another_entry() {
    const BYTES: &[u8] = b"\0\t\n !\"+,-./019:AEZ[\\]_aefnrtuz{|}\x7f\x80\xc3\xff";
    for entry in samples(3, 160) {
        let good = entry.encode();
        for place in 0..good.len() {
            let mut bytes = good.clone();
            for byte in BYTES.iter().copied().chain([good[place] ^ 1, good[place] ^ 0x20]) {
                bytes[place] = byte;
                only_form(&bytes);
            }
            let (before, after) = (&good[..place], &good[place..]);
            only_form(before);
            only_form(&[before, &after[1..]].concat());
            only_form(&[before, &after[..1], after].concat());
            for byte in b" 0\"\\,-" {
                only_form(&[before, &[*byte], after].concat());
            }
        }
    }
}

#[test]
fn a_statement_line_takes_at_most_320_bytes() {
    let (account, fund) =
        (AccountId::new("abcdefghijkl").unwrap(), FundId::new("mnopqrstuvwx").unwrap());
    let length = |amount: i64, opposite: &str| {
        let opposite = AccountId::new(opposite).unwrap();
        let entry = Entry {
            actor: PersonId::new("operator").unwrap(),
            authority: Authority::Asserted,
            occurred_on: Date::new(2024, 9, 10).unwrap(),
            postings: vec![
                Posting { account, fund, amount: Dong(amount) },
                Posting { account: opposite, fund, amount: Dong(-amount) },
            ],
            record: Some(Commitment([255; 32])),
            recorded_at: Moment(9_999_999_999),
            body: Body::BankLine(BankLine { import: 99_999, row: 9_999_999 }),
        };
        entry.encode().len()
    };
    let credit = length(9_999_999_999_999, "unattributed");
    let debit = length(-9_999_999_999_999, "suspense");
    println!("the longest credit takes {credit} bytes, the longest debit {debit}");
    assert!(credit <= 320 && debit <= 320, "{credit} and {debit} bytes");
}
