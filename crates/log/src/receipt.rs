//! C2SP tlog-proof: one entry's proof as text that anyone can check offline, years later.
//! A receipt proves nothing until [`Receipt::verify`] has checked signature, size and path together.
//! `docs/receipts.md` has every form byte by byte.

mod code;
mod compact;

pub use code::{CodeError, MAX_CODE_CHARACTERS, MAX_CODE_VERSION, code_texts, read_codes};
pub use compact::CompactError;

use data_encoding::BASE64;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::decimal;
use crate::hash::Hash;
use crate::note::{Note, NoteError, VerifierKey};
use crate::proof::{ProofError, verify_inclusion};

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";
/// A 64-bit tree has no longer path.
const MAX_HASHES: usize = 64;

/// An entry's place in a log, its inclusion proof, and the checkpoint it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Opaque bytes for the reader; nothing vouches for them. In a book's receipts: the entry.
    pub extra: Option<Vec<u8>>,
    /// The entry's index in the log, from 0.
    pub index: u64,
    /// The inclusion proof, from the leaf's sibling up.
    pub hashes: Vec<Hash>,
    /// The signed checkpoint, verbatim.
    pub checkpoint: String,
}

/// Why a receipt was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// A line is not in the form of the specification.
    #[error("line {0} of the receipt is malformed")]
    Line(usize),
    /// No blank line and checkpoint after the proof.
    #[error("the receipt has no checkpoint")]
    NoCheckpoint,
    /// The checkpoint is malformed, of another log, or not signed by a trusted key.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The entry is not at that place in that tree.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

impl ReceiptError {
    fn note(error: NoteError) -> Self {
        Self::Checkpoint(CheckpointError::Note(error))
    }
}

impl Receipt {
    /// The text form, to be kept as a `.tlog-proof` file.
    pub fn to_text(&self) -> String {
        let mut lines = vec![FIRST_LINE.to_owned()];
        lines.extend(self.extra.iter().map(|extra| format!("extra {}", BASE64.encode(extra))));
        lines.push(format!("index {}", self.index));
        lines.extend(self.hashes.iter().map(Hash::to_base64));
        format!("{}\n\n{}", lines.join("\n"), self.checkpoint)
    }

    /// Reads [`Receipt::to_text`]'s form only, without checking anything it claims.
    ///
    /// # Errors
    /// Names the first line of the proof that is malformed, or what is wrong with the checkpoint's form.
    pub fn from_text(text: &str) -> Result<Self, ReceiptError> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or(ReceiptError::NoCheckpoint)?;
        if checkpoint.is_empty() {
            return Err(ReceiptError::NoCheckpoint);
        }
        let mut lines = head.split('\n').zip(1..).peekable();
        if lines.next().is_none_or(|(line, _)| line != FIRST_LINE) {
            return Err(ReceiptError::Line(1));
        }
        let extra = match lines.next_if(|(line, _)| line.starts_with("extra ")) {
            Some((line, number)) => Some(parse_extra(line).ok_or(ReceiptError::Line(number))?),
            None => None,
        };
        let (line, number) = lines.next().ok_or(ReceiptError::Line(2))?;
        let index = line.strip_prefix("index ").and_then(decimal::parse);
        let index = index.ok_or(ReceiptError::Line(number))?;
        let hashes = lines
            .map(|(line, number)| Hash::from_base64(line).ok_or(ReceiptError::Line(number)))
            .collect::<Result<Vec<_>, _>>()?;
        if hashes.len() > MAX_HASHES {
            return Err(ReceiptError::Line(number + MAX_HASHES + 1));
        }
        let note = Note::parse(checkpoint).map_err(ReceiptError::note)?;
        Checkpoint::from_text(note.text())?;
        Ok(Self { extra, index, hashes, checkpoint: checkpoint.to_owned() })
    }

    /// Checks that the leaf stands in the log `origin` at [`Receipt::index`], under a checkpoint signed
    /// by one of `trusted`; gives that checkpoint.
    ///
    /// # Errors
    /// Refuses a checkpoint that does not open, and a path that does not lead from the leaf to its root.
    pub fn verify(
        &self,
        leaf: &Hash,
        origin: &str,
        trusted: &[VerifierKey],
    ) -> Result<Checkpoint, ReceiptError> {
        let checkpoint = Checkpoint::open(&self.checkpoint, origin, trusted)?;
        let (size, root) = (checkpoint.size(), checkpoint.root());
        verify_inclusion(self.index, size, leaf, &self.hashes, &root)?;
        Ok(checkpoint)
    }
}

fn parse_extra(line: &str) -> Option<Vec<u8>> {
    BASE64.decode(line.strip_prefix("extra ")?.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    // tlog-proof's example (the signature shortened there; the proof's own lines are whole).
    const EXAMPLE: &str = "c2sp.org/tlog-proof@v1\n\
        index 73894\n\
        gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=\n\
        B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n\
        \n\
        example.com/fancylog\n109482\nsFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=\n\n\
        — example.com/fancylog hI2DJwAA\n";

    #[test]
    fn the_specifications_form_is_read_and_written_alike() {
        let receipt = Receipt::from_text(EXAMPLE).unwrap();
        assert_eq!((receipt.index, receipt.hashes.len(), &receipt.extra), (73_894, 2, &None));
        assert!(receipt.checkpoint.starts_with("example.com/fancylog\n109482\n"));
        assert_eq!(receipt.to_text(), EXAMPLE);
        let with_extra = Receipt { extra: Some(b"more".to_vec()), hashes: Vec::new(), ..receipt };
        assert_eq!(Receipt::from_text(&with_extra.to_text()), Ok(with_extra));
    }

    #[test]
    fn other_spellings_name_their_line() {
        let line =
            |from: &str, to: &str| Receipt::from_text(&EXAMPLE.replacen(from, to, 1)).unwrap_err();
        assert_eq!(line("@v1", "@v2"), ReceiptError::Line(1));
        assert_eq!(line("index 73894", "index 073894"), ReceiptError::Line(2));
        assert_eq!(line("index 73894", "index  73894"), ReceiptError::Line(2));
        assert_eq!(line("index 73894", "extra !\nindex 73894"), ReceiptError::Line(2));
        assert_eq!(line("index 73894", "extra AA==\nextra AA==\nindex 1"), ReceiptError::Line(3));
        assert_eq!(line("gSKy", "gSK"), ReceiptError::Line(3));
        assert_eq!(line("B95l", " B95l"), ReceiptError::Line(4));
        let hash = "B95lDa8R83lS8n0eG+o0buTxRKQTYFi//1U8anccXmA=\n";
        assert_eq!(line(hash, &hash.repeat(64)), ReceiptError::Line(67));
        assert_eq!(
            Receipt::from_text("c2sp.org/tlog-proof@v1\nindex 1\n"),
            Err(ReceiptError::NoCheckpoint)
        );
        assert_eq!(Receipt::from_text(""), Err(ReceiptError::NoCheckpoint));
    }
}
