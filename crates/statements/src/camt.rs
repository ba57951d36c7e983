//! ISO 20022 camt.052, .053 and .054, every version: several statements to a file, entries with their
//! details. Elements are told by their local names, which the versions share. Follows no DTD (a file with
//! one is refused), expands no entity but XML's own five, holds one entry at a time.
//!
//! An entry whose details each name their amount, and together make the entry's, gives a row per detail:
//! a batch of a hundred gifts is a hundred lines. Otherwise the entry is one row. `CdtDbtInd` is the
//! direction of the entry itself, also of a reversal (`RvslInd` says only what it undoes), so its sign stays.

mod entry;
mod tree;

use crate::electronic::{Draft, Drafts, ElectronicRows, Exact, currency_code, decimals_of};
use crate::error::FileError;
use crate::format::OpenRows;
use crate::printed::Printed;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use std::collections::VecDeque;
use std::io::Read;
use tree::{Element, Step, Tree};

/// Opens a file of statements.
pub(crate) fn open<'r>(source: Box<dyn Read + Send + 'r>) -> OpenRows<'r> {
    let mut statements = Statements {
        tree: Tree::new(source),
        printed: Vec::new(),
        drafts: VecDeque::new(),
        is_camt: false,
    };
    statements.begin()?;
    Ok(Box::new(ElectronicRows::new("camt", statements)))
}

struct Statements<'r> {
    tree: Tree<'r>,
    printed: Vec<Printed>,
    /// The rows of the present entry.
    drafts: VecDeque<Draft>,
    is_camt: bool,
}

impl Drafts for Statements<'_> {
    fn printed(&self) -> &[Printed] {
        &self.printed
    }

    fn next_draft(&mut self, draft: &mut Draft) -> Result<bool, FileError> {
        loop {
            if let Some(next) = self.drafts.pop_front() {
                *draft = next;
                return Ok(true);
            }
            if !self.advance()? {
                return Ok(false);
            }
        }
    }
}

impl Statements<'_> {
    /// Up to the first statement: a file without one is told at once, not as a statement without rows.
    fn begin(&mut self) -> Result<(), FileError> {
        while self.printed.is_empty() {
            if !self.advance()? {
                return Err(FileError::NoStatement);
            }
        }
        Ok(())
    }

    /// One step of the tree; false at the end of the file.
    fn advance(&mut self) -> Result<bool, FileError> {
        match self.tree.step()? {
            Step::End => return Ok(false),
            Step::Opened(name) => match name.as_str() {
                "BkToCstmrStmt" | "BkToCstmrAcctRpt" | "BkToCstmrDbtCdtNtfctn" => {
                    self.is_camt = true;
                }
                "Stmt" | "Rpt" | "Ntfctn" if self.is_camt && self.tree.depth() == 3 => {
                    self.printed.push(Printed::default());
                }
                "Acct" | "Bal" | "FrToDt" | "TxsSummry" | "Ntry" if self.tree.depth() == 4 => {
                    let element = self.tree.element()?;
                    self.part(&element);
                }
                _ => {}
            },
            Step::Closed => {}
        }
        Ok(true)
    }

    fn part(&mut self, element: &Element) {
        let Some(index) = self.printed.len().checked_sub(1) else { return };
        let printed = &mut self.printed[index];
        match element.name.as_str() {
            "Acct" => account(element, printed),
            "Bal" => balance(element, printed),
            "TxsSummry" => summary(element, printed),
            "FrToDt" => {
                printed.from = element.text(&["FrDtTm"]).and_then(day);
                printed.to = element.text(&["ToDtTm"]).and_then(day);
            }
            _ => {
                let currency = printed.currency.clone();
                self.drafts.extend(entry::drafts(element, index, currency.as_deref()));
                if printed.currency.is_none() {
                    printed.currency = element.attribute(&["Amt"], "Ccy").map(str::to_owned);
                }
            }
        }
    }
}

fn account(element: &Element, printed: &mut Printed) {
    let number = element.text(&["Id", "IBAN"]).or_else(|| element.text(&["Id", "Othr", "Id"]));
    printed.account_numbers.extend(number.map(str::to_owned));
    let name = element.text(&["Nm"]).or_else(|| element.text(&["Ownr", "Nm"]));
    printed.account_name = name.map(str::to_owned);
    printed.currency = element.text(&["Ccy"]).map(str::to_owned);
    let institution = ["Svcr", "FinInstnId"];
    let bank = ["Nm", "BICFI", "BIC"]
        .iter()
        .find_map(|name| element.text(&[institution[0], institution[1], name]));
    printed.bank = bank.map(str::to_owned);
}

/// Booked balances only: `OPBD` or `PRCD` before, `CLBD` after.
fn balance(element: &Element, printed: &mut Printed) {
    let code = element.text(&["Tp", "CdOrPrtry", "Cd"]).unwrap_or_default();
    let currency = element.attribute(&["Amt"], "Ccy").and_then(currency_code);
    let (Some(currency), Some(amount)) = (currency, element.text(&["Amt"]).and_then(Exact::parse))
    else {
        return;
    };
    let amount = match element.text(&["CdtDbtInd"]) {
        Some("DBIT") => amount.negated(),
        _ => amount,
    };
    let decimals = decimals_of(currency);
    let amount = amount.widened(decimals).filter(|wide| wide.decimals == decimals);
    let amount = amount.map(|exact| Dong(exact.units));
    let on = date(element, "Dt");
    match code {
        "OPBD" => (printed.opening, printed.from) = (amount, printed.from.or(on)),
        "PRCD" => printed.opening = printed.opening.or(amount),
        "CLBD" => (printed.closing, printed.to) = (amount, printed.to.or(on)),
        _ => return,
    }
    printed.currency.get_or_insert_with(|| String::from_utf8_lossy(&currency).into_owned());
}

/// The sums of entries that the bank counts, in the account's currency.
fn summary(element: &Element, printed: &mut Printed) {
    let code = printed.currency.as_deref().and_then(currency_code).unwrap_or(*b"VND");
    let sum = |name: &str| {
        let exact = element.text(&[name, "Sum"]).and_then(Exact::parse)?;
        let exact = exact.widened(decimals_of(code))?;
        (exact.decimals == decimals_of(code)).then_some(Dong(exact.units))
    };
    printed.credits = sum("TtlCdtNtries").or(printed.credits);
    printed.debits = sum("TtlDbtNtries").or(printed.debits);
}

/// `<name><Dt>2014-12-30</Dt></name>`, or with `DtTm`.
fn date(element: &Element, name: &str) -> Option<Date> {
    element.text(&[name, "Dt"]).or_else(|| element.text(&[name, "DtTm"])).and_then(day)
}

/// The day of `2014-12-30`, `2014-12-30T18:43:50+01:00`, `2014-12-30+01:00`: the bank's own day.
fn day(text: &str) -> Option<Date> {
    Date::parse_iso(text.get(..10)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::Row;

    /// A camt.053 with this one entry.
    fn rows(entry: &str) -> Vec<(i64, String, String)> {
        let text = format!(
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt>\
             <Acct><Id><IBAN>VN1</IBAN></Id><Ccy>VND</Ccy></Acct><Ntry>{entry}</Ntry></Stmt></BkToCstmrStmt></Document>"
        );
        let bytes = std::io::Cursor::new(text);
        let mut statement = open(Box::new(bytes)).unwrap();
        let mut rows = Vec::new();
        while let Some(row) = statement.next_row().unwrap() {
            rows.push(match row {
                Row::Good(row) => {
                    (row.amount().0, row.memo.to_owned(), row.counter_name.to_owned())
                }
                other => (0, format!("{other:?}"), String::new()),
            });
        }
        rows
    }

    const HEAD: &str = "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2024-09-10</Dt></BookgDt>";

    #[test]
    fn a_reversal_keeps_the_direction_of_the_entry() {
        for (reversal, direction, amount) in
            [("true", "DBIT", -5_000), ("false", "DBIT", -5_000), ("true", "CRDT", 5_000)]
        {
            let entry = format!(
                "<Amt Ccy=\"VND\">5000</Amt><CdtDbtInd>{direction}</CdtDbtInd><RvslInd>{reversal}</RvslInd>{HEAD}"
            );
            assert_eq!(rows(&entry)[0].0, amount, "{direction} {reversal}");
        }
    }

    #[test]
    fn a_batch_whose_details_add_up_is_as_many_lines() {
        let detail = |amount: &str, name: &str| {
            format!(
                "<TxDtls><Amt Ccy=\"VND\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr></RltdPties>\
                 <RmtInf><Ustrd>ung ho</Ustrd></RmtInf></TxDtls>"
            )
        };
        let entry = |amounts: [&str; 2]| {
            format!(
                "<Amt Ccy=\"VND\">300000</Amt><CdtDbtInd>CRDT</CdtDbtInd>{HEAD}<NtryDtls><Btch><NbOfTxs>2</NbOfTxs></Btch>{}{}</NtryDtls>",
                detail(amounts[0], "An"),
                detail(amounts[1], "Binh")
            )
        };
        let split = rows(&entry(["100000", "200000"]));
        assert_eq!(split.len(), 2);
        assert_eq!((split[1].0, split[1].2.as_str()), (200_000, "Binh"));
        let whole = rows(&entry(["100000", "100000"]));
        assert_eq!((whole.len(), whole[0].0), (1, 300_000));
    }

    #[test]
    fn what_is_not_booked_is_no_line_and_is_told() {
        let pending = "<Amt Ccy=\"VND\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2024-09-10</Dt></BookgDt>";
        assert!(rows(pending)[0].1.contains("Booked"), "{:?}", rows(pending));
    }

    #[test]
    fn a_file_with_a_dtd_and_one_without_statements_are_refused() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><Document><BkToCstmrStmt><Stmt>&a;</Stmt></BkToCstmrStmt></Document>";
        assert!(matches!(open(Box::new(bomb.as_bytes())), Err(FileError::Malformed { .. })));
        let other = "<?xml version=\"1.0\"?><html><Stmt/></html>";
        assert!(matches!(open(Box::new(other.as_bytes())), Err(FileError::NoStatement)));
        let cut = "<Document><BkToCstmrStmt><Stmt><Ntry><Amt";
        let mut statement = open(Box::new(cut.as_bytes())).unwrap();
        assert!(matches!(statement.next_row(), Err(FileError::Malformed { .. })));
    }
}
