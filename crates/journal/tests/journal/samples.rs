//! Sample bytes that follow from a sequence, so that any process can tell what must lie there.

use chungtay_journal::{
    BookAppend, ImportRecord, ImportState, LineRun, Secret, Snapshot, StoredLine,
};
use chungtay_ledger::date::{Date, Moment};

/// A number that follows from another in no visible order (`SplitMix64`).
pub fn scatter(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The entry at a sequence, 20 to 275 bytes.
pub fn entry(sequence: u64) -> Vec<u8> {
    let mut bytes = format!("{{\"sequence\":{sequence:010}}}").into_bytes();
    bytes.resize(bytes.len() + usize::try_from(scatter(sequence) % 250).unwrap(), b'.');
    bytes
}

/// The private record at a sequence; none at every seventh.
pub fn record(sequence: u64) -> Option<Vec<u8>> {
    (!sequence.is_multiple_of(7)).then(|| format!("record {sequence}").into_bytes())
}

/// The opening at a sequence; none at every fifth.
pub fn opening(sequence: u64) -> Option<Vec<u8>> {
    (!sequence.is_multiple_of(5)).then(|| format!("opening {sequence}").into_bytes())
}

/// The secret at a sequence, all zero where there is no record.
pub fn secret(sequence: u64) -> Secret {
    let mut secret = [0; 32];
    if record(sequence).is_some() {
        for (place, byte) in secret.chunks_mut(8).enumerate() {
            byte.copy_from_slice(&scatter(sequence * 4 + place as u64).to_be_bytes());
        }
    }
    secret
}

/// The look-up key of the line at a sequence.
pub fn line(sequence: u64) -> StoredLine {
    let mut key = [0; 16];
    key[..8].copy_from_slice(&scatter(!sequence).to_be_bytes());
    StoredLine { key, sequence }
}

pub const ACCOUNT: &str = "bank";

pub fn day() -> Date {
    Date::parse_iso("2024-09-10").unwrap()
}

pub fn import(number: u64) -> ImportRecord {
    ImportRecord {
        number,
        file_sha256: [u8::try_from(number % 256).unwrap(); 32],
        file_name: "saoke.csv".into(),
        account: ACCOUNT.into(),
        fund: "yagi".into(),
        state: ImportState::Running,
        started_at: Moment(1_726_000_000),
        finished_at: None,
        first_sequence: 0,
        rows_done: 0,
        lines_posted: 0,
        lines_known: 0,
        rows_quarantined: 0,
        details: Vec::new(),
    }
}

/// Everything that entries `first..first + count` bring: one import, one day.
pub fn book_append(first: u64, count: u64) -> BookAppend {
    let mut batch = BookAppend::default();
    for sequence in first..first + count {
        batch.entries.push(&entry(sequence)).unwrap();
        batch.secrets.push(secret(sequence));
        if let Some(record) = record(sequence) {
            batch.records.push(sequence, &record).unwrap();
        }
        if let Some(opening) = opening(sequence) {
            batch.openings.push(sequence, &opening).unwrap();
        }
    }
    let rows_done = first + count;
    batch.entries.imports.push(ImportRecord { rows_done, ..import(1) });
    batch.entries.line_runs.push(LineRun {
        account: ACCOUNT.into(),
        day: day(),
        import: 1,
        whole_day: false,
        lines: (first..first + count).map(line).collect(),
    });
    let bytes = rows_done.to_be_bytes().to_vec();
    batch.entries.snapshot =
        Some(Snapshot { name: "fold".into(), version: 1, size: rows_done, bytes });
    batch
}
