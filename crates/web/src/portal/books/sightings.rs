//! The files of a book as sources of lines: which lines each shows, where they stand in it, and of one line every
//! source that shows it.

use super::BooksError;
use super::figures::counted_here;
use super::snapshot::BooksSnapshot;
use super::statement::{PageRows, pages, place_named, stretched};
use crate::portal::pages::comparison::{Seen, SeenRow, kind_of};
use crate::portal::pages::statement::FilePlace;
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::id::{AccountId, PersonId};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::checks::StatementCheck;
use chungtay_ledger::kinds::sightings::Sighted;
use chungtay_ledger::state::State;
use chungtay_views::LineView;
use std::collections::BTreeSet;

/// So many rows that wait are linked.
const WAITING_SHOWN: usize = 50;

/// Lines that a file shows again.
#[derive(Debug)]
pub(super) struct FileSightings {
    /// The file's check, by its entry.
    pub check: u64,
    /// Its import, where it has one.
    pub import: Option<u32>,
    format: String,
    /// Where its rows stand, of a file without an import.
    pages: Vec<PageRows>,
    /// Each stretch by the first of its lines, and the entry that tells it.
    stretches: Vec<(u64, Sighted, u64)>,
}

impl FileSightings {
    /// The row that shows a line, and the entry that says so.
    fn row_of(&self, line: u64) -> Option<(u32, u64)> {
        let after = self.stretches.partition_point(|(first, _, _)| *first <= line);
        let (_, seen, entry) = self.stretches.get(after.checked_sub(1)?)?;
        Some((seen.row_of(line)?, *entry))
    }
}

/// A file as a source of lines.
pub(super) struct SourceFile {
    pub account: AccountId,
    pub import: Option<u32>,
    /// The entry that brought it: its import's, or its check's.
    pub entry: u64,
    pub format: String,
    pub hash: [u8; 32],
    pub actor: PersonId,
    pub occurred_on: Date,
    pub recorded_at: Moment,
    check: Option<StatementCheck>,
    /// Rows in the file.
    rows: u64,
    sightings: Option<FileSightings>,
}

impl SourceFile {
    /// Rows that may be lines of earlier files, and wait.
    pub fn doubtful(&self) -> u64 {
        let second = self.check.as_ref().and_then(|check| check.second.as_ref());
        second.map_or(0, |second| second.doubtful)
    }

    /// Rows of it that wait for a person, by entry; the first of them.
    pub fn waiting(&self, state: &State) -> Vec<u64> {
        let own = self.import.and_then(|number| state.import(number));
        own.into_iter().flat_map(|import| &import.waiting).take(WAITING_SHOWN).copied().collect()
    }

    /// Whether the file was held against the lines of an earlier import.
    pub fn is_held_against(&self, import: u32, state: &State) -> bool {
        let second = self.check.as_ref().and_then(|check| check.second.as_ref());
        let told = second.is_some_and(|second| second.earlier.contains(&import));
        let ranges = state.import(import).map_or(&[][..], |import| &import.ranges);
        let shows = |(line, _, _): &(u64, Sighted, u64)| {
            ranges.iter().any(|(first, last)| (first..=last).contains(&line))
        };
        told || self.sightings.iter().flat_map(|sightings| &sightings.stretches).any(shows)
    }

    /// Its lines, as stretches of entries, in order.
    pub fn lines(&self, state: &State) -> Vec<(u64, u64)> {
        let own = self.import.and_then(|number| state.import(number));
        let mut lines = own.map_or_else(Vec::new, |import| import.ranges.clone());
        let seen = self.sightings.iter().flat_map(|sightings| &sightings.stretches);
        lines.extend(seen.filter_map(|(_, seen, _)| seen.lines()));
        lines.sort_unstable();
        lines
    }

    /// Rows that are neither lines that it brought nor lines that it shows again.
    pub fn rows_that_are_no_lines(&self, state: &State) -> u64 {
        let own = self.import.and_then(|number| state.import(number));
        let seen = self.sightings.iter().flat_map(|sightings| &sightings.stretches);
        let seen: u64 = seen.map(|(_, seen, _)| u64::from(seen.count)).sum();
        match own {
            Some(import) => import.waiting.len() as u64,
            None => self.rows.saturating_sub(seen),
        }
    }
}

impl BooksSnapshot<'_> {
    /// The file of an import.
    pub(super) fn source_of(&self, number: u32) -> Result<Option<SourceFile>, BooksError> {
        let Some(import) = self.state().import(number) else { return Ok(None) };
        let started = import.started;
        let Some(entry) = self.entry_at(started)? else { return Ok(None) };
        let Body::Import(body) = entry.body else { return Ok(None) };
        let check = self.check_of(number)?;
        let sightings = match &check {
            Some((at, check)) => Some(self.sightings_after(*at, check)?),
            None => None,
        };
        Ok(Some(SourceFile {
            account: body.account,
            import: Some(number),
            entry: started,
            format: body.format,
            hash: body.file.0,
            actor: entry.actor,
            occurred_on: entry.occurred_on,
            recorded_at: entry.recorded_at,
            check: check.map(|(_, check)| check),
            rows: body.rows.into(),
            sightings,
        }))
    }

    /// The file of a check.
    pub(super) fn source_at(&self, at: u64) -> Result<Option<SourceFile>, BooksError> {
        let Some(entry) = self.entry_at(at)? else { return Ok(None) };
        let Body::StatementCheck(check) = entry.body else { return Ok(None) };
        if let Some(number) = check.import {
            return self.source_of(number);
        }
        let sightings = Some(self.sightings_after(at, &check)?);
        Ok(Some(SourceFile {
            account: check.account,
            import: None,
            entry: at,
            format: check.format.clone(),
            hash: check.file.0,
            actor: entry.actor,
            occurred_on: entry.occurred_on,
            recorded_at: entry.recorded_at,
            rows: check.rows.into(),
            check: Some(check),
            sightings,
        }))
    }

    /// The sightings of a file: they follow its check.
    fn sightings_after(
        &self,
        at: u64,
        check: &StatementCheck,
    ) -> Result<FileSightings, BooksError> {
        let mut stretches = Vec::new();
        let mut rows = Vec::new();
        for entry in at + 1..self.size() {
            let Some(Body::LineSightings(told)) = self.entry_at(entry)?.map(|entry| entry.body)
            else {
                break;
            };
            if told.file != check.file {
                break;
            }
            rows.extend(stretched(told.pages));
            let seen = told.seen.into_iter();
            stretches.extend(seen.filter_map(|seen| Some((seen.lines()?.0, seen, entry))));
        }
        stretches.sort_by_key(|(first, _, _)| *first);
        Ok(FileSightings {
            check: at,
            import: check.import,
            format: check.format.clone(),
            pages: pages(&rows),
            stretches,
        })
    }

    /// The files that show lines of an import again, in the order in which they came.
    pub(super) fn sightings_of(&self, import: u32) -> Result<Vec<FileSightings>, BooksError> {
        let mut found: Vec<FileSightings> = Vec::new();
        let mut checks = BTreeSet::new();
        for at in self.tied(import, "seen-by")? {
            let mut before = at;
            let check = loop {
                let Some(earlier) = before.checked_sub(1) else { break None };
                before = earlier;
                match self.entry_at(before)?.map(|entry| entry.body) {
                    Some(Body::LineSightings(_)) => {}
                    Some(Body::StatementCheck(check)) => break Some(check),
                    _ => break None,
                }
            };
            if let Some(check) = check
                && checks.insert(before)
            {
                found.push(self.sightings_after(before, &check)?);
            }
        }
        Ok(found)
    }

    /// Every source that shows a line; `None` where only the file does that brought it.
    pub(super) fn seen(
        &self,
        line: u64,
        import: u32,
        row: u32,
    ) -> Result<Option<Seen>, BooksError> {
        let map = self.file_map(import)?;
        if map.sightings.is_empty() {
            return Ok(None);
        }
        let (Some(brought), Some(place)) =
            (self.state().import(import), self.file_place(import, row)?)
        else {
            return Ok(None);
        };
        let Some(Body::Import(body)) = self.entry_at(brought.started)?.map(|entry| entry.body)
        else {
            return Ok(None);
        };
        let mut rows = vec![SeenRow {
            import: Some(import),
            entry: brought.started,
            kind: kind_of(&body.format),
            place,
            brought: true,
            compared: None,
        }];
        for file in &map.sightings {
            let Some((row, entry)) = file.row_of(line) else { continue };
            let place = match file.import {
                Some(import) => self.file_place(import, row)?,
                None => Some(place_named(&format!("entry.{}", file.check), 0, row, &file.pages)),
            };
            let Some(place) = place else { continue };
            rows.push(SeenRow {
                import: file.import,
                entry,
                kind: kind_of(&file.format),
                place,
                brought: false,
                compared: Some((file.check, import)),
            });
        }
        let count = counted_here(format!("entry.{line}.sources"), rows.len());
        Ok((rows.len() > 1).then_some(Seen { count, rows }))
    }

    /// Where a line stands in a file that shows it.
    pub(super) fn place_in(
        &self,
        file: &SourceFile,
        line: &LineView,
    ) -> Result<Option<FilePlace>, BooksError> {
        if file.import == Some(line.import) {
            return self.file_place(line.import, line.row);
        }
        let Some(sightings) = &file.sightings else { return Ok(None) };
        let Some((row, _)) = sightings.row_of(line.sequence) else { return Ok(None) };
        if let Some(import) = file.import {
            return self.file_place(import, row);
        }
        let id = format!("entry.{}", sightings.check);
        Ok(Some(place_named(&id, 0, row, &sightings.pages)))
    }
}
