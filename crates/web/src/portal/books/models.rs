//! Models of the emulation cycle, year by year and one by one.

use super::BooksError;
use super::quoting::words_of;
use super::snapshot::BooksSnapshot;
use crate::portal::pages::entry::Actor;
use crate::portal::pages::models::{
    CriterionRow, CycleEvent, CycleStep, ModelRow, ModelView, ModelYear, Models, ResourceRow,
};
use crate::portal::record::{Amount, Named, Opened, Room, Verbatim};
use chungtay_ledger::date::Date;
use chungtay_ledger::emulation::{ModelStage, stage};
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::emulation::{EmulationRules, Model, ModelResource};
use chungtay_ledger::kinds::life::Paper;
use chungtay_ledger::state::life::Happened;
use chungtay_ledger::state::movement::ModelLife;

/// The private fields that a model tells of itself in.
const TEXTS: [&str; 6] = ["reason", "aims", "method", "people", "outputs", "upkeep"];

impl BooksSnapshot<'_> {
    pub(super) fn model_named(&self, id: Id) -> Option<Named> {
        let found = &self.state().movement.models.get(&id)?.model;
        let name = Verbatim::new(&found.item.name, found.at);
        let demonstration = found.item.demonstration;
        Some(Named { room: Room::Model, id: id.to_string(), name, demonstration })
    }

    pub(super) fn models_page(&self) -> Models {
        let mut rules: Vec<&Happened<EmulationRules>> =
            self.state().movement.rules.values().collect();
        rules.sort_by_key(|told| (std::cmp::Reverse(told.item.year), told.at));
        Models { years: rules.into_iter().map(|told| self.model_year(told)).collect() }
    }

    fn model_year(&self, told: &Happened<EmulationRules>) -> ModelYear {
        let rules = &told.item;
        let figure = |name: &str| self.figure(&format!("emulation.{}.{name}", rules.year));
        let points = |points: u32| Verbatim::new(points.to_string(), told.at);
        let counts = ModelStage::ALL.map(|stage| (stage, figure(stage.word())));
        ModelYear {
            year: Verbatim::new(rules.year.to_string(), told.at),
            id: rules.id.to_string(),
            basis: rules.basis.and_then(|basis| self.basis_named(basis)),
            criteria: criteria(told, None),
            levels: rules.levels.iter().map(|rule| (rule.level, points(rule.least))).collect(),
            counts: counts.into_iter().filter(|(_, figure)| !figure.is_zero()).collect(),
            count: figure("models"),
            rows: self.models_where(|model| model.model.item.rules == rules.id),
        }
    }

    /// In the book's order.
    fn models_where(&self, wanted: impl Fn(&ModelLife) -> bool) -> Vec<ModelRow> {
        let all = self.state().movement.models.values();
        let mut found: Vec<&ModelLife> = all.filter(|model| wanted(model)).collect();
        found.sort_by_key(|model| model.model.at);
        found.into_iter().filter_map(|model| self.model_row(model)).collect()
    }

    /// Models that an organisation leads, coordinates or supports.
    pub(super) fn models_of(&self, id: Id) -> Vec<ModelRow> {
        self.models_where(|model| {
            let item = &model.model.item;
            item.lead == id || item.coordinating.contains(&id) || item.supporting.contains(&id)
        })
    }

    fn model_row(&self, model: &ModelLife) -> Option<ModelRow> {
        let item = &model.model.item;
        let points = model.points().map(|_| self.figure(&format!("model.{}.points", item.id)));
        Some(ModelRow {
            model: self.model_named(item.id)?,
            lead: self.organisation_named(item.lead),
            field: item.field,
            stage: stage(model),
            level: model.recognised().map(|told| told.item.level),
            points,
        })
    }

    pub(super) fn model_page(&self, id: &str) -> Result<Option<ModelView>, BooksError> {
        let state = self.state();
        let Some(found) = Id::new(id).and_then(|id| state.movement.models.get(&id)) else {
            return Ok(None);
        };
        let (item, at) = (&found.model.item, found.model.at);
        let (Some(row), Some(rules)) =
            (self.model_row(found), state.movement.rules.get(&item.rules))
        else {
            return Ok(None);
        };
        let bodies =
            |ids: &[Id]| ids.iter().filter_map(|id| self.organisation_named(*id)).collect();
        let continued = |other: &&ModelLife| other.model.item.continues == Some(item.id);
        let continued = state.movement.models.values().filter(continued);
        let person = item.person.map(|person| self.actor(person, found.model.on)).transpose()?;
        let places = item.places.iter().filter_map(|id| state.places.get(id));
        Ok(Some(ModelView {
            year: Verbatim::new(rules.item.year.to_string(), rules.at),
            subject: item.subject,
            person,
            during: self.span(item.during.as_ref(), at),
            area: item.area.as_ref().map(|area| Verbatim::new(area, at)),
            places: places.map(|place| Verbatim::new(&place.item.name, place.at)).collect(),
            coordinating: bodies(&item.coordinating),
            supporting: bodies(&item.supporting),
            works: item.works.iter().filter_map(|work| self.work_named(*work)).collect(),
            texts: self.model_texts(at)?,
            resources: item.resources.iter().map(|found| resource_row(found, at)).collect(),
            criteria: criteria(rules, Some(found)),
            most: row
                .points
                .as_ref()
                .map(|_| self.figure(&format!("model.{}.points-most", item.id))),
            steps: self.cycle(found)?,
            continues: item.continues.and_then(|id| self.model_named(id)),
            continued_by: continued
                .filter_map(|other| self.model_named(other.model.item.id))
                .collect(),
            row,
        }))
    }

    /// What it tells of itself; what was left out has no line.
    fn model_texts(&self, at: u64) -> Result<Vec<(&'static str, Opened)>, BooksError> {
        let mut texts = Vec::new();
        for field in TEXTS {
            let found = self.opened(at, "model/1", field)?;
            if found != Opened::Absent {
                texts.push((field, found));
            }
        }
        Ok(texts)
    }

    fn cycle(&self, model: &ModelLife) -> Result<Vec<CycleStep>, BooksError> {
        let registered: &Happened<Model> = &model.model;
        let mut steps = vec![CycleStep {
            what: CycleEvent::Registered,
            on: registered.on,
            actor: self.actor(model.registered_by, registered.on)?,
            note: None,
            papers: Vec::new(),
            entry: registered.at,
        }];
        for told in &model.checks {
            let what = CycleEvent::Checked(told.item.outcome);
            steps.push(self.cycle_step(what, (told.at, told.on), "note", &told.item.papers)?);
        }
        for told in &model.scores {
            let points: u64 = told.item.points.iter().map(|points| u64::from(*points)).sum();
            let what = CycleEvent::Scored(Verbatim::new(points.to_string(), told.at));
            steps.push(self.cycle_step(what, (told.at, told.on), "note", &[])?);
        }
        for told in &model.recognitions {
            let by = self.organisation_named(told.item.organisation);
            let what = CycleEvent::Recognised(told.item.level, by);
            steps.push(self.cycle_step(what, (told.at, told.on), "note", &told.item.papers)?);
        }
        for told in &model.revocations {
            let what = CycleEvent::Revoked(told.item.cause);
            steps.push(self.cycle_step(what, (told.at, told.on), "reason", &told.item.papers)?);
        }
        steps.sort_by_key(|step| step.entry);
        Ok(steps)
    }

    fn cycle_step(
        &self,
        what: CycleEvent,
        (entry, on): (u64, Date),
        field: &str,
        papers: &[Paper],
    ) -> Result<CycleStep, BooksError> {
        let kind = match what {
            CycleEvent::Registered => "model/1",
            CycleEvent::Checked(_) => "model_check/1",
            CycleEvent::Scored(_) => "model_score/1",
            CycleEvent::Recognised(..) => "model_recognition/1",
            CycleEvent::Revoked(_) => "model_revocation/1",
        };
        let actor = match self.entry_at(entry)? {
            Some(found) => self.actor(found.actor, on)?,
            None => Actor { id: String::new(), name: Opened::Withheld, post: None },
        };
        let note = words_of(self.opened(entry, kind, field)?);
        Ok(CycleStep { what, on, actor, note, papers: self.papers(papers, entry), entry })
    }
}

fn resource_row(found: &ModelResource, at: u64) -> ResourceRow {
    ResourceRow {
        class: found.class,
        item: Verbatim::new(&found.item, at),
        quantity: found
            .quantity_thousandths
            .map(|quantity| (quantity, found.unit.as_ref().map(|unit| Verbatim::new(unit, at)))),
        amount: found.amount.map(|dong| Amount { dong, entry: at }),
    }
}

/// The criteria of a year, with the points of a model.
fn criteria(told: &Happened<EmulationRules>, model: Option<&ModelLife>) -> Vec<CriterionRow> {
    let score = model.and_then(|model| model.scores.last());
    let row = |(place, criterion): (usize, &chungtay_ledger::kinds::emulation::Criterion)| {
        let points = score.and_then(|score| Some((score.item.points.get(place)?, score.at)));
        CriterionRow {
            name: Verbatim::new(&criterion.name, told.at),
            most: Verbatim::new(criterion.most.to_string(), told.at),
            points: points.map(|(points, at)| Verbatim::new(points.to_string(), at)),
        }
    };
    told.item.criteria.iter().enumerate().map(row).collect()
}
