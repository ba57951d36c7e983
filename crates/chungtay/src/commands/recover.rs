//! `recover`: a journal that is shorter than what was signed, refilled from the published log; and the
//! published log's damaged files written anew.

use crate::arguments::Recover;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::meter::Meter;
use crate::surroundings::now;
use chungtay_service::recover::{Recovered, recover};
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// Files named on the screen; with `--json` all are.
const FILES_NAMED: usize = 20;

pub(super) fn run(asked: &Recover, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let mut meter = Meter::begin(console, "cli-progress-entries");
    let wait = Duration::from_secs(asked.wait);
    let ask = |file: &Path| console.passphrase(file);
    let recovered =
        recover(directory, now, wait, &ask, &mut |done, total| meter.step(done, total))?;
    let seconds = meter.end().as_secs_f64();
    let object = json!({
        "held": recovered.held,
        "size": recovered.size,
        "files": recovered.files,
        "private_lost": recovered.private_lost,
        "lines_unknown": recovered.lines_unknown,
        "seconds": seconds,
    });
    console.result(&told(&recovered, console), &object)?;
    Ok(Exit::Done)
}

fn told(recovered: &Recovered, console: &Console) -> Vec<String> {
    let back = recovered.size.saturating_sub(recovered.held);
    let mut lines = Vec::new();
    if back > 0 {
        let values = [("count", back.into()), ("size", recovered.size.into())];
        lines.push(console.text("cli-recovered-entries", &values));
    }
    if !recovered.files.is_empty() {
        let named: Vec<&str> =
            recovered.files.iter().map(String::as_str).take(FILES_NAMED).collect();
        let values = [("count", recovered.files.len().into()), ("files", named.join(", ").into())];
        lines.push(console.text("cli-recovered-files", &values));
    }
    if lines.is_empty() {
        lines.push(console.text("cli-recovered-nothing", &[("size", recovered.size.into())]));
    }
    if recovered.private_lost > 0 {
        let values = [("count", recovered.private_lost.into())];
        lines.push(console.text("cli-recovered-private-lost", &values));
    }
    if recovered.lines_unknown > 0 {
        let values = [("count", recovered.lines_unknown.into())];
        lines.push(console.text("cli-recovered-lines-unknown", &values));
    }
    if back > 0 {
        lines.push(console.messages.text("cli-recovered-next").into_owned());
    }
    lines
}
