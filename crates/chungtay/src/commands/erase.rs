//! `erase`: private records go for good, from every file of the book's folder.

use crate::arguments::Erase;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::witnesses;
use chungtay_service::erasing::{Wanted, erase, erase_again};
use serde_json::json;
use std::path::Path;

pub(super) fn run(asked: &Erase, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let mut book = super::writer(directory, asked.wait, console)?;
    let erased = match (asked.approved_by, &asked.because) {
        (Some(approved_by), Some(because)) => erase(
            &mut book,
            &Wanted {
                entries: &asked.entries,
                person: asked.person,
                request: asked.request,
                because,
                actor: asked.actor,
                approved_by,
            },
        )?,
        _ => erase_again(&mut book)?,
    };
    let numbers: Vec<String> = erased.entries.iter().map(u64::to_string).collect();
    let values = [
        ("count", erased.entries.len().into()),
        ("entries", numbers.join(", ").into()),
        ("secrets", erased.secrets.into()),
        ("openings", erased.openings.into()),
    ];
    let mut lines = vec![console.text("cli-erased", &values)];
    if let Some(entry) = erased.entry {
        lines.push(console.text("cli-erased-entry", &[("entry", entry.to_string().into())]));
    }
    let untold = &erased.untold_pictures;
    if let Some(first) = untold.first() {
        let values = [("count", untold.len().into()), ("entry", first.to_string().into())];
        lines.push(console.text("cli-erased-untold", &values));
    }
    lines.push(console.messages.text("cli-erased-elsewhere").into_owned());
    let object = json!({
        "entry": erased.entry,
        "entries": erased.entries,
        "secrets": erased.secrets,
        "openings": erased.openings,
        "untold_pictures": untold,
    });
    witnesses::conclude(&book, console, &lines, object)
}
