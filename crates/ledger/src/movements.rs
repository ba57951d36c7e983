//! What came in and went out by day: bank lines by import and day, gifts, promises and payments by day,
//! fund and what they are for. Bounded by days and things, never by lines; kept by the fold, so that a
//! question about a stretch of time is answered without reading a line again. Never a sum of its own
//! making: over all days it comes to what the postings come to.

use crate::accounts;
use crate::canonical::{Field, Malformed, Reader, record, words};
use crate::date::Date;
use crate::decide::Facts;
use crate::entry::Entry;
use crate::id::{FundId, Id};
use crate::kinds::bodies::Body;
use crate::kinds::receipts::{Attribution, Gift, GiftForm};
use crate::kinds::spending::Payment;
use crate::money::Dong;
use crate::state::{State, Turnover};
use std::collections::BTreeMap;

words! {
    /// What moved.
    MovementClass {
        /// A gift of money that came to the bank.
        Bank = "bank",
        /// A gift of money handed over.
        Cash = "cash",
        /// A gift of goods used at once, at its valuation.
        Goods = "goods",
        /// A gift of goods put into a store, at its valuation.
        Stored = "stored",
        /// A gift of labour, at its valuation.
        Labour = "labour",
        /// A promise of money.
        Pledge = "pledge",
        /// A payment for a request.
        Payment = "payment",
    }
}

record! {
    /// An import's lines of one day.
    ImportDay {
        /// All that stand.
        lines: Turnover,
        /// Credits among them that a rule over the whole import would make gifts: how many.
        waiting: u64,
        /// The same: how much.
        waiting_sum: Dong,
    }
    /// One day's movement of one class, fund and destination.
    Movement {
        /// How much.
        amount: Dong,
        /// What moved.
        class: MovementClass,
        /// How many gifts, promises or payments.
        count: u64,
        /// The day: of the bank's line where there is one, else of the entry.
        day: Date,
        /// Labour, in tenths of a day.
        days_tenths: i64,
        /// The fund.
        fund: FundId,
        /// Who gave or promised, where an organisation is named.
        organisation: Option<Id>,
        /// What was paid for, where it is a programme.
        programme: Option<Id>,
        /// The roster it belongs to.
        roster: Option<Id>,
        /// How many of them nobody valued.
        unvalued: u64,
        /// What it is for, where it is a work.
        work: Option<Id>,
    }
}

/// What tells one movement from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MovementKey {
    /// The day.
    pub day: Date,
    /// What moved.
    pub class: MovementClass,
    /// The fund.
    pub fund: FundId,
    /// Who gave or promised.
    pub organisation: Option<Id>,
    /// The work.
    pub work: Option<Id>,
    /// The programme.
    pub programme: Option<Id>,
    /// The roster.
    pub roster: Option<Id>,
}

/// How much moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// How much.
    pub amount: Dong,
    /// How many.
    pub count: u64,
    /// Labour, in tenths of a day.
    pub days_tenths: i64,
    /// How many that nobody valued.
    pub unvalued: u64,
}

/// What a rule made gifts of, by day: how many credits, how much.
type Ruled = BTreeMap<Date, (u64, Dong)>;

/// Everything that moved, by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Movements {
    /// Lines at the bank, by import and day.
    pub imports: BTreeMap<u32, BTreeMap<Date, ImportDay>>,
    /// The day that the entry naming a work or a programme speaks of.
    pub named: BTreeMap<Id, Date>,
    /// Gifts, promises and payments.
    pub moved: BTreeMap<MovementKey, Moved>,
    ruled: BTreeMap<u64, Ruled>,
}

impl MovementKey {
    pub(crate) fn new(class: MovementClass, day: Date, fund: FundId) -> Self {
        let (organisation, work, programme, roster) = (None, None, None, None);
        Self { day, class, fund, organisation, work, programme, roster }
    }
}

impl Movements {
    /// Counts a bank line, or with `times` −1 takes it back; `waits` where a rule would make it a gift.
    pub(crate) fn line(&mut self, import: u32, day: Date, amount: Dong, times: i64, waits: bool) {
        let found = self.day_of(import, day);
        found.lines.count(amount, times);
        if waits {
            found.wait(amount, times);
        }
    }

    /// Counts a line's credit among those that wait for a rule, or with `times` −1 no longer.
    pub(crate) fn wait(&mut self, import: u32, day: Date, amount: Dong, times: i64) {
        self.day_of(import, day).wait(amount, times);
    }

    fn day_of(&mut self, import: u32, day: Date) -> &mut ImportDay {
        let days = self.imports.entry(import).or_default();
        days.entry(day).or_insert_with(|| ImportDay {
            lines: Turnover::default(),
            waiting: 0,
            waiting_sum: Dong::ZERO,
        })
    }

    /// Makes gifts of every credit of an import that waits.
    pub(crate) fn rule(&mut self, at: u64, fund: FundId, import: u32) {
        let mut ruled = Ruled::new();
        for (day, found) in self.imports.entry(import).or_default().iter_mut() {
            let waited = (found.waiting, found.waiting_sum);
            if waited.0 > 0 {
                ruled.insert(*day, waited);
                (found.waiting, found.waiting_sum) = (0, Dong::ZERO);
            }
        }
        self.count_ruled(fund, &ruled, 1);
        self.ruled.insert(at, ruled);
    }

    /// What the rule at this entry made gifts of, by the line's day: how many and how much. Nothing once it
    /// was undone.
    pub fn ruled(&self, at: u64) -> impl Iterator<Item = (Date, u64, Dong)> + '_ {
        let days = self.ruled.get(&at).into_iter().flatten();
        days.map(|(day, (count, sum))| (*day, *count, *sum))
    }

    /// Lets the credits wait again that the rule at this entry made gifts of.
    pub(crate) fn undo_rule(&mut self, at: u64, fund: FundId, import: u32) {
        let Some(ruled) = self.ruled.remove(&at) else { return };
        for (day, (count, sum)) in &ruled {
            let found = self.day_of(import, *day);
            found.waiting = found.waiting.saturating_add(*count);
            found.waiting_sum += *sum;
        }
        self.count_ruled(fund, &ruled, -1);
    }

    fn count_ruled(&mut self, fund: FundId, ruled: &Ruled, times: i64) {
        for (day, (count, sum)) in ruled {
            let moved = Moved { amount: *sum, count: *count, ..Moved::default() };
            self.count(MovementKey::new(MovementClass::Bank, *day, fund), moved, times);
        }
    }

    /// Counts what moved, or with `times` −1 takes it back.
    fn count(&mut self, key: MovementKey, moved: Moved, times: i64) {
        let step = |counter: u64, more: u64| {
            let more = i64::try_from(more).unwrap_or(i64::MAX).saturating_mul(times);
            counter.saturating_add_signed(more)
        };
        let found = self.moved.entry(key).or_default();
        found.amount += Dong(moved.amount.0.saturating_mul(times));
        found.count = step(found.count, moved.count);
        let days = moved.days_tenths.saturating_mul(times);
        found.days_tenths = found.days_tenths.saturating_add(days);
        found.unvalued = step(found.unvalued, moved.unvalued);
        if *found == Moved::default() {
            self.moved.remove(&key);
        }
    }
}

impl ImportDay {
    fn wait(&mut self, amount: Dong, times: i64) {
        self.waiting = self.waiting.saturating_add_signed(times);
        self.waiting_sum += Dong(amount.0.saturating_mul(times));
    }
}

/// Counts what an entry moves, bank lines and rules over them apart; with `times` −1 takes it back.
pub(crate) fn fold(state: &mut State, entry: &Entry, named: &Facts, times: i64) {
    match &entry.body {
        Body::Work(work) => {
            state.movements.named.insert(work.id, entry.occurred_on);
        }
        Body::Programme(programme) => {
            state.movements.named.insert(programme.id, entry.occurred_on);
        }
        _ => {
            for (key, moved) in moved_by(entry, named) {
                state.movements.count(key, moved, times);
            }
        }
    }
}

/// What an entry moves, with what it names; bank lines and rules over them apart.
#[must_use]
pub fn moved_by(entry: &Entry, named: &Facts) -> Vec<(MovementKey, Moved)> {
    match &entry.body {
        Body::Attribution(attribution) | Body::NamedAttribution(attribution) => {
            let gifts = attribution.shares.iter();
            let gifts = gifts.filter(|share| share.attribution == Attribution::Gift);
            let gifts = gifts.map(|share| Given::new(share.organisation, share.amount, 1));
            gifts.filter_map(|gift| attributed(entry, attribution.line, &gift, named)).collect()
        }
        Body::MatchedLine(matched) => {
            let gifts = matched.shares.iter();
            let gifts = gifts.filter(|share| share.attribution == Attribution::Gift).map(|share| {
                let gift = Given::new(share.organisation, share.amount, share.gifts() as u64);
                Given { roster: share.roster, ..gift }
            });
            gifts.filter_map(|gift| attributed(entry, matched.line, &gift, named)).collect()
        }
        Body::MatchedLines(matched) if matched.attribution == Attribution::Gift => {
            let gifts = matched.lines.iter().filter_map(|line| {
                let found = named.entries.get(line).and_then(|line| line.postings.first());
                let amount = found.map(|posting| posting.amount).unwrap_or_default();
                attributed(entry, *line, &Given::new(matched.organisation, amount, 1), named)
            });
            gifts.collect()
        }
        Body::Gift(gift) | Body::NamedGift(gift) => vec![given(entry, gift)],
        Body::Pledge(pledge) | Body::NamedPledge(pledge) => {
            let key = MovementKey {
                organisation: pledge.organisation,
                ..MovementKey::new(MovementClass::Pledge, entry.occurred_on, pledge.fund)
            };
            vec![(key, Moved { amount: pledge.amount, count: 1, ..Moved::default() })]
        }
        Body::Payment(payment) => paid(entry, payment, named).into_iter().collect(),
        Body::AttributionRule(_)
        | Body::BankLine(_)
        | Body::BankLinePart(_)
        | Body::Reversal(_) => Vec::new(),
        _ => posted(entry),
    }
}

/// A kind that is not known here by itself: what it posts to gifts of money, on its own day.
fn posted(entry: &Entry) -> Vec<(MovementKey, Moved)> {
    let gifts = entry.postings.iter().filter(|posting| posting.account == accounts::GIFTS);
    let gifts = gifts.map(|posting| {
        let key = MovementKey::new(MovementClass::Bank, entry.occurred_on, posting.fund);
        (key, Moved { amount: -posting.amount, count: 1, ..Moved::default() })
    });
    gifts.collect()
}

/// A gift or several in a line: from whom, for which roster, how much, how many.
struct Given {
    organisation: Option<Id>,
    roster: Option<Id>,
    amount: Dong,
    count: u64,
}

impl Given {
    fn new(organisation: Option<Id>, amount: Dong, count: u64) -> Self {
        Self { organisation, roster: None, amount, count }
    }
}

/// Gifts in a line, on the line's day.
fn attributed(
    entry: &Entry,
    line: u64,
    gift: &Given,
    named: &Facts,
) -> Option<(MovementKey, Moved)> {
    let line = named.entries.get(&line);
    let fund = line.and_then(|line| line.postings.first()).map(|posting| posting.fund);
    let fund = fund.or_else(|| entry.postings.first().map(|posting| posting.fund))?;
    let day = line.map_or(entry.occurred_on, |line| line.occurred_on);
    let Given { organisation, roster, amount, count } = *gift;
    let key = MovementKey::new(MovementClass::Bank, day, fund);
    let key = MovementKey { organisation, roster, ..key };
    Some((key, Moved { amount, count, ..Moved::default() }))
}

fn given(entry: &Entry, gift: &Gift) -> (MovementKey, Moved) {
    let class = match gift.form {
        GiftForm::Cash => MovementClass::Cash,
        GiftForm::Goods if gift.account.is_some() => MovementClass::Stored,
        GiftForm::Goods => MovementClass::Goods,
        GiftForm::Labour => MovementClass::Labour,
    };
    let valued = gift.valuation.as_ref().map(|valuation| valuation.amount);
    let value = gift.amount.filter(|_| gift.form == GiftForm::Cash).or(valued);
    let key = MovementKey {
        organisation: gift.organisation,
        work: gift.work,
        ..MovementKey::new(class, entry.occurred_on, gift.fund)
    };
    let moved = Moved {
        amount: value.unwrap_or_default(),
        count: 1,
        days_tenths: gift.days_tenths.unwrap_or_default(),
        unvalued: u64::from(value.is_none()),
    };
    (key, moved)
}

fn paid(entry: &Entry, payment: &Payment, named: &Facts) -> Option<(MovementKey, Moved)> {
    let asked = named.entries.get(&payment.request).map(|request| &request.body);
    let Some(Body::SpendingRequest(request)) = asked else { return None };
    let key = MovementKey {
        work: request.work,
        programme: request.programme,
        ..MovementKey::new(MovementClass::Payment, entry.occurred_on, request.fund)
    };
    Some((key, Moved { amount: payment.amount, count: 1, ..Moved::default() }))
}

record! {
    /// The snapshot's form of [`Movements`].
    MovementList {
        /// Lines by import and day.
        imports: BTreeMap<u32, BTreeMap<Date, ImportDay>>,
        /// Gifts, promises, payments.
        moved: Vec<Movement>,
        /// Days of works and programmes.
        named: BTreeMap<Id, Date>,
        /// What rules made gifts of.
        ruled: BTreeMap<u64, BTreeMap<Date, (u64, Dong)>>,
    }
}

impl Field for Movements {
    fn write(&self, out: &mut Vec<u8>) {
        let moved = self.moved.iter().map(|(key, moved)| Movement {
            amount: moved.amount,
            class: key.class,
            count: moved.count,
            day: key.day,
            days_tenths: moved.days_tenths,
            fund: key.fund,
            organisation: key.organisation,
            programme: key.programme,
            roster: key.roster,
            unvalued: moved.unvalued,
            work: key.work,
        });
        let list = MovementList {
            imports: self.imports.clone(),
            moved: moved.collect(),
            named: self.named.clone(),
            ruled: self.ruled.clone(),
        };
        list.write(out);
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let list = MovementList::read(reader)?;
        let moved = list.moved.into_iter().map(|found| {
            let key = MovementKey {
                day: found.day,
                class: found.class,
                fund: found.fund,
                organisation: found.organisation,
                work: found.work,
                programme: found.programme,
                roster: found.roster,
            };
            let Movement { amount, count, days_tenths, unvalued, .. } = found;
            (key, Moved { amount, count, days_tenths, unvalued })
        });
        let moved = moved.collect();
        Ok(Self { imports: list.imports, named: list.named, moved, ruled: list.ruled })
    }
}
