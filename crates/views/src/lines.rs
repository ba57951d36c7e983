//! Writes statement lines: the table and the search index, segment by segment.

use crate::ViewsError;
use crate::text::{BundleText, LineText};
use chungtay_journal::BUNDLE_ENTRIES;
use chungtay_ledger::date::Date;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;
use chungtay_search::{SearchedLine, SegmentWriter, index_segments, written_segments};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Lines on their way into one transaction.
pub(crate) struct LineWriter<'a> {
    connection: &'a Connection,
    book: &'a str,
}

impl<'a> LineWriter<'a> {
    /// Into the tables of a book.
    pub(crate) fn new(connection: &'a Connection, book: &'a str) -> Self {
        Self { connection, book }
    }

    /// Adds the line of an entry: its import and its row there.
    pub(crate) fn push(
        &self,
        sequence: u64,
        entry: &Entry,
        (import, row): (u32, u32),
        text: &LineText,
    ) -> Result<(), ViewsError> {
        let (Some(posting), Some(opposite)) = (entry.postings.first(), entry.postings.get(1))
        else {
            return Ok(());
        };
        let (account, fund, amount) = (posting.account, posting.fund, posting.amount);
        self.connection
            .prepare_cached(
                "INSERT INTO line (book_id, sequence, import, row, account, fund, opposite, day,
                                   amount, document, memo)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute(params![
                self.book,
                sequence,
                import,
                row,
                account.as_str(),
                fund.as_str(),
                opposite.account.as_str(),
                entry.occurred_on.to_string(),
                amount.0,
                text.document,
                text.memo
            ])?;
        Ok(())
    }

    /// Writes the segments of the search index that a log of `size` entries has and that are not there yet.
    pub(crate) fn finish(&self, size: u64) -> Result<(), ViewsError> {
        let written = written_segments(self.connection, self.book)?;
        for (first, end) in index_segments(size) {
            if !written.contains(&(first, end)) {
                write_segment(self.connection, self.book, first, end)?;
            }
        }
        Ok(())
    }
}

/// Writes a segment of the search index from the table of lines.
fn write_segment(
    connection: &Connection,
    book: &str,
    first: u64,
    end: u64,
) -> Result<(), ViewsError> {
    let mut statement = connection.prepare_cached(
        "SELECT sequence, account, fund, day, amount, memo, document, import, row FROM line
         WHERE book_id = ?1 AND sequence >= ?2 AND sequence < ?3 ORDER BY sequence",
    )?;
    let mut rows = statement.query(params![book, first, end])?;
    let mut writer = SegmentWriter::new(first, end);
    while let Some(row) = rows.next()? {
        let text =
            |column: usize| row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from);
        let (Some(account), Some(fund), Some(day)) = (
            text(1)?.and_then(AccountId::new),
            text(2)?.and_then(FundId::new),
            text(3)?.and_then(Date::parse_iso),
        ) else {
            continue;
        };
        writer.push(&SearchedLine {
            sequence: row.get(0)?,
            import: row.get(7)?,
            row: row.get(8)?,
            account,
            fund,
            day,
            amount: Dong(row.get(4)?),
            memo: text(5)?,
            document: text(6)?,
        });
    }
    Ok(writer.write(connection, book)?)
}

/// Brings the text of changed bundles of openings up to date, and the segments of the search index it stands in.
/// Returns whether any text was taken away or replaced.
pub(crate) fn refresh_text(
    connection: &Connection,
    book: &str,
    size: u64,
    bundles: &[u64],
    text: &mut BundleText<'_>,
) -> Result<bool, ViewsError> {
    let segments = written_segments(connection, book)?;
    let mut stale: BTreeSet<(u64, u64)> = BTreeSet::new();
    let mut removed = false;
    let mut update = connection.prepare_cached(
        "UPDATE line SET document = ?3, memo = ?4 WHERE book_id = ?1 AND sequence = ?2",
    )?;
    for index in bundles.iter().copied().filter(|index| index * BUNDLE_ENTRIES < size) {
        for (sequence, old) in stored_text(connection, book, index)? {
            let new = text.line(sequence)?;
            if new != old {
                update.execute(params![book, sequence, new.document, new.memo])?;
                let at = segments.partition_point(|(first, _)| *first <= sequence);
                stale.extend(at.checked_sub(1).and_then(|at| segments.get(at)));
                removed |= old != LineText::default();
            }
        }
    }
    for (first, end) in stale {
        write_segment(connection, book, first, end)?;
    }
    Ok(removed)
}

fn stored_text(
    connection: &Connection,
    book: &str,
    bundle: u64,
) -> Result<Vec<(u64, LineText)>, ViewsError> {
    let mut statement = connection.prepare_cached(
        "SELECT sequence, document, memo FROM line
         WHERE book_id = ?1 AND sequence >= ?2 AND sequence < ?3 ORDER BY sequence",
    )?;
    let first = bundle * BUNDLE_ENTRIES;
    let rows = statement.query_map(params![book, first, first + BUNDLE_ENTRIES], |row| {
        Ok((row.get(0)?, LineText { document: row.get(1)?, memo: row.get(2)? }))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
