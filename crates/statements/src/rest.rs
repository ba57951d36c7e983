//! A row of which nothing but the amount cannot be read: kept, so that the balances around it may tell the
//! amount. Recovers nothing by itself and guesses nothing.

use crate::column::Column;
use crate::row::{Expected, Problem, StatementRow};
use crate::time::TimeOfDay;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;

/// On which side the amount stands that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Money in.
    Credit,
    /// Money out.
    Debit,
    /// The row does not say.
    Either,
}

/// A row without its amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowRest {
    /// Where the amount stands.
    pub side: Side,
    /// The digits that can be read of it, in order.
    pub digits: String,
    /// The balance printed on the row.
    pub balance: Option<Dong>,
    /// The transaction date.
    pub date: Date,
    fee: Dong,
    vat: Dong,
    time: Option<TimeOfDay>,
    value_date: Option<Date>,
    document_number: String,
    memo: String,
    counter_account: String,
    counter_name: String,
    counter_bank: String,
}

impl RowRest {
    /// The rest of a row whose problems all lie in its amount.
    pub(crate) fn of(row: &StatementRow<'_>, problems: &[Problem]) -> Option<Self> {
        let mut side = None;
        let mut digits = String::new();
        for problem in problems {
            let found = match (problem.column, problem.expected) {
                (Column::Credit, _) if row.debit == Dong::ZERO => Side::Credit,
                (Column::Debit, _) if row.credit == Dong::ZERO => Side::Debit,
                (Column::Amount, _) | (Column::WholeRow, Expected::DebitOrCredit) => Side::Either,
                _ => return None,
            };
            if side.replace(found).is_some() {
                return None;
            }
            if problem.column != Column::WholeRow {
                digits.extend(problem.value.chars().filter(char::is_ascii_digit));
            }
        }
        Some(Self {
            side: side?,
            digits,
            balance: row.balance,
            date: row.date,
            fee: row.fee,
            vat: row.vat,
            time: row.time,
            value_date: row.value_date,
            document_number: row.document_number.to_owned(),
            memo: row.memo.to_owned(),
            counter_account: row.counter_account.to_owned(),
            counter_name: row.counter_name.to_owned(),
            counter_bank: row.counter_bank.to_owned(),
        })
    }

    /// What fee and tax of the row take from the balance.
    pub(crate) fn taken(&self) -> Dong {
        self.fee + self.vat
    }

    /// Whether an amount (money in above zero, out below) agrees with what can be read of it: its side, and
    /// its legible digits, in their order, with none that the amount lacks.
    #[must_use]
    pub fn allows(&self, amount: Dong) -> bool {
        let side = match self.side {
            Side::Credit => amount > Dong::ZERO,
            Side::Debit => amount < Dong::ZERO,
            Side::Either => amount != Dong::ZERO,
        };
        let whole = amount.abs().to_string();
        let mut rest = whole.chars();
        // A fraction `00` is no digit of whole đồng.
        let digits = self.digits.as_str();
        let short = digits.strip_suffix("00").filter(|_| digits.len() > whole.len());
        let mut legible = short.unwrap_or(digits).chars();
        side && legible.all(|digit| rest.any(|found| found == digit))
    }

    /// The row with this amount (money in above zero, out below).
    #[must_use]
    pub fn with(&self, amount: Dong, place: crate::chain::RowPlace) -> StatementRow<'_> {
        StatementRow {
            statement: place.statement,
            row_number: place.row_number,
            line_number: place.line_number,
            page: place.page,
            row_on_page: place.row_on_page,
            date: self.date,
            time: self.time,
            value_date: self.value_date,
            document_number: &self.document_number,
            debit: (-amount).max(Dong::ZERO),
            credit: amount.max(Dong::ZERO),
            fee: self.fee,
            vat: self.vat,
            balance: self.balance,
            is_reversal: false,
            recovered: true,
            memo: &self.memo,
            counter_account: &self.counter_account,
            counter_name: &self.counter_name,
            counter_bank: &self.counter_bank,
        }
    }
}
