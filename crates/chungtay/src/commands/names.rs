//! `names` and `consent`: how names are shown, in the whole book and in one entry.

use crate::arguments::{Consent, NamesChange};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::witnesses;
use chungtay_service::Book;
use chungtay_service::names::{Changed, change_policy, consent as record_consent};
use serde_json::json;
use std::path::Path;

pub(super) fn policy(
    asked: &NamesChange,
    directory: &Path,
    console: &Console,
) -> Result<Exit, Failure> {
    let mut book = super::writer(directory, asked.wait, console)?;
    let changed = change_policy(&mut book, asked.shown.into(), &asked.because, asked.actor)?;
    told(&book, &changed, console)
}

pub(super) fn consent(
    asked: &Consent,
    directory: &Path,
    console: &Console,
) -> Result<Exit, Failure> {
    let mut book = super::writer(directory, asked.wait, console)?;
    let changed =
        record_consent(&mut book, asked.entry, asked.shown.into(), &asked.told, asked.actor)?;
    told(&book, &changed, console)
}

fn told(book: &Book, changed: &Changed, console: &Console) -> Result<Exit, Failure> {
    let values =
        [("entry", changed.entry.to_string().into()), ("openings", changed.openings.into())];
    let line = console.text("cli-names-changed", &values);
    let object = json!({"entry": changed.entry, "openings": changed.openings});
    witnesses::conclude(book, console, &[line], object)
}
