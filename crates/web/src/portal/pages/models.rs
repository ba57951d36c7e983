//! Models of skilful mass mobilisation (dân vận khéo), year by year: registered, checked, scored, recognised,
//! revoked; and one model whole.

use super::entry::Actor;
use super::life::PaperRow;
use crate::portal::figure::Figure;
use crate::portal::frame::Frame;
use crate::portal::period::Span;
use crate::portal::record::{Amount, Named, Opened, Verbatim};
use askama::Template;
use chungtay_ledger::date::Date;
use chungtay_ledger::emulation::ModelStage;
use chungtay_ledger::kinds::emulation::{
    CheckOutcome, ModelField, ModelSubject, RecognitionLevel, ResourceClass, RevocationCause,
};

/// One model in a list.
#[derive(Clone, Debug)]
pub struct ModelRow {
    /// The model.
    pub model: Named,
    /// Who leads.
    pub lead: Option<Named>,
    /// The field.
    pub field: ModelField,
    /// How far it is.
    pub stage: ModelStage,
    /// The level at which it is recognised.
    pub level: Option<RecognitionLevel>,
    /// Its points.
    pub points: Option<Figure>,
}

/// A criterion, the most points it gives, and what one model got.
#[derive(Clone, Debug)]
pub struct CriterionRow {
    /// The criterion.
    pub name: Verbatim,
    /// The most points.
    pub most: Verbatim,
    /// The model's points.
    pub points: Option<Verbatim>,
}

/// One year.
#[derive(Clone, Debug)]
pub struct ModelYear {
    /// The year, as the entry of its criteria says.
    pub year: Verbatim,
    /// The identifier of its anchor.
    pub id: String,
    /// What the criteria rest on.
    pub basis: Option<Named>,
    /// The criteria.
    pub criteria: Vec<CriterionRow>,
    /// Levels and the points they ask for.
    pub levels: Vec<(RecognitionLevel, Verbatim)>,
    /// How many models are how far.
    pub counts: Vec<(ModelStage, Figure)>,
    /// All models of the year.
    pub count: Figure,
    /// In the book's order.
    pub rows: Vec<ModelRow>,
}

/// All models.
#[derive(Clone, Debug)]
pub struct Models {
    /// The newest year first.
    pub years: Vec<ModelYear>,
}

/// The page of models.
#[derive(Template)]
#[template(path = "models.html")]
pub struct ModelsPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub models: Models,
}

/// What a model is given.
#[derive(Clone, Debug)]
pub struct ResourceRow {
    /// What kind.
    pub class: ResourceClass,
    /// What.
    pub item: Verbatim,
    /// How much, in thousandths, and the unit.
    pub quantity: Option<(i64, Option<Verbatim>)>,
    /// The sum.
    pub amount: Option<Amount>,
}

/// A step of the cycle.
#[derive(Clone, Debug)]
pub struct CycleStep {
    /// What happened.
    pub what: CycleEvent,
    /// The day.
    pub on: Date,
    /// Who entered it.
    pub actor: Actor,
    /// A note or reason, as far as it is open.
    pub note: Option<Verbatim>,
    /// Papers.
    pub papers: Vec<PaperRow>,
    /// The entry.
    pub entry: u64,
}

/// What happened in the cycle.
#[derive(Clone, Debug)]
pub enum CycleEvent {
    /// Registered.
    Registered,
    /// Checked.
    Checked(CheckOutcome),
    /// Scored, with the points of that score.
    Scored(Verbatim),
    /// Recognised at a level, by an organisation.
    Recognised(RecognitionLevel, Option<Named>),
    /// Taken back.
    Revoked(RevocationCause),
}

/// One model.
#[derive(Clone, Debug)]
pub struct ModelView {
    /// As in the list.
    pub row: ModelRow,
    /// The year.
    pub year: Verbatim,
    /// Whose it is.
    pub subject: ModelSubject,
    /// The person, for one person's model.
    pub person: Option<Actor>,
    /// When.
    pub during: Span,
    /// The area.
    pub area: Option<Verbatim>,
    /// Places of the book.
    pub places: Vec<Verbatim>,
    /// Who coordinates.
    pub coordinating: Vec<Named>,
    /// Who takes part.
    pub supporting: Vec<Named>,
    /// Works it brought about.
    pub works: Vec<Named>,
    /// What it tells of itself, by private field.
    pub texts: Vec<(&'static str, Opened)>,
    /// Resources.
    pub resources: Vec<ResourceRow>,
    /// Criteria with its points.
    pub criteria: Vec<CriterionRow>,
    /// All points it could have.
    pub most: Option<Figure>,
    /// The cycle so far.
    pub steps: Vec<CycleStep>,
    /// The model of an earlier year it goes on with.
    pub continues: Option<Named>,
    /// Models of later years that go on with it.
    pub continued_by: Vec<Named>,
}

/// One model's page.
#[derive(Template)]
#[template(path = "model.html")]
pub struct ModelPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub model: ModelView,
}
