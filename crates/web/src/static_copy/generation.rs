//! One generation of a copy: written aside, files that did not change linked from the one before, and
//! exchanged for it in one step. A reader sees the old copy or the new one; what is broken off leaves the
//! old one. The folder that is published must be a copy, empty or absent: no other folder is replaced.

use super::CopyError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The file that says what a copy holds.
pub(super) const MANIFEST: &str = "copy.json";
/// The form of the manifest and of the copy's layout.
const FORMAT: u32 = 1;
/// With more files than this, the whole file system is put on the disk at once.
const MOST_SINGLE_SYNCS: usize = 1_000;
/// Files that are put on the disk side by side.
const SYNC_THREADS: usize = 8;

/// What a copy holds, and what each file was made from.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// Raised with every change of form.
    pub format: u32,
    /// Entries under the checkpoint.
    pub size: u64,
    /// The checkpoint's root, base64.
    pub root: String,
    /// The revision of the openings that was read.
    pub openings_revision: u64,
    /// Every file, and a stamp of what it was made from; empty where it is made anew each time.
    pub files: BTreeMap<String, String>,
}

/// What a file is made from.
#[derive(Clone, Debug, Default)]
pub(super) struct Stamp {
    /// Equal stamps, equal files; empty where nothing is known.
    pub text: String,
    /// Whether something that the stamp does not tell of has changed: the file is made anew once.
    pub is_stale: bool,
}

/// A generation on its way.
pub(super) struct Generation {
    target: PathBuf,
    next: PathBuf,
    before: Manifest,
    files: Mutex<BTreeMap<String, String>>,
    counts: Mutex<Counts>,
    /// Files that are not those of the copy before.
    written: Mutex<Vec<PathBuf>>,
    /// Held until the end: one copy at a time beside each other.
    _lock: File,
}

/// How many files were written and how many stayed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub written: u64,
    pub kept: u64,
}

fn at(file: &Path) -> impl FnOnce(io::Error) -> CopyError {
    let file = file.to_path_buf();
    move |problem| CopyError::File { file, problem }
}

impl Generation {
    /// Begins a generation beside `target`.
    pub(super) fn begin(said: &Path) -> Result<Self, CopyError> {
        let target = match fs::canonicalize(said) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => said.to_path_buf(),
            Err(error) => return Err(at(said)(error)),
        };
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&parent).map_err(at(&parent))?;
        let lock = File::open(&parent).map_err(at(&parent))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(CopyError::Busy(said.to_path_buf())),
            Err(TryLockError::Error(error)) => return Err(at(&parent)(error)),
        }
        let before = manifest_of(said)?;
        let Some(name) = target.file_name() else {
            return Err(CopyError::NotACopy(said.to_path_buf()));
        };
        let mut beside = std::ffi::OsString::from(".");
        beside.push(name);
        beside.push(".next");
        let next = parent.join(beside);
        remove(&next)?;
        fs::create_dir(&next).map_err(at(&next))?;
        let (files, counts, written) = (Mutex::default(), Mutex::default(), Mutex::default());
        Ok(Self { target, next, before, files, counts, written, _lock: lock })
    }

    /// What the copy before held.
    pub(super) fn before(&self) -> &Manifest {
        &self.before
    }

    /// Takes a file over from the copy before, where it was made from the same.
    pub(super) fn keep(&self, file: &str, stamp: &Stamp) -> Result<bool, CopyError> {
        let Stamp { text, is_stale } = stamp;
        if *is_stale || text.is_empty() || self.before.files.get(file) != Some(text) {
            return Ok(false);
        }
        self.link(file, text)
    }

    /// Takes a whole folder over from the copy before, of files whose names follow from their content.
    pub(super) fn keep_folder(&self, folder: &str) -> Result<bool, CopyError> {
        let within = format!("{folder}/");
        let held = self.before.files.range(within.clone()..);
        let held: Vec<&String> =
            held.map(|(file, _)| file).take_while(|file| file.starts_with(&within)).collect();
        for file in &held {
            if !self.link(file, "")? {
                self.forget(folder)?;
                return Ok(false);
            }
        }
        Ok(!held.is_empty())
    }

    /// A file of the copy before.
    pub(super) fn read_before(&self, file: &str) -> Option<Vec<u8>> {
        self.before.files.get(file)?;
        fs::read(self.target.join(file)).ok()
    }

    fn link(&self, file: &str, stamp: &str) -> Result<bool, CopyError> {
        let path = self.room_for(file)?;
        match fs::hard_link(self.target.join(file), &path) {
            Ok(()) => {}
            // A file system without links, or a file that somebody took away: it is made anew.
            Err(_) => return Ok(false),
        }
        self.note(file, stamp, true);
        Ok(true)
    }

    /// Writes a file; where the copy before holds the same bytes, that file stays.
    pub(super) fn write(&self, file: &str, stamp: &str, bytes: &[u8]) -> Result<(), CopyError> {
        let known = self.before.files.contains_key(file);
        let same = known && holds(&self.target.join(file), bytes);
        if same && self.link(file, stamp)? {
            return Ok(());
        }
        let path = self.room_for(file)?;
        fs::write(&path, bytes).map_err(at(&path))?;
        self.note(file, stamp, false);
        Ok(())
    }

    /// Copies a file from elsewhere.
    pub(super) fn copy(&self, from: &Path, file: &str, stamp: &str) -> Result<(), CopyError> {
        let path = self.room_for(file)?;
        fs::copy(from, &path).map_err(at(from))?;
        self.note(file, stamp, false);
        Ok(())
    }

    /// Lets `fill` write a file of its own.
    pub(super) fn fill(
        &self,
        file: &str,
        fill: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>,
    ) -> Result<(), CopyError> {
        let path = self.room_for(file)?;
        let mut out =
            io::BufWriter::with_capacity(1 << 16, File::create(&path).map_err(at(&path))?);
        fill(&mut out).and_then(|()| io::Write::flush(&mut out)).map_err(at(&path))?;
        self.note(file, "", false);
        Ok(())
    }

    /// Where a file of the new generation lies while it is made.
    pub(super) fn path(&self, file: &str) -> PathBuf {
        self.next.join(file)
    }

    /// Removes a folder of the new generation, to make it again. Nothing is ever written over: a file may
    /// be one with a file of the copy before.
    pub(super) fn forget(&self, folder: &str) -> Result<(), CopyError> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.retain(|file, _| !Path::new(file).starts_with(folder));
        remove(&self.next.join(folder))
    }

    fn room_for(&self, file: &str) -> Result<PathBuf, CopyError> {
        let path = self.next.join(file);
        if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        Ok(path)
    }

    fn note(&self, file: &str, stamp: &str, kept: bool) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(file.to_owned(), stamp.to_owned());
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if kept {
            counts.kept += 1;
        } else {
            counts.written += 1;
            let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
            written.push(self.next.join(file));
        }
    }

    /// Puts the new generation in the place of the one before, which is removed with all it held.
    pub(super) fn switch(self, manifest: Manifest) -> Result<Counts, CopyError> {
        let files = self.files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let manifest = Manifest { format: FORMAT, files, ..manifest };
        let path = self.next.join(MANIFEST);
        let text = serde_json::to_vec(&manifest).map_err(io::Error::other).map_err(at(&path))?;
        fs::write(&path, text).map_err(at(&path))?;
        let mut written = self.written.into_inner().unwrap_or_else(PoisonError::into_inner);
        written.push(path);
        make_durable(&self.next, &written)?;
        exchange(&self.next, &self.target)?;
        remove(&self.next)?;
        Ok(self.counts.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Leaves the old copy and removes what was begun.
    pub(super) fn give_up(self) {
        // What is left over is removed by the next run.
        let _ = remove(&self.next);
    }
}

/// Puts what was written on the disk before the folders are exchanged, so that no power cut leaves empty
/// files behind under stamps that say they are whole. Few files are put there one by one, so that nothing
/// else that the machine is writing is waited for.
fn make_durable(next: &Path, written: &[PathBuf]) -> Result<(), CopyError> {
    if written.len() > MOST_SINGLE_SYNCS {
        let folder = File::open(next).map_err(at(next))?;
        return rustix::fs::syncfs(&folder).map_err(|error| at(next)(error.into()));
    }
    let sync = |files: &[PathBuf]| {
        files.iter().try_for_each(|path| {
            // A file of the log that was copied twice is there once.
            match File::open(path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                opened => opened.and_then(|file| file.sync_data()).map_err(at(path)),
            }
        })
    };
    // Side by side, they share the disk's own round trips.
    let part = written.len().div_ceil(SYNC_THREADS).max(1);
    std::thread::scope(|scope| {
        let running: Vec<_> =
            written.chunks(part).map(|files| scope.spawn(move || sync(files))).collect();
        running.into_iter().try_for_each(|thread| {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        })
    })
}

/// The manifest of what stands there; an empty one where nothing does.
fn manifest_of(target: &Path) -> Result<Manifest, CopyError> {
    match fs::read(target.join(MANIFEST)) {
        Ok(bytes) => {
            let found: Manifest = serde_json::from_slice(&bytes)
                .map_err(|_| CopyError::NotACopy(target.to_path_buf()))?;
            Ok(if found.format == FORMAT { found } else { Manifest::default() })
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut held = match fs::read_dir(target) {
                Ok(held) => held,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    return Ok(Manifest::default());
                }
                Err(error) => return Err(at(target)(error)),
            };
            match held.next() {
                None => Ok(Manifest::default()),
                Some(_) => Err(CopyError::NotACopy(target.to_path_buf())),
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(CopyError::NotACopy(target.to_path_buf()))
        }
        Err(error) => Err(at(target)(error)),
    }
}

fn holds(path: &Path, bytes: &[u8]) -> bool {
    let length = fs::metadata(path).map(|found| found.len());
    length.is_ok_and(|length| length == bytes.len() as u64)
        && fs::read(path).is_ok_and(|found| found == bytes)
}

/// Exchanges two folders in one step; where the file system cannot, in two renames.
fn exchange(next: &Path, target: &Path) -> Result<(), CopyError> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    if !target.exists() {
        return fs::rename(next, target).map_err(at(target));
    }
    match renameat_with(CWD, next, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => return Ok(()),
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => {}
        Err(error) => return Err(at(target)(error.into())),
    }
    let old = next.with_extension("old");
    remove(&old)?;
    fs::rename(target, &old).map_err(at(target))?;
    fs::rename(next, target).map_err(at(target))?;
    fs::rename(&old, next).map_err(at(&old))
}

fn remove(folder: &Path) -> Result<(), CopyError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(folder)(error)),
        _ => Ok(()),
    }
}
