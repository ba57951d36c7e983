//! A book opened for writing: its folder and lock, the fold of what is there, and the one way to append
//! what the ledger decided.

use crate::chance::{Chance, Clock};
use crate::cosigning::{Cosigning, WitnessClient, Witnesses};
use crate::error::{Result, ServiceError};
use crate::log_keys::passphrase::{Ask, nobody};
use crate::log_keys::{self, LogKeys, newest, number_of, signers};
use crate::published::Publisher;
use chungtay_journal::{BookAppend, BookFolder, Disk, Journal, KeyStore, Mode};
use chungtay_ledger::decide::{Command, Facts, decide, facts_for};
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::PersonId;
use chungtay_ledger::state::{LogTrust, State};
use chungtay_views::fold::{Fold, Lookups, lookup};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Names of the book's own secrets in the key store.
pub(crate) mod named {
    /// The key of the look-up HMAC.
    pub const LOOKUP: &str = "lookup";
    /// The Ed25519 seed that signs the log, in books of before the key files.
    pub const LOG_SEED: &str = "log-seed";
    /// The log's origin line.
    pub const LOG_ORIGIN: &str = "log-origin";
    /// The test seed, where the book was made with one.
    pub const TEST_SEED: &str = "test-seed";
}

/// How long to wait for another writer.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A book, held for writing.
pub struct Book {
    pub(crate) folder: BookFolder,
    pub(crate) fold: Fold,
    pub(crate) chance: Chance,
    pub(crate) publisher: Publisher,
    pub(crate) lookup_secret: [u8; 32],
}

impl Book {
    /// Takes the writer lock, reads the keys and folds what the journal holds.
    pub fn open(directory: &Path, clock: Clock) -> Result<Self> {
        Self::open_waiting(directory, clock, PATIENCE)
    }

    /// The same, waiting so long for another writer.
    pub fn open_waiting(directory: &Path, clock: Clock, wait: Duration) -> Result<Self> {
        Self::open_asking(directory, clock, wait, &nobody)
    }

    /// The same, every change of a plain file going through `disk`.
    pub fn open_on(disk: Arc<dyn Disk>, directory: &Path, clock: Clock) -> Result<Self> {
        let mode = Mode::Writer { wait: PATIENCE };
        Self::from_folder(BookFolder::open_on(disk, directory, mode)?, clock, &nobody, None)
    }

    /// The same, asking for the passphrase of the log's keys where they are encrypted.
    pub fn open_asking(
        directory: &Path,
        clock: Clock,
        wait: Duration,
        ask: Ask<'_>,
    ) -> Result<Self> {
        Self::from_folder(BookFolder::open(directory, Mode::Writer { wait })?, clock, ask, None)
    }

    /// The same, with a way to the witnesses that the book's policy names.
    pub fn open_witnessed(
        directory: &Path,
        clock: Clock,
        wait: Duration,
        ask: Ask<'_>,
        client: Arc<dyn WitnessClient>,
    ) -> Result<Self> {
        let folder = BookFolder::open(directory, Mode::Writer { wait })?;
        Self::from_folder(folder, clock, ask, Some(client))
    }

    /// The same, to sign with the log's next keys, which a request has made. Nothing is signed before an
    /// entry says that they sign.
    pub fn open_with_next_keys(
        directory: &Path,
        clock: Clock,
        wait: Duration,
        ask: Ask<'_>,
        client: Arc<dyn WitnessClient>,
    ) -> Result<Self> {
        let folder = BookFolder::open(directory, Mode::Writer { wait })?;
        Self::assembled(folder, clock, ask, Some(client), 1)
    }

    /// The same, every change of a plain file going through `disk`.
    pub fn open_with_next_keys_on(
        disk: Arc<dyn Disk>,
        directory: &Path,
        clock: Clock,
    ) -> Result<Self> {
        let mode = Mode::Writer { wait: PATIENCE };
        Self::assembled(BookFolder::open_on(disk, directory, mode)?, clock, &nobody, None, 1)
    }

    pub(crate) fn from_folder(
        folder: BookFolder,
        clock: Clock,
        ask: Ask<'_>,
        client: Option<Arc<dyn WitnessClient>>,
    ) -> Result<Self> {
        let mut book = Self::assembled(folder, clock, ask, client, 0)?;
        // What was committed and not signed before a crash is signed now.
        book.publish()?;
        Ok(book)
    }

    /// With the keys that sign now, or those that come so many times after them.
    fn assembled(
        mut folder: BookFolder,
        clock: Clock,
        ask: Ask<'_>,
        client: Option<Arc<dyn WitnessClient>>,
        later: u32,
    ) -> Result<Self> {
        let chance = chance_of(&folder, clock)?;
        let lookup_secret = named_secret(&folder, named::LOOKUP)?;
        // Where the journal is spoilt, what was signed says so first.
        let fold = folded(&folder);
        let (trust, number) = match &fold {
            Ok(fold) => (fold.state().log_trust.clone(), number_of(&fold.state().log_trust)),
            Err(_) => (LogTrust::default(), newest(folder.directory())),
        };
        let (origin, keys) = numbered_keys_of(&mut folder, clock, ask, number + later)?;
        if later == 0 {
            log_keys::check_stated(folder.directory(), number, &keys, &trust)?;
        }
        let verifier = &keys.verifiers()[0];
        let witnesses = Witnesses::of_book(folder.directory(), verifier, client, clock)?;
        let publisher = Publisher::open(&folder, &origin, keys, witnesses, trust)?;
        Ok(Self { fold: fold?, folder, chance, publisher, lookup_secret })
    }

    /// The state of the books.
    #[must_use]
    pub fn state(&self) -> &State {
        self.fold.state()
    }

    /// The book's folder.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.folder.directory()
    }

    /// The stores, for reading.
    #[must_use]
    pub fn folder(&self) -> &BookFolder {
        &self.folder
    }

    /// The verifier key of the log (`name+hash+key`).
    #[must_use]
    pub fn verifier_key(&self) -> String {
        self.publisher.verifier_key()
    }

    /// The operator: the person who entered the book's first entry.
    pub fn operator(&self) -> Result<PersonId> {
        let first = lookup(&self.folder.journal, 0)?;
        Ok(first.ok_or(chungtay_ledger::refusal::Refusal::NoBook {})?.actor)
    }

    /// Decides a command on this state, looking up what it names.
    pub fn decide(&self, command: Command) -> Result<(Vec<Entry>, Facts)> {
        let mut lookups = Lookups::new(&self.folder.journal);
        let mut facts = facts_for(&command.body, |sequence| lookups.entry(sequence))?;
        if signers::matter(&command.body) {
            let root_of = |size| self.publisher.root_of(&self.folder, size);
            signers::check(&mut facts, &command.body, &self.state().log_trust, root_of)?;
        }
        let entries = decide(self.fold.state(), &facts, command)?;
        Ok((entries, facts))
    }

    /// Appends what was decided and already folded into `fold`.
    pub(crate) fn append(&mut self, batch: &BookAppend) -> Result<()> {
        let size = self.folder.journal.size()?;
        self.folder.append(size, batch)?;
        self.publisher.push(batch.entries.entries());
        Ok(())
    }

    /// Writes the tiles, figures and signed checkpoint of everything in the journal, as far as the
    /// witnesses of the book's policy let it: see [`Book::cosigning`].
    pub fn publish(&mut self) -> Result<()> {
        self.publisher.publish(&mut self.folder, self.fold.state())
    }

    /// Asks the witnesses who have not cosigned the last checkpoint yet.
    pub fn ask_witnesses(&mut self) -> Result<()> {
        self.publish()?;
        self.publisher.ask_again()
    }

    /// What came of the last time witnesses were asked: enough of them, or the checkpoint is signed and
    /// not published. `None` where nobody was asked.
    #[must_use]
    pub fn cosigning(&self) -> Option<&Cosigning> {
        self.publisher.cosigning()
    }
}

/// Books of before the key files held the seed in the key store: it is written to its file, and when it
/// is durable there, removed from the store.
fn move_keys(folder: &mut BookFolder, origin: &str, chance: &Chance) -> Result<()> {
    let Some(seed) = folder.keys.named_secret(named::LOG_SEED)? else { return Ok(()) };
    if !log_keys::are_there(folder.directory(), 1) {
        let seed = word(&seed, named::LOG_SEED)?;
        let keys = LogKeys::with_seed(origin, &seed, chance)?;
        log_keys::write(folder.directory(), 1, &keys, None)?;
    }
    Ok(folder.keys.remove_named_secret(named::LOG_SEED)?)
}

pub(crate) fn chance_of(folder: &BookFolder, clock: Clock) -> Result<Chance> {
    Ok(match folder.keys.named_secret(named::TEST_SEED)? {
        Some(seed) => Chance::from_seed(clock, word(&seed, named::TEST_SEED)?),
        None => Chance::from_system(clock),
    })
}

fn folded(folder: &BookFolder) -> Result<Fold> {
    let mut fold = Fold::open(&folder.journal)?;
    fold.catch_up(&folder.journal, |_| Ok::<(), ServiceError>(()))?;
    Ok(fold)
}

/// The log's origin line.
pub(crate) fn origin_of(folder: &BookFolder) -> Result<String> {
    let origin = folder.keys.named_secret(named::LOG_ORIGIN)?;
    let origin = origin.and_then(|bytes| String::from_utf8(bytes).ok());
    origin.ok_or(ServiceError::NoKey(named::LOG_ORIGIN))
}

/// The log's origin line and its keys of a number, moved out of the key store where they lie there still.
pub(crate) fn numbered_keys_of(
    folder: &mut BookFolder,
    clock: Clock,
    ask: Ask<'_>,
    number: u32,
) -> Result<(String, LogKeys)> {
    let origin = origin_of(folder)?;
    let chance = chance_of(folder, clock)?;
    move_keys(folder, &origin, &chance)?;
    let keys = log_keys::read(folder.directory(), &origin, number, ask)?;
    Ok((origin, keys))
}

pub(crate) fn word(bytes: &[u8], name: &'static str) -> Result<[u8; 32]> {
    <[u8; 32]>::try_from(bytes).map_err(|_| ServiceError::NoKey(name))
}

fn named_secret(folder: &BookFolder, name: &'static str) -> Result<[u8; 32]> {
    let bytes = folder.keys.named_secret(name)?;
    word(&bytes.ok_or(ServiceError::NoKey(name))?, name)
}
