//! `figures`: the figures of the last signed checkpoint, as published.

use crate::arguments::Figures;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_ledger::figures::{Figure, FigureList, Unit, read_figures};
use chungtay_ledger::money::Dong;
use chungtay_text::{Language, money};
use std::path::Path;

pub(super) fn run(asked: &Figures, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let bytes = super::published(directory, "figures.json")?;
    let list = read_figures(&bytes)
        .map_err(|error| Failure::new("figures-form", Exit::Damaged).because(&error))?;
    let list = chosen(list, &asked.ids)?;
    if console.json {
        Console::write(&String::from_utf8_lossy(&list.to_json()))?;
        return Ok(Exit::Done);
    }
    let size = console.text("cli-figures-size", &[("size", list.size.into())]);
    let widest = list.figures.iter().map(|figure| figure.id.len()).max().unwrap_or(0);
    let lines = list
        .figures
        .iter()
        .map(|figure| format!("{:widest$}  {}", figure.id, value(figure, console)));
    let lines: Vec<String> = lines.chain([size]).collect();
    console.result(&lines, &serde_json::Value::Null)?;
    Ok(Exit::Done)
}

/// The figures of these identifiers, or all where none is named.
fn chosen(list: FigureList, ids: &[String]) -> Result<FigureList, Failure> {
    if ids.is_empty() {
        return Ok(list);
    }
    let found = ids.iter().map(|id| {
        let figure = list.get(id).cloned();
        figure.ok_or_else(|| Failure::new("no-figure", Exit::Refused).with("id", id.clone()))
    });
    Ok(FigureList { figures: found.collect::<Result<_, _>>()?, size: list.size })
}

pub(super) fn value(figure: &Figure, console: &Console) -> String {
    let messages = console.messages;
    let Some(value) = figure.value else {
        return messages.text("cli-figure-unknown").into_owned();
    };
    let language = messages.language();
    let shown = match figure.unit {
        Unit::Dong => money::full(Dong(value), language),
        Unit::Count | Unit::Measured => money::grouped(value, language),
        Unit::DaysTenths => {
            let days = decimal(value, 10, language);
            messages.format("cli-figure-days", &[("days", days.into())])
        }
        Unit::Basis => {
            let percent = decimal(value, 100, language);
            messages.format("cli-figure-percent", &[("percent", percent.into())])
        }
    };
    if figure.unknowns == 0 {
        return shown;
    }
    let unknowns = [("count", figure.unknowns.into())];
    format!("{shown} {}", messages.format("cli-figure-unknowns", &unknowns))
}

/// Tenths or hundredths as a decimal number.
fn decimal(value: i64, parts: i64, language: Language) -> String {
    let mark = match language {
        Language::Vietnamese => ',',
        Language::English => '.',
    };
    let width = if parts == 10 { 1 } else { 2 };
    let sign = if value < 0 && value > -parts { "−" } else { "" };
    let whole = money::grouped(value / parts, language);
    format!("{sign}{whole}{mark}{:0width$}", (value % parts).abs())
}
