//! What is read of a camera's file, what is refused, and that the copies hold pixels and nothing else.

use chungtay_pictures::camera::told;
use chungtay_pictures::copies::{Format, copies};
use chungtay_pictures::distance::metres;
use chungtay_pictures::{Fault, Kind, MOST_BYTES, kind_of};
use serde_json::Value;

fn sample(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures/samples/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

#[test]
fn what_pillow_wrote_is_read() {
    let expected: Value = serde_json::from_slice(&sample("expected.json")).unwrap();
    for name in ["camera.jpg", "camera.webp"] {
        let found = told(&sample(name));
        let taken = found.taken.unwrap().replace('-', ":").replace('T', " ");
        assert_eq!(Value::from(taken), expected["taken"], "{name}");
        let (north, east) = found.position.unwrap();
        assert!((north - expected["north"].as_i64().unwrap()).abs() <= 1, "{name}: {north}");
        assert!((east - expected["east"].as_i64().unwrap()).abs() <= 1, "{name}: {east}");
        assert_eq!(Value::from(found.orientation), expected["orientation"], "{name}");
    }
    assert_eq!(told(&sample("plain.png")).taken, None);
}

#[test]
fn copies_are_upright_and_hold_nothing_of_the_camera() {
    let bytes = sample("camera.jpg");
    let made = copies(&bytes, kind_of(&bytes).unwrap()).unwrap();
    // 400 × 240 with a quarter turn is 240 × 400.
    let sizes: Vec<(u32, u32)> = made.iter().map(|copy| (copy.width, copy.height)).collect();
    assert_eq!(sizes, [(240, 400), (240, 400)]);
    assert_eq!(made.last().unwrap().format, Format::Jpeg);
    for copy in &made {
        for word in [&b"Exif"[..], b"GPS", b"ICC_PROFILE", b"http://ns.adobe", b"2024:05:14"] {
            assert!(!copy.bytes.windows(word.len()).any(|window| window == word));
        }
        assert_eq!(told(&copy.bytes).position, None);
        assert!(kind_of(&copy.bytes).is_ok());
    }
    // The red corner, top left in the file, is at the top right when upright.
    let picture = image_of(&made.last().unwrap().bytes);
    assert!(picture(225, 10) && !picture(10, 10) && !picture(10, 390));
}

/// Whether a pixel of a copy is red.
fn image_of(jpeg: &[u8]) -> impl Fn(u32, u32) -> bool {
    let decoded = image::load_from_memory(jpeg).unwrap().into_rgb8();
    move |x, y| {
        let [red, green, _] = decoded.get_pixel(x, y).0;
        red > 150 && green < 80
    }
}

#[test]
fn only_whole_files_of_one_kind_are_taken() {
    let jpeg = sample("camera.jpg");
    assert_eq!(kind_of(&jpeg), Ok(Kind::Jpeg));
    assert_eq!(kind_of(&sample("plain.png")), Ok(Kind::Png));
    assert_eq!(kind_of(&sample("camera.webp")), Ok(Kind::WebP));
    let with = |tail: &[u8]| [&jpeg[..], tail].concat();
    // A ZIP behind a photo, and behind the smaller picture that phones put there.
    let zip = b"PK\x03\x04 and so on PK\x05\x06";
    let trailing = Err(Fault::Trailing { kind: Kind::Jpeg, bytes: zip.len() as u64 });
    assert_eq!(kind_of(&with(zip)), trailing);
    assert_eq!(kind_of(&with(&jpeg)), Ok(Kind::Jpeg));
    assert_eq!(kind_of(&with(&with(zip))), trailing);
    assert_eq!(kind_of(&with(&[0; 40])), Ok(Kind::Jpeg));
    assert_eq!(kind_of(&jpeg[..jpeg.len() - 9]), Err(Fault::CutShort(Kind::Jpeg)));
    let png = [sample("plain.png"), b"<script>".to_vec()].concat();
    assert_eq!(kind_of(&png), Err(Fault::Trailing { kind: Kind::Png, bytes: 8 }));
    assert_eq!(kind_of(&sample("moving.webp")), Err(Fault::Animated));
    assert_eq!(kind_of(&sample("moving.png")), Err(Fault::Animated));
    assert_eq!(kind_of(b"\0\0\0\x18ftypheic\0\0"), Err(Fault::Heic));
    assert_eq!(kind_of(b"GIF89a"), Err(Fault::UnknownKind));
    let large = vec![0xff; MOST_BYTES + 1];
    assert!(matches!(kind_of(&large), Err(Fault::TooLarge { .. })));
}

#[test]
fn papers_that_run_something_or_go_on_are_refused() {
    let paper = |body: &str, tail: &str| {
        format!("%PDF-1.7\n1 0 obj << {body} >> endobj\nstartxref\n9\n%%EOF{tail}").into_bytes()
    };
    assert_eq!(kind_of(&paper("/Type /Catalog", "\n")), Ok(Kind::Pdf));
    let trailing = Err(Fault::Trailing { kind: Kind::Pdf, bytes: 7 });
    assert_eq!(kind_of(&paper("/Type /Catalog", "\n<html>")), trailing);
    for (body, held) in [
        ("/OpenAction << /S /JavaScript /JS (x) >>", "JavaScript"),
        ("/S /Launch", "Launch"),
        ("/Names << /EmbeddedFiles 3 0 R >>", "EmbeddedFile"),
        ("PK\x05\x06", "ZIP"),
    ] {
        assert_eq!(kind_of(&paper(body, "\n")), Err(Fault::ActivePaper(held)), "{body}");
    }
    assert_eq!(kind_of(&paper("/JSON 1", "")), Ok(Kind::Pdf));
    assert_eq!(kind_of(b"%PDF-1.7 and no end"), Err(Fault::CutShort(Kind::Pdf)));
}

#[test]
fn a_bomb_is_not_unpacked() {
    // A PNG's head may claim any size; only its first 33 bytes are there to be asked.
    let mut png = sample("plain.png");
    png[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let crc = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    let kind = kind_of(&png).unwrap();
    assert_eq!(copies(&png, kind), Err(Fault::TooManyPixels { width: 60_000, height: 60_000 }));
}

/// The check sum of PNG (ISO 3309), written again here.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
    })
}

#[test]
fn distances_are_those_of_the_haversine_formula_within_a_hundredth() {
    // By Python's math module, on a sphere of 6,371,008.8 m.
    for (one, other, expected) in [
        ((21_852_083, 106_758_333), (21_855_000, 106_760_000), 367),
        ((8_600_000, 104_720_000), (8_700_000, 105_000_000), 32_727),
        ((23_380_000, 105_320_000), (23_000_000, 105_900_000), 72_800),
    ] {
        let found = metres(one, other);
        assert!((found - expected).abs() <= expected / 100 + 1, "{found}, not {expected}");
    }
}
