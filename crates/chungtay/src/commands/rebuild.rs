//! `rebuild`: the read models anew from the journal.

use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::meter::Meter;
use chungtay_journal::Journal;
use chungtay_views::{Views, ViewsReader};
use serde_json::json;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

/// Between two looks at how far it is.
const PAUSE: Duration = Duration::from_millis(200);

pub(super) fn run(directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let folder = super::reader(directory)?;
    let (size, book) = (folder.journal.size()?, folder.book_id().to_owned());
    let mut meter = Meter::begin(console, "cli-progress-entries");
    let (done, is_done) = sync_channel::<()>(1);
    let built = std::thread::scope(|scope| {
        let building = scope.spawn(move || {
            let built =
                Views::rebuild(directory, folder.book_id(), &folder.journal, &folder.openings);
            drop(done);
            built.and_then(|views| views.progress())
        });
        while let Err(RecvTimeoutError::Timeout) = is_done.recv_timeout(PAUSE) {
            meter.step(entries_built(directory, &book).unwrap_or(0), size);
        }
        building.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })?;
    let seconds = meter.end().as_secs_f64();
    let line = console.text("cli-rebuilt", &[("size", built.size.into())]);
    console.result(&[line], &json!({"size": built.size, "seconds": seconds}))?;
    Ok(Exit::Done)
}

/// How far the tables are, as another reader sees them.
fn entries_built(directory: &Path, book: &str) -> Option<u64> {
    let reader = ViewsReader::open(directory, book).ok()?;
    let progress = reader.begin().ok()?.progress().ok()?;
    Some(progress.size)
}
