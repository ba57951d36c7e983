//! Measures the store: appends entries as a bank statement of 200,000 lines would, then reads them back.
//! `cargo run --release -p chungtay-journal --example bulk_append -- FOLDER [ENTRIES] [BATCH] [OPENINGS]`
//! (the folder must not exist; give any fourth word to store openings too).

use chungtay_journal::{
    BookAppend, BookFolder, ImportRecord, ImportState, Journal, LineRun, Mode, StoredLine,
};
use chungtay_ledger::date::{Date, Moment};
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(arguments.first().ok_or("name a folder that does not exist")?);
    let entries = arguments.get(1).map_or(Ok(200_000), |text| text.parse())?;
    let batch_entries = arguments.get(2).map_or(Ok(16_384), |text| text.parse())?;
    let openings = arguments.len() > 3;
    let mut out = std::io::stdout();
    let mut book = BookFolder::create(folder, "bench", Duration::from_secs(1))?;
    let mut noise = Noise(1);
    let mut batch = BookAppend::default();
    let mut appending = Duration::ZERO;
    let mut slowest = Duration::ZERO;
    let mut size = 0;
    while size < entries {
        fill(&mut batch, &mut noise, size, batch_entries.min(entries - size), openings)?;
        let started = Instant::now();
        size = book.append(size, &batch)?;
        appending += started.elapsed();
        slowest = slowest.max(started.elapsed());
    }
    let rate = size * 1000 / u64::try_from(appending.as_millis())?.max(1);
    writeln!(
        out,
        "append: {size} entries in {appending:.3?}, {rate} a second, slowest batch {slowest:.3?}"
    )?;
    let started = Instant::now();
    book.flush()?;
    writeln!(out, "flush: {:.3?}", started.elapsed())?;
    drop(book);
    let book = BookFolder::open(folder, Mode::Reader)?;
    for _ in 0..3 {
        let started = Instant::now();
        let mut read = 0;
        let mut bytes = 0;
        while read < size {
            for bundle in book.journal.read(read, 16_384)? {
                for (_, entry) in bundle.entries() {
                    read += 1;
                    bytes += entry.len();
                }
            }
        }
        let elapsed = started.elapsed();
        let rate = read * 1_000_000 / u64::try_from(elapsed.as_micros())?.max(1);
        writeln!(out, "read: {read} entries, {bytes} bytes in {elapsed:.3?}, {rate} a second")?;
    }
    let started = Instant::now();
    let lines =
        book.journal.line_runs("bank", day()?)?.iter().map(|run| run.lines.len()).sum::<usize>();
    writeln!(out, "look-up keys of a day: {lines} in {:.3?}", started.elapsed())?;
    Ok(())
}

fn day() -> Result<Date, &'static str> {
    Date::parse_iso("2024-09-10").ok_or("no such day")
}

fn fill(
    batch: &mut BookAppend,
    noise: &mut Noise,
    first: u64,
    count: u64,
    openings: bool,
) -> Result<(), Box<dyn Error>> {
    batch.clear();
    let mut bytes = [0; 280];
    let mut lines = Vec::new();
    for sequence in first..first + count {
        noise.fill(&mut bytes);
        batch.entries.push(&bytes)?;
        batch.records.push(sequence, &bytes[..150])?;
        if openings {
            batch.openings.push(sequence, &bytes[..150])?;
        }
        let mut secret = [0; 32];
        secret.copy_from_slice(&bytes[100..132]);
        batch.secrets.push(secret);
        let mut key = [0; 16];
        key.copy_from_slice(&bytes[200..216]);
        lines.push(StoredLine { key, sequence });
    }
    let account = "bank".to_owned();
    batch.entries.line_runs.push(LineRun {
        account,
        day: day()?,
        import: 1,
        whole_day: true,
        lines,
    });
    batch.entries.imports.push(ImportRecord {
        number: 1,
        file_sha256: [1; 32],
        file_name: "statement.csv".into(),
        account: "bank".into(),
        fund: "fund".into(),
        state: ImportState::Running,
        started_at: Moment(0),
        finished_at: None,
        first_sequence: 0,
        rows_done: first + count,
        lines_posted: first + count,
        lines_known: 0,
        rows_quarantined: 0,
        details: Vec::new(),
    });
    Ok(())
}

/// Bytes that no file system can shrink (xorshift).
struct Noise(u64);

impl Noise {
    fn fill(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            chunk.copy_from_slice(&self.0.to_le_bytes()[..chunk.len()]);
        }
    }
}
