//! What the fold knows of stories: the last draft of each and what its reader said, which file each version had,
//! and which were taken down.

use super::Registered;
use crate::canonical::record;
use crate::commitment::Commitment;
use crate::date::{Date, Moment};
use crate::id::{Id, PersonId};
use crate::kinds::stories::{Story, StoryLanguage, StoryVerdict};
use std::collections::BTreeMap;

/// A story in one language.
pub type StoryKey = (Id, StoryLanguage);

record! {
    /// What a reader said of a draft.
    Reviewed {
        /// The entry.
        at: u64,
        /// Who.
        reader: PersonId,
        /// What.
        verdict: StoryVerdict,
    }
    /// The last draft of a story in a language.
    Drafted {
        /// The entry.
        at: u64,
        /// SHA-256 of the file.
        file: Commitment,
        /// When.
        recorded_at: Moment,
        /// What its reader said; `None` while it waits.
        review: Option<Reviewed>,
        /// Who entered it: its writer, or one of them.
        writer: PersonId,
    }
    /// Who wrote and who read what was published.
    Passed {
        /// The draft's entry.
        draft: u64,
        /// Who read it.
        reader: PersonId,
        /// The review's entry.
        review: u64,
        /// Who wrote it.
        writer: PersonId,
    }
    /// When a version was published, and by whom.
    PublishedStory {
        /// Who answers for it.
        actor: PersonId,
        /// Draft and review; `None` of a version entered before they were entries of their own.
        passed: Option<Passed>,
        /// When.
        recorded_at: Moment,
        /// What was published. The reader of a version with a review stands in it as its entry's would.
        story: Registered<Story>,
        /// The day given.
        told_on: Date,
    }
    /// Stories.
    #[derive(Default)]
    Stories {
        /// The last draft of each.
        drafts: BTreeMap<StoryKey, Drafted>,
        /// Versions from the first on.
        published: BTreeMap<StoryKey, Vec<PublishedStory>>,
        /// Whether a draft was ever entered: then nothing is published any more that nobody read.
        uses_drafts: bool,
        /// The last version that was taken down, and the entry that says so.
        withdrawn: BTreeMap<StoryKey, (u32, u64)>,
        /// Whoever entered a file as a draft, by its hash: whoever wrote it once does not read it for another.
        writers: BTreeMap<Commitment, Vec<PersonId>>,
    }
}

impl Stories {
    /// Every version, from the first on.
    #[must_use]
    pub fn versions(&self, key: &StoryKey) -> &[PublishedStory] {
        self.published.get(key).map_or(&[], Vec::as_slice)
    }

    /// Whether a version was taken down.
    #[must_use]
    pub fn is_withdrawn(&self, key: &StoryKey, version: u32) -> bool {
        self.withdrawn.get(key).is_some_and(|(last, _)| version <= *last)
    }

    /// The version that is shown; `None` where there is none, or none any more.
    #[must_use]
    pub fn standing(&self, key: &StoryKey) -> Option<&Registered<Story>> {
        let last = &self.versions(key).last()?.story;
        (!self.is_withdrawn(key, last.item.version)).then_some(last)
    }

    /// The draft of exactly this file and the review that let it pass; `None` where nobody did.
    #[must_use]
    pub fn passed(&self, key: &StoryKey, file: &Commitment) -> Option<(&Drafted, &Reviewed)> {
        let draft = self.drafts.get(key).filter(|draft| draft.file == *file)?;
        let review = draft.review.as_ref()?;
        (review.verdict == StoryVerdict::Passed).then_some((draft, review))
    }

    /// Whoever entered this file as a draft.
    pub fn writers(&self, file: &Commitment) -> impl Iterator<Item = PersonId> {
        self.writers.get(file).into_iter().flatten().copied()
    }

    /// Drafts that are not published as they are.
    pub fn waiting(&self) -> impl Iterator<Item = (&StoryKey, &Drafted)> {
        let published = |key: &StoryKey| self.standing(key).map(|story| story.item.file);
        self.drafts.iter().filter(move |(key, draft)| published(key) != Some(draft.file))
    }

    /// Every version that is published and was not taken down.
    pub fn files(&self) -> impl Iterator<Item = &Registered<Story>> {
        self.published.iter().flat_map(|(key, versions)| {
            versions
                .iter()
                .map(|version| &version.story)
                .filter(|story| !self.is_withdrawn(key, story.item.version))
        })
    }
}
