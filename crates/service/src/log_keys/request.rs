//! A request: the text that root keys sign on a machine without a network, with the signatures collected
//! so far under it, as a C2SP signed note. All that the entry will say stands in it.

use super::error::KeyFileProblem;
use super::passphrase::{Ask, Passphrase};
use super::{LogKeys, are_there, key_path, number_of, read, signers, trust_of, write};
use crate::book::{chance_of, origin_of};
use crate::chance::Clock;
use crate::error::{Result, ServiceError};
use chungtay_journal::{BookFolder, Mode};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::keys::{KeyReason, LogKeyChange, LogRoots, LogSuccessor};
use chungtay_ledger::refusal::Refusal;
use chungtay_ledger::state::{LogTrust, RootSet};
use chungtay_log::note::{Note, NoteSignature, SignerKey};
use std::path::Path;

/// The first lines, by kind.
const ROOTS: &str = "chungtay log roots v1";
const CHANGE: &str = "chungtay log key v1";
const SUCCESSOR: &str = "chungtay log successor v1";

/// A request to state or to change the log's keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRequest {
    message: String,
    signatures: Vec<NoteSignature>,
}

impl KeyRequest {
    /// Reads a request's file, without believing anything in it; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let known = [ROOTS, CHANGE, SUCCESSOR];
        let first = text.lines().next()?;
        known.contains(&first).then_some(())?;
        if let Some(message) = text.strip_suffix("\n\n") {
            return Some(Self { message: format!("{message}\n"), signatures: Vec::new() });
        }
        let note = Note::parse(text).ok()?;
        Some(Self { message: note.text().to_owned(), signatures: note.signatures().to_vec() })
    }

    /// The file's text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let lines = self.signatures.iter().map(|line| format!("{line}\n"));
        format!("{}\n{}", self.message, lines.collect::<String>())
    }

    /// What a person who signs must read: the lines before the checkpoint.
    pub fn statements(&self) -> impl Iterator<Item = &str> {
        self.message.lines().take_while(|line| !line.is_empty())
    }

    /// Names of those who have signed.
    pub fn signers(&self) -> impl Iterator<Item = &str> {
        self.signatures.iter().map(|signature| signature.name.as_str())
    }

    /// The same with the signature of one more key.
    ///
    /// # Errors
    /// Refuses a text that no note can hold.
    pub fn signed(&self, key: &SignerKey) -> Result<Self> {
        let bad = |error: chungtay_log::note::NoteError| ServiceError::Published(error.to_string());
        let mut note = Note::new(&self.message).map_err(bad)?;
        self.signatures.iter().for_each(|signature| note.add(signature.clone()));
        note.sign(key);
        Ok(Self { message: self.message.clone(), signatures: note.signatures().to_vec() })
    }

    /// Whether it asks for other keys to sign the log from then on.
    #[must_use]
    pub fn changes_keys(&self) -> bool {
        self.message.starts_with(CHANGE)
    }

    /// Whether it begins a log that continues another.
    #[must_use]
    pub fn is_successor(&self) -> bool {
        self.message.starts_with(SUCCESSOR)
    }

    /// Whether a log says already what it asks for.
    #[must_use]
    pub fn is_entered(&self, trust: &LogTrust) -> bool {
        match self.body() {
            Some(Body::LogRoots(asked)) => trust
                .roots()
                .is_some_and(|set| (&set.roots, set.threshold) == (&asked.roots, asked.threshold)),
            Some(Body::LogKeyChange(asked)) => trust.present() == asked.keys,
            Some(Body::LogSuccessor(asked)) => trust.predecessor == Some(asked.checkpoint),
            _ => false,
        }
    }

    /// What will be entered; `None` where the text is not in the form.
    #[must_use]
    pub fn body(&self) -> Option<Body> {
        let (head, checkpoint) = match self.message.split_once("\n\n") {
            Some((head, checkpoint)) => (head, checkpoint.to_owned()),
            None => (self.message.as_str(), String::new()),
        };
        let mut lines = head.lines();
        let (kind, origin) = (lines.next()?, lines.next()?.to_owned());
        let pairs = lines.map(|line| line.split_once(' ')).collect::<Option<Vec<_>>>()?;
        let all = |word: &str| -> Vec<String> {
            let found = pairs.iter().filter(|(found, _)| *found == word);
            found.map(|(_, value)| (*value).to_owned()).collect()
        };
        let one = |word: &str| all(word).into_iter().next();
        let change = one("change").and_then(|number| number.parse().ok());
        let signatures = self.signatures.iter().map(ToString::to_string).collect();
        let (keys, roots) = (all("key"), all("root"));
        let threshold = one("threshold").and_then(|number| number.parse().ok());
        let (body, message) = match kind {
            ROOTS => {
                let body = LogRoots { keys, origin, roots, signatures, threshold: threshold? };
                let message = body.message(change?);
                (Body::LogRoots(body), message)
            }
            CHANGE => {
                let reason = one("reason")?;
                let reason = KeyReason::ALL.iter().find(|known| known.word() == reason)?;
                let body = LogKeyChange { checkpoint, keys, reason: *reason, signatures };
                let message = body.message(&origin, change?);
                (Body::LogKeyChange(body), message)
            }
            _ => {
                let predecessor_keys = all("predecessor");
                let threshold = threshold?;
                let body = LogSuccessor {
                    checkpoint,
                    keys,
                    origin,
                    predecessor_keys,
                    roots,
                    signatures,
                    threshold,
                };
                let message = body.message();
                (Body::LogSuccessor(body), message)
            }
        };
        (message == self.message).then_some(body)
    }

    fn unsigned(message: String) -> Self {
        Self { message, signatures: Vec::new() }
    }
}

/// The book as a request needs it; nothing of it is changed but its key files.
struct Asking {
    folder: BookFolder,
    origin: String,
    trust: LogTrust,
    number: u32,
}

impl Asking {
    fn open(directory: &Path) -> Result<Self> {
        let folder = BookFolder::open(directory, Mode::Reader)?;
        let trust = trust_of(&folder)?;
        let (origin, number) = (origin_of(&folder)?, number_of(&trust));
        Ok(Self { folder, origin, trust, number })
    }

    /// The public keys that sign the log now.
    fn keys(&self, ask: Ask<'_>) -> Result<Vec<String>> {
        if !self.trust.present().is_empty() {
            return Ok(self.trust.present().to_vec());
        }
        let keys = read(self.folder.directory(), &self.origin, self.number, ask)?;
        Ok(keys.verifiers().map(ToString::to_string).to_vec())
    }

    /// The last checkpoint that readers have.
    fn checkpoint(&self) -> Result<String> {
        let file = self.folder.directory().join("log/checkpoint");
        std::fs::read_to_string(&file).map_err(ServiceError::at(&file))
    }
}

/// Asks for the roots of a book's log to be stated; every one of them must sign.
///
/// # Errors
/// See [`ServiceError`].
pub fn request_roots(
    directory: &Path,
    ask: Ask<'_>,
    mut roots: Vec<String>,
    threshold: u32,
) -> Result<KeyRequest> {
    let asking = Asking::open(directory)?;
    roots.sort_unstable();
    let (keys, origin) = (asking.keys(ask)?, asking.origin);
    let body = LogRoots { keys, origin, roots, signatures: Vec::new(), threshold };
    Ok(KeyRequest::unsigned(body.message(asking.trust.changes)))
}

/// Makes the log's next keys, where they are not made yet, and asks for them to take over. The keys of now
/// are not needed: they may be lost.
///
/// # Errors
/// Refuses where the log has stated no roots.
pub fn request_change(
    directory: &Path,
    clock: Clock,
    ask: Ask<'_>,
    reason: KeyReason,
    passphrase: Option<&Passphrase>,
) -> Result<KeyRequest> {
    let asking = Asking::open(directory)?;
    if asking.trust.roots().is_none() {
        return Err(Refusal::NoLogRoots {}.into());
    }
    let number = asking.number + 1;
    let keys = if are_there(directory, number) {
        // Whoever has seen the keys of now has seen those that lay beside them.
        if matches!(reason, KeyReason::Stolen | KeyReason::Keeper) {
            return Err(KeyFileProblem::SeenToo.at(&key_path(directory, number)).into());
        }
        read(directory, &asking.origin, number, ask)?
    } else {
        let chance = chance_of(&asking.folder, clock)?;
        let keys = LogKeys::generate_numbered(&asking.origin, number, &chance)?;
        write(directory, number, &keys, passphrase)?;
        keys
    };
    let body = LogKeyChange {
        checkpoint: asking.checkpoint()?,
        keys: keys.verifiers().map(ToString::to_string).to_vec(),
        reason,
        signatures: Vec::new(),
    };
    KeyRequest::unsigned(signers::message_of(&body, &asking.trust)).signed(&keys.signer)
}

/// The log that another one continues: its last checkpoint, who signed it, and its roots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predecessor {
    /// The checkpoint as published.
    pub checkpoint: String,
    /// The keys that signed it.
    pub keys: Vec<String>,
    /// The roots that log has stated.
    pub roots: RootSet,
}

/// Asks for a book without entries to continue another log.
///
/// # Errors
/// Refuses a book that has entries.
pub fn request_successor(directory: &Path, ask: Ask<'_>, old: Predecessor) -> Result<KeyRequest> {
    let asking = Asking::open(directory)?;
    if chungtay_journal::Journal::size(&asking.folder.journal)? > 0 {
        return Err(Refusal::BookExists {}.into());
    }
    let keys = read(directory, &asking.origin, asking.number, ask)?;
    let body = LogSuccessor {
        checkpoint: old.checkpoint,
        keys: keys.verifiers().map(ToString::to_string).to_vec(),
        origin: asking.origin,
        predecessor_keys: old.keys,
        roots: old.roots.roots,
        signatures: Vec::new(),
        threshold: old.roots.threshold,
    };
    KeyRequest::unsigned(body.message()).signed(&keys.signer)
}

/// Reads a request's file.
///
/// # Errors
/// Refuses anything that is not a request.
pub fn read_request(file: &Path) -> Result<KeyRequest> {
    let text = std::fs::read_to_string(file).map_err(ServiceError::at(file))?;
    let request = KeyRequest::parse(&text).filter(|request| request.body().is_some());
    request.ok_or_else(|| KeyFileProblem::NotARequest.at(file).into())
}
