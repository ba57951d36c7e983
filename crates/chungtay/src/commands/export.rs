//! `export`: the books in a format that other programs read, streamed entry by entry.

use crate::arguments::{Export, ExportFormat};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::meter::Meter;
use chungtay_journal::{BUNDLE_ENTRIES, BookFolder, Bundle, Journal, Openings};
use chungtay_ledger::opening::{OpenedRecord, PublishedOpening};
use chungtay_opendata::hledger::{self, Written};
use chungtay_service::verify::SCRIPT;
use chungtay_views::Fold;
use chungtay_views::fold::{FoldError, decoded};
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Entries read at a time.
const STRIDE: u64 = 16_384;

pub(super) fn run(asked: &Export, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    if asked.format == ExportFormat::VerifyPy {
        return script(asked.output.as_deref());
    }
    let folder = super::reader(directory)?;
    match &asked.output {
        None => {
            let stdout = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
            match write(asked.format, &folder, stdout, console) {
                // A reader that has gone away has read enough.
                Err(Stop::Write(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
                written => {
                    written?;
                }
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
            told(&written, file, console)?;
        }
    }
    Ok(Exit::Done)
}

/// What was written, by format.
enum Exported {
    Transactions(Written),
    Openings(u64),
}

fn told(written: &Exported, file: &Path, console: &Console) -> Result<(), Failure> {
    let shown = file.display().to_string();
    let (key, count, object) = match written {
        Exported::Transactions(Written { transactions, postings }) => {
            let object =
                json!({ "file": shown, "transactions": transactions, "postings": postings });
            ("cli-exported", *transactions, object)
        }
        Exported::Openings(count) => {
            ("cli-exported-openings", *count, json!({ "file": shown, "openings": count }))
        }
    };
    let values = [("file", shown.as_str().into()), ("transactions", count.into())];
    console.result(&[console.text(key, &values)], &object)
}

/// The Python script that recomputes a log without us.
fn script(output: Option<&Path>) -> Result<Exit, Failure> {
    match output {
        None => Console::write(SCRIPT)?,
        Some(file) => std::fs::write(file, SCRIPT)
            .map_err(|error| Failure::file("file", Exit::System, file, &error))?,
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
        Err(Stop::Failed(failure)) => {
            let said = [vec![failure.sentence(console.messages)], failure.causes].concat();
            Err(said.join(": ").into())
        }
    }
}

/// The head of the export needs the state at its end: the snapshot, and what came after it.
fn write(
    format: ExportFormat,
    folder: &BookFolder,
    out: impl Write,
    console: &Console,
) -> Result<Exported, Stop> {
    if format == ExportFormat::Openings {
        return openings(folder, out).map(Exported::Openings);
    }
    let mut end = Fold::open(&folder.journal)?;
    end.catch_up(&folder.journal, |_| Ok::<(), FoldError>(()))?;
    let mut meter = Meter::begin(console, "cli-progress-entries");
    let written = entries(&end, folder, out, console, Some(&mut meter))?;
    meter.end();
    Ok(Exported::Transactions(written))
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

/// Every opening, a line each: what the public may read of the records, with the salts that prove it.
fn openings(folder: &BookFolder, mut out: impl Write) -> Result<u64, Stop> {
    let size = folder.journal.size().map_err(FoldError::from)?;
    let mut count = 0;
    for index in 0..size.div_ceil(BUNDLE_ENTRIES) {
        let batch = folder.openings.bundle(index).map_err(FoldError::from)?;
        for (sequence, bytes) in batch.records() {
            let Some(record) = OpenedRecord::decode(bytes).filter(|_| sequence < size) else {
                continue;
            };
            out.write_all(&PublishedOpening::new(sequence, &record).to_json())?;
            out.write_all(b"\n")?;
            count += 1;
        }
    }
    out.flush()?;
    Ok(count)
}
