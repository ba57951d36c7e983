//! PDFs made to do harm: loops, and kilobytes that unpack to gigabytes. Each is refused in moments, with a bound.

use chungtay_statements::{FileError, PdfFault, open};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

/// A PDF of these objects, numbered from 1; the first is the catalogue.
pub fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    let count = objects.len() + 1;
    bytes.extend(format!("xref\n0 {count}\n0000000000 65535 f \n").bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let trailer = format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
    bytes.extend(trailer.bytes());
    bytes
}

pub fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<< {dictionary} /Length {} >>\nstream\n", data.len()).into_bytes();
    bytes.extend(data);
    bytes.extend(b"\nendstream");
    bytes
}

/// So many mebibytes of `q `, deflated.
fn bomb(mebibytes: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let chunk = b"q ".repeat(1 << 19);
    for _ in 0..mebibytes {
        encoder.write_all(&chunk).unwrap();
    }
    encoder.finish().unwrap()
}

const CATALOGUE: &[u8] = b"<< /Type /Catalog /Pages 2 0 R >>";
const PAGES: &[u8] = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
const PAGE: &[u8] = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
    /Resources << /XObject << /F 5 0 R >> /Font << /A 5 0 R >> >> >>";

/// A file of one page with this content and one object more.
fn with(content: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![CATALOGUE.to_vec(), PAGES.to_vec(), PAGE.to_vec(), content];
    objects.extend_from_slice(more);
    pdf(&objects)
}

fn refused(bytes: Vec<u8>) -> PdfFault {
    let start = Instant::now();
    let fault = match open(Cursor::new(bytes)) {
        Err(FileError::Pdf { fault, .. }) => fault,
        other => panic!("{other:?}"),
    };
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    fault
}

#[test]
fn loops_end() {
    let tree = b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 1 >>".to_vec();
    let child = b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 9 >>".to_vec();
    assert_eq!(refused(pdf(&[CATALOGUE.to_vec(), tree, child])), PdfFault::Broken);
    let form = "/Type /XObject /Subtype /Form /Resources << /XObject << /F 6 0 R /G 5 0 R >> >>";
    let forms = [stream(form, b"/F Do /F Do"), stream(form, b"/G Do /G Do /F Do")];
    let fault = refused(with(stream("", b"/F Do"), &forms));
    assert!(matches!(fault, PdfFault::Broken | PdfFault::TooLarge), "{fault:?}");
}

#[test]
fn what_unpacks_without_end_is_refused() {
    let flate = "/Filter /FlateDecode";
    assert_eq!(refused(with(stream(flate, &bomb(256)), &[])), PdfFault::TooLarge);
    let objects = stream(&format!("/Type /ObjStm /N 1 /First 4 {flate}"), &bomb(256));
    assert_eq!(refused(with(stream("", b"q"), &[objects])), PdfFault::TooLarge);
    let hidden = stream(&format!("/Type /Obj#53tm /N 1 /First 4 {flate}"), &bomb(256));
    assert_eq!(refused(with(stream("", b"q"), &[hidden])), PdfFault::TooLarge);
    let font = b"<< /Type /Font /Subtype /TrueType /BaseFont /Arial >>".to_vec();
    let mut letters = b"BT /A 9 Tf ".to_vec();
    letters.extend(b"(xxxxxxxxxxxxxxxx) Tj ".repeat(50_000));
    assert_eq!(refused(with(stream("", &letters), &[font])), PdfFault::TooLarge);
}

#[test]
fn brackets_without_end_are_refused() {
    assert_eq!(refused(with(stream("", &b"[[".repeat(200_000)), &[])), PdfFault::Broken);
    assert_eq!(refused(with(stream("", b"BT (cut"), &[])), PdfFault::Broken);
    let kids = [b"<< /Kids ".to_vec(), b"[".repeat(500_000), b"] >>".to_vec()].concat();
    assert_eq!(refused(pdf(&[CATALOGUE.to_vec(), kids])), PdfFault::Broken);
}

#[test]
fn a_scan_is_told() {
    let picture = stream("/Subtype /Image /Width 9 /Height 9", b"xx");
    assert_eq!(refused(with(stream("", b"/F Do"), &[picture])), PdfFault::NoText);
}
