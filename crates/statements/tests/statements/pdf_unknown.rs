//! A PDF whose headings nobody knows: what its columns may be is proposed, and it is read by the columns that were
//! chosen, or by a saved layout, on its first page and on the next, which has no head.

use super::pdf_hostile::{pdf, stream};
use chungtay_statements::{ChosenLayout, Column, Guide, Row, Sureness, open, open_guided, preview};
use std::fmt::Write as _;
use std::io::Cursor;

const EDGES: [u32; 7] = [40, 110, 200, 300, 400, 500, 800];
const HEADINGS: [&str; 6] =
    ["Dato", "Referanse", "Ut av kontoen", "Inn til kontoen", "Saldo", "Tekst"];
/// Day, money out, money in, balance, text.
const ROWS: [(&str, &str, &str, &str, &str); 7] = [
    ("01/09/2024", "", "50,000", "1,050,000", "ung ho dong bao"),
    ("01/09/2024", "", "20,000", "1,070,000", "gop them"),
    ("02/09/2024", "5,500", "", "1,064,500", "phi chuyen tien"),
    ("02/09/2024", "", "135,500", "1,200,000", "NGUYEN THI T ung ho"),
    ("03/09/2024", "", "300,000", "1,500,000", "tap the lop 9A"),
    ("04/09/2024", "200,000", "", "1,300,000", "mua xi mang"),
    ("05/09/2024", "", "1,000", "1,301,000", "mot nghin"),
];
const COLUMNS: [(Column, usize); 5] = [
    (Column::Date, 0),
    (Column::Debit, 2),
    (Column::Credit, 3),
    (Column::Balance, 4),
    (Column::Memo, 5),
];

/// A table from the top of a page down, ruled on all sides.
fn page(rows: &[[&str; 6]]) -> Vec<u8> {
    let mut content = String::from("0.5 w\n");
    let bottom = 520 - 20 * u32::try_from(rows.len()).unwrap();
    for edge in EDGES {
        writeln!(content, "{edge} {bottom} m {edge} 520 l S").unwrap();
    }
    for (index, cells) in rows.iter().enumerate() {
        let top = 520 - 20 * u32::try_from(index).unwrap();
        writeln!(content, "40 {top} m 800 {top} l S").unwrap();
        for (cell, left) in cells.iter().zip(EDGES) {
            let (left, base) = (left + 4, top - 14);
            writeln!(content, "BT /A 9 Tf {left} {base} Td ({cell}) Tj ET").unwrap();
        }
    }
    writeln!(content, "40 {bottom} m 800 {bottom} l S").unwrap();
    stream("", content.as_bytes())
}

fn file() -> Vec<u8> {
    let row = |index: usize| {
        let (day, debit, credit, balance, text) = ROWS[index];
        [day, ["R1", "R2", "R3", "R4", "R5", "R6", "R7"][index], debit, credit, balance, text]
    };
    let first: Vec<[&str; 6]> = std::iter::once(HEADINGS).chain((0..5).map(row)).collect();
    let second: Vec<[&str; 6]> = (5..7).map(row).collect();
    let page_object = |content: u32| {
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents {content} 0 R \
             /Resources << /Font << /A 5 0 R >> >> >>"
        )
        .into_bytes()
    };
    pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>".to_vec(),
        page_object(4),
        page(&first),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
        page_object(7),
        page(&second),
    ])
}

/// Every row as in [`ROWS`], with its page and its place there; and the headings.
fn read(guide: &Guide) -> (Vec<String>, Vec<String>) {
    let mut statement = open_guided(Cursor::new(file()), guide).unwrap();
    let mut rows = Vec::new();
    while let Some(row) = statement.next_row().unwrap() {
        let Row::Good(row) = row else { panic!("{row:?}") };
        let place = (row.page.unwrap(), row.row_on_page.unwrap());
        let balance = row.balance.unwrap().0;
        rows.push(format!(
            "{} {} {} {balance} {} {place:?}",
            row.date, row.debit.0, row.credit.0, row.memo
        ));
    }
    (rows, statement.layout().head.clone())
}

fn expected() -> Vec<String> {
    let number = |text: &str| text.replace(',', "").parse::<i64>().unwrap_or(0);
    let rows = ROWS.iter().enumerate().map(|(index, (day, debit, credit, balance, text))| {
        let place = if index < 5 { (1, index + 1) } else { (2, index - 4) };
        let parts: Vec<&str> = day.split('/').collect();
        let day = format!("{}-{}-{}", parts[2], parts[1], parts[0]);
        let [debit, credit, balance] = [debit, credit, balance].map(|text| number(text));
        format!("{day} {debit} {credit} {balance} {text} {place:?}")
    });
    rows.collect()
}

#[test]
fn columns_of_an_unknown_pdf_are_proposed_chosen_and_saved() {
    assert!(open(Cursor::new(file())).is_err(), "nobody knows these headings");
    let found = preview(Cursor::new(file())).unwrap();
    assert_eq!(found.head, HEADINGS);
    assert!(!found.is_known && found.missing.is_empty(), "{found:?}");
    let of = |column: Column| {
        let proposed = found.columns.iter().find(|proposed| proposed.column == column).unwrap();
        (proposed.cell, proposed.sure)
    };
    assert_eq!(of(Column::Balance), (4, Sureness::Balances));
    assert_eq!(of(Column::Credit), (3, Sureness::Balances));
    assert_eq!(of(Column::Debit), (2, Sureness::Balances));
    assert_eq!((of(Column::Date).0, of(Column::Memo).0), (0, 5));

    let chosen = |head: Vec<String>| ChosenLayout { columns: COLUMNS.to_vec(), head };
    let forced = Guide { forced: Some(chosen(Vec::new())), saved: Vec::new() };
    let (rows, head) = read(&forced);
    assert_eq!(rows, expected());
    assert_eq!(head, HEADINGS);
    let saved = Guide { forced: None, saved: vec![chosen(head)] };
    assert_eq!(read(&saved).0, expected());
    let other = Guide { forced: None, saved: vec![chosen(vec!["Dato".into(), "Tekst".into()])] };
    assert!(open_guided(Cursor::new(file()), &other).is_err());
}
