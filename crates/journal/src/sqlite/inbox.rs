//! The inbox of feeds, `DIR/feeds.sqlite`: what services pushed lies here durably before they are answered, until
//! the book's writer has entered it. Written beside the writer, so outside the writer lock. Bodies come encrypted.

use super::connection::{Access, Fault, Gate, Store};
use super::schema::FEEDS;
use crate::Result;
use chungtay_ledger::date::Moment;
use rusqlite::params;
use std::path::Path;

/// One pushed transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxEvent {
    /// The service's word.
    pub feed: String,
    /// The account's id in the book.
    pub account: String,
    /// A keyed hash of the service's id of the transaction.
    pub event: [u8; 16],
    /// When it came.
    pub received_at: Moment,
    /// The body, encrypted by the caller.
    pub body: Vec<u8>,
}

/// Events that one import enters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxBatch {
    /// Its number.
    pub number: u64,
    /// The service's word.
    pub feed: String,
    /// The account's id in the book.
    pub account: String,
    /// The bodies, encrypted, in the order received.
    pub bodies: Vec<Vec<u8>>,
}

/// The inbox of one book.
#[derive(Debug)]
pub struct Inbox {
    store: Store,
}

impl Inbox {
    /// Opens the inbox of a book, made where there is none.
    pub fn open(directory: &Path, book: &str) -> Result<Self> {
        if !directory.join(FEEDS.file_name).is_file() {
            Store::create(directory, &FEEDS, book)?;
        }
        let gate = Gate::default();
        gate.set(true);
        Ok(Self { store: Store::open(directory, &FEEDS, Access::Write, &gate, Some(book))? })
    }

    /// Whether a book has one.
    #[must_use]
    pub fn is_there(directory: &Path) -> bool {
        directory.join(FEEDS.file_name).is_file()
    }

    /// Stores an event durably; false where it is there already, entered or not.
    pub fn put(&mut self, event: &InboxEvent) -> Result<bool> {
        self.store.write(|transaction, book| {
            let stored = transaction
                .prepare_cached(
                    "INSERT INTO event (book_id, number, feed, account, event, received_at, body)
                     SELECT ?1, coalesce((SELECT max(number) FROM event WHERE book_id = ?1), 0) + 1,
                         ?2, ?3, ?4, ?5, ?6
                     ON CONFLICT (book_id, feed, account, event) DO NOTHING",
                )?
                .execute(params![
                    book,
                    event.feed,
                    event.account,
                    event.event,
                    event.received_at.0,
                    event.body
                ])?;
            Ok(stored > 0)
        })
    }

    /// Whether an event is there, entered or not.
    pub fn holds(&self, feed: &str, account: &str, event: &[u8; 16]) -> Result<bool> {
        self.store.read(|connection, book| {
            let found = connection
                .prepare_cached(
                    "SELECT count(*) FROM event
                     WHERE book_id = ?1 AND feed = ?2 AND account = ?3 AND event = ?4",
                )?
                .query_row(params![book, feed, account, event], |row| row.get::<_, u64>(0))?;
            Ok(found > 0)
        })
    }

    /// Events that are not entered yet.
    pub fn waiting(&self) -> Result<u64> {
        self.store.read(|connection, book| {
            let sql = "SELECT count(*) FROM event WHERE book_id = ?1 AND body IS NOT NULL";
            Ok(connection.prepare_cached(sql)?.query_row([book], |row| row.get(0))?)
        })
    }

    /// Everything that waits of an account: its number, the service's word and the encrypted body.
    pub fn bodies(&self, account: &str) -> Result<Vec<(u64, String, Vec<u8>)>> {
        self.store.read(|connection, book| {
            let mut statement = connection.prepare_cached(
                "SELECT number, feed, body FROM event
                 WHERE book_id = ?1 AND account = ?2 AND body IS NOT NULL ORDER BY number",
            )?;
            let rows = statement.query_map(params![book, account], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// These never become entries: their bodies go for good, what tells them when they are sent again stays.
    pub fn forget(&mut self, numbers: &[u64]) -> Result<()> {
        self.store.write(|transaction, book| {
            let mut forget = transaction.prepare_cached(
                "UPDATE event SET body = NULL WHERE book_id = ?1 AND number = ?2",
            )?;
            for number in numbers {
                forget.execute(params![book, number])?;
            }
            Ok(())
        })?;
        self.store.flush_erased()
    }

    /// Makes batches of what waits, each of one service and account and of at most `most` events, and gives
    /// all that are not done. A batch, once made, keeps its events: after a crash the same is entered again.
    pub fn batches(&mut self, most: u32) -> Result<Vec<InboxBatch>> {
        self.store.write(|transaction, book| {
            let next: u64 = transaction.query_row(
                "SELECT coalesce(max(batch), 0) + 1 FROM event WHERE book_id = ?1",
                [book],
                |row| row.get(0),
            )?;
            let mut sources = transaction.prepare_cached(
                "SELECT DISTINCT feed, account FROM event
                 WHERE book_id = ?1 AND batch IS NULL AND body IS NOT NULL ORDER BY feed, account",
            )?;
            let sources = sources.query_map([book], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })?;
            let sources: Vec<(String, String)> = sources.collect::<rusqlite::Result<_>>()?;
            for (number, (feed, account)) in (next..).zip(&sources) {
                transaction
                    .prepare_cached(
                        "UPDATE event SET batch = ?1 WHERE book_id = ?2 AND number IN (
                             SELECT number FROM event
                             WHERE book_id = ?2 AND feed = ?3 AND account = ?4
                                 AND batch IS NULL AND body IS NOT NULL
                             ORDER BY number LIMIT ?5)",
                    )?
                    .execute(params![number, book, feed, account, most])?;
            }
            open_batches(transaction, book)
        })
    }

    /// The batch is entered: its bodies go, what tells its events when they are sent again stays.
    pub fn done(&mut self, batch: u64) -> Result<()> {
        self.store.write(|transaction, book| {
            transaction
                .prepare_cached("UPDATE event SET body = NULL WHERE book_id = ?1 AND batch = ?2")?
                .execute(params![book, batch])?;
            Ok(())
        })?;
        self.store.flush().map(|_| ())
    }
}

fn open_batches(
    connection: &rusqlite::Connection,
    book: &str,
) -> std::result::Result<Vec<InboxBatch>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT batch, feed, account, body FROM event
         WHERE book_id = ?1 AND batch IS NOT NULL AND body IS NOT NULL ORDER BY batch, number",
    )?;
    let mut rows = statement.query([book])?;
    let mut batches: Vec<InboxBatch> = Vec::new();
    while let Some(row) = rows.next()? {
        let number: u64 = row.get(0)?;
        if batches.last().is_none_or(|batch| batch.number != number) {
            let (feed, account) = (row.get(1)?, row.get(2)?);
            batches.push(InboxBatch { number, feed, account, bodies: Vec::new() });
        }
        if let Some(batch) = batches.last_mut() {
            batch.bodies.push(row.get(3)?);
        }
    }
    Ok(batches)
}
