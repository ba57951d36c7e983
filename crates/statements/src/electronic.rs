//! What camt, MT940 and OFX have in common: lines with a signed decimal amount in some currency. A format
//! hands over drafts; here they become rows, or bad rows with every problem named. Never rounds.

use crate::column::Column;
use crate::error::FileError;
use crate::format::Rows;
use crate::printed::Printed;
use crate::row::{BadRow, Currency, Expected, ForeignRow, Problem, Row, StatementRow};
use crate::statement::Layout;
use crate::time::TimeOfDay;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::{Dong, LARGEST};

/// No format has finer amounts: 5 decimals occur, 18 digits fit.
const MOST_DECIMALS: usize = 9;
/// What is kept of a row that cannot be read.
const LONGEST_RAW_BYTES: usize = 16 * 1024;

/// An exact decimal: `units · 10^-decimals`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exact {
    pub units: i64,
    pub decimals: u8,
}

impl Exact {
    /// Reads `1250.50`, `-80,25`, `7.` or `,5`: digits and at most one mark, a point or a comma.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, fraction) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(fraction) || whole.len() + fraction.len() == 0 {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > MOST_DECIMALS {
            return None;
        }
        let mut units: i64 = 0;
        for byte in whole.bytes().chain(fraction.bytes()) {
            units = units.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
        }
        let decimals = u8::try_from(fraction.len()).ok()?;
        Some(Self { units: if negative { -units } else { units }, decimals })
    }

    /// The same value with so many decimals at least; `None` where it does not fit.
    pub fn widened(self, decimals: u8) -> Option<Self> {
        let missing = u32::from(decimals.saturating_sub(self.decimals));
        let units = self.units.checked_mul(10_i64.checked_pow(missing)?)?;
        (units.abs() <= LARGEST).then_some(Self { units, decimals: self.decimals.max(decimals) })
    }

    /// The value with its sign turned.
    pub fn negated(self) -> Self {
        Self { units: -self.units, decimals: self.decimals }
    }
}

/// Decimals of a currency's smallest unit (ISO 4217).
pub(crate) fn decimals_of(code: [u8; 3]) -> u8 {
    match &code {
        b"VND" | b"JPY" | b"KRW" | b"CLP" | b"ISK" | b"XAF" | b"XOF" | b"PYG" | b"UGX" => 0,
        b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
        _ => 2,
    }
}

/// A currency's code, where it is three capital letters.
pub(crate) fn currency_code(text: &str) -> Option<[u8; 3]> {
    let code: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
    code.iter().all(u8::is_ascii_uppercase).then_some(code)
}

/// One line on its way to a row. Texts that could not be understood stay beside what they should be.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub statement: usize,
    pub line_number: u64,
    /// The line as it stands in the file.
    pub raw: String,
    pub date: Option<Date>,
    /// What stood where the date should be.
    pub date_text: String,
    pub time: Option<TimeOfDay>,
    pub value_date: Option<Date>,
    pub document_number: String,
    /// Money in above zero, money out below.
    pub amount: Option<Exact>,
    /// What stood where the amount should be.
    pub amount_text: String,
    pub currency: Option<[u8; 3]>,
    /// What stood where the currency should be.
    pub currency_text: String,
    /// The bank says that it undoes another line.
    pub is_reversal: bool,
    pub memo: String,
    pub counter_account: String,
    pub counter_name: String,
    pub counter_bank: String,
    /// Problems the format found by itself.
    pub problems: Vec<Problem>,
}

/// A format that gives drafts, one by one.
pub(crate) trait Drafts {
    /// The next line into `draft` (fresh), or false at the end of the file.
    fn next_draft(&mut self, draft: &mut Draft) -> Result<bool, FileError>;
    /// As in [`Rows::printed`].
    fn printed(&self) -> &[Printed];
}

/// Turns drafts into rows.
pub(crate) struct ElectronicRows<D> {
    drafts: D,
    layout: Layout,
    draft: Draft,
    rows_read: u64,
}

impl<D: Drafts> ElectronicRows<D> {
    pub fn new(format: &'static str, drafts: D) -> Self {
        let layout = Layout { format, ..Layout::default() };
        Self { drafts, layout, draft: Draft::default(), rows_read: 0 }
    }
}

impl<D: Drafts> Rows for ElectronicRows<D> {
    fn layout(&self) -> &Layout {
        &self.layout
    }

    fn blank_rows(&self) -> u64 {
        0
    }

    fn printed(&self) -> &[Printed] {
        self.drafts.printed()
    }

    fn next_row(&mut self) -> Result<Option<Row<'_>>, FileError> {
        self.draft = Draft::default();
        if !self.drafts.next_draft(&mut self.draft)? {
            return Ok(None);
        }
        self.rows_read += 1;
        Ok(Some(self.draft.row(self.rows_read)))
    }
}

impl Draft {
    fn row(&mut self, row_number: u64) -> Row<'_> {
        let amount = self.understood();
        let (Some(date), Some((code, amount))) = (self.date, amount) else {
            return self.bad(row_number);
        };
        if !self.problems.is_empty() {
            return self.bad(row_number);
        }
        if code == *b"VND" {
            return Row::Good(self.dong_row(row_number, date, amount.units));
        }
        Row::Foreign(ForeignRow {
            statement: self.statement,
            row_number,
            line_number: self.line_number,
            date,
            time: self.time,
            value_date: self.value_date,
            document_number: self.document_number.trim(),
            currency: Currency { code, decimals: amount.decimals },
            amount: amount.units,
            balance: None,
            memo: &self.memo,
            counter_account: self.counter_account.trim(),
            counter_name: self.counter_name.trim(),
            counter_bank: self.counter_bank.trim(),
        })
    }

    fn dong_row(&self, row_number: u64, date: Date, amount: i64) -> StatementRow<'_> {
        StatementRow {
            statement: self.statement,
            row_number,
            line_number: self.line_number,
            page: None,
            row_on_page: None,
            date,
            time: self.time,
            value_date: self.value_date,
            document_number: self.document_number.trim(),
            debit: Dong((-amount).max(0)),
            credit: Dong(amount.max(0)),
            fee: Dong::ZERO,
            vat: Dong::ZERO,
            balance: None,
            is_reversal: self.is_reversal,
            recovered: false,
            memo: &self.memo,
            counter_account: self.counter_account.trim(),
            counter_name: self.counter_name.trim(),
            counter_bank: self.counter_bank.trim(),
        }
    }

    /// Currency and amount in its smallest unit; names what is wrong with them and with the date.
    fn understood(&mut self) -> Option<([u8; 3], Exact)> {
        if self.date.is_none() {
            self.problem(Column::Date, &self.date_text.clone(), Expected::Day);
        }
        let Some(code) = self.currency else {
            self.problem(Column::WholeRow, &self.currency_text.clone(), Expected::Currency);
            return None;
        };
        let Some(amount) = self.amount else {
            self.problem(Column::WholeRow, &self.amount_text.clone(), Expected::DecimalAmount);
            return None;
        };
        let text = self.amount_text.clone();
        let Some(amount) = amount.widened(decimals_of(code)) else {
            self.problem(Column::WholeRow, &text, Expected::AmountWithinRange);
            return None;
        };
        if code == *b"VND" && amount.decimals > 0 {
            self.problem(Column::WholeRow, &text, Expected::Amount(None));
        } else if amount.units == 0 {
            self.problem(Column::WholeRow, &text, Expected::DebitOrCredit);
        }
        Some((code, amount))
    }

    fn problem(&mut self, column: Column, value: &str, expected: Expected) {
        self.problems.push(Problem::new(column, value.as_bytes(), expected));
    }

    fn bad(&mut self, row_number: u64) -> Row<'static> {
        let mut raw = std::mem::take(&mut self.raw).into_bytes();
        raw.truncate(LONGEST_RAW_BYTES);
        Row::Bad(BadRow {
            statement: self.statement,
            row_number,
            line_number: self.line_number,
            problems: std::mem::take(&mut self.problems),
            raw,
            ..BadRow::default()
        })
    }
}

/// Bytes as text: UTF-8 where they are, else ISO 8859-1 with the letters of Windows-1252.
pub(crate) fn western(bytes: &[u8]) -> String {
    const WINDOWS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(*byte),
    };
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(letter).collect(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Exact, western};

    #[test]
    fn decimals_are_read_exactly() {
        // Amounts of the samples in shared/data/statements/{mt940,camt,ofx}.
        for (text, units, decimals) in [
            ("2187,95", 218_795, 2),
            ("0,", 0, 0),
            ("000000001000,00", 1_000, 0),
            ("8.850", 885, 2),
            ("-80.25", -8_025, 2),
            ("+12", 12, 0),
            ("229,2", 2_292, 1),
        ] {
            assert_eq!(Exact::parse(text), Some(Exact { units, decimals }), "{text}");
        }
        for text in
            ["", ".", "12..34", "$120", "1 000", "1,000.00", "1e5", "-", "99999999999999999999"]
        {
            assert_eq!(Exact::parse(text), None, "{text}");
        }
        let cents = Exact::parse("8.85").and_then(|exact| exact.widened(2));
        assert_eq!(cents, Some(Exact { units: 885, decimals: 2 }));
        assert_eq!(Exact { units: 1 << 53, decimals: 0 }.widened(0), None);
    }

    #[test]
    fn text_that_is_no_utf8_is_western() {
        assert_eq!(western("Müller".as_bytes()), "Müller");
        assert_eq!(western(b"M\xfcller \x80"), "Müller €");
    }
}
