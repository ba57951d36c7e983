//! HTML tables, which some banks name `.xls`: every `<tr>` of the page in order, through the tokenizer
//! html5gum. Follows no link, runs nothing, reads at most so many bytes.

use crate::error::FileError;
use crate::format::OpenRows;
use crate::guide::Guide;
use crate::legacy::{self, Letters};
use crate::table::header;
use crate::table::{Allowed, TableRow, TableRows, TakenRows};
use html5gum::{Token, Tokenizer};
use std::collections::VecDeque;
use std::io::Read;

/// More columns than any statement; a `colspan` beyond is cut.
const MOST_COLUMNS: usize = 256;
/// A head goes down over few rows; a `rowspan` beyond is cut.
const MOST_ROWSPAN: usize = 64;

/// Opens a page.
pub(crate) fn open<'r>(mut source: Box<dyn Read + Send + 'r>, guide: &Guide) -> OpenRows<'r> {
    let texts = texts(&mut source)?;
    let mut failure = None;
    for text in texts {
        match opened(&text, guide) {
            Ok(rows) => return Ok(rows),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    Err(failure.unwrap_or(FileError::Empty))
}

/// The page's rows for a preview, at most so many.
pub(crate) fn preview<'r>(
    mut source: Box<dyn Read + Send + 'r>,
    most: usize,
) -> Result<Vec<TableRow>, FileError> {
    let texts = texts(&mut source)?;
    Ok(table_rows(texts.first().map_or("", String::as_str)).into_iter().take(most).collect())
}

/// The page in every encoding it may be in.
fn texts(source: &mut (dyn Read + Send)) -> Result<Vec<String>, FileError> {
    let mut bytes = Vec::new();
    source.take(legacy::LARGEST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > legacy::LARGEST_BYTES {
        let why = format!("an HTML statement may have {} bytes at most", legacy::LARGEST_BYTES);
        return Err(FileError::Read(std::io::Error::new(std::io::ErrorKind::FileTooLarge, why)));
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => vec![text],
        Err(error) => legacy::decodings(error.as_bytes()),
    })
}

fn opened(text: &str, guide: &Guide) -> OpenRows<'static> {
    let mut rows = table_rows(text);
    let (index, header) = header::find(rows.make_contiguous(), guide)?;
    let taken = index + usize::from(!header.is_row);
    let above: Vec<TableRow> = rows.drain(..taken).take(index).collect();
    let allowed = Allowed { fill_down: true, ragged: false, furniture: true };
    let letters = Letters::of_rows(rows.iter(), &header);
    let table = TableRows::new("html", TakenRows(rows), allowed, &header, &above);
    Ok(Box::new(table.lettered(letters)))
}

/// Every row of every table, in the page's order; nested tables give their rows too.
fn table_rows(text: &str) -> VecDeque<TableRow> {
    let mut page = Page::default();
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let span = |name: &[u8]| {
                    let span = tag.attributes.get(name)?;
                    String::from_utf8_lossy(span).trim().parse().ok()
                };
                let columns = span(b"colspan").unwrap_or(1);
                page.start(&tag.name, columns, span(b"rowspan").unwrap_or(1));
            }
            Token::EndTag(tag) => page.end(&tag.name),
            Token::String(text) => page.text(&text),
            _ => {}
        }
    }
    page.end(b"tr");
    page.rows
}

#[derive(Default)]
struct Page {
    rows: VecDeque<TableRow>,
    row: Option<TableRow>,
    cell: Option<Vec<u8>>,
    span: usize,
    /// How many rows the present cell goes down.
    down: usize,
    /// By column, how many more rows a cell from above reaches into.
    reaching: Vec<usize>,
    count: u64,
}

impl Page {
    fn start(&mut self, name: &[u8], span: usize, down: usize) {
        match name {
            b"tr" => {
                self.end(b"tr");
                self.count += 1;
                let mut row = TableRow::default();
                row.clear(self.count);
                self.row = Some(row);
            }
            b"td" | b"th" => {
                self.end_cell();
                self.cell = Some(Vec::new());
                self.span = span.clamp(1, MOST_COLUMNS);
                self.down = down.clamp(1, MOST_ROWSPAN);
            }
            b"br" => self.text(b"\n"),
            _ => {}
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"td" | b"th" => self.end_cell(),
            b"tr" | b"table" => {
                self.end_cell();
                self.end_row();
                self.rows.extend(self.row.take());
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) else { return };
        while let Some(left) = self.reaching.get_mut(row.len()).filter(|left| **left > 0) {
            *left -= 1;
            row.push(b"");
        }
        let first = row.len();
        if first < MOST_COLUMNS {
            row.push(&cell);
            for _ in 1..self.span {
                row.push(b"");
            }
        }
        if self.down > 1 && first < MOST_COLUMNS {
            self.reaching.resize(self.reaching.len().max(row.len()), 0);
            self.reaching[first..row.len()].fill(self.down - 1);
        }
    }

    /// Cells from above that stand behind the last cell of the row.
    fn end_row(&mut self) {
        let Some(row) = &mut self.row else { return };
        while let Some(left) = self.reaching.get_mut(row.len()) {
            let reaches = *left > 0;
            *left = left.saturating_sub(1);
            if !reaches && self.reaching[row.len()..].iter().all(|left| *left == 0) {
                break;
            }
            row.push(b"");
        }
    }

    fn text(&mut self, text: &[u8]) {
        if let Some(cell) = &mut self.cell {
            cell.extend_from_slice(text);
        }
    }
}
