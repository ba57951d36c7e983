//! Files in which something looks like a line in đồng and is none, or is one only if it is read well: other
//! currencies, sums and balances, reversals, names of elsewhere. Each made here; the other end: the lines as a person
//! reads them.

use chungtay_statements::{FileError, Own, Printed, Row, open, preview, rule_of};
use std::io::{Cursor, Write};

/// A line: day, amount, memo; a foreign one with its currency, a bad one with its problem.
type Line = (String, i64, String);

fn read(bytes: &[u8]) -> Result<(Vec<Line>, Vec<Printed>), FileError> {
    let mut statement = open(Cursor::new(bytes.to_vec()))?;
    let mut lines = Vec::new();
    while let Some(row) = statement.next_row()? {
        lines.push(match row {
            Row::Good(row) => (row.date.to_string(), row.amount().0, row.memo.to_owned()),
            Row::Foreign(row) => {
                let code = String::from_utf8_lossy(&row.currency.code).into_owned();
                (row.date.to_string(), row.amount, code)
            }
            Row::Bad(bad) => (String::new(), 0, bad.problems[0].to_string()),
        });
    }
    Ok((lines, statement.printed().to_vec()))
}

fn lines(bytes: &[u8]) -> Vec<Line> {
    read(bytes).unwrap().0
}

fn line(day: &str, amount: i64, memo: &str) -> Line {
    (format!("2024-09-{day}"), amount, memo.to_owned())
}

/// A page with one table, its cells between bars.
fn page(rows: &[&str]) -> Vec<u8> {
    let row = |row: &&str| format!("<tr><td>{}</td></tr>\n", row.replace('|', "</td><td>"));
    let rows: String = rows.iter().map(row).collect();
    format!("<html><meta charset=utf-8><table>{rows}</table></html>").into_bytes()
}

/// A workbook of one sheet: cells between bars, numbers after `=`.
fn workbook(rows: &[&str]) -> Vec<u8> {
    let cell = |row: usize, index: usize, text: &str| {
        let place = char::from(b'A' + u8::try_from(index).unwrap());
        match text.strip_prefix('=') {
            Some(number) => format!("<c r=\"{place}{row}\"><v>{number}</v></c>"),
            None => format!("<c r=\"{place}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        }
    };
    let row = |(row, cells): (usize, &&str)| {
        let cells = cells.split('|').enumerate().filter(|(_, text)| !text.is_empty());
        let cells: String = cells.map(|(index, text)| cell(row, index, text)).collect();
        format!("<row r=\"{row}\">{cells}</row>")
    };
    let rows: String = (1..).zip(rows).map(row).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ] {
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const HEAD: &str = "Ngày GD|Số CT|Ghi nợ|Ghi có|Nội dung";

#[test]
fn money_in_another_currency_is_never_read_as_dong() {
    let head = page(&["Số tài khoản: 0071|Loại tiền: USD", HEAD, "10/09/2024|1||500.00|A"]);
    assert_eq!(lines(&head), [line("10", 50_000, "USD")]);
    let column = page(&[
        "Ngày GD|Số CT|Ghi nợ|Ghi có|Loại tiền|Nội dung",
        "10/09/2024|1||500|USD|A",
        "11/09/2024|2||300,000|VND|B",
    ]);
    assert_eq!(lines(&column), [line("10", 50_000, "USD"), line("11", 300_000, "B")]);
    let unit = HEAD.replace("Ghi có", "Ghi có (EUR)");
    assert_eq!(lines(&page(&[&unit, "10/09/2024|1||5|A"])), [line("10", 500, "EUR")]);
    let beside =
        page(&[HEAD, "10/09/2024|1||$500|A", "10/09/2024|2|7 USD||B", "10/09/2024|3||9 VND|C"]);
    let found = [line("10", 50_000, "USD"), line("10", -700, "USD"), line("10", 9, "C")];
    assert_eq!(lines(&beside), found);
}

#[test]
fn sums_and_balances_in_any_column_are_no_lines() {
    let (found, printed) = read(&page(&[
        HEAD,
        "10/09/2024|1||500,000|A",
        "11/09/2024|2||300,000|B",
        "|||800,000|Tổng cộng",
    ]))
    .unwrap();
    assert_eq!(found, [line("10", 500_000, "A"), line("11", 300_000, "B")]);
    assert_eq!(printed[0].credits.map(|sum| sum.0), Some(800_000));
    let (found, printed) = read(&page(&[
        "STT|Ngày GD|Số CT|Ghi nợ|Ghi có|Số dư|Nội dung",
        "1|10/09/2024|1||500,000|1,500,000|A",
        "||||1,500,000||Số dư cuối ngày",
        "2|11/09/2024|2||70,000|1,570,000|B",
        "|||3||80,000|1,650,000|Tổng công ty Xây dựng ung ho",
    ]))
    .unwrap();
    assert_eq!(found[..2], [line("10", 500_000, "A"), line("11", 70_000, "B")]);
    assert_eq!((found.len(), printed[0].closing), (3, None), "{found:?}");
    // A giver whose name begins like a sum, on a row that takes its day from above.
    let giver = page(&[HEAD, "10/09/2024|1||5,000|A", "|2||80,000|Tổng công ty Xây dựng ung ho"]);
    assert_eq!(lines(&giver)[1], line("10", 80_000, "Tổng công ty Xây dựng ung ho"));
}

#[test]
fn a_line_that_undoes_another_keeps_its_sign_and_is_no_gift() {
    let entry = |amount: u32, reversal: &str| {
        format!(
            "<Ntry><Amt Ccy=\"VND\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>{reversal}<Sts>BOOK</Sts>\
             <BookgDt><Dt>2024-09-10</Dt></BookgDt><AddtlNtryInf>B</AddtlNtryInf></Ntry>"
        )
    };
    let camt = format!(
        "<?xml version=\"1.0\"?><Document><BkToCstmrStmt><Stmt><Acct><Ccy>VND</Ccy></Acct>\
         <TxsSummry><TtlCdtNtries><NbOfNtries>2</NbOfNtries><Sum>70009</Sum></TtlCdtNtries></TxsSummry>{}{}\
         </Stmt></BkToCstmrStmt></Document>",
        entry(70_000, "<RvslInd>true</RvslInd>"),
        entry(9, "<RvslInd>false</RvslInd>")
    );
    let mt940 = |mark: &str| {
        format!(
            ":20:1\n:25:0071\n:60F:C240910VND1000000,\n:61:2409100910{mark}70000,NTRFREF2//B2\n:86:B\n"
        )
    };
    let rules = |text: &str| {
        let mut statement = open(Cursor::new(text.as_bytes().to_vec())).unwrap();
        let mut found = Vec::new();
        while let Some(row) = statement.next_row().unwrap() {
            let Row::Good(row) = row else { panic!("{row:?}") };
            let rule = rule_of(&row, None, &Own::default()).map(|rule| rule.name);
            found.push((row.amount().0, rule));
        }
        found
    };
    assert_eq!(rules(&camt), [(70_000, Some("reversal-mark")), (9, None)]);
    assert_eq!(read(camt.as_bytes()).unwrap().1[0].credits.map(|sum| sum.0), Some(70_009));
    assert_eq!(rules(&mt940("RD")), [(70_000, Some("reversal-mark"))]);
    assert_eq!(rules(&mt940("RC")), [(-70_000, Some("reversal-mark"))]);
    assert_eq!(rules(&mt940("C")), [(70_000, None)]);
}

#[test]
fn two_accounts_in_a_sheet_keep_their_own_numbers_and_balances() {
    let head = "STT No.|Ngày1/ TNX Date/ Số CT|Ngày hiệu lực|Số tiền ghi nợ|Số tiền ghi có|Số dư|Nội dung chi tiết";
    let account = |number: &str| format!("Số tài khoản / Account Number|{number}");
    let (one, two) = (account("0071000111111"), account("0071000222222"));
    let rows = [
        "1|03/09/2024 / 5254 - 05356|03/09/2024||500,000|1,500,000|A",
        "1|04/09/2024 / 5254 - 15356|04/09/2024||70,000|9,070,000|B",
    ];
    let numbers = |printed: &[Printed]| -> Vec<String> {
        printed.iter().flat_map(|printed| printed.account_numbers.clone()).collect()
    };
    let near = page(&["VCB CASHUP", &one, head, rows[0], "", &two, head, rows[1]]);
    let (found, printed) = read(&near).unwrap();
    assert_eq!(found, [line("03", 500_000, "A"), line("04", 70_000, "B")]);
    assert_eq!(numbers(&printed), ["0071000111111", "0071000222222"]);
    let (opening, closing) =
        ("Số dư đầu kỳ/ Opening|9,000,000 VND", "Số dư cuối kỳ/ Closing|1,500,000 VND");
    let wide =
        page(&[&one, "a", head, rows[0], closing, "", "VCB CASHUP", &two, opening, head, rows[1]]);
    let (_, printed) = read(&wide).unwrap();
    let sums: Vec<(Option<i64>, Option<i64>)> = printed
        .iter()
        .map(|printed| (printed.opening.map(|sum| sum.0), printed.closing.map(|sum| sum.0)))
        .collect();
    assert_eq!(sums, [(None, Some(1_500_000)), (Some(9_000_000), None)]);
}

#[test]
fn heads_of_two_rows_and_columns_of_either_side_are_read() {
    let found = [line("10", 500_000, "A"), line("11", -300_000, "B")];
    let words = page(&[
        "Ngày|Số|Số tiền|Số tiền|Nội",
        "giao dịch|chứng từ|ghi nợ|ghi có|dung",
        "10/09/2024|1||500.000|A",
        "11/09/2024|2|300.000||B",
    ]);
    assert_eq!(lines(&words), found);
    let spans = "<html><table><tr><td rowspan=2>Ngày hạch toán</td><td rowspan=2>Số chứng từ</td>\
        <td rowspan=2>Diễn giải</td><td colspan=2>Số tiền</td></tr><tr><td>Nợ</td><td>Có</td></tr>\
        <tr><td>10/09/2024</td><td>77</td><td>A</td><td></td><td>500,000</td></tr>\
        <tr><td>11/09/2024</td><td>78</td><td>B</td><td>300,000</td><td></td></tr></table></html>";
    assert_eq!(lines(spans.as_bytes()), found);
    let out = page(&[
        "Ngày|Số GD|Nội dung giao dịch|Số tiền rút|Số tiền gửi|Số dư",
        "10/09/2024|1|A||500,000|1,500,000",
        "11/09/2024|2|B|300,000||1,200,000",
    ]);
    assert_eq!(lines(&out), found);
    // A column that may be the other side of the money is asked about, never passed over.
    let unknown = page(&["Ngày|Tiền nọ kia|Ghi có|Nội dung", "10/09/2024|5||A"]);
    assert!(matches!(read(&unknown), Err(FileError::HeaderNotFound { .. })));
    assert!(!preview(Cursor::new(unknown)).unwrap().is_known);
    let below_zero =
        "Ngày GD,Số CT,Ghi nợ,Ghi có,Nội dung\n10/09/2024,2,,500000,A\n11/09/2024,1,-300000,,B\n";
    assert_eq!(lines(below_zero.as_bytes()), found);
}

#[test]
fn wrapped_words_go_on_with_their_row_and_a_number_beside_texts_is_asked_about() {
    let wrapped = workbook(&[
        "STT|Ngày GD|Số CT|Ghi nợ|Ghi có|Số dư|Nội dung",
        "1|10/09/2024|1||500,000|1,500,000|A",
        "||||||dòng hai của A",
        "2|11/09/2024|2||70,000|1,570,000|B",
    ]);
    let found = [line("10", 500_000, "A dòng hai của A"), line("11", 70_000, "B")];
    assert_eq!(lines(&wrapped), found);
    let mixed = workbook(&[HEAD, "10/09/2024|1||=50|A", "11/09/2024|2||1.200.000|B"]);
    let found = lines(&mixed);
    assert_eq!(
        (found[0].2.as_str(), &found[1]),
        ("credit: amount: 50", &line("11", 1_200_000, "B"))
    );
    let plain = workbook(&[HEAD, "10/09/2024|1||=50|A", "11/09/2024|2||=1200000|B"]);
    assert_eq!(lines(&plain), [line("10", 50, "A"), line("11", 1_200_000, "B")]);
}

#[test]
fn names_of_elsewhere_stay_as_they_are_written() {
    let names =
        ["Jürgen Müller ung ho", "Jürgen Groß", "François Lefèvre", "Zoë Brontë", "Café Đà Lạt"];
    let row = |name: &&str| format!("10/09/2024,1,,5.000,{name}\n");
    let rows: String = names.iter().map(row).collect();
    let text = format!("Ngày GD,Số CT,Ghi nợ,Ghi có,Nội dung\n{rows}");
    let found = lines(text.as_bytes());
    assert_eq!(found, names.map(|name| line("10", 5_000, name)));
    // `Lệ phí ủng hộ` in TCVN3 (shared/data/legacy_encodings.json), read as if it were Latin 1.
    let wrong: String =
        [0x4c, 0xd6, 0x20, 0x70, 0x68, 0xdd, 0x20, 0xf1, 0x6e, 0x67, 0x20, 0x68, 0xe9]
            .map(char::from)
            .iter()
            .collect();
    let text = format!("Ngày GD,Ghi có,Nội dung\n10/09/2024,5.000,{wrong}\n");
    assert!(["Lệ phí ủng hộ", &wrong].contains(&lines(text.as_bytes())[0].2.as_str()));
}

#[test]
fn a_push_that_says_neither_in_nor_out_is_no_line() {
    let body = |way: &str| {
        format!(
            "{{\"feed\":\"sepay\",\"body\":{{\"id\":1,\"transactionDate\":\"2024-09-10 14:02:37\",\
             \"accountNumber\":\"0123499999\",\"content\":\"A\",\"transferType\":\"{way}\",\
             \"transferAmount\":2277000,\"referenceCode\":\"M\"}}}}\n"
        )
    };
    assert_eq!(lines(body("in").as_bytes()), [line("10", 2_277_000, "A")]);
    let held = lines(body("unknown").as_bytes());
    assert_eq!(held[0].2, "sign: debit-or-credit: unknown");
}
