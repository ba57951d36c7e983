//! The file under the pages: opened with hayro-syntax, its streams unpacked by us with a bound. Keeps the file's bytes
//! and the list of its pages; a page's content is unpacked when it is asked for and forgotten after.

use super::fault::PdfFault;
use super::guard;
use flate2::read::DeflateDecoder;
use hayro_syntax::object::{Array, Dict, Object, Stream};
use hayro_syntax::page::Page;
use hayro_syntax::{Filter, LoadPdfError, Pdf};
use std::io::Read;

/// A font's tables.
pub(super) const FONT_BYTES: usize = 8 << 20;
/// All that one page draws, its forms included. The largest page of a real statement has 40 kB.
pub(super) const PAGE_BYTES: usize = 64 << 20;
/// Filters that unpack little, or that no writer of statements uses: their packed bytes are bounded.
const OTHER_PACKED_BYTES: usize = 64 << 10;

/// Opens a file.
pub(super) fn open(bytes: Vec<u8>) -> Result<Pdf, PdfFault> {
    guard::check(&bytes)?;
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PdfFault::Encrypted,
        LoadPdfError::Invalid => PdfFault::Broken,
    })?;
    let count = {
        let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
        let tree = root.and_then(|root| root.get::<Dict<'_>>("Pages"));
        tree.and_then(|tree| tree.get::<i32>("Count")).and_then(|count| usize::try_from(count).ok())
    };
    // The library passes over pages that are not in the file; their rows would be lost.
    let missing = count.is_none_or(|count| count > pdf.pages().len());
    if pdf.pages().is_empty() || missing { Err(PdfFault::Broken) } else { Ok(pdf) }
}

/// What a page draws, its streams in order. A stream that is named and not in the file is a fault.
pub(super) fn content(page: &Page<'_>) -> Result<Vec<u8>, PdfFault> {
    let dict: &Dict<'_> = page.raw();
    let mut content = Vec::new();
    if let Some(stream) = dict.get::<Stream<'_>>("Contents") {
        content = decoded(&stream, PAGE_BYTES)?;
    } else if let Some(array) = dict.get::<Array<'_>>("Contents") {
        let mut parts = 0;
        for part in array.iter::<Object<'_>>() {
            let Object::Stream(stream) = part else { return Err(PdfFault::Broken) };
            content.extend(decoded(&stream, PAGE_BYTES - content.len().min(PAGE_BYTES))?);
            content.push(b'\n');
            parts += 1;
        }
        if parts != array.raw_iter().count() {
            return Err(PdfFault::Broken);
        }
    } else if dict.contains_key("Contents") {
        return Err(PdfFault::Broken);
    }
    Ok(content)
}

/// A stream's bytes, unpacked, at most `limit` of them.
pub(super) fn decoded(stream: &Stream<'_>, limit: usize) -> Result<Vec<u8>, PdfFault> {
    let filters = stream.filters();
    let raw = stream.raw_data();
    let predicted = stream.dict().contains_key("DecodeParms") || stream.dict().contains_key("DP");
    let bytes = match filters[..] {
        [] => raw.into_owned(),
        [Filter::FlateDecode] => {
            let bytes = inflate(&raw, limit)?;
            if predicted { whole(stream)? } else { bytes }
        }
        [Filter::AsciiHexDecode | Filter::Ascii85Decode] => whole(stream)?,
        _ if raw.len() <= OTHER_PACKED_BYTES && filters.len() <= 2 => {
            let flates = filters.iter().filter(|filter| **filter == Filter::FlateDecode).count();
            let lzws = filters.iter().filter(|filter| **filter == Filter::LzwDecode).count();
            let runs = filters.iter().filter(|filter| **filter == Filter::RunLengthDecode).count();
            if flates + lzws + runs > 1 {
                return Err(PdfFault::TooLarge);
            }
            whole(stream)?
        }
        _ => return Err(PdfFault::TooLarge),
    };
    if bytes.len() > limit { Err(PdfFault::TooLarge) } else { Ok(bytes) }
}

fn whole(stream: &Stream<'_>) -> Result<Vec<u8>, PdfFault> {
    stream.decoded_data().map(std::borrow::Cow::into_owned).map_err(|_| PdfFault::Broken)
}

/// Unpacks deflated bytes, with the head of zlib or without, to the end of their last block. The checksum behind it is
/// not looked at, as in every reader; a stream that breaks off is broken, for rows would be lost.
pub(super) fn inflate(packed: &[u8], limit: usize) -> Result<Vec<u8>, PdfFault> {
    if packed.is_empty() {
        return Ok(Vec::new());
    }
    let head = matches!(packed, [method, flags, ..]
        if method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)).is_multiple_of(31));
    let body = if head { &packed[2..] } else { packed };
    let mut bytes = Vec::with_capacity((packed.len() * 4).min(limit));
    let bound = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let ended = DeflateDecoder::new(body).take(bound).read_to_end(&mut bytes);
    if bytes.len() > limit {
        return Err(PdfFault::TooLarge);
    }
    ended.map(|_| bytes).map_err(|_| PdfFault::Broken)
}
