//! The owner's half of a receipt: the opening of one record with the entry it opens, as it travels in the
//! fragment of a link (`docs/receipts.md` §5). It is for the donor alone; nothing here publishes it.

use crate::commitment::Commitment;
use crate::opening::OpenedRecord;
use data_encoding::BASE64URL_NOPAD;

const VERSION: u8 = 1;
/// An owner's half is at most this long.
const MAX_BYTES: usize = 65_535;

/// An opening, and the entry it is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnersHalf {
    /// SHA-256(0x00 ‖ the entry's bytes).
    pub leaf: [u8; 32],
    /// The entry's number in the log.
    pub index: u64,
    /// The log.
    pub origin: String,
    /// The record's fields, those released with salt and value.
    pub record: OpenedRecord,
}

impl OwnersHalf {
    /// The bytes; `None` where the origin or the whole is too long for the form.
    #[must_use]
    pub fn encode(&self) -> Option<Vec<u8>> {
        let origin = u8::try_from(self.origin.len()).ok().filter(|length| *length > 0)?;
        let mut out = vec![VERSION];
        out.extend_from_slice(&self.leaf);
        out.extend_from_slice(&self.index.to_be_bytes());
        out.push(origin);
        out.extend_from_slice(self.origin.as_bytes());
        self.record.encode_into(&mut out);
        (out.len() <= MAX_BYTES && !self.record.fields.is_empty()).then_some(out)
    }

    /// Reads exactly what [`OwnersHalf::encode`] writes; `None` where it is anything else.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (version, rest) = bytes.split_first().filter(|_| bytes.len() <= MAX_BYTES)?;
        let (leaf, rest) = rest.split_first_chunk::<32>()?;
        let (index, rest) = rest.split_first_chunk::<8>()?;
        let (length, rest) = rest.split_first()?;
        let (origin, rest) = rest.split_at_checked(usize::from(*length))?;
        let half = Self {
            leaf: *leaf,
            index: u64::from_be_bytes(*index),
            origin: std::str::from_utf8(origin).ok()?.to_owned(),
            record: OpenedRecord::decode(rest)?,
        };
        let sound =
            *version == VERSION && !half.origin.is_empty() && !half.record.fields.is_empty();
        sound.then_some(half)
    }

    /// The fragment of the link, after `#`: with the receipt's compact form before it, complete by itself.
    #[must_use]
    pub fn fragment(&self, compact_receipt: Option<&[u8]>) -> Option<String> {
        let own = BASE64URL_NOPAD.encode(&self.encode()?);
        Some(match compact_receipt {
            Some(receipt) => format!("r={}&o={own}", BASE64URL_NOPAD.encode(receipt)),
            None => format!("o={own}"),
        })
    }

    /// Whether this opens that entry: its leaf, number and log, and the commitment it carries.
    #[must_use]
    pub fn opens(&self, leaf: &[u8; 32], index: u64, origin: &str, record: Commitment) -> bool {
        (&self.leaf, self.index, self.origin.as_str()) == (leaf, index, origin)
            && self.record.commitment() == record
    }
}
