//! How to read a file whose headings nobody knows: columns that a person chose for this file, or layouts that were
//! saved with their headings. Known headings need none of it.

use crate::amount;
use crate::column::{Assignment, Column};
use crate::date::Stamp;
use crate::table::header::Header;
use crate::table::{TableRow, trimmed};

/// What the columns of a file hold, as a person said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChosenLayout {
    /// Each meaning with its column, from zero; none twice.
    pub columns: Vec<(Column, usize)>,
    /// The headings by column; empty where the file has none or they are not known.
    pub head: Vec<String>,
}

/// What is known before a file is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guide {
    /// The layout that this file is read by, whatever its headings say.
    pub forced: Option<ChosenLayout>,
    /// Layouts that are used where a file has their headings.
    pub saved: Vec<ChosenLayout>,
}

/// Rows looked at for a layout without a head.
const MOST_LEAD_ROWS: usize = 400;

impl Guide {
    /// Whether there is nothing to guide.
    pub(crate) fn is_empty(&self) -> bool {
        self.forced.is_none() && self.saved.is_empty()
    }

    /// Whether known headings are still looked for.
    pub(crate) fn reads_headings(&self) -> bool {
        self.forced.is_none()
    }

    /// Where the header stands under this guide: its row among those given, and the header; one that
    /// [`Header::is_row`] is a row of the statement itself.
    pub(crate) fn header(&self, rows: &[TableRow]) -> Option<(usize, Header)> {
        let chosen = self.forced.iter().chain(&self.saved);
        for layout in chosen.filter(|layout| !layout.head.is_empty()) {
            if let Some(found) = layout.by_head(rows) {
                return Some(found);
            }
        }
        self.forced.as_ref()?.by_values(rows)
    }
}

impl ChosenLayout {
    fn by_head(&self, rows: &[TableRow]) -> Option<(usize, Header)> {
        rows.iter().enumerate().find_map(|(index, row)| {
            let texts = row.texts();
            if same_head(&texts, &self.head) {
                return Some((index, self.header(texts, row.number)));
            }
            let below = rows.get(index + 1)?;
            let both = joined(&texts, &below.texts());
            same_head(&both, &self.head).then(|| (index + 1, self.header(both, below.number)))
        })
    }

    /// The row over the first one that is a statement line under this layout.
    fn by_values(&self, rows: &[TableRow]) -> Option<(usize, Header)> {
        let first = rows.iter().take(MOST_LEAD_ROWS).position(|row| self.is_line(row))?;
        let over = first.checked_sub(1).filter(|index| {
            let filled = rows[*index].cells().filter(|cell| !trimmed(cell).is_empty()).count();
            filled >= self.columns.len().min(3)
        });
        if let Some(index) = over {
            return Some((index, self.header(rows[index].texts(), rows[index].number)));
        }
        let mut header = self.header(vec![String::new(); rows[first].len()], rows[first].number);
        header.is_row = true;
        Some((first, header))
    }

    /// A header with these headings.
    pub(crate) fn header(&self, cells: Vec<String>, number: u64) -> Header {
        let width = self.columns.iter().map(|(_, cell)| cell + 1).max().unwrap_or(0);
        let mut cells = cells;
        while cells.len() < width {
            cells.push(String::new());
        }
        let mut assignment = Assignment { cells: self.columns.clone() };
        assignment.cells.sort_by_key(|(_, cell)| *cell);
        Header { assignment, cells, number, style: None, minus: None, is_row: false }
    }

    fn is_line(&self, row: &TableRow) -> bool {
        let cell = |column: Column| {
            let place = self.columns.iter().find(|(known, _)| *known == column);
            place.map_or(&[][..], |(_, cell)| trimmed(row.cell(*cell)))
        };
        let money = [Column::Debit, Column::Credit, Column::Amount, Column::Fee];
        let amount = |column: &Column| {
            let text = cell(*column);
            let text = text.strip_prefix(b"-").unwrap_or(text);
            amount::unsigned(crate::table::reading::without_currency(text)).is_ok()
        };
        Stamp::read(cell(Column::Date), None).is_some() && money.iter().any(amount)
    }
}

/// Two rows of headings as one.
pub(crate) fn joined(upper: &[String], lower: &[String]) -> Vec<String> {
    let part = |texts: &[String], index: usize| texts.get(index).cloned().unwrap_or_default();
    (0..upper.len().max(lower.len()))
        .map(|index| match (part(upper, index), part(lower, index)) {
            (upper, lower) if upper.is_empty() => lower,
            (upper, lower) if lower.is_empty() => upper,
            (upper, lower) => format!("{upper}\n{lower}"),
        })
        .collect()
}

/// Whether two heads are one but for blanks, case and empty columns at the end.
pub(crate) fn same_head(found: &[String], known: &[String]) -> bool {
    let plain = |texts: &[String]| {
        let words = |text: &String| {
            // A saved head writes `-` for a column without heading.
            let text = if text == "-" { "" } else { text.as_str() };
            text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
        };
        let mut plain: Vec<String> = texts.iter().map(words).collect();
        while plain.last().is_some_and(String::is_empty) {
            plain.pop();
        }
        plain
    };
    let known = plain(known);
    !known.is_empty() && plain(found) == known
}
