//! What waits in the inbox and tells a line whose record is erased goes with it. The bank's own statement still has
//! the line, and the line stays in the books without its words.

use super::FeedKind;
use super::inbox_seal::InboxKey;
use crate::book::Book;
use crate::error::Result;
use crate::sealing::{self, bank_line};
use chungtay_journal::{Inbox, KeyStore, Vault};
use chungtay_ledger::commitment::Secret;
use chungtay_ledger::date::Date;
use chungtay_ledger::id::AccountId;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::money::Dong;
use chungtay_statements::{Row, feed_line, open};
use chungtay_text::fold::fold;
use chungtay_views::fold::lookup;
use std::collections::BTreeMap;
use std::io::Cursor;

/// A memo within another tells the same line from so many letters on.
const TELLING_LETTERS: usize = 12;

/// What a line says, folded.
struct Words {
    day: Date,
    amount: Dong,
    document_number: String,
    letters: String,
}

impl Words {
    fn new(day: Date, amount: Dong, document_number: &str, memo: &str) -> Self {
        let letters = fold(memo).split(' ').collect();
        Self { day, amount, document_number: fold(document_number), letters }
    }

    fn tells(&self, other: &Self) -> bool {
        let same_number =
            !self.document_number.is_empty() && self.document_number == other.document_number;
        let [shorter, longer] = if self.letters.len() < other.letters.len() {
            [&self.letters, &other.letters]
        } else {
            [&other.letters, &self.letters]
        };
        let holds = shorter.len() >= TELLING_LETTERS && longer.contains(shorter.as_str());
        (self.day, self.amount) == (other.day, other.amount)
            && (same_number || shorter == longer || holds)
    }
}

/// Lets go of everything that waits and tells one of these entries; how many. To be done while the records of the
/// entries can still be read.
pub(crate) fn forget(book: &Book, entries: &[u64]) -> Result<usize> {
    let directory = book.directory();
    if !Inbox::is_there(directory) {
        return Ok(0);
    }
    let mut erased: BTreeMap<AccountId, Vec<Words>> = BTreeMap::new();
    for entry in entries {
        if let Some((account, words)) = words_of(book, *entry)? {
            erased.entry(account).or_default().push(words);
        }
    }
    let mut inbox = Inbox::open(directory, book.folder.book_id())?;
    let key = InboxKey::new(&book.lookup_secret);
    let mut gone = Vec::new();
    for (account, lines) in &erased {
        for (number, feed, body) in inbox.bodies(account.as_str())? {
            let told = told_by(&feed, &key.open(&body, number)?)?;
            if told.iter().any(|told| lines.iter().any(|line| line.tells(told))) {
                gone.push(number);
            }
        }
    }
    if !gone.is_empty() {
        inbox.forget(&gone)?;
    }
    Ok(gone.len())
}

/// What a body says; nothing where it cannot be read.
fn told_by(feed: &str, body: &str) -> Result<Option<Words>> {
    let line = FeedKind::from_word(feed).and_then(|kind| feed_line(kind, body.as_bytes()));
    let Some(line) = line else { return Ok(None) };
    let mut rows = open(Cursor::new(line))?;
    Ok(match rows.next_row()? {
        Some(Row::Good(row)) => {
            Some(Words::new(row.date, row.amount(), row.document_number, row.memo))
        }
        _ => None,
    })
}

/// The account of a bank line and what the line says; `None` of any other entry, or where the record is gone.
fn words_of(book: &Book, sequence: u64) -> Result<Option<(AccountId, Words)>> {
    let Some(entry) = lookup(&book.folder.journal, sequence)? else { return Ok(None) };
    if !matches!(entry.body, Body::BankLine(_)) {
        return Ok(None);
    }
    let Some(posting) = entry.postings.first() else { return Ok(None) };
    let secret = book.folder.keys.secret(sequence)?;
    let record = book.folder.vault.get(sequence)?;
    let Some((secret, record)) = secret.zip(record) else { return Ok(None) };
    let values = sealing::decrypt(&Secret(secret), &record, sequence)?;
    let value = |field: u8| values.get(usize::from(field)).cloned().flatten().unwrap_or_default();
    let (number, memo) = (value(bank_line::DOCUMENT_NUMBER), value(bank_line::MEMO));
    let words = Words::new(entry.occurred_on, posting.amount, &number, &memo);
    Ok(Some((posting.account, words)))
}
