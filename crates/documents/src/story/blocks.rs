//! What a story may have drawn from the books: one list, a line for each. A directive stands on a line by
//! itself, `::name` and what it is about; whoever shows the story draws it. To add one: a line here, its
//! drawing where pages are made, its words in docs/stories.md.

use super::tree::Inline;

/// What follows a directive's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One or more identifiers of works.
    Works,
    /// One or more identifiers of claims.
    Claims,
    /// One number, then words.
    Number,
}

/// Every directive.
pub const DIRECTIVES: &[(&str, Takes)] = &[
    // A number set large, with words under it.
    ("pull", Takes::Number),
    // Works along the border posts as a straight line.
    ("strip", Takes::Works),
    // What sources say beside what the books hold.
    ("claims", Takes::Claims),
];

/// A directive as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Its name, one of [`DIRECTIVES`].
    pub name: &'static str,
    /// What it is about, by identifier.
    pub ids: Vec<String>,
    /// The number and words after it.
    pub prose: Vec<Inline>,
}
