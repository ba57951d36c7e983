//! `story preview --listen` as a writer runs it: the page, the file changed under it, what is refused, and a book that
//! nothing was written into.

use crate::place::{Place, workspace};
use crate::serving::Server;
use std::collections::BTreeMap;
use std::path::Path;

const FRONT: &str = "---\nstory: so-lieu\nlanguage: vi\ntitle: Số liệu\nlead: Đếm lời kể.\nsection: notices\n\
                     format: infographic\nauthors: o02\ndate: 2023-06-15\n---\n";

/// Every file of the book and its bytes; read models are made again by whoever reads.
fn held(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            let is_read_model =
                ["views.sqlite", "search"].iter().any(|model| name.starts_with(model));
            if path.is_dir() && !is_read_model {
                waiting.push(path);
            } else if !is_read_model && !name.ends_with("-shm") && !name.ends_with("-wal") {
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found
}

#[test]
fn a_file_is_seen_as_its_page_and_again_when_it_has_changed() {
    let place = Place::new();
    place.run(&["init", "so", "--id", "demo", "--test-seed", "demo"]).ended(0);
    let facts = workspace().join("demo/1-article.jsonl").display().to_string();
    place.run(&["apply", &facts, "-C", "so"]).ended(0);
    place.write("bai.md", format!("{FRONT}Có {{{{ count told of works }}}} công trình.\n"));
    let before = held(&place.path("so"));

    let server = Server::begin(&place, &["story", "preview", "bai.md", "--listen", "-C", "so"]);
    assert!(
        server.address.starts_with("http://127.0.0.1:") && server.address.ends_with("/preview")
    );
    let page = |path: &str| {
        let (head, body) = server.get(path);
        assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
        (head, String::from_utf8(body).unwrap())
    };
    let (head, html) = page("/preview");
    assert!(head.contains("x-robots-tag: noindex") && head.contains("cache-control: no-store"));
    assert!(html.contains("Bản xem trước, chưa đăng") && html.contains("count told of works"));
    let (_, rest) = html.split_once("href=\"/assets/story-").unwrap();
    assert!(
        page(&format!("/assets/story-{}", rest.split('"').next().unwrap()))
            .1
            .contains("@font-face")
    );
    assert!(page("/en/preview").1.contains("Preview, not published"));
    assert!(!page("/stories").1.contains("Số liệu"), "a preview is in no list");

    let (_, mark) = page("/preview/mark");
    place.write("bai.md", format!("{FRONT}Có 4 công trình.\n"));
    assert_ne!(page("/preview/mark").1, mark);
    let (_, html) = page("/preview");
    assert!(html.contains("dòng 11, cột 4") && html.contains("<mark>4</mark>"), "{html}");
    place.write("bai.md", format!("{FRONT}Có đường mới.\n"));
    assert!(page("/preview").1.contains("Có đường mới."));

    // A name that is turned to this machine by somebody else's page.
    assert!(server.get_as("evil.example", "/preview", "").0.starts_with("HTTP/1.1 421"));
    assert!(server.get_as("localhost:80", "/preview", "").0.starts_with("HTTP/1.1 200"));
    assert_eq!(server.stop(), 0);
    assert_eq!(held(&place.path("so")), before);
}

#[test]
fn what_cannot_be_shown_is_said_before_anything_answers() {
    let place = Place::with_book("so");
    let missing = place.json(&["story", "preview", "bai.md", "--listen", "-C", "so"], 3);
    assert_eq!(missing["error"]["code"], "input-file");
    place.write("bai.md", FRONT);
    place.run(&["story", "preview", "bai.md", "--listen", "--watch", "-C", "so"]).ended(2);
    let wrong = place.json(&["story", "preview", "bai.md", "--listen", "here", "-C", "so"], 2);
    assert!(wrong["error"]["message"].as_str().unwrap().contains("127.0.0.1:8080"), "{wrong}");
}
