//! What the first reading finds beside the rows: the chain of balances, how many rows stand on each page, what
//! rules tell of lines. Memory grows with days, pages and told lines, not with rows.

use super::parts::Parts;
use crate::book::Book;
use crate::error::Result;
use crate::sealing;
use chungtay_journal::{KeyStore, Vault};
use chungtay_ledger::commitment::Secret;
use chungtay_ledger::id::AccountId;
use chungtay_ledger::kinds::bodies::private_fields;
use chungtay_ledger::kinds::checks::{Part, Told};
use chungtay_ledger::money::Dong;
use chungtay_statements::{
    Break, Chain, Chained, Own, Printed, Row, RowPlace, Rule, Statement, StatementRow, rule_of,
};
use std::collections::BTreeMap;

/// The account holder's name stands in the head, or on the first page.
const HEAD_ROWS: u64 = 64;

/// A line that a rule tells.
#[derive(Clone, Copy, Debug)]
pub(super) struct ToldRow {
    /// The row in the file, from one.
    pub row: u32,
    /// Which line of the row: from zero.
    pub line: u32,
    /// The rule.
    pub rule: &'static Rule,
    /// The line's amount.
    pub amount: Dong,
}

impl ToldRow {
    /// Whether the rule changes what becomes of the line. A payment that a person must look at waits anyway.
    pub fn counts(&self) -> bool {
        self.rule.told != Told::Held || self.amount.is_positive()
    }
}

/// Rows on pages, as they come.
#[derive(Clone, Debug, Default)]
pub(super) struct Pages {
    /// Stretches: the first page, and the rows on it and on each that follows.
    pub stretches: Vec<(u32, Vec<u32>)>,
    last: Option<u32>,
}

impl Pages {
    fn count(&mut self, page: Option<u32>) {
        // A row of which the page is not known stands on that of the row before.
        let Some(page) = page.or(self.last) else { return };
        let follows = self.last.is_some_and(|last| page == last || page == last.saturating_add(1));
        match self.stretches.last_mut() {
            Some((_, rows)) if follows => {
                if self.last == Some(page)
                    && let Some(count) = rows.last_mut()
                {
                    *count += 1;
                } else {
                    rows.push(1);
                }
            }
            _ => self.stretches.push((page, vec![1])),
        }
        self.last = Some(page);
    }
}

/// Everything found.
#[derive(Default)]
pub(super) struct Findings {
    chain: Chain,
    own: Own,
    rows: u64,
    /// What the balances prove; one for each statement of the file.
    pub chained: Vec<Chained>,
    /// What the statements print of themselves.
    pub printed: Vec<Printed>,
    /// Rows on pages; empty where the file knows no pages.
    pub pages: Pages,
    /// Lines that rules tell, in file order.
    pub told: Vec<ToldRow>,
    /// Money in.
    pub credit: Dong,
    /// Money out, with fees and taxes.
    pub debit: Dong,
}

impl Findings {
    /// Nothing yet; the book's own accounts but this one are known.
    pub fn new(book: &Book, account: AccountId) -> Result<Self> {
        let own = Own { numbers: own_numbers(book, account)?, names: Vec::new() };
        Ok(Self { own, ..Self::default() })
    }

    /// Takes a row as it is read.
    pub fn take(&mut self, row: &Row<'_>) {
        self.chain.take(row);
        let page = match row {
            Row::Good(row) => row.page,
            Row::Bad(bad) => bad.page,
            Row::Foreign(_) => None,
        };
        self.pages.count(page);
        if let Row::Good(row) = row {
            self.line(row);
        }
        self.rows += 1;
    }

    /// Whether the head may say more of the account's holder than is known.
    pub fn wants_names(&self) -> bool {
        self.own.names.is_empty() && self.rows <= HEAD_ROWS
    }

    /// What the head says by now.
    pub fn learn_names(&mut self, statement: &Statement<'_>) {
        let names = statement.printed().iter().filter_map(|printed| printed.account_name.clone());
        self.own.names = names.collect();
    }

    /// Counts a row that was read or recovered, and asks the rules about its lines.
    pub fn line(&mut self, row: &StatementRow<'_>) {
        self.credit += row.credit;
        self.debit += row.debit + row.fee + row.vat;
        let parts = Parts::of(row);
        let lines = std::iter::once((parts.column, parts.main))
            .chain(parts.more.into_iter().flatten().map(|(part, amount)| (Some(part), amount)));
        for ((column, amount), line) in lines.zip(0..) {
            self.tell(row, column, amount, line);
        }
    }

    fn tell(&mut self, row: &StatementRow<'_>, column: Option<Part>, amount: Dong, line: u32) {
        let Some(rule) = rule_of(row, column, &self.own) else { return };
        let number = u32::try_from(row.row_number).unwrap_or(u32::MAX);
        self.told.push(ToldRow { row: number, line, rule, amount });
    }

    /// At the file's end: what the balances prove.
    pub fn finish(&mut self, statement: &Statement<'_>) {
        self.printed = statement.printed().to_vec();
        self.chained = std::mem::take(&mut self.chain).finish(&self.printed);
    }

    /// Rows whose amount the balances around them prove.
    pub fn recovered(&self) -> impl Iterator<Item = (RowPlace, Dong)> {
        let found = self.chained.iter().flat_map(|chained| &chained.recovered);
        found.map(|recovered| (recovered.place, recovered.amount))
    }

    /// The first steps that do not hold, in file order.
    pub fn breaks(&self) -> Vec<Break> {
        let of =
            |chained: &Chained| if chained.reordered { Vec::new() } else { chained.breaks.clone() };
        let mut breaks: Vec<Break> = self.chained.iter().flat_map(of).collect();
        breaks.sort_by_key(|broken| broken.place.row_number);
        breaks
    }
}

impl Findings {
    /// Where the rows stand that a check names.
    pub fn named_places(&self) -> BTreeMap<u32, RowPlace> {
        let broken = self.breaks().into_iter().map(|broken| broken.place);
        let recovered = self.recovered().map(|(place, _)| place);
        let numbered =
            |place: RowPlace| (u32::try_from(place.row_number).unwrap_or(u32::MAX), place);
        broken.chain(recovered).map(numbered).collect()
    }
}

/// Numbers of the book's other accounts, as far as its private records hold them.
fn own_numbers(book: &Book, but: AccountId) -> Result<Vec<String>> {
    let mut numbers = Vec::new();
    for id in book.state().accounts.keys().filter(|id| **id != but) {
        numbers.extend(number_of(book, *id)?);
    }
    Ok(numbers)
}

/// An account's number, where its private record holds one.
pub(super) fn number_of(book: &Book, account: AccountId) -> Result<Option<String>> {
    let Some(known) = book.state().accounts.get(&account) else { return Ok(None) };
    let place = private_fields("account/1")
        .and_then(|fields| fields.iter().position(|field| *field == "number"))
        .unwrap_or(0);
    let secret = book.folder.keys.secret(known.at)?;
    let record = book.folder.vault.get(known.at)?;
    let (Some(secret), Some(record)) = (secret, record) else { return Ok(None) };
    let values = sealing::decrypt(&Secret(secret), &record, known.at)?;
    Ok(values.into_iter().nth(place).flatten())
}

#[cfg(test)]
mod tests {
    use super::Pages;

    #[test]
    fn rows_are_counted_by_page_and_pages_may_jump() {
        let mut pages = Pages::default();
        for page in [Some(1), Some(1), Some(2), None, Some(44), Some(45), Some(45), Some(3)] {
            pages.count(page);
        }
        assert_eq!(pages.stretches, [(1, vec![2, 2]), (44, vec![1, 2]), (3, vec![1])]);
        let mut none = Pages::default();
        none.count(None);
        assert!(none.stretches.is_empty());
    }
}
