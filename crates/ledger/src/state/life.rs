//! What the fold knows of the lives of works and of what was published: bounded by what a book has of them.

use crate::canonical::{Field, Malformed, Reader, record};
use crate::date::Date;
use crate::id::Id;
use crate::kinds::life::{
    Disclosure, DisclosureEvent, LifeStep, ResidentsMeeting, StepStage, WorkAcceptance,
    WorkBeneficiaries, WorkBudget, WorkContractor, WorkQuantities, WorkRegime,
};
use crate::kinds::works::{Measure, Work, WorkState};
use crate::state::{Registered, State};
use std::collections::BTreeMap;

/// Something that happened on a day, and the entry that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened<T> {
    /// The entry's sequence.
    pub at: u64,
    /// The entry's day.
    pub on: Date,
    /// What it says.
    pub item: T,
}

impl<T: Field> Field for Happened<T> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(b'[');
        self.at.write(out);
        out.push(b',');
        self.on.write(out);
        out.push(b',');
        self.item.write(out);
        out.push(b']');
    }
    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        reader.expect(b'[', "what happened")?;
        let at = u64::read(reader)?;
        reader.expect(b',', "`,`")?;
        let on = Date::read(reader)?;
        reader.expect(b',', "`,`")?;
        let item = T::read(reader)?;
        reader.expect(b']', "`]`")?;
        Ok(Self { at, on, item })
    }
}

record! {
    /// What is told of one work's life beside its states.
    #[derive(Default)]
    WorkLife {
        /// Whom it serves, in order of entry.
        beneficiaries: Vec<Registered<WorkBeneficiaries>>,
        /// Budgets, the last one standing.
        budgets: Vec<Happened<WorkBudget>>,
        /// Who builds it, in order of entry.
        contractors: Vec<Happened<WorkContractor>>,
        /// Quantities planned and done, in order of entry.
        quantities: Vec<Happened<WorkQuantities>>,
        /// The rules its money is collected under.
        regime: Option<Registered<WorkRegime>>,
        /// Steps planned and done, in order of entry.
        steps: Vec<Happened<LifeStep>>,
    }
    /// Lives of works, meetings, acceptances, and what was published.
    #[derive(Default)]
    Life {
        /// Acceptances.
        acceptances: BTreeMap<Id, Happened<WorkAcceptance>>,
        /// What was published, in order of entry.
        disclosures: Vec<Happened<Disclosure>>,
        /// What started a clock of publishing.
        events: BTreeMap<Id, Happened<DisclosureEvent>>,
        /// Residents' meetings.
        meetings: BTreeMap<Id, Happened<ResidentsMeeting>>,
        /// By work.
        works: BTreeMap<Id, WorkLife>,
    }
}

impl WorkLife {
    /// Whether any step was entered as `work_step/1`.
    #[must_use]
    pub fn is_told_in_steps(&self) -> bool {
        !self.steps.is_empty()
    }

    /// The plan that stood for a state before an entry: the last one since the state was last done.
    #[must_use]
    pub fn plan_before(&self, state: WorkState, before: u64) -> Option<&Happened<LifeStep>> {
        let mut steps = self.steps.iter().rev();
        let last = steps.find(|step| step.item.state == state && step.at < before)?;
        last.item.planned_for.is_some().then_some(last)
    }

    /// The first plan of a state, whatever became of it.
    #[must_use]
    pub fn first_plan(&self, state: WorkState) -> Option<&Happened<LifeStep>> {
        self.steps.iter().find(|step| step.item.state == state && step.item.planned_for.is_some())
    }
}

/// What an entry says of a measure of a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldQuantity {
    /// The entry's day; `None` where the book keeps none.
    pub on: Option<Date>,
    /// The value; `None` where it is told of and not known.
    pub value: Option<i64>,
    /// The entry.
    pub at: u64,
}

impl State {
    /// How much of a measure a work has, and the entry that says so: as built where that is told (the last
    /// `work_quantities/1` that says it of what is done), else as the work's own entry states it. What is only
    /// planned is no quantity. The value is `None` where it is told of and not known; `None` alone where no
    /// entry tells of the measure.
    #[must_use]
    pub fn quantity(
        &self,
        work: &Registered<Work>,
        measure: Measure,
    ) -> Option<(Option<i64>, u64)> {
        self.quantities(work, measure).last().map(|told| (told.value, told.at))
    }

    /// Everything that stands of a measure of a work, in the order in which one entry takes the place of
    /// another: what the work's own entry states, then what was told of what is done.
    #[must_use]
    pub fn quantities(&self, work: &Registered<Work>, measure: Measure) -> Vec<ToldQuantity> {
        let life = self.life.works.get(&work.item.id);
        let built = life.map(|life| life.quantities.as_slice()).unwrap_or_default().iter();
        let built = built
            .filter(|told| told.item.stage == StepStage::Done && !self.flags.reversed.get(told.at))
            .map(|told| (&told.item.quantities, Some(told.on), told.at));
        let named = self.movements.named.get(&work.item.id).copied();
        let stated = std::iter::once((&work.item.quantities, named, work.at));
        let all = stated.chain(built).filter_map(|(quantities, on, at)| {
            let found = quantities.iter().find(|quantity| quantity.measure == measure)?;
            Some(ToldQuantity { on, value: found.value, at })
        });
        all.collect()
    }
}
