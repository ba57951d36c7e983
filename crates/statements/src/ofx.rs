//! Open Financial Exchange: 1.x (SGML, end tags left out) and 2.x (XML), bank and card accounts, several to a
//! file. Reads tags in both spellings by one tolerant scan; follows no DTD, expands no entity of the file's
//! own. `FITID` is no key: banks reuse it and leave it empty.

use crate::electronic::{
    Draft, Drafts, ElectronicRows, Exact, currency_code, decimals_of, western,
};
use crate::error::FileError;
use crate::format::OpenRows;
use crate::printed::Printed;
use crate::time::TimeOfDay;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use std::io::{self, BufRead, BufReader, Read};

/// No tag and no text between two tags is longer.
const LONGEST_PIECE_BYTES: u64 = 64 * 1024;

/// Whether these first bytes are of such a file: its header or its root.
pub(crate) fn is_ofx(head: &[u8]) -> bool {
    let start = &head[..head.len().min(4096)];
    let upper = start.to_ascii_uppercase();
    let holds = |word: &[u8]| memchr::memmem::find(&upper, word).is_some();
    holds(b"<OFX>") || holds(b"OFXHEADER")
}

/// Opens a file.
#[expect(clippy::unnecessary_wraps, reason = "every format's door has this shape")]
pub(crate) fn open<'r>(source: Box<dyn Read + Send + 'r>) -> OpenRows<'r> {
    let source = BufReader::with_capacity(64 * 1024, source);
    let response = Response {
        pieces: Pieces { source, line_number: 1 },
        path: Vec::new(),
        printed: Vec::new(),
        ledger_balance: Pending::default(),
    };
    Ok(Box::new(ElectronicRows::new("ofx", response)))
}

/// A tag with the text after it, up to the next tag.
struct Piece {
    line_number: u64,
    name: String,
    closes: bool,
    text: String,
}

struct Pieces<'r> {
    source: BufReader<Box<dyn Read + Send + 'r>>,
    line_number: u64,
}

impl Pieces<'_> {
    fn next(&mut self) -> io::Result<Option<Piece>> {
        let mut bytes = Vec::new();
        self.until(b'<', &mut bytes)?;
        let line_number = self.line_number;
        bytes.clear();
        self.until(b'>', &mut bytes)?;
        if bytes.last() != Some(&b'>') {
            return Ok(None);
        }
        let tag = western(&bytes[..bytes.len() - 1]);
        let (closes, name) = match tag.strip_prefix('/') {
            Some(name) => (true, name),
            None => (false, tag.as_str()),
        };
        let empty = name.ends_with('/');
        let name = name.trim_end_matches('/').trim().to_ascii_uppercase();
        let text = if closes || empty { String::new() } else { self.text()? };
        Ok(Some(Piece { line_number, name, closes, text }))
    }

    /// What stands before the next tag, which is left to be read.
    fn text(&mut self) -> io::Result<String> {
        let mut bytes = Vec::new();
        loop {
            let buffer = self.source.fill_buf()?;
            let end = memchr::memchr(b'<', buffer);
            let taken = end.unwrap_or(buffer.len());
            bytes.extend_from_slice(&buffer[..taken]);
            let more = end.is_none() && taken > 0;
            self.source.consume(taken);
            if bytes.len() as u64 > LONGEST_PIECE_BYTES {
                return Err(self.too_long());
            }
            if !more {
                break;
            }
        }
        self.count_lines(&bytes);
        Ok(unescaped(western(&bytes).trim()))
    }

    fn until(&mut self, mark: u8, bytes: &mut Vec<u8>) -> io::Result<()> {
        (&mut self.source).take(LONGEST_PIECE_BYTES).read_until(mark, bytes)?;
        self.count_lines(bytes);
        if bytes.len() as u64 == LONGEST_PIECE_BYTES { Err(self.too_long()) } else { Ok(()) }
    }

    fn count_lines(&mut self, bytes: &[u8]) {
        self.line_number += memchr::memchr_iter(b'\n', bytes).count() as u64;
    }

    fn too_long(&self) -> io::Error {
        let why = format!("line {}: no tag within {LONGEST_PIECE_BYTES} bytes", self.line_number);
        io::Error::new(io::ErrorKind::InvalidData, why)
    }
}

/// The five names of XML and HTML's blank; anything else stays as it stands.
fn unescaped(text: &str) -> String {
    const NAMES: [(&str, &str); 6] = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&apos;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    if !text.contains('&') {
        return text.to_owned();
    }
    NAMES.iter().fold(text.to_owned(), |text, (name, letter)| text.replace(name, letter))
}

/// What a LEDGERBAL says, until it ends.
#[derive(Default)]
struct Pending {
    amount: Option<Exact>,
    date: Option<Date>,
}

struct Response<'r> {
    pieces: Pieces<'r>,
    /// The aggregates that are open.
    path: Vec<String>,
    printed: Vec<Printed>,
    ledger_balance: Pending,
}

impl Drafts for Response<'_> {
    fn printed(&self) -> &[Printed] {
        &self.printed
    }

    fn next_draft(&mut self, draft: &mut Draft) -> Result<bool, FileError> {
        while let Some(piece) = self.pieces.next()? {
            if piece.closes {
                self.close(&piece.name);
                continue;
            }
            match piece.name.as_str() {
                "STMTTRN" => {
                    self.transaction(&piece, draft)?;
                    return Ok(true);
                }
                "STMTRS" | "CCSTMTRS" | "INVSTMTRS" => self.printed.push(Printed::default()),
                _ => {}
            }
            if piece.text.is_empty() {
                self.path.push(piece.name);
            } else {
                self.value(&piece);
            }
        }
        Ok(false)
    }
}

impl Response<'_> {
    /// An end tag ends its aggregate and whatever was left open in it; one of a value ends nothing.
    fn close(&mut self, name: &str) {
        let Some(index) = self.path.iter().rposition(|open| open == name) else { return };
        self.path.truncate(index);
        if name == "LEDGERBAL" {
            let pending = std::mem::take(&mut self.ledger_balance);
            let Some(printed) = self.printed.last_mut() else { return };
            let decimals = printed.currency.as_deref().and_then(currency_code).map(decimals_of);
            let amount = pending.amount.zip(decimals);
            let amount = amount.and_then(|(amount, decimals)| {
                amount.widened(decimals).filter(|wide| wide.decimals == decimals)
            });
            printed.closing = amount.map(|exact| Dong(exact.units));
            printed.to = printed.to.or(pending.date);
        }
    }

    fn within(&self, name: &str) -> bool {
        self.path.iter().any(|open| open == name)
    }

    fn value(&mut self, piece: &Piece) {
        let text = piece.text.as_str();
        if self.within("LEDGERBAL") {
            match piece.name.as_str() {
                "BALAMT" => self.ledger_balance.amount = Exact::parse(text),
                "DTASOF" => self.ledger_balance.date = day(text),
                _ => {}
            }
            return;
        }
        let of_account = ["BANKACCTFROM", "CCACCTFROM", "INVACCTFROM"];
        let of_account = of_account.iter().any(|name| self.within(name));
        let bank = self.within("FI") && piece.name == "ORG";
        let Some(printed) = self.printed.last_mut() else { return };
        match piece.name.as_str() {
            "CURDEF" => printed.currency = Some(text.to_owned()),
            "DTSTART" => printed.from = day(text),
            "DTEND" => printed.to = day(text),
            "ACCTID" if of_account => printed.account_numbers.push(text.to_owned()),
            "ORG" if bank => printed.bank = Some(text.to_owned()),
            _ => {}
        }
    }

    /// Everything up to the end of a STMTTRN.
    fn transaction(&mut self, start: &Piece, draft: &mut Draft) -> Result<(), FileError> {
        if self.printed.is_empty() {
            self.printed.push(Printed::default());
        }
        draft.statement = self.printed.len() - 1;
        draft.line_number = start.line_number;
        draft.raw = String::from("<STMTTRN>");
        let currency = self.printed[draft.statement].currency.clone().unwrap_or_default();
        draft.currency = currency_code(&currency);
        draft.currency_text = currency;
        let mut parts = Parts::default();
        while let Some(piece) = self.pieces.next()? {
            if piece.closes {
                draft.raw.extend(["</", &piece.name, ">"]);
                if matches!(piece.name.as_str(), "STMTTRN" | "BANKTRANLIST") {
                    break;
                }
                continue;
            }
            draft.raw.extend(["<", &piece.name, ">", &piece.text]);
            parts.take(piece, draft);
        }
        parts.finish(draft);
        Ok(())
    }
}

/// What a transaction says, in whatever order.
#[derive(Default)]
struct Parts {
    posted: String,
    name: String,
    payee: String,
    memo: String,
    check: String,
    reference: String,
    identifier: String,
    other_side: bool,
}

impl Parts {
    fn take(&mut self, piece: Piece, draft: &mut Draft) {
        let Piece { name, text, .. } = piece;
        match name.as_str() {
            "DTPOSTED" => self.posted = text,
            "DTAVAIL" => draft.value_date = day(&text),
            "TRNAMT" => draft.amount_text = text,
            "FITID" => self.identifier = text,
            "CHECKNUM" => self.check = text,
            "REFNUM" => self.reference = text,
            "NAME" if self.name.is_empty() => self.name = text,
            "PAYEE" | "NAME" => self.payee = text,
            "MEMO" => self.memo = text,
            "BANKACCTTO" | "CCACCTTO" => self.other_side = true,
            "ACCTID" if self.other_side => draft.counter_account = text,
            "BANKID" if self.other_side => draft.counter_bank = text,
            _ => {}
        }
    }

    fn finish(self, draft: &mut Draft) {
        draft.date = day(&self.posted);
        draft.time = time(&self.posted);
        draft.date_text = self.posted;
        draft.amount = Exact::parse(&draft.amount_text);
        let numbers = [self.reference, self.check, self.identifier];
        let number = numbers.into_iter().find(|text| !text.is_empty() && text != "0");
        draft.document_number = number.unwrap_or_default();
        draft.counter_name = if self.name.is_empty() { self.payee } else { self.name };
        draft.memo = if self.memo.is_empty() { draft.counter_name.clone() } else { self.memo };
    }
}

/// The day of `20220411120000[-3:BRT]`: the bank's own day, whatever the zone.
fn day(text: &str) -> Option<Date> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
    let plain = text.len() >= 8 && text.bytes().take(8).all(|byte| byte.is_ascii_digit());
    plain.then_some(())?;
    let small = |number: i16| i8::try_from(number).ok();
    Date::new(number(0..4)?, small(number(4..6)?)?, small(number(6..8)?)?)
}

/// The time after the day; midnight is how banks write that they do not tell.
fn time(text: &str) -> Option<TimeOfDay> {
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    let time = TimeOfDay::new(number(8..10)?, number(10..12)?, number(12..14)?)?;
    (time.seconds() > 0).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::{day, time, unescaped};

    #[test]
    fn dates_of_the_specification_and_of_banks() {
        // OFX 2.1.1 §3.2.8.2 and the samples in shared/data/statements/ofx.
        for (text, date, clock) in [
            ("20050824", "2005-08-24", None),
            ("20220411120000[-3:BRT]", "2022-04-11", Some("12:00:00")),
            ("20120603203135.547[-7:PDT]", "2012-06-03", Some("20:31:35")),
            ("20181214000000", "2018-12-14", None),
        ] {
            assert_eq!(day(text).map(|date| date.to_string()).as_deref(), Some(date), "{text}");
            assert_eq!(time(text).map(|time| time.to_string()).as_deref(), clock, "{text}");
        }
        for text in ["", "20120231", "2011200", "abcdefgh", "201120000000"] {
            assert_eq!(day(text), None, "{text}");
        }
        assert_eq!(unescaped("A &amp; B &lt;c&gt; &amp;lt;"), "A & B <c> &lt;");
    }
}
