//! The fold of stories. It never fails.

use crate::entry::Entry;
use crate::kinds::bodies::Body;
use crate::state::stories::PublishedStory;
use crate::state::{Registered, State};

pub(super) fn fold(state: &mut State, at: u64, entry: &Entry, body: &Body) {
    match body {
        Body::Story(story) => {
            let versions = state.stories.published.entry((story.id, story.language)).or_default();
            versions.push(PublishedStory {
                actor: entry.actor,
                recorded_at: entry.recorded_at,
                story: Registered { at, item: story.clone() },
                told_on: entry.occurred_on,
            });
        }
        Body::StoryWithdrawal(gone) => {
            let key = (gone.id, gone.language);
            let last =
                state.stories.versions(&key).last().map_or(0, |last| last.story.item.version);
            state.stories.withdrawn.insert(key, (last, at));
        }
        _ => {}
    }
}
