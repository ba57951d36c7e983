//! Rows of cells, from wherever they come (delimited text, a spreadsheet, an HTML table), become statement
//! rows: the header is known, its columns are told by their headings, everything under it is a line, a
//! label, or named as bad. Knows no file format.

pub(crate) mod currency;
pub(crate) mod header;
pub(crate) mod labels;
pub(crate) mod places;
mod ragged;
pub(crate) mod reading;
pub(crate) mod totals;

use crate::column::{Column, bare};
use crate::date::Stamp;
use crate::error::FileError;
use crate::format::Rows;
use crate::legacy::Letters;
use crate::printed::Printed;
use crate::row::Row;
use crate::statement::Layout;
use currency::Currencies;
use header::Header;
use places::Places;
use reading::{Kind, Learned, Reading};
use std::collections::VecDeque;
use std::ops::Range;

/// Why the cells of a row could not be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellFault {
    /// A quoted cell does not end.
    Quote,
    /// The row is longer than a reader holds.
    TooLong,
}

/// One row of cells, its texts in one buffer that is used again.
#[derive(Clone, Debug, Default)]
pub(crate) struct TableRow {
    /// Where it stands: a sheet's row, a text's line, a table's `<tr>`; from 1.
    pub number: u64,
    pub fault: Option<CellFault>,
    text: Vec<u8>,
    cells: Vec<Range<usize>>,
    /// The row as it stands in the file, where that is not its cells joined.
    raw: Vec<u8>,
    /// Cells whose amount the program that wrote the file may have changed already.
    uncertain: Vec<usize>,
}

impl TableRow {
    pub fn clear(&mut self, number: u64) {
        self.number = number;
        self.fault = None;
        self.text.clear();
        self.cells.clear();
        self.raw.clear();
        self.uncertain.clear();
    }

    /// The cell pushed last may hold another amount than the bank wrote.
    pub fn doubt(&mut self) {
        self.uncertain.extend(self.cells.len().checked_sub(1));
    }

    /// Keeps the doubt of these cells only.
    pub fn doubt_only(&mut self, is_doubtful: impl Fn(usize) -> bool) {
        self.uncertain.retain(|index| is_doubtful(*index));
    }

    /// Whether the cell may hold another amount than the bank wrote.
    pub fn is_uncertain(&self, index: usize) -> bool {
        self.uncertain.contains(&index)
    }

    pub fn push(&mut self, cell: &[u8]) {
        let start = self.text.len();
        self.text.extend_from_slice(cell);
        self.cells.push(start..self.text.len());
    }

    /// Puts another text into a cell.
    pub fn replace(&mut self, index: usize, cell: &[u8]) {
        let start = self.text.len();
        self.text.extend_from_slice(cell);
        if let Some(place) = self.cells.get_mut(index) {
            *place = start..self.text.len();
        }
    }

    pub fn set_raw(&mut self, raw: &[u8]) {
        self.raw.extend_from_slice(raw);
    }

    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// The cell, or nothing where the row has no such cell.
    pub fn cell(&self, index: usize) -> &[u8] {
        self.cells.get(index).map_or(&[], |range| &self.text[range.clone()])
    }

    pub fn cells(&self) -> impl Iterator<Item = &[u8]> {
        self.cells.iter().map(|range| &self.text[range.clone()])
    }

    /// The cells as trimmed text.
    pub fn texts(&self) -> Vec<String> {
        self.cells().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
    }

    pub fn is_blank(&self) -> bool {
        self.fault.is_none() && self.cells().all(|cell| trimmed(cell).is_empty())
    }

    /// The row in the file's words.
    pub fn raw(&self) -> Vec<u8> {
        if !self.raw.is_empty() {
            return self.raw.clone();
        }
        self.cells().collect::<Vec<_>>().join(&b'\t')
    }
}

/// Without outer blanks, no-break spaces too.
pub(crate) fn trimmed(cell: &[u8]) -> &[u8] {
    const NO_BREAK: &[u8] = "\u{a0}".as_bytes();
    let mut cell = cell.trim_ascii();
    while let Some(rest) = cell.strip_prefix(NO_BREAK) {
        cell = rest.trim_ascii();
    }
    while let Some(rest) = cell.strip_suffix(NO_BREAK) {
        cell = rest.trim_ascii();
    }
    cell
}

/// Where rows of cells come from.
pub(crate) trait TableSource {
    /// The next row into `row`; false at the end.
    fn next_row(&mut self, row: &mut TableRow) -> Result<bool, FileError>;
    /// The row after the present one, where it is known already.
    fn peek(&self) -> Option<&TableRow> {
        None
    }
}

/// Rows that were taken from the file beforehand.
pub(crate) struct TakenRows(pub VecDeque<TableRow>);

impl TableSource for TakenRows {
    fn next_row(&mut self, row: &mut TableRow) -> Result<bool, FileError> {
        let next = self.0.pop_front();
        let more = next.is_some();
        if let Some(next) = next {
            *row = next;
        }
        Ok(more)
    }

    fn peek(&self) -> Option<&TableRow> {
        self.0.front()
    }
}

/// What a kind of file allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowed {
    /// A row without a date has that of the row above (merged cells of an export).
    pub fill_down: bool,
    /// A row may lack cells, because empty ones were dropped when the text was made.
    pub ragged: bool,
    /// A row of one text without date and amount is furniture of the print, not a line.
    pub furniture: bool,
}

/// Where in the file the reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Under a header.
    Rows,
    /// Under the rows: totals, notes, or the head of the next statement.
    Between,
}

/// Reads the rows under a header, and under the next one.
pub(crate) struct TableRows<S> {
    source: S,
    allowed: Allowed,
    layout: Layout,
    printed: Vec<Printed>,
    places: Places,
    currencies: Currencies,
    letters: Letters,
    learned: Learned,
    phase: Phase,
    row: TableRow,
    /// Label rows since the last statement line.
    labels: Vec<TableRow>,
    rows_read: u64,
    rows_under_header: u64,
    blank_rows: u64,
    width: usize,
}

impl<S: TableSource> TableRows<S> {
    /// `above`: the rows over the header.
    pub fn new(
        format: &'static str,
        source: S,
        allowed: Allowed,
        header: &Header,
        above: &[TableRow],
    ) -> Self {
        let mut printed = Printed::default();
        labels::learn(above, &mut printed);
        let places = Places::of(&header.assignment);
        Self {
            source,
            allowed,
            layout: header.layout(format),
            currencies: Currencies::of(&header.cells, &places),
            places,
            letters: Letters::default(),
            learned: Learned {
                style: header.style,
                minus: [header.minus, None, None],
                ..Learned::default()
            },
            phase: Phase::Rows,
            row: TableRow::default(),
            labels: Vec::new(),
            rows_read: 0,
            rows_under_header: 0,
            blank_rows: 0,
            width: header.cells.len(),
            printed: vec![printed],
        }
    }

    /// With the table of letters that the file's memos were found to be written in.
    pub fn lettered(mut self, letters: Letters) -> Self {
        self.letters = letters;
        self
    }

    /// Whether a day stands in the row's place for it: then the row is no header, which is dear to find out.
    fn is_dated(&self) -> bool {
        let place = self.places.cell(Column::Date);
        let cell = place.map_or(&[][..], |index| trimmed(self.row.cell(index)));
        Stamp::read(cell, self.learned.dates).is_some()
    }

    /// What the present row is.
    fn kind(&mut self) -> Kind {
        if self.allowed.ragged && self.row.fault.is_none() && self.row.len() < self.width {
            ragged::fit(&mut self.row, &self.places, self.width);
        }
        let between = self.phase == Phase::Between;
        reading::kind(&self.row, &self.places, self.allowed, &self.learned, between)
    }

    /// A header row among the rows: the same again is furniture, another begins another statement.
    fn is_header(&mut self) -> bool {
        let texts = self.row.texts();
        let places = if crate::guide::same_head(&texts, &self.layout.head) {
            self.places.clone()
        } else if let Some(assignment) = header::complete(&texts) {
            Places::of(&assignment)
        } else {
            return self.rows_under_header == 0 && header::repeats_words(&texts);
        };
        // Just under a header, another names the same columns in another language.
        let same = places == self.places || self.rows_under_header == 0;
        let new_account = labels::names_account(&self.labels);
        if same && (!new_account || self.phase == Phase::Rows) {
            return true;
        }
        let mut printed = Printed::default();
        labels::learn(labels::head_of(&self.labels), &mut printed);
        self.labels.clear();
        self.printed.push(printed);
        self.currencies = Currencies::of(&texts, &places);
        self.places = places;
        self.learned = Learned::default();
        self.rows_under_header = 0;
        true
    }

    /// A memo that some machine read with the wrong table of letters.
    fn mend_memo(&mut self) {
        let Some(place) = self.places.cell(Column::Memo) else { return };
        let cell = self.row.cell(place);
        if !cell.is_ascii()
            && let Ok(text) = std::str::from_utf8(cell)
            && let Some(memo) = self.letters.mended(text)
        {
            self.row.replace(place, memo.as_bytes());
        }
    }

    /// Rows that hold nothing but words that go on from the row above them, in its columns of words.
    fn join_wrapped(&mut self) {
        let Some(memo) = self.places.cell(Column::Memo).filter(|_| self.allowed.furniture) else {
            return;
        };
        let mut number = self.row.number;
        loop {
            let is_next = |next: &&TableRow| {
                let mut filled =
                    (0..next.len()).filter(|cell| !trimmed(next.cell(*cell)).is_empty());
                let words = |cell: usize| {
                    let column = self.places.column(cell);
                    matches!(column, Column::Memo | Column::CounterName | Column::CounterBank)
                };
                next.number == number + 1
                    && !trimmed(next.cell(memo)).is_empty()
                    && filled.all(words)
                    && !totals::is_total(trimmed(next.cell(memo)))
            };
            let Some(next) = self.source.peek().filter(is_next).cloned() else { return };
            for index in (0..next.len()).filter(|index| !trimmed(next.cell(*index)).is_empty()) {
                let joined = [trimmed(self.row.cell(index)), trimmed(next.cell(index))].join(&b' ');
                self.row.replace(index, joined.trim_ascii());
            }
            number = next.number;
            let mut passed = TableRow::default();
            if !matches!(self.source.next_row(&mut passed), Ok(true)) {
                return;
            }
        }
    }

    /// Labels under the rows belong to the statement that ends there.
    fn label(&mut self) {
        self.phase = Phase::Between;
        self.labels.push(self.row.clone());
        // What names another account is the head of its statement, and so is everything under it.
        let last = self.printed.len() - 1;
        if !labels::names_account(&self.labels) {
            labels::learn_foot(&self.row, &self.places, &mut self.printed[last]);
        }
    }
}

impl<S: TableSource> Rows for TableRows<S> {
    fn layout(&self) -> &Layout {
        &self.layout
    }

    fn blank_rows(&self) -> u64 {
        self.blank_rows
    }

    fn printed(&self) -> &[Printed] {
        &self.printed
    }

    fn next_row(&mut self) -> Result<Option<Row<'_>>, FileError> {
        loop {
            if !self.source.next_row(&mut self.row)? {
                if let (Some(first), Some(last)) = (self.learned.first_date, self.learned.last_date)
                    && let Some(printed) = self.printed.last_mut()
                {
                    printed.newest_first = first > last;
                }
                return Ok(None);
            }
            if self.row.is_blank() {
                self.blank_rows += 1;
                continue;
            }
            if self.row.fault.is_none() && !self.is_dated() && self.is_header() {
                self.phase = Phase::Rows;
                continue;
            }
            match self.kind() {
                Kind::Line => break,
                Kind::Label => self.label(),
                Kind::Furniture => self.layout.passed_rows += 1,
            }
        }
        self.phase = Phase::Rows;
        let of_day = |row: &TableRow| row.texts().iter().any(|text| totals::is_of_day(&bare(text)));
        if let Some(printed) = self.printed.last_mut()
            && self.labels.iter().any(of_day)
        {
            // The balance of a day that is not the last.
            printed.closing = None;
        }
        self.labels.clear();
        self.rows_read += 1;
        self.rows_under_header += 1;
        self.join_wrapped();
        self.mend_memo();
        let statement = self.printed.len() - 1;
        let currency = self.currencies.of_row(&self.row, &self.places, self.printed.last());
        let reading = Reading::new(&self.row, &self.places, self.allowed, &mut self.learned);
        if let Some(currency) = currency {
            return Ok(Some(reading.foreign(statement, self.rows_read, currency)));
        }
        let width =
            if self.allowed.ragged || self.allowed.furniture { None } else { Some(self.width) };
        Ok(Some(reading.row(statement, self.rows_read, width)))
    }
}
