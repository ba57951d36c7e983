//! Pieces become the cells of a band: each piece goes to its column, the pieces of a column become lines. A piece that
//! runs over an edge is taken apart only where something proves that it is two.

use super::grid::{Columns, bare};
use super::page::{Glyph, PageText, Piece};
use crate::amount;

/// A gap between two pieces of one line, in parts of their size, that is a blank.
const BLANK_GAP: f32 = 0.2;
/// Pieces whose baselines differ by less than this part of their size stand on one line.
const SAME_LINE: f32 = 0.45;

/// Letters of one column on one line.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub column: usize,
    pub baseline: f32,
    pub size: f32,
    pub left: f32,
    pub right: f32,
    pub text: String,
    /// The text layer holds a blank behind the last letter.
    pub blank_after: bool,
}

/// One line of a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub baseline: f32,
    pub text: String,
    pub blank_after: bool,
}

fn is_amount(glyphs: &[Glyph]) -> bool {
    let text: String = glyphs.iter().map(|glyph| glyph.letter).collect();
    amount::unsigned(text.trim().as_bytes()).is_ok()
}

/// Gives a piece to its column, or its parts to theirs. `money`: which columns hold amounts.
pub(super) fn split(
    page: &PageText,
    piece: &Piece,
    columns: &Columns,
    money: &[bool],
    parts: &mut Vec<Part>,
) {
    let Some((glyphs, left, right)) = bare(page, piece) else { return };
    let blank_after =
        page.glyphs_of(piece).last().is_some_and(|glyph| glyph.letter.is_whitespace());
    let push = |glyphs: &[Glyph], column: usize, blank_after: bool, parts: &mut Vec<Part>| {
        let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return };
        parts.push(Part {
            column,
            baseline: piece.baseline,
            size: piece.size,
            left: first.left,
            right: last.right,
            text: glyphs.iter().map(|glyph| glyph.letter).collect(),
            blank_after,
        });
    };
    let (first, last) = (columns.at(left), columns.at(right - 1.0));
    if first == last {
        return push(glyphs, first, blank_after, parts);
    }
    let mut rest = glyphs;
    while let Some(cut) = cut_of(rest, columns, money, piece.size) {
        let (before, after) = rest.split_at(cut);
        let kept = before
            .iter()
            .rposition(|glyph| !glyph.letter.is_whitespace())
            .map_or(0, |last| last + 1);
        push(&before[..kept], column_of(&before[..kept], columns, money), kept < cut, parts);
        let skipped = after.iter().take_while(|glyph| glyph.letter.is_whitespace()).count();
        rest = &after[skipped..];
    }
    push(rest, column_of(rest, columns, money), blank_after, parts);
}

/// An amount stands where it ends, everything else where it begins.
fn column_of(glyphs: &[Glyph], columns: &Columns, money: &[bool]) -> usize {
    let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return 0 };
    let (begin, end) = (columns.at(first.left), columns.at(last.right - 1.0));
    let right_aligned = begin != end && money.get(end) == Some(&true) && is_amount(glyphs);
    if right_aligned { end } else { begin }
}

/// Where a piece over an edge is cut: at a wide blank, or where an amount meets what was placed anew beside it.
fn cut_of(glyphs: &[Glyph], columns: &Columns, money: &[bool], size: f32) -> Option<usize> {
    let (first, last) = (glyphs.first()?, glyphs.last()?);
    if columns.at(first.left) == columns.at(last.right - 1.0) {
        return None;
    }
    for index in 1..glyphs.len() {
        let (before, rest) = glyphs.split_at(index);
        let Some(end) = before.iter().rposition(|glyph| !glyph.letter.is_whitespace()) else {
            continue;
        };
        let (letter, after) = (&glyphs[end], &rest[0]);
        let (from, to) = (columns.at(letter.left), columns.at(after.left));
        if after.letter.is_whitespace() || from == to {
            continue;
        }
        let wide = after.left - letter.right > size * 0.9;
        let placed = glyphs[end + 1..=index].iter().any(|glyph| glyph.placed);
        if wide || placed && (meets(before, from, money) || meets(rest, to, money)) {
            return Some(index);
        }
    }
    None
}

/// Whether these letters are an amount in a column of amounts.
fn meets(glyphs: &[Glyph], column: usize, money: &[bool]) -> bool {
    money.get(column) == Some(&true) && is_amount(glyphs)
}

/// The lines of one column, from top to bottom.
pub(super) fn lines(parts: &[Part], column: usize) -> Vec<Line> {
    let mut chosen: Vec<&Part> = parts.iter().filter(|part| part.column == column).collect();
    chosen.sort_by(|upper, lower| lower.baseline.total_cmp(&upper.baseline));
    let mut lines = Vec::new();
    let mut group: Vec<&Part> = Vec::new();
    for part in chosen {
        let same = group.first().is_some_and(|first| {
            first.baseline - part.baseline <= SAME_LINE * first.size.min(part.size)
        });
        if !same && !group.is_empty() {
            lines.push(joined(&mut group));
        }
        group.push(part);
    }
    if !group.is_empty() {
        lines.push(joined(&mut group));
    }
    lines
}

/// One line of its parts, from left to right.
fn joined(group: &mut Vec<&Part>) -> Line {
    group.sort_by(|left, right| left.left.total_cmp(&right.left));
    let mut line = Line { baseline: group[0].baseline, ..Line::default() };
    let mut end: Option<(f32, bool)> = None;
    for part in group.drain(..) {
        if let Some((right, blank)) = end
            && (blank || part.left - right > BLANK_GAP * part.size)
        {
            line.text.push(' ');
        }
        line.text.push_str(&part.text);
        line.blank_after = part.blank_after;
        end = Some((part.right, part.blank_after));
    }
    line
}
