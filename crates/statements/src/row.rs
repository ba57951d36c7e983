//! What a reader yields: a statement row, or a bad row with every problem in it named.
//! Holds no text for users: `locales/` has a message for each kind of expectation.

use crate::amount::{AmountStyle, Thousands};
use crate::column::Column;
use crate::rest::RowRest;
use crate::time::TimeOfDay;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use std::fmt;

/// One row of the file, read or refused. Rows borrow the reader's buffer: copy what must outlive
/// the next call.
#[derive(Debug)]
pub enum Row<'reader> {
    /// A statement line in đồng.
    Good(StatementRow<'reader>),
    /// A statement line of an account in another currency.
    Foreign(ForeignRow<'reader>),
    /// A row that is not a statement line as it stands.
    Bad(BadRow),
}

/// One statement line as the bank printed it. None of the amounts is below zero; at most one of `debit`
/// and `credit` is above it, and both are zero only where `fee` or `vat` is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementRow<'reader> {
    /// Which statement of the file it belongs to: an index into [`crate::Statement::printed`].
    pub statement: usize,
    /// 1 for the first row under the header; bad rows count too, blank ones do not.
    pub row_number: u64,
    /// 1 for the first physical line of the (decompressed) file; the line the row begins on.
    pub line_number: u64,
    /// The page the row stood on, from 1: as printed where the file says so, else counted.
    pub page: Option<u32>,
    /// Its place among the rows of that page, from 1.
    pub row_on_page: Option<u32>,
    /// The transaction date.
    pub date: Date,
    /// The time of day, as printed.
    pub time: Option<TimeOfDay>,
    /// The day from which the bank counts the money.
    pub value_date: Option<Date>,
    /// The bank's document number without outer blanks; empty where there is none. Never a key:
    /// banks repeat it.
    pub document_number: &'reader str,
    /// Money out of the account, or zero.
    pub debit: Dong,
    /// Money into the account, or zero.
    pub credit: Dong,
    /// A fee or interest that the bank took with the same row, in a column of its own; or zero.
    pub fee: Dong,
    /// The tax on that fee, or zero.
    pub vat: Dong,
    /// The balance printed on this row. Unknown is `None`, never zero.
    pub balance: Option<Dong>,
    /// The bank marks the row as one that undoes another: a payment or a receipt taken back.
    pub is_reversal: bool,
    /// The amount could not be read where it stands: it follows from the balances printed before and
    /// after it.
    pub recovered: bool,
    /// The bank's free text, exactly as it stands, outer blanks included.
    pub memo: &'reader str,
    /// The other side's account number without outer blanks; empty where the file has none.
    pub counter_account: &'reader str,
    /// The other side's name without outer blanks; empty where the file has none.
    pub counter_name: &'reader str,
    /// The other side's bank; empty where the file has none.
    pub counter_bank: &'reader str,
}

impl StatementRow<'_> {
    /// What the row adds to the balance: money in (above zero) or out (below zero), with fee and tax.
    #[must_use]
    pub fn amount(&self) -> Dong {
        self.credit - self.debit - self.fee - self.vat
    }
}

/// One statement line of an account in another currency, in that currency's smallest unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignRow<'reader> {
    /// As in [`StatementRow::statement`].
    pub statement: usize,
    /// As in [`StatementRow::row_number`].
    pub row_number: u64,
    /// As in [`StatementRow::line_number`].
    pub line_number: u64,
    /// The day it was booked.
    pub date: Date,
    /// The time of day, as printed.
    pub time: Option<TimeOfDay>,
    /// The day from which the bank counts the money.
    pub value_date: Option<Date>,
    /// The bank's reference.
    pub document_number: &'reader str,
    /// ISO 4217 code.
    pub currency: Currency,
    /// Money in (above zero) or out (below zero), in units of `10^-decimals`.
    pub amount: i64,
    /// The balance after the row, in the same unit.
    pub balance: Option<i64>,
    /// The bank's free text.
    pub memo: &'reader str,
    /// The other side's account number; empty where the file has none.
    pub counter_account: &'reader str,
    /// The other side's name; empty where the file has none.
    pub counter_name: &'reader str,
    /// The other side's bank; empty where the file has none.
    pub counter_bank: &'reader str,
}

/// A currency, and how many decimals its amounts have in this file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217, three capital letters.
    pub code: [u8; 3],
    /// Decimals of the amounts: 2 for cents.
    pub decimals: u8,
}

/// A row that could not be read as a statement line. Nothing of it is lost: `raw` is the row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BadRow {
    /// As in [`StatementRow::statement`].
    pub statement: usize,
    /// As in [`StatementRow::row_number`].
    pub row_number: u64,
    /// As in [`StatementRow::line_number`].
    pub line_number: u64,
    /// As in [`StatementRow::page`].
    pub page: Option<u32>,
    /// As in [`StatementRow::row_on_page`].
    pub row_on_page: Option<u32>,
    /// Every problem found, in the order of the file's columns; never empty.
    pub problems: Vec<Problem>,
    /// The row's bytes without the line end (decompressed, before any decoding). A row that is too
    /// long is kept up to [`Expected::RowWithin`] bytes.
    pub raw: Vec<u8>,
    /// The row without its amount, where nothing but the amount cannot be read.
    pub rest: Option<Box<RowRest>>,
}

/// One thing that is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The column it stands in, or [`Column::WholeRow`].
    pub column: Column,
    /// What stands there (bytes that are no UTF-8 replaced by U+FFFD), at most
    /// [`Problem::LONGEST_VALUE`] characters.
    pub value: String,
    /// What should have stood there.
    pub expected: Expected,
}

impl Problem {
    /// Longer values are cut here, with an ellipsis; the whole row is in [`BadRow::raw`].
    pub const LONGEST_VALUE: usize = 120;

    pub(crate) fn new(column: Column, value: &[u8], expected: Expected) -> Self {
        let text = String::from_utf8_lossy(value);
        let mut shown: String = text.chars().take(Self::LONGEST_VALUE).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        Self { column, value: shown, expected }
    }
}

/// What a column or row should have held. One message per kind stands in `locales/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A day that exists, written `dd/mm/yyyy`.
    DateDayMonthYear,
    /// Whole đồng written the way this file writes amounts (or any known way, where the file has
    /// not shown its own yet).
    Amount(Option<AmountStyle>),
    /// No sign: a debit and a credit are both written without one.
    AmountNotNegative,
    /// An amount no larger than an entry may hold (2^53 − 1 đồng).
    AmountWithinRange,
    /// A debit or a credit: neither stands here.
    DebitOrCredit,
    /// A debit or a credit: both stand here.
    OnlyOneOfDebitAndCredit,
    /// A page number.
    PageNumber,
    /// A day that exists, in the form of its format.
    Day,
    /// Digits with at most one decimal mark.
    DecimalAmount,
    /// A currency's three letters: without it an amount says nothing.
    Currency,
    /// An entry that the bank has booked, not one that is pending or for information.
    Booked,
    /// Text in UTF-8.
    Utf8,
    /// This many columns, as in the header.
    ColumnCount {
        /// Columns in the header.
        expected: usize,
        /// Columns in this row.
        found: usize,
    },
    /// A quoted value that ends: from this line on no closing quote was found. The row is this one
    /// physical line; reading goes on with the next.
    ClosingQuote,
    /// A row of at most so many bytes.
    RowWithin {
        /// The limit in bytes.
        bytes: usize,
    },
}

impl Expected {
    /// Its name, stable for machines; never shown to people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::DateDayMonthYear => "date",
            Self::Amount(None) => "amount",
            Self::Amount(Some(AmountStyle { thousands: Thousands::Dots })) => "amount-dots",
            Self::Amount(Some(AmountStyle { thousands: Thousands::Commas })) => "amount-commas",
            Self::Amount(Some(AmountStyle { thousands: Thousands::None })) => "amount-plain",
            Self::AmountNotNegative => "no-sign",
            Self::AmountWithinRange => "amount-within",
            Self::DebitOrCredit => "debit-or-credit",
            Self::OnlyOneOfDebitAndCredit => "only-one",
            Self::PageNumber => "page-number",
            Self::Day => "day",
            Self::DecimalAmount => "decimal-amount",
            Self::Currency => "currency",
            Self::Booked => "booked",
            Self::Utf8 => "utf8",
            Self::ColumnCount { .. } => "column-count",
            Self::ClosingQuote => "closing-quote",
            Self::RowWithin { .. } => "row-within",
        }
    }

    /// The numbers that go with the word, named.
    #[must_use]
    pub fn numbers(self) -> Vec<(&'static str, usize)> {
        match self {
            Self::ColumnCount { expected, found } => vec![("expected", expected), ("found", found)],
            Self::RowWithin { bytes } => vec![("bytes", bytes)],
            Self::DateDayMonthYear
            | Self::Amount(_)
            | Self::AmountNotNegative
            | Self::AmountWithinRange
            | Self::DebitOrCredit
            | Self::OnlyOneOfDebitAndCredit
            | Self::PageNumber
            | Self::Day
            | Self::DecimalAmount
            | Self::Currency
            | Self::Booked
            | Self::Utf8
            | Self::ClosingQuote => Vec::new(),
        }
    }
}

/// The stable form kept with a row that was put aside: `column: expected: value`, where the expectation's
/// numbers follow its word (`whole-row: column-count expected=7 found=5: 1,05/09/2024`).
impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.column.word(), self.expected.word())?;
        for (name, number) in self.expected.numbers() {
            write!(formatter, " {name}={number}")?;
        }
        write!(formatter, ": {}", self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Expected, Problem};

    #[test]
    fn the_stable_form_of_a_problem() {
        let date = Problem::new(Column::Date, b"31/02/2024", Expected::DateDayMonthYear);
        assert_eq!(date.to_string(), "date: date: 31/02/2024");
        let columns = Expected::ColumnCount { expected: 7, found: 5 };
        let short = Problem::new(Column::WholeRow, b"1,2", columns);
        assert_eq!(short.to_string(), "whole-row: column-count expected=7 found=5: 1,2");
    }
}
