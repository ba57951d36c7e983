//! `roster`: a unit's list of people, from a table as an office keeps it (a heading with names and sums, an
//! account beside them where it is known), becomes a roster: all of it or nothing. Names and accounts are
//! private fields.

use crate::book::Book;
use crate::error::{Result, ServiceError};
use crate::import::begin::{person_id, push};
use chungtay_journal::BookAppend;
use chungtay_ledger::id::{Id, PersonId};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::matching::{Roster, RosterMember};
use chungtay_ledger::kinds::people::Person;
use chungtay_ledger::money::Dong;
use chungtay_statements::CellRow;
use chungtay_text::fold::fold;
use chungtay_text::money;
use unicode_normalization::UnicodeNormalization;

/// A heading stands within so many rows.
const WITHIN_ROWS: usize = 40;
const NAMES: &[&str] = &["ho ten", "ho va ten", "ho ten nguoi nop", "name", "full name", "can bo"];
const AMOUNTS: &[&str] = &[
    "so tien",
    "so tien nop",
    "phai nop",
    "muc dong gop",
    "ngay luong",
    "amount",
    "mot ngay luong",
];
const ACCOUNTS: &[&str] =
    &["so tai khoan", "tai khoan", "stk", "so tk", "account", "account number"];
/// The first cell of a row of totals begins so.
const TOTALS: &[&str] = &["tong", "cong", "total"];

/// One of the list's people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name.
    pub name: String,
    /// What is expected.
    pub amount: Dong,
    /// The account that the person pays from.
    pub account: Option<String>,
}

/// What a list was understood to say, or the rows that are wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListProblem {
    /// No row has headings for names and sums.
    NoHead,
    /// Rows without a name or without a sum that can be read.
    Rows(Vec<u64>),
    /// The list's own total is another than the sum of its rows.
    Total {
        /// The row of the total.
        row: u64,
        /// What it says.
        told: Dong,
        /// The sum of the rows above it.
        sum: Dong,
    },
}

/// What was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rostered {
    /// The first entry.
    pub first: u64,
    /// How many members.
    pub members: u64,
    /// What is expected of them together.
    pub expected: Dong,
}

/// Reads a list; every row that is wrong is named.
///
/// # Errors
/// [`ListProblem`]; nothing is passed over in silence but blank rows.
pub fn read_list(rows: &[CellRow]) -> Result<Vec<Listed>, ListProblem> {
    let places = |row: &CellRow| {
        let place =
            |words: &[&str]| row.cells.iter().position(|cell| words.contains(&fold(cell).as_str()));
        Some((place(NAMES)?, place(AMOUNTS)?, place(ACCOUNTS)))
    };
    let mut head = rows.iter().take(WITHIN_ROWS).enumerate();
    let head = head.find_map(|(at, row)| Some((at, places(row)?)));
    let (at, (name, amount, account)) = head.ok_or(ListProblem::NoHead)?;
    let (mut listed, mut wrong, mut sum) = (Vec::new(), Vec::new(), Dong::ZERO);
    for row in &rows[at + 1..] {
        let cell = |place: usize| row.cells.get(place).map_or("", String::as_str).trim();
        let read = money::parse(cell(amount)).ok().filter(|amount| amount.is_positive());
        let first = row.cells.iter().find(|cell| !cell.is_empty()).map(|cell| fold(cell));
        let is_total = first
            .is_some_and(|first| TOTALS.iter().any(|word| first.split(' ').next() == Some(word)));
        match (is_total, read) {
            (true, Some(told)) if told != sum => {
                return Err(ListProblem::Total { row: row.number, told, sum });
            }
            (true, _) => {}
            (false, Some(amount)) if !cell(name).is_empty() => {
                sum += amount;
                let account = account.map(cell).filter(|cell| !cell.is_empty());
                let name = cell(name).nfc().collect();
                let account = account.map(str::to_owned);
                listed.push(Listed { name, amount, account });
            }
            (false, _) => wrong.push(row.number),
        }
    }
    if wrong.is_empty() && !listed.is_empty() { Ok(listed) } else { Err(ListProblem::Rows(wrong)) }
}

/// Enters a list as a roster, or adds it to one that is there.
pub fn enter_roster(
    book: &mut Book,
    roster: Roster,
    listed: &[Listed],
    actor: Option<PersonId>,
) -> Result<Rostered> {
    let first = book.state().size;
    let before = book.fold.clone();
    let mut batch = BookAppend::default();
    let entered = fill(book, &mut batch, roster, listed, actor);
    if let Err(error) = entered.and_then(|()| book.append(&batch)) {
        book.fold = before;
        return Err(error);
    }
    book.publish()?;
    let expected = listed.iter().map(|member| member.amount).sum();
    Ok(Rostered { first, members: listed.len() as u64, expected })
}

fn fill(
    book: &mut Book,
    batch: &mut BookAppend,
    roster: Roster,
    listed: &[Listed],
    actor: Option<PersonId>,
) -> Result<()> {
    let actor = match actor {
        Some(actor) => actor,
        None => book.operator()?,
    };
    let id: Id = roster.id;
    if !book.state().matching.rosters.contains_key(&id) {
        push(book, batch, actor, None, Body::Roster(roster), None)?;
    }
    for member in listed {
        let person = fresh_person(book)?;
        let body = Body::Person(Person { id: person, public_capacity: false });
        push(book, batch, actor, None, body, Some(&[Some(&member.name), None, None]))?;
        let body = Body::RosterMember(RosterMember { amount: member.amount, person, roster: id });
        push(book, batch, actor, None, body, Some(&[member.account.as_deref()]))?;
    }
    Ok(())
}

/// A person's identifier that nobody has: random, never from the name.
fn fresh_person(book: &Book) -> Result<PersonId> {
    for attempt in 0..64 {
        let name = format!("roster member {} {attempt}", book.state().size);
        let person = person_id(&book.chance.named(&name)?);
        if !book.state().persons.contains_key(&person) {
            return Ok(person);
        }
    }
    Err(ServiceError::NoRandomness("64 identifiers are taken".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::{ListProblem, read_list};
    use chungtay_ledger::money::Dong;
    use chungtay_statements::CellRow;

    fn rows(text: &[&str]) -> Vec<CellRow> {
        let row = |(number, line): (u64, &&str)| CellRow {
            number,
            cells: line.split('|').map(str::to_owned).collect(),
        };
        (1..).zip(text).map(row).collect()
    }

    const HEAD: &[&str] = &["DANH SÁCH NỘP MỘT NGÀY LƯƠNG", "TT|Họ và tên|Số tiền|Số tài khoản"];

    fn list(below: &[&str]) -> Result<Vec<(String, i64)>, ListProblem> {
        let all: Vec<&str> = HEAD.iter().chain(below).copied().collect();
        let listed = read_list(&rows(&all))?;
        Ok(listed.into_iter().map(|member| (member.name, member.amount.0)).collect())
    }

    #[test]
    fn a_list_is_read_whole_or_refused() {
        let (first, second) = ("1|Nguyễn Văn Thử|300.000|0011", "2|Trần Thị Mẫu|250,000|");
        let both =
            vec![("Nguyễn Văn Thử".to_owned(), 300_000), ("Trần Thị Mẫu".to_owned(), 250_000)];
        assert_eq!(list(&[first, second]), Ok(both.clone()));
        assert_eq!(list(&[first, second, "Tổng cộng||550.000|"]), Ok(both));
        let total = ListProblem::Total { row: 5, told: Dong(560_000), sum: Dong(550_000) };
        assert_eq!(list(&[first, second, "Tổng cộng||560.000|"]), Err(total));
        assert_eq!(
            list(&[first, "2||250.000|", "3|Lê Mẫu|abc|"]),
            Err(ListProblem::Rows(vec![4, 5]))
        );
        assert_eq!(list(&[]), Err(ListProblem::Rows(vec![])));
        assert_eq!(read_list(&rows(&["a|b", "c|d"])), Err(ListProblem::NoHead));
    }
}
