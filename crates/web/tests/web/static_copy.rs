//! A static copy of the demo book: every link leads to a file and its anchor, what did not change stays,
//! what was erased goes, and a folder that is something else is left alone.

use crate::books::make_demo;
use chungtay_journal::{BookFolder, Mode, Openings};
use chungtay_opendata::published::JOURNAL;
use chungtay_web::portal::books::PortalBooks;
use chungtay_web::static_copy::{Copied, CopyError, publish};
use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

fn copy(book: &Path, target: &Path) -> Result<Copied, CopyError> {
    let books = Arc::new(PortalBooks::open(book, "http://copy.example").unwrap());
    let mut size_told = |size: u64, out: &mut dyn std::io::Write| writeln!(out, "{size}");
    publish(&books, target, &mut [(JOURNAL, &mut size_told)], &mut |_, _| {})
}

fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.insert(path);
            }
        }
    }
    found
}

/// Values of `href`, `src` and `action`, as a browser would see them.
fn links(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for name in [" href=\"", " src=\"", " action=\""] {
        for (at, _) in html.match_indices(name) {
            let value = &html[at + name.len()..];
            found.push(
                value[..value.find('"').unwrap()].replace("&amp;", "&").replace("&#38;", "&"),
            );
        }
    }
    found
}

/// The link's file, by plain path arithmetic, and its anchor.
fn resolved(page: &Path, link: &str) -> (PathBuf, String) {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() {
        return (page.to_path_buf(), anchor.to_owned());
    }
    let mut file = page.parent().unwrap().to_path_buf();
    for part in path.split('/') {
        match part {
            ".." => assert!(file.pop(), "{link}"),
            "." => {}
            part => file.push(part),
        }
    }
    (file, anchor.to_owned())
}

#[test]
fn every_link_of_a_copy_leads_to_a_file_and_its_anchor() {
    let folder = TempDir::new().unwrap();
    let (book, target) = (folder.path().join("book"), folder.path().join("copy"));
    make_demo(&book);
    let copied = copy(&book, &target).unwrap();
    assert_eq!(copied.kept, 0);
    let all = files(&target);
    assert_eq!(all.len() as u64, copied.written + 1, "the files told of and copy.json");
    let pages: Vec<&PathBuf> = all
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "html"))
        .filter(|path| path.file_name().is_some_and(|name| name != "verify.html"))
        .collect();
    assert!(pages.len() > 300, "{}", pages.len());
    for page in pages {
        let html = std::fs::read_to_string(page).unwrap();
        for link in links(&html) {
            if link.contains("://") {
                continue;
            }
            assert!(!link.starts_with('/'), "{link} on {}", page.display());
            let (file, anchor) = resolved(page, &link);
            assert!(all.contains(&file), "{link} on {}", page.display());
            let is_page = file.extension().is_some_and(|ending| ending == "html");
            if is_page && !anchor.is_empty() && !file.ends_with("verify.html") {
                let there = std::fs::read_to_string(&file).unwrap();
                assert!(
                    there.contains(&format!("id=\"{anchor}\"")),
                    "{link} on {}",
                    page.display()
                );
            }
        }
    }
    assert!(all.contains(&target.join("verify.html")));
    let told = std::fs::read_to_string(target.join("exports/book.journal")).unwrap();
    assert_eq!(told.trim(), copied.size.to_string());
}

#[test]
fn what_did_not_change_stays_and_what_was_erased_goes() {
    let folder = TempDir::new().unwrap();
    let (book, target) = (folder.path().join("book"), folder.path().join("copy"));
    make_demo(&book);
    copy(&book, &target).unwrap();
    let page = target.join("bundles/2.html");
    let inode = |path: &Path| std::fs::metadata(path).unwrap().ino();
    let before = (inode(&page), inode(&target.join("log/tile/0/000")));
    let told = std::fs::read_to_string(target.join("copy.json")).unwrap();
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let home = std::fs::read_to_string(target.join("en/index.html")).unwrap();
    assert!(home.contains("og:image\" content=\"http://copy.example/cards/home-en.png?v="));
    assert!(std::fs::read(target.join("cards/home-en.png")).unwrap().starts_with(b"\x89PNG"));
    for file in [
        "bundles/2.html",
        "en/bundles/0.html",
        "search/lines/3.json",
        "log/key",
        "cards/home-vi.png",
    ] {
        assert_ne!(told["files"][file], "", "{file} is made anew each time");
    }
    let held = files(&target);
    let again = copy(&book, &target).unwrap();
    assert_eq!(again.written, 1, "only the export, which is always made anew");
    assert_eq!(files(&target), held, "what was kept still has all that it links to");
    assert_eq!((inode(&page), inode(&target.join("log/tile/0/000"))), before);

    let memo = "ung ho";
    let shown = std::fs::read_to_string(&page).unwrap();
    let opened = shown.matches(memo).count();
    assert!(opened > 0);
    let mut open = BookFolder::open(&book, Mode::Writer { wait: Duration::ZERO }).unwrap();
    let entry = shown.find(memo).unwrap();
    let anchor = shown[..entry].rfind("<li id=\"e").unwrap() + "<li id=\"e".len();
    let number: u64 = shown[anchor..].split('"').next().unwrap().parse().unwrap();
    open.openings.erase(&[number]).unwrap();
    drop(open);
    copy(&book, &target).unwrap();
    let shown = std::fs::read_to_string(&page).unwrap();
    let item = shown.find(&format!("id=\"e{number}\"")).unwrap();
    let item = &shown[item..item + shown[item..].find("</li>").unwrap()];
    assert!(!item.contains(memo), "{item}");
    let beside: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(beside.len(), 2, "no older generation stays beside the copy");
}

#[test]
fn no_other_folder_is_replaced() {
    let folder = TempDir::new().unwrap();
    let book = folder.path().join("book");
    make_demo(&book);
    for (name, wanted) in [("full", false), ("empty", true)] {
        let target = folder.path().join(name);
        std::fs::create_dir(&target).unwrap();
        if !wanted {
            std::fs::write(target.join("letter.txt"), "dear").unwrap();
        }
        let made = copy(&book, &target);
        assert_eq!(made.is_ok(), wanted, "{name}: {made:?}");
        assert_eq!(target.join("letter.txt").exists(), !wanted);
    }
    assert!(matches!(copy(&book, &book), Err(CopyError::NotACopy(_))));
}
