//! From the inbox into the books: what waits of a service and an account is one import, entered as any bank file is.
//! A batch keeps its events until it is entered, so a crash in between enters nothing twice.

use super::inbox_seal::InboxKey;
use super::settings::Feeds;
use super::{FEEDS_FILE, FeedKind};
use crate::book::Book;
use crate::error::{Result, ServiceError};
use crate::import::{ImportRequest, Imported, import_statement};
use chungtay_journal::{Inbox, InboxBatch};
use chungtay_statements::feed_line;
use std::path::Path;

/// Events entered by one import at most.
const BATCH_EVENTS: u32 = 16_384;

/// What became of a batch.
#[derive(Debug)]
pub struct TakenBatch {
    /// The service's word.
    pub feed: String,
    /// The account's id in the book.
    pub account: String,
    /// Events in it.
    pub events: usize,
    /// What was entered, or why nothing was: then it waits on.
    pub outcome: Result<Imported>,
}

/// How many pushed transactions are not entered yet. Reads the inbox alone.
pub fn waiting(directory: &Path, book: &str) -> Result<u64> {
    if !Inbox::is_there(directory) {
        return Ok(0);
    }
    Ok(Inbox::open(directory, book)?.waiting()?)
}

/// Enters everything that waits, batch by batch.
pub fn take(book: &mut Book) -> Result<Vec<TakenBatch>> {
    let directory = book.directory().to_path_buf();
    // Settings that are wrong are told even where nothing waits.
    let feeds = Feeds::read(&directory)?.unwrap_or_default();
    if !Inbox::is_there(&directory) {
        return Ok(Vec::new());
    }
    let mut inbox = Inbox::open(&directory, book.folder.book_id())?;
    let key = InboxKey::new(&book.lookup_secret);
    let mut taken = Vec::new();
    for batch in inbox.batches(BATCH_EVENTS)? {
        let outcome = enter(book, &feeds, &key, &batch);
        if outcome.is_ok() {
            inbox.done(batch.number)?;
        }
        let InboxBatch { feed, account, bodies, .. } = batch;
        taken.push(TakenBatch { feed, account, events: bodies.len(), outcome });
    }
    Ok(taken)
}

fn enter(book: &mut Book, feeds: &Feeds, key: &InboxKey, batch: &InboxBatch) -> Result<Imported> {
    let no_feed =
        || ServiceError::NoFeed { feed: batch.feed.clone(), account: batch.account.clone() };
    let kind = FeedKind::from_word(&batch.feed).ok_or_else(no_feed)?;
    let feed = feeds.of(kind, &batch.account).ok_or_else(no_feed)?;
    let mut lines = String::new();
    for body in &batch.bodies {
        let body = key.open(body, batch.number)?;
        let line = feed_line(kind, body.as_bytes());
        lines.push_str(&line.ok_or(ServiceError::Unreadable(batch.number))?);
        lines.push('\n');
    }
    let name = format!("{FEEDS_FILE}-{}-{}.jsonl", batch.feed, batch.number);
    let request = ImportRequest {
        content: Some(lines.as_bytes()),
        quarantine: true,
        attribute: feed.attribute,
        ..ImportRequest::new(Path::new(&name), feed.account, feed.fund)
    };
    import_statement(book, &request, &mut |_, _| {})
}
