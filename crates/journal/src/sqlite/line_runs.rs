//! Look-up keys of statement lines: ordered chunks per account, day and import.

use super::connection::Fault;
use crate::{Error, LineRun, StoredLine, StoredRun};
use chungtay_ledger::date::Date;
use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// Lines in one row.
const CHUNK_LINES: usize = 1024;

/// Bytes of a look-up key, and of a key with its sequence.
const KEY_BYTES: usize = 16;
const LINE_BYTES: usize = KEY_BYTES + 8;

/// Adds lines behind those the import brought for that account and day before.
pub(super) fn add(
    transaction: &Transaction<'_>,
    book: &str,
    run: &LineRun,
) -> std::result::Result<(), Fault> {
    let day = run.day.to_string();
    let known: Option<i64> = transaction
        .prepare_cached("SELECT 1 FROM import WHERE book_id = ?1 AND number = ?2")?
        .query_row(params![book, run.import], |row| row.get(0))
        .optional()?;
    if known.is_none() {
        return Err(Fault::Named(Error::UnknownImport { number: run.import }));
    }
    transaction
        .prepare_cached(
            "INSERT INTO line_day (book_id, account, day, import, whole_day)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET whole_day = excluded.whole_day",
        )?
        .execute(params![book, run.account, day, run.import, run.whole_day])?;
    let next: u64 = transaction
        .prepare_cached(
            "SELECT coalesce(max(chunk) + 1, 0) FROM line_run
             WHERE book_id = ?1 AND account = ?2 AND day = ?3 AND import = ?4",
        )?
        .query_row(params![book, run.account, day, run.import], |row| row.get(0))?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO line_run (book_id, account, day, import, chunk, first_sequence, keys)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    let mut keys = Vec::with_capacity(CHUNK_LINES.min(run.lines.len()) * LINE_BYTES);
    for (lines, chunk) in run.lines.chunks(CHUNK_LINES).zip(next..) {
        keys.clear();
        for line in lines {
            keys.extend_from_slice(&line.key);
            keys.extend_from_slice(&line.sequence.to_be_bytes());
        }
        let first = lines[0].sequence;
        insert.execute(params![book, run.account, day, run.import, chunk, first, keys])?;
    }
    Ok(())
}

/// The runs of an account and day, by import, each in the file's order.
pub(super) fn read(
    connection: &Connection,
    book: &str,
    account: &str,
    day: Date,
) -> std::result::Result<Vec<StoredRun>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT line_day.import, whole_day, keys FROM line_day
         LEFT JOIN line_run USING (book_id, account, day, import)
         WHERE book_id = ?1 AND account = ?2 AND day = ?3 ORDER BY line_day.import, chunk",
    )?;
    let mut rows = statement.query(params![book, account, day.to_string()])?;
    let mut runs: Vec<StoredRun> = Vec::new();
    while let Some(row) = rows.next()? {
        let import: u64 = row.get(0)?;
        if runs.last().is_none_or(|run| run.import != import) {
            runs.push(StoredRun { import, whole_day: row.get(1)?, lines: Vec::new() });
        }
        let keys = row.get_ref(2)?.as_blob_or_null().map_err(rusqlite::Error::from)?;
        if let (Some(run), Some(keys)) = (runs.last_mut(), keys) {
            run.lines.extend(lines_of(keys));
        }
    }
    Ok(runs)
}

/// The lines of one chunk.
fn lines_of(keys: &[u8]) -> impl Iterator<Item = StoredLine> {
    keys.chunks_exact(LINE_BYTES).filter_map(|line| {
        let (key, sequence) = line.split_at(KEY_BYTES);
        let sequence = u64::from_be_bytes(sequence.try_into().ok()?);
        Some(StoredLine { key: key.try_into().ok()?, sequence })
    })
}
