//! SWIFT MT940 and MT942: several statements to a file, tags in any of the shapes banks send. Prose
//! around the messages is passed over; a `:61:` that cannot be read is a bad row, never a lost one.

use crate::electronic::{Draft, Drafts, ElectronicRows, currency_code, western};
use crate::error::FileError;
use crate::format::OpenRows;
use crate::lines::Lines;
use crate::printed::Printed;
use chungtay_ledger::money::Dong;
use std::io::Read;

mod details;
mod line61;

/// SWIFT's longest line of `:86:`; a line this long was cut, a shorter one ended where it meant to.
const FULL_LINE_CHARACTERS: usize = 65;

/// Whether these first bytes hold the tags of a message.
pub(crate) fn is_mt940(head: &[u8]) -> bool {
    const TAGS: [&[u8]; 9] =
        [b":20:", b":25:", b":28:", b":28C:", b":60F:", b":60M:", b":34F:", b":61:", b":940:"];
    let lines = head.split(|byte| *byte == b'\n').take(400);
    lines.filter(|line| TAGS.iter().any(|tag| line.trim_ascii_start().starts_with(tag))).count()
        >= 2
}

/// Opens a file of messages.
#[expect(clippy::unnecessary_wraps, reason = "every format's door has this shape")]
pub(crate) fn open<'r>(source: Box<dyn Read + Send + 'r>) -> OpenRows<'r> {
    let messages = Messages {
        lines: Lines::new(source),
        pending: None,
        peeked: None,
        printed: Vec::new(),
        seen: Seen::default(),
        decimals: 0,
    };
    Ok(Box::new(ElectronicRows::new("mt940", messages)))
}

/// One tag with its content, continuation lines and all.
#[derive(Clone, Debug, Default)]
struct Field {
    tag: String,
    line_number: u64,
    lines: Vec<String>,
}

impl Field {
    fn first(&self) -> &str {
        self.lines.first().map_or("", String::as_str)
    }
}

/// What of a statement was met already, to tell where the next begins although `:20:` is missing.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    account: bool,
    opening: bool,
    closing: bool,
}

struct Messages<'r> {
    lines: Lines<'r>,
    /// A line read that begins the next field.
    pending: Option<(u64, String)>,
    /// A field read that belongs to what comes next.
    peeked: Option<Field>,
    printed: Vec<Printed>,
    seen: Seen,
    decimals: u8,
}

impl Drafts for Messages<'_> {
    fn printed(&self) -> &[Printed] {
        &self.printed
    }

    fn next_draft(&mut self, draft: &mut Draft) -> Result<bool, FileError> {
        while let Some(field) = self.next_field()? {
            if field.tag == "61" {
                self.line(&field, draft)?;
                return Ok(true);
            }
            self.head(&field);
        }
        Ok(false)
    }
}

impl Messages<'_> {
    /// A field: its tag's line and the lines after it, up to the next tag or the message's end.
    fn next_field(&mut self) -> Result<Option<Field>, FileError> {
        if let Some(field) = self.peeked.take() {
            return Ok(Some(field));
        }
        loop {
            let Some((number, text)) = self.next_line()? else { return Ok(None) };
            let Some((tag, first)) = tag_of(&text) else { continue };
            let mut field =
                Field { tag: tag.to_owned(), line_number: number, lines: vec![first.to_owned()] };
            while let Some((number, text)) = self.next_line()? {
                if tag_of(&text).is_some() {
                    self.pending = Some((number, text));
                    break;
                }
                if is_end(&text) {
                    break;
                }
                field.lines.push(text);
            }
            return Ok(Some(field));
        }
    }

    fn next_line(&mut self) -> Result<Option<(u64, String)>, FileError> {
        if let Some(line) = self.pending.take() {
            return Ok(Some(line));
        }
        if !self.lines.advance()? {
            return Ok(None);
        }
        Ok(Some((self.lines.number(), western(self.lines.line()))))
    }

    /// The statement being read; a new one where none is.
    fn current(&mut self) -> &mut Printed {
        if self.printed.is_empty() {
            self.printed.push(Printed::default());
        }
        let last = self.printed.len() - 1;
        &mut self.printed[last]
    }

    fn begin_statement(&mut self) {
        self.printed.push(Printed::default());
        self.seen = Seen::default();
        self.decimals = 0;
    }

    fn head(&mut self, field: &Field) {
        let content = field.first().trim();
        match field.tag.as_str() {
            "20" => self.begin_statement(),
            "25" | "25P" => {
                if self.seen.account || self.seen.closing || self.printed.is_empty() {
                    self.begin_statement();
                }
                self.seen.account = true;
                self.current().account_numbers.push(content.to_owned());
            }
            "60F" | "60M" => {
                if self.seen.opening || self.seen.closing {
                    let account = self.current().account_numbers.clone();
                    self.begin_statement();
                    self.current().account_numbers = account;
                }
                self.seen.opening = true;
                self.balance(content, true);
            }
            "62F" | "62M" => {
                self.seen.closing = true;
                self.balance(content, false);
            }
            "34F" | "90D" | "90C" => {
                let letters = content.trim_start_matches(|letter: char| letter.is_ascii_digit());
                if let Some(code) = letters.get(..3).and_then(currency_code) {
                    self.set_currency(code);
                }
            }
            _ => {}
        }
    }

    fn set_currency(&mut self, code: [u8; 3]) {
        self.decimals = crate::electronic::decimals_of(code);
        let name = String::from_utf8_lossy(&code).into_owned();
        self.current().currency.get_or_insert(name);
    }

    /// `C130928SEK2460347,64`. One that cannot be read is not printed as far as we can tell.
    fn balance(&mut self, content: &str, opening: bool) {
        let Some(read) = line61::balance(content) else { return };
        self.set_currency(read.currency);
        let amount = read.amount.widened(self.decimals);
        let amount = amount.filter(|exact| exact.decimals == self.decimals);
        let amount = amount.map(|exact| Dong(exact.units));
        let printed = self.current();
        if opening {
            (printed.from, printed.opening) = (read.date, amount);
        } else {
            (printed.to, printed.closing) = (read.date, amount);
        }
    }

    /// A `:61:` with the `:86:` fields that follow it.
    fn line(&mut self, field: &Field, draft: &mut Draft) -> Result<(), FileError> {
        if self.printed.is_empty() {
            self.begin_statement();
        }
        draft.statement = self.printed.len() - 1;
        draft.line_number = field.line_number;
        draft.raw = format!(":61:{}", field.lines.join("\n"));
        let currency = self.current().currency.clone().unwrap_or_default();
        draft.currency = currency_code(&currency);
        draft.currency_text = currency;
        let mut information: Vec<String> = Vec::new();
        while let Some(next) = self.next_field()? {
            if next.tag == "86" {
                draft.raw.extend(["\n:86:", &next.lines.join("\n")]);
                information.push(details::joined(&next.lines));
            } else {
                self.peeked = Some(next);
                break;
            }
        }
        line61::read(&field.lines, draft);
        details::read(&information, draft);
        if draft.amount.is_none() && draft.amount_text.is_empty() {
            draft.amount_text = String::from(field.first());
        }
        Ok(())
    }
}

/// `:61:…` → `61` and what follows.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['\u{1}', ' ', '\u{feff}']);
    let (tag, content) = line.strip_prefix(':')?.split_once(':')?;
    let bytes = tag.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let fits = matches!((digits, bytes.len()), (2, 2) | (3, 3))
        || digits == 2 && bytes.len() == 3 && bytes[2].is_ascii_uppercase()
        || tag == "NS";
    fits.then_some((tag, content))
}

/// The end of a message: `-`, `-}` and what banks put after it.
fn is_end(line: &str) -> bool {
    let line = line.trim();
    line == "-" || line.starts_with("-}") || line == "-\u{3}" || line.starts_with("-Ã")
}
