//! Layouts that nobody knows, made from one statement: columns in any order, heads of two rows, heads in other
//! languages, no head at all. Other end: the rows they were made from.

use chungtay_statements::{
    ChosenLayout, Column, FileError, Guide, Row, Sureness, open, open_guided, preview,
};
use std::io::Cursor;

/// Day, document, debit, credit, balance, memo.
fn rows() -> Vec<[String; 6]> {
    let mut balance = 5_000_000_i64;
    let mut state = 17_i64;
    (0..40)
        .map(|row| {
            state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
            let amount = 10_000 + state % 700_000;
            let out = state % 5 == 0;
            balance += if out { -amount } else { amount };
            let side = |shown: bool| if shown { amount.to_string() } else { String::new() };
            let day = format!("{:02}/09/2024", 1 + row / 8);
            let memo = format!("NGUYEN VAN {row} ung ho dong bao");
            [day, format!("FT{row:04}"), side(out), side(!out), balance.to_string(), memo]
        })
        .collect()
}

const ROLES: [Column; 6] = [
    Column::Date,
    Column::DocumentNumber,
    Column::Debit,
    Column::Credit,
    Column::Balance,
    Column::Memo,
];

/// The rows with their columns in this order, under these headings.
fn written(order: [usize; 6], heads: &[[&str; 6]], separator: &str) -> String {
    let line = |cells: Vec<String>| cells.join(separator) + "\n";
    let permuted = |cells: [String; 6]| order.iter().map(|place| cells[*place].clone()).collect();
    let mut text = String::new();
    for head in heads {
        text += &line(permuted(head.map(str::to_owned)));
    }
    text + &rows().into_iter().map(|cells| line(permuted(cells))).collect::<String>()
}

fn orders() -> Vec<[usize; 6]> {
    vec![
        [0, 1, 2, 3, 4, 5],
        [5, 4, 3, 2, 1, 0],
        [3, 0, 5, 1, 4, 2],
        [4, 2, 0, 5, 3, 1],
        [1, 5, 3, 0, 2, 4],
    ]
}

type Line = (String, i64, String);

fn read(text: &str, guide: &Guide) -> Result<Vec<Line>, FileError> {
    let mut statement = open_guided(Cursor::new(text.as_bytes().to_vec()), guide)?;
    let mut lines = Vec::new();
    while let Some(row) = statement.next_row()? {
        match row {
            Row::Good(row) => {
                lines.push((row.date.to_string(), row.amount().0, row.memo.to_owned()));
            }
            other => panic!("{other:?}"),
        }
    }
    Ok(lines)
}

fn wanted() -> Vec<Line> {
    let number = |text: &str| text.parse::<i64>().unwrap_or(0);
    rows()
        .into_iter()
        .map(|[day, _, debit, credit, _, memo]| {
            let day = format!("{}-{}-{}", &day[6..], &day[3..5], &day[..2]);
            (day, number(&credit) - number(&debit), memo)
        })
        .collect()
}

const KNOWN: [&str; 6] =
    ["Ngày giao dịch", "Số tham chiếu", "Ghi nợ", "Ghi có", "Số dư", "Nội dung"];
const NORWEGIAN: [&str; 6] = ["Dato", "Arkivref", "Ut", "Inn", "Saldo", "Tekst"];
const ODD: [&str; 6] = ["Khi nào", "Giấy số", "Mất", "Được", "Còn lại", "Vì sao"];

#[test]
fn known_headings_are_read_in_any_order_and_split_over_two_rows() {
    for order in orders() {
        let text = written(order, &[KNOWN], ";");
        assert_eq!(read(&text, &Guide::default()).unwrap(), wanted(), "{order:?}");
        let english = ["Date", "Ref. no", "Debit", "Credit", "Balance", "Remark"];
        let text = written(order, &[KNOWN, english], ";");
        assert_eq!(read(&text, &Guide::default()).unwrap(), wanted(), "{order:?}");
    }
}

#[test]
fn unknown_headings_are_refused_and_what_balances_prove_is_proposed() {
    for heads in [&[NORWEGIAN][..], &[ODD], &[]] {
        for (order, separator) in orders().into_iter().zip([";", ",", "\t", "|", ";"]) {
            let text = written(order, heads, separator);
            assert!(open(Cursor::new(text.clone().into_bytes())).is_err(), "{heads:?} {order:?}");
            let found = preview(Cursor::new(text.clone().into_bytes())).unwrap();
            assert!(!found.is_known && found.missing.is_empty(), "{found:?}");
            for role in [Column::Debit, Column::Credit, Column::Balance, Column::Date, Column::Memo]
            {
                let proposed = found.columns.iter().find(|proposed| proposed.column == role);
                let proposed = proposed.unwrap_or_else(|| panic!("{role:?}: {found:?}"));
                let place = ROLES.iter().position(|known| *known == role).unwrap();
                assert_eq!(order[proposed.cell], place, "{role:?} {heads:?} {order:?}");
                if matches!(role, Column::Debit | Column::Credit | Column::Balance) {
                    assert_eq!(proposed.sure, Sureness::Balances);
                }
            }
            let columns: Vec<(Column, usize)> =
                found.columns.iter().map(|proposed| (proposed.column, proposed.cell)).collect();
            let forced = Some(ChosenLayout { columns, head: Vec::new() });
            let guide = Guide { forced, saved: Vec::new() };
            assert_eq!(read(&text, &guide).unwrap(), wanted(), "{heads:?} {order:?}");
        }
    }
}

#[test]
fn a_saved_layout_reads_the_files_that_have_its_headings_and_no_others() {
    let order = orders()[2];
    let text = written(order, &[ODD], ";");
    let columns: Vec<(Column, usize)> =
        order.iter().enumerate().map(|(cell, role)| (ROLES[*role], cell)).collect();
    let head: Vec<String> = order.iter().map(|place| ODD[*place].to_owned()).collect();
    let guide = Guide { forced: None, saved: vec![ChosenLayout { columns, head }] };
    assert_eq!(read(&text, &guide).unwrap(), wanted());
    let led = format!("Ngân hàng nào đó\n;;;;;\n{text}");
    assert_eq!(read(&led, &guide).unwrap(), wanted(), "under a head block");
    assert!(read(&written(order, &[NORWEGIAN], ";"), &guide).is_err());
    assert_eq!(read(&written(order, &[KNOWN], ";"), &guide).unwrap(), wanted());
}

#[test]
fn a_table_of_text_is_proposed_nothing_it_does_not_show() {
    let found = preview(Cursor::new(b"Name,Age\nA,1\nB,2\n".to_vec())).unwrap();
    assert!(found.columns.is_empty() && found.missing.len() == 3, "{found:?}");
    assert!(preview(Cursor::new(b"%PDF-1.4".to_vec())).is_err());
}
