//! A small book in a temporary folder: every entry is decided by the ledger, as the service does.

use chungtay_journal::{BookAppend, BookFolder, Journal, Mode, Openings, RecordBatch};
use chungtay_ledger::commitment::{Commitment, Secret};
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::decide::{Command, decide, facts_for};
use chungtay_ledger::entry::Authority;
use chungtay_ledger::id::{AccountId, FundId, Id, PersonId};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::people::{
    Account, AccountClass, Book, Fund, NamesPolicy, Person, Purpose,
};
use chungtay_ledger::kinds::receipts::{AttributionRule, BankLine, Import, Totals};
use chungtay_ledger::money::Dong;
use chungtay_ledger::opening::OpenedRecord;
use chungtay_views::Fold;
use chungtay_views::fold::lookup;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

pub const WAIT: Duration = Duration::from_secs(5);

/// A line of a statement.
pub struct Row {
    pub day: &'static str,
    pub amount: i64,
    pub document: String,
    pub memo: String,
}

pub struct TestBook {
    pub directory: TempDir,
    pub folder: BookFolder,
    pub fold: Fold,
    batch: BookAppend,
    pending: u64,
}

pub fn person(text: &str) -> PersonId {
    PersonId::new(text).unwrap()
}

pub fn fund(text: &str) -> FundId {
    FundId::new(text).unwrap()
}

pub fn account(text: &str) -> AccountId {
    AccountId::new(text).unwrap()
}

pub fn date(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

impl TestBook {
    /// A book with two persons, a bank account, a cash box and two funds.
    pub fn new() -> Self {
        let directory = TempDir::new().unwrap();
        let folder = BookFolder::create(directory.path(), "test", WAIT).unwrap();
        let mut book = Self {
            directory,
            folder,
            fold: Fold::default(),
            batch: BookAppend::default(),
            pending: 0,
        };
        book.say(Body::Book(Book {
            demonstration: false,
            id: Id::new("test").unwrap(),
            name: "Sổ thử".into(),
            name_en: None,
            names_policy: NamesPolicy::Full,
        }));
        for id in ["bbbbbbbb", "cccccccc"] {
            book.say(Body::Person(Person { id: person(id), public_capacity: false }));
        }
        for (id, class) in [("vcb", AccountClass::Bank), ("cash", AccountClass::Cash)] {
            let account = Account {
                bank: None,
                class,
                demonstration: false,
                id: AccountId::new(id).unwrap(),
                name: id.into(),
            };
            book.say(Body::Account(account));
        }
        for id in ["yagi", "roads"] {
            book.say(Body::Fund(Fund {
                demonstration: false,
                id: fund(id),
                name: id.into(),
                name_en: None,
                organisation: None,
                purpose: Purpose { general: true, programmes: vec![], works: vec![] },
                sources: vec![],
            }));
        }
        book.commit();
        book
    }

    pub fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Enters a body in the name of the operator.
    pub fn say(&mut self, body: Body) -> u64 {
        self.enter("aaaaaaaa", "2024-09-10", body, None, &[])
    }

    pub fn say_as(&mut self, actor: &str, body: Body) -> u64 {
        self.enter(actor, "2024-09-10", body, None, &[])
    }

    /// Decides, folds and gathers an entry; `values` are its private fields, all of them opened.
    pub fn enter(
        &mut self,
        actor: &str,
        on: &str,
        body: Body,
        amount: Option<Dong>,
        values: &[Option<&str>],
    ) -> u64 {
        let sequence = self.fold.state().size;
        let secret = Secret(secret_of(sequence));
        let commitments = secret.derive(values.len()).commit(values);
        let record = (!values.is_empty()).then(|| commitments.record());
        let command = Command {
            actor: person(actor),
            authority: Authority::Asserted,
            occurred_on: date(on),
            recorded_at: Moment(1_726_000_000),
            record,
            amount,
            body,
        };
        let journal = &self.folder.journal;
        let facts = facts_for(&command.body, |named| lookup(journal, named)).unwrap();
        let entries = decide(self.fold.state(), &facts, command).unwrap();
        let mut bytes = Vec::new();
        for entry in &entries {
            self.fold.apply(entry, &facts);
            bytes.clear();
            entry.encode_into(&mut bytes);
            self.batch.entries.push(&bytes).unwrap();
            self.batch.secrets.push(if values.is_empty() { [0; 32] } else { secret.0 });
            self.pending += 1;
        }
        if !values.is_empty() {
            let all: Vec<u8> = (0..u8::try_from(values.len()).unwrap()).collect();
            let opened =
                OpenedRecord::release(&secret.derive(values.len()), values, &commitments, &all);
            bytes.clear();
            opened.encode_into(&mut bytes);
            self.batch.openings.push(sequence, &bytes).unwrap();
        }
        sequence
    }

    /// Appends what was gathered.
    pub fn commit(&mut self) {
        let size = self.folder.journal.size().unwrap();
        self.folder.append(size, &self.batch).unwrap();
        self.batch.clear();
        self.pending = 0;
    }

    /// Imports rows in batches; the credits become gifts by a rule where asked.
    pub fn import(&mut self, into: &str, rows: &[Row], rule: bool) {
        self.begin_import(into, rows.len());
        for (row, index) in rows.iter().zip(1u32..) {
            self.line(index, row);
            if self.pending >= 16_384 {
                self.commit();
            }
        }
        self.end_import(rule);
    }

    pub fn begin_import(&mut self, into: &str, rows: usize) {
        let number = u32::try_from(self.fold.state().imports.len()).unwrap() + 1;
        self.say(Body::Import(Import {
            account: account("vcb"),
            file: Commitment([u8::try_from(number).unwrap(); 32]),
            format: "test".into(),
            fund: fund(into),
            number,
            rows: u32::try_from(rows).unwrap(),
        }));
    }

    pub fn line(&mut self, row: u32, of: &Row) -> u64 {
        let import = u32::try_from(self.fold.state().imports.len()).unwrap();
        let memo = Some(of.memo.as_str());
        let values = [Some(of.document.as_str()), None, None, memo, memo];
        let body = Body::BankLine(BankLine { import, row });
        self.enter("aaaaaaaa", of.day, body, Some(Dong(of.amount)), &values)
    }

    pub fn end_import(&mut self, rule: bool) {
        let import = u32::try_from(self.fold.state().imports.len()).unwrap();
        if rule {
            self.say(Body::AttributionRule(AttributionRule { count: 0, import }));
        }
        let totals = Totals { import: Some(import), lines: None, totals: vec![], waiting: None };
        self.say(Body::Totals(totals));
        self.commit();
    }

    /// Puts another opened memo in the place of a line's, or erases it.
    pub fn open_again(&mut self, sequence: u64, memo: Option<&str>) {
        let Some(memo) = memo else {
            self.folder.openings.erase(&[sequence]).unwrap();
            return;
        };
        let values = [Some("D1"), None, None, Some(memo), None];
        let keys = Secret(secret_of(sequence)).derive(values.len());
        let opened = OpenedRecord::release(&keys, &values, &keys.commit(&values), &[0, 3]);
        let mut bytes = Vec::new();
        opened.encode_into(&mut bytes);
        let mut batch = RecordBatch::default();
        batch.push(sequence, &bytes).unwrap();
        self.folder.openings.put(&batch).unwrap();
    }

    pub fn reader(&self) -> BookFolder {
        BookFolder::open(self.path(), Mode::Reader).unwrap()
    }
}

fn secret_of(sequence: u64) -> [u8; 32] {
    let mut secret = [7; 32];
    secret[..8].copy_from_slice(&sequence.to_be_bytes());
    secret
}
