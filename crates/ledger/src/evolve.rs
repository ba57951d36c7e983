//! The fold: what one entry changes. It never fails; what may not be entered was refused before.

mod attachments;
mod between;
mod life;
mod matching;
mod movement;
mod stories;
mod telling;

use crate::accounts;
use crate::decide::Facts;
use crate::entry::{Entry, Posting};
use crate::id::PersonId;
use crate::kinds::bodies::Body;
use crate::kinds::people::Person;
use crate::kinds::privacy::Answer;
use crate::kinds::receipts::{Attribution, Gift, GiftForm, LineAttribution};
use crate::kinds::spending::{Decision, Payment, SpendingDecision};
use crate::money::Dong;
use crate::movements;
use crate::state::{
    ImportFigures, LogTrust, Registered, Request, RightAsked, RootSet, State, Turnover,
};
use std::collections::BTreeSet;

/// Folds the next entry of the log into the state. Entries that it names are looked up through
/// `named`, as for [`crate::decide::decide`].
pub fn evolve(state: &mut State, entry: &Entry, named: &Facts) {
    let at = state.size;
    post(state, &entry.postings, 1);
    movements::fold(state, entry, named, 1);
    match &entry.body {
        Body::BankLine(line) => bank_line(state, at, entry, (line.import, line.row), 1),
        Body::BankLinePart(part) => bank_line(state, at, entry, (part.import, part.row), 1),
        Body::LineRules(rules) => telling::line_rules(state, rules, named, true),
        Body::Import(import) => state.imports.push(ImportFigures {
            account: import.account,
            closed: false,
            debit_lines: Vec::new(),
            file: import.file,
            fund: import.fund,
            held: Vec::new(),
            last_row: 0,
            lines: Turnover::default(),
            ranges: Vec::new(),
            rules: 0,
            started: at,
            unattributed: 0,
            unattributed_sum: Dong::ZERO,
            waiting: Vec::new(),
            waiting_ever: 0,
        }),
        Body::QuarantinedRow(row) => {
            if let Some(import) = import_of(state, row.import) {
                import.last_row = row.row;
                import.waiting.push(at);
                import.waiting_ever += 1;
            }
        }
        Body::QuarantineEnd(end) => {
            state.flags.attributed.set(end.waiting, true);
            for import in &mut state.imports {
                import.waiting.retain(|waiting| *waiting != end.waiting);
            }
        }
        Body::Balance(balance) => state
            .balances
            .entry(balance.account)
            .or_default()
            .push(Registered { at, item: balance.clone() }),
        Body::AttributionRule(rule) => rule_over(state, at, rule.import),
        Body::Attribution(attribution) | Body::NamedAttribution(attribution) => {
            attribute(state, attribution, named, true);
        }
        Body::Gift(gift) | Body::NamedGift(gift) => count_gift(state, gift, 1),
        Body::Pledge(pledge) | Body::NamedPledge(pledge) => {
            state.fund_figures.entry(pledge.fund).or_default().pledged += pledge.amount;
            matching::pledged(state, at, pledge, entry.occurred_on);
        }
        Body::Totals(totals) => {
            if let Some(import) = totals.import.and_then(|number| import_of(state, number)) {
                import.closed = true;
            }
        }
        Body::Reversal(reversal) => undo(state, reversal.entry, named),
        Body::Transfer(transfer) => movement::transferred(state, transfer, 1),
        body => fold_others(state, at, entry, body, named),
    }
    state.last_recorded = state.last_recorded.max(entry.recorded_at);
    state.size += 1;
}

fn fold_others(state: &mut State, at: u64, entry: &Entry, body: &Body, named: &Facts) {
    match body {
        Body::SpendingRequest(request) => {
            state.requests.insert(
                at,
                Request {
                    amount: request.amount,
                    approver: None,
                    fund: request.fund,
                    maker: entry.actor,
                    paid: Dong::ZERO,
                    programme: request.programme,
                    work: request.work,
                },
            );
        }
        Body::SpendingDecision(decision) => decided(state, entry, decision),
        Body::Payment(payment) => paid(state, entry, payment),
        Body::Settlement(settlement) => {
            state.flags.attributed.set(settlement.line, true);
            state.flags.attributed.set(settlement.payment, true);
        }
        Body::Person(person) => {
            state.persons.insert(person.id, Registered { at, item: person.clone() });
        }
        Body::PersonAlias(alias) => {
            let (first, second) = (state.person(alias.alias), state.person(alias.person));
            state.aliases.insert(first, second);
            let pairs = state.acted_together.iter();
            let merged = pairs.filter(|(a, b)| state.person(*a) == state.person(*b)).count() as u64;
            state.breaches = merged;
        }
        Body::WorkStep(step) => {
            state.work_figures.entry(step.work).or_default().steps.push((step.state, at));
        }
        Body::Restatement(_)
        | Body::Erasure(_)
        | Body::Consent(_)
        | Body::NamesPolicy(_)
        | Body::PrivacyRequest(_)
        | Body::PrivacyAnswer(_) => privacy(state, at, entry, body),
        Body::LogRoots(_) | Body::LogKeyChange(_) | Body::LogSuccessor(_) => {
            trust(&mut state.log_trust, at, body);
        }
        Body::LifeStep(_)
        | Body::WorkRegime(_)
        | Body::WorkBudget(_)
        | Body::WorkContractor(_)
        | Body::WorkBeneficiaries(_)
        | Body::WorkQuantities(_)
        | Body::ResidentsMeeting(_)
        | Body::WorkAcceptance(_)
        | Body::DisclosureEvent(_)
        | Body::Disclosure(_) => life::fold(state, at, entry, body),
        Body::Attachment(_) | Body::WorkSite(_) => attachments::fold(state, at, entry, body),
        Body::Roster(_)
        | Body::RosterMember(_)
        | Body::MatchRule(_)
        | Body::MatchedLine(_)
        | Body::MatchedLines(_)
        | Body::SuggestionDeclined(_) => matching::fold(state, at, body, named),
        Body::Story(_)
        | Body::ReviewedStory(_)
        | Body::StoryDraft(_)
        | Body::StoryReview(_)
        | Body::StoryWithdrawal(_) => stories::fold(state, at, entry, body),
        Body::BookTransfer(_) | Body::SharedWork(_) => between::fold(state, at, body, named),
        Body::PeriodClose(close) => state.closed_through = Some(close.through),
        body => name(state, at, entry, body),
    }
}

/// What is owed to persons named in the books.
fn privacy(state: &mut State, at: u64, entry: &Entry, body: &Body) {
    match body {
        Body::Restatement(restatement) => {
            state.privacy.restated.insert(restatement.entry, at);
            together(state, entry.actor, restatement.approved_by);
        }
        Body::Erasure(erasure) => {
            state.privacy.erased.extend(erasure.entries.iter().map(|erased| (*erased, at)));
            together(state, entry.actor, erasure.approved_by);
        }
        Body::Consent(consent) => {
            state.privacy.consents.insert(consent.entry, consent.shown);
        }
        Body::NamesPolicy(change) => state.privacy.names = Some(change.shown),
        Body::PrivacyRequest(request) => {
            let asked = RightAsked {
                at,
                ended_on: None,
                received_on: request.received_on,
                replied_on: None,
                right: request.right,
            };
            state.privacy.requests.insert(request.id, asked);
        }
        Body::PrivacyAnswer(answer) => {
            let Some(asked) = state.privacy.requests.get_mut(&answer.request) else { return };
            let day = Some(entry.occurred_on);
            match answer.answer {
                Answer::Received => asked.replied_on = asked.replied_on.or(day),
                Answer::Done | Answer::Refused => asked.ended_on = day,
            }
        }
        _ => {}
    }
}

/// Whose signatures on the log are believed from here on.
fn trust(trust: &mut LogTrust, at: u64, body: &Body) {
    trust.changes += 1;
    let (keys, origin, roots, threshold) = match body {
        Body::LogKeyChange(change) => {
            trust.periods.push((at + 1, change.keys.clone()));
            return;
        }
        Body::LogRoots(stated) => (&stated.keys, &stated.origin, &stated.roots, stated.threshold),
        Body::LogSuccessor(said) => {
            trust.predecessor = Some(said.checkpoint.clone());
            (&said.keys, &said.origin, &said.roots, said.threshold)
        }
        _ => return,
    };
    if trust.periods.is_empty() {
        trust.periods.push((0, keys.clone()));
    }
    trust.origin = Some(origin.clone());
    trust.sets.push(RootSet { at, roots: roots.clone(), threshold });
}

/// Registers what the book names.
fn name(state: &mut State, at: u64, entry: &Entry, body: &Body) {
    macro_rules! register {
        ($map:ident, $item:ident) => {{
            state.$map.insert($item.id, Registered { at, item: $item.clone() });
        }};
    }
    match body {
        Body::Book(book) => {
            let operator = Person { id: entry.actor, public_capacity: false };
            state.persons.insert(entry.actor, Registered { at, item: operator });
            state.book = Some(Registered { at, item: book.clone() });
        }
        Body::Organisation(organisation) => register!(organisations, organisation),
        Body::Post(post) => state.posts.push(Registered { at, item: post.clone() }),
        Body::Term(term) => register!(terms, term),
        Body::Basis(basis) => register!(bases, basis),
        Body::Programme(programme) => register!(programmes, programme),
        Body::Fund(fund) => register!(funds, fund),
        Body::Account(account) => register!(accounts, account),
        Body::StatementLayout(layout) => {
            let item = layout.clone();
            state.layouts.insert(layout.name, Registered { at, item });
        }
        Body::Place(place) => register!(places, place),
        Body::Work(work) => register!(works, work),
        Body::CostGroup(group) => register!(cost_groups, group),
        Body::Source(source) => register!(sources, source),
        Body::Claim(claim) => register!(claims, claim),
        Body::Statement(statement) => register!(statements, statement),
        body => movement::fold(state, at, entry, body),
    }
}

fn post(state: &mut State, postings: &[Posting], times: i64) {
    for posting in postings {
        let sum = state.sums.entry((posting.account, posting.fund)).or_default();
        *sum += Dong(posting.amount.0.saturating_mul(times));
    }
}

fn import_of(state: &mut State, number: u32) -> Option<&mut ImportFigures> {
    state.imports.get_mut(usize::try_from(number).ok()?.checked_sub(1)?)
}

fn bank_line(state: &mut State, at: u64, entry: &Entry, (number, row): (u32, u32), times: i64) {
    let Some(posting) = entry.postings.first().copied() else { return };
    let mut waits = false;
    if let Some(import) = import_of(state, number) {
        import.lines.count(posting.amount, times);
        if times < 0 && import.held.contains(&at) {
            import.held.retain(|held| *held != at);
        } else if posting.amount.is_positive() {
            waits = true;
            import.unattributed = import.unattributed.saturating_add_signed(times);
            import.unattributed_sum += Dong(posting.amount.0.saturating_mul(times));
        } else if times > 0 {
            import.debit_lines.push(at);
        }
        if times > 0 {
            import.last_row = row;
            match import.ranges.last_mut() {
                Some((_, last)) if *last + 1 == at => *last = at,
                _ => import.ranges.push((at, at)),
            }
        }
    }
    state.movements.line(number, entry.occurred_on, posting.amount, times, waits);
    let days = state.days.entry(posting.account).or_default();
    days.entry(entry.occurred_on).or_default().count(posting.amount, times);
    state.fund_figures.entry(posting.fund).or_default().lines.count(posting.amount, times);
}

fn rule_over(state: &mut State, at: u64, number: u32) {
    mark_ruled(state, number, true);
    let Some(import) = import_of(state, number) else { return };
    let (fund, count) = (import.fund, import.unattributed);
    import.rules += 1;
    import.unattributed = 0;
    import.unattributed_sum = Dong::ZERO;
    state.fund_figures.entry(fund).or_default().gifts += count;
    state.movements.rule(at, fund, number);
}

/// Marks (or, undone, unmarks) every credit of an import that was not attributed on its own.
fn mark_ruled(state: &mut State, number: u32, attributed: bool) {
    let Some(import) = import_of(state, number) else { return };
    let ranges = import.ranges.clone();
    let kept: BTreeSet<u64> = import.debit_lines.iter().chain(&import.held).copied().collect();
    for line in ranges.into_iter().flat_map(|(first, last)| first..=last) {
        let apart = kept.contains(&line) || state.flags.alone.get(line);
        if !apart && !state.flags.reversed.get(line) {
            state.flags.attributed.set(line, attributed);
        }
    }
}

fn attribute(state: &mut State, attribution: &LineAttribution, named: &Facts, attributed: bool) {
    let shares = attribution.shares.iter();
    let gifts = shares.filter(|share| share.attribution == Attribution::Gift).count();
    attribute_line(state, attribution.line, gifts, named, attributed);
    let shares = attribution.shares.iter();
    let refunds = shares.filter(|share| share.attribution == Attribution::Refund);
    let refunds = refunds.map(|share| share.amount).sum();
    matching::sent_back(state, attribution.line, refunds, attributed);
}

/// Counts a line as told what it is, or no longer, with so many gifts in it.
fn attribute_line(state: &mut State, line: u64, gifts: usize, named: &Facts, attributed: bool) {
    state.flags.attributed.set(line, attributed);
    state.flags.alone.set(line, attributed);
    let Some(entry) = named.entries.get(&line) else { return };
    let (Some((number, _)), Some(posting)) = (entry.body.as_line(), entry.postings.first()) else {
        return;
    };
    let times = if attributed { 1 } else { -1 };
    let gifts = i64::try_from(gifts).unwrap_or(i64::MAX) * times;
    let figures = state.fund_figures.entry(posting.fund).or_default();
    figures.gifts = figures.gifts.saturating_add_signed(gifts);
    let Some(import) = import_of(state, number) else { return };
    if posting.amount.is_positive() && !import.held.contains(&line) {
        import.unattributed = import.unattributed.saturating_add_signed(-times);
        import.unattributed_sum += Dong(posting.amount.0.saturating_mul(-times));
        state.movements.wait(number, entry.occurred_on, posting.amount, -times);
    }
}

fn count_gift(state: &mut State, gift: &Gift, times: i64) {
    let figures = state.fund_figures.entry(gift.fund).or_default();
    if gift.form == GiftForm::Cash {
        figures.gifts = figures.gifts.saturating_add_signed(times);
    }
    let Some(work) = gift.work else { return };
    let figures = state.work_figures.entry(work).or_default();
    let days = gift.days_tenths.unwrap_or(0).saturating_mul(times);
    figures.days_tenths = figures.days_tenths.saturating_add(days);
    if let (Some(valuation), None) = (&gift.valuation, gift.account) {
        figures.in_kind += Dong(valuation.amount.0.saturating_mul(times));
    }
}

fn decided(state: &mut State, entry: &Entry, decision: &SpendingDecision) {
    let Some(request) = state.requests.get_mut(&decision.request) else { return };
    match decision.decision {
        Decision::Approved => {
            request.approver = Some(entry.actor);
            let (maker, fund, amount) = (request.maker, request.fund, request.amount);
            state.fund_figures.entry(fund).or_default().reserved += amount;
            together(state, maker, entry.actor);
        }
        Decision::Returned | Decision::Refused => {
            let Some(request) = state.requests.remove(&decision.request) else { return };
            if request.approver.is_some() {
                let unpaid = request.amount - request.paid;
                state.fund_figures.entry(request.fund).or_default().reserved -= unpaid;
            }
        }
    }
}

fn together(state: &mut State, first: PersonId, second: PersonId) {
    let pair = (first.min(second), first.max(second));
    if let Err(place) = state.acted_together.binary_search(&pair) {
        state.acted_together.insert(place, pair);
    }
}

fn paid(state: &mut State, entry: &Entry, payment: &Payment) {
    let Some(request) = state.requests.get_mut(&payment.request) else { return };
    request.paid += payment.amount;
    let (fund, work, maker, approver) =
        (request.fund, request.work, request.maker, request.approver);
    state.fund_figures.entry(fund).or_default().reserved -= payment.amount;
    if let Some(work) = work {
        let figures = state.work_figures.entry(work).or_default();
        figures.paid += payment.amount;
        figures.payments += 1;
    }
    together(state, maker, entry.actor);
    if let Some(approver) = approver {
        together(state, approver, entry.actor);
    }
}

/// Takes back what an entry changed beside its postings.
fn undo(state: &mut State, sequence: u64, named: &Facts) {
    state.flags.reversed.set(sequence, true);
    let Some(entry) = named.entries.get(&sequence) else { return };
    movements::fold(state, entry, named, -1);
    match &entry.body {
        Body::BankLine(line) => {
            bank_line(state, sequence, entry, (line.import, line.row), -1);
        }
        Body::BankLinePart(part) => {
            bank_line(state, sequence, entry, (part.import, part.row), -1);
        }
        Body::LineRules(rules) => telling::line_rules(state, rules, named, false),
        Body::Gift(gift) | Body::NamedGift(gift) => count_gift(state, gift, -1),
        Body::Pledge(pledge) | Body::NamedPledge(pledge) => {
            state.fund_figures.entry(pledge.fund).or_default().pledged -= pledge.amount;
            state.matching.pledges.remove(&sequence);
        }
        Body::Attribution(attribution) | Body::NamedAttribution(attribution) => {
            attribute(state, attribution, named, false);
        }
        Body::AttributionRule(rule) => undo_rule(state, sequence, rule.import, entry),
        Body::Settlement(settlement) => {
            state.flags.attributed.set(settlement.line, false);
            state.flags.attributed.set(settlement.payment, false);
        }
        Body::Payment(payment) => undo_payment(state, payment, named),
        body => {
            movement::undo(state, sequence, body);
            between::undo(state, body);
            matching::undo(state, sequence, body, named);
        }
    }
}

fn undo_rule(state: &mut State, at: u64, number: u32, rule: &Entry) {
    let Body::AttributionRule(body) = &rule.body else { return };
    let sum = rule.postings.iter().find(|posting| posting.account == accounts::UNATTRIBUTED);
    mark_ruled(state, number, false);
    let Some(import) = import_of(state, number) else { return };
    import.rules = import.rules.saturating_sub(1);
    import.unattributed += body.count;
    import.unattributed_sum += sum.map_or(Dong::ZERO, |posting| posting.amount);
    let fund = import.fund;
    let figures = state.fund_figures.entry(fund).or_default();
    figures.gifts = figures.gifts.saturating_sub(body.count);
    state.movements.undo_rule(at, fund, number);
}

fn undo_payment(state: &mut State, payment: &Payment, named: &Facts) {
    let request = named.entries.get(&payment.request).map(|entry| &entry.body);
    let Some(Body::SpendingRequest(asked)) = request else { return };
    if let Some(request) = state.requests.get_mut(&payment.request) {
        request.paid -= payment.amount;
        state.fund_figures.entry(asked.fund).or_default().reserved += payment.amount;
    }
    if let Some(work) = asked.work {
        let figures = state.work_figures.entry(work).or_default();
        figures.paid -= payment.amount;
        figures.payments = figures.payments.saturating_sub(1);
    }
}
