//! The archives under `DIR/log/archive/`: ZIP files of finished bundles and tiles, so that a mirror takes
//! a whole log with few requests (docs/published-log.md). They hold copies only: nothing is read from
//! them, and whoever unpacks one checks it against the signed root like any tile.

mod zip;

use crate::error::{Result, ServiceError};
use crate::published::files::LogFiles;
use chungtay_journal::BookFolder;
use chungtay_log::tile::{BundleCoordinates, Resource, TileCoordinates};
use std::ops::Range;
use std::path::Path;
use zip::ZipWriter;

/// Entries in a large archive: those under one hash of a level 2 tile.
pub const LARGE_ENTRIES: u64 = 65_536;
/// Entries in a small archive; sixteen of them give way to a large one.
pub const SMALL_ENTRIES: u64 = 4_096;
/// An archive that would be longer is not made; its files are fetched one by one.
const LONGEST_BYTES: u64 = 512 << 20;

/// One archive: the `index`-th of its size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Archive {
    entries: u64,
    index: u64,
}

impl Archive {
    /// `archive/65536/000.zip`: the index in the manner of a tile's.
    fn path(self) -> String {
        let tile = TileCoordinates::new(0, self.index, 256).map(Resource::Tile);
        let place = tile.map(|tile| tile.to_string()).unwrap_or_default();
        let place = place.strip_prefix("tile/0/").unwrap_or_default();
        format!("archive/{}/{place}.zip", self.entries)
    }

    /// The bundles it holds.
    fn bundles(self) -> Range<u64> {
        let count = self.entries / 256;
        self.index * count..(self.index + 1) * count
    }

    /// What it holds, by path in `log/`: first the tile above, where there is a full one, then each
    /// leaf tile and its bundle.
    fn members(self) -> impl Iterator<Item = String> {
        let above = (self.entries == LARGE_ENTRIES)
            .then(|| TileCoordinates::new(1, self.index, 256).map(Resource::Tile));
        let pairs = self.bundles().flat_map(|index| {
            let tile = TileCoordinates::new(0, index, 256).map(Resource::Tile);
            [tile, BundleCoordinates::new(index, 256).map(Resource::Entries)]
        });
        above.into_iter().chain(pairs).flatten().map(|resource| resource.to_string())
    }

    /// How long it must be, from what its members are now; `None` where one is missing.
    fn length(self, log: &Path) -> Option<u64> {
        let mut members = Vec::with_capacity(513);
        for path in self.members() {
            let length = std::fs::metadata(log.join(&path)).ok()?.len();
            members.push((path, length));
        }
        Some(zip::length(members.iter().map(|(path, length)| (path.as_str(), *length))))
    }

    /// Its bytes, from what lies in `log/`; `None` where it is too long to be made.
    fn bytes(self, files: &LogFiles) -> Result<Option<Vec<u8>>> {
        let length = self.length(files.root()).unwrap_or_default();
        if length > LONGEST_BYTES {
            return Ok(None);
        }
        let mut writer = ZipWriter::with_capacity(usize::try_from(length).unwrap_or_default());
        for path in self.members() {
            let content = files.read(&path)?.ok_or_else(|| ServiceError::LogFile {
                file: files.root().join(&path),
                what: "is missing".to_owned(),
            })?;
            if writer.add(&path, &content).is_none() {
                return Ok(None);
            }
        }
        Ok(writer.finish())
    }

    /// Whether it stands, as long as it must be.
    fn stands(self, log: &Path) -> bool {
        let length = std::fs::metadata(log.join(self.path())).map(|found| found.len());
        length.is_ok_and(|length| self.length(log) == Some(length))
    }

    fn make(self, files: &LogFiles) -> Result<()> {
        match self.bytes(files)? {
            Some(bytes) => files.write_durably(&self.path(), &bytes),
            None => Ok(()),
        }
    }
}

/// The archives of a log of `size` entries that hold anything from entry `from` on.
fn archives(from: u64, size: u64) -> impl Iterator<Item = Archive> {
    let of = |entries: u64, first: u64, end: u64| {
        (first..end).map(move |index| Archive { entries, index })
    };
    let large_end = size / LARGE_ENTRIES;
    let small_first = (from / SMALL_ENTRIES).max(large_end * (LARGE_ENTRIES / SMALL_ENTRIES));
    of(LARGE_ENTRIES, from / LARGE_ENTRIES, large_end).chain(of(
        SMALL_ENTRIES,
        small_first,
        size / SMALL_ENTRIES,
    ))
}

/// Makes the archives that a published log of `size` entries must have and has not, of those that hold
/// anything from entry `from` on; then removes the small ones that a large one replaces.
pub(crate) fn bring_up(files: &LogFiles, from: u64, size: u64) -> Result<()> {
    for archive in archives(from, size) {
        if !archive.stands(files.root()) {
            archive.make(files)?;
        }
        if archive.entries == LARGE_ENTRIES {
            remove_small(files, archive)?;
        }
    }
    Ok(())
}

fn remove_small(files: &LogFiles, large: Archive) -> Result<()> {
    let count = LARGE_ENTRIES / SMALL_ENTRIES;
    for index in large.index * count..(large.index + 1) * count {
        let path = files.root().join(Archive { entries: SMALL_ENTRIES, index }.path());
        if path.is_file() {
            files.remove_file(&path)?;
        }
    }
    Ok(())
}

/// Writes every archive anew that holds one of these bundles, from what lies in `log/` now: after an
/// entry was withheld its bytes must not stay in an archive. Returns how many there were.
pub fn rewrite_archives(folder: &BookFolder, bundles: &Range<u64>) -> Result<u64> {
    let files = LogFiles::open(&folder.directory().join("log"), folder.disk())?;
    let size = folder.head()?.map_or(0, |head| head.size);
    let mut rewritten = 0;
    for archive in archives(0, size) {
        let of = archive.bundles();
        let holds = of.start < bundles.end && bundles.start < of.end;
        if holds && files.root().join(archive.path()).is_file() {
            archive.make(&files)?;
            rewritten += 1;
        }
    }
    Ok(rewritten)
}

/// The archives that are missing or do not hold what lies in `log/`, by their paths; all are read.
pub(crate) fn damaged(files: &LogFiles, size: u64) -> Result<Vec<String>> {
    let mut damaged = Vec::new();
    for archive in archives(0, size) {
        let Ok(Some(expected)) = archive.bytes(files) else { continue };
        if files.read(&archive.path())?.as_deref() != Some(&expected) {
            damaged.push(archive.path());
        }
    }
    Ok(damaged)
}

/// Writes the damaged archives anew; returns their paths.
pub(crate) fn mend(files: &LogFiles, size: u64) -> Result<Vec<String>> {
    let damaged = damaged(files, size)?;
    for archive in archives(0, size).filter(|archive| damaged.contains(&archive.path())) {
        archive.make(files)?;
    }
    Ok(damaged)
}
