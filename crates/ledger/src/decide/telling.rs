//! Rules for what stands beside a bank's lines: fees in columns of their own, what rules tell of lines, where
//! rows stand on their pages, and what a file proves. What the file says is not judged here, only whether
//! the entry agrees with itself and with its import.

use super::receipts::{of_class, open, open_line, opposite};
use super::{Asked, Facts, known, posting};
use crate::accounts;
use crate::entry::Posting;
use crate::id::AccountId;
use crate::kinds::checks::{
    BankLinePart, ColumnRole, LineRules, StatementCheck, StatementLayout, StatementPages, Told,
};
use crate::kinds::people::AccountClass;
use crate::money::{Dong, LARGEST};
use crate::refusal::Refusal;
use crate::state::State;
use std::collections::BTreeMap;

/// A part belongs to the row entered last, and only takes.
pub(super) fn part(
    state: &State,
    asked: &Asked,
    part: &BankLinePart,
) -> Result<Vec<Posting>, Refusal> {
    let import = open(state, part.import)?;
    if part.row != import.last_row || part.row == 0 {
        return Err(Refusal::RowOutOfOrder { row: part.row, last: import.last_row });
    }
    let amount = asked.amount.unwrap_or_default();
    if amount >= Dong::ZERO || amount.abs().0 > LARGEST {
        return Err(Refusal::Needs { field: "amount" });
    }
    if asked.record.is_some() {
        return Err(Refusal::Excess { field: "record" });
    }
    Ok(vec![
        Posting { account: import.account, fund: import.fund, amount },
        Posting { account: accounts::SUSPENSE, fund: import.fund, amount: -amount },
    ])
}

/// What the rules tell moves those lines out of what waits; nothing moves for a line that is held.
pub(super) fn line_rules(
    state: &State,
    facts: &Facts,
    rules: &LineRules,
) -> Result<Vec<Posting>, Refusal> {
    let import = super::receipts::known_import(state, rules.import)?;
    let (fund, held) = (import.fund, &import.held);
    let rising = rules.lines.windows(2).all(|pair| pair[0].line < pair[1].line);
    if rules.lines.is_empty() || !rising {
        return Err(Refusal::Needs { field: "lines" });
    }
    let mut sums: BTreeMap<AccountId, Dong> = BTreeMap::new();
    for told in &rules.lines {
        let line = open_line(state, facts, told.line)?;
        let of = facts.entries.get(&told.line).and_then(|entry| entry.body.as_line());
        if of.is_none_or(|(import, _)| import != rules.import) {
            return Err(Refusal::DoesNotMatch { field: "import" });
        }
        if held.contains(&told.line) {
            return Err(Refusal::AlreadyAttributed { entry: told.line });
        }
        let incoming = line.amount.is_positive();
        let fits = match told.told {
            Told::Fee | Told::Vat => !incoming,
            Told::Interest | Told::Held => incoming,
            Told::Transfer => true,
        };
        if !fits {
            return Err(Refusal::WrongDirection { attribution: told.told.word() });
        }
        if let Some(account) = account_of(told.told) {
            *sums.entry(opposite(line.amount)).or_default() += line.amount;
            *sums.entry(account).or_default() -= line.amount;
        }
    }
    Ok(sums.into_iter().filter_map(|(account, sum)| posting(account, fund, sum)).collect())
}

/// Where a told line goes; nowhere where a person must say.
fn account_of(told: Told) -> Option<AccountId> {
    match told {
        Told::Fee => Some(accounts::FEES),
        Told::Vat => Some(accounts::FEES_VAT),
        Told::Interest => Some(accounts::INTEREST),
        Told::Transfer => Some(accounts::TRANSFERS),
        Told::Held => None,
    }
}

pub(super) fn pages(state: &State, pages: &StatementPages) -> Result<Vec<Posting>, Refusal> {
    open(state, pages.import)?;
    if pages.pages.is_empty() || !are_pages(&pages.pages) {
        return Err(Refusal::Needs { field: "pages" });
    }
    Ok(Vec::new())
}

/// Stretches of pages count from one and none is empty.
pub(super) fn are_pages(pages: &[(u32, Vec<u32>)]) -> bool {
    pages.iter().all(|(first, rows)| *first > 0 && !rows.is_empty())
}

pub(super) fn check(state: &State, check: &StatementCheck) -> Result<Vec<Posting>, Refusal> {
    known(&state.accounts, "account", &check.account)?;
    of_class(state, check.account, AccountClass::Bank)?;
    if let Some(number) = check.import {
        let import = open(state, number)?;
        if import.account != check.account {
            return Err(Refusal::DoesNotMatch { field: "account" });
        }
        if import.file != check.file {
            return Err(Refusal::DoesNotMatch { field: "file" });
        }
    } else if check.second.is_none() {
        return Err(Refusal::Needs { field: "second" });
    }
    let rows = u64::from(check.rows);
    let gaps: u64 = check.gaps.iter().map(|gap| gap.lines).sum();
    for (field, part, whole) in [
        ("broken", check.broken, check.steps),
        ("breaks", check.breaks.len() as u64, check.broken),
        ("whole", check.whole.lines, rows),
        ("gaps", gaps, check.whole.lines),
        ("recovered", check.recovered.len() as u64, check.whole.lines),
    ] {
        if part > whole {
            return Err(Refusal::DoesNotMatch { field });
        }
    }
    Ok(Vec::new())
}

/// A layout needs a date, money and text, each role once; its columns count from one.
pub(super) fn layout(layout: &StatementLayout) -> Result<Vec<Posting>, Refusal> {
    let has = |role: ColumnRole| layout.columns.iter().any(|(of, _)| *of == role);
    let money = has(ColumnRole::Credit) || has(ColumnRole::Debit) || has(ColumnRole::Amount);
    if !has(ColumnRole::Date) || !has(ColumnRole::Memo) || !money {
        return Err(Refusal::Needs { field: "columns" });
    }
    let mut roles: Vec<ColumnRole> = layout.columns.iter().map(|(role, _)| *role).collect();
    roles.sort_unstable();
    roles.dedup();
    if roles.len() < layout.columns.len() || layout.columns.iter().any(|(_, column)| *column == 0) {
        return Err(Refusal::Excess { field: "columns" });
    }
    Ok(Vec::new())
}
