//! Which published files the attachments of a book name, by their records and, where a secret is lost, by their
//! openings; and the removal of files that none of them names. Never removes a file by guess: where the files of
//! one attachment cannot be told, what nobody names stays.

use crate::book::Book;
use crate::error::Result;
use crate::sealing;
use chungtay_journal::{BookFolder, KeyStore, Openings, Vault, published_form};
use chungtay_ledger::commitment::{Commitment, Secret};
use chungtay_ledger::opening::{OpenedField, OpenedRecord};
use chungtay_pictures::kind_of;
use chungtay_views::fold::lookup;
use std::collections::BTreeSet;

/// The place of the list of files among an attachment's private fields.
const FILES: usize = 0;

/// What an erasure did to published files.
#[derive(Debug, Default)]
pub(crate) struct Forgotten {
    /// Files that went.
    pub removed: u64,
    /// Attachments whose files neither record nor opening tells: on their account other files stayed.
    pub untold: Vec<u64>,
}

/// Removes the published files of these entries, and every other published file that no entry names any more
/// (a broken erasure, a folder restored from a backup).
pub(crate) fn forget(book: &mut Book, entries: &[u64]) -> Result<Forgotten> {
    let gone: BTreeSet<u64> = entries.iter().copied().collect();
    let erased = &book.state().privacy.erased;
    let mut forgotten = Forgotten::default();
    let (mut kept, mut going) = (BTreeSet::new(), BTreeSet::new());
    for at in book.state().attached.files.values().map(|file| file.at) {
        let goes = gone.contains(&at) || erased.contains_key(&at);
        match files_of_entry(&book.folder, at)? {
            Some(files) if goes => going.extend(files),
            Some(files) => kept.extend(files),
            None if goes => {}
            None => forgotten.untold.push(at),
        }
    }
    for hash in unnamed(&book.folder, |hash| kept.contains(hash))? {
        if forgotten.untold.is_empty() || going.contains(&hash) {
            forgotten.removed += u64::from(book.folder.blobs.remove(&hash)?);
        }
    }
    Ok(forgotten)
}

/// The published files of an attachment; `None` where nobody can tell them any more.
pub(crate) fn files_of_entry(folder: &BookFolder, at: u64) -> Result<Option<Vec<[u8; 32]>>> {
    let commitment = lookup(&folder.journal, at)?.and_then(|entry| entry.record);
    let sealed = folder.keys.secret(at)?.zip(folder.vault.get(at)?);
    let values =
        sealed.and_then(|(secret, record)| sealing::decrypt(&Secret(secret), &record, at).ok());
    let opening = folder.openings.get(at)?;
    Ok(published_files(commitment, values.as_deref(), opening.as_deref()))
}

/// SHA-256 of the files that an attachment publishes, from its private values or, without them, from an opening that
/// fits the entry's commitment; `None` where neither tells.
pub(crate) fn published_files(
    commitment: Option<Commitment>,
    values: Option<&[Option<String>]>,
    opening: Option<&[u8]>,
) -> Option<Vec<[u8; 32]>> {
    let Some(commitment) = commitment else { return Some(Vec::new()) };
    if let Some(values) = values {
        return Some(listed(values.get(FILES).and_then(Option::as_deref)));
    }
    let opened = OpenedRecord::decode(opening?)?;
    if opened.commitment() != commitment {
        return None;
    }
    match opened.fields.get(FILES)? {
        OpenedField::Open { value, .. } => Some(listed(value.as_deref())),
        OpenedField::Closed(_) => None,
    }
}

fn listed(text: Option<&str>) -> Vec<[u8; 32]> {
    published_form::read(text.unwrap_or_default()).iter().map(|file| file.hash).collect()
}

/// Published pictures and papers in the folder that are not named.
pub(crate) fn unnamed(
    folder: &BookFolder,
    is_named: impl Fn(&[u8; 32]) -> bool,
) -> Result<Vec<[u8; 32]>> {
    let mut unnamed = Vec::new();
    for hash in folder.blobs.hashes()? {
        if is_named(&hash) {
            continue;
        }
        // What is kept encrypted there is something else.
        let bytes = folder.blobs.get(&hash)?.unwrap_or_default();
        if kind_of(&bytes).is_ok() {
            unnamed.push(hash);
        }
    }
    Ok(unnamed)
}
