//! The hledger journal (<https://hledger.org/hledger.html>, as of 1.25): every entry that moves value is one
//! transaction, so that hledger's balances are the book's own, per account and fund. Written entry by
//! entry: memory grows with accounts and funds, not with lines. Never holds text about a person.

use chungtay_ledger::accounts;
use chungtay_ledger::entry::{Entry, Posting};
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::kinds::people::AccountClass;
use chungtay_ledger::state::State;
use chungtay_text::{Messages, Value};
use std::collections::BTreeMap;
use std::io::{Result, Write};

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Entries that move value, each a transaction.
    pub transactions: u64,
    /// Their postings.
    pub postings: u64,
}

/// A journal being written. Hand over every entry of the log, in order, up to the state's size.
pub struct Export<'a, W> {
    state: &'a State,
    out: W,
    names: BTreeMap<(AccountId, FundId), String>,
    written: Written,
}

impl<'a, W: Write> Export<'a, W> {
    /// Writes the head: what this is, at which size of the log, whether it is demonstration data, the
    /// commodity (whole đồng) and every account with its type and fund. The remarks are in the language
    /// of the messages.
    pub fn begin(state: &'a State, messages: &Messages, mut out: W) -> Result<Self> {
        for line in remarks(state, messages) {
            writeln!(out, "; {line}")?;
        }
        writeln!(out, "\ndecimal-mark .\ncommodity 1000. VND\n")?;
        let mut names = BTreeMap::new();
        for (account, fund) in state.sums.keys() {
            let name = name_of(state, *account, *fund);
            writeln!(out, "account {name}  ; type: {}, fund: {fund}", type_of(*account))?;
            names.insert((*account, *fund), name);
        }
        writeln!(out)?;
        Ok(Self { state, out, names, written: Written::default() })
    }

    /// Writes one entry, `2024-09-01 bank_line/1 #17` and its postings; nothing where it moves no value.
    pub fn entry(&mut self, sequence: u64, entry: &Entry) -> Result<()> {
        if entry.postings.is_empty() {
            return Ok(());
        }
        writeln!(self.out, "{} {} #{sequence}", entry.occurred_on, entry.body.kind())?;
        for Posting { account, fund, amount } in &entry.postings {
            let state = self.state;
            let name = self
                .names
                .entry((*account, *fund))
                .or_insert_with(|| name_of(state, *account, *fund));
            writeln!(self.out, "  {name}  {amount} VND")?;
        }
        self.out.write_all(b"\n")?;
        self.written.transactions += 1;
        self.written.postings += entry.postings.len() as u64;
        Ok(())
    }

    /// Ends the journal.
    pub fn finish(mut self) -> Result<Written> {
        self.out.flush()?;
        Ok(self.written)
    }
}

fn remarks(state: &State, messages: &Messages) -> Vec<String> {
    let book = state.book.as_ref().map(|registered| &registered.item);
    let name = book.map_or("", |book| book.name.as_str());
    let mut remarks = vec![
        messages.format("hledger-head", &[("book", name.into())]),
        messages.format("hledger-size", &[("size", Value::from(state.size))]),
        messages.text("hledger-accounts").into_owned(),
    ];
    if book.is_some_and(|book| book.demonstration) {
        remarks.push(messages.text("hledger-demonstration").into_owned());
    }
    // A line break in a name would end the remark.
    remarks.iter().map(|remark| remark.replace(['\r', '\n'], " ")).collect()
}

/// The full name, with the fund as its last part: `assets:bank:vcb:yagi`.
#[must_use]
pub fn name_of(state: &State, account: AccountId, fund: FundId) -> String {
    let named = match account {
        accounts::UNATTRIBUTED => Some("receipts:unattributed"),
        accounts::SUSPENSE => Some("suspense"),
        accounts::GIFTS => Some("income:gifts"),
        accounts::GOODS_GIFTS => Some("income:goods-gifts"),
        accounts::LABOUR_GIFTS => Some("income:labour-gifts"),
        accounts::INTEREST => Some("income:interest"),
        accounts::FEES => Some("expenses:fees"),
        accounts::REFUNDS => Some("expenses:refunds"),
        accounts::SPENDING => Some("expenses:spending"),
        accounts::UNSETTLED => Some("liabilities:unsettled"),
        accounts::TRANSFERS => Some("equity:transfers"),
        _ => None,
    };
    match named {
        Some(name) => format!("{name}:{fund}"),
        None => format!("assets:{}:{account}:{fund}", class_of(state, account)),
    }
}

fn class_of(state: &State, account: AccountId) -> &'static str {
    state.accounts.get(&account).map_or("other", |registered| match registered.item.class {
        AccountClass::Bank => "bank",
        AccountClass::Cash => "cash",
        AccountClass::Goods => "goods",
    })
}

/// hledger's account types: asset, liability, equity, revenue, expense. Money that left the bank and is
/// not explained yet counts as gone.
fn type_of(account: AccountId) -> char {
    match account {
        accounts::UNATTRIBUTED
        | accounts::GIFTS
        | accounts::GOODS_GIFTS
        | accounts::LABOUR_GIFTS
        | accounts::INTEREST => 'R',
        accounts::SUSPENSE | accounts::FEES | accounts::REFUNDS | accounts::SPENDING => 'X',
        accounts::UNSETTLED => 'L',
        accounts::TRANSFERS => 'E',
        _ => 'A',
    }
}
