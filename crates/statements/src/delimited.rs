//! Delimited text (CSV with commas, semicolons, tabs or bars; UTF-8), its columns told by their
//! headings in any order: the layout of the published Vietcombank extraction and its like.
//! A head block above the header is passed over; nothing below the header is.

use crate::amount::{self, AmountStyle, Thousands};
use crate::column::{self, Assignment, Column, Headings};
use crate::date;
use crate::error::FileError;
use crate::format::{HEAD_BYTES, OpenRows, Rows};
use crate::records::{Fault, HeadRecord, LONGEST_RECORD_BYTES, Record, Records, head_record};
use crate::row::{BadRow, Expected, Problem, Row, StatementRow};
use crate::statement::Layout;
use chungtay_ledger::money::Dong;
use std::io::Read;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// The header stands within so many lines from the top.
const HEADER_WITHIN_LINES: u64 = 60;
const SHOWN_CELLS: usize = 40;
const SHOWN_CELL_CHARACTERS: usize = 60;

/// Opens a delimited file: finds its header, its separator and its way to write amounts.
pub(crate) fn open<'r>(source: Box<dyn Read + Send + 'r>) -> OpenRows<'r> {
    let mut records = Records::new(source);
    let head = records.head(HEAD_BYTES)?;
    let whole = head.len() < HEAD_BYTES;
    let header = find_header(head, whole)?;
    let places = Places::of(&header.assignment);
    let style = style_of(&head[header.end..], whole, header.delimiter, &places);
    let layout = Layout {
        format: "delimited",
        header_line: header.line_number,
        columns: header
            .assignment
            .cells
            .iter()
            .map(|(column, cell)| (*column, header.cells[*cell].clone()))
            .collect(),
        unread_headings: unread(&header),
        amount_style: style,
    };
    let lines = header.line_number - 1 + header.lines;
    records.begin(header.end, lines, header.delimiter, header.cells.len());
    let width = header.cells.len();
    Ok(Box::new(Delimited { records, layout, places, width, style, rows_read: 0, blank_rows: 0 }))
}

struct Header {
    assignment: Assignment,
    cells: Vec<String>,
    delimiter: u8,
    line_number: u64,
    /// Where the rows begin in the head.
    end: usize,
    /// Line ends in the header itself.
    lines: u64,
}

fn unread(header: &Header) -> Vec<String> {
    let is_read = |index: &usize| header.assignment.cells.iter().any(|(_, cell)| cell == index);
    let unread = (0..header.cells.len()).filter(|index| !is_read(index));
    unread.map(|index| header.cells[index].clone()).filter(|text| !text.is_empty()).collect()
}

/// The first line with every column a statement needs. The nearest line is named where none has.
fn find_header(head: &[u8], whole: bool) -> Result<Header, FileError> {
    let mut nearest: Option<(usize, FileError)> = None;
    let (mut not_utf8, mut ambiguous) = (None, None);
    let headings = Headings::known();
    let mut at = 0;
    for line_number in 1..=HEADER_WITHIN_LINES {
        if at >= head.len() {
            break;
        }
        let line_end =
            memchr::memchr(b'\n', &head[at..]).map_or(head.len(), |found| at + found + 1);
        if std::str::from_utf8(&head[at..line_end]).is_err() && (whole || line_end < head.len()) {
            not_utf8.get_or_insert(line_number);
        }
        for delimiter in DELIMITERS {
            let Some(record) = head_record(&head[at..], whole, delimiter) else { continue };
            let Some(cells) = texts(&record) else { continue };
            let assignment = match column::assign(&headings, &cells) {
                Ok(assignment) => assignment,
                Err(error) => {
                    ambiguous.get_or_insert(error);
                    continue;
                }
            };
            let missing = assignment.missing();
            let found = assignment.cells.len();
            if missing.is_empty() {
                let (end, lines) = (at + record.consumed, record.lines);
                return Ok(Header { assignment, cells, delimiter, line_number, end, lines });
            }
            if !cells.concat().is_empty() && nearest.as_ref().is_none_or(|(most, _)| found > *most)
            {
                let found_cells = shown(cells);
                nearest = Some((
                    found,
                    FileError::HeaderNotFound { missing, line_number, found: found_cells },
                ));
            }
        }
        at = line_end;
    }
    let nothing = || FileError::HeaderNotFound {
        missing: Assignment::default().missing(),
        line_number: 1,
        found: Vec::new(),
    };
    let not_utf8 = not_utf8.map(|line_number| FileError::NotUtf8 { line_number });
    Err(ambiguous.or(not_utf8).or(nearest.map(|(_, error)| error)).unwrap_or_else(nothing))
}

fn texts(record: &HeadRecord) -> Option<Vec<String>> {
    let text = |cell: &Vec<u8>| std::str::from_utf8(cell).ok().map(|text| text.trim().to_owned());
    record.cells.iter().map(text).collect()
}

fn shown(cells: Vec<String>) -> Vec<String> {
    let cut = |cell: String| cell.chars().take(SHOWN_CELL_CHARACTERS).collect();
    cells.into_iter().take(SHOWN_CELLS).map(cut).collect()
}

/// How most amounts in the head group their thousands; dots where as many say dots.
fn style_of(rows: &[u8], whole: bool, delimiter: u8, places: &Places) -> Option<AmountStyle> {
    let mut votes = [(Thousands::Dots, 0u32), (Thousands::Commas, 0), (Thousands::None, 0)];
    let mut at = 0;
    while at < rows.len() {
        if let Some(record) = head_record(&rows[at..], whole, delimiter) {
            for place in [places.debit, places.credit].into_iter().flatten() {
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

/// Which cell holds what.
#[derive(Clone, Copy, Debug)]
struct Places {
    page: Option<usize>,
    date: Option<usize>,
    document_number: Option<usize>,
    debit: Option<usize>,
    credit: Option<usize>,
    balance: Option<usize>,
    memo: Option<usize>,
    counter_account: Option<usize>,
}

impl Places {
    fn of(assignment: &Assignment) -> Self {
        Self {
            page: assignment.cell(Column::Page),
            date: assignment.cell(Column::Date),
            document_number: assignment.cell(Column::DocumentNumber),
            debit: assignment.cell(Column::Debit),
            credit: assignment.cell(Column::Credit),
            balance: assignment.cell(Column::Balance),
            memo: assignment.cell(Column::Memo),
            counter_account: assignment.cell(Column::CounterAccount),
        }
    }
}

struct Delimited<'r> {
    records: Records<'r>,
    layout: Layout,
    places: Places,
    width: usize,
    style: Option<AmountStyle>,
    rows_read: u64,
    blank_rows: u64,
}

impl Rows for Delimited<'_> {
    fn layout(&self) -> &Layout {
        &self.layout
    }

    fn blank_rows(&self) -> u64 {
        self.blank_rows
    }

    fn next_row(&mut self) -> Result<Option<Row<'_>>, FileError> {
        loop {
            if !self.records.advance()? {
                return Ok(None);
            }
            if !self.records.record().is_blank() {
                break;
            }
            self.blank_rows += 1;
        }
        self.rows_read += 1;
        let record = self.records.record();
        let reading = Reading { record, places: &self.places, problems: Vec::new() };
        Ok(Some(reading.row(self.rows_read, self.width, &mut self.style)))
    }
}

/// One record on its way to a row.
struct Reading<'b> {
    record: Record<'b>,
    places: &'b Places,
    problems: Vec<Problem>,
}

impl<'b> Reading<'b> {
    fn row(mut self, row_number: u64, width: usize, style: &mut Option<AmountStyle>) -> Row<'b> {
        self.check_whole(width);
        let row = if self.problems.is_empty() { self.read(row_number, style) } else { None };
        match row {
            Some(row) if self.problems.is_empty() => Row::Good(row),
            _ => Row::Bad(BadRow {
                row_number,
                line_number: self.record.line_number,
                problems: self.problems,
                raw: self.record.raw.to_vec(),
            }),
        }
    }

    /// What makes every cell of a row doubtful.
    fn check_whole(&mut self, width: usize) {
        let record = self.record;
        let expected = match record.fault {
            Some(Fault::Quote) => Expected::ClosingQuote,
            Some(Fault::TooLong) => Expected::RowWithin { bytes: LONGEST_RECORD_BYTES },
            None if record.len() != width => {
                Expected::ColumnCount { expected: width, found: record.len() }
            }
            None if std::str::from_utf8(record.raw).is_err() => return self.check_encoding(),
            None => return,
        };
        self.problems.push(Problem::new(Column::WholeRow, record.raw, expected));
    }

    fn check_encoding(&mut self) {
        let record = self.record;
        for index in 0..record.len() {
            let cell = record.cell(index);
            if std::str::from_utf8(cell).is_err() {
                let column = self.places.column(index);
                self.problems.push(Problem::new(column, cell, Expected::Utf8));
            }
        }
    }

    fn cell(&self, place: Option<usize>) -> &'b [u8] {
        place.map_or(&[], |index| self.record.cell(index))
    }

    fn trimmed(&self, place: Option<usize>) -> &'b [u8] {
        self.cell(place).trim_ascii()
    }

    fn problem(&mut self, column: Column, value: &[u8], expected: Expected) {
        self.problems.push(Problem::new(column, value, expected));
    }

    fn read(
        &mut self,
        row_number: u64,
        style: &mut Option<AmountStyle>,
    ) -> Option<StatementRow<'b>> {
        let page = self.page();
        let date_text = self.trimmed(self.places.date);
        let date = date::day_month_year(date_text);
        if date.is_none() {
            self.problem(Column::Date, date_text, Expected::DateDayMonthYear);
        }
        let debit = self.amount(Column::Debit, self.places.debit, style);
        let credit = self.amount(Column::Credit, self.places.credit, style);
        if let (Some(debit), Some(credit)) = (debit, credit) {
            self.check_sides(debit, credit);
        }
        let balance = self.balance(style);
        Some(StatementRow {
            statement: 0,
            row_number,
            line_number: self.record.line_number,
            page,
            row_on_page: None,
            date: date?,
            time: None,
            value_date: None,
            document_number: text(self.trimmed(self.places.document_number)),
            debit: debit?,
            credit: credit?,
            fee: Dong::ZERO,
            vat: Dong::ZERO,
            balance,
            recovered: false,
            memo: text(self.cell(self.places.memo)),
            counter_account: text(self.trimmed(self.places.counter_account)),
            counter_name: "",
            counter_bank: "",
        })
    }

    fn check_sides(&mut self, debit: Dong, credit: Dong) {
        let expected = match (debit.is_positive(), credit.is_positive()) {
            (true, true) => Expected::OnlyOneOfDebitAndCredit,
            (false, false) => Expected::DebitOrCredit,
            _ => return,
        };
        let value = self.record.raw;
        self.problem(Column::WholeRow, value, expected);
    }

    /// An amount column: empty is zero, for the row's other side holds the amount.
    fn amount(
        &mut self,
        column: Column,
        place: Option<usize>,
        style: &mut Option<AmountStyle>,
    ) -> Option<Dong> {
        let value = self.trimmed(place);
        if value.is_empty() {
            return Some(Dong::ZERO);
        }
        let read = match without_minus(value) {
            Some(_) => Err(Expected::AmountNotNegative),
            None => amount::in_style(value, style),
        };
        read.map_err(|expected| self.problem(column, value, expected)).ok()
    }

    /// A balance may be below zero; an empty one is unknown.
    fn balance(&mut self, style: &mut Option<AmountStyle>) -> Option<Dong> {
        let value = self.trimmed(self.places.balance);
        if value.is_empty() {
            return None;
        }
        let read = match without_minus(value) {
            Some(digits) => amount::in_style(digits, style).map(|dong| -dong),
            None => amount::in_style(value, style),
        };
        read.map_err(|expected| self.problem(Column::Balance, value, expected)).ok()
    }

    fn page(&mut self) -> Option<u32> {
        let value = self.trimmed(self.places.page);
        if value.is_empty() {
            return None;
        }
        let digits = value.iter().all(u8::is_ascii_digit);
        let page = digits.then(|| text(value).parse().ok()).flatten();
        if page.is_none() {
            self.problem(Column::Page, value, Expected::PageNumber);
        }
        page
    }
}

impl Places {
    fn column(&self, index: usize) -> Column {
        [
            (self.page, Column::Page),
            (self.date, Column::Date),
            (self.document_number, Column::DocumentNumber),
            (self.debit, Column::Debit),
            (self.credit, Column::Credit),
            (self.balance, Column::Balance),
            (self.memo, Column::Memo),
            (self.counter_account, Column::CounterAccount),
        ]
        .into_iter()
        .find(|(place, _)| *place == Some(index))
        .map_or(Column::WholeRow, |(_, column)| column)
    }
}

/// The digits after a minus sign (`-` or U+2212) or within the accountant's brackets.
fn without_minus(value: &[u8]) -> Option<&[u8]> {
    let bracketed = value.strip_prefix(b"(").and_then(|rest| rest.strip_suffix(b")"));
    let signed = value.strip_prefix(b"-").or_else(|| value.strip_prefix("\u{2212}".as_bytes()));
    signed.or(bracketed).map(<[u8]>::trim_ascii)
}

/// The row was found to be UTF-8 as a whole.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}
