//! Random entries of every kind.

use crate::dice::{Dice, Draw};
use chungtay_ledger::entry::{Authority, Entry, Posting};
use chungtay_ledger::kinds::attachments::*;
use chungtay_ledger::kinds::between::*;
use chungtay_ledger::kinds::bodies::{Body, KINDS};
use chungtay_ledger::kinds::checks::*;
use chungtay_ledger::kinds::emulation::*;
use chungtay_ledger::kinds::keys::*;
use chungtay_ledger::kinds::life::*;
use chungtay_ledger::kinds::matching::*;
use chungtay_ledger::kinds::organising::*;
use chungtay_ledger::kinds::people::*;
use chungtay_ledger::kinds::privacy::*;
use chungtay_ledger::kinds::receipts::*;
use chungtay_ledger::kinds::sightings::*;
use chungtay_ledger::kinds::spending::*;
use chungtay_ledger::kinds::stories::*;
use chungtay_ledger::kinds::told::*;
use chungtay_ledger::kinds::works::*;
use chungtay_ledger::money::Dong;

macro_rules! drawn_words {
    ($($name:ident),* $(,)?) => {$(
        impl Draw for $name {
            fn draw(dice: &mut Dice<'_>) -> Self {
                dice.of(Self::ALL)
            }
        }
    )*};
}
drawn_words!(
    Authority,
    KeyReason,
    NamesPolicy,
    OrganisationClass,
    NumberStyle,
    ProgrammeClass,
    AccountClass,
    FundSource,
    QuarantineReason,
    QuarantineOutcome,
    BalanceProof,
    BalanceMoment,
    Attribution,
    GiftForm,
    Decision,
    Comparator,
    StatementClass,
    WorkClass,
    WorkState,
    Measure,
    PlaceClass,
    Right,
    Channel,
    Answer,
    Told,
    Part,
    ColumnRole,
    Regime,
    StepStage,
    DelayCause,
    MeetingForm,
    MeetingSubject,
    Signer,
    AcceptanceOutcome,
    CostClass,
    ContractorRole,
    EventClass,
    Duty,
    DisclosureForm,
    MatchedBy,
    MatchReason,
    StoryLanguage,
    StoryVerdict,
    OrganisationStep,
    OrganisationRole,
    TargetUnit,
    DriveClass,
    DriveAsking,
    ModelField,
    ModelSubject,
    ResourceClass,
    CheckOutcome,
    RecognitionLevel,
    RevocationCause,
    AttachmentClass,
    ShownTime,
    SitePrecision,
);

macro_rules! drawn_records {
    ($($name:ident { $($field:ident),* $(,)? })*) => {$(
        impl Draw for $name {
            fn draw(dice: &mut Dice<'_>) -> Self {
                Self { $($field: dice.draw()),* }
            }
        }
    )*};
}
drawn_records! {
    Book { demonstration, id, name, name_en, names_policy }
    Organisation { cited, class, during, id, name, parent, relations, unenumerated, variants }
    Person { id, public_capacity }
    PersonAlias { alias, person }
    Post { cited, during, organisation, person, title }
    Term { cited, during, id, name, organisation }
    Basis { cited, class, id, issuer, issuer_words, number, number_style, title }
    Programme { bases, cited, class, demonstration, during, id, name, organisation, parent }
    Purpose { general, programmes, works }
    Fund { demonstration, id, name, name_en, organisation, purpose, sources }
    Account { bank, class, demonstration, id, name }
    PeriodClose { through }
    Import { account, file, format, fund, number, rows }
    BankLine { import, row }
    QuarantinedRow { import, reason, row }
    QuarantineEnd { line, outcome, waiting }
    Balance { account, amount, import, moment, on, proof, source }
    AttributionRule { count, import }
    Share { amount, attribution, donor, organisation }
    LineAttribution { line, shares }
    Goods { item, quantity_thousandths, unit }
    Valuation { amount, source }
    Gift { account, amount, days_tenths, donor, form, fund, goods, organisation, valuation, work }
    Pledge { amount, donor, due, fund, organisation }
    Total { account, fund, sum }
    Totals { import, lines, totals, waiting }
    SpendingRequest { amount, fund, payee, programme, purpose, work }
    SpendingDecision { decision, request }
    Payment { account, amount, request, voucher }
    Settlement { line, payment }
    Transfer { amount, from_account, from_fund, to_account, to_fund }
    Reversal { entry }
    LogRoots { keys, origin, roots, signatures, threshold }
    LogKeyChange { checkpoint, keys, reason, signatures }
    LogSuccessor { checkpoint, keys, origin, predecessor_keys, roots, signatures, threshold }
    Restatement { approved_by, entry, leaf, stated }
    Erasure { approved_by, entries, request }
    Consent { entry, shown }
    NamesPolicyChange { shown }
    PrivacyRequest { channel, id, received_on, right }
    PrivacyAnswer { answer, request }
    Citation { line, source }
    Source { class, id, published, title }
    Claim {
        components, comparator, id, jointly, line, measure, period, source, subjects, value, words
    }
    Statement { class, id, line, order, period, source, subjects, words }
    Place { cited, class, code, during, id, name, parent, successor }
    Quantity { measure, value, words }
    Work {
        chainage, cited, class, demonstration, id, launchers, markers, name, place_words, places, programme, quantities,
        variants
    }
    WorkStep { during, state, work }
    CostGroup { id, works }
    Paper { cited, file, name, number }
    LifeStep { acceptance, cited, delay, during, meeting, papers, planned_for, stage, state, work }
    WorkRegime { regime, work }
    BudgetItem { amount, class, item, quantity_thousandths, unit }
    WorkBudget { cited, items, papers, work }
    WorkContractor { cited, organisation, papers, role, work }
    Attachment { class, demonstration, id, pair, shows, step, works }
    MapPoint { east, north }
    WorkSite { cited, points, precision, work }
    WorkBeneficiaries { cited, count, group, unit, work }
    WorkQuantities { cited, quantities, stage, work }
    ResidentsMeeting {
        against, cited, form, id, in_favour, invited, notice_on, organisation, papers, present, signers, subject,
        total, works
    }
    WorkAcceptance { cited, id, outcome, papers, signers, supervision, work }
    DisclosureEvent { class, fund, id, on, programme, regime, work }
    Disclosure { duty, event, forms, papers, until }
    BankLinePart { import, part, row }
    ToldLine { line, rule, told }
    LineRules { import, lines, rules }
    StatementLayout { columns, head, name }
    BrokenStep { expected, printed, row }
    RecoveredRow { amount, row }
    Gap { from, lines, money, to }
    PrintedSums { closing, credits, debits, from, opening, pages, to }
    Measured { credit, debit, lines }
    Sighted { count, falls, line, row }
    SecondSource { doubtful, earlier, known, missing }
    StatementCheck {
        account, breaks, broken, file, format, gaps, import, printed, recovered, reordered, rows, second, steps, whole
    }
    Roster { due, fund, id, name, organisation }
    RosterMember { amount, person, roster }
    MatchRule {
        account, amount_from, amount_to, attribution, from, fund, name, organisation, to, words
    }
    SharePart { amount, attribution, donor, members, organisation, pledge, returns, roster }
    MatchedLine { by, line, reasons, rule, shares }
    MatchedLines { attribution, by, lines, organisation, rule }
    SuggestionDeclined { line, suggestion }
    BookTransfer { book, entry, id }
    SharedWork { book, other, work }
    Story { figures, file, id, language, reviewed_by, size, version }
    StoryWithdrawal { approved_by, id, language }
    StoryDraft { file, id, language }
    StoryReview { file, id, language, verdict }
    ReviewedStory { figures, file, id, language, review, size, version }
    OrganisationChange { basis, change, cited, from, into, name, organisation, parent }
    OrganisationPart { cited, during, organisation, role }
    PostEnd { cited, post, until }
    Target {
        basis, cited, expression, id, indicator, organisation, period, programme, unit, value
    }
    Drive {
        asking, bases, cited, class, closes, demonstration, fund, goal, id, launchers, name, programme
    }
    DriveUnit { drive, expected, organisation, roster }
    DriveClose { drive }
    Criterion { most, name }
    LevelRule { least, level }
    EmulationRules { basis, cited, criteria, id, levels, year }
    ModelResource { amount, class, item, quantity_thousandths, unit }
    Model {
        area, cited, continues, coordinating, demonstration, during, field, id, lead, name, person, places, resources,
        rules, subject, supporting, works
    }
    ModelCheck { cited, model, outcome, papers }
    ModelScore { cited, model, points }
    ModelRecognition { cited, level, model, organisation, papers }
    ModelRevocation { cause, model, papers }
}

impl Draw for Posting {
    fn draw(dice: &mut Dice<'_>) -> Self {
        let amount: Dong = dice.draw();
        let amount = if amount == Dong::ZERO { Dong(-1) } else { amount };
        Self { account: dice.draw(), fund: dice.draw(), amount }
    }
}

/// Without a stretch that holds no page: such a one is refused before it is written.
impl Draw for StatementPages {
    fn draw(dice: &mut Dice<'_>) -> Self {
        let mut pages: Vec<(u32, Vec<u32>)> = dice.draw();
        pages.retain(|(_, rows)| !rows.is_empty());
        Self { import: dice.draw(), pages }
    }
}

/// As above.
impl Draw for LineSightings {
    fn draw(dice: &mut Dice<'_>) -> Self {
        let mut pages: Vec<(u32, Vec<u32>)> = dice.draw();
        pages.retain(|(_, rows)| !rows.is_empty());
        let (account, file, import) = (dice.draw(), dice.draw(), dice.draw());
        Self { account, file, import, pages, seen: dice.draw() }
    }
}

/// An entry stated within another: of any kind but one that states a third.
impl Draw for Box<Entry> {
    fn draw(dice: &mut Dice<'_>) -> Self {
        let plain: Vec<usize> =
            (0..KINDS.len()).filter(|place| KINDS[*place] != "restatement/1").collect();
        let kind = dice.of(&plain);
        Self::new(entry_of(kind, dice))
    }
}

macro_rules! drawn_bodies {
    ($($variant:ident),* $(,)?) => {
        const DRAWERS: &[fn(&mut Dice<'_>) -> Body] =
            &[$(|dice| Body::$variant(dice.draw())),*];
    };
}
// In the order of `KINDS`.
drawn_bodies!(
    BankLine,
    Attribution,
    AttributionRule,
    Book,
    Organisation,
    Person,
    PersonAlias,
    Post,
    Term,
    Basis,
    Programme,
    Fund,
    Account,
    PeriodClose,
    Place,
    Work,
    WorkStep,
    CostGroup,
    Source,
    Claim,
    Statement,
    Import,
    QuarantinedRow,
    QuarantineEnd,
    Balance,
    Gift,
    Pledge,
    Totals,
    SpendingRequest,
    SpendingDecision,
    Payment,
    Settlement,
    Transfer,
    Reversal,
    Restatement,
    Erasure,
    Consent,
    NamesPolicy,
    PrivacyRequest,
    PrivacyAnswer,
    LogRoots,
    LogKeyChange,
    LogSuccessor,
    BankLinePart,
    LineRules,
    StatementPages,
    StatementCheck,
    StatementLayout,
    NamedAttribution,
    NamedGift,
    NamedPledge,
    LineSightings,
    LifeStep,
    WorkRegime,
    WorkBudget,
    WorkContractor,
    WorkBeneficiaries,
    WorkQuantities,
    ResidentsMeeting,
    WorkAcceptance,
    DisclosureEvent,
    Disclosure,
    Roster,
    RosterMember,
    MatchRule,
    MatchedLine,
    MatchedLines,
    SuggestionDeclined,
    Story,
    StoryWithdrawal,
    OrganisationChange,
    OrganisationPart,
    PostEnd,
    Target,
    Drive,
    DriveUnit,
    DriveClose,
    EmulationRules,
    Model,
    ModelCheck,
    ModelScore,
    ModelRecognition,
    ModelRevocation,
    Attachment,
    WorkSite,
    BookTransfer,
    SharedWork,
    StoryDraft,
    StoryReview,
    ReviewedStory,
);

/// A body of the kind at this place in `KINDS`.
pub fn body_of(kind: usize, dice: &mut Dice<'_>) -> Body {
    DRAWERS[kind](dice)
}

/// An entry of the kind at this place in `KINDS`.
pub fn entry_of(kind: usize, dice: &mut Dice<'_>) -> Entry {
    Entry {
        actor: dice.draw(),
        authority: dice.draw(),
        occurred_on: dice.draw(),
        postings: dice.draw(),
        record: dice.draw(),
        recorded_at: dice.draw(),
        body: body_of(kind, dice),
    }
}

#[test]
fn every_kind_is_drawn() {
    assert_eq!(DRAWERS.len(), KINDS.len());
    for (place, kind) in KINDS.iter().enumerate() {
        let mut dice = Dice::new(&[], crate::dice::Taste::Valid);
        assert_eq!(body_of(place, &mut dice).kind(), *kind);
    }
}
