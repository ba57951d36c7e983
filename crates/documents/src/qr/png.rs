//! PNG (W3C, third edition) of one bit a pixel in greyscale: all that a code needs. Reads nothing.

use super::Qr;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use std::io::Write;

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// The code with its quiet zone, `scale` pixels to a module.
pub(super) fn draw(code: &Qr, scale: u32) -> Vec<u8> {
    let side = code.width() * scale;
    let mut header = [side.to_be_bytes(), side.to_be_bytes()].concat();
    // One bit, greyscale, deflate, no filter method but the first, not interlaced.
    header.extend([1, 0, 0, 0, 0]);
    let mut file = SIGNATURE.to_vec();
    push_chunk(&mut file, *b"IHDR", &header);
    push_chunk(&mut file, *b"IDAT", &pixels(code, scale));
    push_chunk(&mut file, *b"IEND", &[]);
    file
}

/// Rows of bits, each after its filter byte, deflated.
fn pixels(code: &Qr, scale: u32) -> Vec<u8> {
    let side = code.width() * scale;
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    for row in 0..code.width() {
        let mut bits = vec![0u8; 1 + side.div_ceil(8) as usize];
        for column in (0..side).filter(|column| !code.is_dark(column / scale, row)) {
            bits[1 + (column / 8) as usize] |= 0x80 >> (column % 8);
        }
        for _ in 0..scale {
            // Writing to memory cannot fail.
            let _ = packed.write_all(&bits);
        }
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
