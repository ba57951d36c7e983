//! `rollup`: several books together. Each is verified from its beginning and folded from its published log alone;
//! nothing of it is believed that its signed root does not hold.

use crate::verify::{Asked, LogSource, verify_asked};
use chungtay_ledger::rollup::books::{BooksRollup, rollup_of_books};
use chungtay_ledger::state::State;
use chungtay_log::hash::Hash;
use chungtay_log::note::VerifierKey;
use std::collections::BTreeMap;
use std::io;

/// A book as it was read.
pub struct VerifiedBook {
    /// Its log's origin line.
    pub origin: String,
    /// The key that signed it.
    pub key: String,
    /// Whether the key was known from elsewhere.
    pub key_was_given: bool,
    /// Entries.
    pub size: u64,
    /// The root.
    pub root: Hash,
    /// The fold.
    state: State,
}

/// Why a book is not rolled up.
#[derive(Debug)]
pub enum NotVerified {
    /// Its log could not be read.
    Unreadable(io::Error),
    /// Its log does not hold what it signs; `verify` says where.
    Differs,
}

/// Verifies one book. Of the keys those that bear the log's name must have signed it.
pub fn verified_book(
    source: &dyn LogSource,
    keys: &[VerifierKey],
    progress: &mut dyn FnMut(u64, u64),
) -> Result<VerifiedBook, NotVerified> {
    let note = source.read("checkpoint").map_err(NotVerified::Unreadable)?.unwrap_or_default();
    let note = String::from_utf8_lossy(&note);
    let asked_for = note.lines().next().unwrap_or_default();
    let given: Vec<String> = of_book(keys, asked_for).map(ToString::to_string).collect();
    let given = (!given.is_empty()).then(|| given.join("\n"));
    let asked = Asked { key: given.as_deref(), ..Asked::default() };
    let verified = verify_asked(source, asked, progress).map_err(NotVerified::Unreadable)?;
    let state = verified.remembered.filter(|_| verified.difference.is_none());
    let Some(state) = state.map(|remembered| remembered.state) else {
        return Err(NotVerified::Differs);
    };
    // What was verified may bear another name than what was looked at first; its keys were not asked then.
    if verified.origin != asked_for {
        return Err(NotVerified::Differs);
    }
    let (origin, key, size, root) = (verified.origin, verified.key, verified.size, verified.root);
    Ok(VerifiedBook { origin, key, key_was_given: verified.key_was_given, size, root, state })
}

/// The first key that bears the name of none of these books, and so proves nothing of them.
#[must_use]
pub fn unused_key<'a>(books: &[VerifiedBook], keys: &'a [VerifierKey]) -> Option<&'a VerifierKey> {
    keys.iter().find(|key| books.iter().all(|book| book.origin != key.name()))
}

fn of_book<'a>(keys: &'a [VerifierKey], origin: &str) -> impl Iterator<Item = &'a VerifierKey> {
    keys.iter().filter(move |key| key.name() == origin)
}

/// What books come to together. Of two with one origin the later counts.
#[must_use]
pub fn roll_up(books: &[VerifiedBook]) -> BooksRollup {
    let states: BTreeMap<String, &State> =
        books.iter().map(|book| (book.origin.clone(), &book.state)).collect();
    rollup_of_books(&states)
}
