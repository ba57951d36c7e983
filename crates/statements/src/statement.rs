//! The one door of this room: open a file, see its layout, take its rows one by one.

use crate::amount::AmountStyle;
use crate::column::Column;
use crate::error::FileError;
use crate::format::{FORMATS, HEAD_BYTES, Opener, Rows, file_kind};
use crate::guide::Guide;
use crate::input::Input;
use crate::printed::Printed;
use crate::row::Row;
use std::io::{Read, Seek};

/// What a reader understood of a file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// [`crate::Format::name`] of the reader.
    pub format: &'static str,
    /// The physical line (1-based) the header stands on; lines above it are the bank's head block
    /// and are no rows.
    pub header_line: u64,
    /// The recognised columns in file order, each with its heading as printed.
    pub columns: Vec<(Column, String)>,
    /// Headings that nothing is read from, in file order. Worth showing: one may be a fee.
    pub unread_headings: Vec<String>,
    /// How this file writes amounts, as far as its head shows it.
    pub amount_style: Option<AmountStyle>,
    /// The headings of every column in file order; empty where the file has none.
    pub head: Vec<String>,
    /// Rows inside the table that are furniture of a print (a page's foot, a heading again), so far.
    pub passed_rows: u64,
}

impl Layout {
    /// The heading of a column as the file prints it.
    #[must_use]
    pub fn heading(&self, column: Column) -> Option<&str> {
        self.columns.iter().find(|(known, _)| *known == column).map(|(_, heading)| heading.as_str())
    }
}

/// An open statement file. Memory does not grow with the file.
pub struct Statement<'r> {
    rows: Box<dyn Rows + Send + 'r>,
}

/// Opens a statement, plain or gzipped, of any format in [`FORMATS`].
///
/// # Errors
/// [`FileError`] where the bytes cannot be read, are of a kind without a reader, or have a head in
/// which no statement's columns are recognised.
pub fn open<'r>(source: impl Read + Seek + Send + 'r) -> Result<Statement<'r>, FileError> {
    open_guided(source, &Guide::default())
}

/// The same for a file whose headings may be unknown: by the columns that were chosen for it, or by a saved
/// layout that has its headings.
///
/// # Errors
/// As [`open`]; formats that have no columns need no guide.
pub fn open_guided<'r>(
    source: impl Read + Seek + Send + 'r,
    guide: &Guide,
) -> Result<Statement<'r>, FileError> {
    let mut input = Input::new(source)?;
    let head = input.head(HEAD_BYTES)?;
    if head.iter().all(u8::is_ascii_whitespace) && head.len() < HEAD_BYTES {
        return Err(FileError::Empty);
    }
    let kind = file_kind(&head);
    let format = FORMATS.iter().find(|format| format.kind == kind);
    let format = format.ok_or(FileError::KindNotRead(kind))?;
    let rows = match format.open {
        Opener::Stream(open) => open(input.stream())?,
        Opener::GuidedStream(open) => open(input.stream(), guide)?,
        Opener::GuidedSeek(open) => open(input.seekable()?, guide)?,
    };
    Ok(Statement { rows })
}

impl Statement<'_> {
    /// What was understood of the file's head.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        self.rows.layout()
    }

    /// The next row, good or bad, or `None` at the end of the file.
    ///
    /// # Errors
    /// [`FileError::Read`] where the source fails: what was read so far is not the whole file.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, FileError> {
        self.rows.next_row()
    }

    /// What the file's statements print about themselves, in file order; complete once every row is read.
    #[must_use]
    pub fn printed(&self) -> &[Printed] {
        self.rows.printed()
    }

    /// Rows so far that hold nothing at all (blank lines, or separators only); they are no rows.
    #[must_use]
    pub fn blank_rows(&self) -> u64 {
        self.rows.blank_rows()
    }
}

impl std::fmt::Debug for Statement<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Statement").field("layout", self.layout()).finish_non_exhaustive()
    }
}
