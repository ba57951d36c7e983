//! What is wrong with a key file. The binary words it (`locales/`); the texts here are for logs.

use std::path::{Path, PathBuf};

/// A key file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {problem}", file = file.display())]
pub struct KeyFileError {
    /// The file, or its folder.
    pub file: PathBuf,
    /// Why.
    pub problem: KeyFileProblem,
}

/// Why a key file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileProblem {
    /// It is not there.
    #[error("there is no key file")]
    Missing,
    /// It is there already, and a key is never written over.
    #[error("there is a key file already")]
    Exists,
    /// Other users of the machine may read or change it.
    #[error("mode {0:o} lets others in")]
    OpenToOthers(u32),
    /// It is encrypted, and nobody could be asked for the passphrase.
    #[error("it is encrypted and no passphrase was given")]
    Locked,
    /// The passphrase is not the one it was encrypted with.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// A new passphrase is too short.
    #[error("the passphrase is too short")]
    ShortPassphrase,
    /// It is not an age file of the kind that is read here.
    #[error("not an age file with a passphrase: {0}")]
    NotAge(&'static str),
    /// It does not hold the keys it should.
    #[error("not the private keys of a log: {0}")]
    Form(String),
    /// Keys that were made for a change before this one: whoever took those of now may have them too.
    #[error("made earlier, beside keys that somebody else may have")]
    SeenToo,
    /// It is not a request to state or to change a log's keys.
    #[error("not a request about a log's keys")]
    NotARequest,
    /// It is not a list of root keys' public sides.
    #[error("not a list of public root keys")]
    NotRoots,
    /// It holds the keys of another log.
    #[error("the keys are of {found}, not of {expected}")]
    OtherKeys {
        /// Whose keys are asked for.
        expected: String,
        /// Whose keys it holds.
        found: String,
    },
}

impl KeyFileProblem {
    /// Names the file.
    pub(crate) fn at(self, file: &Path) -> KeyFileError {
        KeyFileError { file: file.to_owned(), problem: self }
    }
}
