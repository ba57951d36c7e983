//! Asks the witnesses of a book's policy for their cosignatures on a signed checkpoint, all at once and
//! within a time, and joins what holds to the note. It opens no connection itself, and never asks for a
//! checkpoint that is not the book's head: no witness sees a history that the book could still leave.

use crate::chance::Clock;
use crate::error::{Result, ServiceError};
use crate::published::TileFolder;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::cosignature::CosignerKey;
use chungtay_log::hash::Hash;
use chungtay_log::note::{Note, NoteSignature, VerifierKey};
use chungtay_log::policy::{Policy, PolicyError, PolicyWitness};
use chungtay_log::proof::prove_consistency;
use chungtay_log::reader::AuthenticReader;
use chungtay_log::witness::AddCheckpoint;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// The policy's name in the book's folder and in the published log.
pub const POLICY_FILE: &str = "policy";
/// How long all witnesses together may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long the rest are waited for once there are enough.
const GRACE: Duration = Duration::from_millis(500);
/// Requests to one witness: the first may be told a size that another request has just moved.
const TRIES: u32 = 3;
/// So long whoever gave no answer is not asked again: one command publishes more than once, and would wait
/// for the same silence each time.
const REST: Duration = Duration::from_mins(1);
/// How far ahead of this clock a cosignature's time may be, in seconds.
const CLOCK_SKEW_SECONDS: u64 = 3_600;

/// What a witness answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// The way to witnesses over the network; the binary has one.
pub trait WitnessClient: Send + Sync {
    /// Posts the body to `add-checkpoint` under the submission prefix.
    ///
    /// # Errors
    /// What the network said, where no answer came.
    fn add_checkpoint(&self, submission_prefix: &str, body: &str) -> io::Result<WitnessAnswer>;
}

/// Why a witness's cosignature is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotCosigned {
    /// The policy gives no address, or this program has no network.
    NoAddress,
    /// No answer came; what the network said.
    Unreachable(String),
    /// No answer within the time.
    Late,
    /// It refused with this status: of the specification's, 404 where it does not know this log, 403
    /// where it knows another key of it, 422 where it believes another history.
    Refused(u16),
    /// It has cosigned a tree of this size, which is longer than this one or another of the same size:
    /// somebody signs with the log's key elsewhere, or the book was set back.
    OtherHistory(u64),
    /// What it answered is no cosignature of its key on this checkpoint.
    NotACosignature,
    /// The tiles do not give the consistency proof.
    NoProof(String),
}

/// A checkpoint's way through the witnesses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigning {
    /// Entries under the checkpoint.
    pub size: u64,
    /// Every witness of the policy, in its order, with the time of its cosignature in seconds since
    /// 1970, or why there is none.
    pub witnesses: Vec<(String, Result<u64, NotCosigned>)>,
    /// Whether the quorum is met: then the checkpoint is published, else the one before it stays.
    pub quorum_is_met: bool,
}

/// The policy in the book's folder; where there is none, one that asks for nobody. The log's own key is
/// put in where the file names no log.
///
/// # Errors
/// Refuses a file that cannot be read or is not in the form, and one that names logs without this one.
pub fn policy_of(directory: &Path, key: &VerifierKey) -> Result<Policy> {
    let file = directory.join(POLICY_FILE);
    let bytes = match std::fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => b"quorum none\n".to_vec(),
        Err(error) => return Err(ServiceError::at(&file)(error)),
    };
    let problem = |error: PolicyError| ServiceError::Policy { file: file.clone(), error };
    let policy = Policy::parse(&bytes).map_err(problem)?;
    if policy.logs().is_empty() {
        return Ok(policy.with_log(key.clone()));
    }
    let is_named = policy.logs().iter().any(|log| log.key == *key);
    if is_named { Ok(policy) } else { Err(ServiceError::PolicyOfAnotherLog { file }) }
}

/// The witnesses of one book: its policy, the way to them, and what came of it last.
pub(crate) struct Witnesses {
    policy: Policy,
    client: Option<Arc<dyn WitnessClient>>,
    clock: Clock,
    last: Option<Cosigning>,
    /// Witnesses that gave no answer, by name: until when they are not asked again, and what came.
    silent: BTreeMap<String, (Instant, NotCosigned)>,
}

impl Witnesses {
    /// Reads the policy of the book in this folder, whose log this key signs.
    pub(crate) fn of_book(
        directory: &Path,
        key: &VerifierKey,
        client: Option<Arc<dyn WitnessClient>>,
        clock: Clock,
    ) -> Result<Self> {
        Ok(Self {
            policy: policy_of(directory, key)?,
            client,
            clock,
            last: None,
            silent: BTreeMap::new(),
        })
    }

    /// The policy to publish beside the checkpoint.
    pub(crate) fn policy(&self) -> &Policy {
        &self.policy
    }

    /// What came of the last time witnesses were asked; `None` where nobody was.
    pub(crate) fn last(&self) -> Option<&Cosigning> {
        self.last.as_ref()
    }

    /// Whether nobody need be asked for a note that says what the head says: it meets the quorum.
    pub(crate) fn are_content_with(&self, note: &str) -> bool {
        Note::parse(note).is_ok_and(|note| is_met(&self.policy, &note))
    }

    /// Asks every witness whose cosignature `note` lacks, and gives it with what came. The checkpoint in
    /// it is the book's head, durable; `published` is the one that stands in the log's folder, which says
    /// what each witness has seen.
    pub(crate) fn cosign(
        &mut self,
        note: &str,
        published: Option<&str>,
        log: &Path,
    ) -> Result<(String, bool)> {
        if self.policy.witnesses().is_empty() {
            return Ok((note.to_owned(), true));
        }
        let now = u64::try_from((self.clock)().0).unwrap_or(0);
        let client = self.client.as_ref();
        self.silent.retain(|_, (until, _)| *until > Instant::now());
        let silent = &self.silent;
        let asking = Asking { policy: &self.policy, client, note, published, log, now, silent };
        let (note, cosigning) = asking.ask()?;
        let is_met = cosigning.quorum_is_met;
        for (name, outcome) in &cosigning.witnesses {
            if let Err(why @ (NotCosigned::Unreachable(_) | NotCosigned::Late)) = outcome {
                let rest = || (Instant::now() + REST, why.clone());
                self.silent.entry(name.clone()).or_insert_with(rest);
            }
        }
        self.last = Some(cosigning);
        Ok((note, is_met))
    }
}

fn is_met(policy: &Policy, note: &Note) -> bool {
    policy.witnessed(note).is_ok_and(|witnessed| witnessed.quorum_is_met)
}

/// One round of questions.
struct Asking<'a> {
    policy: &'a Policy,
    client: Option<&'a Arc<dyn WitnessClient>>,
    note: &'a str,
    published: Option<&'a str>,
    log: &'a Path,
    now: u64,
    silent: &'a BTreeMap<String, (Instant, NotCosigned)>,
}

/// A witness's line and its time, or why there is none.
type Answer = Result<(NoteSignature, u64), NotCosigned>;

/// One witness's part of the work, on a thread of its own.
struct Errand {
    client: Option<Arc<dyn WitnessClient>>,
    witness: PolicyWitness,
    note: String,
    text: String,
    size: u64,
    root: Hash,
    /// What the witness has cosigned, as far as is known here.
    old_size: u64,
    log: PathBuf,
    now: u64,
}

impl Asking<'_> {
    fn ask(&self) -> Result<(String, Cosigning)> {
        let wrong = |error: &dyn std::error::Error| ServiceError::Published(error.to_string());
        let mut note = Note::parse(self.note).map_err(|error| wrong(&error))?;
        let head = Checkpoint::from_text(note.text()).map_err(|error| wrong(&error))?;
        let witnesses = self.policy.witnesses();
        let mut outcomes: Vec<Option<Result<u64, NotCosigned>>> = vec![None; witnesses.len()];
        let (answers, inbox) = channel();
        for (place, witness) in witnesses.iter().enumerate() {
            match witness.key.cosigned_at(&note) {
                Ok(Some(time)) => outcomes[place] = Some(Ok(time)),
                Ok(None) | Err(_) => match self.silent.get(&witness.name) {
                    Some((_, why)) => outcomes[place] = Some(Err(why.clone())),
                    None => self.send(place, witness, &note, &head, answers.clone()),
                },
            }
        }
        drop(answers);
        let mut deadline = Instant::now() + PATIENCE;
        let mut enough = is_met(self.policy, &note);
        loop {
            if enough {
                deadline = deadline.min(Instant::now() + GRACE);
            }
            match inbox.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok((place, Ok((line, time)))) => {
                    note.add(line);
                    outcomes[place] = Some(Ok(time));
                    enough = enough || is_met(self.policy, &note);
                }
                Ok((place, Err(why))) => outcomes[place] = Some(Err(why)),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        let outcome = |outcome: Option<_>| outcome.unwrap_or(Err(NotCosigned::Late));
        let names = witnesses.iter().map(|witness| witness.name.clone());
        let witnesses = names.zip(outcomes.into_iter().map(outcome)).collect();
        let cosigning = Cosigning { size: head.size(), witnesses, quorum_is_met: enough };
        Ok((note.to_string(), cosigning))
    }

    /// Sends the errand off. A thread that comes too late finds nobody listening, and ends.
    fn send(
        &self,
        place: usize,
        witness: &PolicyWitness,
        note: &Note,
        head: &Checkpoint,
        answers: Sender<(usize, Answer)>,
    ) {
        let errand = Errand {
            client: self.client.cloned(),
            witness: witness.clone(),
            note: self.note.to_owned(),
            text: note.text().to_owned(),
            size: head.size(),
            root: head.root(),
            old_size: self.seen_by(&witness.key).min(head.size()),
            log: self.log.to_owned(),
            now: self.now,
        };
        std::thread::spawn(move || drop(answers.send((place, errand.run()))));
    }

    /// The size of the published checkpoint where the witness has cosigned it, else 0.
    fn seen_by(&self, key: &CosignerKey) -> u64 {
        let note = self.published.and_then(|note| Note::parse(note).ok());
        let note = note.filter(|note| matches!(key.cosigned_at(note), Ok(Some(_))));
        let checkpoint = note.and_then(|note| Checkpoint::from_text(note.text()).ok());
        checkpoint.map_or(0, |checkpoint| checkpoint.size())
    }
}

impl Errand {
    fn run(&self) -> Answer {
        let address = self.witness.address.as_deref().zip(self.client.as_ref());
        let (address, client) = address.ok_or(NotCosigned::NoAddress)?;
        let mut old_size = self.old_size;
        for _ in 0..TRIES {
            let proof = self.proof(old_size)?;
            let request = AddCheckpoint { old_size, proof, checkpoint: self.note.clone() };
            let answer = client.add_checkpoint(address, &request.to_text());
            let answer = answer.map_err(|error| NotCosigned::Unreachable(error.to_string()))?;
            match answer.status {
                200 => return self.cosignature(&answer.body),
                409 => {
                    let size = answer.body.strip_suffix('\n').unwrap_or(&answer.body);
                    let size: u64 = size.parse().map_err(|_| NotCosigned::Refused(409))?;
                    if size > self.size || size == old_size {
                        return Err(NotCosigned::OtherHistory(size));
                    }
                    old_size = size;
                }
                status => return Err(NotCosigned::Refused(status)),
            }
        }
        Err(NotCosigned::Refused(409))
    }

    /// From the tree the witness has to the checkpoint's; nothing to prove from no tree, or the same.
    fn proof(&self, old_size: u64) -> Result<Vec<Hash>, NotCosigned> {
        if old_size == 0 || old_size == self.size {
            return Ok(Vec::new());
        }
        let tiles = TileFolder::new(&self.log);
        let mut reader = AuthenticReader::open(tiles, self.size, self.root)
            .map_err(|error| NotCosigned::NoProof(error.to_string()))?;
        prove_consistency(&mut reader, old_size, self.size)
            .map_err(|error| NotCosigned::NoProof(error.to_string()))
    }

    /// The witness's own line among what it answered; lines of others are passed over.
    fn cosignature(&self, body: &str) -> Answer {
        let lines = NoteSignature::parse_lines(body).map_err(|_| NotCosigned::NotACosignature)?;
        let timed = lines.into_iter().filter_map(|line| {
            let time = self.witness.key.verify(&self.text, &line)?;
            (time <= self.now.saturating_add(CLOCK_SKEW_SECONDS)).then_some((line, time))
        });
        timed.max_by_key(|(_, time)| *time).ok_or(NotCosigned::NotACosignature)
    }
}
