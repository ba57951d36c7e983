//! `serve` beside everything else: pages, the published log, an import that runs meanwhile.

use crate::place::{Place, statement, until};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Child;

/// A server that is stopped when dropped.
pub(crate) struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    pub fn start(place: &Place, book: &str) -> Self {
        Self::begin(place, &["serve", "-C", book, "--listen", "127.0.0.1:0"])
    }

    /// Any command that says the address at which it answers.
    pub fn begin(place: &Place, words: &[&str]) -> Self {
        let (child, said) = place.start(words);
        let address = said["address"].as_str().unwrap().to_owned();
        Self { child, address }
    }

    /// Head and body of an answer.
    pub fn get(&self, path: &str) -> (String, Vec<u8>) {
        self.get_with(path, "")
    }

    /// The same with a header line of one's own, ended as lines are.
    fn get_with(&self, path: &str, line: &str) -> (String, Vec<u8>) {
        self.get_as(self.host(), path, line)
    }

    /// Where it answers, without scheme and path.
    fn host(&self) -> &str {
        self.address.strip_prefix("http://").unwrap().split('/').next().unwrap()
    }

    /// The same, asked by another name.
    pub fn get_as(&self, host: &str, path: &str, line: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(self.host()).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\n{line}Connection: close\r\n\r\n")
            .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        (String::from_utf8(answer[..end].to_vec()).unwrap(), answer[end + 4..].to_vec())
    }

    /// Asks it to end, as a service manager does.
    pub fn stop(mut self) -> i32 {
        let id = self.child.id().to_string();
        assert!(
            std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success()
        );
        self.child.wait().unwrap().code().unwrap_or(-1)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn pages_and_the_log_are_served_while_an_import_runs() {
    let place = Place::with_book("book");
    let server = Server::start(&place, "book");
    let (head, body) = server.get("/");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(String::from_utf8_lossy(&body).contains("Sổ thử"));

    place.write("rows.csv", statement(0..5_000));
    let words =
        ["import", "rows.csv", "--account", "vcb", "--fund", "yagi", "--create", "-C", "book"];
    assert_eq!(place.json(&words, 0)["posted"], 5_000);
    // Someone who looks again sees it.
    until(|| String::from_utf8_lossy(&server.get("/lines").1).contains("5.000"));

    for prefix in ["", "/log"] {
        let (head, body) = server.get(&format!("{prefix}/checkpoint"));
        assert!(head.contains("cache-control: no-cache"), "{head}");
        assert_eq!(body, place.read("book/log/checkpoint"));
        let (head, body) = server.get(&format!("{prefix}/tile/0/001"));
        assert!(head.contains("application/octet-stream") && head.contains("immutable"), "{head}");
        assert_eq!(body, place.read("book/log/tile/0/001"));
        let (head, body) = server.get(&format!("{prefix}/archive/4096/000.zip"));
        assert!(head.contains("application/zip") && head.contains("max-age=86400"), "{head}");
        assert_eq!(body, place.read("book/log/archive/4096/000.zip"));
        let part = format!("{prefix}/archive/4096/000.zip");
        let (head, body) = server.get_with(&part, "Range: bytes=1000-1999\r\n");
        assert!(head.starts_with("HTTP/1.1 206"), "a broken download goes on: {head}");
        assert_eq!(body, place.read("book/log/archive/4096/000.zip")[1000..2000]);
        let (head, body) = server.get(&format!("{prefix}/tile/entries/001"));
        assert!(head.contains("max-age=86400") && !head.contains("immutable"), "{head}");
        assert_eq!(body, place.read("book/log/tile/entries/001"));
        assert_eq!(
            server.get(&format!("{prefix}/figures.json")).1,
            place.read("book/log/figures.json")
        );
    }
    for outside in [
        "/tile/../../keys.sqlite",
        "/log/tile/0/%2e%2e/%2e%2e/keys.sqlite",
        "/tile/0/999",
        "/log/archive/4096/999.zip",
    ] {
        assert!(server.get(outside).0.starts_with("HTTP/1.1 404"), "{outside}");
    }

    let key = place.json(&["log-key", "-C", "book"], 0)["verifier_key"].clone();
    for address in [server.address.clone(), format!("{}/log/", server.address)] {
        let verified = place.json(&["verify", &address, "--key", key.as_str().unwrap()], 0);
        assert_eq!(verified["agrees"], true);
        assert!(place.checkpoint("book").contains(verified["root"].as_str().unwrap()));
    }
    let taken = server.address.strip_prefix("http://").unwrap();
    let error = place.json(&["serve", "-C", "book", "--listen", taken], 7);
    assert_eq!(error["error"]["code"], "listen");
    assert_eq!(server.stop(), 0);
}

#[test]
fn a_book_whose_read_models_are_gone_is_served_all_the_same() {
    let place = Place::with_book("book");
    place.write("rows.csv", statement(0..500));
    let words =
        ["import", "rows.csv", "--account", "vcb", "--fund", "yagi", "--create", "-C", "book"];
    place.run(&words).ended(0);
    let server = Server::start(&place, "book");
    let (head, body) = server.get("/en/lines");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(String::from_utf8_lossy(&body).contains("500"));
    assert_eq!(server.stop(), 0);
}

#[test]
fn the_address_of_readers_is_said_and_tiles_are_asked_for_only_at_a_true_one() {
    let place = Place::with_book("book");
    let credit = ["--map-credit", "© Ai đó", "-C", "book"];
    for wrong in [
        "tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/all.png",
        "https://a;b/{z}/{x}/{y}",
    ] {
        let words = [&["serve", "--map-tiles", wrong][..], &credit[..]].concat();
        let refused = place.json(&words, 2);
        assert!(refused["error"]["message"].as_str().unwrap().contains("https://"), "{refused}");
    }
    for wrong in [
        "so.example",
        "ftp://so.example",
        "https://",
        "https:///so",
        "https://so example",
        "https://so.example?a=1",
        "https://so.example/#a",
        "https://ai:mat@so.example",
        "https://so..example",
        "https://so.example:",
        "https://so.example:99999",
        "https://[::1",
        "https://so.example/\"><b>",
        "https://so.example/a/../b",
    ] {
        for command in [&["serve"][..], &["publish", "copy"], &["receipt", "0", "--owner"]] {
            let words = [command, &["--address", wrong, "-C", "book"]].concat();
            let refused = place.json(&words, 2);
            let said = refused["error"]["message"].as_str().unwrap();
            assert!(said.contains("--address") && said.contains("https://so.example"), "{said}");
        }
    }
    // The pages of a server lie at the root of a host; a copy may lie in a folder.
    place.json(&["serve", "--address", "https://so.example/thon", "-C", "book"], 2);
    for (address, card) in [
        ("https://so.example/quy/thon-1/", "https://so.example/quy/thon-1/cards/home-vi.png?v="),
        ("http://[::1]:8080", "http://[::1]:8080/cards/home-vi.png?v="),
    ] {
        place.run(&["publish", "copy", "--address", address, "-C", "book"]).ended(0);
        let home = String::from_utf8(place.read("copy/index.html")).unwrap();
        assert!(home.contains(&format!("og:image\" content=\"{card}")), "{card}");
    }
    let listen = ["serve", "-C", "book", "--listen", "127.0.0.1:0"];
    let tiles = "https://tiles.example:8443/{z}/{x}/{y}.png";
    let more =
        ["--address", "https://so.example/", "--map-tiles", tiles, "--map-credit", "© Ai đó"];
    let server = Server::begin(&place, &[&listen[..], &more[..]].concat());
    let (_, home) = server.get("/");
    let home = String::from_utf8(home).unwrap();
    assert!(home.contains("og:image\" content=\"https://so.example/cards/home-vi.png?v="));
    let (head, _) = server.get("/map");
    assert!(head.contains("img-src 'self' https://tiles.example:8443;"), "{head}");
    assert!(head.contains("connect-src https://tiles.example:8443\r\n"), "{head}");
}
