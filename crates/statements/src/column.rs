//! What a column means, told from its heading in Vietnamese or English, with or without marks.
//! Knows headings only; guesses nothing from the values under them.

use crate::error::FileError;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The meaning of a column of a statement, as the bank sees it: credit is money in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The printed page of a row.
    Page,
    /// The row's running number.
    RowNumber,
    /// The transaction date.
    Date,
    /// The day from which the bank counts the money.
    ValueDate,
    /// The bank's document number.
    DocumentNumber,
    /// Money out.
    Debit,
    /// Money in.
    Credit,
    /// Money in or out, told apart by a sign.
    Amount,
    /// The sign of [`Column::Amount`].
    Sign,
    /// A fee or interest taken with the row.
    Fee,
    /// The tax on it.
    Vat,
    /// The balance after the row.
    Balance,
    /// The free text.
    Memo,
    /// The other side's account number.
    CounterAccount,
    /// The other side's name.
    CounterName,
    /// The other side's bank.
    CounterBank,
    /// No single column: the row as a whole.
    WholeRow,
}

impl Column {
    /// Every meaning of a single column.
    pub const ALL: [Self; 16] = [
        Self::Page,
        Self::RowNumber,
        Self::Date,
        Self::ValueDate,
        Self::DocumentNumber,
        Self::Debit,
        Self::Credit,
        Self::Amount,
        Self::Sign,
        Self::Fee,
        Self::Vat,
        Self::Balance,
        Self::Memo,
        Self::CounterAccount,
        Self::CounterName,
        Self::CounterBank,
    ];

    /// Its name, stable for machines; never shown to people.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::RowNumber => "row-number",
            Self::Date => "date",
            Self::ValueDate => "value-date",
            Self::DocumentNumber => "document-number",
            Self::Debit => "debit",
            Self::Credit => "credit",
            Self::Amount => "amount",
            Self::Sign => "sign",
            Self::Fee => "fee",
            Self::Vat => "vat",
            Self::Balance => "balance",
            Self::Memo => "memo",
            Self::CounterAccount => "counter-account",
            Self::CounterName => "counter-name",
            Self::CounterBank => "counter-bank",
            Self::WholeRow => "whole-row",
        }
    }
}

/// The headings of a meaning, best first. Where a file has several of one meaning the best is
/// read (a transaction date before a value date), but never for money: see [`assign`].
/// Source: the header rows collected in `shared/data/statements/layouts.md`.
const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Page, &["PageId", "Trang", "Page"]),
    (Column::RowNumber, &["STT", "Số thứ tự", "No", "No."]),
    (
        Column::Date,
        &[
            "Ngày KH thực hiện",
            "Requesting date",
            "Ngày thực hiện",
            "Ngày GD",
            "TNX Date",
            "Ngày giao dịch",
            "Transaction date",
            "Trans.Date",
            "Ngày phát sinh",
            "Ngày hạch toán",
            "Posting date",
            "Accounting date",
            "Ngày hiệu lực",
            "Ngày",
            "Date",
            "Date Time",
            "Thời gian chuyển khoản",
            "Thời gian giao dịch",
            "Thời gian",
        ],
    ),
    (
        Column::ValueDate,
        &[
            "Ngày giá trị",
            "Value date",
            "Ngày hiệu lực",
            "Effective date",
            "Ngày chứng từ",
            "Ngày hạch toán",
            "Posting date",
            "Accounting date",
            "Ngày giao dịch",
            "Transaction date",
        ],
    ),
    (
        Column::DocumentNumber,
        &[
            "Số CT",
            "Doc No",
            "Số tham chiếu",
            "Reference number",
            "Ref. no",
            "Số bút toán",
            "Số GD",
            "Số giao dịch",
            "Transaction number",
            "Transaction no",
            "Transaction ID",
            "Mã giao dịch",
            "Mã GD",
            "Số chứng từ",
        ],
    ),
    (
        Column::Debit,
        &[
            "Số tiền ghi nợ",
            "Ghi nợ",
            "Phát sinh nợ",
            "Nợ",
            "Rút ra",
            "Tiền rút ra",
            "Số tiền rút ra",
            "Số tiền rút",
            "Tiền rút",
            "Tiền ra",
            "Withdrawal",
            "Withdrawals",
            "Debit",
            "Debit amount",
            "Dr",
        ],
    ),
    (
        Column::Credit,
        &[
            "Số tiền ghi có",
            "Ghi có",
            "Phát sinh có",
            "Có",
            "Gửi vào",
            "Tiền gửi vào",
            "Số tiền gửi vào",
            "Số tiền gửi",
            "Tiền gửi",
            "Tiền vào",
            "Deposit",
            "Deposits",
            "Credit",
            "Credit amount",
            "Cr",
        ],
    ),
    (
        Column::Amount,
        &["Số tiền giao dịch", "Số tiền GD", "Số tiền", "Transaction amount", "Amount"],
    ),
    (Column::Sign, &["Thay đổi", "Ghi nợ có", "Loại giao dịch", "DC"]),
    (Column::Fee, &["Phí", "Fee", "Phí giao dịch"]),
    (Column::Vat, &["Thuế", "VAT", "Transaction VAT", "Thuế VAT"]),
    (
        Column::Balance,
        &["Số dư", "Balance", "Số dư TK", "Account balance", "Số dư lũy kế", "Running balance"],
    ),
    (
        Column::Memo,
        &[
            "Nội dung chi tiết",
            "Transactions in detail",
            "Transaction Details",
            "Nội dung giao dịch",
            "Nội dung",
            "Diễn giải",
            "Txn. Description",
            "Transaction description",
            "Mô tả giao dịch",
            "Mô tả",
            "Description",
            "Transaction Comment",
            "Ghi chú",
            "Remark",
        ],
    ),
    (
        Column::CounterAccount,
        &[
            "Số tài khoản đối ứng",
            "Tài khoản đối ứng",
            "Corresponsive account",
            "Tài khoản đích",
            "Remitter's account number",
            "Số tài khoản của người chuyển",
            "Corresponding account",
            "Số tài khoản",
            "Tài khoản",
            "Account",
        ],
    ),
    (
        Column::CounterName,
        &[
            "Tên tài khoản đối ứng",
            "Corresponsive name",
            "Remitter's account name",
            "Tên đối ứng",
            "Offset Name",
            "Đơn vị thụ hưởng",
            "Đơn vị chuyển",
            "Beneficiary",
            "Tên người chuyển",
            "Tên tài khoản",
            "Account name",
        ],
    ),
    (
        Column::CounterBank,
        &["Ngân hàng đối tác", "Remitter's bank", "Counterparty bank", "Ngân hàng đối ứng"],
    ),
];

/// Below this many letters a heading without its marks says too little: `Nợ` (debit) and `No`
/// (number) are two things.
const SHORTEST_WITHOUT_MARKS: usize = 4;

/// The columns of a header row: for each meaning that was found, which cell it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Assignment {
    pub cells: Vec<(Column, usize)>,
}

impl Assignment {
    pub fn cell(&self, column: Column) -> Option<usize> {
        self.cells.iter().find(|(known, _)| *known == column).map(|(_, cell)| *cell)
    }

    /// Where both sides have their columns, a third column of amounts is nothing of its own.
    fn settle(&mut self) {
        let sides = self.cell(Column::Credit).or(self.cell(Column::Debit)).is_some();
        if sides {
            self.cells.retain(|(column, _)| !matches!(column, Column::Amount | Column::Sign));
        }
        self.cells.sort_by_key(|(_, cell)| *cell);
    }

    /// A column of money whose heading names something else too.
    fn money_with_more(&self) -> Option<(Column, usize)> {
        let shared = |column: &Column, cell: &usize| {
            self.cells.iter().any(|(other, at)| at == cell && other != column)
        };
        let money = |column: &Column| {
            matches!(column, Column::Debit | Column::Credit | Column::Balance | Column::Amount)
        };
        self.cells.iter().find(|(column, cell)| money(column) && shared(column, cell)).copied()
    }

    /// What every statement needs and this header lacks. Debit and credit are asked for together.
    pub fn missing(&self) -> Vec<Column> {
        let signed = self.cell(Column::Amount).and(self.cell(Column::Sign));
        let has_side = self.cell(Column::Credit).or(self.cell(Column::Debit)).or(signed).is_some();
        let has = [
            (Column::Date, self.cell(Column::Date).is_some()),
            (Column::Credit, has_side),
            (Column::Memo, self.cell(Column::Memo).is_some()),
        ];
        has.into_iter().filter(|(_, has)| !has).map(|(column, _)| column).collect()
    }
}

/// The known headings, made ready to compare.
pub(crate) struct Headings(Vec<(Column, Vec<Reading>)>);

impl Headings {
    pub fn known() -> Self {
        let ready = |names: &[&str]| names.iter().map(|name| Reading::of(name)).collect();
        Self(HEADINGS.iter().map(|(column, names)| (*column, ready(names))).collect())
    }
}

/// Gives every meaning its cell.
pub(crate) fn assign(headings: &Headings, cells: &[String]) -> Result<Assignment, FileError> {
    let mut readings: Vec<Vec<Reading>> = cells.iter().map(|cell| readings(cell)).collect();
    // Where the whole is a heading its parts are none: `Số tiền` over `ghi nợ`.
    for texts in readings.iter_mut().filter(|texts| texts.len() > 1) {
        let whole = |names: &Vec<Reading>| names.iter().any(|name| texts[0].means(name));
        if headings.0.iter().any(|(_, names)| whole(names)) {
            texts.truncate(1);
        }
    }
    let mut assignment = Assignment::default();
    for (column, names) in &headings.0 {
        let mut claims: Vec<(usize, usize)> = readings
            .iter()
            .enumerate()
            .filter(|(cell, _)| {
                *column != Column::ValueDate || assignment.cell(Column::Date) != Some(*cell)
            })
            .filter_map(|(cell, texts)| Some((best_rank(texts, names)?, cell)))
            .collect();
        claims.sort_unstable();
        let money = matches!(column, Column::Debit | Column::Credit | Column::Balance);
        // What is only shown beside the money may be told twice; the first is read.
        let minor = matches!(
            column,
            Column::RowNumber
                | Column::ValueDate
                | Column::CounterName
                | Column::CounterBank
                | Column::CounterAccount
        );
        let tied = |pair: &[(usize, usize)]| money || !minor && pair[0].0 == pair[1].0;
        if claims.get(..2).is_some_and(tied) {
            let headings = claims.iter().map(|(_, cell)| cells[*cell].clone()).collect();
            return Err(FileError::AmbiguousColumn { column: *column, headings });
        }
        if let Some((_, cell)) = claims.first() {
            assignment.cells.push((*column, *cell));
        }
    }
    assignment.settle();
    match assignment.money_with_more() {
        Some((column, cell)) => {
            Err(FileError::AmbiguousColumn { column, headings: vec![cells[cell].clone()] })
        }
        None => Ok(assignment),
    }
}

fn best_rank(texts: &[Reading], names: &[Reading]) -> Option<usize> {
    names.iter().position(|name| texts.iter().any(|text| text.means(name)))
}

/// A heading reduced to its letters and digits, with marks and without.
#[derive(Debug)]
struct Reading {
    marked: String,
    bare: String,
}

impl Reading {
    fn of(text: &str) -> Self {
        let letters = |kept: &char| kept.is_alphanumeric();
        let marked: String = text.nfc().flat_map(char::to_lowercase).filter(letters).collect();
        let bare = marked.nfd().filter(|letter| !is_combining_mark(*letter));
        let bare = bare.map(|letter| if letter == 'đ' { 'd' } else { letter }).collect();
        Self { marked, bare }
    }

    /// Written with the same marks, or (where it is long enough) written wholly without them.
    fn means(&self, name: &Self) -> bool {
        let unmarked = self.marked == self.bare && self.bare.len() >= SHORTEST_WITHOUT_MARKS;
        self.marked == name.marked || unmarked && self.bare == name.bare
    }
}

/// Lower-case without marks, blanks as they are: for telling words apart.
pub(crate) fn bare(text: &str) -> String {
    let lower =
        text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
    let lower: String = lower.map(|letter| if letter == 'đ' { 'd' } else { letter }).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A heading may give both languages (`Số dư/ Balance`) and a unit (`(VND)`): the whole and each part.
fn readings(heading: &str) -> Vec<Reading> {
    let without_unit = heading.split('(').next().unwrap_or_default();
    let parts = without_unit.split(['/', '\n', '-']);
    std::iter::once(without_unit)
        .chain(parts)
        .map(Reading::of)
        .filter(|reading| !reading.marked.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(header: &str) -> Vec<(Column, usize)> {
        let cells: Vec<String> = header.split('|').map(str::to_owned).collect();
        assign(&Headings::known(), &cells).unwrap().cells
    }

    #[test]
    fn headers_of_real_layouts_are_understood() {
        use Column::{Balance, CounterAccount, Credit, Date, Debit, DocumentNumber, Memo, Page};
        // Header rows as printed, from shared/data/statements/layouts.md.
        for (header, expected) in [
            (
                "PageId|TNXDate|DocNo|Debit|Credit|Balance|TransactionDetails",
                vec![Page, Date, DocumentNumber, Debit, Credit, Balance, Memo],
            ),
            (
                "Ngày GD/ TNX Date|Số CT/ Doc No|Số tiền ghi nợ/ Debit|Số tiền ghi có/ Credit|\
                 Số dư/ Balance|Nội dung chi tiết/ Transactions in detail",
                vec![Date, DocumentNumber, Debit, Credit, Balance, Memo],
            ),
            (
                "Ngay GD|So CT|So tien ghi no|So tien ghi co|So du|Noi dung chi tiet",
                vec![Date, DocumentNumber, Debit, Credit, Balance, Memo],
            ),
            (
                "Thời gian|Số tài khoản của người chuyển|Ngày giao dịch|Số tiền ghi nợ (VND)|\
                 Số tiền ghi có (VND)|Nội dung chi tiết",
                vec![CounterAccount, Date, Debit, Credit, Memo],
            ),
        ] {
            let columns: Vec<Column> =
                found(header).into_iter().map(|(column, _)| column).collect();
            assert_eq!(columns, expected, "{header}");
        }
    }

    #[test]
    fn a_number_is_no_debit_and_a_transaction_date_goes_before_a_value_date() {
        assert_eq!(
            found("No|Ngày hạch toán|Ngày giao dịch|Có|Diễn giải"),
            [
                (Column::RowNumber, 0),
                (Column::ValueDate, 1),
                (Column::Date, 2),
                (Column::Credit, 3),
                (Column::Memo, 4)
            ]
        );
    }

    #[test]
    fn decomposed_letters_are_the_same_letters() {
        let decomposed: String = "Ngày GD|Có|Nội dung".nfd().collect();
        assert_eq!(found(&decomposed), [(Column::Date, 0), (Column::Credit, 1), (Column::Memo, 2)]);
    }

    #[test]
    fn two_credit_columns_are_refused() {
        let cells = ["Ngày", "Ghi có", "Credit", "Memo"].map(str::to_owned);
        let refused = assign(&Headings::known(), &cells);
        assert!(
            matches!(refused, Err(FileError::AmbiguousColumn { column: Column::Credit, .. })),
            "{refused:?}"
        );
    }
}
