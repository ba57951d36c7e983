//! Tables whose headings nobody knows: found by a saved layout's headings, or by what a person said of the columns;
//! and, for a person who is to say it, laid out as they stand.

use super::cells;
use super::grid::{self, Columns};
use super::head::{self, Found};
use super::page::PageText;
use super::rows::{self, BandKind, Head};
use crate::amount;
use crate::column::{Assignment, Column};
use crate::date::Stamp;
use crate::guide::{ChosenLayout, Guide, same_head};
use crate::table::TableRow;
use crate::table::reading::without_currency;

/// A head is at most so many bands high.
const MOST_BANDS: usize = 3;

/// The head of a page under a guide.
pub(super) fn find(page: &PageText, guide: &Guide) -> Option<Found> {
    if guide.is_empty() {
        return None;
    }
    let tables = Columns::ruled(page);
    let by_head = tables.iter().find_map(|columns| by_head(page, columns, guide));
    by_head.or_else(|| {
        let forced = guide.forced.as_ref()?;
        tables.iter().find_map(|columns| by_values(page, columns, forced))
    })
}

fn band_texts(page: &PageText, columns: &Columns, money: &[bool]) -> Vec<Vec<String>> {
    let cuts = grid::cuts(page, columns);
    let bands = rows::bands(page, columns, money, &cuts);
    bands.iter().map(|parts| rows::texts(parts, columns.count())).collect()
}

/// Bands as headings, each with single blanks.
fn headings(bands: &[Vec<String>], number: usize) -> (Vec<String>, u64) {
    let row = head::head_row(bands, number);
    let plain = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    (row.texts().into_iter().map(plain).collect(), row.number)
}

fn by_head(page: &PageText, columns: &Columns, guide: &Guide) -> Option<Found> {
    let texts = band_texts(page, columns, &[]);
    let named: Vec<&ChosenLayout> = guide
        .forced
        .iter()
        .chain(&guide.saved)
        .filter(|layout| !layout.head.is_empty() && fits(layout, columns))
        .collect();
    for height in 1..=MOST_BANDS.min(texts.len()) {
        for start in 0..=texts.len() - height {
            let end = start + height;
            let (cells, number) = headings(&texts[start..end], start + 1);
            if let Some(layout) = named.iter().find(|layout| same_head(&cells, &layout.head)) {
                let header = layout.header(cells, number);
                return Some(head::found(header, columns.clone(), &texts, start, end));
            }
        }
    }
    None
}

fn fits(layout: &ChosenLayout, columns: &Columns) -> bool {
    layout.columns.iter().all(|(_, cell)| *cell < columns.count())
}

/// The band over the first one that holds a line under this layout.
fn by_values(page: &PageText, columns: &Columns, layout: &ChosenLayout) -> Option<Found> {
    if !fits(layout, columns) {
        return None;
    }
    let assignment = Assignment { cells: layout.columns.clone() };
    let plain = Head::new(assignment, columns.clone(), Vec::new());
    let texts = band_texts(page, columns, &plain.money);
    let first = texts.iter().position(|texts| holds_line(texts, &plain))?;
    let over = first.checked_sub(1).filter(|over| *over > 0 && is_head(&texts[*over]));
    if let Some(over) = over {
        let (cells, number) = headings(&texts[over..first], over + 1);
        let header = layout.header(cells, number);
        return Some(head::found(header, columns.clone(), &texts, over, first));
    }
    let mut header = layout.header(vec![String::new(); columns.count()], 1);
    header.is_row = true;
    let head = Head::new(header.assignment.clone(), columns.clone(), Vec::new());
    Some(Found { header, head, first_band: first })
}

/// Whether a band has a day and an amount where the head has them; a band may hold several lines.
fn holds_line(texts: &[String], head: &Head) -> bool {
    let is_day = |line: &str| Stamp::read(line.trim().as_bytes(), None).is_some();
    let money = texts.iter().zip(&head.money).filter(|(_, money)| **money);
    texts.get(head.date).is_some_and(|text| text.lines().any(is_day))
        && money.map(|(text, _)| text).any(|text| text.lines().any(is_amount))
}

fn is_amount(line: &str) -> bool {
    let line = without_currency(line.trim().as_bytes());
    amount::unsigned(line.strip_prefix(b"-").unwrap_or(line)).is_ok()
}

/// Several words, none of which is a day or an amount.
fn is_head(texts: &[String]) -> bool {
    let filled = texts.iter().filter(|text| !text.trim().is_empty()).count();
    let is_value =
        |line: &str| is_amount(line) || Stamp::read(line.trim().as_bytes(), None).is_some();
    filled >= 3 && filled * 2 >= texts.len() && !texts.iter().any(|text| text.lines().any(is_value))
}

/// The table of a page as it stands: its headings, where they can be told, and its rows. The largest where there are
/// several; none where nothing has days and amounts.
pub(super) fn table(page: &PageText) -> Vec<TableRow> {
    let tables = Columns::ruled(page);
    let found = tables.iter().filter_map(|columns| laid_out(page, columns));
    found.max_by_key(Vec::len).unwrap_or_default()
}

fn laid_out(page: &PageText, columns: &Columns) -> Option<Vec<TableRow>> {
    let head = guessed(page, columns)?;
    let texts = band_texts(page, columns, &head.money);
    let first = texts.iter().position(|texts| holds_line(texts, &head))?;
    let found = rows::read(page, &head, first);
    let over = first.checked_sub(1).filter(|over| *over > 0 && is_head(&texts[*over]));
    let mut table: Vec<TableRow> = Vec::new();
    let mut add = |cells: &[String]| {
        let mut row = TableRow::default();
        row.clear(table.len() as u64 + 1);
        for cell in cells {
            row.push(cell.as_bytes());
        }
        table.push(row);
    };
    if let Some(over) = over {
        add(&headings(&texts[over..first], over + 1).0);
    }
    for row in found.rows.iter().filter(|row| row.kind == BandKind::Row) {
        add(&row.cells);
    }
    Some(table)
}

/// The rows of a page under a head that is known.
pub(super) fn rows_of(page: &PageText, head: &Head, first_band: usize) -> Vec<Vec<String>> {
    let found = rows::read(page, head, first_band).rows.into_iter();
    found.filter(|row| row.kind == BandKind::Row).map(|row| row.cells).collect()
}

/// A head by what stands in the columns: the one with the most days, those of amounts, those of words.
fn guessed(page: &PageText, columns: &Columns) -> Option<Head> {
    let cuts = grid::cuts(page, columns);
    let bands = rows::bands(page, columns, &[], &cuts);
    let lines = |column: usize| {
        let of_bands = bands.iter().flat_map(move |parts| cells::lines(parts, column));
        of_bands.map(|line| line.text).filter(|text| !text.trim().is_empty()).collect::<Vec<_>>()
    };
    let mut days: Vec<usize> = Vec::new();
    let mut head = Head::new(Assignment::default(), columns.clone(), Vec::new());
    for column in 0..columns.count() {
        let lines = lines(column);
        let is_day = |text: &&String| Stamp::read(text.trim().as_bytes(), None).is_some();
        let found = lines.iter().filter(is_day).count();
        let amounts = lines.iter().filter(|text| is_amount(text)).count();
        let letters =
            lines.iter().flat_map(|text| text.chars()).filter(|letter| letter.is_alphabetic());
        head.money[column] = found == 0 && amounts > 0 && amounts * 10 >= lines.len() * 6;
        head.words[column] = found == 0 && !head.money[column] && letters.count() > 0;
        days.push(found);
    }
    let most = days.iter().copied().max().filter(|most| *most > 0)?;
    head.date = days.iter().position(|found| *found == most)?;
    head.assignment.cells.push((Column::Date, head.date));
    Some(head)
}
