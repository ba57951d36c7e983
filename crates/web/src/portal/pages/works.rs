//! Works: where, how much, in which state, by whom, at what cost. What nobody
//! recorded is shown as unknown; a joint cost is never split.

use super::claims::ClaimRow;
use super::funds::SpendingRow;
use super::life::Life;
use super::pictures::Pictures;
use super::stories::StoryRow;
use super::strips::{PostLine, Strips};
use crate::portal::card::{self, PageCard, Subject};
use crate::portal::figure::{Cost, Figure};
use crate::portal::frame::Frame;
use crate::portal::period::Edge;
use crate::portal::record::{Named, Opened, Verbatim};
use askama::Template;
use chungtay_ledger::chainage::Doubt;
use chungtay_ledger::kinds::attachments::AttachmentClass;
use chungtay_ledger::kinds::works::{Measure, PlaceClass, WorkClass, WorkState};

/// One work in a list.
#[derive(Clone, Debug)]
pub struct WorkRow {
    /// The work.
    pub work: Named,
    /// What it is.
    pub class: WorkClass,
    /// Where it stands; `None` where no source says.
    pub state: Option<WorkState>,
    /// The place in the source's words.
    pub place: Option<Verbatim>,
    /// What it cost.
    pub cost: Cost,
}

/// All works.
#[derive(Clone, Debug)]
pub struct Works {
    /// How many.
    pub count: Figure,
    /// In the book's order.
    pub rows: Vec<WorkRow>,
    /// Works along numbered posts.
    pub strips: Strips,
}

/// The list of works.
#[derive(Template)]
#[template(path = "works.html")]
pub struct WorksPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub works: Works,
}

/// A place of the book, under the name it bore and the name it bears.
#[derive(Clone, Debug)]
pub struct PlaceName {
    /// What it is.
    pub class: PlaceClass,
    /// Name as the source has it.
    pub name: Verbatim,
    /// The place around it.
    pub within: Vec<Verbatim>,
    /// What it is called now, where that is another name.
    pub now: Option<Verbatim>,
}

/// A point of a chainage as understood.
#[derive(Clone, Debug)]
pub struct PostPoint {
    /// The post.
    pub post: Verbatim,
    /// How far past it.
    pub offset: Option<Figure>,
}

/// Chainage as written and as understood.
#[derive(Clone, Debug)]
pub struct Chainage {
    /// As the source writes it.
    pub verbatim: Verbatim,
    /// The line of posts it counts along; `None` where it could not be read.
    pub line: Option<PostLine>,
    /// Places, and lengths with their second end; empty where it could not be read.
    pub stretches: Vec<(PostPoint, Option<PostPoint>)>,
    /// What the reading rests on and the words do not say.
    pub doubts: Vec<Doubt>,
}

/// How much of something was built.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// What is measured.
    pub measure: Measure,
    /// How much, or unknown.
    pub figure: Figure,
    /// For several works together, with no split: the other works.
    pub jointly_with: Vec<Named>,
}

/// A step in a work's life.
#[derive(Clone, Debug)]
pub struct LifeStep {
    /// The state it entered.
    pub state: WorkState,
    /// When: a day, words that fix none, or untold.
    pub when: Edge,
    /// The entry that says so.
    pub entry: u64,
}

/// A picture the source printed, of which the book may hold only the caption.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The caption.
    pub caption: Verbatim,
    /// Who took it, as printed.
    pub credit: Option<Verbatim>,
}

/// One work.
#[derive(Clone, Debug)]
pub struct Work {
    /// As in the list.
    pub row: WorkRow,
    /// Other spellings of its name.
    pub variants: Vec<Verbatim>,
    /// Its programme.
    pub programme: Option<Named>,
    /// Places of the book.
    pub places: Vec<PlaceName>,
    /// Markers, verbatim, in the order given.
    pub markers: Vec<Verbatim>,
    /// The line of posts it stands on.
    pub line: Option<PostLine>,
    /// Its stretch along numbered posts.
    pub chainage: Option<Chainage>,
    /// Quantities, known and unknown.
    pub quantities: Vec<Quantity>,
    /// The steps told of its life, oldest first.
    pub life: Vec<LifeStep>,
    /// What is told of its life beside its states.
    pub told: Life,
    /// Who launched it, in the order given.
    pub launchers: Vec<Named>,
    /// Funds that paid, each with how much.
    pub paid_by: Vec<(Named, Figure)>,
    /// What was paid together with what was given in kind, and its question; `None` where nothing was.
    pub with_kind: Option<(Figure, String)>,
    /// Requests and payments for it.
    pub spending: Vec<SpendingRow>,
    /// What is claimed about it.
    pub claims: Vec<ClaimRow>,
    /// What is planned, in the source's words.
    pub plans: Vec<Verbatim>,
    /// Photos, drawings and papers.
    pub pictures: Pictures,
    /// A picture the source printed.
    pub picture: Option<Picture>,
}

/// One work's page.
#[derive(Template)]
#[template(path = "work.html")]
pub struct WorkPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub work: Work,
    /// Stories about it, the newest first.
    pub stories: Vec<StoryRow>,
}

impl WorkPage {
    /// The drawn card.
    #[must_use]
    pub fn card(&self) -> PageCard {
        let subject = Subject::Work(self.work.row.work.id.clone());
        card::shown(&card::of_work(&self.frame, &self.work.row), &subject, self.frame.language)
    }
}
