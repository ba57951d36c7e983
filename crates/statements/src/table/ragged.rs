//! A row of a text dump that lacks cells, because empty ones were dropped when the text was made: each text
//! goes to the column whose form it has, in order. One amount where the header has both sides is taken as
//! credit: the lists of gifts that lose their empty debits are the ones that occur.

use super::places::Places;
use super::{TableRow, trimmed};
use crate::amount;
use crate::column::Column;
use crate::date::Stamp;

/// Digits of an ungrouped amount; account numbers have more.
const LONGEST_PLAIN_AMOUNT: usize = 6;

/// Puts empty cells where the row lacks them, if its texts fit the columns in order.
pub(super) fn fit(row: &mut TableRow, places: &Places, width: usize) {
    let texts: Vec<Vec<u8>> = row.cells().map(<[u8]>::to_vec).collect();
    let Some(chosen) = assigned(&texts, places, width) else { return };
    let (number, raw) = (row.number, row.raw());
    let raw = if raw.is_empty() { Vec::new() } else { raw };
    row.clear(number);
    row.set_raw(&raw);
    for column in 0..width {
        let text = chosen.iter().position(|place| *place == column);
        row.push(text.map_or(&[][..], |index| &texts[index]));
    }
}

/// The column of each text: the fit with the most columns kept on the right, credit before debit.
fn assigned(texts: &[Vec<u8>], places: &Places, width: usize) -> Option<Vec<usize>> {
    fn place(
        texts: &[Vec<u8>],
        places: &Places,
        text: usize,
        column: usize,
        chosen: &mut Vec<usize>,
    ) -> bool {
        if text == 0 {
            return true;
        }
        // From the right: a credit stands right of its debit in every layout known.
        for candidate in (text - 1..column).rev() {
            if fits(&texts[text - 1], places.column(candidate)) {
                chosen.push(candidate);
                if place(texts, places, text - 1, candidate, chosen) {
                    return true;
                }
                chosen.pop();
            }
        }
        false
    }
    let mut chosen = Vec::new();
    if !place(texts, places, texts.len(), width, &mut chosen) {
        return None;
    }
    chosen.reverse();
    Some(chosen)
}

/// Whether a text has the form of what stands in a column.
fn fits(text: &[u8], column: Column) -> bool {
    let text = trimmed(text);
    match column {
        Column::Date | Column::ValueDate => Stamp::read(text, None).is_some(),
        Column::Debit
        | Column::Credit
        | Column::Balance
        | Column::Amount
        | Column::Fee
        | Column::Vat => is_amount(text),
        Column::CounterAccount => {
            let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
            let form = text.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'*');
            digits >= 3 && form && !text.is_empty()
        }
        Column::RowNumber => !text.is_empty() && text.iter().all(u8::is_ascii_digit),
        Column::Page
        | Column::DocumentNumber
        | Column::Memo
        | Column::CounterName
        | Column::CounterBank
        | Column::Sign
        | Column::WholeRow => true,
    }
}

/// Grouped, or too short to be an account's number.
fn is_amount(text: &[u8]) -> bool {
    let grouped = text.iter().any(|byte| matches!(byte, b'.' | b','));
    amount::unsigned(text).is_ok() && (grouped || text.len() <= LONGEST_PLAIN_AMOUNT)
}

#[cfg(test)]
mod tests {
    use super::super::TableRow;
    use super::super::header::complete;
    use super::super::places::Places;
    use super::fit;

    #[test]
    fn a_row_without_its_account_keeps_its_other_cells() {
        // shared/data/statements/tables/vietinbank-list-masked.txt, line 106.
        let header = "STT |Ngày giao dịch |Mô tả giao dịch |Có |Tên đối ứng |Số tài khoản";
        let texts: Vec<String> = header.split('|').map(|text| text.trim().to_owned()).collect();
        let places = Places::of(&complete(&texts).unwrap());
        let mut row = TableRow::default();
        row.clear(106);
        let line =
            "1702 |17/09/2024 08:23:32|CT nhanh 247 den: ung ho (CT3479) |1.000.000 |An Binh";
        for cell in line.split('|') {
            row.push(cell.as_bytes());
        }
        fit(&mut row, &places, texts.len());
        assert_eq!(row.texts()[3..], ["1.000.000", "An Binh", ""], "{places:?}");
    }
}
