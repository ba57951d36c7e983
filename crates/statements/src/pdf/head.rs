//! The head of a table on a page: the bands whose cells name the columns of a statement.

use super::fault::PdfFault;
use super::grid::{self, Columns};
use super::guided;
use super::page::PageText;
use super::rows::{self, Head};
use crate::error::FileError;
use crate::guide::Guide;
use crate::table::TableRow;
use crate::table::header::{self, Header};

/// A head is at most so many bands high.
const MOST_BANDS: usize = 3;
/// It stands within so many bands from the top of its page.
const WITHIN_BANDS: usize = 40;

/// A head that was found.
pub(super) struct Found {
    pub header: Header,
    pub head: Head,
    /// The bands of the head and above it.
    pub first_band: usize,
}

/// The search for a head, over the pages.
#[derive(Default)]
pub(super) struct Search {
    headers: header::Search,
    glyphs: usize,
    unreadable: usize,
    pictures: u64,
}

impl Search {
    /// The head on this page, if it is there: as a guide has it, else by its words.
    pub fn find(&mut self, page: &PageText, guide: &Guide) -> Option<Found> {
        self.glyphs += page.glyphs.len();
        self.unreadable +=
            page.glyphs.iter().filter(|glyph| glyph.letter == char::REPLACEMENT_CHARACTER).count();
        self.pictures += page.pictures;
        if let Some(found) = guided::find(page, guide) {
            return Some(found);
        }
        if !guide.reads_headings() {
            return None;
        }
        Columns::ruled(page).into_iter().find_map(|columns| self.find_in(page, columns))
    }

    fn find_in(&mut self, page: &PageText, columns: Columns) -> Option<Found> {
        let cuts = grid::cuts(page, &columns);
        let bands = rows::bands(page, &columns, &[], &cuts);
        let texts: Vec<Vec<String>> =
            bands.iter().map(|parts| rows::texts(parts, columns.count())).collect();
        // The fewest bands first: what stands above the rules may name an account and a date too.
        for height in 1..=MOST_BANDS {
            let within = (texts.len() + 1).saturating_sub(height).min(WITHIN_BANDS);
            for start in 0..within {
                let end = start + height;
                let above = start == 0 && height > 1;
                if above || texts[end - 1].iter().all(String::is_empty) {
                    continue;
                }
                let row = head_row(&texts[start..end], start + 1);
                if let Some(mut header) = self.headers.header(&row, None) {
                    for cell in &mut header.cells {
                        *cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
                    }
                    return Some(found(header, columns, &texts, start, end));
                }
            }
        }
        None
    }

    /// Why no page has one.
    pub fn failure(self) -> FileError {
        let fault = |fault| FileError::Pdf { fault, page: None };
        if self.glyphs == 0 {
            fault(PdfFault::NoText)
        } else if self.unreadable * 2 > self.glyphs {
            fault(PdfFault::NoLetters)
        } else {
            self.headers.failure()
        }
    }
}

/// Bands as one row of headings; what stands in brackets is a heading too (`(Có) Credit`).
pub(super) fn head_row(bands: &[Vec<String>], number: usize) -> TableRow {
    let mut row = TableRow::default();
    row.clear(u64::try_from(number).unwrap_or(u64::MAX));
    for column in 0..bands.first().map_or(0, Vec::len) {
        let parts = bands.iter().map(|band| band[column].as_str()).filter(|text| !text.is_empty());
        let text = parts.collect::<Vec<_>>().join("\n").replace(['(', ')'], "\n");
        row.push(text.trim().as_bytes());
    }
    row
}

pub(super) fn found(
    header: Header,
    columns: Columns,
    texts: &[Vec<String>],
    start: usize,
    end: usize,
) -> Found {
    let mut end = end;
    // The same headings in the other language.
    while texts
        .get(end)
        .is_some_and(|texts| texts.iter().all(String::is_empty) || header::repeats_words(texts))
    {
        end += 1;
    }
    let bands = texts[start..end].to_vec();
    let head = Head::new(header.assignment.clone(), columns, bands);
    Found { header, head, first_band: end }
}
