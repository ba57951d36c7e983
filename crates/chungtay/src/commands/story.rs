//! `story`: a story's file is looked at over the published books, drafted, read by another person, published, listed,
//! or taken down.

mod listing;
mod page;

use crate::arguments::stories::{
    StoryDraft, StoryPreview, StoryPublish, StoryReview, StoryVerb, StoryWithdraw,
};
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::witnesses;
use chungtay_documents::story::{
    Fault, Form, Listed, Story, blocks_said, listed, plain_text, plain_title, said,
};
use chungtay_ledger::kinds::stories::StoryLanguage;
use chungtay_ledger::state::State;
use chungtay_ledger::stories::BoundStory;
use chungtay_service::ServiceError;
use chungtay_service::stories::{self, Entered, Wanted};
use chungtay_text::{Language, Messages, Value};
use chungtay_views::Fold;
use chungtay_views::fold::FoldError;
use serde_json::json;
use std::path::Path;
use std::time::Duration;

/// Between two looks at a file that is watched.
const BETWEEN_LOOKS: Duration = Duration::from_millis(300);
/// Entries named one by one.
const ENTRIES_SHOWN: usize = 8;

pub(super) fn run(asked: &StoryVerb, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    match asked {
        StoryVerb::Preview(asked) => preview(asked, directory, console),
        StoryVerb::Draft(asked) => draft(asked, directory, console),
        StoryVerb::Review(asked) => review(asked, directory, console),
        StoryVerb::Publish(asked) => publish(asked, directory, console),
        StoryVerb::Withdraw(asked) => withdraw(asked, directory, console),
        StoryVerb::List(_) => listing::list(directory, console),
    }
}

/// The words of a story's language.
fn messages_of(language: StoryLanguage) -> &'static Messages {
    Messages::for_language(match language {
        StoryLanguage::Vietnamese => Language::Vietnamese,
        StoryLanguage::English => Language::English,
    })
}

fn refused(faults: Vec<Fault>) -> Failure {
    ServiceError::Story(faults).into()
}

/// The fold of what is published: the size of `figures.json` in the log.
fn published_state(directory: &Path) -> Result<State, Failure> {
    let folder = super::reader(directory)?;
    let size = folder.head()?.map_or(0, |head| head.size);
    let mut fold = Fold::open_within(&folder.journal, size)?;
    fold.catch_up_to(&folder.journal, size, |_| Ok::<(), FoldError>(()))?;
    Ok(fold.state().clone())
}

fn preview(asked: &StoryPreview, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    if let Some(listen) = asked.listen {
        return page::show(asked, listen, directory, console);
    }
    if !asked.watch {
        return look(asked, directory, console);
    }
    // Until whoever watches ends it; what cannot be read is told, and looked at again when it is mended.
    let mut seen = None;
    loop {
        let changed = std::fs::metadata(&asked.file).and_then(|found| found.modified()).ok();
        if seen != Some(changed) {
            seen = Some(changed);
            if let Err(failure) = look(asked, directory, console) {
                console.fail_aside(&failure);
            }
            Console::remark(&console.text("cli-story-watching", &[]));
        }
        std::thread::sleep(BETWEEN_LOOKS);
    }
}

fn look(asked: &StoryPreview, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let state = published_state(directory)?;
    let text = super::text_file(&asked.file)?;
    let (story, bound) = stories::resolved(&text, &state).map_err(refused)?;
    let faults = stories::misquoted(&super::reader(directory)?, &story, &text, &state)?;
    if !faults.is_empty() {
        return Err(refused(faults));
    }
    let mut lines = told(&story, &bound, console);
    lines.extend(blocks_said(&story, &state, messages_of(story.front.language)));
    lines.push(console.text("cli-story-asked-at", &[("size", bound.size.into())]));
    console.result(&lines, &object(&story, &bound))?;
    Ok(Exit::Done)
}

fn object(story: &Story, bound: &BoundStory) -> serde_json::Value {
    let bytes = bound.to_json();
    json!({
        "story": story.front.story.as_str(),
        "language": story.front.language.word(),
        "bound": serde_json::from_slice::<serde_json::Value>(&bytes).unwrap_or_default(),
    })
}

/// The text as it reads, then every number with its question and the entries behind it.
fn told(story: &Story, bound: &BoundStory, console: &Console) -> Vec<String> {
    let messages = messages_of(story.front.language);
    let Some(listed) = listed(story, bound) else { return Vec::new() };
    let mut lines = vec![plain_title(story, &listed, messages), String::new()];
    lines.push(plain_text(story, &listed, messages));
    lines.push(String::new());
    for found in &listed {
        if let Listed::Figure(number, figure, form) = found {
            let written = said(figure, *form, messages).written;
            let full = said(figure, Form::Full, messages).full;
            let entries: Vec<String> =
                figure.entries.iter().take(ENTRIES_SHOWN).map(ToString::to_string).collect();
            let more = if figure.entries.len() > ENTRIES_SHOWN { ", …" } else { "" };
            let values = [
                ("number", number.to_string().into()),
                ("written", written.into()),
                ("full", full.into()),
                ("expression", (&figure.expression).into()),
                ("entries", format!("{}{more}", entries.join(", ")).into()),
                ("count", figure.entries.len().into()),
            ];
            lines.push(console.text("cli-story-number", &values));
        }
    }
    lines
}

fn draft(asked: &StoryDraft, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let text = super::text_file(&asked.file)?;
    let mut book = super::writer(directory, asked.wait, console)?;
    let done = stories::draft(&mut book, &Wanted { text: &text, actor: Some(asked.by) })?;
    let lines = [console.text("cli-story-drafted", &entered(&done, &asked.file))];
    witnesses::conclude(&book, console, &lines, entered_object(&done))
}

fn review(asked: &StoryReview, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let text = super::text_file(&asked.file)?;
    let mut book = super::writer(directory, asked.wait, console)?;
    let wanted = Wanted { text: &text, actor: Some(asked.by) };
    let because = asked.because.as_deref().filter(|_| asked.returned);
    let done = stories::review(&mut book, &wanted, because)?;
    let key = if because.is_some() { "cli-story-returned" } else { "cli-story-passed" };
    let lines = [console.text(key, &entered(&done, &asked.file))];
    witnesses::conclude(&book, console, &lines, entered_object(&done))
}

fn entered(done: &Entered, file: &Path) -> [(&'static str, Value<'static>); 4] {
    [
        ("story", done.story.to_string().into()),
        ("language", done.language.word().into()),
        ("entry", done.entry.to_string().into()),
        ("file", file.display().to_string().into()),
    ]
}

fn entered_object(done: &Entered) -> serde_json::Value {
    json!({
        "story": done.story.as_str(),
        "language": done.language.word(),
        "entry": done.entry,
    })
}

fn publish(asked: &StoryPublish, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let text = super::text_file(&asked.file)?;
    let mut book = super::writer(directory, asked.wait, console)?;
    let wanted = Wanted { text: &text, actor: asked.by };
    let done = stories::publish(&mut book, &wanted)?;
    let values = [
        ("story", done.story.to_string().into()),
        ("language", done.language.word().into()),
        ("version", done.version.to_string().into()),
        ("entry", done.entry.to_string().into()),
        ("size", done.bound.size.into()),
        ("numbers", done.bound.figures.len().into()),
    ];
    let mut lines = vec![console.text("cli-story-published", &values)];
    let messages = messages_of(done.language);
    let spelled = |figure: &Option<chungtay_ledger::asking::form::AnswerForm>| {
        figure
            .as_ref()
            .map_or_else(|| "–".to_owned(), |found| said(found, Form::Full, messages).full)
    };
    lines.extend(done.moved.iter().map(|moved| {
        let values = [
            ("expression", (&moved.expression).into()),
            ("before", spelled(&moved.before).into()),
            ("after", spelled(&moved.after).into()),
        ];
        console.text("cli-story-moved", &values)
    }));
    let object = json!({
        "story": done.story.as_str(),
        "language": done.language.word(),
        "version": done.version,
        "entry": done.entry,
        "size": done.bound.size,
        "moved": done.moved.iter().map(|moved| json!({
            "expression": moved.expression,
            "before": moved.before.as_ref().and_then(|figure| figure.value),
            "after": moved.after.as_ref().and_then(|figure| figure.value),
        })).collect::<Vec<_>>(),
    });
    witnesses::conclude(&book, console, &lines, object)
}

fn withdraw(asked: &StoryWithdraw, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let mut book = super::writer(directory, asked.wait, console)?;
    let key = (asked.story, asked.language);
    let entry = stories::withdraw(&mut book, key, asked.actor, asked.approved_by, &asked.because)?;
    let values = [
        ("story", asked.story.to_string().into()),
        ("language", asked.language.word().into()),
        ("entry", entry.to_string().into()),
    ];
    let lines = [console.text("cli-story-withdrawn", &values)];
    witnesses::conclude(&book, console, &lines, json!({ "entry": entry }))
}
