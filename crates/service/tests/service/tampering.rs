//! A stranger's check finds what was changed, and names the first entry.

use super::bench_book::{Bench, import};
use chungtay_service::verify::{Check, LogFolder, verify};

fn verified(directory: &std::path::Path) -> chungtay_service::verify::Verified {
    verify(&mut LogFolder::new(directory), None, &mut |_, _| {}).unwrap()
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
    assert_eq!(found.check, Check::Rules, "the next row is then out of order: {found:?}");
    let found = spoil("tile/entries/001", r#""yagi",5]"#, r#""yagj",5]"#);
    assert_eq!(found.check, Check::Balance, "{found:?}");
    let found = spoil("figures.json", r#""value":3500"#, r#""value":3501"#);
    assert_eq!(found.check, Check::Figure);
    assert!(found.published.contains("3501") && found.computed.contains("3500"), "{found:?}");
    let found = spoil("checkpoint", "example.org/test", "example.org/tesu");
    assert_eq!(found.check, Check::Signature);
}
