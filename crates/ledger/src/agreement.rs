//! Bank = books: what the bank's own balances prove of the lines in the books, day by day (design §6).
//! A closing computed from our own lines is never agreement.

use crate::date::Date;
use crate::id::AccountId;
use crate::kinds::receipts::{Balance, BalanceMoment, BalanceProof};
use crate::money::Dong;
use crate::state::{State, Turnover};
use std::collections::BTreeMap;

/// How well a day's lines are supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Support {
    /// A balance before or after it is the operator's word.
    Stated,
    /// Both balances around the day are printed by the bank.
    Proved,
    /// No balance around it.
    NotProvable,
}

/// One day of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayAgreement {
    /// The day.
    pub on: Date,
    /// What the books hold of it.
    pub lines: Turnover,
    /// The balance known at the day's end, with who vouches for it and the entry.
    pub closing: Option<(Dong, BalanceProof, u64)>,
    /// How well it is supported.
    pub support: Support,
    /// Whether the balances around it agree with the lines between; `None` where not provable.
    pub agrees: Option<bool>,
    /// Balances at the end less balances before less lines between, where provable and not zero.
    pub difference: Dong,
}

/// Lines and money under one kind of support.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Days with lines.
    pub days: u64,
    /// Lines.
    pub lines: u64,
    /// Credits plus debits, in đồng.
    pub money: Dong,
}

/// An account's agreement with its bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountAgreement {
    /// The account.
    pub account: AccountId,
    /// Every day that has lines or a balance, in order.
    pub days: Vec<DayAgreement>,
    /// What printed balances prove (and agree with).
    pub proved: Extent,
    /// What rests on the operator's word (and agrees).
    pub stated: Extent,
    /// What no balance reaches.
    pub not_provable: Extent,
    /// What a balance contradicts.
    pub contradicted: Extent,
    /// The last day that is proved or stated without a gap or contradiction before it.
    pub agreed_through: Option<Date>,
    /// The balance before the first line, where a printed balance and the first day's lines give it.
    pub derived_opening: Option<Dong>,
}

/// A known balance at the end of a day.
#[derive(Clone, Copy)]
struct Known {
    on: Date,
    amount: Dong,
    proof: BalanceProof,
    at: u64,
}

/// Compares an account's lines with its balances.
#[must_use]
pub fn agreement(state: &State, account: AccountId) -> AccountAgreement {
    let lines = state.days.get(&account).cloned().unwrap_or_default();
    let (known, contradictions) = known_balances(state, account);
    let mut days: BTreeMap<Date, DayAgreement> = BTreeMap::new();
    for (on, turnover) in &lines {
        days.insert(*on, unproved(*on, turnover.clone()));
    }
    for balance in &known {
        let day =
            days.entry(balance.on).or_insert_with(|| unproved(balance.on, Turnover::default()));
        day.closing = Some((balance.amount, balance.proof, balance.at));
    }
    for pair in known.windows(2) {
        prove(&mut days, pair[0], pair[1]);
    }
    for (on, difference) in contradictions {
        if let Some(day) = days.get_mut(&on) {
            day.support = Support::Proved;
            day.agrees = Some(false);
            day.difference = difference;
        }
    }
    let derived_opening = known.first().and_then(|first| {
        let before: Dong = lines.range(..=first.on).map(|(_, turnover)| turnover.net()).sum();
        (first.proof == BalanceProof::Printed).then_some(first.amount - before)
    });
    summarise(account, days.into_values().collect(), derived_opening)
}

fn unproved(on: Date, lines: Turnover) -> DayAgreement {
    DayAgreement {
        on,
        lines,
        closing: None,
        support: Support::NotProvable,
        agrees: None,
        difference: Dong::ZERO,
    }
}

/// Balances as day ends, in order; an opening is the end of the day before. Where the bank printed one
/// and the operator stated another for the same moment, the printed one counts; the last entry wins.
/// Where the bank printed two that differ for one moment, the day and the difference are given too.
fn known_balances(state: &State, account: AccountId) -> (Vec<Known>, BTreeMap<Date, Dong>) {
    let mut known: BTreeMap<Date, Known> = BTreeMap::new();
    let mut contradictions = BTreeMap::new();
    for registered in state.balances.get(&account).into_iter().flatten() {
        let Balance { amount, on, moment, proof, .. } = registered.item;
        let on = if moment == BalanceMoment::Opening { on.previous() } else { on };
        match (known.get(&on), proof) {
            (Some(old), BalanceProof::Stated) if old.proof == BalanceProof::Printed => continue,
            (Some(old), BalanceProof::Printed)
                if old.proof == BalanceProof::Printed && old.amount != amount =>
            {
                contradictions.insert(on, amount - old.amount);
            }
            _ => {}
        }
        known.insert(on, Known { on, amount, proof, at: registered.at });
    }
    (known.into_values().collect(), contradictions)
}

fn prove(days: &mut BTreeMap<Date, DayAgreement>, before: Known, end: Known) {
    let between = || before.on.next()..=end.on;
    let net: Dong = days.range(between()).map(|(_, day)| day.lines.net()).sum();
    let difference = end.amount - before.amount - net;
    let printed = before.proof == BalanceProof::Printed && end.proof == BalanceProof::Printed;
    for (_, day) in days.range_mut(between()) {
        day.support = if printed { Support::Proved } else { Support::Stated };
        day.agrees = Some(difference == Dong::ZERO);
        day.difference = difference;
    }
}

fn summarise(
    account: AccountId,
    days: Vec<DayAgreement>,
    derived_opening: Option<Dong>,
) -> AccountAgreement {
    let mut found = AccountAgreement {
        account,
        days: Vec::new(),
        proved: Extent::default(),
        stated: Extent::default(),
        not_provable: Extent::default(),
        contradicted: Extent::default(),
        agreed_through: None,
        derived_opening,
    };
    let mut unbroken = true;
    for day in &days {
        let extent = match (day.agrees, day.support) {
            (Some(false), _) => &mut found.contradicted,
            (_, Support::Proved) => &mut found.proved,
            (_, Support::Stated) => &mut found.stated,
            (_, Support::NotProvable) => &mut found.not_provable,
        };
        let lines = day.lines.credits + day.lines.debits;
        extent.days += u64::from(lines > 0);
        extent.lines += lines;
        extent.money += day.lines.credit + day.lines.debit;
        match day.agrees {
            Some(true) if unbroken => found.agreed_through = Some(day.on),
            Some(true) => {}
            Some(false) => unbroken = false,
            None => unbroken = unbroken && found.agreed_through.is_none(),
        }
    }
    found.days = days;
    found
}
