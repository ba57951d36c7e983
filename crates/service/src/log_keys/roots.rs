//! The root keys of a log: Ed25519, made and used on machines without a network. A book never holds them;
//! it holds what they signed.

use super::error::KeyFileProblem;
use super::files::{self, KeyFile};
use super::passphrase::{Ask, Passphrase};
use crate::chance::fill;
use crate::error::{Result, ServiceError};
use chungtay_log::note::{SignerKey, VerifierKey};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The file of their public sides, one a line.
pub const ROOTS_FILE: &str = "roots";

/// Makes a root key in `folder/root-N.key`, encrypted where there is a passphrase; gives its file and its
/// public side.
///
/// # Errors
/// Refuses a name that keys cannot have, and a file that is there.
pub fn make_root(
    folder: &Path,
    name: &str,
    number: u32,
    passphrase: Option<&Passphrase>,
) -> Result<(PathBuf, VerifierKey)> {
    let mut seed = Zeroizing::new([0; 32]);
    fill(seed.as_mut_slice())?;
    let file = KeyFile::new(folder, &format!("root-{number}"));
    let form = |error: chungtay_log::note::KeyError| KeyFileProblem::Form(error.to_string());
    let key = SignerKey::from_seed(&format!("{name}/root-{number}"), &seed)
        .map_err(|error| form(error).at(&file.path(false)))?;
    let text = Zeroizing::new(format!("{}\n", key.to_private_text().as_str()));
    Ok((file.write_new(&text, passphrase)?, key.verifier().clone()))
}

/// Writes the public sides beside the keys.
///
/// # Errors
/// See [`ServiceError`].
pub fn write_roots(folder: &Path, roots: &[VerifierKey]) -> Result<PathBuf> {
    let file = folder.join(ROOTS_FILE);
    let text: String = roots.iter().flat_map(|root| [root.to_string(), "\n".to_owned()]).collect();
    std::fs::write(&file, text).map_err(ServiceError::at(&file))?;
    Ok(file)
}

/// The public sides in a file of [`write_roots`], sorted.
///
/// # Errors
/// Refuses anything else.
pub fn read_roots(file: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(file).map_err(ServiceError::at(file))?;
    let mut roots: Vec<String> = text.lines().map(str::to_owned).collect();
    let whole = roots.iter().all(|root| root.parse::<VerifierKey>().is_ok());
    if roots.is_empty() || !whole {
        return Err(KeyFileProblem::NotRoots.at(file).into());
    }
    roots.sort_unstable();
    Ok(roots)
}

/// A root key, from its file.
///
/// # Errors
/// Refuses a file that others may read, a wrong passphrase and any other form.
pub fn read_root(file: &Path, ask: Ask<'_>) -> Result<SignerKey> {
    let text = files::read(file, ask)?;
    let key = SignerKey::from_private_text(text.trim_end());
    Ok(key.map_err(|error| KeyFileProblem::Form(error.to_string()).at(file))?)
}
