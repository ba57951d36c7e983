//! One work: places, markers, quantities, life, who launched it, who paid, what is told and planned.

use super::BooksError;
use super::figures::unit_of;
use super::quoting::words_of;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Comparator, Figure, Unit};
use crate::portal::pages::strips::PostLine;
use crate::portal::pages::works::{
    Chainage, LifeStep, Picture, PlaceName, PostPoint, Quantity, Work,
};
use crate::portal::period::Edge;
use crate::portal::record::{Named, Verbatim};
use chungtay_ledger::chainage as reference;
use chungtay_ledger::id::{FundId, Id};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::life as told;
use chungtay_ledger::kinds::told::{Statement, StatementClass};
use chungtay_ledger::kinds::works::{self as entered, WorkStep};
use chungtay_ledger::money::Dong;
use chungtay_ledger::state::Registered;
use std::collections::BTreeMap;

impl BooksSnapshot<'_> {
    pub(super) fn work_page(&self, id: &str) -> Result<Option<Work>, BooksError> {
        let state = self.state();
        let Some(id) = Id::new(id) else { return Ok(None) };
        let (Some(found), Some(row)) = (state.works.get(&id), self.work_row(id)) else {
            return Ok(None);
        };
        let words = |text: &String| Verbatim::new(text, found.at);
        let work = &found.item;
        Ok(Some(Work {
            variants: work.variants.iter().map(words).collect(),
            programme: work.programme.and_then(|programme| self.programme_named(programme)),
            places: work.places.iter().filter_map(|place| self.place(*place)).collect(),
            markers: work.markers.iter().map(words).collect(),
            chainage: work
                .chainage
                .as_ref()
                .map(|text| chainage(id, text, found.at, self.line_of(found))),
            line: self.line_of(found),
            quantities: self.quantities_of(found),
            life: self.life(id)?,
            told: self.life_of(id)?,
            launchers: work
                .launchers
                .iter()
                .filter_map(|id| self.organisation_named(*id))
                .collect(),
            paid_by: self.paid_by(id)?,
            with_kind: self.with_kind(id),
            spending: self.spending_of("work", id.as_str())?,
            claims: self.claims_about(id)?,
            plans: self.plans(id)?,
            pictures: self.pictures_of(id)?,
            picture: self.picture(id)?,
            row,
        }))
    }

    pub(super) fn place(&self, id: Id) -> Option<PlaceName> {
        let places = &self.state().places;
        let found = places.get(&id)?;
        let mut within = Vec::new();
        let mut above = found.item.parent;
        while let Some(place) = above.and_then(|id| places.get(&id)) {
            within.push(Verbatim::new(&place.item.name, place.at));
            above = place.item.parent.filter(|_| within.len() < places.len());
        }
        let now = found.item.successor.and_then(|id| places.get(&id));
        Some(PlaceName {
            class: found.item.class,
            name: Verbatim::new(&found.item.name, found.at),
            within,
            now: now.map(|place| Verbatim::new(&place.item.name, place.at)),
        })
    }

    /// Its quantities: as built where that is told, else as its own entry states them.
    pub(super) fn quantities_of(&self, work: &Registered<entered::Work>) -> Vec<Quantity> {
        let stated: Vec<_> = work.item.quantities.iter().map(|stated| stated.measure).collect();
        let all = entered::Measure::ALL.iter().copied();
        let rest = all.filter(|measure| !stated.contains(measure));
        let told = stated.iter().copied().chain(rest).filter_map(|measure| {
            let (value, entry) = self.state().quantity(work, measure)?;
            Some(self.quantity(work.item.id, measure, value, entry != work.at))
        });
        told.collect()
    }

    fn quantity(
        &self,
        id: Id,
        measure: entered::Measure,
        value: Option<i64>,
        is_built: bool,
    ) -> Quantity {
        let stage = if is_built { "done-" } else { "" };
        let mut figure = self.figure(&format!("work.{id}.{stage}{}", measure.word()));
        figure.unit = unit_of(measure);
        let told = value.is_none().then(|| self.told(id, measure)).flatten();
        Quantity { measure, figure, jointly_with: told.map(|(_, with)| with).unwrap_or_default() }
    }

    fn life(&self, id: Id) -> Result<Vec<LifeStep>, BooksError> {
        let Some(figures) = self.state().work_figures.get(&id) else { return Ok(Vec::new()) };
        let mut life = Vec::new();
        for (state, entry) in &figures.steps {
            let when = self.entry_at(*entry)?.map_or(Edge::Untold, |found| match &found.body {
                // A source that gives no date: its words, never the day somebody entered it.
                Body::WorkStep(WorkStep { during: Some(during), .. })
                | Body::LifeStep(told::LifeStep { during: Some(during), .. }) => {
                    let during = self.span(Some(during), *entry);
                    if during.from == Edge::Untold { during.to } else { during.from }
                }
                _ => Edge::On(found.occurred_on),
            });
            life.push(LifeStep { state: *state, when, entry: *entry });
        }
        Ok(life)
    }

    /// Funds that paid for a work, each with how much.
    /// The cost of a work as the figure language has it, where that is more than what was paid.
    fn with_kind(&self, id: Id) -> Option<(Figure, String)> {
        let figures = self.state().work_figures.get(&id).filter(|found| found.payments > 0)?;
        let question = format!("cost of works {id}");
        let (figure, _) = self.asked_figure(&question)?;
        let is_more =
            figure.value != Some(figures.paid.0) || figure.comparator != Comparator::Equal;
        is_more.then_some((figure, question))
    }

    fn paid_by(&self, id: Id) -> Result<Vec<(Named, Figure)>, BooksError> {
        let mut paid: BTreeMap<FundId, Dong> = BTreeMap::new();
        for request in self.requests_of("work", id.as_str())? {
            let Some(entry) = self.entry_at(request)? else { continue };
            let Body::SpendingRequest(asked) = &entry.body else { continue };
            let steps = self.steps_of(request)?;
            let sum: Dong =
                steps.iter().filter(|step| step.step == "paid").map(|step| step.amount).sum();
            if sum != Dong::ZERO {
                *paid.entry(asked.fund).or_default() += sum;
            }
        }
        if paid.len() == 1 {
            let figure = self.figure(&format!("work.{id}.paid"));
            return Ok(paid.keys().map(|fund| (self.fund_named(*fund), figure.clone())).collect());
        }
        let row = |(fund, sum): (FundId, Dong)| {
            let figure = Figure::dong(format!("work.{id}.paid.{fund}"), sum).proved_here();
            (self.fund_named(fund), figure)
        };
        Ok(paid.into_iter().map(row).collect())
    }

    /// What sources say of a work besides claims, of one class.
    fn statements(&self, id: Id, class: StatementClass) -> Vec<&Registered<Statement>> {
        let all = self.state().statements.values();
        let mut found: Vec<&Registered<Statement>> = all
            .filter(|said| said.item.class == class && said.item.subjects.contains(&id))
            .collect();
        found.sort_by_key(|said| said.at);
        found
    }

    fn plans(&self, id: Id) -> Result<Vec<Verbatim>, BooksError> {
        let mut plans = Vec::new();
        for said in self.statements(id, StatementClass::Plan) {
            plans.extend(self.said(said)?);
        }
        Ok(plans)
    }

    /// A statement's quotation where it is open, else the book's words for it.
    pub(super) fn said(
        &self,
        said: &Registered<Statement>,
    ) -> Result<Option<Verbatim>, BooksError> {
        let quote = words_of(self.quote(said.at, "statement/1")?);
        Ok(quote.or_else(|| said.item.words.as_ref().map(|words| Verbatim::new(words, said.at))))
    }

    fn picture(&self, id: Id) -> Result<Option<Picture>, BooksError> {
        let captions = self.statements(id, StatementClass::Caption);
        let Some(caption) = captions.first() else { return Ok(None) };
        let credit = words_of(self.opened(caption.at, "statement/1", "credit")?);
        Ok(self.said(caption)?.map(|caption| Picture { caption, credit }))
    }
}

/// Words of a chainage with what was understood of them.
fn chainage(work: Id, text: &str, entry: u64, line: Option<PostLine>) -> Chainage {
    let parsed = reference::Chainage::parse(text);
    let mut offsets = 0;
    let mut point = |point: &reference::Point| {
        let offset = point.offset.map(|metres| {
            offsets += 1;
            let id = format!("work.{work}.chainage-offset-{offsets}");
            Figure::known(id, i64::from(metres), Unit::Metres).proved_here()
        });
        PostPoint { post: Verbatim::new(&point.marker, entry), offset }
    };
    let stretches = parsed.iter().flat_map(|read| &read.stretches);
    let stretches = stretches.map(|stretch| match stretch {
        reference::Stretch::At(at) => (point(at), None),
        reference::Stretch::Along(from, to) => (point(from), Some(point(to))),
    });
    Chainage {
        verbatim: Verbatim::new(text, entry),
        stretches: stretches.collect(),
        line: line.filter(|_| parsed.is_some()),
        doubts: parsed.map(|read| read.doubts).unwrap_or_default(),
    }
}
