//! Rules for stories: two persons stand for what is published and for what is taken down, versions follow each
//! other, and numbers are asked of the log as it stands under the entry itself.

use super::{Asked, known};
use crate::entry::Posting;
use crate::id::PersonId;
use crate::kinds::bodies::Body;
use crate::kinds::stories::{Story, StoryWithdrawal};
use crate::refusal::Refusal;
use crate::state::State;

pub(super) fn check(state: &State, asked: &Asked, body: &Body) -> Result<Vec<Posting>, Refusal> {
    match body {
        Body::Story(published) => story(state, asked, published),
        Body::StoryWithdrawal(gone) => withdrawal(state, asked, gone),
        _ => Ok(Vec::new()),
    }
}

/// What a story says of the books is judged by whoever has its file; here only how it came to be published.
fn story(state: &State, asked: &Asked, story: &Story) -> Result<Vec<Posting>, Refusal> {
    known(&state.persons, "person", &state.person(story.reviewed_by))?;
    let key = (story.id, story.language);
    let versions = state.stories.versions(&key);
    if story.size != state.size {
        return Err(Refusal::DoesNotMatch { field: "size" });
    }
    let next = u32::try_from(versions.len()).unwrap_or(u32::MAX).saturating_add(1);
    if story.version != next {
        return Err(Refusal::DoesNotMatch { field: "version" });
    }
    let standing = state.stories.standing(&key);
    if standing
        .is_some_and(|last| last.item.file == story.file && last.item.figures == story.figures)
    {
        return Err(Refusal::Exists { thing: "story", id: story.id.to_string() });
    }
    second(state, asked.actor, story.reviewed_by)
}

fn withdrawal(
    state: &State,
    asked: &Asked,
    withdrawal: &StoryWithdrawal,
) -> Result<Vec<Posting>, Refusal> {
    known(&state.persons, "person", &state.person(withdrawal.approved_by))?;
    let key = (withdrawal.id, withdrawal.language);
    if state.stories.standing(&key).is_none() {
        return Err(Refusal::Unknown { thing: "story", id: withdrawal.id.to_string() });
    }
    if asked.record.is_none() {
        return Err(Refusal::Needs { field: "reason" });
    }
    second(state, asked.actor, withdrawal.approved_by)
}

fn second(state: &State, actor: PersonId, other: PersonId) -> Result<Vec<Posting>, Refusal> {
    let (actor, other) = (state.person(actor), state.person(other));
    if actor == other { Err(Refusal::SecondPerson { person: actor }) } else { Ok(Vec::new()) }
}
