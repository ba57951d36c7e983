//! A work's life, whole: steps planned and done, the residents' meeting beside what the rules ask, who
//! inspected, the budget beside what was spent, quantities planned and done, shares in kind and in labour.

use super::disclosure::DutyRow;
use super::entry::Actor;
use crate::portal::figure::Figure;
use crate::portal::period::Edge;
use crate::portal::record::{Amount, Named, Opened, Verbatim};
use chungtay_ledger::date::Date;
use chungtay_ledger::entry::Authority;
use chungtay_ledger::kinds::life::{
    AcceptanceOutcome, ContractorRole, CostClass, DelayCause, MeetingForm, MeetingSubject, Regime,
    Signer,
};
use chungtay_ledger::kinds::works::{Measure, WorkState};
use chungtay_ledger::regimes::MeetingRule;

/// A paper that something rests on.
#[derive(Clone, Debug)]
pub struct PaperRow {
    /// Its name.
    pub name: Verbatim,
    /// Its number as printed.
    pub number: Option<Verbatim>,
    /// The SHA-256 of its file, hexadecimal.
    pub file: Option<String>,
    /// The source that tells of it.
    pub source: Option<Named>,
}

/// A step that was done.
#[derive(Clone, Debug)]
pub struct StepDone {
    /// When.
    pub when: Edge,
    /// The entry.
    pub entry: u64,
    /// Who entered it.
    pub actor: Actor,
    /// On what the actor's name rests.
    pub authority: Authority,
    /// Why it came later than planned.
    pub delay: Option<DelayCause>,
    /// The reason in words, as far as it is open.
    pub reason: Option<Verbatim>,
    /// A note, as far as it is open.
    pub note: Option<Verbatim>,
    /// The source, where it was told after the fact.
    pub told_by: Option<Named>,
    /// The residents' meeting it rests on.
    pub meeting: Option<String>,
    /// The acceptance it rests on.
    pub acceptance: Option<String>,
    /// Papers.
    pub papers: Vec<PaperRow>,
}

/// One state of the time line.
#[derive(Clone, Debug)]
pub struct TimelineStep {
    /// The state.
    pub state: WorkState,
    /// The day first planned, where it was moved since.
    pub first_planned: Option<(Date, u64)>,
    /// The day planned last.
    pub planned: Option<(Date, u64)>,
    /// What was done; `None` where it is only planned.
    pub done: Option<StepDone>,
    /// Done after the planned day, or not done and the day is past.
    pub is_late: bool,
}

/// A residents' meeting.
#[derive(Clone, Debug)]
pub struct MeetingView {
    /// The identifier.
    pub id: String,
    /// The entry.
    pub entry: u64,
    /// The day.
    pub held_on: Date,
    /// Whose.
    pub organisation: Option<Named>,
    /// How.
    pub form: MeetingForm,
    /// About what.
    pub subject: MeetingSubject,
    /// All households, invited, present, in favour, against.
    pub total: Figure,
    /// Households invited.
    pub invited: Figure,
    /// Households present.
    pub present: Figure,
    /// In favour.
    pub in_favour: Figure,
    /// Against.
    pub against: Figure,
    /// How many had to be in favour, where a rule is known for the day.
    pub needed: Option<Figure>,
    /// Whether they were; `None` where no rule is known.
    pub meets: Option<bool>,
    /// Whether the rule, where one is known, lets residents decide in this form.
    pub form_holds: bool,
    /// Who should have signed and, as far as the book says, did not.
    pub unsigned: Vec<Signer>,
    /// Whether residents were told in time; `None` where it is not known.
    pub told_in_time: Option<bool>,
    /// The rule.
    pub rule: Option<&'static MeetingRule>,
    /// Who signed, by what they are.
    pub signers: Vec<Signer>,
    /// Their names, as far as they are open.
    pub signatories: Opened,
    /// Papers.
    pub papers: Vec<PaperRow>,
}

/// An inspection.
#[derive(Clone, Debug)]
pub struct AcceptanceView {
    /// The identifier.
    pub id: String,
    /// The entry.
    pub entry: u64,
    /// The day.
    pub on: Date,
    /// What was found.
    pub outcome: AcceptanceOutcome,
    /// The community's supervision board.
    pub supervision: Option<Named>,
    /// Who signed, by what they are.
    pub signers: Vec<Signer>,
    /// Their names, as far as they are open.
    pub signatories: Opened,
    /// A note, as far as it is open.
    pub note: Option<Verbatim>,
    /// Papers.
    pub papers: Vec<PaperRow>,
}

/// A line of the budget.
#[derive(Clone, Debug)]
pub struct BudgetRow {
    /// What it is.
    pub item: Verbatim,
    /// What it pays for.
    pub class: CostClass,
    /// How much of it, in thousandths, and its unit.
    pub quantity: Option<(i64, Option<Verbatim>)>,
    /// The sum; `None` where it is not known.
    pub amount: Option<Amount>,
}

/// The budget that stands.
#[derive(Clone, Debug)]
pub struct BudgetView {
    /// The entry.
    pub entry: u64,
    /// Its lines.
    pub rows: Vec<BudgetRow>,
    /// Their sum, the unknown apart.
    pub planned: Figure,
    /// What was paid.
    pub spent: Figure,
    /// What is left; unknown where a line is.
    pub rest: Figure,
    /// Whether a line has no known cost.
    pub has_unknown: bool,
    /// Budgets that it took the place of.
    pub earlier: Vec<u64>,
    /// Papers.
    pub papers: Vec<PaperRow>,
}

/// A quantity planned and done.
#[derive(Clone, Debug)]
pub struct PlannedAndDone {
    /// What is measured.
    pub measure: Measure,
    /// As planned.
    pub planned: Option<Figure>,
    /// As built.
    pub done: Option<Figure>,
}

/// Who builds, designs or supplies.
#[derive(Clone, Debug)]
pub struct ContractorRow {
    /// The organisation.
    pub organisation: Named,
    /// What it does.
    pub role: ContractorRole,
    /// The entry.
    pub entry: u64,
    /// The contract.
    pub papers: Vec<PaperRow>,
}

/// A group that the work serves.
#[derive(Clone, Debug)]
pub struct BeneficiaryRow {
    /// The group.
    pub group: Verbatim,
    /// How many, or unknown.
    pub count: Figure,
    /// In what they are counted.
    pub unit: Option<Verbatim>,
}

/// A gift in kind or of labour.
#[derive(Clone, Debug)]
pub struct ShareRow {
    /// The entry.
    pub entry: u64,
    /// The day.
    pub on: Date,
    /// Who gave.
    pub giver: Opened,
    /// Goods: item, quantity in thousandths, unit.
    pub goods: Option<(Verbatim, i64, Verbatim)>,
    /// Labour, in tenths of a day.
    pub days_tenths: Option<i64>,
    /// Its valuation.
    pub value: Option<Amount>,
}

/// Everything told of a work's life.
#[derive(Clone, Debug, Default)]
pub struct Life {
    /// The rules its money is collected under, and the entry that says so.
    pub regime: Option<(Regime, u64)>,
    /// States entered and states planned, in order.
    pub timeline: Vec<TimelineStep>,
    /// Residents' meetings about it.
    pub meetings: Vec<MeetingView>,
    /// Inspections.
    pub acceptances: Vec<AcceptanceView>,
    /// The budget that stands.
    pub budget: Option<BudgetView>,
    /// Quantities planned and done.
    pub quantities: Vec<PlannedAndDone>,
    /// Who builds.
    pub contractors: Vec<ContractorRow>,
    /// Whom it serves.
    pub beneficiaries: Vec<BeneficiaryRow>,
    /// Gifts in kind and of labour.
    pub shares: Vec<ShareRow>,
    /// What they are worth, as far as they were valued, and the days of work.
    pub shares_sums: Option<(Figure, Figure)>,
    /// What must be published of it.
    pub duties: Vec<DutyRow>,
}
