//! Statement lines as plain tables (RFC 4180), as far as they are open. What stands in a row follows from the
//! log and the openings; never holds what is not open.

use chungtay_ledger::date::Date;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;
use chungtay_ledger::opening::{OpenedField, OpenedRecord};
use chungtay_ledger::state::State;
use std::io::Write as _;

/// The first row.
pub const HEAD: &[u8] =
    b"entry,day,amount_dong,account,fund,state,document_number,memo,erased_by\r\n";

/// Places of a line's fields in its record (`bank_line/1`).
const DOCUMENT: usize = 0;
const MEMO_FULL: usize = 3;
const MEMO_INITIALS: usize = 4;

/// A statement line. Text that is not open is empty.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The entry.
    pub entry: u64,
    /// The bank's day.
    pub day: Date,
    /// What came in (+) or went out (−).
    pub amount: Dong,
    /// The bank account.
    pub account: AccountId,
    /// The fund.
    pub fund: FundId,
    /// Where it stands: `attributed`, `not-yet-attributed`, `suspense` or `reversed`.
    pub state: &'a str,
    /// The bank's document number.
    pub document: &'a str,
    /// The memo.
    pub memo: &'a str,
    /// The entry that says that document number and memo were erased on request; empty where they were not.
    pub erased_by: Option<u64>,
}

impl<'a> Row<'a> {
    /// The row of an entry under the state at the table's end; `None` where it is no statement line.
    #[must_use]
    pub fn of(
        state: &State,
        sequence: u64,
        entry: &Entry,
        opened: Option<&'a OpenedRecord>,
    ) -> Option<Self> {
        let (Some(_), Some(bank)) = (entry.body.as_line(), entry.postings.first()) else {
            return None;
        };
        let text = |place: usize| match opened?.fields.get(place) {
            Some(OpenedField::Open { value, .. }) => Some(value.as_deref().unwrap_or_default()),
            Some(OpenedField::Closed(_)) | None => None,
        };
        Some(Self {
            entry: sequence,
            day: entry.occurred_on,
            amount: bank.amount,
            account: bank.account,
            fund: bank.fund,
            state: standing(state, sequence, bank.amount),
            document: text(DOCUMENT).unwrap_or_default(),
            memo: text(MEMO_FULL).or_else(|| text(MEMO_INITIALS)).unwrap_or_default(),
            erased_by: state.privacy.erased.get(&sequence).copied(),
        })
    }

    /// Appends the row.
    pub fn write(&self, out: &mut Vec<u8>) {
        let Self { entry, day, amount, account, fund, state, document, memo, erased_by } = self;
        // Writing into memory does not fail.
        let _ = write!(out, "{entry},{day},{},{account},{fund},{state},", amount.0);
        quoted(out, document);
        out.push(b',');
        quoted(out, memo);
        out.push(b',');
        if let Some(erased_by) = erased_by {
            let _ = write!(out, "{erased_by}");
        }
        out.extend_from_slice(b"\r\n");
    }

    /// Appends the row as a line of JSON with the names of [`HEAD`].
    pub fn write_json(&self, out: &mut Vec<u8>) {
        let Self { entry, day, amount, account, fund, state, document, memo, erased_by } = self;
        let _ = write!(
            out,
            "{{\"entry\":{entry},\"day\":\"{day}\",\"amount_dong\":{},\"account\":\"{account}\",\"fund\":\"{fund}\",\"state\":\"{state}\",\"document_number\":{},\"memo\":{},\"erased_by\":",
            amount.0,
            JsonText(document),
            JsonText(memo),
        );
        let _ = match erased_by {
            Some(erased_by) => writeln!(out, "{erased_by}}}"),
            None => writeln!(out, "null}}"),
        };
    }
}

/// A text in JSON (RFC 8259).
struct JsonText<'a>(&'a str);

impl std::fmt::Display for JsonText<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        use std::fmt::Write as _;
        formatter.write_char('"')?;
        for letter in self.0.chars() {
            match letter {
                '"' => formatter.write_str("\\\"")?,
                '\\' => formatter.write_str("\\\\")?,
                control if u32::from(control) < 0x20 => {
                    write!(formatter, "\\u{:04x}", u32::from(control))?;
                }
                other => formatter.write_char(other)?,
            }
        }
        formatter.write_char('"')
    }
}

fn standing(state: &State, sequence: u64, amount: Dong) -> &'static str {
    if state.flags.reversed.get(sequence) {
        "reversed"
    } else if state.flags.attributed.get(sequence) {
        "attributed"
    } else if amount.0 > 0 {
        "not-yet-attributed"
    } else {
        "suspense"
    }
}

/// A field of a table, quoted where it must be. What a spreadsheet would take for a formula is led by an
/// apostrophe: memos are written by strangers.
fn quoted(out: &mut Vec<u8>, text: &str) {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains(['"', ',', '\r', '\n']) {
        let _ = write!(out, "\"{guard}{}\"", text.replace('"', "\"\""));
    } else {
        let _ = write!(out, "{guard}{text}");
    }
}
