//! `qr`: the VietQR code by which money is paid to a fund, for a pledge or on a roster, with the matching
//! code in its memo. Made here and offline; asks no service.

use crate::arguments::Qr as Asked;
use crate::console::Console;
use crate::failure::{Details, Exit, Failure};
use chungtay_documents::qr::Qr;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::refusal::Refusal;
use chungtay_ledger::state::State;
use chungtay_matching::banks::{Bank, bank};
use chungtay_matching::codes::{Codes, Purpose};
use chungtay_matching::vietqr::{Transfer, purpose};
use chungtay_service::matching::state_of;
use chungtay_service::paying::{Payee, accounts_of, payee};
use serde_json::json;
use std::path::Path;

/// Pixels to a module in a PNG.
const PNG_PIXELS_A_MODULE: u32 = 8;
/// Tenths of a millimetre to a module in an SVG.
const SVG_MODULE_TENTHS: u32 = 8;

pub(super) fn run(asked: &Asked, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let folder = super::reader(directory)?;
    let state = state_of(&folder)?;
    let (purpose_of, fund) = meant(asked, &state)?;
    let account = account(asked, &state, fund)?;
    let known = payee(&folder, &state, account)?.ok_or_else(|| not_there("account", &account))?;
    let (bank, number) = bank_and_number(&known, account)?;
    let code = Codes::of(&state).code(purpose_of).unwrap_or_default();
    let name = state.funds.get(&fund).map_or("", |found| found.item.name.as_str());
    let memo = purpose(&code, name);
    let amount = asked.amount.and_then(|amount| u64::try_from(amount.0).ok());
    let transfer = Transfer { bin: bank.bin, account: &number, amount, purpose: &memo };
    let payload = transfer.payload().map_err(|unfit| {
        Failure::new("qr-unfit", Exit::Refused).with("account", account.to_string()).because(&unfit)
    })?;
    if let Some(file) = &asked.output {
        draw(file, &payload)?;
    }
    let values = [
        ("bank", bank.short.into()),
        ("number", number.clone().into()),
        ("holder", known.holder.clone().unwrap_or_default().into()),
        ("memo", memo.clone().into()),
        ("payload", payload.clone().into()),
    ];
    let object = json!({
        "bank": bank.short, "bin": bank.bin, "account": number, "holder": known.holder,
        "amount": amount, "code": code, "memo": memo, "payload": payload,
        "file": asked.output.as_ref().map(|file| file.display().to_string()),
    });
    console.result(&[console.text("cli-qr", &values)], &object)?;
    Ok(Exit::Done)
}

fn not_there(thing: &'static str, id: &impl ToString) -> Failure {
    let refusal = Refusal::Unknown { thing, id: id.to_string() };
    Failure::new("refused", Exit::Refused).detailed(Details::Refusal(refusal))
}

/// What the money is meant for, and the fund it comes to.
fn meant(asked: &Asked, state: &State) -> Result<(Purpose, FundId), Failure> {
    let matching = &state.matching;
    if let Some(entry) = asked.pledge {
        let found = matching.pledges.get(&entry).ok_or_else(|| not_there("pledge", &entry))?;
        return Ok((Purpose::Pledge(entry), found.pledge.fund));
    }
    if let Some(id) = asked.roster {
        let found = matching.rosters.get(&id).ok_or_else(|| not_there("roster", &id))?;
        let fund = found.roster.fund;
        let Some(person) = asked.member else { return Ok((Purpose::Roster(id), fund)) };
        let known = matching.members.contains_key(&(id, person));
        return known
            .then_some((Purpose::Member(id, person), fund))
            .ok_or_else(|| not_there("roster-member", &person));
    }
    let fund = asked.fund.filter(|fund| state.funds.contains_key(fund));
    let wanted = asked.fund.map_or_else(String::new, |fund| fund.to_string());
    fund.map(|fund| (Purpose::Fund(fund), fund)).ok_or_else(|| not_there("fund", &wanted))
}

fn account(asked: &Asked, state: &State, fund: FundId) -> Result<AccountId, Failure> {
    if let Some(account) = asked.account {
        return Ok(account);
    }
    match accounts_of(state, fund).as_slice() {
        [account] => Ok(*account),
        several => {
            let names: Vec<String> = several.iter().map(ToString::to_string).collect();
            Err(Failure::new("qr-which-account", Exit::Refused)
                .with("fund", fund.to_string())
                .with("accounts", names.join(", ")))
        }
    }
}

fn bank_and_number(known: &Payee, account: AccountId) -> Result<(Bank, String), Failure> {
    let number = known.number.clone().ok_or_else(|| {
        Failure::new("qr-no-number", Exit::Refused).with("account", account.to_string())
    })?;
    let name = known.bank.clone().unwrap_or_default();
    let found = bank(&name).ok_or_else(|| {
        Failure::new("qr-no-bank", Exit::Refused)
            .with("account", account.to_string())
            .with("bank", name)
    })?;
    Ok((found, number))
}

fn draw(file: &Path, payload: &str) -> Result<(), Failure> {
    let drawn = Qr::new(payload).map_err(|problem| {
        Failure::file("file", Exit::System, file, &std::io::Error::other(problem))
    })?;
    let bytes = match file.extension().and_then(std::ffi::OsStr::to_str) {
        Some("svg") => drawn.svg(SVG_MODULE_TENTHS).into_bytes(),
        Some("png") => drawn.png(PNG_PIXELS_A_MODULE),
        _ => {
            let name = file.display().to_string();
            return Err(Failure::new("qr-format", Exit::Usage).with("file", name));
        }
    };
    std::fs::write(file, bytes).map_err(|error| Failure::file("file", Exit::System, file, &error))
}
