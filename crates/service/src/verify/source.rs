//! Where a published log is read from. What is read is believed only after it was hashed against the
//! signed root: nothing here checks anything.

use chungtay_log::reader::TileReader;
use chungtay_log::tile::{
    BundleCoordinates, Resource, TileCoordinates, append_entry, decode_bundle,
};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor};
use std::path::{Path, PathBuf};

/// Where a published log is read from: a folder or a web address.
pub trait LogSource {
    /// The bytes of a file of the log by its path, or `None` where it is not there. A path that begins
    /// with `../` lies beside the log, in the folder or site that carries it.
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>>;

    /// The same, to be read piece by piece.
    fn open(&self, path: &str) -> io::Result<Option<Box<dyn BufRead + '_>>> {
        Ok(self.read(path)?.map(|bytes| Box::new(Cursor::new(bytes)) as Box<dyn BufRead>))
    }

    /// Says which files will be read next, in this order, so that a slow source can begin. May be
    /// called again with paths it was told before.
    fn expect(&self, _paths: &[String]) {}
}

/// A log in a folder (`DIR/log`).
pub struct LogFolder(PathBuf);

impl LogFolder {
    /// The log of a book's folder or of a static copy, or the folder itself where it is a log.
    #[must_use]
    pub fn new(directory: &Path) -> Self {
        let inside = directory.join("log");
        let root = if inside.join("checkpoint").is_file() { inside } else { directory.to_owned() };
        Self(root)
    }
}

impl LogSource for LogFolder {
    fn read(&self, path: &str) -> io::Result<Option<Vec<u8>>> {
        match std::fs::read(self.0.join(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn open(&self, path: &str) -> io::Result<Option<Box<dyn BufRead + '_>>> {
        match File::open(self.0.join(path)) {
            Ok(file) => Ok(Some(Box::new(BufReader::with_capacity(1 << 16, file)))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The source's tiles, for an authenticating reader.
pub(super) struct SourceTiles<'a>(pub &'a dyn LogSource);

impl TileReader for SourceTiles<'_> {
    type Error = io::Error;

    /// A partial tile may have been replaced by a full one since: then its beginning is read.
    fn read(&mut self, tile: TileCoordinates) -> io::Result<Vec<u8>> {
        if let Some(bytes) = self.0.read(&Resource::Tile(tile).to_string())? {
            return Ok(bytes);
        }
        let full = TileCoordinates::new(tile.level(), tile.index(), 256);
        let full = full.filter(|_| !tile.is_full()).map(|full| Resource::Tile(full).to_string());
        let found = full.map(|path| self.0.read(&path)).transpose()?.flatten();
        let mut bytes = found.ok_or_else(|| missing(&Resource::Tile(tile).to_string()))?;
        bytes.truncate(tile.byte_length());
        Ok(bytes)
    }
}

/// A file that the log lacks.
pub(super) fn missing(path: &str) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, format!("no {path} in the log"))
}

/// A text file that every log has.
pub(super) fn required(source: &dyn LogSource, path: &str) -> io::Result<String> {
    let bytes = source.read(path)?.ok_or_else(|| missing(path))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The path of the bundle of this index in a tree of `size` entries.
pub(super) fn bundle_path(index: u64, size: u64) -> Option<String> {
    BundleCoordinates::in_tree(index, size).map(|place| Resource::Entries(place).to_string())
}

/// The bundle of this index, cut to the tree's size; a partial one may have grown since.
pub(super) fn bundle(source: &dyn LogSource, index: u64, size: u64) -> io::Result<Option<Vec<u8>>> {
    let Some(coordinates) = BundleCoordinates::in_tree(index, size) else { return Ok(None) };
    let exact = source.read(&Resource::Entries(coordinates).to_string())?;
    if exact.is_some() || coordinates.is_full() {
        return Ok(exact);
    }
    let full = BundleCoordinates::new(index, 256);
    let full = full.map(|full| source.read(&Resource::Entries(full).to_string())).transpose()?;
    Ok(full.flatten().and_then(|bytes| first_entries(&bytes, coordinates.width())))
}

/// The first `count` entries of a full bundle, in bundle form.
fn first_entries(bytes: &[u8], count: u16) -> Option<Vec<u8>> {
    let entries = decode_bundle(bytes, 256).ok()?;
    let mut out = Vec::new();
    for entry in entries.into_iter().take(usize::from(count)) {
        append_entry(&mut out, entry).ok()?;
    }
    Some(out)
}
