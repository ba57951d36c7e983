//! `withhold`: something personal stands in an entry by mistake. First two persons state the entry again
//! without it, and that is signed and published; only then the bytes go from the journal, the published
//! bundles and the archives. The leaf hash stays. Done again it finishes what was broken off.

use crate::apply::composed;
use crate::archive::rewrite_archives;
use crate::book::Book;
use crate::error::{Result, ServiceError};
use chungtay_journal::{Bundle, Journal, Openings, Withheld};
use chungtay_ledger::canonical::Reader;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::privacy::Restatement;
use chungtay_views::fold::{Fold, lookup};
use memchr::memmem;
use serde_json::Value;

/// What stands where words were taken out.
pub const TAKEN_OUT: &str = "[…]";

/// Entries read at a time.
const STRIDE: u64 = 16_384;

/// What is to be withheld.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The entry.
    pub entry: u64,
    /// The words to take out, wherever they stand in the entry's free text; in any Unicode form.
    pub words: &'a [String],
    /// Why: a private field.
    pub because: &'a str,
    /// Who acts; the operator where nobody is named.
    pub actor: Option<PersonId>,
    /// The second person who agreed.
    pub approved_by: PersonId,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The entry that states it again.
    pub restatement: u64,
    /// Archives for mirrors that were written anew.
    pub archives: u64,
    /// Other entries in which the same words stand still.
    pub also_in: Vec<u64>,
}

/// States the entry again where that was not done yet, and takes its bytes away.
pub fn withhold(book: &mut Book, wanted: &Wanted<'_>) -> Result<Done> {
    // Texts are entered composed (NFC), however they were typed.
    let words: Vec<String> = wanted.words.iter().map(|word| composed(word)).collect();
    let stated = book.state().privacy.restated.get(&wanted.entry).copied();
    let restatement = match stated {
        Some(restatement) => restatement,
        None => state_again(book, wanted, &words)?,
    };
    let archives = take_away(book, wanted.entry, restatement)?;
    let also_in = standing(book, &words)?;
    Ok(Done { restatement, archives, also_in })
}

fn state_again(book: &mut Book, wanted: &Wanted<'_>, words: &[String]) -> Result<u64> {
    let sequence = wanted.entry;
    let entry = lookup(&book.folder.journal, sequence)?;
    let entry = entry.ok_or(ServiceError::NoSuchEntry(sequence))?;
    let stated = without(&entry, words).ok_or_else(|| no_such_words(&entry, sequence, words))?;
    let body = Body::Restatement(Restatement {
        approved_by: wanted.approved_by,
        entry: sequence,
        leaf: entry.leaf(),
        stated: Box::new(stated),
    });
    book.enter(wanted.actor, body, &[Some(wanted.because)])
}

/// Why nothing was taken out: identifiers cannot be stated otherwise, for other entries name them.
fn no_such_words(entry: &Entry, sequence: u64, words: &[String]) -> ServiceError {
    let bytes = entry.encode();
    let stands =
        |word: &&String| !word.is_empty() && memmem::find(&bytes, word.as_bytes()).is_some();
    match words.iter().find(stands) {
        Some(_) => ServiceError::WordsInIdentifier { entry: sequence },
        None => ServiceError::NoSuchWords { entry: sequence },
    }
}

/// The entry with these words taken out of its free text; `None` where none of them stands in it.
fn without(entry: &Entry, words: &[String]) -> Option<Entry> {
    let (mut bytes, mut shape) = (Vec::new(), Vec::new());
    entry.body.write(&mut bytes);
    entry.body.write_shape(&mut shape);
    let mut what: Value = serde_json::from_slice(&bytes).ok()?;
    take_out(&mut what, &serde_json::from_slice(&shape).ok()?, words);
    let changed = serde_json::to_vec(&what).ok()?;
    let body = Body::read(entry.body.kind(), &mut Reader::new(&changed)).ok()?;
    (changed != bytes).then(|| Entry { body, ..entry.clone() })
}

/// Takes the words out of what is free text: it is empty in the shape, where an identifier, a date or a hash
/// stands as it is.
fn take_out(value: &mut Value, shape: &Value, words: &[String]) {
    match (value, shape) {
        (Value::String(text), Value::String(shape)) if shape.is_empty() => {
            for word in words.iter().filter(|word| !word.is_empty()) {
                *text = text.replace(word.as_str(), TAKEN_OUT);
            }
        }
        (Value::Array(values), Value::Array(shapes)) => {
            values.iter_mut().zip(shapes).for_each(|(value, shape)| take_out(value, shape, words));
        }
        (Value::Object(object), Value::Object(shapes)) => {
            for (key, value) in object {
                take_out(value, &shapes[key], words);
            }
        }
        _ => {}
    }
}

/// Only where the restatement is signed and published, which witnesses may hold up.
fn take_away(book: &mut Book, sequence: u64, restatement: u64) -> Result<u64> {
    let by = lookup(&book.folder.journal, restatement)?.map(|entry| entry.body);
    let Some(Body::Restatement(by)) = by else {
        return Err(ServiceError::NoSuchEntry(restatement));
    };
    if !book.publisher.covers(restatement)? {
        return Err(ServiceError::Published(format!(
            "entry {restatement} is not under the published checkpoint yet: the bytes stay until it is"
        )));
    }
    let withheld = Withheld { sequence, leaf: by.leaf.0, restated_by: restatement };
    book.folder.journal.withhold(&withheld)?;
    let mut fold = Fold::open(&book.folder.journal)?;
    fold.catch_up(&book.folder.journal, |_| Ok::<(), ServiceError>(()))?;
    book.folder.journal.put_snapshot(&fold.snapshot())?;
    book.fold = fold;
    book.publisher.follow_withheld(&book.folder, book.fold.state())?;
    let index = sequence / 256;
    let archives = rewrite_archives(&book.folder, &(index..index + 1))?;
    // The revision rises: whoever shows pages reads anew.
    book.folder.openings.erase(&[])?;
    Ok(archives)
}

/// Entries whose bytes still hold the words.
fn standing(book: &Book, words: &[String]) -> Result<Vec<u64>> {
    let journal = &book.folder.journal;
    let written = |word: &String| serde_json::to_string(word).unwrap_or_default();
    let spelled: Vec<String> = words.iter().filter(|word| !word.is_empty()).map(written).collect();
    let spelled: Vec<&[u8]> =
        spelled.iter().map(|word| word.trim_matches('"').as_bytes()).collect();
    let holds = |bytes: &[u8]| {
        spelled.iter().any(|word| bytes.windows(word.len().max(1)).any(|part| part == *word))
    };
    let (mut found, mut at) = (Vec::new(), 0);
    while at < book.state().size {
        let bundles = journal.read(at, STRIDE)?;
        for (sequence, bytes) in bundles.iter().flat_map(Bundle::entries) {
            if holds(bytes) {
                found.push(sequence);
            }
            at = sequence + 1;
        }
    }
    Ok(found)
}
