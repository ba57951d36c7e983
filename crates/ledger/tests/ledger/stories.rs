//! Stories: commands, rows of the refusal table, and the golden log `stories`. The other end of a bound story's
//! form: `serde_json` reads and writes the same bytes, which is RFC 8785 for what stands in it.

use crate::commands::*;
use crate::refusals::{Row, rows};
use crate::world::{NEXT, World, small_book};
use chungtay_ledger::asking::{answer, parse};
use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::decide::Command;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::stories::StoryLanguage::{English, Vietnamese};
use chungtay_ledger::kinds::stories::StoryVerdict::{Passed, Returned};
use chungtay_ledger::kinds::stories::{
    ReviewedStory, Story, StoryDraft, StoryLanguage, StoryReview, StoryVerdict, StoryWithdrawal,
};
use chungtay_ledger::stories::{BoundName, BoundStory};

/// A version whose file and figures are told apart by one byte each.
fn published(language: StoryLanguage, size: u64, version: u32, file: u8, figures: u8) -> Command {
    say(Body::Story(Story {
        figures: Commitment([figures; 32]),
        file: Commitment([file; 32]),
        id: slug("road-opened"),
        language,
        reviewed_by: slug("checker"),
        size,
        version,
    }))
    .without_record()
}

fn withdrawn(language: StoryLanguage) -> Command {
    say(Body::StoryWithdrawal(StoryWithdrawal {
        approved_by: slug("checker"),
        id: slug("road-opened"),
        language,
    }))
}

pub fn refused() -> Vec<Row> {
    let first = || published(Vietnamese, NEXT, 1, 1, 1);
    let second = |file, figures| published(Vietnamese, NEXT + 1, 2, file, figures);
    rows! {
        "accepted": first();
        "second-person person=checker": first().by("checker");
        "second-person person=checker": alias("other", "checker") => published(Vietnamese, NEXT + 1, 1, 1, 1).by("other");
        "does-not-match field=size": published(Vietnamese, NEXT - 1, 1, 1, 1);
        "does-not-match field=size": published(Vietnamese, NEXT + 1, 1, 1, 1);
        "does-not-match field=version": published(Vietnamese, NEXT, 2, 1, 1);
        "does-not-match field=version": published(Vietnamese, NEXT, 0, 1, 1);
        "exists thing=story id=road-opened": first() => second(1, 1);
        "accepted": first() => second(2, 1);
        "accepted": first() => second(1, 2);
        "accepted": first() => published(English, NEXT + 1, 1, 1, 1);
        "does-not-match field=version": first() => published(English, NEXT + 1, 2, 1, 1);
        "unknown thing=story id=road-opened": withdrawn(Vietnamese);
        "unknown thing=story id=road-opened": first() => withdrawn(English);
        "accepted": first() => withdrawn(Vietnamese);
        "needs field=reason": first() => withdrawn(Vietnamese).without_record();
        "second-person person=checker": first() => withdrawn(Vietnamese).by("checker");
        "unknown thing=story id=road-opened": first(), withdrawn(Vietnamese) => withdrawn(Vietnamese);
        "accepted": first(), withdrawn(Vietnamese) => published(Vietnamese, NEXT + 2, 2, 1, 1);
    }
}

fn draft(file: u8) -> Command {
    say(Body::StoryDraft(StoryDraft {
        file: Commitment([file; 32]),
        id: slug("road-opened"),
        language: Vietnamese,
    }))
    .without_record()
}

fn read(file: u8, verdict: StoryVerdict) -> Command {
    let command = say(Body::StoryReview(StoryReview {
        file: Commitment([file; 32]),
        id: slug("road-opened"),
        language: Vietnamese,
        verdict,
    }))
    .by("checker");
    if verdict == Passed { command.without_record() } else { command }
}

/// `after`: how many entries stand after the small book; the review is the last of them.
fn let_pass(after: u64, version: u32, file: u8, figures: u8) -> Command {
    say(Body::ReviewedStory(ReviewedStory {
        figures: Commitment([figures; 32]),
        file: Commitment([file; 32]),
        id: slug("road-opened"),
        language: Vietnamese,
        review: NEXT + after - 1,
        size: NEXT + after,
        version,
    }))
    .without_record()
}

pub fn unread() -> Vec<Row> {
    let again = || {
        let mut command = let_pass(3, 2, 1, 2);
        if let Body::ReviewedStory(story) = &mut command.body {
            story.review = NEXT + 1;
        }
        command
    };
    rows! {
        "accepted": draft(1);
        "exists thing=draft id=road-opened": draft(1) => draft(1);
        "accepted": draft(1) => draft(2);
        "exists thing=draft id=road-opened": draft(1), read(1, Passed) => draft(1);
        "accepted": draft(1), read(1, Returned) => draft(1);
        "unknown thing=draft id=road-opened": read(1, Passed);
        "accepted": draft(1) => read(1, Passed);
        "accepted": draft(1) => read(1, Returned);
        "needs field=reason": draft(1) => read(1, Returned).without_record();
        "not-the-draft story=road-opened entry=28": draft(1) => read(2, Passed);
        "not-the-draft story=road-opened entry=29": draft(1), draft(2) => read(1, Passed);
        "second-person person=op": draft(1) => read(1, Passed).by("op");
        "second-person person=checker": alias("other", "checker"), draft(1).by("other") => read(1, Passed);
        "already-reviewed entry=29": draft(1), read(1, Returned) => read(1, Passed);
        "not-reviewed story=road-opened": let_pass(0, 1, 1, 1);
        "not-reviewed story=road-opened": draft(1) => let_pass(1, 1, 1, 1);
        "not-reviewed story=road-opened": draft(1), read(1, Returned) => let_pass(2, 1, 1, 1);
        "not-reviewed story=road-opened": draft(1), read(1, Passed) => let_pass(2, 1, 2, 1);
        "not-reviewed story=road-opened": draft(1), read(1, Passed), draft(2) => let_pass(3, 1, 1, 1);
        "accepted": draft(1), read(1, Passed) => let_pass(2, 1, 1, 1);
        "accepted": draft(1), read(1, Passed) => let_pass(2, 1, 1, 1).by("checker");
        "does-not-match field=size": draft(1), read(1, Passed) => let_pass(3, 1, 1, 1);
        "does-not-match field=version": draft(1), read(1, Passed) => let_pass(2, 2, 1, 1);
        "does-not-match field=review": draft(1), read(1, Passed), person("more") => let_pass(3, 1, 1, 1);
        "exists thing=story id=road-opened": draft(1), read(1, Passed), let_pass(2, 1, 1, 1) => with_figures(again(), 1);
        "accepted": draft(1), read(1, Passed), let_pass(2, 1, 1, 1) => again();
        "second-person person=checker": draft(1).by("other"), read(1, Passed), alias("other", "checker") => with_review(let_pass(3, 1, 1, 1), NEXT + 1);
        "second-person person=op": draft(1), read(1, Returned), draft(1).by("other") => read(1, Passed).by("op");
        "second-person person=other": draft(1), read(1, Returned), draft(1).by("other") => read(1, Passed).by("other");
        "accepted": draft(1), read(1, Returned), draft(2).by("other") => read(2, Passed).by("op");
        "second-person person=checker": draft(1), read(1, Returned), alias("op", "checker"), draft(1).by("other") => read(1, Passed);
        "not-reviewed story=road-opened": draft(1) => published(Vietnamese, NEXT + 1, 1, 1, 1);
        "not-reviewed story=road-opened": published(Vietnamese, NEXT, 1, 1, 1), draft(2), withdrawn(Vietnamese)
            => published(Vietnamese, NEXT + 3, 2, 2, 2);
        "not-reviewed story=road-opened": published(Vietnamese, NEXT, 1, 1, 1), draft(1), withdrawn(Vietnamese)
            => published(Vietnamese, NEXT + 3, 2, 1, 2);
        "accepted": published(Vietnamese, NEXT, 1, 1, 1), draft(2), read(2, Passed), withdrawn(Vietnamese)
            => with_review(let_pass(4, 2, 2, 2), NEXT + 2);
        "not-reviewed story=road-opened": draft(1), read(1, Passed), let_pass(2, 1, 1, 1), withdrawn(Vietnamese)
            => published(Vietnamese, NEXT + 4, 2, 1, 1);
        "not-reviewed story=road-opened": draft(1), read(1, Passed), let_pass(2, 1, 1, 1), withdrawn(Vietnamese)
            => with_review(let_pass(4, 2, 1, 1), NEXT + 1);
    }
}

fn with_review(mut command: Command, entry: u64) -> Command {
    if let Body::ReviewedStory(story) = &mut command.body {
        story.review = entry;
    }
    command
}

fn with_figures(mut command: Command, figures: u8) -> Command {
    if let Body::ReviewedStory(story) = &mut command.body {
        story.figures = Commitment([figures; 32]);
    }
    command
}

/// A draft sent back, drafted again, let pass and published, its numbers published again.
pub fn drafted_and_read() -> World {
    let mut world = World::default();
    for entry in small_book().entries {
        world.must(Command::from(&entry));
    }
    for command in [
        draft(1),
        read(1, Returned),
        draft(2),
        read(2, Passed),
        let_pass(4, 1, 2, 1),
        with_review(let_pass(5, 2, 2, 2), NEXT + 3),
        draft(3),
    ] {
        world.must(command);
    }
    world
}

#[test]
fn a_draft_waits_until_exactly_its_file_is_published() {
    let world = drafted_and_read();
    let stories = &world.state.stories;
    let key = (slug("road-opened"), Vietnamese);
    let told: Vec<_> = stories.versions(&key).iter().map(|version| &version.passed).collect();
    let passed = told[0].as_ref().unwrap();
    assert_eq!((told[1], passed.draft, passed.review), (told[0], NEXT + 2, NEXT + 3));
    assert_eq!((passed.writer, passed.reader), (slug("op"), slug("checker")));
    assert_eq!(stories.standing(&key).unwrap().item.reviewed_by, slug("checker"));
    let waiting: Vec<u64> = stories.waiting().map(|(_, draft)| draft.at).collect();
    assert_eq!(waiting, [NEXT + 6]);
    assert_eq!(world.refolded().stories, *stories);
}

/// A story in two languages, published again, and one of them taken down.
pub fn made() -> World {
    let mut world = World::default();
    for entry in small_book().entries {
        world.must(Command::from(&entry));
    }
    for command in [
        published(Vietnamese, NEXT, 1, 1, 1),
        published(English, NEXT + 1, 1, 2, 1),
        published(Vietnamese, NEXT + 2, 2, 3, 3),
        withdrawn(English),
    ] {
        world.must(command);
    }
    world
}

#[test]
fn the_version_that_stands_is_the_last_that_was_not_taken_down() {
    let world = made();
    let stories = &world.state.stories;
    let standing = |language| stories.standing(&(slug("road-opened"), language));
    assert_eq!(standing(Vietnamese).map(|story| story.item.version), Some(2));
    assert!(standing(English).is_none());
    assert_eq!(stories.files().count(), 2);
    assert_eq!(world.refolded().stories, *stories);
}

#[test]
fn what_a_story_binds_is_read_by_others_and_read_back() {
    let world = small_book();
    let asked = parse("sum of receipts").unwrap();
    let form = answer(&world.state, &asked).unwrap().form(&asked);
    let name = BoundName { entry: 3, id: "any".into(), name: "Quỹ \"chung\"".into() };
    let bound = BoundStory { figures: vec![form], names: vec![name], size: world.state.size };
    let bytes = bound.to_json();
    let theirs: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(theirs["figures"][0]["value"], 1_500);
    assert_eq!(
        serde_json::to_string(&theirs).unwrap() + "\n",
        String::from_utf8(bytes.clone()).unwrap()
    );
    assert_eq!(BoundStory::from_json(&bytes), Ok(bound));
}
