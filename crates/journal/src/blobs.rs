//! Files kept by the SHA-256 of their bytes, in `DIR/blobs/ab/cdef…`. What is private is encrypted by
//! the caller. A blob is never changed; it is whole or it is not there.

use crate::disk::{Disk, Visibility};
use crate::durable_file::{at, parent_of, read_if_there, replace};
use crate::published_form::hash_of;
use crate::sqlite::connection::Gate;
use crate::{Error, Result};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Tells apart the unfinished files of one process.
static UNFINISHED: AtomicU64 = AtomicU64::new(0);

/// The folder of blobs.
#[derive(Clone, Debug)]
pub struct BlobFolder {
    folder: PathBuf,
    disk: Arc<dyn Disk>,
    gate: Gate,
}

impl BlobFolder {
    pub(crate) fn new(directory: &Path, gate: &Gate, disk: &Arc<dyn Disk>) -> Self {
        Self { folder: directory.join("blobs"), disk: Arc::clone(disk), gate: gate.clone() }
    }

    /// Makes a folder where there is none, its name durable.
    fn make_folder(&self, folder: &Path) -> Result<()> {
        if folder.is_dir() {
            return Ok(());
        }
        let made = self.disk.create_folder(folder, Visibility::Private);
        made.and_then(|()| self.disk.sync(parent_of(folder))).map_err(at(folder))
    }

    /// Stores the bytes durably and returns their SHA-256. Storing them again does nothing.
    pub fn put(&self, bytes: &[u8]) -> Result<[u8; 32]> {
        self.gate.check(&self.folder)?;
        let hash: [u8; 32] = Sha256::digest(bytes).into();
        let file = self.file(&hash);
        if std::fs::metadata(&file).is_ok_and(|found| found.len() == bytes.len() as u64) {
            return Ok(hash);
        }
        let unfinished = self.folder.join("unfinished");
        self.make_folder(&unfinished)?;
        if let Some(parent) = file.parent() {
            self.make_folder(parent)?;
        }
        let number = UNFINISHED.fetch_add(1, Ordering::Relaxed);
        let temporary = unfinished.join(format!("{}-{number}", std::process::id()));
        replace(&*self.disk, &file, &temporary, bytes)?;
        Ok(hash)
    }

    /// The bytes of that hash, or `None`; bytes that do not match their name are `Damaged`.
    pub fn get(&self, hash: &[u8; 32]) -> Result<Option<Vec<u8>>> {
        read(self.file(hash), hash)
    }

    /// The hashes of all that is kept, in rising order; a file with another name is passed over.
    pub fn hashes(&self) -> Result<Vec<[u8; 32]>> {
        let mut hashes = Vec::new();
        if !self.folder.is_dir() {
            return Ok(hashes);
        }
        let names = |folder: &Path| -> Result<Vec<String>> {
            let entries = std::fs::read_dir(folder).map_err(at(folder))?;
            let names = entries.map(|entry| entry.map_err(at(folder)));
            names.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
        };
        for first in names(&self.folder)?.into_iter().filter(|name| name.len() == 2) {
            for rest in names(&self.folder.join(&first))? {
                hashes.extend(hash_of(&format!("{first}{rest}")));
            }
        }
        hashes.sort_unstable();
        Ok(hashes)
    }

    /// Removes the bytes of that hash; false when there were none.
    pub fn remove(&self, hash: &[u8; 32]) -> Result<bool> {
        self.gate.check(&self.folder)?;
        let file = self.file(hash);
        match self.disk.remove_file(&file) {
            Ok(()) => self.disk.sync(parent_of(&file)).map(|()| true).map_err(at(&file)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(at(&file)(error)),
        }
    }

    /// Removes what a broken process left half written. Only under the writer lock, at start.
    pub(crate) fn sweep(&self) -> Result<u64> {
        let unfinished = self.folder.join("unfinished");
        if !unfinished.is_dir() {
            return Ok(0);
        }
        let mut removed = 0;
        for entry in std::fs::read_dir(&unfinished).map_err(at(&unfinished))? {
            let file = entry.map_err(at(&unfinished))?.path();
            self.disk.remove_file(&file).map_err(at(&file))?;
            removed += 1;
        }
        Ok(removed)
    }

    /// Where the bytes of that hash lie, if they are there.
    #[must_use]
    pub fn file(&self, hash: &[u8; 32]) -> PathBuf {
        file_in(&self.folder, hash)
    }
}

/// The bytes of that hash in a book's folder, for whoever only reads; `None` where there are none.
pub fn read_blob(directory: &Path, hash: &[u8; 32]) -> Result<Option<Vec<u8>>> {
    read(file_in(&directory.join("blobs"), hash), hash)
}

fn file_in(folder: &Path, hash: &[u8; 32]) -> PathBuf {
    let mut name = String::with_capacity(64);
    for byte in hash {
        // Writing to a string cannot fail.
        let _ = write!(name, "{byte:02x}");
    }
    folder.join(&name[..2]).join(&name[2..])
}

fn read(file: PathBuf, hash: &[u8; 32]) -> Result<Option<Vec<u8>>> {
    let Some(bytes) = read_if_there(&file)? else { return Ok(None) };
    if Sha256::digest(&bytes).as_slice() != hash {
        return Err(Error::Damaged { file, what: "its bytes do not match its name".into() });
    }
    Ok(Some(bytes))
}
