//! The log's keys through time, as people handle them: root keys stated, keys lost and changed by two of
//! three, receipts and checkpoints of before and after, a log that another one continues, and who watches.
//! The other ends: Go's `note` and OpenSSL on what the new keys and the roots signed, `verify.py`, a web
//! server.

use crate::monitoring::{FolderServer, take_copy};
use crate::place::{Place, workspace};
use crate::python::python;
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::note::{MlDsaSigner, SignerKey};
use chungtay_log::receipt::Receipt;
use serde_json::{Value, json};
use std::process::Command;

const FUND: &str =
    r#"{"kind":"fund/1","what":{"id":"f1","name":"Quỹ","purpose":{"general":true}}}"#;
const OTHER: &str =
    r#"{"kind":"fund/1","what":{"id":"f2","name":"Quỹ hai","purpose":{"general":true}}}"#;

/// A book whose log has stated three root keys.
fn with_roots() -> Place {
    let place = Place::with_book("book");
    place.run(&["root-keys", "make", "offline", "--name", "chungtay.example/thu"]).ended(0);
    let request = ["log-key", "request", "roots.request", "--roots", "offline/roots"];
    place.run(&[&request[..], &["-C", "book"]].concat()).ended(0);
    sign(&place, "roots.request", &[1, 2]);
    let enter = ["log-key", "enter", "roots.request", "-C", "book"];
    // Every one of them must have signed.
    assert_eq!(code(&place, &enter), "root-signatures");
    sign(&place, "roots.request", &[3]);
    place.run(&enter).ended(0);
    place
}

fn sign(place: &Place, request: &str, roots: &[u32]) {
    for root in roots {
        let key = format!("offline/root-{root}.key");
        place.run(&["root-keys", "sign", request, "--key", &key]).ended(0);
    }
}

/// The refusal of a command that must be refused.
#[track_caller]
fn code(place: &Place, words: &[&str]) -> String {
    let said = place.json(words, 1);
    said["error"]["refusal"]["code"].as_str().unwrap_or_else(|| panic!("{said}")).to_owned()
}

fn key(place: &Place, book: &str) -> String {
    place.json(&["log-key", "-C", book], 0)["verifier_key"].as_str().unwrap().to_owned()
}

fn change(place: &Place, request: &str, reason: &str) {
    let words = ["log-key", "request", request, "--reason", reason, "-C", "book"];
    place.run(&words).ended(0);
}

fn verified(place: &Place, words: &[&str], exit: i32) -> Value {
    place.json(&[&["verify"], words].concat(), exit)
}

#[test]
fn two_roots_change_lost_keys_and_whoever_knows_the_old_key_follows() {
    let place = with_roots();
    place.write("fund.jsonl", FUND);
    place.write("other.jsonl", OTHER);
    place.run(&["apply", "fund.jsonl", "-C", "book"]).ended(0);
    let (old_key, old) = (key(&place, "book"), place.checkpoint("book"));
    place.write("old.checkpoint", &old);
    place.run(&["receipt", "0", "-o", "old.tlog-proof", "-C", "book"]).ended(0);
    std::fs::remove_file(place.path("book/log-keys/log-1.key")).unwrap();
    assert_eq!(
        place.json(&["apply", "other.jsonl", "-C", "book"], 5)["error"]["code"],
        "key-missing"
    );

    change(&place, "change.request", "lost");
    let enter = ["log-key", "enter", "change.request", "-C", "book"];
    assert_eq!(code(&place, &enter), "root-signatures");
    sign(&place, "change.request", &[1]);
    assert_eq!(code(&place, &enter), "root-signatures");
    assert_eq!(place.checkpoint("book"), old);
    sign(&place, "change.request", &[3]);
    place.run(&enter).ended(0);
    let new_key = key(&place, "book");
    assert_ne!(new_key, old_key);
    place.run(&["apply", "other.jsonl", "-C", "book"]).ended(0);

    // The old key leads to the new one, an earlier checkpoint is extended, and both sets of keys are listed.
    let known = verified(&place, &["book", "--key", &old_key, "--since", "old.checkpoint"], 0);
    assert_eq!(known["keys"]["learnt"], true);
    assert_eq!((&known["keys"]["changes"], &known["key"]), (&1.into(), &new_key.as_str().into()));
    assert!(known["extends"].as_u64().is_some());
    let known = verified(&place, &["book", "--key", &new_key, "--since", "old.checkpoint"], 0);
    assert_eq!(known["keys"]["learnt"], false);
    let known = verified(&place, &["book", "--roots", "offline/roots"], 0);
    assert_eq!(known["keys"]["roots_were_given"], true);
    let listed = String::from_utf8(place.read("book/log/keys")).unwrap();
    assert_eq!(listed.lines().count(), 4);
    assert_eq!(place.json(&["doctor", "-C", "book"], 0)["findings"], serde_json::json!([]));

    // The receipt of before holds under the old key, the new one and the roots; one of after too.
    place.run(&["receipt", "0", "-o", "new.tlog-proof", "-C", "book"]).ended(0);
    for file in ["old.tlog-proof", "new.tlog-proof"] {
        for known in [["--key", &old_key], ["--key", &new_key], ["--roots", "offline/roots"]] {
            let words = ["book", "--receipt", file, known[0], known[1]];
            assert_eq!(verified(&place, &words, 0)["receipt"]["index"], 0, "{file}");
        }
    }
    let receipt = String::from_utf8(place.read("old.tlog-proof")).unwrap();
    assert!(receipt.ends_with(&format!("\n\n{old}")), "with the signatures of its time");
    place.write("moved.tlog-proof", receipt.replacen("index 0", "index 1", 1));
    let moved = verified(&place, &["book", "--receipt", "moved.tlog-proof"], 1);
    assert_eq!(moved["difference"]["check"], "receipt");
    check_from_outside(&place, &new_key);
}

/// Go opens the note by the new key, OpenSSL verifies it, and a root's signature under the request.
fn check_from_outside(place: &Place, key: &str) {
    let run = workspace().join("e2e/go-check/run");
    let go = Command::new(run).arg(place.path("book/log")).arg(key).output().unwrap();
    match go.status.code() {
        Some(77) => eprintln!("skipped: Go and its packages are not installed"),
        code => assert_eq!(code, Some(0), "{}", String::from_utf8_lossy(&go.stderr)),
    }
    let folder = place.path("book").display().to_string();
    if let Some((exit, said)) = python(&[&folder, key]) {
        assert_eq!(exit, 0, "{said}");
    }
    if Command::new("openssl").arg("version").output().is_err() {
        eprintln!("skipped: OpenSSL is not installed");
        return;
    }
    openssl(place, &place.checkpoint("book"), key);
    let roots = String::from_utf8(place.read("offline/roots")).unwrap();
    let request = String::from_utf8(place.read("change.request")).unwrap();
    openssl(place, &request, roots.lines().next().unwrap());
}

/// Whether OpenSSL finds the Ed25519 signature of a key under a note's text.
fn openssl(place: &Place, note: &str, key: &str) {
    let (text, signatures) = note.rsplit_once("\n\n").unwrap();
    let decode = |text: &str| data_encoding::BASE64.decode(text.as_bytes()).unwrap();
    let [name, id, key]: [&str; 3] = key.splitn(3, '+').collect::<Vec<_>>().try_into().unwrap();
    let of_key = |line: &&str| {
        let payload = line.strip_prefix(&format!("— {name} ")).map(decode);
        payload
            .is_some_and(|bytes| bytes[..4] == u32::from_str_radix(id, 16).unwrap().to_be_bytes())
    };
    let line = signatures.lines().find(of_key).unwrap();
    place.write("message", format!("{text}\n"));
    place.write("signature", &decode(line.rsplit(' ').next().unwrap())[4..]);
    // RFC 8410: the key's 32 bytes after twelve that say Ed25519.
    let prefix = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    place.write("key.der", [&prefix[..], &decode(key)[1..]].concat());
    let words =
        "pkeyutl -verify -rawin -pubin -keyform DER -inkey key.der -in message -sigfile signature";
    let said = Command::new("openssl").args(words.split(' ')).current_dir(place.path("")).output();
    let said = said.unwrap();
    assert!(said.status.success(), "{name}: {}", String::from_utf8_lossy(&said.stderr));
}

#[test]
fn a_signature_serves_once_and_a_stranger_cannot_change_keys() {
    let place = with_roots();
    let first_key = key(&place, "book");
    change(&place, "one.request", "scheduled");
    sign(&place, "one.request", &[1, 2]);
    let text = String::from_utf8(place.read("one.request")).unwrap();
    place.run(&["log-key", "enter", "one.request", "-C", "book"]).ended(0);
    // The same request again says nothing new; its signatures serve under no other request.
    let again = ["log-key", "enter", "one.request", "-C", "book"];
    let same = place.json(&again, 0);
    assert_eq!((&same["entry"], &same["size"]), (&Value::Null, &3.into()));
    change(&place, "two.request", "stolen");
    let seen = ["log-key", "request", "x.request", "--reason", "stolen", "-C", "book"];
    assert_eq!(place.json(&seen, 1)["error"]["code"], "key-seen-too");
    let signatures = text.lines().filter(|line| line.contains("/root-")).collect::<Vec<_>>();
    let signatures: Vec<_> = signatures.iter().filter(|line| line.starts_with('—')).collect();
    assert_eq!(signatures.len(), 2);
    let mut two = String::from_utf8(place.read("two.request")).unwrap();
    for line in signatures {
        two.push_str(line);
        two.push('\n');
    }
    place.write("replayed.request", &two);
    assert_eq!(
        code(&place, &["log-key", "enter", "replayed.request", "-C", "book"]),
        "root-signatures"
    );
    // Roots of somebody else.
    place.run(&["root-keys", "make", "theirs", "--name", "stranger"]).ended(0);
    for root in [1, 2] {
        let theirs = format!("theirs/root-{root}.key");
        place.run(&["root-keys", "sign", "two.request", "--key", &theirs]).ended(0);
    }
    assert_eq!(code(&place, &["log-key", "enter", "two.request", "-C", "book"]), "root-signatures");
    let strange = verified(&place, &["book", "--roots", "theirs/roots"], 1);
    assert_eq!(strange["difference"]["check"], "keys");
    assert_eq!(verified(&place, &["book", "--key", &first_key], 0)["keys"]["learnt"], true);
    // A key that this log never had.
    place.run(&["init", "else", "--id", "thu", "--name", "Sổ khác"]).ended(0);
    let strange = key(&place, "else");
    assert_eq!(
        verified(&place, &["book", "--key", &strange], 1)["difference"]["check"],
        "signature"
    );
    // The list beside the log is believed for nothing that the log does not say.
    let listed = String::from_utf8(place.read("book/log/keys")).unwrap();
    let lines: Vec<&str> = listed.lines().collect();
    place.write("book/log/keys", format!("{}\n{}\n", lines[0], lines[1]));
    assert_eq!(verified(&place, &["book"], 1)["difference"]["check"], "signature");
    assert_eq!(
        verified(&place, &["book", "--key", &key(&place, "book")], 1)["difference"]["check"],
        "keys"
    );
    // Nor is it passed over where it is no list.
    for spoilt in ["", "0\n", &listed.replacen("0 ", "1 ", 1), &listed.replacen('+', "-", 1)] {
        place.write("book/log/keys", spoilt);
        for known in [&["book"][..], &["book", "--key", &first_key]] {
            assert_eq!(verified(&place, known, 1)["difference"]["check"], "key-list", "{spoilt}");
        }
    }
    let told = place.run(&["verify", "book", "--lang", "en"]).ended(1);
    assert!(told.contains("log/keys") && told.contains("makes the file again"), "{told}");
    // Any command that writes makes it again.
    place.write("fund.jsonl", FUND);
    place.run(&["apply", "fund.jsonl", "-C", "book"]).ended(0);
    assert_eq!(verified(&place, &["book", "--key", &first_key], 0)["agrees"], true);
}

/// A checkpoint of this log by keys that nobody knows, with a list that names them beside it.
fn sign_by_a_stranger(place: &Place, folder: &str, first: &str) {
    let log = format!("{folder}/log");
    let head = String::from_utf8(place.read(&format!("{log}/checkpoint"))).unwrap();
    let (text, _) = head.split_once("\n\n").unwrap();
    let head = Checkpoint::from_text(&format!("{text}\n")).unwrap();
    let signer = SignerKey::from_seed(head.origin(), &[7; 32]).unwrap();
    let beside = MlDsaSigner::from_seed(head.origin(), &[7; 32]).unwrap();
    place.write(&format!("{log}/checkpoint"), head.sign_as_log(&signer, &beside).unwrap());
    let (size, listed) = (head.size(), place.read(&format!("{log}/keys")));
    let listed = String::from_utf8(listed).unwrap();
    assert!(listed.starts_with(&format!("0 {first}")));
    let theirs = format!("{size} {}\n{size} {}\n", signer.verifier(), beside.verifier());
    place.write(&format!("{log}/keys"), format!("{listed}{theirs}"));
}

#[test]
fn who_watches_follows_the_roots_and_cries_on_other_keys() {
    let place = with_roots();
    place.write("fund.jsonl", FUND);
    place.write("other.jsonl", OTHER);
    let site = FolderServer::start();
    let look = |folder: &str, exit| {
        site.show(Some(&place.path(folder)));
        place.json(&["monitor", &site.address, "--state", "watch.json", "--once"], exit)
    };
    let old_key = key(&place, "book");
    take_copy(&place, "book", "before");
    assert_eq!(look("before", 0)["key"], old_key.as_str());
    // Somebody signs the same tree with keys of their own.
    take_copy(&place, "book", "strange");
    sign_by_a_stranger(&place, "strange", &old_key);
    assert_eq!(look("strange", 1)["alarms"][0]["difference"]["check"], "keys");
    // The thief keeps the whole book as it was.
    let mut copied = Command::new("cp");
    copied.args(["-a", "book", "thief"]).current_dir(place.path(""));
    assert!(copied.status().unwrap().success());

    change(&place, "change.request", "stolen");
    sign(&place, "change.request", &[2, 3]);
    place.run(&["log-key", "enter", "change.request", "-C", "book"]).ended(0);
    take_copy(&place, "book", "after");
    let new_key = key(&place, "book");
    assert_eq!(look("after", 0)["key"], new_key.as_str());
    assert_eq!(look("after", 0)["new_entries"], 0);

    // The log of before, by the old keys: a rollback, and both keys prove it.
    let alarm = look("before", 1)["alarms"][0].clone();
    assert_eq!(alarm["alarm"], "rollback", "{alarm}");
    let evidence = ["verify", "--evidence", alarm["evidence"].as_str().unwrap()];
    assert_eq!(place.json(&evidence, 0)["proves"], "rollback");
    // What the thief goes on writing with the stolen keys.
    for file in ["fund.jsonl", "other.jsonl"] {
        place.run(&["apply", file, "-C", "thief"]).ended(0);
    }
    let alarm = look("thief", 1)["alarms"][0].clone();
    assert_eq!(
        (&alarm["alarm"], &alarm["difference"]["check"]),
        (&json!("differs"), &json!("signature"))
    );
    // Who knows the roots is not led to the thief's entries by the new keys, nor the other way round.
    assert_eq!(
        verified(&place, &["thief", "--key", &new_key], 1)["difference"]["check"],
        "signature"
    );
    assert_eq!(look("after", 0)["key"], new_key.as_str());
    let url = verified(&place, &[&site.address, "--key", &old_key], 0);
    assert_eq!((&url["keys"]["learnt"], &url["key"]), (&json!(true), &json!(new_key)));
}

#[test]
fn a_log_that_ended_is_continued_by_another() {
    let place = with_roots();
    let ended = place.checkpoint("book");
    place.run(&["receipt", "1", "-o", "old.tlog-proof", "-C", "book"]).ended(0);
    std::fs::remove_dir_all(place.path("book/log-keys")).unwrap();
    let init = ["init", "next", "--id", "thu-hai", "--origin", "chungtay.example/thu-hai"];
    place.run(&init).ended(0);
    let request = ["log-key", "request", "next.request", "--succeeds", "book", "-C", "next"];
    place.run(&request).ended(0);
    let enter = ["log-key", "enter", "next.request", "--name", "Sổ thử, tiếp theo", "-C", "next"];
    sign(&place, "next.request", &[2]);
    assert_eq!(code(&place, &enter), "root-signatures");
    sign(&place, "next.request", &[3]);
    place.write("fund.jsonl", FUND);
    // A checkpoint that was changed on the way.
    let text = String::from_utf8(place.read("next.request")).unwrap();
    let root = ended.lines().nth(2).unwrap();
    let other = format!("{}{}", if root.starts_with('A') { 'B' } else { 'A' }, &root[1..]);
    place.write("changed.request", text.replacen(root, &other, 1));
    let changed = ["log-key", "enter", "changed.request", "-C", "next"];
    assert_eq!(code(&place, &changed), "log-keys");
    place.run(&enter).ended(0);
    place.run(&["apply", "fund.jsonl", "-C", "next"]).ended(0);

    // Its first entry holds the other log's last checkpoint as it was published.
    place.run(&["receipt", "0", "-o", "first.tlog-proof", "-C", "next"]).ended(0);
    let first = String::from_utf8(place.read("first.tlog-proof")).unwrap();
    let first = Receipt::from_text(&first).unwrap();
    let first: Value = serde_json::from_slice(first.extra.as_deref().unwrap()).unwrap();
    assert_eq!(first["what"]["checkpoint"], ended.as_str());
    let known = verified(&place, &["next", "--roots", "offline/roots"], 0);
    let size: u64 = ended.lines().nth(1).unwrap().parse().unwrap();
    assert_eq!(known["keys"]["predecessor"], serde_json::json!(["chungtay.example/thu", size]));
    assert_eq!(known["keys"]["predecessor_was_verified"], false);
    let both = ["next", "--predecessor", "book", "--key", &key(&place, "next")];
    assert_eq!(verified(&place, &both, 0)["keys"]["predecessor_was_verified"], true);
    // By address too, and the receipt of before holds in the log that ended.
    let (old_site, next_site) = (FolderServer::start(), FolderServer::start());
    old_site.show(Some(&place.path("book")));
    next_site.show(Some(&place.path("next")));
    let old = ["--receipt", "old.tlog-proof"];
    let words = [&[&*next_site.address, "--predecessor", &old_site.address], &old[..]].concat();
    let held = verified(&place, &words, 0);
    assert_eq!(
        held["receipt"],
        json!({"index": 1, "origin": "chungtay.example/thu", "size": size})
    );
    assert_eq!(held["keys"]["predecessor_was_verified"], true);
    let alone = verified(&place, &[&["next"], &old[..]].concat(), 1);
    assert_eq!(alone["difference"]["check"], "receipt");
    // The same request again ends what a crash may have left.
    assert_eq!(place.json(&enter, 0)["entry"], Value::Null);
    // Another log is not what it continues.
    place.make_book("other");
    assert_ne!(place.run(&["verify", "next", "--predecessor", "other"]).exit, 0);
    assert_eq!(verified(&place, &["book"], 0)["agrees"], true);
}
