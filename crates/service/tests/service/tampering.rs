//! A stranger's check finds what was changed, and names the first entry; also where the operator signed it.

use super::bench_book::{Bench, import};
use chungtay_log::checkpoint::Checkpoint;
use chungtay_log::hash::leaf_hash;
use chungtay_log::note::SignerKey;
use chungtay_log::tile::{TileWriter, append_entry, decode_bundle};
use chungtay_service::verify::{Asked, Check, LogFolder, Remembered, verify, verify_asked};
use std::path::Path;

fn verified(directory: &std::path::Path) -> chungtay_service::verify::Verified {
    verify(&LogFolder::new(directory), None, &mut |_, _| {}).unwrap()
}

#[test]
fn a_changed_entry_figure_or_signature_is_found() {
    let bench = Bench::new();
    let mut book = bench.create();
    let rows: Vec<String> = (0..700).map(|row| format!("01/09/2024 5 m{row}")).collect();
    import(&mut book, &bench.file(&rows.iter().map(String::as_str).collect::<Vec<_>>())).unwrap();
    let good = verified(&bench.directory());
    assert_eq!((good.difference, good.size), (None, book.state().size));

    let log = bench.directory().join("log");
    let spoil = |path: &str, from: &str, to: &str| {
        let path = log.join(path);
        let bytes = std::fs::read(&path).unwrap();
        let place =
            bytes.windows(from.len()).rposition(|window| window == from.as_bytes()).unwrap();
        let mut spoilt = bytes.clone();
        spoilt[place..place + to.len()].copy_from_slice(to.as_bytes());
        std::fs::write(&path, spoilt).unwrap();
        let found = verified(&bench.directory()).difference.expect("found");
        std::fs::write(&path, bytes).unwrap();
        found
    };
    let found = spoil("tile/entries/001", r#""row":3"#, r#""row":9"#);
    assert_eq!((found.check, found.entry.is_some()), (Check::Entry, true), "{found:?}");
    assert!(found.published.contains(r#""row":9"#), "{found:?}");
    let found = spoil("tile/entries/001", r#""yagi",5]"#, r#""yagj",5]"#);
    assert_eq!(found.check, Check::Entry, "{found:?}");
    let found = spoil("figures.json", r#""value":3500"#, r#""value":3501"#);
    assert_eq!(found.check, Check::Figure);
    assert!(found.published.contains("3501") && found.computed.contains("3500"), "{found:?}");
    let found = spoil("checkpoint", "example.org/test", "example.org/tesu");
    assert_eq!(found.check, Check::Signature);
}

/// The entries of a published log, as bytes.
fn entries_of(log: &Path) -> Vec<Vec<u8>> {
    let size = size_of(log);
    let bundle = |index: u64| {
        let width = (size - index * 256).min(256);
        let part = if width < 256 { format!(".p/{width}") } else { String::new() };
        let bytes = std::fs::read(log.join(format!("tile/entries/{index:03}{part}"))).unwrap();
        let entries = decode_bundle(&bytes, u16::try_from(width).unwrap()).unwrap();
        entries.into_iter().map(<[u8]>::to_vec).collect::<Vec<_>>()
    };
    (0..size.div_ceil(256)).flat_map(bundle).collect()
}

fn size_of(log: &Path) -> u64 {
    let note = std::fs::read_to_string(log.join("checkpoint")).unwrap();
    note.lines().nth(1).unwrap().parse().unwrap()
}

/// A whole log of these entries, signed: what an operator can publish who breaks the rules.
fn sign_log(log: &Path, entries: &[Vec<u8>], figures: &[u8]) {
    let key = SignerKey::from_seed("example.org/test", &[7; 32]).unwrap();
    let mut writer = TileWriter::new();
    for entry in entries {
        writer.push(leaf_hash(entry));
    }
    let put = |path: &str, bytes: &[u8]| {
        let path = log.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    for tile in writer.take_all() {
        let resource = chungtay_log::tile::Resource::Tile(tile.coordinates);
        put(&resource.to_string(), &tile.bytes);
    }
    for (index, part) in entries.chunks(256).enumerate() {
        let mut bundle = Vec::new();
        for entry in part {
            append_entry(&mut bundle, entry).unwrap();
        }
        let width = if part.len() < 256 { format!(".p/{}", part.len()) } else { String::new() };
        put(&format!("tile/entries/{index:03}{width}"), &bundle);
    }
    let (size, root) = (entries.len() as u64, writer.root());
    let note = Checkpoint::new("example.org/test", size, root).unwrap().sign(&[&key]).unwrap();
    put("checkpoint", note.as_bytes());
    put("key", format!("{}\n", key.verifier()).as_bytes());
    put("figures.json", figures);
}

#[test]
fn what_the_operator_signed_against_the_rules_is_found() {
    let bench = Bench::new();
    let mut book = bench.create();
    import(&mut book, &bench.file(&["01/09/2024 5 a", "02/09/2024 7 b", "03/09/2024 9 c"]))
        .unwrap();
    let log = bench.directory().join("log");
    let entries = entries_of(&log);
    let figures = std::fs::read(log.join("figures.json")).unwrap();
    let other = tempfile::tempdir().unwrap();
    let signed = |change: &dyn Fn(String) -> String| {
        let text = |bytes: &Vec<u8>| String::from_utf8(bytes.clone()).unwrap();
        let entries: Vec<_> =
            entries.iter().map(|bytes| change(text(bytes)).into_bytes()).collect();
        let _ = std::fs::remove_dir_all(other.path().join("log"));
        sign_log(&other.path().join("log"), &entries, &figures);
        verified(other.path()).difference
    };
    assert_eq!(signed(&|entry| entry), None);
    for (from, to, check) in [
        (r#""row":2"#, r#""row":9"#, Check::Rules),
        (r#""yagi",7]"#, r#""yagi",8]"#, Check::Balance),
        (r#""sum":21"#, r#""sum":22"#, Check::Totals),
        (r#"{"actor""#, r#"{ "actor""#, Check::Form),
    ] {
        let found = signed(&|entry| entry.replacen(from, to, 1)).expect(from);
        assert_eq!(found.check, check, "{from}: {found:?}");
        assert!(found.entry.is_some(), "{found:?}");
        assert_ne!(found.published, found.computed, "{found:?}");
    }
    let found = signed(&|entry| if entry.contains(r#""row":3"#) { String::new() } else { entry });
    assert_eq!(found.unwrap().check, Check::Withheld);
}

#[test]
fn a_run_goes_on_from_where_an_earlier_one_ended() {
    let bench = Bench::new();
    let mut book = bench.create();
    let rows =
        |count: u32| (0..count).map(|row| format!("01/09/2024 5 m{row}")).collect::<Vec<_>>();
    let file = |rows: &[String]| bench.file(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    import(&mut book, &file(&rows(700))).unwrap();
    let first = verified(&bench.directory());
    let done = first.remembered.unwrap();
    let kept = Remembered::from_json(&done.to_json()).expect("it is read back");
    assert_eq!(kept, done);
    let old = std::fs::read_to_string(bench.directory().join("log/checkpoint")).unwrap();
    import(&mut book, &file(&rows(900))).unwrap();
    let again = |remembered: Option<Remembered>, since: Option<&str>| {
        let asked = Asked { remembered, since, ..Asked::default() };
        verify_asked(&LogFolder::new(&bench.directory()), asked, &mut |_, _| {}).unwrap()
    };
    let whole = again(None, Some(&old));
    assert_eq!((&whole.difference, whole.resumed, whole.extends), (&None, 0, Some(first.size)));
    let resumed = again(Some(kept.clone()), None);
    assert_eq!((&resumed.difference, resumed.resumed), (&None, first.size));
    assert_eq!(resumed.remembered, whole.remembered, "the same fold and frontier");

    // Another log under the same key: the earlier checkpoint tells, resumed or not.
    let log = bench.directory().join("log");
    let entries = entries_of(&log);
    let figures = std::fs::read(log.join("figures.json")).unwrap();
    let other = tempfile::tempdir().unwrap();
    sign_log(&other.path().join("log"), &entries, &figures);
    let note = std::fs::read_to_string(other.path().join("log/checkpoint")).unwrap();
    let done = verified(other.path()).remembered.unwrap();
    let mut longer = entries.clone();
    longer[3] = longer[3].iter().map(|byte| if *byte == b'm' { b'n' } else { *byte }).collect();
    longer.push(longer[10].clone());
    sign_log(&other.path().join("log"), &longer, &figures);
    for (remembered, since) in [(Some(done), None), (None, Some(note.as_str()))] {
        let asked = Asked { remembered, since, ..Asked::default() };
        let found = verify_asked(&LogFolder::new(other.path()), asked, &mut |_, _| {}).unwrap();
        let found = found.difference.unwrap();
        assert_eq!(found.check, Check::Consistency, "{found:?}");
        assert!(found.published.starts_with(&format!("{} ", entries.len())), "{found:?}");
        assert!(found.computed.starts_with(&format!("{} ", entries.len())), "{found:?}");
    }
    sign_log(&other.path().join("log"), &entries[..500], &figures);
    let asked = Asked { since: Some(&note), ..Asked::default() };
    let found = verify_asked(&LogFolder::new(other.path()), asked, &mut |_, _| {}).unwrap();
    assert_eq!(found.difference.unwrap().check, Check::Rollback);
}
