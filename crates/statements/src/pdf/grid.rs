//! The grid of a table as the page draws it: its columns between upright rules, its bands between level ones. Where a
//! bank draws no level rules the ends of the upright ones tell the bands.

use super::geometry::Area;
use super::page::{Glyph, PageText, Piece, Rule};

/// Rules as near as this are one.
const SAME_RULE: f32 = 1.6;
/// An upright rule must be so long in all to bound a column.
const SHORTEST_EDGE: f32 = 24.0;
/// Bands lower than this are the gap between two rules.
const LOWEST_BAND: f32 = 4.0;
/// A letter may stand this far outside its column.
const OVERHANG: f32 = 1.0;
/// A cell is never higher; a clipping area that is belongs to the page.
const HIGHEST_CELL: f32 = 260.0;

/// The columns of a table, by their edges from left to right.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    edges: Vec<f32>,
}

/// Sums the lengths of rules that stand in one place: place and length, sorted.
fn gathered(rules: &[Rule]) -> Vec<(f32, f32)> {
    let mut rules: Vec<(f32, f32)> =
        rules.iter().map(|rule| (rule.at, rule.to - rule.from)).collect();
    rules.sort_by(|left, right| left.0.total_cmp(&right.0));
    let mut found: Vec<(f32, f32)> = Vec::new();
    for (at, length) in rules {
        match found.last_mut() {
            Some((place, sum)) if at - *place <= SAME_RULE => *sum += length,
            _ => found.push((at, length)),
        }
    }
    found
}

impl Columns {
    /// The tables of a page, by their upright rules: rules that share no height belong to different tables (or to a
    /// logo's frame). None where the page draws none.
    pub fn ruled(page: &PageText) -> Vec<Self> {
        let mut rules = page.upright.clone();
        rules.sort_by(|upper, lower| lower.to.total_cmp(&upper.to));
        let mut tables: Vec<(f32, Vec<Rule>)> = Vec::new();
        for rule in rules {
            match tables.last_mut() {
                Some((bottom, table)) if rule.to >= *bottom - SAME_RULE => {
                    *bottom = bottom.min(rule.from);
                    table.push(rule);
                }
                _ => tables.push((rule.from, vec![rule])),
            }
        }
        let mut found: Vec<Self> = Vec::new();
        for columns in tables.iter().filter_map(|(_, rules)| Self::of(rules)) {
            if !found.iter().any(|known| known.like(&columns)) {
                found.push(columns);
            }
        }
        found
    }

    fn of(rules: &[Rule]) -> Option<Self> {
        let places = gathered(rules);
        let longest = places.iter().map(|(_, length)| *length).fold(0.0, f32::max);
        let least = SHORTEST_EDGE.min(longest * 0.5).max(longest * 0.05);
        let edges: Vec<f32> =
            places.into_iter().filter(|(_, length)| *length >= least).map(|(at, _)| at).collect();
        (edges.len() >= 4).then_some(Self { edges })
    }

    pub fn count(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    pub fn left(&self) -> f32 {
        self.edges.first().copied().unwrap_or(0.0)
    }

    pub fn right(&self) -> f32 {
        self.edges.last().copied().unwrap_or(0.0)
    }

    /// The column in which a letter that begins here stands; the outer ones reach beyond their edges.
    pub fn at(&self, x: f32) -> usize {
        let inner = self.edges.get(1..self.edges.len().saturating_sub(1)).unwrap_or_default();
        inner.iter().take_while(|edge| x >= **edge - OVERHANG).count()
    }

    /// Whether these are the same columns, a little moved perhaps.
    pub fn like(&self, other: &Self) -> bool {
        let near = |(one, two): (&f32, &f32)| (one - two).abs() <= 8.0;
        self.edges.len() == other.edges.len() && self.edges.iter().zip(&other.edges).all(near)
    }
}

/// Where a piece stands for the eye: a line's middle, within the cell that it was clipped to.
pub(super) fn middle(piece: &Piece) -> f32 {
    let middle = piece.baseline + piece.size * 0.3;
    let Area { bottom, top, .. } = piece.clip;
    if top - bottom > 2.0 && top - bottom < HIGHEST_CELL {
        middle.clamp(bottom + 1.0, top - 1.0)
    } else {
        middle
    }
}

/// A piece without its outer blanks: its letters, and where they begin and end.
pub(super) fn bare<'p>(page: &'p PageText, piece: &Piece) -> Option<(&'p [Glyph], f32, f32)> {
    let glyphs = page.glyphs_of(piece);
    let blank = |glyph: &Glyph| glyph.letter.is_whitespace();
    let from = glyphs.iter().position(|glyph| !blank(glyph))?;
    let to = glyphs.iter().rposition(|glyph| !blank(glyph))? + 1;
    let kept = &glyphs[from..to];
    Some((kept, kept.first()?.left, kept.last()?.right))
}

/// The places where a table's bands are cut, from top to bottom.
pub(super) fn cuts(page: &PageText, columns: &Columns) -> Vec<f32> {
    let (left, right) = (columns.left(), columns.right());
    let inside = |rule: &Rule| Rule {
        at: rule.at,
        from: rule.from.max(left - SAME_RULE),
        to: rule.to.min(right + SAME_RULE),
    };
    let level: Vec<Rule> =
        page.level.iter().map(inside).filter(|rule| rule.to > rule.from).collect();
    let mut cuts: Vec<f32> = gathered(&level)
        .into_iter()
        .filter(|(_, length)| *length >= (right - left) * 0.6)
        .map(|(at, _)| at)
        .collect();
    cuts.extend(ends(page, columns));
    cuts.sort_by(|upper, lower| lower.total_cmp(upper));
    cuts.dedup_by(|lower, upper| *upper - *lower <= LOWEST_BAND);
    cuts
}

/// Where upright rules of half of the edges end together.
fn ends(page: &PageText, columns: &Columns) -> Vec<f32> {
    let mut ends: Vec<(f32, usize)> = Vec::new();
    for rule in &page.upright {
        let edge = columns.edges.iter().position(|edge| (edge - rule.at).abs() <= SAME_RULE * 2.0);
        if let Some(edge) = edge {
            ends.extend([(rule.from, edge), (rule.to, edge)]);
        }
    }
    ends.sort_by(|left, right| left.0.total_cmp(&right.0));
    let needed = (columns.edges.len() / 2).max(2);
    let mut found = Vec::new();
    let mut group: Vec<usize> = Vec::new();
    let mut place = f32::MIN;
    for (at, edge) in ends.into_iter().chain([(f32::MAX, 0)]) {
        if at - place > SAME_RULE {
            group.sort_unstable();
            group.dedup();
            if group.len() >= needed {
                found.push(place);
            }
            group.clear();
            place = at;
        }
        group.push(edge);
    }
    found
}
