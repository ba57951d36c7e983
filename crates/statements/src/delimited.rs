//! Delimited text (CSV with commas, semicolons, tabs or bars), its columns told by their headings in any
//! order. A head block above the header is read for what it says; nothing below the header is passed over
//! in silence. Text that is no UTF-8 is decoded as a whole first.

use crate::amount::{self, AmountStyle, Thousands};
use crate::column::Column;
use crate::error::FileError;
use crate::format::{HEAD_BYTES, OpenRows};
use crate::guide::Guide;
use crate::legacy::{self, Letters};
use crate::records::{Fault, Records, head_record};
use crate::table::header::{Header, Search, WITHIN_ROWS};
use crate::table::{Allowed, CellFault, TableRow, TableRows, TableSource, trimmed};
use std::io::{Cursor, Read};

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Opens a delimited file: finds its header, its separator and its way to write amounts.
pub(crate) fn open<'r>(source: Box<dyn Read + Send + 'r>, guide: &Guide) -> OpenRows<'r> {
    let mut records = Records::new(source);
    let head = records.head(HEAD_BYTES)?;
    if legacy::is_utf8(head) {
        return opened(records, guide);
    }
    let bytes = records.rest(legacy::LARGEST_BYTES)?;
    let mut first_failure = None;
    for text in legacy::decodings(&bytes) {
        match opened(Records::new(Box::new(Cursor::new(text))), guide) {
            Ok(rows) => return Ok(rows),
            Err(error) => first_failure = first_failure.or(Some(error)),
        }
    }
    Err(first_failure.unwrap_or(FileError::Empty))
}

/// Opens UTF-16 text of that kind.
pub(crate) fn open_utf16<'r>(source: Box<dyn Read + Send + 'r>, guide: &Guide) -> OpenRows<'r> {
    let bytes = Records::new(source).rest(legacy::LARGEST_BYTES)?;
    opened(Records::new(Box::new(Cursor::new(legacy::utf16(&bytes)))), guide)
}

fn opened<'r>(mut records: Records<'r>, guide: &Guide) -> OpenRows<'r> {
    let head = records.head(HEAD_BYTES)?;
    let whole = head.len() < HEAD_BYTES;
    let Found { mut header, delimiter, end, lines: passed, above } =
        guided(head, whole, guide).map_or_else(|| find_header(head, whole, guide), Ok)?;
    header.style = style_of(&head[end..], whole, delimiter, &header);
    let shown = lines(&head[end..], whole, delimiter, MOST_SHOWN);
    header.minus = debits_below_zero(&shown, &header);
    let letters = Letters::of_rows(shown.iter().map(|line| &line.row), &header);
    records.begin(end, passed, delimiter, header.cells.len());
    let allowed = Allowed { fill_down: false, ragged: delimiter == b'|', furniture: false };
    let source = Delimited { records };
    let table = TableRows::new("delimited", source, allowed, &header, &above);
    Ok(Box::new(table.lettered(letters)))
}

/// A header with where it stands in the head.
struct Found {
    header: Header,
    delimiter: u8,
    /// Where the rows begin in the head.
    end: usize,
    /// Line ends up to there.
    lines: u64,
    /// The rows over it.
    above: Vec<TableRow>,
}

/// The first line with every column a statement needs. The nearest line is named where none has.
fn find_header(head: &[u8], whole: bool, guide: &Guide) -> Result<Found, FileError> {
    let mut searches = DELIMITERS.map(|_| Search::default());
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line_number in (1..).take(WITHIN_ROWS) {
        if at >= head.len() || !guide.reads_headings() {
            break;
        }
        let line_end =
            memchr::memchr(b'\n', &head[at..]).map_or(head.len(), |found| at + found + 1);
        for (delimiter, search) in DELIMITERS.into_iter().zip(&mut searches) {
            let Some(record) = head_record(&head[at..], whole, delimiter) else { continue };
            let row = row_of(&record.cells, line_number);
            if let Some(header) = search.header(&row, None) {
                let above = starts.iter().zip(1..).filter_map(|(start, number)| {
                    let record = head_record(&head[*start..], whole, delimiter)?;
                    Some(row_of(&record.cells, number))
                });
                let (end, lines) = (at + record.consumed, line_number - 1 + record.lines);
                return Ok(Found { header, delimiter, end, lines, above: above.collect() });
            }
        }
        starts.push(at);
        at = line_end;
    }
    let nearest = searches.into_iter().reduce(Search::nearer).unwrap_or_default();
    Err(nearest.failure())
}

/// The header as a guide has it, with whatever separator leads to it.
fn guided(head: &[u8], whole: bool, guide: &Guide) -> Option<Found> {
    if guide.is_empty() {
        return None;
    }
    DELIMITERS.into_iter().find_map(|delimiter| {
        let lines = lines(head, whole, delimiter, GUIDED_ROWS);
        let rows: Vec<TableRow> = lines.iter().map(|line| line.row.clone()).collect();
        let (index, header) = guide.header(&rows)?;
        let wide = header.assignment.cells.len() > 1 && lines[index].row.len() > 1;
        let last = &lines[index];
        let (end, passed) = if header.is_row {
            (last.start, last.row.number - 1)
        } else {
            (last.end, last.row.number - 1 + last.lines)
        };
        let above = rows[..index].to_vec();
        wide.then_some(Found { header, delimiter, end, lines: passed, above })
    })
}

/// Rows that a guide may look at.
const GUIDED_ROWS: usize = 400;

/// A row of the head with its place.
struct HeadLine {
    row: TableRow,
    start: usize,
    end: usize,
    lines: u64,
}

fn lines(head: &[u8], whole: bool, delimiter: u8, most: usize) -> Vec<HeadLine> {
    let (mut at, mut number) = (0, 1);
    let mut lines = Vec::new();
    while at < head.len() && lines.len() < most {
        let Some(record) = head_record(&head[at..], whole, delimiter) else { break };
        let row = row_of(&record.cells, number);
        let end = at + record.consumed;
        lines.push(HeadLine { row, start: at, end, lines: record.lines });
        number += record.lines;
        at = end.max(at + 1);
    }
    lines
}

/// The rows of a text for a preview, with the separator under which most of them have the same number of cells.
pub(crate) fn preview<'r>(
    source: Box<dyn Read + Send + 'r>,
    utf16: bool,
    most: usize,
) -> Result<Vec<TableRow>, FileError> {
    let mut records = Records::new(source);
    let head = records.head(HEAD_BYTES)?.to_vec();
    let whole = head.len() < HEAD_BYTES;
    let text = if utf16 {
        legacy::utf16(&head).into_bytes()
    } else if legacy::is_utf8(&head) {
        head
    } else {
        legacy::decodings(&head).into_iter().next().map_or(head, String::into_bytes)
    };
    let of = |delimiter: u8| -> Vec<TableRow> {
        lines(&text, whole, delimiter, most).into_iter().map(|line| line.row).collect()
    };
    let found = DELIMITERS.into_iter().map(of).max_by_key(|rows| alike(rows));
    Ok(found.unwrap_or_default())
}

/// Rows of the commonest width above one, times that width.
fn alike(rows: &[TableRow]) -> usize {
    let widths = rows.iter().map(TableRow::len).filter(|width| *width > 1);
    widths
        .map(|width| rows.iter().filter(|row| row.len() == width).count() * width)
        .max()
        .unwrap_or(0)
}

fn row_of(cells: &[Vec<u8>], number: u64) -> TableRow {
    let mut row = TableRow::default();
    row.clear(number);
    for cell in cells {
        row.push(cell);
    }
    row
}

/// Rows under the head that show the file's ways.
const MOST_SHOWN: usize = 2_000;

/// Whether every debit shown stands below zero; nothing where none is shown, or some do and some do not.
fn debits_below_zero(rows: &[HeadLine], header: &Header) -> Option<bool> {
    let place = header.assignment.cell(Column::Debit)?;
    let cells = rows.iter().map(|line| trimmed(line.row.cell(place)));
    let mut below = cells
        .filter(|cell| cell.iter().any(|byte| (b'1'..=b'9').contains(byte)))
        .map(|cell| matches!(cell.first(), Some(b'-' | b'(')));
    let first = below.next()?;
    (first && below.all(|below| below)).then_some(true)
}

/// How most amounts in the head group their thousands; dots where as many say dots.
fn style_of(rows: &[u8], whole: bool, delimiter: u8, header: &Header) -> Option<AmountStyle> {
    let sides = [Column::Debit, Column::Credit].map(|column| header.assignment.cell(column));
    let mut votes = [(Thousands::Dots, 0u32), (Thousands::Commas, 0), (Thousands::None, 0)];
    let mut at = 0;
    while at < rows.len() {
        if let Some(record) = head_record(&rows[at..], whole, delimiter) {
            for place in sides.into_iter().flatten() {
                let cell = record.cells.get(place).map_or(&[][..], |cell| cell.trim_ascii());
                let shows = amount::unsigned(cell).ok().and_then(|amount| amount.shows);
                let vote = votes
                    .iter_mut()
                    .find(|(kind, _)| shows.is_some_and(|shown| shown.thousands == *kind));
                if let Some((_, count)) = vote {
                    *count += 1;
                }
            }
        }
        // By physical lines: a stray quote must not swallow the rest of the head.
        at += memchr::memchr(b'\n', &rows[at..]).map_or(rows.len(), |found| found + 1);
    }
    let mut best: Option<(Thousands, u32)> = None;
    for (thousands, count) in votes {
        if count > best.map_or(0, |(_, most)| most) {
            best = Some((thousands, count));
        }
    }
    best.map(|(thousands, _)| AmountStyle { thousands })
}

/// The records of the file as rows of cells.
struct Delimited<'r> {
    records: Records<'r>,
}

impl TableSource for Delimited<'_> {
    fn next_row(&mut self, row: &mut TableRow) -> Result<bool, FileError> {
        if !self.records.advance()? {
            return Ok(false);
        }
        let record = self.records.record();
        row.clear(record.line_number);
        row.fault = record.fault.map(|fault| match fault {
            Fault::Quote => CellFault::Quote,
            Fault::TooLong => CellFault::TooLong,
        });
        for cell in record.cells() {
            row.push(cell);
        }
        row.set_raw(record.raw);
        Ok(true)
    }
}
