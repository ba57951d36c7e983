//! The header of a table: one row, or two whose headings stand one above the other, anywhere near the top.

use super::TableRow;
use crate::amount::AmountStyle;
use crate::column::{self, Assignment, Column, Headings};
use crate::error::FileError;
use crate::guide::{self, Guide};
use crate::statement::Layout;
use std::sync::LazyLock;

/// The header stands within so many rows from the top.
pub(crate) const WITHIN_ROWS: usize = 60;
const SHOWN_CELLS: usize = 40;
const SHOWN_CELL_CHARACTERS: usize = 60;

static HEADINGS: LazyLock<Headings> = LazyLock::new(Headings::known);

/// A header that was found.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub assignment: Assignment,
    /// The headings as printed.
    pub cells: Vec<String>,
    /// The row it stands on, from 1.
    pub number: u64,
    /// How the file writes amounts, as far as its head shows it.
    pub style: Option<AmountStyle>,
    /// Debits are written below zero, as far as its head shows it.
    pub minus: Option<bool>,
    /// There is no header: this row is the first of the statement.
    pub is_row: bool,
}

impl Header {
    pub fn layout(&self, format: &'static str) -> Layout {
        let columns = self.assignment.cells.iter();
        let is_read = |index: &usize| self.assignment.cells.iter().any(|(_, cell)| cell == index);
        let unread = (0..self.cells.len()).filter(|index| !is_read(index));
        Layout {
            format,
            header_line: self.number,
            columns: columns.map(|(column, cell)| (*column, self.cells[*cell].clone())).collect(),
            unread_headings: unread
                .map(|index| self.cells[index].clone())
                .filter(|text| !text.is_empty() && !super::currency::is_heading(text))
                .collect(),
            amount_style: self.style,
            passed_rows: 0,
            head: if self.is_row { Vec::new() } else { self.cells.clone() },
        }
    }
}

/// The columns of these headings, where every one that a statement needs is there and none twice.
pub(crate) fn complete(texts: &[String]) -> Option<Assignment> {
    let assignment = column::assign(&HEADINGS, texts).ok()?;
    lacks(&assignment, texts).is_empty().then_some(assignment)
}

/// What a statement needs and these headings lack: also the other side of the money, where a heading that nothing is
/// read from may be it.
fn lacks(assignment: &Assignment, texts: &[String]) -> Vec<Column> {
    const MONEY: [&str; 8] =
        ["tien", "amount", "rut", "withdrawal", "withdrawals", "deposit", "deposits", "debit"];
    let mut missing = assignment.missing();
    let side = match (assignment.cell(Column::Credit), assignment.cell(Column::Debit)) {
        (Some(_), None) => Column::Debit,
        (None, Some(_)) => Column::Credit,
        _ => return missing,
    };
    let is_read = |index: usize| assignment.cells.iter().any(|(_, cell)| *cell == index);
    let may_be_money = |text: &String| {
        let plain = column::bare(text);
        let mut words = plain.split(|letter: char| !letter.is_alphanumeric());
        !super::currency::is_heading(text)
            && !plain.contains("bang chu")
            && words.any(|word| MONEY.contains(&word))
    };
    if texts.iter().enumerate().any(|(index, text)| !is_read(index) && may_be_money(text)) {
        missing.push(side);
    }
    missing
}

/// Whether these cells name columns again (in another language, or numbered), under the header itself.
pub(crate) fn repeats_words(texts: &[String]) -> bool {
    // `(Trans.Date)` under its Vietnamese heading: in brackets, and still a heading.
    let plain: Vec<String> = texts.iter().map(|text| text.replace(['(', ')'], " ")).collect();
    let named = column::assign(&HEADINGS, &plain).map_or(0, |assignment| assignment.cells.len());
    let filled = texts.iter().filter(|text| !text.is_empty()).count();
    let numbered = filled > 2
        && texts.iter().filter(|text| !text.is_empty()).zip(1..).all(|(text, number)| {
            let digits = text.trim_matches(|letter: char| !letter.is_ascii_digit());
            digits == number.to_string() && text.chars().count() <= 4
        });
    named >= 3 || numbered
}

/// The header among rows at the top of a table: where a guide has it, else by its words.
pub(crate) fn find(rows: &[TableRow], guide: &Guide) -> Result<(usize, Header), FileError> {
    if let Some(found) = guide.header(rows) {
        return Ok(found);
    }
    let mut search = Search::default();
    let near =
        if guide.reads_headings() { rows.iter().take(WITHIN_ROWS) } else { [].iter().take(0) };
    let found = near.enumerate().find_map(|(index, row)| {
        let below = rows.get(index + 1).filter(|below| below.number == row.number + 1);
        let header = search.header(row, below)?;
        // A head of two rows stands on its lower one.
        let is_double = header.cells != row.texts();
        Some((index + usize::from(is_double), header))
    });
    found.ok_or_else(|| search.failure())
}

/// The nearest thing to a header met so far.
#[derive(Debug, Default)]
pub(crate) struct Search {
    nearest: Option<(usize, FileError)>,
    ambiguous: Option<FileError>,
}

impl Search {
    /// Whether this row (with the one under it) is the header.
    pub fn header(&mut self, row: &TableRow, below: Option<&TableRow>) -> Option<Header> {
        let texts = row.texts();
        if let Some(header) = self.tried(texts.clone(), row.number) {
            return Some(header);
        }
        let below = below?.texts();
        // What holds a number (an account's, perhaps) is no heading.
        let number = |text: &String| text.bytes().filter(u8::is_ascii_digit).count() >= 6;
        if texts.iter().chain(&below).any(number) {
            return None;
        }
        let both = guide::joined(&texts, &below);
        // Two rows are one header only where both name columns.
        let named = |texts: &[String]| {
            column::assign(&HEADINGS, texts).map_or(1, |assignment| assignment.cells.len())
        };
        if named(&texts) == 0 || named(&below) == 0 { None } else { self.tried(both, row.number) }
    }

    fn tried(&mut self, cells: Vec<String>, number: u64) -> Option<Header> {
        let assignment = match column::assign(&HEADINGS, &cells) {
            Ok(assignment) => assignment,
            Err(error) => {
                self.ambiguous.get_or_insert(error);
                return None;
            }
        };
        let missing = lacks(&assignment, &cells);
        if missing.is_empty() {
            return Some(Header {
                assignment,
                cells,
                number,
                style: None,
                minus: None,
                is_row: false,
            });
        }
        let found = assignment.cells.len();
        let nearer = self.nearest.as_ref().is_none_or(|(most, _)| found > *most);
        if nearer && !cells.concat().is_empty() {
            let error =
                FileError::HeaderNotFound { missing, line_number: number, found: shown(cells) };
            self.nearest = Some((found, error));
        }
        None
    }

    /// Of two searches the one that came nearer.
    pub fn nearer(self, other: Self) -> Self {
        let found = |search: &Self| search.nearest.as_ref().map_or(0, |(found, _)| *found);
        let (nearer, farther) =
            if found(&other) > found(&self) { (other, self) } else { (self, other) };
        Self { ambiguous: nearer.ambiguous.or(farther.ambiguous), nearest: nearer.nearest }
    }

    /// Why no header was found.
    pub fn failure(self) -> FileError {
        let nothing = || FileError::HeaderNotFound {
            missing: vec![Column::Date, Column::Credit, Column::Memo],
            line_number: 1,
            found: Vec::new(),
        };
        self.ambiguous.or(self.nearest.map(|(_, error)| error)).unwrap_or_else(nothing)
    }
}

/// Of two failures (of sheets of one file) the one that came nearer to a header.
pub(crate) fn nearer(before: Option<FileError>, error: FileError) -> FileError {
    let lacks = |error: &FileError| match error {
        FileError::HeaderNotFound { missing, .. } => missing.len(),
        _ => 0,
    };
    match before {
        Some(before) if lacks(&before) <= lacks(&error) => before,
        _ => error,
    }
}

fn shown(cells: Vec<String>) -> Vec<String> {
    let cut = |cell: String| cell.chars().take(SHOWN_CELL_CHARACTERS).collect();
    cells.into_iter().take(SHOWN_CELLS).map(cut).collect()
}
