//! The entry: one object of the log, in one strict byte form (design §5).

use crate::canonical::{Field, Malformed, ObjectWriter, Problem, Reader, words};
use crate::commitment::Commitment;
use crate::date::{Date, Moment};
use crate::id::{AccountId, FundId, PersonId};
use crate::kinds::bodies::Body;
use crate::money::Dong;
use sha2::{Digest, Sha256};

/// The largest entry in bytes (a bundle gives each entry a 16-bit length).
pub const LONGEST: usize = 65_535;

words! {
    /// On what the entry's `actor` rests.
    Authority {
        /// The operator said who acted.
        Asserted = "asserted",
        /// The person had signed in.
        Session = "session",
        /// The person signed the entry.
        Signed = "signed",
    }
}

/// One posting: value enters (plus) or leaves (minus) an account within a fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// A store of the book, or one of the named accounts of [`crate::accounts`].
    pub account: AccountId,
    /// The fund.
    pub fund: FundId,
    /// The amount, never zero.
    pub amount: Dong,
}

impl Field for Posting {
    /// `["account","fund",amount]`.
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.account.write(out);
        out.push(b',');
        self.fund.write(out);
        out.push(b',');
        self.amount.write(out);
        out.push(b']');
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.expect(b'[', "a posting")?;
        let account = AccountId::read(reader)?;
        reader.expect(b',', "`,`")?;
        let fund = FundId::read(reader)?;
        reader.expect(b',', "`,`")?;
        let amount = Dong::read(reader)?;
        reader.expect(b']', "`]`")?;
        if amount == Dong::ZERO {
            return Err(reader.error(Problem::Expected("an amount that is not zero")));
        }
        Ok(Self { account, fund, amount })
    }
}

/// An entry of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The person who acted (never a post).
    pub actor: PersonId,
    /// On what `actor` rests.
    pub authority: Authority,
    /// The day it happened, in `Asia/Ho_Chi_Minh`.
    pub occurred_on: Date,
    /// What moved; sums to zero, within each fund too.
    pub postings: Vec<Posting>,
    /// The commitment to the entry's private fields.
    pub record: Option<Commitment>,
    /// When it was entered.
    pub recorded_at: Moment,
    /// What it says.
    pub body: Body,
}

impl Entry {
    /// The canonical bytes; the leaf of the log is SHA-256(0x00 ‖ these).
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(320);
        self.encode_into(&mut out);
        out
    }

    /// Appends the canonical bytes.
    pub fn encode_into(&self, out: &mut Vec<u8>) {
        self.write_with(out, |out| self.body.write(out));
    }

    /// The canonical bytes with every free text emptied: equal for two entries that say the same but for
    /// their words.
    #[must_use]
    pub fn shape(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(320);
        self.write_shape(&mut out);
        out
    }

    /// The leaf's hash in the log: SHA-256(0x00 ‖ the canonical bytes) (RFC 6962 §2.1).
    #[must_use]
    pub fn leaf(&self) -> Commitment {
        let hash = Sha256::new().chain_update([0]).chain_update(self.encode());
        Commitment(hash.finalize().into())
    }

    fn write_with(&self, out: &mut Vec<u8>, body: impl FnOnce(&mut Vec<u8>)) {
        let mut object = ObjectWriter::new(out);
        object.field("actor", &self.actor);
        object.field("authority", &self.authority);
        object.field_with("kind", |out| {
            out.push(b'"');
            out.extend_from_slice(self.body.kind().as_bytes());
            out.push(b'"');
        });
        object.field("occurred_on", &self.occurred_on);
        object.field("postings", &self.postings);
        object.field("record", &self.record);
        object.field("recorded_at", &self.recorded_at);
        object.field_with("what", body);
        object.end();
    }

    /// Reads an entry; anything but the one canonical form is refused.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        if bytes.len() > LONGEST {
            return Err(Malformed { at: LONGEST, problem: Problem::TooLong });
        }
        let mut reader = Reader::new(bytes);
        let entry = Self::read(&mut reader)?;
        reader.finish()?;
        Ok(entry)
    }
}

impl Field for Entry {
    fn write(&self, out: &mut Vec<u8>) {
        self.encode_into(out);
    }
    fn write_shape(&self, out: &mut Vec<u8>) {
        self.write_with(out, |out| self.body.write_shape(out));
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut object = reader.object()?;
        let actor = object.field("actor")?;
        let authority = object.field("authority")?;
        let kind = object.field_with("kind", Reader::text)?;
        let occurred_on = object.field("occurred_on")?;
        let postings = object.field("postings")?;
        let record = object.field("record")?;
        let recorded_at = object.field("recorded_at")?;
        let body = object.field_with("what", |reader| Body::read(&kind, reader))?;
        object.end()?;
        Ok(Self { actor, authority, occurred_on, postings, record, recorded_at, body })
    }
}

/// An entry stated within another.
impl Field for Box<Entry> {
    fn write(&self, out: &mut Vec<u8>) {
        self.encode_into(out);
    }
    fn write_shape(&self, out: &mut Vec<u8>) {
        self.as_ref().write_shape(out);
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.deeper(Entry::read).map(Self::new)
    }
}
