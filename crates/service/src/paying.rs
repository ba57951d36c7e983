//! Where money is paid to: the number and holder of a book's own account, which are private fields, and
//! public only where the account's entry was opened.

use crate::error::Result;
use crate::sealing;
use chungtay_journal::{BookFolder, KeyStore, Vault};
use chungtay_ledger::commitment::Secret;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::kinds::people::AccountClass;
use chungtay_ledger::state::State;

/// An account that can be paid to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// The bank, as the book writes it.
    pub bank: Option<String>,
    /// The account's number, letters and digits only.
    pub number: Option<String>,
    /// Its holder.
    pub holder: Option<String>,
}

/// The account as the book's people know it.
pub fn payee(folder: &BookFolder, state: &State, account: AccountId) -> Result<Option<Payee>> {
    let Some(found) = state.accounts.get(&account) else { return Ok(None) };
    let secret = folder.keys.secret(found.at)?;
    let record = folder.vault.get(found.at)?;
    let values = match (secret, record) {
        (Some(secret), Some(record)) => sealing::decrypt(&Secret(secret), &record, found.at)?,
        _ => Vec::new(),
    };
    let value = |place: usize| values.get(place).cloned().flatten();
    let number = value(0).map(|number| plain(&number)).filter(|number| !number.is_empty());
    Ok(Some(Payee { bank: found.item.bank.clone(), number, holder: value(1) }))
}

/// An account's number as banks take it: people write it with blanks and dots.
#[must_use]
pub fn plain(number: &str) -> String {
    number.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The bank accounts that a fund's money comes to: those it came to so far, else every one of the book.
#[must_use]
pub fn accounts_of(state: &State, fund: FundId) -> Vec<AccountId> {
    let banks = state.accounts.iter().filter(|(_, found)| found.item.class == AccountClass::Bank);
    let banks: Vec<AccountId> = banks.map(|(id, _)| *id).collect();
    let used = |account: &&AccountId| {
        state.imports.iter().any(|import| import.fund == fund && import.account == **account)
    };
    let of_fund: Vec<AccountId> = banks.iter().filter(used).copied().collect();
    if of_fund.is_empty() { banks } else { of_fund }
}
