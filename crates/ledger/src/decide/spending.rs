//! Rules for what goes out: within the purpose, within the fund, by three persons.

use super::receipts::open_line;
use super::{Asked, Facts, known, known_optional, moved, positive};
use crate::accounts;
use crate::entry::Posting;
use crate::id::AccountId;
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

fn within(available: Dong, amount: Dong, fund: crate::id::FundId) -> Result<Vec<Posting>, Refusal> {
    if amount > available { Err(Refusal::Overdraws { fund, available }) } else { Ok(Vec::new()) }
}

fn open_request(state: &State, request: u64) -> Result<&Request, Refusal> {
    state.requests.get(&request).ok_or(Refusal::RequestNotOpen { request })
}

pub(super) fn decision(
    state: &State,
    asked: &Asked,
    decision: &SpendingDecision,
) -> Result<Vec<Posting>, Refusal> {
    let request = open_request(state, decision.request)?;
    if request.approver.is_some() {
        return Err(Refusal::AlreadyApproved { request: decision.request });
    }
    let person = state.person(asked.actor);
    if person == state.person(request.maker) {
        return Err(Refusal::MakerApproves { person: asked.actor });
    }
    match decision.decision {
        Decision::Approved => within(state.available(request.fund), request.amount, request.fund),
        Decision::Returned | Decision::Refused if asked.record.is_none() => {
            Err(Refusal::Needs { field: "reason" })
        }
        Decision::Returned | Decision::Refused => Ok(Vec::new()),
    }
}

pub(super) fn payment(
    state: &State,
    asked: &Asked,
    payment: &Payment,
) -> Result<Vec<Posting>, Refusal> {
    let request = open_request(state, payment.request)?;
    known(&state.accounts, "account", &payment.account)?;
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
    positive("amount", payment.amount)?;
    let left = request.amount - request.paid;
    if payment.amount > left {
        return Err(Refusal::AboveApproval { left });
    }
    let (fund, account) = (request.fund, payment.account);
    within(state.left(fund), payment.amount, fund)?;
    let balance = state.sum(account, fund);
    if payment.amount > balance {
        return Err(Refusal::AccountShort { account, balance });
    }
    match state.accounts.get(&account).map(|found| found.item.class) {
        Some(AccountClass::Bank) => {
            Ok(moved(fund, accounts::UNSETTLED, accounts::SPENDING, payment.amount))
        }
        Some(AccountClass::Cash) => Ok(moved(fund, account, accounts::SPENDING, payment.amount)),
        Some(AccountClass::Goods) | None => Err(Refusal::WrongAccountClass { account }),
    }
}

pub(super) fn settlement(
    state: &State,
    facts: &Facts,
    settlement: &Settlement,
) -> Result<Vec<Posting>, Refusal> {
    let (_, line) = open_line(state, facts, settlement.line)?;
    let needed = "payment/1";
    let payment = facts.entry(settlement.payment, needed)?;
    let Body::Payment(paid) = &payment.body else {
        return Err(Refusal::WrongEntry { entry: settlement.payment, needed });
    };
    if state.flags.reversed.get(settlement.payment) {
        return Err(Refusal::AlreadyReversed { entry: settlement.payment });
    }
    if state.flags.attributed.get(settlement.payment) {
        return Err(Refusal::AlreadyAttributed { entry: settlement.payment });
    }
    let fund = payment.postings.first().map(|posting| posting.fund);
    let differs = [
        (paid.account != line.account, "account"),
        (fund != Some(line.fund), "fund"),
        (paid.amount != -line.amount, "amount"),
    ];
    if let Some((_, field)) = differs.into_iter().find(|(differs, _)| *differs) {
        return Err(Refusal::DoesNotMatch { field });
    }
    Ok(moved(line.fund, accounts::SUSPENSE, accounts::UNSETTLED, paid.amount))
}

pub(super) fn transfer(state: &State, transfer: &Transfer) -> Result<Vec<Posting>, Refusal> {
    known(&state.accounts, "account", &transfer.from_account)?;
    known(&state.accounts, "account", &transfer.to_account)?;
    known(&state.funds, "fund", &transfer.from_fund)?;
    known(&state.funds, "fund", &transfer.to_fund)?;
    positive("amount", transfer.amount)?;
    let same_fund = transfer.from_fund == transfer.to_fund;
    let same_account = transfer.from_account == transfer.to_account;
    if same_fund == same_account {
        return Err(Refusal::DoesNotMatch { field: "to_account" });
    }
    if !same_fund && !purpose_narrows(state, transfer) {
        return Err(Refusal::OutsidePurpose { fund: transfer.from_fund });
    }
    within(state.available(transfer.from_fund), transfer.amount, transfer.from_fund)?;
    let balance = state.sum(transfer.from_account, transfer.from_fund);
    if transfer.amount > balance {
        return Err(Refusal::AccountShort { account: transfer.from_account, balance });
    }
    if same_fund {
        let from = leg(state, transfer.from_account);
        return Ok(moved(
            transfer.from_fund,
            from,
            leg(state, transfer.to_account),
            transfer.amount,
        ));
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

/// A bank's side of a transfer is shown by the bank's own line, so here it stands in between.
fn leg(state: &State, account: AccountId) -> AccountId {
    match state.accounts.get(&account).map(|found| found.item.class) {
        Some(AccountClass::Bank) => accounts::TRANSFERS,
        _ => account,
    }
}
