//! Rules for sightings: an entry of them agrees with itself, with its import, and names lines of its account alone.

use super::receipts::{of_class, open};
use super::{known, telling};
use crate::entry::Posting;
use crate::id::AccountId;
use crate::kinds::people::AccountClass;
use crate::kinds::sightings::{LineSightings, Sighted};
use crate::refusal::Refusal;
use crate::state::{ImportFigures, State};

pub(super) fn sightings(state: &State, sightings: &LineSightings) -> Result<Vec<Posting>, Refusal> {
    known(&state.accounts, "account", &sightings.account)?;
    of_class(state, sightings.account, AccountClass::Bank)?;
    if let Some(number) = sightings.import {
        let import = open(state, number)?;
        if import.account != sightings.account {
            return Err(Refusal::DoesNotMatch { field: "account" });
        }
        if import.file != sightings.file {
            return Err(Refusal::DoesNotMatch { field: "file" });
        }
        if !sightings.pages.is_empty() {
            return Err(Refusal::Excess { field: "pages" });
        }
    }
    if sightings.seen.is_empty() && sightings.pages.is_empty() {
        return Err(Refusal::Needs { field: "seen" });
    }
    if !telling::are_pages(&sightings.pages) {
        return Err(Refusal::Needs { field: "pages" });
    }
    let mut last = 0;
    for seen in &sightings.seen {
        let ends = u64::from(seen.row) + u64::from(seen.count);
        if seen.count == 0 || u64::from(seen.row) <= last || ends > u64::from(u32::MAX) {
            let last = u32::try_from(last).unwrap_or(u32::MAX);
            return Err(Refusal::RowOutOfOrder { row: seen.row, last });
        }
        last = ends - 1;
        let of = import_of(state, seen).ok_or(Refusal::DoesNotMatch { field: "line" })?;
        if of.account != sightings.account || Some(of.number) == sightings.import {
            return Err(Refusal::DoesNotMatch { field: "line" });
        }
    }
    Ok(Vec::new())
}

/// Where lines come from.
struct Brought {
    number: u32,
    account: AccountId,
}

/// The import that brought all these lines. Nearly always the last one begun before them.
fn import_of(state: &State, seen: &Sighted) -> Option<Brought> {
    let lines = seen.lines()?;
    let holds = |import: &ImportFigures| {
        let within = |range: &(u64, u64)| range.0 <= lines.0 && lines.1 <= range.1;
        import.ranges.iter().any(within)
    };
    let begun = state.imports.partition_point(|import| import.started <= lines.0);
    let found = state.imports[..begun].iter().rposition(holds)?;
    let number = u32::try_from(found).ok()?.checked_add(1)?;
    Some(Brought { number, account: state.imports[found].account })
}
