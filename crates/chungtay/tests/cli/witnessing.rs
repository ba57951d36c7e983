//! Books with witnesses, all of them processes of the binary: enough of them, too few, one that lies, one
//! that is killed, and a log that tells two histories.

use crate::place::{Place, workspace};
use crate::serving::Server;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A witness that is killed when dropped, as by `kill -9`.
struct Witness {
    child: Child,
    address: String,
    key: String,
}

impl Witness {
    /// Makes a key in `NAME.key`, where there is none, and starts with the state in `NAME.state`.
    fn start(place: &Place, name: &str, log_key: &str, listen: &str) -> Self {
        let file = format!("{name}.key");
        if !place.path(&file).exists() {
            let origin = format!("witness.example/{name}");
            place.run(&["witness-key", &file, "--new", &origin]).ended(0);
        }
        let state = format!("{name}.state");
        let mut words = vec!["witness", "--listen", listen, "--state", &state, "--key", &file];
        words.extend(log_key.split(' ').flat_map(|key| ["--log", key]));
        let (child, said) = place.start(&words);
        let told = |name: &str| said[name].as_str().unwrap().to_owned();
        Self { child, address: told("address"), key: told("verifier_key") }
    }

    /// Kills it and starts it again at the same address.
    fn restart(self, place: &Place, name: &str, log_key: &str) -> Self {
        let listen = self.address.strip_prefix("http://").unwrap().to_owned();
        drop(self);
        Self::start(place, name, log_key, &listen)
    }

    fn line(&self, name: &str) -> String {
        format!("witness {name} {} {}\n", self.key, self.address)
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Posts a body to `/add-checkpoint`: status, head, body.
fn post(address: &str, body: &str) -> (u16, String, String) {
    let host = address.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST /add-checkpoint HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\n\
        Connection: close\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), head.to_owned(), body.to_owned())
}

fn log_key(place: &Place, book: &str) -> String {
    place.run(&["log-key", "-C", book]).ended(0).trim().to_owned()
}

/// An address where nobody answers.
fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// A line of the apply file: a fund under this name.
fn fund(name: &str) -> String {
    format!(
        r#"{{"kind":"fund/1","what":{{"id":"{name}","name":"Quỹ {name}","purpose":{{"general":true}}}}}}"#
    )
}

/// Enters a fund; the object that was printed.
#[track_caller]
fn enter(place: &Place, book: &str, name: &str, exit: i32) -> serde_json::Value {
    place.write("one.jsonl", format!("{}\n", fund(name)));
    place.json(&["apply", "one.jsonl", "-C", book], exit)
}

fn size_of(checkpoint: &str) -> u64 {
    checkpoint.lines().nth(1).unwrap().parse().unwrap()
}

fn problem<'a>(printed: &'a serde_json::Value, name: &str) -> &'a str {
    let witnesses = printed["cosigning"]["witnesses"].as_array().unwrap();
    let found = witnesses.iter().find(|witness| witness["name"] == name).unwrap();
    found["problem"].as_str().unwrap_or("")
}

#[test]
fn two_of_three_publish_though_one_lies_or_is_dead_and_one_does_not() {
    let place = Place::with_book("book");
    let key = log_key(&place, "book");
    let one = Witness::start(&place, "one", &key, "127.0.0.1:0");
    let two = Witness::start(&place, "two", &key, "127.0.0.1:0");
    // The liar answers with a signature of another key than the one it gave out.
    let liar = Witness::start(&place, "liar", &key, "127.0.0.1:0");
    place.run(&["witness-key", "given-out.key", "--new", "witness.example/liar"]).ended(0);
    let given_out = place.run(&["witness-key", "given-out.key"]).ended(0);
    let liar_line = format!("witness liar {} {}\n", given_out.trim(), liar.address);
    let lines = one.line("one") + &two.line("two") + &liar_line;
    place.write("book/policy", format!("{lines}group enough 2 one two liar\nquorum enough\n"));
    let printed = enter(&place, "book", "a", 0);
    assert_eq!(printed["cosigning"]["published"], true);
    assert_eq!(problem(&printed, "liar"), "not-a-cosignature");
    assert_eq!((problem(&printed, "one"), problem(&printed, "two")), ("", ""));
    let published = place.checkpoint("book");
    assert_eq!(published.matches("— witness.example/").count(), 2, "{published}");
    let policy = String::from_utf8(place.read("book/log/policy")).unwrap();
    assert_eq!(policy.lines().count(), 6, "{policy}");

    // A receipt carries the cosignatures of its checkpoint.
    place.run(&["receipt", "1", "-C", "book", "-o", "one.tlog-proof"]).ended(0);
    let receipt = String::from_utf8(place.read("one.tlog-proof")).unwrap();
    assert!(receipt.ends_with(&format!("\n\n{published}")), "{receipt}");

    // One dead beside the liar: too few.
    let (address, state) = (two.address.clone(), size_of(&published));
    drop(two);
    let printed = enter(&place, "book", "b", 8);
    assert_eq!(printed["cosigning"]["published"], false);
    assert_eq!(problem(&printed, "two"), "unreachable");
    assert_eq!(place.checkpoint("book"), published, "the one before stays published");
    assert_eq!(size_of(&String::from_utf8(place.read("book/head")).unwrap()), state + 1);
    place.run(&["verify", "book"]).ended(0);
    let told = place.run(&["apply", "one.jsonl", "-C", "book", "--lang", "en"]);
    assert_eq!(told.exit, 1, "the fund is there already: {}", told.err);
    place.write("one.jsonl", fund("c"));
    let told = place.run(&["apply", "one.jsonl", "-C", "book", "--lang", "en"]);
    assert_eq!(told.exit, 8);
    assert!(told.err.contains("NOT PUBLISHED: 1 of 3 witnesses"), "{}", told.err);
    let server = Server::start(&place, "book");
    let (_, page) = server.get("/en/log");
    let page = String::from_utf8(page).unwrap();
    assert!(page.contains(r#"data-quorum="met""#) && page.contains(r#"data-witness="liar""#));
    assert!(page.contains(published.lines().nth(2).unwrap()), "pages stay at what is published");

    // Back again, it is asked again, and knows what it saw.
    let listen = address.strip_prefix("http://").unwrap();
    let two = Witness::start(&place, "two", &key, listen);
    let printed = place.json(&["cosign", "-C", "book"], 0);
    assert_eq!(printed["cosigning"]["published"], true);
    let published = place.checkpoint("book");
    assert_eq!(size_of(&published), state + 2);
    place.run(&["verify", "book"]).ended(0);
    check_from_outside(&place, &key, &[&one, &two]);

    // Another round with nobody: told, and nothing asked of the network is left behind.
    drop((one, two, liar));
    let printed = enter(&place, "book", "d", 8);
    assert_eq!(problem(&printed, "one"), "unreachable");
    assert_eq!(place.checkpoint("book"), published);
}

/// Go opens the cosigned note and passes over what it does not know; OpenSSL verifies each cosignature
/// over the message put together here by the specification's words.
fn check_from_outside(place: &Place, key: &str, witnesses: &[&Witness]) {
    let run = workspace().join("e2e/go-check/run");
    let go = Command::new(run).arg(place.path("book/log")).arg(key).output().unwrap();
    match go.status.code() {
        Some(77) => eprintln!("skipped: Go and its packages are not installed"),
        code => assert_eq!(code, Some(0), "{}", String::from_utf8_lossy(&go.stderr)),
    }
    if Command::new("openssl").arg("version").output().is_err() {
        eprintln!("skipped: OpenSSL is not installed");
        return;
    }
    let checkpoint = place.checkpoint("book");
    let (text, signatures) = checkpoint.split_once("\n\n").unwrap();
    let decode = |text: &str| data_encoding::BASE64.decode(text.as_bytes()).unwrap();
    for witness in witnesses {
        let mut parts = witness.key.splitn(3, '+');
        let (name, id, key) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let line = signatures.lines().find(|line| line.starts_with(&format!("— {name} ")));
        let payload = decode(line.unwrap().rsplit(' ').next().unwrap());
        assert_eq!(u32::from_str_radix(id, 16).unwrap().to_be_bytes(), payload[..4]);
        let time = u64::from_be_bytes(payload[4..12].try_into().unwrap());
        place.write("message", format!("cosignature/v1\ntime {time}\n{text}\n"));
        place.write("signature", &payload[12..]);
        // RFC 8410: the key's 32 bytes after twelve that say Ed25519.
        let prefix = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
        place.write("key.der", [&prefix[..], &decode(key)[1..]].concat());
        let words = "pkeyutl -verify -rawin -pubin -keyform DER -inkey key.der -in message -sigfile signature";
        let mut openssl = Command::new("openssl");
        let verified = openssl.args(words.split(' ')).current_dir(place.path("")).output().unwrap();
        assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    }
}

#[test]
fn a_log_with_two_histories_gets_no_second_cosignature_even_after_a_kill() {
    let place = Place::with_book("book");
    let key = log_key(&place, "book");
    let witness = Witness::start(&place, "one", &key, "127.0.0.1:0");
    let policy = format!("{}quorum one\n", witness.line("one"));
    place.write("book/policy", &policy);
    enter(&place, "book", "a", 0);
    enter(&place, "book", "b", 0);
    let seen = size_of(&place.checkpoint("book"));

    // The same key signs another history: of the same size, a longer one, and a shorter one.
    place.make_book("fork");
    enter(&place, "fork", "x", 0);
    place.write("fork/policy", &policy);
    let printed = enter(&place, "fork", "y", 8);
    assert_eq!(problem(&printed, "one"), "other-history");
    let witness = witness.restart(&place, "one", &key);
    let printed = enter(&place, "fork", "z", 8);
    assert_eq!(problem(&printed, "one"), "refused-history");
    place.make_book("behind");
    place.write("behind/policy", &policy);
    let printed = place.json(&["cosign", "-C", "behind"], 8);
    assert_eq!(problem(&printed, "one"), "other-history");

    // Both histories lie side by side for anyone to see.
    let state = std::fs::read_dir(place.path("one.state")).unwrap();
    let kept: Vec<String> =
        state.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert!(kept.iter().any(|name| name.ends_with(".two-histories")), "{kept:?}");

    let checkpoint = place.checkpoint("book");
    let ask =
        |old: u64, checkpoint: &str| post(&witness.address, &format!("old {old}\n\n{checkpoint}"));
    let (status, head, body) = ask(0, &checkpoint);
    assert_eq!((status, body), (409, format!("{seen}\n")));
    assert!(head.to_lowercase().contains("content-type: text/x.tlog.size"), "{head}");
    let (status, _, body) = ask(seen, &checkpoint);
    assert!(status == 200 && body.starts_with("— witness.example/one "), "{status} {body}");
    assert_eq!(ask(seen + 1, &checkpoint).0, 400);
    assert_eq!(ask(seen, "no checkpoint\n").0, 400);
    let renamed = checkpoint.replacen("chungtay.example/thu\n", "chungtay.example/other\n", 1);
    assert_eq!(ask(0, &renamed).0, 404);
    let unsigned = checkpoint.replacen(&format!("\n{seen}\n"), &format!("\n{}\n", seen + 1), 1);
    assert_eq!(ask(seen, &unsigned).0, 403);
    assert_eq!(post(&witness.address, &"x".repeat(300_000)).0, 413);
}

#[test]
fn what_was_answered_is_known_after_a_kill_in_the_middle() {
    let place = Place::with_book("book");
    let key = log_key(&place, "book");
    let mut witness = Witness::start(&place, "one", &key, "127.0.0.1:0");
    place.write("book/policy", format!("{}quorum one\n", witness.line("one")));
    let words = ["witness", "--state", "one.state", "--key", "one.key", "--log", &key];
    place.run(&words).ended(4);
    // However early the first kill comes, it has answered once.
    place.run(&["cosign", "-C", "book"]).ended(0);
    for round in 0..4 {
        let commands: String =
            (0..20).map(|place| fund(&format!("f{round}-{place}")) + "\n").collect();
        place.write("many.jsonl", commands);
        let mut writer = place.begin(&["apply", "many.jsonl", "-C", "book"]);
        std::thread::sleep(std::time::Duration::from_millis(40 * round));
        witness = witness.restart(&place, "one", &key);
        let exit = writer.wait().unwrap().code().unwrap();
        assert!([0, 8].contains(&exit), "{exit}");
        let answered = size_of(&place.checkpoint("book"));
        let (status, _, body) =
            post(&witness.address, &format!("old 999999\n\n{}", place.checkpoint("book")));
        assert_eq!(status, 400, "{body}");
        let (status, _, body) =
            post(&witness.address, &format!("old 0\n\n{}", place.checkpoint("book")));
        assert_eq!(status, 409);
        assert!(body.trim().parse::<u64>().unwrap() >= answered, "{body} {answered}");
    }
    assert_eq!(place.json(&["cosign", "-C", "book"], 0)["cosigning"]["published"], true);
}

/// C2SP signed-note lets a note carry up to 100 signatures, and whoever sends it may add lines of its own.
#[test]
fn a_request_full_of_strange_lines_stops_no_witness() {
    let place = Place::with_book("book");
    let key = log_key(&place, "book");
    let witness = Witness::start(&place, "one", &key, "127.0.0.1:0");
    let published = place.checkpoint("book");
    let own = published.split_once("\n\n").unwrap().1.lines().count();
    let strange = "— stranger.example AAAAAAE=\n".repeat(100 - own);
    let (status, _, line) = post(&witness.address, &format!("old 0\n\n{published}{strange}"));
    assert_eq!(status, 200, "{line}");
    let kept = std::fs::read_dir(place.path("one.state")).unwrap().map(|file| file.unwrap().path());
    let mut kept = kept.filter(|file| file.extension().is_some_and(|end| end == "checkpoint"));
    let kept = std::fs::read_to_string(kept.next().unwrap()).unwrap();
    // Of the log's keys it was told of the first.
    let (text, own) = published.split_once("\n\n").unwrap();
    let known = own.lines().next().unwrap();
    assert_eq!(kept, format!("{text}\n\n{known}\n{line}"), "its known line and the witness's own");
    let witness = witness.restart(&place, "one", &key);
    let (status, _, size) = post(&witness.address, &format!("old 0\n\n{published}"));
    assert_eq!((status, size), (409, format!("{}\n", size_of(&published))));
}

/// A witness by OpenSSL's hand, which may state any time: the line for a published checkpoint, and the key as
/// a policy names it. `None` where OpenSSL is absent.
fn cosigned_by_openssl(place: &Place, note: &str, time: u64) -> Option<(String, String)> {
    let openssl = |words: &str| {
        let mut run = Command::new("openssl");
        run.args(words.split(' ')).current_dir(place.path("")).output()
    };
    if !place.path("liar.pem").exists() {
        let Ok(_) = openssl("genpkey -algorithm ed25519 -out liar.pem") else {
            eprintln!("skipped: OpenSSL is not installed");
            return None;
        };
    }
    let public = openssl("pkey -in liar.pem -pubout -outform DER").unwrap().stdout;
    let key = [&[4], &public[public.len() - 32..]].concat();
    let name = "witness.example/liar";
    place.write("named", [name.as_bytes(), b"\n", &key].concat());
    let id = openssl("dgst -sha256 -binary named").unwrap().stdout[..4].to_vec();
    let text = note.split_once("\n\n").unwrap().0;
    place.write("message", format!("cosignature/v1\ntime {time}\n{text}\n"));
    let signed = openssl("pkeyutl -sign -rawin -inkey liar.pem -in message").unwrap().stdout;
    assert_eq!(signed.len(), 64);
    let encode = |bytes: &[u8]| data_encoding::BASE64.encode(bytes);
    let line = encode(&[&id, &time.to_be_bytes()[..], &signed].concat());
    let id = u32::from_be_bytes(id.try_into().unwrap());
    Some((format!("— {name} {line}\n"), format!("witness liar {name}+{id:08x}+{}\n", encode(&key))))
}

#[test]
fn one_witness_that_lies_about_the_time_hides_no_frozen_log() {
    let place = Place::with_book("book");
    let key = log_key(&place, "book");
    let witness = Witness::start(&place, "one", &key, "127.0.0.1:0");
    place.write("book/policy", format!("{}quorum one\n", witness.line("one")));
    enter(&place, "book", "a", 0);
    let published = place.checkpoint("book");
    let line = published.lines().find(|line| line.starts_with("— witness.example/one ")).unwrap();
    let payload = data_encoding::BASE64.decode(line.rsplit(' ').next().unwrap().as_bytes());
    let honest = u64::from_be_bytes(payload.unwrap()[4..12].try_into().unwrap());
    std::thread::sleep(std::time::Duration::from_millis(2100));
    // 1 January 2100.
    let far = 4_102_444_800;
    let Some((line, key_line)) = cosigned_by_openssl(&place, &published, far) else { return };
    let lines = format!("log {key}\n{}{key_line}", witness.line("one"));
    place.write("any", format!("{lines}group enough any one liar\nquorum enough\n"));
    place.write("all", format!("{lines}group enough all one liar\nquorum enough\n"));
    let look = |line: &str, policy: &str, exit: i32| {
        place.write("book/log/checkpoint", format!("{published}{line}"));
        drop(std::fs::remove_file(place.path("watch.json")));
        let words = ["monitor", "book", "--once", "--state", "watch.json", "--frozen-after", "1s"];
        place.json(&[&words[..], &["--policy", policy]].concat(), exit)
    };
    let found = look(&line, "any", 1);
    assert_eq!(found["alarms"][0]["freshness"]["witnessed_at"], honest, "{found}");
    // A time that could be true counts for as much as the policy says.
    let near = honest + 1800;
    let (line, _) = cosigned_by_openssl(&place, &published, near).unwrap();
    assert_eq!(look(&line, "any", 0)["freshness"]["witnessed_at"], near);
    let found = look(&line, "all", 1);
    assert_eq!(found["alarms"][0]["freshness"]["witnessed_at"], honest, "{found}");
}

/// Counts the connections that are made to it, and answers none.
fn silence() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::<AtomicUsize>::default();
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            counted.fetch_add(1, Ordering::SeqCst);
            drop(stream);
        }
    });
    (address, count)
}

#[test]
fn what_waits_for_witnesses_is_no_damage_and_nobody_silent_is_asked_twice() {
    let place = Place::with_book("book");
    let key = log_key(&place, "book");
    let one = Witness::start(&place, "one", &key, "127.0.0.1:0");
    place.run(&["witness-key", "away.key", "--new", "witness.example/away"]).ended(0);
    let away = place.run(&["witness-key", "away.key"]).ended(0);
    let (address, asked) = silence();
    let lines = format!("{}witness away {} {address}\n", one.line("one"), away.trim());
    place.write("book/policy", format!("{lines}group both all one away\nquorum both\n"));
    let published = size_of(&place.checkpoint("book"));
    for (round, name) in [(1, "a"), (2, "b")] {
        // The second one finds the first still waiting.
        let printed = enter(&place, "book", name, 8);
        assert_eq!((problem(&printed, "one"), problem(&printed, "away")), ("", "unreachable"));
        assert_eq!(asked.swap(0, Ordering::SeqCst), 1, "{name}");
        let examined = place.json(&["doctor", "-C", "book"], 8);
        let found = &examined["findings"];
        assert_eq!((&examined["sound"], found.as_array().unwrap().len()), (&true.into(), 1));
        assert_eq!(
            (&found[0]["code"], &found[0]["entry"], &found[0]["count"]),
            (&"awaiting-witnesses".into(), &published.into(), &round.into()),
            "{examined}"
        );
    }
    place.json(&["cosign", "-C", "book"], 8);
    assert_eq!(asked.swap(0, Ordering::SeqCst), 1);
    // Damage is told all the same.
    let figures = place.read("book/log/figures.json");
    place.write("book/log/figures.json", "{}");
    let examined = place.json(&["doctor", "-C", "book"], 5);
    assert_eq!(examined["findings"][0]["files"], serde_json::json!(["figures.json"]), "{examined}");
    place.write("book/log/figures.json", figures);

    place.write("book/policy", format!("{lines}group both any one away\nquorum both\n"));
    let printed = place.json(&["cosign", "-C", "book"], 0);
    assert_eq!((problem(&printed, "away"), asked.load(Ordering::SeqCst)), ("unreachable", 1));
    assert_eq!(size_of(&place.checkpoint("book")), published + 2);
    assert_eq!(place.json(&["doctor", "-C", "book"], 0)["findings"], serde_json::json!([]));
}

#[test]
fn keys_and_policies_that_are_wrong_are_told_before_anything_is_done() {
    let place = Place::with_book("book");
    place.run(&["witness-key", "one.key", "--new", "witness.example/one"]).ended(0);
    place.run(&["witness-key", "one.key", "--new", "witness.example/one"]).ended(7);
    place.run(&["witness-key", "bad.key", "--new", "one name"]).ended(3);
    assert!(
        Command::new("chmod").args(["644"]).arg(place.path("one.key")).status().unwrap().success()
    );
    assert_eq!(place.json(&["witness-key", "one.key"], 3)["error"]["code"], "key-open-to-others");
    let size = size_of(&place.checkpoint("book"));
    place.write("book/policy", "quorum everybody\n");
    place.write("one.jsonl", fund("a"));
    let refused = place.json(&["apply", "one.jsonl", "-C", "book"], 3);
    assert_eq!(refused["error"]["code"], "book-policy");
    let other = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    place.write("book/policy", format!("log {other}\nquorum none\n"));
    let refused = place.json(&["apply", "one.jsonl", "-C", "book"], 3);
    assert_eq!(refused["error"]["code"], "policy-of-another-log");
    std::fs::remove_file(place.path("book/policy")).unwrap();
    place.run(&["apply", "one.jsonl", "-C", "book"]).ended(0);
    assert_eq!(size_of(&place.checkpoint("book")), size + 1);
    assert_eq!(place.json(&["cosign", "-C", "book"], 0)["cosigning"], serde_json::Value::Null);
    let policy = String::from_utf8(place.read("book/log/policy")).unwrap();
    assert_eq!(policy, format!("log {}\nquorum none\n", log_key(&place, "book")));
    // A witness that nobody runs may be asked for without being needed.
    let line = format!(
        "witness far witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv {}\n",
        nowhere()
    );
    place.write("book/policy", format!("{line}quorum none\n"));
    let printed = enter(&place, "book", "b", 0);
    assert_eq!(problem(&printed, "far"), "unreachable");
}

#[test]
fn a_strangers_policy_is_met_or_not_and_a_cosignature_tells_how_old_a_checkpoint_is() {
    let place = Place::with_book("book");
    let key = log_key(&place, "book");
    let witness = Witness::start(&place, "one", &key, "127.0.0.1:0");
    place.write("book/policy", format!("{}quorum one\n", witness.line("one")));
    enter(&place, "book", "a", 0);
    place.run(&["witness-key", "two.key", "--new", "witness.example/two"]).ended(0);
    let two = place.run(&["witness-key", "two.key"]).ended(0);
    let lines = format!("log {key}\n{}witness two {}\n", witness.line("one"), two.trim());
    place.write("one-of-two", format!("{lines}group any 1 one two\nquorum any\n"));
    place.write("two-of-two", format!("{lines}group all 2 one two\nquorum all\n"));
    let told = place.json(&["verify", "book", "--policy", "one-of-two"], 0);
    assert_eq!((&told["key_was_given"], &told["key"]), (&true.into(), &key.as_str().into()));
    let times: Vec<bool> =
        told["witnesses"].as_array().unwrap().iter().map(|row| row["time"].is_u64()).collect();
    assert_eq!(times, [true, false], "{told}");
    let told = place.json(&["verify", "book", "--policy", "two-of-two"], 1);
    let found = &told["difference"];
    assert_eq!((&found["check"], &found["published"]), (&"quorum".into(), &"one".into()), "{told}");
    let other =
        "log sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8\nquorum none\n";
    place.write("other-log", other);
    let told = place.json(&["verify", "book", "--policy", "other-log"], 1);
    assert_eq!(told["difference"]["check"], "signature", "{told}");

    std::thread::sleep(std::time::Duration::from_millis(2100));
    let words = ["monitor", "book", "--once", "--state", "watch.json", "--frozen-after"];
    let watched = |time: &str, exit: i32| {
        place.json(&[&words[..], &[time, "--policy", "one-of-two"]].concat(), exit)
    };
    let told = watched("1h", 0);
    let note = place.checkpoint("book");
    let line = note.lines().find(|line| line.starts_with("— witness.example/one ")).unwrap();
    let payload = data_encoding::BASE64.decode(line.rsplit(' ').next().unwrap().as_bytes());
    let time = u64::from_be_bytes(payload.unwrap()[4..12].try_into().unwrap());
    assert_eq!(told["freshness"]["witnessed_at"], time, "{told}");
    // Seen for the first time just now, it is old all the same: the witness says so.
    std::fs::remove_file(place.path("watch.json")).unwrap();
    let told = watched("1s", 1);
    let alarm = &told["alarms"][0];
    assert_eq!(
        (&alarm["alarm"], &alarm["freshness"]["witnessed_at"]),
        (&"frozen".into(), &time.into())
    );
}

#[test]
fn keys_that_change_are_told_to_policy_and_witness_first() {
    let place = Place::with_book("book");
    let old_key = log_key(&place, "book");
    let witness = Witness::start(&place, "one", &old_key, "127.0.0.1:0");
    let policy = |keys: &[&str]| {
        let logs = keys.iter().map(|key| format!("log {key}\n")).collect::<Vec<_>>().concat();
        place.write("book/policy", format!("{logs}{}quorum one\n", witness.line("one")));
    };
    policy(&[&old_key]);
    place.run(&["root-keys", "make", "offline", "--name", "chungtay.example/thu"]).ended(0);
    let request = ["log-key", "request", "roots.request", "--roots", "offline/roots", "-C", "book"];
    place.run(&request).ended(0);
    let sign = |file: &str, root: u32| {
        let key = format!("offline/root-{root}.key");
        place.run(&["root-keys", "sign", file, "--key", &key]).ended(0);
    };
    (1..=3).for_each(|root| sign("roots.request", root));
    place.run(&["log-key", "enter", "roots.request", "-C", "book"]).ended(0);
    let change = ["log-key", "request", "new.request", "--reason", "scheduled", "-C", "book"];
    place.run(&change).ended(0);
    (1..=2).for_each(|root| sign("new.request", root));
    let enter_change = ["log-key", "enter", "new.request", "-C", "book"];
    // The policy names the log by its old key alone: nothing is entered.
    let size = size_of(&place.checkpoint("book"));
    assert_eq!(place.json(&enter_change, 3)["error"]["code"], "policy-of-another-log");
    let asked = String::from_utf8(place.read("new.request")).unwrap();
    let new_key = asked.lines().find_map(|line| line.strip_prefix("key ")).unwrap().to_owned();
    policy(&[&old_key, &new_key]);
    // The witness does not know it yet: entered and signed, and not published.
    let printed = place.json(&enter_change, 8);
    assert_eq!(problem(&printed, "one"), "refused-key");
    assert_eq!(size_of(&place.checkpoint("book")), size);
    place.json(&["verify", "book", "--key", &old_key], 0);
    let keys = format!("{old_key} {new_key}");
    let line = witness.line("one");
    let witness = witness.restart(&place, "one", &keys);
    assert_eq!(witness.line("one"), line);
    place.run(&["cosign", "-C", "book"]).ended(0);
    assert_eq!(size_of(&place.checkpoint("book")), size + 1);
    // Who keeps the policy of before follows with its witness and key.
    place.write("known", format!("log {old_key}\n{line}quorum one\n"));
    let known = place.json(&["verify", "book", "--policy", "known"], 0);
    assert_eq!((&known["keys"]["learnt"], &known["agrees"]), (&true.into(), &true.into()));
    check_from_outside(&place, &new_key, &[&witness]);
}
