//! `apply`: commands as JSON lines, from a file or stdin, all or none.

use crate::arguments::Apply;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::witnesses;
use serde_json::json;
use std::io::Read;
use std::path::Path;

pub(super) fn run(asked: &Apply, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let text = read(&asked.file)?;
    let mut book = super::writer(directory, asked.wait, console)?;
    let applied = chungtay_service::apply::apply(&mut book, &text)?;
    let size = book.state().size;
    let line =
        console.text("cli-applied", &[("entries", applied.entries.into()), ("size", size.into())]);
    let object = json!({"first": applied.first, "entries": applied.entries, "size": size});
    witnesses::conclude(&book, console, &[line], object)
}

fn read(file: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().read_to_string(&mut text).map(drop)
    } else {
        std::fs::read_to_string(file).map(|found| text = found)
    };
    read.map_err(|error| Failure::file("input-file", Exit::Input, file, &error))?;
    Ok(text)
}
