//! C2SP tlog-checkpoint: the signed statement of a log's size and root.
//! Only one spelling of each checkpoint is read; extension lines are kept and never interpreted.

use crate::decimal;
use crate::hash::Hash;
use crate::note::{MlDsaSigner, Note, NoteError, SignerKey, VerifierKey};

/// A log's head: `size` leaves with the root `root`, stated by the log `origin`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    extensions: Vec<String>,
}

/// Why a checkpoint was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The note that carries it is malformed or not signed by a trusted key.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Fewer than three lines, an empty line, or no newline at the end.
    #[error("a checkpoint is three or more lines, none of them empty")]
    Lines,
    /// The size is not a plain decimal number of 64 bits.
    #[error("{0:?} is not a tree size")]
    Size(String),
    /// The root is not the base64 of 32 bytes.
    #[error("{0:?} is not a root hash")]
    Root(String),
    /// The origin is longer than 255 bytes.
    #[error("{0:?} is longer than 255 bytes")]
    TooLong(String),
    /// It speaks for another log.
    #[error("the checkpoint is of the log {found:?}, not {expected:?}")]
    Origin {
        /// The log asked for.
        expected: String,
        /// The log named.
        found: String,
    },
}

impl Checkpoint {
    /// A checkpoint to sign.
    ///
    /// # Errors
    /// Refuses an origin that is empty or holds control characters.
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Self, CheckpointError> {
        check_line(origin)?;
        Ok(Self { origin: origin.to_owned(), size, root, extensions: Vec::new() })
    }

    /// The same with one more extension line (the specification advises against them).
    ///
    /// # Errors
    /// Refuses a line that is empty or holds control characters.
    pub fn with_extension(mut self, line: &str) -> Result<Self, CheckpointError> {
        check_line(line)?;
        self.extensions.push(line.to_owned());
        Ok(self)
    }

    /// The log that states it.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Leaves in the tree.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The tree's root.
    pub fn root(&self) -> Hash {
        self.root
    }

    /// Extension lines, in order, not interpreted.
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }

    /// The text that is signed: origin, size, root and extensions, each with its newline.
    pub fn to_text(&self) -> String {
        let mut text = format!("{}\n{}\n{}\n", self.origin, self.size, self.root);
        for line in &self.extensions {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// Reads exactly what [`Checkpoint::to_text`] writes. It says nothing of signatures.
    ///
    /// # Errors
    /// Refuses any other spelling.
    pub fn from_text(text: &str) -> Result<Self, CheckpointError> {
        let lines = text.strip_suffix('\n').ok_or(CheckpointError::Lines)?;
        lines.split('\n').try_for_each(check_line)?;
        let mut lines = lines.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Lines);
        };
        Ok(Self {
            origin: origin.to_owned(),
            size: decimal::parse(size).ok_or_else(|| CheckpointError::Size(size.to_owned()))?,
            root: Hash::from_base64(root).ok_or_else(|| CheckpointError::Root(root.to_owned()))?,
            extensions: lines.map(str::to_owned).collect(),
        })
    }

    /// The signed note to publish, one signature line for each key.
    ///
    /// # Errors
    /// Never for a checkpoint made by [`Checkpoint::new`] or read by this module.
    pub fn sign(&self, keys: &[&SignerKey]) -> Result<String, CheckpointError> {
        let mut note = Note::new(&self.to_text())?;
        for key in keys {
            note.sign(key);
        }
        Ok(note.to_string())
    }

    /// The signed note of a log: its Ed25519 signature and its ML-DSA-44 signature. A reader that knows
    /// one of the two keys passes over the other's line.
    ///
    /// # Errors
    /// Refuses an origin of more than 255 bytes, which ML-DSA-44 cosignatures cannot carry.
    pub fn sign_as_log(
        &self,
        key: &SignerKey,
        beside: &MlDsaSigner,
    ) -> Result<String, CheckpointError> {
        let mut note = Note::new(&self.to_text())?;
        note.sign(key);
        let signature = beside.sign(self);
        note.add(signature.ok_or_else(|| CheckpointError::TooLong(self.origin.clone()))?);
        Ok(note.to_string())
    }

    /// Opens a published checkpoint: signed by one of `trusted` (and by none of them wrongly), of the
    /// log `origin`.
    ///
    /// # Errors
    /// Refuses malformed, unsigned and wrongly signed notes, and other logs' checkpoints.
    pub fn open(
        note: &str,
        origin: &str,
        trusted: &[VerifierKey],
    ) -> Result<Self, CheckpointError> {
        let note = Note::parse(note)?;
        note.verify(trusted)?;
        let checkpoint = Self::from_text(note.text())?;
        if checkpoint.origin != origin {
            let (expected, found) = (origin.to_owned(), checkpoint.origin);
            return Err(CheckpointError::Origin { expected, found });
        }
        Ok(checkpoint)
    }
}

fn check_line(line: &str) -> Result<(), CheckpointError> {
    let printable = line.bytes().all(|byte| byte >= b' ');
    if printable && !line.is_empty() { Ok(()) } else { Err(CheckpointError::Lines) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOT: &str = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    fn key(seed: u8) -> SignerKey {
        SignerKey::from_seed("example.com/behind-the-sofa", &[seed; 32]).unwrap()
    }

    #[test]
    fn the_specifications_text_is_read_and_written_alike() {
        // tlog-checkpoint's example.
        let text = format!("example.com/behind-the-sofa\n20852163\n{ROOT}\n");
        let checkpoint = Checkpoint::from_text(&text).unwrap();
        assert_eq!(checkpoint.origin(), "example.com/behind-the-sofa");
        assert_eq!((checkpoint.size(), checkpoint.root().to_string()), (20_852_163, ROOT.into()));
        assert_eq!(checkpoint.to_text(), text);
        let longer = checkpoint.with_extension("one").unwrap().with_extension("two").unwrap();
        assert_eq!(longer.to_text(), format!("{text}one\ntwo\n"));
        assert_eq!(Checkpoint::from_text(&longer.to_text()), Ok(longer));
    }

    #[test]
    fn other_spellings_are_refused() {
        for bad in [
            String::new(),
            "\n".into(),
            "log\n1\n".into(),
            format!("log\n1\n{ROOT}"),
            format!("\n1\n{ROOT}\n"),
            format!("log\n01\n{ROOT}\n"),
            format!("log\n+1\n{ROOT}\n"),
            format!("log\n-1\n{ROOT}\n"),
            format!("log\n1 \n{ROOT}\n"),
            format!("log\n18446744073709551616\n{ROOT}\n"),
            format!("log\n1\n{ROOT}\n\n"),
            format!("log\n1\n{ROOT}\n\nmore\n"),
            format!("log\r\n1\n{ROOT}\n"),
            format!("log\n1\n{}\n", ROOT.trim_end_matches('=')),
            format!("log\n1\n{}\n", &ROOT[4..]),
            format!("log\n1\n{}\n", ROOT.replace("q2I=", "q2J=")),
        ] {
            assert!(Checkpoint::from_text(&bad).is_err(), "{bad:?}");
        }
        assert!(Checkpoint::new("", 0, Hash::default()).is_err());
        assert!(Checkpoint::new("a\nb", 0, Hash::default()).is_err());
    }

    #[test]
    fn it_opens_only_for_its_log_and_a_trusted_key() {
        let checkpoint = Checkpoint::new("example.com/log", 7, Hash([9; 32])).unwrap();
        let note = checkpoint.sign(&[&key(1), &key(2)]).unwrap();
        let trusted = |seed| vec![key(seed).verifier().clone()];
        assert_eq!(Checkpoint::open(&note, "example.com/log", &trusted(1)), Ok(checkpoint.clone()));
        assert_eq!(Checkpoint::open(&note, "example.com/log", &trusted(2)), Ok(checkpoint));
        assert_eq!(
            Checkpoint::open(&note, "example.com/log", &trusted(3)),
            Err(CheckpointError::Note(NoteError::Unverified))
        );
        assert!(matches!(
            Checkpoint::open(&note, "example.com/other", &trusted(1)),
            Err(CheckpointError::Origin { .. })
        ));
        let forged = note.replacen("\n7\n", "\n8\n", 1);
        assert!(Checkpoint::open(&forged, "example.com/log", &trusted(1)).is_err());
    }
}
