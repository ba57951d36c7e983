//! The file in which `verify` keeps how far a log was verified, so that the next run goes on from there.
//! Named by the person, or found by the log's address in the cache folder. Losing it costs time only.

use chungtay_service::verify::{Remembered, replace_file};
use std::io;
use std::path::{Path, PathBuf};

/// The longest part of an address in a file's name.
const LONGEST_NAME: usize = 120;

/// The file for a log: the one that is named; of an address, one in the cache; of a folder, none.
pub(crate) fn file_for(named: Option<&Path>, place: &str, cache: Option<&Path>) -> Option<PathBuf> {
    if named.is_some() {
        return named.map(Path::to_owned);
    }
    let address = place.split_once("://").map(|(_, rest)| rest.trim_end_matches('/'))?;
    let plain =
        |letter: char| if letter.is_ascii_alphanumeric() || letter == '.' { letter } else { '_' };
    let name: String = address.chars().map(plain).take(LONGEST_NAME).collect();
    Some(cache?.join("chungtay/verified").join(format!("{name}.json")))
}

/// What the file holds; `None` where there is none, or it is of another release.
pub(crate) fn remembered(file: &Path) -> Option<Remembered> {
    let bytes = std::fs::read(file).ok()?;
    Remembered::from_json(&serde_json::from_slice(&bytes).ok()?)
}

/// Keeps what was verified. Of a demonstration nothing is kept: its keys follow from words that anybody
/// knows, and it is made anew under the same address.
pub(crate) fn keep(file: &Path, done: &Remembered) -> io::Result<()> {
    if done.state.book.as_ref().is_some_and(|book| book.item.demonstration) {
        return Ok(());
    }
    replace_file(file, done.to_json().to_string().as_bytes())
}
