//! Stories over the article's book: the demo's own story tells every number of the newspaper article as a question,
//! is published by two persons, recomputed by `verify`, and found out where it was changed.

use crate::place::{Place, workspace};
use serde_json::Value;
use std::io::Write as _;

const STORY: &str = "duong-len-moc";

fn file(language: &str) -> String {
    workspace().join(format!("demo/stories/{STORY}.{language}.md")).display().to_string()
}

fn book() -> Place {
    let place = Place::new();
    place.run(&["init", "so", "--id", "demo", "--test-seed", "demo"]).ended(0);
    let facts = workspace().join("demo/1-article.jsonl").display().to_string();
    place.run(&["apply", &facts, "-C", "so"]).ended(0);
    place
}

fn publish(place: &Place, file: &str, by: &str, exit: i32) -> Value {
    // The two persons whom the article's book knows.
    place.json(
        &["story", "publish", file, "--by", by, "--reviewed-by", "b8n5hc6r", "-C", "so"],
        exit,
    )
}

#[test]
fn the_demo_story_tells_every_number_of_the_article() {
    let facts = workspace().join("../shared/data/article_facts.json");
    let Ok(facts) = std::fs::read(facts) else {
        drop(writeln!(std::io::stderr(), "skipped: shared data absent"));
        return;
    };
    let facts: Value = serde_json::from_slice(&facts).unwrap();
    let place = book();
    for language in ["vi", "en"] {
        let told = place.json(&["story", "preview", &file(language), "-C", "so"], 0);
        let figures = told["bound"]["figures"].as_array().unwrap();
        for claim in facts["claims"].as_array().unwrap() {
            let unit = match claim["unit"].as_str().unwrap() {
                "VND" => "dong",
                "m" => "metres",
                _ => "count",
            };
            let tells = |figure: &&Value| {
                figure["value"] == claim["value"]
                    && figure["meant"] == claim["comparator"]
                    && figure["unit"] == unit
            };
            assert!(figures.iter().any(|figure| tells(&figure)), "{language}: {claim}");
        }
        let rest = facts["checks"]["unitemised_at_least_more_than"].as_i64();
        assert!(figures.iter().any(|figure| figure["value"].as_i64() == rest), "{language}");
        assert!(figures.iter().all(|figure| !figure["entries"].as_array().unwrap().is_empty()));
    }
}

#[test]
fn a_story_is_published_by_two_persons_and_recomputed() {
    let place = book();
    let refused = publish(&place, &file("vi"), "b8n5hc6r", 1);
    assert_eq!(refused["error"]["refusal"]["code"], "second-person");
    let published = publish(&place, &file("vi"), "q7d4tz1w", 0);
    assert_eq!(
        (published["version"].as_u64(), &published["moved"]),
        (Some(1), &Value::Array(vec![]))
    );
    // Nothing moved, nothing was written otherwise: there is no second version of it.
    let again = publish(&place, &file("vi"), "q7d4tz1w", 1);
    assert_eq!(again["error"]["refusal"]["code"], "exists");
    publish(&place, &file("en"), "q7d4tz1w", 0);
    let verified = place.json(&["verify", "so"], 0);
    assert_eq!(verified["stories"], 2);

    let text = String::from_utf8(place.read(&format!("so/log/story/{STORY}/vi/1.md"))).unwrap();
    assert_eq!(text.as_bytes(), std::fs::read(file("vi")).unwrap());
    // Another text under the same entry.
    place.write(
        &format!("so/log/story/{STORY}/vi/1.md"),
        text.replace("Pò Nhùng", "Pò Nhàng") + "x",
    );
    let found = place.json(&["verify", "so"], 1);
    assert_eq!(found["difference"]["check"], "story");
    assert_eq!(found["difference"]["entry"], published["entry"]);
    place.run(&["doctor", "-C", "so"]).ended(5);
    place.run(&["recover", "-C", "so"]).ended(0);
    place.run(&["verify", "so"]).ended(0);
}

#[test]
fn what_moved_is_told_and_what_is_taken_down_goes() {
    let place = book();
    let claims = "number: {{ count of claims }}";
    let story = |body: &str| {
        format!(
            "---\nstory: so-lieu\nlanguage: vi\ntitle: Số liệu\nlead: Đếm lời kể.\nsection: notices\n\
             format: infographic\nauthors: o02\ndate: 2023-06-15\n---\n{body}\n"
        )
    };
    place.write("bai.md", story(claims));
    let bai = place.path("bai.md").display().to_string();
    publish(&place, &bai, "q7d4tz1w", 0);
    place.write(
        "them.jsonl",
        r#"{"kind":"claim/1","actor":"q7d4tz1w","occurred_on":"2023-06-16","what":{"id":"them","jointly":false,"measure":"houses","source":"bai-bao","subjects":["pr4"],"value":4,"comparator":"=","words":"số nhà"}}"#,
    );
    place.run(&["apply", "them.jsonl", "-C", "so"]).ended(0);
    let second = publish(&place, &bai, "q7d4tz1w", 0);
    let moved = &second["moved"][0];
    let (before, after) = (moved["before"].as_i64().unwrap(), moved["after"].as_i64().unwrap());
    assert_eq!((second["version"].as_u64(), after - before), (Some(2), 1));
    assert_eq!(place.json(&["verify", "so"], 0)["stories"], 2);

    let withdraw = [
        "story",
        "withdraw",
        "so-lieu",
        "--language",
        "vi",
        "--because",
        "x",
        "--actor",
        "q7d4tz1w",
    ];
    place.run(&[&withdraw[..], &["--approved-by", "q7d4tz1w", "-C", "so"]].concat()).ended(1);
    place.run(&[&withdraw[..], &["--approved-by", "b8n5hc6r", "-C", "so"]].concat()).ended(0);
    assert!(!place.path("so/log/story/so-lieu/vi/1.md").exists());
    assert_eq!(place.json(&["verify", "so"], 0)["stories"], 0);
    place.run(&["doctor", "-C", "so"]).ended(0);
}
