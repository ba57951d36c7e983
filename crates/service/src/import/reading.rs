//! Opens the bank's file; reads it whole for its hash.

use super::ImportRequest;
use crate::error::{Result, ServiceError};
use chungtay_statements::{ForeignRow, Guide, Statement, open_guided};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufReader, Cursor, Read};

/// Opens the file for reading rows.
pub(super) fn statement<'r>(request: &ImportRequest<'r>, guide: &Guide) -> Result<Statement<'r>> {
    let file = request.file;
    if let Some(content) = request.content {
        return Ok(open_guided(Cursor::new(content), guide)?);
    }
    let source = File::open(file).map_err(ServiceError::at(file))?;
    Ok(open_guided(BufReader::with_capacity(1 << 16, source), guide)?)
}

/// SHA-256 of the file as it lies on disk.
pub(super) fn hash(request: &ImportRequest<'_>) -> Result<[u8; 32]> {
    let file = request.file;
    if let Some(content) = request.content {
        return Ok(Sha256::digest(content).into());
    }
    let mut source = File::open(file).map_err(ServiceError::at(file))?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let length = source.read(&mut buffer).map_err(ServiceError::at(file))?;
        if length == 0 {
            return Ok(hash.finalize().into());
        }
        hash.update(&buffer[..length]);
    }
}

/// The books are kept in đồng: a row in another currency is refused with its place.
pub(super) fn foreign(row: &ForeignRow<'_>) -> ServiceError {
    let currency = String::from_utf8_lossy(&row.currency.code).into_owned();
    ServiceError::ForeignCurrency { row: row.row_number, currency }
}
