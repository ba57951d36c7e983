//! The writer lock of a book: an advisory lock of the operating system on `writer.lock`, freed by the
//! system when its holder ends, however it ends. The file's text says who holds it, for people only.

use crate::durable_file::at;
use crate::{Error, Result};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long to sleep between two tries.
const PAUSE: Duration = Duration::from_millis(5);

/// The right to write in a book; given back when dropped.
#[derive(Debug)]
pub struct WriterLock {
    file: File,
}

impl WriterLock {
    /// Takes the lock, waiting up to `wait` for its holder. Fails with `WriterBusy`, which names the
    /// holder.
    pub fn acquire(directory: &Path, wait: Duration) -> Result<Self> {
        let path = directory.join("writer.lock");
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(at(&path))?;
        let started = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(error)) => return Err(at(&path)(error)),
                Err(TryLockError::WouldBlock) if started.elapsed() >= wait => {
                    return Err(Error::WriterBusy { holder: holder(&path), file: path });
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            }
        }
        file.set_len(0).map_err(at(&path))?;
        write!(file, "process {}", std::process::id()).map_err(at(&path))?;
        Ok(Self { file })
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        // The name is for people; the lock itself goes with the handle, so a failure changes nothing.
        drop(self.file.set_len(0));
    }
}

/// Who holds the lock, as far as its file says.
fn holder(path: &PathBuf) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    if text.is_empty() { "a process that has not said its name".to_owned() } else { text }
}
