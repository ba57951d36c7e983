//! The matching room's tests, one binary. Their other ends: VietQR vectors, npm `vietnam-qr-pay`,
//! `zbarimg`, and a truth made beside the lines, with the noise of a real statement.
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must stop")]

#[path = "matching/book.rs"]
mod book;
#[path = "matching/codes.rs"]
mod codes;
#[path = "matching/matcher.rs"]
mod matcher;
#[path = "matching/noise.rs"]
mod noise;
#[path = "matching/returns.rs"]
mod returns;
#[path = "matching/truth.rs"]
mod truth;
#[path = "matching/vietqr.rs"]
mod vietqr;

/// A test file that is not listed above is never run.
#[test]
fn no_test_file_is_forgotten() {
    let here = include_str!("matching.rs");
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/matching");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(here.contains(&format!("\"matching/{name}\"")), "{name} is not listed");
    }
}
