//! A work's life from the fold, with the words that are open. Computes nothing that the ledger does not.

use super::BooksError;
use super::figures::unit_of;
use super::quoting::words_of;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Figure, Unit};
use crate::portal::pages::life::{
    AcceptanceView, BeneficiaryRow, BudgetRow, BudgetView, ContractorRow, Life, MeetingView,
    PaperRow, PlannedAndDone, ShareRow, StepDone, TimelineStep,
};
use crate::portal::period::Edge;
use crate::portal::record::{Amount, Opened, Verbatim};
use chungtay_ledger::date::Date;
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::life::{LifeStep, Paper, ResidentsMeeting, StepStage, WorkBudget};
use chungtay_ledger::kinds::receipts::GiftForm;
use chungtay_ledger::kinds::works::{Measure, WorkState};
use chungtay_ledger::regimes::meeting_rule;
use chungtay_ledger::state::life::{Happened, WorkLife};
use chungtay_log::hash::Hash;
use std::collections::BTreeSet;

impl BooksSnapshot<'_> {
    pub(super) fn life_of(&self, id: Id) -> Result<Life, BooksError> {
        let state = self.state();
        let shares = self.shares(id)?;
        let sums = (!shares.is_empty()).then(|| {
            let sum = |figure: &str| self.figure(&format!("work.{id}.{figure}"));
            (sum("in-kind"), sum("labour"))
        });
        let Some(life) = state.life.works.get(&id) else {
            return Ok(Life { shares, shares_sums: sums, ..Life::default() });
        };
        let contractors = life.contractors.iter().filter_map(|told| {
            Some(ContractorRow {
                organisation: self.organisation_named(told.item.organisation)?,
                role: told.item.role,
                entry: told.at,
                papers: self.papers(&told.item.papers, told.at),
            })
        });
        let beneficiaries = life.beneficiaries.iter().map(|told| {
            let figure = format!("work.{id}.beneficiaries-{}", told.at);
            let count = told.item.count.map_or_else(
                || Figure::unknown(&figure, Unit::Count),
                |count| Figure::count(&figure, i64::try_from(count).unwrap_or(i64::MAX)),
            );
            BeneficiaryRow {
                group: Verbatim::new(&told.item.group, told.at),
                count: count.proved_here(),
                unit: told.item.unit.as_ref().map(|unit| Verbatim::new(unit, told.at)),
            }
        });
        Ok(Life {
            regime: life.regime.as_ref().map(|told| (told.item.regime, told.at)),
            timeline: self.timeline(id, life)?,
            meetings: self.meetings(id, life)?,
            acceptances: self.acceptances(id)?,
            budget: life.budgets.last().map(|budget| self.budget(id, budget, life)),
            quantities: self.planned_and_done(id, life),
            contractors: contractors.collect(),
            beneficiaries: beneficiaries.collect(),
            shares,
            shares_sums: sums,
            duties: self.duties_of(id),
        })
    }

    pub(super) fn papers(&self, papers: &[Paper], at: u64) -> Vec<PaperRow> {
        let row = |paper: &Paper| PaperRow {
            name: Verbatim::new(&paper.name, at),
            number: paper.number.as_ref().map(|number| Verbatim::new(number, at)),
            file: paper.file.map(|file| Hash(file.0).to_hex()),
            source: paper.cited.as_ref().and_then(|cited| self.source_named(cited.source)),
        };
        papers.iter().map(row).collect()
    }

    /// States in the order in which they were entered, then those that are only planned.
    fn timeline(&self, id: Id, life: &WorkLife) -> Result<Vec<TimelineStep>, BooksError> {
        let today = self.state().last_recorded.date();
        let entered = self.state().work_figures.get(&id).map(|figures| figures.steps.as_slice());
        let mut timeline = Vec::new();
        for (state, at) in entered.unwrap_or_default() {
            let step = life.steps.iter().find(|step| step.at == *at);
            let plan = life.plan_before(*state, *at);
            let done = self.step_done(*at, step)?;
            let planned = plan.and_then(|plan| Some((plan.item.planned_for?, plan.at)));
            let is_late = match (&done.when, planned) {
                (Edge::On(on), Some((planned, _))) => *on > planned,
                _ => false,
            };
            let first_planned = moved(life, *state, planned);
            timeline.push(TimelineStep {
                state: *state,
                first_planned,
                planned,
                done: Some(done),
                is_late,
            });
        }
        let reached: BTreeSet<WorkState> = timeline.iter().map(|step| step.state).collect();
        for state in WorkState::ALL {
            let plan = life.plan_before(*state, u64::MAX);
            let Some(plan) = plan.filter(|plan| {
                let last = timeline.iter().filter(|step| step.state == *state);
                let last = last.filter_map(|step| step.done.as_ref()).map(|done| done.entry).max();
                !reached.contains(state) || last.is_some_and(|last| plan.at > last)
            }) else {
                continue;
            };
            let planned = plan.item.planned_for.map(|day| (day, plan.at));
            let is_late = planned.zip(today).is_some_and(|((day, _), today)| today > day);
            let first_planned = moved(life, *state, planned);
            timeline.push(TimelineStep {
                state: *state,
                first_planned,
                planned,
                done: None,
                is_late,
            });
        }
        Ok(timeline)
    }

    fn step_done(
        &self,
        at: u64,
        step: Option<&Happened<LifeStep>>,
    ) -> Result<StepDone, BooksError> {
        let Some(entry) = self.entry_at(at)? else { return Err(BooksError::NothingSigned) };
        let during = match (&entry.body, step) {
            (Body::WorkStep(step), _) => step.during.as_ref(),
            (_, step) => step.and_then(|step| step.item.during.as_ref()),
        };
        let when = during.map_or(Edge::On(entry.occurred_on), |during| {
            let span = self.span(Some(during), at);
            if span.from == Edge::Untold { span.to } else { span.from }
        });
        let kind = entry.body.kind();
        let open = |field: &str| -> Result<Option<Verbatim>, BooksError> {
            Ok(words_of(self.opened(at, kind, field)?))
        };
        let cited = step.and_then(|step| step.item.cited.as_ref());
        let of_step = |named: fn(&LifeStep) -> Option<Id>| {
            step.and_then(|step| named(&step.item)).map(|id| id.to_string())
        };
        Ok(StepDone {
            when,
            entry: at,
            actor: self.actor(entry.actor, entry.occurred_on)?,
            authority: entry.authority,
            delay: step.and_then(|step| step.item.delay),
            reason: if step.is_some() { open("reason")? } else { None },
            note: open("note")?,
            told_by: cited.and_then(|cited| self.source_named(cited.source)),
            meeting: of_step(|step| step.meeting),
            acceptance: of_step(|step| step.acceptance),
            papers: step.map_or_else(Vec::new, |step| self.papers(&step.item.papers, at)),
        })
    }

    fn meetings(&self, id: Id, life: &WorkLife) -> Result<Vec<MeetingView>, BooksError> {
        let mut meetings = Vec::new();
        for meeting in self.state().life.meetings.values() {
            if !meeting.item.works.contains(&id) {
                continue;
            }
            let regime = life.regime.as_ref().map(|told| told.item.regime);
            meetings.push(
                self.meeting(meeting, regime.and_then(|regime| meeting_rule(regime, meeting.on)))?,
            );
        }
        meetings.sort_by_key(|meeting| meeting.entry);
        Ok(meetings)
    }

    fn meeting(
        &self,
        meeting: &Happened<ResidentsMeeting>,
        rule: Option<&'static chungtay_ledger::regimes::MeetingRule>,
    ) -> Result<MeetingView, BooksError> {
        let item = &meeting.item;
        let rule = rule.filter(|rule| rule.subjects.contains(&item.subject));
        let count = |what: &str, count: u32| {
            Figure::count(format!("meeting.{}.{what}", item.id), i64::from(count)).proved_here()
        };
        Ok(MeetingView {
            id: item.id.to_string(),
            entry: meeting.at,
            held_on: meeting.on,
            organisation: item.organisation.and_then(|id| self.organisation_named(id)),
            form: item.form,
            subject: item.subject,
            total: count("total", item.total),
            invited: count("invited", item.invited),
            present: count("present", item.present),
            in_favour: count("in-favour", item.in_favour),
            against: count("against", item.against),
            needed: rule.map(|rule| count("needed", rule.needed(item.total))),
            meets: rule.map(|rule| rule.is_met_by(item)),
            form_holds: rule.is_none_or(|rule| rule.forms.contains(&item.form)),
            unsigned: rule.map(|rule| rule.unsigned(item).collect()).unwrap_or_default(),
            told_in_time: rule.and_then(|rule| rule.was_told_in_time(item.notice_on, meeting.on)),
            rule,
            signers: item.signers.clone(),
            signatories: self.opened(meeting.at, "residents_meeting/1", "signatories")?,
            papers: self.papers(&item.papers, meeting.at),
        })
    }

    fn acceptances(&self, id: Id) -> Result<Vec<AcceptanceView>, BooksError> {
        let mut found = Vec::new();
        for acceptance in self.state().life.acceptances.values() {
            let item = &acceptance.item;
            if item.work != id {
                continue;
            }
            let (at, kind) = (acceptance.at, "work_acceptance/1");
            found.push(AcceptanceView {
                id: item.id.to_string(),
                entry: at,
                on: acceptance.on,
                outcome: item.outcome,
                supervision: self.organisation_named(item.supervision),
                signers: item.signers.clone(),
                signatories: self.opened(at, kind, "signatories")?,
                note: words_of(self.opened(at, kind, "note")?),
                papers: self.papers(&item.papers, at),
            });
        }
        found.sort_by_key(|found| found.entry);
        Ok(found)
    }

    fn budget(&self, id: Id, budget: &Happened<WorkBudget>, life: &WorkLife) -> BudgetView {
        let at = budget.at;
        let rows = budget.item.items.iter().map(|item| BudgetRow {
            item: Verbatim::new(&item.item, at),
            class: item.class,
            quantity: item.quantity_thousandths.map(|thousandths| {
                (thousandths, item.unit.as_ref().map(|unit| Verbatim::new(unit, at)))
            }),
            amount: item.amount.map(|dong| Amount { dong, entry: at }),
        });
        let figure = |name: &str| self.figure(&format!("work.{id}.{name}"));
        BudgetView {
            entry: at,
            rows: rows.collect(),
            planned: figure("budget"),
            spent: figure("paid"),
            rest: figure("budget-rest"),
            has_unknown: budget.item.items.iter().any(|item| item.amount.is_none()),
            earlier: life
                .budgets
                .iter()
                .map(|budget| budget.at)
                .filter(|other| *other < at)
                .collect(),
            papers: self.papers(&budget.item.papers, at),
        }
    }

    fn planned_and_done(&self, id: Id, life: &WorkLife) -> Vec<PlannedAndDone> {
        let told = life.quantities.iter().flat_map(|told| {
            told.item.quantities.iter().map(|quantity| (quantity.measure, told.item.stage))
        });
        let told: BTreeSet<(Measure, StepStage)> = told.collect();
        let measures: BTreeSet<Measure> = told.iter().map(|(measure, _)| *measure).collect();
        let figure = |measure: Measure, stage: StepStage| {
            told.contains(&(measure, stage)).then(|| {
                let name = format!("work.{id}.{}-{}", stage.word(), measure.word());
                let mut figure = self.figure(&name);
                figure.unit = unit_of(measure);
                figure
            })
        };
        let row = |measure: Measure| PlannedAndDone {
            measure,
            planned: figure(measure, StepStage::Planned),
            done: figure(measure, StepStage::Done),
        };
        measures.into_iter().map(row).collect()
    }

    /// Gifts in kind and of labour that stand.
    fn shares(&self, id: Id) -> Result<Vec<ShareRow>, BooksError> {
        let mut shares = Vec::new();
        let ties = self.views()?.ties(self.size(), "work", id.as_str())?;
        for tie in ties.iter().filter(|tie| tie.relation == "gift") {
            let at = tie.sequence;
            let Some(entry) = self.entry_at(at)? else { continue };
            let (Body::Gift(gift) | Body::NamedGift(gift)) = &entry.body else { continue };
            if gift.form == GiftForm::Cash || self.state().flags.reversed.get(at) {
                continue;
            }
            let giver = gift.organisation.and_then(|id| self.organisation_named(id));
            shares.push(ShareRow {
                entry: at,
                on: entry.occurred_on,
                giver: match giver {
                    Some(named) => Opened::Text(named.name),
                    None => self.giver(at, &entry, None)?,
                },
                goods: gift.goods.as_ref().map(|goods| {
                    let words = |text: &String| Verbatim::new(text, at);
                    (words(&goods.item), goods.quantity_thousandths, words(&goods.unit))
                }),
                days_tenths: gift.days_tenths,
                value: gift
                    .valuation
                    .as_ref()
                    .map(|value| Amount { dong: value.amount, entry: at }),
            });
        }
        Ok(shares)
    }
}

/// The first plan, where another took its place.
fn moved(life: &WorkLife, state: WorkState, planned: Option<(Date, u64)>) -> Option<(Date, u64)> {
    let first = life.first_plan(state)?;
    let first = (first.item.planned_for?, first.at);
    planned.is_some_and(|planned| planned.0 != first.0).then_some(first)
}
