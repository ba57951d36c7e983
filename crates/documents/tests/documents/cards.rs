//! Cards, read by Python's zlib: their size, their sums, their colours, and that every letter of Vietnamese is drawn, each
//! otherwise than the others, from the fonts that the frontend builds.

use chungtay_documents::card::{Card, CardFaces, Faces, HEIGHT, WIDTH, draw};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Reads a PNG by the standard alone: size, number of colours that occur, and dark pixels of each row of letters.
const READER: &str = r"
import struct, sys, zlib
data = sys.stdin.buffer.read()
assert data[:8] == b'\x89PNG\r\n\x1a\n'
at, packed, palette = 8, b'', b''
while at < len(data):
    length, name = struct.unpack('>I4s', data[at:at + 8])
    body = data[at + 8:at + 8 + length]
    assert zlib.crc32(name + body) == struct.unpack('>I', data[at + 8 + length:at + 12 + length])[0], name
    if name == b'IHDR': width, height, depth, kind = struct.unpack('>IIBB', body[:10])
    if name == b'PLTE': palette = body
    if name == b'IDAT': packed += body
    at += 12 + length
rows = zlib.decompress(packed)
assert (depth, kind, len(rows)) == (8, 3, height * (width + 1))
pixels = [rows[y * (width + 1) + 1:(y + 1) * (width + 1)] for y in range(height)]
assert all(rows[y * (width + 1)] == 0 for y in range(height))
colour = lambda x, y: palette[3 * pixels[y][x]:3 * pixels[y][x] + 3].hex()
inked = [x for y in range(140, 500) for x in range(width) if colour(x, y) != 'fbf7ef']
print(width, height, colour(5, 5), colour(5, 300), min(inked, default=-1), max(inked, default=-1), len(inked))
";

fn read(card: &[u8]) -> Vec<String> {
    let mut child = Command::new("python3")
        .args(["-c", READER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(card).unwrap();
    let told = child.wait_with_output().unwrap();
    assert!(told.status.success());
    String::from_utf8(told.stdout).unwrap().split_whitespace().map(str::to_owned).collect()
}

fn fonts() -> BTreeMap<String, &'static [u8]> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frontend/dist");
    let files = std::fs::read_dir(dist).unwrap().map(|entry| entry.unwrap().path());
    let fonts = files.filter(|path| path.extension().is_some_and(|ending| ending == "ttf"));
    fonts
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let bytes: &'static [u8] = std::fs::read(&path).unwrap().leak();
            (name, bytes)
        })
        .collect()
}

fn faces() -> CardFaces<'static> {
    let fonts = fonts();
    let read = |name: &str| {
        let [latin, vietnamese] =
            ["latin", "vietnamese"].map(|letters| fonts[&format!("card-{name}-{letters}")]);
        Faces::read(&[latin, vietnamese]).unwrap()
    };
    CardFaces { title: read("serif-600"), strong: read("be-600"), plain: read("be-400") }
}

fn titled(title: &str) -> Card {
    Card {
        kicker: "Công trình · Tin".into(),
        title: title.into(),
        site: "Chung Tay".into(),
        book: "Sổ thử".into(),
        ..Card::default()
    }
}

/// The letters of Vietnamese that are not of ASCII, both cases.
const LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";

#[test]
fn a_card_is_a_sound_png_that_says_its_words() {
    let faces = faces();
    let long = "Đường lên cột mốc: bốn công trình đường kiểm tra, nhà văn hóa thôn và một km đèn chiếu sáng";
    for title in ["Đường lên mốc", long, &long.repeat(6), "Quá dài".repeat(80).as_str(), ""]
    {
        let card = Card {
            label: Some("Dữ liệu trình diễn".into()),
            details: vec!["Xã Lộc Bình, tỉnh Lạng Sơn".into(), "Đã bàn giao".into()],
            ..titled(title)
        };
        let png = draw(&card, &faces);
        assert!(png.len() <= 60_000, "{} bytes", png.len());
        let told = read(&png);
        assert_eq!(
            told[..4],
            [WIDTH.to_string(), HEIGHT.to_string(), "9b1c1f".into(), "fbf7ef".into()]
        );
        let [left, right] = [4, 5].map(|place: usize| told[place].parse::<i32>().unwrap());
        assert!(left >= 76 && right <= 1124, "{title}: from {left} to {right}");
        assert_eq!(png, draw(&card, &faces), "the same words give the same bytes");
    }
}

/// A text of a megabyte is drawn as what a card holds of it, and no longer looked at than that.
#[test]
fn a_text_without_end_is_drawn_as_its_beginning() {
    let faces = faces();
    for words in ["Đường lên mốc ", "Quádài", "e\u{302}\u{301}", "i", "\u{200b}"] {
        let times = |bytes: usize| titled(&words.repeat(bytes / words.len()));
        let png = draw(&times(1 << 20), &faces);
        assert_eq!(png, draw(&times(1 << 14), &faces), "{words}");
        let told = read(&png);
        let right: i32 = told[5].parse().unwrap();
        assert!(right <= 1124, "{words}: to {right}");
        let everywhere = Card {
            label: Some(words.repeat(9_000)),
            details: vec![words.repeat(9_000)],
            kicker: words.repeat(9_000),
            book: words.repeat(9_000),
            ..titled(words)
        };
        read(&draw(&everywhere, &faces));
    }
}

#[test]
fn every_letter_of_vietnamese_is_drawn_and_no_two_alike() {
    let faces = faces();
    let upper: String = LETTERS.to_uppercase();
    let mut seen: BTreeMap<Vec<u8>, char> = BTreeMap::new();
    for letter in LETTERS.chars().chain(upper.chars()) {
        for set in [&faces.title, &faces.strong, &faces.plain] {
            assert!(set.has(letter), "{letter}");
        }
        let png = draw(&titled(&letter.to_string()), &faces);
        if let Some(other) = seen.insert(png, letter) {
            panic!("{letter} is drawn as {other}");
        }
    }
    assert_eq!(seen.len(), 134);
    // A letter that no font has is no letter that some font has.
    assert!(!faces.title.has('漢'));
    // However its accents are written.
    assert_eq!(draw(&titled("ế"), &faces), draw(&titled("e\u{302}\u{301}"), &faces));
}
