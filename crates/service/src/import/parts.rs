//! A row of a bank's file as the lines it becomes: its own movement first, then what the bank took with it in
//! columns of fees and taxes. Their sum is what the row adds to the balance.

use chungtay_ledger::kinds::checks::Part;
use chungtay_ledger::money::Dong;
use chungtay_statements::StatementRow;

/// The lines of one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    /// The first line: money in above zero, out below.
    pub main: Dong,
    /// The column of the first line, where the row has no movement of its own.
    pub column: Option<Part>,
    /// The lines behind it, below zero.
    pub more: [Option<(Part, Dong)>; 2],
}

impl Parts {
    /// Takes a row apart.
    pub fn of(row: &StatementRow<'_>) -> Self {
        let taken = |part, amount: Dong| amount.is_positive().then_some((part, -amount));
        let (fee, vat) = (taken(Part::Fee, row.fee), taken(Part::Vat, row.vat));
        let movement = row.credit - row.debit;
        if movement != Dong::ZERO {
            return Self { main: movement, column: None, more: [fee, vat] };
        }
        match (fee, vat) {
            (Some((part, main)), more) => Self { main, column: Some(part), more: [more, None] },
            (None, Some((part, main))) => Self { main, column: Some(part), more: [None, None] },
            (None, None) => Self { main: Dong::ZERO, column: None, more: [None, None] },
        }
    }
}
