//! What the columns of a table may hold, as far as its headings and values tell, for a person to confirm: a
//! proposal, never a reading. Balances that chain prove columns of money; everything else is likely at best.

use crate::amount;
use crate::column::{Column, bare};
use crate::date::Stamp;
use crate::error::FileError;
use crate::format::{FileKind, HEAD_BYTES, file_kind};
use crate::guide::Guide;
use crate::input::Input;
use crate::table::header::{self, Header, WITHIN_ROWS};
use crate::table::reading::without_currency;
use crate::table::{TableRow, trimmed};
use crate::{delimited, html, pdf, sheets};
use std::io::{Read, Seek};

/// Rows looked at.
const MOST_ROWS: usize = 400;
/// Rows under the head that are shown.
const SHOWN_ROWS: usize = 6;

/// How sure a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// The form of its values only.
    Guess,
    /// A word of its heading.
    Words,
    /// The balances follow with it and with no other.
    Balances,
    /// Its heading is a bank's.
    Heading,
}

impl Sureness {
    /// Its name, stable for machines.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Words => "words",
            Self::Balances => "balances",
            Self::Heading => "heading",
        }
    }
}

/// One proposed column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// What it may hold.
    pub column: Column,
    /// Which one, from zero.
    pub cell: usize,
    /// How sure that is.
    pub sure: Sureness,
}

/// A table as a person sees it before it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The headings, by column; empty where the file has none.
    pub head: Vec<String>,
    /// The row they stand on, from one.
    pub head_row: u64,
    /// The first rows under them: number and cells.
    pub rows: Vec<(u64, Vec<String>)>,
    /// What the columns may hold, in file order.
    pub columns: Vec<Proposed>,
    /// The file is read as it is, without a choice.
    pub is_known: bool,
    /// What a statement needs and nobody could propose.
    pub missing: Vec<Column>,
}

/// Looks at the top of a table.
///
/// # Errors
/// [`FileError`] where the file cannot be read, or is no table (camt, MT940 and OFX have no columns to
/// choose).
pub fn preview(source: impl Read + Seek + Send) -> Result<Preview, FileError> {
    let mut input = Input::new(source)?;
    let head = input.head(HEAD_BYTES)?;
    if head.iter().all(u8::is_ascii_whitespace) && head.len() < HEAD_BYTES {
        return Err(FileError::Empty);
    }
    let rows = match file_kind(&head) {
        FileKind::DelimitedText => delimited::preview(input.stream(), false, MOST_ROWS)?,
        FileKind::Utf16Text => delimited::preview(input.stream(), true, MOST_ROWS)?,
        FileKind::Html => html::preview(input.stream(), MOST_ROWS)?,
        FileKind::Zip => largest(sheets::xlsx_sheets(input.seekable()?)?),
        FileKind::ExcelBinary => largest(sheets::xls_sheets(input.seekable()?)?),
        FileKind::Pdf => {
            let (known, rows) = pdf::preview(input.seekable()?, MOST_ROWS)?;
            return Ok(proposed(&rows, known.map(|header| (0, header)).as_ref()));
        }
        kind @ (FileKind::Xml
        | FileKind::Mt940
        | FileKind::Ofx
        | FileKind::Feed
        | FileKind::OtherCompression) => return Err(FileError::KindNotRead(kind)),
    };
    let known = header::find(&rows, &Guide::default()).ok();
    Ok(proposed(&rows, known.as_ref()))
}

fn largest(sheets: Vec<Vec<TableRow>>) -> Vec<TableRow> {
    let mut rows = sheets.into_iter().max_by_key(Vec::len).unwrap_or_default();
    rows.truncate(MOST_ROWS);
    rows
}

/// The proposal for these rows.
fn proposed(rows: &[TableRow], known: Option<&(usize, Header)>) -> Preview {
    let first = known.as_ref().map(|(index, _)| index + 1).or_else(|| first_line(rows));
    let Some(first) = first else {
        let missing = vec![Column::Date, Column::Credit, Column::Memo];
        let shown = rows.iter().filter(|row| !row.is_blank()).take(SHOWN_ROWS);
        let rows = shown.map(|row| (row.number, row.texts())).collect();
        return Preview { rows, missing, ..Preview::default() };
    };
    let lines: Vec<&TableRow> = rows[first..].iter().filter(|row| is_dated(row)).collect();
    let over = first.checked_sub(1).map(|index| &rows[index]);
    let (head, head_row) = match (&known, over) {
        (Some((_, header)), _) => (header.cells.clone(), header.number),
        (None, Some(row)) if is_head(row, &lines) => (row.texts(), row.number),
        _ => (Vec::new(), 0),
    };
    let mut columns: Vec<Proposed> = match &known {
        Some((_, header)) => header
            .assignment
            .cells
            .iter()
            .map(|(column, cell)| Proposed {
                column: *column,
                cell: *cell,
                sure: Sureness::Heading,
            })
            .collect(),
        None => by_values(&lines, &head),
    };
    columns.sort_by_key(|proposed| proposed.cell);
    let has = |column: Column| columns.iter().any(|proposed| proposed.column == column);
    let money = has(Column::Credit) || has(Column::Debit) || has(Column::Amount);
    let needs = [
        (Column::Date, has(Column::Date)),
        (Column::Credit, money),
        (Column::Memo, has(Column::Memo)),
    ];
    Preview {
        head,
        head_row,
        rows: lines.iter().take(SHOWN_ROWS).map(|row| (row.number, row.texts())).collect(),
        is_known: known.is_some(),
        missing: needs.into_iter().filter(|(_, has)| !has).map(|(column, _)| column).collect(),
        columns,
    }
}

/// The first row with a day and an amount.
fn first_line(rows: &[TableRow]) -> Option<usize> {
    let money = |row: &TableRow| row.cells().any(|cell| amount_of(cell).is_some());
    rows.iter().take(WITHIN_ROWS * 2).position(|row| is_dated(row) && money(row))
}

fn is_dated(row: &TableRow) -> bool {
    row.cells().any(|cell| Stamp::read(trimmed(cell), None).is_some())
}

/// A row of several words over the lines, none of which is a day or an amount.
fn is_head(row: &TableRow, lines: &[&TableRow]) -> bool {
    let filled = row.cells().filter(|cell| !trimmed(cell).is_empty()).count();
    let width = lines.first().map_or(0, |line| line.len());
    filled >= 3
        && filled * 2 >= width
        && row.cells().all(|cell| amount_of(cell).is_none())
        && !is_dated(row)
}

/// The amount of a cell, with its sign.
fn amount_of(cell: &[u8]) -> Option<i64> {
    let cell = without_currency(trimmed(cell));
    let (minus, digits) = match cell.strip_prefix(b"-") {
        Some(digits) => (true, digits),
        None => (false, cell.strip_prefix(b"+").unwrap_or(cell)),
    };
    let value = amount::unsigned(digits).ok()?.dong.0;
    Some(if minus { -value } else { value })
}

/// What is seen of a column's values.
struct Seen {
    cell: usize,
    days: usize,
    amounts: Vec<Option<i64>>,
    grouped: usize,
    filled: usize,
    letters: usize,
    rising: bool,
}

impl Seen {
    fn of(cell: usize, lines: &[&TableRow]) -> Self {
        let cells: Vec<&[u8]> = lines.iter().map(|line| trimmed(line.cell(cell))).collect();
        let amounts: Vec<Option<i64>> = cells.iter().map(|cell| amount_of(cell)).collect();
        let grouped = |cell: &&&[u8]| cell.iter().any(|byte| matches!(byte, b'.' | b','));
        let text = |cell: &&[u8]| {
            String::from_utf8_lossy(cell).chars().filter(|letter| letter.is_alphabetic()).count()
        };
        Self {
            cell,
            days: cells.iter().filter(|cell| Stamp::read(cell, None).is_some()).count(),
            grouped: cells.iter().filter(grouped).filter(|cell| amount_of(cell).is_some()).count(),
            filled: cells.iter().filter(|cell| !cell.is_empty()).count(),
            letters: cells.iter().map(text).sum(),
            rising: amounts
                .windows(2)
                .all(|pair| matches!(pair, [Some(one), Some(two)] if *two == one + 1)),
            amounts,
        }
    }

    /// Whether nearly all that stands there is amounts.
    fn is_money(&self) -> bool {
        let amounts = self.amounts.iter().flatten().count();
        self.filled > 0
            && amounts * 10 >= self.filled * 9
            && self.days == 0
            && !(self.rising && self.amounts.len() > 2)
    }
}

fn by_values(lines: &[&TableRow], head: &[String]) -> Vec<Proposed> {
    let width = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let seen: Vec<Seen> = (0..width).map(|cell| Seen::of(cell, lines)).collect();
    let mut found: Vec<Proposed> = Vec::new();
    let taken =
        |found: &[Proposed], cell: usize| found.iter().any(|proposed| proposed.cell == cell);
    let enough = |count: usize| count * 10 >= lines.len() * 9;
    if let Some(date) = seen.iter().find(|seen| enough(seen.days)) {
        let sure =
            if says(head, date.cell, Column::Date) { Sureness::Words } else { Sureness::Guess };
        found.push(Proposed { column: Column::Date, cell: date.cell, sure });
    }
    if let Some(value) = seen.iter().find(|seen| enough(seen.days) && !taken(&found, seen.cell)) {
        found.push(Proposed { column: Column::ValueDate, cell: value.cell, sure: Sureness::Guess });
    }
    found.extend(money(&seen, head));
    let memo = seen.iter().filter(|seen| !taken(&found, seen.cell) && seen.letters > 0);
    if let Some(memo) = memo.max_by_key(|seen| (says(head, seen.cell, Column::Memo), seen.letters))
    {
        let sure =
            if says(head, memo.cell, Column::Memo) { Sureness::Words } else { Sureness::Guess };
        found.push(Proposed { column: Column::Memo, cell: memo.cell, sure });
    }
    for column in
        [Column::DocumentNumber, Column::CounterAccount, Column::CounterName, Column::CounterBank]
    {
        let named = (0..width).find(|cell| !taken(&found, *cell) && says(head, *cell, column));
        found.extend(named.map(|cell| Proposed { column, cell, sure: Sureness::Words }));
    }
    found
}

/// Columns of money: those that the balances prove; else those that headings or signs tell.
fn money(seen: &[Seen], head: &[String]) -> Vec<Proposed> {
    let money: Vec<&Seen> = seen.iter().filter(|seen| seen.is_money()).collect();
    let propose = |column, seen: &Seen, sure| Proposed { column, cell: seen.cell, sure };
    if let Some((balance, credit, debit)) = chained(&money) {
        let mut found = vec![propose(Column::Balance, balance, Sureness::Balances)];
        match debit {
            Some(debit) => {
                found.push(propose(Column::Credit, credit, Sureness::Balances));
                found.push(propose(Column::Debit, debit, Sureness::Balances));
            }
            None => found.push(propose(Column::Amount, credit, Sureness::Balances)),
        }
        return found;
    }
    let worded: Vec<Proposed> = [Column::Debit, Column::Credit, Column::Balance]
        .into_iter()
        .filter_map(|column| {
            let found = money.iter().find(|seen| says(head, seen.cell, column))?;
            Some(propose(column, found, Sureness::Words))
        })
        .collect();
    if worded.iter().any(|proposed| proposed.column != Column::Balance) {
        return worded;
    }
    let signed = money.iter().find(|seen| seen.amounts.iter().flatten().any(|amount| *amount < 0));
    let grouped = money.iter().max_by_key(|seen| seen.grouped).filter(|seen| seen.grouped > 0);
    let only = signed.or(grouped).or(money.first());
    only.map(|seen| propose(Column::Amount, seen, Sureness::Guess)).into_iter().collect()
}

/// A balance column, the credits (or signed amounts) it follows with, and the debits where they stand apart.
type Columns<'s> = (&'s Seen, &'s Seen, Option<&'s Seen>);

/// A balance, and the amounts it follows with: from credit and debit columns, or from one with signs; in either
/// order of time.
fn chained<'s>(money: &[&'s Seen]) -> Option<Columns<'s>> {
    let mut best: Option<(usize, Columns<'s>)> = None;
    for balance in money {
        for credit in money.iter().filter(|seen| seen.cell != balance.cell) {
            let debits =
                money.iter().filter(|seen| ![balance.cell, credit.cell].contains(&seen.cell));
            for debit in debits.map(|seen| Some(*seen)).chain([None]) {
                let held = held(balance, credit, debit);
                if best.is_none_or(|(most, _)| held > most) {
                    best = Some((held, (*balance, *credit, debit)));
                }
            }
        }
    }
    let (held, found) = best?;
    let steps = found.0.amounts.len().saturating_sub(1);
    (held >= 3 && held * 10 >= steps * 8).then_some(found)
}

fn held(balance: &Seen, credit: &Seen, debit: Option<&Seen>) -> usize {
    let amount = |row: usize| {
        let of = |seen: &Seen| seen.amounts.get(row).copied().flatten().unwrap_or(0);
        let out = debit.map_or(0, |debit| of(debit).abs());
        if debit.is_some() { of(credit) - out } else { of(credit) }
    };
    let steps = |newest_first: bool| {
        let pairs = balance.amounts.windows(2).enumerate();
        pairs
            .filter(|(row, pair)| match (pair, newest_first) {
                ([Some(one), Some(two)], false) => one + amount(row + 1) == *two,
                ([Some(one), Some(two)], true) => two + amount(*row) == *one,
                _ => false,
            })
            .count()
    };
    steps(false).max(steps(true))
}

/// Words of headings in several languages, without marks, that say what a column holds.
const WORDS: &[(Column, &[&str])] = &[
    (Column::Date, &["ngay", "thoi gian", "date", "datum", "dato", "fecha", "jour", "日期"]),
    (
        Column::Debit,
        &[
            "no",
            "rut",
            "chi",
            "tien ra",
            "debit",
            "withdrawal",
            "paid out",
            "soll",
            "out",
            "借方",
            "支出",
        ],
    ),
    (
        Column::Credit,
        &[
            "co", "gui", "thu", "tien vao", "credit", "deposit", "paid in", "haben", "in", "贷方",
            "收入",
        ],
    ),
    (Column::Balance, &["so du", "du", "balance", "saldo", "solde", "余额"]),
    (
        Column::Memo,
        &[
            "noi dung",
            "dien giai",
            "mo ta",
            "ghi chu",
            "chi tiet",
            "description",
            "details",
            "memo",
            "remark",
            "text",
            "tekst",
            "narrative",
            "libelle",
            "concepto",
            "摘要",
        ],
    ),
    (
        Column::DocumentNumber,
        &["so ct", "chung tu", "tham chieu", "but toan", "ma gd", "reference", "ref", "document"],
    ),
    (Column::CounterAccount, &["tai khoan", "so tk", "account", "konto", "iban"]),
    (Column::CounterName, &["ten", "doi ung", "name", "payee", "beneficiary", "remitter"]),
    (Column::CounterBank, &["ngan hang", "bank"]),
];

/// Whether a heading has one of the words of a meaning.
fn says(head: &[String], cell: usize, column: Column) -> bool {
    let Some(heading) = head.get(cell).filter(|heading| !heading.is_empty()) else { return false };
    let letters = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    let words: String = bare(heading).chars().map(letters).collect();
    let padded = format!(" {} ", words.split_whitespace().collect::<Vec<_>>().join(" "));
    let known =
        WORDS.iter().find(|(known, _)| *known == column).map_or(&[][..], |(_, words)| *words);
    known.iter().any(|word| padded.contains(&format!(" {word} ")))
}
