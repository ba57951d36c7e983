//! Key files on the disk: `NAME.key`, or `NAME.key.age` where it is encrypted with a passphrase. File mode
//! 0600 in a folder of mode 0700; what others may read is refused. A key is never written over.

use super::age_file::{self, Fresh};
use super::error::{KeyFileError, KeyFileProblem};
use super::passphrase::{Ask, Passphrase};
use crate::chance::fill;
use crate::error::{Result, ServiceError};
use chungtay_journal::{Disk, PlainDisk, Visibility, replace_file};
use std::fs::{DirBuilder, File};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Everyone but the owner.
const OTHERS: u32 = 0o077;
/// A key file is a few hundred bytes.
const LONGEST: u64 = 65_536;

/// A key file by its name without endings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyFile {
    folder: PathBuf,
    name: String,
}

impl KeyFile {
    pub(super) fn new(folder: &Path, name: &str) -> Self {
        Self { folder: folder.to_owned(), name: name.to_owned() }
    }

    /// Where it is, or would be.
    pub(super) fn path(&self, encrypted: bool) -> PathBuf {
        self.folder.join(format!("{}.key{}", self.name, if encrypted { ".age" } else { "" }))
    }

    /// Which of its two forms is there.
    pub(super) fn found(&self) -> Option<PathBuf> {
        [false, true].map(|encrypted| self.path(encrypted)).into_iter().find(|path| path.exists())
    }

    /// The text of the file, decrypted.
    pub(super) fn read(&self, ask: Ask<'_>) -> Result<Zeroizing<String>> {
        let path = self.found().ok_or_else(|| KeyFileProblem::Missing.at(&self.path(false)))?;
        check_private(&self.folder)?;
        read(&path, ask)
    }

    /// Writes a new file, durably, encrypted where there is a passphrase; gives its path.
    pub(super) fn write_new(&self, text: &str, passphrase: Option<&Passphrase>) -> Result<PathBuf> {
        if let Some(path) = self.found() {
            return Err(KeyFileProblem::Exists.at(&path).into());
        }
        make_folder(&self.folder)?;
        self.put(text, passphrase)
    }

    /// Writes the other form of what is there, reads it back, and then removes the old one.
    pub(super) fn change(&self, ask: Ask<'_>, passphrase: Option<&Passphrase>) -> Result<PathBuf> {
        let text = self.read(ask)?;
        let old = self.found();
        let path = self.put(&text, passphrase)?;
        let given = passphrase.cloned();
        if *read(&path, &|_| given.clone())? != *text {
            return Err(KeyFileProblem::Form(String::new()).at(&path).into());
        }
        if let Some(old) = old.filter(|old| *old != path) {
            PlainDisk
                .remove_file(&old)
                .and_then(|()| PlainDisk.sync(&self.folder))
                .map_err(ServiceError::at(&old))?;
        }
        Ok(path)
    }

    fn put(&self, text: &str, passphrase: Option<&Passphrase>) -> Result<PathBuf> {
        let path = self.path(passphrase.is_some());
        let encrypted = passphrase.map(|passphrase| sealed(text, passphrase, &path)).transpose()?;
        let temporary = path.with_extension("new");
        let bytes = encrypted.as_deref().unwrap_or(text).as_bytes();
        replace_file(&PlainDisk, &path, &temporary, bytes, Visibility::Private)
            .map_err(ServiceError::at(&path))?;
        Ok(path)
    }
}

fn sealed(text: &str, passphrase: &Passphrase, path: &Path) -> Result<String> {
    if !passphrase.is_long_enough() {
        return Err(KeyFileProblem::ShortPassphrase.at(path).into());
    }
    let mut fresh = Fresh::default();
    fill(fresh.file_key.as_mut_slice())?;
    fill(&mut fresh.salt)?;
    fill(&mut fresh.nonce)?;
    let sealed = age_file::encrypt(text.as_bytes(), passphrase, &fresh);
    Ok(sealed.map_err(|problem| problem.at(path))?)
}

/// The text of a private file, decrypted where it is encrypted.
pub(super) fn read(path: &Path, ask: Ask<'_>) -> Result<Zeroizing<String>> {
    check_private(path)?;
    let mut bytes = Zeroizing::new(Vec::new());
    File::open(path)
        .and_then(|file| file.take(LONGEST).read_to_end(&mut bytes))
        .map_err(ServiceError::at(path))?;
    if age_file::is_encrypted(&bytes) {
        let passphrase = ask(path).ok_or_else(|| KeyFileProblem::Locked.at(path))?;
        bytes = age_file::decrypt(&bytes, &passphrase).map_err(|problem| problem.at(path))?;
    }
    match std::str::from_utf8(&bytes) {
        Ok(text) => Ok(Zeroizing::new(text.to_owned())),
        Err(error) => Err(KeyFileProblem::Form(error.to_string()).at(path).into()),
    }
}

/// Refuses a file or folder that others than its owner may read, change or enter.
pub(super) fn check_private(path: &Path) -> Result<()> {
    let mode = match std::fs::metadata(path) {
        Ok(found) => found.permissions().mode() & 0o777,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(KeyFileProblem::Missing.at(path).into());
        }
        Err(error) => return Err(ServiceError::at(path)(error)),
    };
    if mode & OTHERS == 0 {
        return Ok(());
    }
    Err(KeyFileError { file: path.to_owned(), problem: KeyFileProblem::OpenToOthers(mode) }.into())
}

fn make_folder(folder: &Path) -> Result<()> {
    if !folder.is_dir() {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(ServiceError::at(folder))?;
    }
    check_private(folder)
}
