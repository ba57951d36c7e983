//! Plain or gzipped: told apart by the first bytes, never by a file name.

use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufReader, Cursor, Read};

/// RFC 1952 §2.3.1.
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
/// What is read from the source at a time.
const SOURCE_BUFFER_BYTES: usize = 64 * 1024;

/// The bytes of the statement, decompressed where they come gzipped (one or more members).
pub(crate) fn decompressed<'r>(
    mut source: impl Read + Send + 'r,
) -> io::Result<Box<dyn Read + Send + 'r>> {
    let mut magic = Vec::with_capacity(2);
    source.by_ref().take(2).read_to_end(&mut magic)?;
    let gzipped = magic == GZIP_MAGIC;
    let whole = Cursor::new(magic).chain(source);
    if gzipped {
        let buffered = BufReader::with_capacity(SOURCE_BUFFER_BYTES, whole);
        return Ok(Box::new(MultiGzDecoder::new(buffered)));
    }
    Ok(Box::new(whole))
}
