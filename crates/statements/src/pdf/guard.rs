//! Looks at a file before the PDF library does: the streams that the library unpacks whole when it opens a file (tables
//! of places, streams of objects) are unpacked here first, with a bound, so that a few kilobytes cannot become gigabytes.

use super::fault::PdfFault;
use super::source::inflate;
use memchr::memmem;

/// All object streams and tables of places of one file. A statement of 12,000 pages has 12 MB of them.
const UNPACKED_BYTES: usize = 192 << 20;
/// Encrypted ones cannot be unpacked here: what deflate can make of these is bearable.
const ENCRYPTED_BYTES: usize = 256 << 10;
/// How far before its data a stream's dictionary begins, at most, where its end is no mark enough.
const DICTIONARY_BYTES: usize = 4096;
/// How many filters on top of each other are looked at.
const MOST_FILTERS: usize = 1;

/// Refuses a file whose structure unpacks to more than any statement needs.
pub(super) fn check(bytes: &[u8]) -> Result<(), PdfFault> {
    let encrypted = memmem::find(bytes, b"/Encrypt").is_some();
    let (mut unpacked, mut packed) = (0usize, 0usize);
    for found in memmem::find_iter(bytes, b"stream") {
        if bytes[..found].ends_with(b"end") {
            continue;
        }
        let start = memmem::rfind(&bytes[found.saturating_sub(DICTIONARY_BYTES)..found], b" obj");
        let dictionary = match start {
            Some(start) => &bytes[found.saturating_sub(DICTIONARY_BYTES) + start..found],
            None => &bytes[found.saturating_sub(DICTIONARY_BYTES)..found],
        };
        // `#` may spell any of the names in another way.
        let structural = [&b"ObjStm"[..], b"XRef", b"#"];
        if !structural.iter().any(|name| memmem::find(dictionary, name).is_some()) {
            continue;
        }
        let data = data_after(bytes, found);
        packed = packed.saturating_add(data.len());
        if memmem::find_iter(dictionary, b"Decode").count() > MOST_FILTERS + 2
            || !flate_only(dictionary)
        {
            return Err(PdfFault::TooLarge);
        }
        match inflate(data, UNPACKED_BYTES - unpacked) {
            Ok(bytes) => unpacked += bytes.len(),
            Err(PdfFault::TooLarge) => return Err(PdfFault::TooLarge),
            // Not deflated, or encrypted: the library will say so itself.
            Err(_) => {}
        }
    }
    if encrypted && packed > ENCRYPTED_BYTES { Err(PdfFault::TooLarge) } else { Ok(()) }
}

/// The bytes of a stream: behind the keyword's line end, to `endstream`.
fn data_after(bytes: &[u8], keyword: usize) -> &[u8] {
    let rest = &bytes[keyword + b"stream".len()..];
    let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
    let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    let end = memmem::find(rest, b"endstream").unwrap_or(rest.len());
    &rest[..end]
}

fn flate_only(dictionary: &[u8]) -> bool {
    let flates = memmem::find_iter(dictionary, b"/Fl").count();
    let others = [&b"LZW"[..], b"RunLength", b"/RL", b"Crypt"];
    flates <= 1 && !others.iter().any(|name| memmem::find(dictionary, name).is_some())
}
