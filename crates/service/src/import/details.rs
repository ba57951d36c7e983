//! What the private register keeps of how a file was read: the reader's name, a hash of what its columns hold and how
//! they are headed, and whether it stands newest first. So an import that was broken off is not gone on with in another
//! reading, and files are told apart that write the same lines in other words.

use super::ImportRequest;
use super::survey::Survey;
use chungtay_journal::ImportRecord;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

const NEWEST_FIRST: &str = "newest-first";

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
    let order = if survey.newest_first { NEWEST_FIRST } else { "" };
    format!("{}\n{hash}\n{order}", survey.format)
}

/// The details of an import; `None` for imports of before this was kept.
pub(super) fn kept(record: &ImportRecord) -> Option<String> {
    let details = std::str::from_utf8(&record.details).ok()?;
    (!details.is_empty()).then(|| details.to_owned())
}

/// The reader's name in details.
pub(super) fn format(details: &str) -> &str {
    details.lines().next().unwrap_or_default()
}

/// Whether details tell of a file that stands newest first.
pub(super) fn is_newest_first(details: &str) -> bool {
    details.lines().nth(2) == Some(NEWEST_FIRST)
}

/// Whether an import was begun in this reading, as far as that is known.
pub(super) fn is_same(record: &ImportRecord, details: &str) -> bool {
    record.details.is_empty() || record.details == details.as_bytes()
}
