//! From the portal's addresses to files of a static copy: a page is a `.html` file, an entry an anchor on
//! its bundle's page, and every link is relative, so that a copy works in any folder of any server and
//! from a disk. Reads markup only as far as attributes that hold an address.

use chungtay_journal::BUNDLE_ENTRIES;

/// What stands at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The file in the copy.
    pub file: String,
    /// The portal's address that fills it; `None` where it is filled by other means (the log, exports).
    pub page: Option<String>,
    /// What follows the file in a link: query and fragment.
    rest: String,
}

/// Files at the portal's root that are handed on as they are.
const FILE_ENDINGS: [&str; 8] =
    [".html", ".py", ".txt", ".pdf", ".ics", ".atom", ".rss", ".geojson"];
/// Feeds whose ending other files have too.
const FEEDS: [&str; 2] = ["/stories.json", "/stories-en.json"];
/// Files of the log that the portal also answers at its root.
const LOG_FILES: [&str; 4] = ["/checkpoint", "/key", "/policy", "/figures.json"];

/// The file for an address of the portal (path, query, fragment).
pub(super) fn target(address: &str) -> Target {
    let (path, rest) = match address.find(['?', '#']) {
        Some(at) => address.split_at(at),
        None => (address, ""),
    };
    let (language, room) = match path.strip_prefix("/en") {
        Some(room) if room.is_empty() || room.starts_with('/') => ("en/", room),
        _ => ("", path),
    };
    let room = room.trim_end_matches('/');
    let file = |file: String, page: Option<String>| Target { file, page, rest: rest.to_owned() };
    if let Some(number) = entry_of(room) {
        let bundle = number / BUNDLE_ENTRIES;
        let page = Some(format!("{}/bundles/{bundle}", language_prefix(language)));
        let rest = format!("#e{number}");
        return Target { file: format!("{language}bundles/{bundle}.html"), page, rest };
    }
    if room.is_empty() {
        let page = if language.is_empty() { "/" } else { "/en" };
        return file(format!("{language}index.html"), Some(page.to_owned()));
    }
    if LOG_FILES.contains(&path) || path.starts_with("/tile/") {
        return file(format!("log{path}"), None);
    }
    if ["/log/", "/exports/", "/search/"].iter().any(|folder| path.starts_with(folder)) {
        return file(path[1..].to_owned(), None);
    }
    let at_root = path.rfind('/') == Some(0) && FILE_ENDINGS.iter().any(|end| path.ends_with(end));
    let is_feed = FEEDS.contains(&path);
    let is_kept = ["/assets/", "/media/", "/cards/"].iter().any(|folder| path.starts_with(folder));
    if is_kept || at_root || is_feed {
        return file(path[1..].to_owned(), Some(path.to_owned()));
    }
    file(format!("{language}{}.html", &room[1..]), Some(path.trim_end_matches('/').to_owned()))
}

fn language_prefix(language: &str) -> &'static str {
    if language.is_empty() { "" } else { "/en" }
}

/// The entry that `/entries/N` or `/receipts/N` is about.
fn entry_of(room: &str) -> Option<u64> {
    let number = room.strip_prefix("/entries/").or_else(|| room.strip_prefix("/receipts/"))?;
    number.split('.').next()?.parse().ok()
}

/// The link from one file of the copy to a target.
fn relative(from: &str, target: &Target) -> String {
    let mut from_parts: Vec<&str> = from.split('/').collect();
    let mut to_parts: Vec<&str> = target.file.split('/').collect();
    from_parts.pop();
    while to_parts.len() > 1 && from_parts.first() == to_parts.first() {
        from_parts.remove(0);
        to_parts.remove(0);
    }
    format!("{}{}{}", "../".repeat(from_parts.len()), to_parts.join("/"), target.rest)
}

/// The attribute of what a page says of itself.
const CONTENT: &str = " content=\"";
/// Attributes that hold addresses.
const ATTRIBUTES: [&str; 5] = [" href=\"", " src=\"", " action=\"", CONTENT, " data-root=\""];

/// A page's markup with every address of the portal turned into a relative link; each target is handed to
/// `found`.
pub(super) fn rewritten(html: &str, from: &str, mut found: impl FnMut(&Target)) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("=\"/") {
        let (before, value) = rest.split_at(at + 2);
        out.push_str(before);
        let end = value.find('"').unwrap_or(value.len());
        let (address, after) = value.split_at(end);
        if before.ends_with(" srcset=\"") {
            for (place, candidate) in address.split(", ").enumerate() {
                let (picture, width) = candidate.split_once(' ').unwrap_or((candidate, ""));
                let target = target(picture);
                let link = relative(from, &target);
                for part in [if place > 0 { ", " } else { "" }, &link, " ", width] {
                    out.push_str(part);
                }
                found(&target);
            }
        } else if !ATTRIBUTES.iter().any(|name| before.ends_with(name))
            || address.starts_with("//")
            // What a page says of itself may begin with a slash; only its card is an address.
            || before.ends_with(CONTENT) && !address.starts_with("/cards/")
        {
            out.push_str(address);
        } else {
            let target = target(address);
            out.push_str(&relative(from, &target));
            found(&target);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::{rewritten, target};

    #[test]
    fn addresses_become_files() {
        for (address, file, page) in [
            ("/", "index.html", Some("/")),
            ("/en", "en/index.html", Some("/en")),
            ("/en?x=1", "en/index.html", Some("/en")),
            ("/english", "english.html", Some("/english")),
            ("/works/w04", "works/w04.html", Some("/works/w04")),
            ("/en/works/w04", "en/works/w04.html", Some("/en/works/w04")),
            (
                "/figures/fund.yagi.left",
                "figures/fund.yagi.left.html",
                Some("/figures/fund.yagi.left"),
            ),
            ("/entries/200123", "bundles/781.html", Some("/bundles/781")),
            ("/en/entries/3", "en/bundles/0.html", Some("/en/bundles/0")),
            ("/en/receipts/512", "en/bundles/2.html", Some("/en/bundles/2")),
            ("/receipts/512.tlog-proof", "bundles/2.html", Some("/bundles/2")),
            ("/log", "log.html", Some("/log")),
            ("/media/ab.webp", "media/ab.webp", Some("/media/ab.webp")),
            (
                "/cards/works/w01-vi.png?v=1",
                "cards/works/w01-vi.png",
                Some("/cards/works/w01-vi.png"),
            ),
            ("/checkpoint", "log/checkpoint", None),
            ("/log/tile/0/000", "log/tile/0/000", None),
            ("/verify.html#o=x", "verify.html", Some("/verify.html")),
            ("/assets/portal-1.css", "assets/portal-1.css", Some("/assets/portal-1.css")),
        ] {
            let found = target(address);
            assert_eq!((found.file.as_str(), found.page.as_deref()), (file, page), "{address}");
        }
    }

    #[test]
    fn links_become_relative() {
        let page = r#"<a href="/entries/300">x</a><a href="/en/funds?a=1&amp;b=2#c"><img src="/assets/a.svg">
            <a href="https://example.org/">y</a><a href="//example.org">z</a><a data-x="/no" href="/">h</a>"#;
        let mut found = Vec::new();
        let html = rewritten(page, "en/works/w.html", |target| found.push(target.file.clone()));
        assert_eq!(
            html,
            r#"<a href="../../bundles/1.html#e300">x</a><a href="../funds.html?a=1&amp;b=2#c"><img src="../../assets/a.svg">
            <a href="https://example.org/">y</a><a href="//example.org">z</a><a data-x="/no" href="../../index.html">h</a>"#
        );
        assert_eq!(found, ["bundles/1.html", "en/funds.html", "assets/a.svg", "index.html"]);
        let page = r#"<source srcset="/media/a.webp 320w, /media/b.webp 640w" sizes="94vw">"#;
        let html = rewritten(page, "en/works/w.html", |_| {});
        let expected =
            r#"<source srcset="../../media/a.webp 320w, ../../media/b.webp 640w" sizes="94vw">"#;
        assert_eq!(html, expected);
        let page = r#"<meta content="/cards/home-vi.png?v=1"><meta content="/a title">"#;
        let html = rewritten(page, "en/index.html", |_| {});
        let expected = r#"<meta content="../cards/home-vi.png?v=1"><meta content="/a title">"#;
        assert_eq!(html, expected);
        let own = rewritten(r#"<a href="/en/bundles/4">"#, "en/bundles/3.html", |_| {});
        assert_eq!(own, r#"<a href="4.html">"#);
    }
}
