//! Stories: each file is the one its entry names, and its numbers and names follow from the log at the size they
//! were asked at, which is the entry's own place: they are asked again when the fold arrives there.

use super::difference::{Check, Difference};
use super::run::Stop;
use super::source::LogSource;
use crate::stories::{author, moved, path};
use chungtay_documents::story::{Fault, Story as Source, bind};
use chungtay_ledger::asking::form::AnswerForm;
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::stories::Story;
use chungtay_ledger::state::State;
use chungtay_ledger::stories::{BoundStory, file_hash};

/// Asks the numbers of a published story again of the state under its entry; other entries are passed over.
pub(super) fn follow(
    source: &dyn LogSource,
    body: &Body,
    state: &State,
    entry: u64,
) -> Result<(), Stop> {
    match body {
        Body::Story(story) => asked_again(source, story, None, state, entry),
        Body::ReviewedStory(story) => {
            let passed = state.stories.passed(&(story.id, story.language), &story.file);
            let reader = passed.map(|(_, review)| review.reader);
            reader.map_or(Ok(()), |by| {
                asked_again(source, &story.read_by(by), Some(by), state, entry)
            })
        }
        _ => Ok(()),
    }
}

/// A file that is not there is passed over: it may have been taken down by a later entry, which [`present`] knows.
fn asked_again(
    source: &dyn LogSource,
    story: &Story,
    reader: Option<PersonId>,
    state: &State,
    entry: u64,
) -> Result<(), Stop> {
    let file = path(story, "md");
    let Some(bytes) = source.read(&file)? else { return Ok(()) };
    let told = |what: String, computed: String| {
        Stop::Found(Difference::new(Check::Story, what, computed).at(entry))
    };
    is_named(&bytes, &story.file, &file, entry)?;
    let text = String::from_utf8_lossy(&bytes);
    let faulty = |faults: Vec<Fault>| told(file.clone(), first_fault(&faults));
    let read = Source::read_published(&text).map_err(faulty)?;
    let bound = bind(&read, &text, state).map_err(faulty)?;
    if (read.front.story, read.front.language) != (story.id, story.language) {
        let found = format!("{} {}", read.front.story, read.front.language.word());
        return Err(told(format!("{} {}", story.id, story.language.word()), found));
    }
    if let Some((reader, id)) = reader.and_then(|by| Some((by, author(&read, by, state)?))) {
        return Err(told(format!("{file}: authors: {id}"), format!("read by {reader}")));
    }
    let computed = bound.to_json();
    if file_hash(&computed) == story.figures {
        return Ok(());
    }
    let published = source.read(&path(story, "json"))?.unwrap_or_default();
    let (before, after) = first_other(&published, &bound);
    Err(told(format!("{file}: {before}"), after))
}

fn first_fault(faults: &[Fault]) -> String {
    let first = faults.first().map(|fault| {
        let place = fault.place;
        format!("{}:{} {} {}", place.line, place.column, fault.reason.word(), fault.words)
    });
    first.unwrap_or_default()
}

/// The first number that is published otherwise, and what follows from the log.
fn first_other(published: &[u8], computed: &BoundStory) -> (String, String) {
    let spelled = |figure: &Option<AnswerForm>| match figure {
        Some(figure) => {
            let value = figure.value.map_or_else(|| "?".to_owned(), |value| value.to_string());
            format!("{} {} {} ({})", figure.meant.word(), value, figure.unit, figure.expression)
        }
        None => "–".to_owned(),
    };
    let Ok(published) = BoundStory::from_json(published) else {
        return (
            String::from_utf8_lossy(published).into_owned(),
            String::from_utf8_lossy(&computed.to_json()).into_owned(),
        );
    };
    if let Some(first) = moved(&published, computed).first() {
        return (spelled(&first.before), spelled(&first.after));
    }
    let names = published.names.iter().zip(&computed.names).find(|(one, other)| one != other);
    if let Some((one, other)) = names {
        return (format!("{}: {}", one.id, one.name), format!("{}: {}", other.id, other.name));
    }
    let whole = |story: &BoundStory| String::from_utf8_lossy(&story.to_json()).into_owned();
    (whole(&published), whole(computed))
}

/// Every version that stands is there, file and numbers, as its entry names them; how many there are.
pub(super) fn present(source: &dyn LogSource, state: &State) -> Result<u64, Stop> {
    let mut count = 0;
    for story in state.stories.files() {
        let item = &story.item;
        for (ending, hash) in [("md", &item.file), ("json", &item.figures)] {
            let path = path(item, ending);
            let bytes = source.read(&path)?;
            let absent =
                || Stop::Found(Difference::new(Check::Story, "–", path.clone()).at(story.at));
            is_named(&bytes.ok_or_else(absent)?, hash, &path, story.at)?;
        }
        count += 1;
    }
    Ok(count)
}

fn is_named(
    bytes: &[u8],
    hash: &chungtay_ledger::commitment::Commitment,
    path: &str,
    entry: u64,
) -> Result<(), Stop> {
    let found = file_hash(bytes);
    if found == *hash {
        return Ok(());
    }
    let shown = |hash: &chungtay_ledger::commitment::Commitment| {
        format!("{path} SHA-256 {}", String::from_utf8_lossy(&hash.to_text()))
    };
    Err(Stop::Found(Difference::new(Check::Story, shown(&found), shown(hash)).at(entry)))
}
