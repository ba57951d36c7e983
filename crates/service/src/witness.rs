//! A witness of others' logs: keeps, for each log it knows, the checkpoint it last cosigned, and cosigns
//! the next only where it extends that one. What was cosigned is durable before it is answered; requests
//! on one log wait for each other. Opens no socket and reads no clock of its own.

mod key_file;

pub use key_file::{make_key, read_key};

use crate::chance::Clock;
use chungtay_journal::{PlainDisk, Visibility, replace_file};
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::cosignature::{Cosigner, CosignerKey};
use chungtay_log::hash::Hash;
use chungtay_log::note::{KeyError, Note, VerifierKey};
use chungtay_log::witness::{AddCheckpoint, Cosigned, WitnessRefusal};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Why a witness cannot begin, or cannot answer.
#[derive(Debug, thiserror::Error)]
pub enum WitnessError {
    /// A file or folder of its own.
    #[error("{file}: {source}", file = file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Another process is a witness with this folder.
    #[error("{} is held by another witness", .0.display())]
    Busy(PathBuf),
    /// What was cosigned last cannot be told from this file; without it nothing may be cosigned.
    #[error("{} is no checkpoint that this key cosigned", .0.display())]
    State(PathBuf),
    /// The key's file may be read by others.
    #[error("{} may be read by others", .0.display())]
    OpenToOthers(PathBuf),
    /// The key's file holds no witness key.
    #[error("{file}: {error}", file = file.display())]
    Key {
        /// Which.
        file: PathBuf,
        /// Why.
        error: KeyError,
    },
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    NoRandomness(String),
}

impl WitnessError {
    fn at(file: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        |source| Self::File { file: file.to_owned(), source }
    }
}

/// What a witness does not answer with a cosignature.
#[derive(Debug, thiserror::Error)]
pub enum NotAnswered {
    /// The request is refused; the status says why.
    #[error(transparent)]
    Refused(#[from] WitnessRefusal),
    /// The new checkpoint could not be made durable: nothing was cosigned.
    #[error(transparent)]
    Failed(#[from] WitnessError),
}

/// A witness at work.
pub struct Witness {
    cosigner: Cosigner,
    logs: BTreeMap<String, WatchedLog>,
    clock: Clock,
    /// Held as long as the witness is.
    _lock: File,
}

/// A log it knows.
struct WatchedLog {
    keys: Vec<VerifierKey>,
    file: PathBuf,
    seen: Mutex<Seen>,
}

/// What it last cosigned of a log, and when.
#[derive(Clone, Copy, Default)]
struct Seen {
    cosigned: Cosigned,
    time: u64,
}

impl Witness {
    /// Takes up the folder, made where there is none. Keys of the same name are keys of one log.
    ///
    /// # Errors
    /// Refuses a folder that another witness holds, and one whose checkpoints this key did not cosign.
    pub fn open(
        directory: &Path,
        cosigner: Cosigner,
        logs: Vec<VerifierKey>,
        clock: Clock,
    ) -> Result<Self, WitnessError> {
        let mut maker = DirBuilder::new();
        maker.recursive(true).mode(0o700).create(directory).map_err(WitnessError::at(directory))?;
        let lock = take_lock(directory)?;
        let mut known: BTreeMap<String, Vec<VerifierKey>> = BTreeMap::new();
        for key in logs {
            known.entry(key.name().to_owned()).or_default().push(key);
        }
        let watched = |(origin, keys): (String, Vec<VerifierKey>)| {
            let file = directory.join(format!("{}.checkpoint", file_name(&origin)));
            let seen = Mutex::new(read_seen(&file, &origin, cosigner.key())?);
            Ok((origin, WatchedLog { keys, file, seen }))
        };
        let logs = known.into_iter().map(watched).collect::<Result<_, WitnessError>>()?;
        Ok(Self { cosigner, logs, clock, _lock: lock })
    }

    /// The key to give to logs and readers.
    #[must_use]
    pub fn key(&self) -> &CosignerKey {
        self.cosigner.key()
    }

    /// The logs it knows, each with the size it last cosigned.
    #[must_use]
    pub fn logs(&self) -> Vec<(String, u64)> {
        let size = |log: &WatchedLog| log.seen().cosigned.size;
        self.logs.iter().map(|(origin, log)| (origin.clone(), size(log))).collect()
    }

    /// Answers a request (C2SP tlog-witness, `add-checkpoint`) with signature lines.
    ///
    /// # Errors
    /// Refuses as the specification says; fails where the new state could not be made durable.
    pub fn add_checkpoint(&self, body: &str) -> Result<String, NotAnswered> {
        let request = AddCheckpoint::from_text(body)?;
        let log = self.logs.get(&request.origin()?).ok_or(WitnessRefusal::UnknownLog)?;
        // From here on until the answer, nobody else speaks of this log.
        let mut seen = log.seen();
        let checkpoint = match request.judge(&log.keys, &seen.cosigned) {
            Err(refusal @ WitnessRefusal::OtherRoot(_)) => {
                log.keep_evidence(&request.checkpoint)?;
                return Err(refusal.into());
            }
            other => other?,
        };
        let read = Note::parse(&request.checkpoint).map_err(|_| WitnessRefusal::Malformed)?;
        // Whoever sends a request may add any number of lines more.
        let mut note = read.signed_by(&log.keys);
        // A clock set back must not make the larger tree the older one.
        let time = u64::try_from((self.clock)().0).unwrap_or(0).max(seen.time);
        let line = self.cosigner.cosign(note.text(), time);
        let answer = format!("{line}\n");
        note.add(line);
        let kept = note.to_string();
        // What is kept must be read again at the next start, whatever was sent.
        Note::parse(&kept).map_err(|_| WitnessRefusal::Malformed)?;
        replace(&log.file, kept.as_bytes())?;
        *seen = Seen { cosigned: cosigned(&checkpoint), time };
        Ok(answer)
    }
}

impl WatchedLog {
    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the first checkpoint that the log signed beside the one that was cosigned: the two together
    /// prove to anyone that the log tells two histories.
    fn keep_evidence(&self, checkpoint: &str) -> Result<(), WitnessError> {
        let file = self.file.with_extension("two-histories");
        if file.exists() { Ok(()) } else { replace(&file, checkpoint.as_bytes()) }
    }
}

fn cosigned(checkpoint: &Checkpoint) -> Cosigned {
    Cosigned { size: checkpoint.size(), root: checkpoint.root() }
}

/// Origins may hold any character; their hash may stand in a file's name.
fn file_name(origin: &str) -> String {
    Hash(Sha256::digest(origin).into()).to_hex()
}

fn read_seen(file: &Path, origin: &str, key: &CosignerKey) -> Result<Seen, WitnessError> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Seen::default()),
        Err(error) => return Err(WitnessError::at(file)(error)),
    };
    let read = || {
        let note = Note::parse(&text).ok()?;
        let time = key.cosigned_at(&note).ok()??;
        let checkpoint = Checkpoint::from_text(note.text()).ok()?;
        (checkpoint.origin() == origin).then(|| Seen { cosigned: cosigned(&checkpoint), time })
    };
    read().ok_or_else(|| WitnessError::State(file.to_owned()))
}

fn take_lock(directory: &Path) -> Result<File, WitnessError> {
    let file = directory.join("lock");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false).mode(0o600);
    let lock = options.open(&file).map_err(WitnessError::at(&file))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(WitnessError::Busy(directory.to_owned())),
        Err(TryLockError::Error(error)) => Err(WitnessError::at(&file)(error)),
    }
}

/// Puts these bytes in the place of the file's.
fn replace(file: &Path, bytes: &[u8]) -> Result<(), WitnessError> {
    let beside = file.with_extension("new");
    replace_file(&PlainDisk, file, &beside, bytes, Visibility::Private)
        .map_err(WitnessError::at(file))
}
