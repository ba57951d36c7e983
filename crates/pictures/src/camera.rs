//! What the camera wrote into the file (Exif 2.32): when, where, and which side is up. It proves nothing by
//! itself: a clock may be wrong, and anyone can write these fields. Missing or odd fields are simply not told.

use exif::{Exif, In, Rational, Reader, Tag, Value};
use std::io::Cursor;

/// What the file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// When it was taken by the camera's clock, `2024-05-14T08:12:33`, without a zone.
    pub taken: Option<String>,
    /// Where, in millionths of a degree north and east.
    pub position: Option<(i64, i64)>,
    /// Which side is up, from 1 to 8 as Exif counts.
    pub orientation: u8,
}

/// Reads what the file says; a file that says nothing, or cannot be read, tells nothing.
#[must_use]
pub fn told(bytes: &[u8]) -> Told {
    let read = Reader::new().read_from_container(&mut Cursor::new(bytes));
    let Ok(exif) = read else { return Told { orientation: 1, ..Told::default() } };
    let orientation = exif.get_field(Tag::Orientation, In::PRIMARY);
    let orientation = orientation.and_then(|field| field.value.get_uint(0));
    let orientation = orientation.and_then(|value| u8::try_from(value).ok());
    Told {
        taken: taken(&exif),
        position: position(&exif),
        orientation: orientation.filter(|value| (1..=8).contains(value)).unwrap_or(1),
    }
}

fn taken(exif: &Exif) -> Option<String> {
    let field = exif.get_field(Tag::DateTimeOriginal, In::PRIMARY)?;
    let Value::Ascii(texts) = &field.value else { return None };
    let text = std::str::from_utf8(texts.first()?).ok()?;
    let parsed = exif::DateTime::from_ascii(text.as_bytes()).ok()?;
    let valid = (1990..2200).contains(&parsed.year)
        && (1..=12).contains(&parsed.month)
        && (1..=31).contains(&parsed.day)
        && parsed.hour < 24
        && parsed.minute < 60
        && parsed.second < 60;
    valid.then(|| {
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            parsed.year, parsed.month, parsed.day, parsed.hour, parsed.minute, parsed.second
        )
    })
}

fn position(exif: &Exif) -> Option<(i64, i64)> {
    let north = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, b'S', 90)?;
    let east = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, b'W', 180)?;
    // Phones without a fix write zeros.
    ((north, east) != (0, 0)).then_some((north, east))
}

/// Degrees, minutes, seconds to millionths of a degree.
fn degrees(exif: &Exif, tag: Tag, side: Tag, negative: u8, most: i64) -> Option<i64> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    let [degrees, minutes, seconds] = parts.get(..3)? else { return None };
    let millionths = |part: &Rational, of: i128| {
        let denominator = i128::from(part.denom);
        (denominator != 0).then(|| i128::from(part.num) * 1_000_000 / (denominator * of))
    };
    let sum = millionths(degrees, 1)? + millionths(minutes, 60)? + millionths(seconds, 3600)?;
    let sum = i64::try_from(sum).ok().filter(|sum| *sum <= most * 1_000_000)?;
    let Value::Ascii(side) = &exif.get_field(side, In::PRIMARY)?.value else { return None };
    let is_negative = side.first()?.first()?.eq_ignore_ascii_case(&negative);
    Some(if is_negative { -sum } else { sum })
}
