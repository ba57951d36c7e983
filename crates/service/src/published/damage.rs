//! What stands in `DIR/log/` against what must stand there: every tile and bundle that the head covers
//! follows from the journal, and together they make the signed root. Where a file is torn or spoilt it
//! is found by name, and written anew from the journal; where the journal is the one that is spoilt,
//! nothing is touched.

use super::files::{LogFiles, TileFolder};
use crate::error::{Result, ServiceError};
use crate::leaves::Leaves;
use crate::recover::restated::stated_again;
use chungtay_journal::{BUNDLE_ENTRIES, Bundle, Journal};
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::{HASH_BYTES, Hash, leaf_hash};
use chungtay_log::reader::{AuthenticReader, TileReader};
use chungtay_log::tile::{
    BundleCoordinates, Resource, Tile, TileCoordinates, TileWriter, append_entry, decode_bundle,
    tiles_of,
};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// Entries read at a time.
const STRIDE: u64 = 16_384;

/// Bundles at the log's end that every opening reads; older ones only where they changed since the head.
const ALWAYS_READ: u64 = 256;

/// The damaged files of the log that `signed` covers, by their path in `log/`, in rising order; all of
/// it is read. An error where the journal does not make the signed root.
pub(crate) fn find(journal: &dyn Journal, log: &Path, signed: &Checkpoint) -> Result<Vec<String>> {
    let mut damaged = Vec::new();
    let root = derive(journal, log, signed.size(), &mut |resource, expected| {
        let path = resource.to_string();
        if fs::read(log.join(&path)).ok().as_deref() != Some(expected) {
            damaged.push(path);
        }
        Ok(())
    })?;
    if root != signed.root() {
        return Err(ServiceError::JournalDiffers { signed: signed.size() });
    }
    damaged.sort();
    Ok(damaged)
}

/// As [`mend`], and refuses where the log withholds an entry whose words this journal still has: it is an
/// older one, and they would be published again.
pub(crate) fn mend_unless_withheld(
    journal: &dyn Journal,
    files: &LogFiles,
    signed: &Checkpoint,
) -> Result<Vec<String>> {
    let damaged = find(journal, files.root(), signed)?;
    for path in &damaged {
        let Some(Resource::Entries(bundle)) = Resource::parse(path) else { continue };
        let held = journal.read(bundle.index() * BUNDLE_ENTRIES, BUNDLE_ENTRIES)?;
        let mut held = held.iter().flat_map(Bundle::entries).filter(|(_, bytes)| !bytes.is_empty());
        let bytes = fs::read(files.root().join(path)).unwrap_or_default();
        let found = if let Ok(published) = decode_bundle(&bytes, bundle.width()) {
            held.find(|(entry, _)| {
                let place = usize::try_from(entry % BUNDLE_ENTRIES).unwrap_or(usize::MAX);
                published.get(place).is_some_and(|published| published.is_empty())
            })
        } else {
            // The file is lost; the journal itself may say that words in it should be gone.
            let restated = restated_entries(journal)?;
            held.find(|(entry, _)| restated.contains(entry))
        };
        if let Some((entry, _)) = found {
            return Err(ServiceError::WithheldInLog { entry });
        }
    }
    write(journal, files, signed, damaged)
}

/// Every entry that another one states again.
fn restated_entries(journal: &dyn Journal) -> Result<BTreeSet<u64>> {
    let found = stated_again(journal)?;
    Ok(found.iter().map(|withheld| withheld.sequence).collect())
}

/// Writes the damaged files anew; returns their paths. Nothing is written where the journal does not
/// make the signed root.
pub(crate) fn mend(
    journal: &dyn Journal,
    files: &LogFiles,
    signed: &Checkpoint,
) -> Result<Vec<String>> {
    let damaged = find(journal, files.root(), signed)?;
    write(journal, files, signed, damaged)
}

fn write(
    journal: &dyn Journal,
    files: &LogFiles,
    signed: &Checkpoint,
    damaged: Vec<String>,
) -> Result<Vec<String>> {
    if damaged.is_empty() {
        return Ok(damaged);
    }
    derive(journal, files.root(), signed.size(), &mut |resource, expected| {
        let path = resource.to_string();
        match damaged.binary_search(&path) {
            Ok(_) => files.write(&path, expected),
            Err(_) => Ok(()),
        }
    })?;
    files.settle()?;
    Ok(damaged)
}

/// Whether the log looks whole, as far as an opening can tell without reading all of it: the tiles of
/// the higher levels and the last bundles are read and authenticated, and every file that changed since
/// `head_written`. What stood unchanged and rotted is for `doctor`.
pub(crate) fn looks_whole(
    journal: &dyn Journal,
    log: &Path,
    signed: &Checkpoint,
    head_written: SystemTime,
) -> Result<bool> {
    let size = signed.size();
    let tiles = TileFolder::new(log);
    let Ok(mut reader) = AuthenticReader::open(tiles, size, signed.root()) else {
        return Ok(false);
    };
    for tile in tiles_of(size).filter(|tile| tile.level() > 0) {
        if reader.tile(tile.level(), tile.index()).is_err()
            || !narrower_agree(log, tile, &mut reader)
        {
            return Ok(false);
        }
    }
    let count = size.div_ceil(BUNDLE_ENTRIES);
    let always = count.saturating_sub(ALWAYS_READ);
    for index in 0..count {
        if index < always && is_older(log, index, head_written) {
            continue;
        }
        let Ok(leaves) = reader.tile(0, index).map(<[Hash]>::to_vec) else { return Ok(false) };
        if !bundle_agrees(journal, log, size, index, &leaves)? {
            return Ok(false);
        }
        let tile = TileCoordinates::in_tree(0, index, size);
        if tile.is_some_and(|tile| !narrower_agree(log, tile, &mut reader)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether both full files of an index stand and were last changed before the head was written.
fn is_older(log: &Path, index: u64, head_written: SystemTime) -> bool {
    let tile = TileCoordinates::new(0, index, 256).map(Resource::Tile);
    let bundle = BundleCoordinates::new(index, 256).map(Resource::Entries);
    let is_older = |resource: Resource| {
        let found = fs::metadata(log.join(resource.to_string()));
        found.and_then(|found| found.modified()).is_ok_and(|modified| modified < head_written)
    };
    [tile, bundle].into_iter().flatten().all(is_older)
}

/// Whether bundle file, journal and tile say the same; a withheld entry has no bytes to compare.
fn bundle_agrees(
    journal: &dyn Journal,
    log: &Path,
    size: u64,
    index: u64,
    leaves: &[Hash],
) -> Result<bool> {
    let Some(coordinates) = BundleCoordinates::in_tree(index, size) else { return Ok(false) };
    let Some(bundle) = journal.read(index * BUNDLE_ENTRIES, 1)?.into_iter().next() else {
        return Ok(false);
    };
    let width = usize::from(coordinates.width());
    let entries: Vec<&[u8]> = bundle.entries().map(|(_, bytes)| bytes).take(width).collect();
    let is_leaf = |(bytes, leaf): (&&[u8], &Hash)| bytes.is_empty() || leaf_hash(bytes) == *leaf;
    if entries.len() != leaves.len() || !entries.iter().zip(leaves).all(is_leaf) {
        return Ok(false);
    }
    let path = log.join(Resource::Entries(coordinates).to_string());
    if fs::read(path).ok() != Some(beginning(&bundle, width)?) {
        return Ok(false);
    }
    for narrow in narrower(log, Resource::Entries(coordinates)) {
        let Resource::Entries(of) = narrow else { continue };
        let expected = beginning(&bundle, usize::from(of.width()))?;
        if fs::read(log.join(narrow.to_string())).ok() != Some(expected) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the narrower forms of a partial tile, published for earlier sizes, are its beginning.
fn narrower_agree(
    log: &Path,
    tile: TileCoordinates,
    reader: &mut AuthenticReader<TileFolder>,
) -> bool {
    let narrow = narrower(log, Resource::Tile(tile));
    if narrow.is_empty() {
        return true;
    }
    let Ok(hashes) = reader.tile(tile.level(), tile.index()).map(<[Hash]>::to_vec) else {
        return false;
    };
    let hashes: Vec<u8> = hashes.iter().flat_map(|hash| hash.0).collect();
    narrow.into_iter().all(|resource| {
        let Resource::Tile(of) = resource else { return false };
        fs::read(log.join(resource.to_string())).ok().as_deref() == hashes.get(..of.byte_length())
    })
}

/// Hands every file of the log of `size` entries to `visit`, as it follows from the journal: bundles,
/// tiles, and what stands there of partial ones from earlier sizes. Returns the root they make.
pub(crate) fn derive(
    journal: &dyn Journal,
    log: &Path,
    size: u64,
    visit: &mut dyn FnMut(Resource, &[u8]) -> Result<()>,
) -> Result<Hash> {
    let leaves = Leaves::of(journal)?;
    let mut writer = TileWriter::new();
    while writer.size() < size {
        let at = writer.size();
        let bundles = journal.read(at, STRIDE.min(size - at))?;
        if bundles.is_empty() {
            let short = chungtay_journal::Error::JournalShorterThanHead { size: at, signed: size };
            return Err(short.into());
        }
        for bundle in &bundles {
            visit_bundle(log, size, bundle, &leaves, &mut writer, visit)?;
        }
        for tile in writer.take_full() {
            visit(Resource::Tile(tile.coordinates), &tile.bytes)?;
        }
    }
    for Tile { coordinates, bytes } in writer.take_all() {
        visit(Resource::Tile(coordinates), &bytes)?;
        for narrow in narrower(log, Resource::Tile(coordinates)) {
            if let Resource::Tile(of) = narrow {
                visit(narrow, bytes.get(..of.byte_length()).unwrap_or_default())?;
            }
        }
    }
    Ok(writer.root())
}

fn visit_bundle(
    log: &Path,
    size: u64,
    bundle: &Bundle,
    leaves: &Leaves,
    writer: &mut TileWriter,
    visit: &mut dyn FnMut(Resource, &[u8]) -> Result<()>,
) -> Result<()> {
    for (sequence, bytes) in bundle.entries().take_while(|(sequence, _)| *sequence < size) {
        match leaves.known(sequence, bytes) {
            Some(leaf) => writer.push(leaf),
            None => writer.push(withheld_leaf(log, size, sequence)?),
        }
    }
    let Some(coordinates) = BundleCoordinates::in_tree(bundle.index(), size) else { return Ok(()) };
    let resource = Resource::Entries(coordinates);
    visit(resource, &beginning(bundle, usize::from(coordinates.width()))?)?;
    for narrow in narrower(log, resource) {
        if let Resource::Entries(of) = narrow {
            visit(narrow, &beginning(bundle, usize::from(of.width()))?)?;
        }
    }
    Ok(())
}

/// The leaf hash of an entry whose bytes were withheld and which the journal did not note: only its tile
/// has it still.
pub(crate) fn withheld_leaf(log: &Path, size: u64, sequence: u64) -> Result<Hash> {
    let tile = TileCoordinates::in_tree(0, sequence / BUNDLE_ENTRIES, size);
    let place = usize::try_from(sequence % BUNDLE_ENTRIES).unwrap_or(usize::MAX);
    let hashes = tile.and_then(|tile| TileFolder::new(log).read(tile).ok()).unwrap_or_default();
    let found = hashes.as_chunks::<HASH_BYTES>().0.get(place);
    found.map(|bytes| Hash(*bytes)).ok_or_else(|| ServiceError::LogFile {
        file: path_of(log, tile.map(Resource::Tile)),
        what: format!("the hash of the withheld entry {sequence} stands only here"),
    })
}

fn path_of(log: &Path, resource: Option<Resource>) -> PathBuf {
    resource.map_or_else(|| log.to_owned(), |resource| log.join(resource.to_string()))
}

/// The first `width` entries in bundle form.
pub(crate) fn beginning(bundle: &Bundle, width: usize) -> Result<Vec<u8>> {
    if bundle.entry_count() == width {
        return Ok(bundle.bytes().to_vec());
    }
    let whole = Bundle::from_bytes(bundle.index(), bundle.bytes().to_vec());
    let mut bytes = Vec::new();
    for (_, entry) in whole.iter().flat_map(Bundle::entries).take(width) {
        append_entry(&mut bytes, entry)
            .map_err(|error| ServiceError::Published(error.to_string()))?;
    }
    Ok(bytes)
}

/// The narrower forms of a partial resource that stand in its folder, for sizes published before.
fn narrower(log: &Path, resource: Resource) -> Vec<Resource> {
    let width = match resource {
        Resource::Tile(tile) => tile.width(),
        Resource::Entries(bundle) => bundle.width(),
        Resource::Checkpoint => return Vec::new(),
    };
    let path = resource.to_string();
    let Some((folder, _)) = path.rsplit_once(".p/") else { return Vec::new() };
    let found = fs::read_dir(log.join(format!("{folder}.p"))).into_iter().flatten().flatten();
    let mut widths: Vec<u16> = found
        .filter_map(|file| file.file_name().to_str()?.parse().ok())
        .filter(|found| *found < width)
        .collect();
    widths.sort_unstable();
    widths.iter().filter_map(|width| Resource::parse(&format!("{folder}.p/{width}"))).collect()
}
