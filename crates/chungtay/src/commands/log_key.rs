//! `log-key`: the key that verifies the log's checkpoints, to be given to readers by another way.

use crate::console::Console;
use crate::failure::{Exit, Failure};
use serde_json::json;
use std::path::Path;

pub(super) fn run(directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let key = String::from_utf8_lossy(&super::published(directory, "key")?).trim().to_owned();
    console.result(std::slice::from_ref(&key), &json!({ "verifier_key": key }))?;
    Ok(Exit::Done)
}
