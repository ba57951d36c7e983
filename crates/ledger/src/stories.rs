//! What the numbers and names of a story came to at the size of the log it was published at: one canonical
//! JSON form, so that whoever has the story's file and the log makes the same bytes and the same hash.

use crate::asking::form::AnswerForm;
use crate::canonical::{Field as _, Malformed, Reader, record};
use crate::commitment::Commitment;
use sha2::{Digest, Sha256};

record! {
    /// A name that the book gives, taken over by a story.
    BoundName {
        /// The entry that gives it.
        entry: u64,
        /// What is named.
        id: String,
        /// The name, or the number of a document.
        name: String,
    }
    /// What a story's numbers and names came to.
    BoundStory {
        /// Its numbers, in the order of the file.
        figures: Vec<AnswerForm>,
        /// Its names, in the order of the file.
        names: Vec<BoundName>,
        /// The size of the log.
        size: u64,
    }
}

impl BoundStory {
    /// As canonical JSON, one line.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out.push(b'\n');
        out
    }

    /// Reads what [`Self::to_json`] wrote.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Malformed> {
        let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let mut reader = Reader::new(bytes);
        let story = Self::read(&mut reader)?;
        reader.finish()?;
        Ok(story)
    }
}

/// SHA-256 of a public file.
#[must_use]
pub fn file_hash(bytes: &[u8]) -> Commitment {
    Commitment(Sha256::digest(bytes).into())
}
