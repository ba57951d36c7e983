//! Every change of a plain file of a book (the head, blobs, the published log) goes through [`Disk`], so
//! that a test can stop a real run after any one of them. It holds no order and no rule of its own:
//! what must be durable before what is decided by whoever calls it.

use std::fmt::Debug;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{Result, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// Who may read a file or folder that is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// The owner only (0600, 0700).
    Private,
    /// As the system's mask allows: it is published.
    Public,
}

/// The file operations of a book, each of which may be the last before a crash.
pub trait Disk: Debug + Send + Sync {
    /// Makes a folder and those above it, where there is none.
    fn create_folder(&self, folder: &Path, access: Visibility) -> Result<()>;

    /// Writes a file, over what it held. Neither atomic nor durable.
    fn write(&self, file: &Path, bytes: &[u8], access: Visibility) -> Result<()>;

    /// Puts one file in the place of another, atomically.
    fn rename(&self, from: &Path, to: &Path) -> Result<()>;

    /// Removes a file.
    fn remove_file(&self, file: &Path) -> Result<()>;

    /// Removes a folder with all that it holds.
    fn remove_folder(&self, folder: &Path) -> Result<()>;

    /// Makes a file's bytes durable, or a folder's names.
    fn sync(&self, path: &Path) -> Result<()>;

    /// Makes everything written on the folder's file system durable, names too.
    fn sync_all(&self, folder: &Path) -> Result<()>;
}

/// The disk itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlainDisk;

impl Disk for PlainDisk {
    fn create_folder(&self, folder: &Path, access: Visibility) -> Result<()> {
        let mode = match access {
            Visibility::Private => 0o700,
            Visibility::Public => 0o777,
        };
        DirBuilder::new().recursive(true).mode(mode).create(folder)
    }

    fn write(&self, file: &Path, bytes: &[u8], access: Visibility) -> Result<()> {
        let mode = match access {
            Visibility::Private => 0o600,
            Visibility::Public => 0o666,
        };
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true).mode(mode);
        options.open(file)?.write_all(bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        std::fs::rename(from, to)
    }

    fn remove_file(&self, file: &Path) -> Result<()> {
        std::fs::remove_file(file)
    }

    fn remove_folder(&self, folder: &Path) -> Result<()> {
        std::fs::remove_dir_all(folder)
    }

    fn sync(&self, path: &Path) -> Result<()> {
        File::open(path)?.sync_all()
    }

    fn sync_all(&self, folder: &Path) -> Result<()> {
        Ok(rustix::fs::syncfs(File::open(folder)?)?)
    }
}
