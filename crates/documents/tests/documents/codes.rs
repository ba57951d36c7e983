//! What is drawn is read by `zbarimg`: any text, and the codes of receipts, whose parts joined again are
//! the receipt.

use chungtay_documents::qr::{QUIET_ZONE_MODULES, Qr, qr_png, qr_svg};
use chungtay_log::receipt::{MAX_CODE_CHARACTERS, Receipt, read_codes};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What `zbarimg` (Debian `zbar-tools`, which `./x setup` installs) reads in an image, a line for each code.
fn scanned(image: &Path) -> Vec<String> {
    let arguments = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"];
    let output = Command::new("zbarimg").args(arguments).arg(image).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

fn scanned_png(text: &str, scale: u32) -> String {
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("code.png");
    fs::write(&image, qr_png(text, scale).unwrap()).unwrap();
    scanned(&image).join("\n")
}

#[test]
fn any_text_is_read_back() {
    for text in
        ["1", "CT1:ABC $%*+-./:", "https://books.example/verify.html#o=abc", "Chung Tay: góp sức"]
    {
        assert_eq!(scanned_png(text, 3), text);
    }
}

#[test]
fn every_receipts_codes_are_read_back_and_joined() {
    let vectors = fs::read_to_string("../log/tests/vectors/receipts.json").unwrap();
    let vectors: serde_json::Value = serde_json::from_str(&vectors).unwrap();
    let (mut alone, mut paired) = (0, 0);
    for receipt in vectors["receipts"].as_array().unwrap() {
        let Some(texts) = receipt["qr"].as_array() else { continue };
        let texts: Vec<&str> = texts.iter().map(|text| text.as_str().unwrap()).collect();
        let read: Vec<String> = texts.iter().map(|text| scanned_png(text, 3)).collect();
        assert_eq!(read, texts, "{}", receipt["name"]);
        let read: Vec<&str> = read.iter().map(String::as_str).collect();
        let joined = Receipt::from_compact(&read_codes(&read).unwrap()).unwrap();
        assert_eq!(joined.to_text(), receipt["reduced_text"].as_str().unwrap());
        if texts.len() == 1 { alone += 1 } else { paired += 1 }
    }
    assert!(alone >= 5 && paired >= 3, "{alone} alone, {paired} in two");
}

#[test]
fn the_longest_code_of_a_receipt_is_of_version_25() {
    // ISO/IEC 18004, table 7: 1,451 alphanumeric characters at version 25-M, which is 117 modules wide.
    let longest = "A".repeat(MAX_CODE_CHARACTERS);
    assert_eq!(Qr::within(&longest, 25).unwrap().modules(), 117);
    let longer = "A".repeat(MAX_CODE_CHARACTERS + 1);
    assert!(Qr::within(&longer, 25).is_err());
    assert_eq!(Qr::new(&longer).unwrap().modules(), 121);
    assert!(Qr::new(&"x".repeat(3_000)).is_err());
}

/// The rectangles of an SVG path, as a portable bitmap of four pixels to a unit.
fn painted(path: &str, width: usize) -> String {
    let mut dark = vec![vec!['0'; width * 4]; width * 4];
    for rectangle in path.trim_end_matches('z').split('z') {
        let (place, run) = rectangle.strip_prefix('M').unwrap().split_once('h').unwrap();
        let (column, row) = place.split_once(' ').unwrap();
        let (column, row): (usize, usize) = (column.parse().unwrap(), row.parse().unwrap());
        let (run, back) = run.split_once("v1h-").unwrap();
        assert_eq!(run, back);
        let run: usize = run.parse().unwrap();
        for line in &mut dark[row * 4..row * 4 + 4] {
            line[column * 4..(column + run) * 4].fill('1');
        }
    }
    let rows = dark.iter().map(|row| row.iter().collect::<String>());
    format!("P1 {0} {0}\n{1}\n", width * 4, rows.collect::<Vec<_>>().join("\n"))
}

#[test]
fn the_drawing_is_read_back_too() {
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("code.pbm");
    for text in ["CT1:HELLO", &"0123456789AB".repeat(100)] {
        let svg = qr_svg(text).unwrap();
        let width = Qr::new(text).unwrap().modules() + 2 * QUIET_ZONE_MODULES;
        assert!(svg.contains(&format!("viewBox=\"0 0 {width} {width}\"")));
        let path = svg.rsplit("<path d=\"").next().unwrap().split('"').next().unwrap();
        fs::write(&image, painted(path, width as usize)).unwrap();
        assert_eq!(scanned(&image), [text]);
    }
}
