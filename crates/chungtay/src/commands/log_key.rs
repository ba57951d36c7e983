//! `log-key`: the keys that verify the log's checkpoints, to be given to readers by another way; and the
//! passphrase of the file of the private ones.

use crate::arguments::{LogKey, LogKeyVerb};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_service::log_keys::change_passphrase;
use chungtay_service::log_keys::history::KeyHistory;
use serde_json::json;
use std::path::Path;

pub(super) fn run(asked: &LogKey, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    match &asked.verb {
        None => print(directory, asked.all, console),
        Some(LogKeyVerb::Encrypt) => change(directory, true, console),
        Some(LogKeyVerb::Decrypt) => change(directory, false, console),
    }
}

fn print(directory: &Path, all: bool, console: &Console) -> Result<Exit, Failure> {
    let key = String::from_utf8_lossy(&super::published(directory, "key")?).trim().to_owned();
    let keys = String::from_utf8_lossy(&super::published(directory, "keys")?).into_owned();
    let present = KeyHistory::parse(&keys).map(|history| history.present().to_vec());
    let present = present.unwrap_or_else(|| vec![key.clone()]);
    let shown = if all { present.clone() } else { vec![key.clone()] };
    console.result(&shown, &json!({ "verifier_key": key, "verifier_keys": present }))?;
    Ok(Exit::Done)
}

/// Encrypts the file of the private keys with a new passphrase, or decrypts it.
fn change(directory: &Path, encrypt: bool, console: &Console) -> Result<Exit, Failure> {
    // Where there is no book at all, that is the thing to say.
    super::reader(directory)?;
    let folder = directory.join(chungtay_service::log_keys::FOLDER);
    let passphrase = encrypt.then(|| console.new_passphrase(&folder)).transpose()?;
    let ask = |file: &Path| console.passphrase(file);
    let file = change_passphrase(directory, 1, &ask, passphrase.as_ref())?;
    let file = file.display().to_string();
    let told = if encrypt { "cli-log-key-encrypted" } else { "cli-log-key-decrypted" };
    let line = console.text(told, &[("file", file.as_str().into())]);
    console.result(&[line], &json!({ "file": file, "encrypted": encrypt }))?;
    Ok(Exit::Done)
}
