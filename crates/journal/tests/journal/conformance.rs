//! What any journal must do, whatever database lies under it. A new backend implements `Factory` and is
//! added to the list at the end of this file and of `conformance_records`.

use super::samples::{ACCOUNT, day, entry, import, line, scatter};
use super::sqlite_factory::SqliteFactory;
use chungtay_journal::{
    AppendBatch, Error, ImportRecord, ImportState, Journal, KeyStore, LineRun, Openings, Snapshot,
    StoredRun, Vault,
};
use chungtay_ledger::date::Moment;
use proptest::prelude::*;

/// The stores of one book.
pub trait Stores {
    fn journal(&mut self) -> &mut dyn Journal;
    fn vault(&mut self) -> &mut dyn Vault;
    fn keys(&mut self) -> &mut dyn KeyStore;
    fn openings(&mut self) -> &mut dyn Openings;
}

/// Makes a new empty book, and opens it as often as asked, one writer at a time.
pub trait Factory {
    fn new() -> Self;
    fn writer(&self) -> Box<dyn Stores>;
    fn reader(&self) -> Box<dyn Stores>;
}

pub fn entries(first: u64, count: u64) -> AppendBatch {
    let mut batch = AppendBatch::default();
    for sequence in first..first + count {
        batch.push(&entry(sequence)).unwrap();
    }
    batch
}

/// Reads everything from `from` on, `limit` at a time, and checks it against the samples.
fn check_from(journal: &dyn Journal, from: u64, size: u64, limit: u64) {
    let mut next = from;
    loop {
        let bundles = journal.read(next, limit).unwrap();
        let before = next;
        for bundle in &bundles {
            for (sequence, bytes) in bundle.entries() {
                assert_eq!(sequence, next);
                assert_eq!(bytes, entry(sequence), "entry {sequence}");
                next += 1;
            }
        }
        assert!(next >= size.min(before.saturating_add(limit)), "fewer entries than asked for");
        if next == before {
            break;
        }
    }
    assert_eq!(next, size.max(from));
}

fn a_new_journal_is_empty<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    let journal = stores.journal();
    assert_eq!(journal.size().unwrap(), 0);
    assert!(journal.read(0, 10).unwrap().is_empty());
    assert!(journal.read(1000, 10).unwrap().is_empty());
    assert_eq!(journal.entry(0).unwrap(), None);
    assert!(journal.imports().unwrap().is_empty());
    assert!(journal.line_runs(ACCOUNT, day()).unwrap().is_empty());
    assert_eq!(journal.snapshot("fold").unwrap(), None);
    assert_eq!(journal.append(0, &AppendBatch::default()).unwrap(), 0);
}

fn entries_come_back_across_every_boundary<F: Factory>() {
    let factory = F::new();
    let mut size = 0;
    for count in [1, 254, 1, 1, 255, 256, 257, 1, 512, 513, 254, 3, 1000] {
        let mut stores = factory.writer();
        let grown = stores.journal().append(size, &entries(size, count)).unwrap();
        assert_eq!(grown, size + count);
        size = grown;
        drop(stores);
        let mut reader = factory.reader();
        assert_eq!(reader.journal().size().unwrap(), size);
        for from in [0, 1, 255, 256, 257, size - 1, size, size + 1, size + 300] {
            check_from(reader.journal(), from, size, 1);
            check_from(reader.journal(), from, size, 300);
            check_from(reader.journal(), from, size, u64::MAX);
        }
    }
    let mut reader = factory.reader();
    for sequence in [0, 255, 256, 1000, size - 1] {
        assert_eq!(reader.journal().entry(sequence).unwrap(), Some(entry(sequence)));
    }
    assert_eq!(reader.journal().entry(size).unwrap(), None);
}

/// C2SP tlog-tiles, "Log Entries": a big-endian uint16 length before each entry.
fn a_full_bundle_has_the_published_form<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    stores.journal().append(0, &entries(0, 100)).unwrap();
    stores.journal().append(100, &entries(100, 200)).unwrap();
    let bundles = stores.journal().read(17, 256).unwrap();
    let mut expected = Vec::new();
    for sequence in 0..256 {
        let entry = entry(sequence);
        expected.push(u8::try_from(entry.len() / 256).unwrap());
        expected.push(u8::try_from(entry.len() % 256).unwrap());
        expected.extend(entry);
    }
    assert!(bundles[0].is_full());
    assert_eq!(bundles[0].bytes(), expected);
    assert_eq!(bundles[0].entries().next().unwrap(), (17, entry(17).as_slice()));
    assert_eq!((bundles[1].index(), bundles[1].entry_count()), (1, 44));
}

fn an_append_at_another_size_writes_nothing<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    let journal = stores.journal();
    journal.append(0, &entries(0, 300)).unwrap();
    for expected in [0, 299, 301] {
        let mut batch = entries(expected, 5);
        batch.imports.push(import(1));
        let error = journal.append(expected, &batch).unwrap_err();
        assert!(matches!(error, Error::SizeMismatch { actual: 300, .. }), "{error}");
    }
    assert_eq!(journal.size().unwrap(), 300);
    assert!(journal.imports().unwrap().is_empty());
}

fn a_batch_is_all_or_nothing<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    let journal = stores.journal();
    journal.append(0, &entries(0, 200)).unwrap();
    let mut batch = entries(200, 400);
    batch.imports.push(import(1));
    batch.line_runs.push(run(9, false, 200..201));
    let error = journal.append(200, &batch).unwrap_err();
    assert!(matches!(error, Error::UnknownImport { number: 9 }), "{error}");
    assert!(journal.imports().unwrap().is_empty());
    check_from(journal, 0, 200, 1000);
}

fn entries_of_any_length_to_65535<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    let mut batch = AppendBatch::default();
    let lengths = [0, 1, 65_535, 255, 256, 0];
    for length in lengths {
        batch.push(&vec![b'x'; length]).unwrap();
    }
    let error = batch.push(&vec![b'x'; 65_536]).unwrap_err();
    assert!(matches!(error, Error::EntryTooLong { length: 65_536 }), "{error}");
    assert_eq!(batch.entries().count(), 6);
    for round in 0..50 {
        stores.journal().append(round * 6, &batch).unwrap();
    }
    for sequence in 0..300 {
        let found = stores.journal().entry(sequence).unwrap().unwrap();
        assert_eq!(found.len(), lengths[usize::try_from(sequence % 6).unwrap()]);
    }
}

fn run(import: u64, whole_day: bool, lines: std::ops::Range<u64>) -> LineRun {
    let lines = lines.map(line).collect();
    LineRun { account: ACCOUNT.into(), day: day(), import, whole_day, lines }
}

fn line_runs_keep_the_order_of_the_file<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    let journal = stores.journal();
    let mut batch = entries(0, 0);
    batch.imports = vec![import(1), import(2)];
    batch.line_runs =
        vec![run(2, true, 5000..5003), run(1, false, 0..2500), run(1, false, 2500..2501)];
    batch.line_runs.push(LineRun { account: "other".into(), ..run(1, true, 7..9) });
    batch.line_runs.push(LineRun { day: day().next(), ..run(1, true, 9..12) });
    journal.append(0, &batch).unwrap();
    let mut more = entries(0, 0);
    more.line_runs = vec![run(1, true, 4000..4001), run(1, true, 2501..3600)];
    journal.append(0, &more).unwrap();
    let first = (0..2501).chain(4000..4001).chain(2501..3600).map(line).collect();
    let expected = vec![
        StoredRun { import: 1, whole_day: true, lines: first },
        StoredRun { import: 2, whole_day: true, lines: (5000..5003).map(line).collect() },
    ];
    drop(stores);
    let mut reader = factory.reader();
    assert_eq!(reader.journal().line_runs(ACCOUNT, day()).unwrap(), expected);
    assert_eq!(reader.journal().line_runs("other", day()).unwrap()[0].lines.len(), 2);
    assert!(reader.journal().line_runs(ACCOUNT, day().previous()).unwrap().is_empty());
}

/// A file with no line for a day it covers still says something about that day.
fn a_day_without_lines_is_seen<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    let mut batch = entries(0, 0);
    batch.imports.push(import(1));
    batch.line_runs.push(run(1, true, 0..0));
    stores.journal().append(0, &batch).unwrap();
    let expected = vec![StoredRun { import: 1, whole_day: true, lines: vec![] }];
    assert_eq!(stores.journal().line_runs(ACCOUNT, day()).unwrap(), expected);
}

fn the_register_keeps_the_last_word<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    let journal = stores.journal();
    journal.record_import(&import(1)).unwrap();
    let mut batch = entries(0, 3);
    batch.line_runs.push(run(1, false, 0..3));
    journal.append(0, &batch).unwrap();
    let finished = ImportRecord {
        state: ImportState::Finished,
        finished_at: Some(Moment(1_726_000_060)),
        rows_done: 3,
        lines_posted: 3,
        details: b"notes".to_vec(),
        ..import(1)
    };
    journal.record_import(&finished).unwrap();
    let seen = ImportRecord {
        state: ImportState::PostedNothing,
        file_sha256: finished.file_sha256,
        lines_known: 3,
        ..import(2)
    };
    journal.record_import(&seen).unwrap();
    journal.record_import(&ImportRecord { state: ImportState::Refused, ..import(3) }).unwrap();
    let register = journal.imports().unwrap();
    assert_eq!(register.len(), 3);
    assert_eq!(register[..2], [finished.clone(), seen.clone()]);
    assert_eq!(journal.imports_of_file(&finished.file_sha256).unwrap(), [finished, seen]);
    assert!(journal.imports_of_file(&[99; 32]).unwrap().is_empty());
}

fn the_last_snapshot_of_a_name_stands<F: Factory>() {
    let factory = F::new();
    let mut stores = factory.writer();
    let snapshot = |name: &str, size| Snapshot {
        name: name.into(),
        version: 3,
        size,
        bytes: vec![7; usize::try_from(size).unwrap()],
    };
    let journal = stores.journal();
    journal.put_snapshot(&snapshot("fold", 500_000)).unwrap();
    journal.put_snapshot(&snapshot("tree", 1)).unwrap();
    let mut batch = entries(0, 2);
    batch.snapshot = Some(snapshot("fold", 2));
    journal.append(0, &batch).unwrap();
    assert_eq!(journal.snapshot("fold").unwrap(), Some(snapshot("fold", 2)));
    assert_eq!(journal.snapshot("tree").unwrap(), Some(snapshot("tree", 1)));
}

fn any_cutting_into_batches_gives_the_same_journal<F: Factory>() {
    let config = ProptestConfig { cases: 12, failure_persistence: None, ..Default::default() };
    proptest!(config, |(seed in any::<u64>(), count in 1u64..9)| {
        let factory = F::new();
        let mut stores = factory.writer();
        let mut size = 0;
        for step in 0..count {
            let most = [3, 300, 1200][usize::try_from(scatter(seed ^ step) % 3).unwrap()];
            let added = scatter(seed.wrapping_add(step)) % most;
            size = stores.journal().append(size, &entries(size, added)).unwrap();
        }
        prop_assert_eq!(stores.journal().size().unwrap(), size);
        check_from(stores.journal(), 0, size, 700);
        check_from(stores.journal(), scatter(seed) % (size + 1), size, 5);
    });
}

/// Writes a test of each check for each backend.
macro_rules! conformance {
    ($factory:ident, $module:ident, $($check:ident),+ $(,)?) => {
        mod $module {
            $(#[test] fn $check() { super::$check::<super::$factory>(); })+
        }
    };
}
pub(super) use conformance;

conformance!(
    SqliteFactory,
    sqlite,
    a_new_journal_is_empty,
    entries_come_back_across_every_boundary,
    a_full_bundle_has_the_published_form,
    an_append_at_another_size_writes_nothing,
    a_batch_is_all_or_nothing,
    entries_of_any_length_to_65535,
    line_runs_keep_the_order_of_the_file,
    a_day_without_lines_is_seen,
    the_register_keeps_the_last_word,
    the_last_snapshot_of_a_name_stands,
    any_cutting_into_batches_gives_the_same_journal,
);
