//! `import FILE --preview`: what the columns of a file may hold, its first rows, how sure that is, and the command that
//! fixes it. Reads no book and enters nothing.

use crate::bad_input::column_key;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_service::ServiceError;
use chungtay_statements::{Column, Preview, Proposed, preview};
use serde_json::json;
use std::io::BufReader;
use std::path::Path;

/// Longer cells are cut.
const SHOWN_CHARACTERS: usize = 44;

/// Shows what is proposed.
pub(crate) fn show(file: &Path, console: &Console) -> Result<Exit, Failure> {
    let source = std::fs::File::open(file)
        .map_err(|error| Failure::file("input-file", Exit::Input, file, &error))?;
    let found = preview(BufReader::new(source)).map_err(ServiceError::from)?;
    console.result(&lines(file, &found, console), &object(&found))?;
    Ok(Exit::Done)
}

fn lines(file: &Path, found: &Preview, console: &Console) -> Vec<String> {
    let key = match (found.is_known, found.missing.is_empty()) {
        (true, _) => "cli-preview-known",
        (false, true) => "cli-preview-proposed",
        (false, false) => "cli-preview-unsure",
    };
    let mut lines = vec![console.text(key, &[])];
    let width = found.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(found.head.len());
    for cell in 0..width {
        lines.push(column_line(found, cell, console));
    }
    lines.push(console.text("cli-preview-rows", &[]));
    for (number, cells) in &found.rows {
        let shown: Vec<String> = cells.iter().map(|cell| short(cell)).collect();
        lines.push(format!("  {number}: {}", shown.join(" | ")));
    }
    if !found.missing.is_empty() {
        let missing =
            found.missing.iter().map(|column| console.messages.text(&column_key(*column)));
        let missing = missing.collect::<Vec<_>>().join(", ");
        lines.push(console.text("cli-preview-missing", &[("columns", missing.into())]));
    }
    if !found.is_known {
        let command =
            format!("chungtay import {} --columns \"{}\"", file.display(), choice(&found.columns));
        lines.push(console.text("cli-preview-command", &[("command", command.into())]));
    }
    lines
}

fn column_line(found: &Preview, cell: usize, console: &Console) -> String {
    let heading = found.head.get(cell).filter(|heading| !heading.is_empty());
    let heading = heading
        .map_or_else(|| console.text("cli-preview-no-heading", &[]), |heading| short(heading));
    let roles = found.columns.iter().filter(|proposed| proposed.cell == cell);
    let told: Vec<String> = roles
        .map(|proposed| {
            let name = console.messages.text(&column_key(proposed.column)).into_owned();
            let sure = console.messages.text(&format!("cli-preview-sure-{}", proposed.sure.word()));
            console.text(
                "cli-preview-role",
                &[("role", name.into()), ("sure", sure.into_owned().into())],
            )
        })
        .collect();
    let told =
        if told.is_empty() { console.text("cli-preview-unread", &[]) } else { told.join(", ") };
    let values =
        [("column", letters(cell).into()), ("heading", heading.into()), ("told", told.into())];
    console.text("cli-preview-column", &values)
}

fn short(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cut: String = words.chars().take(SHOWN_CHARACTERS).collect();
    if cut.len() < words.len() {
        cut.push('…');
    }
    cut
}

/// `A`, `B`, …, `AA`.
fn letters(cell: usize) -> String {
    let letter = |value: usize| char::from(b'A' + u8::try_from(value % 26).unwrap_or(0));
    match cell / 26 {
        0 => letter(cell).to_string(),
        tens => format!("{}{}", letter(tens - 1), letter(cell)),
    }
}

/// What `--columns` would say.
fn choice(columns: &[Proposed]) -> String {
    let part =
        |proposed: &Proposed| format!("{}={}", proposed.column.word(), letters(proposed.cell));
    columns.iter().map(part).collect::<Vec<_>>().join(",")
}

fn object(found: &Preview) -> serde_json::Value {
    json!({
        "known": found.is_known,
        "head": found.head,
        "head_row": found.head_row,
        "columns": found.columns.iter().map(|proposed| json!({
            "column": proposed.column.word(), "letter": letters(proposed.cell), "sure": proposed.sure.word(),
        })).collect::<Vec<_>>(),
        "rows": found.rows.iter().map(|(number, cells)| json!({ "number": number, "cells": cells })).collect::<Vec<_>>(),
        "missing": found.missing.iter().map(|column: &Column| column.word()).collect::<Vec<_>>(),
        "choice": choice(&found.columns),
    })
}
