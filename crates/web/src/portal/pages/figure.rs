//! One figure and its proof: the expression, the value, what is unknown in it, the entries behind it.

use crate::portal::figure::{Figure, Step};
use crate::portal::frame::Frame;
use crate::portal::record::EntryRow;
use askama::Template;

/// A figure's proof.
#[derive(Clone, Debug)]
pub struct FigureProof {
    /// The figure.
    pub figure: Figure,
    /// The message that names it in words (`figure-name-fund-received`); `None` shows the id alone.
    pub name_key: Option<&'static str>,
    /// The expression over the log, as `figures.json` holds it.
    pub expression: String,
    /// How it is put together, line by line; empty where the expression says enough.
    pub steps: Vec<Step>,
    /// What is unknown in it: figures that have no value.
    pub unknowns: Vec<Figure>,
    /// How many entries are behind it.
    pub entries_count: Figure,
    /// Some of them, newest first, at most twenty.
    pub entries: Vec<EntryRow>,
    /// The list of all of them, as a query of the lines (`fund=yagi`); `None` where lines do not hold it.
    pub lines_query: Option<String>,
}

/// A figure's page.
#[derive(Template)]
#[template(path = "figure.html")]
pub struct FigurePage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub proof: FigureProof,
}
