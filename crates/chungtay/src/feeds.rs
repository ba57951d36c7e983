//! Feeds beside the server: what is told of pushed transactions, and the thread that enters them whenever the
//! writer lock is free. Never shows what a body holds.

use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::surroundings::now;
use crate::witnesses;
use chungtay_service::Book;
use chungtay_service::feeds::{FeedDesk, FeedRefusal, Received, TakenBatch, take, waiting};
use chungtay_text::{Messages, Value};
use chungtay_web::feeds::{Told, router};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Between two looks at the inbox.
const PAUSE: Duration = Duration::from_millis(200);
/// Between two times that what waits is entered, so that a busy day has few imports.
const BETWEEN_TAKES: Duration = Duration::from_secs(10);

/// The routes of a book's feeds, where it has settings of them.
pub(crate) fn routes(
    directory: &Path,
    console: &Console,
) -> Result<Option<chungtay_web::feeds::Routes>, Failure> {
    if !FeedDesk::is_wanted(directory) {
        return Ok(None);
    }
    let folder = crate::commands::reader(directory)?;
    let Some(desk) = FeedDesk::open(&folder, now)? else { return Ok(None) };
    let messages = console.messages;
    let told: Told = Arc::new(move |kind, account, outcome| {
        Console::remark(&line(messages, kind, account, outcome));
    });
    Ok(Some(router(Arc::new(desk), told)))
}

/// One line of the log: the feed, what came of it, never what it held.
fn line(
    messages: &Messages,
    kind: &str,
    account: &str,
    outcome: &Result<Received, FeedRefusal>,
) -> String {
    let mut values: Vec<(&str, Value<'_>)> =
        vec![("feed", kind.into()), ("account", account.into())];
    let key = match outcome {
        Ok(Received::Stored) => "feeds-log-stored",
        Ok(Received::Known) => "feeds-log-known",
        Ok(Received::Trial) => "feeds-log-trial",
        Err(FeedRefusal::NoSuchFeed) => "feeds-log-no-such-feed",
        Err(FeedRefusal::Unsigned) => "feeds-log-unsigned",
        Err(FeedRefusal::WrongSignature) => "feeds-log-wrong-signature",
        Err(FeedRefusal::Clock(seconds)) => {
            values.push(("seconds", seconds.to_string().into()));
            "feeds-log-clock"
        }
        Err(FeedRefusal::Malformed) => "feeds-log-malformed",
        Err(FeedRefusal::OtherAccount) => "feeds-log-other-account",
        Err(FeedRefusal::Failed(error)) => {
            values.push(("cause", error.to_string().into()));
            "feeds-log-failed"
        }
    };
    messages.format(key, &values)
}

/// Enters what waits, again and again, until `is_over`. Somebody else who writes is waited for without a word;
/// anything else that stands in the way is told once.
pub(crate) fn keep_taking(directory: &Path, console: &Console, is_over: &AtomicBool) {
    let mut last: Option<Instant> = None;
    let mut told = None;
    while !is_over.load(Ordering::Relaxed) {
        std::thread::sleep(PAUSE);
        if last.is_some_and(|last| last.elapsed() < BETWEEN_TAKES) {
            continue;
        }
        match take_if_waiting(directory, console) {
            Ok(false) => {}
            Ok(true) => (last, told) = (Some(Instant::now()), None),
            Err(failure) if failure.exit == Exit::Busy => {}
            Err(failure) => {
                last = Some(Instant::now());
                if told.replace(failure.code) != Some(failure.code) {
                    console.fail_aside(&failure);
                }
            }
        }
    }
}

fn take_if_waiting(directory: &Path, console: &Console) -> Result<bool, Failure> {
    let folder = crate::commands::reader(directory)?;
    if waiting(directory, folder.book_id())? == 0 {
        return Ok(false);
    }
    drop(folder);
    let ask = |_: &Path| console.passphrase_at_hand();
    let mut book = Book::open_witnessed(directory, now, Duration::ZERO, &ask, witnesses::client())?;
    let taken = take(&mut book)?;
    let mut failed = None;
    for batch in taken {
        Console::remark(&told(&batch, console.messages));
        failed = failed.or(batch.outcome.err());
    }
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(true),
    }
}

/// A line of what became of a batch.
pub(crate) fn told(batch: &TakenBatch, messages: &Messages) -> String {
    let mut values: Vec<(&str, Value<'_>)> = vec![
        ("feed", batch.feed.as_str().into()),
        ("account", batch.account.as_str().into()),
        ("events", batch.events.into()),
    ];
    match &batch.outcome {
        Ok(imported) => {
            values.push(("posted", imported.posted.into()));
            values.push(("known", imported.known.into()));
            values.push(("waiting", (imported.doubtful + imported.unreadable).into()));
            messages.format("feeds-taken", &values)
        }
        Err(_) => messages.format("feeds-not-taken", &values),
    }
}
