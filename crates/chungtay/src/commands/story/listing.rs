//! `story list`: drafts that wait for a reader, were sent back or may be published, and every version that was. Why
//! a draft was sent back is private: told here, to those who keep the book.

use super::published_state;
use crate::commands::reader;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_journal::BookFolder;
use chungtay_ledger::kinds::stories::StoryVerdict;
use chungtay_ledger::state::stories::{Drafted, PublishedStory, StoryKey};
use chungtay_service::stories;
use serde_json::{Value, json};
use std::path::Path;

pub(super) fn list(directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let folder = reader(directory)?;
    let state = published_state(directory)?;
    let (mut lines, mut drafts, mut published) = (Vec::new(), Vec::new(), Vec::new());
    for (key, drafted) in state.stories.waiting() {
        let (line, object) = draft(&folder, key, drafted, console)?;
        lines.push(line);
        drafts.push(object);
    }
    for (key, versions) in &state.stories.published {
        for told in versions {
            let withdrawn = state.stories.is_withdrawn(key, told.story.item.version);
            let (line, object) = version(key, told, withdrawn, console);
            lines.push(line);
            published.push(object);
        }
    }
    if lines.is_empty() {
        lines.push(console.text("cli-story-none", &[]));
    }
    console.result(&lines, &json!({ "drafts": drafts, "stories": published }))?;
    Ok(Exit::Done)
}

fn draft(
    folder: &BookFolder,
    (id, language): &StoryKey,
    draft: &Drafted,
    console: &Console,
) -> Result<(String, Value), Failure> {
    let review = draft.review.as_ref();
    let stage = match review.map(|review| review.verdict) {
        None => "waiting",
        Some(StoryVerdict::Passed) => "passed",
        Some(StoryVerdict::Returned) => "returned",
    };
    let returned = review.filter(|review| review.verdict == StoryVerdict::Returned);
    let reason = returned.map(|review| stories::reason(folder, review.at)).transpose()?.flatten();
    let reader = review.map(|review| review.reader.to_string());
    let values = [
        ("story", id.to_string().into()),
        ("language", language.word().into()),
        ("entry", draft.at.to_string().into()),
        ("at", console.moment(draft.recorded_at).into()),
        ("writer", draft.writer.to_string().into()),
        ("reader", reader.clone().unwrap_or_default().into()),
        ("reason", reason.clone().unwrap_or_else(|| "–".to_owned()).into()),
    ];
    let line = console.text(&format!("cli-story-draft-{stage}"), &values);
    let object = json!({
        "story": id.as_str(),
        "language": language.word(),
        "entry": draft.at,
        "writer": draft.writer.as_str(),
        "stage": stage,
        "review": review.map(|review| review.at),
        "reader": reader,
        "reason": reason,
    });
    Ok((line, object))
}

fn version(
    (id, language): &StoryKey,
    told: &PublishedStory,
    withdrawn: bool,
    console: &Console,
) -> (String, Value) {
    let story = &told.story;
    let values = [
        ("story", id.to_string().into()),
        ("language", language.word().into()),
        ("version", story.item.version.to_string().into()),
        ("entry", story.at.to_string().into()),
        ("at", console.moment(told.recorded_at).into()),
    ];
    let key = if withdrawn { "cli-story-listed-withdrawn" } else { "cli-story-listed" };
    let object = json!({
        "story": id.as_str(),
        "language": language.word(),
        "version": story.item.version,
        "entry": story.at,
        "size": story.item.size,
        "withdrawn": withdrawn,
    });
    (console.text(key, &values), object)
}
