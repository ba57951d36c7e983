//! Stories, from the published files beside the log: each is hashed before it is shown, and its numbers are those
//! that were published with it. What they come to now is asked of the state that the page shows.

mod blocks;

use super::BooksError;
use super::snapshot::BooksSnapshot;
use crate::portal::pages::stories::{
    Stories, StoriesAbout, StoryRow, StoryView, VersionRow, language_of, plainly,
};
use crate::portal::record::Verbatim;
use chungtay_documents::story::{Fault, Mark, Story as Source};
use chungtay_ledger::asking;
use chungtay_ledger::asking::form::AnswerForm;
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::date::Moment;
use chungtay_ledger::id::{FundId, Id, PersonId};
use chungtay_ledger::kinds::stories::{Story, StoryLanguage};
use chungtay_ledger::state::stories::PublishedStory;
use chungtay_ledger::stories::{BoundStory, file_hash};
use chungtay_service::stories::{moved, path, resolved};
use chungtay_text::Language;
use std::collections::BTreeMap;

/// Stories in a short list.
const SHORT_LIST: usize = 6;

/// A story that is shown: its entry, what it says, what its numbers came to.
struct Read {
    at: u64,
    key: (Id, StoryLanguage),
    published: Moment,
    source: Source,
    bound: BoundStory,
}

fn story_language(language: Language) -> StoryLanguage {
    match language {
        Language::Vietnamese => StoryLanguage::Vietnamese,
        Language::English => StoryLanguage::English,
    }
}

impl BooksSnapshot<'_> {
    /// A published file, where it is the one that its entry names.
    fn story_file(&self, story: &Story, ending: &str, hash: Commitment) -> Option<Vec<u8>> {
        let bytes = std::fs::read(self.log_folder().join(path(story, ending))).ok()?;
        (file_hash(&bytes) == hash).then_some(bytes)
    }

    fn story_numbers(&self, story: &Story) -> Option<BoundStory> {
        BoundStory::from_json(&self.story_file(story, "json", story.figures)?).ok()
    }

    /// The version that stands, read.
    fn read_story(&self, versions: &[PublishedStory]) -> Option<Read> {
        let last = versions.last()?;
        let story = &last.story.item;
        let stories = &self.state().stories;
        if stories.is_withdrawn(&(story.id, story.language), story.version) {
            return None;
        }
        let file = String::from_utf8(self.story_file(story, "md", story.file)?).ok()?;
        let (at, published) = (last.story.at, last.recorded_at);
        let source = Source::read_published(&file).ok()?;
        let bound = self.story_numbers(story)?;
        Some(Read { at, key: (story.id, story.language), published, source, bound })
    }

    /// Every story that is shown, in this language or, where it has not this one, in the other.
    fn stories_in(&self, language: Language) -> Vec<Read> {
        let published = &self.state().stories.published;
        let mut ids: Vec<Id> = published.keys().map(|(id, _)| *id).collect();
        ids.dedup();
        let mut found: Vec<Read> =
            ids.into_iter().filter_map(|id| self.story_in(id, language)).collect();
        found.sort_by_key(|read| std::cmp::Reverse(read.at));
        found
    }

    fn story_in(&self, id: Id, language: Language) -> Option<Read> {
        let published = &self.state().stories.published;
        [language, language.other()]
            .into_iter()
            .find_map(|language| self.read_story(published.get(&(id, story_language(language)))?))
    }

    /// Stories that stand in either language.
    pub(super) fn story_ids(&self) -> Vec<String> {
        let stories = self.stories_in(Language::Vietnamese);
        stories.iter().map(|read| read.key.0.to_string()).collect()
    }

    pub(super) fn stories_page(&self, language: Language) -> Stories {
        Stories { rows: self.stories_in(language).iter().filter_map(row).collect() }
    }

    /// One story, where it has this language; no other is read for it.
    pub(super) fn story_row(&self, id: &str, language: Language) -> Option<StoryRow> {
        let key = (Id::new(id)?, story_language(language));
        row(&self.read_story(self.state().stories.published.get(&key)?)?)
    }

    /// Every story under each thing that it is about.
    pub(super) fn about(&self, language: Language) -> StoriesAbout {
        let mut about = StoriesAbout::new();
        for read in self.stories_in(language) {
            let Some(row) = row(&read) else { continue };
            for (id, _) in &read.source.front.about {
                let rows = about.entry(id.clone()).or_default();
                if rows.last().is_none_or(|last: &StoryRow| last.id != row.id) {
                    rows.push(row.clone());
                }
            }
        }
        about
    }

    /// The newest ones, for the first page.
    pub(super) fn latest_stories(&self, language: Language) -> Vec<StoryRow> {
        self.stories_in(language).iter().filter_map(row).take(3).collect()
    }

    pub(super) fn story_page(
        &self,
        id: &str,
        language: Language,
    ) -> Result<Option<StoryView>, BooksError> {
        let all = self.stories_in(language);
        let Some(read) = all.iter().find(|read| read.key.0.as_str() == id) else {
            return Ok(None);
        };
        self.story_view(read, &all)
    }

    /// A file that nobody has published, over the state that is shown: as its page would be. Nothing of it is kept.
    pub(super) fn draft(
        &self,
        text: &str,
        language: Language,
    ) -> Result<Result<Option<StoryView>, Vec<Fault>>, BooksError> {
        let (source, bound) = match resolved(text, self.state()) {
            Ok(read) => read,
            Err(faults) => return Ok(Err(faults)),
        };
        let key = (source.front.story, source.front.language);
        let (at, published) = (bound.size, Moment(0));
        let read = Read { at, key, published, source, bound };
        Ok(Ok(self.story_view(&read, &self.stories_in(language))?))
    }

    /// A story among all that are shown; `None` where what is bound is of another.
    fn story_view(&self, read: &Read, all: &[Read]) -> Result<Option<StoryView>, BooksError> {
        let Some(own) = row(read) else { return Ok(None) };
        let (addresses, sources) = self.story_names(&read.source);
        let others = || all.iter().filter(|other| other.key.0 != read.key.0);
        let mut related: Vec<(usize, &Read)> =
            others().map(|other| (shared(&read.source, &other.source), other)).collect();
        related.retain(|(count, _)| *count > 0);
        related
            .sort_by_key(|(count, other)| (std::cmp::Reverse(*count), std::cmp::Reverse(other.at)));
        let related: Vec<&Read> =
            related.into_iter().map(|(_, other)| other).take(SHORT_LIST).collect();
        let others = others().filter(|other| !related.iter().any(|found| found.at == other.at));
        let authors = read.source.front.authors.iter();
        Ok(Some(StoryView {
            now: self.now(&read.bound),
            authors: authors.flat_map(|(id, _)| self.party_names(id)).collect(),
            versions: self.versions(read.key),
            latest: others.filter_map(row).take(SHORT_LIST).collect(),
            related: related.into_iter().filter_map(row).collect(),
            addresses,
            sources,
            drawn: self.drawn(&read.source, read.bound.size)?,
            tensions: self.tension_words(&read.bound),
            story: read.source.clone(),
            bound: read.bound.clone(),
            row: own,
        }))
    }

    /// What questions come to now, where that is another.
    fn now(&self, bound: &BoundStory) -> BTreeMap<String, AnswerForm> {
        let mut now = BTreeMap::new();
        for figure in &bound.figures {
            let Ok(asked) = asking::parse(&figure.expression) else { continue };
            let Ok(answer) = asking::answer(self.state(), &asked) else { continue };
            if (answer.value, answer.meant) != (figure.value, figure.meant) {
                now.insert(figure.expression.clone(), answer.form(&asked));
            }
        }
        now
    }

    fn tension_words(&self, bound: &BoundStory) -> BTreeMap<u64, String> {
        let notes = bound.figures.iter().flat_map(|figure| &figure.notes);
        let found = notes.filter_map(|note| {
            let statement = self.state().statements.get(note.statement.as_ref()?)?;
            Some((note.entry?, statement.item.words.clone()?))
        });
        found.collect()
    }

    fn versions(&self, key: (Id, StoryLanguage)) -> Vec<VersionRow> {
        let stories = &self.state().stories;
        let mut rows = Vec::new();
        let mut before: Option<BoundStory> = None;
        for version in stories.versions(&key) {
            let item = &version.story.item;
            let bound = self.story_numbers(item);
            if !stories.is_withdrawn(&key, item.version) {
                let pair = before.as_ref().zip(bound.as_ref());
                let moved = pair.map_or_else(Vec::new, |(before, after)| moved(before, after));
                rows.push(VersionRow {
                    version: item.version,
                    entry: version.story.at,
                    size: item.size,
                    published: version.recorded_at,
                    actor: self.party_names(version.actor.as_str()),
                    writer: version
                        .passed
                        .as_ref()
                        .map(|passed| (self.party_names(passed.writer.as_str()), passed.draft)),
                    reviewer: self.party_names(item.reviewed_by.as_str()),
                    review: version.passed.as_ref().map(|passed| passed.review),
                    moved: moved
                        .into_iter()
                        .map(|moved| (moved.expression, moved.before, moved.after))
                        .collect(),
                });
            }
            before = bound;
        }
        rows.reverse();
        rows
    }

    /// An organisation's name, or a person's posts; the identifier where there are none.
    fn party_names(&self, id: &str) -> Vec<Verbatim> {
        let state = self.state();
        if let Some(found) = Id::new(id).and_then(|id| state.organisations.get(&id)) {
            return vec![Verbatim::new(&found.item.name, found.at)];
        }
        let Some(person) = PersonId::new(id).map(|id| state.person(id)) else { return Vec::new() };
        let held = state.posts.iter().filter(|post| state.person(post.item.person) == person);
        let posts: Vec<Verbatim> =
            held.map(|post| Verbatim::new(&post.item.title, post.at)).collect();
        if posts.is_empty() {
            let at = state.persons.get(&person).map_or(0, |person| person.at);
            return vec![Verbatim::new(id, at)];
        }
        posts
    }

    /// Pages of what a story names, and what its sources are called.
    fn story_names(&self, story: &Source) -> (BTreeMap<String, String>, BTreeMap<String, String>) {
        let (mut addresses, mut sources) = (BTreeMap::new(), BTreeMap::new());
        for marked in &story.marks {
            match &marked.mark {
                Mark::Name(id) | Mark::Document(id) => {
                    if let Some(address) = self.page_of(id) {
                        addresses.insert(id.clone(), address);
                    }
                }
                Mark::Source(id) | Mark::Quote(id, _) => {
                    if let Some(address) = self.page_of(id) {
                        addresses.insert(id.clone(), address);
                    }
                    if let Some(name) = self.source_words(id) {
                        sources.insert(id.clone(), name);
                    }
                }
                _ => {}
            }
        }
        (addresses, sources)
    }

    fn page_of(&self, id: &str) -> Option<String> {
        let state = self.state();
        if FundId::new(id).is_some_and(|id| state.funds.contains_key(&id)) {
            return Some(format!("/funds/{id}"));
        }
        let found = Id::new(id)?;
        let rooms = [
            ("works", state.works.contains_key(&found)),
            ("programmes", state.programmes.contains_key(&found)),
            ("claims", state.claims.contains_key(&found)),
            ("sources", state.sources.contains_key(&found)),
        ];
        if let Some((room, _)) = rooms.into_iter().find(|(_, is)| *is) {
            return Some(format!("/{room}/{id}"));
        }
        let statement = state.statements.get(&found)?;
        Some(format!("/sources/{}", statement.item.source))
    }

    /// The title of the source that a claim or statement stands in.
    fn source_words(&self, id: &str) -> Option<String> {
        let state = self.state();
        let id = Id::new(id)?;
        let claim = state.claims.get(&id).map(|claim| claim.item.source);
        let statement = state.statements.get(&id).map(|said| said.item.source);
        let source = claim.or(statement).unwrap_or(id);
        let title = state.sources.get(&source).map(|source| source.item.title.clone());
        title.or_else(|| state.bases.get(&id).map(|basis| basis.item.title.clone()))
    }
}

fn row(read: &Read) -> Option<StoryRow> {
    let front = &read.source.front;
    let (title, lead) = plainly(&read.source, &read.bound)?;
    Some(StoryRow {
        id: read.key.0.to_string(),
        language: language_of(read.key.1),
        title,
        lead,
        section: front.section,
        format: front.format,
        published: read.published,
        entry: read.at,
    })
}

/// How many things two stories are both about.
fn shared(one: &Source, other: &Source) -> usize {
    let about = |(id, _): &&(String, _)| other.front.about.iter().any(|(of, _)| of == id);
    one.front.about.iter().filter(about).count()
}
