//! What any vault, key store and openings must do, whatever database lies under them.

use super::conformance::{Factory, Stores, conformance};
use super::samples::{scatter, secret};
use super::sqlite_factory::SqliteFactory;
use chungtay_journal::{Changes, Error, RecordBatch, Secret};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn batch(records: &[(u64, &str)]) -> RecordBatch {
    let mut batch = RecordBatch::default();
    for (sequence, text) in records {
        batch.push(*sequence, text.as_bytes()).unwrap();
    }
    batch
}

fn text(stores: &mut dyn Stores, sequence: u64) -> Option<String> {
    let found = stores.vault().get(sequence).unwrap();
    found.map(|bytes| String::from_utf8(bytes).unwrap())
}

fn records_are_sparse_and_stand<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    let first = [(3, "ba"), (254, "a"), (256, "b"), (5000, "c")];
    stores.vault().put(&batch(&first)).unwrap();
    stores.vault().put(&batch(&[(3, "ba"), (4, "tư"), (5001, "d")])).unwrap();
    let error = stores.vault().put(&batch(&[(255, "x"), (5000, "other")])).unwrap_err();
    assert!(matches!(error, Error::RecordStands { sequence: 5000, .. }), "{error}");
    let error = stores.vault().put(&batch(&[(3, "other")])).unwrap_err();
    assert!(matches!(error, Error::RecordStands { sequence: 3, .. }), "{error}");
    drop(stores);
    let mut reader = factory.reader();
    for (sequence, record) in first.into_iter().chain([(4, "tư"), (5001, "d")]) {
        assert_eq!(text(&mut *reader, sequence).as_deref(), Some(record));
    }
    for sequence in [0, 2, 5, 253, 255, 257, 4999, 5002, 100_000] {
        assert_eq!(text(&mut *reader, sequence), None);
    }
    assert_eq!(reader.vault().bundle(0).unwrap(), batch(&[(3, "ba"), (4, "tư"), (254, "a")]));
    assert!(reader.vault().bundle(2).unwrap().is_empty());
}

#[test]
fn batches_are_in_order_and_never_empty() {
    let mut batch = RecordBatch::default();
    batch.push(7, b"x").unwrap();
    assert!(matches!(batch.push(7, b"y"), Err(Error::NotAscending { sequence: 7, previous: 7 })));
    assert!(matches!(batch.push(8, b""), Err(Error::EmptyRecord { sequence: 8 })));
    assert_eq!(batch.records().collect::<Vec<_>>(), [(7, b"x".as_slice())]);
}

fn erased_records_are_gone_and_the_others_stay<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    stores.vault().put(&batch(&[(1, "a"), (2, "b"), (300, "c"), (301, "d")])).unwrap();
    assert_eq!(stores.vault().erase(&[301, 2, 2, 77, 9999]).unwrap(), 2);
    assert_eq!(stores.vault().erase(&[301, 2]).unwrap(), 0);
    let left: Vec<_> = [1, 2, 300, 301].map(|sequence| text(&mut *stores, sequence)).into();
    assert_eq!(left, [Some("a".into()), None, Some("c".into()), None]);
    stores.vault().put(&batch(&[(2, "new")])).unwrap();
    assert_eq!(text(&mut *stores, 2).as_deref(), Some("new"));
}

fn a_sweep_cuts_at_the_journals_size<F: Factory>() {
    for size in [0, 1, 200, 255, 256, 257, 299, 511, 512, 600] {
        let factory = F::new();
        let mut stores = factory.writer();
        let mut records = RecordBatch::default();
        (0..600).for_each(|sequence| records.push(sequence, b"r").unwrap());
        let secrets: Vec<Secret> = (1..601).map(|seed| secret(seed * 7 + 1)).collect();
        stores.vault().put(&records).unwrap();
        stores.openings().put(&records).unwrap();
        stores.keys().put_secrets(0, &secrets).unwrap();
        assert_eq!(stores.vault().sweep(size).unwrap(), 600 - size);
        assert_eq!(stores.openings().sweep(size).unwrap(), 600 - size);
        assert_eq!(stores.keys().sweep(size).unwrap(), 600 - size);
        assert_eq!(stores.keys().sweep(size).unwrap(), 0);
        for sequence in 0..600 {
            let stays = sequence < size;
            assert_eq!(stores.vault().get(sequence).unwrap().is_some(), stays);
            assert_eq!(stores.openings().get(sequence).unwrap().is_some(), stays);
            assert_eq!(stores.keys().secret(sequence).unwrap().is_some(), stays);
        }
        let again = &secrets[usize::try_from(size).unwrap()..];
        stores.keys().put_secrets(size, again).unwrap();
        assert_eq!(stores.keys().secret(599).unwrap(), Some(secrets[599]));
    }
}

fn secrets_lie_at_their_sequence<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    let secrets: Vec<Secret> = (0..1000).map(secret).collect();
    stores.keys().put_secrets(0, &secrets[..10]).unwrap();
    stores.keys().put_secrets(10, &secrets[10..700]).unwrap();
    stores.keys().put_secrets(700, &secrets[700..]).unwrap();
    let error = stores.keys().put_secrets(1, &[[9; 32]]).unwrap_err();
    assert!(matches!(error, Error::RecordStands { sequence: 1, .. }), "{error}");
    assert_eq!(stores.keys().erase(&[8, 7, 900]).unwrap(), 2);
    for (sequence, expected) in (0..).zip(&secrets) {
        let stands = *expected != [0; 32] && sequence != 8 && sequence != 900;
        assert_eq!(stores.keys().secret(sequence).unwrap(), stands.then_some(*expected));
    }
    let mut bundle = secrets[..256].to_vec();
    bundle[8] = [0; 32];
    assert_eq!(stores.keys().secrets(0).unwrap(), bundle);
    assert_eq!(stores.keys().secret(5000).unwrap(), None);
}

fn named_secrets_come_back<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    assert_eq!(stores.keys().named_secret("look-up").unwrap(), None);
    stores.keys().put_named_secret("look-up", &[1; 32]).unwrap();
    stores.keys().put_named_secret("signing", b"seed").unwrap();
    stores.keys().put_named_secret("look-up", &[2; 32]).unwrap();
    drop(stores);
    let mut reader = factory.reader();
    assert_eq!(reader.keys().named_secret("look-up").unwrap(), Some(vec![2; 32]));
    assert_eq!(reader.keys().named_secret("signing").unwrap(), Some(b"seed".to_vec()));
    drop(reader);
    let mut stores = factory.writer();
    stores.keys().remove_named_secret("signing").unwrap();
    stores.keys().remove_named_secret("never there").unwrap();
    drop(stores);
    let mut reader = factory.reader();
    assert_eq!(reader.keys().named_secret("signing").unwrap(), None);
    assert_eq!(reader.keys().named_secret("look-up").unwrap(), Some(vec![2; 32]));
}

fn readers_learn_what_changed_in_the_openings<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    let mut records = RecordBatch::default();
    (0..1000).for_each(|sequence| records.push(sequence, b"o").unwrap());
    stores.openings().put(&records).unwrap();
    let all = stores.openings().changes_since(0).unwrap();
    assert_eq!(all.bundles, [0, 1, 2, 3]);
    let nothing = Changes { revision: all.revision, bundles: vec![] };
    assert_eq!(stores.openings().changes_since(all.revision).unwrap(), nothing);
    stores.openings().put(&batch(&[(300, "another policy")])).unwrap();
    stores.openings().erase(&[10, 999]).unwrap();
    let changed = stores.openings().changes_since(all.revision).unwrap();
    assert_eq!(changed.bundles, [0, 1, 3]);
    assert_eq!(stores.openings().get(300).unwrap(), Some(b"another policy".to_vec()));
    let left = stores.openings().bundle(3).unwrap();
    assert_eq!(left.range(), Some((768, 998)));
}

/// Puts, replacements, erasures and sweeps in any order do what a map would do.
fn openings_behave_like_a_map<F: Factory>() {
    let config = ProptestConfig { cases: 16, failure_persistence: None, ..Default::default() };
    proptest!(config, |(seed in any::<u64>())| {
        let factory = F::new();
        let mut stores = factory.writer();
        let mut model = BTreeMap::new();
        for step in 0..25 {
            let draw = scatter(seed.wrapping_add(step));
            let start = draw % 1500;
            let length = [1, 5, 256, 700][usize::try_from(draw >> 20 & 3).unwrap()];
            let stride = (draw >> 30) % 3 + 1;
            let touched = (start..start + length).step_by(usize::try_from(stride).unwrap());
            match draw >> 40 & 7 {
                0 => {
                    stores.openings().sweep(start).unwrap();
                    model.retain(|&sequence, _| sequence < start);
                }
                1 | 2 => {
                    let touched: Vec<u64> = touched.collect();
                    let erased = stores.openings().erase(&touched).unwrap();
                    let before = model.len();
                    model.retain(|sequence, _| !touched.contains(sequence));
                    prop_assert_eq!(erased, (before - model.len()) as u64);
                }
                _ => {
                    let mut batch = RecordBatch::default();
                    for sequence in touched {
                        let record = format!("{step} at {sequence}");
                        batch.push(sequence, record.as_bytes()).unwrap();
                        model.insert(sequence, record);
                    }
                    stores.openings().put(&batch).unwrap();
                }
            }
        }
        for index in 0..10 {
            let found = stores.openings().bundle(index).unwrap();
            let expected: Vec<_> = model.range(index * 256..(index + 1) * 256)
                .map(|(sequence, record)| (*sequence, record.as_bytes())).collect();
            prop_assert_eq!(found.records().collect::<Vec<_>>(), expected);
        }
        for sequence in (0..2300).step_by(97) {
            let found = stores.openings().get(sequence).unwrap();
            prop_assert_eq!(found, model.get(&sequence).map(|record| record.clone().into_bytes()));
        }
    });
}

conformance!(
    SqliteFactory,
    sqlite,
    records_are_sparse_and_stand,
    erased_records_are_gone_and_the_others_stay,
    a_sweep_cuts_at_the_journals_size,
    secrets_lie_at_their_sequence,
    named_secrets_come_back,
    readers_learn_what_changed_in_the_openings,
    openings_behave_like_a_map,
);
