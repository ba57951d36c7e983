//! One file into memory: some hundred bytes per line. Its order is turned where it stands newest first.

use super::{File, Line, Sums};
use crate::error::{Result, ServiceError};
use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_statements::{Guide, Row, StatementRow, open_guided};
use chungtay_text::fold::fold_into;
use sha2::{Digest, Sha256};
use std::io::{BufReader, Read};
use std::ops::Range;
use std::path::Path;

/// A line whose texts lie in the file's buffer.
pub(super) struct StoredLine {
    pub on: Date,
    pub money_in: Dong,
    pub money_out: Dong,
    row: u32,
    line: u32,
    page: Option<(u32, u32)>,
    fee: Dong,
    document_number: Range<usize>,
    memo: Range<usize>,
    folded_number: Range<usize>,
    folded_memo: Range<usize>,
}

/// A file that was read.
#[derive(Default)]
pub(super) struct ReadFile {
    pub file: File,
    pub lines: Vec<StoredLine>,
    text: String,
}

impl ReadFile {
    /// Document number and memo in the form in which they are compared.
    pub fn folded(&self, line: &StoredLine) -> [&str; 2] {
        [&self.text[line.folded_number.clone()], &self.text[line.folded_memo.clone()]]
    }

    /// The line as it is shown.
    pub fn shown(&self, line: &StoredLine) -> Line {
        let memo = &self.text[line.memo.clone()];
        Line {
            row: line.row.into(),
            line: line.line.into(),
            page: line.page,
            on: line.on,
            document_number: self.text[line.document_number.clone()].to_owned(),
            money_in: line.money_in,
            money_out: line.money_out,
            fee: line.fee,
            memo: memo.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }

    fn add(&mut self, row: &StatementRow<'_>, folded: &mut String) {
        let document_number = keep(&mut self.text, row.document_number);
        let memo = keep(&mut self.text, row.memo);
        let mut fold = |text: &mut String, from: &str, as_kept: &Range<usize>| {
            fold_into(from, folded);
            // Most memos are in their folded form but for capitals; those that are wholly are kept once.
            if *folded == text[as_kept.clone()] { as_kept.clone() } else { keep(text, folded) }
        };
        let folded_number = fold(&mut self.text, row.document_number, &document_number);
        let folded_memo = fold(&mut self.text, row.memo, &memo);
        let line = StoredLine {
            on: row.date,
            money_in: row.credit,
            money_out: row.debit + row.fee + row.vat,
            row: u32::try_from(row.row_number).unwrap_or(u32::MAX),
            line: u32::try_from(row.line_number).unwrap_or(u32::MAX),
            page: row.page.zip(row.row_on_page),
            fee: row.fee + row.vat,
            document_number,
            memo,
            folded_number,
            folded_memo,
        };
        let file = &mut self.file;
        file.sums += Sums { lines: 1, money_in: line.money_in, money_out: line.money_out };
        file.recovered += u64::from(row.recovered);
        let (first, last) = file.days.unwrap_or((row.date, row.date));
        file.days = Some((first.min(row.date), last.max(row.date)));
        self.lines.push(line);
    }
}

fn keep(buffer: &mut String, text: &str) -> Range<usize> {
    let start = buffer.len();
    buffer.push_str(text);
    start..buffer.len()
}

/// Reads a file whole.
pub(super) fn read(path: &Path, guide: &Guide) -> Result<ReadFile> {
    let mut read = ReadFile::default();
    read.file.name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    read.file.sha256 = hash(path)?;
    let source = std::fs::File::open(path).map_err(ServiceError::at(path))?;
    let mut statement = open_guided(BufReader::with_capacity(1 << 16, source), guide)?;
    read.file.format = statement.layout().format;
    let mut folded = String::new();
    while let Some(row) = statement.next_row()? {
        match row {
            Row::Good(row) => read.add(&row, &mut folded),
            Row::Bad(bad) => read.file.unreadable.push(bad),
            Row::Foreign(row) => {
                let currency = String::from_utf8_lossy(&row.currency.code).into_owned();
                return Err(ServiceError::ForeignCurrency { row: row.row_number, currency });
            }
        }
    }
    let printed = statement.printed();
    if printed.iter().any(|printed| printed.newest_first) {
        read.lines.reverse();
    }
    let accounts = printed.iter().flat_map(|printed| &printed.account_numbers);
    read.file.accounts = accounts.cloned().collect();
    read.file.accounts.sort_unstable();
    read.file.accounts.dedup();
    Ok(read)
}

fn hash(path: &Path) -> Result<[u8; 32]> {
    let mut source = std::fs::File::open(path).map_err(ServiceError::at(path))?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let length = source.read(&mut buffer).map_err(ServiceError::at(path))?;
        if length == 0 {
            return Ok(hash.finalize().into());
        }
        hash.update(&buffer[..length]);
    }
}
