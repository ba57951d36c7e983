//! What a statement prints of itself and its rows do not make: totals, and the balance after the last row. Computed
//! from what a check keeps; decides nothing.

use chungtay_ledger::kinds::checks::{PrintedSums, StatementCheck};
use chungtay_ledger::money::Dong;

/// A figure that is printed, and what the rows that were read make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `credits`, `debits`, `closing`, or `movement` (closing less opening, of all the file's statements).
    pub what: &'static str,
    /// What is printed.
    pub printed: Dong,
    /// What the rows make.
    pub rows: Dong,
}

/// Every printed figure that the rows do not make; a figure that not all of a file's statements print is not compared.
#[must_use]
pub fn differences(check: &StatementCheck) -> Vec<Difference> {
    let (credit, debit) = (check.whole.credit, check.whole.debit);
    let sum = |of: fn(&PrintedSums) -> Option<Dong>| -> Option<Dong> {
        let all: Option<Vec<Dong>> = check.printed.iter().map(of).collect();
        all.filter(|all| !all.is_empty()).map(|all| all.into_iter().sum())
    };
    let movement = sum(|sums| Some(sums.closing? - sums.opening?));
    let of_all =
        movement.map(|printed| Difference { what: "movement", printed, rows: credit - debit });
    let ends = match check.printed.as_slice() {
        [PrintedSums { opening: Some(opening), closing: Some(closing), .. }] => {
            Some(Difference { what: "closing", printed: *closing, rows: *opening + credit - debit })
        }
        _ => of_all,
    };
    // Where the balances agree, a total of payments that leaves fees out is no fault.
    let agrees = ends.is_some_and(|ends| ends.printed == ends.rows);
    let credits = sum(|sums| sums.credits);
    let debits = sum(|sums| sums.debits).filter(|_| !agrees);
    let total = |what, printed: Option<Dong>, rows| {
        printed.map(|printed| Difference { what, printed, rows })
    };
    [total("credits", credits, credit), total("debits", debits, debit), ends]
        .into_iter()
        .flatten()
        .filter(|difference| difference.printed != difference.rows)
        .collect()
}
