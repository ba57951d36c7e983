//! The files of `DIR/log/`: where they lie and how each is written, whole for whoever reads meanwhile.
//! Knows nothing of what they say.

use crate::error::{Result, ServiceError};
use chungtay_journal::{Disk, Visibility};
use chungtay_log::reader::TileReader;
use chungtay_log::tile::{Resource, TileCoordinates};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Ends the name of a file that is being written beside the one it will replace.
pub(super) const UNFINISHED: &str = "new";

/// Reads tiles from a log's folder.
#[derive(Clone, Debug)]
pub struct TileFolder {
    root: PathBuf,
}

impl TileFolder {
    /// The log in this folder (`DIR/log`).
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The bytes of a resource.
    pub fn bytes(&self, resource: &Resource) -> std::io::Result<Vec<u8>> {
        fs::read(self.root.join(resource.to_string()))
    }
}

impl TileReader for TileFolder {
    type Error = std::io::Error;

    /// A partial tile may have been written wider, or whole, since: then its beginning is read.
    fn read(&mut self, tile: TileCoordinates) -> std::io::Result<Vec<u8>> {
        match self.bytes(&Resource::Tile(tile)) {
            Err(error) if error.kind() == ErrorKind::NotFound && !tile.is_full() => {
                let full = TileCoordinates::new(tile.level(), tile.index(), 256);
                let full = full.ok_or_else(|| std::io::Error::other("no such tile"))?;
                let mut bytes = self.bytes(&Resource::Tile(full))?;
                bytes.truncate(tile.byte_length());
                Ok(bytes)
            }
            other => other,
        }
    }
}

/// Writes the files of a log's folder.
#[derive(Clone, Debug)]
pub(crate) struct LogFiles {
    root: PathBuf,
    disk: Arc<dyn Disk>,
}

impl LogFiles {
    /// The log in this folder (`DIR/log`), which is made where it is not there.
    pub fn open(root: &Path, disk: &Arc<dyn Disk>) -> Result<Self> {
        let files = Self::new(root, disk);
        files.make_folder(root)?;
        Ok(files)
    }

    /// The log in this folder, there or not.
    pub fn new(root: &Path, disk: &Arc<dyn Disk>) -> Self {
        Self { root: root.to_owned(), disk: Arc::clone(disk) }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    fn make_folder(&self, folder: &Path) -> Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        self.disk.create_folder(folder, Visibility::Public).map_err(ServiceError::at(folder))
    }

    /// A full tile or bundle that no checkpoint covers yet: no reader asks for it, and after a crash it
    /// is written again, so it needs no rename.
    pub fn write_unsigned(&self, resource: &Resource, bytes: &[u8]) -> Result<()> {
        let path = self.root.join(resource.to_string());
        let written = self.disk.write(&path, bytes, Visibility::Public);
        if written.as_ref().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            return self.write(&resource.to_string(), bytes);
        }
        written.map_err(ServiceError::at(&path))
    }

    /// Writes beside and renames, so that a reader sees the old file or the new one, whole. Durable
    /// with the next [`LogFiles::settle`].
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.replace(path, bytes, false)
    }

    /// The same, the bytes durable before the name is.
    pub fn write_durably(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.replace(path, bytes, true)
    }

    fn replace(&self, path: &str, bytes: &[u8], durably: bool) -> Result<()> {
        let path = self.root.join(path);
        if let Some(parent) = path.parent() {
            self.make_folder(parent)?;
        }
        let mut temporary = path.clone().into_os_string();
        temporary.push(".");
        temporary.push(UNFINISHED);
        let temporary = PathBuf::from(temporary);
        let written = self.disk.write(&temporary, bytes, Visibility::Public);
        written.map_err(ServiceError::at(&temporary))?;
        if durably {
            self.disk.sync(&temporary).map_err(ServiceError::at(&temporary))?;
        }
        self.disk.rename(&temporary, &path).map_err(ServiceError::at(&path))
    }

    /// Writes the file unless it holds these bytes already; whether it did.
    pub fn write_where_other(&self, path: &str, bytes: &[u8]) -> Result<bool> {
        if self.read(path)?.is_some_and(|found| found == bytes) {
            return Ok(false);
        }
        self.write(path, bytes)?;
        Ok(true)
    }

    /// The file's bytes, or `None` where it is not there.
    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>> {
        let path = self.root.join(path);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ServiceError::at(&path)(error)),
        }
    }

    pub fn remove_file(&self, path: &Path) -> Result<()> {
        self.disk.remove_file(path).map_err(ServiceError::at(path))
    }

    /// Removes a folder, where it is there.
    pub fn remove_folder(&self, path: &Path) -> Result<()> {
        if path.is_dir() {
            self.disk.remove_folder(path).map_err(ServiceError::at(path))?;
        }
        Ok(())
    }

    /// Makes everything written durable, with one call for however many files there were.
    pub fn settle(&self) -> Result<()> {
        self.disk.sync_all(&self.root).map_err(ServiceError::at(&self.root))
    }
}
