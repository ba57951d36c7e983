//! The journal in `SQLite`: full bundles as one row each, the unfinished bundle one row per entry.

use super::connection::{Access, Fault, Gate, Store};
use super::schema::JOURNAL;
use super::{line_runs, register, withheld};
use crate::bundle::{length_of_entries, push_entry};
use crate::{
    AppendBatch, BUNDLE_ENTRIES, Bundle, Error, ImportRecord, Journal, Result, Snapshot, StoredRun,
    Withheld,
};
use chungtay_ledger::date::Date;
use rusqlite::{Connection, Transaction, params};
use std::path::Path;

/// A book's entries in `DIR/journal.sqlite`.
#[derive(Debug)]
pub struct SqliteJournal {
    store: Store,
}

impl SqliteJournal {
    /// Opens the journal alone, for reading.
    pub fn open_reader(directory: &Path) -> Result<Self> {
        Self::open(directory, Access::Read, &Gate::default())
    }

    pub(crate) fn open(directory: &Path, access: Access, gate: &Gate) -> Result<Self> {
        Ok(Self { store: Store::open(directory, &JOURNAL, access, gate, None)? })
    }

    /// The book these entries belong to.
    #[must_use]
    pub fn book_id(&self) -> &str {
        self.store.book_id()
    }

    /// Rewrites the file without the remains of what was written over.
    pub fn scrub(&mut self) -> Result<()> {
        self.store.vacuum()?;
        self.store.flush_erased()
    }

    pub(crate) fn flush(&self) -> Result<bool> {
        self.store.flush()
    }
}

impl Journal for SqliteJournal {
    fn size(&self) -> Result<u64> {
        self.store.read(size)
    }

    fn append(&mut self, expected_size: u64, batch: &AppendBatch) -> Result<u64> {
        self.store.write(|transaction, book| {
            let actual = size(transaction, book)?;
            if actual != expected_size {
                return Err(Fault::Named(Error::SizeMismatch { expected: expected_size, actual }));
            }
            append_entries(transaction, book, actual, batch)?;
            for import in &batch.imports {
                register::record_import(transaction, book, import)?;
            }
            for run in &batch.line_runs {
                line_runs::add(transaction, book, run)?;
            }
            if let Some(snapshot) = &batch.snapshot {
                register::put_snapshot(transaction, book, snapshot)?;
            }
            Ok(actual + batch.entry_count())
        })
    }

    fn read(&self, from: u64, limit_entries: u64) -> Result<Vec<Bundle>> {
        self.store.read(|connection, book| {
            let wanted = (from % BUNDLE_ENTRIES).saturating_add(limit_entries);
            let wanted = wanted.div_ceil(BUNDLE_ENTRIES);
            let first = from / BUNDLE_ENTRIES;
            let mut bundles = full_bundles(connection, book, first, wanted)?;
            if (bundles.len() as u64) < wanted {
                bundles.extend(unfinished_bundle(connection, book, first + bundles.len() as u64)?);
            }
            skip_to(&mut bundles, from);
            Ok(bundles)
        })
    }

    fn entry(&self, sequence: u64) -> Result<Option<Vec<u8>>> {
        let bundles = self.read(sequence, 1)?;
        let found = bundles.first().and_then(|bundle| bundle.entries().next());
        Ok(found.map(|(_, entry)| entry.to_vec()))
    }

    fn line_runs(&self, account: &str, day: Date) -> Result<Vec<StoredRun>> {
        self.store.read(|connection, book| line_runs::read(connection, book, account, day))
    }

    fn imports(&self) -> Result<Vec<ImportRecord>> {
        self.store.read(|connection, book| register::imports(connection, book, None))
    }

    fn imports_of_file(&self, file_sha256: &[u8; 32]) -> Result<Vec<ImportRecord>> {
        self.store.read(|connection, book| register::imports(connection, book, Some(file_sha256)))
    }

    fn record_import(&mut self, import: &ImportRecord) -> Result<()> {
        self.store.write(|transaction, book| register::record_import(transaction, book, import))
    }

    fn put_snapshot(&mut self, snapshot: &Snapshot) -> Result<()> {
        self.store.write(|transaction, book| register::put_snapshot(transaction, book, snapshot))
    }

    fn snapshot(&self, name: &str) -> Result<Option<Snapshot>> {
        self.store.read(|connection, book| register::snapshot(connection, book, name))
    }

    fn withheld(&self) -> Result<Vec<Withheld>> {
        self.store.read(withheld::all)
    }

    fn withhold(&mut self, entry: &Withheld) -> Result<()> {
        self.store.write(|transaction, book| withheld::withhold(transaction, book, entry))?;
        // Rows that moved inside the file left copies behind; so did snapshots of the state.
        self.scrub()
    }
}

/// The size follows from the rows, so it can never disagree with them.
pub(super) fn size(connection: &Connection, book: &str) -> std::result::Result<u64, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT (SELECT max(sequence) + 1 FROM tail WHERE book_id = ?1),
                (SELECT (max(bundle_index) + 1) * 256 FROM bundle WHERE book_id = ?1)",
    )?;
    let (tail, full): (Option<u64>, Option<u64>) =
        statement.query_row([book], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(tail.or(full).unwrap_or(0))
}

/// Writes entries: whole bundles straight from the batch's buffer, the rest one row each.
fn append_entries(
    transaction: &Transaction<'_>,
    book: &str,
    size: u64,
    batch: &AppendBatch,
) -> std::result::Result<(), Fault> {
    let mut rest = batch.bytes();
    let mut left = batch.entry_count();
    let mut sequence = size;
    let mut insert = transaction
        .prepare_cached("INSERT INTO bundle (book_id, bundle_index, bytes) VALUES (?1, ?2, ?3)")?;
    loop {
        let missing = BUNDLE_ENTRIES - sequence % BUNDLE_ENTRIES;
        if left < missing {
            break;
        }
        let length = length_of_entries(rest, missing).unwrap_or(rest.len());
        let (whole, after) = rest.split_at(length);
        let index = sequence / BUNDLE_ENTRIES;
        if missing == BUNDLE_ENTRIES {
            insert.execute(params![book, index, whole])?;
        } else {
            let bytes = close_unfinished_bundle(transaction, book, whole)?;
            insert.execute(params![book, index, bytes])?;
        }
        rest = after;
        sequence += missing;
        left -= missing;
    }
    let mut insert = transaction
        .prepare_cached("INSERT INTO tail (book_id, sequence, bytes) VALUES (?1, ?2, ?3)")?;
    for (entry, sequence) in (crate::bundle::EntryIterator { rest }).zip(sequence..) {
        insert.execute(params![book, sequence, entry])?;
    }
    Ok(())
}

/// Takes the rows of the unfinished bundle away and returns them with `added` behind.
fn close_unfinished_bundle(
    transaction: &Transaction<'_>,
    book: &str,
    added: &[u8],
) -> std::result::Result<Vec<u8>, Fault> {
    let (_, mut bytes) = unfinished_bytes(transaction, book)?;
    bytes.extend_from_slice(added);
    transaction.prepare_cached("DELETE FROM tail WHERE book_id = ?1")?.execute([book])?;
    Ok(bytes)
}

/// The first sequence of the unfinished bundle's rows, and all of them in bundle form.
fn unfinished_bytes(
    connection: &Connection,
    book: &str,
) -> std::result::Result<(Option<u64>, Vec<u8>), Fault> {
    let mut statement = connection
        .prepare_cached("SELECT sequence, bytes FROM tail WHERE book_id = ?1 ORDER BY sequence")?;
    let mut rows = statement.query([book])?;
    let mut bytes = Vec::new();
    let mut first = None;
    let mut next = None;
    while let Some(row) = rows.next()? {
        let sequence: u64 = row.get(0)?;
        if next.is_some_and(|next| next != sequence)
            || !push_entry(&mut bytes, row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)
        {
            return Err(Fault::Damaged(format!("no entry before entry {sequence}")));
        }
        first = first.or(Some(sequence));
        next = Some(sequence + 1);
    }
    Ok((first, bytes))
}

fn full_bundles(
    connection: &Connection,
    book: &str,
    first: u64,
    count: u64,
) -> std::result::Result<Vec<Bundle>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT bundle_index, bytes FROM bundle
         WHERE book_id = ?1 AND bundle_index >= ?2 ORDER BY bundle_index LIMIT ?3",
    )?;
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let first = i64::try_from(first).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![book, first, count])?;
    let mut bundles: Vec<Bundle> = Vec::new();
    while let Some(row) = rows.next()? {
        let (index, bytes): (u64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let expected = first.unsigned_abs() + bundles.len() as u64;
        let bundle = Bundle::from_bytes(index, bytes)
            .filter(|bundle| bundle.is_full() && index == expected)
            .ok_or_else(|| Fault::Damaged(format!("bundle {expected} is missing or not whole")))?;
        bundles.push(bundle);
    }
    Ok(bundles)
}

/// The unfinished bundle, when it is the one of that index and has entries.
fn unfinished_bundle(
    connection: &Connection,
    book: &str,
    index: u64,
) -> std::result::Result<Option<Bundle>, Fault> {
    let (first, bytes) = unfinished_bytes(connection, book)?;
    let Some(first) = first else { return Ok(None) };
    if !first.is_multiple_of(BUNDLE_ENTRIES) {
        return Err(Fault::Damaged(format!("no entry before entry {first}")));
    }
    if first / BUNDLE_ENTRIES != index {
        return Ok(None);
    }
    Bundle::from_bytes(index, bytes)
        .map(Some)
        .ok_or_else(|| Fault::Damaged("over 256 entries outside the bundles".into()))
}

/// Makes the first bundle begin at `from`, and drops it when it ends before.
fn skip_to(bundles: &mut Vec<Bundle>, from: u64) {
    let Some(bundle) = bundles.first_mut() else { return };
    let skipped = usize::try_from(from - bundle.index() * BUNDLE_ENTRIES).unwrap_or(usize::MAX);
    if skipped >= bundle.entry_count() {
        bundles.remove(0);
    } else {
        bundle.skip_first(skipped);
    }
}
