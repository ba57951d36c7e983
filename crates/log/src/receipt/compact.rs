//! The compact form of a receipt (`docs/receipts.md` §3): the same in bytes, for a QR code. It expands to
//! the byte-identical `.tlog-proof` text and exists once for each receipt; it never interprets a signature.

use std::fmt::Write as _;

use super::{Receipt, ReceiptError};
use crate::checkpoint::Checkpoint;
use crate::hash::{HASH_BYTES, Hash};
use crate::note::{Note, NoteSignature};

const VERSION: u8 = 1;
/// A compact form is at most this long, whatever its lengths claim.
const MAX_BYTES: usize = 131_072;
/// Signature bytes of Ed25519, and of an Ed25519 cosignature with its time (a payload less its key id).
const ED25519_BYTES: [usize; 2] = [64, 72];

/// Why a receipt has no compact form, or bytes are none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CompactError {
    /// The first byte is not 1.
    #[error("this is not version 1 of the compact form")]
    Version,
    /// A length leads past the end.
    #[error("the compact receipt ends too early")]
    Short,
    /// Bytes after the last field.
    #[error("{0} bytes are left over after the compact receipt")]
    Rest(usize),
    /// More than 131,072 bytes.
    #[error("the receipt is too long for the compact form")]
    Long,
    /// Not UTF-8 where text must be.
    #[error("the compact receipt holds a name that is not text")]
    Name,
    /// Another spelling of what has a shorter one.
    #[error("the compact receipt is not in its one form")]
    OtherForm,
    /// The receipt does not carry its entry.
    #[error("the receipt does not carry its entry")]
    NoEntry,
    /// Nothing but ML-DSA and unknown signatures.
    #[error("the receipt has no Ed25519 signature")]
    NoSignature,
    /// What it expands to is no receipt, or the receipt's checkpoint is malformed.
    #[error(transparent)]
    Receipt(#[from] ReceiptError),
}

impl Receipt {
    /// The receipt without all signatures but those of the Ed25519 family, told by their length: what goes
    /// into a QR code.
    ///
    /// # Errors
    /// Refuses a receipt whose checkpoint is malformed or of which no signature remains.
    pub fn reduced(&self) -> Result<Self, CompactError> {
        let note = Note::parse(&self.checkpoint).map_err(ReceiptError::note)?;
        let kept = note.signatures().iter();
        let kept: Vec<_> =
            kept.filter(|line| ED25519_BYTES.contains(&line.signature.len())).cloned().collect();
        if kept.is_empty() {
            return Err(CompactError::NoSignature);
        }
        Ok(Self { checkpoint: note_text(note.text(), &kept), ..self.clone() })
    }

    /// The compact form.
    ///
    /// # Errors
    /// Refuses a receipt without its entry, with a malformed checkpoint, or with a part too long for its
    /// field.
    pub fn to_compact(&self) -> Result<Vec<u8>, CompactError> {
        let entry = self.extra.as_deref().filter(|entry| !entry.is_empty());
        let note = Note::parse(&self.checkpoint).map_err(ReceiptError::note)?;
        let checkpoint = Checkpoint::from_text(note.text()).map_err(ReceiptError::from)?;
        let mut out = vec![VERSION];
        push_long(&mut out, entry.ok_or(CompactError::NoEntry)?)?;
        out.extend_from_slice(&self.index.to_be_bytes());
        out.push(count(self.hashes.len())?);
        out.extend(self.hashes.iter().flat_map(|hash| hash.0));
        push_short(&mut out, checkpoint.origin().as_bytes())?;
        out.extend_from_slice(&checkpoint.size().to_be_bytes());
        out.extend_from_slice(&checkpoint.root().0);
        out.push(count(checkpoint.extensions().len())?);
        for line in checkpoint.extensions() {
            push_long(&mut out, line.as_bytes())?;
        }
        out.push(count(note.signatures().len())?);
        for line in note.signatures() {
            let name = if line.name == checkpoint.origin() { "" } else { line.name.as_str() };
            push_short(&mut out, name.as_bytes())?;
            push_long(&mut out, &[&line.key_id.to_be_bytes()[..], &line.signature].concat())?;
        }
        if out.len() > MAX_BYTES { Err(CompactError::Long) } else { Ok(out) }
    }

    /// Reads exactly what [`Receipt::to_compact`] writes, without checking anything it claims.
    ///
    /// # Errors
    /// Refuses any other bytes.
    pub fn from_compact(bytes: &[u8]) -> Result<Self, CompactError> {
        if bytes.len() > MAX_BYTES {
            return Err(CompactError::Long);
        }
        let mut fields = Fields(bytes);
        if fields.byte()? != VERSION {
            return Err(CompactError::Version);
        }
        let entry = fields.long()?.to_vec();
        let index = fields.number()?;
        let hashes = (0..fields.byte()?).map(|_| fields.hash()).collect::<Result<_, _>>()?;
        let checkpoint = fields.checkpoint()?;
        if !fields.0.is_empty() {
            return Err(CompactError::Rest(fields.0.len()));
        }
        let receipt = Self { extra: Some(entry), index, hashes, checkpoint };
        let receipt = Self::from_text(&receipt.to_text())?;
        if receipt.to_compact()? == bytes { Ok(receipt) } else { Err(CompactError::OtherForm) }
    }
}

/// A signed note as it is written.
fn note_text(text: &str, signatures: &[NoteSignature]) -> String {
    let mut note = format!("{text}\n");
    for line in signatures {
        // Writing to a string cannot fail.
        let _ = writeln!(note, "{line}");
    }
    note
}

fn count(length: usize) -> Result<u8, CompactError> {
    u8::try_from(length).map_err(|_| CompactError::Long)
}

fn push_short(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), CompactError> {
    out.push(count(bytes.len())?);
    out.extend_from_slice(bytes);
    Ok(())
}

fn push_long(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), CompactError> {
    let length = u16::try_from(bytes.len()).map_err(|_| CompactError::Long)?;
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(bytes);
    Ok(())
}

/// What is still to be read.
struct Fields<'bytes>(&'bytes [u8]);

impl<'bytes> Fields<'bytes> {
    fn take(&mut self, length: usize) -> Result<&'bytes [u8], CompactError> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(CompactError::Short)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const LENGTH: usize>(&mut self) -> Result<[u8; LENGTH], CompactError> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(CompactError::Short)?;
        self.0 = rest;
        Ok(*taken)
    }

    fn byte(&mut self) -> Result<u8, CompactError> {
        self.array::<1>().map(|[byte]| byte)
    }

    fn number(&mut self) -> Result<u64, CompactError> {
        self.array().map(u64::from_be_bytes)
    }

    fn hash(&mut self) -> Result<Hash, CompactError> {
        self.array::<HASH_BYTES>().map(Hash)
    }

    fn short(&mut self) -> Result<&'bytes str, CompactError> {
        let length = usize::from(self.byte()?);
        std::str::from_utf8(self.take(length)?).map_err(|_| CompactError::Name)
    }

    fn long(&mut self) -> Result<&'bytes [u8], CompactError> {
        let length = usize::from(u16::from_be_bytes(self.array()?));
        self.take(length)
    }

    /// Origin, size, root, extension lines and signature lines, as the signed note they came from.
    fn checkpoint(&mut self) -> Result<String, CompactError> {
        let origin = self.short()?;
        let (size, root) = (self.number()?, self.hash()?);
        let mut text = format!("{origin}\n{size}\n{root}\n");
        for _ in 0..self.byte()? {
            let line = std::str::from_utf8(self.long()?).map_err(|_| CompactError::Name)?;
            text.push_str(line);
            text.push('\n');
        }
        let signatures = (0..self.byte()?).map(|_| self.signature(origin));
        let signatures = signatures.collect::<Result<Vec<_>, _>>()?;
        Ok(note_text(&text, &signatures))
    }

    fn signature(&mut self, origin: &str) -> Result<NoteSignature, CompactError> {
        let name = Some(self.short()?).filter(|name| !name.is_empty()).unwrap_or(origin);
        let (key_id, signature) = self.long()?.split_first_chunk().ok_or(CompactError::Short)?;
        Ok(NoteSignature {
            name: name.to_owned(),
            key_id: u32::from_be_bytes(*key_id),
            signature: signature.to_vec(),
        })
    }
}
