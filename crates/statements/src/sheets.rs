//! Spreadsheets: Office Open XML (`.xlsx`) and BIFF (`.xls`), through calamine. Each sheet with a statement's
//! header is read, unless it repeats another sheet's rows in another language. A workbook that unpacks to
//! too much, or claims cells without end, is refused before it can do harm.

use crate::amount::{self, Thousands};
use crate::error::FileError;
use crate::format::OpenRows;
use crate::guide::Guide;
use crate::input::SeekableSource;
use crate::legacy::Letters;
use crate::table::header;
use crate::table::reading::without_currency;
use crate::table::{Allowed, TableRow, TableRows, TakenRows, trimmed};
use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, Xlsx, open_workbook_from_rs};
use std::collections::{BTreeSet, VecDeque};
use std::io::{self, Read, Seek, SeekFrom};

/// What a workbook may unpack to.
const LARGEST_UNPACKED_BYTES: u64 = 512 << 20;
/// Cells that hold something, over all sheets.
const MOST_CELLS: usize = 5_000_000;
/// Columns that may hold a statement; cells beyond are not looked at.
const MOST_COLUMNS: u32 = 256;

/// A sheet's rows that hold something.
pub(crate) type Sheet = Vec<TableRow>;

/// Opens a `.xlsx` workbook.
pub(crate) fn open_xlsx<'r>(source: SeekableSource<'r>, guide: &Guide) -> OpenRows<'r> {
    statement("xlsx", xlsx_sheets(source)?, guide)
}

/// The rows of every sheet of a `.xlsx` workbook.
pub(crate) fn xlsx_sheets(mut source: SeekableSource<'_>) -> Result<Vec<Sheet>, FileError> {
    check_size(&mut source)?;
    let mut workbook: Xlsx<_> = open_workbook_from_rs(source).map_err(|error| broken(&error))?;
    let mut sheets = Vec::new();
    let mut cells_left = MOST_CELLS;
    for name in workbook.sheet_names() {
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
        let mut grid = Grid::default();
        while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
            let (row, column) = cell.get_position();
            cells_left = cells_left.checked_sub(1).ok_or_else(too_large)?;
            grid.put(row, column, cell.get_value());
        }
        sheets.push(grid.finish());
    }
    Ok(sheets)
}

/// Opens a `.xls` workbook.
pub(crate) fn open_xls<'r>(source: SeekableSource<'r>, guide: &Guide) -> OpenRows<'r> {
    statement("xls", xls_sheets(source)?, guide)
}

/// The rows of every sheet of a `.xls` workbook.
pub(crate) fn xls_sheets(source: SeekableSource<'_>) -> Result<Vec<Sheet>, FileError> {
    let mut workbook: Xls<_> = open_workbook_from_rs(source).map_err(|error| broken(&error))?;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(|error| broken(&error))?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        let mut grid = Grid::default();
        for (row, column, value) in range.used_cells() {
            let place = |index: usize, first: u32| u32::try_from(index).unwrap_or(u32::MAX) + first;
            grid.put(place(row, first_row), place(column, first_column), &borrowed(value));
        }
        sheets.push(grid.finish());
    }
    Ok(sheets)
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            DataRef::SharedString(text)
        }
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn broken(error: &dyn std::error::Error) -> FileError {
    FileError::Malformed { line_number: 1, what: error.to_string() }
}

fn too_large() -> FileError {
    FileError::Read(io::Error::new(
        io::ErrorKind::FileTooLarge,
        format!("the workbook has more than {MOST_CELLS} cells"),
    ))
}

/// Unpacks every part once, counting: what a ZIP says of its own sizes proves nothing.
fn check_size(source: &mut SeekableSource<'_>) -> Result<(), FileError> {
    let mut left = LARGEST_UNPACKED_BYTES;
    {
        let mut archive = zip::ZipArchive::new(&mut *source).map_err(|error| broken(&error))?;
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(|error| broken(&error))?;
            let read = io::copy(&mut part.take(left + 1), &mut io::sink())
                .map_err(|error| broken(&error))?;
            left = left.checked_sub(read).ok_or_else(|| {
                let why =
                    format!("the workbook unpacks to more than {LARGEST_UNPACKED_BYTES} bytes");
                FileError::Read(io::Error::new(io::ErrorKind::FileTooLarge, why))
            })?;
        }
    }
    source.seek(SeekFrom::Start(0))?;
    Ok(())
}

/// Cells on their way to rows; they come in order.
#[derive(Default)]
struct Grid {
    rows: Sheet,
    row: Option<(u32, TableRow)>,
}

impl Grid {
    fn put(&mut self, row: u32, column: u32, value: &DataRef<'_>) {
        if column >= MOST_COLUMNS || matches!(value, DataRef::Empty) {
            return;
        }
        if self.row.as_ref().is_none_or(|(number, _)| *number != row) {
            self.end_row();
            let mut fresh = TableRow::default();
            fresh.clear(u64::from(row) + 1);
            self.row = Some((row, fresh));
        }
        let Some((_, cells)) = &mut self.row else { return };
        while cells.len() < column as usize {
            cells.push(b"");
        }
        let text = text(value);
        cells.push(text.as_bytes());
        // `50.000` typed into a program that reads the point as a decimal mark is 50.
        if matches!(value, DataRef::Float(_) | DataRef::Int(_)) && text.len() <= 3 && text != "0" {
            cells.doubt();
        }
    }

    fn end_row(&mut self) {
        self.rows.extend(self.row.take().map(|(_, row)| row).filter(|row| !row.is_blank()));
    }

    fn finish(mut self) -> Sheet {
        self.end_row();
        let mut grouped: BTreeSet<usize> = BTreeSet::new();
        for row in &self.rows {
            let shows = |cell: &[u8]| amount::unsigned(without_currency(trimmed(cell))).ok()?.shows;
            let is_grouped =
                |cell: &[u8]| shows(cell).is_some_and(|style| style.thousands != Thousands::None);
            grouped.extend(
                row.cells().enumerate().filter(|(_, cell)| is_grouped(cell)).map(|(at, _)| at),
            );
        }
        // Only beside amounts that the file writes as texts: where all are numbers, the numbers are right.
        for row in &mut self.rows {
            row.doubt_only(|index| grouped.contains(&index));
        }
        self.rows
    }
}

/// A value as a bank would print it: whole numbers plain, days as `2024-09-05`.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        // Written out by the shortest form that gives the same number: 1485092, 0.5.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(moment) => day(moment),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn day(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        return date;
    }
    format!("{date} {hour:02}:{minute:02}:{second:02}")
}

/// The sheets with a header, one after the other.
fn statement(format: &'static str, sheets: Vec<Sheet>, guide: &Guide) -> OpenRows<'static> {
    let mut failure = None;
    let mut found: Option<(crate::table::header::Header, Vec<TableRow>)> = None;
    let mut rows: VecDeque<TableRow> = VecDeque::new();
    let mut first_sheet: Sheet = Vec::new();
    for sheet in sheets {
        let (index, header) = match header::find(&sheet, guide) {
            Ok(found) => found,
            Err(error) => {
                failure = Some(header::nearer(failure, error));
                continue;
            }
        };
        if found.is_none() {
            let first = index + usize::from(!header.is_row);
            found = Some((header, sheet[..index].to_vec()));
            rows.extend(sheet[first..].iter().cloned());
            first_sheet = sheet;
        } else if !repeats(&first_sheet, &sheet) {
            rows.extend(sheet);
        }
    }
    let Some((header, above)) = found else { return Err(failure.unwrap_or(FileError::Empty)) };
    let allowed = Allowed { fill_down: true, ragged: false, furniture: true };
    let letters = Letters::of_rows(rows.iter(), &header);
    let table = TableRows::new(format, TakenRows(rows), allowed, &header, &above);
    Ok(Box::new(table.lettered(letters)))
}

/// Whether two sheets hold the same rows under headings of two languages: most rows are equal.
fn repeats(first: &Sheet, other: &Sheet) -> bool {
    let cells = |row: &TableRow| row.cells().map(|cell| trimmed(cell).to_vec()).collect::<Vec<_>>();
    let known: std::collections::HashSet<_> = first.iter().map(cells).collect();
    let equal = other.iter().filter(|row| known.contains(&cells(row))).count();
    equal * 10 >= other.len() * 9 || other.len() < 20 && equal * 2 > other.len()
}
