//! `init`: makes a book's folder with its keys; the first entry, `book/1`, comes with the first commands.

use crate::book::{Book, PATIENCE, named};
use crate::chance::{Chance, Clock};
use crate::error::Result;
use crate::log_keys::passphrase::Passphrase;
use crate::log_keys::{self, LogKeys};
use chungtay_journal::{BookFolder, KeyStore};
use sha2::{Digest, Sha256};
use std::path::Path;

/// How a book is made.
#[derive(Clone, Debug)]
pub struct NewBook<'a> {
    /// Identifier of the book in its tables.
    pub id: &'a str,
    /// Origin line of the log, as C2SP tlog-checkpoint asks: a name that nobody else uses.
    pub origin: &'a str,
    /// Words from which all secrets and times follow: for tests and demonstration only.
    pub test_seed: Option<&'a str>,
}

/// Makes the folder and opens the empty book; the log's keys lie in a file without a passphrase.
pub fn create(directory: &Path, new: &NewBook<'_>, clock: Clock) -> Result<Book> {
    create_encrypted(directory, new, clock, None)
}

/// The same, with the log's keys encrypted with a passphrase where there is one.
pub fn create_encrypted(
    directory: &Path,
    new: &NewBook<'_>,
    clock: Clock,
    passphrase: Option<&Passphrase>,
) -> Result<Book> {
    let mut folder = BookFolder::create(directory, new.id, PATIENCE)?;
    let seed = new.test_seed.map(|words| <[u8; 32]>::from(Sha256::digest(words)));
    let chance = match seed {
        Some(seed) => Chance::from_seed(clock, seed),
        None => Chance::from_system(clock),
    };
    if let Some(seed) = seed {
        folder.keys.put_named_secret(named::TEST_SEED, &seed)?;
    }
    folder.keys.put_named_secret(named::LOOKUP, &chance.named(named::LOOKUP)?)?;
    folder.keys.put_named_secret(named::LOG_ORIGIN, new.origin.as_bytes())?;
    let keys = LogKeys::generate(new.origin, &chance)?;
    log_keys::write(directory, 1, &keys, passphrase)?;
    Book::from_folder(folder, clock, &|_| passphrase.cloned(), None)
}
