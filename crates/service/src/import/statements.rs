//! A file may hold statements of several accounts: an import takes those of one, and never mixes them.

use super::{ImportRequest, reading};
use crate::error::{Result, ServiceError};
use chungtay_statements::{Guide, Printed, Row};
use std::collections::BTreeSet;

/// The statements of the account whose number was given; `None` where none was. Reads the file once for it: a
/// statement's head may stand anywhere.
pub(super) fn chosen(
    request: &ImportRequest<'_>,
    guide: &Guide,
) -> Result<Option<BTreeSet<usize>>> {
    let Some(number) = &request.reading.number else { return Ok(None) };
    let mut statement = reading::statement(request, guide)?;
    while statement.next_row()?.is_some() {}
    let found: BTreeSet<usize> = statement
        .printed()
        .iter()
        .enumerate()
        .filter(|(_, printed)| {
            printed.account_numbers.iter().any(|known| plain(known) == plain(number))
        })
        .map(|(index, _)| index)
        .collect();
    if found.is_empty() {
        return Err(ServiceError::NotThere { thing: "account-number", id: number.clone() });
    }
    Ok(Some(found))
}

/// Whether a row is of a statement that is imported.
pub(super) fn is_chosen(chosen: Option<&BTreeSet<usize>>, row: &Row<'_>) -> bool {
    let statement = match row {
        Row::Good(row) => row.statement,
        Row::Foreign(row) => row.statement,
        Row::Bad(row) => row.statement,
    };
    chosen.is_none_or(|chosen| chosen.contains(&statement))
}

/// Refuses statements of several accounts; of a choice, keeps what its statements print.
pub(super) fn check_one_account(
    printed: &mut Vec<Printed>,
    chosen: Option<&BTreeSet<usize>>,
) -> Result<()> {
    if let Some(chosen) = chosen {
        let mut index = 0..;
        printed.retain(|_| index.next().is_some_and(|index: usize| chosen.contains(&index)));
        return Ok(());
    }
    let mut accounts: Vec<&Printed> = Vec::new();
    for statement in printed.iter().filter(|printed| !printed.account_numbers.is_empty()) {
        let same = |known: &&Printed| {
            let mut numbers = known.account_numbers.iter();
            numbers.any(|number| {
                statement.account_numbers.iter().any(|other| plain(other) == plain(number))
            })
        };
        if !accounts.iter().any(same) {
            accounts.push(statement);
        }
    }
    if accounts.len() < 2 {
        return Ok(());
    }
    let numbers = accounts.iter().filter_map(|printed| printed.account_numbers.first().cloned());
    Err(ServiceError::SeveralAccounts(numbers.collect()))
}

fn plain(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).collect()
}
