//! `story`: a file is drafted by its writer, read by another person, and published as it was read; its numbers are
//! asked of the books as they are published then. A draft is entered by its hash alone: its file stays where it is.
//! A published one and its numbers lie in `DIR/blobs` by their hash and in `DIR/log/story/`, for whoever recomputes
//! them. What a later version moved is told; what is taken down goes from both places.

mod pictures;
mod quotations;

use crate::book::Book;
use crate::error::{Result, ServiceError};
use crate::import::begin::push;
use crate::private_words::PrivateWords;
use crate::published::files::LogFiles;
use chungtay_documents::story::{Fault, Story as Source, bind};
use chungtay_journal::{BookAppend, BookFolder};
use chungtay_ledger::asking::form::AnswerForm;
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::id::{Id, PersonId};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::stories::{
    ReviewedStory, Story, StoryDraft, StoryLanguage, StoryReview, StoryVerdict, StoryWithdrawal,
};
use chungtay_ledger::refusal::Refusal;
use chungtay_ledger::state::State;
use chungtay_ledger::stories::{BoundStory, file_hash};

pub use quotations::misquoted;

/// A file and who acts on it.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The file's text.
    pub text: &'a str,
    /// The writer of a draft, the reader of a review, who answers for what is published; the operator where
    /// nobody is named.
    pub actor: Option<PersonId>,
}

/// What a draft or a review came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The entry.
    pub entry: u64,
    /// The story.
    pub story: Id,
    /// Its language.
    pub language: StoryLanguage,
}

/// A number that a later version tells otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its question.
    pub expression: String,
    /// What it was; `None` where it was not told.
    pub before: Option<AnswerForm>,
    /// What it is; `None` where it is not told any more.
    pub after: Option<AnswerForm>,
}

/// What was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The entry.
    pub entry: u64,
    /// The story.
    pub story: Id,
    /// Its language.
    pub language: StoryLanguage,
    /// Its version in that language.
    pub version: u32,
    /// What its numbers came to.
    pub bound: BoundStory,
    /// What moved since the version before.
    pub moved: Vec<Moved>,
}

/// The path of a version's file in `DIR/log`; with `json` that of its numbers.
#[must_use]
pub fn path(story: &Story, ending: &str) -> String {
    format!("story/{}/{}/{}.{ending}", story.id, story.language.word(), story.version)
}

/// Reads a file that is to be published and asks its numbers of a state.
pub fn resolved(
    text: &str,
    state: &State,
) -> std::result::Result<(Source, BoundStory), Vec<Fault>> {
    let source = Source::read(text)?;
    let bound = bind(&source, text, state)?;
    Ok((source, bound))
}

/// The author of a story that a person is, under any of that person's identifiers.
#[must_use]
pub fn author<'a>(source: &'a Source, person: PersonId, state: &State) -> Option<&'a str> {
    let person = state.person(person);
    let is_person = |id: &str| PersonId::new(id).is_some_and(|id| state.person(id) == person);
    source.front.authors.iter().map(|(id, _)| id.as_str()).find(|id| is_person(id))
}

/// No author of a story lets it pass, whoever entered its draft.
fn not_an_author(source: &Source, reader: PersonId, state: &State) -> Result<()> {
    match author(source, reader, state) {
        Some(_) => Err(Refusal::SecondPerson { person: state.person(reader) }.into()),
        None => Ok(()),
    }
}

/// Reads a file that is to be published and asks its numbers and its quotations of the book.
fn to_publish(book: &Book, text: &str) -> Result<(Source, BoundStory)> {
    let (source, bound) = resolved(text, book.state()).map_err(ServiceError::Story)?;
    let faults = misquoted(&book.folder, &source, text, book.state())?;
    if faults.is_empty() { Ok((source, bound)) } else { Err(ServiceError::Story(faults)) }
}

/// Enters a draft, of which every number can be answered now.
pub fn draft(book: &mut Book, wanted: &Wanted<'_>) -> Result<Entered> {
    let (source, _) = to_publish(book, wanted.text)?;
    let (story, language) = (source.front.story, source.front.language);
    let file = file_hash(wanted.text.as_bytes());
    let body = Body::StoryDraft(StoryDraft { file, id: story, language });
    let entry = book.enter_plain(wanted.actor, body)?;
    Ok(Entered { entry, story, language })
}

/// Enters what a reader says of exactly this file. `because`: it is sent back, and why.
pub fn review(book: &mut Book, wanted: &Wanted<'_>, because: Option<&str>) -> Result<Entered> {
    let source = Source::read(wanted.text).map_err(ServiceError::Story)?;
    let (story, language) = (source.front.story, source.front.language);
    let file = file_hash(wanted.text.as_bytes());
    let reader = wanted.actor.map_or_else(|| book.operator(), Ok)?;
    not_an_author(&source, reader, book.state())?;
    let verdict = because.map_or(StoryVerdict::Passed, |_| StoryVerdict::Returned);
    let body = Body::StoryReview(StoryReview { file, id: story, language, verdict });
    let entry = match because {
        Some(because) => book.enter(wanted.actor, body, &[Some(because)])?,
        None => book.enter_plain(wanted.actor, body)?,
    };
    Ok(Entered { entry, story, language })
}

/// Why a draft was sent back, for those who keep the book; `None` where it was erased.
pub fn reason(folder: &BookFolder, review: u64) -> Result<Option<String>> {
    PrivateWords::new(folder).field(review, 0)
}

/// Publishes a version of a story, at the size at which the books are published.
pub fn publish(book: &mut Book, wanted: &Wanted<'_>) -> Result<Published> {
    book.publish()?;
    let (source, bound) = to_publish(book, wanted.text)?;
    let key = (source.front.story, source.front.language);
    let stories = &book.state().stories;
    let versions = stories.versions(&key);
    let standing = stories.standing(&key).map(|story| story.item.file);
    let before = versions.last().map(|last| last.story.item.figures);
    let version = u32::try_from(versions.len()).unwrap_or(u32::MAX).saturating_add(1);
    let (figures, file) = (bound.to_json(), file_hash(wanted.text.as_bytes()));
    // Where there is none, the rules say so.
    let passed = stories.passed(&key, &file).map(|(_, review)| (review.at, review.reader));
    if let Some((_, reader)) = passed {
        not_an_author(&source, reader, book.state())?;
    }
    let review = passed.map_or(0, |(review, _)| review);
    let story = ReviewedStory {
        figures: file_hash(&figures),
        file,
        id: key.0,
        language: key.1,
        review,
        size: book.state().size,
        version,
    };
    let before = before.map(|hash| numbers(book.folder(), &hash)).transpose()?.flatten();
    let moved = before.map_or_else(Vec::new, |before| moved(&before, &bound));
    // The sizes differ, but nothing that a reader reads.
    if standing == Some(story.file) && moved.is_empty() {
        return Err(Refusal::Exists { thing: "story", id: key.0.to_string() }.into());
    }
    let actor = wanted.actor.map_or_else(|| book.operator(), Ok)?;
    let entry = book.state().size;
    let mut batch = BookAppend::default();
    push(book, &mut batch, actor, None, Body::ReviewedStory(story), None)?;
    pictures::check(&book.folder, &source, book.state())?;
    // Only what the rules let pass is put where the public reads, and before the entry that names it.
    book.folder.blobs.put(wanted.text.as_bytes())?;
    book.folder.blobs.put(&figures)?;
    book.append(&batch)?;
    book.publish()?;
    Ok(Published { entry, story: key.0, language: key.1, version, bound, moved })
}

/// The file of a version, from the book's folder; `None` where it was taken down or is not there.
pub fn file(folder: &BookFolder, story: &Story) -> Result<Option<String>> {
    let bytes = folder.blobs.get(&story.file.0)?;
    Ok(bytes.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// What the numbers of a version came to, from the book's folder.
pub fn numbers(folder: &BookFolder, figures: &Commitment) -> Result<Option<BoundStory>> {
    let bytes = folder.blobs.get(&figures.0)?;
    Ok(bytes.and_then(|bytes| BoundStory::from_json(&bytes).ok()))
}

/// The numbers that two versions of a story tell otherwise, by question.
#[must_use]
pub fn moved(before: &BoundStory, after: &BoundStory) -> Vec<Moved> {
    let of = |story: &BoundStory, expression: &str| {
        story.figures.iter().find(|figure| figure.expression == expression).cloned()
    };
    let mut asked: Vec<&str> = Vec::new();
    for figure in after.figures.iter().chain(&before.figures) {
        if !asked.contains(&figure.expression.as_str()) {
            asked.push(&figure.expression);
        }
    }
    let told = |figure: &Option<AnswerForm>| {
        figure.as_ref().map(|figure| (figure.value, figure.meant, figure.unit.clone()))
    };
    let pairs = asked.into_iter().map(|expression| Moved {
        expression: expression.to_owned(),
        before: of(before, expression),
        after: of(after, expression),
    });
    pairs.filter(|moved| told(&moved.before) != told(&moved.after)).collect()
}

/// Takes down what was published of a story in a language. Returns the entry that says so.
pub fn withdraw(
    book: &mut Book,
    (id, language): (Id, StoryLanguage),
    actor: Option<PersonId>,
    approved_by: PersonId,
    because: &str,
) -> Result<u64> {
    let body = Body::StoryWithdrawal(StoryWithdrawal { approved_by, id, language });
    let entry = book.enter(actor, body, &[Some(because)])?;
    let files = LogFiles::open(&book.directory().join("log"), book.folder.disk())?;
    let stories = &book.state().stories;
    let standing: Vec<Commitment> =
        stories.files().flat_map(|story| [story.item.file, story.item.figures]).collect();
    for version in stories.versions(&(id, language)) {
        let story = &version.story.item;
        if !stories.is_withdrawn(&(id, language), story.version) {
            continue;
        }
        for (ending, hash) in [("md", story.file), ("json", story.figures)] {
            let file = files.root().join(path(story, ending));
            if file.is_file() {
                files.remove_file(&file)?;
            }
            if !standing.contains(&hash) {
                book.folder.blobs.remove(&hash.0)?;
            }
        }
    }
    Ok(entry)
}

/// Writes the files of the stories that stand into the published log, where they are not there; whether any
/// was written. One that the book's folder lacks is left out: `verify` names it.
pub(crate) fn bring_up(files: &LogFiles, folder: &BookFolder, state: &State) -> Result<bool> {
    let mut written = false;
    for story in state.stories.files().map(|story| &story.item) {
        for (ending, hash) in [("md", story.file), ("json", story.figures)] {
            let path = path(story, ending);
            if files.root().join(&path).is_file() {
                continue;
            }
            if let Some(bytes) = folder.blobs.get(&hash.0)? {
                files.write(&path, &bytes)?;
                written = true;
            }
        }
    }
    Ok(written)
}

/// The published files of standing stories that are missing or not what their entries name, by path in `log/`.
pub(crate) fn damaged(files: &LogFiles, state: &State) -> Result<Vec<String>> {
    let mut damaged = Vec::new();
    for story in state.stories.files().map(|story| &story.item) {
        for (ending, hash) in [("md", story.file), ("json", story.figures)] {
            let path = path(story, ending);
            if files.read(&path)?.is_none_or(|bytes| file_hash(&bytes) != hash) {
                damaged.push(path);
            }
        }
    }
    Ok(damaged)
}

/// Writes the damaged ones anew from the book's folder, and takes into that folder what only the published log
/// still has; returns what was written in the log.
pub(crate) fn mend(files: &LogFiles, folder: &BookFolder, state: &State) -> Result<Vec<String>> {
    for story in state.stories.files().map(|story| &story.item) {
        for (ending, hash) in [("md", story.file), ("json", story.figures)] {
            let published = files.read(&path(story, ending))?;
            if let Some(bytes) = published.filter(|bytes| file_hash(bytes) == hash) {
                folder.blobs.put(&bytes)?;
            }
        }
    }
    let damaged = damaged(files, state)?;
    for path in &damaged {
        let file = files.root().join(path);
        if file.is_file() {
            files.remove_file(&file)?;
        }
    }
    bring_up(files, folder, state)?;
    Ok(damaged)
}
