//! Targets and the policy bases that set them: what hangs on a resolution, directive or plan, and how far it is.

use super::drives::DriveRow;
use crate::portal::figure::Figure;
use crate::portal::frame::Frame;
use crate::portal::period::Span;
use crate::portal::record::{Named, Opened, Verbatim};
use askama::Template;
use chungtay_ledger::kinds::people::NumberStyle;

/// One target.
#[derive(Clone, Debug)]
pub struct TargetRow {
    /// Identifier, the anchor on a page.
    pub id: String,
    /// The entry.
    pub entry: u64,
    /// What is measured, in the words of whoever set it.
    pub indicator: Verbatim,
    /// What is to be reached.
    pub value: Figure,
    /// What is reached; `None` where no question is bound in it.
    pub reached: Option<Figure>,
    /// Parts of what was set.
    pub share: Option<Figure>,
    /// How many things it rests on are not known.
    pub unknown: Option<Figure>,
    /// The question and where it is answered.
    pub question: Option<(String, String)>,
    /// By when.
    pub period: Span,
    /// Whose.
    pub organisation: Option<Named>,
    /// The programme.
    pub programme: Option<Named>,
    /// What sets it.
    pub basis: Option<Named>,
}

/// A document's number taken apart.
#[derive(Clone, Debug)]
pub struct NumberRow {
    /// The number as printed.
    pub number: Verbatim,
    /// The family it follows.
    pub style: Option<NumberStyle>,
    /// The word for its type, where the abbreviation is known.
    pub class: Option<&'static str>,
    /// The issuer's abbreviation.
    pub issuer: Option<Verbatim>,
    /// Whether it follows its family's form; `None` where no family is told.
    pub follows: Option<bool>,
}

/// One policy basis in the list.
#[derive(Clone, Debug)]
pub struct BasisRow {
    /// Under its title.
    pub basis: Named,
    /// Its type in the source's words.
    pub class: Verbatim,
    /// Its number; `None` where the source gives none.
    pub number: Option<NumberRow>,
    /// Who issued it.
    pub issuer: Option<Verbatim>,
}

/// All policy bases.
#[derive(Clone, Debug)]
pub struct Bases {
    /// In the book's order.
    pub rows: Vec<BasisRow>,
    /// All targets of the book.
    pub targets: Vec<TargetRow>,
}

/// The page of policy bases and targets.
#[derive(Template)]
#[template(path = "bases.html")]
pub struct BasesPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub bases: Bases,
}

/// One policy basis.
#[derive(Clone, Debug)]
pub struct BasisView {
    /// As in the list.
    pub row: BasisRow,
    /// Who issued it, where it is an organisation of the book.
    pub issuer: Option<Named>,
    /// Its wording, as far as it is open.
    pub quote: Opened,
    /// Programmes launched under it.
    pub programmes: Vec<Named>,
    /// Drives launched under it.
    pub drives: Vec<DriveRow>,
    /// Targets it sets.
    pub targets: Vec<TargetRow>,
    /// Organisations that it changed.
    pub organisations: Vec<Named>,
    /// Years whose models are judged under it: the year and the entry.
    pub rules: Vec<Verbatim>,
}

/// One policy basis's page.
#[derive(Template)]
#[template(path = "basis.html")]
pub struct BasisPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub basis: BasisView,
}
