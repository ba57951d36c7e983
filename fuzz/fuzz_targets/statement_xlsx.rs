//! Any cells in a sheet under a bank's headings (rows end with a line feed, cells with a unit separator), or, where
//! the first byte is odd, any bytes as the sheet itself: no panic, no endless loop, and every row's numbers in order.
#![no_main]

use chungtay_statements::{Row, open};
use libfuzzer_sys::fuzz_target;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

const HEADINGS: [&str; 6] =
    ["Ngày giao dịch", "Số chứng từ", "Ghi nợ", "Ghi có", "Số dư", "Nội dung"];
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const SHEET: &str =
    r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;

fn escaped(text: &str) -> String {
    let shown = text.chars().filter(|letter| *letter == '\t' || !letter.is_control());
    let shown: String = shown.collect();
    shown.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A cell's first character says its type: `n` a number, `d` a day, `f` a formula's text, else a text.
fn cell(sheet: &mut String, text: &str) {
    let (class, rest) =
        text.split_at(text.char_indices().nth(1).map_or(text.len(), |(end, _)| end));
    let value = escaped(rest);
    // A string cannot fail to be written to.
    let _ = match class {
        "n" => write!(sheet, "<c><v>{value}</v></c>"),
        "d" => write!(sheet, "<c t=\"d\"><v>{value}</v></c>"),
        "f" => write!(sheet, "<c t=\"str\"><f>1+1</f><v>{value}</v></c>"),
        _ => write!(sheet, "<c t=\"inlineStr\"><is><t>{}</t></is></c>", escaped(text)),
    };
}

fn sheet(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut sheet = format!("{SHEET}<row>");
    HEADINGS.iter().for_each(|heading| cell(&mut sheet, &format!(" {heading}")));
    sheet.push_str("</row>");
    for row in text.split('\n') {
        sheet.push_str("<row>");
        row.split('\u{1f}').for_each(|text| cell(&mut sheet, text));
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    sheet.into_bytes()
}

fn workbook(sheet: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        file.start_file(name, SimpleFileOptions::default())?;
        file.write_all(bytes)?;
    }
    Ok(file.finish()?.into_inner())
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let sheet = if first % 2 == 1 { rest.to_vec() } else { sheet(rest) };
    let Ok(file) = workbook(&sheet) else { return };
    let Ok(mut statement) = open(Cursor::new(file)) else { return };
    let mut rows = 0;
    while let Ok(Some(row)) = statement.next_row() {
        rows += 1;
        match row {
            Row::Good(row) => assert_eq!(row.row_number, rows),
            Row::Foreign(row) => assert_eq!(row.row_number, rows),
            Row::Bad(row) => assert!(!row.problems.is_empty() && row.row_number == rows),
        }
    }
});
