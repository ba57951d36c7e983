//! The files in which `verify` and `monitor` keep how far a log was verified. Named by the person, or found
//! by the log's address: of `verify` in the cache folder, where losing it costs time only; of `monitor` in
//! the state folder, for it is what a rollback is told by.

use crate::failure::{Exit, Failure};
use chungtay_log::hash::leaf_hash;
use chungtay_service::monitor::Watch;
use chungtay_service::verify::{Remembered, replace_file};
use std::io;
use std::path::{Path, PathBuf};

/// The longest part of an address in a file's name.
const LONGEST_NAME: usize = 60;
/// How much of the hash stands in it.
const HASH_DIGITS: usize = 16;

/// The file for a log: the one that is named; of an address, one in the cache; of a folder, none.
pub(crate) fn file_for(named: Option<&Path>, place: &str, cache: Option<&Path>) -> Option<PathBuf> {
    if named.is_some() {
        return named.map(Path::to_owned);
    }
    place.contains("://").then_some(())?;
    Some(cache?.join("chungtay/verified").join(name_of(place)))
}

/// The file of a watch: the one that is named, else one in the state folder.
pub(crate) fn watch_file(
    named: Option<&Path>,
    place: &str,
    state: Option<&Path>,
) -> Option<PathBuf> {
    let found = || Some(state?.join("chungtay/monitor").join(name_of(place)));
    named.map(Path::to_owned).or_else(found)
}

/// What a watch remembers; nothing where there is no file yet. A file that cannot be read is an error: a
/// watch that forgets would see no rollback.
pub(crate) fn watch(file: &Path) -> Result<Watch, Failure> {
    let bytes = match std::fs::read(file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Watch::default()),
        Err(error) => return Err(Failure::file("file", Exit::System, file, &error)),
    };
    let read = serde_json::from_slice(&bytes).ok().and_then(|object| Watch::from_json(&object));
    let shown = file.display().to_string();
    read.ok_or_else(|| Failure::new("watch-file", Exit::Input).with("file", shown))
}

/// A file's name for a place: the beginning of it to be read, and a hash of the whole, which tells places
/// apart. A folder is the same however it was typed.
fn name_of(place: &str) -> String {
    let address = match place.split_once("://") {
        Some((_, rest)) => rest.trim_end_matches('/').to_owned(),
        None => std::fs::canonicalize(place)
            .map_or_else(|_| place.to_owned(), |folder| folder.display().to_string()),
    };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-';
    let spelled = |byte: u8| if plain(byte) { char::from(byte) } else { '_' };
    let name: String = address.bytes().take(LONGEST_NAME).map(spelled).collect();
    let hash = leaf_hash(address.as_bytes()).to_hex();
    format!("{name}-{}.json", &hash[..HASH_DIGITS])
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
