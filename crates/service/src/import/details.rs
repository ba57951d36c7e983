//! What the private register keeps of how a file was read: the reader's name, and a hash of the choice of columns, so
//! that an import that was broken off is not gone on with in another reading.

use super::ImportRequest;
use super::survey::Survey;
use chungtay_journal::ImportRecord;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The details of this reading.
pub(super) fn of(request: &ImportRequest<'_>, survey: &Survey) -> String {
    let mut read = String::new();
    for (column, cell) in survey.guide.forced.iter().flat_map(|forced| &forced.columns) {
        // A string cannot fail to be written to.
        let _ = write!(read, "{}={cell};", column.word());
    }
    for (column, heading) in &survey.columns {
        let _ = write!(read, "{}:{heading};", column.word());
    }
    let _ = write!(read, "{}", request.reading.number.as_deref().unwrap_or_default());
    let hash = HEXLOWER.encode(&Sha256::digest(read.as_bytes())[..8]);
    format!("{}\n{hash}", survey.format)
}

/// The reader that understood an import's file; `None` for imports of before this was kept.
pub(super) fn format(record: &ImportRecord) -> Option<String> {
    let details = std::str::from_utf8(&record.details).ok()?;
    let format = details.lines().next()?;
    Some(format.to_owned())
}

/// Whether an import was begun in this reading, as far as that is known.
pub(super) fn is_same(record: &ImportRecord, details: &str) -> bool {
    record.details.is_empty() || record.details == details.as_bytes()
}
