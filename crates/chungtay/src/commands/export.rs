//! `export`: the books in a format that other programs read, streamed entry by entry.

use crate::arguments::{Export, ExportFormat};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::meter::Meter;
use chungtay_journal::{BookFolder, Bundle, Journal};
use chungtay_opendata::hledger::{self, Written};
use chungtay_views::Fold;
use chungtay_views::fold::{FoldError, decoded};
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Entries read at a time.
const STRIDE: u64 = 16_384;

pub(super) fn run(asked: &Export, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let folder = super::reader(directory)?;
    match &asked.output {
        None => {
            let stdout = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
            match write(asked.format, &folder, stdout, console) {
                // A reader that has gone away has read enough.
                Err(Stop::Write(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
                written => drop(written?),
            }
        }
        Some(file) => {
            let unwritten =
                |error: &std::io::Error| Failure::file("file", Exit::System, file, error);
            let out = File::create(file).map_err(|error| unwritten(&error))?;
            let out = BufWriter::with_capacity(1 << 16, out);
            let written =
                write(asked.format, &folder, out, console).map_err(|stop| match stop {
                    Stop::Write(error) => unwritten(&error),
                    Stop::Failed(failure) => failure,
                })?;
            let values = [
                ("file", file.display().to_string().into()),
                ("transactions", written.transactions.into()),
            ];
            let object = json!({
                "file": file.display().to_string(),
                "transactions": written.transactions,
                "postings": written.postings,
            });
            console.result(&[console.text("cli-exported", &values)], &object)?;
        }
    }
    Ok(Exit::Done)
}

enum Stop {
    Write(std::io::Error),
    Failed(Failure),
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<FoldError> for Stop {
    fn from(error: FoldError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Write(error) => Self::new("output", Exit::System).because(&error),
            Stop::Failed(failure) => failure,
        }
    }
}

/// The export for hledger of the first `size` entries.
pub(super) fn hledger_at(
    directory: &Path,
    size: u64,
    out: &mut dyn Write,
    console: &Console,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let folder = BookFolder::open(directory, chungtay_journal::Mode::Reader)?;
    let mut end = Fold::open_within(&folder.journal, size)?;
    end.catch_up_to(&folder.journal, size, |_| Ok::<(), FoldError>(()))?;
    match entries(&end, &folder, out, console, None) {
        Ok(_) => Ok(()),
        Err(Stop::Write(error)) => Err(error.into()),
        Err(Stop::Failed(failure)) => Err(failure.code.into()),
    }
}

/// The head of the export needs the state at its end: the snapshot, and what came after it.
fn write(
    format: ExportFormat,
    folder: &BookFolder,
    out: impl Write,
    console: &Console,
) -> Result<Written, Stop> {
    let ExportFormat::Hledger = format;
    let mut end = Fold::open(&folder.journal)?;
    end.catch_up(&folder.journal, |_| Ok::<(), FoldError>(()))?;
    let mut meter = Meter::begin(console, "cli-progress-entries");
    let written = entries(&end, folder, out, console, Some(&mut meter))?;
    meter.end();
    Ok(written)
}

/// Every entry up to the end that was folded.
fn entries(
    end: &Fold,
    folder: &BookFolder,
    out: impl Write,
    console: &Console,
    mut meter: Option<&mut Meter<'_>>,
) -> Result<Written, Stop> {
    let size = end.state().size;
    let mut export = hledger::Export::begin(end.state(), console.messages, out)?;
    let mut at = 0;
    while at < size {
        let bundles = folder.journal.read(at, STRIDE.min(size - at)).map_err(FoldError::from)?;
        let entries = bundles.iter().flat_map(Bundle::entries);
        for (sequence, bytes) in entries.take_while(|(sequence, _)| *sequence < size) {
            let entry = decoded(&folder.journal, sequence, bytes)?;
            export.entry(sequence, &entry)?;
            at = sequence + 1;
        }
        if let Some(meter) = &mut meter {
            meter.step(at, size);
        }
    }
    Ok(export.finish()?)
}
