//! Lists of works and programmes.

use super::BooksError;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Cost, Figure, Unit};
use crate::portal::pages::programmes::{Basis, Programme, ProgrammeRow, Programmes};
use crate::portal::pages::works::{WorkRow, Works};
use crate::portal::record::{Named, Verbatim};
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::people::Purpose;
use chungtay_ledger::kinds::told::Claim;
use chungtay_ledger::kinds::works::Measure;
use chungtay_ledger::state::Registered;

impl BooksSnapshot<'_> {
    pub(super) fn works_page(&self) -> Works {
        let rows: Vec<WorkRow> =
            self.works_in_order().into_iter().filter_map(|id| self.work_row(id)).collect();
        Works { count: self.figure("book.works"), rows, strips: self.strips() }
    }

    /// In the order in which the book named them.
    pub(super) fn works_in_order(&self) -> Vec<Id> {
        let mut works: Vec<(bool, u64, Id)> = self
            .state()
            .works
            .iter()
            .map(|(id, work)| (work.item.demonstration, work.at, *id))
            .collect();
        works.sort_unstable();
        works.into_iter().map(|(_, _, id)| id).collect()
    }

    pub(super) fn work_row(&self, id: Id) -> Option<WorkRow> {
        let state = self.state();
        let found = state.works.get(&id)?;
        let steps = state.work_figures.get(&id).map(|figures| figures.steps.as_slice());
        let place = found.item.place_words.as_ref();
        Some(WorkRow {
            work: self.work_named(id)?,
            class: found.item.class,
            state: steps.and_then(<[_]>::last).map(|(step, _)| *step),
            place: place.map(|words| Verbatim::new(words, found.at)),
            cost: self.cost(id),
        })
    }

    /// What the books paid; else what is told of the work alone; else of the fewest works together.
    fn cost(&self, id: Id) -> Cost {
        let figures = self.state().work_figures.get(&id);
        if figures.is_some_and(|figures| figures.payments > 0) {
            return Cost::Own(self.figure(&format!("work.{id}.paid")));
        }
        let Some((claim, with)) = self.told(id, Measure::CostDong) else {
            let unknown = Figure::unknown(format!("work.{id}.cost"), Unit::Dong);
            return Cost::Unknown(unknown.proved_here());
        };
        let told = self.figure(&format!("claim.{}.value", claim.item.id));
        if with.is_empty() { Cost::Own(told) } else { Cost::Joint { whole: told, with } }
    }

    /// The claim that tells a measure of a work with the fewest others, and those others.
    pub(super) fn told(
        &self,
        id: Id,
        measure: Measure,
    ) -> Option<(&Registered<Claim>, Vec<Named>)> {
        let state = self.state();
        let claims = state.claims.values().filter(|claim| {
            claim.item.measure == measure
                && claim.item.value.is_some()
                && claim.item.subjects.len() == 1
        });
        let covering = claims.filter_map(|claim| {
            let subject = claim.item.subjects.first()?;
            let group = state.cost_groups.get(subject);
            let works = group.map_or(vec![*subject], |group| group.item.works.clone());
            works.contains(&id).then_some((works, claim))
        });
        let (works, claim) = covering.min_by_key(|(works, claim)| (works.len(), claim.at))?;
        let others = works.into_iter().filter(|other| *other != id);
        Some((claim, others.filter_map(|other| self.work_named(other)).collect()))
    }

    pub(super) fn programmes_page(&self) -> Programmes {
        let mut all: Vec<(u64, Id)> =
            self.state().programmes.iter().map(|(id, found)| (found.at, *id)).collect();
        all.sort_unstable();
        Programmes { rows: all.into_iter().filter_map(|(_, id)| self.programme_row(id)).collect() }
    }

    fn programme_row(&self, id: Id) -> Option<ProgrammeRow> {
        let found = self.state().programmes.get(&id)?;
        let works = self.works_in_order();
        Some(ProgrammeRow {
            programme: self.programme_named(id)?,
            class: found.item.class,
            organisation: found.item.organisation.and_then(|id| self.organisation_named(id)),
            during: self.span(found.item.during.as_ref(), found.at),
            works: works
                .into_iter()
                .filter(|work| self.belongs(*work, id))
                .filter_map(|work| self.work_named(work))
                .collect(),
        })
    }

    fn belongs(&self, work: Id, programme: Id) -> bool {
        let found = self.state().works.get(&work);
        found.is_some_and(|work| work.item.programme == Some(programme))
    }

    pub(super) fn programme_page(&self, id: &str) -> Result<Option<Programme>, BooksError> {
        let state = self.state();
        let Some(id) = Id::new(id) else { return Ok(None) };
        let (Some(found), Some(row)) = (state.programmes.get(&id), self.programme_row(id)) else {
            return Ok(None);
        };
        let below = state.programmes.iter().filter(|(_, other)| other.item.parent == Some(id));
        let mut below: Vec<(u64, Id)> = below.map(|(id, other)| (other.at, *id)).collect();
        below.sort_unstable();
        let serves = |purpose: &Purpose| {
            purpose.general || purpose.programmes.iter().any(|above| state.is_within(id, *above))
        };
        let funds = state.funds.iter().filter(|(_, fund)| serves(&fund.item.purpose));
        Ok(Some(Programme {
            parent: found.item.parent.and_then(|parent| self.programme_named(parent)),
            children: below.into_iter().filter_map(|(_, id)| self.programme_row(id)).collect(),
            bases: found.item.bases.iter().filter_map(|basis| self.basis(*basis)).collect(),
            works: self
                .works_in_order()
                .into_iter()
                .filter(|work| self.belongs(*work, id))
                .filter_map(|work| self.work_row(work))
                .collect(),
            charts: self.programme_charts(id),
            funds: funds.map(|(fund, _)| self.fund_named(*fund)).collect(),
            strips: self.programme_strips(id),
            rollup: self.rollup_of_programme(id),
            targets: self.targets_where(|target| target.programme == Some(id)),
            drives: self.drives_where(|drive| drive.launched.item.programme == Some(id)),
            claims: self.claims_about(id)?,
            row,
        }))
    }

    fn basis(&self, id: Id) -> Option<Basis> {
        let found = self.state().bases.get(&id)?;
        let words = |text: &String| Verbatim::new(text, found.at);
        let basis = &found.item;
        let issuer =
            basis.issuer.and_then(|id| self.organisation_named(id)).map(|named| named.name);
        Some(Basis {
            basis: self.basis_named(id)?,
            class: words(&basis.class),
            number: basis.number.as_ref().map(words),
            issuer: basis.issuer_words.as_ref().map(words).or(issuer),
        })
    }
}
