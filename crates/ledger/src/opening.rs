//! Openings: private fields released to the public, outside the log and erasable. An opening shows, for
//! every field of a record, either its salt and value or its commitment, so that anyone can compute the
//! record's commitment that stands in the entry.

use crate::canonical::{Field, Malformed, Reader, record};
use crate::commitment::{Commitment, RecordCommitments, RecordKeys, Salt, commit_field};

record! {
    /// One field as it is published: its commitment where it is closed, else its salt, and its value
    /// where it is not empty.
    PublishedField {
        /// The commitment of a closed field.
        commitment: Option<Commitment>,
        /// The salt of an open one, 32 bytes in the form of a commitment.
        salt: Option<Commitment>,
        /// The value of an open field that is not empty.
        value: Option<String>,
    }
    /// An opening as it is published: a line of canonical JSON.
    PublishedOpening {
        /// The entry whose record it opens.
        entry: u64,
        /// Its fields, in order.
        fields: Vec<PublishedField>,
    }
}

impl PublishedOpening {
    /// The form of an entry's opening.
    #[must_use]
    pub fn new(entry: u64, record: &OpenedRecord) -> Self {
        let fields = record.fields.iter().map(|field| match field {
            OpenedField::Closed(commitment) => {
                PublishedField { commitment: Some(*commitment), salt: None, value: None }
            }
            OpenedField::Open { salt, value } => PublishedField {
                commitment: None,
                salt: Some(Commitment(*salt)),
                value: value.clone(),
            },
        });
        Self { entry, fields: fields.collect() }
    }

    /// What is shown; `None` where a field is neither closed nor open.
    #[must_use]
    pub fn record(&self) -> Option<OpenedRecord> {
        let fields = self.fields.iter().map(|field| match field {
            PublishedField { commitment: Some(commitment), salt: None, value: None } => {
                Some(OpenedField::Closed(*commitment))
            }
            PublishedField { commitment: None, salt: Some(salt), value } => {
                Some(OpenedField::Open { salt: salt.0, value: value.clone() })
            }
            PublishedField { .. } => None,
        });
        Some(OpenedRecord { fields: fields.collect::<Option<_>>()? })
    }

    /// The line, without its newline.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }

    /// Reads a line.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let opening = Self::read(&mut reader)?;
        reader.finish()?;
        Ok(opening)
    }
}

/// One field of an opened record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenedField {
    /// Not released: its commitment only.
    Closed(Commitment),
    /// Released; a value of `None` shows that the field was empty.
    Open {
        /// The field's salt.
        salt: Salt,
        /// Its value.
        value: Option<String>,
    },
}

/// All fields of a record, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedRecord {
    /// The fields.
    pub fields: Vec<OpenedField>,
}

impl OpenedRecord {
    /// Releases the fields whose index is in `open`.
    #[must_use]
    pub fn release(
        keys: &RecordKeys,
        values: &[Option<&str>],
        commitments: &RecordCommitments,
        open: &[u8],
    ) -> Self {
        let fields = (0u8..).zip(values).zip(keys.salts.iter().zip(&commitments.fields));
        let fields = fields.map(|((index, value), (salt, closed))| {
            if open.contains(&index) {
                OpenedField::Open { salt: *salt, value: value.map(str::to_owned) }
            } else {
                OpenedField::Closed(*closed)
            }
        });
        Self { fields: fields.collect() }
    }

    /// The record's commitment that follows from what is shown; it must equal the entry's.
    #[must_use]
    pub fn commitment(&self) -> Commitment {
        let fields = (0u8..).zip(&self.fields).map(|(index, field)| match field {
            OpenedField::Closed(commitment) => *commitment,
            OpenedField::Open { salt, value } => commit_field(salt, index, value.as_deref()),
        });
        RecordCommitments { fields: fields.collect() }.record()
    }

    /// The value of a field, where it is released and not empty.
    #[must_use]
    pub fn value(&self, index: usize) -> Option<&str> {
        match self.fields.get(index) {
            Some(OpenedField::Open { value, .. }) => value.as_deref(),
            Some(OpenedField::Closed(_)) | None => None,
        }
    }

    /// Appends the stored form: the number of fields, then of each a tag (0 closed, 1 open, 2 open and
    /// empty), 32 bytes of commitment or salt, and for 1 the length (four bytes, big-endian) and value.
    pub fn encode_into(&self, out: &mut Vec<u8>) {
        out.push(u8::try_from(self.fields.len()).unwrap_or(u8::MAX));
        for field in &self.fields {
            match field {
                OpenedField::Closed(commitment) => {
                    out.push(0);
                    out.extend_from_slice(&commitment.0);
                }
                OpenedField::Open { salt, value: Some(value) } => {
                    out.push(1);
                    out.extend_from_slice(salt);
                    out.extend_from_slice(
                        &u32::try_from(value.len()).unwrap_or(u32::MAX).to_be_bytes(),
                    );
                    out.extend_from_slice(value.as_bytes());
                }
                OpenedField::Open { salt, value: None } => {
                    out.push(2);
                    out.extend_from_slice(salt);
                }
            }
        }
    }

    /// Reads the stored form; `None` where it is anything else.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (count, mut rest) = bytes.split_first()?;
        let mut fields = Vec::with_capacity(usize::from(*count));
        for _ in 0..*count {
            let (tag, after) = rest.split_first()?;
            let (word, after) = after.split_first_chunk::<32>()?;
            rest = after;
            fields.push(match tag {
                0 => OpenedField::Closed(Commitment(*word)),
                1 => {
                    let (length, after) = rest.split_first_chunk::<4>()?;
                    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
                    let (value, after) = after.split_at_checked(length)?;
                    rest = after;
                    let value = std::str::from_utf8(value).ok()?.to_owned();
                    OpenedField::Open { salt: *word, value: Some(value) }
                }
                2 => OpenedField::Open { salt: *word, value: None },
                _ => return None,
            });
        }
        rest.is_empty().then_some(Self { fields })
    }
}
