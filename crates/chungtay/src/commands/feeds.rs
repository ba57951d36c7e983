//! `feeds`: which services push transactions, what waits, and entering it now.

use crate::arguments::{FeedsTake, FeedsVerb};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::feeds::told;
use crate::witnesses;
use chungtay_service::feeds::{Feeds, take, waiting};
use serde_json::json;
use std::path::Path;

pub(super) fn run(asked: &FeedsVerb, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    match asked {
        FeedsVerb::Waiting => list(directory, console),
        FeedsVerb::Take(asked) => enter(asked, directory, console),
    }
}

fn list(directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let folder = super::reader(directory)?;
    let feeds = Feeds::read(directory)?.unwrap_or_default();
    let waiting = waiting(directory, folder.book_id())?;
    let addresses: Vec<String> =
        feeds.iter().map(|feed| format!("/feeds/{}/{}", feed.kind.word(), feed.account)).collect();
    let mut lines = addresses.clone();
    if lines.is_empty() {
        lines.push(console.text("feeds-none", &[]));
    }
    lines.push(console.text("feeds-waiting", &[("count", waiting.into())]));
    console.result(&lines, &json!({ "feeds": addresses, "waiting": waiting }))?;
    Ok(Exit::Done)
}

fn enter(asked: &FeedsTake, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let mut book = super::writer(directory, asked.wait, console)?;
    let taken = take(&mut book)?;
    let mut lines: Vec<String> = taken.iter().map(|batch| told(batch, console.messages)).collect();
    if lines.is_empty() {
        lines.push(console.text("feeds-nothing-waits", &[]));
    }
    let batches = taken.iter().map(|batch| {
        let imported = batch.outcome.as_ref().ok();
        json!({
            "feed": batch.feed,
            "account": batch.account,
            "events": batch.events,
            "import": imported.and_then(|imported| imported.number),
            "posted": imported.map(|imported| imported.posted),
            "known": imported.map(|imported| imported.known),
            "doubtful": imported.map(|imported| imported.doubtful),
            "unreadable": imported.map(|imported| imported.unreadable),
        })
    });
    let object = json!({ "batches": batches.collect::<Vec<_>>() });
    let failed = taken.into_iter().find_map(|batch| batch.outcome.err());
    if let Some(error) = failed {
        if !console.json {
            for line in &lines {
                Console::remark(line);
            }
        }
        return Err(error.into());
    }
    witnesses::conclude(&book, console, &lines, object)
}
