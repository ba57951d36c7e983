//! The plainest ZIP file: members stored, not compressed, one fixed date, so that the same members make
//! the same bytes everywhere (PKWARE APPNOTE 4.3). Nothing over 4 GiB, so no ZIP64.

use flate2::Crc;

/// Version 1.0 is enough to extract a stored member.
const VERSION: u16 = 10;
/// Made on Unix, so that the mode below is read.
const MADE_BY: u16 = 3 << 8 | VERSION;
/// A plain file, 0644.
const MODE: u32 = 0o100_644 << 16;
/// 1 January 1980, midnight: the first moment a ZIP file can name.
const TIME_AND_DATE: u32 = 0x0021_0000;
/// Fixed parts of what is written for a member, and at the end.
const LOCAL_BYTES: u64 = 30;
const CENTRAL_BYTES: u64 = 46;
const END_BYTES: u64 = 22;

/// A ZIP file under construction.
#[derive(Default)]
pub(super) struct ZipWriter {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    members: u16,
}

impl ZipWriter {
    /// A writer with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), ..Self::default() }
    }

    /// Adds a member; `None`, and the file is of no use, where a length does not fit.
    pub fn add(&mut self, name: &str, content: &[u8]) -> Option<()> {
        let offset = u32::try_from(self.bytes.len()).ok()?;
        let mut crc = Crc::new();
        crc.update(content);
        let mut common = Vec::with_capacity(32);
        common.extend(VERSION.to_le_bytes());
        common.extend([0; 4]); // no flags; method 0, stored
        common.extend(TIME_AND_DATE.to_le_bytes());
        common.extend(crc.sum().to_le_bytes());
        common.extend(u32::try_from(content.len()).ok()?.to_le_bytes());
        common.extend(u32::try_from(content.len()).ok()?.to_le_bytes());
        common.extend(u16::try_from(name.len()).ok()?.to_le_bytes());
        common.extend([0; 2]); // no extra field
        self.bytes.extend(b"PK\x03\x04");
        self.bytes.extend(&common);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(content);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(MADE_BY.to_le_bytes());
        self.directory.extend(&common);
        self.directory.extend([0; 6]); // no comment; disk 0; no internal attributes
        self.directory.extend(MODE.to_le_bytes());
        self.directory.extend(offset.to_le_bytes());
        self.directory.extend(name.as_bytes());
        self.members = self.members.checked_add(1)?;
        Some(())
    }

    /// The whole file; `None` where it is too long.
    pub fn finish(mut self) -> Option<Vec<u8>> {
        let offset = u32::try_from(self.bytes.len()).ok()?;
        let length = u32::try_from(self.directory.len()).ok()?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend(self.members.to_le_bytes());
        self.bytes.extend(self.members.to_le_bytes());
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend(offset.to_le_bytes());
        self.bytes.extend([0; 2]); // no comment
        Some(self.bytes)
    }
}

/// How long the file of these members is: their names and the lengths of their contents.
pub(super) fn length<'a>(members: impl Iterator<Item = (&'a str, u64)>) -> u64 {
    let each = members
        .map(|(name, content)| LOCAL_BYTES + CENTRAL_BYTES + 2 * name.len() as u64 + content);
    each.sum::<u64>() + END_BYTES
}
