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
use chungtay_ledger::kinds::stories::{Story, StoryLanguage, StoryWithdrawal};
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
