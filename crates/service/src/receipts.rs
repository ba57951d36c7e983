//! Receipts: one entry's proof from the published log, and the owner's half from vault and keys. What is
//! handed out is what any reader of the log could put together; only the owner's half reads what is private.

use crate::error::ServiceError;
use crate::published::TileFolder;
use crate::sealing::{decrypt, seal};
use chungtay_journal::{BookFolder, KeyStore, Vault};
use chungtay_ledger::commitment::Secret;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::opening::OpenedRecord;
use chungtay_ledger::owners_half::OwnersHalf;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::leaf_hash;
use chungtay_log::note::Note;
use chungtay_log::proof::prove_inclusion;
use chungtay_log::reader::AuthenticReader;
use chungtay_log::receipt::Receipt;
use chungtay_log::tile::{BundleCoordinates, Resource, is_withheld};
use std::path::Path;

/// Why there is no receipt, or no owner's half of it.
#[derive(Debug, thiserror::Error)]
pub enum NoReceipt {
    /// No checkpoint is published.
    #[error("no checkpoint is published yet")]
    NothingPublished,
    /// The checkpoint does not cover such an entry.
    #[error("the log has {size} entries, and none with the number {index}")]
    NotThere {
        /// The number asked for.
        index: u64,
        /// Entries under the checkpoint.
        size: u64,
    },
    /// The entry's bytes are gone.
    #[error("entry {0} was withheld")]
    Withheld(u64),
    /// The entry has no private record, so there is nothing to open.
    #[error("entry {0} has no private record")]
    NoRecord(u64),
    /// The record's secret was erased.
    #[error("the private record of entry {0} was erased")]
    Erased(u64),
    /// The published files do not belong together, or one is missing.
    #[error("the published log: {0}")]
    Log(String),
    /// The stores of the book.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The stores of the book.
    #[error(transparent)]
    Journal(#[from] chungtay_journal::Error),
}

fn log_error(error: impl std::fmt::Display) -> NoReceipt {
    NoReceipt::Log(error.to_string())
}

/// The receipt of an entry under the published checkpoint of the log in this folder (`DIR/log`): every tile
/// and the entry are checked against its root, the signatures are those published.
///
/// # Errors
/// See [`NoReceipt`].
pub fn receipt_of(log: &Path, index: u64) -> Result<Receipt, NoReceipt> {
    let file = log.join("checkpoint");
    let checkpoint = match std::fs::read_to_string(&file) {
        Ok(note) => note,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(NoReceipt::NothingPublished);
        }
        Err(error) => return Err(ServiceError::at(&file)(error).into()),
    };
    let note = Note::parse(&checkpoint).map_err(log_error)?;
    let head = Checkpoint::from_text(note.text()).map_err(log_error)?;
    let size = head.size();
    if index >= size {
        return Err(NoReceipt::NotThere { index, size });
    }
    let tiles = TileFolder::new(log);
    let mut reader = AuthenticReader::open(tiles.clone(), size, head.root()).map_err(log_error)?;
    let entry = published_entry(&tiles, &mut reader, index)?;
    let hashes = prove_inclusion(&mut reader, index, size).map_err(log_error)?;
    Ok(Receipt { extra: Some(entry), index, hashes, checkpoint })
}

/// The entry's bytes from its bundle, checked against its leaf.
fn published_entry(
    tiles: &TileFolder,
    reader: &mut AuthenticReader<TileFolder>,
    index: u64,
) -> Result<Vec<u8>, NoReceipt> {
    let size = reader.size();
    let of_size = BundleCoordinates::in_tree(index / 256, size);
    // It may have been written wider since.
    let whole = BundleCoordinates::new(index / 256, 256);
    let missing = || NoReceipt::Log(format!("no bundle with entry {index}"));
    let place = usize::try_from(index % 256).map_err(log_error)?;
    for coordinates in [of_size, whole].into_iter().flatten() {
        let Ok(bytes) = tiles.bytes(&Resource::Entries(coordinates)) else { continue };
        let entries = chungtay_log::tile::decode_bundle(&bytes, coordinates.width());
        let entries = entries.map_err(log_error)?;
        let entry = entries.get(place).ok_or_else(missing)?;
        if is_withheld(entry) {
            return Err(NoReceipt::Withheld(index));
        }
        let leaf = reader.leaf(index).map_err(log_error)?;
        if leaf_hash(entry) != leaf {
            return Err(NoReceipt::Log(format!("the bundle's entry {index} is not the tree's")));
        }
        return Ok(entry.to_vec());
    }
    Err(missing())
}

/// The owner's half of a receipt: all fields of the entry's private record, opened. For the donor alone.
///
/// # Errors
/// See [`NoReceipt`].
pub fn owners_half(folder: &BookFolder, receipt: &Receipt) -> Result<OwnersHalf, NoReceipt> {
    let index = receipt.index;
    let bytes = receipt.extra.as_deref().unwrap_or_default();
    let entry = Entry::decode(bytes).map_err(log_error)?;
    let record = entry.record.ok_or(NoReceipt::NoRecord(index))?;
    let note = Note::parse(&receipt.checkpoint).map_err(log_error)?;
    let head = Checkpoint::from_text(note.text()).map_err(log_error)?;
    let secret = Secret(folder.keys.secret(index)?.ok_or(NoReceipt::Erased(index))?);
    let sealed = folder.vault.get(index)?.ok_or(NoReceipt::Erased(index))?;
    let values = decrypt(&secret, &sealed, index)?;
    let values: Vec<Option<&str>> = values.iter().map(Option::as_deref).collect();
    let sealed = seal(&secret, &values);
    if sealed.record != record {
        return Err(ServiceError::Unreadable(index).into());
    }
    let open: Vec<u8> = (0u8..).zip(&values).map(|(place, _)| place).collect();
    Ok(OwnersHalf {
        leaf: leaf_hash(bytes).0,
        index,
        origin: head.origin().to_owned(),
        record: OpenedRecord::release(&sealed.keys, &values, &sealed.commitments, &open),
    })
}
