//! What a file is by its bytes, and whether it is that and nothing else: no bytes after its end (a ZIP behind a
//! photo, a web page behind a paper), nothing missing. Names of files say nothing.

use crate::{Fault, MOST_BYTES};

/// A kind of file that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// ISO/IEC 10918.
    Jpeg,
    /// W3C PNG.
    Png,
    /// RFC 9649.
    WebP,
    /// ISO 32000.
    Pdf,
}

/// The kind of a whole file.
pub fn kind_of(bytes: &[u8]) -> Result<Kind, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::TooLarge { bytes: bytes.len() as u64, most: MOST_BYTES as u64 });
    }
    if bytes.starts_with(b"\xff\xd8\xff") {
        return ends(Kind::Jpeg, jpeg_end(bytes), bytes);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return ends(Kind::Png, png_end(bytes)?, bytes);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return ends(Kind::WebP, webp_end(bytes)?, bytes);
    }
    if bytes.starts_with(b"%PDF-") {
        return pdf(bytes);
    }
    let brand = bytes.get(4..12);
    let heic = [&b"ftypheic"[..], b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftyphevc", b"ftypavif"];
    if brand.is_some_and(|brand| heic.contains(&brand)) {
        return Err(Fault::Heic);
    }
    Err(Fault::UnknownKind)
}

fn ends(kind: Kind, end: Option<usize>, bytes: &[u8]) -> Result<Kind, Fault> {
    let end = end.filter(|end| *end <= bytes.len()).ok_or(Fault::CutShort(kind))?;
    let rest = &bytes[end..];
    // Cameras fill up with zeros.
    if rest.iter().all(|byte| *byte == 0) {
        return Ok(kind);
    }
    // Phones put smaller pictures and brightness maps behind the photo: whole JPEGs, and only those.
    if kind == Kind::Jpeg && rest.starts_with(b"\xff\xd8\xff") {
        return ends(kind, jpeg_end(rest), rest);
    }
    Err(Fault::Trailing { kind, bytes: rest.len() as u64 })
}

/// The place after the end-of-image marker: segments by their lengths, scans up to their next marker.
fn jpeg_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xff => at += 1,
            0xd9 => return Some(at + 2),
            0x01 | 0xd0..=0xd7 => at += 2,
            _ => {
                let length = bytes.get(at + 2..at + 4)?;
                at += 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
                if marker == 0xda {
                    at = scan_end(bytes, at)?;
                }
            }
        }
    }
}

/// The next marker within or after a scan that is neither stuffing nor a restart.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let is_end = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
    rest.windows(2).position(is_end).map(|place| from + place)
}

fn png_end(bytes: &[u8]) -> Result<Option<usize>, Fault> {
    let mut at = 8;
    loop {
        let Some(head) = bytes.get(at..at + 8) else { return Ok(None) };
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        if &head[4..8] == b"acTL" {
            return Err(Fault::Animated);
        }
        at = at.saturating_add(length).saturating_add(12);
        if &head[4..8] == b"IEND" {
            return Ok(Some(at));
        }
    }
}

fn webp_end(bytes: &[u8]) -> Result<Option<usize>, Fault> {
    let Some(size) = bytes.get(4..8) else { return Ok(None) };
    let size = u32::from_le_bytes([size[0], size[1], size[2], size[3]]) as usize;
    let end = size.saturating_add(8);
    if bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 0x02 != 0) {
        return Err(Fault::Animated);
    }
    Ok(Some(end.saturating_add(size & 1)).filter(|end| *end <= bytes.len()).or(Some(end)))
}

/// A paper: ends with its last `%%EOF`, and neither runs anything nor carries another file.
fn pdf(bytes: &[u8]) -> Result<Kind, Fault> {
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    let mark = tail.windows(5).rposition(|window| window == b"%%EOF");
    let mark = mark.ok_or(Fault::CutShort(Kind::Pdf))?;
    let rest = &tail[mark + 5..];
    if !rest.iter().all(|byte| matches!(byte, b'\r' | b'\n' | b' ' | b'\t' | 0)) {
        return Err(Fault::Trailing { kind: Kind::Pdf, bytes: rest.len() as u64 });
    }
    // Another archive's directory may stand before the end mark, within a comment or a stream.
    if bytes.windows(4).any(|window| window == b"PK\x05\x06") {
        return Err(Fault::ActivePaper("ZIP"));
    }
    for (word, shown) in [
        (&b"/JavaScript"[..], "JavaScript"),
        (b"/JS", "JavaScript"),
        (b"/Launch", "Launch"),
        (b"/EmbeddedFile", "EmbeddedFile"),
        (b"/RichMedia", "RichMedia"),
    ] {
        let is_there = |at: usize| {
            let next = bytes.get(at + word.len()).copied().unwrap_or(b' ');
            bytes[at..].starts_with(word) && (!next.is_ascii_alphanumeric() || next == b's')
        };
        if (0..bytes.len().saturating_sub(word.len())).any(is_there) {
            return Err(Fault::ActivePaper(shown));
        }
    }
    Ok(Kind::Pdf)
}
