//! The register of imports and the snapshots, row by row.

use super::connection::Fault;
use crate::{ImportRecord, ImportState, Snapshot};
use chungtay_ledger::date::Moment;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Each state and the word that stands for it.
const STATES: [(ImportState, &str); 4] = [
    (ImportState::Running, "running"),
    (ImportState::Finished, "finished"),
    (ImportState::PostedNothing, "posted nothing"),
    (ImportState::Refused, "refused"),
];

pub(super) fn record_import(
    connection: &Connection,
    book: &str,
    import: &ImportRecord,
) -> std::result::Result<(), Fault> {
    // An upsert and not REPLACE: other rows name this one.
    let mut statement = connection.prepare_cached(
        "INSERT INTO import (book_id, number, file_sha256, file_name, account, fund, state,
             started_at, finished_at, first_sequence, rows_done, lines_posted, lines_known,
             rows_quarantined, details)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
         ON CONFLICT DO UPDATE SET file_sha256 = excluded.file_sha256,
             file_name = excluded.file_name, account = excluded.account, fund = excluded.fund,
             state = excluded.state, started_at = excluded.started_at,
             finished_at = excluded.finished_at, first_sequence = excluded.first_sequence,
             rows_done = excluded.rows_done, lines_posted = excluded.lines_posted,
             lines_known = excluded.lines_known, rows_quarantined = excluded.rows_quarantined,
             details = excluded.details",
    )?;
    statement.execute(params![
        book,
        import.number,
        import.file_sha256,
        import.file_name,
        import.account,
        import.fund,
        word(import.state),
        import.started_at.0,
        import.finished_at.map(|moment| moment.0),
        import.first_sequence,
        import.rows_done,
        import.lines_posted,
        import.lines_known,
        import.rows_quarantined,
        import.details,
    ])?;
    Ok(())
}

/// The register by number, whole or of one file.
pub(super) fn imports(
    connection: &Connection,
    book: &str,
    file_sha256: Option<&[u8; 32]>,
) -> std::result::Result<Vec<ImportRecord>, Fault> {
    let of_file = if file_sha256.is_some() { "AND file_sha256 = ?2" } else { "AND ?2 IS NULL" };
    let mut statement = connection.prepare_cached(&format!(
        "SELECT number, file_sha256, file_name, account, fund, state, started_at, finished_at,
             first_sequence, rows_done, lines_posted, lines_known, rows_quarantined, details
         FROM import WHERE book_id = ?1 {of_file} ORDER BY number"
    ))?;
    let rows = statement.query_map(params![book, file_sha256], import_of)?;
    rows.map(|row| row.map_err(Fault::from)).collect()
}

fn import_of(row: &Row<'_>) -> rusqlite::Result<ImportRecord> {
    Ok(ImportRecord {
        number: row.get(0)?,
        file_sha256: row.get(1)?,
        file_name: row.get(2)?,
        account: row.get(3)?,
        fund: row.get(4)?,
        state: state(&row.get::<_, String>(5)?)?,
        started_at: Moment(row.get(6)?),
        finished_at: row.get::<_, Option<i64>>(7)?.map(Moment),
        first_sequence: row.get(8)?,
        rows_done: row.get(9)?,
        lines_posted: row.get(10)?,
        lines_known: row.get(11)?,
        rows_quarantined: row.get(12)?,
        details: row.get(13)?,
    })
}

fn word(state: ImportState) -> &'static str {
    STATES.iter().find(|(known, _)| *known == state).map_or("", |(_, word)| word)
}

fn state(word: &str) -> rusqlite::Result<ImportState> {
    STATES.iter().find(|(_, known)| *known == word).map(|(state, _)| *state).ok_or_else(|| {
        let problem = format!("no such state of an import: {word}");
        rusqlite::Error::FromSqlConversionFailure(5, Type::Text, problem.into())
    })
}

pub(super) fn put_snapshot(
    connection: &Connection,
    book: &str,
    snapshot: &Snapshot,
) -> std::result::Result<(), Fault> {
    let mut statement = connection.prepare_cached(
        "INSERT OR REPLACE INTO snapshot (book_id, name, version, size, bytes)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let Snapshot { name, version, size, bytes } = snapshot;
    statement.execute(params![book, name, version, size, bytes])?;
    Ok(())
}

pub(super) fn snapshot(
    connection: &Connection,
    book: &str,
    name: &str,
) -> std::result::Result<Option<Snapshot>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT version, size, bytes FROM snapshot WHERE book_id = ?1 AND name = ?2",
    )?;
    let found = statement.query_row([book, name], |row| {
        let name = name.to_owned();
        Ok(Snapshot { name, version: row.get(0)?, size: row.get(1)?, bytes: row.get(2)? })
    });
    Ok(found.optional()?)
}
