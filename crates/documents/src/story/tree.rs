//! The text of a story as a tree: what may stand in it and nothing else. There is no node for markup.

use super::blocks::Directive;

/// A part of a text by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading: two to four.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Whether its items are numbered.
        ordered: bool,
        /// What each item holds.
        items: Vec<Vec<Block>>,
    },
    /// A quotation: the mark that names its source, and what is quoted.
    Quotation(usize, Vec<Block>),
    /// A table.
    Table {
        /// How each column stands.
        columns: Vec<Alignment>,
        /// The headings.
        head: Vec<Vec<Inline>>,
        /// The rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A line across.
    Rule,
    /// Something drawn from the books.
    Directive(Directive),
}

/// How a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As text begins.
    Start,
    /// In the middle.
    Centre,
    /// As numbers end.
    End,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Stressed.
    Emphasis(Vec<Inline>),
    /// Stressed more.
    Strong(Vec<Inline>),
    /// A link: a path of the site or an `https://` address.
    Link(String, Vec<Inline>),
    /// What a mark comes to, by its place in [`super::Story::marks`].
    Bound(usize),
    /// A new line.
    Break,
}
