//! Organisations: the tree as it stands on a day, and one organisation with its names and places in time, posts
//! held, what it launched, joined, gave and built, and what it comes to with all below it.

use super::claims::ClaimRow;
use super::drives::DriveRow;
use super::entry::Actor;
use super::models::ModelRow;
use super::stories::StoryRow;
use super::targets::TargetRow;
use crate::portal::figure::Figure;
use crate::portal::frame::Frame;
use crate::portal::period::Span;
use crate::portal::record::{Named, Verbatim};
use askama::Template;
use chungtay_ledger::date::Date;
use chungtay_ledger::kinds::life::ContractorRole;
use chungtay_ledger::kinds::organising::{OrganisationRole, OrganisationStep};
use chungtay_ledger::kinds::people::OrganisationClass;
use chungtay_ledger::organisations::Standing;

/// One organisation in the tree; what is below it comes next.
#[derive(Clone, Debug)]
pub struct TreeRow {
    /// Under the name it bore that day.
    pub organisation: Named,
    /// What it is.
    pub class: OrganisationClass,
    /// Its parts in the book that day.
    pub roles: Vec<OrganisationRole>,
    /// A group that nobody enumerated.
    pub unenumerated: bool,
    /// Whether any stand below it.
    pub has_below: bool,
    /// A list of those below ends after it, as often as there are of these.
    pub ends: Vec<()>,
}

/// An organisation that did not stand on the day.
#[derive(Clone, Debug)]
pub struct GoneRow {
    /// Under its last name.
    pub organisation: Named,
    /// Why it did not.
    pub standing: Standing,
    /// What it went into.
    pub into: Option<Named>,
}

/// One line of a roll-up.
#[derive(Clone, Debug)]
pub struct RollupRow {
    /// The word in message keys.
    pub word: &'static str,
    /// The figure.
    pub figure: Figure,
}

/// A level of the tree with all below it.
#[derive(Clone, Debug)]
pub struct LevelRow {
    /// The level, from the top.
    pub level: Figure,
    /// What it comes to.
    pub rows: Vec<RollupRow>,
}

/// All organisations on a day.
#[derive(Clone, Debug)]
pub struct Organisations {
    /// The day.
    pub on: Date,
    /// Whether it is the day of the newest entry.
    pub is_present: bool,
    /// What was asked and is no day.
    pub not_a_day: bool,
    /// The tree.
    pub tree: Vec<TreeRow>,
    /// Those that did not stand on the day.
    pub gone: Vec<GoneRow>,
    /// Days on which something changed.
    pub days: Vec<Date>,
    /// Levels, where the book publishes roll-ups.
    pub levels: Vec<LevelRow>,
}

/// The page of all organisations.
#[derive(Template)]
#[template(path = "organisations.html")]
pub struct OrganisationsPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub organisations: Organisations,
}

/// A name, and since when.
#[derive(Clone, Debug)]
pub struct NameRow {
    /// The name.
    pub name: Verbatim,
    /// The first day; `None` where the entry gives none.
    pub from: Option<Date>,
}

/// A place in the tree, and since when.
#[derive(Clone, Debug)]
pub struct PlaceRow {
    /// What became of it.
    pub step: Option<OrganisationStep>,
    /// The organisation above it, or which it went into; `None` where it stands by itself.
    pub above: Option<Named>,
    /// The first day; `None` where the entry gives none.
    pub from: Option<Date>,
    /// The decision it rests on.
    pub basis: Option<Named>,
    /// The entry.
    pub entry: u64,
}

/// A part that it has in the book.
#[derive(Clone, Debug)]
pub struct RoleRow {
    /// The part.
    pub role: OrganisationRole,
    /// When.
    pub during: Span,
    /// The entry.
    pub entry: u64,
}

/// A post held in it.
#[derive(Clone, Debug)]
pub struct PostRow {
    /// The title.
    pub title: Verbatim,
    /// The holder: a name only where it is open.
    pub holder: Actor,
    /// When, as the post's entry says.
    pub during: Span,
    /// The last day and the entry that says so, where another entry does.
    pub ended: Option<(Date, u64)>,
    /// Whether it is held on the day of the newest entry.
    pub is_held: bool,
    /// The entry.
    pub entry: u64,
}

/// What it gave to one fund.
#[derive(Clone, Debug)]
pub struct GaveRow {
    /// The fund.
    pub fund: Named,
    /// Money, under the question that gives it.
    pub money: Figure,
    /// Where the question is answered.
    pub link: String,
}

/// A question about it that the figure language answers.
#[derive(Clone, Debug)]
pub struct QuestionRow {
    /// The question.
    pub question: String,
    /// What it comes to.
    pub figure: Figure,
    /// Where it is answered.
    pub link: String,
    /// The term it asks about.
    pub term: Option<Verbatim>,
}

/// What it built, designed or supplied.
#[derive(Clone, Debug)]
pub struct BuiltRow {
    /// The work.
    pub work: Named,
    /// What it did.
    pub role: ContractorRole,
    /// The entry.
    pub entry: u64,
}

/// One organisation.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Under its present name.
    pub organisation: Named,
    /// What it is.
    pub class: OrganisationClass,
    /// A group that nobody enumerated.
    pub unenumerated: bool,
    /// Whether it stands on the day of the newest entry.
    pub standing: Standing,
    /// What it went into.
    pub into: Option<Named>,
    /// Names in time, where it bore several.
    pub names: Vec<NameRow>,
    /// Other spellings in sources.
    pub variants: Vec<Verbatim>,
    /// What sources tell of its relations.
    pub relations: Vec<Verbatim>,
    /// Places in the tree, in time.
    pub places: Vec<PlaceRow>,
    /// Its parts in the book.
    pub roles: Vec<RoleRow>,
    /// Posts held in it.
    pub posts: Vec<PostRow>,
    /// Those right below it now.
    pub below: Vec<Named>,
    /// Those that went into it, and when.
    pub merged: Vec<(Named, Date)>,
    /// What it comes to with all below it.
    pub rollup: Vec<RollupRow>,
    /// Questions about it, by term.
    pub questions: Vec<QuestionRow>,
    /// Works it launched.
    pub launched: Vec<Named>,
    /// Programmes it runs.
    pub programmes: Vec<Named>,
    /// Drives it launched or takes part in.
    pub drives: Vec<DriveRow>,
    /// Models it leads, coordinates or supports.
    pub models: Vec<ModelRow>,
    /// Targets of it.
    pub targets: Vec<TargetRow>,
    /// Policy bases it issued.
    pub issued: Vec<Named>,
    /// Funds it answers for.
    pub funds: Vec<Named>,
    /// What it gave itself, by fund.
    pub gave: Vec<GaveRow>,
    /// What it built.
    pub built: Vec<BuiltRow>,
    /// Works it inspected for the community.
    pub inspected: Vec<Named>,
    /// What is claimed about it.
    pub claims: Vec<ClaimRow>,
}

/// One organisation's page.
#[derive(Template)]
#[template(path = "organisation.html")]
pub struct OrganisationPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub organisation: Organisation,
    /// Stories about it, the newest first.
    pub stories: Vec<StoryRow>,
}
