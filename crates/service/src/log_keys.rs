//! The keys that sign a log: Ed25519 and, beside it, ML-DSA-44, in one file of the book's folder
//! `log-keys/`, apart from the data and its backups. They are read once, when a book is opened for writing,
//! and leave this room only as signatures.

mod age_file;
mod error;
mod files;
pub mod history;
pub mod passphrase;
pub mod request;
pub mod roots;
pub(crate) mod signers;

pub use error::{KeyFileError, KeyFileProblem};

use crate::chance::Chance;
use crate::error::{Result, ServiceError};
use chungtay_journal::BookFolder;
use chungtay_ledger::state::LogTrust;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::note::{MlDsaSigner, SignerKey, VerifierKey};
use chungtay_views::fold::Fold;
use files::KeyFile;
use passphrase::{Ask, Passphrase};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The folder of the log's private keys, in the book's.
pub const FOLDER: &str = "log-keys";
/// The names that the two seeds have under a test seed.
const SEED_NAMES: [&str; 2] = ["log-seed", "log-seed-ml-dsa-44"];

/// The private keys of a log.
#[derive(Clone, Debug)]
pub struct LogKeys {
    signer: SignerKey,
    beside: MlDsaSigner,
}

impl LogKeys {
    /// New keys; under a test seed always the same ones.
    pub(crate) fn generate(origin: &str, chance: &Chance) -> Result<Self> {
        Self::with_seed(origin, &chance.named(SEED_NAMES[0])?, chance)
    }

    /// The keys that come after others.
    fn generate_numbered(origin: &str, number: u32, chance: &Chance) -> Result<Self> {
        let seeds = SEED_NAMES.map(|name| chance.named(&format!("{name}-{number}")));
        let [first, second] = seeds;
        Self::of_seeds(origin, &first?, &second?)
    }

    /// The keys of a log whose Ed25519 seed is there already.
    pub(crate) fn with_seed(origin: &str, seed: &[u8; 32], chance: &Chance) -> Result<Self> {
        Self::of_seeds(origin, seed, &chance.named(SEED_NAMES[1])?)
    }

    fn of_seeds(origin: &str, first: &[u8; 32], second: &[u8; 32]) -> Result<Self> {
        let bad = |error: chungtay_log::note::KeyError| ServiceError::Published(error.to_string());
        Ok(Self {
            signer: SignerKey::from_seed(origin, first).map_err(bad)?,
            beside: MlDsaSigner::from_seed(origin, second).map_err(bad)?,
        })
    }

    /// The public sides: Ed25519, then ML-DSA-44.
    #[must_use]
    pub fn verifiers(&self) -> [&VerifierKey; 2] {
        [self.signer.verifier(), self.beside.verifier()]
    }

    /// The keys of the log through time, as they are published.
    pub(crate) fn history(&self, trust: &LogTrust) -> history::KeyHistory {
        let mut history = history::KeyHistory::default();
        if trust.periods.is_empty() {
            history.since(0, self.verifiers().map(ToString::to_string));
        }
        for (size, keys) in &trust.periods {
            history.since(*size, keys.iter().cloned());
        }
        history
    }

    /// The checkpoint as it is published, with both signatures.
    pub(crate) fn sign(&self, checkpoint: &Checkpoint) -> Result<String> {
        let note = checkpoint.sign_as_log(&self.signer, &self.beside);
        note.map_err(|error| ServiceError::Published(error.to_string()))
    }

    /// Two lines, one key each (`PRIVATE+KEY+…`).
    fn to_text(&self) -> Zeroizing<String> {
        let [first, second] = [self.signer.to_private_text(), self.beside.to_private_text()];
        Zeroizing::new(format!("{}\n{}\n", first.as_str(), second.as_str()))
    }

    fn from_text(text: &str) -> Result<Self, KeyFileProblem> {
        let form = |error: chungtay_log::note::KeyError| KeyFileProblem::Form(error.to_string());
        let mut lines = text.lines();
        let (Some(first), Some(second), None) = (lines.next(), lines.next(), lines.next()) else {
            return Err(KeyFileProblem::Form(format!("{} lines", text.lines().count())));
        };
        Ok(Self {
            signer: SignerKey::from_private_text(first).map_err(form)?,
            beside: MlDsaSigner::from_private_text(second).map_err(form)?,
        })
    }
}

/// The file of a log's first keys, second keys, and so on.
fn key_file(book: &Path, number: u32) -> KeyFile {
    KeyFile::new(&book.join(FOLDER), &format!("log-{number}"))
}

/// The file of the keys of this number.
fn key_path(book: &Path, number: u32) -> PathBuf {
    let file = key_file(book, number);
    file.found().unwrap_or_else(|| file.path(false))
}

/// The number of the keys that sign now, as the log says.
#[must_use]
pub fn number_of(trust: &LogTrust) -> u32 {
    u32::try_from(trust.periods.len()).unwrap_or(u32::MAX).max(1)
}

/// What the entries of a book's journal say of its log's keys.
///
/// # Errors
/// See [`ServiceError`].
pub fn trust_of(folder: &BookFolder) -> Result<LogTrust> {
    let mut fold = Fold::open(&folder.journal)?;
    fold.catch_up(&folder.journal, |_| Ok::<(), ServiceError>(()))?;
    Ok(fold.state().log_trust.clone())
}

/// The numbers of the keys that are there, the newest first.
pub(crate) fn numbers(book: &Path) -> Vec<u32> {
    let number = |file: std::fs::DirEntry| {
        let name = file.file_name().into_string().ok()?;
        let name = name.strip_prefix("log-")?;
        name.strip_suffix(".key").or_else(|| name.strip_suffix(".key.age"))?.parse().ok()
    };
    let files = std::fs::read_dir(book.join(FOLDER)).into_iter().flatten().flatten();
    let mut numbers: Vec<u32> = files.filter_map(number).collect();
    numbers.sort_unstable_by(|a, b| b.cmp(a));
    numbers.dedup();
    numbers
}

/// The newest keys that are there: those of the log where nothing else says which sign.
pub(crate) fn newest(book: &Path) -> u32 {
    numbers(book).first().copied().unwrap_or(1)
}

/// Refuses keys that are not those which the log says sign it now.
pub(crate) fn check_stated(
    book: &Path,
    number: u32,
    keys: &LogKeys,
    trust: &LogTrust,
) -> Result<()> {
    let (stated, held) = (trust.present(), keys.verifiers().map(ToString::to_string));
    if stated.is_empty() || *stated == held {
        return Ok(());
    }
    let name = |key: Option<&String>| {
        let key = key.map(String::as_str).unwrap_or_default();
        key.splitn(3, '+').take(2).collect::<Vec<_>>().join("+")
    };
    let (expected, found) = (name(stated.first()), name(held.first()));
    let path = key_path(book, number);
    Err(KeyFileProblem::OtherKeys { expected, found }.at(&path).into())
}

/// Reads the log's keys of this number (from 1), asking for the passphrase where they are encrypted.
pub(crate) fn read(book: &Path, origin: &str, number: u32, ask: Ask<'_>) -> Result<LogKeys> {
    let text = key_file(book, number).read(ask)?;
    let path = key_path(book, number);
    let keys = LogKeys::from_text(&text).map_err(|problem| problem.at(&path))?;
    for key in keys.verifiers() {
        if key.name() != origin {
            let (expected, found) = (origin.to_owned(), key.name().to_owned());
            return Err(KeyFileProblem::OtherKeys { expected, found }.at(&path).into());
        }
    }
    Ok(keys)
}

/// Writes new keys of this number, encrypted where there is a passphrase.
pub(crate) fn write(
    book: &Path,
    number: u32,
    keys: &LogKeys,
    passphrase: Option<&Passphrase>,
) -> Result<PathBuf> {
    key_file(book, number).write_new(&keys.to_text(), passphrase)
}

/// Whether there are keys of this number.
pub(crate) fn are_there(book: &Path, number: u32) -> bool {
    key_file(book, number).found().is_some()
}

/// Encrypts the key file with a passphrase, or, without one, decrypts it; gives its path.
pub fn change_passphrase(
    book: &Path,
    number: u32,
    ask: Ask<'_>,
    passphrase: Option<&Passphrase>,
) -> Result<PathBuf> {
    key_file(book, number).change(ask, passphrase)
}

/// Whether other users of the machine may read the keys or their folder.
pub(crate) fn are_open_to_others(book: &Path, number: u32) -> bool {
    let folder = book.join(FOLDER);
    let file = key_file(book, number).found();
    std::iter::once(folder).chain(file).any(|path| {
        matches!(
            files::check_private(&path),
            Err(ServiceError::KeyFile(KeyFileError {
                problem: KeyFileProblem::OpenToOthers(_),
                ..
            }))
        )
    })
}
