//! Why a whole file cannot be read. Errors of single rows are no errors here but
//! [`crate::BadRow`]s. The texts below are for logs; users read those in `locales/`.

use crate::column::Column;
use crate::format::FileKind;
use crate::pdf::PdfFault;

/// Why a file as a whole cannot be read (any further).
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Reading failed; a broken or cut gzip stream is reported here too. Rows read before it are
    /// the beginning of the file only.
    #[error("the file cannot be read")]
    Read(#[from] std::io::Error),
    /// The file holds nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// The file is of a kind that is known but has no reader yet.
    #[error("no reader for a file of kind {0:?}")]
    KindNotRead(FileKind),
    /// The file breaks the rules of its format.
    #[error("line {line_number}: {what}")]
    Malformed {
        /// The physical line where it does.
        line_number: u64,
        /// How, in the words of the reader (for the log).
        what: String,
    },
    /// The file is a PDF that cannot be read.
    #[error("PDF ({}), page {page:?}", fault.word())]
    Pdf {
        /// What is wrong with it.
        fault: PdfFault,
        /// The page it is wrong on, counted from 1; `None` for the file as a whole.
        page: Option<u32>,
    },
    /// The file is sound, and holds no statement at all.
    #[error("the file holds no statement")]
    NoStatement,
    /// No line near the top has the columns every statement needs.
    #[error("no header with {missing:?} within the first lines; nearest: line {line_number}")]
    HeaderNotFound {
        /// What the nearest line lacks. `Credit` stands for "debit or credit".
        missing: Vec<Column>,
        /// The line that came nearest (1-based), or the first one with text.
        line_number: u64,
        /// That line's cells, as far as shown: at most 40 of at most 60 characters.
        found: Vec<String>,
    },
    /// Two columns claim the same meaning, and choosing one would be a guess about money.
    #[error("two columns for {column:?}: {headings:?}")]
    AmbiguousColumn {
        /// The meaning claimed twice.
        column: Column,
        /// The headings that claim it.
        headings: Vec<String>,
    },
}
