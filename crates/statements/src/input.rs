//! Plain or gzipped: told apart by the first bytes, never by a file name.

use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom};

/// RFC 1952 §2.3.1.
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
/// What is read from the source at a time.
const SOURCE_BUFFER_BYTES: usize = 64 * 1024;
/// A gzipped file of a format that must seek is unpacked in memory, up to here.
const UNPACKED_BYTES: u64 = 512 << 20;

/// Bytes that can be read from any place.
pub(crate) trait ReadSeek: Read + Seek {}
impl<T: Read + Seek> ReadSeek for T {}

/// A file's bytes, decompressed, at their beginning.
pub(crate) type SeekableSource<'r> = Box<dyn ReadSeek + Send + 'r>;

/// The file as it lies there: its first bytes tell whether it is gzipped.
pub(crate) struct Input<'r> {
    source: SeekableSource<'r>,
    gzipped: bool,
}

impl<'r> Input<'r> {
    /// Looks at the first bytes.
    pub fn new(source: impl Read + Seek + Send + 'r) -> io::Result<Self> {
        let mut source: SeekableSource<'r> = Box::new(source);
        let mut magic = Vec::with_capacity(2);
        source.by_ref().take(2).read_to_end(&mut magic)?;
        source.seek(SeekFrom::Start(0))?;
        Ok(Self { gzipped: magic == GZIP_MAGIC, source })
    }

    /// The first decompressed bytes, at most `length`.
    pub fn head(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        let limit = length as u64;
        if self.gzipped {
            let buffered = BufReader::with_capacity(SOURCE_BUFFER_BYTES, &mut self.source);
            MultiGzDecoder::new(buffered).take(limit).read_to_end(&mut head)?;
        } else {
            self.source.by_ref().take(limit).read_to_end(&mut head)?;
        }
        self.source.seek(SeekFrom::Start(0))?;
        Ok(head)
    }

    /// The bytes of the statement as they stream, decompressed where they come gzipped (one or more
    /// members).
    pub fn stream(self) -> Box<dyn Read + Send + 'r> {
        if self.gzipped {
            let buffered = BufReader::with_capacity(SOURCE_BUFFER_BYTES, self.source);
            return Box::new(MultiGzDecoder::new(buffered));
        }
        Box::new(self.source)
    }

    /// The bytes of the statement from any place.
    ///
    /// # Errors
    /// Where reading fails, and where a gzipped file unpacks to more than half a gibibyte.
    pub fn seekable(self) -> io::Result<SeekableSource<'r>> {
        if !self.gzipped {
            return Ok(self.source);
        }
        let mut bytes = Vec::new();
        self.stream().take(UNPACKED_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > UNPACKED_BYTES {
            return Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                format!("unpacks to more than {UNPACKED_BYTES} bytes"),
            ));
        }
        Ok(Box::new(Cursor::new(bytes)))
    }
}
