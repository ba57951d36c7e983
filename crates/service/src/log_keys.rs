//! The keys that sign a log: Ed25519 and, beside it, ML-DSA-44, in one file of the book's folder
//! `log-keys/`, apart from the data and its backups. They are read once, when a book is opened for writing,
//! and leave this room only as signatures.

mod age_file;
mod error;
mod files;
pub mod history;
pub mod passphrase;

pub use error::{KeyFileError, KeyFileProblem};

use crate::chance::Chance;
use crate::error::{Result, ServiceError};
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::note::{MlDsaSigner, SignerKey, VerifierKey};
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

    /// The keys of a log whose Ed25519 seed is there already.
    pub(crate) fn with_seed(origin: &str, seed: &[u8; 32], chance: &Chance) -> Result<Self> {
        let bad = |error: chungtay_log::note::KeyError| ServiceError::Published(error.to_string());
        Ok(Self {
            signer: SignerKey::from_seed(origin, seed).map_err(bad)?,
            beside: MlDsaSigner::from_seed(origin, &chance.named(SEED_NAMES[1])?).map_err(bad)?,
        })
    }

    /// The public sides: Ed25519, then ML-DSA-44.
    #[must_use]
    pub fn verifiers(&self) -> [&VerifierKey; 2] {
        [self.signer.verifier(), self.beside.verifier()]
    }

    /// The keys of the log through time, as they are published.
    pub(crate) fn history(&self) -> history::KeyHistory {
        let mut history = history::KeyHistory::default();
        history.since(0, self.verifiers().map(ToString::to_string));
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

/// Reads the log's keys of this number (from 1), asking for the passphrase where they are encrypted.
pub(crate) fn read(book: &Path, origin: &str, number: u32, ask: Ask<'_>) -> Result<LogKeys> {
    let file = key_file(book, number);
    let text = file.read(ask)?;
    let path = file.found().unwrap_or_else(|| file.path(false));
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
