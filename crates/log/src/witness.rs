//! C2SP tlog-witness: the request to cosign a checkpoint, and the judgement on it. Pure: the tree last
//! cosigned is passed in, and whoever cosigns must store the new one, durably, before answering.

use crate::checkpoint::Checkpoint;
use crate::decimal;
use crate::hash::{Hash, empty_root};
use crate::note::{Note, VerifierKey};
use crate::proof::verify_consistency;

/// Lines of a consistency proof a request may hold.
const MAX_HASHES: usize = 63;

/// The media type of the answer that tells a witness's size (status 409).
pub const SIZE_MEDIA_TYPE: &str = "text/x.tlog.size";

/// The body of `POST …/add-checkpoint`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCheckpoint {
    /// Leaves of the tree this witness last cosigned, as the sender believes; 0 for none.
    pub old_size: u64,
    /// The consistency proof from that tree to the checkpoint's.
    pub proof: Vec<Hash>,
    /// The signed checkpoint, verbatim.
    pub checkpoint: String,
}

/// The tree a witness last cosigned for a log: nothing at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// Its leaves.
    pub size: u64,
    /// Its root.
    pub root: Hash,
}

impl Default for Cosigned {
    fn default() -> Self {
        Self { size: 0, root: empty_root() }
    }
}

/// Why a checkpoint is not cosigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WitnessRefusal {
    /// The request or its checkpoint is malformed, or the old size is above the checkpoint's.
    #[error("the request is malformed")]
    Malformed,
    /// The witness keeps no key of this log.
    #[error("the log is not known")]
    UnknownLog,
    /// No key of this log has signed.
    #[error("no known key of the log has signed the checkpoint")]
    Unsigned,
    /// The old size is not that of the tree last cosigned, which this is.
    #[error("the tree last cosigned has {0} leaves")]
    OldSize(u64),
    /// The log has signed another root for the size last cosigned, which this is: two histories.
    #[error("another tree of {0} leaves was cosigned")]
    OtherRoot(u64),
    /// The proof does not lead from the tree last cosigned to this one.
    #[error("the consistency proof does not hold")]
    Inconsistent,
}

impl WitnessRefusal {
    /// The HTTP status of the specification.
    pub fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Unsigned => 403,
            Self::UnknownLog => 404,
            Self::OldSize(_) | Self::OtherRoot(_) => 409,
            Self::Inconsistent => 422,
        }
    }
}

impl AddCheckpoint {
    /// The request's body.
    pub fn to_text(&self) -> String {
        let mut text = format!("old {}\n", self.old_size);
        for hash in &self.proof {
            text.push_str(&hash.to_base64());
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }

    /// Reads [`AddCheckpoint::to_text`]'s form only, without believing it.
    ///
    /// # Errors
    /// [`WitnessRefusal::Malformed`].
    pub fn from_text(text: &str) -> Result<Self, WitnessRefusal> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or(WitnessRefusal::Malformed)?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old "));
        let old_size = old.and_then(decimal::parse).ok_or(WitnessRefusal::Malformed)?;
        let proof: Option<Vec<Hash>> = lines.map(Hash::from_base64).collect();
        let proof = proof.filter(|proof| proof.len() <= MAX_HASHES);
        let proof = proof.ok_or(WitnessRefusal::Malformed)?;
        Ok(Self { old_size, proof, checkpoint: checkpoint.to_owned() })
    }

    /// The log that the request speaks for, not believed yet.
    ///
    /// # Errors
    /// [`WitnessRefusal::Malformed`].
    pub fn origin(&self) -> Result<String, WitnessRefusal> {
        let (_, checkpoint) = self.read()?;
        Ok(checkpoint.origin().to_owned())
    }

    fn read(&self) -> Result<(Note, Checkpoint), WitnessRefusal> {
        let note = Note::parse(&self.checkpoint).map_err(|_| WitnessRefusal::Malformed)?;
        let checkpoint = Checkpoint::from_text(note.text());
        Ok((note, checkpoint.map_err(|_| WitnessRefusal::Malformed)?))
    }

    /// Judges the request of a log that is known by `keys` and of which `cosigned` was cosigned last, in
    /// the order of the specification. What it gives may be cosigned once it is stored.
    ///
    /// # Errors
    /// See [`WitnessRefusal`].
    pub fn judge(
        &self,
        keys: &[VerifierKey],
        cosigned: &Cosigned,
    ) -> Result<Checkpoint, WitnessRefusal> {
        let (note, checkpoint) = self.read()?;
        if keys.is_empty() {
            return Err(WitnessRefusal::UnknownLog);
        }
        // A key that did not sign, or signed wrongly, does not spoil what another has signed.
        if !keys.iter().any(|key| note.verify(std::slice::from_ref(key)).is_ok()) {
            return Err(WitnessRefusal::Unsigned);
        }
        let (size, root) = (checkpoint.size(), checkpoint.root());
        if self.old_size > size {
            return Err(WitnessRefusal::Malformed);
        }
        if self.old_size != cosigned.size {
            return Err(WitnessRefusal::OldSize(cosigned.size));
        }
        if size == cosigned.size && root != cosigned.root {
            return Err(WitnessRefusal::OtherRoot(size));
        }
        let holds = if self.old_size == 0 || size == self.old_size {
            self.proof.is_empty()
        } else {
            let (older, proof) = (self.old_size, &self.proof);
            verify_consistency(older, size, proof, &cosigned.root, &root).is_ok()
        };
        if holds { Ok(checkpoint) } else { Err(WitnessRefusal::Inconsistent) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // tlog-witness's example, whole.
    const EXAMPLE: &str = "old 20852014\n\
        PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n\
        jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n\
        5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n\
        /6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\
        \n\
        example.com/behind-the-sofa\n\
        20852163\n\
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\
        \n\
        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
        — example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";

    #[test]
    fn the_specifications_request_is_read_and_written_alike() {
        let request = AddCheckpoint::from_text(EXAMPLE).unwrap();
        assert_eq!((request.old_size, request.proof.len()), (20_852_014, 4));
        assert_eq!(request.origin().as_deref(), Ok("example.com/behind-the-sofa"));
        assert_eq!(request.to_text(), EXAMPLE);
        let unknown = request.judge(&[], &Cosigned::default());
        assert_eq!(unknown, Err(WitnessRefusal::UnknownLog));
    }

    #[test]
    fn other_spellings_are_malformed() {
        for (from, to) in [
            ("old 20852014", "old 020852014"),
            ("old 20852014", "old  20852014"),
            ("old 20852014", "old -1"),
            ("old 20852014", "Old 1"),
            ("old 20852014\n", ""),
            ("PlRN", "PlR"),
            ("PlRN", " PlRN"),
            ("\n\nexample.com", "\nexample.com"),
            ("old 20852014\n", "old 1\r\n"),
            ("\n20852163\n", "\n020852163\n"),
            ("— example", "- example"),
        ] {
            let text = EXAMPLE.replacen(from, to, 1);
            let origin = AddCheckpoint::from_text(&text).and_then(|request| request.origin());
            assert_eq!(origin, Err(WitnessRefusal::Malformed), "{to:?}");
        }
        let hash = "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n";
        let with = |lines: usize| EXAMPLE.replacen(hash, &hash.repeat(lines), 1);
        assert!(AddCheckpoint::from_text(&with(60)).is_ok());
        assert!(AddCheckpoint::from_text(&with(61)).is_err());
    }
}
