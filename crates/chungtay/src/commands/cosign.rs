//! `cosign`: asks the witnesses who have not cosigned the last checkpoint yet, and publishes it where
//! there are enough of them now.

use crate::arguments::Cosign;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::witnesses;
use serde_json::json;
use std::path::Path;

pub(super) fn run(asked: &Cosign, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let mut book = super::writer(directory, asked.wait, console)?;
    book.ask_witnesses()?;
    let Some(cosigning) = book.cosigning() else {
        let line = console.messages.text("cli-no-witnesses").into_owned();
        console.result(&[line], &json!({ "cosigning": null }))?;
        return Ok(Exit::Done);
    };
    let object = json!({ "cosigning": witnesses::in_object(cosigning, console) });
    console.result(&witnesses::told(cosigning, console), &object)?;
    Ok(if cosigning.quorum_is_met { Exit::Done } else { Exit::NotPublished })
}
