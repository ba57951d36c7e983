//! A work's life from survey to handover: steps planned and done with their papers, the residents' meeting,
//! the acceptance, the budget, who builds, who benefits, quantities planned and done; and what was published
//! when. Names of those who signed are private fields; `work_state/1` (kinds/works.rs) stays as it was.

use crate::canonical::{record, words};
use crate::commitment::Commitment;
use crate::date::Date;
use crate::id::{FundId, Id};
use crate::kinds::told::Citation;
use crate::kinds::works::{Quantity, WorkState};
use crate::money::Dong;
use crate::term::Period;

words! {
    /// Under which rules money is collected and used (`regimes.rs` holds the rules with their days).
    Regime {
        /// Works of a village by its residents' contributions.
        Residents = "residents",
        /// Disasters, epidemics, incidents, serious illness.
        Disaster = "disaster",
        /// Collection within a party or mass organisation.
        Internal = "internal",
        /// A social or charity fund.
        Charity = "charity",
        /// The state budget's share.
        State = "state",
    }
    /// Whether a step is planned or done.
    StepStage {
        /// It is planned; the last plan counts.
        Planned = "planned",
        /// It was done.
        Done = "done",
    }
    /// Why a step came later than planned.
    DelayCause {
        /// Rain, flood, heat.
        Weather = "weather",
        /// Money came late.
        Money = "money",
        /// Materials were short.
        Materials = "materials",
        /// Hands were short.
        Labour = "labour",
        /// Land was not free.
        Land = "land",
        /// A paper was awaited.
        Papers = "papers",
        /// The design changed.
        Design = "design",
        /// Something else, told in the record.
        Other = "other",
    }
    /// How residents decided.
    MeetingForm {
        /// At a meeting.
        Meeting = "meeting",
        /// By ballot from house to house.
        Ballot = "ballot",
        /// Online.
        Online = "online",
    }
    /// What residents decided upon.
    MeetingSubject {
        /// That they contribute, and how much.
        Contribution = "contribution",
        /// How the contributions are received, spent and managed.
        Management = "management",
        /// Something else.
        Other = "other",
    }
    /// Who signed, by what they are.
    Signer {
        /// The head of the village.
        VillageHead = "village-head",
        /// The head of the village's Front committee.
        FrontHead = "front-head",
        /// A household's representative.
        Household = "household",
        /// The community's supervision board.
        SupervisionBoard = "supervision-board",
        /// Who launched the work.
        Launcher = "launcher",
        /// Who built it.
        Builder = "builder",
    }
    /// What an inspection found.
    AcceptanceOutcome {
        /// Accepted.
        Accepted = "accepted",
        /// Accepted, with something still to be mended.
        WithConditions = "with-conditions",
        /// Not accepted.
        Rejected = "rejected",
    }
    /// What a line of a budget pays for.
    CostClass {
        /// Materials.
        Materials = "materials",
        /// Labour.
        Labour = "labour",
        /// Machines.
        Machines = "machines",
        /// Design, survey, supervision.
        Design = "design",
        /// Anything else.
        Other = "other",
    }
    /// What a contractor does.
    ContractorRole {
        /// Builds.
        Builds = "builds",
        /// Designs.
        Designs = "designs",
        /// Supplies.
        Supplies = "supplies",
    }
    /// What starts a clock of publishing.
    EventClass {
        /// An appeal was issued.
        AppealIssued = "appeal-issued",
        /// Receiving begins.
        ReceivingBegins = "receiving-begins",
        /// Receiving ended.
        ReceivingEnds = "receiving-ends",
        /// Support begins.
        SupportBegins = "support-begins",
        /// Distribution or use ended.
        UseEnds = "use-ends",
        /// Residents decided.
        Decision = "decision",
        /// A year ended.
        YearEnds = "year-ends",
    }
    /// What must be published or handed in.
    Duty {
        /// The appeal's document.
        AppealDocument = "appeal-document",
        /// Time, place and method of receiving.
        ReceivingNotice = "receiving-notice",
        /// All money and goods received.
        TotalReceived = "total-received",
        /// All that was used.
        TotalUsed = "total-used",
        /// Who benefits, by what policy, how much.
        Beneficiaries = "beneficiaries",
        /// The report to the authority.
        Report = "report",
        /// What residents decided.
        DecisionNotice = "decision-notice",
        /// The meeting's record, to the commune.
        MeetingRecord = "meeting-record",
        /// The year's contributions and results.
        YearReport = "year-report",
    }
    /// How something was published.
    DisclosureForm {
        /// On a website.
        Website = "website",
        /// Posted at the office, culture house or another public place.
        Posting = "posting",
        /// By loudspeaker or broadcast.
        Broadcast = "broadcast",
        /// In the press.
        Press = "press",
        /// Handed to the authority.
        Delivery = "delivery",
    }
}

record! {
    /// A paper that something rests on.
    Paper {
        /// Where a source tells of it.
        cited: Option<Citation>,
        /// SHA-256 of the file in the book's folder of files.
        file: Option<Commitment>,
        /// Its name.
        name: String,
        /// Its number as printed.
        number: Option<String>,
    }
    /// `work_step/1`: a step of a work's life, planned or done; done on the entry's day. Private fields: the
    /// reason of a delay, note.
    LifeStep {
        /// The acceptance it rests on.
        acceptance: Option<Id>,
        /// The source that tells of it after the fact: steps between may then be untold.
        cited: Option<Citation>,
        /// Why it came, or will come, later than planned.
        delay: Option<DelayCause>,
        /// When, where a source told after the fact gives no day.
        during: Option<Period>,
        /// The residents' meeting it rests on.
        meeting: Option<Id>,
        /// Papers it rests on.
        papers: Vec<Paper>,
        /// The day it is planned for.
        planned_for: Option<Date>,
        /// Planned or done.
        stage: StepStage,
        /// The state it enters.
        state: WorkState,
        /// The work.
        work: Id,
    }
    /// `work_regime/1`: under which rules a work's money is collected; the last word stands.
    WorkRegime {
        /// The rules.
        regime: Regime,
        /// The work.
        work: Id,
    }
    /// A line of a budget.
    BudgetItem {
        /// The sum; absent where it is planned and its cost not known.
        amount: Option<Dong>,
        /// What it pays for.
        class: CostClass,
        /// What it is, in public words.
        item: String,
        /// How much of it, in thousandths of the unit.
        quantity_thousandths: Option<i64>,
        /// The unit.
        unit: Option<String>,
    }
    /// `work_budget/1`: what a work is planned to cost; the last one stands, the earlier are kept.
    WorkBudget {
        /// Where it is told of.
        cited: Option<Citation>,
        /// Its lines.
        items: Vec<BudgetItem>,
        /// Papers it rests on.
        papers: Vec<Paper>,
        /// The work.
        work: Id,
    }
    /// `work_contractor/1`: who builds, designs or supplies.
    WorkContractor {
        /// Where it is told of.
        cited: Option<Citation>,
        /// The organisation.
        organisation: Id,
        /// The contract.
        papers: Vec<Paper>,
        /// What it does.
        role: ContractorRole,
        /// The work.
        work: Id,
    }
    /// `work_beneficiaries/1`: a group that a work serves.
    WorkBeneficiaries {
        /// Where it is told of.
        cited: Option<Citation>,
        /// How many; absent where nobody counted.
        count: Option<u64>,
        /// The group, in public words.
        group: String,
        /// In what they are counted: households, persons, pupils.
        unit: Option<String>,
        /// The work.
        work: Id,
    }
    /// `work_quantities/1`: quantities as planned or as built; the last of each measure stands.
    WorkQuantities {
        /// Where it is told of.
        cited: Option<Citation>,
        /// The quantities.
        quantities: Vec<Quantity>,
        /// Planned or done.
        stage: StepStage,
        /// The work.
        work: Id,
    }
    /// `residents_meeting/1`: residents decided, on the entry's day. Private fields: who signed, note.
    ResidentsMeeting {
        /// Households against.
        against: u32,
        /// Where it is told of.
        cited: Option<Citation>,
        /// How they decided.
        form: MeetingForm,
        /// Identifier.
        id: Id,
        /// Households in favour.
        in_favour: u32,
        /// Households invited.
        invited: u32,
        /// The day they were told of it.
        notice_on: Option<Date>,
        /// Whose meeting.
        organisation: Option<Id>,
        /// The record and other papers.
        papers: Vec<Paper>,
        /// Households present, or whose ballot came back.
        present: u32,
        /// Who signed the record.
        signers: Vec<Signer>,
        /// What they decided upon.
        subject: MeetingSubject,
        /// All households of the community.
        total: u32,
        /// The works it is about.
        works: Vec<Id>,
    }
    /// `work_acceptance/1`: a work was inspected, on the entry's day. Private fields: who signed, note.
    WorkAcceptance {
        /// Where it is told of.
        cited: Option<Citation>,
        /// Identifier.
        id: Id,
        /// What was found.
        outcome: AcceptanceOutcome,
        /// The record and other papers.
        papers: Vec<Paper>,
        /// Who signed.
        signers: Vec<Signer>,
        /// The community's supervision board.
        supervision: Id,
        /// The work.
        work: Id,
    }
    /// `disclosure_event/1`: something that starts a clock of publishing, on the entry's day or the day given.
    DisclosureEvent {
        /// What happened.
        class: EventClass,
        /// The fund it is about.
        fund: Option<FundId>,
        /// Identifier.
        id: Id,
        /// The day, where it lies ahead ("receiving begins on …").
        on: Option<Date>,
        /// The programme it is about.
        programme: Option<Id>,
        /// The rules it falls under.
        regime: Regime,
        /// The work it is about.
        work: Option<Id>,
    }
    /// `disclosure/1`: something was published or handed in, on the entry's day.
    Disclosure {
        /// What was published.
        duty: Duty,
        /// The event or the residents' meeting it follows from.
        event: Id,
        /// How.
        forms: Vec<DisclosureForm>,
        /// What was published.
        papers: Vec<Paper>,
        /// The last day it stays published, where that is fixed.
        until: Option<Date>,
    }
}
