//! Rules for what comes in. What the bank says is never refused for what it does to a fund.

use super::{Asked, Facts, known, known_optional, moved, positive, posting};
use crate::accounts;
use crate::entry::Posting;
use crate::id::{AccountId, FundId};
use crate::kinds::bodies::Body;
use crate::kinds::people::AccountClass;
use crate::kinds::receipts::{
    Attribution, AttributionRule, Balance, BalanceProof, BankLine, Gift, GiftForm, Import,
    LineAttribution, Pledge, QuarantineEnd, QuarantineOutcome, QuarantinedRow, Share, Total,
    Totals,
};
use crate::money::{Dong, LARGEST};
use crate::refusal::Refusal;
use crate::state::{ImportFigures, State};
use std::collections::BTreeMap;

pub(super) fn import(state: &State, import: &Import) -> Result<Vec<Posting>, Refusal> {
    known(&state.accounts, "account", &import.account)?;
    known(&state.funds, "fund", &import.fund)?;
    if let Some((open, _)) = state.open_import() {
        return Err(Refusal::ImportOpen { import: open });
    }
    let next = u32::try_from(state.imports.len()).unwrap_or(u32::MAX).saturating_add(1);
    if import.number != next {
        return Err(Refusal::ImportNumber { next });
    }
    of_class(state, import.account, AccountClass::Bank)?;
    Ok(Vec::new())
}

pub(super) fn of_class(
    state: &State,
    account: AccountId,
    class: AccountClass,
) -> Result<(), Refusal> {
    match state.accounts.get(&account) {
        Some(found) if found.item.class == class => Ok(()),
        _ => Err(Refusal::WrongAccountClass { account }),
    }
}

pub(super) fn known_import(state: &State, number: u32) -> Result<&ImportFigures, Refusal> {
    state.import(number).ok_or(Refusal::Unknown { thing: "import", id: number.to_string() })
}

pub(super) fn open(state: &State, number: u32) -> Result<&ImportFigures, Refusal> {
    let import = known_import(state, number)?;
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
pub(super) fn opposite(amount: Dong) -> AccountId {
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
    let waiting = facts.entry(state, end.waiting, "quarantined_row/1")?;
    if !matches!(waiting.body, Body::QuarantinedRow(_)) {
        return Err(Refusal::WrongEntry { entry: end.waiting, needed: "quarantined_row/1" });
    }
    if let Some(line) = end.line {
        if facts.entry(state, line, "bank_line/1")?.body.as_line().is_none() {
            return Err(Refusal::WrongEntry { entry: line, needed: "bank_line/1" });
        }
        if state.flags.reversed.get(line) {
            return Err(Refusal::AlreadyReversed { entry: line });
        }
    }
    if state.flags.attributed.get(end.waiting) {
        return Err(Refusal::AlreadyAttributed { entry: end.waiting });
    }
    match (end.outcome, end.line) {
        (QuarantineOutcome::Rejected, Some(_)) => Err(Refusal::Excess { field: "line" }),
        (QuarantineOutcome::Posted | QuarantineOutcome::Duplicate, None) => {
            Err(Refusal::Needs { field: "line" })
        }
        _ => Ok(Vec::new()),
    }
}

pub(super) fn balance(state: &State, balance: &Balance) -> Result<Vec<Posting>, Refusal> {
    known(&state.accounts, "account", &balance.account)?;
    let import = balance.import.map(|number| known_import(state, number)).transpose()?;
    match balance.proof {
        BalanceProof::Printed if import.is_none() => Err(Refusal::Needs { field: "import" }),
        BalanceProof::Stated if balance.source.is_none() => Err(Refusal::Needs { field: "source" }),
        BalanceProof::Printed | BalanceProof::Stated => Ok(()),
    }?;
    of_class(state, balance.account, AccountClass::Bank)?;
    if import.is_some_and(|import| import.account != balance.account) {
        return Err(Refusal::DoesNotMatch { field: "account" });
    }
    Ok(Vec::new())
}

pub(super) fn attribution_rule(
    state: &State,
    rule: &mut AttributionRule,
) -> Result<Vec<Posting>, Refusal> {
    let import = known_import(state, rule.import)?;
    if import.unattributed == 0 {
        return Err(Refusal::NothingToAttribute { import: rule.import });
    }
    rule.count = import.unattributed;
    Ok(moved(import.fund, accounts::GIFTS, accounts::UNATTRIBUTED, import.unattributed_sum))
}

/// The account, fund and amount of a bank line that is still to be explained.
pub(super) fn open_line(state: &State, facts: &Facts, line: u64) -> Result<Posting, Refusal> {
    let posting = posting_of_line(state, facts, line)?;
    still_open(state, &[line])?;
    Ok(posting)
}

/// The first posting of a bank line: its account, fund and amount.
pub(super) fn posting_of_line(state: &State, facts: &Facts, line: u64) -> Result<Posting, Refusal> {
    let needed = "bank_line/1";
    let entry = facts.entry(state, line, needed)?;
    match (entry.body.as_line(), entry.postings.first()) {
        (Some(_), Some(posting)) => Ok(*posting),
        _ => Err(Refusal::WrongEntry { entry: line, needed }),
    }
}

/// Refuses where one of the entries was reversed or settled before.
pub(super) fn still_open(state: &State, entries: &[u64]) -> Result<(), Refusal> {
    if let Some(entry) = entries.iter().find(|entry| state.flags.reversed.get(**entry)) {
        return Err(Refusal::AlreadyReversed { entry: *entry });
    }
    match entries.iter().find(|entry| state.flags.attributed.get(**entry)) {
        Some(entry) => Err(Refusal::AlreadyAttributed { entry: *entry }),
        None => Ok(()),
    }
}

pub(super) fn attribution(
    state: &State,
    facts: &Facts,
    attribution: &LineAttribution,
) -> Result<Vec<Posting>, Refusal> {
    for share in &attribution.shares {
        known_optional(&state.persons, "person", share.donor.as_ref())?;
        known_optional(&state.organisations, "organisation", share.organisation.as_ref())?;
    }
    let line = open_line(state, facts, attribution.line)?;
    let shares: Dong = attribution.shares.iter().map(|share| share.amount).sum();
    if shares != line.amount {
        return Err(Refusal::SharesDiffer { line: line.amount, shares });
    }
    let mut sums: BTreeMap<AccountId, Dong> = BTreeMap::new();
    for share in &attribution.shares {
        check_direction(share, line.amount)?;
        *sums.entry(account_of(share.attribution)).or_default() += share.amount;
    }
    let mut postings = vec![Posting { account: opposite(line.amount), ..line }];
    postings
        .extend(sums.into_iter().filter_map(|(account, sum)| posting(account, line.fund, -sum)));
    Ok(postings)
}

pub(super) fn check_direction(share: &Share, line: Dong) -> Result<(), Refusal> {
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

pub(super) fn account_of(attribution: Attribution) -> AccountId {
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
    known_optional(&state.accounts, "account", gift.account.as_ref())?;
    known_optional(&state.persons, "person", gift.donor.as_ref())?;
    known_optional(&state.organisations, "organisation", gift.organisation.as_ref())?;
    known_optional(&state.works, "work", gift.work.as_ref())?;
    gift_fields(gift)?;
    let in_class = |class| match gift.account {
        Some(account) => of_class(state, account, class),
        None => Ok(()),
    };
    match gift.form {
        GiftForm::Cash => {
            let amount = gift.amount.unwrap_or_default();
            positive("amount", amount)?;
            in_class(AccountClass::Cash)?;
            let to = gift.account.ok_or(Refusal::Needs { field: "account" })?;
            Ok(moved(gift.fund, accounts::GIFTS, to, amount))
        }
        GiftForm::Goods => {
            let quantity = gift.goods.as_ref().map_or(0, |goods| goods.quantity_thousandths);
            positive("quantity_thousandths", Dong(quantity))?;
            let to = gift.account.unwrap_or(accounts::SPENDING);
            let postings = valued(gift, gift.fund, accounts::GOODS_GIFTS, to)?;
            in_class(AccountClass::Goods)?;
            Ok(postings)
        }
        GiftForm::Labour => {
            positive("days_tenths", Dong(gift.days_tenths.unwrap_or_default()))?;
            valued(gift, gift.fund, accounts::LABOUR_GIFTS, accounts::SPENDING)
        }
    }
}

/// Each form has the fields it needs and no other.
fn gift_fields(gift: &Gift) -> Result<(), Refusal> {
    let (cash, goods, labour) = match gift.form {
        GiftForm::Cash => (true, false, false),
        GiftForm::Goods => (false, true, false),
        GiftForm::Labour => (false, false, true),
    };
    // Given, needed, allowed.
    let fields = [
        ("account", gift.account.is_some(), cash, !labour),
        ("amount", gift.amount.is_some(), cash, cash),
        ("goods", gift.goods.is_some(), goods, goods),
        ("days_tenths", gift.days_tenths.is_some(), labour, labour),
        ("valuation", gift.valuation.is_some(), false, !cash),
    ];
    if let Some((field, ..)) = fields.iter().find(|(_, given, needed, _)| *needed && !given) {
        return Err(Refusal::Needs { field });
    }
    match fields.iter().find(|(_, given, _, allowed)| *given && !allowed) {
        Some((field, ..)) => Err(Refusal::Excess { field }),
        None => Ok(()),
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
