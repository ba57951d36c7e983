//! Programmes, movements and drives: under what they were launched, and what belongs to them.

use super::charts::MoneyCharts;
use super::claims::ClaimRow;
use super::drives::DriveRow;
use super::organisations::RollupRow;
use super::stories::StoryRow;
use super::strips::Strips;
use super::targets::TargetRow;
use super::works::WorkRow;
use crate::portal::frame::Frame;
use crate::portal::period::Span;
use crate::portal::record::{Named, Verbatim};
use askama::Template;
use chungtay_ledger::kinds::people::ProgrammeClass;

/// One programme in a list.
#[derive(Clone, Debug)]
pub struct ProgrammeRow {
    /// The programme.
    pub programme: Named,
    /// What it is.
    pub class: ProgrammeClass,
    /// Who runs it.
    pub organisation: Option<Named>,
    /// When it runs.
    pub during: Span,
    /// The works it holds, in the book's order.
    pub works: Vec<Named>,
}

/// All programmes.
#[derive(Clone, Debug)]
pub struct Programmes {
    /// In the book's order.
    pub rows: Vec<ProgrammeRow>,
}

/// The list of programmes.
#[derive(Template)]
#[template(path = "programmes.html")]
pub struct ProgrammesPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub programmes: Programmes,
}

/// A resolution, directive, slogan or drive that something was launched under.
#[derive(Clone, Debug)]
pub struct Basis {
    /// Its page, under its title or wording, verbatim with its typing errors.
    pub basis: Named,
    /// Its type in the source's words.
    pub class: Verbatim,
    /// Its number as printed; `None` where the source gives none.
    pub number: Option<Verbatim>,
    /// Who issued it.
    pub issuer: Option<Verbatim>,
}

/// One programme.
#[derive(Clone, Debug)]
pub struct Programme {
    /// As in the list.
    pub row: ProgrammeRow,
    /// The programme above it.
    pub parent: Option<Named>,
    /// The programmes below it.
    pub children: Vec<ProgrammeRow>,
    /// What it was launched under, in the order given.
    pub bases: Vec<Basis>,
    /// Its works.
    pub works: Vec<WorkRow>,
    /// Its works and those of programmes below it, along numbered posts.
    pub strips: Strips,
    /// Where the money of funds that are for it alone came from and went.
    pub charts: MoneyCharts,
    /// Funds that may be spent on it.
    pub funds: Vec<Named>,
    /// What it comes to with all below it.
    pub rollup: Vec<RollupRow>,
    /// Its targets.
    pub targets: Vec<TargetRow>,
    /// Its drives.
    pub drives: Vec<DriveRow>,
    /// What is claimed about it.
    pub claims: Vec<ClaimRow>,
}

/// One programme's page.
#[derive(Template)]
#[template(path = "programme.html")]
pub struct ProgrammePage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub programme: Programme,
    /// Stories about it, the newest first.
    pub stories: Vec<StoryRow>,
}
