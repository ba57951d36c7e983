//! Reads a policy file, line by line, and says which line is wrong and how.
//! Of the specification's octets it takes those that are UTF-8 in names and addresses, any in comments.

use std::collections::{BTreeMap, BTreeSet};

use super::{NONE, Policy, PolicyGroup, PolicyLog, PolicyWitness};
use crate::cosignature::CosignerKey;
use crate::decimal;
use crate::note::{KeyError, VerifierKey};

/// Bytes a policy may have at most.
const MAX_POLICY_BYTES: usize = 1_000_000;

/// Why a policy was refused, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the policy: {problem}")]
pub struct PolicyError {
    /// From one; the line after the last where something is missing.
    pub line: usize,
    /// What is wrong.
    pub problem: PolicyProblem,
}

/// What is wrong with a line of a policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PolicyProblem {
    /// More than 1,000,000 bytes in all.
    #[error("the policy is longer than 1,000,000 bytes")]
    TooLong,
    /// A control character other than tab, or a name or address that is not UTF-8.
    #[error("the line holds a byte that no policy may hold")]
    Byte,
    /// Not one of the forms of the specification.
    #[error("this is no log, witness, group or quorum line")]
    Form,
    /// The key is not one that may stand there.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The same public key was named before in the same role.
    #[error("the same key was named before")]
    DuplicateKey,
    /// The name is taken, or `none`.
    #[error("the name {0} is taken")]
    Name(String),
    /// The name is not defined on an earlier line.
    #[error("the name {0} is not defined above")]
    Unknown(String),
    /// The name is a member of a group already.
    #[error("{0} is a member of a group already")]
    Member(String),
    /// How many are needed is not from 1 to the number of members.
    #[error("{0} is not a number of members")]
    Threshold(String),
    /// A second quorum line, or none at all.
    #[error("there must be one quorum line")]
    Quorum,
}

impl Policy {
    /// Reads a policy file.
    ///
    /// # Errors
    /// Names the first line that is wrong.
    pub fn parse(bytes: &[u8]) -> Result<Self, PolicyError> {
        if bytes.len() > MAX_POLICY_BYTES {
            return Err(PolicyError { line: 1, problem: PolicyProblem::TooLong });
        }
        let mut reading = Reading::default();
        let lines = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let mut line = 0;
        for bytes in lines.split(|byte| *byte == b'\n') {
            line += 1;
            reading.line(bytes).map_err(|problem| PolicyError { line, problem })?;
        }
        let quorum = reading.quorum;
        let quorum =
            quorum.ok_or(PolicyError { line: line + 1, problem: PolicyProblem::Quorum })?;
        let (logs, witnesses, groups) = (reading.logs, reading.witnesses, reading.groups);
        Ok(Self { logs, witnesses, groups, quorum })
    }
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    logs: Vec<PolicyLog>,
    witnesses: Vec<PolicyWitness>,
    groups: Vec<PolicyGroup>,
    quorum: Option<String>,
    /// Every name defined, and whether it is a member of a group.
    names: BTreeMap<String, bool>,
    log_keys: BTreeSet<Vec<u8>>,
    witness_keys: BTreeSet<Vec<u8>>,
}

impl Reading {
    fn line(&mut self, line: &[u8]) -> Result<(), PolicyProblem> {
        if line.iter().any(|byte| (*byte < b' ' && *byte != b'\t') || *byte == 0x7f) {
            return Err(PolicyProblem::Byte);
        }
        let words = line.split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty());
        let words: Vec<&[u8]> = words.collect();
        if words.first().is_none_or(|word| word.starts_with(b"#")) {
            return Ok(());
        }
        let words = words.into_iter().map(|word| str::from_utf8(word));
        let words: Vec<&str> = words.collect::<Result<_, _>>().map_err(|_| PolicyProblem::Byte)?;
        match words.as_slice() {
            ["log", key] => self.log(key, None),
            ["log", key, address] => self.log(key, Some(address)),
            ["witness", name, key] => self.witness(name, key, None),
            ["witness", name, key, address] => self.witness(name, key, Some(address)),
            ["group", name, threshold, members @ ..] if !members.is_empty() => {
                self.group(name, threshold, members)
            }
            ["quorum", name] => self.quorum(name),
            _ => Err(PolicyProblem::Form),
        }
    }

    fn log(&mut self, key: &str, address: Option<&str>) -> Result<(), PolicyProblem> {
        let key: VerifierKey = key.parse()?;
        if !self.log_keys.insert(key.public_key().to_vec()) {
            return Err(PolicyProblem::DuplicateKey);
        }
        self.logs.push(PolicyLog { key, address: address.map(str::to_owned) });
        Ok(())
    }

    fn witness(
        &mut self,
        name: &str,
        key: &str,
        address: Option<&str>,
    ) -> Result<(), PolicyProblem> {
        let key: CosignerKey = key.parse()?;
        if !self.witness_keys.insert(key.public_key().to_vec()) {
            return Err(PolicyProblem::DuplicateKey);
        }
        self.define(name)?;
        let (name, address) = (name.to_owned(), address.map(str::to_owned));
        self.witnesses.push(PolicyWitness { name, key, address });
        Ok(())
    }

    fn group(
        &mut self,
        name: &str,
        threshold: &str,
        members: &[&str],
    ) -> Result<(), PolicyProblem> {
        let needed = match threshold {
            "any" => Some(1),
            "all" => Some(members.len()),
            number => decimal::parse(number).and_then(|number| usize::try_from(number).ok()),
        };
        let needed = needed.filter(|needed| (1..=members.len()).contains(needed));
        let needed = needed.ok_or_else(|| PolicyProblem::Threshold(threshold.to_owned()))?;
        for member in members {
            let is_member = self.names.get_mut(*member);
            let is_member = is_member.ok_or_else(|| PolicyProblem::Unknown((*member).into()))?;
            if std::mem::replace(is_member, true) {
                return Err(PolicyProblem::Member((*member).to_owned()));
            }
        }
        self.define(name)?;
        let members = members.iter().map(|member| (*member).to_owned()).collect();
        self.groups.push(PolicyGroup { name: name.to_owned(), threshold: needed, members });
        Ok(())
    }

    fn quorum(&mut self, name: &str) -> Result<(), PolicyProblem> {
        if self.quorum.is_some() {
            return Err(PolicyProblem::Quorum);
        }
        if name != NONE && !self.names.contains_key(name) {
            return Err(PolicyProblem::Unknown(name.to_owned()));
        }
        self.quorum = Some(name.to_owned());
        Ok(())
    }

    fn define(&mut self, name: &str) -> Result<(), PolicyProblem> {
        if name == NONE || self.names.contains_key(name) {
            return Err(PolicyProblem::Name(name.to_owned()));
        }
        self.names.insert(name.to_owned(), false);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    const ONE: &str = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
    const TWO: &str = "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv";

    /// The file with `LOG`, `ONE` and `TWO` in place of those words.
    fn refused(text: &str) -> (usize, String) {
        let text = text.replace("LOG", LOG).replace("ONE", ONE).replace("TWO", TWO);
        let error = Policy::parse(text.as_bytes()).unwrap_err();
        (error.line, error.problem.to_string())
    }

    #[test]
    fn each_rule_of_the_specification_names_its_line() {
        for (text, line, says) in [
            ("", 2, "one quorum line"),
            ("log LOG\n", 2, "one quorum line"),
            ("quorum none\nquorum none\n", 2, "one quorum line"),
            ("quorum a\nwitness a ONE\n", 1, "a is not defined above"),
            ("log LOG\nlog LOG\nquorum none\n", 2, "the same key"),
            ("witness a ONE\nwitness b ONE\n", 2, "the same key"),
            ("witness a ONE\nwitness a TWO\n", 2, "the name a is taken"),
            ("witness none ONE\n", 1, "the name none is taken"),
            ("witness a ONE\ngroup a any a\n", 2, "the name a is taken"),
            ("witness a ONE\ngroup b any none\n", 2, "none is not defined"),
            ("witness a ONE\ngroup b any a a\n", 2, "a is a member"),
            ("witness a ONE\ngroup b any a\ngroup c any a\n", 3, "a is a member"),
            ("witness a ONE\ngroup b any b\n", 2, "b is not defined"),
            ("witness a ONE\ngroup b 0 a\n", 2, "0 is not a number"),
            ("witness a ONE\ngroup b 2 a\n", 2, "2 is not a number"),
            ("witness a ONE\ngroup b 01 a\n", 2, "01 is not a number"),
            ("witness a ONE\ngroup b some a\n", 2, "some is not a number"),
            ("witness a ONE\ngroup b any\n", 2, "no log, witness"),
            ("witness a LOG\n", 1, "no cosignatures"),
            ("log ONE\n", 1, "not an Ed25519 or ML-DSA-44 key"),
            ("log LOG https://a more\n", 1, "no log, witness"),
            ("Log LOG\n", 1, "no log, witness"),
            ("quorum none # why\n", 1, "no log, witness"),
            ("quorum none\r\n", 1, "byte"),
            ("quorum\u{b}none\n", 1, "byte"),
            ("# \u{7f}\nquorum none\n", 1, "byte"),
        ] {
            let (at, problem) = refused(text);
            assert!(at == line && problem.contains(says), "{text:?}: line {at}: {problem}");
        }
    }

    #[test]
    fn names_are_any_octets_that_are_text_and_comments_any_octets() {
        let text =
            format!("#\u{1F9F1}\n\t# \u{2003}\nwitness Nhân_chứng {ONE}\nquorum Nhân_chứng\n");
        assert_eq!(Policy::parse(text.as_bytes()).unwrap().quorum(), Some("Nhân_chứng"));
        // A space that is not ASCII's separates nothing.
        let odd = format!("witness a\u{2003}b {ONE}\nquorum a\u{2003}b");
        assert_eq!(Policy::parse(odd.as_bytes()).unwrap().quorum(), Some("a\u{2003}b"));
        assert_eq!(Policy::parse(b"# \xff\nquorum none\n").unwrap().quorum(), None);
        let problem = Policy::parse(b"quorum \xff\n").unwrap_err().problem;
        assert_eq!(problem, PolicyProblem::Byte);
    }
}
