//! The list of kinds: the name and version that stand in an entry, and the private fields that each
//! kind's record commits to.

use crate::canonical::{Field, Malformed, Problem, Reader};
use crate::kinds::attachments::{Attachment, WorkSite};
use crate::kinds::between::{BookTransfer, SharedWork};
use crate::kinds::checks::{
    BankLinePart, LineRules, StatementCheck, StatementLayout, StatementPages,
};
use crate::kinds::emulation::{
    EmulationRules, Model, ModelCheck, ModelRecognition, ModelRevocation, ModelScore,
};
use crate::kinds::keys::{LogKeyChange, LogRoots, LogSuccessor};
use crate::kinds::life::{
    Disclosure, DisclosureEvent, LifeStep, ResidentsMeeting, WorkAcceptance, WorkBeneficiaries,
    WorkBudget, WorkContractor, WorkQuantities, WorkRegime,
};
use crate::kinds::matching::{
    MatchRule, MatchedLine, MatchedLines, Roster, RosterMember, SuggestionDeclined,
};
use crate::kinds::organising::{
    Drive, DriveClose, DriveUnit, OrganisationChange, OrganisationPart, PostEnd, Target,
};
use crate::kinds::people::{
    Account, Basis, Book, Fund, Organisation, PeriodClose, Person, PersonAlias, Post, Programme,
    Term,
};
use crate::kinds::privacy::{
    Consent, Erasure, NamesPolicyChange, PrivacyAnswer, PrivacyRequest, Restatement,
};
use crate::kinds::receipts::{
    AttributionRule, Balance, BankLine, Gift, Import, LineAttribution, Pledge, QuarantineEnd,
    QuarantinedRow, Totals,
};
use crate::kinds::sightings::LineSightings;
use crate::kinds::spending::{
    Payment, Reversal, Settlement, SpendingDecision, SpendingRequest, Transfer,
};
use crate::kinds::stories::{ReviewedStory, Story, StoryDraft, StoryReview, StoryWithdrawal};
use crate::kinds::told::{Claim, Source, Statement};
use crate::kinds::works::{CostGroup, Place, Work, WorkStep};

macro_rules! bodies {
    ($($(#[$meta:meta])* $variant:ident ($type:ty) = $kind:literal private [$($private:literal),*]),* $(,)?) => {
        /// What an entry says, by kind.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Body { $($(#[$meta])* $variant($type)),* }

        /// Every kind with its version, in declaration order.
        pub const KINDS: &[&str] = &[$($kind),*];

        /// The private fields a kind's record commits to, in order; `None` for an unknown kind.
        #[must_use]
        pub fn private_fields(kind: &str) -> Option<&'static [&'static str]> {
            match kind { $($kind => Some(&[$($private),*]),)* _ => None }
        }

        /// The public fields a kind has, in order; `None` for an unknown kind.
        #[must_use]
        pub fn public_fields(kind: &str) -> Option<&'static [&'static str]> {
            match kind { $($kind => Some(<$type>::FIELDS),)* _ => None }
        }

        impl Body {
            /// The kind and version, as the entry names it.
            #[must_use]
            pub fn kind(&self) -> &'static str {
                match self { $(Self::$variant(_) => $kind),* }
            }

            /// Appends the canonical form of what is said.
            pub fn write(&self, out: &mut Vec<u8>) {
                match self { $(Self::$variant(body) => body.write(out)),* }
            }

            /// Appends the same with every free text emptied (see [`Field::write_shape`]).
            pub fn write_shape(&self, out: &mut Vec<u8>) {
                match self { $(Self::$variant(body) => body.write_shape(out)),* }
            }

            /// Reads what a kind says.
            pub fn read(kind: &str, reader: &mut Reader<'_>) -> Result<Self, Malformed> {
                match kind {
                    $($kind => <$type>::read(reader).map(Self::$variant),)*
                    _ => Err(reader.error(Problem::UnknownKind(kind.to_owned()))),
                }
            }
        }
    };
}

bodies! {
    /// A line at the bank (first, since nearly every entry is one).
    BankLine(BankLine) = "bank_line/1" private [
        "document_number", "counter_account", "memo", "memo_full", "memo_initials"
    ],
    /// What one line is.
    Attribution(LineAttribution) = "attribution/1" private ["donor_name", "memo"],
    /// All lines of an import are gifts.
    AttributionRule(AttributionRule) = "attribution_rule/1" private ["reason"],
    /// The book begins.
    Book(Book) = "book/1" private ["operator_name"],
    /// An organisation.
    Organisation(Organisation) = "organisation/1" private [],
    /// A person.
    Person(Person) = "person/1" private ["name", "phone", "note"],
    /// Two identifiers are one person.
    PersonAlias(PersonAlias) = "person_alias/1" private ["reason"],
    /// A post held.
    Post(Post) = "post/1" private [],
    /// A term of office.
    Term(Term) = "term/1" private [],
    /// A policy basis.
    Basis(Basis) = "basis/1" private ["quote"],
    /// A programme, movement or drive.
    Programme(Programme) = "programme/1" private ["quote"],
    /// A fund.
    Fund(Fund) = "fund/1" private [],
    /// An account.
    Account(Account) = "account/1" private ["number", "holder"],
    /// A period is closed.
    PeriodClose(PeriodClose) = "period_close/1" private [],
    /// A place.
    Place(Place) = "place/1" private [],
    /// A work.
    Work(Work) = "work/1" private ["quote"],
    /// A step in a work's life.
    WorkStep(WorkStep) = "work_state/1" private ["note"],
    /// Works that share a cost.
    CostGroup(CostGroup) = "cost_group/1" private [],
    /// Where something was said.
    Source(Source) = "source/1" private [],
    /// Something said that can be measured.
    Claim(Claim) = "claim/1" private ["quote"],
    /// Something else that was said.
    Statement(Statement) = "statement/1" private ["quote", "credit"],
    /// A bank's file.
    Import(Import) = "import/1" private ["file_name"],
    /// A row that waits.
    QuarantinedRow(QuarantinedRow) = "quarantined_row/1" private ["text", "problems"],
    /// A waiting row is settled.
    QuarantineEnd(QuarantineEnd) = "quarantine_end/1" private ["reason"],
    /// A balance at the bank.
    Balance(Balance) = "balance/1" private [],
    /// A gift outside the bank.
    Gift(Gift) = "gift/1" private ["donor_name", "memo"],
    /// A promise.
    Pledge(Pledge) = "pledge/1" private ["donor_name", "memo"],
    /// Where everything stands.
    Totals(Totals) = "totals/1" private [],
    /// Money is asked for.
    SpendingRequest(SpendingRequest) = "spending_request/1" private ["payee_name", "note"],
    /// The request is answered.
    SpendingDecision(SpendingDecision) = "spending_decision/1" private ["reason"],
    /// It is paid.
    Payment(Payment) = "payment/1" private ["voucher", "payee_name", "note"],
    /// The bank shows the payment.
    Settlement(Settlement) = "settlement/1" private [],
    /// Value moves inside the book.
    Transfer(Transfer) = "transfer/1" private ["note"],
    /// A mistake is undone.
    Reversal(Reversal) = "reversal/1" private ["reason"],
    /// An entry is stated again without its personal text.
    Restatement(Restatement) = "restatement/1" private ["reason"],
    /// Private records are erased.
    Erasure(Erasure) = "erasure/1" private ["reason"],
    /// How the name of one entry may be shown.
    Consent(Consent) = "consent/1" private ["told"],
    /// How names are shown from now on.
    NamesPolicy(NamesPolicyChange) = "names_policy/1" private ["reason"],
    /// A person asked for a right.
    PrivacyRequest(PrivacyRequest) = "privacy_request/1" private ["name", "contact", "asked"],
    /// The request is answered.
    PrivacyAnswer(PrivacyAnswer) = "privacy_answer/1" private ["told"],
    /// Who may change the log's keys.
    LogRoots(LogRoots) = "log_roots/1" private [],
    /// The log's keys change.
    LogKeyChange(LogKeyChange) = "log_key/1" private [],
    /// The log goes on where another ended.
    LogSuccessor(LogSuccessor) = "log_successor/1" private [],
    /// What the bank took with a row, in a column of its own.
    BankLinePart(BankLinePart) = "bank_line_part/1" private [],
    /// Lines that rules tell apart from gifts.
    LineRules(LineRules) = "line_rules/1" private [],
    /// Where a file's rows stand on their pages.
    StatementPages(StatementPages) = "statement_pages/1" private [],
    /// What a bank's file proves.
    StatementCheck(StatementCheck) = "statement_check/1" private [],
    /// How a bank's files are read.
    StatementLayout(StatementLayout) = "statement_layout/1" private [],
    /// What one line is, its giver's initials sealed beside the name.
    NamedAttribution(LineAttribution) = "attribution/2" private [
        "donor_name", "donor_initials", "memo"
    ],
    /// A gift outside the bank, its giver's initials sealed beside the name.
    NamedGift(Gift) = "gift/2" private ["donor_name", "donor_initials", "memo"],
    /// A promise, its giver's initials sealed beside the name.
    NamedPledge(Pledge) = "pledge/2" private ["donor_name", "donor_initials", "memo"],
    /// Lines that a later file shows again.
    LineSightings(LineSightings) = "line_sightings/1" private [],
    /// A step of a work's life, planned or done.
    LifeStep(LifeStep) = "work_step/1" private ["reason", "note"],
    /// Under which rules a work's money is collected.
    WorkRegime(WorkRegime) = "work_regime/1" private [],
    /// What a work is planned to cost.
    WorkBudget(WorkBudget) = "work_budget/1" private ["note"],
    /// Who builds a work.
    WorkContractor(WorkContractor) = "work_contractor/1" private ["note"],
    /// Whom a work serves.
    WorkBeneficiaries(WorkBeneficiaries) = "work_beneficiaries/1" private ["note"],
    /// Quantities planned or done.
    WorkQuantities(WorkQuantities) = "work_quantities/1" private ["note"],
    /// Residents decided.
    ResidentsMeeting(ResidentsMeeting) = "residents_meeting/1" private ["signatories", "note"],
    /// A work was inspected.
    WorkAcceptance(WorkAcceptance) = "work_acceptance/1" private ["signatories", "note"],
    /// A clock of publishing starts.
    DisclosureEvent(DisclosureEvent) = "disclosure_event/1" private ["note"],
    /// Something was published.
    Disclosure(Disclosure) = "disclosure/1" private ["note"],
    /// People who are asked for a share each.
    Roster(Roster) = "roster/1" private [],
    /// One of them.
    RosterMember(RosterMember) = "roster_member/1" private ["counter_account"],
    /// Lines like these are that.
    MatchRule(MatchRule) = "match_rule/1" private ["counter_account", "words", "reason"],
    /// What one line is, and why.
    MatchedLine(MatchedLine) = "attribution/3" private [
        "donor_name", "donor_initials", "memo"
    ],
    /// What many lines are, and why.
    MatchedLines(MatchedLines) = "attribution_list/1" private [],
    /// A suggestion is not so.
    SuggestionDeclined(SuggestionDeclined) = "suggestion_declined/1" private ["reason"],
    /// A version of a story is published.
    Story(Story) = "story/1" private [],
    /// A story is taken down.
    StoryWithdrawal(StoryWithdrawal) = "story_withdrawal/1" private ["reason"],
    /// An organisation is renamed, moved, merged or ended.
    OrganisationChange(OrganisationChange) = "organisation_change/1" private [],
    /// What part an organisation has.
    OrganisationPart(OrganisationPart) = "organisation_role/1" private [],
    /// A post ended.
    PostEnd(PostEnd) = "post_end/1" private [],
    /// What is to be reached.
    Target(Target) = "target/1" private ["quote"],
    /// A drive is launched.
    Drive(Drive) = "drive/1" private ["note"],
    /// A unit takes part in it.
    DriveUnit(DriveUnit) = "drive_unit/1" private [],
    /// It is closed.
    DriveClose(DriveClose) = "drive_close/1" private ["note"],
    /// By what models are judged.
    EmulationRules(EmulationRules) = "emulation_rules/1" private [],
    /// A model is registered.
    Model(Model) = "model/1" private ["reason", "aims", "method", "people", "outputs", "upkeep"],
    /// It is checked.
    ModelCheck(ModelCheck) = "model_check/1" private ["note"],
    /// It is scored.
    ModelScore(ModelScore) = "model_score/1" private ["note"],
    /// It is recognised.
    ModelRecognition(ModelRecognition) = "model_recognition/1" private ["note"],
    /// The recognition is taken back.
    ModelRevocation(ModelRevocation) = "model_revocation/1" private ["reason"],
    /// A photo, drawing or paper of works.
    Attachment(Attachment) = "attachment/1" private [
        "files", "caption", "alt", "alt_en", "credit", "taken", "distance", "original", "position"
    ],
    /// Where a work stands on a map.
    WorkSite(WorkSite) = "work_site/1" private ["exact", "note"],
    /// A transfer came from another book or went to it.
    BookTransfer(BookTransfer) = "book_transfer/1" private ["note"],
    /// A work is another book's too.
    SharedWork(SharedWork) = "shared_work/1" private [],
    /// A story waits for its reader.
    StoryDraft(StoryDraft) = "story_draft/1" private [],
    /// A reader let a story's draft pass, or sent it back.
    StoryReview(StoryReview) = "story_review/1" private ["reason"],
    /// A version of a story is published that another person let pass.
    ReviewedStory(ReviewedStory) = "story/2" private [],
}

impl Body {
    /// The import and the row, where this is a line of an account at the bank or a part of one.
    #[must_use]
    pub fn as_line(&self) -> Option<(u32, u32)> {
        match self {
            Self::BankLine(line) => Some((line.import, line.row)),
            Self::BankLinePart(part) => Some((part.import, part.row)),
            _ => None,
        }
    }
}
