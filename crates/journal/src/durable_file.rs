//! Files that survive a crash whole: written beside, synced, renamed, and the folder synced.

use crate::disk::{Disk, Visibility};
use crate::{Error, Result};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// Names the file in a system error.
pub(crate) fn at(file: &Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
    move |source| Error::File { file: file.to_path_buf(), source }
}

/// Writes `bytes` to `file` by way of `temporary`, in the same file system: afterwards the file holds
/// the old bytes or the new ones, whole, whatever breaks; on return they are durable.
pub fn replace_file(
    disk: &dyn Disk,
    file: &Path,
    temporary: &Path,
    bytes: &[u8],
    access: Visibility,
) -> std::io::Result<()> {
    disk.write(temporary, bytes, access)?;
    disk.sync(temporary)?;
    disk.rename(temporary, file)?;
    disk.sync(parent_of(file))
}

/// The same for a book's own files: mode 0600, and the error names the file.
pub(crate) fn replace(disk: &dyn Disk, file: &Path, temporary: &Path, bytes: &[u8]) -> Result<()> {
    replace_file(disk, file, temporary, bytes, Visibility::Private).map_err(at(file))
}

/// The file's bytes, or `None` where there is no such file.
pub(crate) fn read_if_there(file: &Path) -> Result<Option<Vec<u8>>> {
    match std::fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(file)(error)),
    }
}

/// Makes a file of mode 0600 where there is none.
pub(crate) fn create_private(file: &Path) -> Result<()> {
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(file)
        .map_err(at(file))?;
    sync_parent(file)
}

/// Makes a folder of mode 0700, and those above it, where there is none.
pub(crate) fn create_folder(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(at(folder))?;
    sync_parent(folder)
}

/// Makes a new name in a folder durable.
fn sync_parent(file: &Path) -> Result<()> {
    sync_folder(parent_of(file))
}

/// The folder that a file's name stands in.
pub(crate) fn parent_of(file: &Path) -> &Path {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new("."))
}

fn sync_folder(folder: &Path) -> Result<()> {
    File::open(folder).and_then(|handle| handle.sync_all()).map_err(at(folder))
}
