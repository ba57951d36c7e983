//! The outer form of PNG (W3C, third edition): signature, chunks and their sums. What is in a picture is said by whoever
//! draws it. Reads nothing.

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use std::io::Write;

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// How a picture's pixels are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pixels<'a> {
    /// One bit each, from black to white.
    Bits,
    /// One byte each: the place of a colour (red, green, blue) in a list of at most 256.
    Palette(&'a [[u8; 3]]),
}

/// A picture whose rows are given as they are packed, without their filter bytes.
pub(crate) fn file<'a>(
    (width, height): (u32, u32),
    pixels: Pixels<'_>,
    rows: impl Iterator<Item = &'a [u8]>,
) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    // Bits, kind of colour, deflate, the first filter method, not interlaced.
    header.extend(match pixels {
        Pixels::Bits => [1, 0, 0, 0, 0],
        Pixels::Palette(_) => [8, 3, 0, 0, 0],
    });
    let mut file = SIGNATURE.to_vec();
    push_chunk(&mut file, *b"IHDR", &header);
    if let Pixels::Palette(colours) = pixels {
        push_chunk(&mut file, *b"PLTE", &colours.concat());
    }
    push_chunk(&mut file, *b"IDAT", &packed(rows));
    push_chunk(&mut file, *b"IEND", &[]);
    file
}

/// Every row after a filter byte that says: as it is.
fn packed<'a>(rows: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    for row in rows {
        // Writing to memory cannot fail.
        let _ = packed.write_all(&[0]).and_then(|()| packed.write_all(row));
    }
    packed.finish().unwrap_or_default()
}

fn push_chunk(file: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    file.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    let checked = file.len();
    file.extend(name);
    file.extend_from_slice(data);
    let mut sum = Crc::new();
    sum.update(&file[checked..]);
    file.extend(sum.sum().to_be_bytes());
}
