//! Rules for what comes in. What the bank says is never refused for what it does to a fund.

use super::{Asked, Facts, known, known_optional, moved, positive, posting};
use crate::accounts;
use crate::entry::{Entry, Posting};
use crate::id::{AccountId, FundId};
use crate::kinds::bodies::Body;
use crate::kinds::people::AccountClass;
use crate::kinds::receipts::{
    Attribution, AttributionRule, Balance, BankLine, Gift, GiftForm, Import, LineAttribution,
    Pledge, QuarantineEnd, QuarantineOutcome, QuarantinedRow, Share, Total, Totals,
};
use crate::money::{Dong, LARGEST};
use crate::refusal::Refusal;
use crate::state::{ImportFigures, State};
use std::collections::BTreeMap;

pub(super) fn import(state: &State, import: &Import) -> Result<Vec<Posting>, Refusal> {
    if let Some((open, _)) = state.open_import() {
        return Err(Refusal::ImportOpen { import: open });
    }
    let next = u32::try_from(state.imports.len()).unwrap_or(u32::MAX).saturating_add(1);
    if import.number != next {
        return Err(Refusal::ImportNumber { next });
    }
    known(&state.funds, "fund", &import.fund)?;
    store(state, import.account, AccountClass::Bank)?;
    Ok(Vec::new())
}

fn store(state: &State, account: AccountId, class: AccountClass) -> Result<(), Refusal> {
    known(&state.accounts, "account", &account)?;
    match state.accounts.get(&account) {
        Some(found) if found.item.class == class => Ok(()),
        _ => Err(Refusal::WrongAccountClass { account }),
    }
}

fn open(state: &State, number: u32) -> Result<&ImportFigures, Refusal> {
    let import = state.import(number);
    let import = import.ok_or(Refusal::Unknown { thing: "import", id: number.to_string() })?;
    if import.closed { Err(Refusal::ImportClosed { import: number }) } else { Ok(import) }
}

fn in_order(import: &ImportFigures, row: u32) -> Result<(), Refusal> {
    if row > import.last_row {
        return Ok(());
    }
    Err(Refusal::RowOutOfOrder { row, last: import.last_row })
}

pub(super) fn bank_line(
    state: &State,
    asked: &Asked,
    line: &BankLine,
) -> Result<Vec<Posting>, Refusal> {
    let import = open(state, line.import)?;
    in_order(import, line.row)?;
    let amount = asked.amount.unwrap_or_default();
    if amount == Dong::ZERO || amount.abs().0 > LARGEST {
        return Err(Refusal::Needs { field: "amount" });
    }
    if asked.record.is_none() {
        return Err(Refusal::Needs { field: "record" });
    }
    Ok(vec![
        Posting { account: import.account, fund: import.fund, amount },
        Posting { account: opposite(amount), fund: import.fund, amount: -amount },
    ])
}

/// Where a line waits until somebody tells what it is.
fn opposite(amount: Dong) -> AccountId {
    if amount.is_positive() { accounts::UNATTRIBUTED } else { accounts::SUSPENSE }
}

pub(super) fn quarantined_row(
    state: &State,
    asked: &Asked,
    row: &QuarantinedRow,
) -> Result<Vec<Posting>, Refusal> {
    in_order(open(state, row.import)?, row.row)?;
    if asked.record.is_none() {
        return Err(Refusal::Needs { field: "record" });
    }
    Ok(Vec::new())
}

pub(super) fn quarantine_end(
    state: &State,
    facts: &Facts,
    end: &QuarantineEnd,
) -> Result<Vec<Posting>, Refusal> {
    let waiting = facts.entry(end.waiting, "quarantined_row/1")?;
    if !matches!(waiting.body, Body::QuarantinedRow(_)) {
        return Err(Refusal::WrongEntry { entry: end.waiting, needed: "quarantined_row/1" });
    }
    if state.flags.attributed.get(end.waiting) {
        return Err(Refusal::AlreadyAttributed { entry: end.waiting });
    }
    match (end.outcome, end.line) {
        (QuarantineOutcome::Rejected, None) => Ok(Vec::new()),
        (QuarantineOutcome::Rejected, Some(_)) => Err(Refusal::Excess { field: "line" }),
        (_, None) => Err(Refusal::Needs { field: "line" }),
        (_, Some(line)) => match facts.entry(line, "bank_line/1")?.body {
            Body::BankLine(_) => Ok(Vec::new()),
            _ => Err(Refusal::WrongEntry { entry: line, needed: "bank_line/1" }),
        },
    }
}

pub(super) fn balance(state: &State, balance: &Balance) -> Result<Vec<Posting>, Refusal> {
    store(state, balance.account, AccountClass::Bank)?;
    if let Some(import) = balance.import {
        let found = state.import(import);
        found.ok_or(Refusal::Unknown { thing: "import", id: import.to_string() })?;
    }
    Ok(Vec::new())
}

pub(super) fn attribution_rule(
    state: &State,
    rule: &mut AttributionRule,
) -> Result<Vec<Posting>, Refusal> {
    let import = state.import(rule.import);
    let import = import.ok_or(Refusal::Unknown { thing: "import", id: rule.import.to_string() })?;
    if import.unattributed == 0 {
        return Err(Refusal::NothingToAttribute { import: rule.import });
    }
    rule.count = import.unattributed;
    Ok(moved(import.fund, accounts::GIFTS, accounts::UNATTRIBUTED, import.unattributed_sum))
}

/// The account, fund and amount of a bank line that is still to be explained.
pub(super) fn open_line<'a>(
    state: &State,
    facts: &'a Facts,
    line: u64,
) -> Result<(&'a Entry, Posting), Refusal> {
    let wrong = Refusal::WrongEntry { entry: line, needed: "bank_line/1" };
    let entry = facts.entry(line, "bank_line/1")?;
    let (Body::BankLine(_), Some(posting)) = (&entry.body, entry.postings.first()) else {
        return Err(wrong);
    };
    if state.flags.reversed.get(line) {
        return Err(Refusal::AlreadyReversed { entry: line });
    }
    if state.flags.attributed.get(line) {
        return Err(Refusal::AlreadyAttributed { entry: line });
    }
    Ok((entry, *posting))
}

pub(super) fn attribution(
    state: &State,
    facts: &Facts,
    attribution: &LineAttribution,
) -> Result<Vec<Posting>, Refusal> {
    let (_, line) = open_line(state, facts, attribution.line)?;
    let mut sums: BTreeMap<AccountId, Dong> = BTreeMap::new();
    for share in &attribution.shares {
        check_share(state, share, line.amount)?;
        *sums.entry(account_of(share.attribution)).or_default() += share.amount;
    }
    let shares: Dong = sums.values().copied().sum();
    if shares != line.amount {
        return Err(Refusal::SharesDiffer { line: line.amount, shares });
    }
    let mut postings = vec![Posting { account: opposite(line.amount), ..line }];
    postings
        .extend(sums.into_iter().filter_map(|(account, sum)| posting(account, line.fund, -sum)));
    Ok(postings)
}

fn check_share(state: &State, share: &Share, line: Dong) -> Result<(), Refusal> {
    known_optional(&state.persons, "person", share.donor.as_ref())?;
    known_optional(&state.organisations, "organisation", share.organisation.as_ref())?;
    let incoming = line.is_positive();
    let fits = match share.attribution {
        Attribution::Gift | Attribution::Interest => incoming,
        Attribution::Fee | Attribution::Refund => !incoming,
        Attribution::Transfer => true,
    };
    let same_sign = share.amount != Dong::ZERO && share.amount.is_positive() == incoming;
    if fits && same_sign && share.amount.abs().0 <= LARGEST {
        return Ok(());
    }
    Err(Refusal::WrongDirection { attribution: share.attribution.word() })
}

fn account_of(attribution: Attribution) -> AccountId {
    match attribution {
        Attribution::Gift => accounts::GIFTS,
        Attribution::Interest => accounts::INTEREST,
        Attribution::Fee => accounts::FEES,
        Attribution::Transfer => accounts::TRANSFERS,
        Attribution::Refund => accounts::REFUNDS,
    }
}

pub(super) fn gift(state: &State, gift: &Gift) -> Result<Vec<Posting>, Refusal> {
    known(&state.funds, "fund", &gift.fund)?;
    known_optional(&state.persons, "person", gift.donor.as_ref())?;
    known_optional(&state.organisations, "organisation", gift.organisation.as_ref())?;
    known_optional(&state.works, "work", gift.work.as_ref())?;
    let excess = |given: bool, field| if given { Err(Refusal::Excess { field }) } else { Ok(()) };
    match gift.form {
        GiftForm::Cash => {
            excess(gift.goods.is_some(), "goods")?;
            excess(gift.days_tenths.is_some(), "days_tenths")?;
            excess(gift.valuation.is_some(), "valuation")?;
            let account = gift.account.ok_or(Refusal::Needs { field: "account" })?;
            store(state, account, AccountClass::Cash)?;
            let amount = gift.amount.ok_or(Refusal::Needs { field: "amount" })?;
            positive("amount", amount)?;
            Ok(moved(gift.fund, accounts::GIFTS, account, amount))
        }
        GiftForm::Goods => {
            excess(gift.amount.is_some(), "amount")?;
            excess(gift.days_tenths.is_some(), "days_tenths")?;
            let goods = gift.goods.as_ref().ok_or(Refusal::Needs { field: "goods" })?;
            positive("quantity_thousandths", Dong(goods.quantity_thousandths))?;
            if let Some(account) = gift.account {
                store(state, account, AccountClass::Goods)?;
            }
            let to = gift.account.unwrap_or(accounts::SPENDING);
            valued(gift, gift.fund, accounts::GOODS_GIFTS, to)
        }
        GiftForm::Labour => {
            excess(gift.amount.is_some(), "amount")?;
            excess(gift.goods.is_some(), "goods")?;
            excess(gift.account.is_some(), "account")?;
            let days = gift.days_tenths.ok_or(Refusal::Needs { field: "days_tenths" })?;
            positive("days_tenths", Dong(days))?;
            valued(gift, gift.fund, accounts::LABOUR_GIFTS, accounts::SPENDING)
        }
    }
}

/// What nobody valued is unknown, and posts nothing.
fn valued(
    gift: &Gift,
    fund: FundId,
    from: AccountId,
    to: AccountId,
) -> Result<Vec<Posting>, Refusal> {
    let Some(valuation) = &gift.valuation else { return Ok(Vec::new()) };
    positive("valuation", valuation.amount)?;
    Ok(moved(fund, from, to, valuation.amount))
}

pub(super) fn pledge(state: &State, pledge: &Pledge) -> Result<Vec<Posting>, Refusal> {
    known(&state.funds, "fund", &pledge.fund)?;
    known_optional(&state.persons, "person", pledge.donor.as_ref())?;
    known_optional(&state.organisations, "organisation", pledge.organisation.as_ref())?;
    positive("amount", pledge.amount)?;
    Ok(Vec::new())
}

pub(super) fn totals(state: &State, totals: &mut Totals) -> Result<Vec<Posting>, Refusal> {
    let import = totals.import.map(|number| open(state, number)).transpose()?;
    totals.lines = import.map(|import| import.lines.credits + import.lines.debits);
    totals.waiting = import.map(|import| import.waiting.len() as u64).filter(|count| *count > 0);
    let sums = state.sums.iter().filter(|(_, sum)| **sum != Dong::ZERO);
    totals.totals = sums
        .map(|((account, fund), sum)| Total { account: *account, fund: *fund, sum: *sum })
        .collect();
    Ok(Vec::new())
}
