//! A real disk that stops: after so many operations nothing works any more, as when the process is
//! killed or the power goes. What was done before was done to real files.

use chungtay_journal::{Disk, PlainDisk, Visibility};
use std::collections::BTreeSet;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// How it stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Between two operations.
    Clean,
    /// Within a write: half of it is there.
    Torn,
    /// The power goes: of every file that was not made durable only half is there.
    PowerLoss,
}

/// A disk that performs `allowed` operations.
#[derive(Debug)]
pub struct FaultyDisk {
    stop: Stop,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    allowed: u32,
    last: Option<String>,
    unsynced: BTreeSet<PathBuf>,
}

impl FaultyDisk {
    pub fn new(stop: Stop, allowed: u32) -> Self {
        Self { stop, state: Mutex::new(State { allowed, ..State::default() }) }
    }

    /// The operation it stopped at; `None` while it still works.
    pub fn stopped_at(&self) -> Option<String> {
        self.state.lock().unwrap().last.clone()
    }

    /// Whether the operation is performed; the first that is not loses what was not durable.
    fn begin(&self, what: &str, path: &Path) -> Result<()> {
        let mut state = self.state.lock().unwrap();
        if state.last.is_some() {
            return Err(Error::other("the disk has stopped"));
        }
        if let Some(left) = state.allowed.checked_sub(1) {
            state.allowed = left;
            return Ok(());
        }
        state.last = Some(format!("{what} {}", path.display()));
        if self.stop == Stop::PowerLoss {
            for file in &state.unsynced {
                let Ok(bytes) = std::fs::read(file) else { continue };
                std::fs::write(file, &bytes[..half(bytes.len())])?;
            }
        }
        Err(Error::other("the disk stops here"))
    }

    fn with_unsynced(&self, change: impl FnOnce(&mut BTreeSet<PathBuf>)) {
        change(&mut self.state.lock().unwrap().unsynced);
    }
}

/// Half, at a sector's edge where there is one.
fn half(length: usize) -> usize {
    if length > 1_024 { length / 1_024 * 512 } else { length / 2 }
}

impl Disk for FaultyDisk {
    fn create_folder(&self, folder: &Path, visibility: Visibility) -> Result<()> {
        self.begin("create", folder)?;
        PlainDisk.create_folder(folder, visibility)
    }

    fn write(&self, file: &Path, bytes: &[u8], visibility: Visibility) -> Result<()> {
        let begun = self.begin("write", file);
        if begun.is_ok() {
            self.with_unsynced(|unsynced| unsynced.extend([file.to_owned()]));
            return PlainDisk.write(file, bytes, visibility);
        }
        let stopped_here = self.stopped_at() == Some(format!("write {}", file.display()));
        if self.stop == Stop::Torn && stopped_here {
            PlainDisk.write(file, &bytes[..half(bytes.len())], visibility)?;
        }
        begun
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<()> {
        self.begin("rename", to)?;
        self.with_unsynced(|unsynced| {
            if unsynced.remove(from) {
                unsynced.insert(to.to_owned());
            }
        });
        PlainDisk.rename(from, to)
    }

    fn remove_file(&self, file: &Path) -> Result<()> {
        self.begin("remove", file)?;
        PlainDisk.remove_file(file)
    }

    fn remove_folder(&self, folder: &Path) -> Result<()> {
        self.begin("remove", folder)?;
        PlainDisk.remove_folder(folder)
    }

    fn sync(&self, path: &Path) -> Result<()> {
        self.begin("sync", path)?;
        self.with_unsynced(|unsynced| unsynced.retain(|file| file != path));
        PlainDisk.sync(path)
    }

    fn sync_all(&self, folder: &Path) -> Result<()> {
        self.begin("sync all", folder)?;
        // Not the machine's whole file system: power is lost in the test only.
        self.with_unsynced(BTreeSet::clear);
        Ok(())
    }
}
