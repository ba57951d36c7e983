//! How names are shown: the book's policy and the word of one giver. A narrower policy takes away at once
//! what it no longer allows; a wider one, and a consent, open nothing that nobody agreed to.

use crate::book::Book;
use crate::error::Result;
use crate::sealing::{self, bank_line};
use chungtay_journal::{Bundle, Journal, KeyStore, Openings, RecordBatch, Vault};
use chungtay_ledger::commitment::Secret;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::bodies::{Body, private_fields};
use chungtay_ledger::kinds::people::NamesPolicy;
use chungtay_ledger::kinds::privacy::{Consent, NamesPolicyChange};
use chungtay_ledger::opening::{OpenedField, OpenedRecord};
use chungtay_views::fold::decoded;

/// What was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The entry that says so.
    pub entry: u64,
    /// Openings that show something else now.
    pub openings: u64,
}

/// Changes the book's policy. Openings of earlier entries are narrowed, never widened; those of entries
/// with a word of their giver stay as the giver said.
pub fn change_policy(
    book: &mut Book,
    shown: NamesPolicy,
    because: &str,
    actor: Option<PersonId>,
) -> Result<Changed> {
    let body = Body::NamesPolicy(NamesPolicyChange { shown });
    let entry = book.enter(actor, body, &[Some(because)])?;
    let mut openings = 0;
    for index in 0..entry.div_ceil(256) {
        openings += narrow(book, index, shown)?;
    }
    settle(book, openings)?;
    Ok(Changed { entry, openings })
}

/// Records a giver's word on one entry, and shows it so.
pub fn consent(
    book: &mut Book,
    sequence: u64,
    shown: NamesPolicy,
    told: &str,
    actor: Option<PersonId>,
) -> Result<Changed> {
    let body = Body::Consent(Consent { entry: sequence, shown });
    let entry = book.enter(actor, body, &[Some(told)])?;
    let mut batch = RecordBatch::default();
    for bundle in book.folder.journal.read(sequence, 1)? {
        for (at, bytes) in bundle.entries().filter(|(at, _)| *at == sequence) {
            let found = decoded(&book.folder.journal, at, bytes)?;
            let old = book.folder.openings.get(at)?;
            if let Some(new) = opening(book, at, &found, old.as_deref(), shown)? {
                batch.push(at, &new)?;
            }
        }
    }
    let openings = batch.len() as u64;
    book.folder.openings.put(&batch)?;
    settle(book, openings)?;
    Ok(Changed { entry, openings })
}

fn settle(book: &mut Book, openings: u64) -> Result<()> {
    if openings > 0 {
        book.folder.openings.erase(&[])?;
        book.scrub_views()?;
    }
    Ok(())
}

/// Narrows the openings of one bundle; returns how many changed.
fn narrow(book: &mut Book, index: u64, policy: NamesPolicy) -> Result<u64> {
    let stored = book.folder.openings.bundle(index)?;
    let bundles = book.folder.journal.read(index * 256, 1)?;
    let entries: Vec<(u64, &[u8])> = bundles.iter().flat_map(Bundle::entries).collect();
    let mut batch = RecordBatch::default();
    for (sequence, old) in stored.records() {
        let bytes = entries.iter().find(|(at, _)| *at == sequence).map(|(_, bytes)| *bytes);
        let Some(bytes) = bytes else { continue };
        let entry = decoded(&book.folder.journal, sequence, bytes)?;
        let word = book.state().privacy.consents.get(&sequence).copied();
        let allowed = word.unwrap_or_else(|| narrower(policy, shown_now(&entry, old)));
        if let Some(new) = opening(book, sequence, &entry, Some(old), allowed)? {
            batch.push(sequence, &new)?;
        }
    }
    let changed = batch.len() as u64;
    book.folder.openings.put(&batch)?;
    Ok(changed)
}

/// The policy of the two that shows less.
pub(crate) fn narrower(first: NamesPolicy, second: NamesPolicy) -> NamesPolicy {
    let width = |policy| match policy {
        NamesPolicy::None => 0,
        NamesPolicy::Initials => 1,
        NamesPolicy::Full => 2,
    };
    if width(first) <= width(second) { first } else { second }
}

/// Whether a new entry may be opened so: its giver in full only where the book shows names in full. One
/// giver's consent is an entry of its own, which opens the name afterwards.
pub(crate) fn may_open(policy: NamesPolicy, body: &Body, open: &[u8]) -> bool {
    let full = fields_of(body).map(|(full, _)| full);
    policy == NamesPolicy::Full || full.is_none_or(|full| !open.contains(&full))
}

/// The fields in which a kind names its giver: in full and, where it has that form, in initials.
fn fields_of(body: &Body) -> Option<(u8, Option<u8>)> {
    match body {
        Body::BankLine(_) => Some((bank_line::MEMO_FULL, Some(bank_line::MEMO_INITIALS))),
        Body::Gift(_) | Body::Pledge(_) | Body::Attribution(_) => {
            let fields = private_fields(body.kind())?;
            let place = fields.iter().position(|field| *field == "donor_name")?;
            Some((u8::try_from(place).ok()?, None))
        }
        _ => None,
    }
}

fn open_fields(opening: Option<&[u8]>) -> Vec<u8> {
    let opened = opening.and_then(OpenedRecord::decode);
    let fields = opened.map(|opened| opened.fields).unwrap_or_default();
    let numbered = (0u8..).zip(&fields);
    numbered
        .filter(|(_, field)| matches!(field, OpenedField::Open { .. }))
        .map(|(at, _)| at)
        .collect()
}

fn shown_now(entry: &Entry, opening: &[u8]) -> NamesPolicy {
    let open = open_fields(Some(opening));
    match fields_of(&entry.body) {
        Some((full, _)) if open.contains(&full) => NamesPolicy::Full,
        Some((_, Some(initials))) if open.contains(&initials) => NamesPolicy::Initials,
        _ => NamesPolicy::None,
    }
}

/// The opening of an entry with its giver shown so; `None` where it is so already, where the kind names no
/// giver, and where the record was erased. A kind without initials shows nothing in their place.
fn opening(
    book: &Book,
    sequence: u64,
    entry: &Entry,
    old: Option<&[u8]>,
    shown: NamesPolicy,
) -> Result<Option<Vec<u8>>> {
    let Some((full, initials)) = fields_of(&entry.body) else { return Ok(None) };
    let before = open_fields(old);
    let mut open: Vec<u8> = before.clone();
    open.retain(|field| *field != full && Some(*field) != initials);
    match shown {
        NamesPolicy::Full => open.push(full),
        NamesPolicy::Initials => open.extend(initials),
        NamesPolicy::None => {}
    }
    open.sort_unstable();
    let secret = book.folder.keys.secret(sequence)?;
    let record = book.folder.vault.get(sequence)?;
    let (Some(secret), Some(record)) = (secret, record) else { return Ok(None) };
    if open == before {
        return Ok(None);
    }
    let secret = Secret(secret);
    let values = sealing::decrypt(&secret, &record, sequence)?;
    let values: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
    Ok(Some(sealing::opening(&values, &sealing::seal(&secret, &values), &open)))
}
