//! The registry of formats. A file is recognised from its first bytes; each format is one file of
//! this room. Text is read as it streams; a format whose parts point at each other (PDF, a ZIP) is read
//! from a source that can seek.

use crate::error::FileError;
use crate::guide::Guide;
use crate::input::SeekableSource;
use crate::printed::Printed;
use crate::row::Row;
use crate::statement::Layout;
use crate::{camt, delimited, feed, html, mt940, ofx, pdf, sheets};
use std::io::Read;

/// How many (decompressed) bytes a format may look at to recognise a file.
pub(crate) const HEAD_BYTES: usize = 64 * 1024;

/// A family of bank files, told by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Lines of text with separated columns (CSV and its kin).
    DelimitedText,
    /// Office Open XML (`.xlsx`) or another ZIP archive.
    Zip,
    /// The older binary Excel (`.xls`, BIFF in a compound file).
    ExcelBinary,
    /// PDF.
    Pdf,
    /// An HTML page (some banks name it `.xls`).
    Html,
    /// XML, such as ISO 20022 camt.053.
    Xml,
    /// SWIFT MT940.
    Mt940,
    /// Open Financial Exchange, version 1 (SGML) or 2 (XML).
    Ofx,
    /// Transactions that a service pushed, as lines of JSON.
    Feed,
    /// Text in UTF-16.
    Utf16Text,
    /// Compressed with something other than gzip (zstd, xz, bzip2).
    OtherCompression,
}

/// Reads one file of one format, row by row.
pub(crate) trait Rows {
    fn layout(&self) -> &Layout;
    fn next_row(&mut self) -> Result<Option<Row<'_>>, FileError>;
    fn blank_rows(&self) -> u64;
    /// What the statements met so far print about themselves; complete once every row is read.
    fn printed(&self) -> &[Printed] {
        &[]
    }
}

/// A reader of one file's rows.
pub(crate) type OpenRows<'r> = Result<Box<dyn Rows + Send + 'r>, FileError>;

/// How a format takes its bytes.
#[derive(Clone, Copy)]
pub(crate) enum Opener {
    /// As they stream, decompressed.
    Stream(for<'r> fn(Box<dyn Read + Send + 'r>) -> OpenRows<'r>),
    /// Tables as they stream: their columns may be told.
    GuidedStream(for<'r> fn(Box<dyn Read + Send + 'r>, &Guide) -> OpenRows<'r>),
    /// Tables from a source that can seek: likewise.
    GuidedSeek(for<'r> fn(SeekableSource<'r>, &Guide) -> OpenRows<'r>),
}

/// A format this room can read.
pub struct Format {
    /// A stable identifier, for logs and `--json`; not a text for users.
    pub name: &'static str,
    /// The kind of file it reads.
    pub kind: FileKind,
    pub(crate) open: Opener,
}

/// Every format that can be read; the first of the right kind that recognises the head wins.
pub static FORMATS: &[Format] = &[
    Format {
        name: "delimited",
        kind: FileKind::DelimitedText,
        open: Opener::GuidedStream(delimited::open),
    },
    Format {
        name: "delimited",
        kind: FileKind::Utf16Text,
        open: Opener::GuidedStream(delimited::open_utf16),
    },
    Format { name: "xlsx", kind: FileKind::Zip, open: Opener::GuidedSeek(sheets::open_xlsx) },
    Format { name: "xls", kind: FileKind::ExcelBinary, open: Opener::GuidedSeek(sheets::open_xls) },
    Format { name: "pdf", kind: FileKind::Pdf, open: Opener::GuidedSeek(pdf::open) },
    Format { name: "html", kind: FileKind::Html, open: Opener::GuidedStream(html::open) },
    Format { name: "camt", kind: FileKind::Xml, open: Opener::Stream(camt::open) },
    Format { name: "ofx", kind: FileKind::Ofx, open: Opener::Stream(ofx::open) },
    Format { name: "mt940", kind: FileKind::Mt940, open: Opener::Stream(mt940::open) },
    Format { name: "feed", kind: FileKind::Feed, open: Opener::Stream(feed::open) },
];

/// The kind of a file, from its (decompressed) first bytes.
#[must_use]
pub fn file_kind(head: &[u8]) -> FileKind {
    const MAGICS: &[(&[u8], FileKind)] = &[
        (b"PK\x03\x04", FileKind::Zip),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::ExcelBinary),
        (b"%PDF-", FileKind::Pdf),
        (b"\xff\xfe", FileKind::Utf16Text),
        (b"\xfe\xff", FileKind::Utf16Text),
        (b"\x28\xb5\x2f\xfd", FileKind::OtherCompression),
        (b"\xfd7zXZ\x00", FileKind::OtherCompression),
        (b"BZh", FileKind::OtherCompression),
    ];
    if let Some((_, kind)) = MAGICS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return *kind;
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let begins = |word: &str| {
        text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    };
    if feed::is_feed(head) {
        FileKind::Feed
    } else if ofx::is_ofx(head) {
        FileKind::Ofx
    } else if begins("<!doctype html") || begins("<html") || begins("<table") || begins("<meta") {
        FileKind::Html
    } else if begins("<?xml") || begins("<Document") {
        FileKind::Xml
    } else if mt940::is_mt940(head) {
        FileKind::Mt940
    } else {
        FileKind::DelimitedText
    }
}
