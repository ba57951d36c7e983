//! What is entered beside the lines of a file: on which pages its rows stand, what it proves of itself, and what
//! rules tell of its lines. All of it computed from the first reading; decides nothing about a line itself.

use super::findings::{Findings, ToldRow};
use super::plan::Plan;
use super::survey::Survey;
use super::{ImportRequest, Imported, begin, layouts, sightings};
use crate::book::Book;
use crate::error::Result;
use chungtay_journal::BookAppend;
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::date::Date;
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::checks::{
    BrokenStep, Gap, LineRules, Measured, PrintedSums, RecoveredRow, SecondSource, StatementCheck,
    StatementPages, ToldLine,
};
use chungtay_ledger::money::Dong;
use chungtay_statements::{DayChain, RULES_SINCE};
use chungtay_views::fold::lookup;
use std::collections::{BTreeMap, BTreeSet};

/// Pages in one entry: 65,535 bytes hold them with room to spare.
const PAGES_PER_ENTRY: usize = 8_192;
/// Told lines in one entry.
const LINES_PER_ENTRY: usize = 400;
/// Broken steps, gaps and recovered rows that an entry names; more are counted.
const MOST_NAMED: usize = 200;

/// Enters the pages, the check and what the rules tell, into the batch that ends the import.
pub(super) fn enter(
    book: &mut Book,
    batch: &mut BookAppend,
    actor: PersonId,
    (request, survey, plan): (&ImportRequest<'_>, &Survey, &Plan),
    outcome: &mut Imported,
) -> Result<()> {
    let Some((number, _)) = book.state().open_import() else { return Ok(()) };
    layouts::save(book, batch, actor, request, &survey.head)?;
    for pages in pages(&survey.findings, number) {
        begin::push(book, batch, actor, None, Body::StatementPages(pages), None)?;
    }
    let check = check(book, request, survey, plan, Some(number));
    outcome.check = Some(check.clone());
    begin::push(book, batch, actor, None, Body::StatementCheck(check), None)?;
    sightings::enter(book, batch, actor, (request, survey, plan), Some(number))?;
    let lines = told_lines(book, survey, number)?;
    outcome.told = counted(book, number, &lines);
    let lines: Vec<ToldLine> = lines.into_iter().map(|(line, _)| line).collect();
    let Some(rules) = Date::parse_iso(RULES_SINCE) else { return Ok(()) };
    for lines in lines.chunks(LINES_PER_ENTRY) {
        let lines = lines.to_vec();
        let body = Body::LineRules(LineRules { import: number, lines, rules });
        begin::push(book, batch, actor, None, body, None)?;
    }
    Ok(())
}

/// How many rows stand on each page, in entries of their own length.
fn pages(findings: &Findings, import: u32) -> Vec<StatementPages> {
    let chunks = page_chunks(findings, PAGES_PER_ENTRY).into_iter();
    chunks.map(|pages| StatementPages { import, pages }).collect()
}

/// Stretches of pages (the first page, the rows on it and on those that follow), at most so many pages together.
pub(super) fn page_chunks(findings: &Findings, most: usize) -> Vec<Vec<(u32, Vec<u32>)>> {
    let mut chunks = Vec::new();
    let mut entry: Vec<(u32, Vec<u32>)> = Vec::new();
    let mut held = 0;
    for (first, rows) in &findings.pages.stretches {
        for (chunk, from) in rows.chunks(most / 2).zip(0u32..) {
            if held + chunk.len() + 1 > most {
                chunks.push(std::mem::take(&mut entry));
                held = 0;
            }
            let before = from * u32::try_from(most / 2).unwrap_or(0);
            entry.push((first + before, chunk.to_vec()));
            held += chunk.len() + 1;
        }
    }
    if !entry.is_empty() {
        chunks.push(entry);
    }
    chunks
}

/// What the file proves of itself, and what earlier files say.
pub(super) fn check(
    book: &Book,
    request: &ImportRequest<'_>,
    survey: &Survey,
    plan: &Plan,
    import: Option<u32>,
) -> StatementCheck {
    let findings = &survey.findings;
    let row = |row: u64| u32::try_from(row).unwrap_or(u32::MAX);
    let breaks = findings.breaks().into_iter().take(MOST_NAMED).map(|broken| BrokenStep {
        expected: broken.expected,
        printed: broken.printed,
        row: row(broken.place.row_number),
    });
    let recovered = findings.recovered().take(MOST_NAMED);
    let of =
        |pick: fn(&chungtay_statements::Chained) -> u64| findings.chained.iter().map(pick).sum();
    let reordered = findings.chained.iter().any(|chained| chained.reordered);
    let days = days(findings);
    StatementCheck {
        account: request.account,
        breaks: breaks.collect(),
        broken: of(|chained| if chained.reordered { 0 } else { chained.broken }),
        file: Commitment(survey.file_sha256),
        format: survey.format.to_owned(),
        gaps: gaps(&days),
        import,
        printed: printed(findings),
        recovered: recovered
            .map(|(place, amount)| RecoveredRow { amount, row: row(place.row_number) })
            .collect(),
        reordered,
        rows: row(survey.rows),
        second: second(book, plan, survey),
        steps: of(|chained| chained.steps),
        whole: Measured {
            credit: findings.credit,
            debit: findings.debit,
            lines: days.values().map(|day| day.lines).sum(),
        },
    }
}

/// The days of all statements in the file.
fn days(findings: &Findings) -> BTreeMap<Date, DayChain> {
    let mut days: BTreeMap<Date, DayChain> = BTreeMap::new();
    for (date, day) in findings.chained.iter().flat_map(|chained| &chained.days) {
        let sum = days.entry(*date).or_default();
        sum.lines += day.lines;
        sum.money += day.money;
        sum.unproved_lines += day.unproved_lines;
        sum.unproved_money += day.unproved_money;
    }
    days.retain(|_, day| day.lines > 0);
    days
}

/// Stretches of days with lines that nothing printed proves; a day that is proved ends a stretch.
fn gaps(days: &BTreeMap<Date, DayChain>) -> Vec<Gap> {
    let mut gaps: Vec<Gap> = Vec::new();
    let mut open = false;
    for (date, day) in days {
        if day.unproved_lines == 0 {
            open = false;
            continue;
        }
        match gaps.last_mut() {
            Some(gap) if open || gaps_are_many(days) => {
                gap.to = *date;
                gap.lines += day.unproved_lines;
                gap.money += day.unproved_money;
            }
            _ => gaps.push(Gap {
                from: *date,
                lines: day.unproved_lines,
                money: day.unproved_money,
                to: *date,
            }),
        }
        open = true;
    }
    gaps
}

/// Where stretches are without end, they are told as one.
fn gaps_are_many(days: &BTreeMap<Date, DayChain>) -> bool {
    days.values().filter(|day| day.unproved_lines > 0).count() > MOST_NAMED
}

fn printed(findings: &Findings) -> Vec<PrintedSums> {
    let sums = findings.printed.iter().map(|printed| PrintedSums {
        closing: printed.closing,
        credits: printed.credits,
        debits: printed.debits,
        from: printed.from,
        opening: printed.opening,
        pages: printed.pages,
        to: printed.to,
    });
    let nothing = PrintedSums {
        closing: None,
        credits: None,
        debits: None,
        from: None,
        opening: None,
        pages: None,
        to: None,
    };
    let sums: Vec<PrintedSums> = sums.take(MOST_NAMED).collect();
    // One that prints nothing stands among the others all the same: their sums are not the whole file's.
    if sums.iter().all(|sums| *sums == nothing) { Vec::new() } else { sums }
}

/// What the alignment with earlier files of the same account and days says; nothing where there were none.
fn second(book: &Book, plan: &Plan, survey: &Survey) -> Option<SecondSource> {
    let overlaps = survey.days.values().any(|day| !day.stored.is_empty());
    if !overlaps {
        return None;
    }
    let outcome = plan.outcome(survey);
    let mut earlier = BTreeSet::new();
    for line in plan.known_lines() {
        let of = |import: &chungtay_ledger::state::ImportFigures| {
            import.ranges.iter().any(|(first, last)| (*first..=*last).contains(&line))
        };
        let known = |number: &u32| book.state().import(*number).is_some_and(of);
        if !earlier.iter().any(known) {
            let found = (1u32..).zip(&book.state().imports).find(|(_, import)| of(import));
            earlier.extend(found.map(|(number, _)| number));
        }
    }
    Some(SecondSource {
        doubtful: outcome.doubtful,
        earlier: earlier.into_iter().take(MOST_NAMED).collect(),
        known: outcome.known,
        missing: outcome.missing,
    })
}

/// The entries of told rows that this import entered, with what was told.
fn told_lines(book: &Book, survey: &Survey, import: u32) -> Result<Vec<(ToldLine, ToldRow)>> {
    let mut found = Vec::new();
    let Some(figures) = book.state().import(import) else { return Ok(found) };
    let mut finder = RowFinder { book, ranges: &figures.ranges, row: None };
    for told in survey.findings.told.iter().filter(|told| told.counts()) {
        let Some(main) = finder.line_of(told.row)? else { continue };
        let line = main + u64::from(told.line);
        let (rule, as_told) = (told.rule.name.to_owned(), told.rule.told);
        found.push((ToldLine { line, rule, told: as_told }, *told));
    }
    Ok(found)
}

/// Finds the entry of a row: rows and entries rise together.
struct RowFinder<'a> {
    book: &'a Book,
    ranges: &'a [(u64, u64)],
    /// The last row found, with its entry.
    row: Option<(u32, u64)>,
}

impl RowFinder<'_> {
    fn line_of(&mut self, row: u32) -> Result<Option<u64>> {
        if let Some((known, line)) = self.row
            && known == row
        {
            return Ok(Some(line));
        }
        for (first, last) in self.ranges {
            if let Some(line) = self.within(row, *first, *last)? {
                self.row = Some((row, line));
                return Ok(Some(line));
            }
        }
        Ok(None)
    }

    /// The first line of the row between two entries, which are all lines of the import.
    fn within(&self, row: u32, first: u64, last: u64) -> Result<Option<u64>> {
        let (mut low, mut high) = (first, last);
        if self.row_at(first)?.is_none_or(|found| found > row)
            || self.row_at(last)?.is_none_or(|found| found < row)
        {
            return Ok(None);
        }
        while low < high {
            let middle = u64::midpoint(low, high);
            if self.row_at(middle)?.is_none_or(|found| found < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Ok((self.row_at(low)? == Some(row)).then_some(low))
    }

    fn row_at(&self, sequence: u64) -> Result<Option<u32>> {
        let entry = lookup(&self.book.folder.journal, sequence)?;
        Ok(entry.and_then(|entry| entry.body.as_line()).map(|(_, row)| row))
    }
}

/// What the rules told, by what it is: how many lines and how much; and the payments out that no rule knows.
fn counted(
    book: &Book,
    import: u32,
    lines: &[(ToldLine, ToldRow)],
) -> BTreeMap<&'static str, (u64, Dong)> {
    let mut counts: BTreeMap<&'static str, (u64, Dong)> = BTreeMap::new();
    let mut rest = book
        .state()
        .import(import)
        .map_or((0, Dong::ZERO), |import| (import.lines.debits, import.lines.debit));
    for (line, row) in lines {
        let count = counts.entry(line.told.word()).or_default();
        count.0 += 1;
        count.1 += row.amount.abs();
        if row.amount < Dong::ZERO {
            rest.0 = rest.0.saturating_sub(1);
            rest.1 -= row.amount.abs();
        }
    }
    if rest.0 > 0 {
        counts.insert("suspense", rest);
    }
    counts
}
