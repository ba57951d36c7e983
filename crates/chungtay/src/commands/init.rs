//! `init`: makes a book's folder; with a name, its first entry too.

use crate::arguments::Init;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::surroundings::now;
use chungtay_ledger::id::Id;
use chungtay_service::apply::apply;
use chungtay_service::book::Book;
use chungtay_service::create::{NewBook, create_encrypted};
use serde_json::json;
use std::path::Path;

pub(super) fn run(asked: &Init, console: &Console) -> Result<Exit, Failure> {
    let id = asked.id.or_else(|| id_of_folder(&asked.directory));
    let id = id.ok_or_else(|| {
        Failure::new("no-id", Exit::Usage).with("directory", asked.directory.display().to_string())
    })?;
    let origin = asked.origin.clone().unwrap_or_else(|| format!("chungtay.example/{id}"));
    let new = NewBook { id: id.as_str(), origin: &origin, test_seed: asked.test_seed.as_deref() };
    let keys = asked.directory.join(chungtay_service::log_keys::FOLDER);
    let passphrase = asked.encrypt_keys.then(|| console.new_passphrase(&keys)).transpose()?;
    let mut book = create_encrypted(&asked.directory, &new, now, passphrase.as_ref())?;
    if let Some(name) = &asked.name {
        enter_book(&mut book, name, id)?;
    }
    let directory = asked.directory.display().to_string();
    let lines = [
        console.text("cli-init-made", &[("directory", directory.as_str().into())]),
        console.text("cli-init-key", &[("key", book.verifier_key().into())]),
        console.messages.text("cli-init-backup").into_owned(),
    ];
    let object = json!({
        "directory": directory,
        "id": id.as_str(),
        "origin": origin,
        "verifier_key": book.verifier_key(),
        "entries": book.state().size,
    });
    console.result(&lines, &object)?;
    Ok(Exit::Done)
}

/// The folder's name up to its first dot, as an identifier.
fn id_of_folder(directory: &Path) -> Option<Id> {
    let name = directory.file_name()?.to_str()?;
    let name = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    Id::new(&name.replace(' ', "-"))
}

/// The operator's random identifier: letters of the log's public key, which is random (and, under a test
/// seed, always the same).
pub(super) fn operator(verifier_key: &str) -> String {
    let key = verifier_key.splitn(3, '+').nth(2).unwrap_or_default();
    key.chars()
        .filter(char::is_ascii_alphanumeric)
        .skip(2)
        .take(8)
        .collect::<String>()
        .to_lowercase()
}

/// Enters the book's own entry where its log began with another.
pub(super) fn name_book(book: &mut Book, name: &str, directory: &Path) -> Result<(), Failure> {
    let id = super::reader(directory)?.book_id().to_owned();
    let id = Id::new(&id).or_else(|| id_of_folder(directory));
    let id = id.ok_or_else(|| Failure::new("no-id", Exit::Usage).with("directory", ""))?;
    enter_book(book, name, id)
}

fn enter_book(book: &mut Book, name: &str, id: Id) -> Result<(), Failure> {
    let first = json!({
        "kind": "book/1",
        "actor": operator(&book.verifier_key()),
        "what": {"id": id.as_str(), "name": name, "names_policy": "initials"},
    });
    apply(book, &first.to_string())?;
    Ok(())
}
