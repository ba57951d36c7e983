//! A file may hold statements of several accounts: an import takes those of one, and never mixes them.

use super::{ImportRequest, findings, reading};
use crate::book::Book;
use crate::error::{Result, ServiceError};
use chungtay_ledger::id::AccountId;
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

/// Refuses a statement that prints another number than the account has in the book.
pub(super) fn check_this_account(
    book: &Book,
    account: AccountId,
    printed: &[Printed],
) -> Result<()> {
    let Some(own) = findings::number_of(book, account)? else { return Ok(()) };
    let is_other = |printed: &&Printed| {
        let numbers = &printed.account_numbers;
        !numbers.is_empty() && !numbers.iter().any(|number| may_be(number, &own))
    };
    let Some(other) = printed.iter().find(is_other) else { return Ok(()) };
    let plain: Vec<char> = plain(&own).chars().collect();
    Err(ServiceError::OtherAccount {
        printed: other.account_numbers.join(", "),
        account: account.to_string(),
        end: plain[plain.len().saturating_sub(SHOWN_END)..].iter().collect(),
    })
}

/// So much of an account's number is enough for who keeps the book to know it.
const SHOWN_END: usize = 4;

/// Whether a printed number may be this one: banks print stars for digits, a part only, or a number within another.
fn may_be(printed: &str, own: &str) -> bool {
    let stars = |number: &str| -> Vec<char> {
        let kept = number.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '*');
        kept.map(|sign| if matches!(sign, 'x' | 'X') { '*' } else { sign }).collect()
    };
    let (printed, own) = (stars(printed), stars(own));
    let (short, long) = if printed.len() < own.len() { (printed, own) } else { (own, printed) };
    let same = |one: &[char]| {
        one.iter().zip(&short).all(|(one, two)| one == two || *one == '*' || *two == '*')
    };
    short.is_empty() || long.windows(short.len()).any(same)
}

/// Refuses a statement that says, above or beneath its rows, that it is kept in another currency.
pub(super) fn check_currency(printed: &[Printed]) -> Result<()> {
    let other = printed.iter().filter_map(|printed| printed.currency.as_deref());
    match other.into_iter().find(|code| *code != "VND") {
        Some(code) => Err(ServiceError::ForeignCurrency { row: 1, currency: code.to_owned() }),
        None => Ok(()),
    }
}

fn plain(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::may_be;

    #[test]
    fn a_number_is_known_as_banks_print_it() {
        let own = "0071000111111";
        for printed in [
            "0071000111111",
            "0071 000 111 111",
            "0071000***111",
            "xxxxxxxxx1111",
            "VND0071000111111",
        ] {
            assert!(may_be(printed, own), "{printed}");
        }
        for printed in ["0071000222222", "0071000***222", "1071000111111"] {
            assert!(!may_be(printed, own), "{printed}");
        }
    }
}
