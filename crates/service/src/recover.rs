//! `recover`: a journal shorter than the signed head is refilled from the published bundles, each entry
//! proved to be one that was signed before any is appended; then whatever is torn or missing in the
//! published log is written anew. It never brings private text back: that was never published.

mod private;
pub(crate) mod restated;

use crate::archive;
use crate::book::{Book, numbered_keys_of};
use crate::chance::Clock;
use crate::error::{Result, ServiceError};
use crate::log_keys::{self, passphrase::Ask};
use crate::published::files::{LogFiles, TileFolder};
use crate::published::{damage, open_own};
use crate::stories;
use chungtay_journal::{BUNDLE_ENTRIES, BookAppend, BookFolder, Bundle, Journal, Mode};
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::{Hash, leaf_hash};
use chungtay_log::reader::{AuthenticReader, TileReader};
use chungtay_log::tile::{
    BundleCoordinates, Resource, TileCoordinates, TileWriter, append_entry, decode_bundle,
};
use std::path::Path;
use std::time::Duration;

/// Entries read or appended at a time.
const STRIDE: u64 = 16_384;

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Entries that the journal held.
    pub held: u64,
    /// Entries that it holds now.
    pub size: u64,
    /// Files of the log that were written anew, by their path in `log/`.
    pub files: Vec<String>,
    /// Entries that came back whose private record cannot be read: erased before, or lost with vault or
    /// keys. That text is gone unless a backup has it.
    pub private_lost: u64,
    /// Statement lines among them that a later import cannot know again: a file that overlaps their
    /// days would enter them twice.
    pub lines_unknown: u64,
}

/// Entries done and in all.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);

/// Recovers a book. Either the whole of what was signed comes back, or nothing is changed and the
/// error names the file that is missing or spoilt.
pub fn recover(
    directory: &Path,
    clock: Clock,
    wait: Duration,
    ask: Ask<'_>,
    progress: Progress<'_>,
) -> Result<Recovered> {
    let mut folder = BookFolder::open(directory, Mode::Recovery { wait })?;
    let mut recovered = Recovered { held: folder.journal.size()?, ..Recovered::default() };
    if let Some(signed) = signed_head(&mut folder, clock, ask)? {
        if recovered.held < signed.size() {
            refill(&mut folder, &signed, recovered.held, progress)?;
            let noted = private::note_lines(&mut folder, recovered.held)?;
            (recovered.private_lost, recovered.lines_unknown) =
                (noted.private_lost, noted.lines_unknown);
        }
        let files = LogFiles::open(&folder.directory().join("log"), folder.disk())?;
        restated::withhold_again(&mut folder, &files, &signed)?;
        recovered.files = damage::mend(&folder.journal, &files, &signed)?;
        recovered.files.extend(archive::mend(&files, signed.size())?);
    }
    drop(folder);
    // Opened as ever: swept, published up to its end, ready to be written on.
    let book = Book::open_asking(directory, clock, wait, ask)?;
    let files = LogFiles::open(&book.directory().join("log"), book.folder.disk())?;
    recovered.files.extend(stories::mend(&files, &book.folder, book.state())?);
    recovered.size = book.folder.journal.size()?;
    Ok(recovered)
}

/// The head with its signature checked by the book's own key.
fn signed_head(folder: &mut BookFolder, clock: Clock, ask: Ask<'_>) -> Result<Option<Checkpoint>> {
    let Some(head) = folder.head()? else { return Ok(None) };
    let mut problem = String::new();
    // The newest keys first; a change of keys may have been entered and not been signed for yet.
    let mut numbers = log_keys::numbers(folder.directory());
    if numbers.is_empty() {
        numbers.push(1);
    }
    for number in numbers {
        let (origin, keys) = numbered_keys_of(folder, clock, ask, number)?;
        match open_own(&head.checkpoint, &origin, &keys.verifiers()) {
            Ok(signed) => return Ok(Some(signed)),
            Err(what) => problem = what,
        }
    }
    Err(ServiceError::HeadNotSigned { file: folder.head_file(), what: problem })
}

/// Appends the entries from `held` on. First all are read and hashed with the journal's into one tree,
/// whose root must be the signed one; then they are read again, bundle by bundle the same bytes.
fn refill(
    folder: &mut BookFolder,
    signed: &Checkpoint,
    held: u64,
    progress: Progress<'_>,
) -> Result<()> {
    let log = folder.directory().join("log");
    let mut writer = TileWriter::new();
    push_journal(folder, &log, signed.size(), held, &mut writer)?;
    let first = held / BUNDLE_ENTRIES;
    let mut seen = Vec::new();
    for index in first..signed.size().div_ceil(BUNDLE_ENTRIES) {
        let bytes = read_bundle(&log, index, signed.size())?;
        seen.push(leaf_hash(&bytes));
        for (sequence, entry) in entries_of(&log, index, signed.size(), &bytes)? {
            if sequence >= held {
                push_entry(&log, signed.size(), sequence, entry, &mut writer)?;
            }
        }
        writer.take_full();
    }
    if writer.root() != signed.root() {
        return Err(name_the_spoilt(folder, signed, held, &log));
    }
    let mut batch = BookAppend::default();
    let mut size = held;
    let count = seen.len();
    for (place, (index, seen)) in (first..).zip(seen).enumerate() {
        let bytes = read_bundle(&log, index, signed.size())?;
        if leaf_hash(&bytes) != seen {
            return Err(spoilt(&log, index, signed.size(), "it changed while it was read"));
        }
        for (sequence, entry) in entries_of(&log, index, signed.size(), &bytes)? {
            if sequence >= held {
                batch.entries.push(entry)?;
            }
        }
        if batch.entries.entry_count() >= STRIDE || place + 1 == count {
            size = folder.append(size, &batch)?;
            batch.clear();
            progress(size, signed.size());
        }
    }
    Ok(())
}

fn push_journal(
    folder: &BookFolder,
    log: &Path,
    size: u64,
    held: u64,
    writer: &mut TileWriter,
) -> Result<()> {
    while writer.size() < held {
        let bundles = folder.journal.read(writer.size(), STRIDE)?;
        for (sequence, bytes) in bundles.iter().flat_map(Bundle::entries) {
            push_entry(log, size, sequence, bytes, writer)?;
        }
        writer.take_full();
    }
    Ok(())
}

/// Hashes an entry; a withheld one's hash is read from its tile.
fn push_entry(
    log: &Path,
    size: u64,
    sequence: u64,
    bytes: &[u8],
    writer: &mut TileWriter,
) -> Result<()> {
    let leaf = match bytes {
        [] => damage::withheld_leaf(log, size, sequence)?,
        bytes => leaf_hash(bytes),
    };
    writer.push(leaf);
    Ok(())
}

/// The bundle of this index as a log of `size` entries has it; a partial one may stand in its whole form.
fn read_bundle(log: &Path, index: u64, size: u64) -> Result<Vec<u8>> {
    let missing = || spoilt(log, index, size, "it is missing");
    let exact = BundleCoordinates::in_tree(index, size).ok_or_else(missing)?;
    let folder = TileFolder::new(log);
    if let Ok(bytes) = folder.bytes(&Resource::Entries(exact)) {
        return Ok(bytes);
    }
    let whole = BundleCoordinates::new(index, 256).ok_or_else(missing)?;
    let bytes = folder.bytes(&Resource::Entries(whole)).map_err(|_| missing())?;
    let entries = decode_bundle(&bytes, 256).map_err(|_| missing())?;
    let mut beginning = Vec::new();
    for entry in entries.into_iter().take(usize::from(exact.width())) {
        append_entry(&mut beginning, entry).map_err(|_| missing())?;
    }
    Ok(beginning)
}

fn entries_of<'a>(
    log: &Path,
    index: u64,
    size: u64,
    bytes: &'a [u8],
) -> Result<impl Iterator<Item = (u64, &'a [u8])>> {
    let width = BundleCoordinates::in_tree(index, size).map_or(256, |bundle| bundle.width());
    let entries = decode_bundle(bytes, width);
    let entries = entries.map_err(|error| spoilt(log, index, size, &error.to_string()))?;
    Ok((index * BUNDLE_ENTRIES..).zip(entries))
}

fn spoilt(log: &Path, index: u64, size: u64, what: &str) -> ServiceError {
    let resource = BundleCoordinates::in_tree(index, size).map(Resource::Entries);
    let file = resource.map_or_else(|| log.to_owned(), |found| log.join(found.to_string()));
    ServiceError::LogFile { file, what: what.to_owned() }
}

/// Which file keeps the entries from making the signed root: the first bundle with an entry that is not
/// the tree's, or a tile; else it is the journal.
fn name_the_spoilt(
    folder: &BookFolder,
    signed: &Checkpoint,
    held: u64,
    log: &Path,
) -> ServiceError {
    let size = signed.size();
    let at_tile = |tile: TileCoordinates| ServiceError::LogFile {
        file: log.join(Resource::Tile(tile).to_string()),
        what: "it is not the tile that was signed".to_owned(),
    };
    let mut reader = match AuthenticReader::open(TileFolder::new(log), size, signed.root()) {
        Ok(reader) => reader,
        Err(error) => {
            let edge = chungtay_log::tile::edge_tiles(size);
            let missing = edge.into_iter().find(|tile| TileFolder::new(log).read(*tile).is_err());
            return missing.map_or_else(
                || ServiceError::LogFile { file: log.join("tile"), what: error.to_string() },
                at_tile,
            );
        }
    };
    for index in 0..size.div_ceil(BUNDLE_ENTRIES) {
        let Ok(leaves) = reader.tile(0, index).map(<[Hash]>::to_vec) else {
            return TileCoordinates::in_tree(0, index, size)
                .map_or(ServiceError::JournalDiffers { signed: held }, at_tile);
        };
        let is_leaf = |place: usize, entry: &[u8]| {
            entry.is_empty() || leaves.get(place) == Some(&leaf_hash(entry))
        };
        let first = index * BUNDLE_ENTRIES;
        if first < held {
            let entries = folder.journal.read(first, 1).unwrap_or_default();
            let mut entries = entries.iter().flat_map(Bundle::entries).enumerate();
            if !entries.all(|(place, (_, entry))| is_leaf(place, entry)) {
                return ServiceError::JournalDiffers { signed: held };
            }
        }
        if first + BUNDLE_ENTRIES > held {
            let bytes = match read_bundle(log, index, size) {
                Ok(bytes) => bytes,
                Err(error) => return error,
            };
            let Ok(entries) = entries_of(log, index, size, &bytes) else {
                return spoilt(log, index, size, "its entries are not whole");
            };
            if !entries.enumerate().all(|(place, (_, entry))| is_leaf(place, entry)) {
                return spoilt(log, index, size, "an entry is not the one that was signed");
            }
        }
    }
    ServiceError::JournalDiffers { signed: held }
}
