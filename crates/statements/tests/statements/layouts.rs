//! Headers, separators, encodings and kinds of files that a statement may come in.

use chungtay_ledger::date::Date;
use chungtay_ledger::money::Dong;
use chungtay_statements::{
    AmountStyle, Column, FileError, FileKind, Row, StatementRow, Thousands, file_kind, open,
};
use std::io::Cursor;
use std::path::{Path, PathBuf};

fn only_row<T>(text: &str, check: impl FnOnce(StatementRow<'_>) -> T) -> T {
    let mut statement = open(Cursor::new(text)).unwrap();
    match statement.next_row().unwrap() {
        Some(Row::Good(row)) => check(row),
        other => panic!("{other:?}"),
    }
}

#[test]
fn columns_stand_in_any_order_under_any_of_their_headings() {
    let text = "\u{feff}NGÂN HÀNG\r\nTài khoản;123\r\n\r\n\
        STT;Nội dung chi tiết/ Transactions in detail;Số dư/ Balance;Ghi có;Ghi nợ;Chi nhánh;\
        Ngày GD/ TNX Date;Tài khoản đối ứng\r\n\
        1;\"Ủng hộ; \"\"đồng bào\"\"\r\nlũ lụt\";-1,000.00;;163,000;0; 05/09/2024 ;0123\r\n";
    only_row(text, |row| {
        assert_eq!((row.row_number, row.line_number, row.page), (1, 5, None));
        assert_eq!(row.date, Date::new(2024, 9, 5).unwrap());
        assert_eq!((row.debit, row.credit, row.amount()), (Dong(163_000), Dong(0), Dong(-163_000)));
        assert_eq!(row.balance, Some(Dong(-1_000)));
        assert_eq!(row.memo, "Ủng hộ; \"đồng bào\"\r\nlũ lụt");
        assert_eq!((row.document_number, row.counter_account), ("", "0123"));
    });
    let statement = open(Cursor::new(text)).unwrap();
    let layout = statement.layout();
    assert_eq!((layout.format, layout.header_line), ("delimited", 4));
    assert_eq!(layout.amount_style, Some(AmountStyle { thousands: Thousands::Commas }));
    assert_eq!(layout.heading(Column::Credit), Some("Ghi có"));
    assert_eq!(layout.unread_headings, ["Chi nhánh"]);
}

#[test]
fn a_head_without_the_columns_names_what_was_sought_and_found() {
    let refused = open(Cursor::new("Ngày GD,Số tiền\n01/09/2024,5\n")).unwrap_err();
    let FileError::HeaderNotFound { missing, line_number, found } = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(missing, [Column::Credit, Column::Memo]);
    assert_eq!((line_number, found), (1, vec!["Ngày GD".to_owned(), "Số tiền".to_owned()]));
}

/// A line of the head block that could be read two ways is no obstacle; a header is.
#[test]
fn a_header_with_two_credit_columns_is_refused_by_name() {
    let text = "Số dư,Số dư\nNgày,Có,Nội dung\n01/09/2024,5,x\n";
    only_row(text, |row| assert_eq!((row.credit, row.line_number), (Dong(5), 3)));
    let refused = open(Cursor::new("Ngày,Ghi có,Credit,Nội dung\n01/09/2024,5,,x\n")).unwrap_err();
    assert!(
        matches!(&refused, FileError::AmbiguousColumn { column: Column::Credit, headings }
            if headings[..] == ["Ghi có", "Credit"]),
        "{refused:?}"
    );
}

#[test]
fn empty_files_and_other_encodings_are_named() {
    assert!(matches!(open(Cursor::new(&b""[..])), Err(FileError::Empty)));
    assert!(matches!(open(Cursor::new(&b" \r\n\n"[..])), Err(FileError::Empty)));
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend("Ngày,Có,Nội dung\n01/09/2024,5,x\n".encode_utf16().flat_map(u16::to_le_bytes));
    let mut statement = open(Cursor::new(utf16)).unwrap();
    assert!(matches!(statement.next_row(), Ok(Some(Row::Good(row))) if row.credit == Dong(5)));
    let binary = open(Cursor::new(&b"\xff\x00\x01\x02\n\xfa,\xfb\n"[..]));
    assert!(matches!(binary, Err(FileError::HeaderNotFound { .. })), "{binary:?}");
}

fn samples() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/statements");
    let present = folder.is_dir();
    if !present {
        println!("skipped: shared data absent");
    }
    present.then_some(folder)
}

/// Real files of other kinds are told by their first bytes, so the refusal can say what they are.
#[test]
fn real_files_of_other_kinds_are_recognised() {
    let Some(folder) = samples() else { return };
    let kind = |path: PathBuf| file_kind(&std::fs::read(path).unwrap());
    assert_eq!(kind(folder.join("tables/vcb-web-export.xlsx")), FileKind::Zip);
    assert_eq!(kind(folder.join("tables/vcb-corporate.xls")), FileKind::ExcelBinary);
    assert_eq!(kind(folder.join("tables/agribank-html-utf8.xls")), FileKind::Html);
    assert_eq!(kind(folder.join("tables/agribank-html-windows-1258.xls")), FileKind::Html);
    assert_eq!(kind(folder.join("pdf/agribank-2024-09-10-page12.pdf")), FileKind::Pdf);
    let mut unrecognised = Vec::new();
    for (name, expected) in
        [("camt", FileKind::Xml), ("mt940", FileKind::Mt940), ("ofx", FileKind::Ofx)]
    {
        for entry in std::fs::read_dir(folder.join(name)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() && path.extension().is_some_and(|end| end != "tsv") {
                let found = kind(path.clone());
                let known = found == expected || found == FileKind::Xml;
                if !known {
                    unrecognised.push((path.file_name().unwrap().to_owned(), found));
                }
            }
        }
    }
    println!("told apart only by a look past the first bytes: {unrecognised:?}");
    assert!(unrecognised.len() <= 8, "{unrecognised:?}");
}
