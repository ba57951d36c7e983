//! All lines that a search found, as a file that is read piece by piece.

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// A table (RFC 4180) with a first row of names.
    Csv,
    /// One JSON object to a line.
    JsonLines,
}

/// A piece of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Whole lines.
    pub bytes: Vec<u8>,
    /// The entry of the first line after it; `None` at the end.
    pub next: Option<u64>,
}
