//! Rows that are known lines in other words: a feed, a PDF and a table of one line are three observations of
//! one line though their texts differ. Looks only where the look-up keys cannot tell: at lines that no source of
//! comparable words has shown. What stays open is doubtful, never posted twice.

use super::parts::Parts;
use super::plan::{DayPlan, Fate, KnownRun, WAITS, merged};
use super::survey::{DaySurvey, Survey};
use super::{ImportRequest, details, reading, statements};
use crate::book::Book;
use crate::error::Result;
use crate::sealing::{self, bank_line};
use chungtay_journal::{Journal, KeyStore, StoredLine, StoredRun, Vault};
use chungtay_ledger::alignment::{Pairing, Run, Told, Verdict, align};
use chungtay_ledger::commitment::Secret;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_statements::{FeedKind, Row, RowPlace, StatementRow};
use chungtay_text::fold::fold;
use chungtay_views::fold::lookup;
use std::collections::{BTreeMap, BTreeSet};

/// How each import of the register was read (`details`); imports of before this was kept are not in it.
pub(super) struct Sources {
    readings: BTreeMap<u64, String>,
}

impl Sources {
    pub fn of(book: &Book) -> Result<Self> {
        let records = book.folder.journal.imports()?;
        let readings =
            records.into_iter().filter_map(|record| Some((record.number, details::kept(&record)?)));
        Ok(Self { readings: readings.collect() })
    }

    /// Feeds tell some lines of a day, in any order: no unbroken stretch.
    pub fn is_feed(&self, import: u64) -> bool {
        self.readings.get(&import).is_some_and(|details| is_feed(details::format(details)))
    }

    /// Whether both write texts the same way, as far as that is known: the same reader and the same headings.
    fn is_same_reading(&self, import: u64, details: &str) -> bool {
        self.readings.get(&import).is_none_or(|known| known == details)
    }

    /// An observation in the bank's order.
    fn in_order(&self, run: &StoredRun) -> StoredRun {
        let mut run = run.clone();
        let details = self.readings.get(&run.import);
        if details.is_some_and(|details| details::is_newest_first(details)) {
            run.lines.reverse();
        }
        run
    }
}

pub(super) fn is_feed(format: &str) -> bool {
    FeedKind::from_word(format).is_some()
}

/// What the books hold of one day.
pub(super) struct KnownDay {
    /// Stretches that statements showed.
    pub runs: Vec<KnownRun>,
    /// Lines that only feeds showed.
    pub singles: Vec<StoredLine>,
    /// The imports that showed each line.
    shown_by: BTreeMap<u64, Vec<u64>>,
}

impl KnownDay {
    pub fn new(stored: &[StoredRun], sources: &Sources) -> Self {
        let (feeds, statements): (Vec<StoredRun>, Vec<StoredRun>) = stored
            .iter()
            .map(|run| sources.in_order(run))
            .partition(|run| sources.is_feed(run.import));
        let runs = merged(&statements);
        let mut seen: BTreeSet<u64> = runs.iter().flat_map(|run| &run.sequences).copied().collect();
        let of_feeds = feeds.iter().flat_map(|run| &run.lines);
        let singles = of_feeds
            .filter(|line| line.sequence & WAITS == 0 && seen.insert(line.sequence))
            .copied()
            .collect();
        let mut shown_by: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
        for run in stored {
            for line in &run.lines {
                shown_by.entry(line.sequence).or_default().push(run.import);
            }
        }
        Self { runs, singles, shown_by }
    }

    /// Known lines that a file of the whole day lacks, whoever showed them; none where it is cut inside the day.
    pub fn missing(&self, fates: &[Fate], whole_day: bool) -> u64 {
        if !whole_day {
            return 0;
        }
        let known = |fate: &&Fate| matches!(fate, Fate::Known(_));
        let lines = self.runs.iter().map(|run| run.sequences.len()).sum::<usize>();
        (lines + self.singles.len()).saturating_sub(fates.iter().filter(known).count()) as u64
    }

    pub fn plain_runs(&self) -> Vec<Run> {
        self.runs.iter().map(|run| run.run.clone()).collect()
    }

    /// Lines that may stand in the file in other words, with their look-up keys.
    fn open_lines(&self, fates: &[Fate], sources: &Sources, reading: &str) -> Vec<StoredLine> {
        let claimed: BTreeSet<u64> = fates
            .iter()
            .filter_map(|fate| match fate {
                Fate::Known(sequence) => Some(*sequence),
                Fate::New | Fate::Doubtful => None,
            })
            .collect();
        // A source of which one line was found by its key writes as the file does.
        let comparable: BTreeSet<u64> = if is_feed(details::format(reading)) {
            BTreeSet::new()
        } else {
            claimed.iter().filter_map(|line| self.shown_by.get(line)).flatten().copied().collect()
        };
        let is_open = |sequence: u64| {
            let shown_by = self.shown_by.get(&sequence).map_or(&[][..], Vec::as_slice);
            !claimed.contains(&sequence)
                && !shown_by.iter().any(|import| {
                    comparable.contains(import) || sources.is_same_reading(*import, reading)
                })
        };
        let lines = self.runs.iter().flat_map(|run| {
            let keyed = run.run.keys.iter().zip(&run.sequences);
            keyed.map(|(key, sequence)| StoredLine { key: *key, sequence: *sequence })
        });
        lines.chain(self.singles.iter().copied()).filter(|line| is_open(line.sequence)).collect()
    }
}

/// What a line or row says, folded.
#[derive(Clone, Debug, Default)]
struct Words {
    amount: Dong,
    document_number: String,
    memo: String,
}

impl Words {
    fn new(amount: Dong, document_number: &str, memo: &str) -> Self {
        Self { amount, document_number: fold(document_number), memo: fold(memo) }
    }

    fn told(&self) -> Told<'_> {
        Told { amount: self.amount, document_number: &self.document_number, memo: &self.memo }
    }
}

/// A day whose rows must be looked at by what they say.
struct Open {
    known: KnownDay,
    lines: Vec<StoredLine>,
}

/// Settles what look-up keys could not tell, on every day of the plan.
pub(super) fn settle(
    book: &Book,
    request: &ImportRequest<'_>,
    survey: &Survey,
    sources: &Sources,
    days: &mut BTreeMap<Date, DayPlan>,
) -> Result<()> {
    let mut open: BTreeMap<Date, Open> = BTreeMap::new();
    let reading = details::of(request, survey);
    for (date, day) in days.iter() {
        let (Some(fates), Some(surveyed)) = (&day.fates, survey.days.get(date)) else { continue };
        let known = KnownDay::new(&surveyed.stored, sources);
        let lines = known.open_lines(fates, sources, &reading);
        if !lines.is_empty() {
            open.insert(*date, Open { known, lines });
        }
    }
    if open.is_empty() {
        return Ok(());
    }
    let rows = rows_of(request, survey, &open)?;
    for (date, open) in &open {
        let (Some(day), Some(surveyed)) = (days.get_mut(date), survey.days.get(date)) else {
            continue;
        };
        let rows = rows.get(date).map_or(&[][..], Vec::as_slice);
        settle_day(book, request, surveyed, survey.format, open, rows, day)?;
    }
    Ok(())
}

/// What the rows of these days say, from another reading of the file: those that were surveyed, in their order.
fn rows_of(
    request: &ImportRequest<'_>,
    survey: &Survey,
    open: &BTreeMap<Date, Open>,
) -> Result<BTreeMap<Date, Vec<Words>>> {
    let mut rows: BTreeMap<Date, Vec<Words>> = BTreeMap::new();
    let mut add = |row: &StatementRow<'_>| {
        if open.contains_key(&row.date) {
            let words = Words::new(Parts::of(row).main, row.document_number, row.memo);
            rows.entry(row.date).or_default().push(words);
        }
    };
    let mut statement = reading::statement(request, &survey.guide)?;
    while let Some(row) = statement.next_row()? {
        if !statements::is_chosen(survey.chosen.as_ref(), &row) {
            continue;
        }
        match row {
            Row::Good(row) => add(&row),
            Row::Bad(bad) => {
                let amount = survey.recovered.get(&bad.row_number);
                if let Some((amount, rest)) = amount.zip(bad.rest.as_deref()) {
                    add(&rest.with(*amount, RowPlace::of_bad(&bad)));
                }
            }
            Row::Foreign(row) => return Err(reading::foreign(&row)),
        }
    }
    if survey.newest_first {
        for rows in rows.values_mut() {
            rows.reverse();
        }
    }
    Ok(rows)
}

fn settle_day(
    book: &Book,
    request: &ImportRequest<'_>,
    surveyed: &DaySurvey,
    format: &str,
    open: &Open,
    rows: &[Words],
    day: &mut DayPlan,
) -> Result<()> {
    let Some(fates) = day.fates.as_mut() else { return Ok(()) };
    let known: Vec<Words> = open
        .lines
        .iter()
        .map(|line| words_of(book, request, line.sequence))
        .collect::<Result<_>>()?;
    let unknown: Vec<usize> =
        (0..fates.len()).filter(|row| !matches!(fates[*row], Fate::Known(_))).collect();
    let known_told: Vec<Told<'_>> = known.iter().map(Words::told).collect();
    let rows_told: Vec<Told<'_>> =
        unknown.iter().map(|row| rows.get(*row).map(Words::told).unwrap_or_default()).collect();
    let mut pairing = Pairing::new(&known_told, &rows_told);
    pairing.by_text();
    pairing.by_place();
    let day_is_told = day.whole_day || open.known.runs.iter().any(|run| run.run.whole_day);
    if day_is_told {
        pairing.by_order();
    }
    let [left, _] = pairing.left();
    let singles: BTreeSet<u64> = open.known.singles.iter().map(|line| line.sequence).collect();
    let mut keys = surveyed.keys.clone();
    let mut direct = BTreeMap::new();
    for pair in pairing.into_pairs() {
        let (line, row) = (open.lines[pair.first], unknown[pair.second]);
        if is_feed(format) || singles.contains(&line.sequence) {
            direct.insert(row, line.sequence);
        } else {
            keys[row] = line.key;
        }
    }
    if keys != surveyed.keys {
        // Stretches that statements showed keep their rules: order, and what a cut leaves open.
        let alignment = align(&open.known.plain_runs(), &keys, day.whole_day);
        for (fate, verdict) in fates.iter_mut().zip(&alignment.verdicts) {
            *fate = open.known.fate(*verdict);
        }
    }
    for (row, sequence) in direct {
        fates[row] = Fate::Known(sequence);
    }
    let unpaired: BTreeSet<Dong> = left.iter().map(|line| known[*line].amount).collect();
    for (row, fate) in fates.iter_mut().enumerate() {
        let amount = rows.get(row).map(|words| words.amount);
        let may_be_known = amount.is_some_and(|amount| unpaired.contains(&amount));
        let contradicts = is_feed(format) && day_is_told;
        if *fate == Fate::New && (may_be_known || contradicts) {
            *fate = Fate::Doubtful;
        }
    }
    day.missing = open.known.missing(fates, day.whole_day);
    Ok(())
}

impl KnownDay {
    /// What a verdict says of a row.
    pub fn fate(&self, verdict: Verdict) -> Fate {
        match verdict {
            Verdict::New => Fate::New,
            Verdict::Known { run, position } => Fate::Known(self.runs[run].sequences[position]),
            Verdict::Doubtful => Fate::Doubtful,
        }
    }
}

/// What a line of the books says: its amount from the entry, its words from the vault; of an erased record
/// the amount alone.
fn words_of(book: &Book, request: &ImportRequest<'_>, sequence: u64) -> Result<Words> {
    let entry = lookup(&book.folder.journal, sequence)?;
    let postings = entry.map(|entry| entry.postings).unwrap_or_default();
    let of_account = postings.iter().find(|posting| posting.account == request.account);
    let amount = of_account.map_or(Dong::ZERO, |posting| posting.amount);
    let secret = book.folder.keys.secret(sequence)?;
    let record = book.folder.vault.get(sequence)?;
    let Some((secret, record)) = secret.zip(record) else {
        return Ok(Words { amount, ..Words::default() });
    };
    let values = sealing::decrypt(&Secret(secret), &record, sequence)?;
    let value = |field: u8| values.get(usize::from(field)).cloned().flatten().unwrap_or_default();
    Ok(Words::new(amount, &value(bank_line::DOCUMENT_NUMBER), &value(bank_line::MEMO)))
}
