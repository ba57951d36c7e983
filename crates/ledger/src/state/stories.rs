//! What the fold knows of stories: which file each version had, and which were taken down.

use super::Registered;
use crate::canonical::record;
use crate::date::{Date, Moment};
use crate::id::{Id, PersonId};
use crate::kinds::stories::{Story, StoryLanguage};
use std::collections::BTreeMap;

/// A story in one language.
pub type StoryKey = (Id, StoryLanguage);

record! {
    /// When a version was published, and by whom.
    PublishedStory {
        /// Who answers for it.
        actor: PersonId,
        /// When.
        recorded_at: Moment,
        /// What was published.
        story: Registered<Story>,
        /// The day given.
        told_on: Date,
    }
    /// Stories.
    #[derive(Default)]
    Stories {
        /// Versions from the first on.
        published: BTreeMap<StoryKey, Vec<PublishedStory>>,
        /// The last version that was taken down, and the entry that says so.
        withdrawn: BTreeMap<StoryKey, (u32, u64)>,
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
