//! The published figures beside those that follow from the log.

use super::difference::{Check, Difference};
use super::source::{LogSource, missing};
use chungtay_ledger::figures::{FigureList, read_figures};
use std::io;

/// What comparing the figures gave.
pub(super) enum Compared {
    /// Each published one follows.
    Follow,
    /// They are of another size: the log may be growing while it is read.
    OfSize(u64),
    /// One does not follow.
    Differ(Difference),
}

pub(super) fn compare(source: &dyn LogSource, computed: &FigureList) -> io::Result<Compared> {
    let bytes = source.read("figures.json")?.ok_or_else(|| missing("figures.json"))?;
    if bytes == computed.to_json() {
        return Ok(Compared::Follow);
    }
    let published = match read_figures(&bytes) {
        Ok(published) => published,
        Err(problem) => {
            let told = Difference::new(Check::Figure, "figures.json", problem.to_string());
            return Ok(Compared::Differ(told));
        }
    };
    if published.size != computed.size {
        return Ok(Compared::OfSize(published.size));
    }
    // A release may show figures that an earlier one did not publish; what was published must follow.
    let wrong = published.figures.iter().find(|figure| computed.get(&figure.id) != Some(figure));
    let Some(wrong) = wrong else { return Ok(Compared::Follow) };
    let shown = |list: &FigureList, id: &str| match list.get(id) {
        Some(figure) => {
            let value = figure.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
            let (unknowns, expression) = (figure.unknowns, &figure.expression);
            format!("{id} = {value} [{unknowns}] {expression}")
        }
        None => format!("{id}: –"),
    };
    let id = wrong.id.as_str();
    Ok(Compared::Differ(Difference::new(Check::Figure, shown(&published, id), shown(computed, id))))
}
