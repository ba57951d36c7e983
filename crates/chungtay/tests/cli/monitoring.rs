//! `monitor` against a real server whose log is swapped, with a real listener and a mailer of a few lines.

use crate::place::{Place, statement, until};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};

/// A server of whatever folder it is pointed at.
pub(crate) struct FolderServer {
    pub address: String,
    folder: Arc<Mutex<Option<PathBuf>>>,
}

impl FolderServer {
    pub fn start() -> Self {
        let folder: Arc<Mutex<Option<PathBuf>>> = Arc::default();
        let served = Arc::clone(&folder);
        let address = listen(move |path, _| {
            let folder = served.lock().unwrap().clone();
            let Some(folder) = folder else { return (503, Vec::new()) };
            match std::fs::read(folder.join(path.trim_start_matches('/'))) {
                Ok(bytes) => (200, bytes),
                Err(_) => (404, Vec::new()),
            }
        });
        Self { address, folder }
    }

    pub fn show(&self, folder: Option<&Path>) {
        *self.folder.lock().unwrap() = folder.map(Path::to_owned);
    }
}

/// Answers requests on a port of its own until the test ends; gives its address.
fn listen(answer: impl Fn(&str, &[u8]) -> (u16, Vec<u8>) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            if let Some((path, body)) = request(&stream) {
                let (status, bytes) = answer(&path, &body);
                let head = format!(
                    "HTTP/1.1 {status} x\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    bytes.len()
                );
                drop(stream.write_all(&[head.as_bytes(), &bytes].concat()));
            }
        }
    });
    address
}

fn request(stream: &TcpStream) -> Option<(String, Vec<u8>)> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        let header = header.trim().to_lowercase();
        if header.is_empty() {
            break;
        }
        if let Some(value) = header.strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((path, body))
}

/// A listener that keeps what is posted to it.
fn webhook() -> (String, Arc<Mutex<Vec<serde_json::Value>>>) {
    let posted: Arc<Mutex<Vec<serde_json::Value>>> = Arc::default();
    let kept = Arc::clone(&posted);
    let address = listen(move |_, body| {
        kept.lock().unwrap().push(serde_json::from_slice(body).unwrap());
        (204, Vec::new())
    });
    (address, posted)
}

/// A copy of a book's published log as it is now, as a site carries it.
pub(crate) fn take_copy(place: &Place, book: &str, name: &str) -> PathBuf {
    let to = place.path(name);
    std::fs::create_dir_all(&to).unwrap();
    let mut command = std::process::Command::new("cp");
    assert!(
        command
            .arg("-r")
            .arg(place.path(&format!("{book}/log")))
            .arg(&to)
            .status()
            .unwrap()
            .success()
    );
    to
}

fn import(place: &Place, book: &str, rows: std::ops::Range<u32>) {
    place.write("rows.csv", statement(rows));
    let words =
        ["import", "rows.csv", "--account", "vcb", "--fund", "yagi", "--create", "-C", book];
    place.run(&words).ended(0);
}

/// A place with a book, another of the same key, a mailer, and copies of their logs.
struct Scene {
    place: Place,
    old: PathBuf,
    new: PathBuf,
    other: PathBuf,
    site: FolderServer,
    webhook: String,
    posted: Arc<Mutex<Vec<serde_json::Value>>>,
}

impl Scene {
    fn set() -> Self {
        let place = Place::with_book("book");
        place.make_book("other");
        import(&place, "book", 0..700);
        let old = take_copy(&place, "book", "old");
        import(&place, "book", 0..900);
        let new = take_copy(&place, "book", "new");
        import(&place, "other", 50..1200);
        let other = take_copy(&place, "other", "another");
        place.write("sendmail", "#!/bin/sh\necho \"$@\" >>mails\ncat >>mails\n");
        let mut rights = std::fs::metadata(place.path("sendmail")).unwrap().permissions();
        std::os::unix::fs::PermissionsExt::set_mode(&mut rights, 0o755);
        std::fs::set_permissions(place.path("sendmail"), rights).unwrap();
        let (webhook, posted) = webhook();
        let site = FolderServer::start();
        Self { place, old, new, other, site, webhook, posted }
    }

    fn words<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let words = ["monitor", self.site.address.as_str(), "--state", "watch.json"];
        let ways = [
            "--webhook",
            &self.webhook,
            "--mail",
            "audit@village.example",
            "--sendmail",
            "./sendmail",
        ];
        [&words[..], &ways[..], more].concat()
    }

    /// One look at a folder; what it said.
    #[track_caller]
    fn look(&self, folder: &Path, exit: i32) -> serde_json::Value {
        self.site.show(Some(folder));
        self.place.json(&self.words(&["--once"]), exit)
    }

    fn mails(&self) -> String {
        std::fs::read_to_string(self.place.path("mails")).unwrap_or_default()
    }

    fn posts(&self) -> Vec<serde_json::Value> {
        self.posted.lock().unwrap().clone()
    }

    /// What the evidence of an alarm proves.
    fn proves(&self, alarm: &serde_json::Value, exit: i32) -> serde_json::Value {
        let file = alarm["evidence"].as_str().unwrap();
        self.place.json(&["verify", "--evidence", file], exit)
    }
}

#[test]
fn a_rollback_and_a_split_view_are_cried_with_their_evidence() {
    let scene = Scene::set();
    let first = scene.look(&scene.old, 0);
    let second = scene.look(&scene.new, 0);
    let (before, after) = (first["size"].as_u64().unwrap(), second["size"].as_u64().unwrap());
    assert_eq!(second["new_entries"], after - before);
    assert_eq!(scene.posts().len(), 0);

    let alarm = &scene.look(&scene.old, 1)["alarms"][0];
    assert_eq!(alarm["alarm"], "rollback", "{alarm}");
    assert_eq!(scene.proves(alarm, 0)["proves"], "rollback");
    let alarm = &scene.look(&scene.other, 1)["alarms"][0];
    assert_eq!(alarm["alarm"], "split-view", "{alarm}");
    let proved = scene.proves(alarm, 0);
    assert_eq!((&proved["proves"], &proved["older"]), (&"split-view".into(), &after.into()));

    // Each went once by each way, however often it is found.
    scene.look(&scene.other, 1);
    let posts = scene.posts();
    let kinds: Vec<_> = posts.iter().map(|post| post["alarm"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["rollback", "split-view"]);
    let mails = scene.mails();
    assert_eq!(mails.matches("To: audit@village.example\nSubject: =?utf-8?B?").count(), 2);
    assert_eq!(mails.matches("-t -i\n").count(), 2);

    // Evidence that was touched, or of a log that only grew, proves nothing.
    let file = alarm["evidence"].as_str().unwrap();
    let text = std::fs::read_to_string(scene.place.path(file)).unwrap();
    scene
        .place
        .write("touched.json", text.replacen("\"prefix_root\": \"", "\"prefix_root\": \"A", 1));
    scene.place.json(&["verify", "--evidence", "touched.json"], 3);
    let mut object: serde_json::Value = serde_json::from_str(&text).unwrap();
    let note = std::fs::read_to_string(scene.old.join("log/checkpoint")).unwrap();
    object["older"] = note.into();
    scene.place.write("touched.json", object.to_string());
    scene.place.json(&["verify", "--evidence", "touched.json"], 3);
    assert_eq!(scene.look(&scene.new, 0)["new_entries"], 0, "what held is still known");
}

#[test]
fn a_false_figure_a_frozen_log_and_a_server_that_is_down() {
    let scene = Scene::set();
    scene.look(&scene.old, 0);
    scene.site.show(None);
    let down = scene.place.json(&scene.words(&["--once"]), 7);
    assert_eq!(down["error"]["code"], "no-log");

    let file = scene.new.join("log/figures.json");
    let figures = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, figures.replacen("\"value\":882", "\"value\":883", 1)).unwrap();
    let alarm = &scene.look(&scene.new, 1)["alarms"][0];
    assert_eq!(
        (&alarm["alarm"], &alarm["difference"]["check"]),
        (&"differs".into(), &"figure".into())
    );
    assert!(alarm["difference"]["published"].as_str().unwrap().contains("883"), "{alarm}");
    assert_eq!(scene.proves(alarm, 0)["proves"], "report");
    std::fs::write(&file, figures).unwrap();
    scene.look(&scene.new, 0);

    std::thread::sleep(std::time::Duration::from_millis(2100));
    let found = scene.place.json(&scene.words(&["--once", "--frozen-after", "1s"]), 1);
    let alarm = &found["alarms"][0];
    assert_eq!(alarm["alarm"], "frozen", "{found}");
    assert!(alarm["freshness"]["first_seen_at"].is_i64(), "{alarm}");
    assert_eq!(scene.posts().len(), 2, "a server that is down is no alarm");
    let said = scene.place.run(&scene.words(&["--once", "--frozen-after", "1s", "--lang", "en"]));
    assert!(said.ended(1).contains("it may be older"));

    // Nor does it help to answer nothing at all.
    scene.site.show(None);
    let found = scene.place.json(&scene.words(&["--once", "--frozen-after", "1h"]), 7);
    assert_eq!(found["error"]["code"], "no-log");
    let silent = scene.place.run(&scene.words(&["--once", "--frozen-after", "1s", "--lang", "en"]));
    assert!(silent.ended(1).contains("it may be older"));
}

#[test]
fn it_keeps_watching_and_its_end_tells_whether_it_cried() {
    let scene = Scene::set();
    scene.site.show(Some(&scene.new));
    let words = scene.words(&["--every", "1s"]);
    let mut child =
        scene.place.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    until(|| scene.place.path("watch.json").is_file());
    scene.site.show(None);
    std::thread::sleep(std::time::Duration::from_millis(1500));
    scene.site.show(Some(&scene.old));
    until(|| scene.posts().len() == 1);
    until(|| scene.mails().contains("Auto-Submitted"));
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(scene.posts()[0]["alarm"], "rollback");
}

/// A server that takes the request and never answers: a look that hangs.
#[test]
fn a_watch_ends_at_once_though_a_look_is_under_way() {
    let place = Place::new();
    for signal in ["-INT", "-TERM"] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let words = ["monitor", &address, "--state", "watch.json"];
        let mut child = place.command(&words).stdout(Stdio::null()).spawn().unwrap();
        let (mut stream, _) = listener.accept().unwrap();
        assert!(stream.read(&mut [0; 1]).unwrap() > 0, "the look has begun");
        let began = std::time::Instant::now();
        let id = child.id().to_string();
        assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
        assert_eq!(child.wait().unwrap().code(), Some(0), "nothing was found so far");
        assert!(began.elapsed().as_secs() < 3, "{:?}", began.elapsed());
    }
}

#[test]
fn what_a_watch_needs_is_said() {
    let place = Place::new();
    place.write("watch.json", "{");
    let words = ["monitor", "http://127.0.0.1:1", "--once", "--state", "watch.json"];
    assert_eq!(place.json(&words, 3)["error"]["code"], "watch-file");
    let words = ["monitor", "http://127.0.0.1:1", "--mail", "a@b.example\nBcc: c@d.example"];
    assert_eq!(place.json(&words, 2)["error"]["code"], "usage");
    place.json(&["monitor", "http://127.0.0.1:1", "--every", "0s"], 2);
}
