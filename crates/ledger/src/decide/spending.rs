//! Rules for what goes out: within the purpose, within the fund, by three persons.

use super::receipts::{posting_of_line, still_open};
use super::{Asked, Facts, known, known_optional, moved, positive};
use crate::accounts;
use crate::entry::Posting;
use crate::id::{AccountId, FundId};
use crate::kinds::bodies::Body;
use crate::kinds::people::{AccountClass, Fund};
use crate::kinds::spending::{
    Decision, Payment, Settlement, SpendingDecision, SpendingRequest, Transfer,
};
use crate::money::Dong;
use crate::refusal::Refusal;
use crate::state::{Request, State};

pub(super) fn request(state: &State, request: &SpendingRequest) -> Result<Vec<Posting>, Refusal> {
    known(&state.funds, "fund", &request.fund)?;
    known_optional(&state.works, "work", request.work.as_ref())?;
    known_optional(&state.programmes, "programme", request.programme.as_ref())?;
    known_optional(&state.organisations, "organisation", request.payee.as_ref())?;
    if request.work.is_none() && request.programme.is_none() {
        return Err(Refusal::Needs { field: "work" });
    }
    positive("amount", request.amount)?;
    let fund = state.funds.get(&request.fund).map(|fund| &fund.item);
    if !fund.is_some_and(|fund| state.serves(fund, request.work, request.programme)) {
        return Err(Refusal::OutsidePurpose { fund: request.fund });
    }
    within(state.available(request.fund), request.amount, request.fund)
}

fn within(available: Dong, amount: Dong, fund: FundId) -> Result<Vec<Posting>, Refusal> {
    if amount > available { Err(Refusal::Overdraws { fund, available }) } else { Ok(Vec::new()) }
}

fn open_request(state: &State, request: u64) -> Result<&Request, Refusal> {
    let found = state.requests.get(&request).filter(|request| request.is_open());
    found.ok_or(Refusal::RequestNotOpen { request })
}

/// An approved request may be sent back too, as long as something of it is unpaid: what nobody will pay
/// must not stay reserved for ever. What was paid stands.
pub(super) fn decision(
    state: &State,
    asked: &Asked,
    decision: &SpendingDecision,
) -> Result<Vec<Posting>, Refusal> {
    if decision.decision != Decision::Approved && asked.record.is_none() {
        return Err(Refusal::Needs { field: "reason" });
    }
    let request = open_request(state, decision.request)?;
    if decision.decision == Decision::Approved && request.approver.is_some() {
        return Err(Refusal::AlreadyApproved { request: decision.request });
    }
    let person = state.person(asked.actor);
    if person == state.person(request.maker) {
        return Err(Refusal::MakerApproves { person: asked.actor });
    }
    match decision.decision {
        Decision::Approved => within(state.available(request.fund), request.amount, request.fund),
        Decision::Returned | Decision::Refused => Ok(Vec::new()),
    }
}

pub(super) fn payment(
    state: &State,
    asked: &Asked,
    payment: &Payment,
) -> Result<Vec<Posting>, Refusal> {
    known(&state.accounts, "account", &payment.account)?;
    positive("amount", payment.amount)?;
    let class = class_of(state, payment.account);
    if class == Some(AccountClass::Goods) {
        return Err(Refusal::WrongAccountClass { account: payment.account });
    }
    let request = open_request(state, payment.request)?;
    let approver = request.approver.ok_or(Refusal::NotApproved { request: payment.request })?;
    let (maker, approver) = (state.person(request.maker), state.person(approver));
    let payer = state.person(asked.actor);
    if maker == approver {
        return Err(Refusal::MakerApproves { person: request.maker });
    }
    if payer == maker {
        return Err(Refusal::MakerPays { person: asked.actor });
    }
    if payer == approver {
        return Err(Refusal::ApproverPays { person: asked.actor });
    }
    if asked.record.is_none() {
        return Err(Refusal::NoVoucher {});
    }
    let left = request.amount - request.paid;
    if payment.amount > left {
        return Err(Refusal::AboveApproval { left });
    }
    let (fund, account) = (request.fund, payment.account);
    // What is approved is reserved, so a payment changes nothing that is free; a shortfall blocks it.
    let available = state.available(fund);
    if available < Dong::ZERO {
        return Err(Refusal::Overdraws { fund, available });
    }
    let balance = state.sum(account, fund);
    if payment.amount > balance {
        return Err(Refusal::AccountShort { account, balance });
    }
    let from = if class == Some(AccountClass::Bank) { accounts::UNSETTLED } else { account };
    Ok(moved(fund, from, accounts::SPENDING, payment.amount))
}

pub(super) fn settlement(
    state: &State,
    facts: &Facts,
    settlement: &Settlement,
) -> Result<Vec<Posting>, Refusal> {
    let line = posting_of_line(state, facts, settlement.line)?;
    let needed = "payment/1";
    let payment = facts.entry(state, settlement.payment, needed)?;
    // A withdrawal in cash waits for the bank's line just as a payment does.
    let (account, amount) = match &payment.body {
        Body::Payment(paid) => (paid.account, paid.amount),
        Body::Transfer(moved) if is_withdrawal(state, moved) => (moved.from_account, moved.amount),
        _ => return Err(Refusal::WrongEntry { entry: settlement.payment, needed }),
    };
    still_open(state, &[settlement.line, settlement.payment])?;
    let fund = payment.postings.first().map(|posting| posting.fund);
    let differs = [
        (account != line.account, "account"),
        (fund != Some(line.fund), "fund"),
        (amount != -line.amount, "amount"),
    ];
    if let Some((_, field)) = differs.into_iter().find(|(differs, _)| *differs) {
        return Err(Refusal::DoesNotMatch { field });
    }
    Ok(moved(line.fund, accounts::SUSPENSE, accounts::UNSETTLED, amount))
}

pub(super) fn transfer(state: &State, transfer: &Transfer) -> Result<Vec<Posting>, Refusal> {
    known(&state.accounts, "account", &transfer.from_account)?;
    known(&state.accounts, "account", &transfer.to_account)?;
    known(&state.funds, "fund", &transfer.from_fund)?;
    known(&state.funds, "fund", &transfer.to_fund)?;
    positive("amount", transfer.amount)?;
    let goods = |account| class_of(state, account) == Some(AccountClass::Goods);
    let of_goods = goods(transfer.from_account);
    if of_goods != goods(transfer.to_account) {
        return Err(Refusal::WrongAccountClass { account: transfer.to_account });
    }
    let same_fund = transfer.from_fund == transfer.to_fund;
    let same_account = transfer.from_account == transfer.to_account;
    if same_fund == same_account {
        return Err(Refusal::DoesNotMatch { field: "to_account" });
    }
    if !same_fund && !purpose_narrows(state, transfer) {
        return Err(Refusal::OutsidePurpose { fund: transfer.from_fund });
    }
    if !of_goods {
        within(state.available(transfer.from_fund), transfer.amount, transfer.from_fund)?;
    }
    let balance = state.sum(transfer.from_account, transfer.from_fund);
    if transfer.amount > balance {
        return Err(Refusal::AccountShort { account: transfer.from_account, balance });
    }
    if same_fund {
        let from = if is_withdrawal(state, transfer) {
            accounts::UNSETTLED
        } else {
            leg(state, transfer.from_account)
        };
        let to = leg(state, transfer.to_account);
        return Ok(moved(transfer.from_fund, from, to, transfer.amount));
    }
    let account = transfer.from_account;
    let mut postings = moved(transfer.from_fund, account, accounts::TRANSFERS, transfer.amount);
    postings.extend(moved(transfer.to_fund, accounts::TRANSFERS, account, transfer.amount));
    Ok(postings)
}

/// Money may move to a fund only if everything that fund may do, the first one may do too.
fn purpose_narrows(state: &State, transfer: &Transfer) -> bool {
    let fund = |id| state.funds.get(&id).map(|fund| &fund.item);
    let (Some(from), Some(to)) = (fund(transfer.from_fund), fund(transfer.to_fund)) else {
        return false;
    };
    let serves = |from: &Fund, work, programme| state.serves(from, work, programme);
    let purpose = &to.purpose;
    from.purpose.general
        || (!purpose.general
            && purpose.works.iter().all(|work| serves(from, Some(*work), None))
            && purpose.programmes.iter().all(|programme| serves(from, None, Some(*programme))))
}

fn class_of(state: &State, account: AccountId) -> Option<AccountClass> {
    state.accounts.get(&account).map(|found| found.item.class)
}

/// Money taken from the bank in cash: until the bank's line is there it is paid and not yet seen, lest
/// it be counted both at the bank and in cash.
fn is_withdrawal(state: &State, transfer: &Transfer) -> bool {
    transfer.from_fund == transfer.to_fund
        && class_of(state, transfer.from_account) == Some(AccountClass::Bank)
        && class_of(state, transfer.to_account) == Some(AccountClass::Cash)
}

/// A bank's side of a transfer is shown by the bank's own line, so here it stands in between.
fn leg(state: &State, account: AccountId) -> AccountId {
    if class_of(state, account) == Some(AccountClass::Bank) { accounts::TRANSFERS } else { account }
}
