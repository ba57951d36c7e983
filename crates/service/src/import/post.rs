//! The second reading: rows are read on one thread, sealed on two, and entered here in order, in durable
//! batches. Rows that an earlier run of this import settled are passed over.

use super::parts::Parts;
use super::plan::{Fate, Plan, WAITS};
use super::seal::{RawBatch, RawRow, RowKind, SealedBatch, seal};
use super::survey::Survey;
use super::{ImportRequest, Progress, begin, reading, statements};
use crate::book::Book;
use crate::chance::Chance;
use crate::error::{Result, ServiceError};
use crate::published::Publisher;
use chungtay_journal::{BookAppend, BookFolder, ImportRecord, Journal, LineRun, StoredLine};
use chungtay_ledger::commitment::LineKeyMaker;
use chungtay_ledger::date::Date;
use chungtay_ledger::decide::{Command, Facts, decide};
use chungtay_ledger::entry::Authority;
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::checks::BankLinePart;
use chungtay_ledger::kinds::people::NamesPolicy;
use chungtay_ledger::kinds::receipts::{BankLine, QuarantineReason, QuarantinedRow};
use chungtay_ledger::money::Dong;
use chungtay_ledger::refusal::Refusal;
use chungtay_statements::{BadRow, Guide, Row, RowPlace, StatementRow};
use chungtay_views::fold::Fold;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Rows sealed at a time.
const CHUNK_ROWS: usize = 2_048;
/// Rows made durable at a time.
const COMMIT_ROWS: u64 = 16_384;
/// Sealing threads.
const SEALERS: usize = 2;
/// Entries between snapshots, so that opening a book never folds more than this.
const SNAPSHOT_ENTRIES: u64 = 500_000;

/// Enters the rows and returns the register's row as it stands then.
pub(super) fn post(
    book: &mut Book,
    request: &ImportRequest<'_>,
    survey: &Survey,
    plan: &Plan,
    record: ImportRecord,
    progress: Progress<'_>,
) -> Result<ImportRecord> {
    let names = request.names.unwrap_or_else(|| book.state().names_policy());
    let reader = RowReader {
        request,
        plan,
        recovered: &survey.recovered,
        guide: &survey.guide,
        chosen: survey.chosen.as_ref(),
        newest_first: survey.newest_first,
        chance: book.chance.clone(),
        keys: LineKeyMaker::new(&book.lookup_secret, request.account.as_str()),
        next_sequence: book.state().size,
        done: record.rows_done,
        day: None,
        position: 0,
        scratch: Vec::new(),
    };
    let actor = begin::actor(book, request)?;
    let import = book.state().open_import().map_or(0, |(number, _)| number);
    let Book { folder, fold, chance, publisher, .. } = book;
    std::thread::scope(|scope| {
        let mut to_sealers = Vec::new();
        let mut from_sealers = Vec::new();
        for _ in 0..SEALERS {
            let (send_raw, raw) = sync_channel::<RawBatch>(2);
            let (send_sealed, sealed) = sync_channel::<Result<SealedBatch>>(2);
            to_sealers.push(send_raw);
            from_sealers.push(sealed);
            scope.spawn(move || seal_all(&raw, &send_sealed, names));
        }
        let reading = scope.spawn(move || reader.read(&to_sealers));
        let (to_disk, batches) = sync_channel::<BookAppend>(1);
        let storing = scope.spawn(move || store_all(folder, publisher, &batches));
        let batch = BookAppend::default();
        let mut writer = Writer {
            fold,
            chance,
            plan,
            actor,
            import,
            record,
            batch,
            observed: Vec::new(),
            to_disk,
        };
        let entered = writer.enter(&from_sealers, survey.rows, progress);
        let entered = entered.map(|()| writer.commit());
        drop(from_sealers);
        let Writer { record, to_disk, .. } = writer;
        drop(to_disk);
        let stored = joined(storing);
        let read = joined(reading);
        stored.and(read).and(entered).map(|()| record)
    })
}

/// A thread's result; its panic goes on here.
fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Makes batches durable in order, and hashes them into the log, while the next ones are prepared.
fn store_all(
    folder: &mut BookFolder,
    publisher: &mut Publisher,
    batches: &Receiver<BookAppend>,
) -> Result<()> {
    for batch in batches {
        let size = folder.journal.size()?;
        folder.append(size, &batch)?;
        publisher.push(batch.entries.entries());
        publisher.write_ready(folder)?;
    }
    Ok(())
}

fn seal_all(
    raw: &Receiver<RawBatch>,
    sealed: &SyncSender<Result<SealedBatch>>,
    names: NamesPolicy,
) {
    for batch in raw {
        if sealed.send(seal(batch, names)).is_err() {
            return;
        }
    }
}

/// Reads rows and says what each becomes.
struct RowReader<'a> {
    request: &'a ImportRequest<'a>,
    plan: &'a Plan,
    guide: &'a Guide,
    chosen: Option<&'a BTreeSet<usize>>,
    newest_first: bool,
    /// Amounts of rows that cannot be read, by row.
    recovered: &'a BTreeMap<u64, Dong>,
    chance: Chance,
    keys: LineKeyMaker,
    next_sequence: u64,
    done: u64,
    day: Option<Date>,
    position: usize,
    scratch: Vec<u8>,
}

impl RowReader<'_> {
    fn read(mut self, sealers: &[SyncSender<RawBatch>]) -> Result<()> {
        let mut statement = reading::statement(self.request, self.guide)?;
        let mut next_sealer = sealers.iter().cycle();
        let mut batch = RawBatch::default();
        let mut row_number = 0;
        let mut places = BTreeMap::new();
        while let Some(row) = statement.next_row()? {
            row_number += 1;
            if !statements::is_chosen(self.chosen, &row) {
                continue;
            }
            let aligned_before = self.is_aligned(self.day);
            let bad;
            let good = match row {
                Row::Good(row) => row,
                Row::Bad(found) => {
                    bad = found;
                    let amount = self.recovered.get(&bad.row_number);
                    let Some((amount, rest)) = amount.zip(bad.rest.as_deref()) else {
                        self.bad(&mut batch, &bad, row_number);
                        self.hand_over_full(&mut batch, row_number, &mut next_sealer)?;
                        continue;
                    };
                    rest.with(*amount, RowPlace::of_bad(&bad))
                }
                Row::Foreign(row) => return Err(reading::foreign(&row)),
            };
            let turned = self.turn_to(good.date, &mut places);
            let aligned = aligned_before && !turned;
            if !aligned && batch.rows.len() >= CHUNK_ROWS {
                self.hand_over(&mut batch, row_number - 1, true, next_sealer.next())?;
            }
            self.good(&mut batch, &good, row_number);
            self.position += 1;
            self.hand_over_full(&mut batch, row_number, &mut next_sealer)?;
        }
        self.hand_over(&mut batch, row_number, true, next_sealer.next())
    }

    /// Hands over what has grown too long to wait for a better place to stop.
    fn hand_over_full<'s>(
        &mut self,
        batch: &mut RawBatch,
        rows_done: u64,
        sealers: &mut impl Iterator<Item = &'s SyncSender<RawBatch>>,
    ) -> Result<()> {
        if batch.rows.len() < 2 * CHUNK_ROWS {
            return Ok(());
        }
        let may_commit = !self.is_aligned(self.day);
        self.hand_over(batch, rows_done, may_commit, sealers.next())
    }

    /// Goes on in this day where it was left; tells whether it is another than that of the row before.
    fn turn_to(&mut self, date: Date, places: &mut BTreeMap<Date, usize>) -> bool {
        if self.day == Some(date) {
            return false;
        }
        if let Some(day) = self.day {
            places.insert(day, self.position);
        }
        self.position = places.get(&date).copied().unwrap_or(0);
        self.day = Some(date);
        true
    }

    fn is_aligned(&self, day: Option<Date>) -> bool {
        let plan = day.and_then(|day| self.plan.days.get(&day));
        plan.is_some_and(|day| day.fates.is_some())
    }

    fn hand_over(
        &mut self,
        batch: &mut RawBatch,
        rows_done: u64,
        may_commit: bool,
        sealer: Option<&SyncSender<RawBatch>>,
    ) -> Result<()> {
        let mut batch = std::mem::take(batch);
        let entries =
            batch.rows.iter().filter(|row| !matches!(row.kind, RowKind::Known(_))).count();
        batch.first_sequence = self.next_sequence;
        batch.secrets = self.chance.secrets(self.next_sequence, entries)?;
        batch.rows_done = rows_done;
        batch.may_commit = may_commit;
        self.next_sequence += entries as u64;
        // A closed channel means that the writer stopped with an error, which is the one reported.
        if let Some(sealer) = sealer {
            drop(sealer.send(batch));
        }
        Ok(())
    }

    fn good(&mut self, batch: &mut RawBatch, row: &StatementRow<'_>, number: u64) {
        if number <= self.done {
            return;
        }
        let fates = self.plan.days.get(&row.date).and_then(|day| day.fates.as_ref());
        let fate = fates.map_or(Fate::New, |fates| {
            // The plan is in the bank's order.
            let place = if self.newest_first {
                fates.len().checked_sub(1 + self.position)
            } else {
                Some(self.position)
            };
            place.and_then(|place| fates.get(place)).copied().unwrap_or(Fate::Doubtful)
        });
        let parts = Parts::of(row);
        let key =
            self.keys.key(row.date, parts.main, row.document_number, row.memo, &mut self.scratch);
        let kind = match fate {
            Fate::New => RowKind::Line,
            Fate::Known(sequence) => RowKind::Known(sequence),
            Fate::Doubtful => RowKind::Waiting(QuarantineReason::Doubtful),
        };
        let texts = match kind {
            RowKind::Line => [
                batch.keep(row.document_number),
                batch.keep(row.counter_account),
                batch.keep(row.memo),
            ],
            RowKind::Waiting(_) => [batch.keep(&doubtful_text(row)), 0..0, 0..0],
            RowKind::Known(_) | RowKind::Part(_) => [0..0, 0..0, 0..0],
        };
        let line = RawRow {
            row: u32::try_from(number).unwrap_or(u32::MAX),
            kind,
            date: Some(row.date),
            amount: parts.main,
            key,
            texts,
        };
        let number = line.row;
        batch.rows.push(line);
        if kind != RowKind::Line {
            return;
        }
        for (part, amount) in parts.more.into_iter().flatten() {
            batch.rows.push(RawRow {
                row: number,
                kind: RowKind::Part(part),
                date: Some(row.date),
                amount,
                key: [0; 16],
                texts: [0..0, 0..0, 0..0],
            });
        }
    }

    fn bad(&self, batch: &mut RawBatch, bad: &BadRow, number: u64) {
        if number <= self.done {
            return;
        }
        let text = batch.keep(&String::from_utf8_lossy(&bad.raw));
        let problems: Vec<String> = bad.problems.iter().map(ToString::to_string).collect();
        let problems = batch.keep(&problems.join("\n"));
        batch.rows.push(RawRow {
            row: u32::try_from(number).unwrap_or(u32::MAX),
            kind: RowKind::Waiting(QuarantineReason::Unreadable),
            date: None,
            amount: Dong::ZERO,
            key: [0; 16],
            texts: [text, problems, 0..0],
        });
    }
}

/// A doubtful row as a person will read it, the fields in the file's words.
fn doubtful_text(row: &StatementRow<'_>) -> String {
    format!(
        "{}\t{}\t{}\t{}\t{}",
        row.date,
        row.amount(),
        row.document_number,
        row.counter_account,
        row.memo
    )
}

/// Enters sealed batches in order.
struct Writer<'a> {
    fold: &'a mut Fold,
    chance: &'a Chance,
    plan: &'a Plan,
    actor: PersonId,
    import: u32,
    record: ImportRecord,
    batch: BookAppend,
    observed: Vec<(Date, StoredLine)>,
    to_disk: SyncSender<BookAppend>,
}

impl Writer<'_> {
    fn enter(
        &mut self,
        sealers: &[Receiver<Result<SealedBatch>>],
        rows: u64,
        progress: Progress<'_>,
    ) -> Result<()> {
        for sealer in sealers.iter().cycle() {
            let Ok(sealed) = sealer.recv() else { return Ok(()) };
            let sealed = sealed?;
            self.enter_batch(&sealed)?;
            if sealed.raw.may_commit && self.batch.entries.entry_count() >= COMMIT_ROWS {
                self.commit();
            }
            progress(sealed.raw.rows_done, rows);
        }
        Ok(())
    }

    fn enter_batch(&mut self, sealed: &SealedBatch) -> Result<()> {
        let mut sequence = sealed.raw.first_sequence;
        let mut entry_index = 0;
        let (mut vault_start, mut opening_start) = (0, 0);
        let mut bytes = Vec::with_capacity(320);
        for row in &sealed.raw.rows {
            if let RowKind::Known(known) = row.kind {
                self.observe(row, known);
                self.record.lines_known += 1;
                continue;
            }
            let entry = self.decided(row, sealed, entry_index, sequence)?;
            bytes.clear();
            entry.encode_into(&mut bytes);
            self.batch.entries.push(&bytes)?;
            self.fold.apply(&entry, &Facts::default());
            let secret = entry.record.map_or([0; 32], |_| sealed.raw.secrets[entry_index].0);
            self.batch.secrets.push(secret);
            let vault_end = sealed.vault_ends[entry_index];
            if vault_end > vault_start {
                self.batch.records.push(sequence, &sealed.vault[vault_start..vault_end])?;
            }
            let opening_end = sealed.opening_ends[entry_index];
            if opening_end > opening_start {
                self.batch.openings.push(sequence, &sealed.openings[opening_start..opening_end])?;
            }
            (vault_start, opening_start) = (vault_end, opening_end);
            match row.kind {
                RowKind::Waiting(_) => {
                    self.record.rows_quarantined += 1;
                    self.observe(row, WAITS | sequence);
                }
                RowKind::Line | RowKind::Known(_) => {
                    self.record.lines_posted += 1;
                    self.observe(row, sequence);
                }
                // What was observed is the row: its first line stands for it.
                RowKind::Part(_) => {}
            }
            sequence += 1;
            entry_index += 1;
        }
        self.record.rows_done = sealed.raw.rows_done;
        Ok(())
    }

    fn observe(&mut self, row: &RawRow, sequence: u64) {
        if let Some(date) = row.date {
            self.observed.push((date, StoredLine { key: row.key, sequence }));
        }
    }

    fn decided(
        &self,
        row: &RawRow,
        sealed: &SealedBatch,
        index: usize,
        sequence: u64,
    ) -> Result<chungtay_ledger::entry::Entry> {
        let state = self.fold.state();
        let recorded_at = self.chance.moment(sequence, state.last_recorded);
        let body = match row.kind {
            RowKind::Waiting(reason) => {
                Body::QuarantinedRow(QuarantinedRow { import: self.import, reason, row: row.row })
            }
            RowKind::Line | RowKind::Known(_) => {
                Body::BankLine(BankLine { import: self.import, row: row.row })
            }
            RowKind::Part(part) => {
                Body::BankLinePart(BankLinePart { import: self.import, part, row: row.row })
            }
        };
        let is_part = matches!(row.kind, RowKind::Part(_));
        let occurred_on = row.date.or(recorded_at.date());
        let command = Command {
            actor: self.actor,
            authority: Authority::Asserted,
            occurred_on: occurred_on
                .ok_or_else(|| Refusal::NotRepresentable { field: "recorded_at".to_owned() })?,
            recorded_at,
            record: (!is_part).then_some(sealed.records[index]),
            amount: (is_part || row.kind == RowKind::Line).then_some(row.amount),
            body,
        };
        let mut entries = decide(state, &Facts::default(), command)?;
        entries.pop().ok_or(ServiceError::Published("the ledger decided on no entry".to_owned()))
    }

    /// Hands over everything entered so far to be made durable, with the register's row and the lines
    /// observed. A closed channel means that storing failed, which is the error reported.
    fn commit(&mut self) {
        let mut batch = std::mem::take(&mut self.batch);
        batch.entries.line_runs = line_runs(self.plan, &self.record, &mut self.observed);
        batch.entries.imports = vec![self.record.clone()];
        let size = self.fold.state().size;
        let added = batch.entries.entry_count();
        if size / SNAPSHOT_ENTRIES != (size - added) / SNAPSHOT_ENTRIES {
            batch.entries.snapshot = Some(self.fold.snapshot());
        }
        drop(self.to_disk.send(batch));
    }
}

/// The observations of one commit, by day, in the file's order.
fn line_runs(
    plan: &Plan,
    record: &ImportRecord,
    observed: &mut Vec<(Date, StoredLine)>,
) -> Vec<LineRun> {
    let mut runs: Vec<LineRun> = Vec::new();
    for (date, line) in observed.drain(..) {
        match runs.iter_mut().find(|run| run.day == date) {
            Some(run) => run.lines.push(line),
            None => runs.push(LineRun {
                account: record.account.clone(),
                day: date,
                import: record.number,
                whole_day: plan.days.get(&date).is_some_and(|day| day.whole_day),
                lines: vec![line],
            }),
        }
    }
    runs
}
