//! Finds the message keys that templates and Rust sources use: a key used and not written, or written
//! and not used, fails. Families put together while running are declared in `locales/dynamic.txt`.

use crate::locales::keys;
use crate::root;
use chungtay_text::Language;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What the scan found in one file or many.
#[derive(Default)]
struct Found {
    /// Keys in a call, with the file: these must exist.
    called: BTreeSet<(String, String)>,
    /// Every literal that has the form of a key: enough to count as used.
    literals: BTreeSet<String>,
}

impl Found {
    fn file(&mut self, path: &Path) {
        let text = fs::read_to_string(path).unwrap();
        let code: String = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| [line, "\n"])
            .collect();
        let name = path.strip_prefix(root()).unwrap_or(path);
        self.text(&code, &name.display().to_string());
    }

    fn text(&mut self, code: &str, name: &str) {
        for (start, _) in code.match_indices('"') {
            let rest = &code[start + 1..];
            let Some(literal) = rest.find('"').map(|end| &rest[..end]) else { continue };
            if !is_key(literal) {
                continue;
            }
            self.literals.insert(literal.to_owned());
            let before = code[..start].trim_end();
            let says = [".say(", ".say_with("].iter().any(|call| before.ends_with(call));
            let formats = [".text(", ".format("].iter().any(|call| before.ends_with(call));
            // `.text("a")` may be another library's; our keys all have a hyphen.
            if says || (formats && literal.contains('-')) {
                self.called.insert((literal.to_owned(), name.to_owned()));
            }
        }
    }

    fn folder(&mut self, folder: &Path, extension: &str) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                self.folder(&path, extension);
            } else if path.extension().is_some_and(|found| found == extension) {
                self.file(&path);
            }
        }
    }
}

/// Lower-case words of letters and digits joined by hyphens, a letter first.
fn is_key(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.split('-').all(|word| {
            !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// The declared prefixes; each has a reason beside it.
fn families() -> Vec<String> {
    let text = fs::read_to_string(root().join("locales/dynamic.txt")).unwrap();
    let lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (prefix, reason) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            assert!(!reason.trim().is_empty(), "locales/dynamic.txt: {prefix} has no reason");
            assert!(
                prefix.ends_with('-'),
                "locales/dynamic.txt: {prefix} does not end with a hyphen"
            );
            prefix.to_owned()
        })
        .collect()
}

fn used() -> Found {
    let mut found = Found::default();
    found.folder(&root().join("templates"), "html");
    for room in fs::read_dir(root().join("crates")).unwrap() {
        found.folder(&room.unwrap().path().join("src"), "rs");
    }
    found
}

#[test]
fn every_key_used_is_written_and_every_key_written_is_used() {
    let (written, used, families) = (keys(Language::Vietnamese), used(), families());
    let in_family = |key: &str| families.iter().any(|prefix| key.starts_with(prefix.as_str()));
    let missing = used
        .called
        .iter()
        .filter(|(key, _)| !written.contains_key(key))
        .map(|(key, file)| format!("missing: {key}, used in {file}"));
    let unused = written
        .keys()
        .filter(|key| !used.literals.contains(*key) && !in_family(key))
        .map(|key| format!("unused: {key}"));
    let stale = families
        .iter()
        .filter(|prefix| !written.keys().any(|key| key.starts_with(prefix.as_str())))
        .map(|prefix| format!("locales/dynamic.txt: no key starts with {prefix}"));
    let wrong: Vec<_> = missing.chain(unused).chain(stale).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_scan_sees_what_it_should() {
    let mut found = Found::default();
    found.text(
        "{{ t.say(\"works-title\") }} t.say_with(\n  \"works-count\", n) m.text(\"x-y\") \
         m.text(\"single\") row.get(\"not-called\") \"Not A Key\" t.say(\"slip\")",
        "test",
    );
    let called: Vec<_> = found.called.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(called, ["slip", "works-count", "works-title", "x-y"]);
    assert!(found.literals.contains("not-called"));
}
