//! Private fields of entries, a bundle at a time: read for matching and searching, kept nowhere.

use crate::error::Result;
use crate::sealing;
use chungtay_journal::{BookFolder, KeyStore, RecordBatch, Vault};
use chungtay_ledger::commitment::Secret;

/// The private fields of one entry.
type Fields = Vec<Option<String>>;

/// One bundle of the vault, with its secrets.
struct Read {
    index: u64,
    /// By sequence, rising.
    records: Vec<(u64, Vec<u8>)>,
    secrets: Vec<[u8; 32]>,
}

/// The vault of a book, opened record by record.
pub(crate) struct PrivateWords<'a> {
    folder: &'a BookFolder,
    /// The bundle read last, with its secrets.
    bundle: Option<Read>,
}

impl<'a> PrivateWords<'a> {
    pub(crate) fn new(folder: &'a BookFolder) -> Self {
        Self { folder, bundle: None }
    }

    /// All fields of an entry's record; `None` where there is none, or it was erased.
    pub(crate) fn fields(&mut self, sequence: u64) -> Result<Option<Fields>> {
        let index = sequence / chungtay_journal::BUNDLE_ENTRIES;
        if self.bundle.as_ref().is_none_or(|read| read.index != index) {
            let batch: RecordBatch = self.folder.vault.bundle(index)?;
            let records = batch.records().map(|(at, record)| (at, record.to_vec())).collect();
            let secrets = self.folder.keys.secrets(index)?;
            self.bundle = Some(Read { index, records, secrets });
        }
        let Some(read) = &self.bundle else { return Ok(None) };
        let place =
            usize::try_from(sequence % chungtay_journal::BUNDLE_ENTRIES).unwrap_or(usize::MAX);
        let secret = read.secrets.get(place).filter(|secret| **secret != [0; 32]);
        let record = read.records.binary_search_by_key(&sequence, |(at, _)| *at).ok();
        let record = record.and_then(|place| read.records.get(place));
        let (Some(secret), Some((_, record))) = (secret, record) else { return Ok(None) };
        sealing::decrypt(&Secret(*secret), record, sequence).map(Some)
    }

    /// One field of an entry's record.
    pub(crate) fn field(&mut self, sequence: u64, place: usize) -> Result<Option<String>> {
        let fields = self.fields(sequence)?;
        Ok(fields.and_then(|fields| fields.into_iter().nth(place).flatten()))
    }
}
