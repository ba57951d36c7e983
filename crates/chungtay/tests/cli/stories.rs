//! Stories over the article's book: the demo's own story tells every number of the newspaper article as a question,
//! is published by two persons, recomputed by `verify`, and found out where it was changed.

use crate::place::{Place, workspace};
use crate::restored::{put_journal, take};
use serde_json::Value;
use std::io::Write as _;
use std::process::Command;

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

/// The two persons whom the article's book knows.
const WRITER: &str = "q7d4tz1w";
const READER: &str = "b8n5hc6r";

fn act(place: &Place, verb: &str, file: &str, by: &str, exit: i32) -> Value {
    place.json(&["story", verb, file, "--by", by, "-C", "so"], exit)
}

/// Drafted by one, let pass by the other, published.
fn publish(place: &Place, file: &str) -> Value {
    act(place, "draft", file, WRITER, 0);
    act(place, "review", file, READER, 0);
    act(place, "publish", file, WRITER, 0)
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
    let refused = act(&place, "publish", &file("vi"), WRITER, 1);
    assert_eq!(refused["error"]["refusal"]["code"], "not-reviewed");
    act(&place, "draft", &file("vi"), WRITER, 0);
    let refused = act(&place, "review", &file("vi"), WRITER, 1);
    assert_eq!(refused["error"]["refusal"]["code"], "second-person");
    act(&place, "review", &file("vi"), READER, 0);
    let published = act(&place, "publish", &file("vi"), WRITER, 0);
    assert_eq!(
        (published["version"].as_u64(), &published["moved"]),
        (Some(1), &Value::Array(vec![]))
    );
    // Nothing moved, nothing was written otherwise: there is no second version of it.
    let again = act(&place, "publish", &file("vi"), WRITER, 1);
    assert_eq!(again["error"]["refusal"]["code"], "exists");
    publish(&place, &file("en"));
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
    publish(&place, &bai);
    place.write(
        "them.jsonl",
        r#"{"kind":"claim/1","actor":"q7d4tz1w","occurred_on":"2023-06-16","what":{"id":"them","jointly":false,"measure":"houses","source":"bai-bao","subjects":["pr4"],"value":4,"comparator":"=","words":"số nhà"}}"#,
    );
    place.run(&["apply", "them.jsonl", "-C", "so"]).ended(0);
    // The same file: what was let pass stays so.
    let second = act(&place, "publish", &bai, WRITER, 0);
    let moved = &second["moved"][0];
    let (before, after) = (moved["before"].as_i64().unwrap(), moved["after"].as_i64().unwrap());
    assert_eq!((second["version"].as_u64(), after - before), (Some(2), 1));
    assert_eq!(place.json(&["verify", "so"], 0)["stories"], 2);

    let withdraw =
        ["story", "withdraw", "so-lieu", "--language", "vi", "--because", "x", "--actor", WRITER];
    place.run(&[&withdraw[..], &["--approved-by", WRITER, "-C", "so"]].concat()).ended(1);
    place.run(&[&withdraw[..], &["--approved-by", READER, "-C", "so"]].concat()).ended(0);
    assert!(!place.path("so/log/story/so-lieu/vi/1.md").exists());
    assert_eq!(place.json(&["verify", "so"], 0)["stories"], 0);
    place.run(&["doctor", "-C", "so"]).ended(0);
    // What was taken down is read anew before it comes back.
    let refused = act(&place, "publish", &bai, WRITER, 1);
    assert_eq!(refused["error"]["refusal"]["code"], "not-reviewed");
}

#[test]
fn a_draft_is_seen_by_nobody_until_another_person_let_it_pass() {
    let place = book();
    let story = |lead: &str| {
        format!(
            "---\nstory: thu-nhap\nlanguage: vi\ntitle: Bản nháp\nlead: {lead}\nsection: notices\nformat: news\n\
             authors: o02\ndate: 2023-06-15\n---\nChưa ai đọc.\n"
        )
    };
    place.write("nhap.md", story("Lời mở đầu."));
    let nhap = place.path("nhap.md").display().to_string();
    let drafted = act(&place, "draft", &nhap, WRITER, 0);
    let list = || place.json(&["story", "list", "-C", "so"], 0)["drafts"][0].clone();
    assert_eq!((list()["stage"].as_str(), &list()["entry"]), (Some("waiting"), &drafted["entry"]));
    // Not in the published folder, nor among the files that are handed out by their hash.
    let found = |folder: &str| {
        let grep =
            Command::new("grep").args(["-rqa", "Chưa ai đọc"]).arg(place.path(folder)).status();
        grep.unwrap().success()
    };
    assert!(!found("so"), "the draft lies in the book's folder");
    act(&place, "publish", &nhap, WRITER, 1);
    assert!(!found("so"), "a refused draft lies in the book's folder");

    let back = ["story", "review", &nhap, "--by", READER, "--return"];
    place.run(&[&back[..], &["-C", "so"]].concat()).ended(2);
    place.run(&[&back[..], &["--because", "Chưa rõ ý", "-C", "so"]].concat()).ended(0);
    let told = list();
    assert_eq!(told["stage"], "returned");
    assert_eq!(
        (told["reader"].as_str(), told["reason"].as_str()),
        (Some(READER), Some("Chưa rõ ý"))
    );
    act(&place, "publish", &nhap, WRITER, 1);

    place.write("nhap.md", story("Lời mở đầu rõ hơn."));
    let other = act(&place, "review", &nhap, READER, 1);
    assert_eq!(other["error"]["refusal"]["code"], "already-reviewed");
    act(&place, "draft", &nhap, WRITER, 0);
    act(&place, "review", &nhap, READER, 0);
    assert_eq!(list()["stage"], "passed");
    // One letter more than what was read.
    place.write("nhap.md", story("Lời mở đầu rõ hơn cả."));
    let changed = act(&place, "publish", &nhap, WRITER, 1);
    assert_eq!(changed["error"]["refusal"]["code"], "not-reviewed");
    place.write("nhap.md", story("Lời mở đầu rõ hơn."));
    act(&place, "publish", &nhap, READER, 0);
    assert!(found("so/log/story"));
    assert!(list().is_null());

    // What the book holds word for word is quoted as it stands there.
    let quoting = |words: &str| {
        story("Lời mở đầu.").replace("story: thu-nhap", "story: loi-trich")
            + &format!("\nBài báo viết {{{{ quote c02 \"{words}\" }}}}.\n")
    };
    place.write("loi-trich.md", quoting("kinh phí hơn 9 tỷ đồng"));
    let trich = place.path("loi-trich.md").display().to_string();
    let refused = act(&place, "draft", &trich, WRITER, 3);
    assert_eq!(refused["error"]["faults"][0]["reason"], "misquoted", "{refused}");
    place.write("loi-trich.md", quoting("kinh phí trên 3 tỷ đồng"));
    act(&place, "draft", &trich, WRITER, 0);

    // Who stands above the story as its author does not read it, whoever entered the draft.
    let own = story("Lời mở đầu.").replace("authors: o02", &format!("authors: o02, {READER}"));
    place.write("cua-minh.md", own.replace("story: thu-nhap", "story: cua-minh"));
    let own = place.path("cua-minh.md").display().to_string();
    act(&place, "draft", &own, WRITER, 0);
    let refused = act(&place, "review", &own, READER, 1);
    assert_eq!(refused["error"]["refusal"]["code"], "second-person");
    assert_eq!(place.json(&["verify", "so"], 0)["stories"], 1);

    place.write("lach.jsonl", r#"{"kind":"story/1","actor":"q7d4tz1w","what":{"id":"x"}}"#);
    let round = place.json(&["apply", "lach.jsonl", "-C", "so"], 1);
    assert!(round.to_string().contains("story publish"), "{round}");
}

#[test]
fn a_picture_taken_down_later_leaves_the_story_verifiable() {
    let place = book();
    let drawing = workspace().join("demo/pictures/den.png").display().to_string();
    let words = ["--caption", "Đèn sáng (hình vẽ)", "--alt", "Hình vẽ ba cột đèn sáng trong đêm"];
    let attach = ["attach", &drawing, "--to", "w04", "--id", "hinh-den", "--illustration"];
    let attached = place.json(&[&attach[..], &words, &["-C", "so"]].concat(), 0);
    place.write(
        "anh.md",
        "---\nstory: den-sang\nlanguage: vi\ntitle: Đèn sáng\nlead: Đèn đã lên.\nsection: works\nformat: news\n\
         authors: o02\nabout: w04\ndate: 2023-06-15\n---\n::photo hinh-den\n\n::chart flows\n",
    );
    let anh = place.path("anh.md").display().to_string();
    publish(&place, &anh);
    let entry = attached["entry"].to_string();
    let erase =
        ["erase", &entry, "--actor", WRITER, "--approved-by", READER, "--because", "x", "-C", "so"];
    place.run(&erase).ended(0);
    assert_eq!(place.json(&["verify", "so"], 0)["stories"], 1);
    let refused = place.json(&["story", "preview", &anh, "-C", "so"], 3);
    let fault = refused.to_string();
    assert!(fault.contains("taken-down") && fault.contains("hinh-den"), "{fault}");
}

#[test]
fn a_story_is_not_published_over_a_picture_that_is_not_there() {
    let place = book();
    let openings = take(&place, "so", &["openings.sqlite"]);
    let keys = take(&place, "so", &["keys.sqlite"]);
    let drawing = workspace().join("demo/pictures/den.png").display().to_string();
    let words = ["--caption", "Đèn sáng (hình vẽ)", "--alt", "Hình vẽ ba cột đèn sáng trong đêm"];
    let attach = ["attach", &drawing, "--to", "w04", "--id", "hinh-den", "--illustration"];
    let attached = place.json(&[&attach[..], &words, &["-C", "so"]].concat(), 0);
    place.write(
        "anh.md",
        "---\nstory: den-sang\nlanguage: vi\ntitle: Đèn sáng\nlead: Đèn đã lên.\nsection: works\nformat: news\n\
         authors: o02\nabout: w04\ndate: 2023-06-15\n---\n::photo hinh-den\n",
    );
    let anh = place.path("anh.md").display().to_string();
    act(&place, "draft", &anh, WRITER, 0);
    act(&place, "review", &anh, READER, 0);
    let before = place.checkpoint("so");
    let refused = |code: &str| {
        let told = act(&place, "publish", &anh, WRITER, 5);
        assert_eq!(told["error"]["code"], code);
        assert_eq!(place.checkpoint("so"), before);
        assert!(!place.path("so/log/story").exists());
        told["error"]["message"].as_str().unwrap().to_owned()
    };
    for file in attached["files"].as_array().unwrap() {
        let (hash, _) = file["name"].as_str().unwrap().split_once('.').unwrap();
        let name = format!("so/blobs/{}/{}", &hash[..2], &hash[2..]);
        let bytes = place.read(&name);
        std::fs::remove_file(place.path(&name)).unwrap();
        let said = refused("story-picture-missing");
        assert!(said.contains(&hash[2..]) && said.contains("hinh-den"), "{said}");
        place.write(&name, bytes);
    }
    // Without its secret and its opening nobody can tell which files it has.
    let whole = take(&place, "so", &["openings.sqlite", "keys.sqlite"]);
    put_journal(&place, "so", &openings);
    put_journal(&place, "so", &keys);
    refused("story-picture-untold");
    put_journal(&place, "so", &whole);
    act(&place, "publish", &anh, WRITER, 0);
    assert_eq!(place.json(&["verify", "so"], 0)["stories"], 1);
}
