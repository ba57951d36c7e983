//! Entries whose bytes are taken out of the journal for good, and the leaf hashes that stay.

use super::connection::Fault;
use super::journal::size;
use crate::bundle::push_entry;
use crate::{BUNDLE_ENTRIES, Bundle, Error, Withheld};
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

/// All of them, rising.
pub(super) fn all(
    connection: &Connection,
    book: &str,
) -> std::result::Result<Vec<Withheld>, Fault> {
    let mut statement = connection.prepare_cached(
        "SELECT sequence, leaf, restated_by FROM withheld WHERE book_id = ?1 ORDER BY sequence",
    )?;
    let rows = statement.query_map([book], |row| {
        Ok(Withheld { sequence: row.get(0)?, leaf: row.get(1)?, restated_by: row.get(2)? })
    })?;
    rows.map(|row| row.map_err(Fault::from)).collect()
}

/// Empties the entry in its bundle or row, and notes its leaf.
pub(super) fn withhold(
    transaction: &Transaction<'_>,
    book: &str,
    withheld: &Withheld,
) -> std::result::Result<(), Fault> {
    let Withheld { sequence, leaf, restated_by } = *withheld;
    let refused = || Fault::Named(Error::CannotWithhold { sequence });
    if restated_by <= sequence || restated_by >= size(transaction, book)? {
        return Err(refused());
    }
    let known: Option<[u8; 32]> = transaction
        .prepare_cached("SELECT leaf FROM withheld WHERE book_id = ?1 AND sequence = ?2")?
        .query_row(params![book, sequence], |row| row.get(0))
        .optional()?;
    let is_leaf = |bytes: &[u8]| {
        let found = Sha256::new().chain_update([0]).chain_update(bytes).finalize();
        bytes.is_empty() || found.as_slice() == leaf
    };
    if known.is_some_and(|known| known != leaf) || !empty(transaction, book, sequence, &is_leaf)? {
        return Err(refused());
    }
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO withheld (book_id, sequence, leaf, restated_by)
             VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![book, sequence, leaf, restated_by])?;
    // A fold that has passed the entry may hold its words.
    transaction
        .prepare_cached("DELETE FROM snapshot WHERE book_id = ?1 AND size > ?2")?
        .execute(params![book, sequence])?;
    Ok(())
}

/// Writes zero bytes in the entry's place; false where it is not the entry meant.
fn empty(
    transaction: &Transaction<'_>,
    book: &str,
    sequence: u64,
    is_meant: &dyn Fn(&[u8]) -> bool,
) -> std::result::Result<bool, Fault> {
    let single: Option<Vec<u8>> = transaction
        .prepare_cached("SELECT bytes FROM tail WHERE book_id = ?1 AND sequence = ?2")?
        .query_row(params![book, sequence], |row| row.get(0))
        .optional()?;
    if let Some(bytes) = single {
        transaction
            .prepare_cached("UPDATE tail SET bytes = x'' WHERE book_id = ?1 AND sequence = ?2")?
            .execute(params![book, sequence])?;
        return Ok(is_meant(&bytes));
    }
    let index = sequence / BUNDLE_ENTRIES;
    let whole: Option<Vec<u8>> = transaction
        .prepare_cached("SELECT bytes FROM bundle WHERE book_id = ?1 AND bundle_index = ?2")?
        .query_row(params![book, index], |row| row.get(0))
        .optional()?;
    let Some(bundle) = whole.and_then(|bytes| Bundle::from_bytes(index, bytes)) else {
        return Ok(false);
    };
    let mut bytes = Vec::with_capacity(bundle.bytes().len());
    let mut meant = false;
    for (at, entry) in bundle.entries() {
        let kept = if at == sequence { &[] } else { entry };
        meant |= at == sequence && is_meant(entry);
        push_entry(&mut bytes, kept);
    }
    transaction
        .prepare_cached("UPDATE bundle SET bytes = ?3 WHERE book_id = ?1 AND bundle_index = ?2")?
        .execute(params![book, index, bytes])?;
    Ok(meant)
}
