//! C2SP tlog-policy: which logs and witnesses are known, and whose cosignatures a checkpoint needs.
//! It judges a signed note and nothing else; addresses are kept and never used here.

mod read;

pub use read::{PolicyError, PolicyProblem};

use std::collections::BTreeSet;
use std::fmt;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::cosignature::CosignerKey;
use crate::note::{Note, NoteError, VerifierKey};

/// The name that stands for no cosignature at all.
const NONE: &str = "none";

/// A policy file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<PolicyLog>,
    witnesses: Vec<PolicyWitness>,
    groups: Vec<PolicyGroup>,
    quorum: String,
}

/// A log that is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyLog {
    /// Its key; the key's name is the log's origin line.
    pub key: VerifierKey,
    /// Where it answers, where that is said.
    pub address: Option<String>,
}

/// A witness that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyWitness {
    /// Its name in the policy; the name on its signature lines is the key's.
    pub name: String,
    /// Its key.
    pub key: CosignerKey,
    /// Its submission prefix (tlog-witness), where that is said.
    pub address: Option<String>,
}

/// Witnesses, or groups of them, of which so many must have cosigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyGroup {
    /// Its name in the policy.
    pub name: String,
    /// How many of the members must have cosigned: from 1 to their number.
    pub threshold: usize,
    /// Names of witnesses and groups defined before it, each a member once in the whole policy.
    pub members: Vec<String>,
}

/// What a policy finds on a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witnessed {
    /// Every witness of the policy, in its order, with the time of its latest cosignature in seconds
    /// since 1970, or `None` where it has not cosigned.
    pub witnesses: Vec<(String, Option<u64>)>,
    /// Whether the quorum is met.
    pub quorum_is_met: bool,
}

/// A checkpoint judged by a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The checkpoint, signed by one of the policy's logs.
    pub checkpoint: Checkpoint,
    /// Whose cosignatures it carries.
    pub witnessed: Witnessed,
}

impl Policy {
    /// The logs that are believed; where there are none, the log is known from elsewhere.
    pub fn logs(&self) -> &[PolicyLog] {
        &self.logs
    }

    /// The same policy believing one log more, by its key.
    #[must_use]
    pub fn with_log(mut self, key: VerifierKey) -> Self {
        if !self.logs.iter().any(|log| log.key.public_key() == key.public_key()) {
            self.logs.push(PolicyLog { key, address: None });
        }
        self
    }

    /// The witnesses that are known, needed for the quorum or not.
    pub fn witnesses(&self) -> &[PolicyWitness] {
        &self.witnesses
    }

    /// The groups, each after its members.
    pub fn groups(&self) -> &[PolicyGroup] {
        &self.groups
    }

    /// The witness or group that must have cosigned; `None` where nobody must.
    pub fn quorum(&self) -> Option<&str> {
        (self.quorum != NONE).then_some(self.quorum.as_str())
    }

    /// Which witnesses cosigned the note, and whether that is enough. Who signed for the log is not
    /// asked.
    ///
    /// # Errors
    /// Refuses the note where a line of a known witness does not fit it.
    pub fn witnessed(&self, note: &Note) -> Result<Witnessed, NoteError> {
        let named =
            |witness: &PolicyWitness| Ok((witness.name.clone(), witness.key.cosigned_at(note)?));
        let witnesses = self.witnesses.iter().map(named).collect::<Result<Vec<_>, _>>()?;
        let cosigned = witnesses.iter().filter(|(_, time)| time.is_some());
        let quorum_is_met = self.is_met_by(cosigned.map(|(name, _)| name.as_str()).collect());
        Ok(Witnessed { witnesses, quorum_is_met })
    }

    /// How new a note is by its cosignatures: the latest time, in seconds since 1970, such that witnesses who
    /// state that time or a later one meet the quorum. A time past `not_after` counts for nothing, so that one
    /// witness's false clock moves nothing that others do not bear out. `None` where nobody must cosign, and
    /// where too few have.
    pub fn cosigned_at(&self, witnessed: &Witnessed, not_after: u64) -> Option<u64> {
        self.quorum()?;
        let stated = witnessed.witnesses.iter();
        let stated = stated.filter_map(|(name, time)| Some((name.as_str(), (*time)?)));
        let stated: Vec<(&str, u64)> = stated.filter(|(_, time)| *time <= not_after).collect();
        let suffices = |time: &u64| {
            let since = stated.iter().filter(|(_, stated)| stated >= time);
            self.is_met_by(since.map(|(name, _)| *name).collect())
        };
        stated.iter().map(|(_, time)| *time).filter(suffices).max()
    }

    /// Judges a signed note: one of the policy's logs must have signed it, under its own origin; whose
    /// cosignatures it carries is told, enough of them or not.
    ///
    /// # Errors
    /// Refuses malformed notes, those not signed by a log of the policy, and those that a log or witness
    /// of it signed wrongly.
    pub fn judge(&self, note: &str) -> Result<Judged, CheckpointError> {
        let read = Note::parse(note)?;
        let origin = Checkpoint::from_text(read.text())?.origin().to_owned();
        let logs = self.logs.iter().map(|log| log.key.clone());
        let keys: Vec<VerifierKey> = logs.filter(|key| key.name() == origin).collect();
        let checkpoint = Checkpoint::open(note, &origin, &keys)?;
        Ok(Judged { checkpoint, witnessed: self.witnessed(&read)? })
    }

    /// Whether cosignatures of these witnesses, and no others, meet the quorum. Groups stand after their
    /// members, so one pass in order is enough.
    fn is_met_by<'a>(&'a self, mut cosigned: BTreeSet<&'a str>) -> bool {
        for group in &self.groups {
            let have = group.members.iter().filter(|name| cosigned.contains(name.as_str()));
            if have.count() >= group.threshold {
                cosigned.insert(&group.name);
            }
        }
        self.quorum == NONE || cosigned.contains(self.quorum.as_str())
    }
}

impl fmt::Display for Policy {
    /// The file: logs, witnesses, groups, quorum, a line each. Read again it is the same policy.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let after = |address: &Option<String>| match address {
            Some(address) => format!(" {address}"),
            None => String::new(),
        };
        for log in &self.logs {
            writeln!(formatter, "log {}{}", log.key, after(&log.address))?;
        }
        for witness in &self.witnesses {
            let PolicyWitness { name, key, address } = witness;
            writeln!(formatter, "witness {name} {key}{}", after(address))?;
        }
        for PolicyGroup { name, threshold, members } in &self.groups {
            writeln!(formatter, "group {name} {threshold} {}", members.join(" "))?;
        }
        writeln!(formatter, "quorum {}", self.quorum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cosignature::Cosigner;
    use crate::hash::Hash;
    use crate::note::SignerKey;

    fn log_key() -> SignerKey {
        SignerKey::from_seed("books.example/log", &[1; 32]).unwrap()
    }

    fn cosigner(number: u8) -> Cosigner {
        Cosigner::from_seed(&format!("witness.example/{number}"), &[100 + number; 32]).unwrap()
    }

    /// tlog-policy's example: the X by two of three, the Y by any, and both.
    fn example() -> Policy {
        let key = |number: u8| cosigner(number).key().to_string();
        let (one, two, three) = (key(1), key(2), key(3));
        let (four, five, six) = (key(4), key(5), key(6));
        let text = format!(
            "log {}\n\nwitness X1 {one}\nwitness X2 {two}\nwitness X3 {three}\n\
            group X-witnesses 2 X1 X2 X3\n\n# the others\n\
            witness Y1 {four}\n\twitness Y2\t{five} \nwitness  Y3 {six}\n\
            group Y-witnesses any Y1 Y2 Y3\n\n\
            group X-and-Y all X-witnesses Y-witnesses\nquorum X-and-Y\n",
            log_key().verifier()
        );
        Policy::parse(text.as_bytes()).unwrap()
    }

    fn note_of(numbers: &[u8]) -> Note {
        let checkpoint = Checkpoint::new("books.example/log", 3, Hash([3; 32])).unwrap();
        let mut note = Note::parse(&checkpoint.sign(&[&log_key()]).unwrap()).unwrap();
        for number in numbers {
            note.add(cosigner(*number).cosign(note.text(), u64::from(*number)));
        }
        note
    }

    #[test]
    fn the_specifications_example_is_met_as_it_says() {
        let policy = example();
        for (numbers, met) in [
            (&[][..], false),
            (&[1, 2], false),
            (&[1, 4], false),
            (&[4, 5, 6], false),
            (&[1, 2, 3], false),
            (&[1, 3, 6], true),
            (&[2, 3, 4], true),
            (&[6, 5, 4, 3, 2, 1], true),
        ] {
            let judged = policy.judge(&note_of(numbers).to_string()).unwrap();
            assert_eq!(judged.witnessed.quorum_is_met, met, "{numbers:?}");
            assert_eq!(judged.checkpoint.size(), 3);
            let found = judged.witnessed.witnesses.iter().filter_map(|(_, time)| *time);
            assert_eq!(found.count(), numbers.len());
        }
        let witnessed = policy.witnessed(&note_of(&[5])).unwrap();
        assert_eq!(witnessed.witnesses[4], ("Y2".to_owned(), Some(5)));
    }

    /// Two of three X and one of three Y must have cosigned, as the specification's example says; the number
    /// of a witness is its time.
    #[test]
    fn a_note_is_as_new_as_its_quorum_says_and_no_single_clock_makes_it_newer() {
        let at = |numbers: &[u8], not_after: u64| {
            let policy = example();
            policy.cosigned_at(&policy.witnessed(&note_of(numbers)).unwrap(), not_after)
        };
        assert_eq!(at(&[1, 3, 6], 100), Some(1));
        assert_eq!(at(&[1, 2, 3, 4, 5, 6], 100), Some(2));
        assert_eq!(at(&[1, 2, 3, 4, 5, 6], 5), Some(2));
        assert_eq!(at(&[2, 3, 6], 5), None, "whoever is ahead of the clock is not heard");
        assert_eq!(at(&[1, 6], 100), None);
        let nobody = Policy::parse(b"quorum none\n").unwrap();
        let witnessed = example().witnessed(&note_of(&[1, 3, 6])).unwrap();
        assert_eq!(nobody.cosigned_at(&witnessed, 100), None);
    }

    #[test]
    fn what_is_written_is_read_back_alike() {
        let policy = example();
        let text = policy.to_string();
        assert!(text.contains("\ngroup X-witnesses 2 X1 X2 X3\n"), "{text}");
        assert!(text.ends_with("\ngroup X-and-Y 2 X-witnesses Y-witnesses\nquorum X-and-Y\n"));
        assert_eq!(Policy::parse(text.as_bytes()), Ok(policy));
    }

    #[test]
    fn the_public_checkpoint_meets_a_quorum_of_its_public_witnesses() {
        let checkpoint = include_str!("../tests/vectors/cosigned-checkpoint.txt");
        let policy = "log arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f\n\
            witness one remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2\n\
            witness two witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv https://witness.stagemole.eu\n\
            witness absent rgdd.se/poc-witness+db03732e+BCjJKlo6BU0xfIb8LutqerIFTWIXEA0L5n3tW3QyPFgG\n\
            group two-of-three 2 one two absent\n";
        let judge = |quorum: &str| {
            let policy = Policy::parse(format!("{policy}quorum {quorum}\n").as_bytes()).unwrap();
            policy.judge(checkpoint).unwrap().witnessed
        };
        assert!(judge("two-of-three").quorum_is_met);
        assert!(judge("none").quorum_is_met);
        assert!(judge("one").quorum_is_met);
        let refused = judge("absent");
        assert!(!refused.quorum_is_met);
        assert_eq!(refused.witnesses[2], ("absent".to_owned(), None));
    }

    #[test]
    fn only_the_policys_logs_are_believed_and_a_bad_cosignature_spoils_the_note() {
        let policy = example();
        let mut note = note_of(&[1, 3, 6]);
        let other = SignerKey::from_seed("books.example/log", &[2; 32]).unwrap();
        let mut unsigned = Note::new(note.text()).unwrap();
        unsigned.sign(&other);
        assert!(policy.judge(&unsigned.to_string()).is_err());
        let checkpoint = Checkpoint::new("books.example/other", 3, Hash([3; 32])).unwrap();
        assert!(policy.judge(&checkpoint.sign(&[&log_key()]).unwrap()).is_err());
        note.add(cosigner(6).cosign("another text\n", 6));
        assert_eq!(
            policy.judge(&note.to_string()),
            Err(CheckpointError::Note(NoteError::BadSignature("witness.example/6".into())))
        );
    }
}
