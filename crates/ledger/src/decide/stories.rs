//! Rules for stories: a writer drafts, another person reads exactly that file, and what is published is what was let
//! pass; two persons stand for what is taken down. Versions follow each other, and numbers are asked of the log as it
//! stands under the entry itself. What a story says is judged by whoever has its file.

use super::{Asked, known};
use crate::commitment::Commitment;
use crate::entry::Posting;
use crate::id::PersonId;
use crate::kinds::bodies::Body;
use crate::kinds::stories::{
    ReviewedStory, Story, StoryDraft, StoryReview, StoryVerdict, StoryWithdrawal,
};
use crate::refusal::Refusal;
use crate::state::State;
use crate::state::stories::StoryKey;

pub(super) fn check(state: &State, asked: &Asked, body: &Body) -> Result<Vec<Posting>, Refusal> {
    match body {
        Body::StoryDraft(drafted) => draft(state, drafted)?,
        Body::StoryReview(said) => review(state, asked, said)?,
        Body::ReviewedStory(published) => reviewed(state, published)?,
        Body::Story(published) => story(state, asked, published)?,
        Body::StoryWithdrawal(gone) => withdrawal(state, asked, gone)?,
        _ => {}
    }
    Ok(Vec::new())
}

/// The same file is drafted again only where it was sent back.
fn draft(state: &State, draft: &StoryDraft) -> Result<(), Refusal> {
    let last = state.stories.drafts.get(&(draft.id, draft.language));
    let verdict = last.and_then(|last| last.review.as_ref()).map(|review| review.verdict);
    let stands = verdict != Some(StoryVerdict::Returned);
    if stands && last.is_some_and(|last| last.file == draft.file) {
        return Err(Refusal::Exists { thing: "draft", id: draft.id.to_string() });
    }
    Ok(())
}

fn review(state: &State, asked: &Asked, review: &StoryReview) -> Result<(), Refusal> {
    let draft = state.stories.drafts.get(&(review.id, review.language));
    let draft =
        draft.ok_or_else(|| Refusal::Unknown { thing: "draft", id: review.id.to_string() })?;
    if let Some(before) = &draft.review {
        return Err(Refusal::AlreadyReviewed { entry: before.at });
    }
    if review.verdict == StoryVerdict::Returned && asked.record.is_none() {
        return Err(Refusal::Needs { field: "reason" });
    }
    if draft.file != review.file {
        return Err(Refusal::NotTheDraft { story: review.id, entry: draft.at });
    }
    not_a_writer(state, asked.actor, &draft.file)
}

fn reviewed(state: &State, story: &ReviewedStory) -> Result<(), Refusal> {
    let key = (story.id, story.language);
    follows(state, &key, (story.size, story.version), (story.file, story.figures))?;
    let passed = state.stories.passed(&key, &story.file);
    let (_, review) = passed.ok_or(Refusal::NotReviewed { story: story.id })?;
    if review.at != story.review {
        return Err(Refusal::DoesNotMatch { field: "review" });
    }
    // Two identifiers may have turned out to be one person since.
    not_a_writer(state, review.reader, &story.file)
}

/// As stories were entered before reviews were entries of their own; not beside those.
fn story(state: &State, asked: &Asked, story: &Story) -> Result<(), Refusal> {
    known(&state.persons, "person", &state.person(story.reviewed_by))?;
    let key = (story.id, story.language);
    follows(state, &key, (story.size, story.version), (story.file, story.figures))?;
    if state.stories.uses_drafts {
        return Err(Refusal::NotReviewed { story: story.id });
    }
    second(state, asked.actor, story.reviewed_by)
}

/// It is asked where it stands, and it is the next version of something that changed.
fn follows(
    state: &State,
    key: &StoryKey,
    (size, version): (u64, u32),
    (file, figures): (Commitment, Commitment),
) -> Result<(), Refusal> {
    if size != state.size {
        return Err(Refusal::DoesNotMatch { field: "size" });
    }
    let versions = state.stories.versions(key).len();
    if version != u32::try_from(versions).unwrap_or(u32::MAX).saturating_add(1) {
        return Err(Refusal::DoesNotMatch { field: "version" });
    }
    let standing = state.stories.standing(key).map(|last| (last.item.file, last.item.figures));
    if standing == Some((file, figures)) {
        return Err(Refusal::Exists { thing: "story", id: key.0.to_string() });
    }
    Ok(())
}

fn withdrawal(state: &State, asked: &Asked, withdrawal: &StoryWithdrawal) -> Result<(), Refusal> {
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

/// A file may have been drafted by several, one after the other: none of them reads it.
fn not_a_writer(state: &State, reader: PersonId, file: &Commitment) -> Result<(), Refusal> {
    state.stories.writers(file).try_for_each(|writer| second(state, reader, writer))
}

fn second(state: &State, one: PersonId, other: PersonId) -> Result<(), Refusal> {
    let (one, other) = (state.person(one), state.person(other));
    if one == other { Err(Refusal::SecondPerson { person: one }) } else { Ok(()) }
}
