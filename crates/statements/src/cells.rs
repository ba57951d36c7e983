//! The cells of a small table that is no statement, as a unit's list of people: text with separators or a
//! spreadsheet, whole, as it stands. Knows no column's meaning.

use crate::error::FileError;
use crate::format::{FileKind, HEAD_BYTES, file_kind};
use crate::input::Input;
use crate::legacy;
use crate::records::head_record;
use crate::sheets;
use crate::table::TableRow;
use std::io::{Read, Seek};

/// What a list may have, in bytes of text.
const LARGEST_BYTES: u64 = 8 << 20;
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A row that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRow {
    /// A sheet's row or a text's line, from one.
    pub number: u64,
    /// Its cells, without outer blanks.
    pub cells: Vec<String>,
}

/// The rows of a table that hold something; of a workbook, those of its first sheet that has any.
///
/// # Errors
/// [`FileError`] where the bytes cannot be read or are neither text nor a spreadsheet.
pub fn cells<'r>(source: impl Read + Seek + Send + 'r) -> Result<Vec<CellRow>, FileError> {
    let mut input = Input::new(source)?;
    let head = input.head(HEAD_BYTES)?;
    let rows = match file_kind(&head) {
        FileKind::Zip => first(sheets::xlsx_sheets(input.seekable()?)?),
        FileKind::ExcelBinary => first(sheets::xls_sheets(input.seekable()?)?),
        kind @ (FileKind::DelimitedText | FileKind::Utf16Text) => {
            let mut bytes = Vec::new();
            input.stream().take(LARGEST_BYTES).read_to_end(&mut bytes)?;
            delimited(&text(kind, bytes))?
        }
        kind => return Err(FileError::KindNotRead(kind)),
    };
    if rows.is_empty() { Err(FileError::Empty) } else { Ok(rows) }
}

fn first(sheets: Vec<sheets::Sheet>) -> Vec<CellRow> {
    let sheet = sheets.into_iter().find(|sheet| !sheet.is_empty()).unwrap_or_default();
    let row = |row: &TableRow| CellRow { number: row.number, cells: row.texts() };
    sheet.iter().map(row).collect()
}

/// In UTF-8, whatever it was written in.
fn text(kind: FileKind, bytes: Vec<u8>) -> Vec<u8> {
    if kind == FileKind::Utf16Text {
        return legacy::utf16(&bytes).into();
    }
    if legacy::is_utf8(&bytes) {
        return bytes;
    }
    legacy::decodings(&bytes).into_iter().next().map_or(bytes, Into::into)
}

/// Cut by the separator that stands most often.
fn delimited(text: &[u8]) -> Result<Vec<CellRow>, FileError> {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let often = |delimiter: &u8| memchr::memchr_iter(*delimiter, text).count();
    let delimiter = DELIMITERS.into_iter().max_by_key(often).unwrap_or(b',');
    let (mut at, mut number) = (0, 1);
    let mut rows = Vec::new();
    while at < text.len() {
        let record = head_record(&text[at..], true, delimiter);
        let record = record.ok_or_else(|| FileError::Malformed {
            line_number: number,
            what: "a quotation mark that does not end".to_owned(),
        })?;
        let cells: Vec<String> = record
            .cells
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
            .collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(CellRow { number, cells });
        }
        at += record.consumed.max(1);
        number += record.lines.max(1);
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::cells;
    use std::io::Cursor;

    #[test]
    fn text_is_cut_by_its_own_separator() {
        for text in [
            "Họ tên;Số tiền\n\nNguyễn Văn Thử;\"300.000\"\n",
            "Họ tên\tSố tiền\n\nNguyễn Văn Thử\t300.000",
        ] {
            let rows = cells(Cursor::new(text.as_bytes().to_vec())).unwrap();
            let rows: Vec<(u64, Vec<String>)> =
                rows.into_iter().map(|row| (row.number, row.cells)).collect();
            assert_eq!(rows[0], (1, vec!["Họ tên".to_owned(), "Số tiền".to_owned()]));
            assert_eq!(rows[1], (3, vec!["Nguyễn Văn Thử".to_owned(), "300.000".to_owned()]));
        }
        assert!(cells(Cursor::new(b"%PDF-1.7".to_vec())).is_err());
        assert!(cells(Cursor::new(b" \n".to_vec())).is_err());
    }
}
