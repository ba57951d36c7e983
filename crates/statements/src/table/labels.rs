//! What a statement's head and foot say: account, period, balances, totals. Told by their words, in either
//! language and with or without marks; a word that is not known says nothing.

use super::places::Places;
use super::reading::without_currency;
use super::totals;
use super::{TableRow, trimmed};
use crate::amount;
use crate::column::{Column, bare};
use crate::date::Stamp;
use crate::printed::Printed;
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;

const ACCOUNT: [&str; 6] = [
    "so tai khoan",
    "account no",
    "account number",
    "tai khoan/account",
    "tai khoan so",
    "- tai khoan",
];
const NAME: [&str; 7] = [
    "kinh gui quy khach hang",
    "ten tai khoan",
    "account name",
    "chu tai khoan",
    "ten khach hang",
    "khach hang",
    "customer name",
];
const CURRENCY: [&str; 8] = [
    "loai tien",
    "currency",
    "don vi tien te",
    "dong tien",
    "tien te",
    "account currency",
    "ccy",
    "don vi tinh",
];
const OPENING: [&str; 4] = ["so du dau", "opening balance", "du dau", "so du ky truoc"];
const CLOSING: [&str; 4] = ["so du cuoi", "closing balance", "du cuoi", "ending balance"];
const DEBITS: [&str; 2] = ["tong ghi no", "total debits"];
const CREDITS: [&str; 2] = ["tong ghi co", "total credits"];
const PERIOD: [&str; 4] = ["tu ngay", "tu/", "from", "tu:"];
const BANKS: [&str; 12] = [
    "ngan hang",
    "vietcombank",
    "vietinbank",
    "bidv",
    "agribank",
    "techcombank",
    "mbbank",
    "acb",
    "tpbank",
    "vpbank",
    "sacombank",
    "commercial joint stock bank",
];
/// How a row begins that stands under the lines (or between them) and is none.
const FOOTERS: [&str; 15] = [
    "tong",
    "cong phat sinh",
    "cong:",
    "so du",
    "du dau",
    "du cuoi",
    "total",
    "closing",
    "opening",
    "ending balance",
    "phat sinh trong ky",
    "luy ke",
    "ngay gio in",
    "printed on",
    "ghi chu/ note",
];

/// Whether a row's first text is one of those words.
pub(crate) fn begins_footer(cell: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(cell) else { return false };
    if text.len() > 120 || text.starts_with(|letter: char| letter.is_ascii_digit()) {
        return false;
    }
    let text = bare(text);
    FOOTERS.iter().any(|word| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Whether a row's first text is the label of an account's number.
pub(crate) fn begins_account(cell: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(cell) else { return false };
    text.len() <= 120 && ACCOUNT.iter().any(|word| bare(text).starts_with(word))
}

/// Whether these rows name an account: then a header under them begins another statement.
pub(crate) fn names_account(rows: &[TableRow]) -> bool {
    let mut printed = Printed::default();
    learn(rows, &mut printed);
    !printed.account_numbers.is_empty()
}

/// Of the rows between two statements, those that are the second's head: what sums up the first is its foot.
pub(crate) fn head_of(rows: &[TableRow]) -> &[TableRow] {
    let account = rows.iter().position(|row| names_account(std::slice::from_ref(row)));
    let mut over = rows[..account.unwrap_or(rows.len())].iter();
    let sums = |row: &TableRow| {
        let mut printed = Printed::default();
        learn(std::slice::from_ref(row), &mut printed);
        printed.closing.or(printed.debits).or(printed.credits).is_some()
            || row.cells().any(|cell| totals::is_total(trimmed(cell)))
    };
    // Where the account stands, its opening balance may stand above it.
    let foot = over.rposition(sums).map_or(0, |last| last + 1);
    &rows[foot..]
}

/// Reads the rows above a header.
pub(crate) fn learn(rows: &[TableRow], printed: &mut Printed) {
    for (index, row) in rows.iter().enumerate() {
        let texts = row.texts();
        for (place, text) in texts.iter().enumerate() {
            let label = Label { texts: &texts, place, below: rows.get(index + 1) };
            label.learn(text, printed);
        }
    }
}

/// Reads a row under the lines; totals stand under their columns there.
pub(crate) fn learn_foot(row: &TableRow, places: &Places, printed: &mut Printed) {
    let texts = row.texts();
    let total = texts.iter().position(|text| totals::is_total(text.as_bytes()));
    let first = total.or_else(|| texts.iter().position(|text| !text.is_empty())).unwrap_or(0);
    let word = bare(texts.get(first).map_or("", String::as_str));
    let under = |column| {
        let cell = places.cell(column).map(|index| trimmed(row.cell(index)));
        cell.and_then(|cell| plain_amount(&String::from_utf8_lossy(cell)))
    };
    if totals::is_of_day(&word) {
        // Of several days' balances the last is the statement's.
        if CLOSING.iter().any(|known| word.starts_with(known)) {
            let beside = Label { texts: &texts, place: first, below: None }.amount();
            printed.closing = beside.or_else(|| under(Column::Balance)).or(printed.closing);
        }
        return;
    }
    if word.starts_with("tong") || word.starts_with("total") || word.starts_with("cong") {
        printed.debits = printed.debits.or(under(Column::Debit));
        printed.credits = printed.credits.or(under(Column::Credit));
    }
    for (place, text) in texts.iter().enumerate() {
        Label { texts: &texts, place, below: None }.learn(text, printed);
    }
    let begins = |words: &[&str]| words.iter().any(|known| word.starts_with(known));
    if begins(&OPENING) {
        printed.opening = printed.opening.or_else(|| under(Column::Balance));
    }
    if begins(&CLOSING) {
        printed.closing = printed.closing.or_else(|| under(Column::Balance));
    }
}

/// A cell that may be a label, in its row.
struct Label<'r> {
    texts: &'r [String],
    place: usize,
    below: Option<&'r TableRow>,
}

impl Label<'_> {
    fn learn(&self, text: &str, printed: &mut Printed) {
        if text.is_empty() {
            return;
        }
        let word = bare(text);
        let names = |words: &[&str]| words.iter().any(|known| word.contains(known));
        let begins = |words: &[&str]| words.iter().any(|known| word.starts_with(known));
        if printed.bank.is_none() && begins(&BANKS) {
            printed.bank = Some(text.to_owned());
        }
        if names(&ACCOUNT) {
            printed.account_numbers.extend(self.value().and_then(|value| account(&value)));
        }
        if begins(&NAME) && printed.account_name.is_none() {
            printed.account_name =
                self.value().map(|name| name.trim_start_matches(':').trim().to_owned());
        }
        if begins(&CURRENCY) && printed.currency.is_none() {
            let below = || {
                let cell = self.below?.cell(self.place);
                currency(&String::from_utf8_lossy(cell))
            };
            let named = self.value().and_then(|value| currency(&value)).or_else(below);
            // `Loại tiền tệ Currency VND`: no colon, and the code at the end.
            let last = || text.split_whitespace().last().filter(|word| is_code(word));
            printed.currency = named.or_else(|| last().map(str::to_owned));
        }
        if begins(&PERIOD) && printed.from.is_none() {
            let rest = self.texts[self.place..].join(" ");
            let days = days(&rest);
            printed.from = days.first().copied();
            printed.to = days.get(1).copied();
        }
        if begins(&OPENING) && printed.opening.is_none() {
            printed.opening = self.amount();
        }
        if begins(&CLOSING) && printed.closing.is_none() {
            printed.closing = self.amount();
        }
        if begins(&DEBITS) && printed.debits.is_none() {
            printed.debits = self.amount();
        }
        if begins(&CREDITS) && printed.credits.is_none() {
            printed.credits = self.amount();
        }
    }

    /// What the label says: behind its colon, or the next text of the row.
    fn value(&self) -> Option<String> {
        let text = &self.texts[self.place];
        let behind = text.split_once(':').map(|(_, value)| value.trim());
        if let Some(value) = behind.filter(|value| !value.is_empty()) {
            return Some(value.to_owned());
        }
        self.texts[self.place + 1..].iter().find(|text| !text.is_empty()).cloned()
    }

    /// The amount of the label: behind its colon, beside it, or under it.
    fn amount(&self) -> Option<Dong> {
        let text = &self.texts[self.place];
        let behind = text.rsplit_once(':').and_then(|(_, value)| plain_amount(value));
        let beside = || {
            let next = self.texts[self.place + 1..].iter().filter(|text| !text.is_empty());
            next.take_while(|text| !text.chars().any(char::is_alphabetic) || text.ends_with("VND"))
                .find_map(|text| plain_amount(text))
        };
        let under = || {
            let row = self.below?;
            plain_amount(&String::from_utf8_lossy(trimmed(row.cell(self.place))))
        };
        behind.or_else(beside).or_else(under)
    }
}

fn plain_amount(text: &str) -> Option<Dong> {
    let text = without_currency(text.trim().as_bytes());
    let (minus, digits) = match text.strip_prefix(b"-") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let amount = amount::unsigned(digits).ok()?.dong;
    Some(if minus { -amount } else { amount })
}

/// The number in a text: six digits at least, perhaps with letters, without blanks.
fn account(text: &str) -> Option<String> {
    let words = text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '*'));
    let digits = |word: &&str| word.bytes().filter(u8::is_ascii_digit).count() >= 6;
    words.filter(|word| !word.is_empty()).find(digits).map(str::to_owned)
}

fn currency(text: &str) -> Option<String> {
    let word: String = text.trim().chars().take_while(char::is_ascii_alphabetic).collect();
    super::currency::code(&word)?;
    Some(word.to_ascii_uppercase())
}

fn is_code(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_uppercase()) && super::currency::code(word).is_some()
}

/// Every day in a text.
fn days(text: &str) -> Vec<Date> {
    let words =
        text.split(|letter: char| letter.is_whitespace() || matches!(letter, ':' | ')' | '('));
    words.filter_map(|word| Stamp::read(word.as_bytes(), None)).map(|stamp| stamp.date).collect()
}
