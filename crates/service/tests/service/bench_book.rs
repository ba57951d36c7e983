//! A book in a temporary folder and bank files written line by line.

use chungtay_ledger::date::Moment;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::kinds::people::NamesPolicy;
use chungtay_service::create::{NewBook, create};
use chungtay_service::import::{ImportRequest, Imported, import_statement};
use chungtay_service::{Book, Result};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The tests' clock stands still; books made with a seed do not ask it.
pub fn clock() -> Moment {
    Moment(1_790_000_000)
}

/// A folder for a book and for files beside it.
pub struct Bench {
    pub folder: TempDir,
    files: std::cell::Cell<u32>,
}

impl Bench {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), files: std::cell::Cell::new(0) }
    }

    pub fn directory(&self) -> PathBuf {
        self.folder.path().join("book")
    }

    pub fn create(&self) -> Book {
        let new = NewBook { id: "test", origin: "example.org/test", test_seed: Some("test") };
        create(&self.directory(), &new, clock).unwrap()
    }

    /// Writes a bank file: each line `dd/mm/yyyy amount memo [balance]`, the amount with its sign.
    pub fn file(&self, lines: &[&str]) -> PathBuf {
        let rows: Vec<String> = lines.iter().map(|line| row(line)).collect();
        self.raw_file(&rows.join("\n"))
    }

    pub fn raw_file(&self, rows: &str) -> PathBuf {
        self.files.set(self.files.get() + 1);
        let path = self.folder.path().join(format!("statement-{}.csv", self.files.get()));
        let head = "PageId,TNXDate,DocNo,Debit,Credit,Balance,TransactionDetails\n";
        std::fs::write(&path, format!("{head}{rows}\n")).unwrap();
        path
    }
}

fn row(line: &str) -> String {
    let mut parts = line.split(' ');
    let mut next = || parts.next().unwrap_or_default();
    let (date, amount, memo, balance) = (next(), next(), next(), next());
    let (debit, credit) = match amount.strip_prefix('-') {
        Some(debit) => (debit, ""),
        None => ("", amount),
    };
    format!("1,{date},1.{memo},{debit},{credit},{balance},{memo}")
}

/// Imports a file the usual way.
pub fn import(book: &mut Book, file: &Path) -> Result<Imported> {
    import_with(book, file, |_| {})
}

pub fn import_with(
    book: &mut Book,
    file: &Path,
    change: impl FnOnce(&mut ImportRequest<'_>),
) -> Result<Imported> {
    let mut request = ImportRequest {
        create: true,
        names: Some(NamesPolicy::Full),
        ..ImportRequest::new(file, AccountId::new("vcb").unwrap(), FundId::new("yagi").unwrap())
    };
    change(&mut request);
    import_statement(book, &request, &mut |_, _| {})
}

/// A figure of the book.
pub fn figure(book: &Book, id: &str) -> Option<i64> {
    let list = chungtay_ledger::figures::figures(book.state());
    list.get(id).unwrap_or_else(|| panic!("no figure {id}")).value
}
