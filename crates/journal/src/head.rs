//! The last signed checkpoint, in `DIR/head`: the text itself, so any tool can read it. It lies outside
//! the journal and its backups, only grows, and is replaced atomically under the writer lock.

use crate::disk::Disk;
use crate::durable_file::{read_if_there, replace};
use crate::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A signed checkpoint and the size it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Entries it covers.
    pub size: u64,
    /// The signed note, whole (C2SP tlog-checkpoint).
    pub checkpoint: String,
}

/// The file that holds the head.
#[derive(Clone, Debug)]
pub(crate) struct HeadFile {
    file: PathBuf,
    temporary: PathBuf,
    disk: Arc<dyn Disk>,
}

impl HeadFile {
    pub(crate) fn new(directory: &Path, disk: Arc<dyn Disk>) -> Self {
        Self { file: directory.join("head"), temporary: directory.join("head.new"), disk }
    }

    /// The head that stands, or `None` before the first was signed.
    pub(crate) fn read(&self) -> Result<Option<Head>> {
        let Some(bytes) = read_if_there(&self.file)? else { return Ok(None) };
        let checkpoint = String::from_utf8(bytes).map_err(|_| self.not_a_checkpoint())?;
        let size = self.size_of(&checkpoint)?;
        Ok(Some(Head { size, checkpoint }))
    }

    /// Puts `checkpoint` in the place of the head of `expected_size`. The caller holds the writer lock.
    pub(crate) fn replace(&self, expected_size: Option<u64>, checkpoint: &str) -> Result<Head> {
        let size = self.size_of(checkpoint)?;
        let actual = self.read()?.map(|head| head.size);
        if actual != expected_size {
            return Err(Error::HeadMoved {
                file: self.file.clone(),
                expected: expected_size,
                actual,
            });
        }
        if let Some(actual) = actual.filter(|&actual| actual > size) {
            return Err(Error::HeadWouldShrink { actual, proposed: size });
        }
        replace(&*self.disk, &self.file, &self.temporary, checkpoint.as_bytes())?;
        Ok(Head { size, checkpoint: checkpoint.to_owned() })
    }

    /// The second line of a checkpoint: its size in decimal without leading zeros.
    fn size_of(&self, checkpoint: &str) -> Result<u64> {
        let line = checkpoint.split('\n').nth(1).unwrap_or_default();
        line.parse::<u64>()
            .ok()
            .filter(|size| size.to_string() == line)
            .ok_or_else(|| self.not_a_checkpoint())
    }

    fn not_a_checkpoint(&self) -> Error {
        Error::NotACheckpoint { file: self.file.clone() }
    }
}
