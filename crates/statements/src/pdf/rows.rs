//! One page becomes rows of cells: bands with a date are statement rows, the bands of the head are passed, what is
//! neither is told. Reads no amount and no date but to see that one is there.

use super::cells::{self, Line, Part};
use super::furniture;
use super::grid::{self, Columns};
use super::page::PageText;
use crate::column::{Assignment, Column};
use crate::date::Stamp;

/// The head of the table, as it was found.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    pub assignment: Assignment,
    pub columns: Columns,
    /// The cells of each band of the head, to know it again on later pages.
    pub bands: Vec<Vec<String>>,
    /// Which columns hold amounts.
    pub money: Vec<bool>,
    /// Which hold words that wrap.
    pub words: Vec<bool>,
    pub date: usize,
}

/// What a band holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BandKind {
    /// A row of the statement.
    Row,
    /// Words that go on with the row before, from the page before.
    Continuation,
    /// Text in the table that is no row and nothing known.
    Stray,
}

/// One row of a page.
#[derive(Clone, Debug)]
pub(super) struct BandRow {
    pub kind: BandKind,
    pub cells: Vec<String>,
}

/// What one page gave.
#[derive(Debug, Default)]
pub(super) struct PageRows {
    pub rows: Vec<BandRow>,
    /// Heads, footers and other furniture inside the table.
    pub passed: u64,
    /// The lines above the table and beneath it, as cells.
    pub above: Vec<Vec<String>>,
    pub below: Vec<Vec<String>>,
    /// Totals and balances that stand in the table without a date.
    pub labels: Vec<Vec<String>>,
}

impl Head {
    pub fn new(assignment: Assignment, columns: Columns, bands: Vec<Vec<String>>) -> Self {
        let mut head = Self { columns, bands, ..Self::default() };
        let count = head.columns.count();
        head.money = vec![false; count];
        head.words = vec![false; count];
        for (column, cell) in &assignment.cells {
            let money = matches!(
                column,
                Column::Debit
                    | Column::Credit
                    | Column::Amount
                    | Column::Fee
                    | Column::Vat
                    | Column::Balance
            );
            let words = matches!(column, Column::Memo | Column::CounterName | Column::CounterBank);
            if let (Some(is_money), Some(is_words)) =
                (head.money.get_mut(*cell), head.words.get_mut(*cell))
            {
                *is_money |= money;
                *is_words |= words;
            }
        }
        head.date = assignment.cell(Column::Date).unwrap_or(0);
        head.assignment = assignment;
        head
    }

    /// Whether a page's table has these columns; one without rules has.
    pub fn fits(&self, page: &PageText) -> bool {
        let tables = Columns::ruled(page);
        tables.is_empty() || tables.iter().any(|columns| columns.like(&self.columns))
    }

    /// The columns of a page: as it draws them where they are the same table's, else the head's.
    pub fn columns_of(&self, page: &PageText) -> Columns {
        let mut tables = Columns::ruled(page).into_iter();
        tables.find(|columns| columns.like(&self.columns)).unwrap_or_else(|| self.columns.clone())
    }
}

/// The parts of a page by bands: before the first cut, between each pair, and behind the last.
pub(super) fn bands(
    page: &PageText,
    columns: &Columns,
    money: &[bool],
    cuts: &[f32],
) -> Vec<Vec<Part>> {
    let mut bands: Vec<Vec<Part>> = vec![Vec::new(); cuts.len() + 1];
    for piece in &page.pieces {
        let y = grid::middle(piece);
        let band = cuts.iter().take_while(|cut| **cut >= y).count();
        cells::split(page, piece, columns, money, &mut bands[band]);
    }
    bands
}

/// The cells of a band, the lines of each joined.
pub(super) fn texts(parts: &[Part], count: usize) -> Vec<String> {
    let text = |column| {
        let lines = cells::lines(parts, column);
        lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    };
    (0..count).map(text).collect()
}

fn has_date(line: &Line) -> bool {
    Stamp::read(line.text.trim().as_bytes(), None).is_some()
}

/// Reads a page under a known head. `first_band`: how many bands belong to the head and what stands above.
pub(super) fn read(page: &PageText, head: &Head, first_band: usize) -> PageRows {
    let columns = head.columns_of(page);
    let cuts = grid::cuts(page, &columns);
    let bands = bands(page, &columns, &head.money, &cuts);
    let mut reading = Reading { head, glued: false, found: PageRows::default() };
    reading.glued = reading.words_keep_blanks(&bands);
    let last = bands.len() - 1;
    for (index, parts) in bands.iter().enumerate() {
        if parts.is_empty() {
            continue;
        }
        let outside = index == 0 || index == last;
        if index < first_band && (index > 0 || first_band > 0) {
            reading.outside(parts, true);
        } else if outside && !(cuts.len() < 2 || reading.holds_rows(parts)) {
            reading.outside(parts, index == 0);
        } else {
            reading.band(parts);
        }
    }
    reading.found
}

struct Reading<'h> {
    head: &'h Head,
    /// On this page a line that was broken at a blank keeps it.
    glued: bool,
    found: PageRows,
}

impl Reading<'_> {
    /// Whether lines that go on in the next one mostly keep the blank at their end: then a line without one was cut
    /// inside a word.
    fn words_keep_blanks(&self, bands: &[Vec<Part>]) -> bool {
        let (mut kept, mut all) = (0u32, 0u32);
        for parts in bands {
            for column in (0..self.head.words.len()).filter(|column| self.head.words[*column]) {
                let lines = cells::lines(parts, column);
                for line in lines.iter().rev().skip(1) {
                    all += 1;
                    kept += u32::from(line.blank_after);
                }
            }
        }
        kept * 5 >= all * 2 && kept > 0
    }

    fn dates(&self, parts: &[Part]) -> Vec<f32> {
        let lines = cells::lines(parts, self.head.date);
        lines.iter().filter(|line| has_date(line)).map(|line| line.baseline).collect()
    }

    fn amounts(&self, parts: &[Part]) -> usize {
        let money = (0..self.head.money.len()).filter(|column| self.head.money[*column]);
        money.map(|column| cells::lines(parts, column).len()).max().unwrap_or(0)
    }

    /// Whether text outside of the rules is rows all the same.
    fn holds_rows(&self, parts: &[Part]) -> bool {
        !self.dates(parts).is_empty() && self.amounts(parts) > 0
    }

    fn outside(&mut self, parts: &[Part], above: bool) {
        let rows = loose_lines(parts);
        if above {
            self.found.above.extend(rows);
        } else {
            self.found.below.extend(rows);
        }
    }

    fn band(&mut self, parts: &[Part]) {
        let dates = self.dates(parts);
        if dates.len() > 1 && self.amounts(parts) > 1 {
            for group in split(parts, &dates) {
                if self.dates(&group).is_empty() {
                    self.dateless(&group);
                } else {
                    self.row(BandKind::Row, &group);
                }
            }
        } else if dates.is_empty() {
            self.dateless(parts);
        } else {
            self.row(BandKind::Row, parts);
        }
    }

    fn dateless(&mut self, parts: &[Part]) {
        let texts = texts(parts, self.head.columns.count());
        if texts.iter().all(|text| text.trim().is_empty()) {
            return;
        }
        if self.head.bands.contains(&texts) || furniture::is_known(&texts) {
            self.found.passed += 1;
        } else if furniture::is_label(&texts) {
            self.found.labels.push(texts);
            self.found.passed += 1;
        } else {
            let only_words = texts.iter().enumerate().all(|(column, text)| {
                text.is_empty() || self.head.words.get(column) == Some(&true)
            });
            let first = self.found.rows.is_empty();
            let kind = if only_words && first { BandKind::Continuation } else { BandKind::Stray };
            self.row(kind, parts);
        }
    }

    fn row(&mut self, kind: BandKind, parts: &[Part]) {
        let cells = (0..self.head.columns.count()).map(|column| self.cell(parts, column)).collect();
        self.found.rows.push(BandRow { kind, cells });
    }

    fn cell(&self, parts: &[Part], column: usize) -> String {
        let mut lines = cells::lines(parts, column);
        let is = |kinds: &[bool]| kinds.get(column) == Some(&true);
        if is(&self.head.words) {
            let mut text = String::new();
            let mut after: Option<bool> = None;
            for line in &lines {
                if after.is_some_and(|blank| blank || !self.glued) {
                    text.push(' ');
                }
                text.push_str(&line.text);
                after = Some(line.blank_after);
            }
            return text;
        }
        if is(&self.head.money) {
            // A dash alone says that there is nothing.
            lines.retain(|line| !matches!(line.text.trim(), "-" | "–" | ""));
        }
        lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// Lines that are in no table, their parts as cells where a gap stands between them.
pub(super) fn loose_lines(parts: &[Part]) -> Vec<Vec<String>> {
    let mut flat: Vec<Part> = parts.to_vec();
    flat.sort_by(|upper, lower| {
        lower.baseline.total_cmp(&upper.baseline).then(upper.left.total_cmp(&lower.left))
    });
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut last: Option<(f32, f32)> = None;
    let mut line: Vec<Part> = Vec::new();
    let close = |line: &mut Vec<Part>, rows: &mut Vec<Vec<String>>| {
        line.sort_by(|left, right| left.left.total_cmp(&right.left));
        let mut cells: Vec<String> = Vec::new();
        let mut end: Option<f32> = None;
        for part in line.drain(..) {
            let gap = end.map_or(f32::MAX, |end| part.left - end);
            match cells.last_mut() {
                Some(cell) if gap < part.size * 0.2 => cell.push_str(&part.text),
                Some(cell) if gap < part.size * 0.8 => {
                    cell.push(' ');
                    cell.push_str(&part.text);
                }
                _ => cells.push(part.text),
            }
            end = Some(part.right);
        }
        if !cells.is_empty() {
            rows.push(cells);
        }
    };
    for part in flat {
        let same = last
            .is_some_and(|(baseline, size)| baseline - part.baseline <= 0.45 * size.min(part.size));
        if !same {
            close(&mut line, &mut rows);
            last = Some((part.baseline, part.size));
        }
        line.push(part);
    }
    close(&mut line, &mut rows);
    rows
}

/// Rows without rules between them, told by their dates: either every line stands beside its date or beneath it, or
/// the cells are centred and as much stands above the date as beneath.
fn split(parts: &[Part], dates: &[f32]) -> Vec<Vec<Part>> {
    let mut groups: Vec<Vec<Part>> = vec![Vec::new(); dates.len()];
    let tolerance = |part: &Part| part.size * 0.5;
    let first = dates[0];
    let centred = parts.iter().any(|part| part.baseline > first + tolerance(part));
    let mut lines: Vec<&Part> = parts.iter().collect();
    lines.sort_by(|upper, lower| lower.baseline.total_cmp(&upper.baseline));
    let mut row = 0;
    let mut reach = lines.first().map_or(0.0, |part| part.baseline - first);
    for part in lines {
        while row + 1 < dates.len() {
            let next = dates[row + 1];
            let belongs_here = if centred {
                part.baseline >= dates[row] - reach - tolerance(part)
            } else {
                part.baseline > next + tolerance(part)
            };
            if belongs_here {
                break;
            }
            row += 1;
            reach = (part.baseline - dates[row]).max(0.0);
        }
        groups[row].push(part.clone());
    }
    groups
}
