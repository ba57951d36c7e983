//! What banks' services push one transaction at a time (`SePay`, Casso v2, payOS), kept as lines of JSON: `{"feed":
//! NAME,"body":…}`, the body as it was received. Checks no signature: what stands here was checked.

use crate::column::Column;
use crate::electronic::{Draft, Drafts, ElectronicRows, Exact};
use crate::error::FileError;
use crate::format::OpenRows;
use crate::lines::Lines;
use crate::printed::Printed;
use crate::row::{Expected, Problem};
use crate::time::TimeOfDay;
use chungtay_ledger::date::Date;
use serde_json::Value;
use std::io::Read;

/// How the first line of such a file begins.
const BEGINNING: &str = "{\"feed\":\"";

/// A service that pushes transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedKind {
    /// `SePay`.
    Sepay,
    /// Casso, webhooks of version 2.
    Casso,
    /// payOS.
    Payos,
}

impl FeedKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Sepay, Self::Casso, Self::Payos];

    /// Its word in addresses and settings; the format that imports name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Sepay => "sepay",
            Self::Casso => "casso",
            Self::Payos => "payos",
        }
    }

    /// The kind of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What of a body decides whether it is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEvent {
    /// The service's number of the transaction: the same whenever it is sent again.
    pub id: String,
    /// The account it is of, as the service writes it.
    pub account_number: String,
    /// The service only tries the address: no transaction.
    pub is_trial: bool,
}

/// What a body is; `None` where it is none of this service's.
#[must_use]
pub fn feed_event(kind: FeedKind, body: &[u8]) -> Option<FeedEvent> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let data = data_of(kind, &body)?;
    let (id, is_trial) = match kind {
        FeedKind::Sepay => (text(data, "id"), false),
        FeedKind::Casso => (text(data, "id"), data.get("id").and_then(Value::as_i64) == Some(0)),
        // An order may be paid in several transfers, each with the bank's reference of its own.
        FeedKind::Payos => (
            format!("{} {}", text(data, "paymentLinkId"), text(data, "reference")),
            text(data, "orderCode") == "123" && text(data, "accountNumber") == "12345678",
        ),
    };
    let account_number = text(data, "accountNumber");
    (!id.trim().is_empty() && !account_number.is_empty()).then_some(FeedEvent {
        id,
        account_number,
        is_trial,
    })
}

/// The line of a file of feeds that keeps a body; without the line's end.
#[must_use]
pub fn feed_line(kind: FeedKind, body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    Some(format!("{BEGINNING}{}\",\"body\":{body}}}", kind.word()))
}

/// Whether a file begins so.
pub(crate) fn is_feed(head: &[u8]) -> bool {
    head.starts_with(BEGINNING.as_bytes())
}

/// Opens a file of feeds; its format is the first line's.
pub(crate) fn open<'r>(source: Box<dyn Read + Send + 'r>) -> OpenRows<'r> {
    let mut lines = Lines::new(source);
    let mut pending = None;
    let mut format = "feed";
    if lines.advance()? {
        pending = Some(lines.line().to_vec());
        let first: Option<Value> = serde_json::from_slice(lines.line()).ok();
        let kind = first.as_ref().and_then(|line| line.get("feed")).and_then(Value::as_str);
        format = kind.and_then(FeedKind::from_word).map_or(format, FeedKind::word);
    }
    let feed = Feed { lines, pending, printed: vec![Printed::default()] };
    Ok(Box::new(ElectronicRows::new(format, feed)))
}

struct Feed<'r> {
    lines: Lines<'r>,
    /// The first line, read to know the format.
    pending: Option<Vec<u8>>,
    printed: Vec<Printed>,
}

impl Drafts for Feed<'_> {
    fn printed(&self) -> &[Printed] {
        &self.printed
    }

    fn next_draft(&mut self, draft: &mut Draft) -> Result<bool, FileError> {
        loop {
            let line = match self.pending.take() {
                Some(line) => line,
                None if self.lines.advance()? => self.lines.line().to_vec(),
                None => return Ok(false),
            };
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            draft.line_number = self.lines.number();
            draft.raw = String::from_utf8_lossy(&line).into_owned();
            fill(draft, &line);
            if let Some(number) = account_of(&line)
                && !self.printed[0].account_numbers.contains(&number)
            {
                self.printed[0].account_numbers.push(number);
            }
            return Ok(true);
        }
    }
}

fn parsed(line: &[u8]) -> Option<(FeedKind, Value)> {
    let mut line: Value = serde_json::from_slice(line).ok()?;
    let kind = FeedKind::from_word(line.get("feed")?.as_str()?)?;
    Some((kind, line.get_mut("body")?.take()))
}

fn account_of(line: &[u8]) -> Option<String> {
    let (kind, body) = parsed(line)?;
    let number = text(data_of(kind, &body)?, "accountNumber");
    (!number.is_empty()).then_some(number)
}

/// Where the transaction stands in a body.
fn data_of(kind: FeedKind, body: &Value) -> Option<&Value> {
    let data = match kind {
        FeedKind::Sepay => body,
        FeedKind::Casso | FeedKind::Payos => body.get("data")?,
    };
    data.is_object().then_some(data)
}

/// A text or a number, as text; empty where there is neither.
fn text(data: &Value, name: &str) -> String {
    match data.get(name) {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// What cannot be understood stays empty, and the row is a bad one with its problems named.
fn fill(draft: &mut Draft, line: &[u8]) {
    let Some((kind, body)) = parsed(line) else { return };
    let Some(data) = data_of(kind, &body) else { return };
    let first = |names: &[&str]| {
        names.iter().map(|name| text(data, name)).find(|text| !text.is_empty()).unwrap_or_default()
    };
    draft.date_text = first(&["transactionDate", "transactionDateTime"]);
    let (day, time) = draft.date_text.split_once([' ', 'T']).unwrap_or((&draft.date_text, ""));
    draft.date = Date::parse_iso(day);
    draft.time = TimeOfDay::parse(time.get(..8).unwrap_or(time));
    draft.document_number = first(&["referenceCode", "reference"]);
    draft.memo = first(&["content", "description"]);
    draft.counter_account = first(&["counterAccountNumber"]);
    draft.counter_name = first(&["counterAccountName"]);
    draft.counter_bank = first(&["counterAccountBankName"]);
    draft.currency_text = first(&["currency"]);
    draft.currency = match draft.currency_text.as_str() {
        "" => Some(*b"VND"),
        code => crate::electronic::currency_code(code),
    };
    draft.amount_text = first(&["transferAmount", "amount"]);
    // A number that JSON writes with a decimal point although it is whole.
    let amount = Exact::parse(&draft.amount_text);
    draft.amount = match text(data, "transferType").as_str() {
        "out" => amount.map(Exact::negated),
        "in" => amount,
        // Only SePay says so; one that says neither may be either.
        other if kind == FeedKind::Sepay => {
            let expected = Expected::DebitOrCredit;
            draft.problems.push(Problem::new(Column::Sign, other.as_bytes(), expected));
            amount
        }
        _ => amount,
    };
}

#[cfg(test)]
mod tests {
    use super::{FeedKind, feed_event, feed_line};
    use crate::{Row, open};
    use std::io::Cursor;

    const SEPAY: &str = r#"{"id":92704,"gateway":"Vietcombank","transactionDate":"2024-09-10 14:02:37","accountNumber":"0123499999","code":null,"content":"ung ho dong bao","transferType":"in","transferAmount":2277000,"accumulated":19077000,"subAccount":null,"referenceCode":"MBVCB.3278907687","description":""}"#;

    #[test]
    fn a_pushed_transaction_is_a_row() {
        let out = SEPAY.replace("\"in\"", "\"out\"").replace("92704", "92705");
        let bad = SEPAY.replace("2024-09-10", "2024-02-30");
        let lines =
            [SEPAY, &out, &bad].map(|body| feed_line(FeedKind::Sepay, body.as_bytes()).unwrap());
        let mut statement = open(Cursor::new(lines.join("\n"))).unwrap();
        assert_eq!(statement.layout().format, "sepay");
        let Some(Row::Good(row)) = statement.next_row().unwrap() else { panic!("a good row") };
        assert_eq!(
            (row.credit.0, row.debit.0, row.date.to_string().as_str()),
            (2_277_000, 0, "2024-09-10")
        );
        assert_eq!((row.document_number, row.memo), ("MBVCB.3278907687", "ung ho dong bao"));
        assert_eq!(row.time.unwrap().to_string(), "14:02:37");
        let Some(Row::Good(row)) = statement.next_row().unwrap() else { panic!("a good row") };
        assert_eq!((row.credit.0, row.debit.0), (0, 2_277_000));
        assert!(matches!(statement.next_row().unwrap(), Some(Row::Bad(_))));
        assert!(statement.next_row().unwrap().is_none());
        let event = feed_event(FeedKind::Sepay, SEPAY.as_bytes()).unwrap();
        assert_eq!((event.id.as_str(), event.account_number.as_str()), ("92704", "0123499999"));
        assert_eq!(feed_event(FeedKind::Casso, SEPAY.as_bytes()), None);
    }
}
