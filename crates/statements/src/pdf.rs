//! PDF statements with a text layer: pages become letters with places, letters become cells between the rules that the
//! page draws, cells become rows. One page is held at a time. A row that cannot be read is named with its text; what is
//! no row is counted.

mod cells;
mod cmap;
mod content;
mod encoding;
mod fault;
mod font;
mod furniture;
mod geometry;
mod grid;
mod guard;
mod guided;
mod head;
mod lexer;
mod metrics;
mod page;
mod rows;
mod source;

pub use fault::PdfFault;

use crate::error::FileError;
use crate::format::{OpenRows, Rows};
use crate::guide::Guide;
use crate::input::SeekableSource;
use crate::printed::Printed;
use crate::row::Row;
use crate::statement::Layout;
use crate::table::currency::Currencies;
use crate::table::header::Header;
use crate::table::places::Places;
use crate::table::reading::{Learned, Reading};
use crate::table::{Allowed, TableRow, labels};
use content::{Fonts, Interpreter, Named};
use geometry::Matrix;
use hayro_syntax::Pdf;
use hayro_syntax::page::{Page, Rotation};
use head::Found;
use page::PageText;
use rows::{BandKind, BandRow, Head};
use std::collections::VecDeque;
use std::io::Read;

/// A larger file is no statement of a bank: 12,028 pages have 45 MB.
const LARGEST_FILE_BYTES: u64 = 512 << 20;
/// The head stands on one of the first pages; the others before it are covers.
const HEAD_WITHIN_PAGES: usize = 10;
/// Nothing of a PDF is filled from other rows.
const ALLOWED: Allowed = Allowed { fill_down: false, ragged: false, furniture: false };

/// Not at all, by a quarter to either side, by half.
const TURNS: [Matrix; 4] = [
    Matrix::IDENTITY,
    Matrix([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
    Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
    Matrix([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
];

/// Opens a PDF and finds the head of its table.
pub(crate) fn open<'r>(source: SeekableSource<'r>, guide: &Guide) -> OpenRows<'r> {
    let mut rows = loaded(source, guide)?;
    rows.find_head()?;
    Ok(Box::new(rows))
}

/// The top of a PDF's table: its header where it is known, and its first rows, the one of its headings first where it
/// has them.
pub(crate) fn preview(
    source: SeekableSource<'_>,
    most_rows: usize,
) -> Result<(Option<Header>, Vec<TableRow>), FileError> {
    let mut rows = loaded(source, &Guide::default())?;
    let mut search = head::Search::default();
    let mut best: Vec<TableRow> = Vec::new();
    for index in 0..rows.pdf.pages().len().min(HEAD_WITHIN_PAGES) {
        rows.load(index)?;
        if let Some(found) = search.find(&rows.text, &rows.guide) {
            let cells = guided::rows_of(&rows.text, &found.head, found.first_band);
            let mut table = vec![table_row(&found.header.cells)];
            table.extend(cells.iter().take(most_rows).map(|cells| table_row(cells)));
            for (row, number) in table.iter_mut().zip(1..) {
                row.number = number;
            }
            return Ok((Some(found.header), table));
        }
        let table = guided::table(&rows.text);
        if table.len() > best.len() {
            best = table;
        }
    }
    if best.is_empty() {
        return Err(search.failure());
    }
    best.truncate(most_rows);
    Ok((None, best))
}

/// The file in memory, nothing of it read yet.
fn loaded(source: SeekableSource<'_>, guide: &Guide) -> Result<PdfRows, FileError> {
    let mut bytes = Vec::new();
    source.take(LARGEST_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_FILE_BYTES {
        return Err(FileError::Pdf { fault: PdfFault::TooLarge, page: None });
    }
    let pdf = source::open(bytes).map_err(|fault| FileError::Pdf { fault, page: None })?;
    Ok(PdfRows {
        pdf,
        guide: guide.clone(),
        fonts: Fonts::default(),
        text: PageText::default(),
        next_page: 0,
        page_number: 0,
        row_on_page: 0,
        head: Head::default(),
        first_band: 0,
        layout: Layout { format: "pdf", ..Layout::default() },
        places: Places::default(),
        currencies: Currencies::default(),
        learned: Learned::default(),
        printed: vec![Printed::default()],
        waiting: VecDeque::new(),
        row: TableRow::default(),
        rows_read: 0,
    })
}

/// A row on its way out.
struct Waiting {
    statement: usize,
    page: u32,
    row_on_page: u32,
    band: BandRow,
}

struct PdfRows {
    pdf: Pdf,
    guide: Guide,
    fonts: Fonts,
    text: PageText,
    /// The index of the page that is read next.
    next_page: usize,
    /// The number of the page read last, as printed or counted.
    page_number: u32,
    row_on_page: u32,
    head: Head,
    /// The bands of the head and above it, on the page that has them.
    first_band: usize,
    layout: Layout,
    places: Places,
    currencies: Currencies,
    learned: Learned,
    printed: Vec<Printed>,
    waiting: VecDeque<Waiting>,
    row: TableRow,
    rows_read: u64,
}

/// Draws a page upright.
fn upright(page: &Page<'_>) -> Matrix {
    let area = page.crop_box();
    #[expect(clippy::cast_possible_truncation, reason = "points of a page")]
    let (left, bottom, right, top) =
        (area.x0 as f32, area.y0 as f32, area.x1 as f32, area.y1 as f32);
    match page.rotation() {
        Rotation::None => Matrix::shift(-left, -bottom),
        Rotation::Horizontal => Matrix([0.0, -1.0, 1.0, 0.0, -bottom, right]),
        Rotation::Flipped => Matrix([-1.0, 0.0, 0.0, -1.0, right, top]),
        Rotation::FlippedHorizontal => Matrix([0.0, 1.0, -1.0, 0.0, top, -left]),
    }
}

impl PdfRows {
    /// Reads the text of a page; of one that says it is turned and is not, as its letters stand.
    fn load(&mut self, index: usize) -> Result<(), FileError> {
        for turn in TURNS {
            self.draw(index, turn)?;
            if !self.text.glyphs.is_empty() || self.text.turned == 0 {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Reads the text of a page, turned further.
    fn draw(&mut self, index: usize, turn: Matrix) -> Result<(), FileError> {
        self.text.clear();
        let pages = self.pdf.pages();
        let Some(page) = pages.get(index) else { return Ok(()) };
        let drawn = upright(page).then(turn);
        let mut interpreter = Interpreter::new(&mut self.text, &mut self.fonts, drawn);
        let outcome = source::content(page).and_then(|content| {
            let resources = page.resources();
            let named =
                Named { fonts: resources.fonts.clone(), forms: resources.x_objects.clone() };
            interpreter.run(&content, &named, 0)
        });
        let number = u32::try_from(index + 1).ok();
        outcome.map_err(|fault| FileError::Pdf { fault, page: number })
    }

    fn find_head(&mut self) -> Result<(), FileError> {
        let mut search = head::Search::default();
        let pages = self.pdf.pages().len().min(HEAD_WITHIN_PAGES);
        for index in 0..pages {
            self.load(index)?;
            if let Some(found) = search.find(&self.text, &self.guide) {
                self.layout = found.header.layout("pdf");
                self.take_head(found);
                self.next_page = index;
                return Ok(());
            }
        }
        Err(search.failure())
    }

    fn take_head(&mut self, found: Found) {
        self.places = Places::of(&found.head.assignment);
        self.currencies = Currencies::of(&found.header.cells, &self.places);
        self.first_band = found.first_band;
        self.head = found.head;
    }

    /// Reads the next page into the queue; false where there is none.
    fn read_page(&mut self) -> Result<bool, FileError> {
        let count = self.pdf.pages().len();
        if self.next_page >= count {
            return Ok(false);
        }
        self.load(self.next_page)?;
        let is_first = self.next_page == 0 || self.page_number == 0;
        if !is_first
            && !self.head.fits(&self.text)
            && let Some(found) = head::Search::default().find(&self.text, &self.guide)
        {
            self.take_head(found);
        }
        let found = rows::read(&self.text, &self.head, std::mem::take(&mut self.first_band));
        let before = u32::try_from(self.next_page).unwrap_or(u32::MAX);
        self.page_number = if self.page_number == 0 { before } else { self.page_number };
        let outside = found.above.iter().chain(&found.below).flatten();
        let number = outside
            .filter_map(|text| furniture::page_number(text))
            .find(|(number, of)| u64::from(*of) >= count as u64 && *number > self.page_number);
        self.page_number = number.map_or(self.page_number.saturating_add(1), |(number, _)| number);
        self.next_page += 1;
        self.learn(&found, number.map(|(_, of)| of), self.next_page == count);
        self.layout.passed_rows += found.passed + self.text.turned.min(1);
        self.row_on_page = 0;
        for row in found.rows {
            self.queue(row);
        }
        Ok(true)
    }

    /// What the page says of the statement.
    fn learn(&mut self, found: &rows::PageRows, pages: Option<u32>, last_page: bool) {
        let table =
            |rows: &[Vec<String>]| rows.iter().map(|cells| table_row(cells)).collect::<Vec<_>>();
        let above = table(&found.above);
        let mut named = Printed::default();
        labels::learn(&above, &mut named);
        let last = self.printed.len() - 1;
        let known = &self.printed[last].account_numbers;
        let another = !named.account_numbers.is_empty()
            && !known.is_empty()
            && !named.account_numbers.iter().any(|number| known.contains(number));
        if another {
            self.printed.push(named);
        } else if known.is_empty() {
            let pages = self.printed[last].pages;
            let fills = |kept: &mut Printed| {
                labels::learn(&above, kept);
                kept.pages = pages;
            };
            fills(&mut self.printed[last]);
        }
        let last = self.printed.len() - 1;
        let printed = &mut self.printed[last];
        printed.pages = printed.pages.or(pages);
        let foot = if last_page { &found.below[..] } else { &[] };
        for cells in found.labels.iter().chain(foot) {
            labels::learn_foot(&table_row(cells), &self.places, printed);
        }
    }

    fn queue(&mut self, band: BandRow) {
        if band.kind == BandKind::Continuation
            && let Some(before) =
                self.waiting.back_mut().filter(|before| before.band.kind == BandKind::Row)
        {
            for (cell, more) in before.band.cells.iter_mut().zip(&band.cells) {
                if !more.is_empty() {
                    cell.push(' ');
                    cell.push_str(more);
                }
            }
            return;
        }
        self.row_on_page += 1;
        let statement = self.printed.len() - 1;
        let (page, row_on_page) = (self.page_number, self.row_on_page);
        self.waiting.push_back(Waiting { statement, page, row_on_page, band });
    }
}

fn table_row(cells: &[String]) -> TableRow {
    let mut row = TableRow::default();
    for cell in cells {
        row.push(cell.as_bytes());
    }
    row
}

impl Rows for PdfRows {
    fn layout(&self) -> &Layout {
        &self.layout
    }

    fn blank_rows(&self) -> u64 {
        0
    }

    fn printed(&self) -> &[Printed] {
        &self.printed
    }

    fn next_row(&mut self) -> Result<Option<Row<'_>>, FileError> {
        // The last row of a page may go on at the top of the next.
        while self.waiting.len() < 2 && self.read_page()? {}
        let Some(next) = self.waiting.pop_front() else { return Ok(None) };
        self.rows_read += 1;
        self.row.clear(self.rows_read);
        for cell in &next.band.cells {
            self.row.push(cell.as_bytes());
        }
        let printed = self.printed.get(next.statement);
        let currency = self.currencies.of_row(&self.row, &self.places, printed);
        let reading = Reading::new(&self.row, &self.places, ALLOWED, &mut self.learned);
        if let Some(currency) = currency {
            return Ok(Some(reading.foreign(next.statement, self.rows_read, currency)));
        }
        let mut row = reading.row(next.statement, self.rows_read, None);
        match &mut row {
            Row::Good(good) => {
                good.page = Some(next.page);
                good.row_on_page = Some(next.row_on_page);
            }
            Row::Bad(bad) => {
                bad.page = Some(next.page);
                bad.row_on_page = Some(next.row_on_page);
            }
            Row::Foreign(_) => {}
        }
        Ok(Some(row))
    }
}
