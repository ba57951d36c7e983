//! How a file with unknown headings is read: by the columns chosen for it, by a saved layout, or by the saved layout
//! that has its headings. A choice is saved as an entry of the book.

use super::{ImportRequest, begin};
use crate::book::Book;
use crate::error::{Result, ServiceError};
use chungtay_journal::BookAppend;
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::checks::{ColumnRole, StatementLayout};
use chungtay_ledger::state::State;
use chungtay_statements::{ChosenLayout, Column, Guide};

/// What is known of the file before it is opened.
pub(super) fn guide(book: &Book, request: &ImportRequest<'_>) -> Result<Guide> {
    let layouts = &book.state().layouts;
    let choice = &request.reading;
    let forced = match (&choice.columns, choice.layout) {
        (Some(columns), _) => Some(ChosenLayout { columns: columns.clone(), head: Vec::new() }),
        (None, Some(name)) => {
            let missing = || ServiceError::NotThere { thing: "layout", id: name.to_string() };
            let layout = layouts.get(&name).ok_or_else(missing)?;
            // Whatever the headings say: where they are others, the values tell the first row.
            Some(chosen(&layout.item))
        }
        (None, None) => None,
    };
    Ok(Guide { forced, ..saved_layouts(book.state()) })
}

/// The layouts that a book saved: files with their headings are read by them.
#[must_use]
pub fn saved_layouts(state: &State) -> Guide {
    let saved = state.layouts.values().map(|layout| chosen(&layout.item));
    Guide { forced: None, saved: saved.collect() }
}

fn chosen(layout: &StatementLayout) -> ChosenLayout {
    let columns = layout.columns.iter().filter_map(|(role, number)| {
        let column = Column::ALL.into_iter().find(|column| column.word() == role.word())?;
        Some((column, usize::try_from(*number).ok()?.checked_sub(1)?))
    });
    ChosenLayout { columns: columns.collect(), head: layout.head.clone() }
}

/// Enters the choice under its name, with the headings of the file; nothing where the book holds just that.
pub(super) fn save(
    book: &mut Book,
    batch: &mut BookAppend,
    actor: PersonId,
    request: &ImportRequest<'_>,
    head: &[String],
) -> Result<()> {
    let (Some(name), Some(columns)) = (request.reading.save_as, &request.reading.columns) else {
        return Ok(());
    };
    let columns = columns.iter().filter_map(|(column, cell)| {
        Some((ColumnRole::from_word(column.word())?, u32::try_from(cell + 1).ok()?))
    });
    let plain = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut head: Vec<String> = head.iter().map(plain).collect();
    while head.last().is_some_and(String::is_empty) {
        head.pop();
    }
    // An entry holds no empty text.
    for heading in head.iter_mut().filter(|heading| heading.is_empty()) {
        "-".clone_into(heading);
    }
    let layout = StatementLayout { columns: columns.collect(), head, name };
    if book.state().layouts.get(&name).is_some_and(|known| known.item == layout) {
        return Ok(());
    }
    begin::push(book, batch, actor, None, Body::StatementLayout(layout), None)
}
