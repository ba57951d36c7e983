//! A witness's key in a file of its own, readable by its owner only: one line, `PRIVATE+KEY+…`.
//! Never replaces a file, and never reads one that others may read.

use super::WitnessError;
use chungtay_log::cosignature::{Cosigner, CosignerKey};
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// Makes a key under this name and puts it into a new file.
///
/// # Errors
/// Refuses a file that is there already, and a name with white space, control characters or `+`.
pub fn make_key(file: &Path, name: &str) -> Result<CosignerKey, WitnessError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| WitnessError::NoRandomness(error.to_string()))?;
    let cosigner = Cosigner::from_seed(name, &seed)
        .map_err(|error| WitnessError::Key { file: file.to_owned(), error })?;
    let written = || {
        let mut options = OpenOptions::new();
        let mut handle = options.write(true).create_new(true).mode(0o600).open(file)?;
        handle.write_all(cosigner.to_private_text().as_bytes())?;
        handle.write_all(b"\n")?;
        handle.sync_all()?;
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
    };
    written().map_err(WitnessError::at(file))?;
    Ok(cosigner.key().clone())
}

/// Reads a key.
///
/// # Errors
/// Refuses a file that others than its owner may read, and one that holds no key of a witness.
pub fn read_key(file: &Path) -> Result<Cosigner, WitnessError> {
    let mut handle = File::open(file).map_err(WitnessError::at(file))?;
    let mode = handle.metadata().map_err(WitnessError::at(file))?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(WitnessError::OpenToOthers(file.to_owned()));
    }
    let mut text = String::new();
    handle.read_to_string(&mut text).map_err(WitnessError::at(file))?;
    Cosigner::from_private_text(text.trim_end())
        .map_err(|error| WitnessError::Key { file: file.to_owned(), error })
}
