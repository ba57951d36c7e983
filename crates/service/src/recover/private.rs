//! What belongs to recovered entries and was never published: the register of imports and the look-up
//! keys of statement lines are made again where the vault still has their text; what is lost is counted.

use crate::book::{named, word};
use crate::error::{Result, ServiceError};
use crate::sealing::{self, bank_line};
use chungtay_journal::{
    AppendBatch, BookFolder, Bundle, ImportRecord, ImportState, Journal, KeyStore, LineRun,
    StoredLine, Vault,
};
use chungtay_ledger::commitment::{LineKeyMaker, Secret};
use chungtay_ledger::date::Date;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::kinds::bodies::Body;
use std::collections::BTreeMap;

/// Entries read at a time.
const STRIDE: u64 = 16_384;

/// One import of the book, as its entries tell it.
struct Known {
    record: ImportRecord,
    keys: LineKeyMaker,
    is_recovered: bool,
    days: BTreeMap<Date, Vec<StoredLine>>,
    first_day: Option<Date>,
    last_day: Option<Date>,
}

/// The imports by their number in the book.
type Imports = BTreeMap<u32, Known>;

/// What was noted of recovered entries.
#[derive(Default)]
pub(super) struct Noted {
    /// Entries that lack their private record.
    pub private_lost: u64,
    /// Lines that lack their look-up key.
    pub lines_unknown: u64,
}

/// Writes register and look-up keys of what came back from entry `held` on.
pub(super) fn note_lines(folder: &mut BookFolder, held: u64) -> Result<Noted> {
    let lookup = folder.keys.named_secret(named::LOOKUP)?;
    let lookup = word(&lookup.ok_or(ServiceError::NoKey(named::LOOKUP))?, named::LOOKUP)?;
    let registered = folder.journal.imports()?;
    let mut imports = Imports::new();
    let mut noted = Noted::default();
    let size = folder.journal.size()?;
    let mut at = 0;
    while at < size {
        for (sequence, bytes) in folder.journal.read(at, STRIDE)?.iter().flat_map(Bundle::entries) {
            at = sequence + 1;
            // Of what was there before only the imports matter.
            if sequence < held && !has_import(bytes) {
                continue;
            }
            let Ok(entry) = Entry::decode(bytes) else { continue };
            if let Body::Import(_) = entry.body {
                let here = imports.values().filter(|of| of.is_recovered).count() as u64;
                let next = registered.last().map_or(0, |last| last.number) + here;
                begin_import(&mut imports, &registered, next, &lookup, sequence, held, &entry);
            }
            if sequence < held {
                continue;
            }
            let record = read_record(folder, sequence, &entry)?;
            noted.private_lost += u64::from(entry.record.is_some() && record.is_none());
            noted.lines_unknown += note_entry(&mut imports, sequence, &entry, record.as_deref());
        }
    }
    write_register(folder, size, &imports)?;
    Ok(noted)
}

fn has_import(bytes: &[u8]) -> bool {
    const KIND: &[u8] = br#""kind":"import/1""#;
    bytes.windows(KIND.len()).any(|window| window == KIND)
}

/// The private values of an entry, where vault and key are there.
fn read_record(
    folder: &BookFolder,
    sequence: u64,
    entry: &Entry,
) -> Result<Option<Vec<Option<String>>>> {
    if entry.record.is_none() {
        return Ok(None);
    }
    let Some(secret) = folder.keys.secret(sequence)? else { return Ok(None) };
    let Some(bytes) = folder.vault.get(sequence)? else { return Ok(None) };
    Ok(sealing::decrypt(&Secret(secret), &bytes, sequence).ok())
}

fn begin_import(
    imports: &mut Imports,
    registered: &[ImportRecord],
    next: u64,
    lookup: &[u8; 32],
    sequence: u64,
    held: u64,
    entry: &Entry,
) {
    let Body::Import(import) = &entry.body else { return };
    let account = import.account.to_string();
    let known = registered.iter().find(|record| {
        let entered = matches!(record.state, ImportState::Running | ImportState::Finished);
        record.file_sha256 == import.file.0 && record.account == account && entered
    });
    let record = known.cloned().unwrap_or_else(|| ImportRecord {
        number: next + 1,
        file_sha256: import.file.0,
        file_name: String::new(),
        account: account.clone(),
        fund: import.fund.to_string(),
        state: ImportState::Running,
        started_at: entry.recorded_at,
        finished_at: None,
        first_sequence: sequence,
        rows_done: 0,
        lines_posted: 0,
        lines_known: 0,
        rows_quarantined: 0,
        details: Vec::new(),
    });
    let keys = LineKeyMaker::new(lookup, &account);
    let known = Known {
        record,
        keys,
        is_recovered: sequence >= held,
        days: BTreeMap::new(),
        first_day: None,
        last_day: None,
    };
    imports.insert(import.number, known);
}

/// Takes up a recovered entry; 1 where it is a line whose key cannot be made.
fn note_entry(
    imports: &mut Imports,
    sequence: u64,
    entry: &Entry,
    values: Option<&[Option<String>]>,
) -> u64 {
    match &entry.body {
        Body::Import(import) => {
            let name = values.and_then(|values| values.first()).cloned().flatten();
            if let Some((of, name)) = imports.get_mut(&import.number).zip(name) {
                of.record.file_name = name;
            }
            0
        }
        Body::BankLine(line) => {
            let Some(of) = imports.get_mut(&line.import) else { return 1 };
            of.record.rows_done = of.record.rows_done.max(u64::from(line.row));
            of.record.lines_posted += 1;
            of.first_day = of.first_day.or(Some(entry.occurred_on));
            of.last_day = of.last_day.max(Some(entry.occurred_on));
            let amount = entry.postings.first().map(|posting| posting.amount);
            let Some((values, amount)) = values.zip(amount) else { return 1 };
            let value =
                |place: u8| values.get(usize::from(place)).cloned().flatten().unwrap_or_default();
            let (number, memo) = (value(bank_line::DOCUMENT_NUMBER), value(bank_line::MEMO));
            let mut scratch = Vec::new();
            let key = of.keys.key(entry.occurred_on, amount, &number, &memo, &mut scratch);
            of.days.entry(entry.occurred_on).or_default().push(StoredLine { key, sequence });
            0
        }
        Body::QuarantinedRow(row) => {
            if let Some(of) = imports.get_mut(&row.import) {
                of.record.rows_done = of.record.rows_done.max(u64::from(row.row));
                of.record.rows_quarantined += 1;
            }
            0
        }
        Body::Totals(totals) => {
            if let Some(of) = totals.import.and_then(|number| imports.get_mut(&number)) {
                of.record.state = ImportState::Finished;
                of.record.finished_at = Some(entry.recorded_at);
            }
            0
        }
        _ => 0,
    }
}

/// Writes what was gathered, without an entry. A day at the edge of a file may have been cut there: it
/// is not called whole, so that an overlapping file asks a person rather than enters a line twice.
fn write_register(folder: &mut BookFolder, size: u64, imports: &Imports) -> Result<()> {
    let mut batch = AppendBatch::default();
    for of in imports.values() {
        if !of.is_recovered && of.first_day.is_none() && of.record.state == ImportState::Running {
            continue;
        }
        batch.imports.push(of.record.clone());
        for (day, lines) in &of.days {
            let stored = folder.journal.line_runs(&of.record.account, *day)?;
            let before = stored.iter().find(|run| run.import == of.record.number);
            let inside =
                Some(*day) < of.last_day && (!of.is_recovered || Some(*day) > of.first_day);
            batch.line_runs.push(LineRun {
                account: of.record.account.clone(),
                day: *day,
                import: of.record.number,
                whole_day: before.map_or(inside, |run| run.whole_day),
                lines: lines.clone(),
            });
        }
    }
    folder.journal.append(size, &batch)?;
    Ok(())
}
