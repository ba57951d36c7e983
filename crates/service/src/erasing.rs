//! `erase`: private records go for good. First an `erasure/1` entry of two persons says which; then their
//! secrets, openings and encrypted values, and every plain copy in the book's folder: read models, search,
//! the private register. Proofs, root and figures stay. Done again it finishes what was broken off.

use crate::attaching::naming;
use crate::book::Book;
use crate::error::{Result, ServiceError};
use crate::feeds;
use chungtay_journal::{Bundle, Journal, KeyStore, Openings, Vault};
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::{Id, PersonId};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::privacy::Erasure;
use chungtay_views::fold::{decoded, lookup};
use std::collections::BTreeSet;

/// Entries read at a time.
const STRIDE: u64 = 16_384;

/// What is to be erased.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// These entries' records, and those of entries that tell of the same gift.
    pub entries: &'a [u64],
    /// Everything of this person.
    pub person: Option<PersonId>,
    /// The request it answers.
    pub request: Option<Id>,
    /// Why and for whom: a private field.
    pub because: &'a str,
    /// Who acts; the operator where nobody is named.
    pub actor: Option<PersonId>,
    /// The second person who agreed.
    pub approved_by: PersonId,
}

/// What was erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erased {
    /// The `erasure/1` entry; `None` where everything had been said to be erased before.
    pub entry: Option<u64>,
    /// The entries whose records went.
    pub entries: Vec<u64>,
    /// Secrets that were still there.
    pub secrets: u64,
    /// Openings that were still there.
    pub openings: u64,
    /// Entries of photos and papers whose files nobody can tell: on their account no file was removed but those
    /// of the erased entries.
    pub untold_pictures: Vec<u64>,
}

/// Enters the erasure and carries it out.
pub fn erase(book: &mut Book, wanted: &Wanted<'_>) -> Result<Erased> {
    let entries = concerned(book, wanted)?;
    let known = &book.state().privacy.erased;
    let is_known = !entries.is_empty() && entries.iter().all(|entry| known.contains_key(entry));
    let entry = if is_known {
        None
    } else {
        let body = Body::Erasure(Erasure {
            approved_by: wanted.approved_by,
            entries: entries.clone(),
            request: wanted.request,
        });
        Some(book.enter(wanted.actor, body, &[Some(wanted.because)])?)
    };
    carry_out(book, entry, entries)
}

/// Erases again whatever the log says was erased: after a key store was restored from a backup.
pub fn erase_again(book: &mut Book) -> Result<Erased> {
    let entries: Vec<u64> = book.state().privacy.erased.keys().copied().collect();
    carry_out(book, None, entries)
}

/// Secrets before all that is proved by them: from then on nothing that is left can be read or proved.
fn carry_out(book: &mut Book, entry: Option<u64>, entries: Vec<u64>) -> Result<Erased> {
    // Their published files first: which they are stands in the records that go.
    let untold_pictures = naming::forget(book, &entries)?.untold;
    // What services pushed of the same lines and waits is told by the records' words.
    feeds::forget(book, &entries)?;
    let secrets = book.folder.keys.erase(&entries)?;
    let openings = book.folder.openings.erase(&entries)?;
    book.folder.vault.erase(&entries)?;
    forget_file_names(book, &entries)?;
    book.scrub_views()?;
    Ok(Erased { entry, entries, secrets, openings, untold_pictures })
}

/// A file's name may be a person's; the register knows it beside the record of `import/1`.
fn forget_file_names(book: &mut Book, entries: &[u64]) -> Result<()> {
    let mut forgotten = false;
    for entry in entries {
        let found = lookup(&book.folder.journal, *entry)?;
        let Some(Body::Import(import)) = found.map(|entry| entry.body) else { continue };
        for mut record in book.folder.journal.imports_of_file(&import.file.0)? {
            record.file_name = String::new();
            book.folder.journal.record_import(&record)?;
            forgotten = true;
        }
    }
    if forgotten {
        book.folder.journal.scrub()?;
    }
    Ok(())
}

/// The entries meant, and those whose records tell of the same gift or the same person, rising.
fn concerned(book: &Book, wanted: &Wanted<'_>) -> Result<Vec<u64>> {
    let mut found: BTreeSet<u64> = wanted.entries.iter().copied().collect();
    if let Some(missing) = found.iter().find(|entry| **entry >= book.state().size) {
        return Err(ServiceError::NoSuchEntry(*missing));
    }
    // Of an organisation's promise many lines tell, and of other people.
    let pledges = &book.state().matching.pledges;
    let personal = |entry: u64| {
        let organisation = pledges.get(&entry).and_then(|found| found.pledge.organisation);
        organisation.is_none()
    };
    loop {
        let before = found.len();
        each_entry(book, |sequence, entry| {
            let person = |id: PersonId| {
                wanted
                    .person
                    .is_some_and(|person| book.state().person(id) == book.state().person(person))
            };
            let more = related(sequence, entry, &found, &person, &personal);
            found.extend(more);
        })?;
        if found.len() == before {
            break;
        }
    }
    let mut kept = Vec::new();
    for sequence in found {
        let has_record =
            lookup(&book.folder.journal, sequence)?.is_some_and(|entry| entry.record.is_some());
        if has_record || wanted.entries.contains(&sequence) {
            kept.push(sequence);
        }
    }
    Ok(kept)
}

fn each_entry(book: &Book, mut visit: impl FnMut(u64, &Entry)) -> Result<()> {
    let journal = &book.folder.journal;
    let mut at = 0;
    while at < book.state().size {
        let bundles = journal.read(at, STRIDE)?;
        for (sequence, bytes) in bundles.iter().flat_map(Bundle::entries) {
            visit(sequence, &decoded(journal, sequence, bytes)?);
            at = sequence + 1;
        }
    }
    Ok(())
}

/// What an entry adds to those found: itself or another that tells of the same.
fn related(
    sequence: u64,
    entry: &Entry,
    found: &BTreeSet<u64>,
    is_person: &dyn Fn(PersonId) -> bool,
    is_personal: &dyn Fn(u64) -> bool,
) -> Vec<u64> {
    let of = |person: Option<PersonId>| person.is_some_and(is_person);
    let own = |is_so: bool| if is_so { vec![sequence] } else { Vec::new() };
    match &entry.body {
        Body::Person(person) => own(is_person(person.id)),
        Body::Gift(gift) | Body::NamedGift(gift) => own(of(gift.donor)),
        Body::Pledge(pledge) | Body::NamedPledge(pledge) => own(of(pledge.donor)),
        Body::Payment(payment) => own(found.contains(&payment.request)),
        Body::SpendingDecision(decision) => own(found.contains(&decision.request)),
        Body::Consent(consent) => own(found.contains(&consent.entry)),
        Body::Attribution(attribution) | Body::NamedAttribution(attribution) => {
            let theirs = attribution.shares.iter().any(|share| of(share.donor));
            let named = [sequence, attribution.line];
            if theirs || named.iter().any(|entry| found.contains(entry)) {
                named.to_vec()
            } else {
                Vec::new()
            }
        }
        Body::RosterMember(member) => own(is_person(member.person)),
        Body::SuggestionDeclined(declined) => own(found.contains(&declined.line)),
        Body::MatchedLine(matched) => {
            let theirs = matched.shares.iter().any(|share| of(share.donor));
            let shares = &matched.shares;
            let promised = shares.iter().filter_map(|share| share.pledge);
            let returned = shares.iter().filter_map(|share| share.returns);
            let mut named = vec![sequence, matched.line];
            named.extend(promised.filter(|pledge| is_personal(*pledge)).chain(returned));
            if theirs || named.iter().any(|entry| found.contains(entry)) {
                named
            } else {
                Vec::new()
            }
        }
        Body::QuarantineEnd(end) => {
            let named: Vec<u64> =
                [Some(sequence), Some(end.waiting), end.line].into_iter().flatten().collect();
            if named.iter().any(|entry| found.contains(entry)) { named } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}
