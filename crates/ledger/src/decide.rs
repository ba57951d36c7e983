//! What may be entered: a command against the state and the entries it names gives entries, or a
//! refusal. The server, the importer and `verify` call this same function.

mod attachments;
pub(crate) mod between;
mod emulation;
mod keys;
mod life;
mod matching;
mod naming;
mod organising;
mod privacy;
mod receipts;
mod reversing;
mod sightings;
mod spending;
mod stories;
mod telling;

use crate::commitment::Commitment;
use crate::date::{Date, Moment};
use crate::entry::{Authority, Entry, LONGEST, Posting};
use crate::id::{AccountId, FundId, PersonId};
use crate::kinds::bodies::Body;
use crate::money::{Dong, LARGEST};
use crate::refusal::Refusal;
use crate::state::State;
use std::collections::{BTreeMap, BTreeSet};

/// What a person or an import asks to be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Who acts.
    pub actor: PersonId,
    /// On what `actor` rests.
    pub authority: Authority,
    /// The day it happened.
    pub occurred_on: Date,
    /// When it is entered.
    pub recorded_at: Moment,
    /// The commitment to its private fields.
    pub record: Option<Commitment>,
    /// The amount of a bank line, with its sign; nothing else needs it.
    pub amount: Option<Dong>,
    /// What is said. Counts and totals are computed, not believed.
    pub body: Body,
}

impl From<&Entry> for Command {
    /// The command an entry came from, to decide it again.
    fn from(entry: &Entry) -> Self {
        let amount = match &entry.body {
            Body::BankLine(_) | Body::BankLinePart(_) => {
                entry.postings.first().map(|posting| posting.amount)
            }
            _ => None,
        };
        Self {
            actor: entry.actor,
            authority: entry.authority,
            occurred_on: entry.occurred_on,
            recorded_at: entry.recorded_at,
            record: entry.record,
            amount,
            body: entry.body.clone(),
        }
    }
}

/// The entries that a command names, looked up by the caller.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// By sequence.
    pub entries: BTreeMap<u64, Entry>,
    /// Verifier keys whose signatures in the body fit its message; whoever can check signatures says so.
    pub signers: BTreeSet<String>,
    /// The size of the checkpoint in the body, where the keys that should have signed it all did, and
    /// it is of this log's own entries where it should be.
    pub checkpoint: Option<u64>,
}

impl Facts {
    /// The entry named, which must stand in the log before the one that is decided: a reader of the
    /// whole log could also hand in a later one.
    fn entry(&self, state: &State, sequence: u64, needed: &'static str) -> Result<&Entry, Refusal> {
        let earlier = (sequence < state.size).then(|| self.entries.get(&sequence)).flatten();
        earlier.ok_or(Refusal::WrongEntry { entry: sequence, needed })
    }
}

/// The sequences of the entries that a body names and its rules or its fold read.
#[must_use]
pub fn named_entries(body: &Body) -> Vec<u64> {
    match body {
        Body::Attribution(attribution) | Body::NamedAttribution(attribution) => {
            vec![attribution.line]
        }
        Body::LineRules(rules) => rules.lines.iter().map(|told| told.line).collect(),
        Body::QuarantineEnd(end) => [Some(end.waiting), end.line].into_iter().flatten().collect(),
        Body::Settlement(settlement) => vec![settlement.line, settlement.payment],
        Body::Payment(payment) => vec![payment.request],
        Body::Reversal(reversal) => vec![reversal.entry],
        Body::BookTransfer(told) => vec![told.entry],
        Body::Restatement(restatement) => vec![restatement.entry],
        Body::Erasure(erasure) => erasure.entries.clone(),
        Body::Consent(consent) => vec![consent.entry],
        body => matching::names_of(body),
    }
}

/// Looks up what a body names, and what those entries name in turn. An entry that is not there is
/// left out: `decide` refuses for it.
pub fn facts_for<E>(
    body: &Body,
    mut fetch: impl FnMut(u64) -> Result<Option<Entry>, E>,
) -> Result<Facts, E> {
    let mut facts = Facts::default();
    let mut waiting = named_entries(body);
    while let Some(sequence) = waiting.pop() {
        if facts.entries.contains_key(&sequence) {
            continue;
        }
        if let Some(entry) = fetch(sequence)? {
            waiting.extend(named_entries(&entry.body));
            facts.entries.insert(sequence, entry);
        }
    }
    Ok(facts)
}

/// Decides a command: the entries to append, or why not. Never panics, whatever the command holds.
pub fn decide(state: &State, facts: &Facts, command: Command) -> Result<Vec<Entry>, Refusal> {
    check_frame(state, &command)?;
    let Command { actor, authority, occurred_on, recorded_at, record, amount, mut body } = command;
    let asked = Asked { actor, record, amount, occurred_on };
    let postings = match &mut body {
        Body::BankLine(line) => receipts::bank_line(state, &asked, line)?,
        body => postings_of(state, facts, &asked, body)?,
    };
    let entry = Entry { actor, authority, occurred_on, postings, record, recorded_at, body };
    check_form(&entry)?;
    check_sums(state, &entry)?;
    Ok(vec![entry])
}

/// What is entered must be readable again. A bank line was checked field by field.
fn check_form(entry: &Entry) -> Result<(), Refusal> {
    if matches!(entry.body, Body::BankLine(_)) {
        return Ok(());
    }
    let bytes = entry.encode();
    if bytes.len() > LONGEST {
        return Err(Refusal::TooLong { length: bytes.len() });
    }
    match Entry::decode(&bytes) {
        Ok(read) if read == *entry => Ok(()),
        Ok(_) => Err(Refusal::NotRepresentable { field: "what".to_owned() }),
        Err(malformed) => {
            Err(Refusal::NotRepresentable { field: key_before(&bytes, malformed.at) })
        }
    }
}

/// The last key that stands before this byte.
fn key_before(bytes: &[u8], at: usize) -> String {
    let text = String::from_utf8_lossy(bytes.get(..at).unwrap_or(bytes)).into_owned();
    let key = text.rsplit_once("\":").and_then(|(before, _)| before.rsplit_once('"'));
    key.map_or("what", |(_, key)| key).to_owned()
}

/// Sums are shown and snapshotted as integers within ±(2^53 − 1), as single amounts are. Lines at the
/// bank stay within a quarter of that, all other postings within a half, so every figure that adds or
/// subtracts them fits.
fn check_sums(state: &State, entry: &Entry) -> Result<(), Refusal> {
    let within = |sum: Dong, limit: i64, field: &str| {
        if sum.abs().0 <= limit {
            return Ok(());
        }
        Err(Refusal::NotRepresentable { field: field.to_owned() })
    };
    if let (Some(_), Some(posting)) = (entry.body.as_line(), entry.postings.first()) {
        let funds = state.fund_figures.values();
        let turnover: Dong = funds.map(|fund| fund.lines.credit + fund.lines.debit).sum();
        return within(turnover + posting.amount.abs(), LARGEST / 4, "amount");
    }
    if !entry.postings.is_empty() {
        let sums = state.sums.values().map(|sum| sum.abs());
        let more = entry.postings.iter().map(|posting| posting.amount.abs());
        within(sums.chain(more).sum(), LARGEST / 2, "postings")?;
    }
    match &entry.body {
        Body::Pledge(pledge) | Body::NamedPledge(pledge) => {
            let fund = state.fund_figures.get(&pledge.fund);
            let pledged = fund.map_or(Dong::ZERO, |figures| figures.pledged);
            within(pledged + pledge.amount, LARGEST, "amount")
        }
        Body::RosterMember(member) => {
            let rosters = state.matching.rosters.values();
            let expected: Dong = rosters.map(|roster| roster.expected).sum();
            within(expected + member.amount, LARGEST, "amount")
        }
        Body::Gift(gift) | Body::NamedGift(gift) => {
            let work = gift.work.and_then(|work| state.work_figures.get(&work));
            let days = Dong(work.map_or(0, |work| work.days_tenths));
            within(days + Dong(gift.days_tenths.unwrap_or(0)), LARGEST, "days_tenths")
        }
        _ => Ok(()),
    }
}

/// The frame of a command, as the rules need it.
struct Asked {
    actor: PersonId,
    record: Option<Commitment>,
    amount: Option<Dong>,
    occurred_on: Date,
}

/// The last second of the year 9999 in `Asia/Ho_Chi_Minh`.
const LAST_MOMENT: Moment = Moment(253_402_275_599);

fn check_frame(state: &State, command: &Command) -> Result<(), Refusal> {
    match (&state.book, &command.body) {
        (None, Body::Book(_)) => {}
        (None, Body::LogSuccessor(_)) if state.size == 0 => {}
        (None, _) => return Err(Refusal::NoBook {}),
        (Some(_), Body::Book(_) | Body::LogSuccessor(_)) => return Err(Refusal::BookExists {}),
        (Some(_), _) if !state.persons.contains_key(&state.person(command.actor)) => {
            return Err(Refusal::UnknownActor { person: command.actor });
        }
        (Some(_), _) => {}
    }
    if command.recorded_at < state.last_recorded {
        return Err(Refusal::ClockWentBack { last: state.last_recorded.0 });
    }
    if command.recorded_at > LAST_MOMENT {
        return Err(Refusal::InTheFuture { occurred_on: command.occurred_on });
    }
    if is_bank_fact(&command.body) {
        return Ok(());
    }
    let later = |day: Date| command.recorded_at.date().is_none_or(|today| day > today);
    if later(command.occurred_on) {
        return Err(Refusal::InTheFuture { occurred_on: command.occurred_on });
    }
    match &command.body {
        Body::PeriodClose(close) if later(close.through) => {
            return Err(Refusal::InTheFuture { occurred_on: close.through });
        }
        Body::PrivacyRequest(request) if later(request.received_on) => {
            return Err(Refusal::InTheFuture { occurred_on: request.received_on });
        }
        _ => {}
    }
    match state.closed_through {
        Some(through) if command.occurred_on <= through && moves_value(&command.body) => {
            Err(Refusal::PeriodClosed { through })
        }
        _ => Ok(()),
    }
}

/// What the bank says is entered whatever it says and whenever it arrives.
fn is_bank_fact(body: &Body) -> bool {
    matches!(
        body,
        Body::BankLine(_)
            | Body::BankLinePart(_)
            | Body::StatementPages(_)
            | Body::StatementCheck(_)
            | Body::LineSightings(_)
            | Body::Import(_)
            | Body::Balance(_)
            | Body::QuarantinedRow(_)
            | Body::Totals(_)
    )
}

/// What a closed period shuts out. Attribution, its rule and settlement are not among them: they move no
/// money of the bank's, they say what its lines of that period were, and those lines are entered
/// whenever they arrive. Refused, money of a closed period could stay unexplained for ever.
fn moves_value(body: &Body) -> bool {
    matches!(
        body,
        Body::Gift(_)
            | Body::NamedGift(_)
            | Body::Payment(_)
            | Body::Transfer(_)
            | Body::Reversal(_)
            | Body::SpendingRequest(_)
            | Body::SpendingDecision(_)
    )
}

fn postings_of(
    state: &State,
    facts: &Facts,
    asked: &Asked,
    body: &mut Body,
) -> Result<Vec<Posting>, Refusal> {
    match body {
        Body::BankLine(line) => receipts::bank_line(state, asked, line),
        Body::BankLinePart(part) => telling::part(state, asked, part),
        Body::LineRules(rules) => telling::line_rules(state, facts, rules),
        Body::StatementPages(pages) => telling::pages(state, pages),
        Body::StatementCheck(check) => telling::check(state, check),
        Body::LineSightings(seen) => sightings::sightings(state, seen),
        Body::StatementLayout(layout) => telling::layout(layout),
        Body::Import(import) => receipts::import(state, import),
        Body::QuarantinedRow(row) => receipts::quarantined_row(state, asked, row),
        Body::QuarantineEnd(end) => receipts::quarantine_end(state, facts, end),
        Body::Balance(balance) => receipts::balance(state, balance),
        Body::AttributionRule(rule) => receipts::attribution_rule(state, rule),
        Body::Attribution(attribution) | Body::NamedAttribution(attribution) => {
            receipts::attribution(state, facts, attribution)
        }
        Body::Gift(gift) | Body::NamedGift(gift) => receipts::gift(state, gift),
        Body::Pledge(pledge) | Body::NamedPledge(pledge) => receipts::pledge(state, pledge),
        Body::Totals(totals) => receipts::totals(state, totals),
        Body::SpendingRequest(request) => spending::request(state, request),
        Body::SpendingDecision(decision) => spending::decision(state, asked, decision),
        Body::Payment(payment) => spending::payment(state, asked, payment),
        Body::Settlement(settlement) => spending::settlement(state, facts, settlement),
        Body::Transfer(transfer) => spending::transfer(state, transfer),
        Body::Reversal(reversal) => reversing::reversal(state, facts, reversal),
        Body::Restatement(restatement) => privacy::restatement(state, facts, asked, restatement),
        Body::Erasure(erasure) => privacy::erasure(state, facts, asked, erasure),
        Body::Consent(consent) => privacy::consent(state, facts, asked, consent),
        Body::NamesPolicy(_) => Ok(Vec::new()),
        Body::PrivacyRequest(request) => privacy::request(state, request),
        Body::PrivacyAnswer(answer) => privacy::answer(state, answer),
        Body::LogRoots(stated) => keys::roots(state, facts, stated),
        Body::LogKeyChange(change) => keys::change(state, facts, change),
        Body::LogSuccessor(said) => keys::successor(facts, said),
        Body::Roster(roster) => matching::roster(state, roster),
        Body::RosterMember(member) => matching::member(state, member),
        Body::MatchRule(rule) => matching::rule(state, rule),
        Body::MatchedLine(matched) => matching::line(state, facts, asked, matched),
        Body::MatchedLines(matched) => matching::lines(state, facts, matched),
        Body::SuggestionDeclined(declined) => matching::declined(state, facts, declined),
        Body::Story(_)
        | Body::ReviewedStory(_)
        | Body::StoryDraft(_)
        | Body::StoryReview(_)
        | Body::StoryWithdrawal(_) => stories::check(state, asked, body),
        Body::BookTransfer(_) | Body::SharedWork(_) => between::check(state, facts, body),
        body => told(state, asked, body).map(|()| Vec::new()),
    }
}

/// What is told and moves nothing.
fn told(state: &State, asked: &Asked, body: &mut Body) -> Result<(), Refusal> {
    match body {
        Body::LifeStep(_)
        | Body::WorkRegime(_)
        | Body::WorkBudget(_)
        | Body::WorkContractor(_)
        | Body::WorkBeneficiaries(_)
        | Body::WorkQuantities(_)
        | Body::ResidentsMeeting(_)
        | Body::WorkAcceptance(_)
        | Body::DisclosureEvent(_)
        | Body::Disclosure(_) => life::check(state, asked, body),
        Body::Attachment(_) | Body::WorkSite(_) => attachments::check(state, body),
        Body::OrganisationChange(_)
        | Body::OrganisationPart(_)
        | Body::PostEnd(_)
        | Body::Target(_)
        | Body::Drive(_)
        | Body::DriveUnit(_)
        | Body::DriveClose(_) => organising::check(state, asked, body),
        Body::EmulationRules(_)
        | Body::Model(_)
        | Body::ModelCheck(_)
        | Body::ModelScore(_)
        | Body::ModelRecognition(_)
        | Body::ModelRevocation(_) => emulation::check(state, asked, body),
        body => naming::check(state, body),
    }
}

/// A posting, left out where it would be nothing.
fn posting(account: AccountId, fund: FundId, amount: Dong) -> Option<Posting> {
    (amount != Dong::ZERO).then_some(Posting { account, fund, amount })
}

/// Value moves from one account to another within a fund.
fn moved(fund: FundId, from: AccountId, to: AccountId, amount: Dong) -> Vec<Posting> {
    [posting(to, fund, amount), posting(from, fund, -amount)].into_iter().flatten().collect()
}

fn positive(field: &'static str, amount: Dong) -> Result<(), Refusal> {
    let within = amount.0 <= LARGEST;
    if amount.is_positive() && within {
        Ok(())
    } else {
        Err(Refusal::NotPositive { field, amount: amount.0 })
    }
}

/// Refuses where the map lacks the key.
fn known<K: Ord + ToString, V>(
    map: &BTreeMap<K, V>,
    thing: &'static str,
    id: &K,
) -> Result<(), Refusal> {
    if map.contains_key(id) { Ok(()) } else { Err(Refusal::Unknown { thing, id: id.to_string() }) }
}

fn known_optional<K: Ord + ToString, V>(
    map: &BTreeMap<K, V>,
    thing: &'static str,
    id: Option<&K>,
) -> Result<(), Refusal> {
    id.map_or(Ok(()), |id| known(map, thing, id))
}

/// Whether every fund's postings sum to zero (and with them the whole).
#[must_use]
pub fn is_balanced(postings: &[Posting]) -> bool {
    if let [first, second] = postings {
        return first.fund == second.fund && first.amount == -second.amount;
    }
    let mut sums: BTreeMap<FundId, Dong> = BTreeMap::new();
    for posting in postings {
        *sums.entry(posting.fund).or_default() += posting.amount;
    }
    sums.values().all(|sum| *sum == Dong::ZERO)
}
