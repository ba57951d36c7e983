//! How names are shown: the book's policy and the word of one giver. A narrower policy takes away at once
//! what it no longer allows; a wider one, and a consent, open nothing that nobody agreed to.

use crate::book::Book;
use crate::error::{Result, ServiceError};
use crate::sealing::{self, bank_line};
use chungtay_journal::{Bundle, Journal, KeyStore, Openings, RecordBatch, Vault};
use chungtay_ledger::commitment::Secret;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::bodies::{Body, private_fields};
use chungtay_ledger::kinds::people::NamesPolicy;
use chungtay_ledger::kinds::privacy::{Consent, NamesPolicyChange};
use chungtay_ledger::opening::{OpenedField, OpenedRecord};
use chungtay_ledger::state::State;
use chungtay_text::mask;
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
    let openings = narrow_before(book, entry, shown)?;
    settle(book)?;
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
    // Before anything is entered: a name that may not be shown is refused.
    let batch = shown_so(book, sequence, shown)?;
    let body = Body::Consent(Consent { entry: sequence, shown });
    let entry = book.enter(actor, body, &[Some(told)])?;
    book.folder.openings.put(&batch)?;
    let openings = batch.len() as u64;
    settle(book)?;
    Ok(Changed { entry, openings })
}

/// Carries out what entries say of names that were appended with others and are not published yet.
pub(crate) fn carry_out(book: &mut Book, told: &[(u64, Body)]) -> Result<()> {
    if told.is_empty() {
        return Ok(());
    }
    for (at, body) in told {
        match body {
            Body::NamesPolicy(change) => {
                narrow_before(book, *at, change.shown)?;
            }
            Body::Consent(consent) => {
                let batch = match shown_so(book, consent.entry, consent.shown) {
                    // It stays as it is shown now.
                    Err(ServiceError::NumberInName(_)) => RecordBatch::default(),
                    batch => batch?,
                };
                book.folder.openings.put(&batch)?;
            }
            _ => {}
        }
    }
    settle(book)
}

/// The opening of one entry with its giver shown so; none where it is so already.
fn shown_so(book: &Book, sequence: u64, shown: NamesPolicy) -> Result<RecordBatch> {
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
    Ok(batch)
}

/// Leaves nothing behind of what is no longer shown; also where nothing changed now, for a run before this
/// one may have been broken off between the change and this.
fn settle(book: &mut Book) -> Result<()> {
    book.folder.openings.erase(&[])?;
    book.scrub_views()
}

/// Narrows the openings of the entries before this one; returns how many changed.
fn narrow_before(book: &mut Book, end: u64, policy: NamesPolicy) -> Result<u64> {
    let bundles = 0..end.div_ceil(256);
    bundles.map(|index| narrow(book, index, end, policy)).sum()
}

/// Narrows the openings of one bundle, of the entries before `end`.
fn narrow(book: &mut Book, index: u64, end: u64, policy: NamesPolicy) -> Result<u64> {
    let stored = book.folder.openings.bundle(index)?;
    let bundles = book.folder.journal.read(index * 256, 1)?;
    let entries: Vec<(u64, &[u8])> = bundles.iter().flat_map(Bundle::entries).collect();
    let mut batch = RecordBatch::default();
    for (sequence, old) in stored.records().filter(|(sequence, _)| *sequence < end) {
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
    if width(first) <= width(second) { first } else { second }
}

fn width(policy: NamesPolicy) -> u8 {
    match policy {
        NamesPolicy::None => 0,
        NamesPolicy::Initials => 1,
        NamesPolicy::Full => 2,
    }
}

/// The fields a new entry is opened with where its line asks for these: the giver as the book shows names,
/// unless the line asks for a form of the name itself. A name nobody gave is not opened.
pub(crate) fn opened_at_entry(
    policy: NamesPolicy,
    kind: &str,
    values: &[Option<String>],
    asked: &[u8],
) -> Vec<u8> {
    let mut open = asked.to_vec();
    let Some((full, Some(initials))) = fields_of(kind) else { return open };
    let is_given = values.get(usize::from(full)).is_some_and(Option::is_some);
    if is_given && !open.iter().any(|field| [full, initials].contains(field)) {
        match policy {
            NamesPolicy::Full => open.push(full),
            NamesPolicy::Initials => open.push(initials),
            NamesPolicy::None => {}
        }
    }
    open
}

/// Whether a new entry may be opened so: its giver no wider than the book shows names. One giver's consent
/// is an entry of its own, which opens the name afterwards.
pub(crate) fn may_open(policy: NamesPolicy, kind: &str, open: &[u8]) -> bool {
    width(shown_by(kind, open)) <= width(policy)
}

/// Whether an opening shows its giver wider than the book's policy and the giver's word let it.
pub(crate) fn is_too_wide(state: &State, sequence: u64, entry: &Entry, opening: &[u8]) -> bool {
    let word = state.privacy.consents.get(&sequence).copied();
    width(shown_now(entry, opening)) > width(word.unwrap_or_else(|| state.names_policy()))
}

/// A giver's initials, as a memo's are made.
pub(crate) fn initials_of(name: &str) -> String {
    mask::initials(name)
}

/// The fields in which a kind names its giver: in full and, where it has that form, in initials.
pub(crate) fn fields_of(kind: &str) -> Option<(u8, Option<u8>)> {
    if kind == "bank_line/1" {
        return Some((bank_line::MEMO_FULL, Some(bank_line::MEMO_INITIALS)));
    }
    let fields = private_fields(kind)?;
    let place = |name: &str| {
        let place = fields.iter().position(|field| *field == name);
        place.and_then(|place| u8::try_from(place).ok())
    };
    Some((place("donor_name")?, place(DONOR_INITIALS)))
}

/// The private field that the service fills from `donor_name`.
pub(crate) const DONOR_INITIALS: &str = "donor_initials";

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
    shown_by(entry.body.kind(), &open_fields(Some(opening)))
}

/// How a kind's giver is shown where these fields are open.
fn shown_by(kind: &str, open: &[u8]) -> NamesPolicy {
    match fields_of(kind) {
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
    let Some((full, initials)) = fields_of(entry.body.kind()) else { return Ok(None) };
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
    let name = values.get(usize::from(full)).and_then(Option::as_deref).unwrap_or_default();
    if open.contains(&full) && mask::personal_number(name).is_some() {
        return Err(ServiceError::NumberInName(sequence));
    }
    let values: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
    Ok(Some(sealing::opening(&values, &sealing::seal(&secret, &values), &open)))
}
