//! One row of cells: what kind of row it is, and, where it is a line, its values. A file keeps to the way it
//! writes dates, amounts and signs first; another way is named as bad, never guessed at.

use super::labels::{begins_account, begins_footer};
use super::places::Places;
use super::{Allowed, CellFault, TableRow, currency, totals, trimmed};
use crate::amount::{self, AmountStyle};
use crate::column::Column;
use crate::date::{DateStyle, Stamp};
use crate::electronic::decimals_of;
use crate::records::LONGEST_RECORD_BYTES;
use crate::rest::RowRest;
use crate::row::{BadRow, Currency, Expected, ForeignRow, Problem, Row, StatementRow};
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;

/// What the rows so far have shown of the file's ways.
#[derive(Clone, Debug, Default)]
pub(crate) struct Learned {
    pub style: Option<AmountStyle>,
    pub dates: Option<DateStyle>,
    /// Debits (fees, taxes) are written below zero.
    pub minus: [Option<bool>; 3],
    pub first_date: Option<Date>,
    pub last_date: Option<Date>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A statement line, good or bad.
    Line,
    /// Totals, balances, notes.
    Label,
    /// A print's furniture inside the table.
    Furniture,
}

/// Columns that hold money of the line itself.
const MONEY: [Column; 5] =
    [Column::Debit, Column::Credit, Column::Amount, Column::Fee, Column::Vat];

/// Tells lines from what stands between and under them.
pub(crate) fn kind(
    row: &TableRow,
    places: &Places,
    allowed: Allowed,
    learned: &Learned,
    between: bool,
) -> Kind {
    if row.fault.is_some() {
        return Kind::Line;
    }
    let cell =
        |column: Column| places.cell(column).map_or(&[][..], |index| trimmed(row.cell(index)));
    let dated = Stamp::read(cell(Column::Date), learned.dates).is_some();
    let first_place = row.cells().position(|cell| !trimmed(cell).is_empty()).unwrap_or_default();
    let first = trimmed(row.cell(first_place));
    // What begins a memo may begin a giver's name too: `Tổng công ty …`.
    let of_words = matches!(places.column(first_place), Column::Memo | Column::CounterName);
    let is_footer = !of_words && begins_footer(first);
    if !dated && (is_footer || row.cells().any(|cell| totals::is_total(trimmed(cell)))) {
        return Kind::Label;
    }
    let money = MONEY.iter().any(|column| !cell(*column).is_empty());
    // The head of the next account's statement in the same sheet.
    if !dated && !money && allowed.furniture && begins_account(first) {
        return Kind::Label;
    }
    let described = !cell(Column::Memo).is_empty() || !cell(Column::DocumentNumber).is_empty();
    if between {
        return if money && (dated || described) { Kind::Line } else { Kind::Label };
    }
    if dated || cell(Column::Date).is_empty() && money && described && allowed.fill_down {
        return Kind::Line;
    }
    if !allowed.furniture {
        return Kind::Line;
    }
    match (money, described) {
        // Sums without a name, as people write them under an export.
        (true, false) => Kind::Label,
        (true, true) => Kind::Line,
        (false, _) => Kind::Furniture,
    }
}

/// One row on its way to a statement row.
pub(crate) struct Reading<'b> {
    row: &'b TableRow,
    places: &'b Places,
    allowed: Allowed,
    learned: &'b mut Learned,
    problems: Vec<Problem>,
}

impl<'b> Reading<'b> {
    pub fn new(
        row: &'b TableRow,
        places: &'b Places,
        allowed: Allowed,
        learned: &'b mut Learned,
    ) -> Self {
        Self { row, places, allowed, learned, problems: Vec::new() }
    }

    /// The row; `width`: how many cells it must have.
    pub fn row(mut self, statement: usize, row_number: u64, width: Option<usize>) -> Row<'b> {
        self.check_whole(width);
        let row = if self.problems.is_empty() { self.read(statement, row_number) } else { None };
        match row {
            Some(row) if self.problems.is_empty() => Row::Good(row),
            row => Row::Bad(BadRow {
                statement,
                row_number,
                line_number: self.row.number,
                rest: row.and_then(|row| RowRest::of(&row, &self.problems)).map(Box::new),
                problems: self.problems,
                raw: self.row.raw(),
                ..BadRow::default()
            }),
        }
    }

    /// The row of an account in another currency.
    pub fn foreign(mut self, statement: usize, row_number: u64, code: [u8; 3]) -> Row<'b> {
        let units = |column: Column| currency::units(self.trimmed(column), code);
        let out = [Column::Debit].into_iter().find_map(units).filter(|units| *units != 0);
        let amount = units(Column::Credit).filter(|units| *units != 0);
        let amount = amount.or(out.map(|units| -units.abs())).or_else(|| units(Column::Amount));
        let balance = units(Column::Balance);
        let stamp = self.stamp();
        if amount.is_none() {
            let raw = self.row.raw();
            self.problem(Column::WholeRow, &raw, Expected::DecimalAmount);
        }
        let (Some(stamp), Some(amount)) = (stamp, amount) else {
            return Row::Bad(BadRow {
                statement,
                row_number,
                line_number: self.row.number,
                problems: self.problems,
                raw: self.row.raw(),
                ..BadRow::default()
            });
        };
        Row::Foreign(ForeignRow {
            statement,
            row_number,
            line_number: self.row.number,
            date: stamp.date,
            time: stamp.time,
            value_date: None,
            document_number: text(self.trimmed(Column::DocumentNumber)),
            currency: Currency { code, decimals: decimals_of(code) },
            amount,
            balance,
            memo: text(self.cell(Column::Memo)),
            counter_account: text(self.trimmed(Column::CounterAccount)),
            counter_name: text(self.trimmed(Column::CounterName)),
            counter_bank: text(self.trimmed(Column::CounterBank)),
        })
    }

    /// What makes every cell of a row doubtful.
    fn check_whole(&mut self, width: Option<usize>) {
        let found = self.row.len();
        let expected = match self.row.fault {
            Some(CellFault::Quote) => Expected::ClosingQuote,
            Some(CellFault::TooLong) => Expected::RowWithin { bytes: LONGEST_RECORD_BYTES },
            None => match width.filter(|width| *width != found) {
                Some(expected) => Expected::ColumnCount { expected, found },
                None => return self.check_encoding(),
            },
        };
        self.problems.push(Problem::new(Column::WholeRow, &self.row.raw(), expected));
    }

    fn check_encoding(&mut self) {
        for (index, cell) in self.row.cells().enumerate() {
            if std::str::from_utf8(cell).is_err() {
                let column = self.places.column(index);
                self.problems.push(Problem::new(column, cell, Expected::Utf8));
            }
        }
    }

    fn cell(&self, column: Column) -> &'b [u8] {
        self.places.cell(column).map_or(&[], |index| self.row.cell(index))
    }

    fn trimmed(&self, column: Column) -> &'b [u8] {
        trimmed(self.cell(column))
    }

    fn problem(&mut self, column: Column, value: &[u8], expected: Expected) {
        self.problems.push(Problem::new(column, value, expected));
    }

    /// The row as far as it can be read: where debit or credit cannot, they are zero and a problem is named.
    fn read(&mut self, statement: usize, row_number: u64) -> Option<StatementRow<'b>> {
        let page = self.page();
        let stamp = self.stamp();
        let (debit, credit) = self.sides();
        let fee = self.taken(Column::Fee, 1);
        let vat = self.taken(Column::Vat, 2);
        if let (Some(debit), Some(credit), Some(fee), Some(vat)) = (debit, credit, fee, vat) {
            self.check_sides(debit, credit, fee.is_positive() || vat.is_positive());
        }
        let balance = self.balance();
        let stamp = stamp?;
        let value = self.trimmed(Column::ValueDate);
        let own_number = self.places.cell(Column::DocumentNumber) != self.places.cell(Column::Date);
        let number = if own_number { text(self.trimmed(Column::DocumentNumber)) } else { "" };
        Some(StatementRow {
            statement,
            row_number,
            line_number: self.row.number,
            page,
            row_on_page: None,
            date: stamp.date,
            time: stamp.time,
            value_date: Stamp::read(value, None).map(|stamp| stamp.date).or(
                // A row that took its date from above was booked that day too.
                (self.places.cell(Column::ValueDate).is_some() && stamp.filled)
                    .then_some(stamp.date),
            ),
            document_number: if number.is_empty() { stamp.rest } else { number },
            debit: debit.unwrap_or_default(),
            credit: credit.unwrap_or_default(),
            fee: fee?,
            vat: vat?,
            balance,
            is_reversal: false,
            recovered: false,
            memo: text(self.cell(Column::Memo)),
            counter_account: text(self.trimmed(Column::CounterAccount)).trim_start_matches('/'),
            counter_name: text(self.trimmed(Column::CounterName)),
            counter_bank: text(self.trimmed(Column::CounterBank)),
        })
    }

    /// The day, and what else the bank prints in its cell.
    fn stamp(&mut self) -> Option<Stamp<'b>> {
        let cell = self.trimmed(Column::Date);
        let read = Stamp::read(cell, self.learned.dates);
        let read = match (read, self.learned.last_date) {
            (None, Some(date)) if cell.is_empty() && self.allowed.fill_down => {
                Some(Stamp { date, time: None, rest: "", style: None, filled: true })
            }
            (read, _) => read,
        };
        let Some(stamp) = read else {
            self.problem(Column::Date, cell, Expected::DateDayMonthYear);
            return None;
        };
        self.learned.dates = self.learned.dates.or(stamp.style);
        self.learned.first_date.get_or_insert(stamp.date);
        self.learned.last_date = Some(stamp.date);
        Some(stamp)
    }

    /// Debit and credit, from their columns or from one column of amounts with its sign.
    fn sides(&mut self) -> (Option<Dong>, Option<Dong>) {
        if self.places.cell(Column::Amount).is_none() {
            return (self.taken(Column::Debit, 0), self.unsigned(Column::Credit));
        }
        let cell = self.trimmed(Column::Amount);
        let (minus, digits) = match without_minus(cell) {
            Some(digits) => (true, digits),
            None => (false, cell.strip_prefix(b"+").unwrap_or(cell)),
        };
        let minus = match self.trimmed(Column::Sign) {
            b"" if self.places.cell(Column::Sign).is_none() => minus,
            b"+" => false,
            b"-" => true,
            other => match text(other).to_lowercase().as_str() {
                "c" | "cr" | "có" | "credit" | "ghi có" => false,
                "d" | "dr" | "nợ" | "debit" | "ghi nợ" => true,
                _ => {
                    self.problem(Column::Sign, other, Expected::DebitOrCredit);
                    return (None, None);
                }
            },
        };
        let amount = self.amount(Column::Amount, cell, digits);
        let zero = amount.map(|_| Dong::ZERO);
        if minus { (amount, zero) } else { (zero, amount) }
    }

    /// Money that the bank takes: a file writes all of them above zero, or all below.
    fn taken(&mut self, column: Column, place: usize) -> Option<Dong> {
        let cell = self.trimmed(column);
        if cell.is_empty() {
            return Some(Dong::ZERO);
        }
        let (minus, digits) = match without_minus(cell) {
            Some(digits) => (true, digits),
            None => (false, cell),
        };
        let amount = self.amount(column, cell, digits)?;
        if amount.is_positive() {
            let known = *self.learned.minus[place].get_or_insert(minus && self.allowed.furniture);
            if known != minus {
                self.problem(column, cell, Expected::AmountNotNegative);
                return None;
            }
        }
        Some(amount)
    }

    fn unsigned(&mut self, column: Column) -> Option<Dong> {
        let cell = self.trimmed(column);
        if cell.is_empty() {
            return Some(Dong::ZERO);
        }
        if without_minus(cell).is_some() {
            self.problem(column, cell, Expected::AmountNotNegative);
            return None;
        }
        self.amount(column, cell, cell)
    }

    fn amount(&mut self, column: Column, cell: &[u8], digits: &[u8]) -> Option<Dong> {
        if self.places.cell(column).is_some_and(|place| self.row.is_uncertain(place)) {
            self.problem(column, cell, Expected::Amount(self.learned.style));
            return None;
        }
        let read = amount::in_style(without_currency(digits), &mut self.learned.style);
        read.map_err(|expected| self.problem(column, cell, expected)).ok()
    }

    fn check_sides(&mut self, debit: Dong, credit: Dong, taken: bool) {
        let expected = match (debit.is_positive(), credit.is_positive()) {
            (true, true) => Expected::OnlyOneOfDebitAndCredit,
            (false, false) if !taken => Expected::DebitOrCredit,
            _ => return,
        };
        let value = self.row.raw();
        self.problem(Column::WholeRow, &value, expected);
    }

    /// A balance may be below zero; an empty one is unknown.
    fn balance(&mut self) -> Option<Dong> {
        let cell = self.trimmed(Column::Balance);
        if cell.is_empty() {
            return None;
        }
        match without_minus(cell) {
            Some(digits) => self.amount(Column::Balance, cell, digits).map(|dong| -dong),
            None => self.amount(Column::Balance, cell, cell),
        }
    }

    fn page(&mut self) -> Option<u32> {
        let value = self.trimmed(Column::Page);
        if value.is_empty() {
            return None;
        }
        let digits = value.iter().all(u8::is_ascii_digit);
        let page = digits.then(|| text(value).parse().ok()).flatten();
        if page.is_none() {
            self.problem(Column::Page, value, Expected::PageNumber);
        }
        page
    }
}

/// The digits after a minus sign (`-` or U+2212) or within the accountant's brackets.
fn without_minus(value: &[u8]) -> Option<&[u8]> {
    let bracketed = value.strip_prefix(b"(").and_then(|rest| rest.strip_suffix(b")"));
    let signed = value.strip_prefix(b"-").or_else(|| value.strip_prefix("\u{2212}".as_bytes()));
    signed.or(bracketed).map(<[u8]>::trim_ascii)
}

/// `1,000 VND`, `1.000 đ`: the amount.
pub(crate) fn without_currency(value: &[u8]) -> &[u8] {
    const NAMES: [&str; 6] = ["VND", "VNĐ", "vnd", "đồng", "đ", "Đ"];
    let found = NAMES.iter().find_map(|name| value.strip_suffix(name.as_bytes()));
    found.map_or(value, trimmed)
}

/// The row was found to be UTF-8 as a whole.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}
