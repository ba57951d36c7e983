//! Records aligned with the journal's sequences, 256 to a row: what vault, keys and openings share.
//! A bundle not yet passed by keeps its records in `tail`, one row each; it is closed into one row when
//! its last slot is filled or a later bundle is written.

use super::connection::{Fault, Store};
use super::slots_form::{Form, SLOTS, Slots};
use crate::{BUNDLE_ENTRIES, Changes, RecordBatch, Result};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// A sequence and its record.
pub(super) type Record<'a> = (u64, &'a [u8]);

/// What may happen to a record that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It stays; other bytes are an error.
    Kept,
    /// It is replaced.
    Replaced,
}

/// One file of records.
#[derive(Debug)]
pub(super) struct SlotStore {
    pub(super) store: Store,
    pub(super) form: Form,
    pub(super) standing: Standing,
}

impl SlotStore {
    /// Stores records in rising order of sequence, in one transaction.
    pub(super) fn put(&mut self, records: &[Record<'_>]) -> Result<()> {
        let Some(&(last, _)) = records.last() else { return Ok(()) };
        let (form, standing) = (self.form, self.standing);
        self.store.write(|transaction, book| {
            let revision = next_revision(transaction, book)?;
            let mut writer = Writer { transaction, book, form, revision, buffer: Vec::new() };
            let last_index = last / BUNDLE_ENTRIES;
            for group in records.chunk_by(|a, b| a.0 / BUNDLE_ENTRIES == b.0 / BUNDLE_ENTRIES) {
                writer.put_group(group, last_index, standing)?;
            }
            writer.close_before(last_index)
        })
    }

    /// One record.
    pub(super) fn get(&self, sequence: u64) -> Result<Option<Vec<u8>>> {
        self.store.read(|connection, book| {
            let mut statement = connection
                .prepare_cached("SELECT bytes FROM tail WHERE book_id = ?1 AND sequence = ?2")?;
            let single: Option<Vec<u8>> =
                statement.query_row(params![book, sequence], |row| row.get(0)).optional()?;
            if single.is_some() {
                return Ok(single.filter(|record| !record.is_empty()));
            }
            let index = sequence / BUNDLE_ENTRIES;
            let Some(row) = closed_row(connection, book, index)? else { return Ok(None) };
            let record = decode(self.form, &row, index)?[place(sequence)];
            Ok((!record.is_empty()).then(|| record.to_vec()))
        })
    }

    /// The records of one bundle.
    pub(super) fn bundle(&self, index: u64) -> Result<RecordBatch> {
        self.store.read(|connection, book| {
            let row = closed_row(connection, book, index)?;
            let singles = tail_rows(connection, book, index)?;
            let slots = merged(self.form, row.as_deref(), &singles, index)?;
            let mut batch = RecordBatch::default();
            let (first, _) = range(index);
            for (record, sequence) in slots.iter().zip(first..).filter(|(slot, _)| !slot.is_empty())
            {
                batch.push(sequence, record).map_err(Fault::Named)?;
            }
            Ok(batch)
        })
    }

    /// Bundles written after a revision, and the revision now.
    pub(super) fn changes_since(&self, revision: u64) -> Result<Changes> {
        self.store.read(|connection, book| {
            let mut statement = connection.prepare_cached(
                "SELECT bundle_index FROM bundle WHERE book_id = ?1 AND revision > ?2
                 UNION SELECT sequence / 256 FROM tail WHERE book_id = ?1 AND revision > ?2
                 ORDER BY 1",
            )?;
            let rows = statement.query_map(params![book, revision], |row| row.get(0))?;
            let bundles = rows.collect::<rusqlite::Result<Vec<u64>>>()?;
            Ok(Changes { revision: current_revision(connection, book)?, bundles })
        })
    }

    /// True when anything was ever put.
    pub(super) fn was_used(&self) -> Result<bool> {
        self.store.read(|connection, book| Ok(current_revision(connection, book)? > 0))
    }

    /// Erases records and returns how many there were. The file's own remains are the caller's part.
    pub(super) fn erase(&mut self, sequences: &[u64]) -> Result<u64> {
        let form = self.form;
        let mut sequences = sequences.to_vec();
        sequences.sort_unstable();
        sequences.dedup();
        self.store.write(|transaction, book| {
            let revision = next_revision(transaction, book)?;
            let mut writer = Writer { transaction, book, form, revision, buffer: Vec::new() };
            let mut erased = 0;
            for group in sequences.chunk_by(|a, b| a / BUNDLE_ENTRIES == b / BUNDLE_ENTRIES) {
                erased += writer.erase_group(group)?;
            }
            Ok(erased)
        })
    }

    /// Removes records at or past `journal_size` and returns how many there were.
    pub(super) fn sweep(&mut self, journal_size: u64) -> Result<u64> {
        let form = self.form;
        self.store.write(|transaction, book| {
            let mut removed = sweep_tail(transaction, book, journal_size)?;
            removed += sweep_rows(transaction, book, form, journal_size.div_ceil(BUNDLE_ENTRIES))?;
            let index = journal_size / BUNDLE_ENTRIES;
            let (_, end) = range(index);
            let orphans: Vec<u64> = match closed_row(transaction, book, index)? {
                None => Vec::new(),
                Some(row) => {
                    let slots = decode(form, &row, index)?;
                    (journal_size..end).filter(|&at| !slots[place(at)].is_empty()).collect()
                }
            };
            if !orphans.is_empty() {
                let revision = next_revision(transaction, book)?;
                let mut writer = Writer { transaction, book, form, revision, buffer: Vec::new() };
                removed += writer.erase_group(&orphans)?;
            }
            Ok(removed)
        })
    }
}

/// Writes the bundles of one transaction.
struct Writer<'a> {
    transaction: &'a Transaction<'a>,
    book: &'a str,
    form: Form,
    revision: u64,
    buffer: Vec<u8>,
}

impl Writer<'_> {
    /// Stores the records of one bundle.
    fn put_group(
        &mut self,
        group: &[Record<'_>],
        last_index: u64,
        standing: Standing,
    ) -> std::result::Result<(), Fault> {
        let index = group[0].0 / BUNDLE_ENTRIES;
        let row = closed_row(self.transaction, self.book, index)?;
        let singles = tail_rows(self.transaction, self.book, index)?;
        let mut slots = merged(self.form, row.as_deref(), &singles, index)?;
        for &(sequence, record) in group {
            let slot = &mut slots[place(sequence)];
            if standing == Standing::Kept && !slot.is_empty() && *slot != record {
                return Err(Fault::RecordStands(sequence));
            }
            *slot = record;
        }
        let filled = group.last().is_some_and(|&(sequence, _)| place(sequence) == SLOTS - 1);
        if row.is_some() || filled || index < last_index {
            return self.close(index, &slots, !singles.is_empty());
        }
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO tail (book_id, sequence, revision, bytes) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET revision = excluded.revision, bytes = excluded.bytes",
        )?;
        for &(sequence, record) in group {
            statement.execute(params![self.book, sequence, self.revision, record])?;
        }
        Ok(())
    }

    /// Writes a bundle as one row, in place of its single rows.
    fn close(
        &mut self,
        index: u64,
        slots: &Slots<'_>,
        has_singles: bool,
    ) -> std::result::Result<(), Fault> {
        self.form.encode(slots, &mut self.buffer);
        self.transaction
            .prepare_cached(
                "INSERT INTO bundle (book_id, bundle_index, revision, bytes) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET revision = excluded.revision, bytes = excluded.bytes",
            )?
            .execute(params![self.book, index, self.revision, self.buffer])?;
        if has_singles {
            let (first, end) = range(index);
            self.transaction
                .prepare_cached(
                    "DELETE FROM tail WHERE book_id = ?1 AND sequence >= ?2 AND sequence < ?3",
                )?
                .execute(params![self.book, first, end])?;
        }
        Ok(())
    }

    /// Closes the bundles before `index` that still lie in single rows.
    fn close_before(&mut self, index: u64) -> std::result::Result<(), Fault> {
        loop {
            let first: Option<u64> = self
                .transaction
                .prepare_cached("SELECT min(sequence) FROM tail WHERE book_id = ?1")?
                .query_row([self.book], |row| row.get(0))?;
            let Some(open) = first.map(|first| first / BUNDLE_ENTRIES).filter(|&open| open < index)
            else {
                return Ok(());
            };
            let singles = tail_rows(self.transaction, self.book, open)?;
            let slots = merged(self.form, None, &singles, open)?;
            self.close(open, &slots, true)?;
        }
    }

    /// Empties slots of one bundle; returns how many were not empty.
    fn erase_group(&mut self, group: &[u64]) -> std::result::Result<u64, Fault> {
        let index = group[0] / BUNDLE_ENTRIES;
        let Some(row) = closed_row(self.transaction, self.book, index)? else {
            return self.erase_singles(group);
        };
        let mut slots = decode(self.form, &row, index)?;
        let mut erased = 0;
        for &sequence in group {
            erased += u64::from(!slots[place(sequence)].is_empty());
            slots[place(sequence)] = &[];
        }
        if erased > 0 {
            self.close(index, &slots, false)?;
        }
        Ok(erased)
    }

    fn erase_singles(&mut self, group: &[u64]) -> std::result::Result<u64, Fault> {
        let mut statement = self.transaction.prepare_cached(
            "UPDATE tail SET bytes = x'', revision = ?3
             WHERE book_id = ?1 AND sequence = ?2 AND length(bytes) > 0",
        )?;
        let mut erased = 0;
        for sequence in group {
            erased += statement.execute(params![self.book, sequence, self.revision])? as u64;
        }
        Ok(erased)
    }
}

/// A record's slot in its bundle.
fn place(sequence: u64) -> usize {
    usize::try_from(sequence % BUNDLE_ENTRIES).unwrap_or_default()
}

/// The sequences of a bundle.
fn range(index: u64) -> (u64, u64) {
    (index.saturating_mul(BUNDLE_ENTRIES), index.saturating_add(1).saturating_mul(BUNDLE_ENTRIES))
}

/// The bytes of a bundle that was closed into one row.
fn closed_row(
    connection: &Connection,
    book: &str,
    index: u64,
) -> std::result::Result<Option<Vec<u8>>, Fault> {
    let mut statement = connection
        .prepare_cached("SELECT bytes FROM bundle WHERE book_id = ?1 AND bundle_index = ?2")?;
    Ok(statement.query_row(params![book, index], |row| row.get(0)).optional()?)
}

/// The single rows of a bundle.
fn tail_rows(
    connection: &Connection,
    book: &str,
    index: u64,
) -> std::result::Result<Vec<(u64, Vec<u8>)>, Fault> {
    let (first, end) = range(index);
    let mut statement = connection.prepare_cached(
        "SELECT sequence, bytes FROM tail WHERE book_id = ?1 AND sequence >= ?2 AND sequence < ?3",
    )?;
    let rows = statement
        .query_map(params![book, first, end], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

fn decode(form: Form, row: &[u8], index: u64) -> std::result::Result<Slots<'_>, Fault> {
    form.decode(row).ok_or_else(|| Fault::Damaged(format!("bundle {index} is not 256 whole slots")))
}

/// The slots of a bundle from its closed row and its single rows.
fn merged<'a>(
    form: Form,
    row: Option<&'a [u8]>,
    singles: &'a [(u64, Vec<u8>)],
    index: u64,
) -> std::result::Result<Slots<'a>, Fault> {
    let mut slots: Slots<'a> = match row {
        Some(row) => decode(form, row, index)?,
        None => [&[]; SLOTS],
    };
    for (sequence, record) in singles {
        slots[place(*sequence)] = record;
    }
    Ok(slots)
}

fn sweep_tail(
    transaction: &Transaction<'_>,
    book: &str,
    journal_size: u64,
) -> std::result::Result<u64, Fault> {
    let count: u64 = transaction
        .prepare_cached(
            "SELECT count(*) FROM tail WHERE book_id = ?1 AND sequence >= ?2 AND length(bytes) > 0",
        )?
        .query_row(params![book, journal_size], |row| row.get(0))?;
    transaction
        .prepare_cached("DELETE FROM tail WHERE book_id = ?1 AND sequence >= ?2")?
        .execute(params![book, journal_size])?;
    Ok(count)
}

/// Removes whole rows from `first_index` on; returns how many records lay in them.
fn sweep_rows(
    transaction: &Transaction<'_>,
    book: &str,
    form: Form,
    first_index: u64,
) -> std::result::Result<u64, Fault> {
    let mut count = 0;
    let mut statement = transaction.prepare_cached(
        "SELECT bundle_index, bytes FROM bundle WHERE book_id = ?1 AND bundle_index >= ?2",
    )?;
    let mut rows = statement.query(params![book, first_index])?;
    while let Some(row) = rows.next()? {
        let (index, bytes): (u64, Vec<u8>) = (row.get(0)?, row.get(1)?);
        count += decode(form, &bytes, index)?.iter().filter(|slot| !slot.is_empty()).count() as u64;
    }
    drop(rows);
    transaction
        .prepare_cached("DELETE FROM bundle WHERE book_id = ?1 AND bundle_index >= ?2")?
        .execute(params![book, first_index])?;
    Ok(count)
}

fn next_revision(transaction: &Transaction<'_>, book: &str) -> std::result::Result<u64, Fault> {
    let mut statement = transaction.prepare_cached(
        "UPDATE book SET revision = revision + 1 WHERE book_id = ?1 RETURNING revision",
    )?;
    Ok(statement.query_row([book], |row| row.get(0))?)
}

fn current_revision(connection: &Connection, book: &str) -> std::result::Result<u64, Fault> {
    let mut statement =
        connection.prepare_cached("SELECT revision FROM book WHERE book_id = ?1")?;
    Ok(statement.query_row([book], |row| row.get(0))?)
}
