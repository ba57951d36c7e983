//! One file per command: what was typed, to the verb, to what is told. No command decides anything.

mod apply;
mod attach;
mod claims;
mod compare;
mod completions;
mod cosign;
mod doctor;
mod erase;
mod export;
mod feeds;
mod figure;
mod figures;
mod find;
mod import;
mod init;
mod log_key;
mod matching;
mod monitor;
mod names;
mod places;
mod privacy;
mod publish;
mod qr;
mod rebuild;
mod receipt;
mod recover;
mod rollup;
mod root_keys;
mod roster;
mod serve;
mod story;
mod verify;
mod withhold;
mod witness;

use crate::arguments::{Arguments, Verb};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::surroundings::now;
use chungtay_journal::{BookFolder, Mode};
use chungtay_log::policy::Policy;
use chungtay_service::Book;
use std::path::Path;
use std::time::Duration;

/// Runs the command that was asked for.
pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Exit, Failure> {
    let book = &arguments.everywhere.book;
    match &arguments.verb {
        Verb::Init(asked) => init::run(asked, console),
        Verb::Apply(asked) => apply::run(asked, book, console),
        Verb::Attach(asked) => attach::run(asked, book, console),
        Verb::Import(asked) => import::run(asked, book, console),
        Verb::Compare(asked) => compare::run(asked, book, console),
        Verb::Find(asked) => find::run(asked, book, console),
        Verb::Places(asked) => places::run(asked, console),
        Verb::Serve(asked) => serve::run(asked, book, console),
        Verb::Feeds(asked) => feeds::run(&asked.verb, book, console),
        Verb::Figures(asked) => figures::run(asked, book, console),
        Verb::Claims(asked) => claims::run(asked, book, console),
        Verb::Rollup(asked) => rollup::run(asked, console),
        Verb::Figure(asked) => figure::run(asked, book, console),
        Verb::Verify(asked) => verify::run(asked, book, console),
        Verb::Receipt(asked) => receipt::run(asked, book, console),
        Verb::Monitor(asked) => monitor::run(asked, console),
        Verb::Rebuild => rebuild::run(book, console),
        Verb::Doctor => doctor::run(book, console),
        Verb::Recover(asked) => recover::run(asked, book, console),
        Verb::Export(asked) => export::run(asked, book, console),
        Verb::Publish(asked) => publish::run(asked, book, console),
        Verb::LogKey(asked) => log_key::run(asked, book, console),
        Verb::RootKeys(asked) => root_keys::run(asked, console),
        Verb::Cosign(asked) => cosign::run(asked, book, console),
        Verb::Witness(asked) => witness::run(asked, console),
        Verb::WitnessKey(asked) => witness::key(asked, console),
        Verb::Erase(asked) => erase::run(asked, book, console),
        Verb::Withhold(asked) => withhold::run(asked, book, console),
        Verb::Consent(asked) => names::consent(asked, book, console),
        Verb::Names(asked) => names::policy(asked, book, console),
        Verb::Privacy(asked) => privacy::run(&asked.verb, book, console),
        Verb::Match(asked) => matching::run(asked, book, console),
        Verb::Roster(asked) => roster::run(asked, book, console),
        Verb::Qr(asked) => qr::run(asked, book, console),
        Verb::Story(asked) => story::run(&asked.verb, book, console),
        Verb::Completions(asked) => completions::run(asked, console),
    }
}

/// The book, for reading beside any writer.
pub(crate) fn reader(directory: &Path) -> Result<BookFolder, Failure> {
    Ok(BookFolder::open(directory, Mode::Reader)?)
}

/// The book, for writing, with a way to its witnesses; the passphrase of the log's keys is asked for where they are encrypted.
fn writer(directory: &Path, wait_seconds: u64, console: &Console) -> Result<Book, Failure> {
    let wait = Duration::from_secs(wait_seconds);
    let client = crate::witnesses::client();
    Ok(Book::open_witnessed(directory, now, wait, &|file| console.passphrase(file), client)?)
}

/// A file of the published log.
fn published(directory: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    let file = directory.join("log").join(name);
    match std::fs::read(&file) {
        Ok(bytes) => Ok(bytes),
        Err(error) => {
            // Where there is no book at all, that is the thing to say.
            reader(directory)?;
            Err(Failure::file("not-published", Exit::Damaged, &file, &error))
        }
    }
}

/// A text file that was named on the command line.
fn text_file(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file)
        .map_err(|error| Failure::file("input-file", Exit::Input, file, &error))
}

/// A policy file (C2SP tlog-policy).
fn policy(file: &Path) -> Result<Policy, Failure> {
    let text = text_file(file)?;
    Policy::parse(text.as_bytes()).map_err(|error| {
        Failure::new("policy", Exit::Input).with("file", file.display().to_string()).because(&error)
    })
}
