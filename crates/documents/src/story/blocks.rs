//! What a story may have drawn from the books: one list, a line for each. A directive stands on a line by
//! itself, `::name` and what it is about; whoever shows the story draws it. To add one: a line here, what it may
//! be about in `drawn.rs`, its drawing where pages are made, its words in docs/stories.md.

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
    /// One picture, or two of the same place at two times.
    Pictures,
    /// The name of a chart, and what it is narrowed to.
    Chart,
    /// One or more identifiers of works that stand on the map.
    Places,
}

/// Every directive.
pub const DIRECTIVES: &[(&str, Takes)] = &[
    // A number set large, with words under it.
    ("pull", Takes::Number),
    // Photos and drawings of works, with their captions and credits.
    ("photo", Takes::Pictures),
    // Money and targets, drawn.
    ("chart", Takes::Chart),
    // Works on a map, with the list that says the same.
    ("map", Takes::Places),
    // Works along the border posts as a straight line.
    ("strip", Takes::Works),
    // What sources say beside what the books hold.
    ("claims", Takes::Claims),
];

/// What a chart is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartOf {
    /// The whole book, or some funds of it.
    Funds,
    /// The whole book, or one fund of it.
    Fund,
    /// Targets, one or more.
    Targets,
}

/// Every chart.
pub const CHARTS: &[(&str, ChartOf)] = &[
    // From sources through funds to works.
    ("flows", ChartOf::Funds),
    // What came in and went out by month.
    ("months", ChartOf::Funds),
    // Credits at the bank by day.
    ("days", ChartOf::Fund),
    // Credits at the bank by size.
    ("sizes", ChartOf::Fund),
    // How far targets are.
    ("targets", ChartOf::Targets),
];

/// A directive as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Its name, one of [`DIRECTIVES`].
    pub name: &'static str,
    /// What it is about, by identifier; of a chart its name, one of [`CHARTS`], stands first.
    pub ids: Vec<String>,
    /// The number and words after it.
    pub prose: Vec<Inline>,
}
