//! `log-key`: the keys that verify the log's checkpoints, to be given to readers by another way; and the
//! passphrase of the file of the private ones.

use crate::arguments::{KeyReasonAsked, KeyRequestAsked, LogKey, LogKeyVerb};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::surroundings::now;
use crate::witnesses;
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::keys::KeyReason;
use chungtay_ledger::refusal::Refusal;
use chungtay_service::ServiceError;
use chungtay_service::book::Book;
use chungtay_service::log_keys::history::KeyHistory;
use chungtay_service::log_keys::request::{
    KeyRequest, Predecessor, read_request, request_change, request_roots, request_successor,
};
use chungtay_service::log_keys::roots::read_roots;
use chungtay_service::log_keys::{change_passphrase, number_of, trust_of};
use chungtay_service::verify::{Asked, replace_file, verify_asked};
use serde_json::json;
use std::path::Path;
use std::time::Duration;

pub(super) fn run(asked: &LogKey, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    match &asked.verb {
        None => print(directory, asked.all, console),
        Some(LogKeyVerb::Encrypt) => change(directory, true, console),
        Some(LogKeyVerb::Decrypt) => change(directory, false, console),
        Some(LogKeyVerb::Request(asked)) => request(asked, directory, console),
        Some(LogKeyVerb::Enter { file, name }) => enter(file, name.as_deref(), directory, console),
    }
}

fn print(directory: &Path, all: bool, console: &Console) -> Result<Exit, Failure> {
    let key = String::from_utf8_lossy(&super::published(directory, "key")?).trim().to_owned();
    let keys = String::from_utf8_lossy(&super::published(directory, "keys")?).into_owned();
    let present = KeyHistory::parse(&keys).map(|history| history.present().to_vec());
    let present = present.unwrap_or_else(|_| vec![key.clone()]);
    let shown = if all { present.clone() } else { vec![key.clone()] };
    console.result(&shown, &json!({ "verifier_key": key, "verifier_keys": present }))?;
    Ok(Exit::Done)
}

/// Encrypts the file of the private keys with a new passphrase, or decrypts it.
fn change(directory: &Path, encrypt: bool, console: &Console) -> Result<Exit, Failure> {
    // Where there is no book at all, that is the thing to say.
    super::reader(directory)?;
    let folder = directory.join(chungtay_service::log_keys::FOLDER);
    let passphrase = encrypt.then(|| console.new_passphrase(&folder)).transpose()?;
    let ask = |file: &Path| console.passphrase(file);
    let number = number_of(&trust_of(&super::reader(directory)?)?);
    let file = change_passphrase(directory, number, &ask, passphrase.as_ref())?;
    let file = file.display().to_string();
    let told = if encrypt { "cli-log-key-encrypted" } else { "cli-log-key-decrypted" };
    let line = console.text(told, &[("file", file.as_str().into())]);
    console.result(&[line], &json!({ "file": file, "encrypted": encrypt }))?;
    Ok(Exit::Done)
}

/// Writes a request, for root keys to sign where there is no network.
fn request(asked: &KeyRequestAsked, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    super::reader(directory)?;
    let ask = |file: &Path| console.passphrase(file);
    let request = match (&asked.roots, asked.reason, &asked.succeeds) {
        (Some(roots), _, _) => {
            let roots = read_roots(roots)?;
            let most = u32::try_from(roots.len() / 2 + 1).unwrap_or(u32::MAX);
            request_roots(directory, &ask, roots, most)?
        }
        (_, Some(reason), _) => {
            let folder = directory.join(chungtay_service::log_keys::FOLDER);
            let passphrase =
                asked.encrypt_keys.then(|| console.new_passphrase(&folder)).transpose()?;
            request_change(directory, now, &ask, reason.into(), passphrase.as_ref())?
        }
        (_, _, Some(old)) => request_successor(directory, &ask, predecessor(old, console)?)?,
        (None, None, None) => return Err(Failure::new("request-of-what", Exit::Usage)),
    };
    let file = &asked.file;
    replace_file(file, request.to_text().as_bytes())
        .map_err(|error| Failure::file("file", Exit::System, file, &error))?;
    let file = file.display().to_string();
    let lines = [console.text("cli-request-made", &[("file", file.as_str().into())])];
    let statements: Vec<&str> = request.statements().collect();
    console.result(&lines, &json!({ "file": file, "statements": statements }))?;
    Ok(Exit::Done)
}

impl From<KeyReasonAsked> for KeyReason {
    fn from(asked: KeyReasonAsked) -> Self {
        match asked {
            KeyReasonAsked::Scheduled => Self::Scheduled,
            KeyReasonAsked::Lost => Self::Lost,
            KeyReasonAsked::Stolen => Self::Stolen,
            KeyReasonAsked::Keeper => Self::Keeper,
        }
    }
}

/// Verifies the log that is to be continued, and takes its last checkpoint and its roots from it.
fn predecessor(place: &str, console: &Console) -> Result<Predecessor, Failure> {
    let source = super::verify::open(place)?;
    let verified = verify_asked(source.as_ref(), Asked::default(), &mut |_, _| {});
    let verified = verified.map_err(|error| super::verify::unreadable(&error))?;
    let done = verified.remembered.filter(|_| verified.difference.is_none());
    let spoilt = |what: Vec<String>| {
        let mut failure = Failure::new("predecessor", Exit::Refused).with("log", place.to_owned());
        failure.causes = what;
        failure
    };
    let Some(done) = done else {
        let told = verified.difference.iter();
        return Err(spoilt(
            told.flat_map(|found| super::verify::differs(found, console)).collect(),
        ));
    };
    let trust = &done.state.log_trust;
    let roots = trust.roots().cloned();
    let roots = roots.ok_or(ServiceError::from(Refusal::NoLogRoots {}))?;
    let checkpoint = done.note.ok_or_else(|| spoilt(Vec::new()))?;
    Ok(Predecessor { checkpoint, keys: trust.present().to_vec(), roots })
}

/// Enters what a signed request says. Where a crash came between, the same command again ends the work.
fn enter(
    file: &Path,
    name: Option<&str>,
    directory: &Path,
    console: &Console,
) -> Result<Exit, Failure> {
    const WAIT: Duration = Duration::from_secs(30);
    let trust = trust_of(&super::reader(directory)?)?;
    let request: KeyRequest = read_request(file)?;
    let is_entered = request.is_entered(&trust);
    let mut book = if request.changes_keys() && !is_entered {
        let ask = |file: &Path| console.passphrase(file);
        let client = witnesses::client();
        Book::open_with_next_keys(directory, now, WAIT, &ask, client)?
    } else {
        super::writer(directory, WAIT.as_secs(), console)?
    };
    let entry = if is_entered {
        None
    } else {
        let operator = super::init::operator(&book.verifier_key());
        let actor = PersonId::new(&operator).filter(|_| request.is_successor());
        Some(book.enter_request(&request, actor)?)
    };
    if let Some(name) = name.filter(|_| request.is_successor() && book.state().book.is_none()) {
        super::init::name_book(&mut book, name, directory)?;
    }
    let key = book.verifier_key();
    let told = match entry {
        Some(entry) => {
            let values = [("entry", entry.to_string().into()), ("key", key.as_str().into())];
            console.text("cli-request-entered", &values)
        }
        None => console.text("cli-request-was-entered", &[("key", key.as_str().into())]),
    };
    let object = json!({ "entry": entry, "verifier_key": key, "size": book.state().size });
    witnesses::conclude(&book, console, &[told], object)
}
