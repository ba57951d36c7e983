//! The fold of stories. It never fails.

use crate::entry::Entry;
use crate::kinds::bodies::Body;
use crate::kinds::stories::Story;
use crate::state::stories::{Drafted, Passed, PublishedStory, Reviewed};
use crate::state::{Registered, State};

pub(super) fn fold(state: &mut State, at: u64, entry: &Entry, body: &Body) {
    match body {
        Body::StoryDraft(draft) => {
            let drafted = Drafted {
                at,
                file: draft.file,
                recorded_at: entry.recorded_at,
                review: None,
                writer: entry.actor,
            };
            state.stories.uses_drafts = true;
            let writers = state.stories.writers.entry(draft.file).or_default();
            if !writers.contains(&entry.actor) {
                writers.push(entry.actor);
            }
            state.stories.drafts.insert((draft.id, draft.language), drafted);
        }
        Body::StoryReview(review) => {
            let draft = state.stories.drafts.get_mut(&(review.id, review.language));
            if let Some(draft) = draft {
                let (reader, verdict) = (entry.actor, review.verdict);
                draft.review = Some(Reviewed { at, reader, verdict });
            }
        }
        Body::ReviewedStory(published) => {
            let key = (published.id, published.language);
            let passed = state.stories.passed(&key, &published.file);
            let passed = passed.map(|(draft, review)| Passed {
                draft: draft.at,
                reader: review.reader,
                review: review.at,
                writer: draft.writer,
            });
            if let Some(passed) = passed {
                let story = published.read_by(passed.reader);
                publish(state, at, entry, story, Some(passed));
            }
        }
        Body::Story(story) => publish(state, at, entry, story.clone(), None),
        Body::StoryWithdrawal(gone) => {
            let key = (gone.id, gone.language);
            let last = state.stories.versions(&key).last().map(|last| &last.story.item);
            let (version, file) = last.map_or((0, None), |last| (last.version, Some(last.file)));
            state.stories.withdrawn.insert(key, (version, at));
            // What is taken down is drafted and read anew before it comes back; another draft waits on.
            if state.stories.drafts.get(&key).map(|draft| draft.file) == file {
                state.stories.drafts.remove(&key);
            }
        }
        _ => {}
    }
}

fn publish(state: &mut State, at: u64, entry: &Entry, story: Story, passed: Option<Passed>) {
    let versions = state.stories.published.entry((story.id, story.language)).or_default();
    versions.push(PublishedStory {
        actor: entry.actor,
        passed,
        recorded_at: entry.recorded_at,
        story: Registered { at, item: story },
        told_on: entry.occurred_on,
    });
}
