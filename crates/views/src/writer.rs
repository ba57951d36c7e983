//! Keeps the tables up with a journal and its openings, in whole transactions. Several processes may do
//! it at once: each looks at what is stored after it holds the database, and goes on from there.

use crate::ViewsError;
use crate::fold::decoded;
use crate::lines::{LineWriter, refresh_text};
use crate::others::OtherWriter;
use crate::schema;
use crate::text::BundleText;
use chungtay_journal::{Journal, Openings};
use chungtay_search::BLOCK_ENTRIES;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Entries in one transaction: whole segments of the search index, so that none is written twice.
const STRIDE: u64 = 8 * BLOCK_ENTRIES;

/// How far the read models are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Entries read.
    pub size: u64,
    /// The openings' revision.
    pub openings_revision: u64,
}

/// The read models of a book, open for writing.
#[derive(Debug)]
pub struct Views {
    connection: Connection,
    directory: PathBuf,
    book: String,
}

impl Views {
    /// Opens `DIR/views.sqlite`, or makes it.
    pub fn open(directory: &Path, book_id: &str) -> Result<Self, ViewsError> {
        let connection = schema::open_writer(directory)?;
        Ok(Self { connection, directory: directory.to_path_buf(), book: book_id.to_owned() })
    }

    /// Builds everything anew. Readers of the old tables see the new ones as they grow.
    pub fn rebuild(
        directory: &Path,
        book_id: &str,
        journal: &dyn Journal,
        openings: &dyn Openings,
    ) -> Result<Self, ViewsError> {
        let emptied = Self::open(directory, book_id).and_then(|views| {
            schema::empty(&views.connection)?;
            Ok(views)
        });
        let mut views = if let Ok(views) = emptied {
            views
        } else {
            schema::remove(directory)?;
            Self::open(directory, book_id)?
        };
        views.catch_up(journal, openings)?;
        Ok(views)
    }

    /// The folder.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// How far they are.
    pub fn progress(&self) -> Result<Progress, ViewsError> {
        progress(&self.connection, &self.book)
    }

    /// Reads what the journal and the openings hold beyond the read models.
    pub fn catch_up(
        &mut self,
        journal: &dyn Journal,
        openings: &dyn Openings,
    ) -> Result<Progress, ViewsError> {
        // In this order: openings are durable before the entries they belong to.
        let target = journal.size()?;
        let before = self.progress()?;
        if before.size > target {
            return Err(ViewsError::JournalShorter { views: before.size, journal: target });
        }
        let changes = openings.changes_since(before.openings_revision)?;
        if before.size == target && changes.revision == before.openings_revision {
            return Ok(before);
        }
        let changed = |revision| openings.changes_since(revision);
        self.refresh(changes.revision, openings, changed)?;
        loop {
            let done = self.advance(target, journal, openings)?;
            if done.size >= target {
                return Ok(done);
            }
        }
    }

    /// Brings opened text up to date with a revision.
    fn refresh(
        &mut self,
        revision: u64,
        openings: &dyn Openings,
        changed: impl Fn(u64) -> chungtay_journal::Result<chungtay_journal::Changes>,
    ) -> Result<(), ViewsError> {
        let book = self.book.clone();
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let stored = progress(&transaction, &book)?;
        if stored.openings_revision >= revision {
            return Ok(());
        }
        let bundles = changed(stored.openings_revision)?.bundles;
        let mut text = BundleText::new(openings);
        let removed = refresh_text(&transaction, &book, stored.size, &bundles, &mut text)?;
        put_progress(&transaction, &book, Progress { openings_revision: revision, ..stored })?;
        transaction.commit()?;
        if removed {
            // What was erased must not stay behind in the write-ahead file.
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        }
        Ok(())
    }

    /// Reads the next entries in one transaction.
    fn advance(
        &mut self,
        target: u64,
        journal: &dyn Journal,
        openings: &dyn Openings,
    ) -> Result<Progress, ViewsError> {
        let book = self.book.clone();
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let stored = progress(&transaction, &book)?;
        if stored.size >= target {
            return Ok(stored);
        }
        let until = ((stored.size / STRIDE + 1) * STRIDE).min(target);
        let lines = LineWriter::new(&transaction, &book);
        let others = OtherWriter { connection: &transaction, book: &book };
        let mut text = BundleText::new(openings);
        let bundles = journal.read(stored.size, until - stored.size)?;
        let entries = bundles.iter().flat_map(chungtay_journal::Bundle::entries);
        for (sequence, bytes) in entries.take_while(|(sequence, _)| *sequence < until) {
            let entry = decoded(journal, sequence, bytes)?;
            if let Some(place) = entry.body.as_line() {
                lines.push(sequence, &entry, place, &text.line(sequence)?)?;
            } else {
                others.push(sequence, &entry)?;
            }
        }
        lines.finish(until)?;
        let done = Progress { size: until, ..stored };
        put_progress(&transaction, &book, done)?;
        transaction.commit()?;
        Ok(done)
    }

    /// Rewrites the file without the remains of text that was taken away or replaced.
    pub fn scrub(&mut self) -> Result<(), ViewsError> {
        self.connection.pragma_update(None, "temp_store", "MEMORY")?;
        self.connection.execute_batch("VACUUM")?;
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }

    /// Every row of every table as text, in order: equal for equal read models.
    pub fn dump(&self) -> Result<String, ViewsError> {
        let mut out = String::new();
        for (table, order) in schema::DUMPED {
            let sql = format!("SELECT * FROM {table} ORDER BY {order}");
            let mut statement = self.connection.prepare(&sql)?;
            let columns = statement.column_count();
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                out.push_str(table);
                for column in 0..columns {
                    out.push('|');
                    put_value(row.get_ref(column)?, &mut out);
                }
                out.push('\n');
            }
        }
        Ok(out)
    }
}

/// A value as text: blobs in hexadecimal.
fn put_value(value: ValueRef<'_>, out: &mut String) {
    let _ = match value {
        ValueRef::Null => write!(out, "NULL"),
        ValueRef::Integer(number) => write!(out, "{number}"),
        ValueRef::Real(number) => write!(out, "{number}"),
        ValueRef::Text(text) => write!(out, "{:?}", String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => bytes.iter().try_for_each(|byte| write!(out, "{byte:02x}")),
    };
}

pub(crate) fn progress(connection: &Connection, book: &str) -> Result<Progress, ViewsError> {
    let found = connection
        .prepare_cached("SELECT size, openings_revision FROM progress WHERE book_id = ?1")?
        .query_row([book], |row| Ok(Progress { size: row.get(0)?, openings_revision: row.get(1)? }))
        .optional()?;
    Ok(found.unwrap_or_default())
}

fn put_progress(connection: &Connection, book: &str, progress: Progress) -> Result<(), ViewsError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO progress (book_id, size, openings_revision)
             VALUES (?1, ?2, ?3)",
        )?
        .execute(params![book, progress.size, progress.openings_revision])?;
    Ok(())
}
