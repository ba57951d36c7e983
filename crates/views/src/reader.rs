//! Reads the tables. A transaction is one view of them; it may hold more entries than the size a page is
//! shown at, so every question names that size and nothing beyond it is answered.

use crate::ViewsError;
use crate::schema;
use crate::writer::{Progress, progress};
use chungtay_ledger::date::Date;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;
use chungtay_ledger::state::flags::Flags;
use chungtay_search::{Kept, Matches, Page, Query};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use std::path::Path;
use std::sync::Arc;

/// A connection for reading; one for each thread.
#[derive(Debug)]
pub struct ViewsReader {
    connection: Connection,
    book: String,
    kept: Arc<Kept>,
}

/// One view of the tables.
pub struct ReaderTransaction<'a> {
    connection: &'a Connection,
    book: &'a str,
    kept: &'a Kept,
    /// Held by the view that was begun first; those begun within it see the same.
    _outermost: Option<Transaction<'a>>,
}

/// A private field as the public sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Opened.
    Text(String),
    /// Opened, and there is nothing.
    Empty,
    /// Not open.
    Withheld,
}

impl Shown {
    fn of(stored: Option<String>) -> Self {
        match stored {
            None => Self::Withheld,
            Some(text) if text.is_empty() => Self::Empty,
            Some(text) => Self::Text(text),
        }
    }
}

/// A statement line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineView {
    /// Its entry.
    pub sequence: u64,
    /// The import that brought it.
    pub import: u32,
    /// Its row in the file.
    pub row: u32,
    /// The account.
    pub account: AccountId,
    /// The fund.
    pub fund: FundId,
    /// The day.
    pub day: Date,
    /// The amount, signed.
    pub amount: Dong,
    /// The document number.
    pub document: Shown,
    /// The memo.
    pub memo: Shown,
}

/// What a later entry says of an earlier one, or of a thing of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The later entry.
    pub sequence: u64,
    /// `attributed-by`, `reversed-by`, `decided-by`, `paid-by`, `settlement`, `settled-by`, `request`, …
    pub relation: String,
}

/// A request to spend or what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpendingStep {
    /// The entry.
    pub sequence: u64,
    /// `asked`, `approved`, `declined`, `paid` or `settled`.
    pub step: String,
    /// The amount asked for or paid; zero for the others.
    pub amount: Dong,
}

impl ViewsReader {
    /// Opens `DIR/views.sqlite`, which a writer has made.
    pub fn open(directory: &Path, book_id: &str) -> Result<Self, ViewsError> {
        Self::sharing(directory, book_id, &Arc::default())
    }

    /// The same, sharing with other readers what searches keep.
    pub fn sharing(directory: &Path, book_id: &str, kept: &Arc<Kept>) -> Result<Self, ViewsError> {
        let (connection, book) = (schema::open_reader(directory)?, book_id.to_owned());
        Ok(Self { connection, book, kept: Arc::clone(kept) })
    }

    /// Begins one view; within another, the same.
    pub fn begin(&self) -> Result<ReaderTransaction<'_>, ViewsError> {
        let connection = &self.connection;
        let first = connection.is_autocommit();
        let outermost = first.then(|| connection.unchecked_transaction()).transpose()?;
        let begun = ReaderTransaction {
            connection,
            book: &self.book,
            kept: &self.kept,
            _outermost: outermost,
        };
        begun.progress()?;
        Ok(begun)
    }
}

impl ReaderTransaction<'_> {
    /// How far the tables are.
    pub fn progress(&self) -> Result<Progress, ViewsError> {
        progress(self.connection, self.book)
    }

    /// Finds lines among the first `size` entries; `flags` are the fold's at that size.
    pub fn find(&self, size: u64, flags: &Flags, query: &Query) -> Result<Page, ViewsError> {
        Ok(chungtay_search::find(self.connection, self.kept, self.book, size, flags, query)?)
    }

    /// Every line among the first `size` entries that matches, whatever the query's order and limit.
    pub fn find_all(&self, size: u64, flags: &Flags, query: &Query) -> Result<Matches, ViewsError> {
        Ok(chungtay_search::find_all(self.connection, self.kept, self.book, size, flags, query)?)
    }

    /// One line, or `None` where the entry is none.
    pub fn line(&self, sequence: u64) -> Result<Option<LineView>, ViewsError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sequence, import, row, account, fund, day, amount, document, memo
             FROM line WHERE book_id = ?1 AND sequence = ?2",
        )?;
        let found = statement.query_row(params![self.book, sequence], line_of).optional()?;
        Ok(found.flatten())
    }

    /// Entries other than lines that post to an account (within a fund), newest first.
    pub fn entries_posting(
        &self,
        size: u64,
        account: &str,
        fund: Option<&str>,
        limit: usize,
    ) -> Result<Vec<u64>, ViewsError> {
        self.sequences(
            "SELECT DISTINCT sequence FROM posting
             WHERE book_id = ?1 AND sequence < ?2 AND account = ?4 AND (?5 IS NULL OR fund = ?5)
             ORDER BY sequence DESC LIMIT ?3",
            params![self.book, size, limit, account, fund],
        )
    }

    /// What later entries before `size` say of an entry (`entry`, its sequence) or a thing (`fund`, its id).
    pub fn ties(&self, size: u64, subject: &str, id: &str) -> Result<Vec<Tie>, ViewsError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sequence, relation FROM tie
             WHERE book_id = ?1 AND subject = ?2 AND id = ?3 AND sequence < ?4
             ORDER BY sequence, relation",
        )?;
        let rows = statement.query_map(params![self.book, subject, id, size], |row| {
            Ok(Tie { sequence: row.get(0)?, relation: row.get(1)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The things of a kind of which an entry before `size` says something by this relation.
    pub fn tied_ids(
        &self,
        size: u64,
        subject: &str,
        relation: &str,
    ) -> Result<Vec<String>, ViewsError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT DISTINCT id FROM tie
             WHERE book_id = ?1 AND subject = ?2 AND relation = ?3 AND sequence < ?4 ORDER BY id",
        )?;
        let rows =
            statement.query_map(params![self.book, subject, relation, size], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What later entries before `size` say of entries, all of it: the entry spoken of as text, the later
    /// entry, the relation. In the same order each time.
    pub fn ties_of_entries(
        &self,
        size: u64,
        mut each: impl FnMut(&str, u64, &str),
    ) -> Result<(), ViewsError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, sequence, relation FROM tie
             WHERE book_id = ?1 AND subject = 'entry' AND sequence < ?2
             ORDER BY id, sequence, relation",
        )?;
        let mut rows = statement.query(params![self.book, size])?;
        while let Some(row) = rows.next()? {
            let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            each(text(0)?, row.get(1)?, text(2)?);
        }
        Ok(())
    }

    /// The lines with entries in `first..end`, in order.
    pub fn lines_between(
        &self,
        first: u64,
        end: u64,
        mut each: impl FnMut(LineView),
    ) -> Result<(), ViewsError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sequence, import, row, account, fund, day, amount, document, memo
             FROM line WHERE book_id = ?1 AND sequence >= ?2 AND sequence < ?3 ORDER BY sequence",
        )?;
        let mut rows = statement.query(params![self.book, first, end])?;
        while let Some(row) = rows.next()? {
            if let Some(line) = line_of(row)? {
                each(line);
            }
        }
        Ok(())
    }

    /// The steps of a request, oldest first.
    pub fn spending(&self, size: u64, request: u64) -> Result<Vec<SpendingStep>, ViewsError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sequence, step, amount FROM spending
             WHERE book_id = ?1 AND request = ?2 AND sequence < ?3 ORDER BY sequence",
        )?;
        let rows = statement.query_map(params![self.book, request, size], |row| {
            Ok(SpendingStep { sequence: row.get(0)?, step: row.get(1)?, amount: Dong(row.get(2)?) })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Gifts outside the bank of a form (`cash`, `goods`, `labour`) to a fund, newest first.
    pub fn gifts(&self, size: u64, form: &str, fund: &str) -> Result<Vec<u64>, ViewsError> {
        self.sequences(
            "SELECT sequence FROM gift
             WHERE book_id = ?1 AND sequence < ?2 AND form = ?3 AND fund = ?4
             ORDER BY sequence DESC",
            params![self.book, size, form, fund],
        )
    }

    /// The book that is read.
    pub(crate) fn book(&self) -> &str {
        self.book
    }

    pub(crate) fn sequences(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
    ) -> Result<Vec<u64>, ViewsError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(parameters, |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// `None` where an identifier or the day cannot be read: no writer of this version wrote it.
fn line_of(row: &Row<'_>) -> rusqlite::Result<Option<LineView>> {
    let text = |column: usize| row.get::<_, String>(column);
    let (Some(account), Some(fund), Some(day)) =
        (AccountId::new(&text(3)?), FundId::new(&text(4)?), Date::parse_iso(&text(5)?))
    else {
        return Ok(None);
    };
    Ok(Some(LineView {
        sequence: row.get(0)?,
        import: row.get(1)?,
        row: row.get(2)?,
        account,
        fund,
        day,
        amount: Dong(row.get(6)?),
        document: Shown::of(row.get(7)?),
        memo: Shown::of(row.get(8)?),
    }))
}
