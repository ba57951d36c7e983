//! `withhold`: an entry is stated again without the words that must not stand in it, and its bytes go.

use crate::arguments::Withhold;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::witnesses;
use chungtay_service::withholding::{Wanted, withhold};
use serde_json::json;
use std::path::Path;

pub(super) fn run(asked: &Withhold, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let mut book = super::writer(directory, asked.wait, console)?;
    let done = withhold(
        &mut book,
        &Wanted {
            entry: asked.entry,
            words: &asked.hide,
            because: &asked.because,
            actor: asked.actor,
            approved_by: asked.approved_by,
        },
    )?;
    let values = [
        ("entry", asked.entry.to_string().into()),
        ("restatement", done.restatement.to_string().into()),
    ];
    let mut lines = vec![console.text("cli-withheld", &values)];
    if !done.also_in.is_empty() {
        let numbers: Vec<String> = done.also_in.iter().map(u64::to_string).collect();
        lines.push(console.text("cli-withheld-also", &[("entries", numbers.join(", ").into())]));
    }
    lines.push(console.messages.text("cli-erased-elsewhere").into_owned());
    let object = json!({
        "entry": asked.entry,
        "restatement": done.restatement,
        "archives": done.archives,
        "also_in": done.also_in,
    });
    witnesses::conclude(&book, console, &lines, object)
}
